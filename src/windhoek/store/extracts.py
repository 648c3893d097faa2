"""What is said in speeches and meetings: speakers and extracts of one document, and extracts over the whole store.

Nothing of it is stored: it is worked out from the paragraphs and codes, for each document when it is asked for.
A speech that a collection keeps in several files (`S/PV.7658, speech 12/0`, `…, speech 12/1`) is one speech: what it
says at its beginning about on whose behalf it is made holds for all its pieces.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import cast

from django.db.models import Max, QuerySet

from windhoek.coding.codebook import Codebook, load_files
from windhoek.coding.extracts import extracts as extracts_of
from windhoek.coding.speaker_tables import tables as speaker_tables
from windhoek.coding.speakers import speakers as speakers_of
from windhoek.document import Code, DocumentKind, Extract, Language, Source, Speaker
from windhoek.document import Document as Read
from windhoek.store.codebooks import remembered
from windhoek.store.loading import code_of, unit_of
from windhoek.store.queries import languages_first
from windhoek.store.store import Store
from windhoek.store.tables import Document, Removal, Unit
from windhoek.symbols import normalize, sort_key

KINDS = ("speech", "meeting record")
_PIECE = re.compile(r"(speech \d+)/\d+$")
_AT_ONCE = 200  # documents whose paragraphs are in memory together


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks in a document, and its extracts; both empty where it is no speech and no meeting record.

    `functions` has for each extract the functions of its paragraphs.
    """

    speakers: tuple[Speaker, ...] = ()
    extracts: tuple[Extract, ...] = ()
    functions: tuple[tuple[str, ...], ...] = ()

    def speaker(self, speech: str) -> Speaker:
        """Who gives the speech of this number."""
        return next((each for each in self.speakers if each.speech == speech), Speaker(speech, ""))


@dataclass(frozen=True, slots=True)
class Found:
    """An extract with who says it, and where: the document's symbol, part, address, language, date (ISO 8601) and title.

    `functions` are those of its paragraphs.
    """

    symbol: str
    part: str
    slug: str
    language: str
    date: str
    speaker: Speaker
    extract: Extract
    functions: tuple[str, ...] = ()
    title: str = ""

    @property
    def name(self) -> str:
        return f"{self.symbol}, {self.part}" if self.part else self.symbol

    @property
    def speech(self) -> tuple[str, str]:
        """What tells the speech from others of its meeting: all pieces of one that is kept in several files have the same."""
        piece = _PIECE.match(self.part)
        return piece[1] if piece else self.part, self.speaker.speech


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the `total` extracts that were asked for: the page `number` of `pages`, both at least 1."""

    total: int
    number: int
    pages: int
    extracts: tuple[Found, ...]


def spoken(store: Store, row: Document) -> Spoken:
    """The speakers and extracts of one stored document, whatever other pieces of the same speech say of it included."""
    if row.kind not in KINDS:
        return Spoken()
    return _spoken(store, _state(store), row.id)


def find(
    store: Store,
    *,
    theme: str = "",
    function: str = "",
    kind: str = "",
    country: str = "",
    meeting: str = "",
    year: str = "",
    page: int = 1,
    size: int = 20,
) -> Page:
    """The extracts of the store, the newest meeting first, in the order in which they were said.

    `theme` and `function` are codes of the codebook; `kind` one of SpeakerKind, of the speaker or of the group spoken for; `country` a
    name of a State in any of the six languages; `meeting` a symbol; `year` four digits; empty means any. A speech that
    is there in several languages is given once. `page` counts from 1 and stays within bounds; a page has `size`.
    """
    state = speaker_tables(remembered(store)).named(country)[1] or country
    chosen = [
        each
        for each in _all(store, _symbol(meeting), year)
        if (not theme or theme in each.extract.themes)
        and (not function or function in each.functions)
        and (not kind or kind in (each.speaker.kind, each.speaker.behalf_kind))
        and (not state or (each.speaker.kind == "state" and each.speaker.whom.casefold() == state.casefold()))
    ]
    pages = max(-(-len(chosen) // size), 1)
    number = min(max(page, 1), pages)
    return Page(len(chosen), number, pages, tuple(chosen[(number - 1) * size : number * size]))


def is_state(store: Store, country: str) -> bool:
    """Whether `country` is the name of a State, in any of the six languages."""
    return speaker_tables(remembered(store)).named(country)[0] == "state"


def everything(store: Store) -> tuple[Found, ...]:
    """All extracts of the store, as `find` has them."""
    return _all(store, "", "")


def counts(store: Store, theme: str = "", function: str = "") -> dict[str, dict[str, int]]:
    """How many extracts of the store, or of one theme or function, each value of each filter of `find` has, the commonest first."""
    found: dict[str, Counter[str]] = {
        name: Counter() for name in ("theme", "function", "kind", "country", "meeting", "year")
    }
    for each in everything(store):
        if (theme and theme not in each.extract.themes) or (function and function not in each.functions):
            continue
        speaker = each.speaker
        found["theme"].update(each.extract.themes)
        found["function"].update(each.functions)
        found["kind"].update({kind for kind in (speaker.kind, speaker.behalf_kind) if kind})
        found["country"].update([speaker.whom] if speaker.kind == "state" else [])
        found["meeting"].update([each.symbol])
        found["year"].update([each.date[:4]] if each.date else [])
    return {
        name: dict(sorted(values.items(), key=lambda item: (-item[1], sort_key(item[0]))))
        for name, values in found.items()
    }


def _symbol(meeting: str) -> str:
    try:
        return normalize(meeting) if meeting else ""
    except ValueError:
        return meeting


def _documents(store: Store) -> QuerySet[Document]:
    return Document.objects.using(store.alias).filter(kind__in=KINDS).select_related("file").defer("adoption")


def _state(store: Store) -> tuple[int, int, str]:
    """What changes whenever anything that is worked out here may have changed."""
    newest = _documents(store).aggregate(newest=Max("generation"))["newest"] or 0
    gone = Removal.objects.using(store.alias).aggregate(newest=Max("generation"))["newest"] or 0
    return newest, gone, remembered(store).digest


def _all(store: Store, symbol: str, year: str) -> tuple[Found, ...]:
    return _worked_out(store, _state(store), symbol, year)


@lru_cache(maxsize=64)
def _spoken(store: Store, state: tuple[int, int, str], document: int) -> Spoken:
    row = _documents(store).get(id=document)
    piece = _PIECE.match(row.part)
    rows = _documents(store).filter(symbol=row.symbol, language=row.language)
    rows = rows.filter(part__startswith=f"{piece[1]}/") if piece else rows.filter(id=row.id)
    return next(said for each, said in _said(store, rows) if each.id == row.id)


@lru_cache(maxsize=4)
def _worked_out(store: Store, state: tuple[int, int, str], symbol: str, year: str) -> tuple[Found, ...]:
    """All extracts of a store in a certain state, which is there to be remembered by."""
    rows = _documents(store)
    if symbol:
        rows = rows.filter(symbol=symbol)
    if year:
        rows = rows.filter(date__startswith=year)
    order = languages_first(None)
    shown: dict[tuple[str, str], Document] = {}
    for row in rows:
        held = shown.setdefault((row.symbol, row.part), row)
        if order.index(row.language) < order.index(held.language):
            shown[row.symbol, row.part] = row
    said = _said(store, rows.filter(id__in=[row.id for row in shown.values()]))
    found = [
        Found(
            row.symbol,
            row.part,
            row.slug,
            row.language,
            row.date,
            all_.speaker(each.speech),
            each,
            functions,
            row.title,
        )
        for row, all_ in said
        for each, functions in zip(all_.extracts, all_.functions, strict=True)
    ]
    found.sort(key=lambda each: (sort_key(each.symbol), sort_key(each.part)))
    found.sort(key=lambda each: each.date, reverse=True)
    return tuple(found)


def _said(store: Store, rows: QuerySet[Document]) -> Iterator[tuple[Document, Spoken]]:
    """Each of the documents with its speakers and extracts; pieces of one speech say the same of its speaker."""
    codebook = load_files(remembered(store))
    ordered = sorted(rows, key=lambda row: (row.symbol, row.language, sort_key(row.part)))
    found = [(row, _one(read, codes, codebook)) for row, read, codes in _read(store, ordered)]
    whole: dict[tuple[str, str, str], Speaker] = {}
    for row, spoken_ in found:
        piece = _PIECE.match(row.part)
        if piece and spoken_.speakers and spoken_.speakers[0].on_behalf:
            whole.setdefault((row.symbol, row.language, piece[1]), _elsewhere(spoken_.speakers[0], row))
    for row, spoken_ in found:
        piece = _PIECE.match(row.part)
        from_ = whole.get((row.symbol, row.language, piece[1])) if piece else None
        if from_ and spoken_.speakers and not spoken_.speakers[0].on_behalf:
            own = spoken_.speakers[0]
            more = tuple(each for each in from_.said if each.what == "on_behalf")
            own = replace(
                own, on_behalf=from_.on_behalf, behalf_kind=from_.behalf_kind, said=(*own.said, *more)
            )
            spoken_ = replace(spoken_, speakers=(own,))
        yield row, spoken_


def _elsewhere(speaker: Speaker, row: Document) -> Speaker:
    """The speaker as seen from another piece: what is said in a paragraph is said in that of this document."""
    said = tuple(
        replace(each, where=f"{row.part}, {each.where}") if "§" in each.where else each
        for each in speaker.said
    )
    return replace(speaker, said=said)


def _one(read: Read, codes: Sequence[Code], codebook: Codebook) -> Spoken:
    found = tuple(extracts_of(read, codes, codebook))
    by_unit = {code.unit: code.functions for code in codes}
    functions = tuple(
        tuple(dict.fromkeys(each for unit in extract.units for each in by_unit.get(unit, ())))
        for extract in found
    )
    return Spoken(speakers_of(read, codebook), found, functions)


def _read(store: Store, rows: Iterable[Document]) -> Iterator[tuple[Document, Read, list[Code]]]:
    """Documents with their paragraphs and codes, few queries for many of them."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _AT_ONCE)):
        units: dict[int, list[Unit]] = defaultdict(list)
        stored = Unit.objects.using(store.alias).filter(document__in=batch).select_related("code")
        for unit in stored.order_by("document_id", "position"):
            units[unit.document_id].append(unit)
        for row in batch:
            own = units[row.id]
            read = Read(
                symbol=row.symbol,
                part=row.part,
                kind=cast(DocumentKind, row.kind),
                body=row.body,
                date=row.date,
                language=cast(Language, row.language),
                title=row.title,
                source=Source(row.file.path, row.file.sha256, row.file.media_type),
                units=tuple(unit_of(unit) for unit in own),
            )
            yield row, read, [code_of(unit.label, unit.code) for unit in own if hasattr(unit, "code")]
