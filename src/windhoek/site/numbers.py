"""What the page of numbers shows: figures of all missions together, each with what is being done and what it cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from windhoek import register
from windhoek.register import Row
from windhoek.register import targets as goals
from windhoek.site import cells, coded_words, facts, forms, monitored, subject, women
from windhoek.site.facts import Asked
from windhoek.site.templatetags.words import day
from windhoek.tracing.monitor import Share

#: The functions in which something is done for the number of women in uniform.
_FOR_NUMBERS = ("recruitment-and-retention", "police", "military")
#: In which of them something is done for those who are counted together; for all others in the first.
_FUNCTIONS = {
    "troops": "military", "experts-on-mission": "military",
    "individual-police": "police", "formed-police-units": "police", "all-police": "police",
}  # fmt: skip
#: The indicator of all in uniform together.
_ALL = "ours-uniformed"
_ROWS = 3  # of each table that are named beside a number
_TABLES = ("practices", "directives")


def headline() -> dict[str, str] | None:
    """The oldest and the newest share of women among all in uniform of which nothing has to be said besides."""
    rows = [
        row
        for row in register.rows("indicator-values")
        if row["indicator"] == _ALL and not row["mission"] and not row["limits"]
    ]
    if not rows:
        return None
    first, last = (pick(rows, key=lambda row: str(row["period"])) for pick in (min, max))
    return {
        "first": forms.percent(first["value"]),
        "begun": str(first["period"]),
        "last": forms.percent(last["value"]),
        "year": str(last["period"]),
        "url": cells.row_url("indicator-values", last),
    }


def doing() -> list[dict[str, Any]]:
    """What is being done for more women in uniform: the newest practices and guidance, each once, by function."""
    seen: set[str] = set()
    found = []
    for code in _FOR_NUMBERS:
        lines: list[dict[str, Any]] = []
        for table in _TABLES:
            rows = [
                row
                for row in facts.find(table, Asked(values=(("functions", code),)))
                if cells.row_url(table, row) not in seen
            ]
            lines += told["lines"] if (told := subject.told(table, rows, _ROWS)) else []
        seen.update(line["url"] for line in lines)
        found.append(
            {"code": code, "name": subject.name(code), "url": subject.url("function", code), "rows": lines}
        )
    return found


def beside(groups: Sequence[dict[str, Any]], done: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The groups of women in uniform, each with the newest of what is being done for it, and in which function."""
    by = {each["code"]: each for each in done}
    return [
        group | {"doing": by[code]["rows"][:1], "function": code, "function_name": by[code]["name"]}
        for group in groups
        for code in [_FUNCTIONS.get(group["group"], _FOR_NUMBERS[0])]
    ]


def other_targets() -> list[dict[str, str]]:
    """Targets for those of whom the register has no figures, with what it says of them."""
    return [
        {
            "words": women.goal(row),
            "note": row["note"] or "",
            "url": cells.row_url("targets", row),
        }
        for row in goals.targets()
        if not row["categories"]
    ]


def indicators() -> dict[str, list[dict[str, Any]]]:
    """The indicators: `valued` with their last values for all missions and by mission, and `others` with why there are none."""
    values: dict[str, list[Row]] = {}
    for row in register.rows("indicator-values"):
        values.setdefault(row["indicator"], []).append(row)
    themes = coded_words.themes([row["counts"] for row in register.rows("indicators")])
    found: dict[str, list[dict[str, Any]]] = {"valued": [], "others": []}
    for row, spoken in zip(register.rows("indicators"), themes, strict=True):
        own = values.get(row["id"], [])
        found["valued" if own else "others"].append(
            {
                "id": row["id"],
                "counts": row["counts"],
                "how": row["how"],
                "note": row["note"] or "",
                "url": cells.row_url("indicators", row),
                "status": row["status"],
                "all": _last([each for each in own if not each["mission"]]),
                "missions": len({each["mission"] for each in own if each["mission"]}),
                "values": cells.table_url("indicator-values", indicator=row["id"]),
                "themes": [
                    {"name": subject.name(code), "url": subject.url("theme", code)} for code in spoken
                ],
            }
        )
    return found


def _last(rows: Sequence[Row]) -> dict[str, str] | None:
    """The newest value, and those of the years before it, from the newest."""
    newest = sorted(rows, key=lambda row: str(row["period"]), reverse=True)
    if not newest:
        return None
    return {
        "value": forms.percent(newest[0]["value"]),
        "period": day(str(newest[0]["period"])),
        "before": forms.listed(
            _("{name}: {value}").format(name=each["period"], value=forms.number(each["value"], 1))
            for each in newest[1:6]
        ),
    }


def reports() -> dict[str, Any]:
    """What the report monitor counts over all missions: reports, and the yes to each question of those that are known."""
    found: list[Share] = monitored.counted(monitored.reports())

    def sums(question: str) -> tuple[int, int]:
        pairs = [getattr(each, question) for each in found]
        return sum(yes for yes, _ in pairs), sum(known for _, known in pairs)

    return {
        "count": sum(each.reports for each in found),
        "speaks": sums("speaks"),
        "section": sums("section"),
        "figures": sums("figures"),
        "asks": sums("asks"),
    }
