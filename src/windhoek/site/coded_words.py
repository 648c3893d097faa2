"""Our own lines under the themes of the codebook: coded as paragraphs are, where a table has no themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from windhoek import register
from windhoek.coding.code import code
from windhoek.coding.codebook import Codebook
from windhoek.document import Document, Source, Unit
from windhoek.register import Row
from windhoek.site import shelf


def practices(theme: str) -> Sequence[Row]:
    """The practices whose words speak of a theme."""
    return _by_theme(shelf.codebook()).get(theme, ())


def themes(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """For each of our lines, which are English, the themes that it speaks of."""
    return _themes(shelf.codebook(), tuple(lines))


@lru_cache(maxsize=4)
def _by_theme(codebook: Codebook) -> Mapping[str, Sequence[Row]]:
    rows = register.rows("practices")
    found: dict[str, list[Row]] = {}
    spoken = _themes(codebook, tuple(f"{row['what']} {row['outcome'] or ''}" for row in rows))
    for row, codes in zip(rows, spoken, strict=True):
        for theme in codes:
            found.setdefault(theme, []).append(row)
    return found


@lru_cache(maxsize=8)
def _themes(codebook: Codebook, lines: tuple[str, ...]) -> list[tuple[str, ...]]:
    units = tuple(Unit(f"§{number}", "paragraph", line) for number, line in enumerate(lines, 1))
    document = Document(
        symbol="register", part="", kind="document", body="", date="", language="en", title="",
        source=Source("", "", ""), units=units,
    )  # fmt: skip
    coded = {each.unit: each.themes for each in code(document, codebook)}
    return [coded.get(unit.label, ()) for unit in units]
