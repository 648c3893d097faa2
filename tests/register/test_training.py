"""Duties to train name their paragraph, deliveries say who gave what, and figures of the budget are those of its tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document as Word

from windhoek import register

SHARED = Path(__file__).parents[2] / "../shared"
BUDGETS = SHARED / "corpus" / "docx"


def test_a_duty_rests_on_a_text_and_a_delivery_on_somebody_who_gave_it() -> None:
    for row in register.rows("training"):
        duty = row["kind"] == "duty"
        assert duty == (row["basis"] is None), row["id"]
        assert not duty or (row["standard"] and not row["given_by"] and row["number"] is None), row["id"]
        assert duty or (not row["of"] and row["strength"] is None), row["id"]


def test_duties_of_the_council_have_a_paragraph_a_strength_and_the_day_of_adoption() -> None:
    adopted = {row["symbol"]: str(row["date"]) for row in register.rows("resolutions")}
    ours = [
        row
        for row in register.rows("training")
        if re.match(r"S/(RES|PRST)/", row["standard"] or "") and row["place"]
    ]
    assert len(ours) > 50
    for row in ours:
        assert row["strength"], row["id"]
        assert re.match(r"(OP\d+|¶\d+)", row["place"]), row["id"]
        assert adopted.get(row["standard"], row["when"]) == row["when"], row["id"]


def test_women_are_among_the_trained() -> None:
    for row in register.rows("training"):
        assert (row["number"] is None) == (row["unit"] is None), row["id"]
        if row["women"] is not None:
            assert row["women"] <= row["number"], row["id"]


def test_before_during_and_after_deployment_are_all_there() -> None:
    stages = {stage for row in register.rows("training") if row["kind"] == "duty" for stage in row["stages"]}
    assert stages == {"before deployment", "on arrival", "during deployment", "after deployment"}


@pytest.mark.skipif(not BUDGETS.is_dir(), reason="the budget reports in ../shared are not here")
def test_days_of_training_are_those_of_the_budget_reports() -> None:
    wanted = {
        "dpo-military-gender": "To mainstream a gender perspective for military components",
        "unvmc-women-organizations": "Training and sensitization sessions with women",
    }
    facts = {row["id"]: row["number"] for row in register.rows("training")}
    found = dict(_deliverables(tuple(wanted.values())))
    for name, start in wanted.items():
        _, actual, *planned = found[start]
        assert [facts[f"{name}-{year}"] for year in (2024, 2025, 2026)] == [actual, *planned], name


def _deliverables(starts: tuple[str, ...]) -> list[tuple[str, list[int]]]:
    found = []
    for path in sorted(BUDGETS.glob("*.docx")):
        for table in Word(str(path)).tables:
            for row in table.rows:
                cells = [cell.text for cell in dict.fromkeys(row.cells)]
                for start in starts:
                    if start in cells[0]:
                        found.append((start, [int(cell) for cell in cells[1:]]))
    return found
