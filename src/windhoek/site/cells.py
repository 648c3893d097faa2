"""A fact of the register as HTML: its values with links to what they name, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from windhoek import register, symbols
from windhoek.register import Row
from windhoek.register.personnel import NAMES
from windhoek.register.schema import SOURCES, Field
from windhoek.register.write import cell
from windhoek.site import addresses, facts, forms, glossary, languages, shelf
from windhoek.site.templatetags.words import day, said, thousands
from windhoek.store.tables import Document

OFFICIAL = "https://undocs.org/"
SAFE = "/(),:;@!$'*=~"
#: Columns whose values are symbols of documents, and the column with the paragraph of each, if there is one.
_SYMBOLS = {
    "symbol": "unit",
    "document": "",
    "established_by": "established_at",
    "ended_by": "ended_at",
    "draft": "",
    "meeting": "",
}
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_COUNTRIES = ("hosts", "countries")
_CATEGORIES = {
    "troops": gettext_noop("troops"),
    "observers": gettext_noop("observers"),
    "individual police": gettext_noop("individual police"),
    "formed police": gettext_noop("formed police"),
    "all police": gettext_noop("all police"),
    "all uniformed": gettext_noop("all uniformed"),
}


_ENGLISH = '<span lang="en" dir="ltr">{}</span>'


class Texts:
    """The documents of the store among those that some rows name: asked for once, for all of them."""

    def __init__(self, names: Iterable[str]) -> None:
        slugs = {symbols.slug(name) for name in names if name}
        found = (
            Document.objects.using(shelf.store().alias).filter(slug__in=slugs).values_list("slug", "language")
            if slugs
            else ()
        )
        self._held: dict[str, str] = {}
        for slug, language in found:
            if language == "en" or slug not in self._held:
                self._held[slug] = language

    def url(self, name: str, unit: str = "") -> str:
        """Where to read a document, at a paragraph: in this store, else at the United Nations' own address."""
        slug = symbols.slug(name)
        if slug in self._held:
            return addresses.unit_url(slug, unit, self._held[slug])
        return official_url(name)

    def here(self, name: str) -> bool:
        """Whether the store has the document."""
        return symbols.slug(name) in self._held


def texts(name: str, rows: Iterable[Row]) -> Texts:
    """The documents that rows of a table name."""
    named = [column for column in _SYMBOLS if column in register.schema(name).columns]
    return Texts(_document(row, column)[0] for row in rows for column in named if row[column])


def official_url(name: str) -> str:
    """The United Nations' own address of a document, whether it is there or not."""
    return OFFICIAL + quote(symbols.slug(name).partition(",")[0], safe=SAFE)


def row_url(name: str, row: Row) -> str:
    """The address of a row: its lasting name, without the space of a symbol."""
    return languages.local(f"/register/{quote(register.identifier(name, row).replace(' (', '('), safe=SAFE)}")


def table_url(name: str, **filters: str) -> str:
    """The address of a table, or of those of its rows that the filters let through."""
    return languages.local(f"/register/{name}/") + (f"?{urlencode(filters)}" if filters else "")


def mission_url(acronym: str) -> str:
    """The address of a mission's page."""
    return languages.local(f"/missions/{quote(acronym, safe='')}/")


def missions_named(acronyms: Iterable[str]) -> SafeString:
    """Links to the pages of missions."""
    return format_html_join(
        forms.listed(("", "")), '<a href="{}">{}</a>', ((mission_url(each), each) for each in acronyms)
    )


def country(code: str, language: str = "") -> str:
    """The name of a country by its code of three letters in a language (none: that of the page), or else in English.

    The code itself where nobody has named it.
    """
    return translated(code, language) or glossary.country_names().get(code, code)


def translated(code: str, language: str = "") -> str:
    """The name of a country in a language that is not English (none: that of the page); empty where it is not known."""
    return glossary.countries().get(code, {}).get(language or languages.current(), "")


def value(name: str, field: Field, row: Row, held: Texts, most: int | None = None) -> SafeString:
    """One cell as HTML, the first `most` values of a list; nothing where it is empty."""
    given = row[field.name]
    if given is None or given == ():
        return SafeString("")
    parts = given if isinstance(given, tuple) else (given,)
    shown = [_part(name, field, row, each, held) for each in parts[:most]]
    listed = forms.listed(
        format_html(_ENGLISH, mark_safe(forms.listed(html for html, _ in run)))
        if english
        else forms.listed(html for html, _ in run)
        for english, run in groupby(shown, key=lambda part: part[1])
    )
    return mark_safe(listed + (" …" if len(shown) < len(parts) else ""))


def _part(name: str, field: Field, row: Row, given: Any, held: Texts) -> tuple[str, bool]:
    """One value as HTML, and whether it is English on a page that is not: our own words, and names, that nobody translated."""
    linked = _linked(name, field, row, given, held)
    if linked:
        return linked, False
    words, written = plain(field, given), cell(given)
    if field.name == "elsewhere" and glossary.known(written):
        pieces = shelf.pieces(words)
        return "".join(escape(shelf.code_name(each) if code else each) for each, code in pieces), False
    letters = words.lower() != words.upper()
    foreign = languages.current() != languages.ENGLISH and not glossary.known(written)
    return escape(words), letters and foreign and words == written


def _linked(name: str, field: Field, row: Row, given: Any, held: Texts) -> str:
    """A value that names a document, a row, or an address, as a link; "" where it names none."""
    written = cell(given)
    if field.name in _SYMBOLS:
        return _symbol(row, field.name, written, held)
    if field.type == "string" and (other := facts.target(name, field.name)):
        if other == "missions" and facts.one("missions", written):
            return format_html('<a href="{}">{}</a>', mission_url(written), written)
        if (found := facts.one(other, written)) is not None:
            title = said(found["name"] if other == "contributors" else written)
            return format_html('<a href="{}">{}</a>', row_url(other, found), title)
    if written.startswith(("https://", "http://")):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', written, written)
    return ""


def _symbol(row: Row, column: str, written: str, held: Texts) -> str:
    document, label = _document(row, column)
    return link(held, document, label, written) if document else said(written)


def link(held: Texts, document: str, unit: str = "", words: str = "") -> SafeString:
    """A link to a document, at a paragraph; one that leads out of the site says so."""
    shown = words or (f"{document}, {unit}" if unit else document)
    if held.here(document):
        return format_html('<a href="{}">{}</a>', held.url(document, unit), shown)
    return format_html(
        '<a class="out" href="{}" rel="noreferrer" title="{}">{}</a>',
        held.url(document),
        _("At the United Nations: not in this store"),
        shown,
    )


def _document(row: Row, column: str) -> tuple[str, str]:
    """The document (with its annex) and the paragraph that a cell names; ("", "") where it names none."""
    name, label = _symbol_in(row[column])
    unit = _SYMBOLS[column]
    if unit == "unit" and "unit" in row and row.get("part"):
        name = f"{name}, {row['part']}"
    return name, label or (row.get(unit) or "" if unit else "")


@cache
def _symbol_in(written: str) -> tuple[str, str]:
    name, _, label = written.partition(", ")
    try:
        return symbols.normalize(name), label
    except ValueError:
        return "", ""


def plain(field: Field, given: Any) -> str:
    """A value in words: dates, numbers, and the names of codes."""
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, date):
        return day(given.isoformat())
    if field.type == "yearmonth":
        return day(str(given))
    if isinstance(given, int) and field.type == "integer":
        return thousands(given)
    if isinstance(given, float):
        return forms.number(given)
    if field.name in _COUNTRIES:
        return country(str(given))
    if _DAY.fullmatch(str(given)):
        return day(str(given))
    return choice(field.name, str(given))


def choice(column: str, written: str) -> str:
    """A value of a column with few values in words."""
    if column in ("functions", "themes"):
        return shelf.code_name(written)
    if column in ("addressees", "of"):
        return shelf.addressee(written)
    if column == "contributor":
        return country(written)
    if column in ("category", "categories"):
        return called((written,)) if (written,) in NAMES else written
    return {"true": _("yes"), "false": _("no")}.get(written) or glossary.term(written)


def in_words(table: str, column: str, written: str) -> str:
    """A value, or several between ` | `, by which rows of a table are found, in words."""
    field = next(each for each in register.schema(table).fields if each.name == column)
    return forms.listed(plain(field, each) for each in written.split(" | "))


def called(categories: tuple[str, ...]) -> str:
    """What people call a set of categories of personnel."""
    return _(_CATEGORIES[NAMES[categories]])


@cache
def _apart(source: str) -> Mapping[str, Any]:
    return next((row for row in register.rows(SOURCES) if row["id"] == source), {})


def source(name: str, row: Row) -> dict[str, Any]:
    """Where a row comes from, for a page: `words`, `url`, `checked_on`, `status`, and `id` where it has one."""
    if name == SOURCES:
        return {
            "words": f"{row['publisher']}, {row['title']}",
            "url": row["url"] or "",
            "checked_on": row["retrieved"],
            "status": "",
        }
    if register.schema(name).sources_apart and (found := _apart(row["source"])):
        return source(SOURCES, found) | {"status": row["status"]}
    return {
        "words": row["source"],
        "url": row.get("source_url") or "",
        "checked_on": row.get("checked_on"),
        "status": row["status"],
    }
