"""What people type when they mean one document or paragraph: `S/RES/1325(2000)`, `resolution 1325`, `1325 op6`."""

from __future__ import annotations

import re

from windhoek.symbols import label_path, normalize, resolution

_LABEL = re.compile(
    r"(?P<kind>PP|OP|¶|\d*§)\s*(?P<number>\d+[A-Za-z]*(?:\.\d+)*)(?P<parts>(?:\s*\(\s*[0-9A-Za-z]+\s*\))*)"
    r"(?P<again>~\d+)?",
    re.IGNORECASE,
)
# The word for a resolution in the six languages, and the short forms that English speakers write.
_RESOLUTION = r"(?:resolution|res\.?|s?cr|unscr|r[ée]solution|resoluci[óo]n|резолюци[яиюей]+|(?:ال)?قرار|第)"
_NUMBERED = re.compile(
    rf"(?P<word>{_RESOLUTION})?\s*(?P<number>\d{{1,4}})\s*(?:号决议)?\s*(?:\(\s*(?P<year>\d{{4}})\s*\))?",
    re.IGNORECASE,
)


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


def named(text: str) -> tuple[str, str] | None:
    """The symbol and label (or an empty text) that `text` names and nothing beside them, or None.

    A bare number names no resolution: it may be any number. With a year, a label or the word it does.
    """
    text = text.strip()
    label = ""
    for found in _LABEL.finditer(text):
        if found.end() == len(text) and found.start() > 0 and text[found.start() - 1] in " ,#\u00a0":
            label = label_named(found[0]) or ""
            text = text[: found.start()].rstrip(" ,#\u00a0")
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
