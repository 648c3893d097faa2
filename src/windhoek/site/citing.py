"""A document or paragraph cited in words, as the UN prints it: `S/RES/1325 (2000), para. 6`."""

from __future__ import annotations

import re

_TOP = re.compile(
    r"(?P<head>PP|OP|¶|(?P<speech>\d+)?§)(?P<number>[\dA-Za-z.]+)(?P<parts>(?:\([^)]+\))*)(?:~(?P<again>\d+))?$"
)
_ORDINAL = {"2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def cite(name: str, label: str = "") -> str:
    """The citation of the unit `label` of the document `name` (symbol and part); of the document when it is empty.

    Preambular paragraphs are counted, since the UN prints no number before them; a number that the document
    prints twice says which one is meant.
    """
    found = _TOP.match(label)
    if not found:
        return f"{name}, {label}" if label else name
    paragraph = found["number"] + "".join(f" ({part})" for part in re.findall(r"\(([^)]+)\)", found["parts"]))
    where = f"preambular para. {paragraph}" if found["head"] == "PP" else f"para. {paragraph}"
    if found["speech"]:
        where = f"statement {found['speech']}, {where}"
    if found["again"]:
        where += f" ({_ORDINAL.get(found['again'], found['again'] + 'th')} of that number)"
    return f"{name}, {where}"


def spoken(label: str) -> str:
    """The label in words, for a screen reader: `operative paragraph 7 (a)`."""
    words = cite("", label).removeprefix(", ").replace("para. ", "paragraph ")
    return f"operative {words}" if label.startswith("OP") else words
