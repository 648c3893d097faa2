"""What a resolution does to a mission's mandate: establishes or extends it, ends it, or sets its strength.

For English texts: the chain of every mandate exists in English. The words that tell an act stand in
`codebook/mandates/en.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from windhoek.coding.addressee_tables import MISSION
from windhoek.coding.codebook import Codebook, load
from windhoek.coding.codebook_files import Fail, Row, Table, read
from windhoek.coding.commitments import compiled
from windhoek.coding.lexicon import fold
from windhoek.coding.setting import Setting
from windhoek.document import Document, Unit
from windhoek.reading import dates

#: How far behind its verb an act may name its mission, and its day, in characters.
_REACH = 420
_KINDS = (
    "extends", "runs", "establishes", "ends", "decides", "object", "other", "own", "until",
    "ceiling", "no-ceiling", "change", "sum", "military component", "police component", "military", "observers", "police", "formed police",
)  # fmt: skip
_WHOSE = ("formed police", "observers", "police", "military")
_STOP = re.compile(
    r"[;.]\s|[;.]$|, and (?:further |also )?(?:requests|expresses|stresses|calls|notes|welcomes|urges|invites)\b"
    r"|,? with (?:a view to|the intention (?:to|of))\b"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
        ],
        start=1,
    )
}
#: Kinds of verbs, and the acts that they tell.
_ACTS = {"extends": "extended", "runs": "extended", "establishes": "established", "ends": "ended"}
_ENDED = re.compile(r"\s*(?:the |its )?(?:final |present )?mandates?(?: of (?:the )?[^;,]{0,90}$|\b)")
#: "terminate UNMEE's mandate": the mission stands before the word.
_ITS = re.compile(r"\s*(?:the )?(?:[a-z-]+ ){0,2}[a-z-]+'s mandate\b")
_FOUNDED = re.compile(
    r"\s*(?:, [^,]{1,60},)?\s*(?:of |by )?(?:an? |the )?(?:[^;]{0,200}(?:mission|operation|office|force|presence|team|administration)\b[^;]{0,120})?$"
)
_WITHIN = re.compile(r"\b(?:within|in|for|by|to|with)\s+(?:the\s+)?$")
_WHOSE_MANDATE = re.compile(
    r"(?:,[^;]*,)?(?: and [a-z ]+)?(?: in [a-z\u00c0-\u017f' ]+)? (?:of|for) (?:the )?(?:[a-z\u00c0-\u017f' -]{0,100}\(|united nations )?"
)
_FROM = re.compile(
    r"\b(?:as from|from|as of|beginning(?: on)?|starting(?: on)?|with effect from|effective(?: on)?)\s+(?:the\s+)?$"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?$")
#: A lead-in that says no more than that its parts are decided.
_BARE = re.compile(r"decides(?: also| further)?(?: to)?\s*:?\s*")
_ADOPTION = re.compile(
    r"\b(?:from|as of|upon) the (?:date of )?(?:the )?(?:adoption of )?(?:the )?(?:this|present) resolution\b"
)
_SHALL = re.compile(r"\b(?:shall|will|should|is|be|hereby)\b[^;]{0,60}$")
_NUMBER = r"\d{1,3}(?:(?:, ?| )000|(?:[, ]\d{3}))+|\d+"
#: Behind the name of a component its number, past "of up to", "shall remain at" or "from the old number to".
_NUMBERED = (
    rf"(?:(?!\b(?:military|police|troops?)\b)[^;,\d])*?(?:\bfrom (?:{_NUMBER}) )?"
    rf"\b(?:of|at|to) (?:an? )?(?:(?:strength|ceiling|maximum|total) of |up to )?({_NUMBER})(?![\d,]*\d| formed| units)"
)
_LENGTH = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})[ -](day|week|month|year)s?\b")


@dataclass(frozen=True, slots=True)
class Act:
    """What a unit does to the mandate of a mission: `text[start:end]` says so.

    `act`: established, extended, ended or strength. `until`: the day on which the mandate then expires, ISO 8601, where
    it is printed; `period`: how long it runs, such as `6 months`, where only that is. For strength: the most personnel
    that is authorized, by whose it is; None where the unit does not say.
    """

    unit: str
    mission: str
    act: str
    start: int
    end: int
    until: str = ""
    period: str = ""
    since: str = ""
    military: int | None = None
    observers: int | None = None
    police: int | None = None
    formed_police: int | None = None


def acts(document: Document) -> tuple[Act, ...]:
    """The acts on mandates in the operative paragraphs of a resolution in English, in their order; else none.

    Raises CodebookError when the shipped data has been damaged.
    """
    if document.kind != "resolution" or document.language != "en" or document.part:
        return ()
    finder = _finder()
    setting = compiled(load()).setting(document)
    bare = {unit.label for unit in document.units if _BARE.fullmatch(fold(unit.text))}
    return tuple(
        act
        for unit in document.units
        if unit.kind != "preambular"
        for act in finder.of(unit, setting, document.date, unit.label.rpartition("(")[0] in bare)
    )


@cache
def _finder() -> _Finder:
    return _Finder(load())


class _Finder:
    """The rules of English, compiled."""

    def __init__(self, codebook: Codebook) -> None:
        words: dict[str, list[str]] = {kind: [] for kind in _KINDS}
        for (kind, pattern), _ in read(_TABLE, codebook.files, "mandates/en.csv"):
            words[kind].append(pattern)
        self._is = {kind: re.compile(rf"\b(?:{'|'.join(words[kind])})\b") for kind in _KINDS}
        self._decides = re.compile(
            rf"(?:^|[;,.]\s|\b(?:and|to|therefore|further|also|hereby)\s)(?:{'|'.join(words['decides'])})\b"
        )
        self._until = re.compile(rf"\b(?:{'|'.join(words['until'])})\s+(?:the\s+)?")
        whose = "|".join(f"(?P<{kind.replace(' ', '_')}>{'|'.join(words[kind])})" for kind in _WHOSE)
        self._counted = re.compile(rf"\b({_NUMBER})\s+(?:[a-z-]+\s+){{0,3}}?(?:{whose})\b")
        self._numbered = {
            kind: re.compile(rf"\b(?:{'|'.join(words[f'{kind} component'])})\b{_NUMBERED}")
            for kind in ("military", "police")
        }
        self._places = compiled(codebook).addressees.places

    def of(self, unit: Unit, setting: Setting, adopted: str, decided: bool) -> Iterator[Act]:
        """The acts of a unit of a resolution that was adopted on that day; `decided`: its lead-in says so."""
        folded = fold(unit.text)
        found = self._decides.search(folded)
        if found is None and not decided:
            return
        opened = found.start() if found and not decided else 0
        told: set[str] = set()
        for verb, kind in _ACTS.items():
            for act in self._acts(unit, folded, opened, kind, verb, setting, adopted):
                if act.mission not in told:
                    told.add(act.mission)
                    yield act
        strength = self._strength(unit, folded, setting)
        if strength:
            yield strength

    def _acts(
        self, unit: Unit, folded: str, opened: int, kind: str, verb: str, setting: Setting, adopted: str
    ) -> Iterator[Act]:
        for match in self._is[verb].finditer(folded, opened):
            start = max(opened, folded.rfind(";", 0, match.start()) + 1)
            stop = _STOP.search(folded, match.end(), match.end() + _REACH)
            end = stop.start() if stop else min(len(folded), match.end() + _REACH)
            mission = self._mission(folded, start, match, end, kind, setting)
            if not mission:
                continue
            until = self._day(folded, match.end() if kind != "ended" else start, end)
            length = "" if until else self._period(folded, match.end(), end)
            if kind == "extended" and not (until or length):
                continue
            founded = kind == "established"
            since = self._since(folded, start if founded else match.end(), end, founded)
            if until and since >= until:
                since = ""  # of what comes after the mandate
            if not since and _ADOPTION.search(folded, match.end(), end):
                since = adopted
            yield Act(unit.label, mission, kind, match.start(), end, until, length, since)

    def _mission(
        self, folded: str, start: int, match: re.Match[str], end: int, kind: str, setting: Setting
    ) -> str:
        """The acronym of the mission whose mandate the verb is about, or empty."""
        before, behind = folded[start : match.start()], folded[match.end() : end]
        named = [
            (mention.start, mention.stands_for.removeprefix(MISSION))
            for mention in self._places.find(folded[start:end], setting.abbreviations)
            if mention.stands_for.startswith(MISSION)
        ]
        at = match.end() - start
        after = [(place - at, name) for place, name in named if place >= at]
        earlier = [(place, name) for place, name in named if place < at]
        if kind == "established":
            founded = after and _FOUNDED.fullmatch(behind[: after[0][0]])
            other = founded and self._is["other"].search(behind, 0, after[0][0])
            return after[0][1] if founded and not other and not _WITHIN.search(behind[: after[0][0]]) else ""
        if kind == "ended":
            its = match[0].startswith("terminat") and _ITS.match(behind)
            if after and (its or _ENDED.fullmatch(behind[: after[0][0]])):
                return after[0][1]
            own = self._is["own"].match(behind.lstrip())
            return setting.mission.removeprefix(MISSION) if own else ""
        if after and (found := self._is["object"].search(behind, 0, after[0][0])):
            whose = _WHOSE_MANDATE.fullmatch(behind[found.end() : after[0][0]])
            other = self._is["other"].search(behind, 0, after[0][0])
            if whose and not other:
                return after[0][1]
        if after and re.fullmatch(r"[\s,]*(?:until [^,]{4,30},?\s)?(?:the\s+)?", behind[: after[0][0]]):
            return after[0][1]
        if earlier and _SHALL.search(before):
            found = self._is["object"].search(before)
            runs = self._is["runs"].fullmatch(match[0])
            if (found or runs) and not self._is["other"].search(before[: earlier[0][0]]):
                return earlier[0][1]
        for text in (behind[:80], before):
            own = self._is["own"].search(text)
            if own and not self._is["other"].search(text[: own.end() + 30]):
                return setting.mission.removeprefix(MISSION)
        return ""

    def _day(self, folded: str, start: int, end: int) -> str:
        """The day that is given behind "until" or the like."""
        for date_start, _, day in dates.find(folded[start:end]):
            opened = self._until.search(folded[max(start, start + date_start - 20) : start + date_start])
            if opened:
                return day
        return ""

    def _since(self, folded: str, start: int, end: int, founded: bool) -> str:
        """The first day, where it is given."""
        for date_start, _, day in dates.find(folded[start:end]):
            opening = folded[max(start, start + date_start - 24) : start + date_start]
            if _FROM.search(opening) or (founded and _BY.search(opening)):
                return day
        return ""

    def _period(self, folded: str, start: int, end: int) -> str:
        found = _LENGTH.search(folded, start, end)
        if not found:
            return ""
        number = _NUMBERS.get(found[1]) or int(found[1])
        return f"{number} {found[2]}{'s' if number != 1 else ''}"

    def _strength(self, unit: Unit, folded: str, setting: Setting) -> Act | None:
        """The ceilings that a unit sets for the one mission that it names, or for the document's own."""
        changes = [
            (match.start(), self._clause(folded, match.end()))
            for match in self._is["change"].finditer(folded)
        ]
        named = [
            (match.start(1), match.end(), kind, match[1])
            for kind, numbered in self._numbered.items()
            for match in numbered.finditer(folded)
        ]
        counts: dict[str, int] = {}
        span: list[int] = []
        for start, end, whose, number in sorted([*named, *self._numbers(folded)]):
            opening = folded[max(0, start - 60) : start]
            ceiling = (start, end, whose, number) in named or counts or self._is["ceiling"].search(opening)
            change = any(first <= start < last for first, last in changes)
            if change or not ceiling or self._is["no-ceiling"].search(folded[max(0, start - 45) : end]):
                continue
            # Behind a ceiling the numbers of other personnel are ceilings too.
            counts.setdefault(whose, int(re.sub(r"\D", "", number)))
            span += (start, end)
        if not counts:
            return None
        missions = [
            mention.stands_for.removeprefix(MISSION)
            for mention in self._places.find(folded, setting.abbreviations)
            if mention.stands_for.startswith(MISSION)
        ]
        mission = missions[0] if missions else setting.mission.removeprefix(MISSION)
        if not mission:
            return None
        return Act(
            unit.label,
            mission,
            "strength",
            span[0],
            span[-1],
            since=self._held_from(folded),
            military=counts.get("military"),
            observers=counts.get("observers"),
            police=counts.get("police"),
            formed_police=counts.get("formed_police"),
        )

    def _numbers(self, folded: str) -> Iterator[tuple[int, int, str, str]]:
        """Each number with whose it is behind it: where, whose, and the number."""
        for match in self._counted.finditer(folded):
            yield match.start(), match.end(), str(match.lastgroup), match[1]

    def _clause(self, folded: str, start: int) -> int:
        """Where what is said of a change ends: at the clause's end, or where the new sum is told."""
        found = re.compile(rf";|{self._is['sum'].pattern}").search(folded, start)
        return found.start() if found else len(folded)

    def _held_from(self, folded: str) -> str:
        """The day from which or by which a ceiling holds, where the unit's first day is that."""
        first = next(iter(dates.find(folded)), None)
        return self._since(folded, 0, first[1], True) if first else ""


def _row(row: Row, key: str, fail: Fail) -> tuple[str, str]:
    if row["kind"] not in _KINDS:
        raise fail(f"kind is one of {', '.join(_KINDS)}, not {row['kind'] or 'empty'}")
    try:
        re.compile(row["pattern"])
    except re.error as error:
        raise fail(f"the pattern is wrong: {error}") from None
    return row["kind"], row["pattern"]


_TABLE: Table[tuple[str, str]] = Table(
    ("kind", "pattern", "note"), lambda row: [f"{row['kind']}: {row['pattern']}"], _row
)
