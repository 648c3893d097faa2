"""`windhoek trace` and `windhoek compare` where the question cannot be answered, and what they print for a program."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from windhoek.cli import app

SAMPLES = files("windhoek") / "samples"
ENGLISH, FRENCH = (str(SAMPLES / f"S_RES_9901-SAMPLE-{letter}.txt") for letter in "EF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trace", "UNSAMPLE", "--on", "2013-06-30"], "No mission is called UNSAMPLE"),
        (["trace", "UNAMID", "--on", "June 2013"], "June 2013 is not a date"),
        (["compare", ENGLISH, "S/RES/9909 (2099)"], "is no file and not in the store"),
        (["compare", ENGLISH, FRENCH], "Compare texts of one language"),
    ],
)
def test_a_question_that_cannot_be_answered(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "store.sqlite3"))
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, said in done.stderr) == (1, True)


def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "store.sqlite3"))
    compared = json.loads(CliRunner().invoke(app, ["compare", ENGLISH, ENGLISH, "--json"]).stdout)
    assert {pair["verdict"] for pair in compared["pairs"]} == {"kept"}
    traced = json.loads(CliRunner().invoke(app, ["trace", "unamid", "--on", "2013-06-30", "--json"]).stdout)
    assert traced["mandate"]["symbol"] == "S/RES/2063 (2012)"
    assert traced["missing"] == []
    assert {each["how"] for each in traced["asked"]} == {"own", "reference", "all missions"}
