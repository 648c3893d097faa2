"""Akoma Ntoso for the UN (AKN4UN) XML: the structure is the file's own, so that every number is the printed one."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from windhoek import symbols
from windhoek.document import Document, DocumentKind, Language, Source, Unit
from windhoek.reading.akn_front import Front, read_front
from windhoek.reading.akn_items import Item, collect
from windhoek.reading.akn_units import annex_units, resolution_units, statement_units
from windhoek.reading.akn_xml import local, parse
from windhoek.reading.annexes import opens_annex, part_names
from windhoek.reading.errors import ReadError
from windhoek.reading.language import detect, speaks
from windhoek.reading.naming import agree, read_name

MEDIA_TYPE = "application/akn+xml"
_KINDS: dict[str, DocumentKind] = {
    "resolution": "resolution",
    "draftResolution": "draft resolution",
    "presidentialStatement": "presidential statement",
}
#: Parts of a file that hold no paragraphs of its main text.
_APART = frozenset(["", "meta", "coverPage", "preface", "conclusions", "attachments"])
_LANGUAGES: dict[str, Language] = {
    "ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es",
}  # fmt: skip


def read(data: bytes, path: str) -> Document:
    """Read an AKN4UN file: a resolution, a draft or a presidential statement, with its annexes.

    `data` are the bytes of the file at `path`. Raises ReadError when the XML is malformed
    beyond mending, when it holds no document, or when its symbol contradicts the name of the file.
    """
    root, repairs = parse(data, path)
    statement = next((child for child in root if local(child) in ("statement", "doc")), None)
    if local(root) != "akomaNtoso" or statement is None:
        raise ReadError(
            path, "this XML is not an AKN4UN document", "Give a file of the UN's AKN4UN repositories"
        )
    front = read_front(statement)
    symbol, misprint = _symbol(front, path)
    kind = "presidential statement" if symbol.startswith("S/PRST/") else _KINDS.get(front.name, "document")
    items = collect(child for child in statement if local(child) not in _APART)
    main, inner = _split(items, quoted=kind == "presidential statement")
    units = statement_units(main) if kind == "presidential statement" else resolution_units(main)
    if not units:
        raise ReadError(path, "the file holds no paragraph", "Take the file from its source again")
    language, wrong = _language(front, units)
    source = Source(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)
    document = Document(
        symbol=symbol,
        kind=kind,
        body=symbols.body(symbol),
        date=front.date,
        language=language,
        title=front.title,
        source=source,
        units=units,
        adoption=front.adoption,
        repairs=repairs + misprint + front.mended + wrong,
    )
    # Mending may leave the attachments beside the statement that they belong to.
    groups = inner + [group for doc in root.iter("{*}attachment") for group in _groups(collect([doc]))]
    names = part_names([heading for heading, _ in groups])
    annexes = []
    for (heading, group), part in zip(groups, names, strict=True):
        within = annex_units(group)
        if within:
            annexes.append(
                replace(
                    document,
                    part=part,
                    kind="document",
                    title=heading or part,
                    units=within,
                    adoption=None,
                )
            )
    return replace(document, annexes=tuple(annexes))


def _split(items: list[Item], *, quoted: bool) -> tuple[list[Item], list[tuple[str, list[Item]]]]:
    """The paragraphs before the first heading of an annex, and the annexes.

    In a presidential statement (`quoted`), what stands behind the closing quotation mark is an annex as well.
    """
    for at, item in enumerate(items):
        if item.heading and opens_annex(item.text):
            return items[:at], _groups(items[at:])
    if quoted:
        opened = [at for at, item in enumerate(items) if item.text.startswith(("“", '"'))]
        for at in range(opened[-1] if opened else len(items), len(items) - 1):
            if items[at].text.endswith("”") and items[at].text.count("”") > items[at].text[1:].count("“"):
                return items[: at + 1], _groups(items[at + 1 :])
    return items, []


def _groups(items: list[Item]) -> list[tuple[str, list[Item]]]:
    """Paragraphs by the annex heading that they stand under; what stands before the first is an annex as well."""
    groups: list[tuple[str, list[Item]]] = []
    for item in items:
        if item.heading and opens_annex(item.text):
            groups.append((item.text, []))
            continue
        if not groups:
            groups.append(("", []))
        groups[-1][1].append(item)
    return [(heading, group) for heading, group in groups if any(not item.heading for item in group)]


def _symbol(front: Front, path: str) -> tuple[str, tuple[str, ...]]:
    """The symbol of the document, and the repair made to it: a resolution's year follows from its number."""
    claimed = read_name(path).symbol
    try:
        symbol = symbols.normalize(front.symbol) if front.symbol else claimed
    except ValueError:
        symbol = claimed
    if not symbol:
        raise ReadError(
            path, "the document carries no symbol", "Name the file by its symbol, as in S_RES_1325.xml"
        )
    known = symbols.normalize(symbol.partition(" (")[0]) if symbol.startswith("S/RES/") else symbol
    if known != symbol and "(" in known:
        return known, (f"the file prints its symbol as {symbol}; resolution {known[6:]} has another year",)
    if claimed and not agree(symbol, claimed):
        raise ReadError(
            path,
            f"the text says it is {symbol}, the file's name says {claimed}",
            "Rename the file, or take the right one from its source",
        )
    return max(symbol, claimed, key=len), ()


def _language(front: Front, units: tuple[Unit, ...]) -> tuple[Language, tuple[str, ...]]:
    """The language of the text: what the file declares, unless the words speak another one."""
    declared = _LANGUAGES.get(front.language)
    text = " ".join(unit.text for unit in units[:4])[:700]
    if declared is not None and speaks(text, declared):
        return declared, ()
    spoken = detect(text)
    if declared is None or declared == spoken:
        return spoken, ()
    return spoken, (f"the file says its language is {declared}; the words are {spoken}",)
