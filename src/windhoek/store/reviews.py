"""What people decided of links between what was asked and evidence: who, when and why, every decision kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast, get_args

from django.utils import timezone

from windhoek.store import tables
from windhoek.store.store import Store
from windhoek.tracing.links import Review

__all__ = ["VERDICTS", "Verdict", "decide", "history", "newest", "reviews"]

Verdict = Literal["confirmed", "rejected", "undone"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def decide(
    store: Store,
    mission: str,
    symbol: str,
    unit: str,
    evidence: str,
    verdict: Verdict,
    who: str,
    why: str = "",
) -> tables.Review:
    """Keep what a person decided of a link; it holds until the next decision on the same link. `undone` takes it back."""
    return tables.Review.objects.using(store.alias).create(
        mission=mission, symbol=symbol, unit=unit, evidence=evidence, verdict=verdict, who=who, why=why,
        at=timezone.now(),
    )  # fmt: skip


def history(store: Store, mission: str = "") -> Sequence[tables.Review]:
    """All decisions, of a mission or of all, the newest first."""
    found = tables.Review.objects.using(store.alias).order_by("-at", "-id")
    return list(found.filter(mission=mission) if mission else found)


def newest(store: Store) -> int:
    """The number of the newest decision on any link; 0 before the first."""
    last = tables.Review.objects.using(store.alias).order_by("-id").values_list("id", flat=True).first()
    return last or 0


def reviews(store: Store, mission: str) -> tuple[Review, ...]:
    """The decisions that hold for the links of a mission."""
    newest: dict[tuple[str, str, str], tables.Review] = {}
    for row in history(store, mission):
        newest.setdefault((row.symbol, row.unit, row.evidence), row)
    return tuple(
        Review(
            row.mission, row.symbol, row.unit, row.evidence, cast(Literal["confirmed", "rejected"], row.verdict),
            row.who, f"{row.at:%Y-%m-%d}", row.why,
        )
        for row in newest.values()
        if row.verdict != "undone"
    )  # fmt: skip
