"""The labels of paragraphs that a text names: `OP7(a)` of a resolution, `¶12` of a report, `annex II, ¶3`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from windhoek.coding.cite_groups import Group, Steps, Target
from windhoek.coding.cite_series import is_operative
from windhoek.document import Document, Unit
from windhoek.symbols import label_path


@dataclass(frozen=True, slots=True)
class Found:
    """A citation before it is tied to a unit."""

    start: int
    end: int
    symbol: str
    label: str


def labelled(group: Group, document: Document, unit: Unit, labels: frozenset[str]) -> list[Found]:
    """The citations of a group whose document is known. `labels` are those of the document that the text stands in."""
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
        if (annex and annex != document.part) or (annex and kind == "paragraph"):
            return _label(kind, steps, False, annex)
        base = _base(unit)
        return base + "".join(f"({part})" for part in steps) if base else ""
    # An annex is no resolution, but what it calls "this resolution" is.
    operative = document.kind in _OPERATIVE_KINDS or (bool(document.part) and is_operative(document.symbol))
    label = _label(kind, steps, operative and not annex, "")
    here = annex == document.part
    if here and label not in labels:
        rest = label.lstrip("OP¶")
        exists = (
            [prefix + rest for prefix in ("OP", "¶", "§") if prefix + rest in labels]
            if kind == "paragraph"
            else []
        )
        ending = _ending(rest, labels) if target.said and kind == "paragraph" else []
        if exists or len(ending) == 1:
            label = (exists or ending)[0]
        elif (
            document.part
            and "." in steps[0]
            and not _has(labels, label)
            and not is_operative(document.symbol)
        ):
            return label  # the numbers of a main part have points, those of its annexes have none
        elif labels and not target.said and not _has(labels, label):
            return ""
    return f"{annex}, {label}" if annex else label


def _has(labels: frozenset[str], label: str) -> bool:
    """Whether there is the numbered paragraph that a label is or belongs to: `¶5.24` for `¶5.24(a)`."""
    return label.split("(")[0] in labels


def _ending(rest: str, labels: frozenset[str]) -> list[str]:
    """The labels that say more than the text does: `5.24 (a)` is `¶5.II.24(a)` where sections are numbered apart."""
    if "." not in rest:
        return []
    return [label for label in labels if re.sub(r"\.[IVX]+(?=\.)", "", label.lstrip("OP¶")) == rest]


def _base(unit: Unit) -> str:
    """The numbered paragraph that a unit is or belongs to: `OP7` for `OP7(a)(i)`; empty where none is numbered."""
    try:
        base = label_path(unit.label)[0]
    except ValueError:
        return ""
    return base if base.startswith(("OP", "¶")) else ""
