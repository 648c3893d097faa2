"""Extracts of speeches: what one speaker says of women, peace and security, titled by its opening words.

    The second task is to see that women have a say in …   participation, peace-processes

An extract is as long as a paragraph of a verbatim record: one relevant paragraph; several that follow one another in one
speech and share a theme, where sentences stand as paragraphs (transcripts); or, where a whole speech stands as one
paragraph, the sentences of it that speak of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from windhoek.coding.code import code as code_units
from windhoek.coding.codebook import Codebook
from windhoek.coding.speakers import speech_of
from windhoek.document import Code, Document, Extract, Unit

_LONGEST = 620  # characters: the longest of the extracts that users gave as models has as many
_TITLE = 75  # characters of a title, as there
_GAP = 1  # sentences of another subject that may stand inside an extract: "Let me explain."
_SENTENCE = re.compile(
    r"(?<=[.!?؟])(?<!\b[^\W\d_]\.)(?<!\b(?:Mr|Ms|Dr|St|No|Sr|Lt)\.)(?<!\b(?:Mrs|Mme|Sra|Gen)\.)"
    r"(?P<close>[\"”’»)]*)\s+(?=[\"“‘«(]?[^\W\d_a-zа-я])|(?<=[。！？])"
)


@dataclass(frozen=True, slots=True)
class _Passage:
    units: tuple[Unit, ...]
    start: int
    end: int
    code: Code


def extracts(
    document: Document, codes: Iterable[Code], codebook: Codebook | None = None
) -> tuple[Extract, ...]:
    """The extracts of a speech or meeting record in its order; none for other documents.

    `codes` are those of the document's relevant units, `codebook` what they were coded by (None: the shipped one): the
    sentences of a long paragraph are coded by it again, each on its own words, and keep of the paragraph's codes those
    that are theirs. What is printed before anybody speaks is left out. Raises CodebookError as `code` does.
    """
    if document.kind not in ("meeting record", "speech"):
        return ()
    by_unit = {code.unit: code for code in codes}
    groups: list[list[_Passage]] = []
    for unit in document.units:
        given = by_unit.get(unit.label)
        if given is None or speech_of(unit.label) == "0":
            groups.append([])
        elif len(unit.text) > _LONGEST:
            groups.extend([each] for each in _sentences(document, unit, given, codebook))
            groups.append([])
        else:
            passage = _Passage((unit,), 0, len(unit.text), given)
            if groups and groups[-1] and _belongs(passage, groups[-1]):
                groups[-1].append(passage)
            else:
                groups.append([passage])
    return tuple(_extract(group) for group in groups if group)


def title(text: str) -> str:
    """The opening words of a text: up to 75 characters, cut behind a word, "..." behind them when there is more.

    A text without spaces, such as a Chinese one, is cut at a character.
    """
    text = " ".join(text.split())
    if len(text) <= _TITLE:
        return text
    space = text.rfind(" ", 0, _TITLE + 1)
    return f"{text[:space]} ..." if space > _TITLE // 2 else f"{text[:_TITLE]}..."


def _belongs(passage: _Passage, group: Sequence[_Passage]) -> bool:
    (unit,) = passage.units
    if speech_of(unit.label) != speech_of(group[0].units[0].label):
        return False
    shared = {theme for each in group for theme in each.code.themes}
    together = sum(each.end + 1 for each in group) + passage.end
    return together <= _LONGEST and not shared.isdisjoint(passage.code.themes)


def _sentences(document: Document, unit: Unit, whole: Code, codebook: Codebook | None) -> Iterator[_Passage]:
    """The passages of a long paragraph: sentences that are relevant, with those that follow them closely."""
    places = _places(unit.text)
    relevant = {int(each.unit) for each in _coded(document, unit, places, codebook)}
    runs: list[tuple[int, int]] = []
    for at in sorted(relevant):
        if runs and at - runs[-1][1] <= _GAP + 1 and places[at][1] - places[runs[-1][0]][0] <= _LONGEST:
            runs[-1] = runs[-1][0], at
        else:
            runs.append((at, at))
    spans = [(places[first][0], places[last][1]) for first, last in runs]
    for each in _coded(document, unit, spans, codebook):
        start, end = spans[int(each.unit)]
        kept = replace(
            each,
            themes=tuple(theme for theme in each.themes if theme in whole.themes) or each.themes,
            functions=tuple(function for function in each.functions if function in whole.functions),
        )
        yield _Passage((unit,), start, end, kept)


def _coded(
    document: Document, unit: Unit, places: Sequence[tuple[int, int]], codebook: Codebook | None
) -> tuple[Code, ...]:
    """The codes of pieces of a paragraph, each under its number among `places`."""
    pieces = tuple(
        Unit(str(number), "paragraph", unit.text[start:end]) for number, (start, end) in enumerate(places)
    )
    return code_units(replace(document, units=pieces), codebook)


def _places(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand, without the spaces between them."""
    out, start = [], 0
    for found in _SENTENCE.finditer(text):
        end = found.start() + len(found["close"] or "")
        if end > start:
            out.append((start, end))
        start = found.end()
    return [*out, (start, len(text))] if start < len(text) else out


def _extract(group: Sequence[_Passage]) -> Extract:
    start, end = group[0].start, group[-1].end
    units = [unit for passage in group for unit in passage.units]
    text = units[0].text[start:end] if len(units) == 1 else "\n".join(unit.text for unit in units)
    return Extract(
        speech=speech_of(units[0].label),
        title=title(text),
        units=tuple(unit.label for unit in units),
        start=start,
        end=end,
        text=text,
        themes=tuple(dict.fromkeys(theme for passage in group for theme in passage.code.themes)),
        functions=tuple(dict.fromkeys(function for passage in group for function in passage.code.functions)),
    )
