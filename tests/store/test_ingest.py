"""Ingest: idempotent, corrected, moved, refused; the same to the byte whoever does the work."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from windhoek.reading import read
from windhoek.store import derive
from windhoek.store.dump import digest, dump
from windhoek.store.index import search
from windhoek.store.ingest import Inline, Report, ingest
from windhoek.store.queries import failures, find
from windhoek.store.store import Store
from windhoek.store.tables import Document, File, Unit
from windhoek.store.work import AnotherVersionError

MakeStore = Callable[[], Store]


def run(store: Store, *paths: Path) -> Report:
    return ingest(store, paths, executor=Inline())


def symbols(store: Store) -> list[tuple[str, str]]:
    rows = Document.objects.using(store.alias).values_list("symbol", "language")
    return sorted(rows)


def test_a_folder_is_stored(store: Store, folder: Path) -> None:
    report = run(store, folder)
    assert (report.stored, report.failed, report.documents, report.units) == (4, 0, 4, 12)
    assert symbols(store) == [
        ("S/RES/9001 (2031)", "en"),
        ("S/RES/9001 (2031)", "fr"),
        ("S/RES/9002 (2031)", "en"),
        ("S/RES/9003 (2032)", "en"),
    ]


def test_the_same_files_change_nothing(store: Store, folder: Path) -> None:
    run(store, folder)
    before, generation = digest(store), derive.ensure(store).generation
    again = run(store, folder)
    assert (again.stored, again.replaced, again.unchanged) == (0, 0, 4)
    assert digest(store) == before
    assert derive.ensure(store).generation == generation


def test_any_executor_and_any_database_give_the_same_bytes(
    make_store: MakeStore, folder: Path, tmp_path: Path
) -> None:
    here = make_store()
    run(here, folder)
    processes = make_store()
    ingest(processes, [folder])
    threads = make_store()
    with ThreadPoolExecutor(2) as pool:
        ingest(threads, [folder], executor=pool)
    plain = Store(tmp_path / "plain.sqlite3")
    run(plain, folder)
    assert digest(here) == digest(processes) == digest(threads) == digest(plain)


def test_a_corrected_file_replaces_its_document_and_says_so(make_store: MakeStore, folder: Path) -> None:
    store = make_store()
    run(store, folder)
    file = folder / "S_RES_9003_E.xml"
    file.write_text(file.read_text().replace("islands", "highlands"))
    report = run(store, folder)
    assert (report.replaced, report.stored, report.unchanged) == (1, 0, 3)
    assert [line.split(":")[0] for line in report.changes] == [str(file)]
    assert search(store, "highlands").total == 1
    assert search(store, "islands").total == 0
    fresh = make_store()
    run(fresh, folder)
    assert digest(store) == digest(fresh)


def test_a_corrected_file_that_cannot_be_read_leaves_what_is_stored(store: Store, folder: Path) -> None:
    run(store, folder)
    content = [line for line in dump(store) if line.startswith('{"document"')]
    file = folder / "S_RES_9003_E.xml"
    before = file.read_bytes()
    file.write_bytes(b"")
    report = run(store, folder)
    assert report.failed == 1 and str(file) in report.failures[0] and "\n" not in report.failures[0]
    assert "stays" in report.failures[0]
    assert [line for line in dump(store) if line.startswith('{"document"')] == content
    assert failures(store) and run(store, folder).failed == 1
    file.write_bytes(before)
    assert run(store, folder).failed == 0 and failures(store) == []


def test_a_failed_file_harms_no_other_and_is_told_again_without_reading(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "empty.xml").write_bytes(b"")
    report = run(store, folder)
    assert (report.stored, report.failed) == (4, 2)
    monkeypatch.setattr("windhoek.store.ingest.work", None)
    again = run(store, folder)
    assert again.failures == report.failures == failures(store)


def test_a_moved_file_is_known_again(make_store: MakeStore, folder: Path) -> None:
    store = make_store()
    run(store, folder)
    (folder / "S_RES_9003_E.xml").rename(folder / "French" / "S_RES_9003.xml")
    report = run(store, folder)
    assert (report.moved, report.unchanged, report.stored) == (1, 3, 0)
    fresh = make_store()
    run(fresh, folder)
    assert digest(store) == digest(fresh)


def test_a_file_moved_and_corrected_takes_its_old_place(store: Store, folder: Path) -> None:
    run(store, folder)
    file = folder / "S_RES_9003_E.xml"
    text = file.read_text().replace("islands", "highlands")
    file.unlink()
    (folder / "S_RES_9003.xml").write_text(text)
    report = run(store, folder)
    assert report.failed == 0 and any("gone" in line for line in report.changes)
    assert search(store, "highlands").total == 1
    assert len(symbols(store)) == 4


def test_two_files_for_one_symbol(store: Store, folder: Path) -> None:
    rival = folder / "S_RES_9003_R.xml"
    rival.write_text((folder / "S_RES_9003_E.xml").read_text().replace("islands", "highlands"))
    report = run(store, folder)
    assert report.stored == 4 and report.failed == 1
    assert str(rival) in report.failures[0] and "S_RES_9003_E.xml" in report.failures[0]
    assert run(store, folder).failures == report.failures
    (folder / "S_RES_9003_E.xml").unlink()
    report = run(store, folder)
    assert report.failed == 0
    assert search(store, "highlands").total == 1 and search(store, "islands").total == 0


def test_an_exact_copy_is_skipped_until_it_is_needed(store: Store, folder: Path) -> None:
    shutil.copy(folder / "S_RES_9003_E.xml", folder / "S_RES_9003_copy.xml")
    report = run(store, folder)
    assert report.failed == 0 and any("same bytes" in line for line in report.skipped)
    (folder / "S_RES_9003_E.xml").unlink()
    run(store, folder)
    assert len(symbols(store)) == 4
    document = find(store, "S/RES/9003 (2032)")
    assert document and document.file.path == str(folder / "S_RES_9003_copy.xml")


def test_two_files_that_trade_places(store: Store, folder: Path) -> None:
    run(store, folder)
    one, two = folder / "S_RES_9002_E.xml", folder / "S_RES_9003_E.xml"
    first, second = one.read_bytes(), two.read_bytes()
    one.unlink()
    two.unlink()
    (folder / "a.xml").write_bytes(first)
    (folder / "b.xml").write_bytes(second)
    assert run(store, folder).moved == 2
    (folder / "a.xml").write_bytes(second)
    (folder / "b.xml").write_bytes(first)
    assert run(store, folder).failed == 0
    assert len(symbols(store)) == 4 and run(store, folder).unchanged == 4


def test_what_is_no_document_is_named(store: Store, folder: Path) -> None:
    (folder / "README.txt").write_text("About these files")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / ".hidden").write_text("not looked at")
    report = run(store, folder)
    assert sorted(Path(line.split(": ")[0]).name for line in report.skipped) == ["README.txt", "picture.png"]
    assert report.failed == 0


def test_files_that_cannot_be_opened(store: Store, folder: Path) -> None:
    report = run(store, folder / "nowhere.xml", folder)
    assert report.stored == 4 and report.failed == 1 and "nowhere.xml" in report.failures[0]


def test_a_reader_that_changed_reads_again(
    make_store: MakeStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store()
    run(store, folder)
    before = digest(store)
    monkeypatch.setattr("windhoek.store.ingest.reader", lambda: "another")
    monkeypatch.setattr("windhoek.store.work.reader", lambda: "another")
    report = run(store, folder)
    assert (report.reread, report.replaced, report.stored) == (4, 0, 0)
    assert digest(store) == before


def test_a_worker_that_dies_is_named_and_tried_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(tasks: list[object], expected: str) -> list[object]:
        if any("9002" in str(task) for task in tasks):
            raise MemoryError
        return real(tasks, expected)  # type: ignore[arg-type,return-value]

    from windhoek.store.work import work as real

    monkeypatch.setattr("windhoek.store.ingest.work", dying)
    report = run(store, folder)
    assert (report.stored, report.failed) == (3, 1) and "S_RES_9002" in report.failures[0]
    monkeypatch.setattr("windhoek.store.ingest.work", real)
    assert run(store, folder).stored == 1


def test_a_worker_of_another_version_is_refused(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("windhoek.store.work.reader", lambda: "another")
    with pytest.raises(AnotherVersionError):
        run(store, folder)
    assert symbols(store) == []


def test_text_that_no_database_takes(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def strange(path: str) -> object:
        document = read(path)
        return replace(
            document, units=tuple(replace(unit, text="women \0\ud800 peace") for unit in document.units)
        )

    monkeypatch.setattr("windhoek.store.work.read", strange)
    run(store, folder / "S_RES_9003_E.xml")
    assert set(Unit.objects.using(store.alias).values_list("text", flat=True)) == {"women \ufffd\ufffd peace"}


def test_progress_counts_every_file(store: Store, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    ingest(
        store,
        [folder],
        executor=Inline(),
        progress=lambda done, total, path: told.append((done, total, path)),
    )
    assert told and told[-1][:2] == (4, 4)


def test_a_failed_write_leaves_the_store_whole(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, folder)
    before = digest(store)
    (folder / "S_RES_9003_E.xml").write_text("\n" + (folder / "S_RES_9003_E.xml").read_text())

    def fail(self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("windhoek.store.write.Batch.flush", fail)
    with pytest.raises(KeyboardInterrupt):
        run(store, folder)
    assert digest(store) == before


def test_facts_arrive_before_or_after(make_store: MakeStore, folder: Path) -> None:
    facts = folder.parent / "2031.json"
    line = {
        "symbol": "S/RES/9001 (2031)",
        "resolution_title": "Security Council resolution 9001 (2031) [on the table]",
        "adoption_meeting": "9500th meeting",
        "adoption_date": "6 May 2031",
        "draft_resolution": "S/2031/77",
        "MS_in_favour": ["NORWAY"],
    }
    facts.write_text(json.dumps(line) + "\n")
    before, after = make_store(), make_store()
    assert run(before, facts).facts == 1
    run(before, folder)
    run(after, folder)
    run(after, facts)
    assert digest(before) == digest(after)
    assert run(after, facts).unchanged == 1
    assert File.objects.using(after.alias).get(path=str(facts)).outcome == "facts"


def test_files_vanish_without_harm(store: Store, folder: Path) -> None:
    run(store, folder)
    before = digest(store)
    (folder / "S_RES_9003_E.xml").unlink()
    run(store, folder)
    assert digest(store) == before


@pytest.mark.parametrize("typed", [True, False])
def test_a_program_that_no_process_can_import_does_the_work_itself(
    folder: Path, tmp_path: Path, typed: bool
) -> None:
    program = (
        "from windhoek.store.ingest import ingest\n"
        "from windhoek.store.store import Store\n"
        f"report = ingest(Store({str(tmp_path / 's.sqlite3')!r}), [{str(folder)!r}])\n"
        "print(report.stored, report.failed)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(program)
    done = subprocess.run(
        [sys.executable, "-" if typed else str(script)], input=program, capture_output=True, text=True
    )
    assert done.stdout == "4 0\n"
    assert "__main__" in done.stderr


def formats(folder: Path) -> tuple[Path, Path]:
    """The same resolution as plain text, in a folder that comes first, and as XML."""
    text = folder / "a" / "S_RES_9003.txt"
    text.parent.mkdir()
    text.write_text(
        "United Nations\nS/RES/9003 (2032)\nSecurity Council\n\nResolution 9003 (2032)\n\n"
        "Adopted by the Security Council at its 9500th meeting, on 6 May 2032\n\nThe Security Council,\n\n"
        "Noting the harvest, the roads and the weather,\n\n1. Invites the Secretary-General to visit the islets;\n\n"
        "2. Decides to remain seized of the matter.\n"
    )
    return text, folder / "S_RES_9003_E.xml"


@pytest.mark.parametrize("order", ["together", "text first", "text last"])
def test_the_format_that_keeps_more_is_stored_in_whatever_order(
    make_store: MakeStore, folder: Path, order: str
) -> None:
    text, xml = formats(folder)
    store, together = make_store(), make_store()
    run(together, folder)
    turns = {"together": [[folder]], "text first": [[text], [folder]], "text last": [[xml], [text], [folder]]}
    reports = [run(store, *paths) for paths in turns[order]]
    assert digest(store) == digest(together)
    document = find(store, "S/RES/9003 (2032)")
    assert document and document.file.path == str(xml)
    last = reports[-1]
    assert last.failures == [] and [line.split(":")[0] for line in last.skipped] == [str(text)]
    assert str(xml) in last.skipped[0]
    assert last.stored + last.unchanged + len(last.skipped) == 5
    assert search(store, "islands").total == 1 and search(store, "islets").total == 0
    # It is no failure, it stays so, and it is there when the other goes.
    again = run(store, folder)
    assert (again.unchanged, len(again.skipped), failures(store)) == (4, 1, [])
    xml.unlink()
    assert run(store, folder).stored == 1
    assert search(store, "islets").total == 1 and search(store, "islands").total == 0


def test_a_changed_reader_keeps_the_better_format(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = formats(folder)
    run(store, text)
    run(store, folder)
    before = digest(store)
    monkeypatch.setattr("windhoek.store.ingest.reader", lambda: "another")
    monkeypatch.setattr("windhoek.store.work.reader", lambda: "another")
    report = run(store, folder)
    assert (report.reread, report.stored, len(report.skipped), report.failed) == (4, 0, 1, 0)
    assert digest(store) == before
