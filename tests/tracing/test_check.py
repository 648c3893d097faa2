"""The citation check: what is found in a draft, what is flagged, and above all what is not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from windhoek.document import Document, Note, Source, Unit
from windhoek.reading import read, read_bytes
from windhoek.register.read import rows
from windhoek.tracing.check import Judged, check
from windhoek.tracing.drafts import Cited, cited
from windhoek.tracing.known import known, whole_paragraph
from windhoek.tracing.sentences import sentences

SHARED = Path(__file__).parents[2] / "../shared"
LABELS = Path(__file__).parents[2] / "benchmarks" / "labels"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the seeds and texts are in ../shared")


def draft(*paragraphs: str, language: str = "en") -> Document:
    units = tuple(Unit(f"¶{at}", "paragraph", text) for at, text in enumerate(paragraphs, start=1))
    return Document("", "document", "", "", language, "", Source("d.txt", "", ""), units)  # type: ignore[arg-type]


def one(text: str) -> Judged:
    (judged,) = check(draft(text))
    return judged


def targets(*paragraphs: str) -> list[tuple[str, str]]:
    return [(each.symbol, each.label) for each in cited(draft(*paragraphs))]


def stored(symbol: str, *texts: str) -> Document:
    units = tuple(Unit(f"OP{at}", "operative", text) for at, text in enumerate(texts, start=1))
    return Document(symbol, "resolution", "Security Council", "", "en", "", Source("", "", ""), units)


# --- what is found ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "(1325,OP4)",
        "(1325, OP4)",
        "(1325 OP 4)",
        "(1325/OP4)",
        "[1325, OP4]",
        "(1325, para. 4)",
        "(SCR1325, para 4)",
        "(UNSC Res 1325, para. 4)",
        "(UNSCR 1325, ¶ 4)",
        "(S/RES/1325, § 4)",
        "(para. 4, UNSCR 1325)",
        "as UNSCR 1325, para 4 has it",
        "as resolution 1325 (2000), operative paragraph 4, has it",
        "as operative paragraph 4 of resolution 1325 has it",
        "as Resolution 1325 of 31 October 2000, para. 4, has it",
        "as UNSCR 1325/2000, para 4, has it",
        "as resolution 1325 (2000) asks in its paragraph 4",
        "as, in resolution 1325, the Council requests in operative paragraph 4",
    ],
)
def test_forms_of_a_citation(words: str) -> None:
    assert targets(f"More women should serve {words}.") == [("S/RES/1325 (2000)", "OP4")]


@pytest.mark.parametrize(
    "words",
    [
        "(Smith 2010, para. 16)",
        "(2010, para. 16)",
        "(see paragraph 4 above)",
        "(Article 4 of the Convention)",
        "1,325 women (OP4)",
        "resolution 1325 (2000)",
    ],
)
def test_what_cites_no_paragraph(words: str) -> None:
    assert targets(f"More women should serve {words}.") == []


def test_several_in_a_bracket() -> None:
    assert targets("Women serve (UNSCRs 1325 (OP 4) and 1820 (OP8)).") == [
        ("S/RES/1325 (2000)", "OP4"),
        ("S/RES/1820 (2008)", "OP8"),
    ]
    assert targets("Women serve (UNSCR 1325 OP4, OP6; UNSCR 1820 OP7).") == [
        ("S/RES/1325 (2000)", "OP4"),
        ("S/RES/1325 (2000)", "OP6"),
        ("S/RES/1820 (2008)", "OP7"),
    ]


def test_the_claim_is_the_clause_before_the_bracket() -> None:
    first, second = cited(
        draft(
            "The Council commits to a gender component (1325,OP5), and wants reports on progress (1325,OP17)."
        )
    )
    assert first.claim == "The Council commits to a gender component"
    assert second.claim == "and wants reports on progress"


def test_a_citation_alone_leans_on_the_sentence_before_or_on_its_note() -> None:
    (alone,) = cited(draft("Women must be heard on visits. (1325, OP15)"))
    assert alone.claim == "Women must be heard on visits"
    text = "Girls need schools after a war. Boys need them too."
    unit = Unit("¶1", "paragraph", text, notes=(Note("3", 31, "S/RES/1889 (2009), para. 11."),))
    (noted,) = cited(Document("", "document", "", "", "en", "", Source("", "", ""), (unit,)))
    assert (noted.note, noted.label) == ("3", "OP11")
    assert noted.claim == "Girls need schools after a war."


def test_sentences() -> None:
    text = "See para. 4 of No. 7 by J. Smith. It was adopted in 2000. (So it was.) 15 States voted. | A cell"
    found = [text[start:end].strip(" |") for start, end in sentences(text)]
    assert found == [
        "See para. 4 of No. 7 by J. Smith.",
        "It was adopted in 2000.",
        "(So it was.)",
        "15 States voted.",
        "A cell",
    ]


# --- what does not exist ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("(1325,OP19)", "S/RES/1325 (2000) has 18 operative paragraphs"),
        ("(S/RES/1325 (2000), para. 8 (e))", "OP8 has the parts (a) to (c)"),
        ("(resolution 1325 (2001), paragraph 4)", "resolution 1325 was adopted in 2000, not 2001"),
        ("(UNSCR 9999, para. 4)", "near resolution"),
    ],
)
def test_what_does_not_exist(words: str, why: str) -> None:
    judged = one(f"More women should serve in missions {words}.")
    assert judged.verdict == "does not exist" and judged.flagged
    assert why in judged.why


@pytest.mark.parametrize(
    "words",
    [
        "(UNSCR 3001, para. 4)",  # adopted after this register was made, for all we know
        "(UNSCR 242, para. 40)",  # no text at hand
        "(S/RES/1325 (2000), PP 30)",  # the register has operative paragraphs only
        "(S/RES/1325 (2000), para. 4 (a))",  # the list may stand inside the paragraph
        "(Parliamentary Assembly resolution 1385 (2004), paragraph 2)",  # not the Council's
        "(S/2010/498, para. 900)",
    ],
)
def test_what_nobody_can_tell_is_not_flagged(words: str) -> None:
    judged = one(f"More women should serve in missions as observers {words}.")
    assert not judged.flagged


def test_the_year_in_a_title_is_no_mistake() -> None:
    text = "The study on resolution 1325 (2015) was long. Women serve as observers in the field (UNSCR 1325, OP4)."
    assert not one(text).flagged


# --- what speaks of something else ------------------------------------------------------------------------


def test_a_wrong_paragraph_is_flagged_with_the_likelier_one() -> None:
    judged = one(
        "The Council wants an increase in the number of women in peacekeeping operations (1325,OP6)."
    )
    assert judged.verdict == "something else"
    assert [each.label for each in judged.likelier] == ["OP4"]
    assert judged.about is not None and "training" in judged.about.line
    opened = dict(judged.scores)
    assert opened["OP4"].value > opened["OP6"].value
    assert all(words in judged.why for words, _ in opened["OP4"].shared[:2])


def test_two_paragraphs_cited_for_one_thing_say_it_together() -> None:
    said = "The Council wants an increase in the number of women in peacekeeping operations"
    assert not any(each.flagged for each in check(draft(f"{said} (UNSCR 1325, OPs 4 and 6).")))


def test_one_of_a_group_has_to_say_it() -> None:
    document = stored(
        "S/RES/1701 (2006)",
        "Requests the mission to help police to open desks where women can report violence at night;",
        "Urges donors to repair the bridge over the river and the road to the port;",
        "Urges donors to repair the bridge over the river and the quay beside the road to the port;",
        "Invites the Secretary-General to write a report on fishing boats each year;",
        "Decides to extend the mandate of the mission until spring;",
        "Welcomes the choir of the harbour town and its long tour;",
        "Calls on all to keep the peace at weddings;",
    )
    text = "Donors should repair the bridge over the river and the road to the port (UNSCR 1701, {})."
    assert [each.flagged for each in check(draft(text.format("para. 1")), lambda symbol: document)] == [True]
    assert not any(
        each.flagged for each in check(draft(text.format("paras. 1 and 3")), lambda symbol: document)
    )


def test_a_citation_in_passing_is_not_held_to_its_sentence() -> None:
    said = "special envoys and representatives, of whom more should be women, are named for the roster"
    judged = one(f"In accordance with paragraph 12 of resolution 1325 (2000), {said}.")
    assert not judged.flagged
    assert one(f"Paragraph 12 of resolution 1325 (2000) asks that {said}.").flagged


def test_other_languages_are_checked_for_existence_only() -> None:
    text = "Le Conseil demande plus de femmes (résolution 1325 (2000), paragraphe {})."
    (fits,) = check(draft(text.format(6), language="fr"))
    (gone,) = check(draft(text.format(40), language="fr"))
    assert (fits.verdict, gone.verdict) == ("cannot tell", "does not exist")


def test_the_text_at_hand_decides_where_the_register_has_no_line() -> None:
    asks = (
        "Decides to extend the mandate of the mission until spring;",
        "Requests the mission to help police to open desks where women can report violence at night;",
        "Urges donors to repair the bridge over the river and the road to the port;",
        "Invites the Secretary-General to write a report on fishing boats each year;",
    )
    document = stored("S/RES/1701 (2006)", *asks)
    text = "Donors should repair the bridge over the river and the road to the port (UNSCR 1701, OP{})."
    for label, verdict in ((3, "fits"), (2, "something else"), (5, "does not exist")):
        (judged,) = check(draft(text.format(label)), lambda symbol: document)
        assert judged.verdict == verdict, judged
    (without,) = check(draft(text.format(2)))
    assert without.verdict == "cannot tell" and "nothing of S/RES/1701 (2006) is at hand" in without.why


def test_no_line_of_the_register_is_flagged_on_its_own_paragraph() -> None:
    for row in rows("agenda"):
        text = f"{row['asks'].rstrip('.')} ({row['symbol']}, OP{row['unit'][2:].replace('(', ' (')})."
        for judged in check(draft(text)):
            assert not judged.flagged, (row["symbol"], row["unit"], judged.why)


def test_profiles_hold_parts_and_lead_ins() -> None:
    hand = known("S/RES/1325 (2000)")
    assert hand is not None
    assert hand.parts("OP8") == ("OP8(a)", "OP8(b)", "OP8(c)")
    assert hand.profiles["OP8(a)"] < hand.profiles["OP8"]
    assert "talk" in hand.profiles["OP8(a)"]  # the lead-in speaks of those who negotiate
    assert whole_paragraph("OP8(b)(ii)") == "OP8"
    assert hand.last("OP") == 18


# --- whole files ------------------------------------------------------------------------------------------


@needs_shared
def test_the_first_seed() -> None:
    found = check(read(SHARED / "seeds" / "000_63ee9c771fe19f99.txt"))
    flagged = [(each.cited.words, [one.label for one in each.likelier]) for each in found if each.flagged]
    assert flagged == [("1325,OP6", ["OP4"])]
    assert [each.cited.label for each in found] == ["OP6", "OP5", "OP17", "OP10", "OP6"]


@needs_shared
def test_the_second_seed_cites_no_paragraph() -> None:
    assert check(read(SHARED / "seeds" / "004_e29718a86ea13053.txt")) == ()


@pytest.mark.parametrize("name", ["check.csv", "check2.csv"])
def test_no_right_citation_of_the_labels_is_flagged(name: str) -> None:
    with (LABELS / name).open(encoding="utf-8", newline="") as table:
        right = [row for row in csv.DictReader(table) if row["truth"] == "right"]
    assert len(right) >= 15
    for row in right:
        judged = one(row["sentence"])
        assert (judged.cited.symbol, judged.cited.label) == (row["symbol"], row["label"])
        assert not judged.flagged, (row["sentence"], judged.why)


def test_a_draft_that_opens_like_a_resolution_is_a_draft_all_the_same() -> None:
    text = "Resolution 1325 (2000)\n\nThe Security Council,\n\n1. Says who cites paragraph 2 above;\n\n2. Women (1820, OP2);"
    found: tuple[Cited, ...] = cited(read_bytes(text.encode(), "draft.txt"))
    assert [each.symbol for each in found] == ["S/RES/1820 (2008)"]
