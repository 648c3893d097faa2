"""The register's commitments are the program's own coding, made again byte for byte, and hold no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from windhoek import register
from windhoek.coding.codebook import load
from windhoek.register import build_commitments
from windhoek.register.read import TABLES
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "../shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts in ../shared are not here")
def test_built_again_byte_for_byte() -> None:
    written = text(build_commitments.build(SHARED), register.schema("commitments"))
    assert written == (TABLES / "commitments.csv").read_text("utf-8"), (
        "the codebook has changed: run make data"
    )


def test_codes_are_those_of_the_codebook() -> None:
    codebook = load()
    themes, functions = {each.code for each in codebook.themes}, {each.code for each in codebook.functions}
    missions = {row["acronym"] for row in register.rows("missions")}
    for row in register.rows("commitments"):
        assert row["themes"], row
        assert set(row["themes"]) <= themes
        assert set(row["functions"]) <= functions
        # A document can introduce a mission that has no row of its own; the record names few.
        assert len(row["verb"] or "") <= 40, row
    unknown = {name for row in register.rows("commitments") for name in row["missions"]} - missions
    assert len(unknown) <= 3, unknown


def test_commitments_of_a_paragraph_are_numbered_from_one() -> None:
    seen: dict[tuple[str, str, str], list[int]] = {}
    for row in register.rows("commitments"):
        seen.setdefault((row["symbol"], row["part"] or "", row["unit"]), []).append(row["number"])
    for numbers in seen.values():
        assert numbers in ([0], list(range(1, len(numbers) + 1)))
