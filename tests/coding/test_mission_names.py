"""The missions of the codebook are those of the register, by every English name; neither room imports the other."""

from __future__ import annotations

import csv
from pathlib import Path

from windhoek.coding.addressee_tables import tables
from windhoek.coding.codebook_files import files
from windhoek.coding.lexicon import fold

REGISTER = Path(__file__).parents[2] / "src" / "windhoek" / "register" / "tables"
#: Coded as part of the United Nations or of Member States, not as missions; "United Nations Force" is no one's own name.
NOT_MISSIONS = {"UNSOS", "UNSOA", "UNSOH", "MSS", "GSF"}
TOO_GENERAL = {"UNFOR"}


def rows(name: str) -> list[dict[str, str]]:
    with (REGISTER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_english_name_of_a_mission_is_known() -> None:
    known = tables(files()).actors
    names = [(row["acronym"], name) for row in rows("missions.csv") for name in (row["acronym"], row["name"])]
    names += [
        (row["mission"], name)
        for row in rows("mission-names.csv")
        if row["language"] == "en"
        for name in (row["name"], row["acronym"])
        if name
    ]
    assert len(names) > 200
    wrong = []
    for acronym, name in names:
        stands_for = known.get(fold(name), "")
        expected = ("un-system", "member-states") if acronym in NOT_MISSIONS else (f"mission:{acronym}",)
        if stands_for not in expected and acronym not in TOO_GENERAL:
            wrong.append(f"{name}: {stands_for or 'unknown'}, in the register {acronym}")
    assert wrong == []
