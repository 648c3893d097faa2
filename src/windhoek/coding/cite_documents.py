"""Mentions of whole documents in the tokens of a text: resolutions by number, anything by its symbol."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from windhoek.coding.cite_tokens import Token, Tokens, ordinals
from windhoek.document import Language
from windhoek.symbols import normalize, resolution, resolution_year

#: Numbers that name a resolution once a head noun has said that one follows.
_NUMBERS = frozenset(["year", "old", "stroke", "council", "symbol", "statement"])
#: The General Assembly has numbered by session and stroke since its thirty-first session (1976): A/RES/31/1.
_FIRST_STROKE_SESSION = 31
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ARABIC_LETTERS = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E"}


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


def is_operative(symbol: str) -> bool:
    """Whether the paragraphs of a document are operative ones, as far as its symbol tells."""
    return symbol.startswith(("S/RES/", "A/RES/", "A/HRC/RES/", "E/RES/"))


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def security_council(printed: str) -> str | None:
    """`1325 (2000)`, or a bare `1325`, as a symbol.

    The number alone names the resolution, so a year that contradicts `resolution_years.csv` is a slip of the text
    and the year of the table is taken. None when the year is neither printed nor known.
    """
    digits = re.findall(r"\d+", printed)
    number = int(digits[0])
    return resolution(number, resolution_year(number) or (int(digits[1]) if len(digits) > 1 else None))


def _symbol(printed: str) -> str | None:
    """A printed symbol as the UN prints it, or None for what only looks like one (`S/he`, `A/H1N1`)."""
    text = printed.replace("/Res/", "/RES/").replace("/res/", "/RES/")
    letter = re.search(r" [A-H]$", text)
    if letter and not text.startswith("A/RES/"):
        text = text[: letter.start()]
    try:
        symbol = normalize(text)
    except ValueError:
        return None
    if symbol.startswith("S/RES/"):
        return security_council(symbol[6:]) if re.match(r"S/RES/\d+(?: \(\d{4}\))?$", symbol) else symbol
    symbol = re.sub(r" \((?:19|20)\d\d\)$", "", symbol)
    pieces = symbol.split("/")
    if not any(
        piece[0].isdigit() or re.match(r"(?:PV|L|SR|CONF|SC|WG|PET|NGO|INF)\.?\d", piece)
        for piece in pieces[1:]
    ):
        return None
    # A lone number behind S or A is a document of the first decades (S/25704); longer ones are numbers of other things.
    if len(pieces) == 2 and not re.match(
        r"(?:[SA]/\d{1,5}|S/PV\.\d+.*|INFCIRC/\d+|A/INF.*|S/INF.*)$", symbol
    ):
        return None
    return symbol


def _statement(printed: str) -> str | None:
    """Loosely printed symbols of statements and resolutions: `PRST/2015/22`, `S/PRST/ 2016/17`, `S/PRST 2004/16`."""
    found = re.match(r"(S/?|A/)?(PRST|RES)[/ ] ?(\d+)(?:[/ ] ?(\d+))?$", printed)
    if not found or not found[4]:
        return None
    if found[2] == "PRST" and len(found[3]) == 4 and found[1] != "A/":
        return f"S/PRST/{found[3]}/{found[4]}"
    if found[2] == "RES" and found[1] == "A/":
        return f"A/RES/{found[3]}/{found[4]}"
    return None


def _letters(text: str) -> str:
    for word, letter in _ARABIC_LETTERS.items():
        text = text.replace(word, letter)
    return text.replace("دإط", "ES").replace("دإ", "S")


def _numbered(token: Token, body: str) -> str | None:
    """The symbol of a resolution from its number and the body that adopted it; None when the series is not known."""
    if body == "foreign":
        return None
    if token.kind == "year" or token.kind == "number":
        return security_council(token.text)
    if token.kind == "symbol":
        return _symbol(token.text)
    if token.kind == "statement":
        return _statement(token.text)
    text = _letters(token.text).replace(" ", "")
    if token.kind == "old":
        session = re.search(r"\((.*)\)", text)[1]  # type: ignore[index]
        arabic = re.match(r"د-?(\d+)$", session)
        special = re.match(r"(E?S)-?(\d+)$", session)
        if arabic:
            session = _roman(int(arabic[1]))
        elif special:
            session = f"{special[1]}-{_roman(int(special[2]))}"
        if body not in ("", "general assembly", "security council"):
            return None
        return f"A/RES/{text[: text.index('(')]} ({session})"
    if token.kind == "council":
        if body == "commission on human rights":
            return f"E/CN.4/RES/{text}"
        number, second = (int(piece) for piece in text.split("/"))
        return f"E/RES/{text}" if body in ("", "council", "economic and social council") else None
    session = text.split("/")[0]
    human_rights = body in ("human rights council", "council") or (
        session.isdigit() and int(session) < _FIRST_STROKE_SESSION and body != "general assembly"
    )
    return f"A/HRC/RES/{text}" if human_rights else f"A/RES/{text}"


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
            if at in self.taken:
                continue
            if token.kind == "other":
                self._pass_over(at)
            elif backwards and token.kind in _NUMBERS | {"number"}:
                self._chinese(at)
            elif token.kind == "head":
                self._list(at)
            elif token.kind in ("symbol", "statement"):
                symbol = _symbol(token.text) if token.kind == "symbol" else _statement(token.text)
                if symbol:
                    self._add(at, at, at, symbol)
            elif token.kind == "year" and self._sure(token):
                self._add(at, at, at, security_council(token.text))
            elif token.kind == "number" and self._short(at):
                self._add(at, at, at, security_council(token.text))
        self.mentions.sort(key=lambda mention: mention.first)
        return self._with_annexes()

    def _sure(self, token: Token) -> bool:
        """Whether a bare number with a year can be nothing but a resolution: the two belong together."""
        number, year = (int(piece) for piece in re.findall(r"\d+", token.text))
        return resolution_year(number) == year

    def _short(self, at: int) -> bool:
        """`(1325,OP6)`: a bare number that an operative paragraph follows."""
        after = at + 1 + (self.tokens.kind(at + 1) == "comma")
        return (
            resolution_year(int(re.findall(r"\d+", self.items[at].text)[0])) is not None
            and self.items[at].text.isdigit()
            and self.tokens.kind(after) == "noun"
            and self.items[after].value in ("op one", "op many", "pp one", "pp many")
            and self.tokens.text[: self.items[at].start].rstrip()[-1:] in ("(", ";", ",", "[")
        )

    def _add(
        self, first: int, number: int, last: int, symbol: str | None, many: bool = False, draft: bool = False
    ) -> None:
        self.taken.update(range(first, last + 1))
        if symbol:
            start, end = self.items[first].start, self.items[last].end
            # A year behind a symbol that has none, or a letter that is no part of it, is not part of the mention.
            if self.items[last].kind == "symbol" and number == last:
                end = start_of = self.items[last].start
                end = start_of + len(_printed(self.items[last].text, symbol))
            operative = draft or is_operative(symbol)
            self.mentions.append(Mention(first, last, start, end, symbol, operative, "", self.sequence, many))

    def _body_of(self, head: int, body: str) -> str:
        """The body that adopted what a head noun names: the one beside it, or the last one in the sentence, or our own."""
        if body:
            return body
        for at in range(head - 1, max(head - 40, -1), -1):
            token = self.items[at]
            if not self.tokens.same_sentence(token.end, self.items[head].start):
                break
            if token.kind == "head" or token.kind in _NUMBERS:
                break
            if token.kind == "body" and token.value not in ("council", "foreign", "security council"):
                return token.value
        return "human rights council" if self.own_body == "Human Rights Council" else ""

    def _list(self, head: int) -> None:
        """Resolutions after their head noun: `resolutions 1325 (2000), 1820 (2008) and 1888 (2009)`."""
        tokens, items = self.tokens, self.items
        first, body = head, "security council" if items[head].value == "security council" else ""
        if tokens.joined[head] and tokens.kind(head - 1, joined=False) == "body":
            first, body = head - 1, items[head - 1].value
        at = head + 1
        while tokens.kind(at) in ("no", "body", "its", "head"):
            body = items[at].value if items[at].kind == "body" else body
            at += 1
        if not self._is_number(at, body):
            return
        body = self._body_of(first, body)
        self.sequence += 1
        many = items[head].value in ("many", "security council")
        while True:
            last, stated = self._trailing_body(at)
            symbol = _numbered(items[at], stated or body)
            self._add(first, at, last, symbol, many, items[head].value == "draft")
            at = self._next_in_list(last + 1, body)
            if at < 0:
                break
            first = at
        if many:
            self._far_list(last + 1, body)

    def _is_number(self, at: int, body: str) -> bool:
        kind = self.tokens.kind(at)
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
        while self.tokens.kind(after) == "its" or (
            self.tokens.kind(after) == "of" and self.items[after].value == "strict"
        ):
            after += 1
        if self.tokens.kind(after) == "body" and (after > at + 1 or self.tokens.language == "ru"):
            return after, self.items[after].value
        return at, ""

    def _past_date(self, at: int) -> int:
        """The token after `of 31 October 2000`, or `at` itself when no date stands there."""
        after = at
        while self.tokens.kind(after) in ("of", "comma", "its"):
            after += 1
        return after + 1 if self.tokens.kind(after) == "date" else at

    def _next_in_list(self, at: int, body: str) -> int:
        """The next number of a list, past a date and a separator; -1 when the list ends."""
        after = self._past_date(at)
        separators = 0
        while self.tokens.kind(after) in ("comma", "and"):
            after, separators = after + 1, separators + 1
        while separators and self.tokens.kind(after) in ("no",):
            after += 1
        if not separators or not self._is_number(after, body):
            return -1
        if self.items[after].kind in ("symbol", "statement"):
            return -1
        return -1 if self.items[after].kind == "number" and self.tokens.kind(after + 1) == "noun" else after

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
            if token.kind == "old" or (token.kind == "stroke" and _is_session(token.text)):
                if separated and after not in self.taken:
                    self._add(after, after, after, _numbered(token, body), True)

    def _pass_over(self, at: int) -> None:
        """The numbers of decisions, orders and laws name no resolutions."""
        after = at + 1
        while self.tokens.kind(after) in ("no", "body", "its"):
            after += 1
        while after >= 0 and self.tokens.kind(after) in ("stroke", "council", "old", "year", "number"):
            self.taken.add(after)
            after = self._next_in_list(after + 1, "")

    def _chinese(self, at: int) -> None:
        """In Chinese the head noun follows its numbers: 第1325(2000)、1820(2008)和1888(2009)号决议."""
        tokens, items = self.tokens, self.items
        numbers, after, tail = [at], at + 1, -1
        while True:
            while tokens.kind(after) in ("no", "comma", "and", "open", "date", "body", "its"):
                after += 1
            kind = tokens.kind(after)
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
            elif tokens.kind(number + 1) == "no" and token.kind not in ("symbol", "statement"):
                last = number + 1
            first = number - 1 if tokens.joined[number] and items[number - 1].kind == "open" else number
            body = ""
            if tokens.joined[first] and tokens.kind(first - 1, joined=False) == "body":
                body = items[first - 1].value
                first -= 1
            if token.kind in ("symbol", "statement"):
                plain = last == number
                symbol = _symbol(token.text) if token.kind == "symbol" else _statement(token.text)
                self._add(number if plain else first, number, last, symbol)
            elif tail >= 0 and self._is_number(number, body):
                draft = items[tail].value == "draft"
                self._add(
                    first, number, last, _numbered(token, self._body_of(first, body)), len(numbers) > 1, draft
                )
            elif token.kind == "year" and self._sure(token):
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
                    joined = bool(self.tokens.kind(after))
                if joined and after in firsts:
                    found[after] = annexes
        return found

    def _annexes_behind(self, mention: Mention) -> list[Annex]:
        after = mention.last + 1
        if self.tokens.kind(after) == "comma":
            after += 1
        if self.tokens.kind(after) != "annex":
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


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex named in a text: `annex II`, with its offsets and tokens."""

    name: str
    start: int
    end: int
    first: int
    last: int


def annexes_at(tokens: Tokens, noun: int) -> list[Annex]:
    """The annexes that the noun at token `noun` opens: `annex`, `annex II`, or `annexes I and II`."""
    number = _annex_number(tokens.language)
    start, end = tokens.items[noun].start, tokens.items[noun].end
    found = number.match(tokens.text, end)
    names = ["annex"]
    spans = [(start, found.end() if found else end)]
    if found:
        names = [f"annex {found['latin'] or ordinals(tokens.language)[found['word']]}"]
    while found and tokens.items[noun].value == "many" or (found and tokens.language == "zh"):
        found = re.compile(r"(?:,|،|、|and|et|y|и|و|和|及| )+(?= |(?<=[、和及و]))").match(
            tokens.text, spans[-1][1]
        )
        found = number.match(tokens.text, found.end()) if found else None
        if found:
            names.append(f"annex {found['latin'] or ordinals(tokens.language)[found['word']]}")
            spans.append((found.end() - len(found[0].strip()), found.end()))
    out = []
    for name, (begin, stop) in zip(names, spans, strict=True):
        last = max(
            (at for at in range(noun, len(tokens.items)) if tokens.items[at].end <= stop), default=noun
        )
        out.append(Annex(name, begin, stop, noun, last))
    return out


@cache
def _annex_number(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, ordinals(language))) or "(?!)"
    if language == "zh":
        return re.compile(rf"(?P<latin>[IVX]{{1,5}}|[A-Z]|\d{{1,2}})(?![A-Za-z0-9-])|(?P<word>{words})")
    return re.compile(rf" ?(?:(?P<latin>[IVX]{{1,5}}|[A-Z]|\d{{1,2}})(?![\w-])|(?P<word>{words})(?!\w))")


def _is_session(text: str) -> bool:
    session = text.split("/")[0]
    return not session.isdigit() or int(session) >= _FIRST_STROKE_SESSION


def _printed(text: str, symbol: str) -> str:
    """How much of a matched symbol is the symbol itself: a year that is no part of it stays outside."""
    if " " not in symbol and "(" in text and text.endswith(")"):
        return re.sub(r" ?\((?:19|20)\d\d\)$", "", text)
    if not symbol.startswith("A/RES/"):
        return re.sub(r" [A-H]$", "", text)
    return text


def find_documents(tokens: Tokens, own_body: str) -> list[Mention]:
    """Every document that a text names, in order.

    `own_body` is the body of the document that the text stands in: it decides whose `resolution 34/5` is meant when
    nothing beside the number does.
    """
    return _Finder(tokens, own_body).find()
