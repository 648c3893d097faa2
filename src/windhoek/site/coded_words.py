"""Our own lines on practices under the themes of the codebook: coded as paragraphs are, because the table has functions alone."""

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


@lru_cache(maxsize=4)
def _by_theme(codebook: Codebook) -> Mapping[str, Sequence[Row]]:
    rows = register.rows("practices")
    units = tuple(
        Unit(f"§{number}", "paragraph", f"{row['what']} {row['outcome'] or ''}")
        for number, row in enumerate(rows, 1)
    )
    lines = Document(
        symbol="practices", part="", kind="document", body="", date="", language="en", title="",
        source=Source("", "", ""), units=units,
    )  # fmt: skip
    found: dict[str, list[Row]] = {}
    by_label = {unit.label: row for unit, row in zip(units, rows, strict=True)}
    for each in code(lines, codebook):
        for theme in each.themes:
            found.setdefault(theme, []).append(by_label[each.unit])
    return found
