"""`windhoek brief`: two to four pages on a mission as HTML, PDF or DOCX, in one of six languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from windhoek import printing
from windhoek import register as facts
from windhoek.commands.common import StoreAt, day_of, fail, open_store
from windhoek.document import LANGUAGES
from windhoek.register.mandates import last_told

if TYPE_CHECKING:
    from windhoek.publishing.brief import Brief

_PERIOD = re.compile(r"(\d{4})(?:-(\d{4}))?")
#: More years than this are no brief.
_YEARS = 6


def brief(
    mission: Annotated[str, typer.Argument(help="Acronym, such as UNMIL.", show_default=False)],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DAY",
            help="A day such as 2013-06-30; else today, or the last day of the mandate at hand.",
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="YEARS",
            help="Years of what was reported, such as 2012-2013; else the year of the day and the one before.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[str, typer.Option(help=f"Of headings and labels: {', '.join(LANGUAGES)}.")] = "en",
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="FILE.html, FILE.pdf or FILE.docx; else a name is made.", show_default=False
        ),
    ] = None,
    store: StoreAt = None,
) -> None:
    """Write a brief on a mission: its mandate, what is asked and was reported, gaps, women's share, practices, sources.

    Example: `windhoek brief UNMIL --on 2013-06-30 --to brief.pdf`
    """
    from windhoek.publishing import brief as briefs
    from windhoek.publishing.brief_html import NoPango
    from windhoek.store.record import reports, texts
    from windhoek.store.reviews import reviews

    row = next((row for row in facts.rows("missions") if row["acronym"] == mission.upper()), None)
    if row is None:
        fail(f"No mission is called {mission}. `windhoek register show missions` lists them.")
    day = day_of(on) if on else last_told(row, date.today())
    name = row["acronym"]
    path = to or Path(f"brief-{name.lower().replace(' ', '-')}-{day}.html")
    if path.suffix not in _FORMS:
        fail(f"{path}: a brief is written as {', '.join(_FORMS)}. Name such a file.", status=2)
    if language not in LANGUAGES:
        fail(f"{language} is no language of a brief. There are {', '.join(LANGUAGES)}.", status=2)
    years = _years(period) if period else ()
    opened = open_store(store)
    given = briefs.gather(row, day, years, texts(opened, [name]), reports(opened), reviews(opened, name))
    try:
        path.write_bytes(_FORMS[path.suffix](briefs.brief(given, language)))
    except NoPango as error:
        fail(str(error))
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")
    printing.console().print(f"Written: {path}", highlight=False, soft_wrap=True)


def _years(period: str) -> tuple[int, ...]:
    found = _PERIOD.fullmatch(period)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        fail(f"{period} is no period. Write years, such as 2013 or 2012-2013.", status=2)
    if last - first >= _YEARS:
        fail(f"{period} is longer than {_YEARS} years; `windhoek matrix` shows them all.", status=2)
    return tuple(range(first, last + 1))


def _html(made: Brief) -> bytes:
    from windhoek.publishing.brief_html import page

    return page(made).encode()


def _pdf(made: Brief) -> bytes:
    from windhoek.publishing.brief_html import pdf

    return pdf(made)


def _docx(made: Brief) -> bytes:
    from windhoek.publishing.brief_docx import docx

    return docx(made)


_FORMS: Mapping[str, Callable[[Brief], bytes]] = {".html": _html, ".pdf": _pdf, ".docx": _docx}
