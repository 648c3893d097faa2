"""Coding again what is stored: without files, resumable, the same to the byte, and only what differs."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.resources import files as resources
from pathlib import Path

import pytest

import windhoek
from windhoek.coding.codebook_files import CodebookError, files
from windhoek.reading import read
from windhoek.store import derive
from windhoek.store.codebooks import remembered, told
from windhoek.store.dump import digest, dump
from windhoek.store.index import search
from windhoek.store.ingest import Inline, Report, ingest
from windhoek.store.recode import recode, stored
from windhoek.store.store import Store, StoreError
from windhoek.store.tables import Code, Document
from windhoek.store.work import AnotherVersionError, coder, reader

MakeStore = Callable[[], Store]
PACKAGE = Path(windhoek.__file__).parent
CORPUS = Path(__file__).parents[3] / "shared/corpus"
RULES = "rule,words,near,within,unless,relevant,themes,functions,lead_in,last,note\n"
ISLANDS = RULES + "islands,islands,,,,yes,general,,,,For a test.\n"
WORDS = "concept,kind,text,note\nislands,phrase,islands,For a test.\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A codebook that adds one rule, by which one of the documents becomes relevant."""
    where = tmp_path / "own"
    (where / "lexicon").mkdir(parents=True)
    (where / "rules.more.csv").write_text(ISLANDS)
    (where / "lexicon" / "en.more.csv").write_text(WORDS)
    return where


def run(store: Store, *paths: Path, codebook: Path | str | None = None) -> Report:
    return ingest(store, paths, codebook=codebook, executor=Inline())


def again(store: Store, codebook: Path | str | None = None) -> tuple[int, int, int]:
    report = recode(store, codebook, executor=Inline())
    assert report.failures == []
    return report.documents, report.changed, report.units


def generations(store: Store) -> dict[str, int]:
    rows = Document.objects.using(store.alias).values_list("symbol", "language", "generation")
    return {f"{symbol} {language}": generation for symbol, language, generation in rows}


def test_a_changed_rule_needs_no_file_and_is_found(make_store: MakeStore, folder: Path, own: Path) -> None:
    store, fresh = make_store(), make_store()
    run(store, folder)
    before, written = digest(store), generations(store)
    run(fresh, folder, codebook=own)
    shutil.rmtree(folder)
    assert again(store, own) == (4, 1, 1)
    assert digest(store) == digest(fresh) != before
    changed = {name for name, generation in generations(store).items() if generation != written[name]}
    assert changed == {"S/RES/9003 (2032) en"}
    found = search(store, "islands", filters={"theme": "general"})
    assert [hit.unit.document.symbol for hit in found.hits] == ["S/RES/9003 (2032)"]
    assert again(store, "shipped") == (4, 1, 1)
    assert digest(store) == before
    assert search(store, "islands", filters={"theme": "general"}).total == 0


def test_a_second_time_does_nothing(store: Store, folder: Path, own: Path) -> None:
    run(store, folder)
    again(store, own)
    generation = derive.ensure(store).generation
    assert again(store, own) == (0, 0, 0)
    assert again(store) == (0, 0, 0)
    report = run(store, folder)
    assert (report.unchanged, report.recoded) == (4, 0)
    assert derive.ensure(store).generation == generation


def test_an_ingest_codes_again_what_is_not_among_its_files(
    make_store: MakeStore, folder: Path, own: Path
) -> None:
    store, fresh = make_store(), make_store()
    run(store, folder)
    run(fresh, folder, codebook=own)
    told_of: list[tuple[int, int, str]] = []
    report = ingest(
        store,
        [folder / "French"],
        codebook=own,
        executor=Inline(),
        coding=lambda done, total, symbol: told_of.append((done, total, symbol)),
    )
    assert (report.recoded, report.stored, report.reread) == (4, 0, 0)
    assert told_of[-1][:2] == (4, 4)
    assert digest(store) == digest(fresh)


def test_a_program_that_codes_otherwise_reads_no_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, folder)
    before, generation = digest(store), derive.ensure(store).generation
    for module in ("ingest", "recode", "work"):
        monkeypatch.setattr(f"windhoek.store.{module}.coder", lambda files: "another")
    monkeypatch.setattr("windhoek.store.work.read", None)
    report = run(store, folder)
    assert (report.recoded, report.reread, report.failed) == (4, 0, 0)
    assert digest(store) == before
    assert derive.ensure(store).generation == generation


def test_a_changed_verb_is_written(make_store: MakeStore, folder: Path, tmp_path: Path) -> None:
    store, fresh = make_store(), make_store()
    run(store, folder)
    verbs = tmp_path / "verbs" / "verbs"
    verbs.mkdir(parents=True)
    (verbs / "en.more.csv").write_text("form,kind,verb,strength,note\nasks,finite,begs,request,For a test.\n")
    run(fresh, folder, codebook=verbs.parent)
    assert again(store, verbs.parent)[1] == 1
    assert digest(store) == digest(fresh)
    assert Code.objects.using(store.alias).filter(verb="begs").count() == 1
    again(store, "shipped")
    assert not Code.objects.using(store.alias).filter(verb="begs").exists()


def test_stopped_and_resumed_is_as_if_never_stopped(
    make_store: MakeStore, folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("windhoek.store.recode._BATCH_DOCUMENTS", 1)
    store, whole = make_store(), make_store()
    run(store, folder)
    run(whole, folder)
    again(whole, own)

    def stop(done: int, total: int, symbol: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recode(store, own, executor=Inline(), progress=stop)
    assert told(store).behind == 2
    assert again(store)[0] == 2
    assert told(store).behind == 0
    assert digest(store) == digest(whole)
    assert search(store, "islands", filters={"theme": "general"}).total == 1


def test_any_executor_and_any_database_code_alike(
    make_store: MakeStore, folder: Path, own: Path, tmp_path: Path
) -> None:
    here, threads, processes = make_store(), make_store(), make_store()
    plain = Store(tmp_path / "plain.sqlite3")
    for store in (here, threads, processes, plain):
        run(store, folder)
    again(here, own)
    again(plain, own)
    with ThreadPoolExecutor(2) as pool:
        recode(threads, own, executor=pool)
    recode(processes, own)
    assert digest(here) == digest(threads) == digest(processes) == digest(plain)


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("rules.more.csv", ISLANDS.replace("islands,islands", "islands,nobody"), 2, "no lexicon has"),
        ("addressees/en.more.csv", "addressee,actor,text,note\nnobody,,the islands,x\n", 2, "no such"),
        ("missions.more.csv", "acronym,name,also,source\nUNEX,Example,,\n", 2, "source must be given"),
        ("rule.csv", ISLANDS, 1, "no table has this name"),
    ],
)
def test_a_mistake_changes_nothing(
    store: Store, folder: Path, own: Path, name: str, text: str, line: int, reason: str
) -> None:
    run(store, folder)
    before = list(dump(store))
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text(text)
    for act in (lambda: recode(store, own), lambda: run(store, folder, codebook=own)):
        with pytest.raises(CodebookError, match=reason) as caught:
            act()
        assert (caught.value.path, caught.value.line) == (own / name, line)
    assert list(dump(store)) == before
    assert told(store).folder == "" and told(store).behind == 0


def test_the_store_remembers_its_codebook(store: Store, folder: Path, own: Path) -> None:
    assert (told(store).folder, told(store).tables) == ("", ())
    run(store, folder, codebook=own)
    said = told(store)
    assert (said.folder, said.tables, said.behind) == (str(own), ("lexicon/en.more.csv", "rules.more.csv"), 0)
    assert said.sha256 == files(own).digest
    # What has changed in the folder holds the next time, without being told again.
    (own / "rules.more.csv").write_text(ISLANDS.replace(",general,", ",participation,"))
    assert again(store) == (4, 1, 1)
    assert Code.objects.using(store.alias).get(unit__text__contains="islands").themes == ["participation"]
    # And where the folder has gone, it stands in the store.
    shutil.rmtree(own)
    assert again(store) == (0, 0, 0)
    assert dict(remembered(store).own)["rules.more.csv"].count("participation") == 1
    (folder / "S_RES_9003_E.xml").write_text("\n" + (folder / "S_RES_9003_E.xml").read_text())
    assert run(store, folder).replaced == 1
    assert Code.objects.using(store.alias).get(unit__text__contains="islands").themes == ["participation"]


def test_two_that_code_by_different_codebooks_do_not_mix(
    store: Store, folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("windhoek.store.recode._BATCH_DOCUMENTS", 1)
    run(store, folder)
    whole = digest(store)

    def interfere(done: int, total: int, symbol: str) -> None:
        if done == 2:
            again(store, "shipped")

    with pytest.raises(StoreError, match="another process"):
        recode(store, own, executor=Inline(), progress=interfere)
    assert digest(store) == whole and told(store).behind == 0


def test_a_document_that_left_meanwhile_is_passed_over(store: Store, folder: Path, own: Path) -> None:
    run(store, folder)
    changed = [
        each for each in Document.objects.using(store.alias).all() if each.symbol.startswith("S/RES/9003")
    ]

    class Late(Inline):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future = super().submit(fn, *args, **kwargs)
            for each in changed:
                each.delete()
            return future

    report = recode(store, own, executor=Late())
    assert (report.documents, report.changed) == (3, 0)


def test_a_worker_of_another_version_is_refused(
    store: Store, folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, folder)
    monkeypatch.setattr("windhoek.store.work.reader", lambda: "another")
    with pytest.raises(AnotherVersionError):
        recode(store, own, executor=Inline())


def test_a_document_that_cannot_be_coded_keeps_its_codes_and_is_named(
    store: Store, folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from windhoek.store.work import code as real

    def stumble(document, codebook):  # type: ignore[no-untyped-def]
        if "9001" in document.symbol:
            raise ValueError("example")
        return real(document, codebook)

    run(store, folder)
    codes = Code.objects.using(store.alias).count()
    monkeypatch.setattr("windhoek.store.work.code", stumble)
    report = recode(store, own, executor=Inline())
    assert len(report.failures) == 2 and all("S/RES/9001" in line for line in report.failures)
    assert told(store).behind == 2
    assert Code.objects.using(store.alias).count() == codes + 1
    monkeypatch.setattr("windhoek.store.work.code", real)
    assert again(store)[0] == 2


@pytest.mark.parametrize("language", ["English", "Arabic"])
def test_what_is_stored_is_what_was_read(store: Store, language: str) -> None:
    folder = CORPUS / f"sc-resolutions/2024/{language}"
    if not folder.exists():
        folder = CORPUS / "sc-resolutions/2024"
    found = [path for path in sorted(folder.rglob("*.xml")) if language in path.parts][:12]
    if not found:
        pytest.skip(f"no resolutions of 2024 in {language} below {CORPUS}")
    run(store, *found)
    numbers = Document.objects.using(store.alias).filter(part="").values_list("id", flat=True)
    documents = {each.document.source.path: each.document for each in stored(store, list(numbers))}
    for path in found:
        document = read(path)
        assert documents[str(path)] == replace(document, annexes=())


def needed(module: str) -> set[Path]:
    """The files of the package that a module is made of, those it imports and those these import included."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = PACKAGE.joinpath(*name.split(".")[1:])
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if not path.exists() or path in found:
            continue
        found.add(path)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("windhoek."):
                waiting += [str(node.module), *(f"{node.module}.{each.name}" for each in node.names)]
    return found - {PACKAGE / "__init__.py", PACKAGE / "coding" / "__init__.py"}


def test_the_digests_hold_all_that_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in any module that reads and cites changes the reader, in any that codes the coder."""
    fed: set[Path] = set()
    monkeypatch.setattr(
        "windhoek.store.work._feed", lambda digest, item: fed.update(_inside(Path(str(item))))
    )
    reader.__wrapped__()
    assert (
        needed("windhoek.reading") | needed("windhoek.reading.metadata") | needed("windhoek.coding.cite")
        <= fed
    )
    assert PACKAGE / "coding" / "citation_forms.csv" in fed
    assert PACKAGE / "coding" / "rules.py" not in fed
    fed.clear()
    coder.__wrapped__(files())
    assert needed("windhoek.coding.code") <= fed
    assert PACKAGE / "coding" / "cite.py" not in fed and PACKAGE / "reading" / "akn.py" not in fed


def test_the_digest_of_a_codebook_is_that_of_its_tables(own: Path, tmp_path: Path) -> None:
    elsewhere = Path(shutil.copytree(own, tmp_path / "elsewhere"))
    assert files(own).digest == files(elsewhere).digest != files().digest
    (elsewhere / "rules.more.csv").write_text(ISLANDS + " ")
    assert files(own).digest != files(elsewhere).digest
    assert coder(files(own)) != coder(files())
    assert files(Path(str(resources("windhoek") / "coding" / "codebook"))) == files()


def _inside(path: Path) -> set[Path]:
    return set(path.rglob("*.*")) if path.is_dir() else {path}
