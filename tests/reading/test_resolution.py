"""The units of resolutions: by short texts of our own, by generated ones, and by the record printed and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windhoek.document import Language
from windhoek.reading import akn, resolution, text
from windhoek.reading.akn_items import collect
from windhoek.reading.akn_xml import parse
from windhoek.reading.annexes import opens_annex
from windhoek.reading.blocks import Block
from windhoek.reading.errors import ReadError
from windhoek.reading.numbering import roman

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
GOLD = CORPUS.parent / "gold" / "dev"


def labels(lines: str | list[str], language: Language = "en") -> list[str]:
    rows = lines if isinstance(lines, list) else [line.strip() for line in lines.strip().splitlines()]
    return [unit.label for unit in resolution.units([Block(row) for row in rows if row], language)]


def test_cover_sponsors_and_annex_are_no_units() -> None:
    blocks = [
        Block("S/2031/7"),
        Block("Norland and Sudland: draft resolution", level=2),
        Block("The Security Council,"),
        Block("Recalling its earlier texts,"),
        Block("1. Decides to meet again;"),
        Block("2. Decides to remain seized of the matter."),
        Block("Annex", level=1),
        Block("1. A list of goods."),
    ]
    assert [unit.label for unit in resolution.units(blocks, "en")] == ["PP1", "OP1", "OP2"]
    main, annexes = resolution.split_annexes(blocks)
    assert main[-1].text.startswith("2.")
    assert [(heading, len(within)) for heading, within in annexes] == [("Annex", 1)]


def test_parts_nest_and_letters_are_told_from_roman_numerals() -> None:
    parts = [f"({chr(97 + n)}) Do thing {n};" for n in range(10)]
    found = labels(["The Security Council,", "1. Requests the following:", *parts])
    assert found == ["OP1", *(f"OP1({chr(97 + n)})" for n in range(10))]
    found = labels(
        """The Security Council,
        4. Decides on tasks:
        (a) Protection
        (i) To guard;
        (ii) To watch, and in this regard:
        – to walk;
        – to drive;
        (b) Support
        (i) To carry;"""
    )
    assert found == [
        "OP4", "OP4(a)", "OP4(a)(i)", "OP4(a)(ii)", "OP4(a)(ii)(1)", "OP4(a)(ii)(2)", "OP4(b)", "OP4(b)(i)",
    ]  # fmt: skip


def test_a_lead_in_without_words_is_no_unit() -> None:
    assert labels(
        ["The Security Council,", "8. (a) Requests one thing;", "(b) Further requests another;"]
    ) == [
        "OP8(a)",
        "OP8(b)",
    ]


def test_sub_headings_are_no_units_and_are_kept_as_headings() -> None:
    blocks = [Block(t) for t in ("The Security Council,", "Recalling this,", "1. Decides that;", "Reporting",
                                 "2. Requests a report;")]  # fmt: skip
    units = resolution.units(blocks, "en")
    assert [(unit.label, unit.heading) for unit in units] == [
        ("PP1", None),
        ("OP1", None),
        ("OP2", "Reporting"),
    ]


def test_unlabelled_paragraphs_belong_to_their_operative_paragraph() -> None:
    units = resolution.units(
        [Block(t) for t in ("The Security Council,", "1. Decides on this:", "(a) One;", "(b) Two;",
                            "except that nothing of it applies to food;", "2. Decides that.")],
        "en",
    )  # fmt: skip
    assert [unit.label for unit in units] == ["OP1", "OP1(a)", "OP1(b)", "OP2"]
    assert "applies to food" in units[0].text or "applies to food" in units[2].text


def test_a_number_printed_twice_is_kept() -> None:
    assert labels("The Security Council,\n1. Welcomes the work on a\n1. Decides so;\n2. Urges all;") == [
        "OP1",
        "OP1~2",
        "OP2",
    ]


def test_a_lost_number_is_restored_where_its_neighbours_fix_it() -> None:
    assert labels("The Security Council,\n1. Decides this;\nUrges all parties;\n3. Requests a report.") == [
        "OP1",
        "OP2",
        "OP3",
    ]
    # Two paragraphs and one missing number: nothing says which of them it was.
    assert labels(
        "The Security Council,\n1. Decides this;\nUrges all;\nNotes it;\n3. Requests a report."
    ) == [
        "OP1",
        "OP3",
    ]


def test_lines_that_hold_several_paragraphs_are_divided() -> None:
    line = (
        "Recalling its resolutions and the statements of its President, Welcoming the report, Acting under "
        "Chapter VII of the Charter, 1. Decides to extend the mandate; 2. Requests a report in which: it says "
        "all; 3. Urges all parties to cooperate;"
    )
    assert labels(["The Security Council,", line, "4. Decides to remain seized of the matter."]) == [
        "PP1", "PP2", "PP3", "OP1", "OP2", "OP3", "OP4",
    ]  # fmt: skip
    parts = "(b) Watch the line; (c) Train the police; (ii) Elections (a) Help the commission; (b) Carry the boxes;"
    assert labels(["The Security Council,", "9. Decides:", "(i) Protection", "(a) Guard;", parts]) == [
        "OP9", "OP9(i)", "OP9(i)(a)", "OP9(i)(b)", "OP9(i)(c)", "OP9(ii)", "OP9(ii)(a)", "OP9(ii)(b)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "1. Requests, subject to these conditions: (i) the Council’s consent, (ii) the agreement of States and "
        "(iii) safety, a plan;",
        "1. Decides that paragraphs 7 (a), (b) and (c) of resolution 9000 (2030) apply;",
        "1. Recalls paragraph 2. That paragraph stands;",
        "1. Decides that the list shall: (a) name goods; (b) name makers; and (c) be short;",
    ],
)
def test_an_enumeration_inside_a_sentence_is_not_divided(sentence: str) -> None:
    assert labels(["The Security Council,", sentence]) == ["OP1"]


def test_quotation_marks_that_repeat_are_dropped_and_others_kept() -> None:
    units = resolution.units(
        [Block(t) for t in ("“The Security Council,", "“Recalling this,", "“1. Decides that;", "“2. Ends.”")],
        "en",
    )
    assert [unit.text for unit in units] == ["Recalling this,", "Decides that;", "Ends."]
    units = resolution.units([Block(t) for t in ("The Security Council,", "1. “Norland” shall hear;")], "en")
    assert units[0].text == "“Norland” shall hear;"


PRINTED: list[tuple[Language, list[str]]] = [
    ("en", ["The Security Council,", "Recalling this,", "1. Decides:", "(a) one;", "(b) two;", "2. Ends."]),
    (
        "fr",
        [
            "Le Conseil de sécurité,",
            "Rappelant ceci,",
            "1. Décide :",
            "a) Un ;",
            "b) Deux ;",
            "2. Décide ceci.",
        ],
    ),
    (
        "es",
        [
            "El Consejo de Seguridad,",
            "Recordando esto,",
            "1. Decide:",
            "a) Uno;",
            "b) Dos;",
            "2. Decide esto.",
        ],
    ),
    (
        "ru",
        [
            "Совет Безопасности,",
            "ссылаясь на это,",
            "1. постановляет:",
            "a) одно;",
            "b) два;",
            "2. просит это.",
        ],
    ),
    (
        "zh",
        ["安全理事会，", "回顾其决议，", "1. 决定：", "(a) 其一；", "(b) 其二；", "2. 决定继续处理此案。"],
    ),
    (
        "ar",
        [
            "إن مجلس الأمن،",
            "إذ يشير إلى ذلك،",
            "1 - يقرر ما يلي:",
            "(أ) واحد؛",
            "(ب) اثنان؛",
            "2 - يقرر ذلك.",
        ],
    ),
]


@pytest.mark.parametrize(("language", "lines"), PRINTED, ids=[row[0] for row in PRINTED])
def test_one_label_names_one_unit_in_six_languages(language: Language, lines: list[str]) -> None:
    assert labels(lines, language) == ["PP1", "OP1", "OP1(a)", "OP1(b)", "OP2"]
    read_back = text.blocks("\n".join(lines))
    assert [unit.label for unit in resolution.units(read_back, language)] == labels(lines, language)


def test_statements_count_their_paragraphs() -> None:
    units = resolution.statement(
        [
            Block("S/PRST/2031/4"),
            Block("At the 9999th meeting of the Security Council, held on 3 May 2031, in connection with the item, "
                  "the President made the following statement on behalf of the Council:"),
            Block("“The Security Council welcomes the work of the commission and asks for more of it, soon."),
            Block("“The Council calls on parties:"),
            Block("(a) To talk;"),
            Block("(b) To listen.”"),
        ],
        "en",
    )  # fmt: skip
    assert [unit.label for unit in units] == ["¶1", "¶2", "¶2(a)", "¶2(b)"]
    assert units[0].text.startswith("The Security Council") and units[-1].text == "To listen."


# --- generated resolutions --------------------------------------------------------------------------------

VOCABULARY = ["peace", "women", "police", "camps", "law", "trade", "water", "roads"]
# A whole number stands for a run of words, so that a failing example is small.
WORDS = st.integers(3, 30).map(lambda n: [VOCABULARY[(n + k * k) % 8] for k in range(n)])
# Up to (g): whether the (i) behind (h) is a letter or opens a list under it, the print alone does not say.
PARTS = st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), max_size=7)
OPERATIVES = st.lists(
    st.tuples(st.sampled_from(["Decides", "Requests", "Urges"]), WORDS, PARTS), min_size=1, max_size=6
)
PREAMBLE = st.lists(st.tuples(st.sampled_from(["Recalling", "Welcoming", "Noting"]), WORDS), max_size=6)


def printed(
    preamble: list[tuple[str, list[str]]],
    operative: list[tuple[str, list[str], list[tuple[list[str], list[list[str]]]]]],
) -> tuple[list[str], list[str]]:
    """A resolution as paragraphs, and the labels that it must have."""
    lines, expected = ["The Security Council,"], []
    for n, (lead, words) in enumerate(preamble, 1):
        lines.append(f"{lead} {' '.join(words)},")
        expected.append(f"PP{n}")
    for n, (verb, words, parts) in enumerate(operative, 1):
        lines.append(f"{n}. {verb} {' '.join(words)}{':' if parts else ';'}")
        expected.append(f"OP{n}")
        for m, (own, below) in enumerate(parts):
            lines.append(f"({chr(97 + m)}) To do {' '.join(own)}{':' if below else ';'}")
            expected.append(f"OP{n}({chr(97 + m)})")
            for k, deepest in enumerate(below, 1):
                lines.append(f"({roman(k)}) To do {' '.join(deepest)};")
                expected.append(f"OP{n}({chr(97 + m)})({roman(k)})")
    return lines, expected


def wrapped(lines: list[str], indent: str, width: int = 84) -> str:
    out: list[str] = []
    for line in lines:
        row = indent
        for word in line.split():
            if len(row) + len(word) >= width and row.strip():
                out.append(row.rstrip())
                row = ""
            row += word + " "
        out.append(row.rstrip())
    return "\n".join(out)


@settings(max_examples=150, deadline=None)
@given(PREAMBLE, OPERATIVES)
def test_a_printed_resolution_read_back_has_the_same_labels(
    preamble: list[tuple[str, list[str]]],
    operative: list[tuple[str, list[str], list[tuple[list[str], list[list[str]]]]]],
) -> None:
    lines, expected = printed(preamble, operative)
    for form in ("\n".join(lines), "\n\n".join(lines), wrapped(lines, "      ")):
        units = resolution.units(text.blocks(form), "en")
        assert [unit.label for unit in units] == expected
        assert " ".join(unit.text for unit in units).split() == [
            word
            for line in lines[1:]
            for word in line.split()
            if not word.startswith("(") and not word[0].isdigit()
        ]


@settings(max_examples=100, deadline=None)
@given(PREAMBLE, st.lists(WORDS, min_size=3, max_size=7), st.data())
def test_lost_numbers_come_back(
    preamble: list[tuple[str, list[str]]], body: list[list[str]], data: st.DataObject
) -> None:
    lost = data.draw(st.integers(1, len(body) - 2))
    lines, expected = printed(preamble, [("Decides", words, []) for words in body])
    at = 1 + len(preamble) + lost
    lines[at] = lines[at].split(". ", 1)[1]
    assert labels(lines) == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=20))
def test_nothing_is_raised_and_labels_are_unique(rows: list[str]) -> None:
    for language in ("en", "ar", "zh"):
        units = resolution.units([Block(row) for row in rows], language)  # type: ignore[arg-type]
        assert len({unit.label for unit in units}) == len(units)


# --- the record -------------------------------------------------------------------------------------------

needs_corpus = pytest.mark.skipif(
    not CORPUS.exists(), reason="the shared corpus is not beside the repository"
)


@needs_corpus
@pytest.mark.parametrize(
    "name", sorted(path.name[:-10] for path in GOLD.glob("*.units.txt") if "S_2" not in path.name)
)
def test_text_extractions_have_the_hand_made_labels(name: str) -> None:
    expected = (GOLD / f"{name}.units.txt").read_text().split()
    blocks = text.blocks((CORPUS / "draft-resolutions-text" / f"{name}.txt").read_text())
    found = [unit.label for unit in resolution.units(blocks, "en")]
    # A number printed twice is kept as printed; the hand-made lists name it once.
    assert [label for label in found if "~" not in label] == expected


@needs_corpus
@pytest.mark.parametrize("language", ["English", "French", "Spanish", "Russian", "Chinese", "Arabic"])
def test_the_record_printed_and_read_back(language: str) -> None:
    """AKN files printed as plain paragraphs give the labels that the files themselves have."""
    opening = dict(
        zip(["English", "French", "Spanish", "Russian", "Chinese", "Arabic"], PRINTED, strict=True)
    )[language]
    paths = sorted((CORPUS / "sc-resolutions" / "2023" / language).glob("*.xml"))[::6]
    agree = total = 0
    for path in paths:
        try:
            document = akn.read(path.read_bytes(), str(path))
        except ReadError:
            continue
        if document.language != opening[0]:
            continue
        lines = [opening[1][0]]
        root, _ = parse(path.read_bytes(), str(path))
        for item in collect(root.iter("{*}preamble", "{*}mainBody")):
            if item.heading and opens_annex(item.text):
                break
            if item.style != "row":
                lines.append(f"{item.number} {item.text}".strip())
        expected = {unit.label for unit in document.units}
        found = set(labels(lines, document.language))
        agree += len(expected & found)
        total += len(expected | found)
    assert total > 100
    assert agree / total > 0.99
