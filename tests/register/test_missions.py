"""The table of missions: who was in force on a day, led by whom; and that names and acts stand where it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from test_register_commands import Run, run  # noqa: F401

from windhoek import register
from windhoek.reading import read
from windhoek.register.missions import (
    OTHER,
    PEACEKEEPING,
    POLITICAL,
    certain,
    in_force,
    led_by,
    undated,
)
from windhoek.register.read import Row

SHARED = Path(__file__).parents[2] / "../shared"
CORPUS = SHARED / "corpus"
MAY_2013 = date(2013, 5, 31)
OPERATIONS_IN_MAY_2013 = {
    *("MINURSO", "MINUSMA", "MINUSTAH", "MONUSCO", "UNAMID", "UNDOF", "UNFICYP", "UNIFIL"),
    *("UNISFA", "UNMIK", "UNMIL", "UNMISS", "UNMOGIP", "UNOCI", "UNTSO"),
}
FOLDERS = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}


def mission(acronym: str) -> Row:
    return next(row for row in register.rows("missions") if row["acronym"] == acronym)


def acronyms(rows: tuple[Row, ...]) -> set[str]:
    return {row["acronym"] for row in rows}


def test_fifteen_operations_and_one_political_mission_led_by_dpko_in_may_2013() -> None:
    assert acronyms(in_force(MAY_2013, PEACEKEEPING)) == OPERATIONS_IN_MAY_2013
    assert acronyms(in_force(MAY_2013, PEACEKEEPING, "DPKO")) == OPERATIONS_IN_MAY_2013
    assert acronyms(in_force(MAY_2013, POLITICAL, "DPKO")) == {"UNAMA"}
    assert not in_force(MAY_2013, OTHER, "DPKO")
    assert all(certain(row, MAY_2013) for row in in_force(MAY_2013, department="DPKO"))


def test_as_many_operations_as_dpko_counted() -> None:
    # Its fact sheet of 31 December 2013: 68 since 1948, 15 in force.
    known = [row for row in register.rows("missions") if row["kind"] == PEACEKEEPING]
    assert sum(row["start"] <= "2013-12-31" for row in known) == 68
    assert len(in_force(date(2013, 12, 31), PEACEKEEPING)) == 15


@pytest.mark.parametrize(
    ("day", "acronym", "there"),
    [
        ("2010-06-30", "MONUC", True),
        ("2010-06-30", "MONUSCO", False),
        ("2010-07-01", "MONUC", False),
        ("2010-07-01", "MONUSCO", True),
        ("2011-07-09", "UNMISS", True),
        ("2011-07-08", "UNMISS", False),
        ("2018-03-30", "UNMIL", True),
        ("2018-03-31", "UNMIL", False),
        ("1948-05-28", "UNTSO", False),
        # Known to the month.
        ("1994-12-31", "ONUMOZ", True),
        ("1995-01-01", "ONUMOZ", False),
        ("1992-12-01", "ONUMOZ", True),
        ("1992-11-30", "ONUMOZ", False),
    ],
)
def test_first_and_last_day_count(day: str, acronym: str, *, there: bool) -> None:
    assert (acronym in acronyms(in_force(date.fromisoformat(day)))) is there


def test_doubt_is_told() -> None:
    onumoz = mission("ONUMOZ")
    assert not certain(onumoz, date(1992, 12, 15))
    assert certain(onumoz, date(1993, 1, 1))
    assert not certain(onumoz, date(1994, 12, 15))
    # Its first day is not known, its last is.
    assert "AMIS" in acronyms(undated(date(2006, 1, 1)))
    assert "AMIS" not in acronyms(in_force(date(2006, 1, 1)))
    assert not undated(MAY_2013)


def test_departments_by_the_name_of_the_day() -> None:
    assert led_by(mission("UNAMA"), MAY_2013) == "DPKO"
    assert led_by(mission("UNAMA"), date(2024, 1, 1)) == "DPPA"
    assert led_by(mission("UNMIL"), MAY_2013) == "DPKO"
    assert led_by(mission("UNIFIL"), date(2018, 12, 31)) == "DPKO"
    assert led_by(mission("UNIFIL"), date(2019, 1, 1)) == "DPO"
    assert led_by(mission("UNSMIL"), MAY_2013) == "DPA"
    assert led_by(mission("AMISOM"), MAY_2013) == ""
    assert in_force(MAY_2013, department="DPO") == in_force(MAY_2013, department="DPKO")


def test_every_mission_that_a_table_names_is_known() -> None:
    known = {row["acronym"] for row in register.rows("missions")}
    for table in register.tables():
        column = register.schema(table).mission
        if not column:
            continue
        named = set()
        for row in register.rows(table):
            named |= set(row[column]) if isinstance(row[column], tuple) else {row[column]}
        assert named - {None} <= known, table


def test_who_follows_is_known_and_does_not_begin_before() -> None:
    by_acronym = {row["acronym"]: row for row in register.rows("missions")}
    for row in by_acronym.values():
        for before in row["follows"]:
            first, second = by_acronym[before], row
            if first["start"] and second["start"]:
                assert first["start"] <= second["start"], (before, row["acronym"])


def test_hosts_are_codes_of_countries() -> None:
    for row in register.rows("missions"):
        assert list(row["hosts"]) == sorted(set(row["hosts"]))
        assert all(re.fullmatch("[A-Z]{3}", host) for host in row["hosts"]), row["acronym"]


def test_open_end_and_unknown_end_are_told_apart() -> None:
    for row in register.rows("missions"):
        assert row["ended"] or not row["end"], row["acronym"]
        assert not row["ended_by"] or row["ended"], row["acronym"]
        assert row["established_by"] or not row["established_at"], row["acronym"]
        assert bool(row["led_before"]) == bool(row["led_before_until"]), row["acronym"]


def test_acts_that_ended_a_mission_do_not_come_after_its_end() -> None:
    adopted = {row["symbol"]: row["date"].isoformat() for row in register.rows("resolutions")}
    for row in register.rows("missions"):
        if row["ended_by"] in adopted:
            assert adopted[row["ended_by"]][: len(row["end"] or "")] <= (row["end"] or ""), row["acronym"]
        if row["established_by"] in adopted:
            assert adopted[row["established_by"]] <= (row["start"] + "-31")[:10], row["acronym"]


def test_six_languages() -> None:
    named: dict[str, set[str]] = {}
    for row in register.rows("mission-names"):
        if row["use"] == "official":
            named.setdefault(row["mission"], set()).add(row["language"])
    whole = {acronym for acronym, languages in named.items() if languages == set(FOLDERS) - {"en"}}
    assert {"UNAMA", "MONUSCO", "MINUSCA", "UNMISS", "UNIFIL", "UNDOF", "UNFICYP", "UNISFA", "UNMIK"} <= whole


# The texts themselves.

needs_texts = pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents in ../shared are not here")


def files(symbol: str, language: str) -> Iterator[Path]:
    """The files of a document in a language; the record names files in several ways."""
    found = re.fullmatch(r"(S/RES|S/PRST|A/RES)/(?:(\d{2,4})/)?(\d+)(?: \((\d{4})\))?", symbol)
    assert found, symbol
    series, session, number, year = found.groups()
    folder = FOLDERS[language]
    for place in {
        "S/RES": (f"sc-resolutions/{year}/{folder}", f"sc-resolutions/Pre-2020/{year}"),
        "S/PRST": (f"sc-presidential-statements/{session}",),
        "A/RES": (f"ga-resolutions/{session}session/{folder}",),
    }[series]:
        yield from CORPUS.glob(f"{place}/*_{number}[!0-9]*.xml")


def unit(symbol: str, label: str, language: str) -> str | None:
    """The text of a paragraph; None where there is no file of the document in that language."""
    documents = [read(path) for path in files(symbol, language)]
    for document in documents:
        if document.language == language and document.symbol == symbol:
            return next((each.text for each in document.units if each.label == label), "")
    return None


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("\u00a0", " ")).lower()


def stands(name: str, text: str, language: str) -> bool:
    """Whether a name stands in a text, in Russian in any case."""
    if language != "ru":
        return plain(name) in plain(text)
    stems = [
        re.escape(word[:-3] if len(word) > 5 else word[: max(len(word) - 2, 1)])
        for word in plain(name).split()
    ]
    return bool(re.search(r"\w*\s+".join(stems), plain(text)))


@needs_texts
def test_names_stand_in_the_paragraphs_that_they_are_taken_from() -> None:
    read_in = 0
    for row in register.rows("mission-names"):
        if row["unit"]:
            text = unit(row["symbol"], row["unit"], row["language"])
            assert text, f"{register.identifier('mission-names', row)}: {row['symbol']}, {row['unit']}"
            assert not row["name"] or stands(row["name"], text, row["language"]), row
            assert not row["acronym"] or row["acronym"] in text, row
            read_in += 1
    assert read_in > 150


@needs_texts
def test_paragraphs_that_began_and_ended_a_mission_are_there() -> None:
    read_in = 0
    for row in register.rows("missions"):
        for act, label in (
            (row["established_by"], row["established_at"]),
            (row["ended_by"], row["ended_at"]),
        ):
            if label:
                assert unit(act, label, "en"), f"{row['acronym']}: {act}, {label}"
                read_in += 1
    assert read_in > 70


# The command.


def test_command_names_them_in_80_columns(run: Run) -> None:  # noqa: F811
    out = run("missions", "--on", "2013-05-31")
    assert max(map(len, out.splitlines())) <= 80
    assert "15 peacekeeping operations on 2013-05-31" in out
    first = out.split("special political missions")[0]
    assert {line.split()[0] for line in first.splitlines() if line.strip()} >= OPERATIONS_IN_MAY_2013
    led = run("missions", "--on", "2013-05-31", "--kind", "political", "--department", "DPKO")
    assert "1 special political mission on 2013-05-31" in led
    assert "UNAMA" in led


def test_command_for_programs(run: Run) -> None:  # noqa: F811
    found = json.loads(run("missions", "--on", "2013-05-31", "--department", "DPKO", "--json"))
    assert {row["acronym"] for row in found} == OPERATIONS_IN_MAY_2013 | {"UNAMA"}
    assert {row["led_by"] for row in found} == {"DPKO"}
    assert all(row["certain"] for row in found)


@pytest.mark.parametrize(
    "wrong", [("--on", "31.5.2013"), ("--kind", "secret"), ("--department", "NATO")], ids=lambda pair: pair[0]
)
def test_command_says_what_is_wrong(run: Run, wrong: tuple[str, str]) -> None:  # noqa: F811
    said = run("missions", *wrong, status=1)
    assert wrong[1] in said
    assert len(said.splitlines()) == 1


def test_command_where_there_was_none(run: Run) -> None:  # noqa: F811
    assert "None that we know of" in run("missions", "--on", "1940-01-01")
