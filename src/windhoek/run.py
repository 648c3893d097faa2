"""`make run`: read the documents at hand, and open the site on them; without documents, offer them and show samples."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path

import platformdirs
from rich.console import Console

from windhoek import progress
from windhoek.site.serve import serve
from windhoek.store.ingest import Inline, Report, ingest
from windhoek.store.recode import recode
from windhoek.store.store import Store
from windhoek.store.tables import Document

#: Where documents are looked for below the current folder, unless $WINDHOEK_CORPUS says where.
PLACES = ("corpus", "../shared/corpus")
#: Where a fetch that is offered here puts them.
FETCHED = "corpus/SCresolutions"
INTERRUPTED = 130  # the status of a shell command that Ctrl-C has ended

Ask = Callable[[str], bool]


def run(
    store: str | os.PathLike[str] | None = None,
    *,
    codebook: str | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    open_browser: bool = True,
    url: str | None = None,
    out: Console | None = None,
    ask: Ask | None = None,
    show: Callable[..., None] = serve,
) -> int:
    """Read the documents at hand into `store` (None: the default one) and serve the site until it is interrupted.

    Without documents, and with nothing stored, `ask` is asked whether to fetch those at `url` (None: the
    UN's; nobody is asked when standard input is no terminal); then, or when fetching fails, the samples are shown from a store of
    their own. Files that cannot be read never keep the site from opening. Returns the status for the shell:
    2 when $WINDHOEK_CORPUS names no folder, 130 when Ctrl-C stopped the reading. `codebook` is a folder or "shipped";
    without it the store is coded as before. Raises StoreError, and CodebookError before anything is changed.
    """
    out = out or Console(stderr=True, highlight=False)
    ask = ask or _ask
    try:
        folder = documents()
    except FileNotFoundError as missing:
        out.print(f"$WINDHOEK_CORPUS: there is no folder {missing}. Correct it, or unset it.", soft_wrap=True)
        return 2
    try:
        opened = Store(store)
        if folder is None and not Document.objects.using(opened.alias).exists():
            folder = _fetched(out, ask, url)
            if folder is None:
                opened.close()
                opened = _samples(out)
        if folder is not None:
            _read(opened, folder, codebook, out)
        else:
            with progress.steps(out) as step:
                recode(opened, codebook, progress=step.documents)
        opened.close()
    except KeyboardInterrupt:
        out.print("Stopped. What was read is kept; the same command goes on from here.")
        return INTERRUPTED
    with suppress(KeyboardInterrupt):
        show(opened.url, host=host, port=port, open_browser=open_browser and _has_screen())
    return 0


def documents() -> Path | None:
    """The folder of documents at hand: $WINDHOEK_CORPUS, else the first of `PLACES` that holds anything.

    Raises FileNotFoundError when $WINDHOEK_CORPUS names what is no folder.
    """
    named = os.environ.get("WINDHOEK_CORPUS")
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            raise FileNotFoundError(named)
        return folder
    for place in map(Path, PLACES):
        if place.is_dir() and any(not entry.name.startswith(".") for entry in place.iterdir()):
            return place
    return None


def told(report: Report) -> str:
    """What an ingest did, as one or two sentences for people."""
    counts = (
        ("new", report.stored),
        ("corrected", report.replaced),
        ("read again", report.reread),
        ("moved", report.moved),
        ("unchanged", report.unchanged),
    )
    told = ", ".join(f"{count:,} {what}" for what, count in counts if count) or "no documents"
    if report.recoded:
        told += f"; {report.recoded:,} documents coded again"
    if report.failures:
        told += f"; {report.failed:,} could not be read: the site's page /failed says why, for each"
    return f"{told[0].upper()}{told[1:]}."


def _read(store: Store, folder: Path, codebook: str | None, out: Console) -> None:
    out.print(f"Reading {folder.resolve()} …", soft_wrap=True)
    with progress.steps(out) as step:
        report = ingest(store, [folder], codebook=codebook, progress=step.files, coding=step.documents)
    out.print(told(report), soft_wrap=True)


def _fetched(out: Console, ask: Ask, url: str | None) -> Path | None:
    """The folder of documents that have been fetched, or None when nobody wants them or they did not come."""
    out.print("There are no documents here yet.")
    if not ask("Fetch the Security Council's resolutions from the UN's public repository now? [Y/n] "):
        return None
    # What downloads takes a while to load, and is needed here alone.
    from windhoek.fetch import ARCHIVE, FetchError, fetch

    url = url or ARCHIVE
    try:
        with progress.transfer(out) as step:
            report = fetch(FETCHED, url=url, progress=step)
    except FetchError as error:
        out.print(str(error), soft_wrap=True)
        return None
    out.print(f"{report.contents.new:,} files from {url}, archive SHA-256 {report.sha256}", soft_wrap=True)
    return report.folder


def _samples(out: Console) -> Store:
    """A store that holds the samples and nothing else."""
    store = Store(platformdirs.user_data_path("windhoek") / "samples.sqlite3")
    with as_file(files("windhoek") / "samples") as folder:
        # Here and now: processes take longer to start than the samples to read.
        ingest(store, [folder], executor=Inline())
    out.print(
        "Showing SAMPLES, invented for windhoek: none of them is a document of the United Nations.\n"
        "To have real ones: `make fetch` (`windhoek fetch`), or put your files into a folder `corpus`\n"
        "here, or set $WINDHOEK_CORPUS to where they are. Then start again.",
        soft_wrap=True,
    )
    return store


def _ask(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")


def _has_screen() -> bool:
    """Whether a browser can be opened for the person who started this."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.stdin.isatty() and (sys.platform == "darwin" or bool(display))
