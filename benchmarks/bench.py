"""Speed and memory, side by side with what bare libraries need for the same files: `make bench`.

One run on one core. Times are of this process's own work (CPU), so that a busy machine does not change the ratios
much. Nothing is kept: stores and indexes are made in a temporary folder.

    python -m benchmarks.bench [--corpus DIR] [--paragraphs N] [ingest] [recode] [coding] [pdf] [search] [matrix] [web]
        [datasette] [--store FILE]

`web` and `datasette` take the store of a FILE, which is copied, else read the whole corpus into one. `recode` and `datasette` are
measured by the clock and on all cores, since a person waits for them: they mean something on a quiet machine alone.

`--paragraphs` is the size of the store that the larger search is measured on: a million, in which the resolutions
are repeated under other symbols.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))


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
_FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"year": "2013"},
    {"relevant": "yes"},
    {"year": "2013", "relevant": "yes"},
)
_REPEATS = 15


def clock() -> float:
    return time.process_time()


def show(what: str, figure: str, goal: str = "") -> None:
    print(f"{what:<68} {figure:>10}  {goal}", flush=True)


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


# --- coding again ------------------------------------------------------------------------------------------

_OWN_RULE = """rule,words,near,within,unless,relevant,themes,functions,lead_in,last,note
women,women,,,,yes,general,,,,By which every paragraph on women changes.
"""


def recode(corpus: Path, where: Path) -> None:
    """From a changed rule to the site that shows it, on the whole record."""
    from windhoek.store.index import search
    from windhoek.store.ingest import ingest as run
    from windhoek.store.recode import recode as again
    from windhoek.store.store import Store

    def processor() -> float:
        return sum(
            used.ru_utime + used.ru_stime
            for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        )

    def changed() -> int:
        return search(store, filters={"theme": "general"}, limit=1).total

    store = Store(where / "whole.sqlite3")
    start = time.perf_counter()
    first = run(store, [corpus])
    show(
        f"ingest of {first.documents} documents, {first.units} paragraphs, {os.cpu_count()} cores",
        f"{time.perf_counter() - start:.1f} s",
    )
    own = where / "own"
    own.mkdir()
    (own / "rules.more.csv").write_text(_OWN_RULE, encoding="utf-8")
    before = changed()
    start, worked = time.perf_counter(), processor()
    report = again(store, own)
    after = changed()
    wide = time.perf_counter() - start
    assert after > before and not report.failures
    show(f"a rule that changes {report.units} paragraphs, until it is found", f"{wide:.1f} s", "goal ≤ 60 s")
    show("  processor time of it, on all cores together", f"{processor() - worked:.1f} s")
    start = time.perf_counter()
    again(store, "shipped")
    assert changed() == before
    show("back to the codebook that ships", f"{time.perf_counter() - start:.1f} s", "goal ≤ 60 s")
    start = time.perf_counter()
    assert again(store).documents == 0
    show("nothing changed", f"{time.perf_counter() - start:.2f} s")


# --- coding -----------------------------------------------------------------------------------------------


def coding(corpus: Path) -> None:
    """Coding and citing of what has been read, beside a bare pass for the same words and spaCy's PhraseMatcher."""
    import ahocorasick_rs
    from lxml import etree

    from windhoek.coding.cite import cite
    from windhoek.coding.code import code
    from windhoek.coding.codebook import load
    from windhoek.reading import ReadError, read

    statements = (corpus / "sc-presidential-statements").rglob("*.xml")
    files = [
        *english(corpus),
        *sorted(file for file in statements if not _LANGUAGE_FOLDERS & set(file.parts)),
    ]
    documents = []
    start = clock()
    for file in files:
        # Some statements are no XML; a parser that gives up early has the advantage.
        with contextlib.suppress(etree.XMLSyntaxError):
            etree.parse(file)
    parse = clock() - start
    for file in files:
        with contextlib.suppress(ReadError):
            document = read(file)
            documents += [document, *document.annexes]
    texts = [unit.text for document in documents for unit in document.units]
    entries = [entry.text for entry in load().lexicons["en"] if not entry.is_pattern]
    phrases = sorted({phrase.strip().rstrip("*") for entry in entries for phrase in entry.split("|")})
    folded = [text.lower() for text in texts]
    automaton = ahocorasick_rs.AhoCorasick(phrases)
    start = clock()
    for text in folded:
        automaton.find_matches_as_indexes(text)
    bare = clock() - start
    show(f"lxml's parse of {len(files):,} English files", f"{parse:.2f} s")
    show(
        f"one bare Aho-Corasick pass over {len(texts):,} paragraphs, {len(phrases):,} phrases",
        f"{bare:.2f} s",
    )
    spent = {}
    for name, stage in (("citing", cite), ("coding", code)):
        stage(documents[0])
        start = clock()
        for document in documents:
            stage(document)
        spent[name] = clock() - start
        show(f"{name} of the same", f"{spent[name]:.2f} s")
    show(
        "  both as a multiple of the pass and the parse",
        f"{sum(spent.values()) / (parse + bare):.1f} ×",
        "goal ≤ 3",
    )
    spacy = _spacy(texts, phrases)
    if spacy:
        show("spaCy's PhraseMatcher, blank English, the same phrases", f"{spacy:.2f} s")
        show(
            "  as a multiple of our coding, commitments included",
            f"{spacy / spent['coding']:.1f} ×",
            "goal ≥ 5",
        )


def _spacy(texts: Sequence[str], phrases: Sequence[str]) -> float | None:
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        show("spaCy is not installed: pip install spacy", "–")
        return None
    pipeline = spacy.blank("en")
    pipeline.max_length = 10_000_000
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("phrase", list(pipeline.pipe(phrases)))
    start = clock()
    for document in pipeline.pipe(texts):
        matcher(document)
    return clock() - start


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


def web(corpus: Path, where: Path, paragraphs: int, store: Path | None) -> None:
    """The site on the whole record, and on a million paragraphs."""
    opened = _shown(corpus, where, store)
    from benchmarks.web import measure
    from windhoek.store.tables import Unit

    for what in ("the whole record", "the record repeated"):
        print(f"— the site on {what}, {Unit.objects.using(opened.alias).count():,} paragraphs")
        measure(opened)
        if what == "the whole record":
            repeat(opened, paragraphs)


def datasette(corpus: Path, where: Path, store: Path | None) -> None:
    """The site's search beside Datasette on the whole record, by the clock."""
    opened = _shown(corpus, where, store)
    from benchmarks.web import beside

    beside(opened, where)


def _shown(corpus: Path, where: Path, store: Path | None) -> Any:
    """A store of its own that the site shows: a copy of `store`, else the whole corpus."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "windhoek.site.settings", "WINDHOEK_RATE": "0"}
    os.environ["WINDHOEK_STORE"] = str(where / "record.sqlite3")
    from windhoek.site import shelf
    from windhoek.store.ingest import ingest as run

    if store is not None:
        with sqlite3.connect(store) as one, sqlite3.connect(where / "record.sqlite3") as other:
            one.backup(other)
    opened = shelf.store()
    if store is None:
        run(opened, [corpus])
    return opened


def repeat(store: Any, paragraphs: int) -> None:
    """Copy the documents of a store under new symbols until it holds so many paragraphs."""
    from windhoek.store import derive
    from windhoek.store.tables import Code, Document, Unit

    names = {model: model._meta.db_table for model in (Document, Unit, Code)}
    columns = {
        Document: "file_id, part, slug, language, kind, body, date, title, adoption, repairs, generation, coder",
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
        own = f"slug || '-{copy}'"
        shift = (copy * last_document, copy * last_unit, copy * (last_code or 0))
        with store.writing() as cursor:
            cursor.execute(
                f"INSERT INTO {names[Document]} (id, symbol, {columns[Document]}) "
                f"SELECT id + {shift[0]}, symbol || '-{copy}', "
                f"{columns[Document].replace('slug', own)} FROM {names[Document]} "
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
    show(f"building the index of {paragraphs:,} paragraphs anew", f"{clock() - start:.0f} s")


def compare(store: Any, where: Path, what: str) -> None:
    """The same queries, filters and counts on the store and on bare tantivy with its default tokenizer.

    Bare tantivy gives 20 hits with their stored texts; with counts, also how many paragraphs each value of each of
    the six facets has, a facet's own filter lifted, as windhoek counts them.
    """
    import tantivy

    from windhoek.store.index import FACETS
    from windhoek.store.index import search as find

    bare = bare_index(rows(store), where)
    searcher = bare.searcher()

    def plain(words: str, filters: dict[str, str]) -> None:
        found = searcher.search(chosen(words, filters), 20, count=True)
        for _, address in found.hits:
            searcher.doc(address)["text"]

    def counted(words: str, filters: dict[str, str]) -> None:
        query = chosen(words, filters)
        found = searcher.search(query, 20, count=False)
        for _, address in found.hits:
            searcher.doc(address)["text"]
        searcher.aggregate(query, terms([facet for facet in FACETS if facet not in filters]))
        for facet in filters:
            others = {name: value for name, value in filters.items() if name != facet}
            searcher.aggregate(chosen(words, others), terms([facet]))

    def terms(facets: list[str]) -> dict[str, Any]:
        return {facet: {"terms": {"field": facet, "size": 500}} for facet in facets}

    def chosen(words: str, filters: dict[str, str]) -> Any:
        query = bare.parse_query(words, ["text"], conjunction_by_default=True)
        if not filters:
            return query
        only = [tantivy.Query.term_query(bare.schema, *each) for each in filters.items()]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in (query, *only)])

    def hits(words: str, filters: dict[str, str]) -> None:
        find(store, words, filters=filters, limit=20, counts=False)

    def hits_counted(words: str, filters: dict[str, str]) -> None:
        find(store, words, filters=filters, limit=20)

    def shown(words: str, filters: dict[str, str]) -> None:
        for hit in find(store, words, filters=filters, limit=20, counts=False).hits:
            _ = hit.unit.document.title, hit.spans

    asked = f"{len(_QUERIES)} queries × {len(_FILTERS)} choices of filters"
    show(f"— {what}, {searcher.num_docs:,} paragraphs, {asked}", "p50", "p95")
    measured = {
        "bare tantivy: 20 hits with their texts, and how many there are": plain,
        "bare tantivy: the same, and counts by six facets": counted,
        "windhoek: 20 hits with their texts, and how many there are": hits,
        "windhoek: the same, and counts by six facets": hits_counted,
        "windhoek: 20 hits with highlights and their documents": shown,
    }
    figures = timed(list(measured.values()))
    for name, (p50, p95) in zip(measured, figures, strict=True):
        show(f"  {name}", f"{p50:.2f} ms", f"{p95:.2f} ms")
    for name, ours, theirs in (("hits", 2, 0), ("hits and counts", 3, 1)):
        p50, p95 = (figures[ours][place] / figures[theirs][place] for place in (0, 1))
        show(f"  {name}: windhoek as a multiple of bare tantivy", f"{p50:.1f} ×", f"{p95:.1f} ×   goal ≤ 2")


def rows(store: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each paragraph's text and its values of the facets."""
    last = 0
    while True:
        with store.reading() as cursor:
            cursor.execute(
                "SELECT u.id, u.text, d.kind, d.date, d.body, d.language, c.themes FROM store_unit u "
                "JOIN store_document d ON d.id = u.document_id LEFT JOIN store_code c ON c.unit_id = u.id "
                "WHERE u.id > %s ORDER BY u.id LIMIT 20000",
                [last],
            )
            some = cursor.fetchall()
        if not some:
            return
        last = some[-1][0]
        for _, text, kind, date, body, language, themes in some:
            values = {"kind": kind, "year": date[:4], "body": body, "language": language}
            yield text, {**values, "relevant": "yes" if themes else "no", "theme": json.loads(themes or "[]")}


def bare_index(texts: Iterable[tuple[str, dict[str, Any]]], where: Path) -> Any:
    import tantivy

    from windhoek.store.index import FACETS

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    where.mkdir()
    index = tantivy.Index(builder.build(), str(where))
    writer = index.writer(96_000_000, 1)
    for text, values in texts:
        entry = tantivy.Document()
        entry.add_text("text", text)
        for name, value in values.items():
            for each in value if isinstance(value, list) else [value]:
                if each:
                    entry.add_text(name, each)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def timed(functions: Sequence[Callable[[str, dict[str, str]], Any]]) -> list[tuple[float, float]]:
    """The median and the 95th percentile of one query, in milliseconds, less what it takes to look at the clock.

    The functions take turns with each query, so that a machine that is busy for a while does not favour any.
    """
    asked = [(words, filters) for words in _QUERIES for filters in _FILTERS] * _REPEATS
    random.Random(1325).shuffle(asked)
    looks = [clock() for _ in range(200)]
    clock_itself = statistics.median(b - a for a, b in itertools.pairwise(looks))
    times: list[list[float]] = [[] for _ in functions]
    for words, filters in asked[:50] + asked:
        for function, spent in zip(functions, times, strict=True):
            start = clock()
            function(words, filters)
            spent.append((clock() - start - clock_itself) * 1000)
    warm = [spent[50:] for spent in times]
    return [(statistics.median(spent), statistics.quantiles(spent, n=20)[-1]) for spent in warm]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    every = ["ingest", "recode", "pdf", "search", "matrix", "web", "datasette"]
    parser.add_argument("what", nargs="*", default=every)
    parser.add_argument("--corpus", type=Path, default=_CORPUS)
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="what web and datasette are measured on")
    given = parser.parse_args()
    corpus = given.corpus.resolve()
    if not corpus.is_dir():
        sys.exit(f"{corpus}: no such folder. Give the folder of documents with --corpus.")
    if (
        hasattr(os, "sched_setaffinity")
        and len(given.what) == 1
        and given.what[0] not in ("recode", "web", "datasette")
    ):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if len(given.what) > 1:
        # Each in a process of its own: the memory of one is not counted for the other, nor does one stop the other.
        options = ["--corpus", str(corpus), "--paragraphs", str(given.paragraphs)]
        options += ["--store", str(given.store)] if given.store else []
        failed = [
            each
            for each in given.what
            if subprocess.run(
                [sys.executable, "-m", "benchmarks.bench", each, *options], check=False
            ).returncode
        ]
        sys.exit(f"not measured, for the reasons above: {', '.join(failed)}" if failed else 0)
    with tempfile.TemporaryDirectory(prefix="windhoek-bench-") as folder:
        where = Path(folder)
        if given.what == ["ingest"]:
            ingest(corpus, where)
            stages(corpus)
        elif given.what == ["recode"]:
            recode(corpus, where)
        elif given.what == ["coding"]:
            coding(corpus)
        elif given.what == ["pdf"]:
            pdf(corpus, where)
        elif given.what == ["search"]:
            search(corpus, where, given.paragraphs)
        elif given.what == ["web"]:
            web(corpus, where, given.paragraphs, given.store)
        elif given.what == ["datasette"]:
            datasette(corpus, where, given.store)
        elif given.what == ["matrix"]:
            from benchmarks import matrix_speed

            for line in matrix_speed.measure(corpus, where):
                show(*line)
        else:
            sys.exit(f"{given.what[0]}: nothing to measure; there are {', '.join(every)} and coding.")


if __name__ == "__main__":
    main()
