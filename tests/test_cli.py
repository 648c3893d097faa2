"""The terminal: what programs read from it, statuses, and errors that people can act on."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLES = Path(str(files("windhoek"))) / "samples"


def windhoek(*arguments: str | Path, store: Path | None = None) -> subprocess.CompletedProcess[str]:
    at = ["--store", str(store)] if store else []
    command = [sys.executable, "-m", "windhoek.cli", *map(str, arguments), *at]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store") / "samples.sqlite3"
    done = windhoek("ingest", SAMPLES, store=place)
    assert done.returncode == 0, done.stderr
    return place


def resolution() -> Path:
    return next(path for path in sorted(SAMPLES.glob("*RES*")) if "-E" in path.name)


def test_read_prints_the_object_that_is_promised() -> None:
    done = windhoek("read", resolution(), "--json")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert {"symbol", "kind", "body", "date", "language", "title", "source"} <= read["document"].keys()
    assert {"path", "sha256", "media_type"} == read["document"]["source"].keys()
    assert all(
        {"label", "kind", "text", "page", "parent", "heading"} <= unit.keys() for unit in read["units"]
    )
    texts = {unit["label"]: unit["text"] for unit in read["units"]}
    assert read["citations"]
    for citation in read["citations"]:
        assert {"unit", "start", "end", "symbol", "label"} <= citation.keys()
        assert citation["note"] or 0 <= citation["start"] < citation["end"] <= len(texts[citation["unit"]])


def test_code_adds_the_codes_of_relevant_units_only() -> None:
    read = json.loads(windhoek("code", resolution(), "--json").stdout)
    labels = {unit["label"] for unit in read["units"]}
    assert 0 < len(read["codes"]) < len(labels)
    fields = {"unit", "themes", "functions", "verb", "strength", "addressees", "commitments", "because"}
    for code in read["codes"]:
        assert fields == code.keys() and code["unit"] in labels and code["themes"]
        assert all({"code", "start", "end", "rule"} == because.keys() for because in code["because"])


@pytest.mark.parametrize(
    "command", ["read", "code", "ingest", "search", "show", "serve", "index", "fetch", "run"]
)
def test_each_command_explains_itself_with_an_example(command: str) -> None:
    done = windhoek(command, "--help")
    assert done.returncode == 0
    assert f"windhoek {command}" in done.stdout and "Example" in done.stdout


def test_a_file_that_cannot_be_read_is_one_line_and_status_1(tmp_path: Path) -> None:
    broken = tmp_path / "S_RES_1350.xml"
    broken.write_bytes(b"<akomaNtoso><statement>")
    for command in ("read", "code"):
        done = windhoek(command, broken)
        assert done.returncode == 1 and done.stdout == ""
        assert done.stderr.count("\n") == 1 and str(broken) in done.stderr and "Traceback" not in done.stderr


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "S_RES_1350.xml").write_bytes(b"<akomaNtoso><statement>")
    (folder / "empty.txt").write_bytes(b"")
    (folder / resolution().name).write_bytes(resolution().read_bytes())
    place = tmp_path / "store.sqlite3"
    done = windhoek("ingest", folder, "--jobs", "1", store=place)
    assert done.returncode == 1
    assert "1 stored" in done.stdout and "2 failed" in done.stdout
    listed = windhoek("ingest", "--report", store=place)
    assert listed.returncode == 1
    assert "S_RES_1350.xml" in listed.stdout and "empty.txt" in listed.stdout
    assert windhoek("show", "S/RES/9901 (2099)", store=place).returncode == 0


def test_search_for_programs(store: Path) -> None:
    found = json.loads(windhoek("search", "women", "--limit", "3", "--json", store=store).stdout)
    assert found["total"] >= 3 and len(found["hits"]) == 3
    assert {"kind", "year", "body", "language", "theme"} <= found["counts"].keys()
    for hit in found["hits"]:
        assert all(hit["text"][start:end].lower().startswith("wom") for start, end in hit["spans"])


def test_show_one_paragraph_with_what_cites_it(store: Path) -> None:
    shown = json.loads(windhoek("show", "s/res/9901(2099)", "op 3", "--json", store=store).stdout)
    assert [unit["label"] for unit in shown["units"]] == ["OP3"]
    assert shown["cited_by"]


def test_what_is_not_there_is_said_with_what_to_do(store: Path) -> None:
    unknown = windhoek("show", "S/RES/1325 (2000)", store=store)
    assert (
        unknown.returncode == 1
        and "not in the store" in unknown.stderr
        and "windhoek ingest" in unknown.stderr
    )
    label = windhoek("show", "S/RES/9901 (2099)", "OP99", store=store)
    assert label.returncode == 1 and "has no paragraph OP99" in label.stderr
    nowhere = windhoek("ingest", store=store)
    assert nowhere.returncode == 1 and "Name the files" in nowhere.stderr
    cluster = windhoek("ingest", SAMPLES, "--cluster", "tcp://127.0.0.1:1", store=store)
    assert cluster.returncode == 1 and "Traceback" not in cluster.stderr


def test_output_that_nobody_reads_on_is_no_error(store: Path) -> None:
    command = f"{sys.executable} -m windhoek.cli show 'S/RES/9901 (2099)' --store {store} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("S/RES/9901") and "Traceback" not in done.stderr
