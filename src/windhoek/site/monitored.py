"""The report monitor as the site shows it: read once for each state of the store, and each answer with its links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from windhoek import symbols
from windhoek.site import addresses, cells, forms, languages, shelf
from windhoek.site.cells import Texts
from windhoek.store import pages, tables
from windhoek.store.loading import with_parts
from windhoek.tracing.monitor import (
    Answer,
    Ask,
    Evidence,
    Report,
    Share,
    coded_reports,
    monitor,
    of_coding,
    shares,
)

__all__ = ["counted", "reports", "shown", "url"]

_MOST = 12  # pieces of evidence that are shown for an answer
_SAFE = "/(),:;@!$'*=~"
_held: dict[str, tuple[int, tuple[Report, ...]]] = {}


@cache
def _codings() -> tuple[Report, ...]:
    return tuple(map(of_coding, coded_reports()))


def reports() -> tuple[Report, ...]:
    """Every report that is known, from its text in the store or from its coding, by date."""
    opened = shelf.store()
    state = pages.generation(opened)
    held = _held.get(opened.alias)
    if held is None or held[0] != state:
        rows = tables.Document.objects.using(opened.alias).filter(kind="report", part="")
        symbols_ = rows.values_list("symbol", flat=True).distinct().order_by("symbol")
        texts = [each for symbol in symbols_ for each in monitor(with_parts(opened, symbol), shelf.texts())]
        found = sorted((*texts, *_codings()), key=lambda each: (each.date, each.name, each.mission))
        held = _held[opened.alias] = (state, tuple(found))
    return held[1]


def url(name: str) -> str:
    """The address of what the monitor says of a report."""
    return languages.local(f"/reports/{quote(symbols.slug(name), safe=_SAFE)}")


def counted(found: Sequence[Report]) -> list[Share]:
    """The shares by mission and year."""
    return list(shares(found))


def shown(report: Report, texts: Texts) -> dict[str, Any]:
    """One report with its answers, the places linked."""
    return {
        "mission": report.mission,
        "mission_url": cells.mission_url(report.mission) if report.mission else "",
        "date": report.date,
        "text": report.source == "text",
        "row": languages.local(f"/register/{quote(report.row, safe=_SAFE)}") if report.row else "",
        "questions": [
            _answer(_("Does it speak of women and gender?"), report.speaks, texts),
            _answer(_("Is there a section of its own?"), report.section, texts),
            _answer(_("Are there figures by sex?"), report.figures, texts),
        ],
        "themes": [(shelf.code_name(theme), count) for theme, count in report.themes],
        "mandate": report.mandate,
        "asks": [_ask(each, texts) for each in report.asks],
        "answered": sum(each.answer.said == "yes" for each in report.asks),
    }


def _answer(question: str, answer: Answer, texts: Texts) -> dict[str, Any]:
    return {
        "question": question,
        "said": answer.said,
        "words": _said(answer),
        "places": len({(each.document, each.unit) for each in answer.evidence}),
        "evidence": [_evidence(each, texts) for each in answer.evidence[:_MOST]],
        "more": max(len(answer.evidence) - _MOST, 0),
        "looked_for": answer.looked_for,
    }


def _said(answer: Answer) -> str:
    return {"yes": _("yes"), "no": _("no"), "not known": _("not known")}[answer.said]


def _evidence(each: Evidence, texts: Texts) -> dict[str, Any]:
    part = each.document.partition(", ")[2]
    return {
        "where": f"{part}, {each.unit}" if part else each.unit,
        "url": texts.url(each.document, each.unit) if texts.here(each.document) else "",
        "words": " ".join(each.words.split()),
        "quoted": each.start is not None,
        "heading": each.heading,
    }


def _ask(ask: Ask, texts: Texts) -> dict[str, Any]:
    return {
        "name": f"{ask.symbol}, {ask.unit}",
        "url": texts.url(ask.symbol, ask.unit),
        "themes": forms.listed(map(shelf.code_name, ask.themes)) or _("women and gender at large"),
        **_answer("", ask.answer, texts),
    }


def texts_of(found: Sequence[Report]) -> Texts:
    """The documents of the store among those that reports and what they answer name."""
    named = {each.name for each in found}
    for report in found:
        named.update(ask.symbol for ask in report.asks)
        for answer in (report.speaks, report.section, report.figures, *(ask.answer for ask in report.asks)):
            named.update(each.document for each in answer.evidence)
    return Texts(named)


def document_url(name: str, texts: Texts) -> str:
    """Where the text of a report is, in the store or at the United Nations."""
    return texts.url(name) if texts.here(name) else addresses.document_url(symbols.slug(name))
