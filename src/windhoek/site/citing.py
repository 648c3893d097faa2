"""A document or paragraph cited in words, as the UN prints it: `S/RES/1325 (2000), para. 6`."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_TOP = re.compile(
    r"(?P<head>PP|OP|¶|(?P<speech>\d+)?§)(?P<number>[\dA-Za-z.]+)(?P<parts>(?:\([^)]+\))*)(?:~(?P<again>\d+))?$"
)


def cite(name: str, label: str = "") -> str:
    """The citation of the unit `label` of the document `name` (symbol and part); of the document when it is empty.

    In the language of the page. Preambular paragraphs are counted, since the UN prints no number before them; a number
    that the document prints twice says which one is meant.
    """
    found = _TOP.match(label)
    if not found:
        return f"{name}, {label}" if label else name
    paragraph = _number(found)
    if found["head"] == "PP":
        where = _("preambular para. {number}").format(number=paragraph)
    else:
        where = _("para. {number}").format(number=paragraph)
    if found["speech"]:
        where = _("statement {number}, {paragraph}").format(number=found["speech"], paragraph=where)
    if found["again"]:
        where += " " + _("(no. {count} of that number)").format(count=found["again"])
    return f"{name}, {where}"


def spoken(label: str) -> str:
    """The label in words, for a screen reader: `operative paragraph 7 (a)`."""
    found = _TOP.match(label)
    if not found:
        return label
    if found["head"] == "PP":
        words = _("preambular paragraph {number}")
    elif found["head"] == "OP":
        words = _("operative paragraph {number}")
    else:
        words = _("paragraph {number}")
    words = words.format(number=_number(found))
    if found["speech"]:
        words = _("statement {number}, {paragraph}").format(number=found["speech"], paragraph=words)
    return words


def _number(found: re.Match[str]) -> str:
    return str(found["number"]) + "".join(f" ({part})" for part in re.findall(r"\(([^)]+)\)", found["parts"]))
