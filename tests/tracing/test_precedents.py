"""Precedents: who was asked the same, from the strongest wording to the weakest, and which missions never had it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from windhoek.cli import app
from windhoek.register.read import rows
from windhoek.tracing.precedents import (
    STRENGTHS,
    Sought,
    excerpt,
    of_paragraph,
    of_words,
    precedents,
    ranked,
)

TODAY = date(2026, 11, 28)
ADVISERS = Sought(functions=("gender-expertise",), addressees=("mission",))


def test_the_same_is_asked_of_the_same_from_the_strongest_wording_to_the_weakest() -> None:
    answer = precedents(ADVISERS, TODAY)
    assert {each.unit for each in answer.found if each.symbol == "S/RES/2709 (2023)"} >= {"OP36(a)(iv)"}
    strengths = [STRENGTHS.index(each.strength) for each in answer.found]
    assert strengths == sorted(strengths)
    parties = precedents(Sought(("sexual-and-gender-based-violence",), (), ("parties-to-conflict",)), TODAY)
    verbs = list(dict.fromkeys(each.verb for each in parties.found if each.strength == "request"))
    assert verbs[:4] == ["requests", "urges", "calls upon", "calls on"]
    for each in answer.found:
        assert "gender-expertise" in each.functions
        assert any(whom.startswith("mission:") for whom in each.addressees)
    assert answer.first is not None and answer.latest is not None
    dates = [each.date for each in answer.found]
    assert (answer.first.date, answer.latest.date) == (min(dates), max(dates))


def test_each_paragraph_stands_once_and_every_row_that_asks_it_is_among_them() -> None:
    answer = precedents(ADVISERS, TODAY)
    places = [each.place for each in answer.found]
    assert len(places) == len(set(places))
    assert set(places) == {
        (row["symbol"], row["part"] or "", row["unit"])
        for row in rows("commitments")
        if "gender-expertise" in row["functions"] and row["missions"] and row["verb"]
    }


def test_missions_that_have_it_never_had_it_or_of_which_no_text_is_at_hand() -> None:
    answer = precedents(ADVISERS, TODAY)
    have = {each.mission: each for each in answer.have}
    assert have["UNAMID"].latest == "2018-07-13" and not have["UNAMID"].today
    assert have["MINUSCA"].today
    never = {each.mission for each in answer.never}
    assert "UNAMA" in never and all(each.texts for each in answer.never)
    unknown = {each.mission for each in answer.unknown}
    assert "MINURSO" in unknown
    assert not never & have.keys() and not unknown & (never | have.keys())
    # UNMISET ended in 2005: nobody can have asked it since.
    later = precedents(Sought(functions=("gender-expertise",), themes=("conflict-prevention",)), TODAY)
    assert later.first is not None and later.first.date > "2005-06"
    assert "UNMISET" not in {each.mission for each in (*later.never, *later.unknown)}


def test_a_preambular_paragraph_and_a_statement_are_in_no_mandate() -> None:
    answer = precedents(Sought(themes=("participation",)), TODAY)
    assert any(each.unit.startswith("PP") for each in answer.found)
    assert not [
        each
        for each in answer.found
        if each.missions and (each.unit[:2] == "PP" or each.kind != "resolution")
    ]


def test_an_example_is_not_its_own_precedent_and_seeks_what_it_asks_of_any_mission() -> None:
    place = ("S/RES/2709 (2023)", "", "OP36(a)(iv)")
    sought = of_paragraph(place)
    assert sought is not None and sought.addressees == ("mission",)
    answer = precedents(sought, TODAY)
    assert place not in {each.place for each in answer.found}
    assert {"MINUSCA", "MONUSCO"} <= {each.mission for each in answer.have}
    assert of_paragraph(("S/RES/1325 (2000)", "", "OP99")) is None


def test_words_of_ones_own_are_coded() -> None:
    sought = of_words("Requests the Secretary-General to appoint women protection advisers")
    assert sought is not None
    assert (sought.functions, sought.addressees) == (("gender-expertise",), ("secretary-general",))
    assert of_words("Requests the Secretary-General to count the trucks") is None


def test_words_rank_within_a_verb_and_never_across() -> None:
    sought = Sought(
        functions=("gender-expertise",), addressees=("mission",), words="radio for widows in the desert"
    )
    answer = precedents(sought, TODAY)
    last = [each for each in answer.found if each.verb == "requests"][-1]
    texts = {each.place: "to appoint advisers" for each in answer.found} | {last.place: "radio for widows"}
    alike = [
        each for each in ranked(answer, texts).found if each.verb == "requests" and each.alike == last.alike
    ]
    assert alike[0].place == last.place
    assert alike[0].shared == ("radio", "widows") and alike[1].shared == ()
    assert [each.verb for each in ranked(answer, texts).found] == [each.verb for each in answer.found]


def test_an_excerpt_begins_with_its_verb() -> None:
    text = "Welcomes " + "much " * 60 + "and requests the mission to place advisers in each of its offices"
    assert excerpt(text, "requests", 40) == "… requests the mission to place advisers …"
    assert excerpt("Requests little", "urges", 40) == "Requests little"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["precedents", *arguments])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_command_prints_json_and_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "store.sqlite3"))
    options = ("--function", "gender-expertise", "--to", "unamid")
    found = json.loads(run(*options, "--json"))
    assert {each["text"] for each in found["found"]} == {None}
    table = list(csv.DictReader(io.StringIO(run(*options, "--csv"))))
    assert [each["unit"] for each in table] == [each["unit"] for each in found["found"]]
    assert all("mission:UNAMID" in each["addressees"] for each in table)
    assert found["latest"] in run(*options)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say what is asked"),
        (["--theme", "trucks"], "There is no theme trucks"),
        (["--to", "nobody"], "Nobody is called nobody"),
        (["S/RES/1325 (2000)"], "has many paragraphs"),
        (["S/RES/1325 (2000), OP99"], "The register has no code for S/RES/1325 (2000), OP99"),
        (["the price of trucks"], "do not speak of women"),
    ],
)
def test_what_cannot_be_answered(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "store.sqlite3"))
    done = CliRunner().invoke(app, ["precedents", *arguments])
    assert (done.exit_code, said in done.stderr) == (1, True), done.stderr
