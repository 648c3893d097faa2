"""`make run` with documents, without any, and with some that cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

import platformdirs
import pytest
from rich.console import Console

from windhoek.run import FETCHED, INTERRUPTED, documents, run
from windhoek.store.ingest import Inline, ingest
from windhoek.store.store import Store
from windhoek.store.tables import Document

SAMPLES = files("windhoek") / "samples"
RESOLUTION = "S_RES_9901-SAMPLE-E.txt"
NOBODY = "http://127.0.0.1:9/nothing.zip"


class Shown:
    """Stands where the site would be opened, and keeps what it would have shown."""

    def __init__(self) -> None:
        self.url = ""
        self.words = io.StringIO()

    def __call__(self, url: str, **_: Any) -> None:
        self.url = url

    @property
    def titles(self) -> list[str]:
        return list(Document.objects.using(Store(self.url).alias).values_list("title", flat=True))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder without documents, and a place for stores that is nobody's."""
    here = tmp_path / "clone" / "windhoek"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.delenv("WINDHOEK_CORPUS", raising=False)
    monkeypatch.delenv("WINDHOEK_STORE", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_: tmp_path / "data")
    # No processes for a handful of files: other tests hold that they do the same.
    monkeypatch.setattr("windhoek.run.ingest", partial(ingest, executor=Inline()))
    yield here


def start(shown: Shown, answer: bool = False, url: str = NOBODY) -> int:
    asked = []

    def ask(question: str) -> bool:
        asked.append(question)
        return answer

    status = run(url=url, out=Console(file=shown.words, width=300), ask=ask, show=shown)
    shown.words.write(f"asked {len(asked)} times")
    return status


def put(folder: Path, name: str, data: bytes | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(SAMPLES.joinpath(name).read_bytes() if data is None else data)


def test_without_documents_it_shows_samples_apart(home: Path) -> None:
    shown = Shown()
    assert start(shown) == 0
    assert "SAMPLES" in shown.words.getvalue()
    assert "asked 1 times" in shown.words.getvalue()
    assert len(shown.titles) == len(list(SAMPLES.iterdir()))
    for document in Document.objects.using(Store(shown.url).alias):
        said = " ".join(unit.text for unit in document.units.using(Store(shown.url).alias))
        assert "SAMPLE" in said or "EXEMPLE" in said
    assert shown.url != Store().url
    assert not Document.objects.using(Store().alias).exists()


@pytest.mark.parametrize("place", ["corpus", "../shared/corpus"])
def test_documents_at_hand_are_read(home: Path, place: str) -> None:
    put(home / place, RESOLUTION)
    shown = Shown()
    assert start(shown) == 0
    assert shown.url == Store().url
    assert len(shown.titles) == 1
    assert "1 new" in shown.words.getvalue()
    assert "asked 0 times" in shown.words.getvalue()
    assert start(again := Shown()) == 0
    assert "1 unchanged" in again.words.getvalue()


def test_the_variable_wins_and_must_name_a_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home / "corpus", RESOLUTION)
    put(tmp_path / "mine", RESOLUTION)
    monkeypatch.setenv("WINDHOEK_CORPUS", str(tmp_path / "mine"))
    assert documents() == tmp_path / "mine"
    monkeypatch.setenv("WINDHOEK_CORPUS", str(tmp_path / "wrong"))
    shown = Shown()
    assert start(shown) == 2
    assert shown.url == ""
    assert "wrong" in shown.words.getvalue()


def test_an_empty_folder_is_no_documents(home: Path) -> None:
    (home / "corpus" / ".fetch").mkdir(parents=True)
    put(home / "../shared/corpus", RESOLUTION)
    assert documents() == Path("../shared/corpus")


def test_broken_files_do_not_keep_the_site_shut(home: Path) -> None:
    put(home / "corpus", RESOLUTION)
    put(home / "corpus", "broken.pdf", b"%PDF-1.7 and no more")
    shown = Shown()
    assert start(shown) == 0
    assert len(shown.titles) == 1
    assert "1 could not be read" in shown.words.getvalue()


def test_what_is_stored_is_shown_when_its_files_are_away(home: Path) -> None:
    put(home / "corpus", RESOLUTION)
    start(Shown())
    (home / "corpus").rename(home / "elsewhere")
    shown = Shown()
    assert start(shown) == 0
    assert shown.url == Store().url
    assert "asked 0 times" in shown.words.getvalue()


def test_fetching_when_the_answer_is_yes(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "HEAD.zip", "w") as archive:
        archive.writestr(
            f"SCresolutions-main/2099/{RESOLUTION}.xml", SAMPLES.joinpath(RESOLUTION).read_bytes()
        )
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        shown = Shown()
        assert start(shown, answer=True, url=f"http://127.0.0.1:{server.server_address[1]}/HEAD.zip") == 0
        server.shutdown()
    assert (home / FETCHED / "2099").is_dir()
    assert shown.url == Store().url
    assert len(shown.titles) == 1


def test_samples_when_fetching_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("windhoek.download.time.sleep", lambda seconds: None)
    monkeypatch.setattr("windhoek.download.PATIENCE", 1)
    shown = Shown()
    assert start(shown, answer=True) == 0
    assert NOBODY in shown.words.getvalue()
    assert shown.url.endswith("samples.sqlite3")


def test_nobody_is_asked_without_a_terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    shown = Shown()
    assert run(url=NOBODY, out=Console(file=shown.words), show=shown) == 0
    assert shown.url.endswith("samples.sqlite3")


def test_interrupted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    put(home / "corpus", RESOLUTION)
    monkeypatch.setattr("windhoek.run.ingest", stop)
    shown = Shown()
    assert start(shown) == INTERRUPTED
    assert shown.url == ""
