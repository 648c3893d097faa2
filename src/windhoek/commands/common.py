"""What commands have in common: options, the store, and what is said when something is wrong."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from windhoek.coding.codebook_files import Files
    from windhoek.store.store import Store

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="AKN4UN XML, PDF, DOCX, HTML or text.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
StoreAt = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        help="A SQLite file or postgresql:// address; without it $WINDHOEK_STORE, or a file in your data folder.",
        show_default=False,
    ),
]
CodebookAt = Annotated[
    str | None,
    typer.Option(
        "--codebook",
        metavar="DIR",
        help="A folder with tables of your own over the shipped codebook; *shipped* for that alone.",
        show_default=False,
    ),
]


def fail(message: str, status: int = 1) -> NoReturn:
    """Say what is wrong, in one line on standard error, and end with that status."""
    print(message, file=sys.stderr)
    raise SystemExit(status)


def day_of(printed: str) -> date:
    """The day that a person wrote as 2013-05-31; any other form ends the command with a line that says so."""
    try:
        return date.fromisoformat(printed)
    except ValueError:
        fail(f"{printed} is not a date. Write it as in 2013-05-31.")


def print_json(value: Any) -> None:
    """Print a value for a program to read."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def open_store(place: str | None) -> Store:
    """The store at a place as `--store` names it. Raises StoreError."""
    from windhoek.store.store import Store

    return Store(place)


def codebook_object(files: Files) -> dict[str, Any]:
    """A codebook for a program: the folder and the tables in it (none for the shipped one), and a digest over all tables."""
    return {"folder": files.folder, "tables": [name for name, _ in files.own], "sha256": files.digest}
