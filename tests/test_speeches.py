"""`windhoek extracts`, and the speakers that `code` and `show` print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from terminal import windhoek

TALKS = "Women must take part in the peace negotiations, as we have long said in this Council and outside it."
RECORD = f"""S/PV.9997

The President: I declare the meeting open.

Mr. Well (Chad): I have the honour to speak on behalf of the African Group. {TALKS}

The President: I thank the speaker.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "record.txt"
    path.write_text(RECORD, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(record: Path) -> Path:
    place = record.parent / "store.sqlite3"
    done = windhoek("ingest", record, "--store", place)
    assert done.returncode == 0, done.stderr
    return place


def test_code_and_show_print_the_speaker_with_the_place_that_says_so(record: Path, store: Path) -> None:
    for done in (windhoek("code", record), windhoek("show", "S/PV.9997", "--store", store)):
        assert done.returncode == 0, done.stderr
        assert "Speech 2: Mr. Well for Chad (State), on behalf of African Group" in done.stdout
        assert "for: “Chad” (printed name)" in done.stdout
        assert "on behalf of: “African Group” (2§1)" in done.stdout
        assert "Speech 1" not in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_carries_speakers_and_extracts(record: Path, store: Path) -> None:
    for done in (
        windhoek("code", record, "--json"),
        windhoek("show", "S/PV.9997", "--json", "--store", store),
    ):
        read = json.loads(done.stdout)
        assert [each["whom"] for each in read["speakers"]] == ["Security Council", "Chad", "Security Council"]
        assert {"what": "whom", "where": "printed name", "start": 10, "end": 14, "words": "Chad"} in (
            read["speakers"][1]["said"]
        )
        (extract,) = read["extracts"]
        assert extract["speech"] == "2" and extract["units"] == ["2§1"] and extract["themes"]


def test_extracts_are_listed_by_theme_and_country(store: Path) -> None:
    done = windhoek("extracts", "--theme", "participation", "--country", "Tchad", "--json", "--store", store)
    listed = json.loads(done.stdout)
    assert (listed["total"], listed["page"], listed["pages"]) == (1, 1, 1)
    (extract,) = listed["extracts"]
    assert extract["symbol"] == "S/PV.9997" and extract["speaker"]["on_behalf"] == "African Group"
    printed = windhoek("extracts", "--store", store).stdout
    assert "1 extract\n" in printed and "S/PV.9997 2§1" in printed


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--theme", "wells", "participation"),
        ("--kind", "tribe", "civil-society"),
        ("--country", "Atlantis", "no State"),
    ],
)
def test_what_is_unknown_is_told_with_what_there_is(store: Path, option: str, value: str, word: str) -> None:
    done = windhoek("extracts", option, value, "--store", store)
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.startswith(f"{option} {value}: ") and word in done.stderr
