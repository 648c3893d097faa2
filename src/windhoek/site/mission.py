"""What the register knows of a mission, as its page shows it: mandate on a day, acts, reports, what is asked, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from windhoek import register
from windhoek.register import Row, mandates
from windhoek.register import missions as known
from windhoek.register.write import cell
from windhoek.site import cells, changed, facts, forms, glossary, languages, shelf, subject
from windhoek.site import timeline as lines
from windhoek.site.cells import Texts
from windhoek.site.forms import day as day_in_words
from windhoek.site.templatetags.words import said

_LATEST = 6  # commitments of a function that are shown at once
_QUOTED = 2  # of which the words are shown
_EXCERPT = 180  # characters of the words of a commitment
_ROWS = 4  # rows of another table that are shown at once
_NO_MORE_REPORTS = 12  # reports that are listed without a click
#: What each act does to a mandate.
_ACTS = {
    "established": gettext_noop("Established"),
    "extended": gettext_noop("Extended"),
    "strength": gettext_noop("Strength authorized"),
    "ended": gettext_noop("Ended"),
    "tasks": gettext_noop("Tasks changed"),
}
_CEILINGS = {
    "military": gettext_noop("military personnel"),
    "observers": gettext_noop("military observers"),
    "police": gettext_noop("police personnel"),
    "formed_police": gettext_noop("in formed police units"),
}
#: Tables that the page shows in a form of its own.
_OWN = (
    "missions",
    "mission-names",
    "mandates",
    "commitments",
    "reports",
    "personnel",
    "personnel-averages",
    "personnel-limits",
    "structures",
)
#: Tables of what was done.
DONE = {"practices": gettext_noop("Practices"), "training": gettext_noop("Training")}


def facts_of(row: Row, day: date, past: date | None) -> list[dict[str, Any]]:
    """Who, where and when: titles and values as HTML. On a `past` day, without an end that came later."""
    held = cells.texts("missions", [row])
    fields = {field.name: field for field in register.schema("missions").fields}

    def html(column: str) -> Any:
        written = cells.value("missions", fields[column], row, held)
        return (
            format_html('<span dir="ltr">{}, {}</span>', written, where)
            if (where := row[column.replace("_by", "_at")])
            else written
        )

    started, ended = row["start"], row["end"]
    over = row["ended"] and not (past and ended and past < known.first_day(ended))
    told = [
        (_("Kind"), glossary.term(row["kind"])),
        (_("Where"), forms.listed(map(cells.country, row["hosts"]))),
        (_("Headquarters"), _english(row["headquarters"])),
        (_("From"), day_in_words(started) if started else _("not known")),
        (_("Until"), _("goes on") if not over else day_in_words(ended) if ended else _("ended, day not known")),
        (_("Led by"), _english(known.led_by(row, day))),
        (_("Established by"), html("established_by")),
        (_("Ended by"), html("ended_by") if over else ""),
        (_("Comes after"), cells.missions_named(row["follows"])),
        (_("Followed by"), cells.missions_named(each["acronym"] for each in register.rows("missions") if over and row["acronym"] in each["follows"])),
        (_("Note"), _english(row["note"])),
    ]  # fmt: skip
    return [{"title": title, "html": value} for title, value in told if value]


def _english(words: str | None) -> Any:
    return format_html('<span lang="en" dir="ltr">{}</span>', words) if words else ""


def name(row: Row) -> dict[str, str]:
    """The mission's name in the language of the page, where the register has it, else in English."""
    own = [
        each
        for each in facts.missions("mission-names").get(row["acronym"], ())
        if each["language"] == languages.current() and each["name"] and each["use"] != "former"
    ]
    own.sort(key=lambda each: each["use"] != "official")
    if own and languages.current() != languages.ENGLISH:
        return {"name": own[0]["name"], "language": languages.current()}
    return {"name": row["name"], "language": languages.ENGLISH}


def names(row: Row) -> list[dict[str, str]]:
    """The mission's names in other languages, and its other names in English."""
    return [
        {
            "language": each["language"],
            "name": each["name"] or "",
            "acronym": each["acronym"] or "",
            "url": cells.row_url("mission-names", each),
        }
        for each in facts.missions("mission-names").get(row["acronym"], ())
    ]


def mandate(row: Row, day: date, past: date | None = None) -> dict[str, Any]:
    """The mandate in force on a day, what was authorized by then, and every act with its paragraph, on a `past` day those until then."""
    acronym = row["acronym"]
    chain = _until(mandates.chain(acronym), "date", past)
    held = cells.texts("mandates", chain)
    term = mandates.in_force(acronym, day)
    last = next((act for act in reversed(chain) if act["act"] in mandates.TERMS and act["date"] <= day), None)
    lapsed = last is not None and last["until"] is not None and term is None
    month = facts.one("strength", f"{acronym}/{day:%Y-%m}")
    return {
        "day": day,
        "known": bool(mandates.chain(acronym)),
        "in_force": _act(term, held) if term else None,
        "changed": changed.latest(acronym, act["symbol"]) if (act := term or last) else None,
        "lapsed": _act(last, held) if last and lapsed else None,
        "last_day": last["until"] if last and lapsed else day,
        "inside": bool(row["start"]) and row in known.in_force(day),
        "ceilings": [
            {"number": act[kind], "of": _(_CEILINGS[kind]), **_act(act, held)}
            for kind, act in mandates.ceilings(acronym, day).items()
        ],
        "strength": _strength(month) if month else None,
        "acts": [_act(act, held) | {"now": act is term} for act in chain],
        "breaks": [_break(each, held) for each in mandates.breaks(acronym) if each.after in chain],
        "source": cells.source("mandates", chain[0]) | {"status": ""}
        if chain
        else None,  # each act has its own
        "url": cells.table_url("mandates", mission=acronym),
    }


def _act(act: Row, held: Texts) -> dict[str, Any]:
    return {
        "what": _(_ACTS[act["act"]]) if act["act"] in _ACTS else act["act"].capitalize(),
        "date": day_in_words(act["date"].isoformat()),
        "since": day_in_words(act["since"].isoformat()) if act["since"] else "",
        "until": day_in_words(act["until"].isoformat()) if act["until"] else "",
        "worked_out": act["until_from"] == "period",
        "period": said(act["period"] or ""),
        "numbers": forms.listed(
            f"{forms.number(act[kind])} {_(words)}"
            for kind, words in _CEILINGS.items()
            if act[kind] is not None
        ),
        "where": cells.link(held, act["symbol"], act["unit"]),
        "row": cells.row_url("mandates", act),
        "status": act["status"],
    }


def _strength(row: Row) -> dict[str, Any]:
    kinds = (("troops", _("troops")), ("police", _("police")), ("observers", _("observers")))
    return {
        "month": day_in_words(row["month"]),
        "lines": [
            {"of": words, "authorized": row[f"{kind}_authorized"], "there": row[kind]}
            for kind, words in kinds
            if row[f"{kind}_authorized"] or row[kind]
        ],
        "row": cells.row_url("strength", row),
        "source": cells.source("strength", row),
    }


def _break(each: mandates.Break, held: Texts) -> dict[str, Any]:
    return {
        "gap": each.kind == "gap",
        "days": each.days,
        "until": day_in_words(each.before["until"].isoformat()),
        "before": cells.link(held, each.before["symbol"], each.before["unit"]),
        "after": cells.link(held, each.after["symbol"], each.after["unit"]),
    }


def timeline(row: Row, day: date, past: date | None = None) -> dict[str, Any] | None:
    """The mandate as a line of time, with the days of documents that ask something of it on women, peace and security."""
    acronym = row["acronym"]
    acts = _until(mandates.chain(acronym), "date", past)
    on_women = {
        known.first_day(str(each["date"]))
        for each in _until(facts.missions("commitments").get(acronym, ()), "date", past)
        if each["date"]
    }
    shown = {**row, "end": None} if past else row
    return lines.drawn(shown, acts, mandates.in_force(acronym, day), day, on_women)


def _until(rows: Iterable[Row], column: str, day: date | None) -> list[Row]:
    """The rows of a day or before it; those without a date, too."""
    return [row for row in rows if not day or not column or cell(row[column]) <= str(day)]


def reports(acronym: str, until: date | None = None) -> dict[str, Any] | None:
    """The reports on a mission that were coded by hand, with how many of their paragraphs speak of gender; None without."""
    rows = _until(facts.missions("reports").get(acronym, ()), "date", until)
    found = sorted(rows, key=lambda row: row["date"], reverse=True)
    if not found:
        return None
    held = cells.texts("reports", found)
    return {
        "count": len(found),
        "first": found[-1]["date"],
        "last": found[0]["date"],
        "coded": facts.sums(found, "coded"),
        "gender": facts.sums(found, "gender"),
        "violence": facts.sums(found, "sexual_violence"),
        "telling": sum(bool(row["gender"] or row["sexual_violence"]) for row in found),
        "rows": [
            {
                "symbol": cells.link(held, row["symbol"]),
                "row": cells.row_url("reports", row),
                "part": row["part"] or "",
                "date": row["date"],
                "doubtful": row["date_doubtful"],
                "coded": row["coded"],
                "gender": row["gender"],
                "violence": row["sexual_violence"],
            }
            for row in found
        ],
        "open": len(found) <= _NO_MORE_REPORTS,
        "source": cells.source("reports", found[0]),
        "url": cells.table_url("reports", mission=acronym),
    }


def commitments(acronym: str, until: date | None = None) -> dict[str, Any] | None:
    """What the Council asks of a mission on women, peace and security, by function, the newest first; None without."""
    if "commitments" not in register.tables():
        return None
    found = sorted(
        _until(facts.missions("commitments").get(acronym, ()), "date", until),
        key=lambda row: (str(row["date"] or ""), row["symbol"]),
        reverse=True,
    )
    if not found:
        return None
    by: dict[str, list[Row]] = {}
    for row in found:
        for function in row["functions"] or ("",):
            by.setdefault(function, []).append(row)
    groups = sorted(by.items(), key=lambda item: (not item[0], -len(item[1])))
    latest = {function: _paragraphs(rows)[:_LATEST] for function, rows in groups}
    held = cells.texts("commitments", [rows[0] for some in latest.values() for rows in some])
    words = subject.excerpts(
        [
            (rows[0]["symbol"], rows[0]["unit"], function)
            for function, some in latest.items()
            for rows in some[:_QUOTED]
            if not rows[0].get("part")
        ],
        _EXCERPT,
    )
    return {
        "count": len(found),
        "documents": len({row["symbol"] for row in found}),
        "groups": [
            {
                "name": shelf.code_name(function) if function else _("No function named"),
                "code": function,
                "count": len(rows),
                "first": str(rows[-1]["date"] or "")[:4],
                "last": str(rows[0]["date"] or "")[:4],
                "rows": [
                    _commitment(some, held)
                    | {
                        "words": words.get((some[0]["symbol"], some[0]["unit"], function))
                        if place < _QUOTED
                        else None
                    }
                    for place, some in enumerate(latest[function])
                ],
                "more": len(rows) > sum(map(len, latest[function])),
                "page": languages.local(f"/functions/{function}/") if function else "",
                "url": cells.table_url(
                    "commitments", mission=acronym, **({"functions": function} if function else {})
                ),
            }
            for function, rows in groups
        ],
        "source": cells.source("commitments", found[0]),
        "url": cells.table_url("commitments", mission=acronym),
    }


def _paragraphs(rows: Iterable[Row]) -> list[list[Row]]:
    """What is asked, that of one paragraph together."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault((row["symbol"], row.get("part") or "", row["unit"]), []).append(row)
    return list(found.values())


def _commitment(rows: Sequence[Row], held: Texts) -> dict[str, Any]:
    """What a paragraph asks: where, when, by which verbs; its first row stands for its source."""
    row = rows[0]
    name = f"{row['symbol']}, {row['part']}" if row.get("part") else row["symbol"]
    return {
        "where": cells.link(held, name, row["unit"]),
        "date": day_in_words(str(row["date"] or "")),
        "verbs": list(dict.fromkeys((each["verb"], each["strength"]) for each in rows if each["verb"])),
        "themes": [
            shelf.code_name(theme) for theme in dict.fromkeys(each for row in rows for each in row["themes"])
        ],
        "row": cells.row_url("commitments", row),
    }


def structures(acronym: str, until: date | None = None) -> dict[str, Any] | None:
    """What is known of a mission's gender unit and advisers, the newest first; None without."""
    found = _newest(_until(facts.missions("structures").get(acronym, ()), "as_of", until), "as_of")
    if not found:
        return None
    return {
        "rows": [
            {
                "what": glossary.term(row["what"]),
                "value": row["value"] or "",
                "number": forms.number(row["number"]) if row["number"] is not None else "",
                "unit": row["unit"] or "",
                "when": day_in_words(row["as_of"]) if row["as_of"] else "",
                "basis": glossary.term(row["basis"]),
                "url": cells.row_url("structures", row),
                "source": cells.source("structures", row),
            }
            for row in found
        ],
        "url": cells.table_url("structures", mission=acronym),
    }


def others(acronym: str, until: date | None = None, only: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The tables `only`, or the other ones, that have rows on a mission: those in words with the newest of them, all with their number."""
    found = []
    for name in only or [each for each in register.tables() if each not in (*_OWN, *DONE)]:
        schema = register.schema(name)
        rows = _until(facts.missions(name).get(acronym, ()), schema.year, until)
        if rows:
            found.append(
                {
                    "title": glossary.term(schema.title),
                    "own": _(DONE[name]) if name in DONE else "",
                    "count": len(rows),
                    "url": cells.table_url(name, mission=acronym),
                    "rows": _told(name, _newest(rows, schema.year)[:_ROWS]) if facts.saying(name) else [],
                }
            )
    return sorted(found, key=lambda each: not each["rows"])


def _newest(rows: Sequence[Row], year: str) -> list[Row]:
    return sorted(rows, key=lambda row: cell(row[year]), reverse=True) if year else list(rows)


def _told(name: str, rows: Iterable[Row]) -> list[dict[str, Any]]:
    schema, saying = register.schema(name), facts.saying(name)
    years = {field.name: field for field in schema.fields}
    return [
        {
            "words": row[saying] or register.identifier(name, row),
            "when": cells.plain(years[schema.year], row[schema.year])
            if schema.year and row[schema.year]
            else "",
            "url": cells.row_url(name, row),
            "source": cells.source(name, row),
        }
        for row in rows
    ]
