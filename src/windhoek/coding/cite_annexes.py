"""Annexes as a text names them: `annex`, `annex II`, `annexes I and II`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from windhoek.coding.cite_tokens import Tokens, ordinals
from windhoek.document import Language


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex named in a text: `annex II`, with its offsets and tokens."""

    name: str
    start: int
    end: int
    first: int
    last: int


def annexes_at(tokens: Tokens, noun: int) -> list[Annex]:
    """The annexes that the noun at token `noun` opens: `annex`, `annex II`, or `annexes I and II`."""
    number = _annex_number(tokens.language)
    start, end = tokens.items[noun].start, tokens.items[noun].end
    found = number.match(tokens.text, end)
    names = ["annex"]
    spans = [(start, found.end() if found else end)]
    if found:
        names = [f"annex {found['latin'] or ordinals(tokens.language)[found['word']]}"]
    while found and (tokens.items[noun].value == "many" or tokens.language == "zh"):
        found = re.compile(r"(?:,|،|、|and|et|y|и|و|和|及| )+(?= |(?<=[、和及و]))").match(
            tokens.text, spans[-1][1]
        )
        found = number.match(tokens.text, found.end()) if found else None
        if found:
            names.append(f"annex {found['latin'] or ordinals(tokens.language)[found['word']]}")
            spans.append((found.end() - len(found[0].strip()), found.end()))
    out = []
    for name, (begin, stop) in zip(names, spans, strict=True):
        last = max(
            (at for at in range(noun, len(tokens.items)) if tokens.items[at].end <= stop), default=noun
        )
        out.append(Annex(name, begin, stop, noun, last))
    return out


@cache
def _annex_number(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, ordinals(language))) or "(?!)"
    if language == "zh":
        return re.compile(rf"(?P<latin>[IVX]{{1,5}}|[A-Z]|\d{{1,2}})(?![A-Za-z0-9-])|(?P<word>{words})")
    return re.compile(rf" ?(?:(?P<latin>[IVX]{{1,5}}|[A-Z]|\d{{1,2}})(?![\w-])|(?P<word>{words})(?!\w))")
