"""Printed numbers of paragraphs, in six languages, as steps of a label (section 0 of the codebook).

One label names one unit in all six languages, so the Arabic letters of an enumeration (أ ب ج, in abjad order) and
its quoted numerals (’1‘), the Chinese ㈠ and (一), and Cyrillic letters that look or count like Latin ones become
the Latin letters, Roman numerals and Western digits of the English text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC_ALIKE = dict(zip("асеорхуі", "aceopxyi", strict=True))
_CYRILLIC_ORDER = dict(zip("бвгджзик", "bcdeghij", strict=True))
_CHINESE = "一二三四五六七八九十"
_BULLETS = frozenset(
    ["-", "–", "—", "--", "•", "·", "▪", "●", "○", "◦", "■", "*", "−", "―", "‒", "\uf0b7", "\uf02d"]
)
_TRIM = " \t\u00a0.．、,:;()（）[]〔〕"
_STEP = re.compile(r"(?:\d{1,3}[A-Za-z]?(?:\.\d{1,3})*(?: ?(?:bis|ter|quater))?|[A-Za-z]{1,6})$")
_NUMERALS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})$")


def roman(number: int) -> str:
    """A lower-case Roman numeral, for 1 to 89: lists of parts, annexes, and sessions need no more."""
    out = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        out += letters * times
    return out


def roman_value(numeral: str) -> int:
    """The number that a lower-case Roman numeral stands for; 0 when it is none of 1 to 89."""
    return _VALUES.get(numeral, 0)


_VALUES = {roman(number): number for number in range(1, 90)}


def is_roman(step: str) -> bool:
    """Whether a lower-case step can be read as a Roman numeral of 1 to 39 (`i`, `v` and `x` are letters too)."""
    return bool(step) and bool(_ROMAN.match(step))


def _letter(position: int) -> str:
    return chr(97 + position) if position < 26 else chr(97 + position - 26) * 2


def _chinese(text: str) -> int | None:
    """The value of a Chinese numeral of one to three characters, 1 to 99."""
    tens, ten, ones = text.partition("十")
    try:
        if not ten:
            return _CHINESE.index(text) + 1 if len(text) == 1 else None
        return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(ones) + 1 if ones else 0)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def step(printed: str) -> str | None:
    """The step of a label that a printed number stands for.

    `"1."`, `"1 -"` and `"١"` give `"1"`; `"(a)"`, `"a)"`, `"a."` and `"(أ)"` give `"a"`; `"(iv)"`, `"’4‘"` and `"㈣"` give
    `"iv"`; a dash or bullet gives `""`, because its label is its place in the list; what is no number gives None.
    """
    text = "".join(printed.split())
    if text in _BULLETS:
        return ""
    bare = text.strip(_TRIM)
    if len(bare) == 1 and "㈠" <= bare <= "㈩":
        return roman(ord(bare) - ord("㈠") + 1)
    quoted = re.fullmatch(r"[’‘'\"“”«»]+([\d٠-٩]{1,2})[’‘'\"“”«»]+", text)
    if quoted:
        return roman(int(quoted[1]))
    text = text.rstrip("-–—").strip(_TRIM).replace("ـ", "")
    if not text:
        return None
    if text in ("ا", "إ"):
        return "a"
    if len(text) == 1 and text in _ABJAD:
        return _letter(_ABJAD.index(text))
    numeral = _chinese(text)
    if numeral is not None:
        return roman(numeral) if printed.strip()[0] in "(（" else str(numeral)
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.digit(mark, mark)) if mark.isdigit() else mark for mark in text)
    lowered = text.lower()
    if len(text) == 1 and (lowered in _CYRILLIC_ALIKE or lowered in _CYRILLIC_ORDER):
        latin = _CYRILLIC_ALIKE.get(lowered) or _CYRILLIC_ORDER[lowered]
        return latin if text.islower() else latin.upper()
    text = "".join(_CYRILLIC_ALIKE.get(mark, mark) for mark in text)
    return text if _STEP.match(text) else None


def style(printed: str) -> str:
    """How a number is set, with its kind of counting: siblings share it. `(a)` and `(b)` do, `a.` and `(i)` do not.

    Counting is told by the step: digits, upper or lower case, or a bullet. Roman numerals and letters are not told
    apart here, since `(i)` is both: `nest` does that by what stands before.
    """
    found = step(printed)
    if found is None:
        return printed.strip()
    if found == "":
        return "bullet"
    kind = "1" if found[0].isdigit() else "A" if found[0].isupper() else "a"
    if kind == "a" and is_roman(found) and len(found) > 1:
        kind = "i"
    marks = re.sub(r"[^().）（’‘\-]", "", unicodedata.normalize("NFKC", printed))
    return f"{kind}{marks}"


def _follows(before: str, after: str) -> bool:
    """Whether letter `after` is the next one after `before`: `h` then `i`, `z` then `aa`."""
    if len(before) == len(after) == 1:
        return ord(after) == ord(before) + 1
    return (before == "z" and after == "aa") or (
        len(before) == len(after) == 2 and ord(after[0]) == ord(before[0]) + 1
    )


def nest(numbers: Iterable[tuple[str, int | None]]) -> list[tuple[str, ...]]:
    """The place of each part within one operative paragraph, from the numbers as printed.

    `numbers` are pairs of a printed number and the depth that the file gives it, from 1, or None where the file is
    flat. A way of numbering that is not open yet opens a level below; one that is open goes back to it. The depth
    decides only where the numbers leave it open: a list within a list that is numbered in the same way. Returns for
    each number its steps from the outside in: `("a", "i")`; bullets get their place in the list.
    """
    stack: list[tuple[str, str, int | None]] = []  # the open levels: style, step, depth
    out: list[tuple[str, ...]] = []
    given = [(printed, depth, step(printed)) for printed, depth in numbers]
    for at, (printed, depth, found) in enumerate(given):
        plain = found if found is not None else printed.strip(_TRIM) or "?"
        after = given[at + 1][2] if at + 1 < len(given) else None
        # (i) before (j) is a letter, even where the letters before it were left behind in another section; (i) before
        # (ii) is a numeral, even after (h).
        kind = {"j": "letter", "ii": "numeral"}.get(after or "", "") if plain == "i" else ""
        level, set_as = _level(stack, style(printed), plain, depth, kind)
        again = level < len(stack) and set_as == "bullet" == stack[level][0]
        count = int(stack[level][1]) + 1 if again else 1
        del stack[level:]
        stack.append((set_as, str(count) if set_as == "bullet" else plain, depth))
        out.append(tuple(open_step for _, open_step, _ in stack))
    return out


def _level(
    stack: list[tuple[str, str, int | None]], set_as: str, plain: str, depth: int | None, kind: str
) -> tuple[int, str]:
    """The level that a number belongs to, and its style with Roman numerals told from letters."""
    letter_or_roman = kind != "letter" and set_as[:1] == "a" and is_roman(plain)
    first = set_as == "bullet" or plain in ("a", "i", "1", "A", "I")
    for level in range(len(stack) - 1, -1, -1):
        open_style, open_step, open_depth = stack[level]
        if letter_or_roman and open_style == "i" + set_as[1:] and plain != "i":
            return level, open_style
        if open_style != set_as or (letter_or_roman and (kind or not _follows(open_step, plain))):
            continue
        if depth is not None and open_depth is not None and depth != open_depth:
            if depth > open_depth and first:
                break
            if depth < open_depth and set_as == "bullet":
                continue
        return level, set_as
    for level in range(len(stack) - 1, -1, -1):
        # A list whose numbers are set in two ways, `a.` then `(b)`, is one list all the same.
        if plain not in ("", "a", "i", "1") and plain == _next(stack[level][1], stack[level][0]):
            return level, stack[level][0]
    if letter_or_roman:
        set_as = "i" + set_as[1:]
    return len(stack), set_as


def _next(before: str, set_as: str) -> str:
    """The step after `before` in its way of counting; empty for bullets and where none follows."""
    if before.isdigit() and set_as != "bullet":
        return str(int(before) + 1)
    if set_as[:1] == "i":
        return roman(roman_value(before) + 1)
    return chr(ord(before) + 1) if set_as[:1] == "a" and len(before) == 1 and before < "z" else ""
