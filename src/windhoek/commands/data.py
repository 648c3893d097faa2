"""The register as an open data set: `windhoek data export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from windhoek.commands.common import fail

app = typer.Typer(no_args_is_help=True, help="The register as an open data set.")


@app.callback()
def _group() -> None:
    """Keep `export` a word of its own while it is the only one."""


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put it.", show_default=False)],
) -> None:
    """Write every table as CSV and Parquet, with codebook, licence, citation and checksums.

    It is a frictionless data package, the same to the byte whenever it is written.

    Example: `windhoek data export register`
    """
    from windhoek.publishing import package

    try:
        written = package.export(folder)
    except OSError as error:
        fail(f"{folder}: cannot be written: {error.strerror or error}.")
    size = sum(path.stat().st_size for path in written)
    print(
        f"{folder}: {len(written)} files, {size / 1e6:.1f} MB. Check it with  frictionless validate datapackage.json"
    )
