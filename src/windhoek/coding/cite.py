"""Every mention of a UN document, or of a paragraph of one, in the units of a document: in six languages.

How a mention is printed is data (`citation_forms.csv`). A text becomes tokens (`cite_tokens`), the tokens documents
(`cite_documents`) and paragraphs with their documents (`cite_paragraphs`).
"""

from __future__ import annotations

import re

from windhoek.coding.cite_documents import find_documents
from windhoek.coding.cite_paragraphs import find_paragraphs
from windhoek.coding.cite_tokens import tokenize
from windhoek.document import Citation, Document, Unit
from windhoek.symbols import body

__all__ = ["cite"]

#: Without one of these a text cites nothing: a digit of any script, or a letter in brackets.
_ANYTHING = re.compile(r"[\d\uff10-\uff19]|[(（]?[^\W\d_][)）]")


def cite(document: Document) -> tuple[Citation, ...]:
    """The citations in the units of `document` and in their footnotes, by unit and place.

    Offsets count characters of the unit's text, or of the footnote whose mark is the citation's `note`. Annexes are
    documents of their own, to be cited apart; in them `document.part` leads the label of a paragraph of their own.
    Never raises, reads no file but its own tables, and gives the same for the same document.
    """
    labels = frozenset(unit.label for unit in document.units)
    own_body = document.body or body(document.symbol)
    out: list[Citation] = []
    last: dict[str, tuple[str, str]] = {}
    for unit in document.units:
        before = last.get(unit.parent or "", ("", ""))
        found, last[unit.label] = _cite_text(unit.text, "", document, unit, labels, own_body, before)
        out += found
        for note in unit.notes:
            out += _cite_text(note.text, note.mark, document, unit, labels, own_body, ("", ""))[0]
    return tuple(out)


def _cite_text(
    text: str,
    mark: str,
    document: Document,
    unit: Unit,
    labels: frozenset[str],
    own_body: str,
    before: tuple[str, str],
) -> tuple[list[Citation], tuple[str, str]]:
    """The citations of one text, and the last resolution and the last other document that it names."""
    if not _ANYTHING.search(text):
        return [], before
    tokens = tokenize(text, document.language)
    mentions = find_documents(tokens, own_body)
    paragraphs, used = find_paragraphs(tokens, mentions, document, unit, labels, *before)
    out = {Citation(unit.label, at.start, at.end, at.symbol, at.label, mark) for at in paragraphs}
    out |= {
        Citation(unit.label, at.start, at.end, at.symbol, at.annex, mark)
        for at in mentions
        if at.first not in used
    }
    resolution = next((at.symbol for at in reversed(mentions) if at.operative), before[0])
    other = next((at.symbol for at in reversed(mentions) if not at.operative), before[1])
    return sorted(out, key=lambda at: (at.start, at.end, at.symbol, _natural(at.label))), (resolution, other)


def _natural(label: str) -> tuple[tuple[int, str], ...]:
    """Labels in the order of a reader: OP9 before OP10."""
    return tuple((int(piece) if piece.isdigit() else -1, piece) for piece in re.findall(r"\d+|\D+", label))
