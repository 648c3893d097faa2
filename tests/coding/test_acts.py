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
        ("Decides to terminate UNMEE's mandate effective on 31 July 2019;", [("UNMEE", "ended", "", "2019-07-31")]),
        # A day that belongs to what comes later.
        ("Decides to extend the mandate of UNMIL until 30 June 2019 and to withdraw it from 30 June 2019;",
         [("UNMIL", "extended", "2019-06-30", "")]),
        ("Decides to extend the mandate of UNMIL for six months, with a view to a last period until 20 May 2020;",
         [("UNMIL", "extended", "6 months", "")]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The number behind the name of the component.
        ("Decides that MINUSTAH consists of up to 7,340 troops and a police component of up to 3,241;", (7340, None, 3241, None)),
        ("Decides that the strength of UNOCI's police component shall remain at 1,350 personnel;", (None, None, 1350, None)),
        ("Decides to decrease UNMIL's military strength from 3,590 to 1,240 military personnel by 30 June 2019;",
         (1240, None, None, None)),
        ("Decides to reduce UNMIL's 1,240 military personnel to a ceiling of 434;", (434, None, None, None)),
        ("Decides that MINURCAT shall be reduced to 2,200 military personnel and 25 military liaison officers;",
         (2200, 25, None, None)),
        # The new sum behind what is added.
        ("Authorizes an increase of 850 soldiers in UNOCI and of its police up to a ceiling of 725 police officers;",
         (None, None, 725, None)),
        # Parts of what is added, the least, those who are lent: no ceilings.
        ("Authorizes an increase in MONUC's strength by 5,900, including up to 341 police personnel;", None),
        ("Decides to increase the force of UNMIT by up to 140 police personnel;", None),
        ("Authorizes AMISOM to deploy up to 19,626 personnel, inclusive of a minimum of 1,040 police personnel;", None),
        ("Decides to redeploy up to 50 military observers from ONUB to MONUC;", None),
    ],
)  # fmt: skip
def test_what_is_a_ceiling(text: str, expected: tuple[int | None, ...] | None) -> None:
    units = (Unit("OP1", "operative", text),)
    source = Source("", "", "")
    document = Document("S/RES/9001 (2019)", "resolution", "Security Council", "2019-01-31", "en", "", source, units)  # fmt: skip
    counts = [
        (act.military, act.observers, act.police, act.formed_police)
        for act in acts(document)
        if act.act == "strength"
    ]
    assert counts == ([expected] if expected else [])
