"""Mentions of whole documents in the tokens of a text: resolutions by number, anything by its symbol."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from windhoek.coding.cite_annexes import Annex, annexes_at
from windhoek.coding.cite_series import (
    is_operative,
    is_session,
    loose_symbol,
    numbered,
    printed_part,
    printed_symbol,
    security_council,
)
from windhoek.coding.cite_tokens import Tokens
from windhoek.symbols import resolution_year

#: Numbers that name a resolution once a head noun has said that one follows.
_NUMBERS = frozenset(["year", "old", "stroke", "council", "symbol", "statement"])
#: What a mention may begin with.
_OPENING = _NUMBERS | {"other", "head", "number"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One document named in a text: offsets, the tokens it takes up, and what it is.

    `operative` tells that its paragraphs are operative ones; `annex` is `annex`, `annex II` or empty; `sequence`
    numbers the list that it stands in, and `many` tells that the list began with a plural.
    """

    first: int
    last: int
    start: int
    end: int
    symbol: str
    operative: bool
    annex: str = ""
    sequence: int = -1
    many: bool = False


@lru_cache(4000)
def _sure(printed: str) -> bool:
    """Whether a bare number with a year can be nothing but a resolution: the two belong together."""
    number, year = (int(piece) for piece in re.findall(r"\d+", printed))
    return resolution_year(number) == year


class _Finder:
    """Walks the tokens of one text once, from left to right."""

    def __init__(self, tokens: Tokens, own_body: str) -> None:
        self.tokens = tokens
        self.items = tokens.items
        self.own_body = own_body
        self.mentions: list[Mention] = []
        self.taken: set[int] = set()
        self.sequence = 0

    def find(self) -> list[Mention]:
        backwards = self.tokens.language == "zh"
        for at, token in enumerate(self.items):
            if token.kind not in _OPENING or at in self.taken:
                continue
            if token.kind == "other":
                self._pass_over(at)
            elif backwards and token.kind in _NUMBERS | {"number"}:
                self._chinese(at)
            elif token.kind == "head":
                self._list(at)
            elif token.kind in ("symbol", "statement"):
                symbol = printed_symbol(token.text) if token.kind == "symbol" else loose_symbol(token.text)
                if symbol:
                    self._add(at, at, at, symbol)
            elif (token.kind == "year" and _sure(token.text)) or (token.kind == "number" and self._short(at)):
                self._add(at, at, at, security_council(token.text))
        self.mentions.sort(key=lambda mention: mention.first)
        return self._with_annexes() if "annex" in self.tokens.kinds else self.mentions

    def _short(self, at: int) -> bool:
        """`(1325,OP6)`: a bare number that an operative paragraph follows."""
        after = at + 1 + (self.tokens.beside[at + 1] == "comma")
        return (
            self.tokens.beside[after] == "noun"
            and self.items[after].value in ("op one", "op many", "pp one", "pp many")
            and self.items[at].text.isdigit()
            and resolution_year(int(self.items[at].text)) is not None
            and self.tokens.text[: self.items[at].start].rstrip()[-1:] in ("(", ";", ",", "[")
        )

    def _add(
        self, first: int, number: int, last: int, symbol: str | None, many: bool = False, draft: bool = False
    ) -> None:
        self.taken.update(range(first, last + 1))
        if symbol:
            start, end = self.items[first].start, self.items[last].end
            # A year behind a symbol that has none, or a letter that is no part of it, is not part of the mention.
            if (
                self.items[last].kind == "symbol"
                and number == last
                and end - len(self.items[last].text) == (self.items[last].start)
            ):
                end = self.items[last].start + len(printed_part(self.items[last].text, symbol))
            operative = draft or is_operative(symbol)
            self.mentions.append(Mention(first, last, start, end, symbol, operative, "", self.sequence, many))

    def _body_of(self, head: int, body: str) -> str:
        """The body that adopted what a head noun names: the one beside it, or the last one in the sentence, or our own."""
        if body:
            return body
        for at in range(head - 1, max(head - 40, -1), -1):
            token = self.items[at]
            if token.kind == "head" or token.kind in _NUMBERS:
                break
            if token.kind == "body" and token.value not in ("council", "foreign", "security council"):
                if self.tokens.same_sentence(token.end, self.items[head].start):
                    return token.value
                break
        return "human rights council" if self.own_body == "Human Rights Council" else ""

    def _list(self, head: int) -> None:
        """Resolutions after their head noun: `resolutions 1325 (2000), 1820 (2008) and 1888 (2009)`."""
        tokens, items = self.tokens, self.items
        first, body = head, "security council" if items[head].value == "security council" else ""
        if tokens.joined[head] and tokens.kind(head - 1, joined=False) == "body":
            first, body = head - 1, items[head - 1].value
        at = head + 1
        while tokens.beside[at] in ("no", "body", "its", "head") or (
            # resoluciones de la Asamblea General 74/270 y 74/274
            tokens.beside[at] == "of" and "body" in (tokens.beside[at + 1], tokens.beside[at + 2])
        ):
            body = items[at].value if items[at].kind == "body" else body
            at += 1
        if not self._is_number(at, body):
            return
        body = self._body_of(first, body)
        self.sequence += 1
        many, count = items[head].value in ("many", "security council"), 0
        while True:
            count += 1
            last, stated = self._trailing_body(at)
            symbol = numbered(items[at], stated or body)
            self._add(first, at, last, symbol, many, items[head].value == "draft")
            at = self._next_in_list(last + 1, body)
            if at < 0:
                break
            first = at
        if many or count > 1:
            self._far_list(last + 1, body)

    def _is_number(self, at: int, body: str, joined: bool = True) -> bool:
        kind = self.tokens.kind(at, joined)
        if kind in _NUMBERS:
            return True
        text = self.items[at].text if kind == "number" else ""
        return (
            text.isdigit()
            and body in ("", "security council", "council")
            and resolution_year(int(text)) is not None
        )

    def _trailing_body(self, at: int) -> tuple[int, str]:
        """`résolution 1325 (2000) du Conseil de sécurité`: the body behind the number belongs to the name."""
        after = at + 1
        while self.tokens.beside[after] == "its" or (
            self.tokens.beside[after] == "of" and self.items[after].value == "strict"
        ):
            after += 1
        if self.tokens.beside[after] == "body" and (after > at + 1 or self.tokens.language == "ru"):
            return after, self.items[after].value
        return at, ""

    def _past_date(self, at: int) -> int:
        """The token after `of 31 October 2000`, or `at` itself when no date stands there."""
        after = at
        while self.tokens.beside[after] in ("of", "comma", "its"):
            after += 1
        return after + 1 if self.tokens.beside[after] == "date" else at

    def _next_in_list(self, at: int, body: str) -> int:
        """The next number of a list, past a date and a separator; -1 when the list ends."""
        after = self._past_date(at)
        separators = 0
        while self.tokens.beside[after] in ("comma", "and"):
            after, separators = after + 1, separators + 1
        while separators and self.tokens.beside[after] in ("no",):
            after += 1
        if not self._is_number(after, body) or not (separators or self.items[after].kind == "year"):
            return -1
        if self.items[after].kind in ("symbol", "statement"):
            return -1
        return -1 if self.items[after].kind == "number" and self.tokens.beside[after + 1] == "noun" else after

    def _far_list(self, at: int, body: str) -> None:
        """`resolutions 65/69 of 8 December 2010 on women, disarmament …, 67/48 of …`: words stand between the numbers."""
        begin = self.items[at - 1].end
        for after in range(at, len(self.items)):
            token = self.items[after]
            if token.kind in ("head", "other", "noun", "self") or not self.tokens.same_sentence(
                begin, token.start
            ):
                return
            separated = self.tokens.joined[after] and self.items[after - 1].kind in ("comma", "and")
            series = token.kind == "old" or (token.kind == "stroke" and is_session(token.text))
            if series and separated and after not in self.taken:
                self._add(after, after, after, numbered(token, body), True)

    def _pass_over(self, at: int) -> None:
        """The numbers of decisions, orders and laws name no resolutions."""
        after = at + 1
        while self.tokens.beside[after] in ("no", "body", "its"):
            after += 1
        while after >= 0 and self.tokens.beside[after] in ("stroke", "council", "old", "year", "number"):
            self.taken.add(after)
            after = self._next_in_list(after + 1, "")

    def _chinese(self, at: int) -> None:
        """In Chinese the head noun follows its numbers: 第1325(2000)、1820(2008)和1888(2009)号决议."""
        tokens, items = self.tokens, self.items
        numbers, after, tail = [at], at + 1, -1
        while True:
            while tokens.beside[after] in ("no", "comma", "and", "open", "date", "body", "its"):
                after += 1
            kind = tokens.beside[after]
            if kind in _NUMBERS or kind == "number":
                numbers.append(after)
                after += 1
                continue
            tail = after if kind in ("head", "other") else -1
            break
        if tail >= 0 and items[tail].kind == "other":
            self.taken.update(
                number for number in numbers if items[number].kind not in ("symbol", "statement")
            )
            tail = -1
        self.sequence += 1
        for number in numbers:
            if number in self.taken:
                continue
            token = items[number]
            last = number
            if tail >= 0 and number == numbers[-1]:
                last = tail
            elif tokens.beside[number + 1] == "no" and token.kind not in ("symbol", "statement"):
                last = number + 1
            first = number - 1 if tokens.joined[number] and items[number - 1].kind == "open" else number
            body = ""
            if tokens.joined[first] and tokens.kind(first - 1, joined=False) == "body":
                body = items[first - 1].value
                first -= 1
            if token.kind in ("symbol", "statement"):
                plain = last == number
                symbol = printed_symbol(token.text) if token.kind == "symbol" else loose_symbol(token.text)
                self._add(number if plain else first, number, last, symbol)
            elif tail >= 0 and self._is_number(number, body, joined=False):
                draft = items[tail].value == "draft"
                self._add(
                    first, number, last, numbered(token, self._body_of(first, body)), len(numbers) > 1, draft
                )
            elif token.kind == "year" and _sure(token.text):
                self._add(first, number, last, security_council(token.text))

    # --- annexes ------------------------------------------------------------------------------------------

    def _with_annexes(self) -> list[Mention]:
        """`S/2010/498, annex` and `annexes I and II to resolution 2231 (2015)`: the annex is part of the mention."""
        out: list[Mention] = []
        before = self._annexes_before()
        for mention in self.mentions:
            annexes, behind = before.get(mention.first), False
            if annexes is None:
                annexes, behind = self._annexes_behind(mention), True
            if not annexes:
                out.append(mention)
                continue
            for place, annex in enumerate(annexes):
                start, end, first, last = annex.start, annex.end, annex.first, annex.last
                if behind and place == 0:
                    start, first = mention.start, mention.first
                if not behind and place == len(annexes) - 1:
                    end, last = mention.end, mention.last
                out.append(replace(mention, start=start, end=end, first=first, last=last, annex=annex.name))
        return out

    def _annexes_before(self) -> dict[int, list[Annex]]:
        """The annexes named before a document, by the first token of the document."""
        firsts = {mention.first for mention in self.mentions}
        found: dict[int, list[Annex]] = {}
        for at, token in enumerate(self.items):
            if token.kind == "annex" and self.tokens.language != "zh":
                annexes = annexes_at(self.tokens, at)
                after, joined = self._next_token(annexes[-1].end), True
                while (
                    joined
                    and self.tokens.kind(after, joined=False) in ("of", "to", "its")
                    and after not in firsts
                ):
                    after += 1
                    joined = bool(self.tokens.beside[after])
                if joined and after in firsts:
                    found[after] = annexes
        return found

    def _annexes_behind(self, mention: Mention) -> list[Annex]:
        after = mention.last + 1
        if self.tokens.beside[after] == "comma":
            after += 1
        if self.tokens.beside[after] != "annex":
            return []
        annexes = annexes_at(self.tokens, after)
        following = self._next_token(annexes[-1].end)
        if self.tokens.text[annexes[-1].end :][:1] == "-" or self.tokens.language == "zh":
            return annexes if self.tokens.language == "zh" else []
        # "resolution 2347 (2017), annex II of this resolution": the annex is that of another document.
        return [] if following > 0 and self.items[following].kind in ("of", "to") else annexes

    def _next_token(self, offset: int) -> int:
        """The token that begins at `offset` but for space; -1 when other words stand there."""
        for at, token in enumerate(self.items):
            if token.start >= offset:
                return at if not self.tokens.text[offset : token.start].strip() else -1
        return -1


def find_documents(tokens: Tokens, own_body: str) -> list[Mention]:
    """Every document that a text names, in order.

    `own_body` is the body of the document that the text stands in: it decides whose `resolution 34/5` is meant when
    nothing beside the number does.
    """
    return _Finder(tokens, own_body).find()
