"""A document in pages that are quick to send on a slow line, by the bytes of HTML that each paragraph becomes.

A page weighs 150 kB at most before it is made small to be sent, with style and script as they are sent, once. What a
paragraph becomes is worked out from what is shown of it: its words in UTF-8, its notes, links, themes and reasons. The
figures below were read off the pages of the whole record in six languages, rounded up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from gzip import compress
from itertools import accumulate
from pathlib import Path

from windhoek.site import addresses, languages, shelf
from windhoek.store import extracts, pages
from windhoek.store.extracts import Spoken
from windhoek.store.pages import Citing
from windhoek.store.tables import Code, Document, Unit

#: Documents that cite a document, and that cite one paragraph, as many as a page names.
SHOWN_CITING, SHOWN_CITING_UNIT = 12, 8
#: Paragraphs on women, peace and security that the head of a document names.
SHOWN_RELEVANT = 30
_STATIC = Path(__file__).parent / "static" / "windhoek"
#: Bytes of HTML of a page: 150 kB without style and script, and without what a page may weigh more than was worked out.
PAGE = 150_000 - sum(len(compress((_STATIC / name).read_bytes())) for name in ("site.css", "site.js")) - 4_000
#: Those of the head and foot of every page.
FRAME = 8_000
_UNIT, _LABEL = 370, 12  # around the words of a paragraph, and for each sign of its label in an address
_NOTE, _LINK = 150, 70
_CODE, _THEME, _ASKED = 190, 60, 440
_REASON, _RULE, _CODED = 175, 4.5, 40  # a reason, each letter of its rule, each code that it gives
_CITED, _CITING = 150, 78  # beside a cited paragraph, and for each that cites it
_ESCAPED = 5  # bytes that a sign takes more in HTML
_HEADING, _RELEVANT, _CITES, _SPEAKER, _EXTRACT = 160, 85, 240, 900, 330
_FOREIGN = 1.2  # so much longer are our own words in other languages than English

#: A paragraph, and the same in the language beside it, where there is one.
Pair = tuple[Unit | None, Unit | None]


@dataclass(frozen=True, slots=True)
class Laid:
    """A document with what its page says of it, its paragraphs in pages. `weight` is about that of all on one, in bytes."""

    document: Document
    units: list[Unit]
    other: Document | None
    others: list[Unit]
    codes: Mapping[str, Code]
    own_codes: bool
    citing: list[Citing]
    cited: Mapping[str, list[tuple[Citing, str]]]
    chunks: list[list[Pair]]
    weight: int

    def page_of(self, label: str) -> int | None:
        """The number of the page on which a paragraph stands; None where there is none of that label."""
        found = (
            n for n, chunk in enumerate(self.chunks, 1) if any(label_of(pair) == label for pair in chunk)
        )
        return next(found, None)


def lay_out(document: Document, expressions: Sequence[Document], other: Document | None = None) -> Laid:
    """A document, one of its `expressions`, in pages; with `other`, another of them, beside it."""
    store = shelf.store()
    units = pages.units(store, document)
    others = pages.units(store, other) if other else []
    codes, own_codes = _codes(document, expressions, units)
    every = pages.cited_by(store, document.symbol, document.part, document.language)
    cited = pages.by_label(every, [unit.label for unit in units])
    pairs: list[Pair] = side_by_side(units, others) if other else [(unit, None) for unit in units]
    links = pages.links(store, [document, other] if other else [document])

    ours = 1.0 if document.language == languages.ENGLISH else _FOREIGN

    def weight(pair: Pair) -> int:
        around = sum(_around(each) + _LINK * links[each.pk] for each in pair if each)
        if pair[0] and not other:
            label = pair[0].label
            around += _beside(codes.get(label), own_codes, len(cited.get(label, ())))
        return round(ours * around) + sum(_words(each) for each in pair if each)

    weights = [weight(pair) for pair in pairs]
    heads = [unit.heading for unit, last in zip(units, [None, *units], strict=False) if _heads(unit, last)]
    frame = round(ours * FRAME) + sum(_HEADING + size(head or "") for head in heads)
    frame += sum(_CITES + _CITING * len(each.labels) for each in every[:SHOWN_CITING])
    if FRAME + sum(weights) > PAGE:  # else there is no other page to lead to
        frame += sum(20 + 4 * len(unit.label.encode()) for unit in units if addresses.is_bare(unit.label))
    first = frame + len(str(document.adoption)) + min(len(codes), SHOWN_RELEVANT) * _RELEVANT
    first += _speeches(extracts.spoken(store, document))
    tops = [(pair[0] or pair[1]).parent is None for pair in pairs]  # type: ignore[union-attr]
    chunks = [pairs[start:end] for start, end in cut(weights, tops, PAGE - first, PAGE - frame)]
    return Laid(document, units, other, others, codes, own_codes, every, cited, chunks, first + sum(weights))


def cut(weights: Sequence[int], tops: Sequence[bool], first: int, rest: int) -> list[tuple[int, int]]:
    """Where pages begin and end, so that none weighs more than `rest` (the first: `first`) unless one thing alone does.

    A page begins where `tops` says so: only where that would leave a page more than half empty, elsewhere. Nothing is one page.
    """
    sums = [0, *accumulate(weights)]
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(weights) or not found:
        room = rest if found else first
        end = min(start + 1, len(weights))
        while end < len(weights) and sums[end + 1] - sums[start] <= room:
            end += 1
        if end < len(weights):
            back = max((at for at in range(start + 1, end + 1) if tops[at]), default=end)
            if sums[back] - sums[start] > room / 2:
                end = back
        found.append((start, end))
        start = end
    return found


def side_by_side(units: Sequence[Unit], others: Sequence[Unit]) -> list[Pair]:
    """Two languages of a document by label, which is the same in all; what one lacks stands where the other has it."""
    held = {unit.label: unit for unit in units}
    beside = {unit.label: unit for unit in others}
    alone: dict[str, list[Unit]] = {}
    last = ""
    for unit in others:
        if unit.label in held:
            last = unit.label
        else:
            alone.setdefault(last, []).append(unit)
    found: list[Pair] = [(None, unit) for unit in alone.get("", ())]
    for unit in units:
        found.append((unit, beside.get(unit.label)))
        found += [(None, each) for each in alone.get(unit.label, ())]
    return found


def label_of(pair: Pair) -> str:
    """The label of the paragraph, in whichever of the two languages there is one."""
    unit = pair[0] or pair[1]
    return unit.label if unit else ""


def _heads(unit: Unit, last: Unit | None) -> bool:
    """Whether a heading stands before a paragraph, and in the contents."""
    return bool(unit.heading) and (last is None or unit.heading != last.heading)


def _words(unit: Unit) -> int:
    return size(unit.text) + sum(size(text) for _, _, text in unit.notes)


def _around(unit: Unit) -> int:
    return _UNIT + _LABEL * len(addresses.fragment(unit.label)) + _NOTE * len(unit.notes)


def _beside(code: Code | None, own: bool, cited: int) -> int:
    """What stands beside the words of a paragraph: themes, reasons, what it asks, who cites it."""
    load = min(cited, SHOWN_CITING_UNIT) * _CITING + (_CITED if cited else 0)
    if code is None:
        return load
    load += _CODE + _THEME * len(code.themes)
    if own:
        load += _ASKED * len(code.commitments) + sum(
            _REASON + round(_RULE * len(rule)) for rule in {rule for *_, rule in code.because}
        )
        load += _CODED * len({(name, rule) for name, _, _, rule in code.because})
        load += sum(end - start for start, end in {(start, end) for _, start, end, _ in code.because})
    return load


def _speeches(said: Spoken) -> int:
    speaking = {each.speech for each in said.extracts}
    load = (1 if len(said.speakers) == 1 else len(speaking)) * _SPEAKER
    return load + sum(_EXTRACT + size(each.title) + _THEME * len(each.themes) for each in said.extracts)


def size(text: str) -> int:
    """Bytes of HTML that a text becomes."""
    return len(text.encode()) + _ESCAPED * sum(map(text.count, "'\"&<>"))


def _codes(
    document: Document, expressions: Iterable[Document], units: Sequence[Unit]
) -> tuple[Mapping[str, Code], bool]:
    """The codes by label, and whether they are of this text: a text without any borrows those of the English one."""
    own = {unit.label: unit.code for unit in units if hasattr(unit, "code")}
    if own or document.language == "en":
        return own, True
    english = next((each for each in expressions if each.language == "en"), None)
    if english is None:
        return {}, True
    labels = {unit.label for unit in units}
    borrowed = pages.codes_by_label(shelf.store(), english)
    return {label: code for label, code in borrowed.items() if label in labels}, False
