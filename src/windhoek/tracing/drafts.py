"""Somebody's draft: where it cites a paragraph, and what the sentence says that cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from windhoek.coding.cite import cite
from windhoek.document import Citation, Document, Unit
from windhoek.tracing.sentences import sentences
from windhoek.tracing.short_forms import short_forms
from windhoek.tracing.words import phrases

#: `resolutions 1325 (OP4) and 1820 (OP7)`: no document has a paragraph 1820.
_NO_PARAGRAPH = re.compile(r"(?:OP|PP|¶)\d{4}")
_OPENING, _CLOSING = "([", ")]"
#: A clause before a bracket that has fewer words leans on what stands before it.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Cited:
    """One paragraph that a draft cites.

    `number` counts the paragraphs of the draft from 1, `page` its pages (PDF only); `note` is the mark of the footnote
    that cites, or empty. `words` are those of the citation, `claim` is what the draft says there, without citations.
    `others` are the further paragraphs of the same document that the same words are ascribed to. `symbol` lacks its year
    where the number is unknown; `year` is the one printed beside the number, or None. `around` is the whole sentence.
    `in_passing`: the words before the citation only point at the paragraph ("measures imposed by paragraph 9").
    """

    part: str
    number: int
    page: int | None
    note: str
    words: str
    symbol: str
    label: str
    year: int | None
    claim: str
    around: str
    others: frozenset[str] = frozenset()
    in_passing: bool = False


def cited(draft: Document) -> tuple[Cited, ...]:
    """Every citation of a paragraph of a UN document in a draft, in its order, annexes and tables behind the text.

    `draft` is as `windhoek.reading.read` gives it, of whatever kind it took it for; it is read as a text of nobody's, so that
    "paragraph 4" alone points nowhere.
    """
    return tuple(_cited(draft))


def _cited(draft: Document) -> Iterator[Cited]:
    units = tuple(
        replace(unit, label=f"¶{number}", kind="paragraph", parent=None)
        for number, unit in enumerate(draft.units, start=1)
    )
    plain = replace(draft, symbol="", body="", kind="document", units=units, annexes=(), part="")
    found: dict[tuple[str, str], list[Citation]] = {}
    for citation in cite(plain):
        if citation.symbol and not _NO_PARAGRAPH.match(citation.label):
            found.setdefault((citation.unit, citation.note), []).append(citation)
    for number, unit in enumerate(units, start=1):
        texts = [("", unit.text), *((note.mark, note.text) for note in unit.notes)]
        for mark, text in texts:
            named = found.get((unit.label, mark), [])
            named = sorted([*named, *short_forms(text, unit.label, mark, named)], key=lambda each: each.start)
            yield from _in_text(text, unit, mark, number, named, draft.part)
    for annex in draft.annexes:
        yield from _cited(annex)


def _in_text(
    text: str, unit: Unit, mark: str, number: int, named: Sequence[Citation], part: str
) -> Iterator[Cited]:
    for each in named:
        if not each.label or each.label.startswith("annex"):
            continue
        start, end = _sentence(text, each.start)
        inside = [other for other in named if start <= other.start < end]
        bracket = _bracket(text, start, end, each)
        claim = _claim(text, start, end, bracket, inside)
        if len(claim.split()) < _SHORTEST:
            claim = _leans_on(text, start, end, unit, mark, named) or claim
        together = [
            other
            for other in inside
            if other.symbol == each.symbol and (bracket is None or _within(other, bracket))
        ]
        yield Cited(
            part,
            number,
            unit.page,
            mark,
            text[each.start : each.end],
            each.symbol,
            each.label,
            _year(text, start, end, each),
            claim,
            text[start:end].strip(),
            frozenset(other.label for other in together) - {each.label},
            bracket is None and _in_passing(text[start : min(other.start for other in together)]),
        )


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next(span for span in sentences(text) if span[0] <= at < span[1])


def _bracket(text: str, start: int, end: int, citation: Citation) -> tuple[int, int] | None:
    """The outermost bracket of a sentence that a citation stands in."""
    depth, opened = 0, -1
    for at in range(start, citation.start):
        if text[at] in _OPENING:
            opened = at if depth == 0 else opened
            depth += 1
        elif text[at] in _CLOSING and depth:
            depth -= 1
    if not depth:
        return None
    for at in range(citation.start, end):
        if text[at] in _OPENING:
            depth += 1
        elif text[at] in _CLOSING:
            depth -= 1
            if not depth:
                return opened, at + 1
    return opened, end


@cache
def _pointing() -> re.Pattern[str]:
    said = "|".join(re.escape(words) for words in phrases("reference"))
    return re.compile(rf"\b(?:{said})(?: the| its| operative)*[ ,]*$", re.IGNORECASE)


def _in_passing(before: str) -> bool:
    return _pointing().search(before) is not None


def _within(citation: Citation, bracket: tuple[int, int]) -> bool:
    return bracket[0] <= citation.start < bracket[1]


def _claim(
    text: str, start: int, end: int, bracket: tuple[int, int] | None, inside: Sequence[Citation]
) -> str:
    """The clause before the bracket of a citation, from the last bracket that cites; without one the whole sentence."""
    if bracket is None:
        return _without(text, start, end, inside)
    before = [
        other for each in inside if (other := _bracket(text, start, end, each)) and other[1] <= bracket[0]
    ]
    clause = _without(text, max([start, *(last for _, last in before)]), bracket[0], inside)
    return clause if len(clause.split()) >= _SHORTEST else _without(text, start, end, inside)


def _without(text: str, start: int, end: int, inside: Sequence[Citation]) -> str:
    """A stretch of text without the citations in it and the brackets that they leave empty."""
    out, at = [], start
    for each in sorted(inside, key=lambda one: one.start):
        if each.end > at and each.start < end:
            out.append(text[at : max(each.start, at)])
            at = max(each.end, at)
    left = "".join([*out, text[at:end]]) if at < end else "".join(out)
    words = re.sub(r"[(\[][\s,;/&.]*(?:and|see|cf)?[\s,;/&.]*[)\]]", " ", left)
    return " ".join(words.split()).strip(" ,;:.–—-").lstrip(")], ").rstrip("([, ")


def _leans_on(text: str, start: int, end: int, unit: Unit, mark: str, named: Sequence[Citation]) -> str:
    """What a citation without words of its own is about: the sentence before it, or the one that its footnote hangs on."""
    if mark:
        note = next(each for each in unit.notes if each.mark == mark and each.text == text)
        at = max(min(note.position, len(unit.text)) - 1, 0)
        if not unit.text.strip():
            return ""
        start, end = _sentence(unit.text, at)
        return " ".join(unit.text[start:end].split())
    before = [span for span in sentences(text) if span[1] <= start]
    return _without(text, *before[-1], named) if before else ""


def _year(text: str, start: int, end: int, citation: Citation) -> int | None:
    """The year printed beside the number of a resolution, at the place that is nearest to a citation."""
    number = re.match(r"S/RES/(\d+)", citation.symbol)
    if not number:
        return None
    years = [
        (abs(found.start() - citation.start), int(found[1]))
        for found in re.finditer(rf"(?<!\d){number[1]} ?\((\d{{4}})\)", text[:end])
        if found.start() >= start
    ]
    return min(years)[1] if years else None
