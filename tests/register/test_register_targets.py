"""What our figures say to the targets, and where they say nothing."""

from __future__ import annotations

import pytest

from windhoek.register import rows
from windhoek.register.personnel import POLICE, figures
from windhoek.register.targets import MISSED, OPEN, OUT_OF_REACH, REACHED, Answer, answer, targets


def of(name: str) -> Answer:
    return answer(next(row for row in rows("targets") if row["id"] == name))


def test_a_fifth_of_police_was_not_reached_where_the_figures_end() -> None:
    found = of("police-20-by-2014")
    assert found.verdict == OPEN
    assert found.first and found.last and found.best
    assert (found.first.period, found.last.period) == ("2009-11", "2014-02")
    # Counted in the published file by hand: 837 and 489 women of 5,129 individual and 7,932 formed police.
    assert (found.last.women, found.last.both) == (1326, 13061)
    assert found.last.share == pytest.approx(10.15, abs=0.01)
    assert found.best.share and found.best.share < 10.2


def test_the_doubling_is_missed_on_the_yearly_averages() -> None:
    found = of("contingents-double-by-2020")
    assert found.verdict == MISSED
    assert found.first and found.last
    assert (found.first.period, found.first.women) == ("2015", 3915)
    assert (found.last.period, found.last.women) == ("2020", 5409)
    assert found.multiple == pytest.approx(1.38, abs=0.01)


@pytest.mark.parametrize(
    "name", ["police-double-by-2020", "troops-15-by-2028", "individual-police-30-by-2028"]
)
def test_figures_from_before_a_target_do_not_answer_it(name: str) -> None:
    found = of(name)
    assert found.verdict == OUT_OF_REACH
    assert found.first is None
    assert found.last and found.last.period == "2014-02"


def test_targets_for_people_whom_we_do_not_count_have_no_figures() -> None:
    assert of("staff-parity-by-2028") == Answer(
        of("staff-parity-by-2028").target, OUT_OF_REACH, None, None, None, None
    )


def test_a_year_that_lacks_contributors_is_no_base() -> None:
    target = of("contingents-double-by-2020").target
    assert answer({**target, "base": "2012"}).verdict == OUT_OF_REACH
    assert answer({**target, "base": "2013"}).verdict == MISSED


def test_a_share_is_measured_at_the_end_of_its_year() -> None:
    target = of("police-20-by-2014").target
    december = next(each.share for each in figures(POLICE) if each.period == "2013-12")
    assert december is not None
    assert answer({**target, "due": "2013", "value": december - 0.1}).verdict == REACHED
    assert answer({**target, "due": "2013", "value": december + 0.1}).verdict == MISSED


def test_targets_come_by_due_date() -> None:
    due = [row["due"] for row in targets()]
    assert due == sorted(due)
    assert {row["id"] for row in targets(("troops",))} == {"troops-8-in-2021", "troops-15-by-2028"}
