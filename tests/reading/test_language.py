"""Languages and dates."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.document import LANGUAGES
from windhoek.reading import dates
from windhoek.reading.language import detect

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
real = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")
FOLDERS = {"Arabic": "ar", "Chinese": "zh", "English": "en", "French": "fr", "Russian": "ru", "Spanish": "es"}

SAID = {
    "en": "The women of the village have dug a well.",
    "fr": "Les femmes du village ont creusé un puits.",
    "es": "Las mujeres de la aldea han cavado un pozo.",
    "ru": "Женщины деревни вырыли колодец.",
    "zh": "村里的妇女挖了一口井。",
    "ar": "حفرت نساء القرية بئرا.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_is_enough(language: str) -> None:
    assert detect(SAID[language]) == language
    assert detect(f"United Nations S/2016/1 Distr.: General\n{SAID[language] * 4}\nUNICEF (2016)") == language


@pytest.mark.parametrize("text", ["", "1325 (2000)", "\n \t", "***"])
def test_what_tells_nothing_is_english(text: str) -> None:
    assert detect(text) == "en"


@given(st.text(max_size=300))
def test_any_text_has_one_of_the_six_and_always_the_same(text: str) -> None:
    assert detect(text) in LANGUAGES
    assert detect(text) == detect(text)


def test_no_model_is_downloaded() -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise OSError('no network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from windhoek.reading.language import detect\n"
        f"assert detect({SAID['fr']!r}) == 'fr'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@real
def test_resolutions_in_six_languages() -> None:
    for folder, language in FOLDERS.items():
        for path in sorted((CORPUS / "sc-resolutions" / "2023" / folder).glob("*.xml"))[:8]:
            assert detect(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))) == language, path.name


@real
@pytest.mark.parametrize("language", LANGUAGES)
def test_single_lines_in_six_languages(language: str) -> None:
    (path,) = (CORPUS / "un-parallel-devset").glob(f"*.{language}")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 40][:500]
    assert sum(detect(line) == language for line in lines) >= 0.99 * len(lines)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31 October 2000", "2000-10-31"),
        ("Friday, 28 October 2016, 10 a.m.", "2016-10-28"),
        ("(Oct 13, 2025)", "2025-10-13"),
        ("Sept. 1st, 2025", "2025-09-01"),
        ("1er juin 2018", "2018-06-01"),
        ("le 10\u00a0août\u00a02018", "2018-08-10"),
        ("31 de octubre de 2007", "2007-10-31"),
        ("1 de setiembre del 2007", "2007-09-01"),
        ("31 октября 2007 года", "2007-10-31"),
        ("2022年12月14日大会决议", "2022-12-14"),
        ("14 كانون الأول/ديسمبر 2022", "2022-12-14"),
        ("14 كانون الأول/ ديسمبر 2022", "2022-12-14"),
        ("٣١ كانون الثاني/يناير ٢٠٢٢", "2022-01-31"),
        ("31 June 2020", ""),
        ("31 June 2020, then 1 July 2020", "2020-07-01"),
        ("resolution 1325 (2000)", ""),
        ("131 October 2000", ""),
        ("May 2010", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert dates.first(text) == date


@given(st.dates(), st.sampled_from(["January", "mars", "abril", "июня", "آذار/مارس"]))
def test_dates_are_found_where_they_stand(day: object, month: str) -> None:
    text = f"On 12 {month} 2009 and after"
    ((start, end, iso),) = dates.find(text)
    assert text[start:end] == f"12 {month} 2009" and iso.startswith("2009-") and iso.endswith("-12")
