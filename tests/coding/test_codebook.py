"""The codebook's data: sound as shipped, and mistakes in it reported with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.coding.codebook import BUT_NOT, ITEM, NOTHING, Codebook, Entry, load
from windhoek.coding.codebook_files import SHIPPED, CodebookError
from windhoek.coding.lexicon import Lexicon, fold
from windhoek.coding.rules import Rules

CODEBOOK = Path(__file__).parents[3] / "shared" / "gold" / "CODEBOOK.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "codebook"))


def append(line: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")


@pytest.mark.parametrize(
    ("name", "spoil", "reason"),
    [
        ("lexicon/en.csv", append("women,phrase,a*b,x"), "may only end a word"),
        ("lexicon/en.csv", append("women,phrase,Women of Example,x"), "lower case"),
        ("lexicon/en.csv", append("women,word,example,x"), "phrase or pattern"),
        ("lexicon/en.csv", append("women,pattern,(example,x"), "the pattern is wrong"),
        ("lexicon/en.csv", append("women,pattern,(example)*,x"), "matches nothing at all"),
        ("lexicon/en.csv", append("women,phrase,women,x"), "stands already"),
        ("lexicon/en.csv", append("women,phrase"), "fields"),
        ("lexicon/en.csv", append('women,phrase,"open'), "end of data"),
        ("lexicon/en.csv", append(",phrase,example,x"), "concept and text"),
        ("rules.csv", append("example,nobody,,,,yes,,,,,x"), "no lexicon has the concept nobody"),
        ("rules.csv", append("example,women,,,,,nonsense,,,,x"), "no such code: nonsense"),
        ("rules.csv", append("example,women,,,,,,nonsense,,,x"), "no such code: nonsense"),
        ("rules.csv", append("example,women,gender,near,,yes,,,,,x"), "within is"),
        ("rules.csv", append("example,women,,,,perhaps,,,,,x"), "yes or empty"),
        ("rules.csv", append("example,women,,,,,,,,,x"), "something that it gives"),
        ("rules.csv", append("example,women,,,,,protection,,yes,,x"), "needs near"),
        ("rules.csv", append("women,women,,,,yes,,,,,x"), "stands already"),
        ("themes.csv", append("general,Again,x"), "stands already"),
        ("functions.csv", append("example,,x"), "must all be given"),
        ("verbs/en.csv", append("examples,verb,examples,request,x"), "kind is one of"),
        ("verbs/en.csv", append("examples,finite,examples,strong,x"), "a strength out of"),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    folder: Path, name: str, spoil: Callable[[Path], None], reason: str
) -> None:
    path = folder / name
    spoil(path)
    with pytest.raises(CodebookError) as caught:
        load(folder)
    assert caught.value.path == path
    assert caught.value.line == len(path.read_text("utf-8").splitlines())
    assert reason in caught.value.reason
    assert isinstance(caught.value, ValueError)
    assert "\n" not in str(caught.value)


def test_a_missing_file_a_missing_column_and_wrong_bytes_are_reported(folder: Path) -> None:
    themes = folder / "themes.csv"
    themes.write_bytes(b"code,name,definition\na,b,c\n\xff,b,c\n")
    with pytest.raises(CodebookError, match="line 3: the file is not UTF-8"):
        load(folder)
    themes.write_text("code,name\n")
    with pytest.raises(CodebookError, match="line 1: the header lacks the column definition"):
        load(folder)
    with pytest.raises(CodebookError, match="there is no such folder"):
        load(folder / "nowhere")


def test_the_codes_are_those_of_the_codebook() -> None:
    if not CODEBOOK.exists():
        pytest.skip("no ../shared/gold/CODEBOOK.md")
    text = CODEBOOK.read_text("utf-8")
    codebook = load()
    assert all(f"| `{theme.code}` |" in text for theme in codebook.themes)
    assert len(codebook.themes) == 14
    assert all(f"`{function.code}`" in text for function in codebook.functions)
    assert len(codebook.functions) == 15


@pytest.mark.parametrize("language", sorted(load().lexicons))
def test_every_phrase_with_a_word_of_the_subject_still_says_so(language: str) -> None:
    """A longer phrase hides the shorter ones inside it, and must carry the anchor itself."""
    codebook = load()
    anchors = Rules(codebook).anchors
    entries = codebook.lexicons[language]
    bare = [e for e in entries if not e.is_pattern and anchors.intersection(e.concepts)]
    lexicon = Lexicon(bare, anchors, spaced=language not in ("ar", "zh"))
    hiding = [
        entry.text
        for entry in entries
        if not entry.is_pattern and not anchors.union([NOTHING]).intersection(entry.concepts)
        if lexicon.find([fold(entry.text.rstrip("*"))])[0]
    ]
    assert hiding == []


def test_every_concept_is_used_by_a_rule() -> None:
    codebook = load()
    named = [c for rule in codebook.rules for c in (*rule.words, *rule.near, *rule.unless)]
    used = {NOTHING, ITEM} | {concept for name in named for concept in name.split(BUT_NOT)}
    for entries in codebook.lexicons.values():
        assert {concept for entry in entries for concept in entry.concepts} <= used


def test_each_entry_and_rule_says_what_it_is_for() -> None:
    codebook = load()
    assert all(rule.note for rule in codebook.rules)
    assert all(entry.note for entries in codebook.lexicons.values() for entry in entries)


@pytest.mark.parametrize("text", ["İ", "İSTANBUL ’‑ \u00a0", "ẞΣς", "ﬁ ǅ"])
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


TEXTS = (
    "Sexual",
    "violence among Women\nand girls, and gender‑based violence",
    "",
    "nothing of the kind",
    "Rape",
    "in line with resolution 1325",
    "(2000) is cited by number; İİ women’s rights",
)


def test_texts_are_searched_together_as_if_each_were_alone() -> None:
    lexicon = compiled()
    folded = [fold(text) for text in TEXTS]
    assert lexicon.find(folded) == [lexicon.find([text])[0] for text in folded]
    assert lexicon.may_matter(TEXTS) == [1, 4, 5, 6]
    assert lexicon.may_matter(["", ""]) == lexicon.may_matter([]) == []


@given(st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=30)), max_size=8))
def test_no_text_with_a_word_of_the_subject_is_passed_over(texts: list[str]) -> None:
    anchors, lexicon = Rules(load_once()).anchors, compiled()
    hits = lexicon.find([fold(text) for text in texts])
    spoken = {at for at, found in enumerate(hits) if any(anchors.intersection(hit.concepts) for hit in found)}
    assert spoken <= set(lexicon.may_matter(texts))


@cache
def load_once() -> Codebook:
    return load()


@cache
def compiled() -> Lexicon:
    return Lexicon(load_once().lexicons["en"], Rules(load_once()).anchors)


def test_any_word_of_a_phrase_may_have_an_open_ending() -> None:
    lexicon = Lexicon([Entry(("process",), False, "мирн* процесс*", "x")], frozenset({"process"}))
    text = "о мирном процессе, мирных процессов; мирный и иной процесс, перемирный процесс"
    assert [text[hit.start : hit.end] for hit in lexicon.find([text])[0]] == [
        "мирном процессе",
        "мирных процессов",
    ]
    assert lexicon.may_matter([text, "о войне"]) == [0]


def test_equal_words_stand_for_the_concepts_of_all_entries() -> None:
    def entry(concept: str, text: str, pattern: bool = False) -> Entry:
        return Entry((concept,), pattern, text, "x")

    entries = [
        entry("gender", "gender-*"),
        entry("lens", "gender-sensitive"),
        entry("lens", r"\bgender-\w+", True),
    ]
    lexicon = Lexicon(entries, frozenset({"gender"}))
    assert [hit.concepts for hit in lexicon.find(["a gender-sensitive way"])[0]] == [("gender", "lens")]
    overlooked = Lexicon([*entries, entry(NOTHING, "gender-sensitive")], frozenset({"gender"}))
    assert overlooked.find(["a gender-sensitive way"])[0] == []
