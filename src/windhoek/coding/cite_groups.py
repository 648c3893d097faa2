"""Nouns with their numbers: `paragraphs 6, 7 (a) and 9` in the tokens of a text, before anyone says of what document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from windhoek.coding.cite_documents import Mention
from windhoek.coding.cite_tokens import Tokens, either, listed
from windhoek.document import Language
from windhoek.reading.numbering import is_roman, roman, step

#: More paragraphs than this in one range is a slip of the text: only its two ends are cited.
_LONGEST_RANGE = 99
_ROMANS = tuple(roman(number) for number in range(1, 40))
#: Words in brackets behind a number: `6 (as modified by paragraph 2 of resolution 1737 (2006))`.
_ASIDE = re.compile(r" ?\((?=[^()]*[^\W\d]{2}[ ,])(?:[^()]|\([^()]{1,12}\)){4,200}\) ?")
#: What a group may begin with.
_OPENING, _OPENING_ZH = frozenset(["noun"]), frozenset(["noun", "open", "letter"])

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
            alike = not is_roman(new) or (len(new) == 1 and _next_letter(open_step, new))
        if alike:
            return before[:depth] + letters
    return before[: len(before) - len(letters)] + letters if len(before) > len(letters) else letters


def _next_letter(before: str, after: str) -> bool:
    return len(before) == len(after) == 1 and 0 < ord(after) - ord(before) < 8


@cache
def _places(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    words = listed(language, "place")
    return re.compile(rf"(?<![\w-])({either(words)}) +$", re.IGNORECASE), words


def find_groups(tokens: Tokens, covered: frozenset[int]) -> list[Group]:
    """The groups of a text in order; `covered` are the tokens that mentions of documents take up."""
    reader = GroupReader(tokens, covered)
    read = reader.chinese if tokens.language == "zh" else reader.group
    opening = _OPENING_ZH if tokens.language == "zh" else _OPENING
    groups: list[Group] = []
    stretches = [(0, len(tokens.items))]
    while stretches:
        at, end = stretches.pop()
        while at < end:
            found = read(at) if tokens.items[at].kind in opening and at not in covered else None
            if found:
                groups.append(found)
            at = found.last + 1 if found else at + 1
        stretches += reader.asides
        reader.asides = []
    return sorted(groups, key=lambda group: group.first)


class GroupReader:
    """Reads numbers and groups at given tokens of one text."""

    def __init__(self, tokens: Tokens, covered: frozenset[int]) -> None:
        self.tokens = tokens
        self.items = tokens.items
        self.covered = covered
        self.asides: list[tuple[int, int]] = []

    def _past_aside(self, at: int) -> int:
        """The separator behind words in brackets, `6 (as modified by …) and 7`; `at` itself when there is none."""
        if at == 0 or at >= len(self.items):
            return at
        found = _ASIDE.match(self.tokens.text, self.items[at - 1].end)
        if not found:
            return at
        after = at
        while after < len(self.items) and self.items[after].start < found.end():
            after += 1
        separators = after
        while self.tokens.kind(separators, joined=separators > after) in ("comma", "and"):
            separators += 1
        beside = after < len(self.items) and self.items[after].start == found.end()
        follows = separators > after and self.tokens.beside[separators] == "number"
        return after if beside and follows and separators not in self.covered else at

    def numbers(self, at: int, many: bool) -> tuple[list[Item], int]:
        """The numbers from token `at` on, and the token after them."""
        tokens, items = self.tokens, self.items
        found: list[Item] = []
        ranged, closed, before, start = False, False, at, at
        while True:
            place = at
            while tokens.kind(place, joined=place > start) == "open" or (
                found and tokens.beside[place] in ("noun", "of") and ranged
            ):
                place += 1
            steps, after = self._steps(place, found[-1].steps if found else (), place > start)
            if not steps or self._breaks(place, after, found, ranged, closed, many, before):
                return found, before
            begin, end = items[place].start, items[after - 1].end
            if ranged and found:
                first = found[-1]
                members = _span(first.steps, steps)
                if (
                    tokens.language == "ar"
                    and members == [steps]
                    and steps[0] < first.steps[0]
                    and len(steps) == 1
                ):
                    # الفقرة 208-1: Arabic sets a hyphen where others set a point
                    found[-1] = Item((f"{first.steps[0]}.{steps[0]}",), first.start, end)
                    members = []
                if not members:
                    pass
                elif len(members) > 1 or members[0] != steps or len(first.steps) == len(steps):
                    found[-1] = replace(first, end=end)
                    found += [Item(member, first.start, end) for member in members]
                else:
                    found.append(Item(steps, begin, end))
            else:
                found.append(Item(steps, begin, end))
            before = at = after
            resumed = self._past_aside(at)
            if tokens.beside[at] == "to":
                ranged, at = True, at + 1
                continue
            ranged = False
            conjunction = False
            if resumed > at:
                self.asides.append((at, resumed))
                at, place = resumed, resumed
            while tokens.kind(at, joined=at != resumed) in ("comma", "and"):
                conjunction = conjunction or items[at].kind == "and"
                at += 1
            if at == before:
                return found, before
            closed = conjunction or (closed and tokens.language != "zh" and closed)

    def _steps(self, at: int, before: Steps, joined: bool) -> tuple[Steps, int]:
        kind = self.tokens.kind(at, joined)
        if at in self.covered or kind not in ("number", "letter"):
            return (), at
        steps: list[str] = []
        if kind == "number":
            # "29.b.i" is 29 (b) (i), while 5.12 is one number
            steps += re.split(r"\.(?=[a-z])", self.items[at].text)
            at += 1
        while self.tokens.kind(at, joined or bool(steps)) == "letter" and at not in self.covered:
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
        followed = bool(self.tokens.beside[after])
        rest = self.tokens.text[self.items[after - 1].end :].lstrip()[:1]
        word = rest.isalnum() and not followed
        by_comma = all(
            self.items[at].kind == "comma" for at in range(before, place) if self.items[at].kind != "open"
        )
        if by_comma:
            return word or (closed and not followed and rest.isalnum())
        return word and not many

    def group(self, at: int) -> Group | None:
        """A group that begins with its noun at token `at`."""
        token = self.items[at]
        if token.kind != "noun":
            return None
        after = at + 1
        if (
            token.value in ("one", "many")
            and self.tokens.beside[after] == "of"
            and self.tokens.language == "ar"
        ):
            after += 1  # الفقرات من 30 إلى 39
        many = "many" in token.value or token.value == "sub"
        found, after = self.numbers(after, many) if self.tokens.beside[after] else ([], after)
        if not found:
            return self._placed(at)
        kind = token.value.split()[0] if token.value[:2] in ("op", "pp") else token.value
        kind = {"one": "paragraph", "many": "paragraph"}.get(kind, kind)
        if kind == "sub" and found[0].steps[0][0].isdigit():
            kind = "paragraph"
        # "paragraph 4, subparagraphs (a) to (g)"
        inner = after + (self.tokens.beside[after] == "comma")
        parted = self.tokens.beside[inner] == "noun" and self.items[inner].value == "sub"
        if kind in ("paragraph", "op") and len(found) == 1 and parted and self.tokens.beside[inner + 1]:
            letters, end = self.numbers(inner + 1, True)
            if letters and not letters[0].steps[0][0].isdigit():
                found = [replace(item, steps=found[0].steps + item.steps) for item in letters]
                after = end
        return self.made(kind, many, found, at, after - 1)

    def _placed(self, at: int) -> Group | None:
        """`the fifth preambular paragraph`: the number stands in words before its noun."""
        if self.items[at].value not in ("pp one", "op one"):
            return None
        place, values = _places(self.tokens.language)
        start = self.items[at].start
        found = place.search(self.tokens.text, max(start - 20, 0), start)
        if not found:
            return None
        item = Item((values[found[1].lower()],), found.start(1), self.items[at].end)
        group = self.made(self.items[at].value[:2], False, [item], at, at)
        return replace(group, start=item.start)

    def made(self, kind: str, many: bool, found: list[Item], first: int, last: int) -> Group:
        """A group that takes up the tokens from `first` to `last`."""
        return Group(kind, many, found, first, last, self.items[first].start, self.items[last].end)

    def chinese(self, at: int) -> Group | None:
        """第9、14和16至19段, 第3段(c)、(d)和(e)分段, or (a)和(b)分段."""
        tokens, items = self.tokens, self.items
        first, kind = at, "paragraph"
        if items[at].kind == "noun" and items[at].value in ("op one", "pp one"):
            kind = items[at].value[:2]
            at += 1
            if tokens.beside[at] not in ("open", "number"):
                return None
        elif items[at].kind not in ("open", "letter"):
            return None
        found, after = self.numbers(at, True)
        if not found or tokens.beside[after] != "noun":
            return None
        if items[after].value == "sub":
            if found[0].steps[0][0].isdigit():
                return None
            return self.made("sub", True, found, first, after)
        if items[after].value != "one":
            return None
        if (
            items[first].kind == "letter"
            and items[first].start
            and tokens.kind(first - 1, joined=False) == "letter"
        ):
            return None
        last = after
        if len(found) == 1 and tokens.beside[after + 1] == "letter":
            letters, end = self.numbers(after + 1, True)
            if letters:
                found = [replace(item, steps=found[0].steps + item.steps) for item in letters]
                last = end if tokens.beside[end] == "noun" and items[end].value == "sub" else end - 1
        return self.made(kind, True, found, first, last)
