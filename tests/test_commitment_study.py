"""The figures of docs/commitments.md: how commitments and tasks are counted, and by which kinds of actor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.commitments import NOBODY, SHARED, Actors, compare, study, tasks

from windhoek.document import Commitment, Unit

PAPER = Path(__file__).parents[1] / "docs" / "commitments.md"


@pytest.mark.parametrize(
    ("action", "count"),
    [
        ("to act", 1),
        ("to act and to report", 2),
        ("to send the report to the Council", 1),
        ("to protect women, girls, and survivors", 3),
        ("to help, including by training police", 3),
        ("to help by training police", 2),
        ("an end to the siege", 1),
        ("", 1),
    ],
)
def test_tasks(action: str, count: int) -> None:
    assert tasks(action) == count


def commitment(text: str, *words: str, whom: tuple[str, ...]) -> Commitment:
    places = tuple((text.index(each), text.index(each) + len(each)) for each in words)
    return Commitment("urges", "request", whom, "", 0, len(text), verb_at=(0, 5), addressees_at=places)


def test_kinds_of_actor_are_those_of_the_words() -> None:
    text = "Urges UN-Women, the World Bank and the Government of Liberia to act, and urges them to report"
    unit = Unit("OP1", "operative", text)
    whom = ("un-system", "donors", "host-state")
    actors = Actors()
    found = actors.of(unit, commitment(text, "UN-Women", "World Bank", "Government of Liberia", whom=whom))
    assert found == ("UN-Women", "international financial institutions", "host State")
    assert actors.of(unit, commitment(text, "them", whom=whom)) == found
    part = Unit("OP1(a)", "part", "To act;", parent="OP1")
    assert actors.of(part, Commitment("urges", "request", whom, "To act", 0, 6)) == found
    assert actors.of(unit, commitment(text, whom=("security-council",))) == ("Security Council",)
    assert actors.of(unit, commitment(text, whom=())) == (NOBODY,)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not beside the repository")
def test_the_figures_of_the_paper() -> None:
    result, paper = study(), " ".join(PAPER.read_text("utf-8").split())
    for figure, what in (
        (result["paragraphs"], "operative paragraphs"),
        (result["commitments"], "commitments"),
        (result["actors"].total(), "pairs of a commitment and an addressee"),
        (len(set(result["kinds"]) - {NOBODY}), "kinds of actor"),
        (result["tasks"].total(), "tasks"),
    ):
        assert f"{figure:,} {what}" in paper
    rows = dict(re.findall(r"^\| ([^|]+?) \| (\d+) \| [\d,]+ \|$", PAPER.read_text("utf-8"), re.MULTILINE))
    assert rows == {kind: str(count) for kind, count in result["kinds"].items()}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not beside the repository")
def test_the_goal_is_met() -> None:
    found = compare(texts={})["pairs"]
    assert found["units"] == 60
    assert min(found["precision"], found["recall"]) >= 0.92
