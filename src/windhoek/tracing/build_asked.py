"""What each mandate text of `corpus` asks of its mission with all that it leaves in force: the register's table `asked`.

It holds no words, and lets a clone without texts answer as one with them. By `make data`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from windhoek.register.build_commitments import SOURCE, english
from windhoek.register.read import rows
from windhoek.tracing.asked import MISSING, dated, traced
from windhoek.tracing.mandates import Texts, resolutions


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `asked`: by mission and mandate text each paragraph in force, and what is cited and not at hand."""
    texts = Texts({document.symbol: document for document in english(shared) if not document.part}.get)
    for mission in sorted(row["acronym"] for row in rows("missions")):
        for symbol in resolutions(mission):
            if texts.document(symbol) is None:
                continue
            found, missing = traced(mission, symbol, texts)
            every = [dated(mission, each, texts) for each in found]
            for each in sorted(every, key=lambda each: (each.symbol, each.unit)):
                yield {
                    "mission": mission, "mandate": symbol, "symbol": each.symbol, "unit": each.unit, "how": each.how,
                    "via": each.via, "since_symbol": each.since_symbol, "since_unit": each.since_unit,
                    "since": each.since, "source": SOURCE, "status": "derived",
                }  # fmt: skip
            for absent in sorted(set(missing)):
                yield {
                    "mission": mission, "mandate": symbol, "symbol": absent, "unit": "", "how": MISSING, "via": "",
                    "since_symbol": "", "since_unit": "", "since": "", "source": SOURCE, "status": "derived",
                }  # fmt: skip
