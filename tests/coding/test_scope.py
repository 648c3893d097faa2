"""What a theme word binds to: items of lists, lead-ins that are headings, cells of tables, groups of people, names."""

from __future__ import annotations

import pytest

from windhoek.coding.code import code
from windhoek.coding.codebook import load
from windhoek.coding.lexicon import Hit
from windhoek.coding.rules import Rules
from windhoek.document import Code, Document, Source, Unit


def coded(*units: Unit, kind: str = "resolution") -> dict[str, Code]:
    source = Source("own.txt", "0" * 64, "text/plain")
    document = Document("S/RES/1 (1946)", kind, "S", "", "en", "", source, units)  # type: ignore[arg-type]
    return {entry.unit: entry for entry in code(document)}


def one(text: str, kind: str = "operative") -> Code:
    return coded(Unit("OP1", kind, text))["OP1"]  # type: ignore[arg-type]


def test_an_item_of_a_list_of_demands_is_a_matter_of_its_own() -> None:
    listed = one(
        "Asks the parties to mend the legal order, fix roads, promote gender equality, and plant trees;"
    )
    joined = one("Asks the parties to mend the legal order, roads and trees, with gender equality in mind;")
    assert "justice-rule-of-law-ssr" not in listed.themes
    assert "justice-rule-of-law-ssr" in joined.themes


def test_items_lie_further_apart_than_their_characters() -> None:
    rules = Rules(load())
    words = [Hit(0, 5, ("women",)), Hit(60, 72, ("displaced-women", "women")), Hit(90, 100, ("protection",))]
    near, far = ({reason.rule for reason in rules.apply(words, [0], items=items)} for items in ([], [75, 80]))
    assert "women protected" in near
    assert "women protected" not in far


@pytest.mark.parametrize(
    ("theme", "given", "text"),
    [
        ("displacement-and-humanitarian-response", True, "Deplores the fate of refugee women;"),
        ("displacement-and-humanitarian-response", True, "Asks for help to refugees, including women and girls;"),
        ("displacement-and-humanitarian-response", False, "Asks all to hear women, refugees and farmers;"),
        ("displacement-and-humanitarian-response", False, "Deplores rape, looting and forced displacement;"),
        ("displacement-and-humanitarian-response", True, "Asks for medical care for victims of rape;"),
        ("displacement-and-humanitarian-response", False, "Deplores rape and attacks on schools and hospitals;"),
        ("displacement-and-humanitarian-response", True, "Condemns the rape of, and attacks against humanitarian workers;"),
        ("protection", True, "Deplores attacks on women;"),
        ("protection", False, "Asks for targeted courses for women;"),
        ("protection", False, "Decides to protect the rights of women;"),
        ("protection", True, "Notes the heavy toll of the fighting on women;"),
        ("protection", True, "Deplores that many civilians were shot in those days, among them women and children;"),
        ("protection", True, "Notes the state of girls and boys;"),
        ("human-rights", True, "Asks all to promote and protect human rights, including those of women;"),
        ("participation", False, "Deplores cases involving rape of women and children;"),
        ("participation", True, "Asks that women be involved in the council;"),
        ("justice-rule-of-law-ssr", False, "Deplores extra-judicial killings and rape;"),
        ("justice-rule-of-law-ssr", True, "Asks that rapes be brought before judicial bodies;"),
        ("implementation", False, "Welcomes action plans on abuses against children and hears women;"),
        ("implementation", True, "Stresses that all should implement resolution 1325 (2000);"),
        ("implementation", True, "Asks both to share relevant information under resolution 1960 (2010);"),
        ("general", True, "Recalls its resolution 1325 (2000) and asks that women stand for office;"),
        ("general", True, "Recalls its resolution 1325 (2000) and related resolutions, and hears women;"),
        ("general", False, "Asks that women take part in politics, in line with resolution 1325 (2000) and related resolutions;"),
        ("general", False, "Reaffirms the worth of its action plan on resolution 1325 (2000) and hears women;"),
        ("justice-rule-of-law-ssr", True, "Asks all to hold perpetrators accountable and to end rape;"),
        ("justice-rule-of-law-ssr", True, "Deplores violence against civilians, including women, and asks for an end of impunity;"),
        ("justice-rule-of-law-ssr", False, "Asks for a transparent and accountable and capable office, and hears women;"),
        ("peace-processes", True, "Asks that women take part in the political process;"),
        ("peace-processes", False, "Asks that women take part in political processes;"),
        ("peace-processes", False, "Asks for reconciliation of work and family for women;"),
        ("protection", False, "Deplores attacks and rape, including violence against women;"),
        ("protection", False, "Asks for social protection for women;"),
        ("sexual-and-gender-based-violence", True, "Deplores violence against all women and girls;"),
        ("displacement-and-humanitarian-response", True, "Deplores food insecurity and its weight on women;"),
        ("reconstruction-and-peacebuilding", False, "Asks for the physical and psychological recovery of women;"),
        ("reconstruction-and-peacebuilding", True, "Asks that women take part in the economy;"),
        ("conflict-prevention", True, "Notes what the media, youth, women do against terrorism;"),
        ("human-rights", False, "Asks that young women be heard without distinction or discrimination;"),
    ],
)  # fmt: skip
def test_the_same_word_in_other_company(theme: str, given: bool, text: str) -> None:
    assert (theme in one(text).themes) is given


@pytest.mark.parametrize(
    ("function", "given", "text"),
    [
        ("security-sector-reform", False, "Condemns rapes by members of the armed forces;"),
        ("security-sector-reform", True, "Asks for vetting of the armed forces and an end of rape by them;"),
        ("security-sector-reform", False, "Deplores the rape of children by armed forces and armed groups;"),
        ("ddr", True, "Asks for care for women associated with armed forces and groups;"),
        ("monitoring-and-reporting", False, "Asks for identity documents for women;"),
        ("monitoring-and-reporting", True, "Asks the mission to keep documentation of rapes;"),
        ("monitoring-and-reporting", False, "Thanks the election monitors, half of them women;"),
        ("consultation", True, "Asks the envoy to hold regular contacts with women;"),
        ("consultation", False, "Asks the envoy, in consultation with the Government, to name women;"),
        (
            "gender-expertise",
            True,
            "Decides that the office shall have expertise on human rights and gender;",
        ),
        ("ddr", False, "Deplores rapes of girls associated with armed conflict;"),
        ("training", False, "Deplores the rape of women and the training of foreign terrorist fighters;"),
        ("consultation", True, "Asks for dialogue and engagement with local women;"),
        ("consultation", True, "Asks for the safety of civilians, also by engaging women's networks;"),
        (
            "justice-and-corrections",
            True,
            "Asks for help with justice and SSR programmes on sexual violence;",
        ),
        (
            "justice-and-corrections",
            False,
            "Demands that those who commit sexual violence be held to account;",
        ),
        ("justice-and-corrections", False, "Deplores the exchange of prisoners, women above all;"),
    ],
)
def test_the_same_word_in_other_company_for_functions(function: str, given: bool, text: str) -> None:
    assert (function in one(text).functions) is given


def test_women_in_a_process_named_before() -> None:
    entry = one("Supports a ceasefire and talks; asks that women be heard in this process;")
    assert "peace-processes" in entry.themes
    assert "mediation-and-political" in entry.functions
    vote = one("Supports talks; asks that the elections hear women in this process;")
    assert "mediation-and-political" not in vote.functions


def test_a_short_lead_in_governs_all_below_it_and_a_long_one_its_own_parts() -> None:
    heading, task = "Support to the peace process", "To bring women to the table;"
    body = "Decides that the mission shall, until a day that it will set in a year from now and not before, "
    long = (
        body
        + "lend its support to the peace process in all places, wherever and whenever it sees fit, as follows:"
    )
    units = [
        Unit("OP1", "operative", long),
        Unit("OP1(a)", "part", "Roads", parent="OP1"),
        Unit("OP1(a)(i)", "part", task, parent="OP1(a)"),
        Unit("OP2", "operative", "Decides on these tasks:"),
        Unit("OP2(a)", "part", heading, parent="OP2"),
        Unit("OP2(a)(i)", "part", "Villages", parent="OP2(a)"),
        Unit("OP2(a)(i)(1)", "part", task, parent="OP2(a)(i)"),
    ]
    found = coded(*units)
    assert "mediation-and-political" in found["OP2(a)(i)(1)"].functions
    assert "mediation-and-political" not in found["OP1(a)(i)"].functions


def test_cells_of_a_table_are_clauses() -> None:
    apart = coded(Unit("¶1", "paragraph", "Elections were held | Two women were hired"), kind="report")
    together = coded(Unit("¶1", "paragraph", "Elections were held, two women were hired"), kind="report")
    assert "elections" not in apart["¶1"].functions
    assert "elections" in together["¶1"].functions


@pytest.mark.parametrize(
    "text",
    [
        "Thanks UN-Women and the Secretariat for their help;",
        "Thanks the Ministry of Women for the hall;",
        "Thanks all the men and women who work for peace;",
    ],
)
def test_names_and_courtesies_are_not_relevant(text: str) -> None:
    assert coded(Unit("OP1", "operative", text)) == {}
