"""Clean text: one kind of space, one kind of hyphen, nothing that cannot be seen."""

from __future__ import annotations

import re

# Soft hyphens, zero-width characters and marks of direction cannot be seen, and a browser orders right-to-left text
# without them.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def clean(text: str) -> str:
    """`text` with white space folded to single spaces and cut at both ends, and invisible characters dropped.

    The non-breaking hyphen becomes a hyphen: it is one to a reader and to every lexicon.
    """
    folded = " ".join(text.split())
    if folded.isascii():
        return folded
    folded = folded.replace("\u2011", "-").replace("\u2010", "-")
    if _INVISIBLE.search(folded):
        folded = " ".join(_INVISIBLE.sub("", folded).split())
    return folded
