"""What people type when they mean one document or paragraph: `S/RES/1325(2000)`, `resolution 1325`, `1325 op6`, `(1325,OP6)`.

What is written out, in any of the six languages, as `paragraph 6 of resolution 1325`, is read as a citation is (`coding/cite.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from windhoek.coding.cite import cite
from windhoek.document import LANGUAGES, Document, Source, Unit
from windhoek.symbols import label_path, normalize, resolution

_LABEL = re.compile(
    r"(?P<kind>PP|OP|¶|\d*§)\s*(?P<number>\d+[A-Za-z]*(?:\.\d+)*)(?P<parts>(?:\s*\(\s*[0-9A-Za-z]+\s*\))*)"
    r"(?P<again>~\d+)?",
    re.IGNORECASE,
)
# The word for a resolution in the six languages, and the short forms that English speakers write.
_RESOLUTION = (
    r"(?:resolution|(?:sc\s+)?res\.?|s?cr|unscr|r[ée]solution|resoluci[óo]n|резолюци[яиюей]+|(?:ال)?قرار|第)"
)
_NUMBERED = re.compile(
    rf"(?P<word>{_RESOLUTION})?\s*(?P<number>\d{{1,4}})\s*(?:号决议)?\s*(?:\(\s*(?P<year>\d{{4}})\s*\))?",
    re.IGNORECASE,
)


#: Signs around a name that are none of it: the brackets of `(1325,OP5)`, a point at the end.
_AROUND = " \u00a0()[]{}.,;:؛،。"
#: What may stand between a document and its paragraph.
_BETWEEN = " ,#/\u00a0"


def label_named(text: str) -> str | None:
    """The label that `text` is, however it is spaced (`op 7 (a)` is `OP7(a)`), or None."""
    found = _LABEL.fullmatch(text.strip())
    if not found:
        return None
    label = (
        found["kind"].upper() + found["number"] + re.sub(r"\s", "", found["parts"]) + (found["again"] or "")
    )
    try:
        label_path(label)
    except ValueError:
        return None
    return label


@lru_cache(maxsize=2000)
def named(text: str) -> tuple[str, str] | None:
    """The symbol and label (or an empty text) that `text` names and nothing beside them, or None.

    A bare number names no resolution: it may be any number. With a year, a label or the word it does.
    """
    text = text.strip()
    if not any(map(str.isdigit, text)):
        return None
    if text[:1] + text[-1:] == "()":
        text = text[1:-1].strip()
    return _written(text) or _cited(text)


def _written(text: str) -> tuple[str, str] | None:
    label = ""
    for found in _LABEL.finditer(text):
        if found.end() == len(text) and found.start() > 0 and text[found.start() - 1] in _BETWEEN:
            label = label_named(found[0]) or ""
            text = text[: found.start()].rstrip(_BETWEEN)
            break
    symbol = _symbol(text, label)
    return (symbol, label) if symbol else None


def _symbol(text: str, label: str) -> str | None:
    number = _NUMBERED.fullmatch(text)
    if number and (number["word"] or number["year"] or label):
        return resolution(int(number["number"]), int(number["year"]) if number["year"] else None)
    try:
        return normalize(text) if "/" in text or "_" in text else None
    except ValueError:
        return None


def _cited(text: str) -> tuple[str, str] | None:
    """What a citation names that fills the whole text, in whichever language; `1325 para 6` is one of a resolution."""
    for words in (text, f"resolution {text}") if text[:1].isdigit() and " " in text else (text,):
        for language in LANGUAGES:
            unit = Unit("1", "paragraph", words)
            read = Document("", "document", "", "", language, "", Source("", "", ""), (unit,))
            for found in cite(read):
                if found.symbol and not (words[: found.start] + words[found.end :]).strip(_AROUND):
                    return found.symbol, found.label
    return None
