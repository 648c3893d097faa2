"""Blocks become a Document: front matter, language, choice of the kind, and the units that this kind has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import PurePath

from windhoek import symbols
from windhoek.document import Document, DocumentKind, Language, Source, Unit
from windhoek.reading import plain, report, resolution, speech
from windhoek.reading.annexes import part_names
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.errors import ReadError
from windhoek.reading.front import Front, read_front
from windhoek.reading.language import detect
from windhoek.reading.naming import FileName, agree, read_name
from windhoek.reading.tables import fold, rows

_BY_SYMBOL: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (re.compile(r"/RES/"), "resolution"),
    (re.compile(r"^S/PRST/"), "presidential statement"),
    (re.compile(r"/(?:PV|SR)\.\d"), "meeting record"),
    (re.compile(r"/L\.\d"), "draft resolution"),
)


#: Signs that steer devices and those that Unicode will never assign: no database takes the first, no XML any of them.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def assemble(blocks: Sequence[Block], source: Source, repairs: Sequence[str] = ()) -> Document:
    """The document in `blocks`, with its annexes, summary and tables as documents of their own.

    `source` is the file that they come from (its name may tell the symbol, or a speech of a meeting); `repairs`
    says what had to be mended to read it. A text without a symbol is called by the stem of its file: its
    `symbol` is `draft_car` for `draft_car.txt`, so that it can be shown and linked like any other. Raises
    ReadError when the symbol in the text contradicts the one in the file's name, or when there is no text.
    """
    name = read_name(source.path)
    blocks = [
        replace(each, text=_NO_TEXT.sub(" ", each.text)) if _NO_TEXT.search(each.text) else each
        for each in blocks
    ]
    main, annexes = resolution.split_annexes(blocks)
    front = read_front(main)
    language = detect("\n".join(block.text for block in blocks))
    symbol = _symbol(front, name, source)
    kind = _kind(front, name, symbol, main)
    if kind == "meeting record":
        front = replace(front, title=speech.topic(main) or front.title)
    stem = PurePath(source.path.replace("\\", "/")).stem
    document = Document(
        symbol=symbol or stem,
        kind=kind,
        body=symbols.body(symbol) if symbol else front.body or "United Nations",
        date=front.date or name.date,
        language=language,
        title=_title(front, name, symbol) or stem,
        source=source,
        units=_units(kind, main, language, name),
        part=name.part,
        adoption=front.adoption,
        repairs=tuple(repairs),
    )
    parts = [*_asides(document, main), *_annexes(document, annexes)]
    if not document.units and not any(part.units for part in parts):
        raise ReadError(
            source.path, "no paragraphs were found in it", "Check that the file is complete and holds text"
        )
    return replace(document, annexes=tuple(parts))


def _symbol(front: Front, name: FileName, source: Source) -> str:
    """The symbol as printed, else as the file is named; ReadError when the two speak of two documents."""
    if not front.symbols or not name.symbol:
        return next(iter(front.symbols), name.symbol)
    for printed in front.symbols:
        if agree(printed, name.symbol):
            return max(printed, name.symbol, key=len)
    raise ReadError(
        source.path,
        f"the text says {front.symbols[0]}, the name of the file says {name.symbol}",
        "Look which is right, and rename the file or replace it by the right one",
    )


def _kind(front: Front, name: FileName, symbol: str, blocks: Sequence[Block]) -> DocumentKind:
    if name.part:
        return "speech"
    for pattern, kind in _BY_SYMBOL:
        if pattern.search(symbol):
            return kind
    if front.opening is not None:
        return "draft resolution"
    if front.kind:
        return front.kind
    if report.is_numbered(blocks):
        return "report"
    return "meeting record" if speech.turns(blocks) else "document"


def _title(front: Front, name: FileName, symbol: str) -> str:
    return f"Statement by {name.speaker}, {symbol}" if name.speaker else front.title or symbol


def _units(
    kind: DocumentKind, blocks: Sequence[Block], language: Language, name: FileName
) -> tuple[Unit, ...]:
    if kind in ("resolution", "draft resolution"):
        return resolution.units(blocks, language)
    if kind == "presidential statement":
        return resolution.statement(blocks, language)
    if kind == "report":
        return report.units(blocks, language)
    if kind == "meeting record":
        return speech.record_units(blocks, language)
    if kind == "speech":
        return speech.units(blocks, language, name.speaker)
    return plain.units(blocks, language)


@cache
def _summary_words() -> frozenset[str]:
    return frozenset(fold(row["word"]).casefold() for row in rows("summary_words"))


def _asides(document: Document, blocks: Sequence[Block]) -> list[Document]:
    """What a document holds beside its paragraphs: the summary before those of a report, and the rows of tables."""
    if document.kind != "report":
        return _tables(document, blocks)
    found = report.read(blocks)
    summarized = any((unit.heading or "").casefold() in _summary_words() for unit in found.before)
    parts = (("summary" if summarized else "preface", found.before), ("tables", found.rows))
    return [_part(document, part, part.capitalize(), units) for part, units in parts if units]


def _tables(document: Document, blocks: Sequence[Block], of: str = "") -> list[Document]:
    """The rows of the tables in `blocks`, unless they are all that the document has."""
    units = plain.tables(blocks)
    if not units or {unit.text for unit in units} <= {unit.text for unit in document.units}:
        return []
    return [_part(document, "tables", f"{of}, tables" if of else "Tables", units)]


def _annexes(document: Document, annexes: Sequence[tuple[str, list[Block]]]) -> list[Document]:
    out = []
    for (heading, blocks), part in zip(annexes, part_names([head for head, _ in annexes]), strict=True):
        title = clean(heading)
        if blocks and blocks[0].level:
            title = f"{title}, {clean(blocks[0].text)}"
        units = plain.units(blocks, document.language, "§")
        if units:
            annex = _part(document, part, title, units)
            out += [annex, *_tables(annex, blocks, title)]
    return out


def _part(document: Document, part: str, title: str, units: tuple[Unit, ...]) -> Document:
    part = f"{document.part}, {part}" if document.part else part
    return replace(document, part=part, kind="document", title=title, units=units, adoption=None)
