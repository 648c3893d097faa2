"""The index for searching, derived from the store: opened, caught up with what was written, or built anew.

It lies in `store.index_dir`, in a folder that `state.json` names together with the generation of the store that it
has come to. It may be removed at any time. Building makes a new folder and names it last, so that whoever reads
the old one is not disturbed, and a build that was cut off leaves nothing that counts.
"""

from __future__ import annotations

import hashlib
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
from django.db.backends.utils import CursorWrapper

from windhoek.coding.codebook import Codebook
from windhoek.document import LANGUAGES, Language
from windhoek.store import analysis, concepts
from windhoek.store.codebooks import coded_by
from windhoek.store.concepts import Meaning
from windhoek.store.store import Store
from windhoek.store.tables import Code, Document, Removal, Unit

#: Facets of which a unit has one value; those of `relevant` are "yes" and "no".
SINGLE = ("kind", "year", "body", "language", "relevant")
#: What hits can be counted and filtered by; a unit may have several themes.
FACETS = (*SINGLE, "theme")
SEPARATOR = "\x1f"
#: The field of the index that says what a unit is, as `tag` writes it.
TAGS = "is"
_VERSION = f"5.{analysis.VERSION}.{version('tantivy')}"
_HEAP = 96_000_000
_LEAST_HEAP = 15_000_000  # tantivy takes no less
_AT_ONCE = 100  # documents whose units are in memory together while indexing
_STATE = "state.json"
_BUILD_ANEW = 0.5
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
    book: Codebook  # by whose lexicons its texts have meanings
    languages: tuple[Language, ...]  # that it has texts in
    themes: dict[int, str]  # by the numbers that units have for them
    meanings: dict[Language, dict[Meaning, str]]  # what its texts have words for, and the term of each
    queries: dict[Any, tantivy.Query] = field(default_factory=dict)  # made before, by the words
    tallies: tuple[dict[Any, int], ...] = ()  # counts of everything, which take the longest


_open: dict[str, Opened] = {}
_lock = threading.RLock()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("unit", fast=True)
    builder.add_unsigned_field("rank", fast=True)  # the newest document first, then its units in their order
    for language in LANGUAGES:
        builder.add_text_field(f"words_{language}", tokenizer_name="whitespace", index_option="position")
    # Everything to choose by in one field: to fill one takes a quarter of the time that ten take.
    builder.add_text_field(TAGS, tokenizer_name="whitespace", index_option="basic")
    # For counting: all facets with one value for a unit in one text, because each field costs a pass; its themes as
    # numbers, because to give the texts back takes tantivy longer than to count.
    builder.add_text_field("profile", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("theme", fast=True)
    return builder.build()


@lru_cache(maxsize=20_000)
def tag(name: str, value: str | int) -> str:
    """The term of the field `TAGS` for what a unit is: one of `FACETS`, `symbol`, `label` or `document`."""
    return f"{name}:{SEPARATOR.join(str(value).split())}"


def meaning_tag(language: Language, meaning: Meaning) -> str:
    """The term of the field `TAGS` for a unit of that language with words for `meaning`."""
    return tag("means", f"{language}:{meaning}")


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


def _version(book: Codebook) -> str:
    """Of an index: other texts come out of the store, or other meanings of their words, when it is another."""
    return f"{_VERSION}.{concepts.digest(book)}"


def _save(store: Store, book: Codebook, folder: str, generation: int) -> None:
    state = {"version": _version(book), "folder": folder, "generation": generation}
    fresh = store.index_dir / f"{_STATE}.{os.getpid()}"
    fresh.write_text(json.dumps(state), encoding="utf-8")
    fresh.replace(store.index_dir / _STATE)


def _catch_up(store: Store, generation: int) -> Opened:
    state, book = _state(store), coded_by(store)
    if state.get("version") != _version(book):
        raise LookupError("no index, or one of another version")
    folder, reached = str(state["folder"]), int(state["generation"])
    index = tantivy.Index.open(str(store.index_dir / folder))
    if reached != generation:
        if _share(store, reached) > _BUILD_ANEW:
            raise LookupError("most of the documents have changed: to build anew is quicker")
        try:
            writer = index.writer(_HEAP, 1)
        except ValueError as error:
            if "lock" in str(error).lower():
                raise _Busy(_opened(index, book, folder, reached)) from None
            raise
        _write(store, book, writer, reached)
        _save(store, book, folder, generation)
        index.reload()
    opened = _opened(index, book, folder, generation)
    # What a generation cannot tell: files lost, or a store put in the place of another.
    if opened.searcher.num_docs != Unit.objects.using(store.alias).count():
        raise LookupError("the index does not hold what the store holds")
    return opened


def _share(store: Store, reached: int) -> float:
    """The share of the documents that were written after generation `reached`."""
    documents = Document.objects.using(store.alias)
    return documents.filter(generation__gt=reached).count() / max(documents.count(), 1)


def _opened(index: tantivy.Index, book: Codebook, folder: str, generation: int) -> Opened:
    searcher = index.searcher()
    languages = tuple(
        language for language in LANGUAGES if searcher.doc_freq(TAGS, tag("language", language))
    )
    themes = {
        numbered(term): term.removeprefix("theme:").replace(SEPARATOR, " ")
        for term, _ in searcher.terms_with_prefix(TAGS, "theme:")
    }
    meanings: dict[Language, dict[Meaning, str]] = {
        language: {term.removeprefix(start): term for term, _ in searcher.terms_with_prefix(TAGS, start)}
        for language in languages
        if (start := meaning_tag(language, ""))
    }
    return Opened(index, searcher, folder, generation, 0, book, languages, themes, meanings)


def _build(store: Store, generation: int) -> Opened:
    folder = uuid.uuid4().hex
    where = store.index_dir / folder
    where.mkdir(parents=True)
    index = tantivy.Index(_schema(), str(where))
    book = coded_by(store)
    _write(store, book, index.writer(_HEAP, 1), -1)
    _save(store, book, folder, generation)
    _tidy(store, folder)
    index.reload()
    return _opened(index, book, folder, generation)


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


def _write(store: Store, book: Codebook, writer: tantivy.IndexWriter, reached: int) -> None:
    """Bring what was written after generation `reached` into the index; safe to do twice."""
    with store.reading() as cursor:
        cursor.execute(_FRESH, [reached])
        documents = {row[0]: _Shared(*row) for row in cursor.fetchall()}
        if reached >= 0:
            cursor.execute(_REMOVED, [reached])
            stale = [
                tag("document", number) for number in {row[0] for row in cursor.fetchall()} | set(documents)
            ]
            writer.delete_documents_by_query(tantivy.Query.term_set_query(_schema(), TAGS, stale))
        for entry in _entries(cursor, book, documents):
            writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


_FRESH = f"SELECT id, symbol, kind, body, date, language FROM {Document._meta.db_table} WHERE generation > %s ORDER BY id"
_REMOVED = f"SELECT document_id FROM {Removal._meta.db_table} WHERE generation > %s"
_UNITS = (
    f"SELECT u.id, u.document_id, u.position, u.label, u.text, c.themes FROM {Unit._meta.db_table} u "
    f"LEFT JOIN {Code._meta.db_table} c ON c.unit_id = u.id WHERE u.document_id IN "
)


class _Shared:
    """What the entries of one document have in common."""

    __slots__ = ("language", "profiles", "rank", "tags", "words")

    def __init__(self, number: int, symbol: str, kind: str, body: str, date: str, language: Language) -> None:
        self.language = language
        self.words = f"words_{language}"
        self.rank = _rank(date, number)
        values = {"kind": kind, "year": date[:4], "body": body, "language": language}
        whose = (tag("document", number), tag("symbol", symbol))
        self.tags = " ".join((*whose, *(tag(name, value) for name, value in values.items() if value)))
        self.profiles = {
            relevant: SEPARATOR.join((values | {"relevant": relevant})[name] for name in SINGLE)
            for relevant in ("yes", "no")
        }


def _entries(
    cursor: CursorWrapper, book: Codebook, documents: dict[int, _Shared]
) -> Iterator[tantivy.Document]:
    numbers = list(documents)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        # In the order of the documents: paragraphs of one score are shown in the order in which they are added.
        cursor.execute(f"{_UNITS} ({', '.join(['%s'] * len(some))}) ORDER BY u.document_id, u.position", some)
        units = cursor.fetchall()
        meanings = concepts.of_texts(book, [(documents[unit[1]].language, unit[4]) for unit in units])
        for (unit, document, position, label, text, themes), meant in zip(units, meanings, strict=True):
            shared = documents[document]
            relevant, given = ("no", ()) if themes is None else ("yes", _themes(themes))
            tags = f"{shared.tags} {tag('label', label)} relevant:{relevant}"
            if given or meant:
                tags = " ".join((tags, *given, *(meaning_tag(shared.language, each) for each in meant)))
            entry = tantivy.Document()
            entry.add_unsigned("unit", unit)
            entry.add_unsigned("rank", shared.rank | (0xFFFF - min(position, 0xFFFF)))
            entry.add_text(shared.words, analysis.analyse(text, shared.language))
            entry.add_text(TAGS, tags)
            entry.add_text("profile", shared.profiles[relevant])
            for theme in given:
                entry.add_unsigned("theme", numbered(theme))
            yield entry


@lru_cache(maxsize=10_000)
def _themes(encoded: str) -> tuple[str, ...]:
    return tuple(sorted({tag("theme", theme) for theme in json.loads(encoded)}))


@lru_cache(maxsize=1000)
def numbered(term: str) -> int:
    """A number for a term, the same in every index: 48 bits, which counts come back with unharmed as floats."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=6).digest())


def _rank(date: str, document: int) -> int:
    """64 bits: the date as YYYYMMDD, what makes earlier documents the greater, and 16 bits left for the position."""
    day = int((date.replace("-", "") + "00000000")[:8])
    return day << 36 | (0xFFFFF - document % 0x100000) << 16
