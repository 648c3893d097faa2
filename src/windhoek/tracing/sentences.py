"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re

from windhoek.tracing.words import listed

_END = re.compile(r"[.!?。؟][\"”’»)\]]*(?= +[\"“‘«(\[]*[^\Wa-z])|[.!?][\"”’»)\]]*$|。| \|(?= )")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand: a stop behind an abbreviation or an initial ends none.

    The cells of a row of a table, between which reading sets ` | `, are sentences of their own.
    """
    out, start = [], 0
    for found in _END.finditer(text):
        last = _LAST_WORD.search(text, start, found.start() + 1)
        if last and (last[1].lower() in listed("abbreviation") or len(last[1]) == 1):
            continue
        out.append((start, found.end()))
        start = found.end()
    if text[start:].strip():
        out.append((start, len(text)))
    return out
