"""How much a sentence and a paragraph have in common: words, concepts of the lexicon, themes and functions, each weighed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from windhoek.coding.code import code
from windhoek.coding.codebook import ITEM, load
from windhoek.coding.lexicon import Lexicon, fold
from windhoek.document import Document, Source, Unit
from windhoek.tracing.words import terms

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+")
_CONCEPT = "concept "
#: What every paragraph of the agenda is about tells none of them from another.
_EVERYWHERE = frozenset(["women", "gender", "women-and-girls", ITEM])
#: Codes whose names are no words for a subject.
_NO_SUBJECT = frozenset(["implementation", "general"])
#: A theme is wide: a shared one counts half of what its rarity says.
_THEME = 0.5
#: How much a long paragraph, which shares words with everything, is held back (b of BM25; 1 is all the way).
_LENGTH = 0.3


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence, and the terms that they are compared by: any of them will do."""

    words: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says, as far as it can be compared."""

    mentions: tuple[Mention, ...]
    themes: frozenset[str]
    functions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """What a sentence shares with one paragraph: `value`, and each thing shared with its weight, the heaviest first.

    A thing is words of the sentence, `theme NAME` or `function NAME`. The weights are BM25's: what few paragraphs of the
    document have weighs more. They add up to `value` but for the length of the paragraph. `covers` is the share of the
    sentence's words, so weighed, that the paragraph has; words that no paragraph has weigh most.
    """

    value: float
    covers: float
    shared: tuple[tuple[str, float], ...]


@cache
def _lexicon() -> Lexicon:
    codebook = load()
    return Lexicon(codebook.lexicons["en"], frozenset(_EVERYWHERE))


def mentions(text: str) -> tuple[Mention, ...]:
    """The subjects of an English text in their order: phrases of the lexicon, and the other words."""
    folded = fold(text)
    found: list[tuple[int, Mention]] = []
    taken = bytearray(len(folded))
    for hit in _lexicon().find([folded])[0]:
        taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
        concepts = frozenset(_CONCEPT + each for each in hit.concepts if each not in _EVERYWHERE)
        words = (terms(word[0]) for word in _WORD.finditer(folded, hit.start, hit.end))
        found.append((hit.start, Mention(text[hit.start : hit.end], concepts.union(*words))))
    for word in _WORD.finditer(folded):
        if not taken[word.start()]:
            found.append((word.start(), Mention(text[word.start() : word.end()], terms(word[0]))))
    return tuple(mention for _, mention in sorted(found, key=lambda each: each[0]) if mention.terms)


def claim(text: str) -> Claim:
    """What an English sentence says, with its codes by the shipped codebook."""
    unit = Unit("§1", "paragraph", text)
    document = Document("", "document", "", "", "en", "", Source("", "", ""), (unit,))
    codes = code(document)
    themes = frozenset(theme for each in codes for theme in each.themes)
    functions = frozenset(function for each in codes for function in each.functions)
    return Claim(mentions(text), themes, functions)


def profile(
    texts: Iterable[str], themes: Iterable[str], functions: Iterable[str], addressees: Iterable[str] = ()
) -> frozenset[str]:
    """All terms by which a paragraph can be found: of its texts, and of its codes with the words in their names."""
    themes, functions = tuple(themes), tuple(functions)
    found: set[str] = set()
    for text in texts:
        found.update(term for mention in mentions(text) for term in mention.terms)
    for name in (*themes, *functions, *addressees):
        if name not in _NO_SUBJECT:
            found.update(term for word in name.split("-") for term in terms(word))
    return (
        frozenset(found) | {f"theme {name}" for name in themes} | {f"function {name}" for name in functions}
    )


def scores(said: Claim, profiles: Mapping[str, frozenset[str]], counted: Sequence[str]) -> dict[str, Score]:
    """What a sentence shares with each paragraph, by its label.

    `counted` are the labels in which the rarity of a term is counted: paragraphs without their parts.
    """
    average = sum(map(len, profiles.values())) / max(len(profiles), 1) or 1.0

    @cache
    def weight(term: str) -> float:
        count = sum(term in profiles[label] for label in counted)
        return math.log(1 + (len(counted) - count + 0.5) / (count + 0.5)) if count else 0.0

    unheard = math.log(1 + (len(counted) + 0.5) / 0.5)
    whole = sum(max(map(weight, mention.terms)) or unheard for mention in said.mentions)
    found = {}
    for label, terms_here in profiles.items():
        # Two words for one thing are one thing that is shared.
        shared: dict[str, tuple[str, float]] = {}
        for mention in said.mentions:
            both = mention.terms & terms_here
            if both:
                concepts = [term for term in both if term.startswith(_CONCEPT)]
                words = both.difference(concepts)
                value = max([sum(map(weight, words)), *map(weight, concepts)])
                shared.setdefault(max(both, key=lambda term: (weight(term), term)), (mention.words, value))
        for name in said.themes:
            if f"theme {name}" in terms_here:
                shared[f"theme {name}"] = (f"theme {name}", _THEME * weight(f"theme {name}"))
        for name in said.functions:
            if f"function {name}" in terms_here:
                shared[f"function {name}"] = (f"function {name}", weight(f"function {name}"))
        total = sum(value for _, value in shared.values())
        in_words = sum(max(map(weight, mention.terms & terms_here), default=0.0) for mention in said.mentions)
        held_back = 1 - _LENGTH + _LENGTH * len(terms_here) / average
        found[label] = Score(
            total / held_back,
            in_words / whole if whole else 0.0,
            tuple(sorted(shared.values(), key=lambda each: (-each[1], each[0]))),
        )
    return found
