"""`windhoek ingest`, `recode` and `index`: what fills the store."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from windhoek import printing, progress
from windhoek.commands.common import CodebookAt, Json, StoreAt, fail, open_store, print_json

if TYPE_CHECKING:
    from windhoek.store.ingest import Report
    from windhoek.store.store import Store

Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Processes of this machine; all cores without it.", show_default=False),
]
Cluster = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Hand the work to the Dask cluster there.", show_default=False),
]


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH…", help="Files, and folders with all below them.", show_default=False),
    ] = None,
    store: StoreAt = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    report: Annotated[
        bool, typer.Option("--report", help="List the files that could not be stored, with the reason.")
    ] = False,
    codebook: CodebookAt = None,
    as_object: Json = False,
) -> None:
    """Bring files into the store: read, cited, coded and searchable. Status 1 when any file failed.

    Stop it when you like: the same command goes on where it was. The same file twice changes nothing; a corrected
    file replaces its document. The store is coded by the codebook that it was coded by before, unless you name one.

    Example: `windhoek ingest corpus/`
    """
    from windhoek import workers
    from windhoek.store import codebooks, queries
    from windhoek.store import ingest as ingesting

    opened = open_store(store)
    if not paths and not report:
        fail("Name the files or folders to bring in, or give --report to list what failed before.")
    failures: list[str] = []
    if paths:
        with (
            workers.executor(jobs, cluster) as executor,
            progress.steps(printing.console(stderr=True)) as step,
        ):
            done = ingesting.ingest(
                opened,
                paths,
                codebook=codebook,
                executor=executor,
                progress=step.files,
                coding=step.documents,
            )
        failures = done.failures
        if as_object and not report:
            print_json(asdict(done) | {"codebook": asdict(codebooks.told(opened))})
        elif not as_object:
            _tell(done)
            _tell_codebook(opened)
    if report:
        failures = queries.failures(opened)
        if as_object:
            print_json({"failures": failures})
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
    if done.recoded:
        print(f"Coded again: {done.recoded:,} documents that were coded otherwise before.")


def _tell_codebook(opened: Store) -> None:
    from windhoek.store import codebooks

    if folder := codebooks.told(opened).folder:
        gone = "" if Path(folder).is_dir() else ", which has gone; its tables are kept in the store"
        print(f"Codebook: {folder}{gone}.")


def recode(
    store: StoreAt = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    codebook: CodebookAt = None,
    as_object: Json = False,
) -> None:
    """Code again what is stored, after a rule or a word of the codebook has changed. No file is read.

    Stop it when you like: the same command goes on where it was. The store is coded by the codebook that it was
    coded by before, unless you name one.

    Example: `windhoek recode --codebook my-codebook`
    """
    from windhoek import workers
    from windhoek.store import codebooks
    from windhoek.store import recode as recoding

    opened = open_store(store)
    with (
        workers.executor(jobs, cluster) as executor,
        progress.steps(printing.console(stderr=True)) as step,
    ):
        done = recoding.recode(opened, codebook, executor=executor, progress=step.documents)
    if as_object:
        print_json(asdict(done) | {"codebook": asdict(codebooks.told(opened))})
    else:
        print(
            f"Coded: {done.documents:,} documents. In {done.changed:,} of them the codes of {done.units:,} paragraphs "
            "have changed."
            if done.documents
            else "Nothing to do: all is coded by this codebook."
        )
        _tell_codebook(opened)
        for line in done.failures:
            print(line, file=sys.stderr)
    if done.failures:
        raise typer.Exit(1)


def index(store: StoreAt = None) -> None:
    """Build the search index anew from the store. It is also mended by itself when it is missing or behind.

    Example: `windhoek index`
    """
    from windhoek.store import derive

    opened = open_store(store)
    derive.rebuild(opened)
    print(f"The search index of {opened.name} was built anew.")
