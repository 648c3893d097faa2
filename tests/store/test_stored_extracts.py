"""Extracts over a store: by theme, speaker, State, meeting and year, in pages; pieces of one speech."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from windhoek.store import extracts, queries
from windhoek.store.ingest import ingest
from windhoek.store.store import Store

TALKS = "Women must take part in the peace negotiations, as we have long said in this Council and outside it."
ABUSE = "Sexual exploitation and abuse by peacekeepers must end, and those who did it must answer for it."
FILES = {
    "UNSC_2031_SPV.9998_spch003_Chad_00_GD.txt": f"I have the honour to speak on behalf of the African Group. {TALKS}",
    "UNSC_2031_SPV.9998_spch003_Chad_01_GD.txt": ABUSE,
    "UNSC_2031_SPV.9998_spch010_PERU_00_GD.txt": TALKS,
    "UNSC_2032_SPV.9999_spch002_Order_Of_Diggers_00_GD.txt": TALKS,
    "UNSC_2032_SPV.9999_spch004_Peru_00_GD.txt": "Wells are deep, and there is nothing else to be said of them today.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("speeches")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened = Store(folder / "store.sqlite3")
    report = ingest(opened, [folder])
    assert report.failed == 0, report.failures
    yield opened
    opened.close()


def names(page: extracts.Page) -> list[str]:
    return [each.name for each in page.extracts]


def test_the_newest_meeting_comes_first_and_speeches_in_their_order(store: Store) -> None:
    assert names(extracts.find(store)) == [
        "S/PV.9999, speech 2/0",
        "S/PV.9998, speech 3/0",
        "S/PV.9998, speech 3/1",
        "S/PV.9998, speech 10/0",
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"theme": "sexual-exploitation-and-abuse"}, ["S/PV.9998, speech 3/1"]),
        ({"country": "Peru"}, ["S/PV.9998, speech 10/0"]),
        ({"country": "Tchad", "theme": "participation"}, ["S/PV.9998, speech 3/0"]),
        ({"meeting": "s/pv.9999"}, ["S/PV.9999, speech 2/0"]),
        ({"year": "2032"}, ["S/PV.9999, speech 2/0"]),
        ({"kind": "group-of-states"}, ["S/PV.9998, speech 3/0", "S/PV.9998, speech 3/1"]),
        ({"country": "Fiji"}, []),
    ],
)
def test_extracts_are_chosen(store: Store, asked: dict[str, str], expected: list[str]) -> None:
    found = extracts.find(store, **asked)  # type: ignore[arg-type]
    assert names(found) == expected and found.total == len(expected)


def test_pages_hold_every_extract_once(store: Store) -> None:
    pages = [extracts.find(store, page=number, size=3) for number in (1, 2, 99)]
    assert [page.number for page in pages] == [1, 2, 2] and {page.pages for page in pages} == {2}
    assert names(pages[0]) + names(pages[1]) == names(extracts.find(store))


def test_what_one_piece_says_of_the_speaker_holds_for_the_whole_speech(store: Store) -> None:
    row = queries.find(store, "S/PV.9998, speech 3/1")
    assert row is not None
    (speaker,) = extracts.spoken(store, row).speakers
    assert (speaker.whom, speaker.on_behalf, speaker.behalf_kind) == (
        "Chad",
        "African Group",
        "group-of-states",
    )
    assert speaker.said[-1].where == "speech 3/0, §1"
    other = queries.find(store, "S/PV.9998, speech 10/0")
    assert other is not None and extracts.spoken(store, other).speakers[0].on_behalf == ""


def test_a_name_in_no_table_is_kept_as_the_file_has_it(store: Store) -> None:
    (found,) = extracts.find(store, meeting="S/PV.9999").extracts
    assert (found.speaker.whom, found.speaker.kind) == ("Order of Diggers", "")


def test_filters_are_counted_and_states_known(store: Store) -> None:
    counts = extracts.counts(store)
    assert counts["theme"]["participation"] == 3 and counts["country"] == {"Chad": 2, "Peru": 1}
    assert counts["kind"] == {"state": 3, "group-of-states": 2} and counts["meeting"]["S/PV.9998"] == 3
    for name, values in counts.items():
        for value, count in values.items():
            assert extracts.find(store, **{name: value}).total == count  # type: ignore[arg-type]
    assert extracts.is_state(store, "Pérou") and not extracts.is_state(store, "Diggers")


def test_a_new_speech_is_found_at_once(store: Store, tmp_path: Path) -> None:
    before = extracts.find(store).total
    (tmp_path / "UNSC_2033_SPV.9997_spch002_Fiji_00.txt").write_text(TALKS, encoding="utf-8")
    ingest(store, [tmp_path])
    assert extracts.find(store).total == before + 1
    assert extracts.find(store, country="Fiji").total == 1
