"""Text that a tokenizer has taken apart ("women 's", "Secretary - General", "( GAI )") put together again.

Collections made for language processing, UNSCon among them, set spaces round apostrophes, hyphens and brackets. A
dash keeps two spaces on one side there, so that it can be told from a hyphen.
"""

from __future__ import annotations

import re

# What no person types.
_SIGNS = re.compile(r"\w [’']s\b|\w n[’']t\b|\( \w[^()]{0,40} \)")
# Two spaces within a sentence, where the collection marks the end of a clause; and a hyphen with spaces.
_CLAUSE = re.compile(r"[a-z,]  [a-z]")
_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w) (?=[’'](?:s|re|ve|ll|m|d)\b)|(?<=\w) (?=n[’']t\b)")
_BRACKET = re.compile(r"(?<=[(\[]) (?=\w)|(?<=\w) (?=[)\]])|(?<=[$£€]) (?=\d)|(?<=\w) (?=[,;:?!%.](?:\s|$))")
_REPAIR = "words that a tokenizer had taken apart were joined (women 's, Secretary - General)"


def mend(text: str) -> tuple[str, list[str]]:
    """`text` (as it stands in the file, double spaces included) with its words joined, and the repair if one was made."""
    one_line = "\n" not in text.strip()
    if not _SIGNS.search(text) and not (one_line and _CLAUSE.search(text) and _HYPHEN.search(text)):
        return text, []
    text = _BRACKET.sub("", _APOSTROPHE.sub("", text))
    # In a text of several lines a single-spaced hyphen may as well be a dash.
    return (_HYPHEN.sub("-", text) if one_line else text), [_REPAIR]
