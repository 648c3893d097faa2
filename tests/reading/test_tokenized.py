"""Words that a tokenizer has taken apart, and texts that it has not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from windhoek.reading import read
from windhoek.reading.tokenized import mend

CORPUS = Path(__file__).parents[2] / "../shared/corpus/statements"


@pytest.mark.parametrize(
    ("taken_apart", "whole"),
    [
        ("the women 's well", "the women's well"),
        ("a women 's well, by the Secretary - General", "a women's well, by the Secretary-General"),
        ("the Fund ( GWF ) gave $ 3, they did n't ask", "the Fund (GWF) gave $3, they didn't ask"),
        ("gender - based work,  which we do,  goes on", "gender-based work,  which we do,  goes on"),
        ("women 's work  - not men 's work -  goes on", "women's work  - not men's work -  goes on"),
    ],
)
def test_words_are_joined(taken_apart: str, whole: str) -> None:
    text, repairs = mend(taken_apart)
    assert text == whole
    assert len(repairs) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The well - a deep one - is dry.",
        "“Wells,” they said, “are women’s work” (see S/2016/1).",
        "Two  spaces and a - dash\nin a text of several lines.",
        "Three lines:\n  - one\n  - two",
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert mend(text) == (text, [])


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")
def test_the_repair_is_told() -> None:
    document = read(CORPUS / "UNSC_2016_SPV.7658_spch015_China_00.txt")
    assert " 's" not in document.units[0].text
    assert any("joined" in repair for repair in document.repairs)
