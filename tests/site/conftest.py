"""A small store of documents of our own, and a browser's view of the site that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_documents import Shelf, fill, running

from windhoek.store.store import Store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store that the site shows during the tests of this folder."""
    from windhoek.site import shelf

    opened = Store(tmp_path_factory.mktemp("site") / "site.sqlite3")
    fill(Shelf(opened))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WINDHOEK_STORE", opened.url)
        shelf.store.cache_clear()
        shelf.store()
    yield opened
    shelf.store.cache_clear()


@pytest.fixture(scope="session")
def address(store: Store) -> Iterator[str]:
    """Where a server shows that store to browsers."""
    with running(store) as (at, _):
        yield at


@pytest.fixture
def client(store: Store) -> Any:
    """Django's test client, asking as a browser on this machine would."""
    from django.test import Client

    return Client(headers={"host": "localhost"})


@pytest.fixture
def empty(client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The client, of a store that holds nothing."""
    from windhoek.site import shelf

    opened = Store(tmp_path / "empty.sqlite3")
    monkeypatch.setattr(shelf, "store", lambda: opened)
    return client


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language of a page that was asked for stays with the thread: no test leaves it to the next."""
    yield
    from django.utils import translation

    translation.deactivate()
