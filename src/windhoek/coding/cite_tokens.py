"""A text becomes the tokens that citations are made of: words from `citation_forms.csv`, numbers, symbols, dates.

Everything else in the text is no token, so two tokens are *joined* only when nothing but space stands between them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
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
_FOLDED = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_FOLD)) + "]")
_FOLD_SIGN = {chr(code): sign if isinstance(sign, str) else chr(sign) for code, sign in _FOLD.items()}


def _fold(sign: re.Match[str]) -> str:
    return _FOLD_SIGN[sign[0]]


_BLANK = re.compile("[ \u064b\u0640]*")
_SENTENCE = re.compile(r"[.!?。！？؟][\s”»\")]|;|；|؛")

_LETTER = "ألف|باء|جيم|دال|هاء"
_SYMBOL = re.compile(rf"(?a:{SYMBOL.pattern})(?: [A-H](?![A-Za-z0-9’]))?")
_STATEMENT = re.compile(
    r"(?a:(?<![\w/]))(?:S/?|A/)?(?:PRST|RES)[/ ] ?(?:19|20)?\d{2}[/ ] ?\d{1,3}(?a:(?![\w/]))"
)
#: A symbol with spaces inside, as transcripts print it: `S / PV.7653`, `S/ 2010/514`.
_SPACED = re.compile(
    r"(?a:(?<![\w/])[AS](?: / ?|/ )(?:PV\.\d{1,5}|(?:19|20)\d\d/\d{1,4})(?:/(?:Add|Rev|Corr)\.\d+)*(?![\w/]))"
)
#: What a digit, or the sign of a special session, opens; tried in this order.
_NUMBER = re.compile(
    "|".join(
        (
            rf"(?P<old>\d{{1,4}}(?: ?[A-HАВСЕН]| (?:{_LETTER}))? ?\((?:(?:E?S-)?[IVXL]+|د(?:إ|إط)?-?\d{{1,2}})\))",
            r"(?P<year>\d{1,4} ?\( ?(?:19[4-9]\d|20\d\d) ?[()])",
            r"(?P<council>(?:19[4-9]\d|20\d\d)/\d{1,3}(?![0-9/]))",
            rf"(?P<stroke>(?:(?:ES|S|دإط|دإ)-)?\d{{1,2}}/\d{{1,3}}(?![0-9/])(?: ?[A-HАВСЕН](?![A-Za-zа-я0-9’])| (?:{_LETTER})(?!\w))?)",
            r"(?P<number>\d{1,4}(?:\.[IVX]{1,4})?(?:\.\d{1,3})*(?:\.(?:[a-z]|[ivx]{2,5})(?!\w))*(?![0-9/])(?! год))",
        )
    )
)
_DIGIT = r"\d(?:(?<![0-9A-Za-z/]\d)(?<!\d\.\d)|(?<=OP\d|PP\d))"
_SYMBOL_OPENS = r"[A-Z](?:[A-Z]{0,6}(?:/ ?| / ?)[A-Za-z0-9])"
_SESSION = r"[ES](?:(?<=E)S)?-\d|د(?:إط|إ)-\d"
_STEP = r"(?:[ivxIVX]{1,5}|[^\W\d_]{1,2})"
_LETTERED = rf"\( ?{_STEP}ـ? ?\)|[’‘]\d{{1,2}}[’‘]|[㈠-㈩]"
_LISTED = r"[^\W\d_](?:[^\W\d_]?\)|(?<=[ivxIVX])[ivxIVX]{1,4}\))"


#: Classes of `citation_forms.csv` that are looked for beside other tokens only.
_NO_TOKENS = frozenset(["ordinal", "numeral", "place", "says"])


class Token(NamedTuple):
    """A piece of a citation. `kind` is a class of `citation_forms.csv` or a kind of number; `text` is folded."""

    kind: str
    value: str
    start: int
    end: int
    text: str


#: So far before the first token and behind the last one may look.
_NOTHING = ("",) * 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text in order; `joined[i]` tells whether only space stands between token i and the one before.

    `beside[i]` is the kind of token i if it is joined, else empty, as it is just before and behind all tokens; `kinds`
    are all that there are.
    """

    text: str
    language: Language
    items: tuple[Token, ...]
    joined: tuple[bool, ...]
    beside: tuple[str, ...]
    kinds: frozenset[str]

    def kind(self, at: int, joined: bool = True) -> str:
        """The kind of token `at`, or "" when there is none or (if asked) something stands before it."""
        if joined:
            return self.beside[at]
        return self.items[at].kind if 0 <= at < len(self.items) else ""

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two offsets."""
        return not _SENTENCE.search(self.text, start, end)


class _Forms(NamedTuple):
    pattern: re.Pattern[str]
    dates: re.Pattern[str]
    words: dict[str, tuple[str, str]]
    stems: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]
    anchors: tuple[str, ...]


def _word(form: str, language: Language) -> str:
    """A form of the table as an expression: `*` is the rest of a word, a space any space, the first letter in either case."""
    first, rest = _first(form), re.escape(form.translate(_FOLD)[1:])
    body = first + rest.replace(r"\*", r"\w*").replace(r"\ ", " +")
    return body + (r"(?!-?[^\W\d])" if language != "zh" and form[-1].isalnum() else "")


def _first(form: str) -> str:
    """The first sign of a form as an expression: a small letter may stand as a capital."""
    first = form.translate(_FOLD)[0]
    either = first.islower() and first.upper() != first
    return f"[{first}{first.upper()}]" if either else re.escape(first)


def _any_word(forms: list[str], language: Language) -> str:
    """An expression for any of some forms, tried in their order; put by their first sign, which is much faster."""
    rest: dict[str, list[str]] = {}
    for form in forms:
        rest.setdefault(_first(form), []).append(_word(form, language)[len(_first(form)) :])
    return "|".join(f"{first}(?:{'|'.join(words)})" for first, words in rest.items())


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


def listed(language: Language, kind: str, value: str = "") -> dict[str, str]:
    """The folded forms of a class that are no tokens, and their values; of one value only if it is given."""
    rows = (row for row in _rows(language) if row[1] == kind and value in ("", row[2]))
    return {form.translate(_FOLD): value for form, _, value in rows}


def either(forms: Iterable[str]) -> str:
    """An expression for any of some forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or "(?!)"


class _Worded(NamedTuple):
    pattern: re.Pattern[str]
    stems: tuple[str, ...]


@cache
def _worded(language: Language) -> _Worded:
    """What tells a paragraph with its number in words, and pieces of text without which there is none."""
    numerals, places = either(listed(language, "numeral")), either(listed(language, "place"))
    nouns = [form.translate(_FOLD) for form, kind, _ in _rows(language) if kind == "noun"]
    if language == "zh":
        return _Worded(re.compile(rf"第 ?(?:{numerals})段"), ("段",))
    noun = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in nouns)
    pattern = re.compile(
        rf"(?:{noun}) +(?:{numerals})(?![\w-])|(?<![\w-])(?:{places}) +(?:{noun})", re.IGNORECASE
    )
    stems = {form.rstrip("*")[1:] for form in nouns if len(form) > 5 and " " not in form}
    return _Worded(pattern, tuple(one for one in stems if not any(other in one for other in stems - {one})))


@cache
def _numerals(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    """Numbers in words as they stand behind a noun, `paragraph two`; in Chinese between their signs, 第二段."""
    words = listed(language, "numeral")
    ends = r" ?(?P<word>{})(?=段)" if language == "zh" else r" +(?P<word>{})(?![\w-])"
    return re.compile(ends.format(either(words))), words


@cache
def ordinals(language: Language) -> dict[str, str]:
    """How the number of an annex is written in words or in letters of another script: `{"الأول": "I"}`."""
    return listed(language, "ordinal")


def _anchors(language: Language) -> tuple[str, ...]:
    """The pieces of words without which no paragraph and no resolution is named: `esolution`, `aragraph`, `SCR`."""
    found: set[str] = set()
    for form, kind, _ in _rows(language):
        if kind in ("head", "noun") and " " not in form:
            stem = form.rstrip("*")
            either = stem[0].islower() and stem[0].upper() != stem[0]
            found |= (
                {stem[1:]}
                if either and len(stem) > 5
                else {stem, stem[0].upper() + stem[1:]}
                if either
                else {stem}
            )
    return tuple(sorted(one for one in found if not any(other in one for other in found if other != one)))


@cache
def _forms(language: Language) -> _Forms:
    """The expression that finds every token of a language, and what its words are."""
    rows = sorted(
        (row for row in _rows(language) if row[1] not in _NO_TOKENS),
        key=lambda row: len(row[0]),
        reverse=True,
    )
    words = {form.translate(_FOLD).lower(): (kind, value) for form, kind, value in rows}
    words |= {form.translate(_FOLD): (kind, value) for form, kind, value in rows}
    words |= {sign: words.get(sign, ("comma", "")) for sign in ",،，、"}
    stems = tuple(
        (re.compile(_word(form, language)), (kind, value)) for form, kind, value in rows if "*" in form
    )
    signs = "|".join(_word(form, language) for form, _, _ in rows if not form[0].isalnum())
    spelled = _any_word([form for form, _, _ in rows if form[0].isalnum()], language)
    if language == "ar":
        spelled = rf"(?P<prefix>[وف]??[بكل]??)(?P<stem>{spelled})|و(?= ?[\d(A-Z])"
    # Each branch begins with a character or a set of them: the engine then passes over most of a text at once.
    parts = [_DIGIT, _SYMBOL_OPENS, _SESSION, _LETTERED, "[,،，、]"]
    parts += [signs] if signs else []
    parts += [f"(?:{spelled})"] if language == "zh" else [rf"\b(?:{_LISTED}|{spelled})"]
    return _Forms(re.compile("|".join(parts)), re.compile(_dates(language)), words, stems, _anchors(language))


def _class(forms: _Forms, word: str) -> tuple[str, str]:
    """The class and value of a word that the expression of a language has found."""
    known = forms.words.get(word) or forms.words.get(re.sub(" +", " ", word).lower())
    if known:
        return known
    return next((found for stem, found in forms.stems if stem.fullmatch(word)), ("", ""))


#: How far before and behind an anchor tokens are looked for; behind, they go on as long as they are joined.
_BEFORE, _BEHIND = 56, 56
#: What every citation holds: a digit, or a letter in brackets.
_CORE = re.compile(r"\d|\w ?[)）]|[㈠-㈩]")
_MAY_CITE = re.compile("[0-9(（٠-٩０-９㈠-㈩)]")


def may_cite(text: str, language: Language) -> bool:
    """Whether a text holds what every citation holds: a digit, a bracket, or a noun with a number in words."""
    if _MAY_CITE.search(text):
        return True
    worded = _worded(language)
    return any(stem in text for stem in worded.stems) and worded.pattern.search(text) is not None


def _windows(text: str, anchors: tuple[str, ...], worded: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of a text that may hold a citation: around anchors, symbols, and numbers with a year."""
    places: list[int] = []
    for anchor in anchors:
        at = text.find(anchor)
        while at >= 0:
            places.append(at)
            at = text.find(anchor, at + 1)
    for sign in ("/", "(19", "(20", "( 19", "( 20"):
        at = text.find(sign)
        while at >= 0:
            if _CORE.search(text, max(at - 4, 0), at + 8):
                places.append(at)
            at = text.find(sign, at + 1)
    out: list[tuple[int, int]] = []
    for at in sorted(places):
        start, end = max(at - _BEFORE, 0), at + _BEHIND
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return [window for window in out if _CORE.search(text, *window) or worded.search(text, *window)]


def tokenize(text: str, language: Language) -> Tokens:
    """The tokens of `text` where it may cite something; offsets are those of `text` itself."""
    forms = _forms(language)
    windows = _windows(text, forms.anchors, _worded(language).pattern)
    if not windows:
        return Tokens(text, language, (), (), _NOTHING, frozenset())
    folded = _FOLDED.sub(_fold, text)
    numerals, values = _numerals(language)
    items: list[Token] = []
    joined: list[bool] = []
    at = last = numeral_at = 0
    for start, end in windows:
        at = max(at, start)
        if 0 < at < len(folded) and folded[at - 1].isalnum():
            at = folded.find(" ", at) if language != "zh" and " " in folded[at : at + 40] else at
        while True:
            found = forms.pattern.search(folded, at)
            if found is None:
                break
            begin, stop = found.span()
            beside = begin - last < 2 and (begin == last or folded[last] in " \u064b\u0640")
            if not items or not (beside or _BLANK.fullmatch(folded, last, begin)):
                if begin > end:
                    break
                beside = False
            else:
                beside = True
            known = None if language == "ar" else forms.words.get(found[0])
            if known:
                tokens = [Token(*known, begin, stop, found[0])]
            else:
                tokens = _read(found, folded, forms, language)
                if not tokens:
                    at = stop
                    continue
            if tokens[-1].kind in ("noun", "open") or (
                # paragraphs two and three
                tokens[-1].kind in ("and", "comma", "to") and items and items[-1].end == numeral_at
            ):
                numeral = numerals.match(folded, tokens[-1].end)
                if numeral:
                    tokens.append(Token("number", "", *numeral.span("word"), values[numeral["word"]]))
                    numeral_at = tokens[-1].end
            at = last = tokens[-1].end
            items += tokens
            joined.append(beside)
            joined += [True] * (len(tokens) - 1)
    items = _numbered_heads(items, joined, forms)
    kinds = [token.kind for token in items]
    near = [kind if close else "" for kind, close in zip(kinds, joined, strict=True)]
    return Tokens(folded, language, tuple(items), tuple(joined), (*near, *_NOTHING), frozenset(kinds))


def _numbered_heads(items: list[Token], joined: list[bool], forms: _Forms) -> list[Token]:
    """`recalling that resolution 1503 (2003)` points at nothing: the noun before a number is the number's own."""
    for at in range(len(items) - 1):
        token = items[at]
        if (
            token.kind in ("that", "self")
            and joined[at + 1]
            and items[at + 1].kind in ("year", "stroke", "old")
        ):
            word = token.text[token.text.rfind(" ") + 1 :]
            kind, value = _class(forms, word)
            if kind == "head":
                items[at] = Token(kind, value, token.end - len(word), token.end, word)
    return items


def _read(found: re.Match[str], text: str, forms: _Forms, language: Language) -> list[Token]:
    """The tokens that a match opens; none when it only looked like one."""
    start, first = found.start(), text[found.start()]
    if first.isdigit():
        date = forms.dates.match(text, start)
        if date:
            return [Token("date", "", start, date.end(), date[0])]
        number = _NUMBER.match(text, start)
        return [Token(number.lastgroup or "", "", start, number.end(), number[0])] if number else []
    if language == "ar" and found["stem"]:
        stem, prefix = found.start("stem"), found["prefix"]
        kind, value = _class(forms, text[stem : found.end()])
        tokens = [Token(kind, value, stem, found.end(), text[stem : found.end()])]
        return (
            [Token("and", "", start, start + 1, prefix[0]), *tokens] if prefix[:1] in ("و", "ف") else tokens
        )
    word = found[0]
    kind, value = ("", "") if first == "(" else _class(forms, word)
    if kind:
        return [Token(kind, value, start, found.end(), word)]
    if word == "و":
        return [Token("and", "", start, found.end(), word)]
    if "/" in word:
        for kind, expression in (("symbol", _SYMBOL), ("statement", _STATEMENT)):
            symbol = expression.match(text, start)
            if symbol and (kind == "statement" or any(mark.isdigit() for mark in symbol[0])):
                end = symbol.end()
                second = _SYMBOL.match(text, end + 1) if text[end : end + 1] == "–" else None
                end = second.end() if second else end  # A/74/845–S/2020/525 is one document
                return [Token(kind, "", start, end, text[start:end].replace("–", "-"))]
        spaced = _SPACED.match(text, start)
        return [Token("symbol", "", start, spaced.end(), spaced[0].replace(" ", ""))] if spaced else []
    if word[-1].isdigit():
        number = _NUMBER.match(text, start)
        return [Token("stroke", "", start, number.end(), number[0])] if number else []
    date = forms.dates.match(text, start)
    if date:
        return [Token("date", "", start, date.end(), date[0])]
    return [Token("letter", "", start, found.end(), word)]
