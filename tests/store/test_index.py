"""Search: what is found, marked and counted, in six languages; and an index that mends itself."""

from __future__ import annotations

import itertools
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_documents import akn

from windhoek.document import LANGUAGES
from windhoek.store import analysis, derive
from windhoek.store.derive import ensure, rebuild
from windhoek.store.index import Hit, Results, highlights, search
from windhoek.store.ingest import Inline, ingest
from windhoek.store.store import Store


@pytest.fixture
def filled(store: Store, folder: Path) -> Store:
    ingest(store, [folder], executor=Inline())
    return store


def labels(results: Results) -> list[tuple[str, str, str]]:
    return sorted(
        (hit.unit.document.symbol[6:10], hit.unit.document.language, hit.unit.label) for hit in results.hits
    )


def test_all_words_are_required_in_any_form(filled: Store) -> None:
    assert labels(search(filled, "woman", filters={"language": "en"})) == []
    assert labels(search(filled, "women talk")) == [("9001", "en", "OP1")]
    assert labels(search(filled, "Displacing GIRL")) == [("9001", "en", "OP2")]
    assert labels(search(filled, "women islands")) == []


def test_phrases_and_exclusions(filled: Store) -> None:
    assert labels(search(filled, '"women sit"')) == [("9001", "en", "PP1")]
    assert labels(search(filled, '"sit women"')) == []
    assert labels(search(filled, "women -talks", filters={"language": "en"})) == [("9001", "en", "PP1")]
    assert labels(search(filled, 'roads -"harvest the roads"')) == [("9003", "en", "OP2")]
    assert labels(search(filled, "well-being")) == [("9001", "en", "OP2")]


def test_accents_may_be_left_out(filled: Store) -> None:
    for words in ("égalité", "EGALITE", "l'égalité", "égalités"):
        assert labels(search(filled, words)) == [("9001", "fr", "OP2")], words


def test_names_of_documents_and_paragraphs(filled: Store) -> None:
    for words in ("S/RES/9001 (2031)", "S/RES/9001(2031)", "s/res/9001(2031)", "9001 (2031)"):
        found = search(filled, words)
        assert found.symbol == "S/RES/9001 (2031)" and found.total == 6, words
    found = search(filled, "9001 (2031) op 1")
    assert labels(found) == [("9001", "en", "OP1"), ("9001", "fr", "OP1")]
    assert (found.symbol, found.label) == ("S/RES/9001 (2031)", "OP1")
    assert labels(search(filled, "S/RES/9001 (2031) OP1", filters={"language": "fr"})) == [
        ("9001", "fr", "OP1")
    ]


def test_the_name_of_a_document_that_is_not_here_is_looked_for_in_texts(filled: Store) -> None:
    assert search(filled, "S/RES/1111 (1997)").symbol == ""


def test_facets_count_with_their_own_filter_lifted(filled: Store) -> None:
    everything = search(filled)
    assert everything.total == 12
    assert everything.counts["year"] == {"2031": 12}
    assert everything.counts["language"] == {"en": 9, "fr": 3}
    french = search(filled, filters={"language": ["fr"]})
    assert french.total == 3
    assert french.counts["language"] == {"en": 9, "fr": 3}
    assert french.counts["kind"] == {"resolution": 3}
    both = search(filled, filters={"language": ["fr", "en"], "kind": "resolution"})
    assert both.total == 12
    with pytest.raises(ValueError):
        search(filled, filters={"colour": "red"})


def test_pages_of_hits_follow_each_other(filled: Store) -> None:
    whole = [hit.unit.pk for hit in search(filled, "", limit=12).hits]
    pages = [hit.unit.pk for offset in (0, 5, 10) for hit in search(filled, "", limit=5, offset=offset).hits]
    assert pages == whole and len(set(whole)) == 12
    assert search(filled, "", limit=5, offset=100).hits == ()


def test_hits_carry_what_a_page_shows(filled: Store) -> None:
    hit = search(filled, "talks").hits[0]
    assert [hit.unit.text[start:end] for start, end in hit.spans] == ["talks"]
    assert hit.unit.document.title is not None and hit.unit.document.slug == "S/RES/9001(2031)"
    assert hit.unit.notes == [] and hit.unit.document.file.path


@pytest.mark.parametrize(
    "words", ["", '"', "-", "--", '""', '-""', "“”", "( ) / ~", "a:b*c?", "+x ^2", "\x00", "“open"]
)
def test_strange_words_do_no_harm(filled: Store, words: str) -> None:
    search(filled, words)


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_marked(text: str) -> None:
    for language in LANGUAGES:
        spans = highlights(text + " women " + text, language, text)
        assert all(start < end for start, end in spans)
        assert spans == sorted(spans)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_a_text_and_its_places_have_the_same_terms(text: str, language: str) -> None:
    terms = [term for term in analysis.analyse(text, language).split() if not term.startswith("=")]  # type: ignore[arg-type]
    assert terms == [term for term, _ in analysis.places(text, language) if term.strip()]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "words", "marked"),
    [
        ("en", "The women’s group met women.", "woman women", ["women", "women"]),
        ("fr", "Les femmes et l’égalité des sexes", "egalite femme", ["femmes", "égalité"]),
        (
            "es",
            "Las resoluciones y la resolución de los países",
            "resolucion paises",
            ["resoluciones", "resolución", "países"],
        ),
        ("es", "Las resoluciones y la resolución", "resolución", ["resoluciones", "resolución"]),
        ("ru", "Ещё о роли женщин и женщины", "женщины еще", ["Ещё", "женщин", "женщины"]),
        ("ar", "والمرأة والسلام وأمن النساء", "المرأة نساء", ["والمرأة", "النساء"]),
        ("zh", "关于妇女与和平与安全的决议", "妇女 和平", ["妇女", "和平"]),
        ("zh", "关于妇女与和平与安全的决议", "妇女与和平", ["妇女", "与", "和平", "与"]),
    ],
)
def test_words_are_marked_in_six_languages(language: str, text: str, words: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(text, language, words)] == marked  # type: ignore[arg-type]


def test_each_language_is_searched_its_own_way(store: Store, tmp_path: Path) -> None:
    texts = {
        "ru": ("Отмечая роль женщин,", "Просит Генерального секретаря представить доклад;", "женщина"),
        "ar": ("إذ يلاحظ دور المرأة،", "يطلب إلى الأمين العام تقديم تقرير؛", "والمرأة"),
        "zh": ("注意到妇女的作用，", "请秘书长提交报告；", "妇女"),
        "es": (
            "Observando la función de las mujeres,",
            "Pide al Secretario General que presente un informe;",
            "funcion mujer",
        ),
    }
    for language, (preamble, body, _) in texts.items():
        file = tmp_path / f"S_RES_9009_{language}.xml"
        file.write_text(akn("S/RES/9009 (2031)", language, [preamble], [body]), encoding="utf-8")
    ingest(store, [tmp_path], executor=Inline())
    for language, (_, _, words) in texts.items():
        found = search(store, words, filters={"language": language})
        assert labels(found) == [("9009", language, "PP1")], language
        assert found.hits[0].spans and not found.hits[0].by_meaning


# --- an index that mends itself ---------------------------------------------------------------------------


def forget(store: Store) -> None:
    derive._open.pop(store.alias, None)


def damage_missing(store: Store) -> None:
    shutil.rmtree(store.index_dir)


def damage_state(store: Store) -> None:
    (store.index_dir / "state.json").write_text("{")


def damage_files(store: Store) -> None:
    for file in store.index_dir.glob("*/*"):
        if file.is_file() and file.suffix not in (".lock",):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def damage_version(store: Store) -> None:
    state = json.loads((store.index_dir / "state.json").read_text())
    (store.index_dir / "state.json").write_text(json.dumps(state | {"version": "0"}))


@pytest.mark.parametrize("damage", [damage_missing, damage_state, damage_files, damage_version])
def test_a_damaged_index_is_built_anew(filled: Store, damage: Callable[[Store], None]) -> None:
    forget(filled)
    damage(filled)
    assert search(filled, "women talks").total == 1
    assert len([item for item in filled.index_dir.iterdir() if item.is_dir()]) == 1


def test_an_index_that_is_behind_catches_up(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "S_RES_9004.xml").write_text(
        akn("S/RES/9004 (2032)", "en", ["Noting the lanterns,"], ["Buys lanterns;"])
    )
    (folder / "S_RES_9003_E.xml").write_text(
        (folder / "S_RES_9003_E.xml").read_text().replace("islands", "highlands")
    )
    before = ensure(filled)
    with monkeypatch.context() as patch:
        patch.setattr("windhoek.store.ingest.derive.ensure", lambda store: None)
        ingest(filled, [folder], executor=Inline())
    forget(filled)
    assert [search(filled, word).total for word in ("lanterns", "highlands", "islands")] == [2, 1, 0]
    assert ensure(filled).folder == before.folder


def test_a_store_put_in_the_place_of_another_is_noticed(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.sqlite3"
    store = Store(file)
    ingest(store, [folder], executor=Inline())
    store.close()
    forget(store)
    for leftover in tmp_path.glob("s.sqlite3*"):
        if leftover.is_file():
            leftover.unlink()
    store = Store(file)
    ingest(store, [folder / "French"], executor=Inline())
    assert search(store, "").total == 3


def test_rebuilding_changes_no_answer(filled: Store) -> None:
    before = labels(search(filled, "women"))
    folder = ensure(filled).folder
    assert rebuild(filled).folder != folder
    assert labels(search(filled, "women")) == before


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_a_count_by_hand(counted: Store, data: st.DataObject) -> None:
    values = {
        "kind": ["resolution", "report"],
        "year": ["2031", "2032"],
        "language": ["en", "fr"],
        "theme": ["participation", "protection"],
        "relevant": ["yes", "no"],
    }
    filters = {
        facet: chosen
        for facet, some in values.items()
        if (chosen := data.draw(st.lists(st.sampled_from(some), unique=True), label=facet))
    }
    words = data.draw(st.sampled_from(["", "women", "the"]))
    found = search(counted, words, filters=filters, limit=100)
    everything = search(counted, words, limit=100, counts=False).hits

    def has(hit: Hit, facet: str) -> set[str]:
        code = getattr(hit.unit, "code", None)
        document = hit.unit.document
        return {
            "kind": {document.kind},
            "year": {document.date[:4]},
            "language": {document.language},
            "theme": set(code.themes) if code else set(),
            "relevant": {"yes" if code else "no"},
        }[facet]

    def passing(lifted: str = "") -> list[Hit]:
        return [
            hit
            for hit in everything
            if all(has(hit, each) & set(some) for each, some in filters.items() if each != lifted)
        ]

    assert found.total == len(passing()) == len(found.hits)
    for facet in values:
        by_hand = Counter(value for hit in passing(facet) for value in has(hit, facet))
        assert found.counts[facet] == dict(by_hand)


@pytest.fixture
def counted(tmp_path: Path, folder: Path) -> Store:
    store = Store(tmp_path / "counted.sqlite3")
    ingest(store, [folder], executor=Inline())
    return store
