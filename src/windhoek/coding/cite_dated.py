"""Reports and letters known by their date: `his report of 28 July 2006`, once a symbol has stood beside that date."""

from __future__ import annotations

import re

from windhoek.coding.cite_documents import Mention
from windhoek.coding.cite_groups import Group, Target
from windhoek.coding.cite_tokens import Tokens

#: From a date to the symbol of what it dates: `of 28 July 2006 (`, `dated 3 May 2006 from the Chair (`.
_NAMED = re.compile(r"[^;,،，()]{0,80}\(")
#: What goes on behind a date that is only a part of the date of the text: `28 November` in `28 November 2006`.
_WITHIN = re.compile(r".(?:\w| \d{4})")
#: From a paragraph to the date of its report: words of one title.
_TITLE = re.compile(r"[^;,،，()\d]{1,110}")


def remember(tokens: Tokens, mentions: list[Mention], dated: dict[str, str]) -> None:
    """Adds to `dated` the symbols that stand beside a date; a date of two documents tells neither, and is kept empty."""
    for mention in mentions:
        before = tokens.items[mention.first - 1] if mention.first else None
        if mention.operative or mention.annex or before is None or before.kind != "date":
            continue
        if _NAMED.fullmatch(tokens.text, before.end, mention.start):
            known = dated.setdefault(before.text, mention.symbol)
            dated[before.text] = mention.symbol if known == mention.symbol else ""


def tie_by_date(tokens: Tokens, group: Group, dated: dict[str, str]) -> bool:
    """Ties a group to the document whose date follows it: `paragraphs 40 to 58 of the … report of 28 July 2006`."""
    for date, symbol in dated.items():
        at = tokens.text.find(date, group.end, group.end + 110 + len(date))
        if (
            at < 0
            or not symbol
            or _WITHIN.match(tokens.text, at - 1 + len(date))
            or not _TITLE.fullmatch(tokens.text, group.end, at)
        ):
            continue
        near = tokens.items[group.last + 1 : group.last + 60]
        if any(token.kind == "noun" and token.start < at for token in near):
            continue
        group.target, group.dropped = Target(symbol, said=True), False
        group.end = at + len(date)
        return True
    return False
