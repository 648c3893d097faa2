"""Open a store: a SQLite file, or a PostgreSQL database by its address.

    store = Store()                                   # $WINDHOEK_STORE, or a file in the user's data folder
    store = Store("texts.sqlite3")                    # a path, also as sqlite:///texts.sqlite3
    store = Store("postgresql://me:secret@host/wps")  # any address that PostgreSQL's own tools take

Opening makes the file, its tables and the folders on the way when they are missing. Every query names the
store: `Document.objects.using(store.alias)`. Several stores can be open in one process and in many threads.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import platformdirs
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from windhoek.store.tables import Document

_APP = Document._meta.app_label
# Write-ahead logging lets the site read while ingest writes; NORMAL loses nothing when a process is killed.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
)
_WRITER = 0x57494E44  # the advisory lock that one writer at a time holds in PostgreSQL


class StoreError(Exception):
    """The store cannot be opened: one line that says which, why, and what to do."""


class Store:
    """A store that is open. `url` says where, `alias` is Django's name for it, `index_dir` holds its search index.

    Raises StoreError when the address is of no known kind, or the database does not answer.
    """

    def __init__(self, url: str | os.PathLike[str] | None = None) -> None:
        self.url = _address(url)
        key = hashlib.sha256(self.url.encode()).hexdigest()[:16]
        self.alias = f"store-{key}"
        if self.url.startswith("sqlite:///"):
            file = Path(self.url.removeprefix("sqlite:///"))
            self.name = str(file)
            self.index_dir = file.with_name(f"{file.name}.windhoek")
            settings = _sqlite(file)
        else:
            self.name = _without_password(self.url)
            self.index_dir = platformdirs.user_data_path("windhoek") / "indexes" / key
            settings = _postgresql(self.url)
        if self.alias not in connections.databases:
            whole = connections.configure_settings({DEFAULT_DB_ALIAS: {}, self.alias: settings})
            connections.databases[self.alias] = whole[self.alias]
        self.migrate()

    def __repr__(self) -> str:
        return f"Store({self.name!r})"

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """This thread's connection."""
        return connections[self.alias]

    def migrate(self, *apps: str) -> None:
        """Bring the tables up to date, those of other Django `apps` where they are named; does nothing when they are.

        Raises StoreError.
        """
        try:
            for patience in (0.2, 1.0, 3.0, None):
                executor = MigrationExecutor(self.connection)
                targets = [leaf for app in apps or (_APP,) for leaf in executor.loader.graph.leaf_nodes(app)]
                plan = executor.migration_plan(targets)
                if not plan:
                    return
                try:
                    executor.migrate(targets, plan)
                    return
                except DatabaseError:
                    # Another process may be making the same tables at this moment: look again.
                    self.connection.close()
                    if patience is None:
                        raise
                    time.sleep(patience)
        except (DatabaseError, OSError) as error:
            remedy = (
                "Check the path and your rights to it, or name another with $WINDHOEK_STORE"
                if self.connection.vendor == "sqlite"
                else "Check that the server runs and that the address, user and password are right"
            )
            raise StoreError(
                f"{self.name}: cannot open the store: {' '.join(str(error).split())}. {remedy}."
            ) from None

    @contextmanager
    def writing(self) -> Iterator[CursorWrapper]:
        """One transaction that no other writer comes between; gives a cursor."""
        with transaction.atomic(using=self.alias), self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITER])
            yield cursor

    @contextmanager
    def reading(self) -> Iterator[CursorWrapper]:
        """A cursor for plain SQL with `%s` for values."""
        with self.connection.cursor() as cursor:
            yield cursor

    def fetch(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that plain SQL with `%s` for values asks for, in SQLite without Django's cursor: in half the time."""
        connection = self.connection
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with connection.wrap_database_errors:
                found: list[tuple[Any, ...]] = connection.connection.execute(
                    query.replace("%s", "?"), values
                ).fetchall()
            return found
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    def close(self) -> None:
        """Close this thread's connection; it opens again when it is needed."""
        self.connection.close()


def _address(url: str | os.PathLike[str] | None) -> str:
    given = os.fspath(url) if url is not None else os.environ.get("WINDHOEK_STORE", "")
    if not given:
        return f"sqlite:///{platformdirs.user_data_path('windhoek') / 'windhoek.sqlite3'}"
    if given.startswith(("postgresql://", "postgres://")):
        return "postgresql://" + given.split("://", 1)[1]
    if "://" in given and not given.startswith("sqlite:///"):
        raise StoreError(
            f"{given}: not a store. Give a path, sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."
        )
    path = Path(given.removeprefix("sqlite:///")).expanduser()
    return f"sqlite:///{os.path.normpath(path.absolute())}"


def _sqlite(file: Path) -> dict[str, Any]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{file}: cannot make the folder: {error.strerror}. Name another place with $WINDHOEK_STORE."
        ) from None
    if file.is_dir():
        raise StoreError(
            f"{file}: is a folder. Give the path of a file, such as {file / 'windhoek.sqlite3'}."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"init_command": _PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 60},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    options.setdefault("connect_timeout", 10)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "windhoek",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(options.pop("port", None) or parts.port or ""),
        "OPTIONS": options,
    }


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return url.replace(f":{parts.password}@", "@", 1)
