"""What the Council asked of a mission on women, peace and security, as it is in force on a day, and since when."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from windhoek.coding.addressee_tables import MISSION
from windhoek.document import Code, Commitment
from windhoek.register.mandates import in_force
from windhoek.register.missions import PEACEKEEPING, POLITICAL, last_day
from windhoek.register.read import Row, rows
from windhoek.symbols import sort_key
from windhoek.tracing.mandates import Kept, Texts, kept, resolutions

__all__ = [
    "HOW",
    "MISSING",
    "Answer",
    "Asked",
    "How",
    "asked",
    "dated",
    "of_all_missions",
    "standing",
    "traced",
]

How = Literal["own", "reference", "extended", "all missions"]
#: own: a paragraph of the resolution in force; reference: of an earlier one, which it cites for the mandate; extended: a task
#: of an earlier one, which is extended and neither cited nor replaced; all missions: of a thematic resolution.
HOW: tuple[How, ...] = ("own", "reference", "extended", "all missions")
MISSING = "missing"
_SIDE = frozenset(["secretary-general", "troop-and-police-contributors"])


@dataclass(frozen=True, slots=True)
class Asked:
    """One paragraph that asks something, with its code.

    `via` is the paragraph of the resolution in force, or of the one that it leads to, that keeps it (`S/RES/2446 (2018), OP1`).
    `since` is the day of `since_symbol`, which asks something in the paragraph and from which on every mandate text had it
    in the same or other words, on women, peace and security, or kept it; empty where the texts are not at hand.
    `date` is that of `symbol`. `text` is empty where it is not at hand.
    """

    symbol: str
    unit: str
    date: str
    how: How
    code: Code
    via: str = ""
    since_symbol: str = ""
    since_unit: str = ""
    since: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked of `mission` on `day`, under the act that gave it its mandate then (None: none at hand covers the day).

    `missing` names the resolutions whose texts are not at hand and that hold, or may hold, more of it.
    """

    mission: str
    day: date
    act: Row | None
    asked: tuple[Asked, ...]
    missing: tuple[str, ...]


def asked(mission: str, day: date, texts: Texts | None = None) -> Answer:
    """The paragraphs that ask something of anybody for the mission on that day, those of the resolution in force first.

    Where the text in force is not at hand, the register tells what it asks and leaves in force (table `asked`), without words.
    """
    answer = standing(mission, day, texts)
    found = (each if each.since or texts is None else dated(mission, each, texts) for each in answer.asked)
    return replace(answer, asked=tuple(found))


def standing(mission: str, day: date, texts: Texts | None = None) -> Answer:
    """The same without the day since when each is asked, where it would take longer to find."""
    act = in_force(mission, day)
    found: list[Asked] = []
    missing: list[str] = []
    if act is not None:
        symbol = act["symbol"]
        if texts and texts.document(symbol):
            if (mission, symbol) not in texts.standing:
                texts.standing[mission, symbol] = traced(mission, symbol, texts)
            here, absent = texts.standing[mission, symbol]
            found, missing = list(here), list(absent)
        else:
            found, missing = _known(mission, symbol)
    found += _of_all_missions(mission, day)
    return Answer(mission, day, act, tuple(found), tuple(dict.fromkeys(missing)))


def _known(mission: str, symbol: str) -> tuple[list[Asked], list[str]]:
    """What the register has of a mandate text, and what it misses. Every resolution that it knows was read."""
    if symbol not in _adopted():
        return [], [symbol]
    found, missing = [], []
    for row in _tables().get((mission, symbol), ()):
        if row["how"] == MISSING:
            missing.append(row["symbol"])
        elif code := _codes(row["symbol"]).get(row["unit"]):
            found.append(
                Asked(
                    row["symbol"],
                    row["unit"],
                    str(_adopted()[row["symbol"]]),
                    row["how"],
                    code,
                    row["via"] or "",
                    row["since_symbol"],
                    row["since_unit"],
                    str(row["since"]),
                )
            )
    found.sort(key=lambda each: (HOW.index(each.how), sort_key(each.symbol), sort_key(each.unit)))
    return found, missing


@cache
def _tables() -> Mapping[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows("asked"):
        found.setdefault((row["mission"], row["mandate"]), []).append(row)
    return {key: tuple(each) for key, each in found.items()}


@cache
def _codes(symbol: str) -> Mapping[str, Code]:
    return {code.unit: code for code in _registered(symbol)}


def traced(mission: str, symbol: str, texts: Texts) -> tuple[list[Asked], list[str]]:
    """The paragraphs of the text in force, and those that it leaves in force, the newest texts first."""
    found: list[Asked] = []
    reached, missing = _reached(mission, symbol, texts)
    newer: list[str] = []
    for each in sorted(reached, key=sort_key, reverse=True):
        document = texts.document(each)
        assert document is not None
        for unit in document.units:
            code = texts.codes(each).get(unit.label)
            if unit.kind == "preambular" or code is None or not code.commitments:
                continue
            why: tuple[How, str] | None = (
                ("own", "") if each == symbol else _why(unit.label, code, mission, reached[each])
            )
            if why and not any(_stands(texts, each, unit.label, later) for later in newer):
                found.append(Asked(each, unit.label, document.date, why[0], code, why[1], text=unit.text))
        newer.insert(0, each)
    found.sort(key=lambda each: HOW.index(each.how))
    return found, missing


def _stands(texts: Texts, symbol: str, unit: str, later: str) -> bool:
    """Whether a later text has the paragraph in the same or other words, so that it stands there."""
    return any(
        pair.before and pair.after and pair.before.label == unit for pair in texts.pairs(symbol, later)
    )


def _reached(mission: str, symbol: str, texts: Texts) -> tuple[dict[str, list[tuple[str, Kept]]], list[str]]:
    """Every text that the one in force leads to, with who leads there and how; and those that are not at hand."""
    reached: dict[str, list[tuple[str, Kept]]] = {symbol: []}
    missing: list[str] = []
    waiting = [symbol]
    while waiting:
        here = waiting.pop(0)
        for each in kept(mission, here, texts):
            if texts.document(each.symbol) is None:
                missing.append(each.symbol)
                continue
            if each.symbol not in reached:
                reached[each.symbol] = []
                # A paragraph that is cited by its number is taken as it is, without what its resolution keeps.
                if not each.label:
                    waiting.append(each.symbol)
            reached[each.symbol].append((here, each))
    return reached, missing


def _why(label: str, code: Code, mission: str, ways: Iterable[tuple[str, Kept]]) -> tuple[How, str] | None:
    """How a paragraph of an earlier text is kept, and by which paragraph; None when it is not."""
    others = {each for each in code.addressees if each.startswith(MISSION)} - {MISSION + mission}
    if others and others.issuperset(code.addressees):
        return None  # A mandate that tells how missions work together cites the tasks of the other one too.
    tasked = MISSION + mission in code.addressees or _standing_order(code)
    extended = False
    for here, each in ways:
        if each.label and (label == each.label or label.startswith(f"{each.label}(")):
            return "reference", f"{here}, {each.unit}"
        if not each.label and tasked:
            if each.unit:
                return "reference", f"{here}, {each.unit}"
            extended = True
    return ("extended", "") if extended else None


def _standing_order(code: Code) -> bool:
    """Whether a paragraph asks of the operation's side, beside the mission, what lasts as long as the mission does.

    What has to be reported, and when, each mandate says anew.
    """
    return bool(set(code.functions) - {"monitoring-and-reporting"}) and not _SIDE.isdisjoint(code.addressees)


def dated(mission: str, asks: Asked, texts: Texts) -> Asked:
    """The same paragraph of a mandate text with the first that asks in the unbroken run of those that keep or reword it."""
    symbol, unit = asks.symbol, asks.unit
    before = _before(mission, symbol, unit, texts)
    while before:
        earlier, label = before
        if texts.codes(earlier)[label].commitments:
            symbol, unit = before
        before = _before(mission, earlier, label, texts)
    document = texts.document(symbol)
    return replace(asks, since_symbol=symbol, since_unit=unit, since=document.date if document else "")


def _before(mission: str, symbol: str, unit: str, texts: Texts) -> tuple[str, str] | None:
    """Where a paragraph stood in the mandate before and was on women, peace and security; else in the texts that this keeps."""
    symbols = resolutions(mission)
    at = symbols.index(symbol) if symbol in symbols else 0
    seen: set[str] = set()
    waiting: list[tuple[str, list[tuple[str, Kept]]]] = [(symbols[at - 1], [])] if at else []
    while waiting:
        earlier, ways = waiting.pop(0)
        seen.add(earlier)
        codes = texts.codes(earlier)
        for pair in texts.pairs(earlier, symbol):
            if pair.before and pair.after and pair.after.label == unit and pair.before.label in codes:
                label = pair.before.label
                if not ways or _why(label, codes[label], mission, ways):
                    return earlier, label
        further: dict[str, list[tuple[str, Kept]]] = {}
        for each in kept(mission, earlier, texts):
            further.setdefault(each.symbol, []).append((earlier, each))
        newest = sorted(further.keys() - seen, key=sort_key, reverse=True)
        waiting += [(each, further[each]) for each in newest]
    return None


def _registered(symbol: str) -> Iterator[Code]:
    """The codes that the register has of the operative paragraphs of a resolution."""
    for unit, told in sorted(_by_unit().get(symbol, {}).items(), key=lambda each: sort_key(each[0])):
        whom = [(*row["addressees"], *(MISSION + each for each in row["missions"])) for row in told]
        yield Code(
            unit,
            told[0]["themes"],
            told[0]["functions"],
            told[0]["verb"] or "",
            told[0]["strength"] or "",
            tuple(dict.fromkeys(each for addressees in whom for each in addressees)),
            tuple(
                Commitment(row["verb"], row["strength"], addressees, "", 0, 0)
                for row, addressees in zip(told, whom, strict=True)
                if row["number"]
            ),
        )


@cache
def _by_unit() -> Mapping[str, Mapping[str, list[Row]]]:
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows("commitments"):
        if not row["part"] and not row["unit"].startswith("PP"):
            found.setdefault(row["symbol"], {}).setdefault(row["unit"], []).append(row)
    return found


def _of_all_missions(mission: str, day: date) -> Iterator[Asked]:
    """What thematic resolutions adopted by that day ask of all missions, or of all peacekeeping operations."""
    kind = next((row["kind"] for row in rows("missions") if row["acronym"] == mission), "")
    for symbol, unit, whom, apart in _thematic():
        adopted = _adopted()[symbol]
        if adopted <= day and (kind == PEACEKEEPING or (kind == POLITICAL and whom == "missions")):
            row = _agenda()[symbol, unit]
            verb = told.verb if (told := _codes(symbol).get(unit)) else ""
            themes, functions = (
                tuple(each for each in row[column] if each not in apart) for column in ("themes", "functions")
            )
            code = Code(unit, themes, functions, verb, row["strength"], row["addressees"])
            yield Asked(
                symbol, unit, str(adopted), "all missions", code,
                since_symbol=symbol, since_unit=unit, since=str(adopted), text=row["asks"],
            )  # fmt: skip


def of_all_missions() -> Iterator[tuple[str, str, str]]:
    """Each mission with the symbol and the paragraph of what thematic resolutions ask of it, adopted before it ended."""
    for row in rows("missions"):
        last = last_day(row["end"]) if row["end"] else date.max
        for each in _of_all_missions(row["acronym"], last):
            yield row["acronym"], each.symbol, each.unit


@cache
def _thematic() -> tuple[tuple[str, str, str, frozenset[str]], ...]:
    """The paragraphs for all missions, of which kind, and the codes of what they ask of others than the mission."""
    with files("windhoek.tracing").joinpath("all_missions.csv").open(encoding="utf-8") as table:
        return tuple(
            (row["symbol"], row["unit"], row["whom"], frozenset(row["apart"].split(" | ")))
            for row in csv.DictReader(table)
        )


@cache
def _agenda() -> Mapping[tuple[str, str], Row]:
    return {(row["symbol"], row["unit"]): row for row in rows("agenda")}


@cache
def _adopted() -> Mapping[str, date]:
    return {row["symbol"]: row["date"] for row in rows("resolutions")}
