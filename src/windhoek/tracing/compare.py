"""Two mandates unit by unit: what the later one keeps, rewords, adds and drops, with the words that changed.

A unit is *kept* when its words are those of a unit before, numbers, dates, names of resolutions and paragraphs,
punctuation and capitals apart; *reworded* when it is the likeliest match of one before and likely enough; else it is
*new*, or *gone* from the later text. One unit matches one: where a text runs two together or sets one out in parts, the
likelier is matched and the other is gone or new. Wherever a unit has moved to makes no difference.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from math import log
from typing import Literal

from windhoek.coding.cite import cite
from windhoek.document import Citation, Document, Unit
from windhoek.reading import dates, tables

__all__ = [
    "LIKELY",
    "VERDICTS",
    "Change",
    "Pair",
    "Read",
    "Verdict",
    "changes",
    "compare",
    "match",
    "operative",
]

Verdict = Literal["kept", "reworded", "new", "gone"]
VERDICTS: tuple[Verdict, ...] = ("kept", "reworded", "new", "gone")
#: From this likeness on two units are one reworded. Read off sixty successive mandates that are in no measuring set: among
#: the likeliest pairs above it nearly all ask for the same thing; those between 0.35 and it are doubtful, below none does.
LIKELY = 0.42
#: So many uncommon words in common tell that a short unit stands inside a longer one.
_TELLING = 3
#: A word in less than a unit of twenty is uncommon: the least share in `common_words.csv`.
_UNCOMMON = -log(0.05)
#: So many units are taken to be there besides, so that a word of two short texts is not held for a standing one.
_BESIDES = 20
#: What may stand between two citations of one list: "and", a comma, "its".
_BETWEEN = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,3}[\W\d_]+){0,2}")
_YEAR = re.compile(r"\d{4}")
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
class Read:
    """An operative unit as it is compared."""

    unit: Unit
    #: Its letters without what may differ in a unit that is kept; hyphens and spaces make no difference.
    letters: str
    words: Counter[str]


def compare(before: Document, after: Document) -> tuple[Pair, ...]:
    """Every operative unit and part of two documents of one language, once: those of `after` in order, then what is gone."""
    return match(operative(before, cite(before)), operative(after, cite(after)), after.language)


def match(old: Sequence[Read], new: Sequence[Read], language: str) -> tuple[Pair, ...]:
    """What `compare` gives, from what `operative` gives: for who compares a document more than once."""
    matched = dict(_same(old, new))
    verdicts: dict[int, tuple[int, float]] = {at: (earlier, 1.0) for at, earlier in matched.items()}
    free_old = [at for at in range(len(old)) if at not in set(matched.values())]
    free_new = [at for at in range(len(new)) if at not in matched]
    for at, earlier, likeness in _likeliest(old, new, free_old, free_new, language):
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
    if not starts:
        return [text] if text else []
    starts[0] = 0
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def operative(document: Document, citations: Iterable[Citation]) -> list[Read]:
    """The operative units and parts of a document in order, without its citations and the dates in them."""
    cited: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for citation in citations:
        if not citation.note:
            cited[citation.unit].append((citation.start, citation.end))
    return [_read(unit, cited[unit.label]) for unit in document.units if unit.kind in ("operative", "part")]


def _read(unit: Unit, cited: Sequence[tuple[int, int]]) -> Read:
    text = unit.text
    for start, end in reversed(_joined(text, sorted(cited))):
        text = f"{text[:start]} {text[end:]}"
    text = tables.fold(text).casefold()
    if _YEAR.search(text):
        for start, end, _ in reversed(dates.find(text)):
            text = f"{text[:start]} {text[end:]}"
        text = _months().sub(" ", text)
    words = _WORD.findall(text)
    return Read(unit, "".join(words), Counter(words))


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
    names = sorted(
        {re.escape(row["word"].casefold()) for row in tables.rows("months")}, key=len, reverse=True
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})\.?(?: de| of)? \d{{4}}(?!\d)")


def _same(old: Sequence[Read], new: Sequence[Read]) -> Iterator[tuple[int, int]]:
    """The units of `new` whose letters are those of one of `old`; of several alike each the next in order."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at, read in enumerate(old):
        waiting[read.letters].append(at)
    for at, read in enumerate(new):
        if waiting[read.letters]:
            yield at, waiting[read.letters].popleft()


def _likeliest(
    old: Sequence[Read],
    new: Sequence[Read],
    free_old: Sequence[int],
    free_new: Sequence[int],
    language: str,
) -> Iterator[tuple[int, int, float]]:
    """The units that are left, each with the likeliest before it: the likeliest pair first, each unit once.

    Of equally likely ones those with the same opening word (the verb), heading and label come first, then the nearest.
    """
    weights = _weights(old, new, language)
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


def _weights(old: Sequence[Read], new: Sequence[Read], language: str) -> Mapping[str, float]:
    """What a word counts: the more, the fewer units it stands in, of the two texts or of all (`common_words.csv`)."""
    everywhere = Counter(word for read in (*old, *new) for word in read.words)
    of_all, number = _common().get(language, {}), len(old) + len(new) + _BESIDES
    return {word: -log(max(units / number, of_all.get(word, 0.0))) for word, units in everywhere.items()}


@cache
def _common() -> Mapping[str, Mapping[str, float]]:
    """By language the share of the Council's operative units in which a common word stands."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    with files("windhoek.tracing").joinpath("common_words.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            shares[row["language"]][row["word"]] = float(row["share"])
    return shares


def _weight(words: Counter[str], weights: Mapping[str, float]) -> float:
    return sum(count * weights[word] for word, count in words.items())


def _likeness(old: Read, new: Read, heavy: float, own: float, weights: Mapping[str, float]) -> float:
    """How much of their words two units share: of both together, halved with how much of the shorter is in the longer."""
    if not heavy or not own:
        return 0.0
    shared, telling = 0.0, 0
    others = new.words
    for word, count in old.words.items():
        if word in others:
            weight = weights[word]
            shared += min(count, others[word]) * weight
            telling += weight >= _UNCOMMON
    of_both = 2 * shared / (heavy + own)
    return (of_both + shared / min(heavy, own)) / 2 if telling >= _TELLING else of_both
