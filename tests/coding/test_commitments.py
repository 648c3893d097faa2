"""Commitments: each rule on a sentence of our own, the real resolution 1325, and whatever text may come."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windhoek.coding.addressee_tables import ADDRESSEES, tables
from windhoek.coding.codebook_files import SHIPPED, CodebookError, files
from windhoek.coding.commitments import addressees, commitments, setting
from windhoek.coding.lexicon import fold
from windhoek.document import Commitment, Document, Source, Unit
from windhoek.reading import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
RESOLUTION_1325 = CORPUS / "sc-resolutions" / "Pre-2020" / "2000" / "S_RES_1325_N0072018.xml"
ABOUT = "The situation in Liberia, the work of UNMIL and the Government of Liberia. " * 3


def document(*texts: str, title: str = "") -> Document:
    units = [Unit(f"PP{n}", "preambular", text) for n, text in enumerate(texts, 1)]
    return Document(
        "S/RES/9999 (2030)", "resolution", "SC", "2030", "en", title, Source("", "", ""), tuple(units)
    )


def of(text: str, *lead_ins: str, about: str = ABOUT) -> tuple[Commitment, ...]:
    above = [Unit(f"OP{n}", "operative", lead_in) for n, lead_in in enumerate(lead_ins, 1)]
    unit = Unit("OP1(a)", "part" if lead_ins else "operative", text)
    return commitments(unit, setting(document(about)), above)


def pairs(text: str, *lead_ins: str, about: str = ABOUT) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.verb, found.addressees) for found in of(text, *lead_ins, about=about)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Several verbs in one unit, with what stands before a verb.
        (
            "Requests the Secretary-General to name an adviser, urges Member States to pay for her, and further "
            "requests the Panel of Experts to report on it;",
            ["requests secretary-general", "urges member-states", "requests un-system"],
        ),
        (
            "Welcomes the plan, and in this regard calls once again upon UNMIL to carry it out;",
            ["calls upon mission:UNMIL"],
        ),
        ("Notes the delay but encourages the parties to talk;", ["encourages parties-to-conflict"]),
        (
            "Strongly urges, in this respect, the African Union to lend a hand;",
            ["urges regional-organizations"],
        ),
        # Verbs joined by "and" share whom they address.
        (
            "Requests and authorizes the Secretary-General to proceed;",
            ["requests secretary-general", "authorizes secretary-general"],
        ),
        # Several addressees of one verb; those named in an aside are not asked.
        (
            "Calls upon all parties and the Government of Liberia, with the support of UNMIL and the United "
            "Nations, to release the girls;",
            ["calls upon parties-to-conflict host-state"],
        ),
        (
            "Urges troop- and police-contributing countries, as appropriate, and the Secretary-General to train them;",
            ["urges troop-and-police-contributors secretary-general"],
        ),
        ("Requests the Special Representative of the Secretary-General to visit;", ["requests un-system"]),
        # Infinitives and participles open nothing.
        (
            "Encourages Member States to do so, including by strengthening courts and urging donors to give;",
            ["encourages member-states"],
        ),
        # Statements are none, save the need for somebody to act.
        ("Recalls its resolution, welcomes the report and condemns the attack;", []),
        (
            "Stresses the importance of the talks and underlines the urgent need for the parties to resume them;",
            ["underlines parties-to-conflict"],
        ),
        ("Emphasizes the need to resume the talks;", []),
        ("Emphasizes the need for joint action between the United Nations and others to help;", []),
        ("Reiterates its call upon all States to pay;", ["reiterates member-states"]),
        ("Reiterates its demand that the armed groups lay down their weapons;", ["reiterates parties-to-conflict"]),
        # The Council about itself, and what it decides about others.
        ("Expresses its intention to consider the matter;", ["expresses security-council"]),
        ("Decides to remain seized of the matter.", ["decides security-council"]),
        ("Decides to extend the mandate of UNMIL until 30 June 2031;", ["decides mission:UNMIL"]),
        ("Decides, for a further period of a year, to review its measures;", ["decides security-council"]),
        ("Decides that all States shall seize such goods;", ["decides member-states"]),
        ("Decides that the measures shall not apply to food;", ["decides "]),
        ("Demands that all parties stop, and that the Government hold trials;", ["demands parties-to-conflict host-state"]),
        ("Requests that, after a talk with others, the Committee decide;", ["requests sanctions-committee"]),
        # What the document makes clear.
        ("Requests the Mission to report, and encourages it to travel;", ["requests mission:UNMIL", "encourages mission:UNMIL"]),
        ("Decides that its mandate shall end and that of the Mission shall begin;", ["decides "]),
        ("Urges the Liberian authorities to hold elections;", ["urges host-state"]),
        ("Urges the Government of Ghana to open the border;", ["urges member-states"]),
        ("Invites the Secretary-General to begin, and invites him to report;", ["invites secretary-general"] * 2),
        ("Commends the efforts of donors and encourages them to go on;", ["encourages donors"]),
        # A thing asked by a noun.
        ("Requests enhanced reporting by UNMIL to the Council on this;", ["requests mission:UNMIL"]),
        ("Encourages cooperation between UNMIL and the African Union;", ["encourages mission:UNMIL regional-organizations"]),
        ("Encourages dialogue with civil society;", ["encourages "]),
        ("Calls for an end to the siege;", ["calls for "]),
        ("Calls for UNMIL to help;", ["calls for mission:UNMIL"]),
        ("Calls, in this regard, upon the parties to talk;", ["calls upon parties-to-conflict"]),
        ("Urges further efforts in the camps held by UNMIL;", ["urges "]),
        # One verb, two who are asked different things.
        (
            "Requests UNMIL to count them, and the Secretary-General to report on it;",
            ["requests mission:UNMIL", "requests secretary-general"],
        ),
        (
            "Requests UNMIL to help the police, and the courts to sit;",
            ["requests mission:UNMIL"],
        ),
        ("Requests UNMIL to help the courts, and the parties to talk;", ["requests mission:UNMIL"]),
        ("Requests UNMIL to work with donors, IOM, and the parties to plan;", ["requests mission:UNMIL"]),
        ("Requests UNMIL to count the women, and the parties, including by radio, to talk;", ["requests mission:UNMIL"]),
        ("Authorizes for a year from May the French forces to help, as agreed;", ["authorizes member-states"]),
        ("Requests UNMIL to assist donors, and the parties to talk;", ["requests mission:UNMIL"]),
        # Those who lead or speak for somebody are that body; those among whom others stand are asked too.
        ("Requests the Chairperson of the African Union to report;", ["requests regional-organizations"]),
        ("Urges all relevant actors, including UNMIL and donors, to help;", ["urges mission:UNMIL donors"]),
        ("Urges Member States, within their means, and the African Union to pay;", ["urges member-states regional-organizations"]),
        ("Urges Member States, with the help of UNMIL, and the African Union to pay;", ["urges member-states"]),
        ("Requests UNMIL, within its means, donors, and the parties to act;", ["requests mission:UNMIL donors parties-to-conflict"]),
        ("Urges Member States, including Ghana, and other warring parties to act;", ["urges member-states parties-to-conflict"]),
        ("Requests UNMIL, working with new, regional organizations to act;", ["requests mission:UNMIL"]),
        # What countries' names make of other words.
        ("Demands that all Liberian parties cease fire;", ["demands parties-to-conflict"]),
        ("Urges Liberian political actors to talk;", ["urges host-state"]),
        ("Urges political actors to talk;", ["urges host-state"]),
        ("Urges Member States and other interested parties to act;", ["urges member-states"]),
        # Things asked of somebody named late, in the passive, or in a row of their own.
        ("Requests measures to be taken, inter alia, by donors to help;", ["requests donors"]),
        ("Calls for an end to violence and for the parties to talk;", ["calls for parties-to-conflict"]),
        (
            "Encourages UNMIL to pursue the plan, the Peacebuilding Commission to follow it, and donors to pay;",
            ["encourages mission:UNMIL", "encourages un-system", "encourages donors"],
        ),
        ("Requests that in the first phase of its work UNMIL see to roads;", ["requests mission:UNMIL"]),
        ("Decides to authorize the Secretary-General to move troops;", ["decides secretary-general"]),
        ("Decides, in the event that talks fail, that it shall act;", ["decides security-council"]),
        ("Decides that, working with the parties, UNMIL should leave;", ["decides mission:UNMIL"]),
        ("Decides to increase the size of UNMIL;", ["decides security-council"]),
        ("Reiterates that it is fully prepared to act;", ["reiterates security-council"]),
        ("Reiterates in the strongest terms the need for all parties to talk;", ["reiterates parties-to-conflict"]),
        ("Stresses the weight of trust and the need for donors to pay;", ["stresses donors"]),
        ("Reiterates its requests, made in paragraph 2 of its last resolution, that UNMIL act;", ["reiterates mission:UNMIL"]),
        ("Authorizes the deployment within UNMIL of 200 troops;", ["authorizes mission:UNMIL"]),
        ("Calls for the full cooperation of all parties;", ["calls for parties-to-conflict"]),
        ("Urges each of the Governments of Liberia, Ghana and Guinea to talk;", ["urges host-state member-states"]),
        ("Requests the United Nations in Ghana and Guinea, donors and UNMIL to talk;", ["requests un-system donors mission:UNMIL"]),
        ("Encourages UNMIL and other actors, including donors, to talk;", ["encourages mission:UNMIL donors"]),
        ("Requests in 30 days a report from the Secretariat;", ["requests un-system"]),
        ("Reiterates its call for calm in Liberia. The Council of Elders met;", ["reiterates "]),
        ("Supports the efforts of the Secretary-General and his envoy to talk;", []),
        ("Supports the Secretary-General's wish to talk;", []),
        ("Supports and encourages efforts to talk;", ["encourages "]),
        ("Requires any State that finds arms to report;", ["requires member-states"]),
        ("Notes the work of UNMIL, and requests it, where possible, to go on;", ["requests mission:UNMIL"]),
        # A verb misprinted at the beginning of a paragraph.
        ("Also request the Secretary-General to report;", ["requests secretary-general"]),
        ("Call upon the parties to talk, and urges donors to pay;", ["calls upon parties-to-conflict", "urges donors"]),
        ("Urges the authorities of neighbouring countries to talk;", ["urges member-states"]),
        ("Urges the armed forces of Ghana to leave;", ["urges member-states"]),
        ("Calls for work between UNMIL, the country team in Liberia and donors;", ["calls for mission:UNMIL un-system donors"]),
        # Nouns in a row, short forms in brackets, parts of words, and verbs without "to".
        ("Urges AU Member States to pay;", ["urges member-states"]),
        ("Urges States parties to the Convention to pay;", ["urges member-states"]),
        ("Requests the European Union operation to leave;", ["requests regional-organizations"]),
        ("Requests the United Nations Office for Examples (UNMIL) to act;", ["requests mission:UNMIL"]),
        ("Urges member States of the Example Union (ECOWAS) to act;", ["urges member-states"]),
        ("Urges UNMIL and the Example Front for Women (M23) to act;", ["urges mission:UNMIL parties-to-conflict"]),
        ("Requests AU-led and non-United Nations forces to act;", ["requests "]),
        ("Requests UNMIL support the Government in its plan to act;", ["requests mission:UNMIL"]),
        ("Urges the signatories to it to act;", ["urges parties-to-conflict"]),
        # More that the Council says about itself, and what only looks like it.
        ("Affirms that it shall keep the matter under review;", ["affirms security-council"]),
        ("Remains seized of the matter.", ["remains security-council"]),
        ("Remains concerned by the matter.", []),
        ("The Security Council notes the report. The Council will follow the matter.", ["will security-council"]),
        ("Decides to renew the measures on the import of arms by all States;", ["decides security-council"]),
        ("Decides to extend the authorization of Member States until May;", ["decides member-states"]),
        ("Reiterates its decision that all States shall pay;", ["reiterates member-states"]),
        ("Recalls its decision that all States shall pay;", []),
        ("Supports the efforts of UNMIL to protect women;", []),
        ("Supports UNMIL to protect women;", ["supports mission:UNMIL"]),
        ("Decides that the ban shall not apply to goods sent by UNMIL;", ["decides "]),
        ("Decides that a report shall be sent by UNMIL;", ["decides mission:UNMIL"]),
        # Nouns and relative clauses that look like verbs.
        ("Urges UNMIL to give shelter, orders of protection and help;", ["urges mission:UNMIL"]),
        ("Takes note of the report, and requests for help made in it;", []),
        ("Recalls the office which advises women and encourages girls;", []),
    ],
)  # fmt: skip
def test_the_commitments_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [f"{verb} {' '.join(whom)}" for verb, whom in pairs(text)] == expected


def test_the_words_of_a_commitment_can_be_pointed_at() -> None:
    text = "Welcomes the plan, further requests the Secretary-General, within a year, to appoint advisers;"
    (found,) = of(text)
    assert (found.verb, found.strength, found.action) == ("requests", "request", "to appoint advisers")
    assert text[found.start : found.end] == (
        "requests the Secretary-General, within a year, to appoint advisers"
    )


def words(text: str, found: Commitment) -> tuple[str, list[str], str]:
    """The words at the places of the verb, of those addressed and of the action."""
    verb, action = found.verb_at, found.action_at
    return (
        text[slice(*verb)] if verb else "",
        [text[slice(*place)] for place in found.addressees_at],
        text[slice(*action)] if action else "",
    )


@pytest.mark.parametrize(
    ("text", "lead_ins", "expected"),
    [
        (
            "Requests the Secretary-General and UNMIL, as appropriate, to act,",
            [],
            [("Requests", ["Secretary-General", "UNMIL"], "to act")],
        ),
        (
            "Urges Liberian authorities and the Government of Ghana to act, and calls on them to pay;",
            [],
            [
                ("Urges", ["Liberian authorities", "Government of Ghana"], "to act"),
                ("calls on", ["them"], "to pay"),
            ],
        ),
        (
            "Requests and authorizes UNMIL to act;",
            [],
            [("Requests", ["UNMIL"], "to act"), ("authorizes", ["UNMIL"], "to act")],
        ),
        (
            "Requests UNMIL to act, and donors, within a year, to pay;",
            [],
            [("Requests", ["UNMIL"], "to act"), ("Requests", ["donors"], "to pay")],
        ),
        ("Decides to remain seized;", [], [("Decides", [], "to remain seized")]),
        ("The Council will act.", [], [("will", [], "act")]),
        (
            "Demands that, once more, all sides act;",
            [],
            [("Demands", ["all sides"], "once more, all sides act")],
        ),
        ("Encourages all actors, including donors, to act;", [], [("Encourages", ["donors"], "to act")]),
        ("To act;", ["Requests UNMIL to do this:"], [("", [], "To act")]),
        ("Donors to act;", ["Requests the following:"], [("", ["Donors"], "Donors to act")]),
    ],
)
def test_the_pieces_of_a_commitment_have_their_places(
    text: str, lead_ins: list[str], expected: list[tuple[str, list[str], str]]
) -> None:
    assert [words(text, found) for found in of(text, *lead_ins)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Urges the Government to act;", ("Liberia",)),
        ("Urges the Liberian authorities and the Government of Ghana to act;", ("Liberia", "Ghana")),
        ("Urges the Governments of Ghana and of Guinea to act;", ("Ghana", "Guinea")),
        ("Urges donors to act;", ()),
    ],
)
def test_governments_have_their_country(text: str, expected: tuple[str, ...]) -> None:
    (found,) = of(text)
    assert found.countries == expected


def test_a_part_has_the_country_of_its_lead_in() -> None:
    (found,) = of("To act;", "Urges the Government to do this:")
    assert (found.addressees, found.countries) == (("host-state",), ("Liberia",))


def test_the_government_of_two_countries_is_nobody_in_particular() -> None:
    (found,) = of("Urges the Government to act;", about="Liberia and Guinea. " * 5)
    assert (found.addressees, found.countries) == (("host-state",), ())


def test_the_general_assembly_does_not_bind_the_council() -> None:
    assembly = replace(document(ABOUT), body="General Assembly")
    unit = Unit("OP1", "operative", "Decides to meet again;")
    (found,) = commitments(unit, setting(assembly))
    assert found.addressees == ("un-system",)


def test_an_action_ends_with_its_sentence() -> None:
    (found,) = of("The Security Council urges the parties to stop. Nobody has yet done so.")
    assert found.action == "to stop"


@pytest.mark.parametrize(
    ("text", "lead_ins", "expected"),
    [
        ("To protect women;", ["Decides that the mandate of UNMIL shall include:"], [("decides", ("mission:UNMIL",))]),
        (
            "To protect women, and requests the Secretary-General to report;",
            ["Protection", "Welcomes the report and authorizes UNMIL to do the following:"],
            [("authorizes", ("mission:UNMIL",)), ("requests", ("secretary-general",))],
        ),
        ("Urges donors to pay;", ["Decides that UNMIL shall:"], [("urges", ("donors",))]),
        # Lead-ins whose last verb is not the one that the parts belong to.
        (
            "Protect women;",
            ["Decides that the mandate of UNMIL shall include the following tasks, and stresses that safety comes first:"],
            [("decides", ("mission:UNMIL",))],
        ),
        (
            "a report on women;",
            ["Requests the Panel of Experts to provide: and urges donors to help it;"],
            [("requests", ("un-system",))],
        ),
        (
            "to find arms;",
            [
                "Decides to extend the mandate of the Monitoring Group, expresses its intention to meet, and requests the "
                "Secretary-General to appoint its members, this mandate being as follows:"
            ],
            [("decides", ("un-system",))],
        ),
        ("Work goes on;", ["Requests UNMIL to do the following, and recalls that rules apply to:"], []),
        ("a note by May;", ["from the Panel of Experts:", "Requests the following reports:"], [("requests", ("un-system",))]),
        ("To renew the measures on travel;", ["Decides for a year:"], [("decides", ("security-council",))]),
        ("Request donors to pay;", ["Decides that UNMIL shall:"], [("decides", ("mission:UNMIL",))]),
        ("Member States to pay;", ["Calls upon:"], [("calls upon", ("member-states",))]),
        (
            "To protect women;",
            ["Decides that, to support the parties, UNMIL shall do the following:"],
            [("decides", ("mission:UNMIL",))],
        ),
        (
            "Train courts;",
            ["Requests UNMIL to send experts, and recommends using funds at hand; to:"],
            [("requests", ("mission:UNMIL",))],
        ),
        ("Donors to pay;", ["Decides that such sums shall be paid:"], [("decides", ())]),
        ("All States shall pay;", ["Decides for a period of a year:"], [("decides", ("member-states",))]),
        ("All States in the region and beyond shall pay;", ["Decides that:"], [("decides", ("member-states",))]),
        (
            "Without delay and at any rate before the year ends all States shall pay;",
            ["Decides that:"],
            [("decides", ("member-states",))],
        ),
        ("Meet again;", ["Decides to:"], [("decides", ("security-council",))]),
        ("To protect women;", ["Requests UNMIL to help and underlines what it should do:"], []),
        ("To protect women;", ["Recalls these aims:"], []),
    ],
)  # fmt: skip
def test_parts_inherit_from_their_lead_in(
    text: str, lead_ins: list[str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert pairs(text, *lead_ins) == expected


def test_a_preambular_paragraph_commits_nobody() -> None:
    unit = Unit(
        "PP1", "preambular", "Urging Member States to pay, and requests the Secretary-General to write,"
    )
    assert commitments(unit, setting(document(unit.text))) == ()


@pytest.mark.parametrize(
    ("about", "text", "expected"),
    [
        (
            "The United Nations Assistance Mission in Examplia (UNAMEX) began.",
            "Requests UNAMEX to end;",
            ("mission:UNAMEX",),
        ),
        ("Recalling the Federal Government of Examplia (FGE),", "Urges the FGE to reform;", ("host-state",)),
        (
            "The Special Adviser visited MINUSCA and UNMISS; UNMISS went on.",
            "Requests the Mission to go on;",
            ("mission:UNMISS",),
        ),
        ("Women everywhere,", "Urges national authorities to listen;", ("member-states",)),
        ("Women everywhere,", "Urges the Mission to listen;", ()),
        (
            "Liberia and its neighbours. Liberia,",
            "Urges the Government of Liberia to listen;",
            ("host-state",),
        ),
        ("Liberia and Ghana and Guinea,", "Urges the Government of Liberia to listen;", ("member-states",)),
        (
            "The United Nations Multidimensional Integrated Stabilization Mission in Mali,",
            "Requests the United Nations Multidimensional Integrated Stabilization Mission in Mali to listen;",
            ("mission:MINUSMA",),
        ),
    ],
)
def test_the_document_says_who_is_meant(about: str, text: str, expected: tuple[str, ...]) -> None:
    assert addressees(of(text, about=about)) == expected


def test_the_addressees_of_a_unit_are_those_of_all_its_commitments() -> None:
    found = of("Requests UNMIL to act, urges donors to pay and requests UNMIL to report;")
    assert addressees(found) == ("mission:UNMIL", "donors")


@pytest.mark.skipif(not RESOLUTION_1325.exists(), reason="the corpus is not beside the repository")
def test_resolution_1325() -> None:
    resolution = read(RESOLUTION_1325)
    where = setting(resolution)
    found = {
        unit.label: [(c.verb, *c.addressees) for c in commitments(unit, where)] for unit in resolution.units
    }
    assert found["PP1"] == []
    assert found["OP1"] == [("urges", "member-states")]
    assert found["OP3"] == [("urges", "secretary-general"), ("calls on", "member-states")]
    assert found["OP5"] == [("expresses", "security-council"), ("urges", "secretary-general")]
    assert found["OP6"] == [
        ("requests", "secretary-general"),
        ("invites", "member-states"),
        ("requests", "secretary-general"),
    ]
    assert found["OP9"] == [("calls upon", "parties-to-conflict")]
    assert (
        found["OP11"] == []
    )  # "emphasizes the responsibility" asks for nothing by section 0 of the codebook
    assert found["OP18"] == [("decides", "security-council")]


@pytest.mark.skipif(not RESOLUTION_1325.exists(), reason="the corpus is not beside the repository")
@pytest.mark.parametrize("name", ["2000/S_RES_1325_N0072018.xml", "2009/S_RES_1888_N0953446.xml"])
def test_places_hold_what_they_say(name: str) -> None:
    resolution = read(CORPUS / "sc-resolutions" / "Pre-2020" / name)
    names = tables(files()).actors
    where, units = setting(resolution), {unit.label: unit for unit in resolution.units}
    seen = 0
    for unit in resolution.units:
        above = [units[unit.parent]] if unit.parent else []
        for found in commitments(unit, where, above):
            verb, whom, action = words(unit.text, found)
            assert action == found.action
            assert verb.lower().startswith(found.verb.split()[0]) or (unit.parent and not verb)
            assert all(any(name in fold(each) for name in names) for each in whom)
            assert bool(whom) == bool(set(found.addressees) - {"security-council"}) or not verb
            seen += len(whom)
    assert seen > 15


WORDS = """Requests urges calls upon decides that to shall the Secretary-General Member States and , ; . : UNMIL it them
    by of need for stresses expresses its intention Liberia Government “ ” ( ) in İ ’s 10 mandate"""


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)),
    st.booleans(),
)
def test_any_text_gives_spans_inside_it(text: str, is_part: bool) -> None:
    found = of(text, *(["Requests UNMIL to:"] if is_part else []))
    codes = {*ADDRESSEES, "mission:UNMIL"}
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert each.action_at and each.action == text[slice(*each.action_at)]
        places = [each.action_at, *each.addressees_at, *([each.verb_at] if each.verb_at else [])]
        assert all(each.start <= start < end <= each.end for start, end in places)
        assert set(each.addressees) <= codes
    assert sorted(found, key=lambda each: each.start) == list(found)


def test_a_very_long_chain_of_verbs_is_no_trouble() -> None:
    assert len(of("requests and " * 3000 + "urges donors to pay;")) == 3001


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("addressees/en.csv", "nobody,x,example,x", "no such addressee"),
        ("addressees/en.csv", "donors,x,member states,x", "stands already"),
        ("commitments/en.csv", "verb,example,x", "kind is one of"),
        ("missions.csv", "UNEX,United Nations Example,,", "source must be given"),
    ],
)
def test_a_mistake_in_a_table_is_reported_with_its_line(
    tmp_path: Path, name: str, line: str, reason: str
) -> None:
    path = Path(shutil.copytree(SHIPPED, tmp_path / "codebook")) / name
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(CodebookError, match=reason) as caught:
        tables(files(tmp_path / "codebook"))
    assert caught.value.path == path
    assert caught.value.line == path.read_text("utf-8").count("\n")
