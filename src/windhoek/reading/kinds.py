"""Blocks become a Document: front matter, language, choice of the kind, and the units that this kind has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from windhoek import symbols
from windhoek.document import Document, DocumentKind, Language, Source, Unit
from windhoek.reading import plain, report, speech
from windhoek.reading.blocks import Block
from windhoek.reading.errors import ReadError
from windhoek.reading.front import Front, read_front
from windhoek.reading.language import detect
from windhoek.reading.naming import FileName, read_name

_BY_SYMBOL: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (re.compile(r"/RES/"), "resolution"),
    (re.compile(r"^S/PRST/"), "presidential statement"),
    (re.compile(r"/(?:PV|SR)\.\d"), "meeting record"),
    (re.compile(r"/L\.\d"), "draft resolution"),
)


def _bare(symbol: str) -> str:
    return re.sub(r" \((?:\d{4}|[IVXL]+)\)", "", symbol).casefold()


def _agree(printed: str, named: str) -> bool:
    """Whether two symbols can be of one document: one may say less than the other, as `A/80/6` does."""
    shorter, longer = sorted((_bare(printed), _bare(named)), key=len)
    return longer.startswith(shorter) and not re.match(r"\d", longer[len(shorter) :])


def _symbol(front: Front, name: FileName, source: Source) -> str:
    """The symbol as printed, else as the file is named; ReadError when the two speak of two documents."""
    if not front.symbols or not name.symbol:
        return next(iter(front.symbols), name.symbol)
    for printed in front.symbols:
        if _agree(printed, name.symbol):
            return max(printed, name.symbol, key=len)
    raise ReadError(
        source.path,
        f"the text says {front.symbols[0]}, the name of the file says {name.symbol}",
        "Look which is right, and rename the file or replace it by the right one",
    )


def _kind(front: Front, name: FileName, symbol: str, blocks: Sequence[Block]) -> DocumentKind:
    if name.part.startswith("speech"):
        return "speech"
    for pattern, kind in _BY_SYMBOL:
        if pattern.search(symbol):
            return kind
    if front.opening is not None:
        return "draft resolution"
    if front.kind:
        return front.kind
    if speech.turns(blocks):
        return "meeting record"
    return "report" if report.is_numbered(blocks) else "document"


def _units(
    kind: DocumentKind, blocks: Sequence[Block], language: Language, name: FileName
) -> tuple[Unit, ...]:
    if kind in ("resolution", "draft resolution", "presidential statement"):
        from windhoek.reading import resolution

        return tuple(resolution.units(blocks, language))
    if kind == "report":
        return report.units(blocks, language)
    if kind in ("speech", "meeting record"):
        return speech.units(blocks, language, name.speaker)
    return plain.units(blocks, language)


def _title(front: Front, name: FileName, symbol: str) -> str:
    if name.speaker:
        return f"Statement by {name.speaker}, {symbol}"
    return front.title or symbol


def assemble(blocks: Sequence[Block], source: Source, repairs: Sequence[str] = ()) -> Document:
    """The document in `blocks`.

    `source` is the file that they come from (its name may tell the symbol, or a speech of a meeting); `repairs`
    says what had to be mended to read it. A text without a symbol is called by the stem of its file: its `symbol`
    is `draft_car` for `draft_car.txt`, so that it can be shown and linked like any other. Raises ReadError when
    the symbol in the text contradicts the one in the file's name, or when there is no text.
    """
    name = read_name(source.path)
    front = read_front(blocks)
    language = detect("\n".join(block.text for block in blocks))
    symbol = _symbol(front, name, source)
    kind = _kind(front, name, symbol, blocks)
    units = _units(kind, blocks, language, name)
    if not units:
        raise ReadError(
            source.path, "no paragraphs were found in it", "Check that the file is complete and holds text"
        )
    stem = PurePath(source.path.replace("\\", "/")).stem
    return Document(
        symbol=symbol or stem,
        kind=kind,
        body=symbols.body(symbol) if symbol else front.body or "United Nations",
        date=front.date or name.date,
        language=language,
        title=_title(front, name, symbol) or stem,
        source=source,
        units=units,
        part=name.part,
        adoption=front.adoption,
        repairs=tuple(repairs),
    )
