"""What was asked on a day: the chain of mandates, what is kept by reference, since when, and the register alone."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from windhoek.document import Document, Source, Unit
from windhoek.reading import read
from windhoek.register.build_commitments import english
from windhoek.register.mandates import chain
from windhoek.register.read import rows
from windhoek.tracing import asked as asking
from windhoek.tracing import mandates
from windhoek.tracing.asked import Answer, Asked, asked
from windhoek.tracing.mandates import Kept, Texts, kept, resolutions, successive

SHARED = Path(__file__).parents[2] / "../shared/corpus/sc-resolutions"
FIRST, SECOND, THIRD = "S/RES/9801 (2096)", "S/RES/9802 (2097)", "S/RES/9803 (2098)"
ADVISERS = "Requests UNMIL to place gender advisers in each of its field offices;"
SEATS = "Urges all parties to the talks to reserve a third of the seats in each delegation for women;"


def text(symbol: str, *paragraphs: str) -> Document:
    units = tuple(Unit(f"OP{number}", "operative", said) for number, said in enumerate(paragraphs, start=1))
    day = f"{symbol[-5:-1]}-06-01"
    return Document(symbol, "resolution", "Security Council", day, "en", "", Source("", "", ""), units)


def act(symbol: str, until: date, act: str = "extended") -> dict[str, object]:
    day = date(int(symbol[-5:-1]), 6, 1)
    return {
        "mission": "UNMIL",
        "date": day,
        "symbol": symbol,
        "unit": "OP1",
        "act": act,
        "since": None,
        "until": until,
    }


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain of three invented mandates for a mission whose name the coder knows."""
    acts = (
        act(FIRST, date(2097, 6, 30), "established"),
        act(SECOND, date(2098, 6, 30)),
        act(THIRD, date(2099, 6, 30)),
    )
    monkeypatch.setattr(mandates, "chain", lambda mission: acts)
    monkeypatch.setattr(
        asking,
        "in_force",
        lambda mission, day: next((a for a in reversed(acts) if a["date"] <= day <= a["until"]), None),  # type: ignore[operator]
    )


def answer(*texts_: Document) -> Answer:
    return asked("UNMIL", date(2098, 12, 31), Texts({each.symbol: each for each in texts_}.get))


def own(found: Answer) -> list[tuple[str, str, str, str]]:
    return [(a.symbol, a.unit, a.how, a.since_symbol) for a in found.asked if a.how != "all missions"]


EXTENDS = "Decides to extend the mandate of UNMIL until 30 June;"


def test_since_is_the_first_of_an_unbroken_run(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", ADVISERS),
        text(SECOND, EXTENDS, ADVISERS.replace("in each", "swiftly in each")),
        text(THIRD, EXTENDS, SEATS, ADVISERS.replace("place", "keep")),
    )
    assert own(found) == [(THIRD, "OP2", "own", THIRD), (THIRD, "OP3", "own", FIRST)]
    assert found.missing == ()


def test_a_run_that_was_broken_begins_anew(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", SEATS),
        text(SECOND, EXTENDS, "Calls for the repair of both bridges over the Sample River;"),
        text(THIRD, EXTENDS, SEATS),
    )
    assert own(found) == [(THIRD, "OP2", "own", THIRD)]


def test_a_run_begins_where_the_paragraph_began_to_speak_of_women(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", SEATS.replace("for women", "for the north")),
        text(SECOND, EXTENDS, SEATS),
        text(THIRD, EXTENDS, SEATS),
    )
    assert own(found) == [(THIRD, "OP2", "own", SECOND)]


def test_a_run_begins_where_the_paragraph_began_to_ask(invented: None) -> None:
    condemns = "Strongly condemns the widespread rape and other sexual abuse of women and girls in the camps of the north;"
    asks = condemns.replace(";", ", and requests UNMIL to protect the rights of women there;")
    found = answer(
        text(FIRST, "Establishes UNMIL;", condemns),
        text(SECOND, EXTENDS, asks),
        text(THIRD, EXTENDS, asks),
    )
    assert own(found) == [(THIRD, "OP2", "own", SECOND)]


def test_the_paragraph_that_is_cited_is_kept_and_says_by_which(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", ADVISERS, SEATS),
        text(SECOND, EXTENDS),
        text(THIRD, "Decides to extend the mandate of UNMIL, as set out in paragraph 3 of resolution 9801 (2096), until 30 June;"),
    )  # fmt: skip
    assert own(found) == [(FIRST, "OP3", "reference", FIRST)]
    (kept_,) = [each for each in found.asked if each.how == "reference"]
    assert kept_.via == f"{THIRD}, OP1"
    assert kept_.text == SEATS


def test_tasks_of_another_mission_are_not_kept_though_cited(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", ADVISERS.replace("UNMIL", "UNOCI"), ADVISERS),
        text(SECOND, EXTENDS),
        text(THIRD, "Decides to extend the mandate of UNMIL, as set out in paragraphs 2 and 3 of resolution 9801 (2096), until 30 June;"),
    )  # fmt: skip
    assert own(found) == [(FIRST, "OP3", "reference", FIRST)]


def test_what_a_paragraph_for_all_missions_asks_of_others_is_no_ask_of_theirs() -> None:
    with files("windhoek.tracing").joinpath("all_missions.csv").open(encoding="utf-8") as table:
        apart = {(row["symbol"], row["unit"]): row for row in csv.DictReader(table) if row["apart"]}
    agenda = {(row["symbol"], row["unit"]): row for row in rows("agenda")}
    for key_, row in apart.items():
        coded = {*agenda[key_]["themes"], *agenda[key_]["functions"]}
        assert row["why"] and set(row["apart"].split(" | ")) < coded
    found = {(each.symbol, each.unit): each.code for each in asked("UNMIK", date(2015, 1, 1)).asked}
    assert found["S/RES/2106 (2013)", "OP8"].functions == ("gender-expertise", "training")


def test_of_a_whole_resolution_the_mission_s_tasks_are_kept(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", ADVISERS, SEATS),
        text(SECOND, EXTENDS),
        text(
            THIRD,
            "Decides to extend the mandate of UNMIL as set out in resolution 9801 (2096) until 30 June;",
        ),
    )
    assert own(found) == [(FIRST, "OP2", "reference", FIRST)]


def test_a_bare_extension_lets_tasks_stand(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", ADVISERS, SEATS), text(SECOND, EXTENDS), text(THIRD, EXTENDS)
    )
    assert own(found) == [(FIRST, "OP2", "extended", FIRST)]


def test_tasks_set_out_anew_replace_earlier_ones(invented: None) -> None:
    third = text(THIRD, EXTENDS, "Decides that UNMIL shall have the following tasks:")
    parts = tuple(
        Unit(f"OP2({letter})", "part", f"to repair bridge {letter};", parent="OP2") for letter in "abc"
    )
    third = replace(third, units=third.units + parts)
    assert own(answer(text(FIRST, "Establishes UNMIL;", ADVISERS), text(SECOND, EXTENDS), third)) == []


def test_a_run_goes_on_over_a_short_renewal(invented: None) -> None:
    found = answer(
        text(FIRST, "Establishes UNMIL;", ADVISERS), text(SECOND, EXTENDS), text(THIRD, EXTENDS, ADVISERS)
    )
    assert own(found) == [(THIRD, "OP2", "own", FIRST)]


def test_what_is_not_at_hand_is_named(invented: None) -> None:
    third = text(
        THIRD, "Decides to extend the mandate of UNMIL as set out in resolution 9801 (2096) until 30 June;"
    )
    assert answer(third).missing == (FIRST,)
    assert answer().missing == (THIRD,)


def test_the_register_alone_tells_what_is_in_force_and_since_when() -> None:
    found = asked("UNAMID", date(2013, 6, 30))
    assert found.act and found.act["symbol"] == "S/RES/2063 (2012)"
    in_force = [each for each in found.asked if each.how != "all missions"]
    assert "OP21" in {each.unit for each in in_force if each.how == "own"}
    assert {each.how for each in in_force} == {"own", "reference"}
    assert all(each.since and not each.text for each in in_force)
    assert found.missing == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts in ../shared are not here")
def test_the_register_alone_tells_the_same_as_the_texts() -> None:
    documents = {each.symbol: each for each in english(SHARED.parents[1]) if not each.part}
    texts = Texts(documents.get)
    for mission, day in (
        ("MINUSTAH", date(2012, 6, 1)),
        ("MINUSMA", date(2018, 1, 1)),
        ("UNAMA", date(2024, 1, 1)),
    ):
        read, told = (asked(mission, day, each) for each in (texts, None))
        assert {key(each) for each in read.asked} == {key(each) for each in told.asked}
        assert read.missing == told.missing


def key(each: Asked) -> tuple[str, ...]:
    return each.symbol, each.unit, each.how, each.via, each.since_symbol, each.since_unit, each.since


def test_no_mandate_no_act() -> None:
    assert asked("UNAMID", date(2000, 1, 1)) == Answer("UNAMID", date(2000, 1, 1), None, (), ())


def thematic(mission: str, day: date) -> set[tuple[str, str]]:
    return {(each.symbol, each.unit) for each in asked(mission, day).asked if each.how == "all missions"}


def test_thematic_resolutions_count_from_their_day_and_for_their_missions() -> None:
    assert ("S/RES/2122 (2013)", "OP5") not in thematic("UNAMID", date(2013, 10, 17))
    assert ("S/RES/2122 (2013)", "OP5") in thematic("UNAMID", date(2013, 10, 18))
    political = thematic("UNAMA", date(2013, 10, 18))
    assert ("S/RES/2122 (2013)", "OP5") not in political
    assert ("S/RES/2122 (2013)", "OP7(a)") in political
    assert thematic("AMISOM", date(2013, 10, 18)) == set()


def test_paragraphs_for_all_missions_have_the_words_that_say_so() -> None:
    with files("windhoek.tracing").joinpath("all_missions.csv").open(encoding="utf-8") as table:
        listed = list(csv.DictReader(table))
    assert {row["whom"] for row in listed} == {"missions", "peacekeeping"}
    texts = {}
    for symbol in {row["symbol"] for row in listed}:
        paths = [*SHARED.rglob(f"*S_RES_{symbol.split('/')[2].split()[0]}[-_. (]*.xml")]
        english = [found for found in map(read, paths) if found.language == "en"]
        if not english:
            pytest.skip("the corpus is not beside the repository")
        texts[symbol] = {unit.label: unit.text for unit in english[0].units}
    assert [
        row for row in listed if row["words"].casefold() not in texts[row["symbol"]][row["unit"]].casefold()
    ] == []


def test_the_chain_of_a_real_mission() -> None:
    found = resolutions("UNAMID", date(2013, 6, 30))
    assert (found[0], found[-1]) == ("S/RES/1769 (2007)", "S/RES/2063 (2012)")
    assert len(found) == len(set(found)) < len(chain("UNAMID"))


def test_a_real_mandate_keeps_what_it_cites() -> None:
    paths = [*SHARED.rglob("*S_RES_2446*.xml"), *SHARED.rglob("*S_RES_2387*.xml")]
    if len(paths) < 2:
        pytest.skip("the corpus is not beside the repository")
    documents = {found.symbol: found for found in map(read, paths) if found.language == "en"}
    texts = Texts(documents.get)
    assert kept("MINUSCA", "S/RES/2446 (2018)", texts) == (Kept("OP1", "S/RES/2387 (2017)", ""),)
    assert [(a.symbol, b.symbol) for a, b in successive("MINUSCA", texts)] == [
        ("S/RES/2387 (2017)", "S/RES/2446 (2018)")
    ]
    found = asked("MINUSCA", date(2018, 12, 1), texts)
    assert ("S/RES/2387 (2017)", "OP42(a)(iii)") in {(each.symbol, each.unit) for each in found.asked}
