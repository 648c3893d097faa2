"""One cell of a matrix of asked and reported, opened down to everything that it rests on, with a way to each source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from windhoek.document import Evidence
from windhoek.publishing.matrix import look
from windhoek.site import cells, facts, matrices, phrased, shelf
from windhoek.site.asked_reported import VERDICTS, paragraph_link, resting_url, row_link, row_name, state, url
from windhoek.site.forms import day
from windhoek.site.matrices import paragraph
from windhoek.tracing.asked import Asked
from windhoek.tracing.links import RULES, Link
from windhoek.tracing.matrix import Cell, Matrix

#: What kind of evidence something is.
KINDS = {
    "coded paragraph": gettext_noop("paragraph of a report, coded by hand"),
    "report paragraph": gettext_noop("paragraph of a report"),
    "report fact": gettext_noop("fact of a report"),
    "figure": gettext_noop("figure"),
    "structure": gettext_noop("structure"),
    "training": gettext_noop("training"),
    "practice": gettext_noop("practice"),
}
#: Why a paragraph was in force.
HOW = {
    "own": gettext_noop("in the resolution in force"),
    "reference": gettext_noop("kept by reference"),
    "extended": gettext_noop("extended"),
    "all missions": gettext_noop("asked of all missions"),
}
STATUSES = {
    "certain": gettext_noop("certain by rule"),
    "confirmed": gettext_noop("confirmed"),
    "proposed": gettext_noop("proposed"),
    "rejected": gettext_noop("rejected"),
}
_WORDS = 320  # characters of a paragraph that are shown


def opened(found: Matrix, cell: Cell) -> dict[str, Any]:
    """Everything that a cell rests on, with a way to each of its sources."""
    links = found.links(cell.row, cell.year)
    asked, of_others = (
        matrices.since(found.mission, found.by, each) for each in (cell.asked, cell.of_others)
    )
    year = found.year(cell.year)
    held = cells.Texts(
        [
            *(name for each in (*asked, *of_others) for name in (each.symbol, each.since_symbol)),
            *(paragraph(each.id)[0] for each in cell.evidence),
            *(paragraph(link.evidence.id)[0] for link in links),
            *(span.symbol for span in year.spans),
        ]
    )
    by_evidence: dict[str, list[Link]] = {}
    for link in links:
        by_evidence.setdefault(link.evidence.id, []).append(link)
    counts = {each.id for each in cell.reported}
    waiting = [each for name, each in by_evidence.items() if name not in counts and _waits(each)]
    near = [each for each in waiting if any(link.rule and RULES[link.rule].shares for link in each)]
    rejected = [each for name, each in by_evidence.items() if name not in counts and _rejected(each)]
    # What is certain for another row is no proposal here, and nobody has rejected it.
    elsewhere = [
        each
        for name, each in by_evidence.items()
        if name not in counts and not _waits(each) and not _rejected(each)
    ]
    linked = {*by_evidence, *counts}
    return {
        "row": cell.row,
        "name": row_name(found, cell.row),
        "year": cell.year,
        "state": state(look(cell)),
        "why": "" if cell.reported and cell.state != "no mandate at hand" else phrased.shown(cell.said),
        "check": cell.state == "asked, not reported" and any(span.coded for span in year.spans),
        "spans": [_report(span.symbol, span.start, span.end, held) for span in year.spans],
        "acts": [cells.link(held, act["symbol"], act["unit"]) for act in year.acts],
        "asked": [_asked(each, held) for each in asked if each.how != "all missions"],
        "of_all": [_asked(each, held) for each in asked if each.how == "all missions"],
        "asking": len(asked),
        "of_others": [_asked(each, held) for each in of_others],
        "reported": [_evidence(each, by_evidence.get(each.id, []), held) for each in cell.reported],
        "near": [_evidence(each[0].evidence, each, held) for each in near],
        "far": [_evidence(each[0].evidence, each, held) for each in waiting + elsewhere if each not in near],
        "rejected": [_evidence(each[0].evidence, each, held) for each in rejected],
        "aside": [_evidence(each, [], held) for each in cell.evidence if each.id not in linked],
        "links": bool(links),
        "decided": [_decided(link) for link in links if link.review],
        "ways": _ways(found, cell),
        "close": f"{url(found.mission, found.by, **{'from': cell.year})}#matrix",
    }


def _waits(links: Iterable[Link]) -> bool:
    return any(link.status == "proposed" for link in links)


def _rejected(links: Iterable[Link]) -> bool:
    return all(link.status == "rejected" for link in links)


def _report(symbol: str, start: Any, end: Any, held: cells.Texts) -> dict[str, Any]:
    return {"link": cells.link(held, symbol), "start": day(start), "end": day(end)}


def _asked(asked: Asked, held: cells.Texts) -> dict[str, Any]:
    since = f"{asked.since_symbol}, {asked.since_unit}" if asked.since_symbol else ""
    name = f"{asked.symbol}, {asked.unit}"
    told = asked.text or (facts.one("agenda", f"{asked.symbol}/{asked.unit}") or {}).get("asks", "")
    return {
        "name": name,
        "link": paragraph_link(asked.symbol, asked.unit, held),
        "how": _(HOW[asked.how]),
        "via": asked.via,
        "verb": asked.code.verb,
        "strength": asked.code.strength,
        "addressees": [shelf.addressee(each) for each in asked.code.addressees],
        "since": day(asked.since) if asked.since else "",
        "first": paragraph_link(asked.since_symbol, asked.since_unit, held)
        if since and since != name
        else "",
        "words": _short(told),
        "where": resting_url(paragraph=name),
    }


def _evidence(evidence: Evidence, links: Sequence[Link], held: cells.Texts) -> dict[str, Any]:
    name, unit = paragraph(evidence.id)
    start, end = day(evidence.start), day(evidence.end)
    reasons = dict.fromkeys(RULES[link.rule].why for link in links if link.rule and link.status != "rejected")
    own = evidence.id if evidence.id in evidence.rows else ""
    return {
        "id": evidence.id,
        "own": row_link(own, _(KINDS[evidence.kind]).capitalize()) if own else "",
        "link": cells.link(held, name, unit) if evidence.symbol and held.here(name) else "",
        "official": cells.link(held, evidence.symbol) if evidence.symbol and not held.here(name) else "",
        "kinds": [
            *(() if own else (_(KINDS[evidence.kind]),)),
            *((_("planned"),) if evidence.planned else ()),
            *(() if evidence.person else (_("coded by the program"),)),
        ],
        "when": start if start == end else f"{start} – {end}",
        "says": _short(evidence.says),
        "rows": [row_link(each) for each in evidence.rows if each != own],
        "why": list(reasons),
        "links": [
            {
                "name": f"{link.symbol}, {link.unit}",
                "status": _(STATUSES[link.status]),
            }
            for link in links
        ],
        "where": resting_url(evidence=evidence.id),
    }


def _decided(link: Link) -> dict[str, str]:
    assert link.review is not None
    return {
        "paragraph": f"{link.symbol}, {link.unit}",
        "evidence": link.evidence.id,
        "verdict": _(VERDICTS[link.review.verdict]),
        "who": link.review.who,
        "day": day(link.review.day),
        "why": link.review.why,
    }


def _ways(found: Matrix, cell: Cell) -> list[dict[str, str]]:
    """The cells beside a cell: the years before and after, the rows above and below."""
    ways = []
    for one, other in pairwise(found.years):
        if other == cell.year:
            ways.append({"way": "prev", "words": str(one), "url": _at(found, cell.row, one)})
        if one == cell.year:
            ways.append({"way": "next", "words": str(other), "url": _at(found, cell.row, other)})
    for above, below in pairwise(found.rows):
        if cell.row in (above, below):
            way, row = ("up", above) if cell.row == below else ("down", below)
            ways.append({"way": way, "words": row_name(found, row), "url": _at(found, row, cell.year)})
    return ways


def _at(found: Matrix, row: str, year: int) -> str:
    return url(found.mission, found.by, row=row, year=year)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
