"""The Council's record of adoptions, as JSON Lines."""

from __future__ import annotations

import json

import pytest

from windhoek.reading import ReadError, metadata

ROW = {
    "symbol": "S/RES/1350(2001)",
    "resolution_title": "Security Council resolution 1350 (2001) [on a vacancy]",
    "adoption_meeting": "4316th meeting",
    "adoption_date": "27 April 2001",
    "adoption_type": "Adopted 14-0-1, 4316th meeting",
    "draft_resolution": "S/2001/401",
    "MS_in_favour_count": "14",
    "MS_against_count": "0",
    "MS_abstaining_count": "1",
    "MS_in_favour": ["CHINA", "MALI"],
    "MS_abstaining": ["JAMAICA"],
    "sponsors": ["MALI"],
    "additional_sponsors": ["NORWAY"],
}


def test_a_line_is_an_adoption() -> None:
    ((symbol, adoption, title),) = metadata.read(json.dumps(ROW).encode() + b"\n\n", "2001.json")
    assert (symbol, title) == ("S/RES/1350 (2001)", "Security Council resolution 1350 (2001) [on a vacancy]")
    assert (adoption.meeting, adoption.date, adoption.draft) == ("4316th", "2001-04-27", "S/2001/401")
    assert adoption.votes == {"in_favour": 14, "against": 0, "abstaining": 1}
    assert (adoption.in_favour, adoption.abstaining) == (("CHINA", "MALI"), ("JAMAICA",))
    assert adoption.sponsors == ("MALI", "NORWAY")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no record"),
        (b"{", "line 1"),
        (b'{"symbol": 3}', "line 1"),
        (b'{"symbol": "none"}', "line 1"),
    ],
)
def test_what_is_no_record_is_named_by_its_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        metadata.read(data, "2001.json")


def test_a_report_is_no_draft_and_sponsors_nothing() -> None:
    said = ROW | {"draft_resolution": "S/2031/9", "sponsors": ["REPORT OF THE SECRETARY-GENERAL"]}
    ((_, adoption, _),) = metadata.read(json.dumps(said).encode(), "2031.json")
    assert (adoption.draft, adoption.sponsors) == ("", ())
