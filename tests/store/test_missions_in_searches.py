"""The acronym of a mission finds that mission in every language, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_documents import akn

from windhoek.document import Language
from windhoek.store.index import search
from windhoek.store.ingest import Inline, ingest
from windhoek.store.mission_names import called, mission
from windhoek.store.spelling import meant
from windhoek.store.store import Store

TEXTS = {
    "en": ["Asks MINUSCA to help at elections;", "Asks the mission to repair roads;"],
    "ru": ["просит МИНУСКА помочь на выборах;", "просит миссию ремонтировать дороги;"],
    "zh": ["请中非稳定团协助选举；", "请特派团修路；"],
}


@pytest.fixture
def missions(store: Store, tmp_path: Path) -> Store:
    for language, texts in TEXTS.items():
        file = tmp_path / f"S_RES_9100_{language}.xml"
        file.write_text(akn("S/RES/9100 (2031)", language, ["…"], texts), encoding="utf-8")
    ingest(store, [tmp_path], executor=Inline())
    return store


@pytest.mark.parametrize("word", ["MINUSCA", "minusca", "МИНУСКА", "中非稳定团"])
def test_an_acronym_finds_its_mission_and_no_other(missions: Store, word: str) -> None:
    found = search(missions, word)
    assert {(hit.unit.document.language, hit.unit.label) for hit in found.hits} == {
        (language, "OP1") for language in TEXTS
    }
    assert all(len(hit.spans) == 1 for hit in found.hits)


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_texts_in_the_language_that_is_asked_for_come_first(missions: Store, language: str) -> None:
    assert search(missions, "MINUSCA", first=language).hits[0].unit.document.language == language


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [("MINUSCA", "fr", "MINUSCA"), ("MINUSCA", "ru", "МИНУСКА"), ("AMIS", "fr", "AMIS"), ("amis", "fr", ""),
     ("women", "en", ""), ("", "en", "")],
)  # fmt: skip
def test_a_mission_is_called_as_texts_of_the_language_call_it(
    word: str, language: Language, name: str
) -> None:
    assert called(word, language) == name
    assert bool(mission(word)) == bool(name)


@pytest.mark.parametrize(
    ("words", "likely"),
    [("electoins MINUSCA", "elections MINUSCA"), ("Minuska", "minusca"), ("elections", ""), ("zzzz", ""),
     ('"electoins"', ""), ("rod", ""), ("electoins xyz", "")],
)  # fmt: skip
def test_a_misspelled_word_becomes_one_of_the_texts(missions: Store, words: str, likely: str) -> None:
    assert meant(missions, words, "en") == likely


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_listing_begins_with_the_language_that_is_asked_for_and_has_everything_once(
    missions: Store, language: str
) -> None:
    everything = search(missions, limit=50)
    pages = [search(missions, first=language, limit=4, offset=offset) for offset in (0, 4)]
    found = [(hit.unit.document.language, hit.unit.label) for page in pages for hit in page.hits]
    assert [len(page.hits) for page in pages] == [4, 2]
    assert [each for each, _ in found].index(language) == 0
    assert language not in {each for each, _ in found[len(TEXTS[language]) :]}
    assert sorted(found) == sorted((hit.unit.document.language, hit.unit.label) for hit in everything.hits)
    assert search(missions, first=language, counts=False).total == everything.total
