"""Reports: paragraphs under their numbers, parts, what runs on, tables, and what has no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.document import Note
from windhoek.reading import plain, report
from windhoek.reading.blocks import Block
from windhoek.symbols import label_parent, label_path

SAID = "Wells were dug where the women of the village wanted them."


def labels(*blocks: Block) -> list[str]:
    return [unit.label for unit in report.read(blocks).units]


def numbered(number: str, text: str = SAID, **more: object) -> Block:
    return Block(text, number=number, **more)  # type: ignore[arg-type]


def test_parts_stand_under_their_paragraph() -> None:
    found = report.read(
        [numbered("1."), numbered("2.", "They did two things:"), numbered("(a)"), numbered("(i)"), numbered("(ii)"),
         numbered("(b)"), numbered("3."), numbered("•"), numbered("•")]
    ).units  # fmt: skip
    assert [(unit.label, unit.kind, unit.parent) for unit in found] == [
        ("¶1", "paragraph", None),
        ("¶2", "paragraph", None),
        ("¶2(a)", "part", "¶2"),
        ("¶2(a)(i)", "part", "¶2(a)"),
        ("¶2(a)(ii)", "part", "¶2(a)"),
        ("¶2(b)", "part", "¶2"),
        ("¶3", "paragraph", None),
        ("¶3(1)", "part", "¶3"),
        ("¶3(2)", "part", "¶3"),
    ]


def test_numbers_with_points_and_numbers_left_in_the_text() -> None:
    assert labels(numbered("3.12"), numbered("3.13."), numbered("5.I.2")) == ["¶3.12", "¶3.13", "¶5.I.2"]
    assert labels(*(Block(f"{n}. {SAID}") for n in (1, 2, 4))) == ["¶1", "¶2", "¶4"]


def test_a_sentence_that_begins_with_a_number_is_no_paragraph_of_its_own() -> None:
    found = report.read([numbered("1."), Block("2015. It was a dry year, and the wells were empty.")]).units
    assert [unit.label for unit in found] == ["¶1"]
    assert found[0].text.endswith("the wells were empty.")


def test_a_number_printed_twice_is_told_apart_with_its_parts() -> None:
    found = report.read(
        [numbered("1."), numbered("2."), numbered("(a)"), numbered("2."), numbered("(a)")]
    ).units
    assert [(unit.label, unit.parent) for unit in found] == [
        ("¶1", None),
        ("¶2", None),
        ("¶2(a)", "¶2"),
        ("¶2~2", None),
        ("¶2(a)~2", "¶2~2"),
    ]


def test_a_list_inside_a_paragraph_starts_no_new_count() -> None:
    found = labels(*(numbered(n) for n in ("1.", "2.", "1.", "2.", "3.")))
    assert found == ["¶1", "¶2", "¶2(1)", "¶2(2)", "¶3"]


def test_a_new_section_may_count_anew() -> None:
    blocks = [numbered("1."), numbered("2."), Block("B. Wells", level=2), numbered("1."), numbered("2.")]
    assert labels(*blocks) == ["¶1", "¶2", "¶1~2", "¶2~2"]


def test_unnumbered_text_runs_on_with_its_notes() -> None:
    more = Block("It went on.", notes=(Note("1", 2, "A note."),))
    (unit,) = report.read([numbered("1.", "It began."), more]).units
    assert unit.text == "It began. It went on."
    assert [(note.position, unit.text[: note.position]) for note in unit.notes] == [(12, "It began. It")]


def test_prose_under_a_heading_of_its_own_is_counted_apart() -> None:
    found = report.read([numbered("1."), Block("Conclusions", level=1), Block(SAID), Block(SAID)]).units
    assert [(unit.label, unit.heading) for unit in found] == [("¶1", None), ("§1", "Conclusions")]
    assert found[1].text == f"{SAID} {SAID}"


def test_short_lines_without_a_stop_are_headings() -> None:
    found = report.read([numbered("1."), Block("Pumps of the north"), numbered("2.")]).units
    assert [unit.heading for unit in found] == [None, "Pumps of the north"]


def test_a_number_out_of_line_before_words_without_a_stop_is_a_heading() -> None:
    found = report.read(
        [numbered("1."), numbered("2."), numbered("11.", "The wells of the north"), numbered("3.")]
    ).units
    assert [(unit.label, unit.heading) for unit in found] == [
        ("¶1", None),
        ("¶2", None),
        ("¶3", "11. The wells of the north"),
    ]


def test_tables_are_kept_apart_under_their_titles() -> None:
    found = report.read(
        [
            Block("Contents | 3", table=True),
            Block("Wells", level=1),
            numbered("1."),
            Block("Table 5", level=2),
            Block("Wells by village", level=2),
            Block("(Number of wells)"),
            Block("Village | Wells", table=True),
            Block("a Includes the dry ones, which are many."),
            Block("Note: The following is an estimate."),
            numbered("2."),
        ]
    )
    assert [(unit.label, unit.heading) for unit in found.units] == [("¶1", "Wells"), ("¶2", "Wells")]
    assert {unit.heading for unit in found.rows} == {"Table 5, Wells by village"}
    assert [unit.text for unit in found.rows] == [
        "(Number of wells)",
        "Village | Wells",
        "a Includes the dry ones, which are many.",
        "Note: The following is an estimate.",
    ]


def test_prose_before_the_first_number_is_kept() -> None:
    found = report.read([Block("Summary", level=1), Block(SAID), Block("* A/80/50."), numbered("1.")])
    assert [(unit.heading, unit.text) for unit in found.before] == [("Summary", SAID)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.", "2.", "3."], True),
        (["1.", "2."], False),
        (["1.", "", "", "", "", "", "2.", "", "", "3."], False),
        (["3.1", "3.2", "3.3"], True),
        (["(a)", "(b)", "(c)", "(d)"], False),
    ],
)
def test_when_paragraphs_are_held_to_be_numbered(numbers: list[str], expected: bool) -> None:
    assert report.is_numbered([numbered(number, SAID * 4) for number in numbers]) is expected


def test_plain_paragraphs_are_counted_and_annexes_say_which_numbers_are_printed() -> None:
    blocks = [Block("A letter", level=1), Block("Dear friend"), numbered("1."), numbered("(a)"), Block(SAID)]
    assert [unit.label for unit in plain.units(blocks, "en")] == ["¶1", "¶1(1)", "¶1(1)(a)", "¶2"]
    assert [unit.label for unit in plain.units(blocks, "en", "§")] == ["§1", "¶1", "¶1(a)", "§2"]


_NUMBERS = st.sampled_from(
    [
        "",
        "",
        "1.",
        "2.",
        "3.",
        "4",
        "12.",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "a)",
        "–",
        "•",
        "3.1",
        "5.II.2",
        "IV.",
        "12 bis.",
        "?",
    ]
)
_BLOCKS = st.builds(
    Block,
    text=st.sampled_from([SAID, "Table 3", "Pumps", "(a) One well;", "7. Seven wells.", "x", "* A note."]),
    number=_NUMBERS,
    level=st.sampled_from([0, 0, 0, 1]),
    table=st.sampled_from([False, False, False, True]),
    notes=st.sampled_from([(), (Note("1", 1, "n"),)]),
)


@given(st.lists(_BLOCKS, max_size=25))
def test_labels_are_unique_and_parse_and_parents_are_there(blocks: list[Block]) -> None:
    found = report.read(blocks)
    for units in (
        found.units,
        found.before,
        found.rows,
        plain.units(blocks, "en"),
        plain.units(blocks, "en", "§"),
    ):
        known = [unit.label for unit in units]
        assert len(set(known)) == len(known)
        for unit in units:
            assert label_path(unit.label)
            assert unit.text
            assert (unit.kind == "part") == (label_parent(unit.label) is not None)
            assert unit.parent is None or unit.parent in known
            assert all(0 <= note.position <= len(unit.text) for note in unit.notes)


@given(st.lists(_BLOCKS, max_size=25))
def test_every_word_of_a_report_goes_somewhere_once(blocks: list[Block]) -> None:
    marked = [
        Block(f"word{at} {SAID}", block.number, table=block.table and at > 3)
        for at, block in enumerate(blocks)
    ]
    found = report.read([numbered("1.", "word Beginning."), *marked])
    words = " ".join(unit.text for group in (found.units, found.before, found.rows) for unit in group).split()
    assert sorted(word for word in words if word.startswith("word")) == sorted(
        ["word", *(f"word{at}" for at in range(len(marked)))]
    )
