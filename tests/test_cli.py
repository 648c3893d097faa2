"""The terminal: what programs read from it, statuses, and errors that people can act on."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import terminal

SAMPLES = Path(str(files("windhoek"))) / "samples"


def windhoek(*arguments: str | Path, store: Path | None = None) -> subprocess.CompletedProcess[str]:
    return terminal.windhoek(*arguments, *(["--store", store] if store else []))


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


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A codebook with one rule more, by which paragraphs on roads are relevant."""
    folder = tmp_path / "own"
    (folder / "lexicon").mkdir(parents=True)
    (folder / "lexicon" / "en.more.csv").write_text(
        "concept,kind,text,note\nroads,phrase,roads,For a test.\n"
    )
    (folder / "rules.more.csv").write_text(
        "rule,words,near,within,unless,relevant,themes,functions,lead_in,last,note\n"
        "roads,roads,,,,yes,general,,,,Speaks of roads.\n"
    )
    return folder


def test_code_explains_each_code_by_words_rule_and_note(own: Path) -> None:
    said = windhoek("code", resolution(), "--codebook", own).stdout
    assert "general: “roads” (roads)" in said
    legend = said.partition("\nRules\n")[2].splitlines()
    assert "    Speaks of roads." in [line.rstrip() for line in legend]
    assert "asks: urges (request) → parties-to-conflict: “to reserve" in " ".join(said.split())
    coded = json.loads(windhoek("code", resolution(), "--codebook", own, "--json").stdout)
    assert coded["codebook"]["folder"] == str(own) and len(coded["codebook"]["sha256"]) == 64
    assert "roads" in {why["rule"] for code in coded["codes"] for why in code["because"]}
    assert "Speaks of roads." not in windhoek("code", resolution()).stdout


def test_a_store_is_coded_again_and_its_rules_are_counted(store: Path, own: Path) -> None:
    def counted(*arguments: str) -> dict[str, tuple[int, int]]:
        listed = json.loads(windhoek("rules", "--json", *arguments, store=store).stdout)
        return {rule["rule"]: (rule["units"], rule["documents"]) for rule in listed["rules"]}

    before = counted()
    assert "roads" not in before and counted("--codebook", str(own))["roads"] == (0, 0)
    done = windhoek("recode", "--codebook", own, store=store)
    assert done.returncode == 0 and f"Codebook: {own}." in done.stdout
    units, documents = counted()["roads"]
    assert units >= documents >= 1
    assert counted("--language", "fr")["roads"] == (0, 0)
    said = windhoek("rules", store=store).stdout
    assert "Speaks of roads." in said and "never used" in said
    shown = json.loads(windhoek("show", "S/RES/9901 (2099)", "--json", store=store).stdout)
    assert shown["codebook"]["tables"] == ["lexicon/en.more.csv", "rules.more.csv"]
    windhoek("recode", "--codebook", "shipped", store=store)
    assert counted() == before


def test_a_mistake_in_a_codebook_is_one_line_and_status_2(store: Path, own: Path) -> None:
    (own / "rules.more.csv").write_text((own / "rules.more.csv").read_text() + "again,nobody,,,,yes,,,,,x\n")
    for arguments in (
        ("code", resolution(), "--codebook", own),
        ("recode", "--codebook", own, "--store", store),
        ("ingest", SAMPLES, "--codebook", own, "--store", store),
        ("rules", "--codebook", own, "--store", store),
        ("run", "--codebook", own, "--store", store, "--no-open"),
    ):
        done = windhoek(*arguments)
        assert done.returncode == 2, arguments
        lines = [line for line in done.stderr.splitlines() if not line.startswith(("Reading", "Showing"))]
        assert lines == [f"{own / 'rules.more.csv'}, line 3: no lexicon has the concept nobody"]
    assert "Nothing to do" in windhoek("recode", store=store).stdout
