"""Facts of structure say what they count, how they are dated, and what the budget's own charts show."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from windhoek import register

SHARED = Path(__file__).parents[2] / "../shared"
BUDGETS = SHARED / "corpus" / "docx"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: The annexed charts by the heading above them.
CHARTS = {
    "UNOWAS": "1.United Nations Office for West Africa and the Sahel",
    "UNTMIS": "2.United Nations Transitional Assistance Mission in Somalia",
    "UNRCCA": "3.United Nations Regional Centre for Preventive Diplomacy for Central Asia",
    "UNSCOL": "5.Office of the United Nations Special Coordinator for Lebanon",
    "UNOCA": "6.United Nations Regional Office for Central Africa",
    "UNSMIL": "7.United Nations Support Mission in Libya",
    "UNVMC": "8.United Nations Verification Mission in Colombia",
    "UNMHA": "9.United Nations Mission to Support the Hudaydah Agreement",
    "BINUH": "10.United Nations Integrated Office in Haiti",
    "UNAMA": "United Nations Assistance Mission in Afghanistan",
}


def test_every_fact_is_about_a_mission_or_says_about_which() -> None:
    for row in register.rows("structures"):
        assert bool(row["mission"]) != bool(row["scope"]), row["id"]


def test_a_number_says_what_it_counts() -> None:
    for row in register.rows("structures"):
        assert (row["number"] is None) == (row["unit"] is None), row["id"]


def test_a_date_says_how_it_is_known_and_an_inferred_one_why() -> None:
    for row in register.rows("structures"):
        assert bool(row["as_of"]) == bool(row["dated"]), row["id"]
        assert row["dated"] != "inferred" or row["note"], row["id"]


def test_posts_are_told_apart_and_add_up() -> None:
    for row in register.rows("structures"):
        if row["unit"] == "posts and positions":
            counted = sum(int(number) for number in re.findall(r"\b(\d+) (?=[A-Za-z])", row["value"]))
            assert counted == row["number"], row["id"]


@pytest.mark.skipif(not BUDGETS.is_dir(), reason="the budget reports in ../shared are not here")
def test_the_charts_of_the_budget_for_2026_show_these_units() -> None:
    boxes = _boxes()
    facts = {
        (row["mission"], row["what"]): row for row in register.rows("structures") if row["as_of"] == "2026"
    }
    for mission, heading in CHARTS.items():
        units = [box for box in boxes[heading] if re.match(r"(Integrated )?Gender", box)]
        said = facts[mission, "gender unit"]
        if said["basis"] == "not drawn":
            assert not units, mission
            continue
        assert len(units) == 1, (mission, units)
        name, posts = re.split(r" RB \( ?", units[0])
        assert name == said["value"]
        assert int(posts.split()[0]) == facts[mission, "posts in the gender unit"]["number"]
        grades = re.findall(r"[DP]-\d", posts)
        assert min(grades, key=_rank) == facts[mission, "highest grade in the gender unit"]["value"]


def _rank(grade: str) -> tuple[bool, int]:
    # D-1 is above P-5, D-2 above D-1.
    return grade.startswith("P"), -int(grade[2:])


def _boxes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {heading: set() for heading in CHARTS.values()}
    for path in sorted(BUDGETS.glob("*Sect. 3*.docx")):
        body = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))[-1]
        heading = ""
        for element in body:
            outside = [
                text.text or ""
                for text in element.iter(f"{WORD}t")
                if not any(above.tag == f"{WORD}txbxContent" for above in text.iterancestors())
            ]
            heading = "".join(outside).strip() or heading
            for box in element.iter(f"{WORD}txbxContent"):
                lines = (
                    "".join(text.text or "" for text in line.iter(f"{WORD}t"))
                    for line in box.iter(f"{WORD}p")
                )
                found.setdefault(heading, set()).add(" ".join(" ".join(lines).split()))
    return found
