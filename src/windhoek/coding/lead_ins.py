"""Which of a lead-in's clauses its parts belong to: the one that announces them, not always the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What only a list can complete: "to:", "on:", "by:", "the following:".
_INCOMPLETE = re.compile(
    r"\b(?:to|on|by|that|of|for|from|with|in|into|are|is|be|shall|include|includes|including|ensure|namely|through|following)\b"
    r"(?:,?\s+(?:inter alia|among others?|among other things|in particular|as follows),?)?[\s:;,-]*$"
)
_ANNOUNCED = re.compile(r"\b(?:the following|following (?:\w+ )?(?:mandate|tasks|priorities)|as follows)\b")
# "extends the mandate of X, and requests Y to appoint its members, this mandate being as follows"
_ITS_MANDATE = re.compile(r"\b(?:this|its) mandate being as follows\b")
_MANDATE = re.compile(r"\bmandate\b")


def governing(folded: str, spans: Sequence[tuple[int, int]]) -> int:
    """The place of the clause, of those that stand at `spans` in a lead-in, that the lead-in's parts belong to.

    It is the one with a colon at its end where more follows, since the parts stand there ("requests X to provide: and
    urges Y to help"); else the last one, unless that is complete and an earlier one says "the following".
    """
    last = len(spans) - 1
    for at, (_, end) in enumerate(spans[:-1]):
        if folded.startswith(":", end):
            return at
    start, _ = spans[last]
    before = range(last - 1, -1, -1)
    if _ITS_MANDATE.search(folded, start):
        return next((at for at in range(last) if _MANDATE.search(folded, *spans[at])), last)
    if _INCOMPLETE.search(folded, start) or _ANNOUNCED.search(folded, start):
        return last
    return next((at for at in before if _ANNOUNCED.search(folded, *spans[at])), last)
