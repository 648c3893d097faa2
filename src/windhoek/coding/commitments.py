"""Taking an operative unit apart into its commitments: verb, strength, addressees, action (codebook, section 0)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import re2

from windhoek.coding.addressee_tables import tables
from windhoek.coding.addressees import Addressed, Addressees, Named, codes
from windhoek.coding.codebook import Codebook, Verb, load
from windhoek.coding.lead_ins import governing
from windhoek.coding.lexicon import fold
from windhoek.coding.objects import object_at
from windhoek.coding.setting import Setting
from windhoek.document import Commitment, Document, Unit

# How far back a relative pronoun is looked for.
_BACK = 80
_PRONOUN = re.compile(r" (?:them|it)\b")
# Kinds of verbs that by their strength are statements and yet may commit somebody.
_STATEMENTS = ("need", "call", "asking", "own", "intending", "only-to", "vow", "staying")
_NO_STATEMENTS = ("binding", "request", "encouragement")
_STOPS = ";.:"
_CLOSING = ' ;,.:”"’\n\t\u00a0'
# A full stop after a word of three letters or more, or a number, and before a capital.
_SENTENCE = re.compile(r"(?<=[a-z\d)]{3})\.[”\"]?\s+(?=[“\"]?[A-Z])")
_AROUND = " ,\n\t\u00a0"
_DANGLING = (" and", " or", " while", " but")
_NOUN = re.compile(
    r"(?:requests|demands|supports)\s+(?:for|from|by|of|received|submitted|made)\b|orders\s+(?:of|for|by|issued)\b"
)
_RELATIVE = re.compile(r"(?:\b(?:which|who)\s+(?:[\w-]+\s+){1,3}|\bthat\s+[a-z]+s,?\s*)$")
_AMONG = (
    r"[\s,]*(?:(?:in (?:this|that) (?:regard|respect|context)|in particular|in the strongest terms|again|also|further"
    r"|once again|once more|strongly),?\s+)*"
)
_THE_NEED = r"(?:the|a|an)\s+(?:[a-z-]+(?:,|\sand)?\s+){0,3}?(?:need|necessity)\b(?:,[^,]{1,80},)?\s+for\s+"
_NEED = re.compile(_AMONG + _THE_NEED)
# "stresses the importance of X and the need for Y to …"
_AND_NEED = re.compile(r"\band\s+" + _THE_NEED)
_CALL = re.compile(
    rf"{_AMONG}its\s+(?:[a-z-]+\s+){{0,2}}?"
    r"(?:calls?|demands?|requests?|appeals?|invitations?|encouragement|decisions?(?=\sthat))\b"
    r"(?:,?\s+(?:expressed|made|contained|in)\s[^,]{1,60}?,?)?\s+(?:on|upon|for|to|that)\b"
)
_POSSESSIVE = re.compile(r"'s?(?:\s|$)")
_OWN = re.compile(
    rf"{_AMONG}(?:its|the (?:security )?council's)\s+"
    r"(?:[a-z-]+\s+){0,2}?(?:intention|intent|readiness|willingness|determination|resolve|preparedness)\b"
)
_OF_ITSELF = re.compile(
    r"that\s+(?P<it>it)\s+(?:(?:shall|will|intends|would)\b"
    r"|(?:is|remains|stands)\s+(?:[a-z]+\s+)?(?:prepared|ready|determined|willing)\s+to\b)"
)
_STAYING = re.compile(r"\s+(?:actively\s+|further\s+)?(?:seized|ready\s+to|prepared\s+to|determined\s+to)\b")
_CALLING = re.compile(
    r"(?:,?\s+(?:again|once again|once more|also|further|urgently|in particular|in (?:this|that) (?:regard|respect|context))"
    r"|,)*\s+(upon|on|for)\b"
)
# What a lead-in may say after its verb and yet leave to its parts whom it addresses.
_OPEN = re.compile(r"(?:(?!\b(?:to|that|shall)\s+\w)[^.;]){0,160}$")
_AND_FOR = re.compile(r"\band\s+(?:also\s+)?for\s+")
_TO = re.compile(r"[,;]\s+to,?(?:\s+inter alia,?)?[\s:]*$")
_INFINITIVE_FIRST = re.compile(r"[\s,]*(?:[a-z]+ly,?\s+|further,?\s+)?(?:to|a|in)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite verb with its object: the verb stands at `start:object`, what it governs at `object:end`."""

    verb: Verb
    start: int
    object: int
    end: int


class Commitments:
    """The rules of one language."""

    def __init__(self, codebook: Codebook) -> None:
        data = tables(codebook.files)
        self.addressees = Addressees(data)
        self._kinds = {kind: frozenset(words) for kind, words in data.words.items()}
        self._committing = frozenset(form for kind in _STATEMENTS for form in self._kinds[kind])
        verbs = codebook.verbs["en"]
        self._verbs = {verb.form: verb for verb in verbs if verb.kind == "finite"}
        for form in data.words["vow"]:
            self._verbs[form] = Verb(form, "finite", form.rpartition("council ")[2], "statement", "")
        skipped = [v.form for v in verbs if v.kind in ("adverb", "conjunction")]
        adverbs = _alternatives(skipped + list(data.words["opener"]))
        forms = _alternatives(self._verbs)
        passed = rf"[“\"'(\s]*(?:(?:{adverbs}|[a-z]+ly),?\s+)*"
        self._misprinted = re.compile(rf"{passed}({_alternatives(data.words['misprint'])})\b")
        # One group, the verb with what comes before it, keeps RE2 in its fast engine.
        self._opening = re2.compile(
            rf"(?:^|[;.:]\s+|,\s+(?:and\s+)?|\b(?:and|but|while)\s+){passed}({forms})\b"
        )
        for form in data.words["misprint"]:
            first, *rest = form.split()
            self._verbs[form] = self._verbs[" ".join((f"{first}s", *rest))]

    def setting(self, document: Document) -> Setting:
        """What the addressees of the document's units depend on. Make it once for each document."""
        return Setting(document, self.addressees.places, self.addressees.actors.names)

    def of(self, unit: Unit, setting: Setting, lead_ins: Sequence[Unit]) -> tuple[Commitment, ...]:
        """The commitments of a unit, in its order. See `commitments`."""
        if unit.kind == "preambular":
            return ()
        folded = fold(unit.text)
        clauses = self.clauses(folded, bool(lead_ins))
        found: list[Commitment] = []
        first = clauses[0].start if clauses else len(folded)
        if lead_ins and not (clauses and _opens(folded, first)):
            end = _end(folded, 0, self._before(folded, first))
            if end and (part := self._part(unit.text, folded, end, lead_ins, setting)):
                found.append(part)
        found += (own for own in self._own(unit.text, folded, clauses, setting) if own.action)
        return tuple(found)

    def clauses(self, folded: str, part: bool = False) -> list[Clause]:
        """The finite verbs of a folded text that open a clause, with the extent of each clause.

        A `part` may begin with an infinitive without "to"; elsewhere that is a misprinted verb.
        """
        searched = folded.encode() if folded.isascii() else folded
        found: list[tuple[int, int, int]] = []
        if not part and (misprinted := self._misprinted.match(folded)):
            found.append((0, *misprinted.span(1)))
        for match in self._opening.finditer(searched):
            start, end = match.span(1)
            if folded[start:end] in self._kinds["vow"] and folded.startswith(",", match.start()):
                continue
            if _NOUN.match(folded, start) or (
                folded[match.start()] not in _STOPS
                and _RELATIVE.search(folded, max(0, match.start() - _BACK), match.start())
            ):
                continue
            found.append((match.start(), start, end))
        ends = [*(opening for opening, _, _ in found[1:]), len(folded)]
        return [
            self._clause(folded, start, end, stop) for (_, start, end), stop in zip(found, ends, strict=False)
        ]

    def _clause(self, folded: str, start: int, end: int, stop: int) -> Clause:
        verb = self._verbs[folded[start:end]]
        if verb.form in self._kinds["vow"]:
            start = end - len(verb.verb)
        elif verb.form == "calls" and (calling := _CALLING.match(folded, end, stop)):
            verb, end = self._verbs[f"calls {calling[1]}"], calling.end()
        return Clause(verb, start, end, _end(folded, end, stop))

    def _own(
        self, text: str, folded: str, clauses: Sequence[Clause], setting: Setting
    ) -> Iterable[Commitment]:
        before: tuple[Named, ...] = ()
        for at, (clause, complete) in enumerate(zip(clauses, _completed(clauses, folded), strict=True)):
            if clause.verb.strength == "statement" and clause.verb.form not in self._committing:
                before = self._spoken_of(text, folded, clauses, at, setting) or before
                continue
            stop = complete.end
            if folded.find(". ", complete.object, stop) > 0 or folded.find('." ', complete.object, stop) > 0:
                full_stop = _SENTENCE.search(text, complete.object, stop)
                if full_stop:
                    whole, complete = complete, replace(complete, end=full_stop.start())
                    clause = complete if clause is whole else clause
            addressed = self._addressed(text, folded, clause, complete, setting, before)
            if addressed is None:
                before = self._spoken_of(text, folded, clauses, at, setting) or before
                continue
            before = addressed.named or before
            end = complete.end
            while addressed.named and (
                more := self.addressees.another(text, folded, addressed.action, end, setting)
            ):
                stop, another = more
                yield _made(clause, text, addressed, stop)
                addressed = another
            yield _made(clause, text, addressed, end)

    def _spoken_of(
        self, text: str, folded: str, clauses: Sequence[Clause], at: int, setting: Setting
    ) -> tuple[Named, ...]:
        """Whom a statement speaks of, where the next verb goes on with "it" or "them"."""
        if at + 1 == len(clauses) or not _PRONOUN.match(folded, clauses[at + 1].object):
            return ()
        return self.addressees.spoken_of(text, folded, clauses[at].object, clauses[at].end, setting)

    def _addressed(
        self,
        text: str,
        folded: str,
        clause: Clause,
        complete: Clause,
        setting: Setting,
        before: tuple[Named, ...],
    ) -> Addressed | None:
        """Whom the clause addresses and where the action begins; None when it commits nobody.

        `complete` is the clause itself, or the next that has an object.
        """
        kinds, whom = self._kinds, self.addressees.whom
        only_to = clause.verb.form in kinds["only-to"]
        if not folded[clause.object : clause.end].strip():
            # "requests and authorizes the Secretary-General": the object stands after the next verb.
            if clause.verb.strength not in _NO_STATEMENTS:
                return None
            clause = complete
        form, start, end = clause.verb.form, clause.object, clause.end
        itself = (Named(setting.speaker, start, start),)
        if form in kinds["need"] and (
            match := _NEED.match(folded, start, end) or _AND_NEED.search(folded, start, end)
        ):
            addressed = whom(text, folded, match.end(), end, setting, before, acting=False)
            return addressed if addressed.named and addressed.action > match.end() else None
        if form in kinds["own"] and (match := _OWN.match(folded, start, end)):
            return Addressed(itself, match.end())
        if form in kinds["own"] or form == "decides":
            at = object_at(folded, start, end)
            if match := _OF_ITSELF.match(folded, at, end):
                return Addressed(itself, match.start("it"))
        if form in kinds["call"] and (match := _CALL.match(folded, start, end)):
            that = match.end() - 4 if folded.endswith("that", 0, match.end()) else match.end()
            return whom(text, folded, that, end, setting, before)
        if form in kinds["intending"]:
            return Addressed(itself, start) if _INFINITIVE_FIRST.match(folded, start, end) else None
        if form in kinds["vow"] or (form in kinds["staying"] and _STAYING.match(folded, start, end)):
            return Addressed(itself, start)
        if only_to or form in kinds["only-to"]:
            addressed = whom(text, folded, start, end, setting, before, acting=False)
            owning = any(_POSSESSIVE.search(folded, each.end - 2, each.end + 2) for each in addressed.named)
            return addressed if addressed.named and addressed.action > start and not owning else None
        if form in kinds["asking"] or clause.verb.strength in _NO_STATEMENTS:
            council = (
                self.addressees.council(text, folded, start, end, setting) if form == "decides" else None
            )
            addressed = council or whom(text, folded, start, end, setting, before)
            return (
                addressed if addressed.named else self._further_on(text, folded, clause, addressed, setting)
            )
        return None

    def _further_on(
        self, text: str, folded: str, clause: Clause, nobody: Addressed, setting: Setting
    ) -> Addressed:
        """Where nobody was found before: X in "calls for a ceasefire and for X to …", the mission of a deployment authorized."""
        if clause.verb.verb.startswith("authori"):
            named = self.addressees.mission_in(folded, clause.object, clause.end, setting)
            return nobody._replace(named=named)
        if clause.verb.form.startswith("calls"):
            for match in _AND_FOR.finditer(folded, clause.object, clause.end):
                addressed = self.addressees.whom(text, folded, match.end(), clause.end, setting, acting=False)
                if addressed.named and addressed.action > match.end():
                    return addressed._replace(action=nobody.action)
        return nobody

    def _part(
        self, text: str, folded: str, end: int, lead_ins: Sequence[Unit], setting: Setting
    ) -> Commitment | None:
        """The commitment of a part by the governing verb of its nearest lead-in that has one, if that commits anybody."""
        key = tuple(lead_in.text for lead_in in lead_ins)
        if key not in setting.handed_down:
            setting.handed_down[key] = self._handed_down(lead_ins, setting)
        if (handed := setting.handed_down[key]) is None:
            return None
        verb, leaves_open = handed
        addressees, countries = verb.addressees, verb.countries
        named: tuple[Named, ...] = ()
        if leaves_open:
            named = self._of_part(verb, leaves_open, text[:end], folded[:end], setting)
            addressees, countries = codes(named), _countries(named)
        return Commitment(
            verb.verb,
            verb.strength,
            addressees,
            text[:end],
            0,
            end,
            addressees_at=_places(named),
            action_at=(0, end),
            countries=countries,
        )

    def _of_part(
        self, verb: Commitment, leaves_open: str, text: str, folded: str, setting: Setting
    ) -> tuple[Named, ...]:
        """Whom a part names, where its lead-in leaves that open."""
        end = len(folded)
        council = self.addressees.council(text, folded, 0, end, setting) if verb.verb == "decides" else None
        whom = self.addressees.subject if leaves_open == "that" else self.addressees.whom
        return (council or whom(text, folded, 0, end, setting)).named

    def _handed_down(self, lead_ins: Sequence[Unit], setting: Setting) -> tuple[Commitment, str] | None:
        """What lead-ins hand to their parts, and how far they leave open whom: not (empty), in full, or after "that"."""
        for at, lead_in in enumerate(lead_ins):
            folded = fold(lead_in.text)
            clauses = self.clauses(folded, lead_in is not lead_ins[-1])
            if not clauses:
                continue
            found = list(self._own(lead_in.text, folded, clauses, setting))
            clause = clauses[governing(folded, [(each.object, each.end) for each in clauses])]
            verb = next((each for each in reversed(found) if each.start == clause.start), None)
            if verb is None:
                return None
            if not verb.addressees and _TO.search(folded):
                # "requests X to do A, and recommends B; to:": the parts go on with what X is to do.
                verb = next((each for each in reversed(found) if each.addressees), verb)
            if verb.addressees or not _OPEN.match(folded, clause.object, clause.end):
                return verb, ""
            leaves_open = "that" if folded.endswith("that", 0, clause.end) else "all"
            for between in reversed(lead_ins[:at]):
                # "requests reports: (a) from X: (i) on A": what stands between may say whom.
                named = self._of_part(verb, leaves_open, between.text, fold(between.text), setting)
                if named:
                    return replace(verb, addressees=codes(named), countries=_countries(named)), ""
            return verb, leaves_open
        return None

    def _before(self, folded: str, first: int) -> int:
        """The end of the words that stand before the first verb of a part's own, with what leads up to it."""
        searched = folded.encode() if folded.isascii() else folded
        match = self._opening.search(searched)
        return min(first, match.start()) if match and first < len(folded) else first


def setting(document: Document) -> Setting:
    """What the addressees of the document's units depend on. Make it once for each document."""
    return compiled(load()).setting(document)


def commitments(unit: Unit, setting: Setting, lead_ins: Sequence[Unit] = ()) -> tuple[Commitment, ...]:
    """The commitments of an operative unit or part, or of a paragraph of a presidential statement, in English.

    `lead_ins` are the units that it is a part of, the nearest first. `start` and `end` of a commitment count in
    the unit's text, from the verb to the end of the action; where the verb is that of the lead-in, from the
    beginning. A preambular unit gives none. Raises CodebookError when the shipped data has been damaged.
    """
    return compiled(load()).of(unit, setting, lead_ins)


def addressees(found: Iterable[Commitment]) -> tuple[str, ...]:
    """All whom the commitments of a unit address, in the order in which they are named."""
    return tuple(dict.fromkeys(code for commitment in found for code in commitment.addressees))


@lru_cache(maxsize=4)
def compiled(codebook: Codebook) -> Commitments:
    """The rules of a codebook, compiled. Raises CodebookError for a mistake in its tables of addressees and openings."""
    return Commitments(codebook)


def _made(clause: Clause, text: str, addressed: Addressed, end: int) -> Commitment:
    start = addressed.action
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return Commitment(
        clause.verb.verb,
        clause.verb.strength,
        codes(addressed.named),
        text[start:end],
        clause.start,
        max(end, clause.object),
        verb_at=(clause.start, clause.object),
        addressees_at=_places(addressed.named),
        action_at=(start, end),
        countries=_countries(addressed.named),
    )


def _places(named: Iterable[Named]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys((each.start, each.end) for each in named if each.start < each.end))


def _countries(named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.country for each in named if each.country))


def _completed(clauses: Sequence[Clause], folded: str) -> list[Clause]:
    """For each clause itself, or the next one that has an object where it has none."""
    completed: list[Clause] = []
    following: Clause | None = None
    for clause in reversed(clauses):
        if following is None or folded[clause.object : clause.end].strip():
            following = clause
        completed.append(following)
    return completed[::-1]


def _opens(folded: str, start: int) -> bool:
    """Whether a verb at `start` opens the text: nothing but adverbs before it."""
    return not re.search(r"[;:.,]|\b(?:to|the)\b", folded[:start]) and start < 60


def _end(folded: str, start: int, end: int) -> int:
    words = folded[start:end].rstrip(_CLOSING)
    while words.endswith(_DANGLING):
        words = words.rpartition(" ")[0].rstrip(_CLOSING)
    return start + len(words)


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(forms), key=len, reverse=True)))
