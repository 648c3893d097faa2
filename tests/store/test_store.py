"""Opening a store: where it lies, what it says when it cannot, and many at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from windhoek.store.ingest import Inline, ingest
from windhoek.store.queries import adoption, cited_by, find, title, unit
from windhoek.store.store import Store, StoreError
from windhoek.store.tables import Document, Facts, File


def test_it_opens_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Store().name == str(tmp_path / "data" / "windhoek" / "windhoek.sqlite3")
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "b" / "named.sqlite3"))
    assert Store().name == str(tmp_path / "b" / "named.sqlite3")
    assert Store(f"sqlite:///{tmp_path}/c.sqlite3").name == str(tmp_path / "c.sqlite3")
    assert Store(tmp_path / "c.sqlite3").index_dir == tmp_path / "c.sqlite3.windhoek"


def test_a_store_that_cannot_be_opened_says_so_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "no.sqlite3").write_text(
        "this is no database, but some text that is longer than a header" * 40
    )
    (tmp_path / "file").write_text("")
    for address in (
        tmp_path / "no.sqlite3",
        tmp_path,
        tmp_path / "file" / "below.sqlite3",
        "mysql://host/name",
        "postgresql://nobody:secret@127.0.0.1:1/nothing",
    ):
        with pytest.raises(StoreError) as raised:
            Store(address)
        assert "\n" not in str(raised.value) and str(raised.value).endswith(".")
        assert "secret" not in str(raised.value)


def test_migrating_twice_does_nothing(store: Store) -> None:
    store.migrate()
    assert Document.objects.using(store.alias).count() == 0


def test_migrations_make_the_tables_that_the_models_say() -> None:
    loader = MigrationLoader(None)
    wanted = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert wanted.changes(graph=loader.graph) == {}


def test_several_stores_and_threads(make_store: Callable[[], Store], folder: Path) -> None:
    one, two = make_store(), make_store()
    ingest(one, [folder], executor=Inline())
    ingest(two, [folder / "French"], executor=Inline())
    counts: list[int] = []

    def count() -> None:
        counts.append(Document.objects.using(one.alias).count())
        one.close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [4] * 4
    assert Document.objects.using(two.alias).count() == 1


def test_two_processes_may_make_the_same_store(tmp_path: Path) -> None:
    program = "import sys; from windhoek.store.store import Store; print(Store(sys.argv[1]).alias)"
    command = [sys.executable, "-c", program, str(tmp_path / "new.sqlite3")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    assert all(process.wait() == 0 for process in running), [p.stderr and p.stderr.read() for p in running]


def test_importing_windhoek_needs_no_django() -> None:
    program = "import sys, windhoek, windhoek.store; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        "S/RES/9001 (2031)",
        "S/RES/9001(2031)",
        "s/res/9001(2031)",
        "S_RES_9001(2031)",
        "9001 (2031)",
        "Resolution 9001 (2031)",
    ],
)
def test_a_document_is_found_under_any_spelling(store: Store, folder: Path, name: str) -> None:
    ingest(store, [folder], executor=Inline())
    found = find(store, name)
    assert found and (found.symbol, found.language) == ("S/RES/9001 (2031)", "en")
    french = find(store, name, "fr")
    assert french and french.language == "fr"
    english, translated = unit(store, found, "op 2"), unit(store, french, "OP2")
    assert english and translated and english.label == translated.label
    assert "filles" in translated.text


def test_what_is_not_there_is_not_found(store: Store, folder: Path) -> None:
    ingest(store, [folder], executor=Inline())
    assert find(store, "S/RES/8999 (2031)") is None
    assert find(store, "bread and butter") is None
    document = find(store, "S/RES/9001 (2031)")
    assert document and unit(store, document, "OP99") is None


def test_citations_lead_back_whatever_the_language(store: Store, folder: Path) -> None:
    ingest(store, [folder], executor=Inline())
    found = cited_by(store, "S/RES/9001 (2031)", "OP2")
    assert [(each.name, each.unit, each.languages) for each in found] == [
        ("S/RES/9002 (2031)", "OP1", ("en",))
    ]
    everything = cited_by(store, "S/RES/9001 (2031)", None)
    assert {(each.unit, each.label) for each in everything} >= {("OP1", "OP2"), ("PP1", "")}


def test_facts_stand_in_where_the_file_says_nothing(store: Store, folder: Path) -> None:
    ingest(store, [folder], executor=Inline())
    document = find(store, "S/RES/9001 (2031)")
    assert document and adoption(store, document) is None
    for path, meeting in (("b", "second"), ("a", "first")):
        file = File.objects.using(store.alias).create(path=path, outcome="facts")
        Facts.objects.using(store.alias).create(
            file=file,
            symbol=document.symbol,
            title="On tables",
            adoption={"meeting": meeting, "sponsors": ["NORWAY"]},
        )
    said = adoption(store, document)
    assert said and (said.meeting, said.sponsors) == ("first", ("NORWAY",))
    document.title = ""
    assert title(store, document) == "On tables"
