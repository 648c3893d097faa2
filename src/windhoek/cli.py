"""The terminal: `windhoek read`, `code`, `ingest`, `search`, `show`, `serve`, and what keeps them going."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.text import Text

from windhoek import printing, progress
from windhoek.coding.cite import cite
from windhoek.coding.code import code as code_units
from windhoek.document import Document
from windhoek.publishing import as_json
from windhoek.reading import ReadError
from windhoek.reading import read as read_file

if TYPE_CHECKING:
    from windhoek.store.ingest import Report
    from windhoek.store.store import Store

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="What the Security Council asked for women, peace and security, paragraph by paragraph.",
)

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


def main() -> None:
    """Run the command line; what a person can mend is one line on standard error and status 1."""
    from django.core.exceptions import ImproperlyConfigured

    from windhoek.coding.codebook import CodebookError
    from windhoek.fetch import FetchError
    from windhoek.store.store import StoreError
    from windhoek.workers import NoCluster

    try:
        app()
    except (ReadError, StoreError, FetchError, CodebookError, NoCluster, ImproperlyConfigured) as error:
        _fail(str(error))
    except BrokenPipeError:
        # The reader of our output, such as `head`, has gone; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("\nStopped. What was done is kept; the same command goes on from there.", file=sys.stderr)
        raise SystemExit(130) from None


def _fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(1)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


@app.callback(invoke_without_command=True)
def _top(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if show_version:
        print(f"windhoek {version('windhoek')}")
        raise typer.Exit


@app.command()
def read(file: File, as_object: Json = False) -> None:
    """Read one document and print every paragraph under its label.

    Example: `windhoek read S_RES_1325.xml`
    """
    _show_file(file, as_object, coded=False)


@app.command()
def code(file: File, as_object: Json = False) -> None:
    """Read one document and print the paragraphs about women, peace and security, with their codes and why.

    Example: `windhoek code S_RES_1325.xml --json`
    """
    _show_file(file, as_object, coded=True)


def _show_file(file: Path, as_object: bool, *, coded: bool) -> None:
    document = read_file(file)
    if as_object:
        _print_json(_object(document, coded=coded))
        return
    out = printing.console()
    for each in _family(document):
        printing.document(out, each)
        codes = {found.unit: found for found in code_units(each)} if coded else {}
        printing.units(out, each.units, codes=codes, only_coded=coded)
        if coded and not codes:
            out.print("No paragraph of it speaks of women, peace and security.")
        citations = cite(each)
        if citations and not coded:
            out.print(Text("\nCites", style="bold"))
            printing.citations(out, citations)
        out.print()


def _object(document: Document, *, coded: bool) -> dict[str, Any]:
    out = as_json.document(document, cite(document), code_units(document) if coded else None)
    out["annexes"] = [_object(annex, coded=coded) for annex in document.annexes]
    return out


def _family(document: Document) -> Iterator[Document]:
    yield document
    for annex in document.annexes:
        yield from _family(annex)


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH…", help="Files, and folders with all below them.", show_default=False),
    ] = None,
    store: StoreAt = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes of this machine; all cores without it.", show_default=False),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Hand the work to the Dask cluster there.", show_default=False),
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="List the files that could not be stored, with the reason.")
    ] = False,
    as_object: Json = False,
) -> None:
    """Bring files into the store: read, cited, coded and searchable. Status 1 when any file failed.

    Stop it when you like: the same command goes on where it was. The same file twice changes nothing; a corrected
    file replaces its document.

    Example: `windhoek ingest corpus/`
    """
    from windhoek import workers
    from windhoek.store import ingest as ingesting
    from windhoek.store import queries

    opened = _open(store)
    if not paths and not report:
        _fail("Name the files or folders to bring in, or give --report to list what failed before.")
    failures: list[str] = []
    if paths:
        with (
            workers.executor(jobs, cluster) as executor,
            progress.files(printing.console(stderr=True)) as step,
        ):
            done = ingesting.ingest(opened, paths, executor=executor, progress=step)
        failures = done.failures
        if as_object and not report:
            _print_json(asdict(done))
        elif not as_object:
            _tell(done)
    if report:
        failures = queries.failures(opened)
        if as_object:
            _print_json({"failures": failures})
        elif not failures:
            print("Every file was stored.")
        for line in [] if as_object else failures:
            print(line)
    elif not as_object:
        for line in failures:
            print(line, file=sys.stderr)
    if failures:
        raise typer.Exit(1)


def _tell(done: Report) -> None:
    counts = [
        (done.stored, "stored"),
        (done.replaced, "replaced"),
        (done.reread, "read again, since windhoek has changed"),
        (done.moved, "moved"),
        (done.unchanged, "unchanged"),
        (len(done.skipped), "skipped"),
        (done.failed, "failed"),
    ]
    for line in done.changes:
        print(line)
    print(f"Files: {', '.join(f'{number:,} {what}' for number, what in counts if number) or 'none found'}.")
    if done.documents:
        print(f"Written: {done.documents:,} documents with {done.units:,} paragraphs.")


def _open(place: str | None) -> Store:
    from windhoek.store.store import Store

    return Store(place)


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS…", show_default=False)] = None,
    kind: Annotated[
        list[str] | None, typer.Option(show_default=False, help="resolution, report, speech …")
    ] = None,
    year: Annotated[list[str] | None, typer.Option(show_default=False, help="2000")] = None,
    body: Annotated[list[str] | None, typer.Option(show_default=False, help="Security Council …")] = None,
    language: Annotated[list[str] | None, typer.Option(show_default=False, help="ar en es fr ru zh")] = None,
    theme: Annotated[list[str] | None, typer.Option(show_default=False, help="participation, ddr …")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to print.")] = 10,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Find paragraphs by their words; all words must be there, "quoted ones" together, -word must not.

    Example: `windhoek search women mediators --year 2015 --theme peace-processes`
    """
    from windhoek.store import index

    opened = _open(store)
    asked = " ".join(words or ())
    filters = {
        name: values
        for name, values in (
            ("kind", kind),
            ("year", year),
            ("body", body),
            ("language", language),
            ("theme", theme),
        )
        if values
    }
    index.ensure(opened)
    everything = index.search(opened, limit=0).counts if filters else {}
    for name, values in filters.items():
        unknown = [value for value in values if value not in everything[name]]
        if unknown:
            known = ", ".join(sorted(everything[name])) or "nothing"
            _fail(f"--{name} {unknown[0]}: the store has none. It has {known}.")
    found = index.search(opened, asked, filters=filters, limit=limit)
    if as_object:
        _print_json(as_json.results(found))
        return
    out = printing.console()
    plural = "paragraph" if found.total == 1 else "paragraphs"
    out.print(f"{found.total:,} {plural}, {found.milliseconds:.0f} ms")
    for hit in found.hits:
        shown = Text(hit.unit.text)
        for start, end in hit.spans:
            shown.stylize(printing.FOUND, start, end)
        document = hit.unit.document
        name = f"{document.symbol}, {document.part}" if document.part else document.symbol
        printing.hit(out, name, hit.unit.label, document.date, shown, as_json.themes(hit.unit))


@app.command()
def show(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", show_default=False)],
    label: Annotated[str | None, typer.Argument(metavar="[LABEL]", show_default=False)] = None,
    language: Annotated[str | None, typer.Option(show_default=False, help="ar en es fr ru zh")] = None,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Print a stored document, or one paragraph with its codes, what it cites and who cites it.

    Example: `windhoek show "S/RES/1325 (2000)" OP4`
    """
    from windhoek.store import queries
    from windhoek.store.loading import load

    opened = _open(store)
    row = queries.find(opened, symbol, language)
    if row is None:
        _fail(
            f"{symbol} is not in the store. Search for it with  windhoek search, or bring it in with  windhoek ingest."
        )
    unit = queries.unit(opened, row, label) if label else None
    if label and unit is None:
        _fail(f'{row.symbol} has no paragraph {label}. See its labels with  windhoek show "{row.symbol}".')
    document, citations, codes = load(opened, row, unit.label if unit else None)
    citing = queries.cited_by(
        opened, row.symbol, unit.label if unit else "", part=row.part, language=language
    )
    if as_object:
        out = as_json.document(document, citations, codes)
        out["cited_by"] = [asdict(each) for each in citing]
        _print_json(out)
        return
    console = printing.console()
    printing.document(console, document)
    printing.units(console, document.units, codes={each.unit: each for each in codes})
    if citations:
        console.print(Text("\nCites", style="bold"))
        printing.citations(console, citations)
    if citing:
        console.print(Text("\nCited by", style="bold"))
        for each in citing:
            console.print(f"{each.name} {each.unit}  {each.date}")


@app.command()
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
        _fail(
            f"{host}:{port}: cannot listen there: {error.strerror or error}. Name another with --host or --port."
        )


@app.command()
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


@app.command()
def run(
    store: StoreAt = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
) -> None:
    """Read the documents at hand and open the site on them: what `make run` does.

    Example: `windhoek run`
    """
    from windhoek.run import run as start

    raise typer.Exit(start(store, host=host, port=port, open_browser=browser))


@app.command()
def index(store: StoreAt = None) -> None:
    """Build the search index anew from the store. It is also mended by itself when it is missing or behind.

    Example: `windhoek index`
    """
    from windhoek.store import derive

    opened = _open(store)
    derive.rebuild(opened)
    print(f"The search index of {opened.name} was built anew.")


if __name__ == "__main__":
    main()
