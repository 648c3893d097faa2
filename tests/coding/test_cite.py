"""Citations: what is found, where, and what it points at, in six languages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windhoek.coding.cite import cite
from windhoek.document import LANGUAGES, Document, Note, Source, Unit
from windhoek.reading import read

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
OWN = "S/RES/2000 (2011)"


def document(text: str, language: str = "en", **fields: object) -> Document:
    values: dict[str, object] = {
        "symbol": OWN,
        "kind": "resolution",
        "body": "Security Council",
        "date": "2011-07-27",
        "language": language,
        "title": "",
        "source": Source("", "", ""),
        "units": tuple(
            Unit(f"OP{number}", "operative", text if number == 5 else "") for number in range(1, 20)
        ),
    }
    return Document(**(values | fields))  # type: ignore[arg-type]


def found(text: str, language: str = "en", **fields: object) -> list[tuple[str, str, str]]:
    return [(text[at.start : at.end], at.symbol, at.label) for at in cite(document(text, language, **fields))]


WHOLE = [
    ("en", "Guided by resolution 1325 (2000) of 31 October 2000.", "resolution 1325 (2000)", "S/RES/1325 (2000)"),
    ("en", "As Security Council resolution 1325 (2000) has it", "Security Council resolution 1325 (2000)", "S/RES/1325 (2000)"),
    ("en", "Our plan rests on resolution 1325 alone", "resolution 1325", "S/RES/1325 (2000)"),
    ("en", "UNSCR 1820 came later", "UNSCR 1820", "S/RES/1820 (2008)"),
    ("en", "from 1325 (2000) onwards", "1325 (2000)", "S/RES/1325 (2000)"),
    ("en", "General Assembly resolution 77/55 of last year", "General Assembly resolution 77/55", "A/RES/77/55"),
    ("en", "under resolution 46/182, aid", "resolution 46/182", "A/RES/46/182"),
    ("en", "resolution 3212 (XXIX) of old", "resolution 3212 (XXIX)", "A/RES/3212 (XXIX)"),
    ("en", "resolution ES-11/1 was met", "resolution ES-11/1", "A/RES/ES-11/1"),
    ("en", "its resolution 55/180 B of June", "resolution 55/180 B", "A/RES/55/180B"),
    ("en", "Human Rights Council resolution 29/14", "Human Rights Council resolution 29/14", "A/HRC/RES/29/14"),
    ("en", "resolution 45/34 of the Human Rights Council", "resolution 45/34 of the Human Rights Council", "A/HRC/RES/45/34"),
    ("en", "Economic and Social Council resolution 1996/31", "Economic and Social Council resolution 1996/31", "E/RES/1996/31"),
    ("en", "his statement (S/PRST/2015/22) stands", "S/PRST/2015/22", "S/PRST/2015/22"),
    ("en", "the report (S/2010/498) says", "S/2010/498", "S/2010/498"),
    ("en", "follows resolution A/RES/64/289 closely", "resolution A/RES/64/289", "A/RES/64/289"),
    ("en", "a joint report (A/70/95–S/2015/446)", "A/70/95–S/2015/446", "A/70/95-S/2015/446"),
    ("en", "a wrong year, resolution 1325 (2010), here", "resolution 1325 (2010)", "S/RES/1325 (2000)"),
    ("en", "noting that resolution 1503 (2003) asked", "resolution 1503 (2003)", "S/RES/1503 (2003)"),
    ("fr", "la résolution 1325 (2000) du Conseil de sécurité vaut", "résolution 1325 (2000) du Conseil de sécurité", "S/RES/1325 (2000)"),
    ("fr", "selon sa résolution 46/182 du 19 décembre 1991", "résolution 46/182", "A/RES/46/182"),
    ("es", "la resolución 1325 (2000) sigue", "resolución 1325 (2000)", "S/RES/1325 (2000)"),
    ("es", "la resolución 29/14 del Consejo de Derechos Humanos", "resolución 29/14 del Consejo de Derechos Humanos", "A/HRC/RES/29/14"),
    ("ru", "в резолюции 1325 (2000) Совета Безопасности сказано", "резолюции 1325 (2000) Совета Безопасности", "S/RES/1325 (2000)"),
    ("ru", "резолюцией 55/180 В от июня", "резолюцией 55/180 В", "A/RES/55/180B"),
    ("ar", "عملا بالقرار 1325 (2000) الآن", "القرار 1325 (2000)", "S/RES/1325 (2000)"),
    ("ar", "قرار مجلس الأمن ١٣٢٥ (٢٠٠٠) هو", "قرار مجلس الأمن ١٣٢٥ (٢٠٠٠)", "S/RES/1325 (2000)"),
    ("ar", "في القرار 973 (د-10) نص", "القرار 973 (د-10)", "A/RES/973 (X)"),
    ("ar", "انظر \u200fS/2020/105\u200f هنا", "S/2020/105", "S/2020/105"),
    ("zh", "根据第1325（2000）号决议行事", "第1325（2000）号决议", "S/RES/1325 (2000)"),
    ("zh", "安全理事会第1325(2000)号决议", "安全理事会第1325(2000)号决议", "S/RES/1325 (2000)"),
    ("zh", "大会第46/182号决议", "大会第46/182号决议", "A/RES/46/182"),
    ("zh", "见S/2020/105号文件", "S/2020/105", "S/2020/105"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "span", "symbol"), WHOLE)
def test_a_whole_document(language: str, text: str, span: str, symbol: str) -> None:
    assert found(text, language) == [(span, symbol, "")]


LISTS = [
    ("en", "resolutions 1325 (2000), 1820 (2008) and 1888 (2009)", ["resolutions 1325 (2000)", "1820 (2008)", "1888 (2009)"]),
    ("en", "resolutions 1325 and 1820 and 1888 matter", ["resolutions 1325", "1820", "1888"]),
    ("fr", "les résolutions 1325 (2000), 1820 (2008) et 1888 (2009)", ["résolutions 1325 (2000)", "1820 (2008)", "1888 (2009)"]),
    ("es", "las resoluciones 1325 (2000), 1820 (2008) y 1888 (2009)", ["resoluciones 1325 (2000)", "1820 (2008)", "1888 (2009)"]),
    ("ru", "резолюции 1325 (2000), 1820 (2008) и 1888 (2009)", ["резолюции 1325 (2000)", "1820 (2008)", "1888 (2009)"]),
    ("ar", "القرارات 1325 (2000) و 1820 (2008) و1888 (2009)", ["القرارات 1325 (2000)", "1820 (2008)", "1888 (2009)"]),
    ("zh", "第1325(2000)、1820(2008)和1888(2009)号决议", ["第1325(2000)", "1820(2008)", "1888(2009)号决议"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "spans"), LISTS)
def test_a_list_of_resolutions(language: str, text: str, spans: list[str]) -> None:
    symbols = ["S/RES/1325 (2000)", "S/RES/1820 (2008)", "S/RES/1888 (2009)"]
    assert found(text, language) == [(span, symbol, "") for span, symbol in zip(spans, symbols, strict=True)]


def test_a_list_of_the_general_assembly_goes_on_past_dates_and_titles() -> None:
    text = (
        "resolutions 65/69 of 8 December 2010 on women and peace, 67/48 of 3 December 2012 and 69/61, again"
    )
    assert [symbol for _, symbol, _ in found(text)] == ["A/RES/65/69", "A/RES/67/48", "A/RES/69/61"]


PARAGRAPHS = [
    ("en", "paragraph 6 of resolution 1820 (2008)", [("paragraph 6 of resolution 1820 (2008)", "S/RES/1820 (2008)", "OP6")]),
    ("en", "paragraph 4 of its resolution 1325 (2000)", [("paragraph 4 of its resolution 1325 (2000)", "S/RES/1325 (2000)", "OP4")]),
    ("en", "operative paragraph 4 of Security Council resolution 1325 (2000)", [("operative paragraph 4 of Security Council resolution 1325 (2000)", "S/RES/1325 (2000)", "OP4")]),
    ("en", "preambular paragraph 5 of resolution 1325 (2000)", [("preambular paragraph 5 of resolution 1325 (2000)", "S/RES/1325 (2000)", "PP5")]),
    ("en", "paragraphs 6, 7 (a) and 9 of resolution 1820 (2008)", [("paragraphs 6", "S/RES/1820 (2008)", "OP6"), ("7 (a)", "S/RES/1820 (2008)", "OP7(a)"), ("9 of resolution 1820 (2008)", "S/RES/1820 (2008)", "OP9")]),
    ("en", "paragraphs 7 (a) to (c) above", [("paragraphs 7 (a) to (c) above", OWN, f"OP7({part})") for part in "abc"]),
    ("en", "paragraphs 3–5 of this resolution", [("paragraphs 3–5 of this resolution", OWN, f"OP{number}") for number in (3, 4, 5)]),
    ("en", "as asked in paragraphs 2 and 3", [("paragraphs 2", OWN, "OP2"), ("3", OWN, "OP3")]),
    ("en", "see resolution 1325 (2000) and paragraph 5 of that resolution", [("resolution 1325 (2000)", "S/RES/1325 (2000)", ""), ("paragraph 5 of that resolution", "S/RES/1325 (2000)", "OP5")]),
    ("en", "see S/2010/498 and paragraph 5 thereof", [("S/2010/498", "S/2010/498", ""), ("paragraph 5 thereof", "S/2010/498", "¶5")]),
    ("en", "subparagraph (b) of paragraph 3 of resolution 1591 (2005)", [("subparagraph (b) of paragraph 3 of resolution 1591 (2005)", "S/RES/1591 (2005)", "OP3(b)")]),
    ("en", "paragraph 3, subparagraph (b), of resolution 1591 (2005)"[:29], [("paragraph 3, subparagraph (b)", OWN, "OP3(b)")]),
    ("en", "the ban of subparagraph (a) above", [("subparagraph (a) above", OWN, "OP5(a)")]),
    ("en", "paragraphs 8 (a) (iii) and 8 (d) of resolution 1718 (2006)", [("paragraphs 8 (a) (iii)", "S/RES/1718 (2006)", "OP8(a)(iii)"), ("8 (d) of resolution 1718 (2006)", "S/RES/1718 (2006)", "OP8(d)")]),
    ("en", "paragraphs 3 (b) (i) and (ii) of resolution 1737 (2006)", [("paragraphs 3 (b) (i)", "S/RES/1737 (2006)", "OP3(b)(i)"), ("(ii) of resolution 1737 (2006)", "S/RES/1737 (2006)", "OP3(b)(ii)")]),
    ("en", "as voted (A/77/385, para. 110)", [("A/77/385, para. 110", "A/77/385", "¶110")]),
    ("en", "paragraph 42 of the report of the Secretary-General (S/2010/498)", [("paragraph 42 of the report of the Secretary-General (S/2010/498)", "S/2010/498", "¶42")]),
    ("en", "this (1325,OP6) and that (1325, OP 6)", [("1325,OP6", "S/RES/1325 (2000)", "OP6"), ("1325, OP 6", "S/RES/1325 (2000)", "OP6")]),
    ("en", "S/RES/1906 (2009), pp. 6 and op. 1", [("S/RES/1906 (2009), pp. 6", "S/RES/1906 (2009)", "PP6"), ("op. 1", "S/RES/1906 (2009)", "OP1")]),
    ("en", "paragraph 1 (d) and paragraph 1 (f) of resolution 2293 (2016)", [("paragraph 1 (d)", "S/RES/2293 (2016)", "OP1(d)"), ("paragraph 1 (f) of resolution 2293 (2016)", "S/RES/2293 (2016)", "OP1(f)")]),
    ("en", "paragraph 2 of resolutions 2441 (2018) and 2509 (2020)", [("paragraph 2 of resolutions 2441 (2018)", "S/RES/2441 (2018)", "OP2"), ("2509 (2020)", "S/RES/2509 (2020)", "OP2")]),
    ("en", "paragraph 3 of annex I of resolution 2231 (2015)", [("paragraph 3 of annex I of resolution 2231 (2015)", "S/RES/2231 (2015)", "annex I, ¶3")]),
    ("en", "S/2010/498, annex II", [("S/2010/498, annex II", "S/2010/498", "annex II")]),
    ("en", "annex II to S/2010/498", [("annex II to S/2010/498", "S/2010/498", "annex II")]),
    ("fr", "alinéa a) du paragraphe 7 ci-dessus", [("alinéa a) du paragraphe 7 ci-dessus", OWN, "OP7(a)")]),
    ("fr", "au paragraphe 6 de la résolution 1820 (2008)", [("paragraphe 6 de la résolution 1820 (2008)", "S/RES/1820 (2008)", "OP6")]),
    ("fr", "les paragraphes 11 de la résolution 2213 (2015) et 2 de la résolution 2441 (2018)", [("paragraphes 11 de la résolution 2213 (2015)", "S/RES/2213 (2015)", "OP11"), ("2 de la résolution 2441 (2018)", "S/RES/2441 (2018)", "OP2")]),
    ("es", "el apartado a) del párrafo 7 de la presente resolución", [("apartado a) del párrafo 7 de la presente resolución", OWN, "OP7(a)")]),
    ("es", "los apartados a) a c) de la presente resolución", [("apartados a) a c) de la presente resolución", OWN, f"OP5({part})") for part in "abc"]),
    ("es", "párrafos 3 a 5 de la resolución 1820 (2008)", [("párrafos 3 a 5 de la resolución 1820 (2008)", "S/RES/1820 (2008)", f"OP{number}") for number in (3, 4, 5)]),
    ("ru", "в пунктах 6 и 7 a) резолюции 1820 (2008)", [("пунктах 6", "S/RES/1820 (2008)", "OP6"), ("7 a) резолюции 1820 (2008)", "S/RES/1820 (2008)", "OP7(a)")]),
    ("ru", "подпункт а) пункта 7 выше", [("подпункт а) пункта 7 выше", OWN, "OP7(a)")]),
    ("ru", "пункт 5 доклада Генерального секретаря (S/2010/498)", [("пункт 5 доклада Генерального секретаря (S/2010/498)", "S/2010/498", "¶5")]),
    ("ar", "الفقرات 7 (أ) إلى (ج) أعلاه", [("الفقرات 7 (أ) إلى (ج) أعلاه", OWN, f"OP7({part})") for part in "abc"]),
    ("ar", "عملا بالفقرة 6 من القرار 1820 (2008)", [("الفقرة 6 من القرار 1820 (2008)", "S/RES/1820 (2008)", "OP6")]),
    ("ar", "في الفقــرة 4 (أ) ’3‘ من هذا القرار", [("الفقــرة 4 (أ) ’3‘ من هذا القرار", OWN, "OP4(a)(iii)")]),
    ("zh", "第1820(2008)号决议第6段", [("第1820(2008)号决议第6段", "S/RES/1820 (2008)", "OP6")]),
    ("zh", "上文第7(a)至(c)段", [("上文第7(a)至(c)段", OWN, f"OP7({part})") for part in "abc"]),
    ("zh", "第1591(2005)号决议第3段(c)和(d)分段", [("第1591(2005)号决议第3段(c)", "S/RES/1591 (2005)", "OP3(c)"), ("(d)分段", "S/RES/1591 (2005)", "OP3(d)")]),
    ("zh", "第2399(2018)号决议第10至11段和第15段", [("第2399(2018)号决议第10至11段", "S/RES/2399 (2018)", "OP10"), ("第2399(2018)号决议第10至11段", "S/RES/2399 (2018)", "OP11"), ("第15段", "S/RES/2399 (2018)", "OP15")]),
    ("en", "paragraphs 4, 6 (as amended by paragraph 2 of resolution 1737 (2006)) and 7 of resolution 1718 (2006)", [("paragraphs 4", "S/RES/1718 (2006)", "OP4"), ("6", "S/RES/1718 (2006)", "OP6"), ("paragraph 2 of resolution 1737 (2006)", "S/RES/1737 (2006)", "OP2"), ("7 of resolution 1718 (2006)", "S/RES/1718 (2006)", "OP7")]),
    ("en", "paragraphs two and three of this resolution", [("paragraphs two", OWN, "OP2"), ("three of this resolution", OWN, "OP3")]),
    ("en", "as paragraph four above has it", [("paragraph four above", OWN, "OP4")]),
    ("en", "op. 4 (b) and (c), and OP5", [("op. 4 (b)", OWN, "OP4(b)"), ("(c)", OWN, "OP4(c)"), ("OP5", OWN, "OP5")]),
    ("en", "the third preambular paragraph of resolution 1325 (2000)", [("third preambular paragraph of resolution 1325 (2000)", "S/RES/1325 (2000)", "PP3")]),
    ("en", "the report (S/2010/498) states, in paragraph 12, this", [("S/2010/498", "S/2010/498", ""), ("paragraph 12", "S/2010/498", "¶12")]),
    ("en", "guided by resolution 1325 (2000) and its paragraph 5", [("resolution 1325 (2000)", "S/RES/1325 (2000)", ""), ("paragraph 5", "S/RES/1325 (2000)", "OP5")]),
    ("en", "a note (S/2006/997), in particular paragraph 11", [("S/2006/997", "S/2006/997", ""), ("paragraph 11", "S/2006/997", "¶11")]),
    ("en", "the meeting (see S / PV.7653) of then", [("S / PV.7653", "S/PV.7653", "")]),
    ("en", "to notify under paragraphs 3 and 4, of any transfer", [("paragraphs 3", OWN, "OP3"), ("4", OWN, "OP4")]),
    ("fr", "le cinquième alinéa du préambule de la résolution 1325 (2000)", [("cinquième alinéa du préambule de la résolution 1325 (2000)", "S/RES/1325 (2000)", "PP5")]),
    ("fr", "le rapport (S/2010/498), qui indique au paragraphe 4 que", [("S/2010/498", "S/2010/498", ""), ("paragraphe 4", "S/2010/498", "¶4")]),
    ("es", "el quinto párrafo del preámbulo de la resolución 1325 (2000)", [("quinto párrafo del preámbulo de la resolución 1325 (2000)", "S/RES/1325 (2000)", "PP5")]),
    ("es", "el párrafo cuatro de la presente resolución", [("párrafo cuatro de la presente resolución", OWN, "OP4")]),
    ("ru", "пятый пункт преамбулы резолюции 1325 (2000)", [("пятый пункт преамбулы резолюции 1325 (2000)", "S/RES/1325 (2000)", "PP5")]),
    ("ru", "доклад (S/2010/498) и его пункт 4", [("S/2010/498", "S/2010/498", ""), ("пункт 4", "S/2010/498", "¶4")]),
    ("ar", "الفقرة الخامسة من ديباجة القرار 1325 (2000)", [("الفقرة الخامسة من ديباجة القرار 1325 (2000)", "S/RES/1325 (2000)", "PP5")]),
    ("zh", "第1325(2000)号决议序言部分第五段", [("第1325(2000)号决议序言部分第五段", "S/RES/1325 (2000)", "PP5")]),
    ("zh", "第2441(2018)和2509(2020)号决议第2段", [("第2441(2018)", "S/RES/2441 (2018)", "OP2"), ("2509(2020)号决议第2段", "S/RES/2509 (2020)", "OP2")]),
    ("zh", "报告(A/77/456，第61段)", [("A/77/456，第61段", "A/77/456", "¶61")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), PARAGRAPHS)
def test_paragraphs(language: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text, language) == expected


NOTHING = [
    ("en", "Article 3, paragraph 3, of the Statute; paragraph 5 of article 4; rule 37, paragraph 2"),
    ("en", "decision 71/546 and decisions 49/469 of 23 December 1994 and 50/473"),
    ("en", "order No. 21/038, HIV/AIDS, S/he, A/H1N1, 450 (2023) people, the 1540 Committee, on 31 October 2000"),
    ("en", "paragraph 4 of the Agreement and annex 1-A of the Peace Agreement; chap. I, resolution 1"),
    ("en", "League of Arab States resolution 7298 and Economic Commission resolution 683 (XXXV)"),
    ("en", "the peaceful resolution of conflicts; this resolution; paragraph 77 of nothing, paragraph 77"),
    ("en", "paragraphs 4 to 8 of the report of the Secretary-General; paragraph 4 of that report; paragraph 4 of his report"),
    ("en", "paragraph 4 of the aforementioned letter, article 12 quater, paragraph 2, of the Statute; section II, paragraph 4, of it"),
    ("fr", "au paragraphe 4 de son rapport et au paragraphe 5 de la lettre du Président"),
    ("es", "en el párrafo 4 de su informe y en el párrafo 5 del informe del Secretario General"),
    ("ru", "в пункте 4 его доклада и в пункте 5 доклада Генерального секретаря"),
    ("ar", "الفقرة 4 من تقريره والفقرة 5 الواردة في تقرير الأمين العام"),
    ("zh", "秘书长报告第4段；该报告第5段"),
    ("fr", "article 14, paragraphe 4, du Statut ; par 15 voix contre 0"),
    ("es", "artículo 14, párrafo 4; decisión 71/546"),
    ("ru", "пункта 3 статьи 5 Устава; пункт 26 повестки дня; решение 71/546; резолюция 1995 года"),
    ("ar", "الفقرة 3 من المادة 5 من الميثاق؛ المقرر 71/546"),
    ("zh", "《规约》第14条第4段；第71/546号决定；第二阶段"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_is_no_citation(language: str, text: str) -> None:
    assert found(text, language) == []


def test_what_a_short_resolution_means_depends_on_the_body() -> None:
    text = "in its resolution 34/5"
    ours = found(text, symbol="A/HRC/RES/40/1", body="Human Rights Council")
    theirs = found(text, symbol="A/RES/77/1", body="General Assembly")
    assert ours[0][1] == "A/HRC/RES/34/5" and theirs[0][1] == "A/RES/34/5"


def test_paragraphs_of_a_report_of_its_own() -> None:
    units = tuple(Unit(f"¶{number}", "paragraph", "see paragraph 2 above") for number in (1, 2))
    labels = [at.label for at in cite(document("", kind="report", symbol="S/2010/498", units=units))]
    assert labels == ["¶2", "¶2"]


def test_a_paragraph_that_does_not_exist_here_is_not_supposed_to_be_ours() -> None:
    assert found("in paragraph 18") != [] and found("in paragraph 44") == []


def test_paragraphs_of_the_above_report_are_not_ours() -> None:
    assert found("as proposed in paragraphs 3 and 4 of the above report;") == []
    assert found("as set out in paragraph 3 above;") != []


def test_paragraphs_that_we_do_not_have_are_those_of_the_report_named_before_them() -> None:
    text = "Taking note of the report (S/2031/663), above all the choices laid out in paragraphs 72 to 73,"
    assert [(symbol, label) for _, symbol, label in found(text)] == [
        ("S/2031/663", ""),
        ("S/2031/663", "¶72"),
        ("S/2031/663", "¶73"),
    ]
    assert [symbol for _, symbol, _ in found("It recalls S/2031/663. It agrees with paragraph 72.")] == [
        "S/2031/663"
    ]


def test_a_speech_has_no_paragraphs_to_point_at() -> None:
    assert found("as in paragraph 4 above", kind="speech") == []


def test_an_annex_points_at_itself_with_its_name() -> None:
    units = (Unit("§1", "paragraph", "paragraph 2 of this annex and paragraph 3 of this resolution"),)
    cited = cite(document("", part="annex II", units=units))
    assert [(at.symbol, at.label) for at in cited] == [(OWN, "annex II, ¶2"), (OWN, "OP3")]


def test_that_resolution_may_stand_in_the_part_above() -> None:
    units = (
        Unit("OP1", "operative", "Recalls resolution 1591 (2005) and:"),
        Unit("OP1(a)", "part", "renews paragraph 3 of that resolution", parent="OP1"),
        Unit("OP2", "operative", "renews paragraph 3 of that resolution"),
    )
    assert [(at.unit, at.symbol, at.label) for at in cite(document("", units=units))] == [
        ("OP1", "S/RES/1591 (2005)", ""),
        ("OP1(a)", "S/RES/1591 (2005)", "OP3"),
    ]


def test_a_report_is_known_by_its_date_once_its_symbol_is_named() -> None:
    units = (
        Unit("PP1", "preambular", "Noting the report of the Secretary-General of 3 May 2010 (S/2010/498),"),
        Unit("OP1", "operative", "Takes up paragraphs 4 and 5 of his report of 3 May 2010 for now;"),
        Unit("OP2", "operative", "Takes up paragraph 4 of his report of 3 May 2011;"),
        Unit("OP3", "operative", "Takes up paragraph 4 of his report of 23 May 2010;"),
    )
    assert [(at.unit, at.symbol, at.label) for at in cite(document("", units=units))] == [
        ("PP1", "S/2010/498", ""),
        ("OP1", "S/2010/498", "¶4"),
        ("OP1", "S/2010/498", "¶5"),
    ]


def test_a_date_of_two_documents_tells_neither() -> None:
    units = (
        Unit(
            "PP1",
            "preambular",
            "Noting the report of 3 May (S/2010/498) and the letter of 3 May (S/2010/499),",
        ),
        Unit("OP1", "operative", "Takes up paragraph 4 of the report of 3 May;"),
    )
    assert {at.unit for at in cite(document("", units=units))} == {"PP1"}


def test_a_bracketed_paragraph_in_a_report_is_somebody_elses() -> None:
    units = tuple(Unit(f"¶{n}", "paragraph", "It was asked (para. 2). See (para. 1 above).") for n in (1, 2))
    assert [at.label for at in cite(document("", kind="report", symbol="A/80/6", units=units))] == [
        "¶1",
        "¶1",
    ]


def test_numbers_of_sections_may_be_left_out_or_stand_in_an_annex() -> None:
    own = Unit("¶5.II.24(a)", "paragraph", "see para. 5.24 (a) above and paragraph 5.II.24 (a)")
    fields = {"kind": "report", "symbol": "A/80/6 (Sect. 5)"}
    assert [at.label for at in cite(document("", units=(own,), **fields))] == ["¶5.II.24(a)", "¶5.II.24(a)"]
    there = document("as in paragraph 5.II.24 (a)", part="annex I", **(fields | {"kind": "document"}))
    assert [at.label for at in cite(there)] == ["¶5.II.24(a)"]


def test_footnotes_are_cited_under_their_mark() -> None:
    note = Note("3", 4, "See resolution 66/288, annex.")
    cited = cite(document("", units=(Unit("PP1", "preambular", "Text of 1325 (2000).", notes=(note,)),)))
    assert [(at.note, at.symbol, at.label) for at in cited] == [
        ("", "S/RES/1325 (2000)", ""),
        ("3", "A/RES/66/288", "annex"),
    ]
    assert note.text[cited[1].start : cited[1].end] == "resolution 66/288, annex"


# --- any text ---------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *[
            "resolution",
            "resolutions",
            "paragraph",
            "paragraphs",
            "subparagraph",
            "(a)",
            "(ii)",
            "7",
            "12",
            "1325",
            "(2000)",
            "60/1",
            "to",
            "and",
            "of",
            ",",
            ";",
            ".",
        ],
        *[
            "above",
            "thereof",
            "annex",
            "II",
            "S/2010/498",
            "that",
            "résolution",
            "paragraphe",
            "alinéa",
            "a)",
            "ci-dessus",
            "párrafo",
            "пункт",
            "выше",
        ],
        *[
            "резолюции",
            "القرار",
            "الفقرة",
            "من",
            "إلى",
            "أعلاه",
            "و",
            "(أ)",
            "’3‘",
            "第",
            "号决议",
            "段",
            "至",
            "上文",
            "附件",
            "\u200f",
            "١٣٢٥",
            "（",
            "）",
            "İ",
            "ß",
            "217",
            "A",
            "(III)",
        ],
        " ",
        "OP6",
        "para.",
        "\u00ad",
        "Ibid.",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(_PIECES, max_size=30).map(" ".join),
    st.lists(_PIECES, max_size=30).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(_TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(["resolution", "report", "speech", "document"]))
def test_any_text(text: str, language: str, kind: str) -> None:
    first = cite(document(text, language, kind=kind))
    assert first == cite(document(text, language, kind=kind))
    spans = [(at.start, at.end) for at in first]
    assert spans == sorted(spans)
    for at in first:
        assert 0 <= at.start < at.end <= len(text)
        assert at.symbol and text[at.start : at.end].strip() == text[at.start : at.end]
    for (start, end), (after, stop) in pairwise(spans):
        assert after >= end or (start, end) == (after, stop), (text[start:end], text[after:stop])


def test_nothing_grows_with_the_square_of_the_text() -> None:
    for piece in (
        "paragraph 3, ",
        "(a), ",
        "resolution ",
        "1325 (2000), ",
        "第1段、",
        "annex ",
        "1/1/",
        "of 3 May (S/2010/498), paragraph 4 of his report of 3 May; ",
    ):
        cite(document(piece * 3000))
        cite(document(piece * 3000, "zh"))


# --- real documents ---------------------------------------------------------------------------------------

needs_corpus = pytest.mark.skipif(
    not CORPUS.exists(), reason="the shared corpus is not beside the repository"
)


@needs_corpus
def test_six_languages_cite_the_same() -> None:
    cited = {}
    for language in ("Arabic", "Chinese", "English", "French", "Russian", "Spanish"):
        path = next((CORPUS / "sc-resolutions/2021" / language).glob("*2562*"))
        cited[language] = sorted((at.unit, at.symbol, at.label) for at in cite(read(path)))
    assert len(cited["English"]) > 30
    for language, citations in cited.items():
        same = set(citations) & set(cited["English"])
        assert len(same) >= 0.97 * len(set(cited["English"])), language


@needs_corpus
def test_a_sanctions_resolution() -> None:
    path = next((CORPUS / "sc-resolutions/Pre-2020/2008").glob("S_RES_1820*"))
    resolution = read(path)
    cited = cite(resolution)
    texts = {unit.label: unit.text for unit in resolution.units}
    symbols = {at.symbol for at in cited}
    assert {"S/RES/1325 (2000)", "S/RES/1612 (2005)", "S/RES/1674 (2006)"} <= symbols
    for at in cited:
        number = at.symbol.split("/")[-1].split()[0] if not at.label else ""
        assert number in texts[at.unit][at.start : at.end] or at.note
