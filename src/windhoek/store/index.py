"""Search the units of a store in milliseconds, filter and count them, and mark what was found.

    results = search(store, 'women "peace process" -elections', filters={"language": ["en"]}, limit=20)
    results.total                    # units found
    results.hits[0].unit.document    # a unit (windhoek.store.models.Unit) with its document at hand
    results.hits[0].spans            # [(start, end), …] in the unit's text
    results.counts["kind"]           # {"resolution": 310, …}: what choosing each value would show

All words are required, in any of their forms, or in another language words for the same (`store/concepts.py`); words
in quotes must stand together, as they are; a word (or words in quotes) after `-` must not occur. A query that is the name of a document or paragraph of the store (`S/RES/1325 (2000)`,
`resolution 1325`, `1325 OP6`) finds that. No words: the newest documents first.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

import tantivy

from windhoek.coding.codebook import Codebook
from windhoek.document import Language
from windhoek.store import analysis, concepts
from windhoek.store.counts import Filters, both, count, queries
from windhoek.store.derive import FACETS, current, ensure, rebuild
from windhoek.store.query import Piece, exact, named_in, parts_of, pieces_of, query_of, sought
from windhoek.store.store import Store
from windhoek.store.tables import Code, Document, Unit

__all__ = ["FACETS", "Hit", "Results", "ensure", "highlights", "rebuild", "search"]


class _Together:
    """What hits that were found together share: the words, and their codes, fetched when the first is asked for."""

    def __init__(
        self, store: Store, book: Codebook, numbers: Sequence[int], pieces: tuple[Piece, ...]
    ) -> None:
        self.alias, self.book, self.pieces, self._store, self._numbers = (
            store.alias, book, pieces, store, numbers,
        )  # fmt: skip

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
        """The places in the unit's text of the words of the query, or of words for the same."""
        if not self._together.pieces:
            return ()
        marked = _marked(self.unit.text, self._language, self._together.pieces)
        others = [
            (start, end)
            for start, end in self.by_meaning
            if not any(start < last and first < end for first, last in marked)
        ]
        return tuple(sorted([*marked, *others]))

    @cached_property
    def by_meaning(self) -> tuple[tuple[int, int], ...]:
        """The places of words that stand for the same as words of the query which the text does not have."""
        text, book = self.unit.text, self._together.book
        found: list[tuple[int, int]] = []
        for some, meant in parts_of(book, self._together.pieces):
            if meant and self._language not in meant.own and not _marked(text, self._language, some):
                wanted = {each for _, meanings in meant.meanings for each in meanings}
                found += concepts.where(book, self._language, text, wanted)
        return tuple(sorted(set(found)))

    @property
    def _language(self) -> Language:
        return cast(Language, self.unit.document.language)


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
    newest: bool = False,
    first: str = "",
) -> Results:
    """Find units. Filters are by `FACETS`; several values of one facet mean any of them.

    The best come first, those with the words themselves in the language `first` before all others; without words the
    newest of that language, then of the others; with `newest` the newest of all. Raises ValueError for a filter that is
    no facet. `counts=False` saves the time of counting by facet.
    """
    start = time.perf_counter()
    opened = current(store)
    schema, searcher = opened.index.schema, opened.searcher
    chosen = queries(schema, filters or {})
    symbol, label = named_in(searcher, words)
    pieces = () if symbol else pieces_of(words)
    query = exact(schema, symbol, label) if symbol else query_of(opened, pieces, first)
    listing = newest or bool(symbol) or not any(not piece.excluded for piece in pieces)
    everything = both(query, list(chosen.values()))
    tally, total = (
        count(opened, query, chosen, filters or {}, not pieces and not symbol) if counts else ({}, -1)
    )
    if listing and first and not newest:
        own = queries(schema, {"language": first})["language"]
        places, number = _own_first(searcher, everything, own, limit, offset)
    else:
        # Tantivy finds the best faster when it need not count all.
        found = searcher.search(
            everything,
            max(limit, 1),
            count=not counts,
            offset=offset,
            order_by_field="rank" if listing else None,
        )
        places, number = found.hits[:limit], -1 if counts else int(found.count)  # type: ignore[attr-defined]
    total = total if counts else number
    numbers = [
        int(number or 0) for number in searcher.fast_field_values("unit", [place for _, place in places])
    ]
    rows = _rows(store, numbers)
    together = _Together(store, opened.book, numbers, pieces)
    hits = tuple(
        Hit(rows[number], 0.0 if listing else score, together)
        for number, (score, _) in zip(numbers, places, strict=True)
        if number in rows
    )
    return Results(total, hits, tally, (time.perf_counter() - start) * 1000, symbol, label)


def _own_first(
    searcher: tantivy.Searcher, everything: tantivy.Query, own: tantivy.Query, limit: int, offset: int
) -> tuple[list[Any], int]:
    """The newest units, those that `own` finds before all others, and the number of all."""
    groups = [
        both(everything, [own]),
        tantivy.Query.boolean_query([(tantivy.Occur.Must, everything), (tantivy.Occur.MustNot, own)]),
    ]
    places: list[Any] = []
    total = 0
    for group in groups:
        wanted = limit - len(places)
        found = searcher.search(
            group, max(wanted, 1), count=True, offset=max(offset - total, 0), order_by_field="rank"
        )
        places += found.hits[:wanted]
        total += int(found.count)  # type: ignore[attr-defined]
    return places, total


def highlights(text: str, language: Language, words: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, in order and without overlap."""
    return _marked(text, language, pieces_of(words))


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
def _wanted(pieces: tuple[Piece, ...], language: Language) -> _Wanted:
    wanted = [each for piece in pieces if not piece.excluded for each in sought(piece, language)]
    runs: dict[str, list[tuple[str, ...]]] = {}
    for each in sorted(wanted, key=lambda each: len(each.terms), reverse=True):
        runs.setdefault(each.terms[0], []).append(each.terms)
    return _Wanted(runs, frozenset(each.plain for each in wanted if each.plain))


def _marked(text: str, language: Language, pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
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
