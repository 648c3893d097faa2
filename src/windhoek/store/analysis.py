"""Words as the search compares them: cut, folded and stemmed, the same way for texts and for queries.

- A word is a run of letters and digits. What an apostrophe leaves alone (the "s" of "women's", the "l" of
  "l'égalité") is no word.
- Letters are case-folded, then stemmed by Snowball (PyStemmer), then rid of their accents.
- For readers who type no accents, an accented French or Spanish word is kept a second time without them, marked `=`
  and put after the text: the stem of "resolucion" is not that of "resolución".
- Arabic loses vowel signs and tatweel, the forms of alef, yeh and teh marbuta become one each, and a light stemmer
  takes articles and endings off.
- Chinese is kept letter by letter, because no two cuts of a sentence into words need agree: a query is cut into
  words (rjieba), and each is looked for as the run of its letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import Stemmer

from windhoek.document import Language

#: Grows when texts come out otherwise than before: the search index is then built anew.
VERSION = 2

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CHINESE = re.compile(f"[{_HAN}]")
_PLAIN = re.compile(r"[^\W_]+")
_PATTERNS: dict[str, re.Pattern[str]] = {
    # Vowel signs and tatweel belong to the word that they stand in, though they are no letters.
    "ar": re.compile(r"[^\W_]+(?:[\u064b-\u065f\u0670\u0640]+[^\W_]*)*"),
    "zh": re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+"),
}
_CHINESE_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_GAPS = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + b" " * 128
_PRINTED = "’‘“”–—\u00a0…•"
_STEMMERS: dict[str, str] = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
_LEFT_BY_APOSTROPHES: dict[str, frozenset[str]] = {
    "en": frozenset("s"),
    "fr": frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu"]),
}
_SPANISH_ION = re.compile(r"(?<=[cgsx])ion$")  # all such words carry the accent, which the stemmer counts on
_ACCENTED = ("fr", "es")
_REMEMBERED = 300_000

_ARABIC = str.maketrans("أإآٱىةؤئ", "اااايهوي") | dict.fromkeys((*range(1611, 1632), 1648, 1600))
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def light_arabic(word: str) -> str:
    """The light10 stem of a normalised Arabic word (Larkey, Ballesteros and Connell 2007).

    Snowball's stemmer gives a word with its article another stem than without; this one does not.
    """
    if word.startswith("و") and len(word) > 3:
        word = word[1:]
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word


def _without_accents() -> dict[int, str]:
    table = {
        ord("ё"): "е",
        ord("ø"): "o",
        ord("ł"): "l",
        ord("đ"): "d",
        ord("ı"): "i",
        ord("œ"): "oe",
        ord("æ"): "ae",
    }
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        if plain.isascii():
            table[code] = plain
    return table


_FOLD = _without_accents()


def fold(word: str) -> str:
    """The word case-folded and without accents."""
    word = unicodedata.normalize("NFC", word).casefold()
    return word if word.isascii() else word.translate(_FOLD)


class _Terms(dict[str, str]):
    """Words of one language to their terms, remembered: a text of millions of words has few different ones."""

    def __init__(self, language: Language) -> None:
        self.language = language
        name = _STEMMERS.get(language)
        self.stemmer = Stemmer.Stemmer(name, 0) if name else None

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        term = self[word] = self._term(word)
        return term

    def _term(self, word: str) -> str:
        folded = unicodedata.normalize("NFC", word).casefold()
        if folded in _LEFT_BY_APOSTROPHES.get(self.language, ()):
            return ""
        if self.language == "ar":
            return light_arabic(folded.translate(_ARABIC))
        if self.language == "ru":
            folded = folded.replace("ё", "е")
        if self.language == "es":
            # Once for the plural, again below: Snowball makes "mujer" of "mujeres", but "muj" of "mujer".
            folded = self.stemmer.stemWord(_SPANISH_ION.sub("ión", folded)) if self.stemmer else folded
        if self.stemmer is not None:
            folded = self.stemmer.stemWord(folded)
        return folded if folded.isascii() else folded.translate(_FOLD)


@cache
def _terms(language: Language) -> _Terms:
    return _Terms(language)


def _words(text: str, language: Language) -> list[str]:
    if not text.isascii():
        for sign in _PRINTED:
            text = text.replace(sign, " ")
    if text.isascii():
        return text.encode().translate(_GAPS).decode().split()
    return _PATTERNS.get(language, _PLAIN).findall(text)


def analyse(text: str, language: Language) -> str:
    """The terms of a text in their order, with white space between."""
    words = _words(text, language)
    out = " ".join(map(_terms(language).__getitem__, words))
    if language in _ACCENTED and not text.isascii():
        return f"{out} {' '.join(sorted({plain(word) for word in words}))}"
    return out


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a query as texts of one language hold it: a run of terms, or instead of it the term `plain`."""

    terms: tuple[str, ...]
    plain: str = ""


def query_words(words: str, language: Language) -> list[Sought]:
    """What to look for in texts of a language for the words of a query, in their order."""
    if language == "zh":
        return [Sought(run) for run in _chinese(words)]
    terms = _terms(language)
    out = []
    for word in _words(words, language):
        if terms[word]:
            without = f"={fold(word)}" if language in _ACCENTED and word.isascii() else ""
            out.append(Sought((terms[word],), without))
    return out


def _chinese(words: str) -> Iterator[tuple[str, ...]]:
    # Its dictionary takes a sixth of a second to load.
    import rjieba

    terms = _terms("zh")
    for word in _CHINESE_RUNS.findall(words):
        if _CHINESE.match(word):
            for piece in rjieba.cut(word):
                yield tuple(piece)
        else:
            yield (terms[word],)


def places(text: str, language: Language) -> list[tuple[str, re.Match[str]]]:
    """The terms of a text in their order, each with its place."""
    terms = _terms(language)
    return [
        (term, found) for found in _PATTERNS.get(language, _PLAIN).finditer(text) if (term := terms[found[0]])
    ]


def plain(word: str) -> str:
    """A word of a text as `Sought.plain` looks for it."""
    return "" if word.isascii() else f"={fold(word)}"
