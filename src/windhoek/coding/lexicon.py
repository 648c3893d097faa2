"""Finding the words of the concepts in a text: one lexicon compiled, hits with positions out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import ahocorasick_rs
import re2

from windhoek.coding.codebook import ITEM, NOTHING, Entry

# One character each way, so that positions in the folded text are positions in the text.
_FOLDS = (
    ("İ", "I"), ("’", "'"), ("‘", "'"), ("‑", "-"), ("‐", "-"), ("\u00a0", " "), ("\u202f", " "),
)  # fmt: skip


class Hit(NamedTuple):
    """`text[start:end]` stands for the concepts."""

    start: int
    end: int
    concepts: tuple[str, ...]


# Minus the length, start and end of a match, and its concepts: in this order the longest come first.
_Found = tuple[int, int, int, tuple[str, ...]]
# Texts are searched many at once, a line each: "^" and "$" mean the beginning and end of a text.
_LINES = "(?m)"
# As many phrases as the automaton can look for with SIMD, which is several times faster than letter by letter.
_AT_ONCE = 60


class Lexicon:
    """The compiled entries of one language.

    A phrase is found at whole words, or at the beginnings of those of its words that end in `*` (the hit then
    runs to the end of the last word); Chinese has no spaces, so there (`spaced=False`) a phrase is found anywhere. Of hits
    that overlap the longest stays, and of equal ones the concepts of all. `anchors` are the concepts that can make a unit relevant.
    """

    def __init__(self, entries: Sequence[Entry], anchors: frozenset[str], spaced: bool = True) -> None:
        phrases = [entry for entry in entries if not entry.is_pattern]
        self._phrases = [
            (
                entry.concepts,
                spaced and not entry.text.endswith("*"),
                entry.text.endswith("*"),
                _rest(entry.text),
            )
            for entry in phrases
        ]
        # The faster kinds of automaton are so large that other work drives them out of the processor's cache.
        self._automaton = ahocorasick_rs.AhoCorasick(
            [_head(entry.text) for entry in phrases],
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )
        items = [f"(?:{entry.text})" for entry in entries if entry.is_pattern and ITEM in entry.concepts]
        self._items = re2.compile("|".join(items), _options()) if items else None
        patterns = [entry for entry in entries if entry.is_pattern and ITEM not in entry.concepts]
        self._patterns = [
            (re2.compile(_LINES + entry.text, _options()), entry.concepts) for entry in patterns
        ]
        self._which = _set(patterns)
        stems = _shortest(_head(e.text) for e in phrases if anchors.intersection(e.concepts))
        self._ascii = all(map(str.isascii, stems))
        self._stems = [
            ahocorasick_rs.BytesAhoCorasick(
                [stem.encode() for stem in stems[at : at + _AT_ONCE]],
                matchkind=ahocorasick_rs.MatchKind.LeftmostFirst,
            )
            for at in range(0, len(stems), _AT_ONCE)
        ]
        self._anchor_patterns = _set([e for e in patterns if anchors.intersection(e.concepts)])
        self._spaced = spaced

    def may_matter(self, texts: Sequence[str]) -> list[int]:
        """Which of the texts, not yet folded, have any anchor at all, perhaps inside another word. Cheap."""
        joined = "\n".join(texts)
        if joined.count("\n") >= len(texts):
            joined = "\n".join([text.replace("\n", " ") for text in texts])
        # Lower case costs much less in bytes, which suffices unless the words to be found have other letters.
        joined = _plain(joined)
        lines = (joined.encode().lower() if self._ascii else joined.lower().encode()).split(b"\n")
        ends = list(accumulate(map(len, lines), lambda end, length: end + length + 1))
        searched = b"\n".join(lines)
        found = {
            bisect_right(ends, start - 1)
            for stems in self._stems
            for _, start, _ in stems.find_matches_as_indexes(searched)
        }
        rest = [at for at in range(len(lines)) if at not in found]
        if self._anchor_patterns.Match(b"\n".join([lines[at] for at in rest])):
            found.update(at for at in rest if self._anchor_patterns.Match(lines[at]))
        return sorted(found)

    def find(self, folded: Sequence[str]) -> list[list[Hit]]:
        """For each folded text all hits, in order, without overlaps; words that mean nothing left out."""
        # One search over all texts for the phrases: none goes past the end of a line.
        starts = [0, *accumulate(len(text) + 1 for text in folded)]
        found = list(self._found_phrases("\n".join(folded)))
        for text, before in zip(folded, starts, strict=False):
            found += self._found_patterns(text, before)
        found.sort()
        taken = bytearray(starts[-1])
        standing: dict[tuple[int, int], tuple[str, ...]] = {}
        for negative, start, end, concepts in found:
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * -negative
                standing[start, end] = concepts
            elif same := standing.get((start, end)):
                standing[start, end] = tuple(dict.fromkeys((*same, *concepts)))
        hits: list[list[Hit]] = [[] for _ in folded]
        at = 0
        for (start, end), concepts in sorted(standing.items()):
            if NOTHING not in concepts:
                while starts[at + 1] <= start:
                    at += 1
                hits[at].append(Hit(start - starts[at], end - starts[at], concepts))
        return hits

    def items(self, folded: str) -> list[int]:
        """The offsets where items of a list begin that have little to do with one another."""
        if self._items is None:
            return []
        searched = folded.encode() if folded.isascii() else folded
        return [match.start() + 1 for match in self._items.finditer(searched)]

    def _found_phrases(self, text: str) -> Iterator[_Found]:
        length = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            concepts, whole, open_end, rest = self._phrases[index]
            if self._spaced and start and text[start - 1].isalnum():
                continue
            if rest:
                match = rest.match(text, end)
                if match is None:
                    continue
                end = match.end()
            if whole and end < length and text[end].isalnum():
                continue
            if open_end:
                while end < length and text[end].isalnum():
                    end += 1
            yield start - end, start, end, concepts

    def _found_patterns(self, text: str, before: int) -> Iterator[_Found]:
        """The matches in a text before which so many characters stand."""
        # Bytes spare RE2 the counting of characters.
        searched = text.encode() if text.isascii() else text
        for pattern, concepts in (self._patterns[index] for index in self._which.Match(searched) or ()):
            for match in pattern.finditer(searched):
                start, end = match.span()
                if end > start:
                    yield start - end, before + start, before + end, concepts


def fold(text: str) -> str:
    """The text in one line of lower case with plain quotes, hyphens and spaces, each character in its place."""
    if "\n" in text:
        text = text.replace("\n", " ")
    return _plain(text).lower()


def _plain(text: str) -> str:
    if not text.isascii():
        for original, plain in _FOLDS:
            text = text.replace(original, plain)
    return text


def _head(phrase: str) -> str:
    """What is looked for letter by letter: the phrase as far as its first open ending."""
    return phrase.partition("*")[0]


def _rest(phrase: str) -> re.Pattern[str] | None:
    """What must follow the head of a phrase with an open ending inside, the last ending aside."""
    words = phrase.rstrip("*").split("*")[1:]
    return re.compile("".join(r"\w*" + re.escape(word) for word in words)) if words else None


def _shortest(phrases: Iterable[str]) -> list[str]:
    """The phrases without those that hold another one inside them."""
    shortest: list[str] = []
    for phrase in sorted(set(phrases), key=lambda phrase: (len(phrase), phrase)):
        if not any(other in phrase for other in shortest):
            shortest.append(phrase)
    return shortest


def _set(entries: Sequence[Entry]) -> Any:
    """All patterns at once: tells which of them match, not where."""
    found = re2.Set.SearchSet(_options())
    for entry in entries:
        found.Add(_LINES + entry.text)
    found.Compile()
    return found


def _options() -> Any:
    options = re2.Options()
    options.never_nl = True
    options.max_mem = 64 << 20
    return options
