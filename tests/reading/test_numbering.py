"""Printed numbers in six languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.reading.numbering import nest, roman, step


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.", "1"), ("12 -", "12"), ("3-", "3"), ("١ -", "1"), ("7）", "7"), ("5 bis.", "5bis"), ("22.1.", "22.1"),
        ("(a)", "a"), ("a)", "a"), ("b.", "b"), ("(iv)", "iv"), ("II.", "II"), ("A.", "A"), ("(aa)", "aa"),
        ("(أ)", "a"), ("(ب)", "b"), ("(ج)", "c"), ("(د)", "d"), ("(هـ)", "e"), ("(ه)", "e"), ("(و)", "f"), ("(ي)", "j"),
        ("’1‘", "i"), ("’12‘", "xii"), ("㈠", "i"), ("㈣.", "iv"), ("（十一）", "xi"), ("一、", "1"),
        ("а)", "a"), ("с)", "c"), ("б)", "b"),
        ("–", ""), ("•", ""), ("-", ""), ("--", ""),
        ("Recalling", None), ("1325 (2000)", None), ("", None), ("()", None),
    ],
)  # fmt: skip
def test_step(printed: str, expected: str | None) -> None:
    assert step(printed) == expected


def test_letters_and_roman_numerals_are_told_apart_by_what_stands_around_them() -> None:
    printed = ["(a)", "(i)", "(ii)", "(b)", "(h)", "(i)", "(j)", "(i)", "(ii)"]
    assert nest((each, None) for each in printed) == [
        ("a",), ("a", "i"), ("a", "ii"), ("b",), ("h",), ("i",), ("j",), ("j", "i"), ("j", "ii"),
    ]  # fmt: skip
    assert nest([("(i)", 1), ("(h)", 2), ("(ii)", 1), ("(i)", 2), ("(j)", 2), ("(iii)", 1)]) == [
        ("i",), ("i", "h"), ("ii",), ("ii", "i"), ("ii", "j"), ("iii",),
    ]  # fmt: skip


def test_bullets_are_numbered_in_order_and_depth_tells_lists_within_lists() -> None:
    assert nest([("(a)", 1), ("–", 2), ("–", 2), ("(b)", 1), ("–", 2), ("–", 3), ("–", 3), ("–", 2)]) == [
        ("a",), ("a", "1"), ("a", "2"), ("b",), ("b", "1"), ("b", "1", "1"), ("b", "1", "2"), ("b", "2"),
    ]  # fmt: skip


def test_a_list_set_in_two_ways_is_one_list() -> None:
    assert nest([("a.", None), ("(b)", None), ("c.", None)]) == [("a",), ("b",), ("c",)]


@given(st.lists(st.sampled_from([0, 2, 3, 12]), min_size=1, max_size=8))
def test_two_levels_written_out_are_read_back(parts: list[int]) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    expected, printed = [], []
    for at, below in enumerate(parts):
        expected.append((letters[at],))
        printed.append(f"({letters[at]})")
        for number in range(1, below + 1):
            expected.append((letters[at], roman(number)))
            printed.append(f"({roman(number)})")
    assert nest((each, None) for each in printed) == expected


@given(st.lists(st.tuples(st.text(max_size=5), st.one_of(st.none(), st.integers(1, 4)))))
def test_nothing_printed_can_break_it(numbers: list[tuple[str, int | None]]) -> None:
    assert len(nest(numbers)) == len(numbers)
