"""Speed and memory, side by side with what bare libraries need for the same files: `make bench`.

One run on one core. Times are of this process's own work (CPU), so that a busy machine does not change the ratios
much. Nothing is kept: stores and indexes are made in a temporary folder.

    python benchmarks/bench.py [--corpus DIR] [--paragraphs N] [ingest] [pdf] [search]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_CORPUS = Path(__file__).parents[1] / "../shared/corpus"
_LANGUAGE_FOLDERS = {"Arabic", "Chinese", "French", "Russian", "Spanish"}
_QUERIES = (
    "women",
    "peace",
    "Secretary-General",
    "protection of civilians",
    "sexual violence",
    "women peace security",
    "disarmament demobilization reintegration",
    "mediation",
    "gender advisers",
    "children armed conflict",
    '"sexual exploitation and abuse"',
    '"women and peace and security"',
    "elections -violence",
    "humanitarian access",
    "police",
    "sanctions committee",
)
_REPEATS = 30


def clock() -> float:
    return time.process_time()


def show(what: str, figure: str, goal: str = "") -> None:
    print(f"{what:<58} {figure:>12}  {goal}", flush=True)


def english(corpus: Path) -> list[Path]:
    """All English resolutions."""
    files = (corpus / "sc-resolutions").rglob("*.xml")
    return sorted(file for file in files if not _LANGUAGE_FOLDERS & set(file.parts))


# --- ingest -----------------------------------------------------------------------------------------------


def ingest(corpus: Path, where: Path) -> None:
    from lxml import etree

    from windhoek.store.ingest import Inline
    from windhoek.store.ingest import ingest as run
    from windhoek.store.store import Store

    files = english(corpus)
    start = clock()
    for file in files:
        etree.parse(file)
    parse = clock() - start
    show(f"lxml's bare parse of {len(files)} English resolutions", f"{parse:.2f} s")
    store = Store(where / "english.sqlite3")
    start = clock()
    report = run(store, files, executor=Inline())
    first = clock() - start
    show(f"ingest of the same ({report.stored} stored, {report.units} paragraphs)", f"{first:.2f} s")
    show("  as a multiple of the bare parse", f"{first / parse:.1f} ×", "goal ≤ 8")
    start = clock()
    again = run(store, files, executor=Inline())
    second = clock() - start
    show(f"second ingest ({again.unchanged} unchanged)", f"{second:.2f} s")
    show("  as a share of the first", f"{100 * second / first:.1f} %", "goal ≤ 5 %")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show("peak memory of this process", f"{peak:.0f} MiB", "goal ≤ 1024")


def stages(corpus: Path) -> None:
    """Where the time of an ingest goes."""
    from windhoek.coding.cite import cite
    from windhoek.coding.code import code
    from windhoek.reading import ReadError, read

    spent = {"reading": 0.0, "citing": 0.0, "coding": 0.0}
    for file in english(corpus):
        start = clock()
        try:
            document = read(file)
        except ReadError:
            continue
        finally:
            spent["reading"] += clock() - start
        for name, stage in (("citing", cite), ("coding", code)):
            start = clock()
            for each in (document, *document.annexes):
                stage(each)
            spent[name] += clock() - start
    for name, seconds in spent.items():
        show(f"  of it {name}", f"{seconds:.2f} s")


# --- PDF --------------------------------------------------------------------------------------------------


def pdf(corpus: Path, where: Path) -> None:
    import pypdfium2

    from windhoek.reading import read

    files = sorted((corpus / "draft-resolutions-pdf").glob("*.pdf"))
    pages = 0
    start = clock()
    for file in files:
        with pypdfium2.PdfDocument(file) as opened:
            for page in opened:
                page.get_textpage().get_text_range()
                pages += 1
    bare = clock() - start
    show(f"pypdfium2's bare text of {pages} pages", f"{bare:.2f} s")
    read(files[0])
    start = clock()
    for file in files:
        read(file)
    full = clock() - start
    show("reading the same into labelled paragraphs", f"{full:.2f} s")
    show("  as a multiple of the bare text", f"{full / bare:.1f} ×", "goal ≤ 3")


# --- search -----------------------------------------------------------------------------------------------


def search(corpus: Path, where: Path, paragraphs: int) -> None:
    from windhoek.store.ingest import Inline
    from windhoek.store.ingest import ingest as run
    from windhoek.store.store import Store

    store = Store(where / "english.sqlite3")
    run(store, english(corpus), executor=Inline())
    compare(store, where / "bare", "the English resolutions")
    repeat(store, paragraphs)
    shutil.rmtree(where / "bare")
    compare(store, where / "bare", "the corpus repeated")


def repeat(store: Any, paragraphs: int) -> None:
    """Copy the documents of a store under new symbols until it holds so many paragraphs."""
    from windhoek.store import derive
    from windhoek.store.tables import Code, Document, Unit

    names = {model: model._meta.db_table for model in (Document, Unit, Code)}
    columns = {
        Document: "file_id, part, slug, language, kind, body, date, title, adoption, repairs, generation",
        Unit: "position, label, kind, text, page, parent, heading, notes",
        Code: "themes, functions, verb, strength, addressees, commitments, because",
    }
    with store.reading() as cursor:
        cursor.execute(f"SELECT COUNT(*), MAX(id) FROM {names[Unit]}")
        held, last_unit = cursor.fetchone()
        cursor.execute(f"SELECT MAX(id) FROM {names[Document]}")
        (last_document,) = cursor.fetchone()
        cursor.execute(f"SELECT MAX(id) FROM {names[Code]}")
        (last_code,) = cursor.fetchone()
    for copy in range(1, -(-paragraphs // held)):
        shift = (copy * last_document, copy * last_unit, copy * (last_code or 0))
        with store.writing() as cursor:
            cursor.execute(
                f"INSERT INTO {names[Document]} (id, symbol, {columns[Document]}) "
                f"SELECT id + {shift[0]}, symbol || '-{copy}', {columns[Document]} FROM {names[Document]} "
                f"WHERE id <= {last_document}"
            )
            cursor.execute(
                f"INSERT INTO {names[Unit]} (id, document_id, {columns[Unit]}) "
                f"SELECT id + {shift[1]}, document_id + {shift[0]}, {columns[Unit]} FROM {names[Unit]} "
                f"WHERE id <= {last_unit}"
            )
            cursor.execute(
                f"INSERT INTO {names[Code]} (id, unit_id, {columns[Code]}) "
                f"SELECT id + {shift[2]}, unit_id + {shift[1]}, {columns[Code]} FROM {names[Code]} "
                f"WHERE id <= {last_code or 0}"
            )
    start = clock()
    derive.rebuild(store)
    show("building the search index anew", f"{clock() - start:.0f} s")


def compare(store: Any, where: Path, what: str) -> None:
    """The same queries on the store and on bare tantivy with its default tokenizer: words, and words with a filter."""
    import tantivy

    from windhoek.store.index import search as find

    texts = list(rows(store))
    bare = bare_index(texts, where)
    searcher = bare.searcher()
    counts = {name: {"terms": {"field": name, "size": 500}} for name in ("kind", "year")}

    def plain(query: str, year: str) -> tuple[Any, Any]:
        parsed = bare.parse_query(query, ["text"], conjunction_by_default=True)
        if year:
            only = tantivy.Query.term_query(bare.schema, "year", year)
            parsed = tantivy.Query.boolean_query([(tantivy.Occur.Must, parsed), (tantivy.Occur.Must, only)])
        found = searcher.search(parsed, 20)
        return parsed, [searcher.doc(address)["text"] for _, address in found.hits]

    def counted(query: str, year: str) -> None:
        searcher.aggregate(plain(query, year)[0], counts)

    def full(query: str, year: str, **options: Any) -> None:
        find(store, query, filters={"year": year} if year else {}, limit=20, **options)

    show(
        f"— {what}: {len(texts):,} paragraphs, {len(_QUERIES)} queries, with and without a year", "p50", "p95"
    )
    measured = {
        "bare tantivy: 20 hits and their texts": plain,
        "bare tantivy, with counts by kind and year": counted,
        "windhoek: 20 hits, marked, with their documents": lambda q, y: full(q, y, counts=False),
        "windhoek, with counts by all six facets": full,
    }
    figures = {}
    for name, function in measured.items():
        figures[name] = timed(function)
        show(f"  {name}", f"{figures[name][0]:.2f} ms", f"{figures[name][1]:.2f} ms")
    a, b, c, d = figures.values()
    show(
        "  hits: windhoek as a multiple of bare tantivy",
        f"{c[0] / a[0]:.1f} ×",
        f"{c[1] / a[1]:.1f} ×   goal ≤ 2",
    )
    show("  hits and counts: the same", f"{d[0] / b[0]:.1f} ×", f"{d[1] / b[1]:.1f} ×   goal ≤ 2")


def rows(store: Any) -> Iterator[tuple[str, str, str]]:
    with store.reading() as cursor:
        cursor.execute(
            "SELECT u.text, d.kind, d.date FROM store_unit u JOIN store_document d ON d.id = u.document_id ORDER BY u.id"
        )
        while some := cursor.fetchmany(10_000):
            for text, kind, date in some:
                yield text, kind, date[:4]


def bare_index(texts: list[tuple[str, str, str]], where: Path) -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    for name in ("kind", "year"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    where.mkdir()
    index = tantivy.Index(builder.build(), str(where))
    writer = index.writer(96_000_000, 1)
    for text, kind, year in texts:
        entry = tantivy.Document()
        entry.add_text("text", text)
        entry.add_text("kind", kind)
        if year:
            entry.add_text("year", year)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def timed(function: Callable[[str, str], Any]) -> tuple[float, float]:
    """The median and the 95th percentile of one query, in milliseconds."""
    asked = [(query, year) for query in _QUERIES for year in ("", "2013")] * _REPEATS
    random.Random(1325).shuffle(asked)
    for query, year in asked[:50]:
        function(query, year)
    times = []
    for query, year in asked:
        start = clock()
        function(query, year)
        times.append((clock() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", default=["ingest", "pdf", "search"])
    parser.add_argument("--corpus", type=Path, default=_CORPUS)
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    given = parser.parse_args()
    corpus = given.corpus.resolve()
    if not corpus.is_dir():
        sys.exit(f"{corpus}: no such folder. Give the folder of documents with --corpus.")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if len(given.what) > 1:
        # Each in a process of its own: the memory of one is not counted for the other.
        for each in given.what:
            command = [
                sys.executable,
                __file__,
                each,
                "--corpus",
                str(corpus),
                "--paragraphs",
                str(given.paragraphs),
            ]
            subprocess.run(command, check=True)
        return
    with tempfile.TemporaryDirectory(prefix="windhoek-bench-") as folder:
        where = Path(folder)
        if given.what == ["ingest"]:
            ingest(corpus, where)
            stages(corpus)
        elif given.what == ["pdf"]:
            pdf(corpus, where)
        elif given.what == ["search"]:
            search(corpus, where, given.paragraphs)
        else:
            sys.exit(f"{given.what[0]}: nothing to measure; there are ingest, pdf and search.")


if __name__ == "__main__":
    main()
