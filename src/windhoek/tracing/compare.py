"""Two mandates unit by unit: what the later one keeps, rewords, adds and drops, with the words that changed.

A unit is *kept* when its words are those of a unit before, numbers, dates, names of resolutions and paragraphs,
punctuation and capitals apart; *reworded* when it is the likeliest match of one before and likely enough; else it is
*new*, or *gone* from the later text. One unit matches one: where a text runs two together or sets one out in parts, the
likelier is matched and the other is gone or new. Wherever a unit has moved to makes no difference.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from math import log
from typing import Literal

from windhoek.coding.cite import cite
from windhoek.document import Document, Unit
from windhoek.reading import dates, tables

__all__ = ["LIKELY", "VERDICTS", "Change", "Pair", "Verdict", "changes", "compare"]

Verdict = Literal["kept", "reworded", "new", "gone"]
VERDICTS: tuple[Verdict, ...] = ("kept", "reworded", "new", "gone")
#: From this likeness on two units are one reworded. Measured on sixty successive mandates that are in no measuring set: of
#: the likeliest pairs almost all above it ask for the same thing, and almost none below.
LIKELY = 0.42
#: A unit of fewer words says too little to be found again inside a longer one.
_TELLING = 12
#: What may stand between two citations of one list: "and", a comma, "its".
_BETWEEN = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,3}[\W\d_]+){0,2}")
#: Chinese is set without spaces: each sign is a word.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_]+")
_PIECE = re.compile(r"[\u3400-\u9fff]|\w+(?:[-‑'’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of the text before and the unit of the text after that it became; None where there is none.

    `likeness` is 1 for what is kept, 0 for what is new or gone, and between for what is reworded.
    """

    verdict: Verdict
    before: Unit | None
    after: Unit | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `before[...]` as it was and `after[...]` as it is; equal where nothing changed, empty where none are."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Read:
    unit: Unit
    #: Its letters without what may differ in a unit that is kept; hyphens and spaces make no difference.
    letters: str
    words: Counter[str]


def compare(before: Document, after: Document) -> tuple[Pair, ...]:
    """Every operative unit and part of two documents of one language, once: those of `after` in order, then what is gone."""
    old, new = _operative(before), _operative(after)
    matched = dict(_same(old, new))
    verdicts: dict[int, tuple[int, float]] = {at: (earlier, 1.0) for at, earlier in matched.items()}
    free_old = [at for at in range(len(old)) if at not in set(matched.values())]
    free_new = [at for at in range(len(new)) if at not in matched]
    for at, earlier, likeness in _likeliest(old, new, free_old, free_new):
        verdicts[at] = (earlier, likeness)
    found = []
    for at, read in enumerate(new):
        if at in verdicts:
            earlier, likeness = verdicts[at]
            verdict: Verdict = "kept" if at in matched else "reworded"
            found.append(Pair(verdict, old[earlier].unit, read.unit, likeness))
        else:
            found.append(Pair("new", None, read.unit, 0.0))
    taken = {earlier for earlier, _ in verdicts.values()}
    return (*found, *(Pair("gone", read.unit, None, 0.0) for at, read in enumerate(old) if at not in taken))


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The words of two texts side by side: runs that stayed, and runs that were put in the place of others."""
    old, new = _pieces(before), _pieces(after)
    folded = [piece.strip().casefold() for piece in old], [piece.strip().casefold() for piece in new]
    opcodes = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    return tuple(Change("".join(old[i:j]), "".join(new[k:m])) for _, i, j, k, m in opcodes)


def _pieces(text: str) -> list[str]:
    """The words and signs of a text, each with the space behind it."""
    starts = [match.start() for match in _PIECE.finditer(text)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _operative(document: Document) -> list[_Read]:
    cited: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for citation in cite(document):
        if not citation.note:
            cited[citation.unit].append((citation.start, citation.end))
    return [
        _read(unit, cited[unit.label]) for unit in document.units if unit.kind in ("operative", "part")
    ]


def _read(unit: Unit, cited: Sequence[tuple[int, int]]) -> _Read:
    text = tables.fold(unit.text).casefold() if len(tables.fold(unit.text)) == len(unit.text) else unit.text
    for start, end in reversed(_joined(text, sorted(cited))):
        text = f"{text[:start]} {text[end:]}"
    for start, end, _ in reversed(dates.find(text)):
        text = f"{text[:start]} {text[end:]}"
    words = _WORD.findall(_months().sub(" ", text))
    return _Read(unit, "".join(words), Counter(words))


def _joined(text: str, cited: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places of citations, those of one list with what stands between them."""
    runs: list[tuple[int, int]] = []
    for start, end in cited:
        if runs and (start <= runs[-1][1] or _BETWEEN.fullmatch(text, runs[-1][1], start)):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


@cache
def _months() -> re.Pattern[str]:
    """A month with its year and no day, which `dates` does not look for."""
    names = sorted({re.escape(row["word"].casefold()) for row in tables.rows("months")}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})\.?(?: de| of)? \d{{4}}(?!\d)")


def _same(old: Sequence[_Read], new: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """The units of `new` whose letters are those of one of `old`; of several alike each the next in order."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at, read in enumerate(old):
        waiting[read.letters].append(at)
    for at, read in enumerate(new):
        if waiting[read.letters]:
            yield at, waiting[read.letters].popleft()


def _likeliest(
    old: Sequence[_Read], new: Sequence[_Read], free_old: Sequence[int], free_new: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """The units that are left, each with the likeliest before it: the likeliest pair first, each unit once.

    Of equally likely ones those with the same opening word (the verb), heading and label come first, then the nearest.
    """
    weights = _weights(old, new)
    heavy = {at: _weight(old[at].words, weights) for at in free_old}
    candidates = []
    for at in free_new:
        read, own = new[at], _weight(new[at].words, weights)
        for earlier in free_old:
            likeness = _likeness(old[earlier], read, heavy[earlier], own, weights)
            if likeness >= LIKELY:
                was, now = old[earlier].unit, read.unit
                ties = (
                    was.text.split(" ", 1)[0] == now.text.split(" ", 1)[0],
                    was.heading == now.heading,
                    was.label == now.label,
                    -abs(at - earlier),
                )
                candidates.append((round(likeness, 2), ties, at, earlier, likeness))
    seen_new: set[int] = set()
    seen_old: set[int] = set()
    for _, _, at, earlier, likeness in sorted(candidates, reverse=True):
        if at not in seen_new and earlier not in seen_old:
            seen_new.add(at)
            seen_old.add(earlier)
            yield at, earlier, likeness


def _weights(old: Sequence[_Read], new: Sequence[_Read]) -> Mapping[str, float]:
    """What a word counts: the more, the fewer units of the two texts it stands in ("the" next to nothing)."""
    everywhere = Counter(word for read in (*old, *new) for word in read.words)
    return {word: log(1 + (len(old) + len(new)) / units) for word, units in everywhere.items()}


def _weight(words: Counter[str], weights: Mapping[str, float]) -> float:
    return sum(count * weights[word] for word, count in words.items())


def _likeness(old: _Read, new: _Read, heavy: float, own: float, weights: Mapping[str, float]) -> float:
    """How much of their words two units share: of both together, halved with how much of the shorter is in the longer."""
    if not heavy or not own:
        return 0.0
    shared = sum(
        min(count, new.words[word]) * weights[word] for word, count in old.words.items() if word in new.words
    )
    of_both = 2 * shared / (heavy + own)
    telling = min(old.words.total(), new.words.total()) >= _TELLING
    return (of_both + shared / min(heavy, own)) / 2 if telling else of_both
