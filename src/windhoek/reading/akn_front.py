"""What an AKN4UN file says about its document: symbol, date, title, and how it was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape

from lxml import etree

from windhoek.document import Adoption
from windhoek.reading.akn_xml import local, raw
from windhoek.reading.clean import clean
from windhoek.reading.dates import first
from windhoek.reading.sponsored import believed

_UNKNOWN_DATE = "0001-01-01"
_SIDES = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
_LOOKED_AT = frozenset(["meta", "coverPage", "preface", "conclusions"])
_FACTS = (
    "FRBRdate",
    "FRBRlanguage",
    "docDate",
    "docTitle",
    "docNumber",
    "keyword",
    "inline",
    "count",
    "step",
)


@dataclass(frozen=True, slots=True)
class Front:
    """The facts of a file; each may be empty. `name` is the kind that the file gives itself, `language` its code.

    `mended` says, for people, which date is printed otherwise than the file's own data has it: what is printed counts.
    """

    name: str
    symbol: str
    date: str
    language: str
    title: str
    adoption: Adoption | None
    mended: tuple[str, ...] = ()


def read_front(statement: etree._Element) -> Front:
    """The facts in the head and on the cover of a `statement` element, in one pass over them."""
    found: dict[str, list[etree._Element]] = {}
    space = str(statement.tag).removesuffix(local(statement))
    for part in statement:
        if local(part) in _LOOKED_AT:
            for element in part.iter(*[space + name for name in _FACTS]):
                found.setdefault(local(element), []).append(element)
    dates = {
        element.get("refersTo") or element.get("name") or "": element.get("date") or ""
        for element in (*found.get("FRBRdate", ()), *reversed(found.get("docDate", [])))
        if element.get("date") not in (None, "", _UNKNOWN_DATE)
    }
    mended = _mended(found.get("docDate", []), dates)
    titles = {
        element.get("refersTo") or "": _text(element) for element in reversed(found.get("docTitle", []))
    }
    words = {
        (element.get("refersTo"), element.get("dictionary")): unescape(unescape(element.get("showAs") or ""))
        for element in reversed(found.get("keyword", []))
        if element.get("refersTo")
    }
    lines = {element.get("name") or "": element for element in found.get("inline", ())}
    catalogue = next((clean(said) for (what, _), said in words.items() if what == "title"), "")
    title = titles.get("#resolutionTitle") or catalogue or titles.get("#resolutionNumber") or ""
    agenda = words.get(("agenda", "S/")) or _text(lines.get("agenda item name"))
    return Front(
        name=statement.get("name") or "",
        symbol=next(
            (_text(each) for each in found.get("docNumber", ()) if each.get("refersTo") == "#symbol"), ""
        ),
        date=next(
            (
                dates[key]
                for key in ("#adoptionDate", "#dateOfIssuance", "adoption", "publication")
                if key in dates
            ),
            "",
        ),
        language=next((each.get("language") or "" for each in found.get("FRBRlanguage", ())), ""),
        title=title or next((said for said in titles.values() if said), ""),
        adoption=_adoption(
            found, _text(lines.get("adoptionMeeting")), dates.get("#adoptionDate", ""), agenda
        ),
        mended=mended,
    )


def _mended(printed: list[etree._Element], dates: dict[str, str]) -> tuple[str, ...]:
    """Put the day of adoption that a reader sees in the place of the one in the file's data, and say so."""
    for element in printed:
        key = element.get("refersTo") or ""
        day = first(_text(element)) if key == "#adoptionDate" else ""
        if day and day != dates.get(key, day):
            declared, dates[key] = dates[key], day
            return (f"the file's data gives {declared} as the day of adoption; the printed {day} is taken",)
    return ()


def _text(element: etree._Element | None) -> str:
    return clean(raw(element)) if element is not None else ""


def _adoption(
    found: dict[str, list[etree._Element]], meeting: str, date: str, agenda: str
) -> Adoption | None:
    voters: dict[str, tuple[str, ...]] = {}
    votes: dict[str, int] = {}
    for count in found.get("count", ()):
        side = _SIDES.get(count.get("refersTo") or "", "")
        if side:
            value = count.get("value") or ""
            if value.isdigit():
                votes[side] = int(value)
            voters[side] = tuple(_text(each) for each in count.iter("{*}organization"))
    outcome, draft, sponsors = "", "", ""
    for step in found.get("step", ()):
        by = unescape(step.get("by") or "")
        if step.get("outcome") == "draftResolution":
            draft, sponsors = step.get("as") or "", by
        elif step.get("outcome") == "draftResolutionAdditionalSponsors":
            sponsors = f"{sponsors}, {by}".strip(", ")
        else:
            outcome = by or outcome
    if not (votes or outcome or meeting or draft or agenda):
        return None
    return believed(
        Adoption(
            meeting=meeting.removesuffix(" meeting"),
            date=date,
            outcome=outcome,
            draft=draft,
            agenda_item=agenda,
            in_favour=voters.get("in_favour", ()),
            against=voters.get("against", ()),
            abstaining=voters.get("abstaining", ()),
            sponsors=(sponsors,) if sponsors else (),
            votes=votes,
        )
    )
