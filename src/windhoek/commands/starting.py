"""`windhoek run`, `fetch` and `serve`: from nothing to a site in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from windhoek import printing, progress
from windhoek.commands.common import CodebookAt, StoreAt, fail


def serve(
    store: StoreAt = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; this machine alone by default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    browser: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
) -> None:
    """Serve the site of the store to browsers on this machine.

    Example: `windhoek serve --open`
    """
    from windhoek.site.serve import serve as run_site

    try:
        run_site(store, host, port, browser)
    except OSError as error:
        fail(
            f"{host}:{port}: cannot listen there: {error.strerror or error}. Name another with --host or --port."
        )


def fetch(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to put them.")] = Path(
        "corpus/SCresolutions"
    ),
    url: Annotated[
        str | None, typer.Option(help="Another archive than the UN's.", show_default=False)
    ] = None,
) -> None:
    """Download the UN's public resolutions, or bring the folder up to date with them; then ingest it.

    Example: `windhoek fetch corpus/SCresolutions`
    """
    from windhoek import fetch as fetching

    with progress.transfer(printing.console(stderr=True)) as step:
        report = fetching.fetch(folder, url=url or fetching.ARCHIVE, progress=step)
    came = report.contents
    counts = [
        (came.new, "new"),
        (came.replaced, "replaced"),
        (came.unchanged, "unchanged"),
        (came.removed, "removed"),
        (came.left_out, "left out"),
    ]
    print(f"{report.folder}: {', '.join(f'{number:,} {what}' for number, what in counts if number)} files.")
    print(f"Archive SHA-256 {report.sha256}; every checksum is in {report.manifest}.")


def run(
    store: StoreAt = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
    codebook: CodebookAt = None,
) -> None:
    """Read the documents at hand and open the site on them: what `make run` does.

    Example: `windhoek run`
    """
    from windhoek.run import run as start

    raise typer.Exit(start(store, codebook=codebook, host=host, port=port, open_browser=browser))
