"""The words that open preambular and operative paragraphs ("Recalling", "Decides"), from `leads.csv`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from windhoek.document import Language
from windhoek.reading.tables import rows

Kind = Literal["preambular", "operative"]
_FIRST = re.compile(r"[\s“\"«„‘]*([^\s,،，;:.]+)(?:[\s,]+([^\s,،，;:.]+))?")


@cache
def words(language: Language, kind: Kind) -> frozenset[str]:
    """The first words of paragraphs of this kind, as printed; in Chinese the first characters."""
    return frozenset(
        row["word"] for row in rows("leads") if row["language"] == language and row["kind"] == kind
    )


def opens(text: str, language: Language) -> Kind | None:
    """The kind of paragraph that `text` opens by its first words, or None.

    An adverb can open both kinds ("Further recalling", "Further requests"): then the second word decides.
    """
    preambular, operative = words(language, "preambular"), words(language, "operative")
    if language == "zh":
        bare = text.lstrip(' “"「')
        if any(bare.startswith(word) for word in operative):
            return "operative" if bare.rstrip('”" ')[-1:] in "；。;." else "preambular"
        return "preambular" if any(bare.startswith(word) for word in preambular) else None
    found = _FIRST.match(text)
    if not found:
        return None
    first, second = found[1], (found[2] or "")
    if first in preambular and first in operative:
        second = second[:1].upper() + second[1:] if first[:1].isupper() else second
        if second in preambular:
            return "preambular"
        if second in operative:
            return "operative"
        return "preambular" if text.rstrip('”" ').endswith(",") else "operative"
    if first in preambular:
        return "preambular"
    return "operative" if first in operative else None


@cache
def inner_opening(language: Language) -> re.Pattern[str] | None:
    """Where a preambular paragraph opens inside a line: its capitalized first word behind a comma, semicolon or stop.

    None for the languages whose preambular paragraphs open in lower case or whose script has none.
    """
    if language not in ("en", "es", "fr"):
        return None
    choice = "|".join(sorted(map(re.escape, words(language, "preambular")), key=len, reverse=True))
    return re.compile(rf"(?<=[,;.])\s+(?=(?:{choice})\b[^\n]{{12}})")
