"""`windhoek corrections`: what readers of the site say is wrong, and what was made of it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from windhoek import printing
from windhoek.commands.common import Json, StoreAt, open_store, print_json

app = typer.Typer(help="List what readers say is wrong, and close what has been looked at.")


@app.callback(invoke_without_command=True)
def corrections(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Those that are closed too.")] = False,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """List the corrections that readers of the site suggested and that nobody has closed, the newest first.

    Nothing is changed by a suggestion, nor by closing it: correct the table or the text, then say so here.

    Example: `windhoek corrections --all`
    """
    if context.invoked_subcommand:
        return
    from windhoek.store.suggestions import suggestions

    found = suggestions(open_store(store), "" if every else "open")
    if as_object:
        names = ("about", "wrong", "better", "name", "contact", "state", "note")
        print_json(
            [
                {"number": row.pk, "sent": row.sent.isoformat()}
                | {name: getattr(row, name) for name in names}
                for row in found
            ]
        )
        return
    out = printing.console()
    for row in found:
        head = Text(f"{row.pk}  {row.about}", style=printing.LABEL)
        out.print(head.append(f"  {row.sent:%Y-%m-%d}  {row.state}", style=printing.QUIET))
        told = [("", row.wrong), ("better: ", row.better), ("note: ", row.note)]
        told.append(("from ", ", ".join(filter(None, (row.name, row.contact)))))
        for before, words in told:
            if words:
                out.print(Padding(Text(f"{before}{words}"), (0, 0, 0, 4)))
    if not found:
        out.print("No suggestion is open." if not every else "Nobody has suggested anything.")


@app.command()
def close(
    number: Annotated[int, typer.Argument(metavar="N", help="Its number.", show_default=False)],
    note: Annotated[str, typer.Option(help="What you found; it is shown on the site.")] = "",
    declined: Annotated[bool, typer.Option("--declined", help="It was right as it stood.")] = False,
    store: StoreAt = None,
) -> None:
    """Close a suggestion as accepted, or as declined, with a note.

    Example: `windhoek corrections close 3 --note "Corrected in targets.csv."`
    """
    from windhoek.store.suggestions import close as shut

    row = shut(open_store(store), number, "declined" if declined else "accepted", note)
    print(f"{row.pk} {row.about}: {row.state}.")
