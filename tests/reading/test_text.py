"""Plain text and Markdown: encodings, broken lines, displaced numbers, and what is no text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windhoek.reading import text
from windhoek.reading.errors import ReadError

RESOLUTION = """      The Security Council,
      Recalling its resolution on the matter of the roads and the bridges of Norland and
Sudland,
      1.    Decides to extend the mandate of the office in Norland until the end of the
year 2031;
            Stresses the importance of a full and early implementation of all elements
      2.
of the agreement;
      3. Decides to remain seized of the matter.
"""


def texts(source: str) -> list[str]:
    return [block.text for block in text.blocks(source)]


def test_broken_lines_are_joined_and_a_displaced_number_goes_back() -> None:
    blocks = text.blocks(RESOLUTION)
    assert [block.number for block in blocks] == ["", "", "", "2.", ""]
    assert blocks[1].text.endswith("Norland and Sudland,")
    assert blocks[3].text.startswith("Stresses") and blocks[3].text.endswith("of the agreement;")


def test_hyphens_at_line_ends_are_closed_up_unless_suspended() -> None:
    lines = (
        "The mission shall take part in a zero-\ntolerance policy and follow the Secretary-\nGeneral, and its troop-\n"
        "and police-contributing countries shall, in the years 2030–\n2031, read S/PRST/\n2031/4 again.\n"
    )
    (found,) = texts(lines)
    assert "zero-tolerance" in found and "Secretary-General" in found
    assert "troop- and police-contributing" in found and "2030–2031" in found and "S/PRST/2031/4" in found


def test_page_headers_and_footers_go_and_the_masthead_stays() -> None:
    found = texts("S/2031/257\n18-04845 (E) 280331\n*1804845*\nThe Security Council,\nRecalling this,\n"
                  "S/2031/257\n2/7 18-04845\nNoting that,\n")  # fmt: skip
    assert found == ["S/2031/257", "The Security Council,", "Recalling this,", "Noting that,"]


def test_a_gutter_of_spaces_ends_a_paragraph_and_justified_spaces_do_not() -> None:
    found = texts("The Security Council,\n1. Decides this;                     2.  Urges that;\n"
                  "3.  provide        technical      advice     and     help  to  the parties;\n")  # fmt: skip
    assert found == ["The Security Council,", "1. Decides this;", "2. Urges that;",
                     "3. provide technical advice and help to the parties;"]  # fmt: skip


def test_markdown_signs_become_headings_and_words() -> None:
    blocks = text.blocks("# First *meeting*\n\n**Chair | Norland**\n\nI call the meeting to order.\n\n1\\. See "
                         "[the text](https://example.org/x).\n")  # fmt: skip
    assert [(block.text, block.level) for block in blocks] == [
        ("First meeting", 1),
        ("Chair | Norland", 3),
        ("I call the meeting to order.", 0),
        ("1. See the text.", 0),
    ]


SAMPLE = {
    "utf-8": "Décide de créer un bureau à Genève, où siègera l’équipe ; rappelle ses résolutions antérieures.",
    "utf-8-sig": "Decides to open an office – and a “second” one.",
    "utf-16": "Decides to open an office – and a “second” one.",
    "cp1252": "Décide de créer un bureau à Genève, où siègera l’équipe ; rappelle ses résolutions antérieures.",
    "cp1256": "إن مجلس الأمن، إذ يشير إلى قراراته السابقة بشأن المرأة والسلام والأمن، يقرر أن يبقي المسألة قيد نظره.",
    "cp1251": "Совет Безопасности, ссылаясь на свои предыдущие резолюции, постановляет продолжить рассмотрение.",
    "gb18030": "安全理事会，回顾其以往关于妇女与和平与安全的各项决议，决定继续积极处理此案。",
}


@pytest.mark.parametrize("encoding", SAMPLE)
def test_encodings_are_found(encoding: str) -> None:
    words = SAMPLE[encoding]
    found, _ = text.decode((words + "\n").encode(encoding) * 5, "a.txt")
    assert found.splitlines()[0] == words


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"\x89PNG\r\n" + bytes(range(256)) * 40, "no text"),
        (b"\x7fELF" + b"\0\x01\x02" * 4000, "no text"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "no text"),
        (b"-- ** --\n" * 20, "no text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        text.read(data, "junk.txt")


def test_a_text_of_two_hundred_megabytes_is_refused_at_once() -> None:
    data = bytes(200_000_000)
    started = time.perf_counter()
    with pytest.raises(ReadError, match="20 MB") as raised:
        text.read(data, "long.txt")
    assert time.perf_counter() - started < 1
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "line",
    [
        "word ",
        "Welcoming the Council\n",
        "(a) \n",
        "- a thing;\n",
        "# *a **b _c ",
        "Heading\n\n",
        "1. Decides; (a) Do;\n",
    ],
)
def test_time_grows_with_length_only(line: str) -> None:
    text.blocks("warm")
    started = time.perf_counter()
    text.blocks(line * (300_000 // len(line)))
    assert time.perf_counter() - started < 20


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_nothing_is_raised_for_any_text(source: str) -> None:
    text.blocks(source)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["peace", "Women", "law,", "roads;", "(a)", "2.", "–"]), min_size=2, max_size=30
        )
    )
)
def test_no_word_is_lost(rows: list[list[str]]) -> None:
    source = "\n".join(" ".join(row) for row in rows)
    found = " ".join(f"{block.number} {block.text}" for block in text.blocks(source))
    assert sorted(found.split()) == sorted(source.split())
