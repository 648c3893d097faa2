"""What is at hand of the paragraphs of a document: our lines and codes from the register, its text where it is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from windhoek.coding.code import code
from windhoek.document import Document
from windhoek.register.read import Row, rows
from windhoek.symbols import label_parent
from windhoek.tracing.evidence import profile

_NUMBERED = re.compile(r"(OP|PP|¶)(\d+)$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or part: our line of what it asks, its text, its codes; empty is what is not at hand."""

    label: str
    line: str = ""
    text: str = ""
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is at hand of one document.

    `whole`: the kinds of paragraphs (`OP`, `PP`, `¶`) of which all are at hand, so that one that is not among them does not
    exist. `texts`: whether their texts are. `profiles`: the terms of each paragraph, a paragraph with all its parts, a part
    with the paragraphs that it belongs to.
    """

    symbol: str
    paragraphs: Mapping[str, Paragraph]
    whole: frozenset[str]
    texts: bool
    profiles: Mapping[str, frozenset[str]]

    def last(self, kind: str) -> int:
        """The highest number among paragraphs of a kind, 0 where there are none."""
        return max(
            (int(found[2]) for found in map(_NUMBERED.match, self.paragraphs) if found and found[1] == kind),
            default=0,
        )

    def parts(self, label: str) -> tuple[str, ...]:
        """The labels of the parts of a paragraph, in their order."""
        return tuple(each for each in self.paragraphs if label_parent(each) == label)


def whole_paragraph(label: str) -> str:
    """The paragraph that a part belongs to, or the label itself: `OP8` for `OP8(b)(ii)`."""
    while parent := label_parent(label):
        label = parent
    return label


def kind_of(label: str) -> str:
    """`OP`, `PP`, `¶` or `§`: how the paragraphs of a kind are counted."""
    return re.match(r"\D*", label)[0]  # type: ignore[index]


@cache
def _agenda() -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in rows("agenda"):
        found.setdefault(row["symbol"], {})[row["unit"]] = row
    return found


@cache
def _coded() -> dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Themes and functions of the paragraphs on the agenda in the record, by symbol and label."""
    found: dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in rows("commitments"):
        if not row["part"]:
            found.setdefault(row["symbol"], {})[row["unit"]] = (row["themes"], row["functions"])
    return found


def known(symbol: str, stored: Document | None = None) -> Known | None:
    """What is at hand of the document `symbol`: from the register, and from `stored`, its text in English. None: nothing."""
    ours = _agenda().get(symbol, {})
    paragraphs = {
        label: Paragraph(label, row["asks"], "", row["themes"], row["functions"], row["addressees"])
        for label, row in ours.items()
    }
    whole = frozenset(["OP"] if ours else [])
    if stored is not None:
        paragraphs = _with_texts(stored, paragraphs)
        whole |= _counted_through(paragraphs)
    elif not ours:
        paragraphs = {
            label: Paragraph(label, "", "", themes, functions)
            for label, (themes, functions) in _coded().get(symbol, {}).items()
        }
    if not paragraphs:
        return None
    return Known(symbol, paragraphs, whole, stored is not None, _profiles(paragraphs))


def _with_texts(stored: Document, ours: Mapping[str, Paragraph]) -> dict[str, Paragraph]:
    codes = {} if ours else {each.unit: each for each in code(stored)}
    found = {}
    for unit in stored.units:
        read = ours.get(unit.label) or Paragraph(unit.label)
        given = codes.get(unit.label)
        found[unit.label] = Paragraph(
            unit.label,
            read.line,
            unit.text,
            given.themes if given else read.themes,
            given.functions if given else read.functions,
            given.addressees if given else read.addressees,
        )
    return found | {label: each for label, each in ours.items() if label not in found}


def _counted_through(paragraphs: Mapping[str, Paragraph]) -> frozenset[str]:
    """The kinds of paragraphs that are numbered from 1 without a gap: a file that lost some is no proof."""
    numbers: dict[str, set[int]] = {}
    for label in paragraphs:
        found = _NUMBERED.match(label)
        if found:
            numbers.setdefault(found[1], set()).add(int(found[2]))
    return frozenset(kind for kind, seen in numbers.items() if seen == set(range(1, len(seen) + 1)))


def _profiles(paragraphs: Mapping[str, Paragraph]) -> dict[str, frozenset[str]]:
    own = {
        label: profile((each.line, each.text), each.themes, each.functions, each.addressees)
        for label, each in paragraphs.items()
    }
    found = dict(own)
    for label, terms in own.items():
        above = label_parent(label)
        while above:
            if above in own:
                found[above] |= terms
                found[label] |= own[above]
            above = label_parent(above)
    return found
