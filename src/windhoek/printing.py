"""What a terminal shows: documents, units, codes and hits, readable in 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from windhoek.document import Adoption, Because, Citation, Code, Document, Unit

#: The style of words that decided a code, and of words that were searched for.
DECISIVE, FOUND, QUIET, LABEL = "bold magenta", "bold yellow", "dim", "bold cyan"


def console(*, stderr: bool = False) -> Console:
    """A console that wraps at the width of the terminal, 80 columns where there is none."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False, emoji=False, markup=False)


def document(out: Console, read: Document) -> None:
    """The head of a document: what it is, when, in which language, and what had to be mended."""
    out.print(Text(read.name, style="bold"))
    if read.title and read.title != read.name:
        out.print(read.title)
    facts = [read.kind, read.body, read.date, read.language]
    out.print(Text(" · ".join(fact for fact in facts if fact), style=QUIET))
    for line in adoption(read.adoption):
        out.print(Text(line, style=QUIET))
    for repair in read.repairs:
        out.print(Text(f"Mended: {repair}", style="yellow"))


def adoption(facts: Adoption | None) -> list[str]:
    """Adoption facts as lines for people; none where nothing is known."""
    if facts is None:
        return []
    lines = []
    if facts.outcome:
        lines.append(facts.outcome)
    elif facts.meeting:
        lines.append(facts.meeting if facts.meeting.startswith("S/PV.") else f"{facts.meeting} meeting")
    if facts.agenda_item:
        lines.append(f"Agenda item: {facts.agenda_item}")
    if facts.draft:
        lines.append(
            f"Draft: {facts.draft}" + (f", by {', '.join(facts.sponsors)}" if facts.sponsors else "")
        )
    return lines


def units(
    out: Console,
    read: Sequence[Unit],
    *,
    codes: Mapping[str, Code] | None = None,
    only_coded: bool = False,
) -> None:
    """Units under their labels, parts indented, sub-headings between, footnotes below, codes with their words."""
    heading = None
    width = max((len(unit.label) for unit in read), default=4)
    for unit in read:
        code = (codes or {}).get(unit.label)
        if only_coded and code is None:
            continue
        if unit.heading and unit.heading != heading:
            out.print()
            out.print(Text(unit.heading, style="bold"))
        heading = unit.heading
        marks = code.because if code else ()
        out.print(
            _row(unit.label, width, text(unit, marks), depth=unit.label.count("(") if width < 20 else 0)
        )
        for note in unit.notes:
            out.print(Padding(Text(f"{note.mark} {note.text}", style=QUIET), (0, 0, 0, width + 2)))
        if code:
            out.print(Padding(Text(summary(code), style=LABEL), (0, 0, 0, width + 2)))
            for commitment in asked(code):
                out.print(Padding(commitment, (0, 0, 0, width + 4)))
            for line in reasons(unit, code.because):
                out.print(Padding(Text(line, style=QUIET), (0, 0, 0, width + 4)))


def text(unit: Unit, marks: Iterable[Because] = ()) -> Text:
    """The text of a unit with the words that decided its codes set off."""
    shown = Text(unit.text)
    for mark in marks:
        shown.stylize(DECISIVE, mark.start, mark.end)
    return shown


def summary(code: Code) -> str:
    """The codes of a unit on one line: themes, functions, verb and its strength."""
    parts = [", ".join(code.themes), ", ".join(code.functions)]
    if code.verb:
        parts.append(f"{code.verb} ({code.strength})" if code.strength else code.verb)
    if code.addressees:
        parts.append(f"to {', '.join(code.addressees)}")
    return " | ".join(part for part in parts if part)


def asked(code: Code) -> list[Text]:
    """The commitments of a unit, one a line: verb and strength, whom it asks, and the first words of what."""
    lines = []
    for each in code.commitments:
        line = Text("asks: ").append(each.verb, style="bold").append(f" ({each.strength}) → ")
        line.append(", ".join(each.addressees) or "nobody named").append(f": “{_shortened(each.action)}”")
        lines.append(line)
    return lines


def _shortened(words: str, width: int = 90) -> str:
    words = " ".join(words.split())
    return words if len(words) <= width else f"{words[:width].rsplit(' ', 1)[0]} …"


def explained(out: Console, codes: Iterable[Code], notes: Mapping[str, str]) -> None:
    """The rules that gave the codes, each with its note."""
    names = {why.rule for code in codes for why in code.because}
    if not names:
        return
    out.print(Text("\nRules", style="bold"))
    for name in [*(known for known in notes if known in names), *sorted(names - notes.keys())]:
        out.print(Text(name))
        out.print(Padding(Text(notes.get(name, "No longer in the codebook."), style=QUIET), (0, 0, 0, 4)))


def reasons(unit: Unit, because: Iterable[Because]) -> list[str]:
    """For each code the words and the rule that gave it."""
    by_code: dict[str, list[str]] = {}
    for each in because:
        words = unit.text[each.start : each.end]
        by_code.setdefault(each.code, []).append(f"“{words}” ({each.rule})" if words else f"({each.rule})")
    return [f"{code}: {'; '.join(dict.fromkeys(found))}" for code, found in by_code.items()]


def citations(out: Console, found: Sequence[Citation]) -> None:
    """What units cite: one line for each unit, targets as the UN prints them."""
    by_unit: dict[str, list[str]] = {}
    for citation in found:
        by_unit.setdefault(citation.unit, []).append(target(citation.symbol, citation.label))
    width = max((len(label) for label in by_unit), default=4)
    for label, targets in by_unit.items():
        out.print(_row(label, width, Text(", ".join(dict.fromkeys(targets)))))


def target(symbol: str, label: str) -> str:
    """A symbol with the label in it: `S/RES/1325 (2000) OP4`."""
    return f"{symbol} {label}" if label else symbol


def hit(out: Console, name: str, label: str, date: str, shown: Text, themes: Sequence[str]) -> None:
    """One paragraph that a search found."""
    out.print()
    head = Text(f"{name} {label}", style=LABEL)
    head.append("  ".join(["", date, ", ".join(themes)]).rstrip(), style=QUIET)
    out.print(head)
    out.print(Padding(shown, (0, 0, 0, 2)))


def _row(label: str, width: int, shown: Text, depth: int = 0) -> Table:
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(width=width, no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(Text(label, style=LABEL), Padding(shown, (0, 0, 0, 2 * depth)) if depth else shown)
    return row
