"""`windhoek matrix` and `windhoek review`: asked and reported by year, and what people decide of the links between them."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from windhoek import printing
from windhoek.commands.common import Json, StoreAt, fail, open_store, print_json
from windhoek.document import Evidence
from windhoek.publishing import spreadsheet
from windhoek.publishing.matrix import SIGNS, columns, lines, look, whole
from windhoek.tracing.asked import Asked
from windhoek.tracing.links import RULES, Link
from windhoek.tracing.matrix import BY, By, Cell, Matrix
from windhoek.tracing.matrix import matrix as made

_LABEL = 26
#: Years that stand side by side at 80 columns.
_YEARS = 18
_WORDS = 200
#: Proposals that a cell shows, the likeliest first.
_PROPOSED = 8

app = typer.Typer(
    help="Confirm or reject links between what was asked and evidence.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
Mission = Annotated[str, typer.Argument(help="Acronym, such as MINUSTAH.", show_default=False)]
Who = Annotated[
    str,
    typer.Option(
        "--who", help="Your name, kept with what you decide.", show_default="the user of this machine"
    ),
]
Why = Annotated[str, typer.Option("--why", help="Why, in a few words; kept too.")]
Paragraph = Annotated[
    str, typer.Argument(metavar="PARAGRAPH", help='Such as "S/RES/2070 (2012), OP22".', show_default=False)
]
EvidenceName = Annotated[
    str,
    typer.Argument(
        metavar="EVIDENCE", help='Such as "S/2013/493, ¶23", as the matrix prints it.', show_default=False
    ),
]


def matrix(
    mission: Mission,
    by: Annotated[str, typer.Option(help="Rows: function, theme or paragraph.")] = "function",
    row: Annotated[
        str,
        typer.Option(metavar="ROW", help="Open the cells of one row, such as elections.", show_default=False),
    ] = "",
    year: Annotated[
        int, typer.Option(metavar="YEAR", help="Open one year of that row.", show_default=False)
    ] = 0,
    store: StoreAt = None,
    similar: Annotated[
        bool, typer.Option("--similar", help="Order proposals by a sentence model (the extra *similar*).")
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a line a cell, for a spreadsheet.")] = False,
    as_object: Json = False,
) -> None:
    """Print what was asked of a mission and what was reported, year by year; open a cell down to its paragraphs.

    Example: `windhoek matrix MINUSTAH --row elections --year 2006`
    """
    if by not in BY:
        fail(f"--by is one of {', '.join(BY)}, not {by}.", status=2)
    found = _matrix(mission, by, store, similar)
    cells = _chosen(found, row, year)
    if as_object:
        print_json(whole(found, cells))
    elif as_csv:
        print(spreadsheet.text((columns(found), *lines(found, cells))), end="")
    elif row:
        out_ = printing.console()
        for each in cells:
            _print_cell(out_, found, each)
    else:
        _print_matrix(printing.console(), found)


def _matrix(mission: str, by: By | str, store: str | None, similar: bool = False) -> Matrix:
    from windhoek.store.record import reports, texts
    from windhoek.store.reviews import reviews

    name = mission.upper()
    opened = open_store(store)
    try:
        return made(name, texts(opened, [name]), reports(opened), by, reviews(opened, name), similar)  # type: ignore[arg-type]
    except KeyError:
        fail(f"No mission is called {mission}. `windhoek register show missions` lists them.")


def _chosen(found: Matrix, row: str, year: int) -> list[Cell]:
    if row and row not in found.rows:
        fail(f"The matrix of {found.mission} has no row {row}. It has {', '.join(found.rows)}.")
    if year and year not in found.years:
        fail(
            f"The matrix of {found.mission} has no year {year}. It runs from {found.years[0]} to {found.years[-1]}."
        )
    return [
        found.cell(one, each)
        for one in ((row,) if row else found.rows)
        for each in ((year,) if year else found.years)
    ]


def _print_matrix(out: Console, found: Matrix) -> None:
    if not found.years:
        out.print(f"Nothing is at hand on {found.mission}: no resolution, no report, no figure.")
        return
    out.print(Text(f"{found.mission}: asked and reported on women, peace and security", style="bold"))
    for what, sign in SIGNS.items():
        out.print(Text(f"  {sign}  {what}", style=printing.QUIET))
    for at in range(0, len(found.years), _YEARS):
        years = found.years[at : at + _YEARS]
        out.print(
            Text("\n" + " " * _LABEL + "".join(f"{year % 100:02} " for year in years), style=printing.QUIET)
        )
        for row in found.rows:
            label = row if len(row) < _LABEL else f"{row[: _LABEL - 2]}…"
            out.print(
                Text(
                    f"{label:{_LABEL}}" + "".join(f"{SIGNS[look(found.cell(row, year))]}  " for year in years)
                )
            )
    out.print(
        Text(
            f"\nOpen a cell:  windhoek matrix {found.mission} --row {found.rows[0]} --year {found.years[-1]}",
            style=printing.QUIET,
        )
    )


def _print_cell(out: Console, found: Matrix, cell: Cell) -> None:
    out.print(Text(f"{cell.row}, {cell.year}: {look(cell)}", style="bold"))
    out.print(Padding(Text(cell.why, style=printing.QUIET), (0, 0, 0, 2), expand=False))
    links = found.links(cell.row, cell.year)
    for title, asked in (("Asked of the operation", cell.asked), ("Asked of others", cell.of_others)):
        if asked:
            out.print(Text(f"  {title}"))
        for each in asked:
            _print_asked(out, each)
    if cell.reported:
        out.print(Text("  Reported"))
        for one in cell.reported:
            _print_evidence(out, one)
    told = {one.id for one in cell.reported}
    waiting: dict[str, Link] = {}
    for link in links:
        if link.status == "proposed" and link.evidence.id not in told:
            waiting.setdefault(link.evidence.id, link)
    near = [link for link in waiting.values() if RULES[link.rule].shares]
    if near:
        out.print(Text("  Proposed: to be confirmed or rejected"))
    for link in near[:_PROPOSED]:
        planned = "It tells of what is planned. " if link.evidence.planned else ""
        _print_evidence(
            out, link.evidence, f"For {link.symbol}, {link.unit}: {planned}{RULES[link.rule].why}"
        )
    if len(near) > _PROPOSED:
        out.print(Text(f"    and {len(near) - _PROPOSED} more (--json has all)", style=printing.QUIET))
    far = [link.evidence.id for link in waiting.values() if not RULES[link.rule].shares]
    if far:
        out.print(
            Padding(
                Text(f"Coded for women, on other subjects: {', '.join(far)}", style=printing.QUIET),
                (0, 0, 0, 2),
                expand=False,
            )
        )
    for link in links:
        if link.review:
            decided = f"{link.review.verdict} by {link.review.who} on {link.review.day}"
            why = f": {link.review.why}" if link.review.why else ""
            out.print(
                Padding(
                    Text(f"{link.symbol}, {link.unit} – {link.evidence.id}: {decided}{why}"),
                    (0, 0, 0, 4),
                    expand=False,
                )
            )
    out.print()


def _print_asked(out: Console, asked: Asked) -> None:
    since = f"  since {asked.since}" if asked.since and asked.since_symbol != asked.symbol else ""
    out.print(
        Text(f"    {asked.symbol}, {asked.unit}", style=printing.LABEL).append(since, style=printing.QUIET)
    )
    what = f"{asked.code.verb or asked.code.strength} → {', '.join(asked.code.addressees) or 'nobody named'}"
    out.print(Padding(Text(what), (0, 0, 0, 6), expand=False))
    if asked.text:
        out.print(Padding(Text(_short(asked.text), style=printing.QUIET), (0, 0, 0, 6), expand=False))


def _print_evidence(out: Console, evidence: Evidence, why: str = "") -> None:
    out.print(
        Text(f"    {evidence.id}", style=printing.LABEL).append(f"  {evidence.kind}", style=printing.QUIET)
    )
    for words, style in ((evidence.says, ""), (why, printing.QUIET)):
        if words:
            out.print(Padding(Text(_short(words), style=style), (0, 0, 0, 6), expand=False))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"


def _command(verdict: str, help_: str) -> None:
    """Add the command that decides a link in one way."""

    def command(
        mission: Mission,
        paragraph: Paragraph,
        evidence: EvidenceName,
        who: Who = "",
        why: Why = "",
        store: StoreAt = None,
    ) -> None:
        _decide(verdict, mission, paragraph, evidence, who, why, store)

    app.command({"confirmed": "confirm", "rejected": "reject", "undone": "undo"}[verdict], help=help_)(
        command
    )


_command(
    "confirmed", "Say that the evidence answers what the paragraph asks: it counts as reported from then on."
)
_command("rejected", "Say that it does not, whatever rule or proposal made the link.")
_command("undone", "Take back what was decided of a link; that it was decided is kept.")


@app.command("list")
def listed(
    mission: Annotated[str, typer.Argument(help="Of one mission only.", show_default=False)] = "",
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Print every decision, the newest first."""
    from windhoek.store.reviews import history

    rows = history(open_store(store), mission.upper())
    columns = ("mission", "symbol", "unit", "evidence", "verdict", "who", "why")
    if as_object:
        print_json(
            [{name: getattr(row, name) for name in columns} | {"at": row.at.isoformat()} for row in rows]
        )
        return
    out = printing.console()
    if not rows:
        out.print("Nothing has been decided yet.")
    for row in rows:
        out.print(Text(f"{row.at:%Y-%m-%d}  {row.mission}  {row.verdict} by {row.who}", style=printing.LABEL))
        why = f"  {row.why}" if row.why else ""
        out.print(
            Padding(Text(f"{row.symbol}, {row.unit} – {row.evidence}{why}"), (0, 0, 0, 2), expand=False)
        )


def _decide(
    verdict: str, mission: str, paragraph: str, evidence: str, who: str, why: str, store: str | None
) -> None:
    from windhoek.store.reviews import VERDICTS, decide

    assert verdict in VERDICTS
    found = _matrix(mission, "paragraph", store)
    asked = [
        each
        for year in found.years
        for each in found.year(year).asked
        if f"{each.symbol}, {each.unit}" == paragraph
    ]
    if not asked:
        fail(
            f"{paragraph} asks nothing of {found.mission} that is at hand. `windhoek matrix {found.mission} --by paragraph` lists what does."
        )
    if not any(each.id == evidence for each in _evidence(found)):
        fail(
            f"There is no evidence {evidence} on {found.mission}. `windhoek matrix {found.mission} --row ROW --year YEAR` names it."
        )
    decide(
        open_store(store),
        found.mission,
        asked[0].symbol,
        asked[0].unit,
        evidence,
        verdict,
        who or getpass.getuser(),
        why,
    )
    printing.console().print(f"{paragraph} – {evidence}: {verdict}.")


def _evidence(found: Matrix) -> Iterator[Evidence]:
    for year in found.years:
        yield from found.year(year).evidence
