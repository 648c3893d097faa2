"""The program's own coding of the English record: every paragraph on women, peace and security, and what it asks of whom.

Codes only; no text. Rebuilt from `corpus` whenever the codebook changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from windhoek.coding.addressee_tables import MISSION
from windhoek.coding.code import code
from windhoek.document import Code, Commitment, Document
from windhoek.reading import ReadError, read

SOURCE = "sc-texts"
_FOLDERS = ("sc-resolutions", "sc-presidential-statements", "ga-resolutions")
_OTHER_LANGUAGES = {"Arabic", "Chinese", "French", "Russian", "Spanish"}


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `commitments`: one a commitment, numbered in its paragraph, or one with number 0 where it asks nothing."""
    for document in english(shared):
        for found in code(document):
            yield from _rows(document, found)


def english(shared: Path) -> Iterator[Document]:
    """The English resolutions and presidential statements of `corpus` with their annexes, each symbol once."""
    seen: set[str] = set()
    for folder in _FOLDERS:
        for path in sorted((shared / "corpus" / folder).rglob("*.xml")):
            if _OTHER_LANGUAGES & set(path.parts):
                continue
            try:
                document = read(path)
            except ReadError:
                # Ingest names it; a register has no place for files that cannot be read.
                continue
            if document.language == "en" and document.symbol not in seen:
                seen.add(document.symbol)
                yield from _family(document)


def _family(document: Document) -> Iterator[Document]:
    yield document
    for annex in document.annexes:
        yield from _family(annex)


def _rows(document: Document, found: Code) -> Iterator[Mapping[str, Any]]:
    nothing = Commitment(found.verb, found.strength, (), "", 0, 0)
    for number, commitment in enumerate(found.commitments or (nothing,), start=1):
        yield {
            "symbol": document.symbol,
            "part": document.part or None,
            "unit": found.unit,
            "number": number if found.commitments else 0,
            "date": document.date,
            "kind": document.kind,
            "themes": found.themes,
            "functions": found.functions,
            "verb": commitment.verb,
            "strength": commitment.strength,
            "addressees": tuple(whom for whom in commitment.addressees if not whom.startswith(MISSION)),
            "missions": tuple(
                whom.removeprefix(MISSION) for whom in commitment.addressees if whom.startswith(MISSION)
            ),
            "source": SOURCE,
            "status": "derived",
        }
