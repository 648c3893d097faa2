"""Finding the words of the concepts in a text: one lexicon compiled, hits with positions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs
import re2

from windhoek.coding.codebook import NOTHING, Entry

# One character each way, so that positions in the folded text are positions in the text.
_FOLDS = (
    ("İ", "I"), ("’", "'"), ("‘", "'"), ("‑", "-"), ("‐", "-"), ("\u00a0", " "), ("\u202f", " "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """`text[start:end]` stands for the concepts."""

    start: int
    end: int
    concepts: tuple[str, ...]


class Lexicon:
    """The compiled entries of one language.

    A phrase is found at whole words, or at the beginnings of words when it ends in `*` (the hit then runs to
    the end of the word); Chinese has no spaces, so there (`spaced=False`) a phrase is found anywhere. Of hits
    that overlap the longest stays. `anchors` are the concepts that can make a unit relevant.
    """

    def __init__(self, entries: Sequence[Entry], anchors: frozenset[str], spaced: bool = True) -> None:
        phrases = [entry for entry in entries if not entry.is_pattern]
        self._phrases = [
            (entry.concepts, spaced and not entry.text.endswith("*"), entry.text.endswith("*"))
            for entry in phrases
        ]
        self._automaton = _automaton(phrases)
        patterns = [entry for entry in entries if entry.is_pattern]
        self._patterns = [(re2.compile(entry.text), entry.concepts) for entry in patterns]
        self._which = _set(patterns)
        self._anchors = _automaton([e for e in phrases if anchors.intersection(e.concepts)])
        self._anchor_patterns = _set([e for e in patterns if anchors.intersection(e.concepts)])
        self._spaced = spaced

    def may_matter(self, folded: str) -> bool:
        """Whether the folded text has any anchor at all, perhaps inside another word. Cheap."""
        return bool(self._anchors.find_matches_as_indexes(folded) or self._anchor_patterns.Match(folded))

    def find(self, folded: str) -> list[Hit]:
        """All hits in the folded text, in order, without overlaps; words that mean nothing left out."""
        found: list[tuple[int, int, int, tuple[str, ...]]] = []
        length = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            concepts, whole, open_end = self._phrases[index]
            if self._spaced and start and folded[start - 1].isalnum():
                continue
            if whole and end < length and folded[end].isalnum():
                continue
            if open_end:
                while end < length and folded[end].isalnum():
                    end += 1
            found.append((start - end, start, end, concepts))
        for pattern, concepts in (self._patterns[index] for index in self._which.Match(folded) or ()):
            for match in pattern.finditer(folded):
                start, end = match.span()
                if end > start:
                    found.append((start - end, start, end, concepts))
        found.sort()
        taken = bytearray(length)
        hits = []
        for _, start, end, concepts in found:
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                if NOTHING not in concepts:
                    hits.append(Hit(start, end, concepts))
        hits.sort(key=lambda hit: hit.start)
        return hits


def fold(text: str) -> str:
    """The text in lower case with plain quotes, hyphens and spaces, character for character as long."""
    if not text.isascii():
        for original, plain in _FOLDS:
            text = text.replace(original, plain)
    return text.lower()


def _automaton(entries: Sequence[Entry]) -> Any:
    return ahocorasick_rs.AhoCorasick(
        [entry.text.rstrip("*") for entry in entries], implementation=ahocorasick_rs.Implementation.DFA
    )


def _set(entries: Sequence[Entry]) -> Any:
    """All patterns at once: tells which of them match, not where."""
    options = re2.Options()
    options.max_mem = 64 << 20
    found = re2.Set.SearchSet(options)
    for entry in entries:
        found.Add(entry.text)
    found.Compile()
    return found
