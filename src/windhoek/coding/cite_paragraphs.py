"""Mentions of paragraphs, and which document each belongs to.

A *group* is a noun with its numbers: `paragraphs 6, 7 (a) and 9`. Its document stands behind it (`of resolution 1820
(2008)`), before it (`S/2010/498, para. 3`; always so in Chinese), or nowhere: then the text's own document is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from windhoek.coding.cite_annexes import annexes_at
from windhoek.coding.cite_dated import tie_by_date
from windhoek.coding.cite_documents import Mention
from windhoek.coding.cite_groups import Group, GroupReader, Target, find_groups
from windhoek.coding.cite_labels import Found, labelled
from windhoek.coding.cite_series import security_council
from windhoek.coding.cite_tokens import Tokens
from windhoek.coding.cite_unsaid import bracketed, foreign_before, stated_by
from windhoek.document import Document, Unit
from windhoek.symbols import resolution_year

#: What may stand between a document and its paragraph: `(S/2010/498), para. 3`.
_BESIDE = re.compile(r"[\s()\[\],،，:\u064b]*")
#: `of the report of the Secretary-General (S/2010/498)`: words of a title, then the symbol in brackets.
_TITLE = re.compile(r"[^;()\[\]]{0,180}(?:\(|\[|document |documento |документ[а-я]* |الوثيقة )")


class _Linker:
    """Ties the groups of one text to their documents."""

    def __init__(
        self, tokens: Tokens, mentions: list[Mention], last_resolution: str, last_report: str
    ) -> None:
        self.tokens = tokens
        self.items = tokens.items
        self.mentions = mentions
        self.by_first = {mention.first: mention for mention in mentions}
        self.by_last = {mention.last: mention for mention in mentions}
        self.covered = frozenset(at for mention in mentions for at in range(mention.first, mention.last + 1))
        self.last_resolution, self.last_report = last_resolution, last_report
        self.reader = GroupReader(tokens, self.covered)
        self.groups: list[Group] = find_groups(tokens, self.covered)
        self.used: set[int] = set()

    def link(self) -> list[Group]:
        """All groups, each with its target or dropped."""
        for group in list(self.groups):
            if self.tokens.language == "zh":
                self._link_before(group)
            else:
                self._link(group)
        self._share()
        return self.groups

    def _link(self, group: Group) -> None:
        """Look behind a group for its document, then before it."""
        if group.target or group.dropped:
            return
        if self._behind(group) or group.dropped:
            return
        self._link_before(group)

    def _behind(self, group: Group) -> bool:
        tokens, items = self.tokens, self.items
        at, strict = group.last + 1, False
        # "section II, paragraph 4, of the …", but not "pursuant to paragraph 36, of any deliveries"
        of = tokens.beside[at + 1] == "of" and items[at + 1].value == "strict"
        of = of and (
            tokens.text[: group.start].endswith(", ") or tokens.beside[at + 2] in ("that", "head", "symbol")
        )
        if tokens.beside[at] == "comma" and (tokens.beside[at + 1] == "self" or of):
            at += 1
        while tokens.beside[at] in ("of", "its", "to") and at not in self.by_first:
            strict = strict or items[at].value == "strict"
            if items[at].value in ("op", "pp") and group.kind in ("paragraph", "op"):
                group.kind = items[at].value
            at += 1
        kind = tokens.beside[at]
        linked = at > group.last + 1
        if at in self.by_first and kind and (linked or self._genitive(at)):
            self._tie(group, self.by_first[at], items[self.by_first[at].last].end)
            self._continue(group, self.by_first[at])
            return True
        if kind == "number" and strict and linked and self._bare_resolution(at):
            self._end(group, at)
            group.target = Target(security_council(items[at].text) or "", True, said=True)
            return True
        if kind == "self":
            value = items[at].value
            if linked and " " not in items[at].text and tokens.text[items[at].end :].lstrip()[:1].isalpha():
                group.dropped = True  # of the above report
                return True
            self._end(group, at)
            group.target = Target(
                said=True, annex="own" if value == "annex" else "", unit=value == "paragraph"
            )
            return True
        if kind == "that":
            return self._that(group, at)
        if kind == "annex" and linked:
            return self._own_annex(group, at)
        if kind == "noun" and (linked or tokens.language == "ru"):
            return self._nested(group, at)
        if kind == "head" and strict and items[at].value == "one":
            return self._that(group, at)
        if items[at - 1].value in ("op", "pp") and linked:
            self._end(group, at - 1)
            return False
        if (kind == "foreign" and (linked or tokens.language == "ru")) or strict:
            if self._titled(group, group.last + 1):
                return True
            group.dropped = True
        return tokens.language == "ru" and not kind and self._titled(group, group.last + 1)

    def _bare_resolution(self, at: int) -> bool:
        """`paragraphs 15 and 16 of 1970, as modified`: four digits, and no noun that they could count or date."""
        number = self.items[at].text
        rest = self.tokens.text[self.items[at].end :].lstrip()[:1]
        return (
            len(number) == 4
            and number.isdigit()
            and bool(resolution_year(int(number)))
            and not rest.isalnum()
        )

    def _genitive(self, at: int) -> bool:
        return self.tokens.language in ("ru", "ar") and self.tokens.items[at].kind in (
            "head",
            "annex",
            "symbol",
        )

    def _end(self, group: Group, at: int) -> None:
        group.last, group.end = at, self.items[at].end

    def _tie(self, group: Group, mention: Mention, end: int) -> None:
        self.used.add(mention.first)
        group.target = Target(mention.symbol, mention.operative, mention.annex, said=True)
        group.last, group.end = mention.last, end

    def _continue(self, group: Group, mention: Mention) -> None:
        """`paragraphs 11 of resolution 2213 (2015), 11 of …`, and `paragraph 2 of resolutions 2441 (2018) and 2509 (2020)`."""
        if mention.many and len(group.items) == 1:
            others = [
                other
                for other in self.mentions
                if other.sequence == mention.sequence and other.first > mention.last and other.many
            ]
            if others and not any(
                token.kind == "noun" for token in self.items[mention.last : others[-1].last]
            ):
                group.extra = others
                self.used.update(other.first for other in others)
                return
        at = mention.last + 1
        while self.tokens.beside[at] in ("comma", "and"):
            at += 1
        while self.tokens.beside[at] in ("of", "its"):
            at += 1
        if at == mention.last + 1 or self.tokens.beside[at] != "number" or at in self.covered:
            return
        found, after = self.reader.numbers(at, True)
        if not found:
            return
        another = self.reader.made(group.kind, True, found, at, after - 1)
        place = after
        while self.tokens.beside[place] in ("of", "its") and place not in self.by_first:
            place += 1
        if place in self.by_first and self.tokens.beside[place] and (place > after or self._genitive(place)):
            self.groups.append(another)
            self._tie(another, self.by_first[place], self.items[self.by_first[place].last].end)
            self._continue(another, self.by_first[place])

    def _that(self, group: Group, at: int) -> bool:
        """`of that resolution`, `thereof`: the last document before the group."""
        wanted = self.items[at].value
        wanted = "resolution" if self.items[at].kind == "head" else wanted
        if wanted == "report":
            if self._titled(group, group.last + 1):
                return True
            rest = self.tokens.text[self.items[at].end :].lstrip()[:1]
            if rest and rest.isalnum():
                group.dropped = True
                return True
        target = self.last_before(group.first, wanted)
        if target is None:
            group.dropped = True
            return True
        self._end(group, at)
        group.target = target
        return True

    def last_before(self, first: int, wanted: str) -> Target | None:
        """The last document named before token `first`: any, the last resolution, or the last that is none."""
        for mention in reversed(self.mentions[: self._place(first)]):
            if wanted == "any" or mention.operative == (wanted == "resolution"):
                return Target(
                    mention.symbol, mention.operative, mention.annex if wanted == "any" else "", said=True
                )
        symbol = (
            self.last_resolution if wanted == "resolution" else self.last_report if wanted == "report" else ""
        )
        return Target(symbol, wanted == "resolution", said=True) if symbol else None

    def report_before(self, group: Group) -> Target | None:
        """The document before a bare paragraph that is not ours: `the report (S/2003/663), … in paragraphs 32 to 40`.

        Only what numbers its paragraphs without being a resolution, named last and in the same sentence.
        """
        place = self._place(group.first)
        before = self.mentions[place - 1] if place else None
        if before is None or before.operative or not self.tokens.same_sentence(before.end, group.start):
            return None
        return Target(before.symbol, False, before.annex, said=True)

    def _place(self, token: int) -> int:
        """How many documents are named before a token."""
        return bisect_left(self.mentions, token, key=lambda mention: mention.first)

    def _own_annex(self, group: Group, at: int) -> bool:
        """`paragraph 7 (h) of annex II of this resolution`."""
        annex = annexes_at(self.tokens, at)[0]
        after = annex.last + 1
        joined = True
        while self.tokens.kind(after, joined=False) in ("of", "to", "its") and joined:
            after += 1
            joined = bool(self.tokens.beside[after])
        kind = self.tokens.kind(after, joined=False) if after > annex.last + 1 and joined else ""
        if kind == "that":
            said = self.last_before(group.first, self.items[after].value)
            group.target, group.dropped = (replace(said, annex=annex.name), False) if said else (None, True)
        elif after > annex.last + 1 and kind != "self":
            group.dropped = True  # the annex of something that is no document
            return True
        else:
            group.target = Target(annex=annex.name, said=True)
        self._end(group, after if kind else annex.last)
        if not kind:
            group.end = annex.end
        return True

    def _nested(self, group: Group, at: int) -> bool:
        """`subparagraphs (c) and (d) of paragraph 3 of resolution 1591 (2005)`."""
        outer = next((other for other in self.groups if other.first == at), None)
        if outer is None or len(outer.items) != 1 or group.items[0].steps[0][0].isdigit():
            return False
        self._link(outer)
        group.items = [replace(item, steps=outer.items[0].steps + item.steps) for item in group.items]
        group.kind = outer.kind
        group.target, group.extra = outer.target or Target(), outer.extra
        group.last, group.end = outer.last, outer.end
        group.dropped = outer.dropped
        outer.dropped, outer.items = True, []
        return True

    def _titled(self, group: Group, at: int) -> bool:
        """`paragraph 42 of the report of the Secretary-General (S/2010/498)`."""
        start = self.items[group.last].end
        for mention in self.mentions[self._place(at) :]:
            if mention.operative and self.items[mention.first].kind == "head":
                return False
            if not _TITLE.fullmatch(self.tokens.text, start, mention.start):
                return False
            between = self.items[at : mention.first]
            if any(token.kind in ("noun", "head", "annex") for token in between):
                return False
            closing = self.tokens.text[mention.end : mention.end + 1]
            self._tie(group, mention, mention.end + (closing in (")", "]") and closing != ""))
            return True
        return False

    def _link_before(self, group: Group) -> None:
        """Look before a group for its document: `S/PRST/2014/3, para. 8`, 第1820(2008)号决议第6段."""
        if group.target or group.dropped:
            return
        tokens, items = self.tokens, self.items
        at, skipped, particular = group.first - 1, [], False
        if at < 0:
            group.target = Target()
            return
        chinese = tokens.language == "zh"
        kinds = (
            ("of", "its", "no", "comma", "particular") if chinese else ("comma", "particular", "its", "of")
        )
        joined = tokens.joined[group.first]
        while at >= 0 and joined and items[at].kind in kinds and at not in self.by_last:
            particular = particular or items[at].kind == "particular"
            skipped.append(items[at].kind)
            joined = tokens.joined[at]
            at -= 1
        mention = self.by_last.get(at)
        edge = items[at + 1].start if skipped else group.start
        if mention and (joined or _BESIDE.fullmatch(tokens.text, mention.end, edge)):
            behind = tokens.text[mention.end : group.start]
            wordless = chinese or not (set(skipped) - {"comma"}) or particular
            if wordless and (chinese or skipped or joined or not behind.strip(" ()[]")):
                group.target = Target(mention.symbol, mention.operative, mention.annex, said=True)
                if chinese and not skipped and len(group.items) == 1:
                    group.extra = self._named_together(mention)
                    self.used.update(other.first for other in group.extra)
                if not particular:
                    self.used.add(mention.first)
                    opened = tokens.text[: mention.start].endswith("(") and ")" in behind
                    group.start, group.first = mention.start - opened, mention.first
                return
        if particular:
            before = self.mentions[place - 1] if (place := self._place(group.first)) else None
            if before and tokens.same_sentence(before.end, group.start):
                group.target = Target(before.symbol, before.operative, before.annex, said=True)
                return
        if at >= 0 and chinese and not particular and self._chinese_before(group, at, joined):
            return
        if foreign_before(tokens, group):
            group.dropped = True
            return
        stated = stated_by(tokens, self.mentions, group)
        if stated:
            group.target = Target(stated.symbol, stated.operative, stated.annex, said=True)
            return
        group.target = Target()

    def _named_together(self, last: Mention) -> list[Mention]:
        """第2441(2018)和2509(2020)号决议第2段: the other documents that share the noun, and so the paragraph."""
        others = [
            other
            for other in self.mentions
            if other.sequence == last.sequence >= 0 and other.first < last.first
        ]
        alone = others and self.tokens.text[others[0].start : last.end].count("号") == 1
        return others if alone and len(others) == 1 else []

    def _chinese_before(self, group: Group, at: int, joined: bool) -> bool:
        token = self.items[at]
        if token.kind == "annex" and annexes_at(self.tokens, at)[-1].end == group.start:
            joined = True  # 附件一第21段: the number of the annex is no token
        if not joined:
            return False
        if token.kind == "self":
            group.target = Target(
                said=True, annex="own" if token.value == "annex" else "", unit=token.value == "paragraph"
            )
        elif token.kind == "that":
            group.target = self.last_before(at, token.value)
            group.dropped = group.target is None
        elif token.kind == "annex":
            group.target = Target(annex=annexes_at(self.tokens, at)[0].name, said=True)
            if self.tokens.joined[at] and self.items[at - 1].kind == "self":
                at -= 1
        else:
            return False
        group.first, group.start = at, self.items[at].start
        return True

    def _share(self) -> None:
        """Groups that are joined share a document: `paragraph 1 (d), paragraph 1 (f) and paragraph 1 (g) of resolution …`."""
        groups = sorted((group for group in self.groups), key=lambda group: group.start)
        chinese = self.tokens.language == "zh"
        for before, after in pairwise(groups):
            if chinese or (before.target and before.target.said and after.target and self._preceded(before)):
                bare = after.target is not None and not after.target.said and not after.dropped
                if bare and before.target and before.target.said and self._neighbours(before, after):
                    after.target = before.target
        if chinese:
            return
        for before, after in reversed(list(pairwise(groups))):
            bare = before.target is not None and not before.target.said and not before.dropped
            alike = before.kind == after.kind
            if bare and alike and after.target and after.target.said and self._neighbours(before, after):
                before.target = replace(after.target, unit=False)

    def _preceded(self, group: Group) -> bool:
        """Whether the document of a group stands before it, so that what follows may go on from there."""
        return group.first in self.by_first

    def _neighbours(self, before: Group, after: Group) -> bool:
        """Whether only separators stand between two groups."""
        at, separators = before.last + 1, 0
        while at < after.first and self.tokens.beside[at] in ("comma", "and", "of", "its"):
            separators += self.items[at].kind in ("comma", "and")
            at += 1
        return separators > 0 and at == after.first and bool(self.tokens.beside[at])


def find_paragraphs(
    tokens: Tokens,
    mentions: list[Mention],
    document: Document,
    unit: Unit,
    labels: frozenset[str],
    last_resolution: str = "",
    last_report: str = "",
    dated: dict[str, str] | None = None,
) -> tuple[list[Found], set[int]]:
    """The paragraphs that a text names, and the mentions (by first token) that they take up.

    `labels` are those of the document, to find the own paragraph that is meant; `last_resolution` and `last_report`
    are what `that resolution` means when the text itself has named none; `dated` the symbols known by a date.
    """
    if "noun" not in tokens.kinds:
        return [], set()
    linker = _Linker(tokens, mentions, last_resolution, last_report)
    found: list[Found] = []
    for group in linker.link():
        if group.dropped and group.items and dated:
            tie_by_date(tokens, group, dated)
        if not group.dropped and group.target is not None:
            if document.kind in ("report", "document") and bracketed(tokens, group):
                continue
            named = labelled(group, document, unit, labels)
            if not named and not group.target.said and (report := linker.report_before(group)):
                group.target = report
                named = labelled(group, document, unit, labels)
            found += named
    return found, linker.used
