"""Themes and functions: what belongs, terms in six languages, identifiers elsewhere, each as the source has it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from own_words import SHARED, borrowed

from windhoek import register
from windhoek.coding import codebook
from windhoek.document import Document
from windhoek.reading import read

CORPUS = SHARED / "corpus"
needs_texts = pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents in ../shared are not here")
LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
BOOK = codebook.load()
CODES = {
    "theme": {label.code: label for label in BOOK.themes},
    "function": {label.code: label for label in BOOK.functions},
}


@pytest.mark.parametrize("kind", CODES)
def test_every_code_of_the_codebook_says_what_belongs_and_has_a_definition(kind: str) -> None:
    rows = register.rows(f"{kind}s")
    assert {row["code"] for row in rows} == set(CODES[kind])
    assert all(CODES[kind][row["code"]].definition for row in rows)


@pytest.mark.parametrize("kind", CODES)
def test_codes_that_a_row_sends_to_are_codes(kind: str) -> None:
    named = {
        word
        for row in register.rows(f"{kind}s")
        for word in re.findall(r"\b[a-z]+(?:-[a-z]+)+", row["elsewhere"])
    }
    assert named <= set(CODES[kind])


def test_every_code_has_a_term_in_each_language() -> None:
    told = {(row["kind"], row["code"], row["language"]) for row in register.rows("labels")}
    assert told == {
        (kind, code, each) for kind, codes in CODES.items() for code in codes for each in LANGUAGES
    }


def test_concepts_belong_to_codes() -> None:
    assert all(row["code"] in CODES[row["kind"]] for row in register.rows("concepts"))


@cache
def resolution(symbol: str, language: str) -> Document:
    number = symbol.split("/")[2].split()[0]
    found = [
        path
        for path in (CORPUS / "sc-resolutions").glob(f"*/{LANGUAGES[language]}/*.xml")
        if re.search(rf"(?:RES|SC)_{number}(?!\d)", path.name)
    ]
    return read(found[0])


@needs_texts
def test_verified_terms_stand_in_their_paragraph_in_their_language() -> None:
    verified = [row for row in register.rows("labels") if row["status"] == "verified"]
    assert len(verified) > 100
    for row in verified:
        document = resolution(row["source"], row["language"])
        assert (document.symbol, document.language) == (row["source"], row["language"])
        text = next(unit.text for unit in document.units if unit.label == row["unit"])
        assert row["printed"] in text, row


def files(symbol: str) -> list[Path]:
    kinds = {
        "S/RES/": ("sc-resolutions", r"(?:RES|SC)_{}(?!\d)"),
        "S/PRST/": ("sc-presidential-statements", r"S_PRST_{}(?!\d)"),
        "A/RES/": ("ga-resolutions", r"A_RES_{}(?!\d)"),
    }
    ((folder, form),) = (kinds[start] for start in kinds if symbol.startswith(start))
    number = "_".join(re.findall(r"\d+", symbol.split(" (")[0]))
    return [path for path in (CORPUS / folder).rglob("*.xml") if re.search(form.format(number), path.name)]


@needs_texts
def test_identifiers_stand_in_the_keywords_of_their_document() -> None:
    read_there = [row for row in register.rows("concepts") if row["scheme"] != "SDG"]
    assert len(read_there) > 40
    for row in read_there:
        keywords = {
            (keyword.lower(), identifier)
            for path in files(row["source"].removeprefix("Keyword of "))
            for keyword, identifier in re.findall(
                r'<keyword value="([^"]+)" href="http://(?:metadata\.un\.org/thesaurus|eurovoc\.europa\.eu)/(\d+)"',
                path.read_text(encoding="utf-8", errors="replace"),
            )
        }
        assert (row["name"].lower().replace(" ", "_"), row["concept"]) in {
            (keyword.replace(" ", "_").replace("&amp;#39;", "'"), identifier)
            for keyword, identifier in keywords
        }, row


@needs_texts
@pytest.mark.parametrize("table", ["themes", "functions", "concepts"])
def test_codes_are_told_in_our_own_words(table: str) -> None:
    assert borrowed(table) == {}
