"""A folder of one's own over the shipped codebook: what takes the place of what, and mistakes by file and line."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from windhoek.coding.code import check, code
from windhoek.coding.codebook import load
from windhoek.coding.codebook_files import SHIPPED, CodebookError, files
from windhoek.document import Document, Source, Unit

RULES = "rule,words,near,within,unless,relevant,themes,functions,lead_in,last,note"
WORDS = "concept,kind,text,note"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "lexicon").mkdir(parents=True)
    return folder


def document(text: str) -> Document:
    return Document(
        symbol="S/RES/9001 (2031)",
        kind="resolution",
        body="Security Council",
        date="2031-05-06",
        language="en",
        title="",
        source=Source("", "", ""),
        units=(Unit("OP1", "operative", text),),
    )


def test_a_file_takes_the_place_of_the_shipped_one(own: Path) -> None:
    shutil.copy(SHIPPED / "themes.csv", own)
    functions = (SHIPPED / "functions.csv").read_text("utf-8")
    (own / "functions.csv").write_text(functions.replace('\nddr,"', '\nddr,"Example: '), "utf-8")
    loaded, shipped = load(own), load()
    assert loaded.themes == shipped.themes and loaded.rules == shipped.rules
    assert next(f.name for f in loaded.functions if f.code == "ddr").startswith("Example: ")


def test_more_rows_add_change_and_drop(own: Path) -> None:
    first, second, *_ = load().rules
    (own / "rules.more.csv").write_text(
        f"{RULES},drop\nexample,women,,,,,ddr,,,,x,\n{first.name},women,,,,yes,,,,,Changed.,\n"
        f'"{second.name}",,,,,,,,,,,yes\n'
    )
    rules = load(own).rules
    assert [rules[0].name, rules[0].note, rules[-1].name] == [first.name, "Changed.", "example"]
    assert second.name not in {rule.name for rule in rules}
    assert len(rules) == len(load().rules)


def test_a_phrase_moves_to_another_concept(own: Path) -> None:
    (own / "lexicon" / "en.more.csv").write_text(f"{WORDS}\nislands,phrase,widow*,x\n")
    (own / "rules.more.csv").write_text(f"{RULES}\nislands,islands,,,,yes,ddr,,,,x\n")
    entries = {entry.text: entry for entry in load(own).lexicons["en"]}
    assert entries["widow*"].concepts == ("islands",)
    assert "women" in entries["women"].concepts
    assert [entry.text for entry in load(own).lexicons["en"]] == [
        entry.text for entry in load().lexicons["en"]
    ]


def test_two_codebooks_do_not_get_in_each_others_way(own: Path) -> None:
    (own / "lexicon" / "en.more.csv").write_text(f"{WORDS}\nislands,phrase,islands,x\n")
    (own / "rules.more.csv").write_text(f"{RULES}\nislands,islands,,,,yes,ddr,,,,x\n")
    text = document("Asks the mission to visit the islands;")
    mine = load(own)
    for _ in range(2):
        assert code(text) == ()
        assert [found.themes for found in code(text, mine)] == [("ddr",)]
    assert load(own) is mine and load() is load()


def test_addressees_and_missions_of_ones_own_hold(own: Path) -> None:
    (own / "missions.more.csv").write_text(
        "acronym,name,also,source\nUNEXAM,United Nations Example Mission,,For a test\n"
    )
    text = document("Requests UNEXAM to bring women into its patrols;")
    asked = [found.addressees for found in code(text, check(load(own)))]
    assert asked == [("mission:UNEXAM",)]
    assert [found.addressees for found in code(text)] != asked


def test_a_codebook_travels(own: Path) -> None:
    (own / "rules.more.csv").write_text(f"{RULES}\nexample,women,,,,,ddr,,,,x\n")
    found = files(own)
    shutil.rmtree(own)
    there = pickle.loads(pickle.dumps(found))
    assert there == found and there.digest == found.digest
    assert there.own == (("rules.more.csv", f"{RULES}\nexample,women,,,,,ddr,,,,x\n"),)


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("rules.more.csv", f"{RULES},drop\nnot there,,,,,,,,,,,yes\n", 2, "no not there to drop"),
        ("rules.more.csv", f"{RULES},drop\nexample,women,,,,,ddr,,,,x,no\n", 2, "drop is yes or empty"),
        ("rules.csv", f"{RULES},drop\nexample,women,,,,,ddr,,,,x,yes\n", 2, "in a file .more.csv only"),
        ("rules.more.csv", f"{RULES}\na,women,,,,,ddr,,,,x\na,women,,,,,,ddr,,,x\n", 3, "already in line 2"),
        ("lexicon/eng.csv", f"{WORDS}\n", 1, "no table has this name"),
        ("themes.csv", "code,name,definition\nddr,Example,x\n", 0, "no such code: .*a table of yours"),
        ("missions.more.csv", "acronym,name,also,source\nUNEXAM,Example,,\n", 2, "source must be given"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_reason(
    own: Path, name: str, text: str, line: int, reason: str
) -> None:
    (own / name).write_text(text)
    with pytest.raises(CodebookError, match=reason) as caught:
        check(load(own))
    # A table that takes too much away is noticed where it is missed.
    assert (caught.value.path, caught.value.line) == (own / name, line) or line == 0
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_none_or_holds_no_table(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(CodebookError, match="no table is in this folder"):
        load(tmp_path)
