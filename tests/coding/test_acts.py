"""Acts on mandates, in short sentences of our own and as positions in real texts."""

from __future__ import annotations

import pytest

from windhoek.coding.mandates import acts
from windhoek.document import Document, Source, Unit


def found(*texts: str, title: str = "") -> list[tuple[str, str, str, str]]:
    units = tuple(Unit(f"OP{at}", "operative", text) for at, text in enumerate(texts, start=1))
    document = Document(
        "S/RES/9001 (2019)",
        "resolution",
        "Security Council",
        "2019-01-31",
        "en",
        title,
        Source("", "", ""),
        units,
    )
    return [(act.mission, act.act, act.until or act.period, act.since) for act in acts(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decides to extend the mandate of UNMIL until 30 June 2019;", [("UNMIL", "extended", "2019-06-30", "")]),
        ("Decides that the mandate of UNMIL shall be extended until 30 June 2019;", [("UNMIL", "extended", "2019-06-30", "")]),
        ("Decides to extend until 30 June 2019 the mandate of UNMIL;", [("UNMIL", "extended", "2019-06-30", "")]),
        ("Decides to renew the mandate of UNDOF for a period of six months;", [("UNDOF", "extended", "6 months", "")]),
        ("Decides to establish the United Nations Mission in Liberia (UNMIL) for 12 months from 1 May 2019;",
         [("UNMIL", "established", "12 months", "2019-05-01")]),
        ("Decides to extend the mandate of UNAMA for another period of 12 months from the date of this resolution;",
         [("UNAMA", "extended", "12 months", "2019-01-31")]),
        ("Decides to extend UNAMA for six months from the date of the adoption of the present resolution;",
         [("UNAMA", "extended", "6 months", "2019-01-31")]),
        ("Decides to extend, until 31 October 2019, UNMIL's mandate and tasks in Liberia;",
         [("UNMIL", "extended", "2019-10-31", "")]),
        ("Decides that MONUC shall, as from 1 July 2019, bear the title of MONUSCO;",
         [("MONUSCO", "established", "", "2019-07-01")]),
        ("Decides to terminate the mandate of UNAMID as of 31 December 2019;", [("UNAMID", "ended", "", "2019-12-31")]),
        # Something else is extended, or nobody decides.
        ("Decides to extend the mandate of the Panel of Experts on Liberia until 30 June 2019, and thanks UNMIL;", []),
        ("Decides to extend the authorization given to the forces that support UNMIL until 30 June 2019;", []),
        ("Welcomes the extension of the mandate of UNMIL until 30 June 2019;", []),
        ("Requests UNMIL to extend its patrols until 30 June 2019;", []),
    ],
)  # fmt: skip
def test_terms(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert found(text) == expected


def test_the_mission_of_the_document_where_none_is_named() -> None:
    assert found(
        "Welcomes the report on UNIFIL;", "Decides to extend the present mandate until 31 July 2019;"
    ) == [("UNIFIL", "extended", "2019-07-31", "")]


def test_a_part_of_what_is_decided() -> None:
    parts = (
        Unit("OP1", "operative", "Decides:"),
        Unit("OP1(a)", "operative", "To ask for restraint;"),
        Unit("OP1(b)", "operative", "To renew the mandate of UNDOF until 31 May 2019;"),
        Unit("OP2", "operative", "Requests the Force:"),
        Unit("OP2(a)", "operative", "To renew the mandate of UNIFIL until 31 May 2019;"),
    )
    document = Document(
        "S/RES/9001 (2019)",
        "resolution",
        "Security Council",
        "2019-01-31",
        "en",
        "",
        Source("", "", ""),
        parts,
    )
    assert [(act.unit, act.mission, act.until) for act in acts(document)] == [
        ("OP1(b)", "UNDOF", "2019-05-31")
    ]


def test_ceilings() -> None:
    text = "Decides that UNMIL shall consist of up to 9,000 military personnel, 120 military observers and 600 police officers;"
    unit = Unit("OP1", "operative", text)
    document = Document(
        "S/RES/9001 (2019)",
        "resolution",
        "Security Council",
        "2019-01-31",
        "en",
        "",
        Source("", "", ""),
        (unit,),
    )
    (act,) = acts(document)
    assert (act.military, act.observers, act.police, act.formed_police) == (9000, 120, 600, None)
    assert text[act.start : act.end].startswith("9,000 military")


def test_a_number_that_is_added_is_no_ceiling() -> None:
    assert found("Decides to deploy an additional 2,000 military personnel to UNMIL;") == []
