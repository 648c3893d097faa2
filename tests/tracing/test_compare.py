"""Two mandates unit by unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.document import Document, Source, Unit, UnitKind
from windhoek.reading import read
from windhoek.tracing.compare import Pair, changes, compare

SHARED = Path(__file__).parents[2] / "../shared/corpus/sc-resolutions"
GENDER = "Requests SAMPLIM to place a gender adviser in each of its field offices and to consult women's groups every month;"
SEATS = "Urges the parties to the talks in Port Example to reserve a third of all seats in each delegation for women;"
BRIDGE = "Calls upon the Government to repair the two bridges over the Sample River before the rains come;"


def document(*texts: str, symbol: str = "S/RES/9901 (2099)") -> Document:
    units = [
        Unit(f"OP{number}", "operative", text)
        if not text.startswith("(")
        else Unit(f"OP{number}(a)", "part", text.removeprefix("(a) "))
        for number, text in enumerate(texts, start=1)
    ]
    return Document(
        symbol, "resolution", "Security Council", "2099", "en", "", Source("", "", ""), tuple(units)
    )


def told(pairs: tuple[Pair, ...]) -> list[tuple[str, str, str]]:
    return [
        (pair.verdict, pair.before.label if pair.before else "", pair.after.label if pair.after else "")
        for pair in pairs
    ]


def test_kept_new_and_gone_wherever_they_stand() -> None:
    assert told(compare(document(BRIDGE, GENDER), document(GENDER, SEATS))) == [
        ("kept", "OP2", "OP1"),
        ("new", "", "OP2"),
        ("gone", "OP1", ""),
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Extends the mandate until 31 July 2099, for 12 months;", "Extends the mandate until 30 June 2100, for 6 months;"),
        ("Recalls its resolution 1325 (2000) on women;", "Recalls its resolutions 1325 (2000), 1820 (2008) and 2242 (2015) on women;"),
        ("Asks for reports from October 2098 on women;", "Asks for reports from March 2099 on women;"),
        ("Requests pre-deployment training, as in paragraph 3 above;", "Requests predeployment training as in paragraph 7 above;"),
        ("Renews the support of “all” Troop-contributing countries;", "renews the support of all troop contributing countries;"),
    ],
)  # fmt: skip
def test_numbers_dates_names_of_resolutions_and_signs_make_no_difference(was: str, now: str) -> None:
    assert told(compare(document(was), document(now))) == [("kept", "OP1", "OP1")]


@pytest.mark.parametrize(
    "now",
    [
        GENDER.replace("gender adviser", "senior gender adviser"),
        GENDER.replace("every month", "before the elections, and asks it to report"),
        "Takes note of progress, and further requests SAMPLIM to place a gender adviser in each of its field offices;",
    ],
)
def test_other_words_for_the_same_are_reworded(now: str) -> None:
    (pair,) = compare(document(GENDER), document(now))
    assert pair.verdict == "reworded"
    assert 0.42 <= pair.likeness < 1


def test_a_standing_phrase_makes_no_likeness() -> None:
    was = document("Requests the Secretary-General to report on the bridges;", BRIDGE)
    now = document("Requests the Secretary-General to appoint mediators who are women;", SEATS)
    assert Counter(pair.verdict for pair in compare(was, now)) == {"new": 2, "gone": 2}


def test_the_likeliest_is_matched_and_each_unit_once() -> None:
    longer = GENDER.replace("field offices", "field offices, in the north first,")
    pairs = told(compare(document(longer, GENDER), document(GENDER)))
    assert pairs == [("kept", "OP2", "OP1"), ("gone", "OP1", "")]


def test_of_equals_the_same_place_is_matched() -> None:
    assert told(compare(document("(a) women", "(a) women"), document("(a) women", "(a) women"))) == [
        ("kept", "OP1(a)", "OP1(a)"),
        ("kept", "OP2(a)", "OP2(a)"),
    ]


def test_preambles_are_left_out() -> None:
    preamble = replace(
        document(GENDER), units=(Unit("PP1", "preambular", SEATS), Unit("OP1", "operative", GENDER))
    )
    assert told(compare(preamble, document(GENDER))) == [("kept", "OP1", "OP1")]


def test_signs_of_chinese_are_words() -> None:
    was, now = (
        "请秘书长在每个外地办事处派驻一名性别平等顾问；",
        "请秘书长在每个外地办事处派驻一名高级性别平等顾问；",
    )
    assert told(compare(document(was), document(now)))[0][0] == "reworded"
    assert told(compare(document(was), document(was)))[0][0] == "kept"


words = st.lists(
    st.sampled_from(["requests", "urges", "women", "girls", "12", "the", "of", "1325", "(2000)", ";", "and"]),
    max_size=9,
)
kinds: st.SearchStrategy[UnitKind] = st.sampled_from(["operative", "part", "preambular"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    units = [
        Unit(f"{'PP' if kind == 'preambular' else 'OP'}{number}", kind, " ".join(said))
        for number, (kind, said) in enumerate(draw(st.lists(st.tuples(kinds, words), max_size=8)), start=1)
    ]
    return replace(document(), units=tuple(units))


def operative(read: Document) -> list[str]:
    return [unit.label for unit in read.units if unit.kind != "preambular"]


@given(documents(), documents())
def test_every_unit_occurs_once(before: Document, after: Document) -> None:
    pairs = compare(before, after)
    assert [pair.after.label for pair in pairs if pair.after] == operative(after)
    assert sorted(pair.before.label for pair in pairs if pair.before) == sorted(operative(before))
    for pair in pairs:
        assert (pair.before is None) == (pair.verdict == "new")
        assert (pair.after is None) == (pair.verdict == "gone")


@given(documents())
def test_a_document_keeps_all_of_itself(same: Document) -> None:
    pairs = compare(same, same)
    assert {pair.verdict for pair in pairs} <= {"kept"}
    assert all(pair.before == pair.after or pair.before.text == pair.after.text for pair in pairs)  # type: ignore[union-attr]


@given(st.text(max_size=60), st.text(max_size=60))
def test_changes_lose_no_word(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(each.before for each in found).strip() == before.strip()
    assert "".join(each.after for each in found).strip() == after.strip()


def test_changes_are_words() -> None:
    found = changes(
        "place a gender adviser in each office;", "place a senior gender adviser in each field office;"
    )
    changed = [(each.before.strip(), each.after.strip()) for each in found if each.before != each.after]
    assert changed == [("", "senior"), ("", "field")]


def test_a_real_renewal() -> None:
    paths = [*SHARED.rglob("*S_RES_2671*E.xml"), *SHARED.rglob("*S_RES_2689*E.xml")]
    if len(paths) != 2:
        pytest.skip("the corpus is not beside the repository")
    before, after = map(read, paths)
    verdicts = Counter(pair.verdict for pair in compare(before, after))
    assert verdicts["kept"] >= 15
