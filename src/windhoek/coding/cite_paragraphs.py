"""Mentions of paragraphs, and which document each belongs to.

A *group* is a noun with its numbers: `paragraphs 6, 7 (a) and 9`. Its document stands behind it (`of resolution 1820
(2008)`), before it (`S/2010/498, para. 3`; always so in Chinese), or nowhere: then the text's own document is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from windhoek.coding.cite_documents import Mention, annexes_at
from windhoek.coding.cite_tokens import Tokens
from windhoek.document import Document, Unit
from windhoek.reading.numbering import is_roman, roman, step
from windhoek.symbols import label_path

#: More paragraphs than this in one range is a slip of the text: only its two ends are cited.
_LONGEST_RANGE = 99
_ROMANS = tuple(roman(number) for number in range(1, 40))
#: What may stand between a document and its paragraph: `(S/2010/498), para. 3`.
_BESIDE = re.compile(r"[\s()\[\],،，:\u064b]*")
#: `of the report of the Secretary-General (S/2010/498)`: words of a title, then the symbol in brackets.
_TITLE = re.compile(r"[^;()\[\]]{0,180}(?:\(|\[|document |documento |документ[а-я]* |الوثيقة )")

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a group, with offsets: those of a range are the range's."""

    steps: Steps
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """What paragraphs belong to. `symbol` is empty for the own document, and `annex` for its main part."""

    symbol: str = ""
    operative: bool = False
    annex: str = ""
    said: bool = False  # the text says so ("above", "of this resolution"), and we do not only suppose it
    unit: bool = False  # the paragraph that the words stand in


@dataclass(slots=True)
class Group:
    """A noun with its numbers. `kind` is `paragraph`, `op`, `pp` or `sub`; tokens `first` to `last`."""

    kind: str
    many: bool
    items: list[Item]
    first: int
    last: int
    start: int
    end: int
    target: Target | None = None
    dropped: bool = False
    extra: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """A citation before it is tied to a unit."""

    start: int
    end: int
    symbol: str
    label: str


def _letter(printed: str) -> str | None:
    """The step that a letter in brackets stands for, or None for a bracketed word such as `(ISIL)`."""
    found = step(printed.replace(" ", "").replace("ـ", ""))
    if found and (len(found) <= 2 or is_roman(found.lower())):
        return found
    return None


def _span(before: Steps, after: Steps) -> list[Steps]:
    """The members of a range after its first: from `("7", "a")` to `("7", "c")` these are b and c."""
    if len(before) != len(after) or before[:-1] != after[:-1]:
        return [after]
    low, high = before[-1], after[-1]
    if low.isdigit() and high.isdigit():
        members = [str(number) for number in range(int(low) + 1, int(high) + 1)]
    elif low in _ROMANS and high in _ROMANS and not (len(low) == len(high) == 1 and low not in "iv"):
        members = list(_ROMANS[_ROMANS.index(low) + 1 : _ROMANS.index(high) + 1])
    elif len(low) == len(high) == 1 and low.isalpha() and high.isalpha():
        members = [chr(code) for code in range(ord(low) + 1, ord(high) + 1)]
    else:
        return [after]
    if not members or len(members) > _LONGEST_RANGE:
        return [after]
    return [(*before[:-1], member) for member in members]


def _continued(before: Steps, letters: Steps) -> Steps:
    """Letters that go on from an earlier number: after `3 (b) (i)`, `(ii)` is `3 (b) (ii)` and `(c)` is `3 (c)`."""
    if len(before) == 1 and before[0].isdigit():
        return before + letters
    for depth in range(len(before) - 1, -1, -1):
        open_step, new = before[depth], letters[0]
        if open_step.isdigit():
            break
        if open_step == "i" or (is_roman(open_step) and len(open_step) > 1):
            alike = is_roman(new)
            if alike and open_step == "i" and new == "j":
                alike = False
        else:
            alike = not is_roman(new) or len(new) == 1 and _next_letter(open_step, new)
        if alike:
            return before[:depth] + letters
    return before[: len(before) - len(letters)] + letters if len(before) > len(letters) else letters


def _next_letter(before: str, after: str) -> bool:
    return len(before) == len(after) == 1 and 0 < ord(after) - ord(before) < 8


class _Grouper:
    """Finds the groups of one text and ties them to documents."""

    def __init__(
        self, tokens: Tokens, mentions: list[Mention], last_resolution: str, last_report: str
    ) -> None:
        self.tokens = tokens
        self.items = tokens.items
        self.mentions = mentions
        self.by_first = {mention.first: mention for mention in mentions}
        self.by_last = {mention.last: mention for mention in mentions}
        self.covered = {at for mention in mentions for at in range(mention.first, mention.last + 1)}
        self.last_resolution, self.last_report = last_resolution, last_report
        self.groups: list[Group] = []
        self.used: set[int] = set()

    # --- numbers ------------------------------------------------------------------------------------------

    def numbers(self, at: int, many: bool, prefixed: bool = False) -> tuple[list[Item], int]:
        """The numbers from token `at` on, and the token after them."""
        tokens, items = self.tokens, self.items
        found: list[Item] = []
        ranged, closed, before = False, False, at
        while True:
            place = at
            while tokens.kind(place) == "open" or (found and tokens.kind(place) in ("noun", "of") and ranged):
                place += 1
            steps, after = self._steps(place, found[-1].steps if found else ())
            if not steps or self._breaks(place, after, found, ranged, closed, many, before):
                return found, before
            start, end = items[place].start, items[after - 1].end
            if ranged and found:
                first = found[-1]
                members = _span(first.steps, steps)
                if len(members) > 1 or members[0] != steps or len(first.steps) == len(steps):
                    found[-1] = replace(first, end=end)
                    found += [Item(member, first.start, end) for member in members]
                else:
                    found.append(Item(steps, start, end))
            else:
                found.append(Item(steps, start, end))
            before = at = after
            if tokens.kind(at) == "to":
                ranged, at = True, at + 1
                continue
            ranged = False
            conjunction = False
            while tokens.kind(at) in ("comma", "and"):
                conjunction = conjunction or items[at].kind == "and"
                at += 1
            if at == before:
                return found, before
            closed = conjunction or (closed and tokens.language != "zh" and closed)

    def _steps(self, at: int, before: Steps) -> tuple[Steps, int]:
        kind = self.tokens.kind(at)
        if at in self.covered or kind not in ("number", "letter"):
            return (), at
        steps: list[str] = []
        if kind == "number":
            steps.append(self.items[at].text)
            at += 1
        while self.tokens.kind(at) == "letter" and at not in self.covered:
            letter = _letter(self.items[at].text)
            if letter is None:
                break
            steps.append(letter)
            at += 1
        if not steps:
            return (), at
        if kind == "letter" and before:
            return _continued(before, tuple(steps)), at
        return tuple(steps), at

    def _breaks(
        self, place: int, after: int, found: list[Item], ranged: bool, closed: bool, many: bool, before: int
    ) -> bool:
        """Whether a number behind a separator belongs to something else: `paragraphs 10 or 11, 30 days after`."""
        if not found or ranged or self.items[place].kind == "letter":
            return False
        followed = bool(self.tokens.kind(after))
        rest = self.tokens.text[self.items[after - 1].end :].lstrip()[:1]
        word = rest.isalnum() and not followed
        by_comma = all(
            self.items[at].kind == "comma" for at in range(before, place) if self.items[at].kind != "open"
        )
        if by_comma:
            return word or (closed and not followed and rest.isalnum())
        return word and not many

    # --- groups -------------------------------------------------------------------------------------------

    def find(self) -> list[Group]:
        at = 0
        chinese = self.tokens.language == "zh"
        while at < len(self.items):
            group = None
            if at not in self.covered:
                group = self._chinese_group(at) if chinese else self._group(at)
            if group is None:
                at += 1
                continue
            self.groups.append(group)
            at = group.last + 1
        for group in self.groups:
            if chinese:
                self._link_before(group)
            else:
                self._link(group)
        self._share()
        return self.groups

    def _group(self, at: int) -> Group | None:
        """A group that begins with its noun at token `at`."""
        token = self.items[at]
        if token.kind != "noun":
            return None
        after = at + 1
        if (
            token.value in ("one", "many")
            and self.tokens.kind(after) == "of"
            and self.tokens.language == "ar"
        ):
            after += 1  # الفقرات من 30 إلى 39
        many = "many" in token.value or token.value == "sub"
        found, after = self.numbers(after, many)
        if not found:
            return None
        kind = token.value.split()[0] if token.value[:2] in ("op", "pp") else token.value
        kind = {"one": "paragraph", "many": "paragraph"}.get(kind, kind)
        if kind == "sub" and found[0].steps[0][0].isdigit():
            kind = "paragraph"
        # "paragraph 4, subparagraphs (a) to (g)"
        inner = after + (self.tokens.kind(after) == "comma")
        if kind in ("paragraph", "op") and len(found) == 1 and self.tokens.kind(inner) == "noun":
            if self.items[inner].value == "sub":
                letters, end = self.numbers(inner + 1, True)
                if letters and not letters[0].steps[0][0].isdigit():
                    found = [replace(item, steps=found[0].steps + item.steps) for item in letters]
                    after = end
        return self._made(kind, many, found, at, after - 1)

    def _made(self, kind: str, many: bool, found: list[Item], first: int, last: int) -> Group:
        return Group(kind, many, found, first, last, self.items[first].start, self.items[last].end)

    def _chinese_group(self, at: int) -> Group | None:
        """第9、14和16至19段, 第3段(c)、(d)和(e)分段, or (a)和(b)分段."""
        tokens, items = self.tokens, self.items
        first, kind = at, "paragraph"
        if items[at].kind == "noun" and items[at].value in ("op one", "pp one"):
            kind = items[at].value[:2]
            at += 1
            if tokens.kind(at) not in ("open", "number"):
                return None
        elif items[at].kind not in ("open", "letter"):
            return None
        found, after = self.numbers(at, True)
        if not found or tokens.kind(after) != "noun":
            return None
        if items[after].value == "sub":
            if found[0].steps[0][0].isdigit():
                return None
            return self._made("sub", True, found, first, after)
        if items[after].value != "one":
            return None
        if (
            items[first].kind == "letter"
            and items[first].start
            and tokens.kind(first - 1, joined=False) == "letter"
        ):
            return None
        last = after
        if len(found) == 1 and tokens.kind(after + 1) == "letter":
            letters, end = self.numbers(after + 1, True)
            if letters:
                found = [replace(item, steps=found[0].steps + item.steps) for item in letters]
                last = end if tokens.kind(end) == "noun" and items[end].value == "sub" else end - 1
        return self._made(kind, True, found, first, last)

    # --- documents ----------------------------------------------------------------------------------------

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
        if tokens.kind(at) == "comma" and tokens.kind(at + 1) == "self":
            at += 1
        while tokens.kind(at) in ("of", "its", "to") and at not in self.by_first:
            strict = strict or items[at].value == "strict"
            at += 1
        kind = tokens.kind(at)
        linked = at > group.last + 1
        if at in self.by_first and kind and (linked or self._genitive(at)):
            self._tie(group, self.by_first[at], items[self.by_first[at].last].end)
            self._continue(group, self.by_first[at])
            return True
        if kind == "self":
            value = items[at].value
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
        if kind == "foreign" and (linked or tokens.language == "ru") or strict:
            if self._titled(group, group.last + 1):
                return True
            group.dropped = True
        if tokens.language == "ru" and not kind and self._titled(group, group.last + 1):
            return True
        return False

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
        while self.tokens.kind(at) in ("comma", "and"):
            at += 1
        while self.tokens.kind(at) in ("of", "its"):
            at += 1
        if at == mention.last + 1 or self.tokens.kind(at) != "number" or at in self.covered:
            return
        found, after = self.numbers(at, True)
        if not found:
            return
        another = self._made(group.kind, True, found, at, after - 1)
        place = after
        while self.tokens.kind(place) in ("of", "its") and place not in self.by_first:
            place += 1
        if place in self.by_first and self.tokens.kind(place) and (place > after or self._genitive(place)):
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
        for mention in reversed(self.mentions):
            if mention.first < first and (wanted == "any" or mention.operative == (wanted == "resolution")):
                return Target(
                    mention.symbol, mention.operative, mention.annex if wanted == "any" else "", said=True
                )
        symbol = (
            self.last_resolution if wanted == "resolution" else self.last_report if wanted == "report" else ""
        )
        return Target(symbol, wanted == "resolution", said=True) if symbol else None

    def _own_annex(self, group: Group, at: int) -> bool:
        """`paragraph 7 (h) of annex II of this resolution`."""
        annex = annexes_at(self.tokens, at)[0]
        after = annex.last + 1
        joined = True
        while self.tokens.kind(after, joined=False) in ("of", "to", "its") and joined:
            after += 1
            joined = bool(self.tokens.kind(after))
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
        outer.dropped = True
        return True

    def _titled(self, group: Group, at: int) -> bool:
        """`paragraph 42 of the report of the Secretary-General (S/2010/498)`."""
        start = self.items[group.last].end
        for mention in self.mentions:
            if mention.first < at:
                continue
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
            self._bare(group)
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
                self.used.add(mention.first)
                group.target = Target(mention.symbol, mention.operative, mention.annex, said=True)
                if not particular:
                    group.start, group.first = mention.start, mention.first
                return
        if particular:
            before = next((m for m in reversed(self.mentions) if m.first < group.first), None)
            if before and tokens.same_sentence(before.end, group.start):
                group.target = Target(before.symbol, before.operative, before.annex, said=True)
                return
        if joined and at >= 0 and chinese and not particular and self._chinese_before(group, at):
            return
        if self._foreign_before(group):
            group.dropped = True
            return
        self._bare(group)

    def _chinese_before(self, group: Group, at: int) -> bool:
        token = self.items[at]
        if token.kind == "self":
            group.target = Target(
                said=True, annex="own" if token.value == "annex" else "", unit=token.value == "paragraph"
            )
        elif token.kind == "that":
            group.target = self.last_before(at, token.value)
            group.dropped = group.target is None
        elif token.kind == "annex":
            group.target = Target(annex=annexes_at(self.tokens, at)[0].name, said=True)
            if self.tokens.kind(at) == "self":
                at -= 1
        else:
            return False
        group.first, group.start = at, self.items[at].start
        return True

    def _foreign_before(self, group: Group) -> bool:
        """`article 14, paragraph 4`: the noun and its number stand just before."""
        text = self.tokens.text[: group.start].rstrip(" ,،，")
        if self.tokens.language == "zh":
            return (
                text.endswith("》")
                or self.tokens.kind(group.first - 1, joined=False) == "foreign"
                and text.endswith(self.items[group.first - 1].text)
            )
        words = text.split()[-3:]
        for token in self.items[max(group.first - 8, 0) : group.first]:
            if token.kind == "foreign" and len(self.tokens.text[token.end : group.start].split()) <= 3:
                if re.fullmatch(r"[\s\d\w(),،.-]*", self.tokens.text[token.end : group.start]) and words:
                    return bool(re.search(r"\d|\b[IVX]+\b", self.tokens.text[token.end : group.start]))
        return False

    def _bare(self, group: Group) -> None:
        group.target = Target()

    def _share(self) -> None:
        """Groups that are joined share a document: `paragraph 1 (d), paragraph 1 (f) and paragraph 1 (g) of resolution …`."""
        groups = sorted((group for group in self.groups), key=lambda group: group.start)
        chinese = self.tokens.language == "zh"
        for before, after in zip(groups, groups[1:], strict=False):
            if chinese or (before.target and before.target.said and after.target and self._preceded(before)):
                bare = after.target is not None and not after.target.said and not after.dropped
                if bare and before.target and before.target.said and self._neighbours(before, after):
                    after.target = before.target
        if chinese:
            return
        for before, after in zip(reversed(groups[:-1]), reversed(groups[1:]), strict=False):
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
        while at < after.first and self.tokens.kind(at) in ("comma", "and", "of", "its"):
            separators += self.items[at].kind in ("comma", "and")
            at += 1
        return separators > 0 and at == after.first and bool(self.tokens.kind(at))


def find_paragraphs(
    tokens: Tokens,
    mentions: list[Mention],
    document: Document,
    unit: Unit,
    labels: frozenset[str],
    last_resolution: str = "",
    last_report: str = "",
) -> tuple[list[Found], set[int]]:
    """The paragraphs that a text names, and the mentions (by first token) that they take up.

    `labels` are those of the document, to find the own paragraph that is meant; `last_resolution` and `last_report`
    are what `that resolution` means when the text itself has named none.
    """
    grouper = _Grouper(tokens, mentions, last_resolution, last_report)
    found: list[Found] = []
    used: set[int] = set()
    for group in grouper.find():
        if group.dropped or group.target is None:
            continue
        cited = _cited(group, document, unit, labels)
        if cited:
            found += cited
    used = grouper.used
    return found, used


def _cited(group: Group, document: Document, unit: Unit, labels: frozenset[str]) -> list[Found]:
    out: list[Found] = []
    target = group.target or Target()
    low, high = group.items[0], group.items[-1]
    for item in group.items:
        start = group.start if item.start == low.start else item.start
        end = group.end if item.end == high.end else item.end
        if target.symbol:
            label = _label(group.kind, item.steps, target.operative, target.annex)
            symbol = target.symbol
        else:
            symbol, label = (
                document.symbol,
                _own_label(group.kind, item.steps, target, document, unit, labels),
            )
        if label:
            out.append(Found(start, end, symbol, label))
    for other in group.extra:
        label = _label(group.kind, low.steps, other.operative, other.annex)
        if label:
            out.append(Found(other.start, other.end, other.symbol, label))
    return out


def _label(kind: str, steps: Steps, operative: bool, annex: str) -> str:
    """The label of a paragraph in another document: `OP7(a)`, `¶12`, `annex II, ¶3`; empty when there is none to give."""
    letters = "".join(f"({part})" for part in steps[1:])
    if not steps[0][0].isdigit():
        return f"{annex}, ¶({steps[0]}){letters}" if annex else ""
    prefix = {"op": "OP", "pp": "PP"}.get(kind, "¶" if annex or not operative else "OP")
    return f"{annex}, {prefix}{steps[0]}{letters}" if annex else f"{prefix}{steps[0]}{letters}"


_OPERATIVE_KINDS = ("resolution", "draft resolution")
_UNNUMBERED_KINDS = ("speech", "meeting record")


def _own_label(
    kind: str, steps: Steps, target: Target, document: Document, unit: Unit, labels: frozenset[str]
) -> str:
    """The label of a paragraph of the document itself, as it exists there when it does."""
    if document.kind in _UNNUMBERED_KINDS:
        return ""
    annex = document.part if target.annex == "own" or (document.part and not target.said) else target.annex
    annex = "" if annex == "own" else annex
    if not steps[0][0].isdigit():
        if annex and annex != document.part or (annex and kind == "paragraph"):
            return _label(kind, steps, False, annex)
        base = _base(unit)
        return base + "".join(f"({part})" for part in steps) if base else ""
    operative = document.kind in _OPERATIVE_KINDS
    label = _label(kind, steps, operative and not annex, "")
    here = annex == document.part
    if here and label not in labels:
        rest = label.lstrip("OP¶")
        exists = (
            [prefix + rest for prefix in ("OP", "¶", "§") if prefix + rest in labels]
            if kind == "paragraph"
            else []
        )
        base = label.split("(")[0]
        if exists:
            label = exists[0]
        elif labels and not target.said and base not in labels:
            return ""
    return f"{annex}, {label}" if annex else label


def _base(unit: Unit) -> str:
    """The numbered paragraph that a unit is or belongs to: `OP7` for `OP7(a)(i)`; empty where none is numbered."""
    try:
        base = label_path(unit.label)[0]
    except ValueError:
        return ""
    return base if base.startswith(("OP", "¶")) else ""
