"""Symbols and labels as the UN prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek import symbols


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
        ("S/RES/1325", "S/RES/1325 (2000)"),
        ("s/res/2242", "S/RES/2242 (2015)"),
        ("S_RES_1325", "S/RES/1325 (2000)"),
        ("S/RES/242", "S/RES/242 (1967)"),
        ("S/PRST/2010/22", "S/PRST/2010/22"),
        ("S/2018/693", "S/2018/693"),
        ("S/2010/498/Add.1", "S/2010/498/Add.1"),
        ("A/RES/77/55", "A/RES/77/55"),
        ("A/RES/3212(XXIX)", "A/RES/3212 (XXIX)"),
        ("A/RES/S-23/3", "A/RES/S-23/3"),
        ("S/PV.7658(Resumption1)", "S/PV.7658 (Resumption 1)"),
        ("A/80/6(Sect.3)/Add.4", "A/80/6 (Sect. 3)/Add.4"),
        ("\u200fS/2015/716\u200e", "S/2015/716"),
    ],
)
def test_normalize(printed: str, expected: str) -> None:
    assert symbols.normalize(printed) == expected
    assert symbols.normalize(expected) == expected
    assert (
        symbols.normalize(symbols.slug(expected).replace("-", " ") if "Sect" in expected else expected)
        == expected
    )


@pytest.mark.parametrize("printed", ["", "resolution", "S/", "1325", "and/or", "S//2000"])
def test_what_is_no_symbol_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="not a UN document symbol"):
        symbols.normalize(printed)


def test_symbols_are_found_in_running_text_without_the_stop_behind_them() -> None:
    text = "As reported (S/2010/498), and in S/PRST/2015/22. Compare A/77/385, para. 110; and/or nothing."
    assert [found.group() for found in symbols.SYMBOL.finditer(text)] == [
        "S/2010/498",
        "S/PRST/2015/22",
        "A/77/385",
    ]


def test_a_number_gives_its_year_where_the_table_fixes_it() -> None:
    assert symbols.resolution(1325) == "S/RES/1325 (2000)"
    assert symbols.resolution(2242) == "S/RES/2242 (2015)"
    assert symbols.resolution(9999) is None
    assert symbols.resolution(9999, 2099) == "S/RES/9999 (2099)"


def test_labels() -> None:
    assert symbols.label_path("OP36(a)(iii)(1)") == ("OP36", "a", "iii", "1")
    assert symbols.label_path("12§3") == ("12§3",)
    assert symbols.label_parent("OP7(a)(i)") == "OP7(a)"
    assert symbols.label_parent("¶12") is None
    assert symbols.unique_labels(["OP1", "OP2", "OP1", "OP1"]) == ["OP1", "OP2", "OP1~2", "OP1~3"]
    with pytest.raises(ValueError, match="not the label of a unit"):
        symbols.label_path("paragraph 7")


def test_order_is_a_readers() -> None:
    given_ = ["S/RES/1325 (2000)", "S/RES/998 (1995)", "S/2010/498"]
    assert sorted(given_, key=symbols.sort_key) == ["S/2010/498", "S/RES/998 (1995)", "S/RES/1325 (2000)"]


@given(st.text(max_size=40))
def test_any_text_is_a_symbol_or_a_clear_error(text: str) -> None:
    try:
        printed = symbols.normalize(text)
    except ValueError:
        return
    assert symbols.normalize(printed) == printed
