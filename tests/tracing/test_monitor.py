"""The report monitor: what a report says of women, in which words; what a coding cannot tell is not known, never no."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from benchmarks import monitor as measured
from typer.testing import CliRunner

from windhoek.cli import app
from windhoek.coding.code import code
from windhoek.document import Document, Source, Unit
from windhoek.register.read import rows
from windhoek.tracing.covered import covered
from windhoek.tracing.monitor import Report, coded_reports, monitor, of_coding, shares
from windhoek.tracing.report_words import by_sex, figures, section

SHARED = Path(__file__).parents[2] / "../shared"
SAMPLE = str(files("windhoek") / "samples" / "S_2099_901-SAMPLE-E.txt")
needs_reports = pytest.mark.skipif(
    not (SHARED / "corpus/docx").is_dir(), reason="the programme budget reports are not beside this checkout"
)


def report(title: str, *paragraphs: tuple[str, str], symbol: str = "S/2016/901") -> Document:
    """A report; each paragraph with the heading that it stands under."""
    units = tuple(
        Unit(f"¶{number}", "paragraph", text, heading=heading)
        for number, (heading, text) in enumerate(paragraphs, start=1)
    )
    source = Source("", "", "")
    return Document(symbol, "report", "Security Council", "2016-03-01", "en", title, source, units)


def of(document: Document) -> Report:
    (found,) = monitor([(document, code(document))])
    return found


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("an advisory committee of 20 experts (7 women, 13 men)", ["7 women"]),
        ("nine female volunteers were trained", ["nine female"]),
        ("Of 640 soldiers 71 are women.", ["71 are women"]),
        ("None of the 24 delegates is a woman.", ["None of the 24 delegates is a woman"]),
        ("Women accounted for 23 per cent of the police.", ["Women accounted for 23 per cent"]),
        ("Female officers | 31 | 35", ["Female officers | 31"]),
        ("12 consultations with women were held", []),
        ("a quota of 30 per cent women in parliament", []),
        ("resolution 1325 (2000) on women and peace", []),
        ("Gender Advisory Unit | 1 P-5, 1 P-4", []),
        ("over 3,000 women and children fled", []),
        ("20 women’s organizations met in 2016", []),
    ],
)
def test_what_counts_women(text: str, counts: list[str]) -> None:
    found = figures(text)
    assert [each.words for each in found] == counts
    assert all(text[each.start : each.end] == each.words for each in found)


def test_headings() -> None:
    assert section("IV. Women and peace and security")
    assert section("Human rights, including sexual violence") is None
    assert section("Protection of civilians") is None
    assert by_sex("Table 4, Staff by sex and grade") and not by_sex("Table 4, Staff by grade")


def test_a_report_is_answered_with_its_words() -> None:
    found = of(
        report(
            "Report of the Secretary-General on the United Nations Mission in Liberia",
            (
                "Gender",
                "Of the 640 police officers of UNMIL 71 are women, and gender advisers work in each county.",
            ),
            ("Roads", "The bridge is open."),
        )
    )
    assert (found.mission, found.speaks.said, found.section.said, found.figures.said) == (
        "UNMIL",
        *["yes"] * 3,
    )
    assert [(each.unit, each.words) for each in found.figures.evidence] == [("¶1", "71 are women")]
    assert found.section.evidence[0].heading and found.section.evidence[0].words == "Gender"
    by_place = {f"{ask.symbol}, {ask.unit}": ask for ask in found.asks}
    assert by_place["S/RES/1325 (2000), OP17"].answer.said == "yes"
    # Nothing is told of sexual violence.
    silent = by_place["S/RES/1888 (2009), OP25"].answer
    assert silent.said == "no" and "sexual-and-gender-based-violence" in silent.looked_for


def test_what_is_not_there_is_no_and_says_what_was_looked_for() -> None:
    found = of(report("Report on the United Nations Mission in Liberia", ("Roads", "The bridge is open.")))
    for answer in (found.speaks, found.section, found.figures):
        assert answer.said == "no" and answer.looked_for.startswith(("None of 1", "No number"))
    assert {ask.answer.said for ask in found.asks} == {"no"}


def test_a_budget_that_is_silent_leaves_nothing_out() -> None:
    budget = report(
        "Budget of the United Nations Mission in Liberia", ("Roads", "The bridge is open."), symbol="A/70/901"
    )
    found = of(budget)
    assert {ask.answer.said for ask in found.asks} == {"not known"}


def test_a_coding_tells_no_section_and_no_figure() -> None:
    found = [of_coding(row) for row in coded_reports()]
    assert len(found) == len(rows("reports"))
    assert {each.section.said for each in found} | {each.figures.said for each in found} == {"not known"}
    assert not [each for each in found for ask in each.asks if ask.answer.said == "no"]
    by_row = {f"reports/{row['id']}": row for row in rows("reports")}
    for each in found:
        row = by_row[each.row]
        assert (each.speaks.said == "yes") == (row["gender"] + row["sexual_violence"] > 0)


def test_sexual_violence_alone_does_not_answer_what_is_asked_of_gender() -> None:
    rows_ = [row for row in coded_reports() if row["sexual_violence"] and not row["gender"]]
    found = [each for each in map(of_coding, rows_) if each.asks]
    assert found
    for each in found:
        for ask in each.asks:
            if ask.themes == ("peacekeeping",):
                assert ask.answer.said == "not known"


def test_shares_count_what_is_known() -> None:
    text = of(
        report("Report on the United Nations Mission in Liberia", ("Gender", "UNMIL has gender advisers."))
    )
    coding = next(each for each in map(of_coding, coded_reports("UNMIT")) if each.speaks.said == "yes")
    by_mission = {each.mission: each for each in shares([text, coding])}
    assert (by_mission["UNMIL"].section, by_mission["UNMIT"].section) == ((1, 1), (0, 0))
    assert by_mission["UNMIL"].year == "2016" and by_mission["UNMIL"].asked == len(text.asks)
    # The text and the coding of one report are one report.
    twice = shares([text, text])
    assert [each.reports for each in twice] == [1]


def test_parts_on_several_missions_are_told_apart() -> None:
    paragraphs = []
    for mission in ("UNMIL", "UNAMA", "UNAMI"):
        paragraphs += [
            ("Mandate", f"{mission} goes on."),
            ("Objective", f"To help. Table {len(paragraphs)} lists all. UNMIK is thanked."),
        ]
    document = report("Budgets", ("Overview", "Three missions."), *paragraphs)
    rows_of_tables = Document(
        document.symbol, "document", "", "", "en", "", document.source,
        (Unit("¶1", "paragraph", "Women | 3", heading="Table 2, Posts"), Unit("¶2", "paragraph", "Men | 3")),
        "tables",
    )  # fmt: skip
    parts = covered([document, rows_of_tables])
    assert [(part.mission, len(part.units)) for part in parts] == [
        ("", 2),
        ("UNMIL", 2),
        ("UNAMA", 3),
        ("UNAMI", 2),
    ]


@needs_reports
def test_the_labelled_paragraphs_of_real_reports() -> None:
    truth = {(row["document"], row["unit"]): row for row in measured.labels()}
    for question, found in measured.said(SHARED).items():
        right = sum(yes == (truth[place][question] == "yes") for place, yes in found.items())
        assert right / len(found) >= (0.75 if question == "answers" else 0.97), question


@needs_reports
def test_the_missions_of_a_real_report() -> None:
    parts = next(each for each in measured.reports(SHARED) if each[0][0].symbol.endswith("Add.4"))
    found = {each.mission: each for each in monitor(parts)}
    assert {"UNSMIL", "UNVMC", "BINUH", "UNTMIS", "UNMHA"} <= found.keys()
    assert ("¶159", "7 women") in [(each.unit, each.words) for each in found["UNSMIL"].figures.evidence]
    assert "¶159" not in [each.unit for each in found["UNVMC"].speaks.evidence]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "store.sqlite3"))
    run = CliRunner().invoke
    found = json.loads(run(app, ["monitor", SAMPLE, "--json"]).stdout)["reports"]
    assert [each["words"] for each in found[0]["figures"]["evidence"]] == [
        "None of the 24 delegates at the talks is a woman",
        "71 are women",
    ]
    told = run(app, ["monitor", "S/2012/43"]).stdout
    assert "reports/UNMIT_S/2012/43" in told and "not known" in told
    assert "UNMIT" in run(app, ["monitor"]).stdout
    wrong = run(app, ["monitor", "S/1899/1"])
    assert wrong.exit_code == 1 and "no report in the store or the register" in wrong.stderr
    none = run(app, ["monitor", "UNMIL"])
    assert none.exit_code == 1 and "No report on UNMIL is at hand" in none.stderr
