"""Every mention of a UN document, or of a paragraph of one, in the units of a document: in six languages.

How a mention is printed is data (`citation_forms.csv`). A text becomes tokens (`cite_tokens`), the tokens documents
(`cite_documents`) and paragraphs with their documents (`cite_paragraphs`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from windhoek.coding.cite_dated import remember
from windhoek.coding.cite_documents import find_documents
from windhoek.coding.cite_paragraphs import find_paragraphs
from windhoek.coding.cite_tokens import may_cite, tokenize
from windhoek.document import Citation, Document, Unit
from windhoek.symbols import body

__all__ = ["cite"]

#: Signs that are set inside words and numbers without being part of them: stretched and vowelled Arabic, marks of
#: direction, soft hyphens.
_INVISIBLE = re.compile(
    "[\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u061c\u00ad\ufeff]"
)


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
    dated: dict[str, str] = {}
    for unit in document.units:
        before = last.get(unit.parent or "", ("", ""))
        found, last[unit.label] = _cite_text(unit.text, "", document, unit, labels, own_body, before, dated)
        out += found
        for note in unit.notes:
            out += _cite_text(note.text, note.mark, document, unit, labels, own_body, ("", ""), dated)[0]
    return tuple(out)


def _cite_text(
    text: str,
    mark: str,
    document: Document,
    unit: Unit,
    labels: frozenset[str],
    own_body: str,
    before: tuple[str, str],
    dated: dict[str, str],
) -> tuple[list[Citation], tuple[str, str]]:
    """The citations of one text, and the last resolution and the last other document that it names."""
    if not may_cite(text, document.language):
        return [], before
    visible, places = _visible(text)
    tokens = tokenize(visible, document.language)
    if not tokens.items:
        return [], before
    mentions = find_documents(tokens, own_body)
    if mentions:
        remember(tokens, mentions, dated)
    paragraphs, used = find_paragraphs(tokens, mentions, document, unit, labels, *before, dated)
    found = {(at.start, at.end, at.symbol, at.label) for at in paragraphs}
    found.update([(at.start, at.end, at.symbol, at.annex) for at in mentions if at.first not in used])
    out = [
        Citation(unit.label, start, end, symbol, label, mark)
        if places is None
        else Citation(unit.label, places[start], places[end - 1] + 1, symbol, label, mark)
        for start, end, symbol, label in sorted(found, key=_order if paragraphs else None)
    ]
    resolution, other = before
    for at in mentions:
        if at.operative:
            resolution = at.symbol
        else:
            other = at.symbol
    return out, (resolution, other)


def _visible(text: str) -> tuple[str, list[int] | None]:
    """A text without signs that nobody sees, and the place of each character in the text; None if all are kept."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text, None
    places = [at for at, sign in enumerate(text) if not _INVISIBLE.match(sign)]
    return "".join(text[at] for at in places), places


def _order(found: tuple[int, int, str, str]) -> tuple[int, int, str, tuple[tuple[int, str], ...]]:
    return (*found[:3], _natural(found[3]))


@lru_cache(1000)
def _natural(label: str) -> tuple[tuple[int, str], ...]:
    """Labels in the order of a reader: OP9 before OP10."""
    return tuple((int(piece) if piece.isdigit() else -1, piece) for piece in re.findall(r"\d+|\D+", label))
