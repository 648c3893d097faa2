"""What the register knows of one theme or function, as its page shows it: what is asked, how often, of which missions, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from windhoek import register, symbols
from windhoek.register import Row, mandates
from windhoek.register.missions import in_force
from windhoek.register.write import cell
from windhoek.site import cells, facts, forms, glossary, languages, marking, shelf, shown
from windhoek.site.cells import Texts
from windhoek.site.facts import Asked
from windhoek.site.templatetags.words import day as day_in_words
from windhoek.store.tables import Unit

Kind = Literal["theme", "function"]
#: The column of the register's tables that has codes of each kind.
COLUMNS: dict[Kind, str] = {"theme": "themes", "function": "functions"}
STRENGTHS = ("binding", "request", "encouragement", "statement")
#: Kinds of documents in which the Council itself speaks.
_OF_COUNCIL = ("resolution", "presidential statement")
_EXCERPT = 260  # characters of a mandate's paragraph
_TOLD = 60  # rows of a table; the table itself has the others
_AT_ONCE = 6  # lines under one addressee that are shown without a click


def codes(kind: Kind) -> list[str]:
    """The themes or functions, in the order of the codebook; those of the register alone after them."""
    known = [each.code for each in (shelf.themes() if kind == "theme" else shelf.functions())]
    return list(dict.fromkeys([*known, *(row["code"] for row in register.rows(COLUMNS[kind]))]))


def name(code: str) -> str:
    """What a theme or function is called in the language of the page."""
    return shelf.code_name(code)


def url(kind: Kind, code: str) -> str:
    """The address of its page."""
    return languages.local(f"/{COLUMNS[kind]}/{code}/")


def strength(code: str) -> str:
    """How strongly something is asked, in a word of the page's language."""
    return {
        "binding": _("decides"),
        "request": _("asks"),
        "encouragement": _("encourages"),
        "statement": _("states"),
    }.get(code, _("not told"))


def definition(kind: Kind, code: str) -> dict[str, str]:
    """What belongs to it and what goes elsewhere, in our words in the language of the page."""
    row = facts.one(COLUMNS[kind], code)
    if row is None:
        label = shelf.theme(code)
        return {"belongs": glossary.term(label.definition), "elsewhere": "", "row": ""}
    return {
        "belongs": glossary.term(row["belongs"]),
        "elsewhere": _named(glossary.term(row["elsewhere"] or ""), languages.current()),
        "row": cells.row_url(COLUMNS[kind], row),
    }


@cache
def _named(words: str, language: str) -> SafeString:
    """Our words in a language with each code in them as a link to its page, by its name."""
    kinds: dict[str, Kind] = {
        row["code"]: kind for kind, table in COLUMNS.items() for row in register.rows(table)
    }
    return mark_safe(
        "".join(
            format_html('<a href="{}">{}</a>', url(kinds[each], each), shelf.code_name(each)) if code else escape(each)
            for each, code in shelf.pieces(words)
        )
    )  # fmt: skip


def _with(table: str, kind: Kind, code: str) -> Sequence[Row]:
    return facts.find(table, Asked(values=((COLUMNS[kind], code),)))


# --- what is asked ----------------------------------------------------------------------------------------


def short(symbol: str, unit: str) -> str:
    """A paragraph in the shortest form that still names it: `(1325,OP5)`."""
    number = symbol.removeprefix("S/RES/").partition(" ")[0]
    return f"({number if number.isdecimal() else symbol},{unit})"


def agenda(kind: Kind, code: str) -> dict[str, Any]:
    """What the Council asks in its resolutions on women, peace and security, each paragraph in our line, by whom it asks.

    A line that asks several stands under the first of them. Within a group the oldest resolution comes first.
    """
    found = sorted(
        _with("agenda", kind, code),
        key=lambda row: (row["symbol"].rpartition("(")[2], symbols.sort_key(row["symbol"]), symbols.sort_key(row["unit"])),
    )  # fmt: skip
    held = Texts(row["symbol"] for row in found)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        first, *others = row["addressees"] or ("",)
        groups.setdefault(first, []).append(
            {
                "asks": row["asks"],
                "cite": short(row["symbol"], row["unit"]),
                "url": held.url(row["symbol"], row["unit"]) if held.here(row["symbol"]) else cells.row_url("agenda", row),
                "strength": strength(row["strength"]),
                "others": forms.listed(map(shelf.addressee, others)),
            }
        )  # fmt: skip
    return {
        "count": len(found),
        "resolutions": len({row["symbol"] for row in found}),
        "groups": [
            {
                "name": shelf.addressee(whom) if whom else _("nobody in particular"),
                "count": len(lines),
                "lines": lines[:_AT_ONCE],
                "more": lines[_AT_ONCE:],
            }
            for whom, lines in sorted(groups.items(), key=lambda item: (not item[0], -len(item[1])))
        ],
        "source": cells.source("agenda", found[0]) if found else None,
        "url": cells.table_url("agenda", **{COLUMNS[kind]: code}),
    }


@cache
def of_council(kind: Kind, code: str) -> tuple[Row, ...]:
    """The commitments on a code in resolutions and presidential statements of the Council, on any for "".

    Left out are annexes, and the few paragraphs without a verb.
    """
    rows = _with("commitments", kind, code) if code else register.rows("commitments")
    return tuple(
        row
        for row in rows
        if row["symbol"].startswith("S/") and row["kind"] in _OF_COUNCIL and row["strength"]
    )


def record(kind: Kind, code: str) -> dict[str, Any]:
    """How often and how strongly, by year: a row a year with its number at each strength, and in how many texts."""
    found = of_council(kind, code)
    counted = by_year(kind, code)
    texts = Counter(
        str(day)[:4] for day, _symbol in {(row["date"], row["symbol"]) for row in found if row["date"]}
    )
    years = sorted(texts)
    span = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    most = max(span, key=lambda year: sum(counted[each].get(year, 0) for each in STRENGTHS), default="")
    return {
        "count": len(found),
        "documents": sum(texts.values()),
        "first": span[0] if span else "",
        "last": span[-1] if span else "",
        "most": most,
        "strong": sum(row["strength"] in ("binding", "request") for row in found),
        "strengths": [strength(each) for each in STRENGTHS],
        "years": [
            {
                "year": year,
                "counts": [counted[each].get(year, 0) for each in STRENGTHS],
                "texts": texts.get(year, 0),
            }
            for year in reversed(span)
        ],
        "source": cells.source("commitments", found[0]) if found else None,
        "url": cells.table_url("commitments", **{COLUMNS[kind]: code}),
        "chart": f"{url(kind, code)}asked.svg",
    }


def by_year(kind: Kind, code: str) -> dict[str, Counter[str]]:
    """The number of commitments by strength and year."""
    counted: dict[str, Counter[str]] = {each: Counter() for each in STRENGTHS}
    for row in of_council(kind, code):
        if row["strength"] in counted and row["date"]:
            counted[row["strength"]][str(row["date"])[:4]] += 1
    return counted


@lru_cache(maxsize=256)
def chart(kind: Kind, code: str, dark: bool, language: str) -> str:
    """The bars of `by_year` as SVG, in words of `language`, which is that of the page."""
    from windhoek.publishing import counted

    return counted.bars(
        {strength(each): years for each, years in by_year(kind, code).items()}, _("commitments"), dark
    )


# --- missions ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def missions(kind: Kind, code: str, today: date, language: str) -> dict[str, list[dict[str, Any]]]:
    """The missions that have it: `now` in the resolution that gives those in force today their mandate, or gave it them
    last as far as the texts at hand go; `before` those of other times that were asked for it. `language` is that of the page.
    """
    by_symbol: dict[str, list[Row]] = {}
    by_mission: dict[str, list[Row]] = {}
    for row in of_council(kind, code):
        by_symbol.setdefault(row["symbol"], []).append(row)
        for mission in row["missions"]:
            by_mission.setdefault(mission, []).append(row)
    now = []
    there = {row["acronym"]: row for row in in_force(today)}
    for acronym, row in there.items():
        act = mandates.in_force(acronym, today)
        last = act or next(
            (each for each in reversed(mandates.chain(acronym)) if each["act"] in mandates.TERMS), None
        )
        if last is not None and (asked := by_symbol.get(last["symbol"])):
            now.append(
                {
                    "acronym": acronym,
                    "name": row["name"],
                    "url": cells.mission_url(acronym),
                    "symbol": last["symbol"],
                    "units": _units(asked),
                    "count": len(asked),
                    "strongest": strength(next((each for each in STRENGTHS if any(one["strength"] == each for one in asked)), "")),
                    "until": day_in_words(last["until"].isoformat()) if last["until"] else "",
                    "lapsed": act is None,
                }
            )  # fmt: skip
    listed = {each["acronym"] for each in now}
    before = [
        {
            "acronym": acronym,
            "url": cells.mission_url(acronym),
            "count": len(rows),
            "last": max(str(row["date"])[:4] for row in rows),
            "rows": cells.table_url("commitments", mission=acronym, **{COLUMNS[kind]: code}),
        }
        for acronym, rows in by_mission.items()
        if acronym not in listed
    ]
    return {
        "now": sorted(now, key=lambda each: (-each["count"], each["acronym"])),
        "before": sorted(before, key=lambda each: (-each["count"], each["acronym"])),
    }


def _units(rows: Iterable[Row]) -> list[str]:
    return sorted({row["unit"] for row in rows}, key=symbols.sort_key)


def links(code: str, found: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The missions of `now` with their paragraphs: links, and where the store has the text its words on the subject."""
    held = Texts(each["symbol"] for each in found["now"])
    words = excerpts([(each["symbol"], unit, code) for each in found["now"] for unit in each["units"]])
    return [
        each
        | {
            "whole": cells.link(held, each["symbol"]),
            "said": [
                {"where": cells.link(held, each["symbol"], unit, unit)} | words[each["symbol"], unit, code]
                for unit in each["units"]
                if (each["symbol"], unit, code) in words
            ],
            "where": [
                cells.link(held, each["symbol"], unit, unit)
                for unit in each["units"]
                if (each["symbol"], unit, code) not in words
            ],
        }
        for each in found["now"]
    ]


def excerpts(
    wanted: Collection[tuple[str, str, str]], width: int = _EXCERPT
) -> dict[tuple[str, str, str], dict[str, Any]]:
    """By symbol, label and code an excerpt of each paragraph that the store has, in the page's language if it is there.

    Marked is what gave it the code. An excerpt has about `width` characters.
    """
    units = Unit.objects.using(shelf.store().alias).select_related("document", "code").filter(
        document__symbol__in={symbol for symbol, _, _ in wanted}, document__part="",
        document__language__in={"en", own := languages.current()},
        label__in={unit for _, unit, _ in wanted}, code__isnull=False,
    )  # fmt: skip
    held = {
        (unit.document.symbol, unit.label): unit
        for unit in sorted(units, key=lambda unit: unit.document.language == own)
    }
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for symbol, label, code in wanted:
        if unit := held.get((symbol, label)):
            because = shown.merged(
                (start, end) for why, start, end, _ in unit.code.because if why in (code, "relevant")
            )
            text, spans = marking.excerpt(unit.text, because, width)
            found[symbol, label, code] = {
                "html": marking.highlight(text, spans),
                "language": unit.document.language,
            }
    return found


# --- what came of it, and where to go on ------------------------------------------------------------------


def told(table: str, rows: Sequence[Row], most: int = 12) -> dict[str, Any] | None:
    """Rows in words with their year, mission and source, the newest first; None where there are none."""
    if not rows:
        return None
    described, saying = register.schema(table), facts.saying(table)
    fields = {field.name: field for field in described.fields}
    newest = sorted(
        rows, key=lambda row: cell(row[described.year])[:4] if described.year else "", reverse=True
    )

    def line(row: Row) -> dict[str, Any]:
        return {
            "words": row[saying] or register.identifier(table, row),
            "outcome": row.get("outcome") or "",
            "when": cells.plain(fields[described.year], row[described.year])
            if described.year and row[described.year]
            else "",
            "mission": ", ".join(facts.cells(row, described.mission)) if described.mission else "",
            "url": cells.row_url(table, row),
            "source": cells.source(table, row),
        }

    lines = [line(row) for row in newest[:_TOLD]]
    return {
        "count": len(rows),
        "lines": lines[:most],
        "more": lines[most:],
        "others": len(rows) - len(lines),
        "url": cells.table_url(table),
    }


def places(kind: Kind, code: str) -> list[dict[str, Any]]:
    """Where to go on: libraries, guidelines, tools and networks outside, by kind."""
    found = sorted(_with("places", kind, code), key=lambda row: (row["kind"], row["name"]))
    return [
        {
            "name": row["name"],
            "kind": row["kind"],
            "offers": row["offers"],
            "address": row["address"],
            "row": cells.row_url("places", row),
        }
        for row in found
    ]


# --- the whole record -------------------------------------------------------------------------------------


@cache
def whole() -> dict[str, Counter[str]]:
    """The number of commitments of the Council by theme and year, the theme that it speaks of most first."""
    counted: dict[str, Counter[str]] = {code: Counter() for code in codes("theme")}
    for row in of_council("theme", ""):
        for theme in row["themes"]:
            counted[theme][str(row["date"])[:4]] += 1
    return dict(sorted(counted.items(), key=lambda item: -item[1].total()))


@lru_cache(maxsize=16)
def picture(dark: bool, language: str) -> str:
    """`whole` as a grid in SVG, in words of `language`, which is that of the page."""
    from windhoek.publishing import counted

    return counted.grid({name(code): years for code, years in whole().items()}, dark)
