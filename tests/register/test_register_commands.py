"""`windhoek register`, `personnel` and `data` as a person meets them, on a terminal of 80 columns."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from windhoek import cli

Run = Callable[..., str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What `windhoek …` prints, errors after the rest, when it ends with the status given."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str, status: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["windhoek", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        assert (ended.value.code or 0) == status, printed.err
        return printed.out + printed.err

    return run


def test_list_names_every_table(run: Run) -> None:
    out = run("register", "list")
    assert "personnel-averages" in out
    assert max(map(len, out.splitlines())) <= 80
    assert {each["name"] for each in json.loads(run("register", "list", "--json"))} >= {"targets", "sources"}


def test_show_prints_rows_with_their_sources(run: Run) -> None:
    out = run("register", "show", "targets")
    assert "targets/police-20-by-2014" in out
    assert "Source: UN Police, Global Effort and Gender Initiatives" in out
    found = json.loads(run("register", "show", "personnel", "--mission", "UNSMIS", "--json"))
    assert {row["mission"] for row in found} == {"UNSMIS"}
    assert run("register", "show", "personnel", "--mission", "UNSMIS", "--csv").startswith("month,mission,")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("register", "show", "ships"), "There is no table ships. There are "),
        (("register", "show", "targets", "--mission", "UNMIL"), "targets is not by mission"),
        (("register", "show", "personnel", "--mission", "UNXYZ"), "personnel has no row of UNXYZ"),
        (("register", "update", "personnel", "nowhere.csv"), "nowhere.csv: cannot be read"),
        (("personnel", "--mission", "UNXYZ"), "The register has no personnel of UNXYZ. It has BINUB"),
        (("personnel", "--chart", "/nowhere/chart.svg"), "/nowhere/chart.svg: cannot be written"),
        (("data", "export", "/proc/nowhere"), "/proc/nowhere: cannot be written"),
    ],
)
def test_what_a_person_can_mend_is_a_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    out = run(*arguments, status=1)
    assert says in out
    assert "Traceback" not in out


def test_a_mission_beside_the_targets(run: Run, tmp_path: Path) -> None:
    chart = tmp_path / "unmil.svg"
    out = run("personnel", "--mission", "UNMIL", "--target", "--chart", str(chart))
    assert "2014-02  3.4 (193)   8.1 (11)          13.8 (60)     14.0 (158)  14.0 (218)" in out
    assert "· 20 % women among United Nations police by 2014: 14.0 % in February 2014, 6.0" in out
    assert "They were set for all missions together" in out
    assert "What the monthly figures cannot say" in out
    assert max(map(len, out.splitlines())) <= 80
    assert chart.read_text(encoding="utf-8").startswith("<svg")


def test_a_mission_after_the_monthly_figures_has_none_of_them(run: Run) -> None:
    out = run("personnel", "--mission", "MINUSCA", "--target")
    assert "By month" not in out
    assert "· 20 % women among United Nations police by 2014: no figures" in out
    # Limits of years before the mission are not said of it.
    assert "Only twelve contributors" not in out
    assert "2017: The total" in out


def test_every_target_is_answered(run: Run) -> None:
    out = run("personnel", "--targets")
    assert "20 % women among United Nations police by 2014: not reached where our figures" in out
    assert "10.2 % in February 2014 (1,326 of 13,061)" in " ".join(out.split())
    answers = {each["target"]: each for each in json.loads(run("personnel", "--targets", "--json"))}
    assert answers["contingents-double-by-2020"]["verdict"] == "not reached"
    assert answers["contingents-double-by-2020"]["first"]["women"] == 3915


def test_the_sources_are_set_beside_each_other(run: Run) -> None:
    out = run("personnel", "--compare", "--mission", "UNIFIL")
    assert "2011  UNIFIL       12  524.9/12,053.4  123/4,640   0.38  4.4 2.7" in out
    assert max(map(len, out.splitlines())) <= 80
