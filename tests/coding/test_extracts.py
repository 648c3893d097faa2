"""Extracts of speeches: which paragraphs and sentences make one, its title and its themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.coding.code import code
from windhoek.coding.extracts import extracts, title
from windhoek.document import Document, DocumentKind, Extract, Source, Unit
from windhoek.reading import read

CORPUS = Path(__file__).parents[2] / "../shared/corpus/statements"
real = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")

TALKS = "Women must take part in the peace negotiations."
MORE = "Their full participation in the political process is due, and women ask for it."
WELLS = "Wells are deep and cold and old."
ABUSE = "Sexual exploitation and abuse by peacekeepers must end."
LONG = " ".join([WELLS] * 12)


def record(*units: tuple[str, str], kind: DocumentKind = "meeting record") -> Document:
    made = tuple(Unit(label, "paragraph", text) for label, text in units)
    return Document("S/PV.9999", kind, "Security Council", "2099", "en", "", Source("x.txt", "", ""), made)


def of(*units: tuple[str, str], kind: DocumentKind = "meeting record") -> list[Extract]:
    document = record(*units, kind=kind)
    found = extracts(document, code(document))
    texts = {unit.label: unit.text for unit in document.units}
    for each in found:
        whole = "\n".join(texts[label] for label in each.units)
        tail = len(texts[each.units[-1]]) - each.end
        assert each.text == whole[each.start : len(whole) - tail]
        assert each.themes
    return list(found)


def test_paragraphs_that_follow_one_another_are_one_extract() -> None:
    (found,) = of(("1§1", WELLS), ("1§2", TALKS), ("1§3", MORE), ("1§4", WELLS))
    assert (found.speech, found.units) == ("1", ("1§2", "1§3"))
    assert found.text == f"{TALKS}\n{MORE}"
    assert "participation" in found.themes and "peace-processes" in found.themes


def test_an_extract_ends_with_the_speech_the_subject_or_the_theme() -> None:
    found = of(("1§1", TALKS), ("2§1", TALKS), ("2§2", WELLS), ("2§3", TALKS), ("2§4", ABUSE))
    assert [each.units for each in found] == [("1§1",), ("2§1",), ("2§3",), ("2§4",)]
    assert found[-1].themes == ("sexual-exploitation-and-abuse",)


def test_no_extract_of_several_paragraphs_is_longer_than_a_paragraph() -> None:
    found = of(*((f"1§{n}", f"{TALKS} {WELLS} {WELLS} {WELLS} {WELLS}") for n in range(1, 10)))
    assert len(found) == 3 and all(len(each.text) <= 620 for each in found)


def test_of_a_long_paragraph_the_sentences_on_the_subject_are_taken() -> None:
    found = of(("§1", f"I thank Ms. Well. {LONG} {TALKS} {MORE} {LONG} {ABUSE}"), kind="speech")
    assert [each.text for each in found] == [f"{TALKS} {MORE}", ABUSE]
    assert found[1].themes == ("sexual-exploitation-and-abuse",) and found[0].speech == ""
    assert "sexual-exploitation-and-abuse" not in found[0].themes


def test_one_sentence_of_another_subject_may_stand_inside() -> None:
    (found,) = of(("§1", f"{LONG} {LONG} {TALKS} Let me explain. {MORE}"), kind="speech")
    assert found.text == f"{TALKS} Let me explain. {MORE}"


def test_titles_and_initials_end_no_sentence() -> None:
    (found,) = of(("§1", f"{LONG} {LONG} Mr. J. Well and Ms. Well said that {TALKS[0].lower()}{TALKS[1:]}"),
                  kind="speech")  # fmt: skip
    assert found.text.startswith("Mr. J. Well and Ms. Well said")


def test_a_quotation_mark_belongs_to_its_sentence() -> None:
    (found,) = of(("§1", f"{LONG} {LONG} She said, “{TALKS}” {WELLS}"), kind="speech")
    assert found.text == f"She said, “{TALKS}”"


def test_what_is_printed_before_anybody_speaks_is_no_extract() -> None:
    assert of(("0§1", TALKS), ("1§1", WELLS)) == []
    assert of(("¶1", TALKS), kind="report") == []


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Short.", "Short."),
        ("w " * 37 + "w", "w " * 37 + "w"),
        ("One word more than fits makes the title end behind a word before the place here",
         "One word more than fits makes the title end behind a word before the place ..."),
        ("字" * 100, "字" * 75 + "..."),
        ("two\n lines", "two lines"),
    ],
)  # fmt: skip
def test_a_title_is_the_opening_words_cut_behind_a_word(text: str, opening: str) -> None:
    assert title(text) == opening


@given(st.text(alphabet="word wörd, .字\n", max_size=200))
def test_a_title_is_what_the_text_begins_with(text: str) -> None:
    found = title(text)
    bare = found.removesuffix("...").rstrip(" ") if len(" ".join(text.split())) > 75 else found
    assert " ".join(text.split()).startswith(bare) and len(found) <= 79


@real
def test_real_speeches_give_extracts_of_readable_length() -> None:
    for path in sorted(CORPUS.glob("*7658*.txt"))[::5]:
        document = read(path)
        codes = code(document)
        found = extracts(document, codes)
        assert found, path.name
        assert [each.start for each in found] == sorted(each.start for each in found)
        for each in found:
            assert len(each.text) <= 700 and each.text == document.units[0].text[each.start : each.end]
            assert each.text.startswith(each.title.removesuffix(" ..."))
