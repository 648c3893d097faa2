"""A text becomes the tokens that citations are made of: words from `citation_forms.csv`, numbers, symbols, dates.

Everything else in the text is no token, so two tokens are *joined* only when nothing but space stands between them.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from windhoek.document import Language
from windhoek.symbols import SYMBOL

#: Folds a text character by character, so that offsets stay: digits, brackets and spaces of every script to ASCII.
_FOLD = (
    dict(zip(map(ord, "٠١٢٣٤٥٦٧٨٩"), "0123456789", strict=True))
    | dict(zip(map(ord, "۰۱۲۳۴۵۶۷۸۹"), "0123456789", strict=True))
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？"}
    | dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u200a\u3000\u200b\ufeff\u2060\t\n\r"), " ")
    | dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C], " ")
    | dict.fromkeys(range(0x64B, 0x653), "\u064b")
    | {0x2011: "-", ord("'"): "’", 0x201B: "’"}
)
_BLANK = re.compile("[ \u064b\u0640]*")
_SENTENCE = re.compile(r"[.!?。！？؟][\s”»\")]|;|；|؛")

_LETTER = "ألف|باء|جيم|دال|هاء"
_NUMBERS = {
    "symbol": rf"(?a:{SYMBOL.pattern})(?: [A-H](?![\w’]))?",
    "statement": r"(?a:(?<![\w/]))(?:S/?|A/)?(?:PRST|RES)[/ ] ?(?:19|20)?\d{2}(?:[/ ] ?\d{1,3})(?a:(?![\w/]))",
    "old": rf"(?<![0-9A-Za-z/])(?<!\d\.)\d{{1,4}}(?: ?[A-H]| (?:{_LETTER}))? ?\((?:(?:E?S-)?[IVXL]+|د(?:إ|إط)?-?\d{{1,2}})\)",
    "year": r"(?<![0-9A-Za-z/])(?<!\d[.,])\d{1,4} ?\( ?(?:19[4-9]\d|20\d\d) ?\)",
    "council": r"(?<![0-9A-Za-z/])(?<!\d\.)(?:19[4-9]\d|20\d\d)/\d{1,3}(?![0-9/])",
    "stroke": rf"(?<![0-9A-Za-z/])(?<!\d\.)(?:(?:ES|S|دإط|دإ)-)?\d{{1,2}}/\d{{1,3}}(?![0-9/])(?: ?[A-H](?![\w’])| (?:{_LETTER})(?!\w))?",
    "letter": r"\( ?[^\W\d_]{1,4}ـ? ?\)|(?<![\w(’])[^\W\d_]{1,4}\)|(?<!\w)[’‘]\d{1,2}[’‘]",
    "number": r"(?:(?<![0-9A-Za-z/])(?<!\d\.)|(?<=OP)|(?<=PP))\d{1,4}(?:\.[IVX]{1,4})?(?:\.\d{1,3})*(?![0-9/])",
    "comma": "[,،，、]",
}
_START = r"(?<!\w)"


class Token(NamedTuple):
    """A piece of a citation. `kind` is a class of `citation_forms.csv` or a kind of number; `text` is folded."""

    kind: str
    value: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text in order; `joined[i]` tells whether only space stands between token i and the one before."""

    text: str
    language: Language
    items: tuple[Token, ...]
    joined: tuple[bool, ...]

    def kind(self, at: int, joined: bool = True) -> str:
        """The kind of token `at`, or "" when there is none or (if asked) something stands before it."""
        if not 0 <= at < len(self.items) or (joined and not self.joined[at]):
            return ""
        return self.items[at].kind

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two offsets."""
        return not _SENTENCE.search(self.text, start, end)


class _Forms(NamedTuple):
    pattern: re.Pattern[str]
    words: dict[str, tuple[str, str]]
    stems: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]


def _word(form: str, language: Language) -> str:
    """A form of the table as an expression: `*` is the rest of a word, a space any space, the first letter in either case."""
    body = re.escape(form.translate(_FOLD)).replace(r"\*", r"\w*").replace(r"\ ", " +")
    if form[0].islower() and form[0].upper() != form[0]:
        body = f"[{form[0]}{form[0].upper()}]" + body[len(re.escape(form[0])) :]
    if language == "zh" or not form[-1].isalnum():
        after = ""
    else:
        after = r"(?![^\W\d])" if form[-1] != "*" else ""
    before = _START if language != "zh" and form[0].isalnum() else ""
    return before + body + after


def _dates(language: Language) -> str:
    """An expression for a date with its month in words: the year may be missing, as in a list of dates of one year."""
    if language == "zh":
        return r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
    with files("windhoek.reading").joinpath("months.csv").open(encoding="utf-8") as table:
        names = [row["word"] for row in csv.DictReader(table) if row["language"] == language]
    names += [half for name in names for half in name.split("/") if "/" in name]
    month = "(?:" + "|".join(
        re.escape(name.translate(_FOLD)) for name in sorted(set(names), key=len, reverse=True)
    )
    month += r")(?!\w)"
    of = "(?:de +)?" if language == "es" else ""
    year = rf"(?: +{of}\d{{4}}(?: года| г\.)?)"
    return rf"(?<!\w)\d{{1,2}}(?:er|º|°)? +{of}{month}{year}?|(?<!\w){month}(?: \d{{1,2}},)?{year}"


@cache
def _rows(language: Language) -> tuple[tuple[str, str, str], ...]:
    with files("windhoek.coding").joinpath("citation_forms.csv").open(encoding="utf-8") as table:
        return tuple(
            (form, row["class"], row["value"])
            for row in csv.DictReader(table)
            if row["language"] == language
            for form in row["forms"].split("|")
        )


@cache
def ordinals(language: Language) -> dict[str, str]:
    """How the number of an annex is written in words or in letters of another script: `{"الأول": "I"}`."""
    return {form.translate(_FOLD): value for form, kind, value in _rows(language) if kind == "ordinal"}


@cache
def _forms(language: Language) -> _Forms:
    """The expression that finds every token of a language, and what its words are."""
    rows = sorted(
        (row for row in _rows(language) if row[1] != "ordinal"), key=lambda row: len(row[0]), reverse=True
    )
    words = {form.translate(_FOLD).lower(): (kind, value) for form, kind, value in rows}
    stems = tuple(
        (re.compile(_word(form, language)), (kind, value)) for form, kind, value in rows if "*" in form
    )
    vocabulary = "|".join(_word(form, language) for form, _, _ in rows)
    if language == "ar":
        stem = vocabulary.replace(_START, "")
        vocabulary = rf"{_START}(?P<prefix>[وف]??[بكل]??)(?P<stem>{stem})|{_START}(?P<and>و)(?= ?[\d(A-Z])"
    numbers = [f"(?P<{kind}>{expression})" for kind, expression in _NUMBERS.items()]
    numbers.insert(1, f"(?P<date>{_dates(language)})")
    return _Forms(re.compile("|".join([*numbers, f"(?P<word>{vocabulary})"])), words, stems)


def _class(forms: _Forms, word: str) -> tuple[str, str]:
    """The class and value of a word that the expression of a language has found."""
    known = forms.words.get(re.sub(" +", " ", word).lower())
    if known:
        return known
    return next((found for stem, found in forms.stems if stem.fullmatch(word)), ("", ""))


def tokenize(text: str, language: Language) -> Tokens:
    """The tokens of `text`; offsets are those of `text` itself."""
    folded = text.translate(_FOLD)
    forms = _forms(language)
    items: list[Token] = []
    for found in forms.pattern.finditer(folded):
        kind = found.lastgroup or ""
        if kind in ("stem", "and") or (kind == "word"):
            prefix = found["prefix"] if language == "ar" else None
            if kind == "and" or (language == "ar" and found["and"]):
                items.append(Token("and", "", found.start(), found.end(), found[0]))
                continue
            if prefix and prefix[0] in "وف":
                items.append(Token("and", "", found.start(), found.start() + 1, prefix[0]))
            start = found.start("stem") if language == "ar" else found.start()
            word = folded[start : found.end()]
            kind, value = _class(forms, word)
            items.append(Token(kind, value, start, found.end(), word))
        else:
            items.append(Token(kind, "", found.start(), found.end(), found[0]))
    joined = [False] * len(items)
    for at in range(1, len(items)):
        joined[at] = bool(_BLANK.fullmatch(folded, items[at - 1].end, items[at].start))
    return Tokens(folded, language, tuple(items), tuple(joined))
