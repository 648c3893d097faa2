"""Words of one language find paragraphs of another that have words for the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_documents import akn

from windhoek.coding.codebook import load
from windhoek.store import concepts, derive
from windhoek.store.index import Results, search
from windhoek.store.ingest import Inline, ingest
from windhoek.store.recode import recode
from windhoek.store.store import Store

TEXTS = {
    "ar": "يشجع على الوساطة في النزاع؛",
    "en": "Encourages mediation of the conflict;",
    "es": "Alienta la mediación del conflicto;",
    "fr": "Encourage la médiation du conflit ;",
    "ru": "призывает к посредничеству в конфликте;",
    "zh": "鼓励调解冲突；",
}
WORDS = {
    "ar": "وساطة",
    "en": "mediation",
    "es": "mediación",
    "fr": "médiation",
    "ru": "посредничество",
    "zh": "调解",
}


@pytest.fixture
def six(store: Store, tmp_path: Path) -> Store:
    """A resolution in six languages that speaks of mediation, and one of roads in English."""
    for language, text in TEXTS.items():
        file = tmp_path / f"S_RES_9100_{language}.xml"
        file.write_text(akn("S/RES/9100 (2031)", language, ["…"], [text]), encoding="utf-8")
    roads = akn("S/RES/9101 (2031)", "en", ["Noting the roads,"], ["Asks for a ceasefire on the roads;"])
    (tmp_path / "S_RES_9101_en.xml").write_text(roads, encoding="utf-8")
    ingest(store, [tmp_path], executor=Inline())
    return store


def languages(results: Results) -> set[str]:
    return {hit.unit.document.language for hit in results.hits}


@pytest.mark.parametrize("language", TEXTS)
def test_the_word_of_each_language_finds_the_paragraph_in_all_six(six: Store, language: str) -> None:
    found = search(six, WORDS[language])
    assert languages(found) == set(TEXTS) and found.total == 6
    assert found.counts["language"] == dict.fromkeys(TEXTS, 1)
    for hit in found.hits:
        said = [hit.unit.text[start:end] for start, end in hit.spans]
        assert len(said) == 1, hit.unit.document.language
        if hit.unit.document.language == language != "ar":
            assert not hit.by_meaning
    by_meaning = {hit.unit.document.language for hit in found.hits if hit.by_meaning}
    # An English word without its accent is French or Spanish as well.
    assert {"ar", "ru", "zh"} - {language} <= by_meaning


def test_a_hit_by_meaning_says_which_words_it_rests_on(six: Store) -> None:
    (hit,) = search(six, "mediation", filters={"language": "ru"}).hits
    assert [hit.unit.text[start:end] for start, end in hit.by_meaning] == ["посредничеству"]
    assert hit.by_meaning == hit.spans


def test_paragraphs_with_the_word_itself_come_before_those_with_its_meaning(six: Store) -> None:
    found = search(six, "mediation")
    assert found.hits[0].unit.document.language == "en"
    assert all(not hit.score for hit in found.hits if hit.by_meaning)


def test_all_words_are_required_by_word_or_by_meaning(six: Store) -> None:
    assert languages(search(six, "mediation conflict")) >= {"en"}
    assert search(six, "mediation roads").total == 0
    assert languages(search(six, "mediation -conflict")) >= {"ru", "zh"}
    assert "en" not in languages(search(six, "mediation -conflict"))


def test_words_in_quotes_are_meant_as_they_stand(six: Store) -> None:
    assert "ru" not in languages(search(six, '"mediation"'))


def test_in_its_own_language_a_word_is_looked_for_by_itself(six: Store) -> None:
    """A ceasefire is a process as talks are, and no mediation."""
    assert [
        hit.unit.document.symbol for hit in search(six, "ceasefire", filters={"language": "en"}).hits
    ] == ["S/RES/9101 (2031)"]


def test_words_that_the_lexicon_has_as_one_are_taken_together() -> None:
    (first, second) = concepts.meant(load(), ("peace", "process", "roads", "women"))
    assert (first.first, first.last) == (0, 1) and (second.first, second.last) == (3, 3)
    assert "en" in first.own
    assert concepts.meant(load(), ("roads",)) == ()
    (both,) = concepts.meant(load(), ("妇女调解",))
    assert len(both.meanings[0][1]) == 2


def test_the_index_is_made_anew_when_words_mean_something_else(six: Store, tmp_path: Path) -> None:
    before = derive.ensure(six).folder
    own = tmp_path / "own"
    (own / "lexicon").mkdir(parents=True)
    rows = "concept,kind,text,note\nprocess resolution talk,phrase,caravan,ours\n"
    (own / "lexicon" / "en.more.csv").write_text(rows, encoding="utf-8")
    assert search(six, "caravan").total == 0
    recode(six, own)
    derive._open.pop(six.alias)
    assert languages(search(six, "caravan")) == set(TEXTS) - {"en"}
    assert derive.ensure(six).folder != before
