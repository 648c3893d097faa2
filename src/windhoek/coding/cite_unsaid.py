"""Paragraphs of which the text does not say at once what they belong to: before our own are meant, others are ruled out.

`the report (S/2006/938) states in paragraph 12` means the report; `article 14, paragraph 4` and `(para. 44)` in a report
on a programme budget mean texts that nobody can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from windhoek.coding.cite_documents import Mention
from windhoek.coding.cite_groups import Group
from windhoek.coding.cite_tokens import Tokens, either, listed
from windhoek.document import Language


def stated_by(tokens: Tokens, mentions: list[Mention], group: Group) -> Mention | None:
    """The document that speaks in a paragraph: `(S/2006/938) states in paragraph 12`, `and its paragraph 5`."""
    place = bisect_left(mentions, group.first, key=lambda mention: mention.last)
    if not place:
        return None
    before = mentions[place - 1]
    return before if _between(tokens.language).fullmatch(tokens.text, before.end, group.start) else None


@cache
def _between(language: Language) -> re.Pattern[str]:
    """What stands between a document and the paragraph of it that is spoken of."""
    verb, link, inside, its = (
        either(listed(language, "says", value)) for value in ("verb", "link", "in", "its")
    )
    the = either(form for form in ("the", "la", "le", "les", "el", "los"))
    links = rf"(?:(?:{link}) +)*"
    return re.compile(
        rf"(?: of \d{{1,2}} \w+ \d{{4}})?[)\]]* ?[,،]? *{links}"
        rf"(?:(?:{verb}) *[,،]? *{links}(?:(?:{inside}|{its}) +)(?:(?:{the}) +)*|(?:{its}) +"
        rf"|(?<=[,،] )(?:{inside}) +(?:(?:{the}) +)*)"
    )


def bracketed(tokens: Tokens, group: Group) -> bool:
    """`(para. 44)` in a report, which quotes what another body said there; not `(see para. 44 above)`."""
    if group.target is None or group.target.said or group.target.symbol:
        return False
    before = tokens.text[max(group.start - 60, 0) : group.start]
    return before.rfind("(") > before.rfind(")")


def foreign_before(tokens: Tokens, group: Group) -> bool:
    """`article 14, paragraph 4`: the noun and its number stand just before."""
    items = tokens.items
    if tokens.language == "zh":
        text = tokens.text[: group.start].rstrip(" ，")
        before = tokens.kind(group.first - 1, joined=False)
        named = before == "foreign" or (before == "its" and items[group.first - 1].value == "report")
        return text.endswith("》") or (named and text.endswith(items[group.first - 1].text))
    for token in items[max(group.first - 8, 0) : group.first]:
        number = tokens.text[token.end : group.start]
        if token.kind == "foreign" and re.fullmatch(r" *[\dIVX][\w().-]*(?: \(?\w{1,4}\)?)?[ ,،]*", number):
            return True
    return False
