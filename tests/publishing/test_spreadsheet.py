"""No text that somebody else wrote is a formula in a spreadsheet."""

from __future__ import annotations

import pytest

from windhoek.publishing import spreadsheet


@pytest.mark.parametrize(
    "text", ["=cmd|'/C calc'!A0", "+1+1", "-2+3 women", "@SUM(1)", "\t=1", "\r=1", "-", "--"]
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(text: str) -> None:
    assert spreadsheet.cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", ["", "women", "-12.5", "+3", "-1,234", "-4.5%", "– a dash", "a=b", -7, 1.5, None]
)
def test_words_and_numbers_stay_as_they_are(value: object) -> None:
    assert spreadsheet.cell(value) == value


def test_rows_become_csv() -> None:
    assert spreadsheet.text([("a", "=b"), (1, "c,d")], "\r\n") == 'a,\'=b\r\n1,"c,d"\r\n'
