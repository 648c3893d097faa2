"""Why missions differ: what a mission's mandate asked, what it is built of, and what is known of its work, side by side.

Each value has the rows that it comes from. What the register does not know is None, never nought. The mandate is known from
the register alone: the paragraphs of the resolution in force, without what it keeps of earlier ones by reference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from windhoek.coding.codebook import load
from windhoek.register import personnel
from windhoek.register.mandates import TERMS, chain
from windhoek.register.mandates import in_force as act_in_force
from windhoek.register.missions import led_by
from windhoek.register.personnel import ALL_UNIFORMED, CATEGORIES, NAMES, POLICE, Figure
from windhoek.register.read import Row, identifier, rows
from windhoek.tracing.asked import Asked, standing
from windhoek.tracing.phrases import English, Part, Percent, Phrase, Term, When, in_words, joined, phrase
from windhoek.tracing.precedents import STRENGTHS

__all__ = ["GROUPS", "Column", "Factor", "Value", "column", "factors", "spread"]

GROUPS = (
    "mandate",
    "themes",
    "functions",
    "wording",
    "addressees",
    "structure",
    "leadership",
    "women in uniform",
    "work",
)
#: What the table `structures` has, in the order in which it is shown.
_STRUCTURES = (
    "gender unit", "place of the gender unit", "highest grade in the gender unit", "posts in the gender unit",
    "gender advisers", "women protection advisers", "place of women protection advisers", "military gender advisers",
    "gender focal points", "gender experts of partners", "sexual violence unit", "place of the sexual violence unit",
    "highest grade in the sexual violence unit", "posts in the sexual violence unit", "women's team",
)  # fmt: skip
#: What has to be shown even where it is known of no mission.
_ALWAYS = _STRUCTURES[:3] + _STRUCTURES[4:6]
_RESOLUTION = "mandate", "resolution in force"
_PARAGRAPHS = "mandate", "paragraphs on women, peace and security"
Told = dict[tuple[str, str], "Value | None"]
#: What has to be said of a fact that is not simply reported.
_BASES = ("approved", "proposed", "not drawn")


@dataclass(frozen=True, slots=True)
class Column:
    """A mission, in a year or (None) at the end of what is known; `day` is the day whose mandate counts."""

    mission: str
    year: int | None
    day: date

    @property
    def name(self) -> str:
        """As a table is headed: `UNMIL 2013`."""
        return f"{self.mission} {self.year}" if self.year else self.mission


@dataclass(frozen=True, slots=True)
class Value:
    """One value: as people read it (`said` in six languages, `text` in English), as a number where it is one, and its `sources`.

    A source is the identifier of a register's row, a symbol with a paragraph (`S/RES/2066 (2012), OP4`), or a table with
    the columns by which its rows are found (`personnel: mission=UNMIL, month=2013-12`).
    """

    said: Part
    number: float | None
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        return in_words(self.said)


@dataclass(frozen=True, slots=True)
class Factor:
    """One line of the comparison: a value for each column, None where it is not known."""

    group: str
    name: str
    values: tuple[Value | None, ...]


def column(mission: str, year: int | None, today: date) -> Column:
    """The column of a mission in a year: its mandate is the last in force in that year, or until today without one."""
    last = date(year, 12, 31) if year else today
    ends = [
        act["until"] for act in chain(mission) if act["act"] in TERMS and act["date"] <= last and act["until"]
    ]
    day = last
    if act_in_force(mission, last) is None and ends and (year is None or max(ends).year >= year):
        day = min(max(ends), last)
    return Column(mission, year, day)


def factors(columns: Sequence[Column]) -> tuple[Factor, ...]:
    """Every factor of which something is known in a column, by group; leadership and funding in any case."""
    told = [_told(each) for each in columns]
    _with_noughts(told)
    order = list(dict.fromkeys(key for group in GROUPS for one in told for key in one if key[0] == group))
    order.sort(key=lambda key: (GROUPS.index(key[0]), _places().get(key, 0)))
    return tuple(Factor(group, name, tuple(one.get((group, name)) for one in told)) for group, name in order)


def _with_noughts(told: Sequence[Told]) -> None:
    """Whom one mandate addresses and another, which is known, does not: that is a true nought."""
    named = dict.fromkeys(key for one in told for key in one if key[0] == "addressees")
    for one in told:
        act = one[_RESOLUTION]
        if act is not None:
            for key in named:
                one.setdefault(key, Value(0, 0.0, act.sources))


def spread(columns: Sequence[Column], found: Sequence[Factor]) -> Iterator[Sequence[str]]:
    """The comparison as rows for a spreadsheet: one for each value, with a header."""
    yield "group", "factor", "mission", "year", "value", "number", "sources"
    for factor in found:
        for one, value in zip(columns, factor.values, strict=True):
            number = "" if value is None or value.number is None else f"{value.number:g}"
            text, sources = (value.text, value.sources) if value else ("not known", ())
            year = str(one.year or "")
            yield factor.group, factor.name, one.mission, year, text, number, " | ".join(sources)


@cache
def _places() -> Mapping[tuple[str, str], int]:
    """Where a factor stands in its group: in the order of the codebook, or of the tables above."""
    codebook = load()
    known = {
        "themes": [each.code for each in codebook.themes],
        "functions": [each.code for each in codebook.functions],
        "wording": STRENGTHS,
        "structure": _STRUCTURES,
    }
    return {(group, name): at for group, names in known.items() for at, name in enumerate(names)}


def _told(one: Column) -> Told:
    parts = (_mandate, _structure, _leadership, _women, _work)
    return {key: value for part in parts for key, value in part(one)}


def _mandate(one: Column) -> Iterator[tuple[tuple[str, str], Value | None]]:
    answer = standing(one.mission, one.day)
    if answer.act is None:
        yield _RESOLUTION, None
        yield _PARAGRAPHS, None
        return
    act = answer.act
    said = phrase("act until", act=act["symbol"], until=When(act["until"])) if act["until"] else act["symbol"]
    yield _RESOLUTION, Value(said, None, (identifier("mandates", act),))
    own = [each for each in answer.asked if each.how == "own"]
    # The text is coded: what it does not have is a true nought, and its source the whole resolution.
    whole = (act["symbol"],)
    yield _PARAGRAPHS, _count(own, whole)
    for group, codes in (("themes", load().themes), ("functions", load().functions)):
        for code in codes:
            yield (
                (group, code.code),
                _count([each for each in own if code.code in getattr(each.code, group)], whole),
            )
    asks = [(each, commitment) for each in own for commitment in each.code.commitments]
    for strength in STRENGTHS:
        some = [each for each, commitment in asks if commitment.strength == strength]
        share = 100 * len(some) / len(asks) if asks else None
        if share is not None:
            yield (
                ("wording", strength),
                Value(_share_of(f"{share:.0f}", len(some), len(asks)), share, _places_of(some) or whole),
            )
    for addressee in dict.fromkeys(whom for each in own for whom in each.code.addressees):
        name = "the mission" if addressee == f"mission:{one.mission}" else addressee.removeprefix("mission:")
        yield ("addressees", name), _count([each for each in own if addressee in each.code.addressees], whole)


def _share_of(share: str, part: int, whole: int) -> Phrase:
    return phrase("share of", share=Percent(share), part=part, whole=whole)


def _count(found: Sequence[Asked], whole: tuple[str, ...]) -> Value:
    return Value(len(found), float(len(found)), _places_of(found) or whole)


def _places_of(found: Iterable[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{each.symbol}, {each.unit}" for each in found))


def _structure(one: Column) -> Iterator[tuple[tuple[str, str], Value | None]]:
    for what in _STRUCTURES:
        found = [
            row
            for row in _of("structures", one.mission)
            if row["what"] == what and _in(row["as_of"], one.year)
        ]
        found.sort(key=lambda row: row["as_of"] or "", reverse=True)
        if not found:
            if what in _ALWAYS:
                yield ("structure", what), None
            continue
        latest = [row for row in found if row["as_of"] == found[0]["as_of"]]
        yield (
            ("structure", what),
            Value(
                joined(map(_fact, latest), "semicolon"),
                latest[0]["number"] if len(latest) == 1 else None,
                tuple(identifier("structures", row) for row in latest),
            ),
        )


def _fact(row: Row) -> Phrase:
    """A row of the table with when it was so, and on what it rests where that is not a report."""
    when = When(row["as_of"]) if row["as_of"] else phrase("no date")
    if row["basis"] in _BASES:
        return phrase("dated with basis", words=English(row["value"]), when=when, basis=Term(row["basis"]))
    return phrase("dated", words=English(row["value"]), when=when)


def _leadership(one: Column) -> Iterator[tuple[tuple[str, str], Value | None]]:
    mission = next(row for row in rows("missions") if row["acronym"] == one.mission)
    department = led_by(mission, one.day)
    source = (identifier("missions", mission),)
    yield ("leadership", "department"), Value(department, None, source) if department else None
    # No table of the register has heads of missions or budgets.
    yield ("leadership", "head of mission"), None
    yield ("leadership", "funding"), None


def _women(one: Column) -> Iterator[tuple[tuple[str, str], Value | None]]:
    for categories in (*((each,) for each in CATEGORIES), POLICE):
        found = [
            each
            for each in personnel.figures(categories, one.mission)
            if _in(each.period, one.year) and each.both
        ]
        yield (
            ("women in uniform", f"{NAMES[categories]}, monthly source"),
            _share(
                found[-1],
                f"personnel: mission={one.mission}, month={found[-1].period}, category={' | '.join(categories)}",
            )
            if found
            else None,
        )
    found = [
        each
        for each in personnel.figures(ALL_UNIFORMED, one.mission)
        if _in(each.period, one.year) and each.both
    ]
    yield (
        ("women in uniform", "all uniformed, yearly source"),
        _share(found[-1], f"personnel-averages: mission={one.mission}, year={found[-1].period}")
        if found
        else None,
    )


def _share(figure: Figure, source: str) -> Value:
    assert figure.share is not None
    said = phrase(
        "share in part" if figure.partial else "share in", share=Percent(f"{figure.share:.1f}"),
        part=figure.women, whole=figure.both, period=When(figure.period),
    )  # fmt: skip
    return Value(said, figure.share, (source,))


def _work(one: Column) -> Iterator[tuple[tuple[str, str], Value | None]]:
    reports = [row for row in _of("reports", one.mission) if _in(str(row["date"]), one.year)]
    on_women = [row for row in reports if row["gender"] or row["sexual_violence"]]
    share = 100 * len(on_women) / len(reports) if reports else 0.0
    yield (
        ("work", "reports that tell of work on gender or sexual violence"),
        Value(
            phrase("coded reports", part=len(on_women), whole=len(reports)),
            share,
            tuple(identifier("reports", row) for row in reports),
        )
        if reports
        else None,
    )
    for kind, name in (("duty", "duties to train"), ("delivery", "training given or planned")):
        found = [
            row for row in _of("training", one.mission) if row["kind"] == kind and _in(row["when"], one.year)
        ]
        yield ("work", name), _listed("training", found, (English(row["whom"]) for row in found))
    practices = [row for row in _of("practices", one.mission) if _in(str(row["year"] or ""), one.year)]
    means = Counter(row["means"] for row in practices)
    yield (
        ("work", "practices"),
        _listed(
            "practices",
            practices,
            (
                phrase("means", means=Term(name), count=count) if count > 1 else Term(name)
                for name, count in means.items()
            ),
        ),
    )


def _listed(table: str, found: Sequence[Row], words: Iterable[Part]) -> Value | None:
    """How many rows there are and what they are about; None where there is none: that we know of none is no nought."""
    if not found:
        return None
    said = phrase("counted", count=len(found), words=joined(dict.fromkeys(words)))
    return Value(said, float(len(found)), tuple(identifier(table, row) for row in found))


def _in(when: str | None, year: int | None) -> bool:
    """Whether something dated so counts for a year; what has no date counts only where no year is asked for."""
    return year is None or (when or "")[:4] == str(year)


@cache
def _by_mission(table: str) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(table):
        if row["mission"]:
            found.setdefault(row["mission"], []).append(row)
    return found


def _of(table: str, mission: str) -> Sequence[Row]:
    return _by_mission(table).get(mission, ())
