"""Search the units of a store in milliseconds, filter and count them, and mark what was found.

    results = search(store, 'women "peace process" -elections', filters={"language": ["en"]}, limit=20)
    results.total                    # units found
    results.hits[0].unit.document    # a unit (windhoek.store.models.Unit) with its document at hand
    results.hits[0].spans            # [(start, end), …] in the unit's text
    results.counts["kind"]           # {"resolution": 310, …}: what choosing each value would show

All words are required, in any of their forms; words in quotes must stand together; a word (or words in quotes)
after `-` must not occur. A query that is the name of a document or paragraph of the store (`S/RES/1325 (2000)`,
`resolution 1325`, `1325 OP6`) finds that. No words: the newest documents first.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

import tantivy

from windhoek.document import Language
from windhoek.store import analysis
from windhoek.store.analysis import Sought
from windhoek.store.counts import Filters, both, count, queries
from windhoek.store.derive import FACETS, TAGS, Opened, current, ensure, rebuild, tag
from windhoek.store.named import named
from windhoek.store.store import Store
from windhoek.store.tables import Code, Document, Unit

__all__ = ["FACETS", "Hit", "Results", "ensure", "highlights", "rebuild", "search"]

_PIECE = re.compile(
    r'(?<!\S)(-?)(?:["“„«]\s*([^"“”„«»]*)["”“»]|([^\s"“”„«»]+))|([^\s"“”„«»]+)|["“„«]([^"“”„«»]*)'
)

_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    phrase: bool
    excluded: bool


class _Together:
    """What hits that were found together share: the words, and their codes, fetched when the first is asked for."""

    def __init__(self, store: Store, numbers: Sequence[int], pieces: tuple[_Piece, ...]) -> None:
        self.alias, self.pieces, self._store, self._numbers = store.alias, pieces, store, numbers

    @cached_property
    def codes(self) -> dict[int, Code]:
        out = {}
        for number, unit, themes, because in self._store.fetch(_CODES + _marks(self._numbers), self._numbers):
            out[unit] = Code.from_db(
                self.alias, _CODE, [number, unit, json.loads(themes), json.loads(because)]
            )
        return out


class Hit:
    """A unit that was found, with its `score` (0 in a listing)."""

    def __init__(self, row: tuple[Any, ...], score: float, together: _Together) -> None:
        self._row, self.score, self._together = row, score, together

    @cached_property
    def unit(self) -> Unit:
        """The unit, with its document and code at hand; Django fetches columns that are not in `_UNIT` when asked."""
        unit = Unit.from_db(self._together.alias, _UNIT, self._row[:_TO_UNIT])
        document = Document.from_db(self._together.alias, _DOCUMENT, self._row[_TO_UNIT:])
        unit._state.fields_cache.update(document=document, code=self._together.codes.get(unit.pk))
        return unit

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The places of the words of the query in the unit's text."""
        if not self._together.pieces:
            return ()
        language = cast(Language, self.unit.document.language)
        return tuple(_marked(self.unit.text, language, self._together.pieces))


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. `symbol` and `label` are set when the query named a document or paragraph.

    `counts` gives for each facet its values, the most frequent first, each with how many units there would be if it
    were chosen: the facet's own filter is lifted.
    """

    total: int
    hits: tuple[Hit, ...]
    counts: dict[str, dict[str, int]]
    milliseconds: float
    symbol: str = ""
    label: str = ""


def search(
    store: Store,
    words: str = "",
    *,
    filters: Filters | None = None,
    limit: int = 20,
    offset: int = 0,
    counts: bool = True,
) -> Results:
    """Find units. Filters are by `FACETS`; several values of one facet mean any of them.

    Raises ValueError for a filter that is no facet. `counts=False` saves the time of counting by facet.
    """
    start = time.perf_counter()
    opened = current(store)
    schema, searcher = opened.index.schema, opened.searcher
    chosen = queries(schema, filters or {})
    symbol, label = _named(searcher, words)
    pieces = () if symbol else _pieces(words)
    query = _exact(schema, symbol, label) if symbol else _query(opened, pieces)
    listing = bool(symbol) or not any(not piece.excluded for piece in pieces)
    everything = both(query, list(chosen.values()))
    tally, total = (
        count(opened, query, chosen, filters or {}, not pieces and not symbol) if counts else ({}, -1)
    )
    order = "rank" if listing else None
    # Tantivy finds the best faster when it need not count all.
    found = searcher.search(everything, max(limit, 1), count=not counts, offset=offset, order_by_field=order)
    total = total if counts else int(found.count)  # type: ignore[attr-defined]
    places = found.hits[:limit]
    numbers = [
        int(number or 0) for number in searcher.fast_field_values("unit", [place for _, place in places])
    ]
    rows = _rows(store, numbers)
    together = _Together(store, numbers, pieces)
    hits = tuple(
        Hit(rows[number], 0.0 if listing else score, together)
        for number, (score, _) in zip(numbers, places, strict=True)
        if number in rows
    )
    return Results(total, hits, tally, (time.perf_counter() - start) * 1000, symbol, label)


def highlights(text: str, language: Language, words: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, in order and without overlap."""
    return _marked(text, language, _pieces(words))


# --- what was asked ---------------------------------------------------------------------------------------


@lru_cache(maxsize=1000)
def _pieces(words: str) -> tuple[_Piece, ...]:
    out = []
    for found in _PIECE.finditer(words):
        minus, quoted, plain, rest, unclosed = found.groups()
        text = quoted or plain or rest or unclosed
        if text and text.strip():
            out.append(_Piece(text, quoted is not None or unclosed is not None, minus == "-"))
    return tuple(out)


def _named(searcher: tantivy.Searcher, words: str) -> tuple[str, str]:
    name = named(words) if words else None
    if name is None or not searcher.doc_freq(TAGS, tag("symbol", name[0])):
        return "", ""
    return name


def _exact(schema: tantivy.Schema, symbol: str, label: str) -> tantivy.Query:
    query = tantivy.Query.term_query(schema, TAGS, tag("symbol", symbol), "basic")
    return (
        both(query, [tantivy.Query.term_query(schema, TAGS, tag("label", label), "basic")])
        if label
        else query
    )


def _query(opened: Opened, pieces: tuple[_Piece, ...]) -> tantivy.Query:
    """What finds the words: made once for an index as it stands, because the next page and every filter ask again."""
    query = opened.queries.get(pieces)
    if query is None:
        if len(opened.queries) > _REMEMBERED:
            opened.queries.clear()
        query = opened.queries[pieces] = _made(opened, pieces)
    return query


def _made(opened: Opened, pieces: Sequence[_Piece]) -> tantivy.Query:
    """One query for each language that has all the words; a unit is in one language only."""
    if not pieces:
        return tantivy.Query.all_query()
    schema, searcher = opened.index.schema, opened.searcher
    queries = [
        query for language in opened.languages if (query := _in_language(schema, searcher, pieces, language))
    ]
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return tantivy.Query.empty_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _in_language(
    schema: tantivy.Schema, searcher: tantivy.Searcher, pieces: Sequence[_Piece], language: Language
) -> tantivy.Query | None:
    name = f"words_{language}"
    required: list[tantivy.Query] = []
    excluded: list[tantivy.Query] = []
    for piece in pieces:
        for sought in _sought(piece, language):
            query = _one(schema, searcher, name, sought)
            if piece.excluded:
                excluded += [query] if query else []
            elif query is None:
                return None
            else:
                required.append(query)
    if not required:
        if any(not piece.excluded for piece in pieces):
            return None  # nothing but signs: no word to look for
        required = [tantivy.Query.term_query(schema, TAGS, tag("language", language), "basic")]
    if len(required) == 1 and not excluded:
        return required[0]
    must = [(tantivy.Occur.Must, query) for query in required]
    return tantivy.Query.boolean_query(must + [(tantivy.Occur.MustNot, query) for query in excluded])


def _sought(piece: _Piece, language: Language) -> list[Sought]:
    words = analysis.query_words(piece.text, language)
    # What is not cut by spaces was meant as one: S/RES/1325 must not be found in pieces all over a paragraph.
    whole = piece.phrase or piece.excluded or (language != "zh" and len(words) > 1)
    return (
        [Sought(tuple(term for word in words for term in word.terms))] if whole and len(words) > 1 else words
    )


def _one(
    schema: tantivy.Schema, searcher: tantivy.Searcher, name: str, sought: Sought
) -> tantivy.Query | None:
    """The query for a word or phrase in one field, or None when the index holds it nowhere."""
    there = all(searcher.doc_freq(name, term) for term in set(sought.terms))
    plain = bool(sought.plain) and searcher.doc_freq(name, sought.plain) > 0
    if not there and not plain:
        return None
    if len(sought.terms) > 1:
        return tantivy.Query.phrase_query(schema, name, list(sought.terms))
    terms = [term for term, use in ((sought.terms[0], there), (sought.plain, plain)) if use]
    queries = [tantivy.Query.term_query(schema, name, term, "freq") for term in terms]
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


# --- what was found ---------------------------------------------------------------------------------------

# What a page of hits shows; Django fetches the other columns when they are asked for.
_UNIT = ("id", "document_id", "position", "label", "kind", "text", "page", "parent", "heading")
_DOCUMENT = ("id", "symbol", "part", "slug", "language", "kind", "body", "date", "title")
_CODE = ("id", "unit_id", "themes", "because")
_TO_UNIT = len(_UNIT)
_SHOWN = (
    f"SELECT {', '.join(f'u.{name}' for name in _UNIT)}, {', '.join(f'd.{name}' for name in _DOCUMENT)} "
    f"FROM {Unit._meta.db_table} u JOIN {Document._meta.db_table} d ON d.id = u.document_id WHERE u.id IN "
)
_CODES = f"SELECT {', '.join(_CODE)} FROM {Code._meta.db_table} WHERE unit_id IN "


def _marks(values: Sequence[Any]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def _rows(store: Store, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """What hits show, by the identifier of the unit, in one query: Django's own takes longer than the search."""
    if not numbers:
        return {}
    return {row[0]: row for row in store.fetch(_SHOWN + _marks(numbers), numbers)}


# --- marking ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Runs of terms by their first, the longest first, and the words without accents that will do as well."""

    runs: dict[str, list[tuple[str, ...]]]
    plain: frozenset[str]


@lru_cache(maxsize=1000)
def _wanted(pieces: tuple[_Piece, ...], language: Language) -> _Wanted:
    sought = [each for piece in pieces if not piece.excluded for each in _sought(piece, language)]
    runs: dict[str, list[tuple[str, ...]]] = {}
    for each in sorted(sought, key=lambda each: len(each.terms), reverse=True):
        runs.setdefault(each.terms[0], []).append(each.terms)
    return _Wanted(runs, frozenset(each.plain for each in sought if each.plain))


def _marked(text: str, language: Language, pieces: tuple[_Piece, ...]) -> list[tuple[int, int]]:
    wanted = _wanted(pieces, language)
    if not wanted.runs:
        return []
    words = analysis.places(text, language)
    out: list[tuple[int, int]] = []
    reach = 0
    for position, (term, place) in enumerate(words):
        if position < reach:
            continue
        length = 0
        for run in wanted.runs.get(term, ()):
            if len(run) == 1 or run == tuple(each for each, _ in words[position : position + len(run)]):
                length = len(run)
                break
        if not length and wanted.plain and analysis.plain(place[0]) in wanted.plain:
            length = 1
        if length:
            reach = position + length
            out.append((place.start(), words[reach - 1][1].end()))
    return out
