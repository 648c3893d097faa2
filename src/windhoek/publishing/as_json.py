"""Documents, citations and codes as plain objects for JSON; the shapes are those that `docs/terminal.md` describes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from windhoek.document import Citation, Code, Document, Extract, Speaker

if TYPE_CHECKING:
    from windhoek.store.extracts import Page
    from windhoek.store.index import Results
    from windhoek.store.tables import Unit


def document(
    read: Document, citations: Iterable[Citation], codes: Iterable[Code] | None = None
) -> dict[str, Any]:
    """One document with its units and citations, and its codes when they are given. Annexes are not included."""
    out: dict[str, Any] = {
        "document": {
            "symbol": read.symbol,
            "part": read.part,
            "kind": read.kind,
            "body": read.body,
            "date": read.date,
            "language": read.language,
            "title": read.title,
            "adoption": asdict(read.adoption) if read.adoption else None,
            "source": asdict(read.source),
            "repairs": list(read.repairs),
        },
        "units": [
            {
                "label": unit.label,
                "kind": unit.kind,
                "text": unit.text,
                "page": unit.page,
                "parent": unit.parent,
                "heading": unit.heading,
                "notes": [asdict(note) for note in unit.notes],
            }
            for unit in read.units
        ],
        "citations": [asdict(citation) for citation in citations],
    }
    if codes is not None:
        out["codes"] = [asdict(code) for code in codes]
    return out


def spoken(speakers: Iterable[Speaker], extracts: Iterable[Extract]) -> dict[str, Any]:
    """Who speaks in a speech or meeting record, with where it is said, and its extracts; empty where nobody speaks."""
    named = [asdict(speaker) for speaker in speakers]
    return {"speakers": named, "extracts": [asdict(each) for each in extracts]} if named else {}


def extracts(found: Page) -> dict[str, Any]:
    """A page of the extracts of a store, each with its document and speaker."""
    return {
        "total": found.total,
        "page": found.number,
        "pages": found.pages,
        "extracts": [
            {
                "symbol": each.symbol,
                "part": each.part,
                "language": each.language,
                "date": each.date,
                "speaker": asdict(each.speaker),
                **asdict(each.extract),
            }
            for each in found.extracts
        ],
    }


def results(found: Results) -> dict[str, Any]:
    """What a search found: how many, counts by facet, and the paragraphs with the places of the words in them."""
    hits = [
        {
            "symbol": hit.unit.document.symbol,
            "part": hit.unit.document.part,
            "language": hit.unit.document.language,
            "date": hit.unit.document.date,
            "label": hit.unit.label,
            "text": hit.unit.text,
            "themes": themes(hit.unit),
            "spans": [list(span) for span in hit.spans],
            "score": hit.score,
        }
        for hit in found.hits
    ]
    return {"total": found.total, "counts": found.counts, "hits": hits}


def themes(unit: Unit) -> list[str]:
    """The themes of a stored unit; none when it is not relevant."""
    return list(unit.code.themes) if hasattr(unit, "code") else []
