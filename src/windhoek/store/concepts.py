"""What words stand for, whatever their language: the concepts of the codebook's lexicons in texts and in queries.

A lexicon says of each of its words what they stand for: one concept, or several together (`process resolution talk` for
"mediation"). Words of two languages mean the same where they stand for the same ones. The index holds for each
paragraph, whether it speaks of women or not, what its words stand for; a query is looked for by its words in the language that it is
written in, and by what it stands for in the others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from windhoek.coding.code import words_of
from windhoek.coding.codebook import ITEM, Codebook
from windhoek.coding.lexicon import Hit, fold
from windhoek.document import LANGUAGES, Language

#: What words stand for: the names of concepts, sorted, with `+` between.
Meaning = str
#: Languages in the order in which one is taken for that of a query that could be of several.
_FIRST: tuple[Language, ...] = ("en", "fr", "es", "ru", "ar", "zh")
#: Arabic writes articles and "and" in one with a word, and whether the first letter of وساطة is "and" no stemmer can tell.
#: What words stand for is found there inside of words, and so helps to find the words themselves.
_GROWN: Language = "ar"


@dataclass(frozen=True, slots=True)
class Meant:
    """Some of the words of a query that belong together, by their numbers, and what they stand for.

    `meanings`: by language of those words, what they stand for there, all of which a text should have.
    """

    first: int
    last: int
    meanings: tuple[tuple[Language, tuple[Meaning, ...]], ...]

    @property
    def own(self) -> frozenset[Language]:
        """The languages in which the words themselves are looked for, and not others for the same."""
        return frozenset(language for language, _ in self.meanings if language != _GROWN)


def digest(codebook: Codebook) -> str:
    """What changes when a text may stand for something else."""
    whole = repr([(language, codebook.lexicons.get(language, ())) for language in LANGUAGES])
    return hashlib.blake2b(whole.encode(), digest_size=6).hexdigest()


def meaning(hit: Hit) -> Meaning:
    """What the words of a hit stand for."""
    return "+".join(sorted(hit.concepts))


def of_texts(codebook: Codebook, texts: Sequence[tuple[Language, str]]) -> list[tuple[Meaning, ...]]:
    """For each text in its language all that words of it stand for, each once."""
    by_language: dict[Language, list[int]] = defaultdict(list)
    for place, (language, _) in enumerate(texts):
        by_language[language].append(place)
    found: list[tuple[Meaning, ...]] = [()] * len(texts)
    for language, places in by_language.items():
        lexicon = words_of(codebook, language)
        if lexicon is not None:
            for place, hits in zip(
                places, lexicon.find([fold(texts[each][1]) for each in places]), strict=True
            ):
                found[place] = tuple(sorted({meaning(hit) for hit in _telling(hits)}))
    return found


def where(
    codebook: Codebook, language: Language, text: str, wanted: Iterable[Meaning]
) -> list[tuple[int, int]]:
    """Where in a text words stand for one of the `wanted`, or for more than that besides."""
    lexicon = words_of(codebook, language)
    sets = [frozenset(each.split("+")) for each in wanted]
    if lexicon is None or not sets:
        return []
    (hits,) = lexicon.find([fold(text)])
    exact = [(hit.start, hit.end) for hit in hits if set(hit.concepts) in sets]
    return exact or [(hit.start, hit.end) for hit in hits if any(each <= set(hit.concepts) for each in sets)]


@lru_cache(maxsize=2000)
def meant(codebook: Codebook, words: tuple[str, ...]) -> tuple[Meant, ...]:
    """The words of a query that stand for something, in their order; words that stand for nothing are in none of them.

    Words belong together where the lexicon has them as one ("peace process"). Where several languages know the words, the one that
    knows the most of them decides which belong together.
    """
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
    spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    by_language: dict[Language, dict[tuple[int, int], tuple[Meaning, ...]]] = {}
    for language in _FIRST:
        lexicon = words_of(codebook, language)
        if lexicon is not None:
            (hits,) = lexicon.find([fold(text)])
            if groups := _groups(_telling(hits), spans, text):
                by_language[language] = groups
    if not by_language:
        return ()
    leading = max(by_language.values(), key=lambda groups: sum(last - first + 1 for first, last in groups))
    return tuple(
        Meant(
            *place,
            tuple((language, groups[place]) for language, groups in by_language.items() if place in groups),
        )
        for place in sorted(leading)
    )


def _groups(
    hits: Iterable[Hit], spans: Sequence[tuple[int, int]], text: str
) -> dict[tuple[int, int], tuple[Meaning, ...]]:
    """The first and last word of each run of words that hits cover whole, and what the hits stand for."""
    runs: list[tuple[int, int, list[Hit]]] = []
    for hit in hits:
        covered = [at for at, (start, end) in enumerate(spans) if start < hit.end and hit.start < end]
        if runs and covered[0] <= runs[-1][1]:
            first, _, before = runs[-1]
            runs[-1] = (first, max(runs[-1][1], covered[-1]), [*before, hit])
        else:
            runs.append((covered[0], covered[-1], [hit]))
    found = {}
    for first, last, own in runs:
        letters = {at for at in range(spans[first][0], spans[last][1]) if text[at].isalnum()}
        if not letters - {at for hit in own for at in range(hit.start, hit.end)}:
            found[first, last] = tuple(dict.fromkeys(map(meaning, own)))
    return found


def _telling(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if ITEM not in hit.concepts]
