"""Annexes are documents of their own (section 0 of the codebook): which headings open one, and what it is called."""

from __future__ import annotations

import re
from functools import cache

from windhoek.reading.numbering import roman, step
from windhoek.reading.tables import rows


@cache
def _words() -> str:
    return "|".join(sorted({row["word"] for row in rows("annex_words")}, key=len, reverse=True))


@cache
def _closing() -> re.Pattern[str]:
    """A heading of two or three words that ends with the word: "Designation Annex"."""
    return re.compile(rf"(?:[^\W\d_]+ ){{1,2}}(?:{_words()})$", re.IGNORECASE)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[\"“«]?({_words()})(?:(?![^\W\d_])|(?=[一二三四五六七八九十]+(?:$|[\s.:：])))(?=\s*$|\s*[.:–—*(-]|\s+\S{{1,9}}(?:\s|$|[.:–—*,])|\s*[一二三四五六七八九十\dA-Z])",
        re.IGNORECASE,
    )


def opens_annex(heading: str) -> bool:
    """Whether a heading opens an annex: it begins with the word in one of six languages, and is short."""
    return len(heading) <= 200 and bool(_heading().match(heading) or _closing().match(heading))


def part_names(headings: list[str]) -> list[str]:
    """The parts under which the annexes of one document are known, from their headings, in order.

    `annex` when there is one only and it carries no number; else `annex I`, `annex A`, `annex 2` as printed. Numbers
    that are not printed in Latin letters or digits (المرفق الأول, 附件一) become Roman numerals by their place, since
    that is how the UN numbers annexes in English.
    """
    names: list[str] = []
    for at, heading in enumerate(headings):
        found = _heading().match(heading)
        rest = heading[found.end() :].strip(" \t.:–—-*(") if found else ""
        token = re.match(r"(?:[IVX]{1,6}|[A-Z]|\d{1,2})(?![^\W_])", rest)
        if token:
            name = f"annex {token[0]}"
        elif found and rest and (step(rest[0]) or "").isdigit():
            name = f"annex {roman(int(step(rest[0]) or 1)).upper()}"
        elif len(headings) == 1:
            name = "annex"
        else:
            name = f"annex {roman(at + 1).upper()}"
        names.append(name if name not in names else f"{name}~{names.count(name) + 1}")
    return names
