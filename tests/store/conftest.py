"""A store on each kind of database, and documents of our own to put into it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from store_documents import ENGLISH, FRENCH, akn

from windhoek.store.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four files: three resolutions in English, one of them also in French."""
    where = tmp_path / "documents"
    (where / "French").mkdir(parents=True)
    for name, (symbol, preamble, body) in ENGLISH.items():
        (where / f"{name}_E.xml").write_text(akn(symbol, "en", preamble, body), encoding="utf-8")
    (where / "French" / "S_RES_9001_F.xml").write_text(
        akn(FRENCH[0], "fr", FRENCH[1], FRENCH[2]), encoding="utf-8"
    )
    return where


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("WINDHOEK_STORE", raising=False)


# --- PostgreSQL -------------------------------------------------------------------------------------------


def _binaries() -> Path | None:
    for place in (
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        Path("/usr/bin"),
        Path("/usr/local/bin"),
    ):
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    return None


def _as_postgres(*command: str | Path) -> None:
    """Run one of PostgreSQL's programs, which refuse to be run by root."""
    user = "postgres" if os.geteuid() == 0 else None
    words = [str(word) for word in command]
    subprocess.run(
        words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", user=user, group=user
    )


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server on which databases can be made."""
    if given := os.environ.get("WINDHOEK_TEST_POSTGRES"):
        yield given
        return
    binaries = _binaries()
    if binaries is None:
        pytest.skip(
            "needs PostgreSQL: apt-get install postgresql, or set WINDHOEK_TEST_POSTGRES to a server's URL"
        )
    where = Path(tempfile.mkdtemp(prefix="windhoek-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(where, "postgres", "postgres")
    try:
        _as_postgres(
            binaries / "initdb",
            "-D",
            where / "data",
            "-U",
            "windhoek",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{where}' -c fsync=off"
        _as_postgres(
            binaries / "pg_ctl", "-D", where / "data", "-o", options, "-l", where / "log", "-w", "start"
        )
        try:
            yield f"postgresql://windhoek@/postgres?host={quote(str(where))}"
        finally:
            _as_postgres(binaries / "pg_ctl", "-D", where / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(where, ignore_errors=True)


@pytest.fixture
def postgresql(server: str) -> Iterator[Callable[[], str]]:
    """Makes empty databases and gives their addresses."""
    made: list[str] = []

    def make() -> str:
        name = f"windhoek_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        made.append(name)
        address, _, query = server.partition("?")
        return f"{address.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")

    yield make
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes empty stores, of each kind of database in turn."""
    opened: list[Store] = []

    def make() -> Store:
        if request.param == "sqlite":
            address = str(tmp_path / f"{uuid.uuid4().hex}.sqlite3")
        else:
            address = request.getfixturevalue("postgresql")()
        opened.append(Store(address))
        return opened[-1]

    if request.param == "postgresql":
        request.getfixturevalue("server")
    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    return make_store()
