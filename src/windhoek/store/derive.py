"""The index for searching, derived from the store: opened, caught up with what was written, or built anew.

It lies in `store.index_dir`, in a folder that `state.json` names together with the generation of the store that it
has come to. It may be removed at any time. Building makes a new folder and names it last, so that whoever reads
the old one is not disturbed, and a build that was cut off leaves nothing that counts.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import tantivy

from windhoek.document import LANGUAGES, Language
from windhoek.store import analysis
from windhoek.store.store import Store
from windhoek.store.tables import Document, Removal, Unit

#: Facets of which a unit has one value; those of `relevant` are "yes" and "no".
SINGLE = ("kind", "year", "body", "language", "relevant")
#: What hits can be counted and filtered by; a unit may have several themes.
FACETS = (*SINGLE, "theme")
SEPARATOR = "\x1f"
_VERSION = f"2.{analysis.VERSION}.{version('tantivy')}"
_HEAP = 96_000_000
_LEAST_HEAP = 15_000_000  # tantivy takes no less
_AT_ONCE = 100  # documents whose units are in memory together while indexing
_STATE = "state.json"
# How long a search may go on with an index that another process has left behind.
_PATIENCE = 2.0


@dataclass(slots=True)
class Opened:
    """An index that is open at a generation of its store."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    folder: str
    generation: int
    looked: float
    languages: tuple[Language, ...]  # that it has texts in
    tallies: dict[str, Any] = field(default_factory=dict)  # counts of everything, which take the longest


_open: dict[str, Opened] = {}
_lock = threading.RLock()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("unit", fast=True)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_unsigned_field("rank", fast=True)  # the newest document first, then its units in their order
    for language in LANGUAGES:
        builder.add_text_field(f"words_{language}", tokenizer_name="whitespace", index_option="position")
    for name in ("symbol", "label"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    # For counting: all facets with one value for a unit in one text, and its themes in another. To count a field of
    # several values takes tantivy twenty times as long as one of a single value, and each field costs a pass.
    for name in ("profile", "themes"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def ensure(store: Store) -> Opened:
    """The index of the store, brought up to date: opened, caught up with what was written, or built anew."""
    with _lock:
        generation = _generation(store)
        opened = _open.get(store.alias)
        if opened is None or opened.generation != generation or _state(store).get("folder") != opened.folder:
            try:
                opened = _catch_up(store, generation)
            except _Busy as busy:
                opened = busy.opened
            except (Exception, _panic()):
                opened = _build(store, generation)
            _open[store.alias] = opened
        opened.looked = time.monotonic()
        return opened


def rebuild(store: Store) -> Opened:
    """Build the index anew from the store."""
    with _lock:
        _open[store.alias] = _build(store, _generation(store))
        return _open[store.alias]


def current(store: Store) -> Opened:
    """The index for a search: as it was a moment ago, or brought up to date."""
    opened = _open.get(store.alias)
    if opened is not None and time.monotonic() - opened.looked < _PATIENCE:
        return opened
    return ensure(store)


class _Busy(Exception):
    """Another process is writing the index: use it as it stands."""

    def __init__(self, opened: Opened) -> None:
        super().__init__("busy")
        self.opened = opened


def _panic() -> type[BaseException]:
    """What tantivy raises when its own checks fail on damaged files: no Exception, so it must be caught by name."""
    for kind in BaseException.__subclasses__():
        if kind.__name__ == "PanicException":
            return kind
    return Exception


def _generation(store: Store) -> int:
    with store.reading() as cursor:
        cursor.execute(
            f"SELECT MAX(g) FROM (SELECT MAX(generation) AS g FROM {Document._meta.db_table} "
            f"UNION ALL SELECT MAX(generation) FROM {Removal._meta.db_table}) AS both_tables"
        )
        return int(cursor.fetchone()[0] or 0)


def _state(store: Store) -> dict[str, Any]:
    try:
        state = json.loads((store.index_dir / _STATE).read_bytes())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _save(store: Store, folder: str, generation: int) -> None:
    state = {"version": _VERSION, "folder": folder, "generation": generation}
    fresh = store.index_dir / f"{_STATE}.{os.getpid()}"
    fresh.write_text(json.dumps(state), encoding="utf-8")
    fresh.replace(store.index_dir / _STATE)


def _catch_up(store: Store, generation: int) -> Opened:
    state = _state(store)
    if state.get("version") != _VERSION:
        raise LookupError("no index, or one of another version")
    folder, reached = str(state["folder"]), int(state["generation"])
    index = tantivy.Index.open(str(store.index_dir / folder))
    if reached != generation:
        try:
            writer = index.writer(_HEAP, 1)
        except ValueError as error:
            if "lock" in str(error).lower():
                raise _Busy(_opened(index, folder, reached)) from None
            raise
        _write(store, writer, reached)
        _save(store, folder, generation)
        index.reload()
    opened = _opened(index, folder, generation)
    # What a generation cannot tell: files lost, or a store put in the place of another.
    if opened.searcher.num_docs != Unit.objects.using(store.alias).count():
        raise LookupError("the index does not hold what the store holds")
    return opened


def _opened(index: tantivy.Index, folder: str, generation: int) -> Opened:
    searcher = index.searcher()
    languages = tuple(language for language in LANGUAGES if searcher.doc_freq("language", language))
    return Opened(index, searcher, folder, generation, 0, languages)


def _build(store: Store, generation: int) -> Opened:
    folder = uuid.uuid4().hex
    where = store.index_dir / folder
    where.mkdir(parents=True)
    index = tantivy.Index(_schema(), str(where))
    _write(store, index.writer(_HEAP, 1), -1)
    _save(store, folder, generation)
    _tidy(store, folder)
    index.reload()
    return _opened(index, folder, generation)


def _tidy(store: Store, named: str) -> None:
    """Remove the folders that are no longer named, or were left half made, unless another process is at work there."""
    for folder in store.index_dir.iterdir():
        if folder.is_dir() and folder.name != named:
            try:
                tantivy.Index.open(str(folder)).writer(_LEAST_HEAP, 1)
            except ValueError as error:
                if "lock" in str(error).lower():
                    continue
            except _panic():
                pass
            shutil.rmtree(folder, ignore_errors=True)


def _write(store: Store, writer: tantivy.IndexWriter, reached: int) -> None:
    """Bring what was written after generation `reached` into the index; safe to do twice."""
    removed = Removal.objects.using(store.alias).filter(generation__gt=reached)
    fresh = Document.objects.using(store.alias).filter(generation__gt=reached)
    documents = list(fresh.order_by("id").values_list("id", flat=True))
    if reached >= 0:
        # By a query: to delete by a term silently deletes nothing when the field holds numbers.
        stale = [*removed.values_list("document_id", flat=True), *documents]
        writer.delete_documents_by_query(tantivy.Query.term_set_query(_schema(), "document", stale))
    for entry in _entries(store, documents):
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


_ENTRIES = """
    SELECT u.id, u.position, u.label, u.text, d.id, d.symbol, d.kind, d.body, d.date, d.language, c.themes
    FROM store_unit u JOIN store_document d ON d.id = u.document_id LEFT JOIN store_code c ON c.unit_id = u.id
    WHERE d.id IN ({marks}) ORDER BY d.id, u.position
"""


def _entries(store: Store, documents: list[int]) -> Iterator[tantivy.Document]:
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        with store.reading() as cursor:
            cursor.execute(_ENTRIES.format(marks=", ".join(["%s"] * len(some))), some)
            rows = cursor.fetchall()
        for unit, position, label, text, document, symbol, kind, body, date, language, themes in rows:
            entry = tantivy.Document()
            entry.add_unsigned("unit", unit)
            entry.add_unsigned("document", document)
            entry.add_unsigned("rank", _rank(date, document) | (0xFFFF - min(position, 0xFFFF)))
            entry.add_text(f"words_{language}", analysis.analyse(text, language))
            entry.add_text("symbol", symbol)
            entry.add_text("label", label)
            profile = (kind, date[:4], body, language, "no" if themes is None else "yes")
            for facet, value in zip(SINGLE, profile, strict=True):
                if value:
                    entry.add_text(facet, value)
            entry.add_text("profile", SEPARATOR.join(profile))
            given = sorted(set(json.loads(themes))) if themes else []
            for theme in given:
                entry.add_text("theme", theme)
            entry.add_text("themes", SEPARATOR.join(given))
            yield entry


@lru_cache(maxsize=1000)
def _rank(date: str, document: int) -> int:
    """64 bits: the date as YYYYMMDD, what makes earlier documents the greater, and 16 bits left for the position."""
    day = int((date.replace("-", "") + "00000000")[:8])
    return day << 36 | (0xFFFFF - document % 0x100000) << 16
