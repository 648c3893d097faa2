"""Who was asked the same before: the paragraphs of the record with the same addressee, function and theme, by their wording.

All of it comes from the register's table `commitments`. Texts, where they are at hand, only rank by shared words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache

from windhoek.coding.addressee_tables import MISSION
from windhoek.coding.code import code
from windhoek.coding.codebook import load
from windhoek.document import Document, Source, Unit
from windhoek.register import missions as known
from windhoek.register.read import Row, identifier, rows
from windhoek.symbols import sort_key
from windhoek.tracing.evidence import Claim, mentions, profile, scores
from windhoek.tracing.mandates import resolutions

__all__ = [
    "ANY_MISSION", "STRENGTHS", "Held", "Place", "Precedent", "Precedents", "Sought", "excerpt", "names", "of_paragraph", "of_words",
    "precedents", "ranked", "spread",
]  # fmt: skip

#: From the strongest to the weakest wording (section 4 of the codebook).
STRENGTHS = ("binding", "request", "encouragement", "statement")

#: The addressee that stands for whichever mission.
ANY_MISSION = "mission"

Place = tuple[str, str, str]
"""Symbol, part of the document ("" for the document itself) and label."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: one of the `themes`, one of the `functions` and one of the `addressees`; any, where there is none.

    An addressee is a code of the codebook, `mission:ACRONYM`, or ANY_MISSION. `words` is the text of the example, if there
    is one, and `place` where it stands. What an example asks of its mission, others were asked of theirs: it seeks ANY_MISSION.
    """

    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    words: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Precedent:
    """One paragraph that asks the same, by the strongest of its verbs that does.

    `missions` have the paragraph in a mandate text of theirs, or are addressed by it in a resolution. `alike` is how many
    codes it has in common with what is sought; `score` and `shared` are of the words of the example, 0 and () without
    texts. `row` is the identifier of the register's row.
    """

    symbol: str
    part: str
    unit: str
    date: str
    kind: str
    verb: str
    strength: str
    themes: tuple[str, ...]
    functions: tuple[str, ...]
    addressees: tuple[str, ...]
    missions: tuple[str, ...]
    alike: int
    row: str
    score: float = 0.0
    shared: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.symbol, self.part, self.unit

    @property
    def name(self) -> str:
        """As people cite it: `S/RES/2149 (2014), OP30(b)`."""
        return ", ".join(filter(None, self.place))


@dataclass(frozen=True, slots=True)
class Held:
    """A mission: how many `paragraphs` it has, the `latest` of which day, and of how many mandate `texts` since the first use.

    `today`: it is in force on the day of the question.
    """

    mission: str
    paragraphs: int
    texts: int
    latest: str
    today: bool


@dataclass(frozen=True, slots=True)
class Precedents:
    """The answer. `found` goes from the strongest to the weakest wording.

    Of the missions in force at some time since the first use, `have` had it in their mandate and `never` in none of
    the mandate texts at hand since then; of `unknown` no such text is at hand.
    """

    sought: Sought
    found: tuple[Precedent, ...]
    have: tuple[Held, ...]
    never: tuple[Held, ...]
    unknown: tuple[Held, ...]

    @property
    def first(self) -> Precedent | None:
        """The earliest use of which the date is known."""
        return min((each for each in self.found if each.date), key=_when, default=None)

    @property
    def latest(self) -> Precedent | None:
        """The latest use."""
        return max((each for each in self.found if each.date), key=_when, default=None)


def precedents(sought: Sought, day: date) -> Precedents:
    """Every paragraph of the record that asks what is sought, and who had it in its mandate; `day` is today.

    Where nobody is sought that is asked, paragraphs that ask nothing count too, as statements. What has no verb (a line of
    an annex) is no precedent.
    """
    order = _verbs()
    strongest: dict[Place, Precedent] = {}
    for row in rows("commitments"):
        each = _precedent(row, sought)
        if each is None or each.place == sought.place:
            continue
        other = strongest.get(each.place)
        if other is None or _strength(each, order) < _strength(other, order):
            strongest[each.place] = each
    found = tuple(sorted(strongest.values(), key=lambda each: _rank(each, order)))
    return Precedents(sought, found, *_holders(found, day))


def ranked(answer: Precedents, texts: Mapping[Place, str]) -> Precedents:
    """The same answer, with paragraphs of one verb and equal codes in the order of the words that they share with the example."""
    if not answer.sought.words or not texts:
        return answer
    sought = answer.sought
    labels = {each.place: " ".join(each.place) for each in answer.found if each.place in texts}
    profiles = {label: profile((texts[place],), (), ()) for place, label in labels.items()}
    measured = scores(Claim(mentions(sought.words), frozenset(), frozenset()), profiles, tuple(profiles))
    scored = [
        replace(
            each,
            score=measured[labels[each.place]].value,
            shared=tuple(words for words, weight in measured[labels[each.place]].shared if weight),
        )
        if each.place in labels
        else each
        for each in answer.found
    ]
    order = _verbs()
    return replace(answer, found=tuple(sorted(scored, key=lambda each: _rank(each, order))))


def of_paragraph(place: Place, text: str = "") -> Sought | None:
    """What a paragraph of the record asks, as the register has coded it; None where it is not coded there."""
    told = [row for row in rows("commitments") if _place(row) == place]
    if not told:
        return None
    return Sought(
        told[0]["themes"],
        told[0]["functions"],
        _of_any(each for row in told for each in _addressees(row)),
        text,
        place,
    )


def of_words(words: str) -> Sought | None:
    """What words ask, coded as an operative paragraph in English; None where they are not on women, peace and security."""
    unit = Unit("OP1", "operative", words)
    codes = code(Document("", "resolution", "", "", "en", "", Source("", "", ""), (unit,)))
    if not codes:
        return None
    return Sought(codes[0].themes, codes[0].functions, _of_any(codes[0].addressees), words)


def _of_any(addressees: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ANY_MISSION if each.startswith(MISSION) else each for each in addressees))


def _precedent(row: Row, sought: Sought) -> Precedent | None:
    """The row as a precedent, or None where it does not ask what is sought."""
    addressees = _addressees(row)
    both = [
        frozenset(wanted).intersection(had)
        for wanted, had in (
            (sought.themes, row["themes"]),
            (sought.functions, row["functions"]),
            (sought.addressees, (*addressees, *((ANY_MISSION,) if row["missions"] else ()))),
        )
        if wanted
    ]
    if not row["verb"] or not row["strength"] or not all(both):
        return None
    # A paragraph may say that it welcomes and then ask; what it welcomes is no wording for what it asks.
    strength = row["strength"] if row["number"] else "statement"
    return Precedent(
        row["symbol"], row["part"] or "", row["unit"], row["date"] or "", row["kind"], row["verb"], strength,
        row["themes"], row["functions"], addressees, _in_mandate(row), sum(map(len, both)),
        identifier("commitments", row),
    )  # fmt: skip


def _place(row: Row) -> Place:
    return row["symbol"], row["part"] or "", row["unit"]


def _addressees(row: Row) -> tuple[str, ...]:
    return (*row["addressees"], *(MISSION + each for each in row["missions"]))


def _in_mandate(row: Row) -> tuple[str, ...]:
    if row["kind"] != "resolution" or row["unit"].startswith("PP") or row["part"]:
        return ()
    return tuple(sorted({*_mandates().get(row["symbol"], ()), *row["missions"]}))


@cache
def _mandates() -> Mapping[str, tuple[str, ...]]:
    """Mandate text → the missions of which it is one."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("missions"):
        for symbol in resolutions(row["acronym"]):
            found[symbol] = (*found.get(symbol, ()), row["acronym"])
    return found


@cache
def _verbs() -> Mapping[str, int]:
    """Each English verb and its place in the codebook's table, which goes from the strongest to the weakest."""
    return {verb: at for at, verb in enumerate(dict.fromkeys(each.verb for each in load().verbs["en"]))}


def _strength(each: Precedent, order: Mapping[str, int]) -> tuple[int, int]:
    return STRENGTHS.index(each.strength), order.get(each.verb, len(order))


def _rank(each: Precedent, order: Mapping[str, int]) -> tuple[object, ...]:
    newest_first = tuple(-ord(sign) for sign in each.date)
    return (*_strength(each, order), -each.alike, -each.score, newest_first, *map(sort_key, each.place))


def _when(each: Precedent) -> tuple[object, ...]:
    return each.date, *map(sort_key, each.place)


def _holders(
    found: Sequence[Precedent], day: date
) -> tuple[tuple[Held, ...], tuple[Held, ...], tuple[Held, ...]]:
    first = min((each.date for each in found if each.date), default="")
    if not first:
        return (), (), ()
    adopted = {row["symbol"]: str(row["date"]) for row in rows("resolutions")}
    now = {row["acronym"] for row in known.in_force(day)}
    have, never, unknown = [], [], []
    for row in rows("missions"):
        name = row["acronym"]
        texts = [symbol for symbol in resolutions(name) if adopted.get(symbol, "") >= first]
        asked = [each for each in found if name in each.missions]
        held = Held(name, len(asked), len(texts), max((each.date for each in asked), default=""), name in now)
        if asked:
            have.append(held)
        elif texts:
            never.append(held)
        elif _lasted(row, first):
            unknown.append(held)
    have.sort(key=lambda each: (-each.paragraphs, each.mission))
    for missions in (never, unknown):
        missions.sort(key=lambda each: (not each.today, each.mission))
    return tuple(have), tuple(never), tuple(unknown)


def _lasted(row: Row, first: str) -> bool:
    """Whether a mission was in force on some day from `first` on, as far as its last day is known."""
    return row["end"] >= first[: len(row["end"])] if row["end"] else not row["ended"]


def excerpt(text: str, verb: str, length: int) -> str:
    """At most `length` signs of a paragraph, from where it says the verb that counts; `…` where something is left out."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    at = max(words.casefold().find(verb), 0)
    start = "… " if at else ""
    words = words[at:]
    return start + (words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …")


def names(column: str) -> tuple[str, ...]:
    """The codes of a column of the record, sorted: of `themes`, `functions`, or `addressees` (missions apart)."""
    return tuple(sorted({each for row in rows("commitments") for each in row[column]}))


_COLUMNS = (
    "strength", "verb", "symbol", "part", "unit", "date", "kind", "themes", "functions", "addressees", "missions",
    "shared", "text", "row",
)  # fmt: skip


def spread(answer: Precedents, texts: Mapping[Place, str]) -> Iterator[Sequence[str]]:
    """All paragraphs with their words as rows for a spreadsheet, the strongest first, with a header."""
    yield _COLUMNS
    for each in answer.found:
        values = asdict(each) | {"text": texts.get(each.place, "")}
        yield [value if isinstance(value := values[name], str) else " | ".join(value) for name in _COLUMNS]
