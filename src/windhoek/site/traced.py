"""Links to the sources that tracing names: rows of the register, paragraphs, and tables with the columns to filter by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from django.utils.translation import gettext as _

from windhoek import register
from windhoek.site import cells, forms, glossary, languages
from windhoek.site.cells import Texts

_SAFE = "/(),:;@!$'*=~"


def held(sources: Iterable[str]) -> Texts:
    """The documents of the store among those that sources name."""
    return Texts(each.partition(", ")[0] for each in sources if not _table(each))


def link(source: str, texts: Texts) -> tuple[str, str]:
    """The words of a source for people, and its address."""
    name = _table(source)
    if not name:
        symbol, _comma, unit = source.partition(", ")
        return source, texts.url(symbol, unit)
    table, colon, filters = source.partition(": ")
    if colon and table == name:
        # A list of categories is no value of one column.
        chosen = dict(each.split("=", 1) for each in filters.split(", "))
        said = forms.listed(cells.in_words(name, *each) for each in chosen.items())
        address = cells.table_url(name, **{key: value for key, value in chosen.items() if " | " not in value})
        return _("{name}: {value}").format(
            name=glossary.term(register.schema(name).title), value=said
        ), address
    return source, languages.local(f"/register/{quote(source.replace(' (', '('), safe=_SAFE)}")


def _table(source: str) -> str:
    """The table of the register that a source names, or ""."""
    return next(
        (name for sign in ("/", ": ") if sign in source and (name := source.partition(sign)[0]) in _tables()),
        "",
    )


@cache
def _tables() -> frozenset[str]:
    return frozenset(register.tables())
