"""Paragraphs of a resolution with their printed numbers: what stands between blocks of a page and labelled units.

Text extractions lose numbers, print them in the wrong place and run paragraphs together into one line; this is put
right here, by what the neighbouring numbers say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from windhoek.document import Language, Note
from windhoek.reading import leads
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.numbering import is_roman, roman_value, step, style

_TOP = re.compile(
    r"[“\"«„]?\s*(\d{1,3}(?:\s*bis|\s*ter)?\s*(?:[.．、](?!\d)|\s?[-–—](?=\s|$))|[\u0660-\u0669]{1,3}\s*[-–.]"
    r"|[一二三四五六七八九十]{1,3}、)\s*"
)
_BARE = re.compile(r"[“\"«„]?(\d{1,3})\s+(?=\w)")
_LETTERS = r"[a-z]{1,2}|[ivx]{2,6}|[A-Z]|\d{1,2}"
_PART = re.compile(
    rf"[“\"«„]?\s*([(（](?:{_LETTERS}|[\u0621-\u064a]ـ?|[一二三四五六七八九十]{{1,3}})[)）]|(?:[a-z]|[ivx]{{2,6}}|[а-я])\)"
    r"|[’‘'][\d\u0660-\u0669]{1,2}[’‘']|[㈠-㈩]|[ivx]{2,5}\.(?=\s)|[a-zа-я]\.(?=\s)|[\u0621-\u064a]\s?[-–.](?=\s)|(?:--|[–—•●▪◦·\-])(?=\s))\s*"
)
#: A mark inside a line, with what stands before it.
_INNER = re.compile(
    rf"(?<=\S)\s(?P<mark>\d{{1,3}}\.(?=\s)|\((?:{_LETTERS})\)|(?:--|[–—•])(?=\s))\s*(?P<next>\S)"
)
#: The first operative paragraph, run into a line of the preamble.
_OPERATIVE_NUMBER = re.compile(r"[,;.:]\s1\.(?=\s|$)")
_ENDED = re.compile(r"[.;:,!?،؛。；：，][”’»\"')\]]*(?:[\s,]*(?:and|or|et|ou|y|o|и|или))?$")
_STRONG = re.compile(r"[.;:؛。；：][”’»\"')\]]*(?:[\s,]*(?:and|or|et|ou|y|o|и|или))?$")
#: Quotation marks that open; a part's text that is quoted as a whole opens with one at each paragraph.
QUOTES = ("“", "«", "„", '"')
#: Languages whose paragraphs begin with a capital letter, so that a small one means the paragraph goes on.
_CASED = ("en", "es", "fr")
_LONGEST_HEADING = 160
#: No paragraph of a UN document is longer; what is, is no resolution and is left as it stands.
_LONGEST_PARAGRAPH = 100_000
#: How many items are looked at ahead.
_AHEAD = 200


@dataclass(slots=True)
class Item:
    """A paragraph: its number as printed (empty when it has none), its text without it; or a heading."""

    number: str
    text: str
    notes: tuple[Note, ...] = ()
    page: int | None = None
    indent: float = 0.0
    heading: bool = False
    quoted: bool = False  # opens with a quotation mark, before its number or after it
    tail: list[Item] = field(default_factory=list)  # what was joined on and is not yet in `text`

    @property
    def top(self) -> str:
        """The number of an operative paragraph, or empty: digits without brackets."""
        if not self.number or self.number[0] in "(（’‘'":
            return ""
        found = step(self.number)
        return found if found and found[0].isdigit() else ""

    def cut(self, at: int) -> Item:
        """Split off the text from `at` on, with its notes, as an item without a number."""
        rest = self.text[at:]
        shift = at + len(rest) - len(rest.lstrip())
        moved = tuple(
            Note(n.mark, max(n.position - shift, 0), n.text) for n in self.notes if n.position >= at
        )
        self.notes = tuple(note for note in self.notes if note.position < at)
        self.text = self.text[:at].rstrip()
        return Item("", rest.strip(), moved, self.page, self.indent)

    def join(self, other: Item) -> None:
        """Append another item; its words and notes come into `text` and `notes` when `settle` is called."""
        self.tail.append(other)

    @property
    def end(self) -> str:
        """The last words, whether settled or not."""
        return self.tail[-1].end if self.tail else self.text

    def settle(self) -> None:
        """Bring what was joined into `text` and `notes`: once for all, since a text can be long."""
        if not self.tail:
            return
        parts, notes, length = [self.text] if self.text else [], list(self.notes), len(self.text)
        for other in self.tail:
            other.settle()
            shift = length + 1 if parts else 0
            notes += [Note(n.mark, n.position + shift, n.text) for n in other.notes]
            parts.append(other.text)
            length = shift + len(other.text)
        self.text, self.notes, self.tail = " ".join(parts), tuple(notes), []


def ended(text: str, strong: bool = False) -> bool:
    """Whether a text ends as a paragraph does, in punctuation; `strong` leaves the comma out."""
    return bool((_STRONG if strong else _ENDED).search(text))


def read(blocks: Sequence[Block], language: Language) -> list[Item]:
    """The paragraphs and headings of `blocks` with numbers told from text, run-together ones divided."""
    items = [item for block in blocks for item in _numbered(block, language)]
    _mark_headings(items, language)
    items = _divide(_joined(items, language), language)
    _restore(items, language)
    return items


def _numbered(block: Block, language: Language) -> Iterable[Item]:
    text = block.text if block.notes else clean(block.text)
    item = Item(block.number.strip(), text, block.notes, block.page, block.indent)
    item.quoted = text[:1] in QUOTES
    if block.level and not (item.number or _TOP.match(text) or _PART.match(text)):
        item.heading = True
    if not any(mark.isalnum() for mark in text) and not item.number:
        return
    yield from _peel(item, language)


def _peel(item: Item, language: Language) -> Iterable[Item]:
    """Take the printed number off the front of an item; `58. (a) Requests` gives two items, the first without words."""
    if not item.heading and not item.number:
        found = _TOP.match(item.text) or _PART.match(item.text)
        if not found:
            bare = _BARE.match(item.text)
            if bare and leads.opens(item.text[bare.end() :], language) == "operative":
                found = bare
        if found and step(found[1]) is not None:
            item = _without(item, found)
    yield item
    if item.top:
        found = _PART.match(item.text)
        if found and step(found[1]):
            inner = item.cut(0)
            yield from _peel(inner, language)


def _without(item: Item, found: re.Match[str]) -> Item:
    rest = item.cut(found.end())
    rest.number = "".join(found[1].split())
    rest.quoted = item.quoted or rest.text[:1] in QUOTES
    return rest


def _mark_headings(items: Sequence[Item], language: Language) -> None:
    """Headings that the file does not set apart: short, unnumbered, without a stop, between two finished paragraphs."""
    for at, item in enumerate(items):
        if item.heading:
            continue
        following = next((each for each in items[at + 1 : at + _AHEAD] if not each.heading), None)
        if following is None or not item.text or len(item.text) > _LONGEST_HEADING:
            continue
        letter = bool(re.fullmatch(r"(?:[A-Z]|[IVX]+)\.", item.number))
        if item.number and not letter:
            continue
        before = items[at - 1] if at else None
        fresh = before is None or before.heading or ended(before.text)
        titled = not ended(item.text) or (item.text.endswith(":") and not before_is_list(following))
        capital = not (item.text[:1].islower() and language in _CASED)
        starts = bool(following.number) or leads.opens(following.text, language) is not None
        if fresh and titled and capital and starts and leads.opens(item.text, language) is None:
            item.heading = True
            item.text = f"{item.number} {item.text}".strip()
            item.number = ""


def before_is_list(following: Item) -> bool:
    """Whether an item opens a list, so that a line with a colon before it is its lead-in and no heading."""
    return step(following.number or "x") in ("a", "i", "1", "") and not following.top


def _joined(items: Iterable[Item], language: Language) -> list[Item]:
    """Paragraphs that a line or page break cut in two, put together: the second half begins in small letters."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out and not out[-1].heading else None
        small = language in _CASED and item.text[:1].islower()
        loose = last is not None and not ended(last.end) and leads.opens(item.text, language) is None
        if last is not None and not item.number and not item.heading and (small or loose):
            last.join(item)
        else:
            out.append(item)
    for item in out:
        item.settle()
    return out


# --- lines that hold several paragraphs -------------------------------------------------------------------


def _readings(mark: str) -> list[tuple[str, int]]:
    """What a printed number can be: how it is set and its place in the count. `(i)` is a letter and a Roman numeral."""
    found, look = step(mark) or "", style(mark)
    if not found:
        return [("bullet", 0)]
    if found.isdigit():
        return [(look, int(found))]
    out = []
    if is_roman(found):
        out.append(("i" + look[1:], roman_value(found)))
    if len(found) == 1:
        out.append((look, ord(found)))
    return out or [(look, 0)]


class _Open:
    """The numbers that stand open while a resolution is read: the operative paragraph's, and those of its parts."""

    def __init__(self) -> None:
        self.top = 0
        self.levels: list[tuple[str, int]] = []
        self.styles: set[str] = set()

    def enter(self, item: Item) -> None:
        """Take note of an item that has been read."""
        if item.top:
            digits = re.match(r"\d+", item.top)
            self.top = int(digits[0]) if digits else self.top
            self.levels, self.styles = [], set()
        elif item.number:
            found = self.sibling(item.number)
            if found:
                at, look, count = found
            else:
                look, count = _readings(item.number)[0]
                at = next((n for n, level in enumerate(self.levels) if level[0] == look), len(self.levels))
            self.levels[at:] = [(look, count)]
            self.styles.add(look)

    def sibling(self, mark: str) -> tuple[int, str, int] | None:
        """The open level that `mark` goes on with, and what it reads as there."""
        for at in range(len(self.levels) - 1, -1, -1):
            look, last = self.levels[at]
            for reading, count in _readings(mark):
                if reading == look and (count == last + 1 or look == "bullet"):
                    return at, look, count
        return None


class _Ahead:
    """Which numbers are set out on their own further on: one that is cannot be the same number inside a line."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._last = {item.top: at for at, item in enumerate(items) if item.top}

    def paragraph(self, number: str, at: int) -> bool:
        """Whether operative paragraph `number` comes after the item at `at`."""
        return self._last.get(number, -1) > at

    def part(self, mark: str, at: int) -> bool:
        """Whether a part with this number comes after the item at `at`, before the next operative paragraph."""
        found = step(mark)
        for item in self._items[at + 1 : at + _AHEAD]:
            if item.top:
                return False
            if item.number and step(item.number) == found:
                return True
        return False


def _divide(items: Sequence[Item], language: Language) -> list[Item]:
    """Items divided where a bad extraction ran several paragraphs together into one line."""
    out: list[Item] = []
    state = _Open()
    ahead = _Ahead(items)
    for at, item in enumerate(items):
        out.append(item)
        if item.heading:
            continue
        state.enter(item)
        if len(item.text) > _LONGEST_PARAGRAPH:
            continue
        if not state.top:
            out += _preambular(item, language)
        out += _inner(out[-1], state, ahead, at, language)
    return out


def _preambular(item: Item, language: Language) -> list[Item]:
    pattern = leads.inner_opening(language)
    if pattern is None or item.number:
        return []
    out = []
    current = item
    while at := _inner_opening(current.text, pattern, language):
        current = current.cut(at)
        out.append(current)
    return out


def _inner_opening(text: str, pattern: re.Pattern[str], language: Language) -> int:
    for found in pattern.finditer(text):
        if _OPERATIVE_NUMBER.search(text[: found.start()]):
            return 0
        if found.start() > 12 and leads.opens(text[found.end() :], language) == "preambular":
            return found.start()
    return 0


def _inner(item: Item, state: _Open, ahead: _Ahead, index: int, language: Language) -> list[Item]:
    """What is split off an item at the marks inside it that continue the numbering, or open a list in a divided line."""
    out: list[Item] = []
    current, start, divided = item, 0, False
    while found := _INNER.search(current.text, start):
        mark, at = found["mark"], found.start()
        start = found.end("mark")
        if _set_out(found["mark"], ahead, index) or not _opens_here(
            current.text, found, state, divided, language
        ):
            continue
        rest = current.cut(at)
        pieces = list(_peel(rest, language))
        out.extend(pieces)
        for piece in pieces:
            state.enter(piece)
        divided = divided or mark[0].isdigit() or mark[0] == "("
        current, start = pieces[-1], 0
    return out


def _set_out(mark: str, ahead: _Ahead, index: int) -> bool:
    if mark[0].isdigit():
        return ahead.paragraph(mark.rstrip("."), index)
    return bool(step(mark)) and ahead.part(mark, index)


def _opens_here(
    text: str,
    found: re.Match[str],
    state: _Open,
    divided: bool,
    language: Language,
) -> bool:
    mark, before = found["mark"], text[: found.start()].rstrip()
    after = text[found.start("next") :]
    if mark[0].isdigit():
        number = mark.rstrip(".")
        inside = _PART.match(after)
        words = after[inside.end() :] if inside else after
        return int(number) == state.top + 1 and ended(before) and leads.opens(words, language) == "operative"
    capital = found["next"].isupper()
    if state.sibling(mark) is not None:
        return ended(before, strong=True) or (capital and ended(before))
    if not divided or step(mark) not in ("a", "i", "1"):
        return False
    return capital and (
        before.endswith(":") or (_readings(mark)[0][0] in state.styles and not before[-1:].isdigit())
    )


# --- lost numbers -----------------------------------------------------------------------------------------


def _restore(items: Sequence[Item], language: Language) -> None:
    """Give back the numbers of operative paragraphs that an extraction lost, where their neighbours fix them."""

    def free(at: int) -> bool:
        item = items[at]
        if item.number or item.heading or leads.opens(item.text, language) != "operative":
            return False
        return at == 0 or items[at - 1].heading or ended(items[at - 1].text)

    tops = [(at, int(found[0])) for at, item in enumerate(items) if (found := re.match(r"\d+", item.top))]
    bounds = [(-1, 0), *tops]
    for (left, low), (right, high) in pairwise(bounds):
        lost = [at for at in range(left + 1, right) if free(at)]
        if lost and len(lost) == high - low - 1:
            for number, at in enumerate(lost, low + 1):
                items[at].number = f"{number}."
    last, number = bounds[-1]
    for at in range(last + 1, len(items)):
        if free(at) and (not tops or ended(items[at - 1].text, strong=True)):
            number += 1
            items[at].number = f"{number}."
