"""Dates, numbers and lists as the United Nations prints them in the language of a page (`forms.csv`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from windhoek.site import glossary, languages


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    return glossary.rows("forms.csv", "language")


def _own() -> Mapping[str, str]:
    return _forms()[languages.current()]


def own_name(code: str) -> str:
    """The name of a language in itself; its code where it is none of the six."""
    row = _forms().get(code)
    return row["own_name"] if row else code


def day(given: str | date) -> str:
    """`2000-10-31` as `31 October 2000`, `2010-11` as `November 2010`; anything else as it is."""
    iso = given.isoformat()[:10] if isinstance(given, date) else str(given)
    try:
        if len(iso) == 10:
            return _written("day", date.fromisoformat(iso))
        if len(iso) == 7:
            return _written("month", date.fromisoformat(iso + "-01"))
    except ValueError:
        pass
    return iso


def _written(form: str, when: date) -> str:
    own = _own()
    months = (form == "month" and own["months_alone"]) or own["months"]
    return own[form].format(
        d=own["first"] if when.day == 1 else when.day,
        m=months.split("|")[when.month - 1],
        i=when.month,
        y=when.year,
    )


def number(given: float, decimals: int | None = None) -> str:
    """`12345.5` as `12,345.5`; `decimals` is how many are shown, None for as many as there are (ten at most)."""
    own = _own()
    written = f"{given:,.10g}" if decimals is None else f"{given:,.{decimals}f}"
    if isinstance(given, int) and not decimals:
        written = f"{given:,}"
    whole, point, rest = written.partition(".")
    if len(whole.lstrip("-").replace(",", "")) < int(own["from"]):
        whole = whole.replace(",", "")
    return whole.replace(",", own["thousands"]) + (own["decimal"] + rest if point else "")


def percent(given: float, decimals: int | None = 1) -> str:
    """A share in per cent: `12.5 %`."""
    return _own()["percent"].format(n=number(given, decimals))


def comma() -> str:
    """What stands between two of a list in the language: `, `, `، `, `、`."""
    mark = _own()["list"]
    return mark if mark == "、" else f"{mark} "


def listed(words: Iterable[str]) -> str:
    """Words one after another, with the comma of the language."""
    return comma().join(words)
