"""Asked and reported by year: states, silence that says nothing, proposals, and what people decide of links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from windhoek.coding.code import code
from windhoek.document import Code, Document, Evidence, Source, Unit
from windhoek.tracing import reported as reporting
from windhoek.tracing.asked import Asked
from windhoek.tracing.links import Link, Review, Weigher, links
from windhoek.tracing.matrix import STATES, Matrix, matrix
from windhoek.tracing.reports import Told, told

VIOLENCE = "sexual-and-gender-based-violence"


@pytest.fixture(scope="module")
def minustah() -> Matrix:
    return matrix("MINUSTAH")


def test_each_cell_has_a_state_and_opens_to_what_it_rests_on(minustah: Matrix) -> None:
    for row in minustah.rows:
        for year in minustah.years:
            cell = minustah.cell(row, year)
            assert cell.state in STATES and cell.why
            assert ("reported" in cell.state and "not reported" not in cell.state) <= bool(cell.reported)
            assert cell.state.startswith("asked") <= bool(cell.asked)
            assert all(row in each.functions for each in cell.reported)
            assert all(row in each.code.functions for each in (*cell.asked, *cell.of_others))


def test_a_coded_paragraph_on_women_and_elections_answers_what_was_asked_on_elections(
    minustah: Matrix,
) -> None:
    cell = minustah.cell("elections", 2004)
    assert cell.state == "asked and reported"
    paragraph = cell.reported[0]
    assert (
        paragraph.kind == "coded paragraph"
        and paragraph.symbol in paragraph.id
        and "elections" in paragraph.says
    )
    assert all(row.startswith("report-activities/") for row in paragraph.rows)


def test_a_gap_names_the_reports_and_what_they_say_without_women(minustah: Matrix) -> None:
    cell = minustah.cell("elections", 2008)
    assert cell.state == "asked, not reported"
    assert "Not in S/2008/" in cell.why and "without a word of women in S/200" in cell.why


def test_a_paragraph_coded_for_women_alone_is_read_before_a_gap_is_claimed(minustah: Matrix) -> None:
    cell = minustah.cell("elections", 2006)
    assert cell.state == "no report at hand" and cell.why.startswith(
        "To be confirmed or rejected first: S/2006/"
    )


@pytest.mark.parametrize("mission", ["UNMIL", "UNOCI", "UNAMID", "MONUSCO"])
def test_without_a_report_at_hand_nothing_is_called_a_gap(mission: str) -> None:
    found = matrix(mission)
    states = {found.cell(row, year).state for row in found.rows for year in found.years}
    assert "asked, not reported" not in states and "neither" not in states


def test_a_coding_that_has_no_activity_for_it_shows_no_gap(minustah: Matrix) -> None:
    for row in ("consultation", "conduct-and-discipline", "monitoring-and-reporting"):
        assert {minustah.cell(row, year).state for year in minustah.years} == {"no report at hand"}
    assert "cannot show this one" in minustah.cell("consultation", 2014).why


def test_reports_on_less_than_half_of_a_year_show_no_gap(
    minustah: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reporting.spans("MINUSTAH")[0]
    gaps = {
        (row, year)
        for row in minustah.rows
        for year in minustah.years
        if minustah.cell(row, year).state == "asked, not reported"
    }
    year = min(year for _, year in gaps)
    short = replace(first, start=date(year, 3, 1), end=date(year, 5, 31))
    monkeypatch.setattr("windhoek.tracing.matrix.spans", lambda mission, reports=(): (short,))
    found = matrix("MINUSTAH")
    assert 0 < found.year(year).covered < found.year(year).days / 2
    for row in (row for row, when in gaps if when == year):
        assert found.cell(row, year).state == "no report at hand"
        assert found.cell(row, year).why == f"The reports at hand tell of 92 of {found.year(year).days} days"
    assert found.cell("ddr", 2009).why == "No report to the Council on this year is at hand"


def test_a_report_and_its_annexes_are_one_and_overlapping_reports_count_each_day_once(
    minustah: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The table dates an annex of S/2015/667 a year too early.
    assert [span.symbol for span in minustah.year(2014).spans] == ["S/2014/617", "S/2015/157"]
    first = reporting.spans("MINUSTAH")[0]
    again = replace(first, symbol="S/2099/1")
    monkeypatch.setattr("windhoek.tracing.matrix.spans", lambda mission, reports=(): (first, again))
    days = (first.end - first.start).days + 1
    assert matrix("MINUSTAH").year(first.start.year).covered == days


def test_a_mission_whose_mandate_is_not_at_hand_says_so() -> None:
    found = matrix("UNMIK")
    cell = found.cell("ddr", 2006)
    assert cell.state == "no mandate at hand" and "S/RES/1244 (1999)" in cell.why


def test_an_unknown_mission() -> None:
    with pytest.raises(KeyError):
        matrix("NOSUCH")


# --- links -------------------------------------------------------------------------------------------------


def asks(functions: Sequence[str], themes: Sequence[str], text: str = "") -> Asked:
    coded = Code("OP9", tuple(themes), tuple(functions), "requests", "request", ("mission:UNMIL",))
    return Asked("S/RES/9801 (2096)", "OP9", "2096-06-01", "own", coded, text=text)


def shows(functions: Sequence[str], themes: Sequence[str], **more: object) -> Evidence:
    return Evidence(
        "S/2096/1, ¶4", "coded paragraph", "UNMIL", "2096-01-01", "2096-06-30", "said", tuple(functions),
        tuple(themes), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def linked(asked: Asked, evidence: Evidence, *decided: Review) -> Link:
    reviews = {(each.symbol, each.unit, each.evidence): each for each in decided}
    (found,) = links(asked, [evidence], Weigher([evidence]), reviews)
    return found


@pytest.mark.parametrize(
    ("asked", "evidence", "rule", "status"),
    [
        (asks(["elections"], ["participation"]), shows(["elections"], ["participation"]), "coded-same", "certain"),
        # What is asked of police training is not answered by work with the police.
        (asks(["police", "training"], ["peacekeeping"]), shows(["police"], ["peacekeeping"]), "coded-near", "proposed"),
        (asks([], ["human-rights"]), shows([], ["human-rights"]), "coded-theme", "certain"),
        (asks(["elections"], ["participation"]), shows(["police"], ["ddr"]), "coded-other", "proposed"),
        (asks(["elections"], ["participation"]), shows([], []), "coded-open", "proposed"),
        # Coded for sexual violence alone: it answers nothing else that has the same function.
        (
            asks(["protection-of-civilians"], ["protection"]),
            shows(["protection-of-civilians"], [VIOLENCE, "protection"], only=(VIOLENCE,)),
            "coded-near",
            "proposed",
        ),
        (
            asks(["elections"], ["participation"]),
            shows(["elections"], ["participation"], planned=True),
            "coded-same",
            "proposed",
        ),
        # Reporting and the agenda as a whole are too wide to link anything.
        (asks(["monitoring-and-reporting"], ["general"]), shows(["monitoring-and-reporting"], ["general"]), "coded-other", "proposed"),
    ],
)  # fmt: skip
def test_rules(asked: Asked, evidence: Evidence, rule: str, status: str) -> None:
    found = linked(asked, evidence)
    assert (found.rule, found.status) == (rule, status)


def test_what_a_person_decides_holds_over_every_rule() -> None:
    asked, evidence = asks(["elections"], ["participation"]), shows(["elections"], ["participation"])
    rejected = Review("UNMIL", asked.symbol, asked.unit, evidence.id, "rejected", "A reader")
    assert linked(asked, evidence, rejected).status == "rejected"
    far = shows(["police"], ["ddr"])
    confirmed = Review("UNMIL", asked.symbol, asked.unit, far.id, "confirmed", "A reader")
    assert linked(asked, far, confirmed).status == "confirmed"


def test_rejecting_all_that_is_reported_makes_a_gap_and_confirming_closes_one(minustah: Matrix) -> None:
    cell = minustah.cell("elections", 2004)
    no = [
        Review("MINUSTAH", asked.symbol, asked.unit, each.id, "rejected")
        for asked in cell.asked
        for each in cell.reported
    ]
    assert matrix("MINUSTAH", reviews=no).cell("elections", 2004).state == "asked, not reported"
    gap = minustah.cell("elections", 2008)
    evidence = next(iter(minustah.year(2008).evidence))
    yes = Review("MINUSTAH", gap.asked[0].symbol, gap.asked[0].unit, evidence.id, "confirmed")
    closed = matrix("MINUSTAH", reviews=[yes]).cell("elections", 2008)
    assert closed.state == "asked and reported" and [each.id for each in closed.reported] == [evidence.id]


# --- reports whose texts are at hand -----------------------------------------------------------------------


def report(symbol: str, title: str, *paragraphs: str) -> Told:
    units = tuple(Unit(f"¶{number}", "paragraph", said) for number, said in enumerate(paragraphs, start=1))
    read = Document(
        symbol, "report", "Security Council", "2014-08-15", "en", title, Source("", "", ""), units
    )
    return Told.of(read, code(read))


def test_what_is_planned_is_told_from_what_was_done() -> None:
    found = report(
        "S/2014/9999", "United Nations Mission in Liberia",
        "UNMIL will train women candidates for the elections.",
        "UNMIL trained women candidates; it was the first time that it will repeat.",
    )  # fmt: skip
    assert [each.planned for each in told(found, "UNMIL")] == [True, False]


def test_the_text_of_a_report_makes_no_gap_while_proposals_wait_and_a_budget_never() -> None:
    says = "UNMIL helped women to stand as candidates in the elections and to vote."
    answered = matrix("UNMIL", reports=[report("S/2014/9999", "United Nations Mission in Liberia", says)])
    found = answered.year(2014)
    assert [each.id for each in found.evidence if each.kind == "report paragraph"] == ["S/2014/9999, ¶1"]
    assert [span.symbol for span in found.spans] == ["S/2014/9999"]
    budget = matrix("UNMIL", reports=[report("A/69/6", "United Nations Mission in Liberia", says)])
    assert not budget.year(2014).spans
    assert all(budget.cell(row, 2014).state != "asked, not reported" for row in budget.rows)
