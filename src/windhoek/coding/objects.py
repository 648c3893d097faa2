"""Where the object of an operative verb begins, past the words set off before it, and where its "to …" does."""

from __future__ import annotations

import re

_LEADING = re.compile(
    r"[\s,]*(?:(?:in (?:this|that) (?:regard|respect|context|connection|vein)|to (?:this|that) end|also|again|further"
    r"|furthermore|once again|once more|in particular|therefore|strongly|as appropriate|inter alia|accordingly"
    r"|in addition|as a matter of (?:priority|urgency)|especially|particularly|where appropriate|urgently|hereby|instead),?\s+)*"
)
_INFINITIVE = re.compile(
    r"\bto\s+(?![A-Z]|(?!bring\b)[a-z]+ing\b|(?:it|them|him|the|an?|all|this|that|these|those|its|their|his|any|such|armed|conflicts?|which|whom|each|both"
    r"|either|other|peace|resolutions?|paragraphs?|international|security|humanitarian|women|ddr|account)\b|\d)"
)
_OPENERS = (
    "in|for|upon|after|before|during|until|on|at|with|without|notwithstanding|pending|subject|bearing|as|when|where"
    "|whenever|if|unless|under|pursuant|from|by|acting|within|through|consistent|recalling|taking|noting|while|once"
    "|prior|following|given|considering|mindful|working|together|along|building|using|recognizing|recognising"
)
_BEFOREHAND = re.compile(rf"(?:{_OPENERS})\b[^,;]*,\s+")
_BEFORE_SUBJECT = re.compile(rf"(?:{_OPENERS}|to [a-z]+|in order to [a-z]+)\b[^,;]*,\s+")
_ASIDE_FIRST = re.compile(rf"(?:{_OPENERS}|to [a-z]+)\b")


def past_adverbs(folded: str, start: int, end: int) -> int:
    """Where "in this regard", "again" and the like end that stand at `start`."""
    match = _LEADING.match(folded, start, end)
    return match.end() if match else start


def object_at(folded: str, start: int, end: int, subject: bool = False) -> int:
    """Where the object `folded[start:end]` of a verb begins, asides set off by commas passed over.

    `subject`: it stands after "that", where "to help X, …" is an aside too.
    """
    beforehand = _BEFORE_SUBJECT if subject else _BEFOREHAND
    at = past_adverbs(folded, start, end)
    while aside := beforehand.match(folded, at, end):
        at = past_adverbs(folded, aside.end(), end)
    return at


def begins_aside(folded: str) -> bool:
    """Whether a text begins with words such as "in the first phase" or "to help", that stand before a subject."""
    return _ASIDE_FIRST.match(folded) is not None


def infinitive(window: str) -> int:
    """Where "to" with a verb begins in a text as printed (names begin with capitals); 0 when nowhere, or at once."""
    match = _INFINITIVE.search(window)
    return match.start() if match else 0
