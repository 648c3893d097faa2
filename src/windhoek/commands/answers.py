"""What our figures say to each target, in words."""

from __future__ import annotations

from calendar import month_name

from rich.text import Text

from windhoek import printing
from windhoek.register import personnel as figures
from windhoek.register import targets as goals
from windhoek.register.personnel import NAMES, Figure
from windhoek.register.read import Row
from windhoek.register.targets import MISSED, OPEN, OUT_OF_REACH, Answer


def show() -> None:
    """Print every target with its verdict, the figures and months that it rests on, and its source."""
    out = printing.console()
    for row in goals.targets():
        answer = goals.answer(row)
        out.print(Text(f"{goals.in_words(row)}: {answer.verdict}", style="bold"))
        out.print(f"Set by: {row['set_by']}, {row['document']}.")
        out.print(_reason(answer))
        for limit in _limits(answer):
            out.print(f"{limit['first']}: {limit['limit']}")
        if row["note"]:
            out.print(row["note"], style=printing.QUIET)
        out.print(f"Source ({row['status']}, {row['checked_on']}): {row['source']}", style=printing.QUIET)
        # An address that is broken in two cannot be opened from a terminal.
        out.print(row["source_url"], style=printing.QUIET, soft_wrap=True)
        out.print()


def share(figure: Figure) -> str:
    """`10.2 %`, or that nobody was there."""
    return f"{figure.share:.1f} %" if figure.share is not None else "nobody"


def when(period: str) -> str:
    """`2014-02` as `February 2014`; a year as it is."""
    year, _, month = period.partition("-")
    return f"{month_name[int(month)]} {year}" if month else year


def _reason(each: Answer) -> str:
    first, last, best = each.first, each.last, each.best
    if last is None:
        return "The register has no figures for it."
    if each.verdict == OUT_OF_REACH or first is None or best is None:
        return (
            f"Our figures on {each.categories} end in {when(last.period)}, at {share(last)} ({_of(last)}), before the "
            "time that the target speaks of."
        )
    if each.multiple is not None:
        return (
            f"Yearly averages of {each.categories}: {first.women:,} women in {first.period}, {last.women:,} in "
            f"{last.period}, {each.multiple:.2f} times as many; {share(first)} and {share(last)} of all."
        )
    said = (
        f"{each.categories.capitalize()}: {share(first)} in {when(first.period)} ({_of(first)}), at most {share(best)} "
        f"in {when(best.period)} ({_of(best)}), {share(last)} in {when(last.period)} ({_of(last)})."
    )
    if each.verdict != MISSED:
        said += " That is the last month that we have."
    categories = each.target["categories"]
    if each.verdict == OPEN and len(categories) > 1:
        parts = (f"{NAMES[(one,)]} {share(figures.figures((one,))[-1])}" for one in categories)
        said += f" In it: {', '.join(parts)}."
    return said


def _limits(each: Answer) -> list[Row]:
    if each.multiple is None or each.first is None or each.last is None:
        return []
    ends = (each.first.period, each.last.period)
    general = [row for row in figures.limits("personnel-averages") if row["kind"] == "level"]
    return [row for row in general if row["first"] in ends]


def _of(figure: Figure) -> str:
    return f"{figure.women:,} of {figure.both:,}"
