"""Resolutions, draft resolutions and presidential statements in printed form: blocks become labelled units.

Labels are those of section 0 of the codebook: `PP3`, `OP7`, `OP7(a)(i)`, `OP13(1)` for a dash; `¶3(a)` in a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from windhoek.document import Language, Note, Unit, UnitKind
from windhoek.reading import items as reading_items
from windhoek.reading import leads
from windhoek.reading.annexes import opens_annex
from windhoek.reading.blocks import Block
from windhoek.reading.front import opening
from windhoek.reading.items import Item
from windhoek.reading.numbering import nest
from windhoek.reading.tables import fold, rows
from windhoek.symbols import label_parent, unique_labels

_OPEN_QUOTES, _CLOSE_QUOTES = '“«„"', '”»"'
#: How many items are looked at ahead.
_AHEAD = 200
_NUMBER_ONE = re.compile(r"[“\"]?1\s*[.．\-–]|一、")


def split_annexes(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
    """The blocks of the document itself, and its annexes: the heading of each with the blocks under it."""
    starts = [
        at
        for at, block in enumerate(blocks)
        if at and opens_annex(block.text) and (block.level or _stands_alone(block.text))
    ]
    if not starts:
        return list(blocks), []
    ends = [*starts[1:], len(blocks)]
    annexes = [(blocks[a].text, list(blocks[a + 1 : b])) for a, b in zip(starts, ends, strict=True)]
    return list(blocks[: starts[0]]), annexes


def _stands_alone(text: str) -> bool:
    return len(text) <= 80 and not reading_items.ended(text)


def units(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    """The paragraphs of a resolution or draft resolution and their parts, in order.

    `blocks` may hold the whole document: the masthead, sponsors and adoption lines before the words that open it
    ("The Security Council,") are left out, and so are annexes. Nothing is raised: a text without any number has
    preambular paragraphs only, or operative ones counted by their verbs.
    """
    main, _ = split_annexes(blocks)
    items = reading_items.read(_body(main, language), language)
    _strip_quotes(items)
    return _labelled(_rows(items, language))


def statement(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    """The paragraphs of a presidential statement, counted from 1, with their parts.

    The line that names the meeting and the agenda item stands before the statement and is none of its paragraphs.
    """
    main, _ = split_annexes(blocks)
    items = [item for item in reading_items.read(_spoken(main), language) if item.text or item.number]
    _strip_quotes(items)
    out: list[_Row] = []
    group: list[Item] = []
    heading: str | None = None
    count = 0
    for item in items:
        if item.heading:
            heading = item.text
        elif not item.number or not group:
            out += _with_parts(f"¶{count}", "paragraph", group, heading)
            count += 1
            group = [item]
        else:
            group.append(item)
    out += _with_parts(f"¶{count}", "paragraph", group, heading)
    return _labelled(out)


def _body(blocks: Sequence[Block], language: Language) -> list[Block]:
    """What stands after the opening words; without them, from the first paragraph that opens as paragraphs do."""
    at, _ = opening(blocks)
    if at is not None:
        return list(blocks[at + 1 :])
    for n, block in enumerate(blocks[:_AHEAD]):
        rest = _after_opening(block.text)
        if rest is not None:
            return [Block(rest, page=block.page, indent=block.indent), *blocks[n + 1 :]]
    for n, block in enumerate(blocks):
        if block.number or _NUMBER_ONE.match(block.text) or leads.opens(block.text, language):
            return list(blocks[n:])
    return list(blocks)


def _after_opening(text: str) -> str | None:
    """The text behind opening words that share a line with the first paragraph: `The Security Council, Recalling …`."""
    folded = fold(text.lstrip(_OPEN_QUOTES + " "))
    for row in rows("openings"):
        phrase = fold(row["phrase"])
        if folded.startswith(phrase) and folded[len(phrase) : len(phrase) + 1] in (",", "，", "،"):
            rest = folded[len(phrase) + 1 :].strip()
            if rest and leads.opens(rest, row["language"]):  # type: ignore[arg-type]
                return rest
    return None


def _spoken(blocks: Sequence[Block]) -> list[Block]:
    """A statement's own paragraphs: from the first that begins with the Council's name, after the line that ends in a colon."""
    phrases = tuple(fold(row["phrase"]) for row in rows("openings"))
    for at, block in enumerate(blocks):
        text = fold(block.text.lstrip(_OPEN_QUOTES + " "))
        if text.startswith(phrases) and len(text) > 60 and not text.endswith(":"):
            return list(blocks[at:])
    colon = next(
        (at for at, b in enumerate(blocks) if b.text.rstrip().endswith((":", "：")) and len(b.text) > 120), -1
    )
    return list(blocks[colon + 1 :])


# --- labels -----------------------------------------------------------------------------------------------

_Row = tuple[str, UnitKind, Item, "str | None"]


def _rows(items: Sequence[Item], language: Language) -> list[_Row]:
    out: list[_Row] = []
    heading: str | None = None
    preambular = 0
    label, group_heading = "", None
    kind: UnitKind = "preambular"
    group: list[Item] = []

    def close() -> None:
        out.extend(_with_parts(label, kind, group, group_heading))
        group.clear()

    operative = False
    for at, item in enumerate(items):
        if item.heading:
            heading = item.text
        elif item.top:
            close()
            if not operative and out and out[-1][3] == heading:
                # A heading of the preamble does not reach into the operative part.
                heading = None
            operative = True
            label, kind, group_heading = f"OP{item.top}", "operative", heading
            group.append(item)
        elif item.number:
            if not group:
                label, kind, group_heading = (
                    ("OP1", "operative", heading) if operative else ("PP1", "preambular", heading)
                )
                group.append(Item("", ""))
            group.append(item)
        elif not operative or _preambular_between(items, at, language):
            close()
            preambular += 1
            label, kind, group_heading = f"PP{preambular}", "preambular", heading
            group.append(item)
        else:
            _belongs(group, item)
    close()
    return out


def _preambular_between(items: Sequence[Item], at: int, language: Language) -> bool:
    """Whether an unnumbered paragraph behind operative ones is preambular: "Acting under Chapter VII …,"."""
    text = items[at].text.rstrip('”"» ')
    comma = text[-1:] in ",،，"
    return (
        comma
        and leads.opens(text, language) == "preambular"
        and _operative_follows(items[at + 1 : at + _AHEAD])
    )


def _operative_follows(items: Iterable[Item]) -> bool:
    """Whether another operative paragraph comes, with nothing but unnumbered paragraphs before it."""
    return next((bool(item.top) for item in items if item.number), False)


def _belongs(group: list[Item], item: Item) -> None:
    """An unnumbered paragraph goes to the operative paragraph; to its last part if that is but a title so far."""
    last = group[-1]
    target = group[0] if len(group) > 1 and reading_items.ended(last.end) else last
    target.join(item)


def _with_parts(label: str, kind: UnitKind, group: Sequence[Item], heading: str | None) -> list[_Row]:
    """One paragraph and its parts as rows; a lead-in without words is no unit."""
    if not group:
        return []
    for item in group:
        item.settle()
    head, parts = group[0], group[1:]
    out: list[_Row] = [(label, kind, head, heading)] if head.text else []
    for part, path in zip(parts, nest((part.number, None) for part in parts), strict=True):
        if part.text:
            out.append((label + "".join(f"({each})" for each in path), "part", part, heading))
    return out


def _labelled(rows: Iterable[_Row]) -> tuple[Unit, ...]:
    kept = list(rows)
    labels = unique_labels([row[0] for row in kept])
    latest: dict[str, str] = {}
    out = []
    for label, (printed, kind, item, heading) in zip(labels, kept, strict=True):
        latest[printed] = label
        parent = label_parent(printed)
        while parent is not None and parent not in latest:
            parent = label_parent(parent)
        over = latest[parent] if parent is not None else None
        out.append(Unit(label, kind, item.text, item.page, over, heading, item.notes))
    return tuple(out)


def _strip_quotes(items: Sequence[Item]) -> None:
    """Drop the quotation mark that only repeats at each paragraph of a quoted text, and the one that closes it."""
    whole = [item for item in items if not item.heading and (item.top or not item.number)]
    if not whole or sum(item.quoted for item in whole) * 2 < len(whole):
        return
    for item in items:
        bare = item.text.lstrip(_OPEN_QUOTES + " ")
        cut = len(item.text) - len(bare)
        if cut and not item.heading and _unbalanced(item.text) > 0:
            item.text = bare
            item.notes = tuple(Note(n.mark, max(n.position - cut, 0), n.text) for n in item.notes)
    last = next(item for item in reversed(items) if not item.heading)
    if last.text[-1:] in _CLOSE_QUOTES and _unbalanced(last.text) < 0:
        last.text = last.text[:-1].rstrip()


def _unbalanced(text: str) -> int:
    """How many quotation marks open in a text without closing in it (negative: close without opening)."""
    straight = text.count('"') % 2
    return (
        text.count("“")
        + text.count("«")
        + text.count("„")
        - text.count("”")
        - text.count("»")
        + (straight if text[:1] == '"' else -straight)
    )
