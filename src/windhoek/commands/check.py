"""`windhoek check`: the citations of UN paragraphs in somebody's draft."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from windhoek import printing
from windhoek.commands.common import File, Json, StoreAt, open_store, print_json
from windhoek.document import Document
from windhoek.reading import read
from windhoek.tracing.check import Judged, Verdict
from windhoek.tracing.check import check as judge
from windhoek.tracing.drafts import Cited
from windhoek.tracing.known import Paragraph

if TYPE_CHECKING:
    from windhoek.store.store import Store

_FLAGGED = "bold red"
#: How each verdict is counted in the last line.
_COUNTED: dict[Verdict, tuple[str, str]] = {
    "fits": ("fits", "fit"),
    "something else": ("speaks of something else", "speak of something else"),
    "does not exist": ("does not exist", "do not exist"),
    "cannot tell": ("left open", "left open"),
}


def check(file: File, store: StoreAt = None, as_object: Json = False) -> None:
    """Find every citation of a UN paragraph in a draft, say what the paragraph is about, and flag the wrong ones.

    The status is 1 when a citation is flagged: its paragraph does not exist, or speaks of something else.

    Example: `windhoek check draft.docx`
    """
    found = judge(read(file), texts(_opened(store)))
    flagged = sum(each.flagged for each in found)
    if as_object:
        print_json({"file": str(file), "flagged": flagged, "citations": [_object(each) for each in found]})
    else:
        _show(printing.console(), found)
    if flagged:
        raise SystemExit(1)


def texts(store: Store | None) -> Callable[[str], Document | None]:
    """What gives the English text of a document in a store by its symbol, or None."""

    def text(symbol: str) -> Document | None:
        if store is None:
            return None
        from windhoek.store import queries
        from windhoek.store.loading import load

        row = queries.find(store, symbol, "en")
        return load(store, row)[0] if row is not None and row.language == "en" else None

    return text


def _opened(place: str | None) -> Store | None:
    """The store; None where nobody named one and there is no place for the usual one: the register will do."""
    from windhoek.store.store import StoreError

    try:
        return open_store(place)
    except StoreError:
        if place or os.environ.get("WINDHOEK_STORE"):
            raise
        return None


def _show(out: Console, found: Sequence[Judged]) -> None:
    if not found:
        out.print("It cites no paragraph of a UN document.")
        return
    for each in found:
        _one(out, each)
    counts = Counter(each.verdict for each in found)
    counted = ", ".join(
        f"{counts[verdict]} {one if counts[verdict] == 1 else many}"
        for verdict, (one, many) in _COUNTED.items()
        if counts[verdict]
    )
    plural = "citation" if len(found) == 1 else "citations"
    out.print(Text(f"{len(found)} {plural} of paragraphs: {counted}.", style="bold"))
    missing = dict.fromkeys(
        each.cited.symbol
        for each in found
        if each.verdict != "does not exist" and (each.about is None or not each.about.text)
    )
    if missing:
        out.print(
            f"Not in the store: {', '.join(missing)}. What the register says of them served instead; "
            "`windhoek ingest` brings in their texts.",
            style=printing.QUIET,
        )


def _one(out: Console, each: Judged) -> None:
    head = Text("! " if each.flagged else "  ", style=_FLAGGED)
    head.append(f"{place(each.cited)}  ", style=printing.QUIET).append(each.cited.words, style=printing.LABEL)
    head.append(f"  {each.verdict}", style=_FLAGGED if each.flagged else "bold")
    out.print(head)
    if each.cited.claim:
        _indented(out, Text(f"“{_shortened(each.cited.claim)}”", style="italic"))
    target = printing.target(each.cited.symbol, each.cited.label)
    if each.about:
        named = printing.target(each.cited.symbol, each.about.label)
        _indented(out, Text(f"{named}: {_line(each.about)}"))
        codes = "; ".join(", ".join(codes) for codes in (each.about.themes, each.about.functions) if codes)
        if codes:
            _indented(out, Text(codes, style=printing.QUIET))
    else:
        _indented(out, Text(target))
    for likelier in each.likelier:
        shown = Text("likelier: ", style="bold").append(
            f"{likelier.label}: {_line(likelier)}", style="not bold"
        )
        _indented(out, shown)
    _indented(out, Text(f"why: {each.why}", style=printing.QUIET))
    out.print()


def _indented(out: Console, line: Text) -> None:
    out.print(Padding(line, (0, 0, 0, 4)))


def place(cited: Cited) -> str:
    """Where a draft cites, for people: `page 3, paragraph 12, note 4`."""
    parts = [
        cited.part,
        f"page {cited.page}" if cited.page else "",
        f"paragraph {cited.number}",
        f"note {cited.note}" if cited.note else "",
    ]
    return ", ".join(part for part in parts if part)


def _line(paragraph: Paragraph) -> str:
    """Our line of what a paragraph asks; where we have none the beginning of its text."""
    if paragraph.line:
        return paragraph.line
    return _shortened(paragraph.text) or "its text is not at hand"


def _shortened(words: str, width: int = 160) -> str:
    return words if len(words) <= width else f"{words[:width].rsplit(' ', 1)[0]} …"


def _object(each: Judged) -> dict[str, Any]:
    cited = each.cited
    return {
        "part": cited.part,
        "page": cited.page,
        "paragraph": cited.number,
        "note": cited.note,
        "words": cited.words,
        "symbol": cited.symbol,
        "label": cited.label,
        "claim": cited.claim,
        "verdict": each.verdict,
        "flagged": each.flagged,
        "why": each.why,
        "about": _paragraph(each.about) if each.about else None,
        "likelier": [_paragraph(paragraph) for paragraph in each.likelier],
        "scores": [
            {
                "label": label,
                "score": round(score.value, 2),
                "shared": [{"words": words, "weight": round(weight, 2)} for words, weight in score.shared],
            }
            for label, score in each.scores
        ],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "label": paragraph.label,
        "line": paragraph.line,
        "text": paragraph.text,
        "themes": paragraph.themes,
        "functions": paragraph.functions,
        "addressees": paragraph.addressees,
    }
