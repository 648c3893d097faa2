"""The Council's resolutions as its record of adoptions has them: date, title, meeting, votes, sponsors, draft, subjects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from windhoek.document import Adoption, Document
from windhoek.reading import metadata
from windhoek.register.build_commitments import english

FOLDER = Path("corpus/sc-metadata")
SOURCE = "sc-adoptions"

#: The title stands in square brackets behind the symbol; one is given twice where the record has two.
_TITLE = re.compile(r"\[(?:on )?(?!\d{4}\b)(?P<title>[^][]+(?:\[[^][]*\][^][]*)*)\]")
_MEETING = re.compile(r"(?P<number>\d+)(?:st|nd|rd|th)(?: \([Rr]esumption (?P<resumed>\d+)\))?")
#: In this order: "unanimously" is misprinted in several ways, and a vote is told by its three numbers.
_HOW = (
    ("unanimous", re.compile(r"(?<!non-)\bunanim", re.IGNORECASE)),
    ("without vote", re.compile(r"without vote")),
    ("acclamation", re.compile(r"acclamation")),
    ("vote", re.compile(r"\d+-\d+-\d+|non-unanim", re.IGNORECASE)),
)
_UNDER = r"(?:under|pursuant to|in accordance with) (?:article 4[01]\b|chapters? (?:vi and )?vii\b)"
_ACTS_UNDER_VII = {
    "preambular": re.compile(rf"(?:.*, )?acting\b[a-z ]*? {_UNDER}", re.IGNORECASE),
    "operative": re.compile(
        rf".*?\bacting {_UNDER}|(?:decides|authorizes|demands)(?: [A-Z]+)?, {_UNDER}", re.IGNORECASE
    ),
}
_COUNTED = re.compile(r"(\d+)-(\d+)-(\d+)")
_SIDES = ("in_favour", "against", "abstaining")
_HEADINGS = "UNBIS Thesaurus"
#: What the record writes for a text under Chapter VII; else nothing or "N.A.".
_SEVEN = "Chapter VII"
#: Where the record names one of these as sponsor, the paper that it gives as draft is a report or a note.
_NO_STATE = re.compile(r"secretary-general|committee", re.IGNORECASE)


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `resolutions`; of two records of one resolution, the fuller.

    The record calls some texts acts under Chapter VII that are none, and leaves it out for others: where the text is at
    hand, its own words decide.
    """
    acting = {document.symbol: _under_vii(document) for document in english(shared) if not document.part}
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((shared / FOLDER).glob("*.json")):
        data = path.read_bytes()
        printed = [json.loads(line) for line in data.splitlines() if line.strip()]
        for (symbol, adoption, title), record in zip(metadata.read(data, str(path)), printed, strict=True):
            meeting = _MEETING.search(adoption.meeting)
            titled = _TITLE.search(title)
            how = next((how for how, words in _HOW if words.search(adoption.outcome)), "")
            counts, doubt = _counts(adoption, how)
            drafted = not any(map(_NO_STATE.search, adoption.sponsors))
            row = {
                "symbol": symbol,
                "date": adoption.date,
                "title": titled["title"] if titled else "",
                "agenda_item": adoption.agenda_item.rstrip("."),
                "meeting": _meeting(meeting) if meeting else "",
                "chapter_vii": "true" if acting.get(symbol, record.get("chapter_VII") == _SEVEN) else "false",
                "how": how,
                **dict(zip(_SIDES, counts, strict=True)),
                "votes_doubtful": doubt,
                "voted_against": adoption.against,
                "abstained": adoption.abstaining,
                "sponsors": tuple(dict.fromkeys(adoption.sponsors)) if drafted else (),
                "draft": adoption.draft if drafted else "",
                "subjects": tuple(
                    sorted({each[0] for each in record.get("subjects") or () if each[1:] == [_HEADINGS]})
                ),
                "source": SOURCE,
                "status": "derived",
            }
            if symbol not in found or _filled(row) > _filled(found[symbol]):
                found[symbol] = row
    return found.values()


def _under_vii(document: Document) -> bool:
    return any(
        unit.kind in _ACTS_UNDER_VII and _ACTS_UNDER_VII[unit.kind].match(" ".join(unit.text.split()))
        for unit in document.units
    )


def _meeting(found: re.Match[str]) -> str:
    return f"S/PV.{found['number']}" + (f" (Resumption {found['resumed']})" if found["resumed"] else "")


def _counts(adoption: Adoption, how: str) -> tuple[tuple[int | None, ...], str]:
    """How many voted for, against and abstained, and where the record contradicts itself.

    The numbers in the words "Adopted 9-0-6" go before those in columns of their own, which are sometimes those of
    another vote. Without a vote nobody is counted.
    """
    given = tuple(adoption.votes.get(side) for side in _SIDES)
    said = _COUNTED.search(adoption.outcome)
    counts: tuple[int | None, ...] = tuple(map(int, said.groups())) if said else given
    if how in ("without vote", "acclamation"):
        return (None, None, None), ""
    counts = tuple(0 if number is None and at else number for at, number in enumerate(counts))
    names = (len(adoption.in_favour), len(adoption.against), len(adoption.abstaining))
    others = {
        "the columns count": tuple(number or 0 for number in given),
        "the names are": names if any(names) else counts,
    }
    return counts, "; ".join(
        f"{what} {'-'.join(map(str, found))}" for what, found in others.items() if found != counts
    )


def _filled(row: Mapping[str, Any]) -> int:
    return sum(value not in (None, "", ()) for value in row.values())
