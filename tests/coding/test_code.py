"""Relevance, themes, functions, verb and strength: own sentences, and real documents read from `../shared`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.coding.code import code
from windhoek.coding.codebook import load
from windhoek.document import Code, Document, Source, Unit
from windhoek.reading import read

SHARED = Path(__file__).parents[3] / "shared"


def document(*units: Unit, language: str = "en", kind: str = "resolution") -> Document:
    source = Source("own.txt", "0" * 64, "text/plain")
    return Document("S/RES/1 (1946)", kind, "S", "", language, "", source, units)  # type: ignore[arg-type]


def coded(text: str, kind: str = "operative", language: str = "en") -> Code | None:
    found = code(document(Unit("OP1", kind, text), language=language))  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("general", "Recalling its resolutions 1325 (2000) and 1820 (2008) on women, peace and security,"),
        ("conflict-prevention", "Encourages women to take part in early warning in every district;"),
        ("participation", "Urges the parties to let women hold a third of all seats in parliament;"),
        ("peace-processes", "Calls for women at the table of the peace talks;"),
        ("protection", "Deplores attacks on villages, including on women and children;"),
        ("sexual-and-gender-based-violence", "Condemns every act of rape by any party;"),
        ("sexual-exploitation-and-abuse", "Reaffirms zero tolerance of sexual exploitation and abuse;"),
        ("peacekeeping", "Requests the mission to treat gender mainstreaming as cross-cutting;"),
        ("ddr", "Asks that women be counted in the disarmament of fighters;"),
        ("justice-rule-of-law-ssr", "Demands that those who ordered mass rape be brought to justice;"),
        ("displacement-and-humanitarian-response", "Stresses that humanitarian aid must reach women;"),
        ("human-rights", "Expresses alarm at new laws against women's rights;"),
        ("reconstruction-and-peacebuilding", "Supports women in peacebuilding and recovery;"),
        ("implementation", "Welcomes the national action plan on women, peace and security;"),
    ],
)
def test_each_theme(theme: str, text: str) -> None:
    entry = coded(text)
    assert entry is not None
    assert theme in entry.themes


@pytest.mark.parametrize(
    ("function", "text"),
    [
        ("ddr", "Encourages the demobilization of women fighters;"),
        ("elections", "Welcomes the women who stand as candidates in the elections;"),
        ("security-sector-reform", "Calls for the recruitment of women in security sector reform;"),
        ("military", "Urges contributors to double the number of women among military observers;"),
        ("police", "Welcomes police who are trained to help women;"),
        ("justice-and-corrections", "Urges the courts to prosecute sexual violence;"),
        ("recruitment-and-retention", "Stresses the recruitment of women by the operation;"),
        ("gender-expertise", "Requests the mission to keep its gender advisers;"),
        ("training", "Asks for training on sexual violence;"),
        ("conduct-and-discipline", "Recalls that sexual exploitation and abuse is never tolerated;"),
        ("consultation", "Requests consultations with women's groups;"),
        ("protection-of-civilians", "Stresses the protection of civilians, women above all;"),
        ("monitoring-and-reporting", "Requests the mission to monitor sexual violence;"),
        ("mediation-and-political", "Calls for women in the peace process;"),
        ("humanitarian-support", "Appeals for humanitarian aid to women;"),
    ],
)
def test_each_function(function: str, text: str) -> None:
    entry = coded(text)
    assert entry is not None
    assert function in entry.functions


@pytest.mark.parametrize(
    "text",
    [
        "Thanks Ms. Example for her report;",
        "Pays tribute to the men and women of the mission;",
        "Commends the women and men who serve under difficult conditions;",
        "Deplores discrimination on grounds of race, sex or language;",
        "Welcomes the appointment of the Presidential Adviser on Sexual Violence in Conflict;",
        "Decides to deploy 1,325 police officers;",
        "Decides to remain seized of the matter;",
        "Notes the mother ships of the pirates;",
        "",
    ],
)
def test_not_relevant(text: str) -> None:
    assert coded(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Requests a report in accordance with resolution 2106 (2013);",
        "Recalls UNSCR 1325;",
        "Deplores discrimination on grounds of race, gender or age;",
        "Stresses that the men and women of every region must be heard;",
        "Condemns sexual violence against boys;",
        "Invites the Special Representative on Sexual Violence in Conflict to brief the Committee;",
        "Deplores the abduction of villagers, including women and children;",
    ],
)
def test_relevant(text: str) -> None:
    assert coded(text) is not None


def test_general_stands_beside_another_theme_only_where_the_unit_does_both() -> None:
    both = coded("Recalling resolutions 1325 (2000) and 2242 (2015), and condemning rape,", "preambular")
    measured = coded("Requests services for victims of rape in line with resolution 2106 (2013);")
    alone = coded("Requests a briefing in line with resolution 2106 (2013);")
    assert both and measured and alone
    assert set(both.themes) == {"general", "sexual-and-gender-based-violence"}
    assert "general" not in measured.themes
    assert alone.themes == ("general",)


def test_a_trafficker_is_no_peacekeeper() -> None:
    entry = coded("Condemns the trafficking of girls for sexual exploitation;")
    assert entry and "sexual-exploitation-and-abuse" not in entry.themes


def test_a_part_inherits_the_verb_and_what_is_reported_but_not_the_relevance() -> None:
    units = (
        Unit("OP3", "operative", "Further requests the Secretary-General to report to the Council on:"),
        Unit("OP3(a)", "part", "the situation of women and girls;", parent="OP3"),
        Unit("OP3(b)", "part", "the state of the roads;", parent="OP3"),
        Unit("OP4", "operative", "Stresses the rights of women as follows:"),
        Unit("OP4(a)", "part", "the matter named in paragraph 3 (a) above;", parent="OP4"),
    )
    entries = {entry.unit: entry for entry in code(document(*units))}
    assert list(entries) == ["OP3(a)", "OP4"]
    assert (entries["OP3(a)"].verb, entries["OP3(a)"].strength) == ("requests", "request")
    assert "monitoring-and-reporting" in entries["OP3(a)"].functions


@pytest.mark.parametrize(
    ("kind", "text", "verb", "strength"),
    [
        ("operative", "Strongly urges all parties to hear women;", "urges", "request"),
        ("operative", "Also calls upon women to vote;", "calls upon", "request"),
        ("operative", "Calls once again upon all to protect women;", "calls upon", "request"),
        ("operative", "Takes note with appreciation of the work of women;", "takes note of", "statement"),
        ("operative", "Acting under Chapter VII, decides that women shall be heard;", "decides", "binding"),
        ("operative", "Expresses its intention to hear women;", "expresses", "statement"),
        ("operative", "Supports women in politics;", "supports", "encouragement"),
        ("preambular", "Gravely concerned at the state of women,", "concerned", "statement"),
        ("preambular", "Also recalling the role of women,", "recalling", "statement"),
        ("preambular", "Taking note of the role of women,", "taking", "statement"),
        ("operative", "Women of the region.", "", ""),
    ],
)
def test_verb_and_strength(kind: str, text: str, verb: str, strength: str) -> None:
    entry = coded(text, kind)
    assert entry is not None
    assert (entry.verb, entry.strength) == (verb, strength)


def test_the_verb_of_a_statement_stands_after_the_council_and_a_report_has_none() -> None:
    unit = Unit("¶3", "paragraph", "The Security Council also urges women to vote.")
    assert code(document(unit, kind="presidential statement"))[0].verb == "urges"
    assert code(document(unit, kind="report"))[0].verb == ""


def test_positions_survive_letters_that_grow_in_lower_case() -> None:
    text = "İİİ İstanbul: Women’s rights and gender‑based violence;"
    entry = coded(text)
    assert entry is not None
    words = {b.code: text[b.start : b.end] for b in entry.because}
    assert words["human-rights"] == "Women’s rights"
    assert words["sexual-and-gender-based-violence"] == "gender‑based violence"


WORDS = st.sampled_from(
    ["women", "gender", "sexual", "violence", "exploitation", "and", "peace process,", ";", ".", "1325 (2000)",
     "urges", "recalling", "report", "İ", "ß", "’", "‑", "妇女", "elections", "protect", "accountable"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_whatever_the_text_positions_lie_in_it_and_every_code_has_its_reason(text: str) -> None:
    for kind in ("operative", "preambular"):
        entry = coded(text, kind)
        if entry:
            assert entry.themes
            assert {b.code for b in entry.because} == {"relevant", *entry.themes, *entry.functions}
            assert all(0 <= b.start < b.end <= len(text) for b in entry.because)


def test_a_loop_of_parents_does_not_hang() -> None:
    units = (
        Unit("OP1", "part", "women;", parent="OP2"),
        Unit("OP2", "part", "men;", parent="OP1"),
    )
    assert [entry.unit for entry in code(document(*units))] == ["OP1"]


def test_every_reason_names_a_rule_of_the_codebook() -> None:
    names = {rule.name for rule in load().rules}
    entry = coded("Condemns rape and urges women to vote in the elections;")
    assert entry and {b.rule for b in entry.because} <= names


@pytest.mark.parametrize(
    ("language", "text", "theme"),
    [
        ("fr", "Demande la participation des femmes aux élections ;", "participation"),
        ("fr", "Condamne les viols commis par tous ;", "sexual-and-gender-based-violence"),
        ("es", "Recordando la resolución 1325 (2000) y las mujeres y la paz y la seguridad,", "general"),
        ("es", "Condena la explotación y los abusos sexuales;", "sexual-exploitation-and-abuse"),
        ("ru", "призывает защищать права женщин;", "human-rights"),
        ("ru", "осуждает сексуальное насилие;", "sexual-and-gender-based-violence"),
        ("zh", "谴责性暴力；", "sexual-and-gender-based-violence"),
        ("zh", "呼吁妇女参与和平进程；", "peace-processes"),
        ("ar", "يدين العنف الجنسي؛", "sexual-and-gender-based-violence"),
        ("ar", "يشجع مشاركة المرأة في الانتخابات؛", "participation"),
    ],
)
def test_other_languages(language: str, text: str, theme: str) -> None:
    entry = coded(text, language=language)
    assert entry is not None
    assert theme in entry.themes
    assert all(text[b.start : b.end].strip() for b in entry.because)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Décide de rester saisi de la question."),
        ("es", "Decide seguir ocupándose de la cuestión."),
        ("ru", "постановляет продолжать заниматься этим вопросом."),
        ("zh", "决定继续处理此案。"),
        ("ar", "يقرر أن يبقي المسألة قيد نظره."),
    ],
)
def test_what_is_not_relevant_in_other_languages(language: str, text: str) -> None:
    assert coded(text, language=language) is None


def test_the_six_languages_of_one_resolution_agree() -> None:
    folder = SHARED / "corpus" / "sc-resolutions" / "2020"
    found = {
        language: next(iter(folder.glob(f"{language}/*2538*.xml")), None)
        for language in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")
    }
    if not all(found.values()):
        pytest.skip("no S/RES/2538 (2020) in six languages in ../shared/corpus/sc-resolutions")
    documents = {language: read(path) for language, path in found.items() if path}
    english = {entry.unit for entry in code(documents["English"])}
    for language, other in documents.items():
        assert len(english ^ {entry.unit for entry in code(other)}) <= 2, language


def adopted(pattern: str) -> Document:
    path = next(iter((SHARED / "corpus" / "sc-resolutions").glob(pattern)), None)
    if path is None:
        pytest.skip(f"no {pattern} in ../shared/corpus/sc-resolutions")
    return read(path)


@pytest.mark.parametrize("number", ["1325", "1820", "1889", "2242"])
def test_the_resolutions_of_the_agenda_are_relevant_but_for_the_last_paragraph(number: str) -> None:
    resolution = adopted(f"Pre-2020/*/S_RES_{number}_*.xml")
    relevant = {entry.unit for entry in code(resolution)}
    operative = [unit.label for unit in resolution.units if unit.kind == "operative"]
    assert [label for label in operative if label not in relevant] == operative[-1:]


def test_a_resolution_on_something_else_is_not_relevant() -> None:
    resolution = adopted("Pre-2020/2006/S_RES_1718_*.xml")
    assert code(resolution) == ()


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("Urges that barriers be dismantled so that women can lead;", "participation", "ddr"),
        ("Demands the disarmament of all men, with attention to the special needs of women;", "ddr", "protection"),
        ("Deplores violations of human rights and violence against women;", "sexual-and-gender-based-violence", "human-rights"),
        ("Asks the Panel of Experts to include gender expertise;", "implementation", "peacekeeping"),
        ("Deplores what the drought does to women;", "displacement-and-humanitarian-response", "peacekeeping"),
        ("Asks that crimes against women and children end;", "protection", "participation"),
        ("Asks the Representative to share information with the Committee on rape;", "implementation", "general"),
        ("Welcomes the joint communiqué on sexual violence;", "implementation", "general"),
        ("Deplores the sexual exploitation and trafficking by military personnel of the mission;", "sexual-exploitation-and-abuse", "sexual-and-gender-based-violence"),
        ("Urges all to bring more women into the national army and police;", "justice-rule-of-law-ssr", "peacekeeping"),
        ("Recalls the role of women in conflict resolution and in peacekeeping;", "peacekeeping", "protection"),
    ],
)  # fmt: skip
def test_what_stands_near_women_decides(text: str, has: str, lacks: str) -> None:
    found = coded(text)
    assert found is not None
    assert has in found.themes
    assert lacks not in found.themes
