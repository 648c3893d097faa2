"""Akoma Ntoso for the UN (AKN4UN) XML: the structure is the file's own, so that every number is the printed one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import unescape

from lxml import etree

from windhoek import symbols
from windhoek.document import Adoption, Document, DocumentKind, Language, Source, Unit
from windhoek.reading import filename
from windhoek.reading.akn_items import Item, collect
from windhoek.reading.akn_units import annex_units, resolution_units, statement_units
from windhoek.reading.akn_xml import local, parse
from windhoek.reading.annexes import opens_annex, part_names
from windhoek.reading.clean import clean
from windhoek.reading.errors import ReadError
from windhoek.reading.language import detect

MEDIA_TYPE = "application/akn+xml"
_KINDS: dict[str, DocumentKind] = {
    "resolution": "resolution",
    "draftResolution": "draft resolution",
    "presidentialStatement": "presidential statement",
}
_LANGUAGES: dict[str, Language] = {
    "ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es",
}  # fmt: skip
_UNKNOWN_DATE = "0001-01-01"


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
    symbol, misprint = _symbol(statement, path)
    kind = _kind(statement, symbol)
    items = collect(child for child in statement if local(child) in ("preamble", "mainBody"))
    main, inner = _split(items, quoted=kind == "presidential statement")
    units = statement_units(main) if kind == "presidential statement" else resolution_units(main)
    if not units:
        raise ReadError(path, "the file holds no paragraph", "Take the file from its source again")
    language, wrong = _language(statement, units)
    source = Source(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)
    document = Document(
        symbol=symbol,
        kind=kind,
        body=symbols.body(symbol),
        date=_date(statement),
        language=language,
        title=_title(statement),
        source=source,
        units=units,
        adoption=_adoption(statement),
        repairs=repairs + misprint + wrong,
    )
    groups = inner + [group for doc in statement.iter("{*}attachment") for group in _groups(collect([doc]))]
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


def _first(statement: etree._Element, tag: str, **wanted: str) -> etree._Element | None:
    for element in statement.iter("{*}" + tag):
        if all(element.get(name) == value for name, value in wanted.items()):
            return element
    return None


def _text(element: etree._Element | None) -> str:
    return clean("".join(map(str, element.itertext()))) if element is not None else ""


def _symbol(statement: etree._Element, path: str) -> tuple[str, tuple[str, ...]]:
    """The symbol of the document, and the repair made to it: a resolution's year follows from its number."""
    printed = ""
    for element in statement.iter("{*}docNumber"):
        if element.get("refersTo") == "#symbol":
            printed = _text(element)
            break
    claimed = filename.symbol(path)
    try:
        symbol = symbols.normalize(printed) if printed else claimed or ""
    except ValueError:
        symbol = claimed or ""
    if not symbol:
        raise ReadError(
            path, "the document carries no symbol", "Name the file by its symbol, as in S_RES_1325.xml"
        )
    known = symbols.normalize(symbol.partition(" (")[0]) if symbol.startswith("S/RES/") else symbol
    if known != symbol and "(" in known:
        return known, (f"the file prints its symbol as {symbol}; resolution {known[6:]} has another year",)
    if filename.contradicts(claimed, symbol):
        raise ReadError(
            path,
            f"the text says it is {symbol}, the file's name says {claimed}",
            "Rename the file, or take the right one from its source",
        )
    return (claimed if claimed and claimed.startswith(f"{symbol}/") else symbol), ()


def _kind(statement: etree._Element, symbol: str) -> DocumentKind:
    if symbol.startswith("S/PRST/"):
        return "presidential statement"
    return _KINDS.get(statement.get("name") or "", "document")


def _date(statement: etree._Element) -> str:
    for wanted in ("#adoptionDate", "#dateOfIssuance"):
        element = _first(statement, "docDate", refersTo=wanted)
        if element is not None and element.get("date") not in (None, "", _UNKNOWN_DATE):
            return element.get("date") or ""
    for element in statement.iter("{*}FRBRdate"):
        if element.get("name") in ("adoption", "publication") and element.get("date") != _UNKNOWN_DATE:
            return element.get("date") or ""
    return ""


def _title(statement: etree._Element) -> str:
    given = _text(_first(statement, "docTitle", refersTo="#resolutionTitle"))
    keyword = _first(statement, "keyword", refersTo="title")
    catalogue = unescape(unescape(keyword.get("showAs") or "")) if keyword is not None else ""
    number = _text(_first(statement, "docTitle", refersTo="#resolutionNumber"))
    return given or clean(catalogue) or number or _text(_first(statement, "docTitle"))


def _adoption(statement: etree._Element) -> Adoption | None:
    voters: dict[str, tuple[str, ...]] = {}
    votes: dict[str, int] = {}
    for count in statement.iter("{*}count"):
        side = {"inFavour": "in_favour"}.get(count.get("refersTo") or "", count.get("refersTo") or "")
        value = count.get("value") or ""
        if value.isdigit():
            votes[side] = int(value)
        voters[side] = tuple(_text(each) for each in count.iter("{*}organization"))
    outcome, draft, sponsors = "", "", ""
    for step in statement.iter("{*}step"):
        by = unescape(step.get("by") or "")
        if step.get("outcome") == "draftResolution":
            draft, sponsors = step.get("as") or "", by
        elif step.get("outcome") == "draftResolutionAdditionalSponsors":
            sponsors = f"{sponsors}, {by}".strip(", ")
        else:
            outcome = by or outcome
    meeting = _text(_first(statement, "inline", name="adoptionMeeting"))
    agenda = next(
        (
            unescape(unescape(keyword.get("showAs") or ""))
            for keyword in statement.iter("{*}keyword")
            if keyword.get("refersTo") == "agenda" and keyword.get("dictionary") == "S/"
        ),
        _text(_first(statement, "inline", name="agenda item name")),
    )
    date = _first(statement, "docDate", refersTo="#adoptionDate")
    if not (votes or outcome or meeting or draft or agenda):
        return None
    return Adoption(
        meeting=re.sub(r" meeting$", "", meeting),
        date=(date.get("date") or "") if date is not None and date.get("date") != _UNKNOWN_DATE else "",
        outcome=outcome,
        draft=draft,
        agenda_item=agenda,
        in_favour=voters.get("in_favour", ()),
        against=voters.get("against", ()),
        abstaining=voters.get("abstaining", ()),
        sponsors=(sponsors,) if sponsors else (),
        votes=votes,
    )


def _language(statement: etree._Element, units: tuple[Unit, ...]) -> tuple[Language, tuple[str, ...]]:
    """The language of the text: what the file declares, unless the words speak another one."""
    element = _first(statement, "FRBRlanguage")
    declared = _LANGUAGES.get((element.get("language") or "") if element is not None else "")
    spoken = detect(" ".join(unit.text for unit in units[:12])[:2000])
    if declared is None or declared == spoken:
        return spoken, ()
    return spoken, (f"the file says its language is {declared}; the words are {spoken}",)
