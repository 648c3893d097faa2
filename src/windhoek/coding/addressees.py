"""Whom an operative verb addresses: the object after the verb, read with the document that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from windhoek.coding.actors import OF_STATE, Actors, Mention, country_of
from windhoek.coding.addressee_tables import ADJECTIVE, MISSION, STATE, Tables
from windhoek.coding.objects import begins_aside, infinitive, object_at, past_adverbs
from windhoek.coding.setting import Setting

# How far the names of those addressed are looked for: until "to" or "shall", without one, and after "by".
_WINDOW, _NEAR, _SUBJECT, _FAR = 420, 30, 160, 200
_INSERTED = re.compile(
    r",\s+(?:as appropriate|where appropriate|as necessary|inter alia|as relevant|as applicable|where relevant"
    r"|if necessary|when appropriate|where necessary|within existing resources|as needed|where applicable),"
)
_DETERMINERS = (
    r"(?:the|all|its|their|his|her|relevant|other|concerned|these|those|this|such|both|each|any|every|local|new|interested|and"
    r"|international|national|regional|individual|competent|remaining|key|respective|also|certain|various|current)"
)
_MODAL = re.compile(r"\b(?:shall|should|must|will|may|can|would|is|are|be|has|have|do|does|need|needs)\b")
_PREPOSITION = re.compile(
    r"\b(?:of|in|to|for|with|by|from|on|through|between|among|under|against|into|towards?|at|within|upon|including"
    rf"|like|via)\s+(?:{_DETERMINERS}\s+)*$"
)
_BY = re.compile(rf"\b(?:by|from|between|among)\s+(?:{_DETERMINERS}\s+)*$")
_PASSIVE = re.compile(rf"\bby,?\s+(?:inter alia,?\s+)?(?:{_DETERMINERS}\s+)*$")
_FROM = re.compile(rf"\bfrom\s+(?:{_DETERMINERS}\s+)*$")
_JOINED = re.compile(rf"(?:'s)?,?\s*(?:and/or|and|or|as well as|,)\s+(?:{_DETERMINERS}\s+)*$")
_LISTED = re.compile(
    rf"(?:,|\band/or|\band|\bor|\bas well as)\s+(?:{_DETERMINERS}\s+)*(?:[\w'-]+[\s-]){{0,3}}$|(?:,|\band)\s[^,;()]{{0,80}}\($"
)
# "X, including Y, and Z": Z stands beside X; "X, within its means, Z" too.
_INCLUDING = re.compile(r",? (?:including|in particular|especially)\b")
_BESIDE = re.compile(
    r"\b(?:(?:coop|coord|consul|collab|partner|conjunc|support|assist|help|work|behalf)\w*|together|along|led)\b"
)
_RESUMED = re.compile(rf",\s+(?:and|as well as)\s+(?:{_DETERMINERS}\s+)*")
_NEXT = re.compile(rf",\s+(?:and\s+|as well as\s+)?(?:{_DETERMINERS}\s+)*(?:[\w'-]+\s+)?")
_AND_THAT = re.compile(r"[,;]?\s+and\s+that,?\s+(?:the|all)\s+")
_AND_ANOTHER = re.compile(r"[,;]\s+(?:and\s+|as well as\s+)?")
# After these a name before "to" is their object, and nobody new is addressed.
_TO = re.compile(r"to\b")
_RAISING = re.compile(
    r"(?:\b(?:to|and|or|by|also|not|shall|should)|,|ly)\s+(?:support|assist|help|enable|encourage|allow|urge|request|call|invite|ask|persuade|press|need|empower|permit"
    r"|require|direct|advise|authorize)\b[^;]*$"
)
_SET_OFF = re.compile(r"\s*(?:,(?! including| in order| with a view).*)?", re.DOTALL)
_NOT_ONLY_THE = re.compile(rf"\b(?!{_DETERMINERS}\b)[a-z]")
_MEASURES = re.compile(r"\b(?:measures|embargo|prohibitions?|ban|sanctions|restrictions|exemptions?)\b")
_EXTENDED = ("un-system", "sanctions-committee", "member-states")
# How far back the words that govern a name are looked for.
_BACK = 80
_STATES_JOINED = re.compile(r",?\s*(?:and|,|or)\s+(?:of\s+)?(?:the\s+)?")


class Named(NamedTuple):
    """`text[start:end]` names somebody who is addressed; `country` is the one whose government that is, if known.

    Where the Council means itself without a word for it, `start` and `end` are the same.
    """

    code: str
    start: int
    end: int
    country: str = ""


class Addressed(NamedTuple):
    """Those addressed, and where what they are to do begins."""

    named: tuple[Named, ...]
    action: int


class Addressees:
    """The rules for finding whom a verb addresses, compiled for one language."""

    def __init__(self, tables: Tables) -> None:
        self.actors = Actors(tables.actors)
        self.places = Actors(
            {
                name: what
                for name, what in tables.actors.items()
                if what.startswith((MISSION, STATE, ADJECTIVE))
            }
        )
        self._countries = frozenset(
            name for name, what in tables.actors.items() if what.startswith((STATE, ADJECTIVE))
        )
        agents = "|".join(map(re.escape, tables.words["agent"]))
        self._through = re.compile(rf"\b(?:{agents})\s+(?:of|by|from|for)\s+(?:{_DETERMINERS}\s+)*$")
        attributes = "|".join(map(re.escape, tables.words["attribute"]))
        self._attribute = re.compile(rf"\b(?:{attributes})\s+by\s+(?:{_DETERMINERS}\s+)*$")
        persons = "|".join(map(re.escape, tables.words["person"]))
        self._person = re.compile(rf"\b(?:{persons})\s+of\s+(?:{_DETERMINERS}\s+)*$")
        asides = "|".join(map(re.escape, sorted(tables.words["aside"], key=len, reverse=True)))
        self._aside = re.compile(rf",?\s+(?:{asides})\b")
        extending = "|".join(map(re.escape, tables.words["extending"]))
        self._extending = re.compile(rf"\s*,?\s*to (?:further |also )?(?:{extending})\b")
        delegating = "|".join(map(re.escape, tables.words["delegating"]))
        self._delegating = re.compile(rf"to\s+(?:[a-z]+ly\s+|further\s+|also\s+)?(?:{delegating})\s+")
        group = "|".join(map(re.escape, tables.words["group"]))
        named = r"(?:including|in particular|especially|notably|such as) (?!within\b|through\b|in\b|by\b|under\b|via\b)"
        self._group = re.compile(rf"[^,]*\b(?:{group})\b[^,]*,? {named}")
        self._and_group = re.compile(
            rf",?\s+(?:and|as well as)\s+(?:{_DETERMINERS}\s+)*(?:{group})\b[^,;]{{0,60}},? {named}"
        )

    def whom(
        self,
        text: str,
        folded: str,
        start: int,
        end: int,
        setting: Setting,
        before: tuple[Named, ...] = (),
        acting: bool = True,
    ) -> Addressed:
        """Who is addressed by a verb whose object is `text[start:end]`; `folded` is the same text folded.

        `before` are those whom the last verb of the unit addressed or spoke of: "it" and "them" are they. `acting`:
        where nobody is named as such, those by whom a thing is to be done are taken ("reporting by X").
        """
        plain, at = past_adverbs(folded, start, end), object_at(folded, start, end)
        if folded.startswith(("that ", "that,"), at):
            return self.subject(text, folded, at + 4, end, setting, before)
        # What looks like an aside before the name may hold it: "authorizes for a year the forces to act, …".
        for place in dict.fromkeys((at, plain)):
            found, limit = self._named_from(text, folded, place, end, setting, before)
            if not found and acting:
                far, by = limit or _FAR, _BY if place == at else _FROM
                if limit and folded.startswith("to be ", place + limit):
                    far, by = limit + _FAR, _PASSIVE
                window = folded[place : min(end, place + far)]
                found = self._agents(window, self.actors.whole(window, setting.abbreviations), setting, by)
            if found:
                return Addressed(_shifted(found, place), place + limit if limit else start)
        return Addressed((), start)

    def _named_from(
        self, text: str, folded: str, at: int, end: int, setting: Setting, before: tuple[Named, ...]
    ) -> tuple[tuple[Named, ...], int]:
        """Those named from `at` on, with places counted from there, and how far from there "to …" begins (0: nowhere)."""
        window = folded[at : min(end, at + _WINDOW)]
        if ", " in window:
            window = _INSERTED.sub(lambda match: " " * len(match[0]), window)
        limit = infinitive(text[at : at + len(window)])
        names = window[: limit or None]
        mentions = self.actors.whole(names, setting.abbreviations)
        found = self._heads(names, mentions, limit or _NEAR, setting, before)
        if found and limit and (group := self._and_group.match(names, found[-1].end)):
            found += self._members(names, mentions, group.end(), limit, setting)
        if not found and limit and (group := self._group.match(names)):
            found = self._members(names, mentions, group.end(), limit, setting)
        return found, limit

    def _members(
        self, names: str, mentions: Sequence[Mention], by: int, limit: int, setting: Setting
    ) -> tuple[Named, ...]:
        """Those named from `by` on, after "all actors, including"."""
        members = _moved((mention for mention in mentions if mention.start >= by), -by)
        return _shifted(self._heads(names[by:], members, limit, setting, ()), by)

    def another(
        self, text: str, folded: str, start: int, end: int, setting: Setting
    ) -> tuple[int, Addressed] | None:
        """In an action `text[start:end]`, "…, and X to …": where that begins, and X with what X is to do."""
        for match in _AND_ANOTHER.finditer(folded, start, end):
            at = match.end()
            if match.end() - match.start() == 2 and not (text[at].isupper() or folded.startswith("the ", at)):
                continue  # After a bare comma a name stands as such: "X to pay, the Fund to help, and Y to report".
            window = folded[at : min(end, at + _SUBJECT)]
            limit = infinitive(text[at : at + len(window)])
            if not limit or _RAISING.search(folded, start, match.start()):
                continue
            if self._ends_with_name(folded[max(start, match.start() - _BACK) : match.start()]):
                continue  # "to work with X, Y, and Z to …"
            names = window[:limit]
            mentions = self.actors.whole(names, setting.abbreviations)
            stop = self._end_of_names(names, mentions)
            last = max((mention.end for mention in mentions if mention.start < stop), default=stop)
            if not mentions or names[last:stop].strip() or not _SET_OFF.fullmatch(names, last):
                continue
            if _NOT_ONLY_THE.search(names[: mentions[0].start]):
                continue
            if found := self._heads(names, mentions, limit, setting, ()):
                return match.start(), Addressed(_shifted(found, at), at + limit)
        return None

    def _ends_with_name(self, lead: str) -> bool:
        mentions = self.actors.whole(lead, {})
        return bool(mentions) and mentions[-1].end == len(lead) and mentions[-1].stands_for != "before"

    def spoken_of(self, text: str, folded: str, start: int, end: int, setting: Setting) -> tuple[Named, ...]:
        """Whom "it" or "them" after a clause about `text[start:end]` means."""
        if named := self.whom(text, folded, start, end, setting).named:
            return named
        mentions = self.actors.whole(folded[start:end], setting.abbreviations)
        first = next(filter(None, (self._named(mention, setting, ()) for mention in mentions)), ())
        return _shifted(first, start)

    def mission_in(self, folded: str, start: int, end: int, setting: Setting) -> tuple[Named, ...]:
        """The first mission that is named near the beginning of `folded[start:end]`, as in "the deployment within X"."""
        window = folded[start : min(end, start + _FAR)]
        for mention in self.actors.whole(window, setting.abbreviations):
            if mention.stands_for.startswith(MISSION):
                return _shifted(self._named(mention, setting, ()), start)
        return ()

    def council(self, text: str, folded: str, start: int, end: int, setting: Setting) -> Addressed | None:
        """For "decides to …": whom it is decided about, or the Council itself; None when no infinitive follows."""
        at = object_at(folded, start, end)
        if not _TO.match(folded, at, end):
            return None
        if delegating := self._delegating.match(folded, at, end):
            addressed = self.whom(text, folded, delegating.end(), end, setting, acting=False)
            if addressed.named and addressed.action > delegating.end():
                return addressed
        if self._extending.match(folded, at):
            window = folded[at : min(end, at + _FAR)]
            for mention in self.actors.whole(window, setting.abbreviations):
                (named,) = self._named(mention, setting, ()) or (None,)
                if named and (named.code.startswith(MISSION) or named.code in _EXTENDED):
                    if (
                        _MEASURES.search(window, 0, mention.start)
                        and "mandate" not in window[: mention.start]
                    ):
                        break
                    return Addressed(_shifted((named,), at), at)
        return Addressed((Named(setting.speaker, at, at),), at)

    def subject(
        self,
        text: str,
        folded: str,
        start: int,
        end: int,
        setting: Setting,
        before: tuple[Named, ...] = (),
    ) -> Addressed:
        """Who is addressed by "that X shall …", where `text[start:end]` is what follows "that". See `whom`."""
        at = object_at(folded, start, end, subject=True)
        window = folded[at : min(end, at + _WINDOW)]
        modal = _MODAL.search(window)
        subject = window[: modal.start()] if modal else window
        near = len(subject) if modal and modal.start() < _SUBJECT else _NEAR
        if begins_aside(window):
            near = _SUBJECT
        mentions = self.actors.whole(subject, setting.abbreviations)
        found = self._heads(subject, mentions, near, setting, before) or self._agents(
            subject, mentions, setting
        )
        if not found and modal and not window.startswith(" not", modal.end()):
            # "that a report be submitted by X"
            found = self._agents(
                window[:_FAR], self.actors.whole(window[:_FAR], setting.abbreviations), setting, _PASSIVE
            )
        found = _shifted(found, at)
        for another in _AND_THAT.finditer(folded, at, end):
            window = folded[another.end() : min(end, another.end() + _NEAR * 2)]
            also = self._heads(window, self.actors.whole(window, setting.abbreviations), 0, setting, before)
            found += _shifted(also, another.end())
        return Addressed(found, start + 1)

    def _heads(
        self,
        window: str,
        mentions: Sequence[Mention],
        near: int,
        setting: Setting,
        before: tuple[Named, ...],
    ) -> tuple[Named, ...]:
        """Those named as such, not after a preposition: the first within `near`, and whoever is joined to it."""
        found: list[Named] = []
        stop = self._end_of_names(window, mentions)
        last: Mention | None = None
        governed: Mention | None = None
        chained = False
        for mention in mentions:
            if mention.start >= stop:
                break
            if not _states_joined(window, last, mention):
                # "in Liberia and Guinea": the second country is governed too; "in Liberia and UNMIL": the mission is not.
                joined = (
                    governed is not None
                    and (chained or window[mention.start : mention.end] in self._countries)
                    and _JOINED.fullmatch(window, governed.end, mention.start) is not None
                )
                if joined or self._governed(window, mention):
                    if governed and OF_STATE.fullmatch(window, governed.end, mention.start):
                        governed = governed._replace(end=mention.end)
                    else:
                        chained = (joined and chained) or not mention.stands_for.startswith(STATE)
                        governed = mention
                    continue
                if last is None and mention.start > near:
                    break
                if last and not _JOINED.fullmatch(window, last.end, mention.start):
                    if near <= _NEAR:
                        break
                    between = window[last.end : mention.start]
                    if not (_LISTED.search(between) or self._person.search(between)):
                        continue
            if mention.stands_for == "before" and mention.start > 4:
                continue
            found += self._named(mention, setting, before)
            last = mention
        return tuple(found)

    def _governed(self, window: str, mention: Mention) -> bool:
        """Whether the name stands after a preposition, and not after "the heads of" or the like."""
        lead = window[max(0, mention.start - _BACK) : mention.start]
        return _PREPOSITION.search(lead) is not None and self._person.search(lead) is None

    def _end_of_names(self, window: str, mentions: Sequence[Mention]) -> int:
        """Where the first aside after a name begins; an aside before any name, or without one, is passed over."""
        first = mentions[0].start if mentions else 0
        for aside in self._aside.finditer(window):
            comma = window.find(", ", aside.end())
            if aside.start() >= first:
                if comma > 0 and self._goes_on(window, mentions, aside, comma):
                    continue
                return aside.start()
            if not any(mention.start > comma > 0 for mention in mentions):
                continue
            first = next(mention.start for mention in mentions if mention.start > comma)
        return len(window)

    def _goes_on(self, window: str, mentions: Sequence[Mention], aside: re.Match[str], comma: int) -> bool:
        """Whether the list of names goes on after an aside that ends at `comma`."""
        following = next((mention for mention in mentions if mention.start > comma), None)
        if following is None:
            return False
        inside = any(aside.start() <= mention.start < comma for mention in mentions)
        if _BESIDE.search(aside[0]) or (inside and not _INCLUDING.match(aside[0])):
            return False
        lead = window[comma : following.start]
        return (_RESUMED if inside else _NEXT).fullmatch(lead) is not None

    def _agents(
        self, window: str, mentions: Sequence[Mention], setting: Setting, by: re.Pattern[str] = _BY
    ) -> tuple[Named, ...]:
        """Those who are to act in an action named by a noun: "reporting by X", "the efforts of X"."""
        found: list[Named] = []
        last: Mention | None = None
        for mention in mentions:
            lead = window[max(0, mention.start - _BACK) : mention.start]
            if last is None:
                if not (by.search(lead) or self._through.search(lead)) or self._attribute.search(lead):
                    continue
                if mention.stands_for.startswith(STATE) and _FROM.search(lead):
                    continue
            elif OF_STATE.fullmatch(window, last.end, mention.start) and mention.stands_for.startswith(STATE):
                last = last._replace(end=mention.end)
                continue
            elif not (
                _JOINED.fullmatch(window, last.end, mention.start) or _states_joined(window, last, mention)
            ):
                break
            found += self._named(mention, setting, ())
            last = mention
        return tuple(found)

    def _named(self, mention: Mention, setting: Setting, before: tuple[Named, ...]) -> tuple[Named, ...]:
        """Whom the name stands for in this document; nobody, or with "them" perhaps several."""
        start, end, stands_for = mention
        if stands_for == "before":
            return tuple(named._replace(start=start, end=end) for named in before)
        if stands_for.startswith(STATE):
            country = country_of(mention)
            code = "host-state" if country in setting.countries else "member-states"
            return (Named(code, start, end, country),)
        code = stands_for
        if code == "government":
            code = "host-state" if setting.countries else "member-states"
        elif code == "national":
            code = "host-state" if setting.countries else ""
        elif code == "mission":
            code = setting.mission
        elif code == "him":
            code = "secretary-general"
        elif code == "sanctions-committee" and setting.speaker != "security-council":
            code = "un-system"
        if not code or code == "nothing":
            return ()
        return (Named(code, start, end, setting.country if code == "host-state" else ""),)


def codes(named: Iterable[Named]) -> tuple[str, ...]:
    """The codes of those named, each once."""
    return tuple(dict.fromkeys(each.code for each in named))


def _states_joined(window: str, last: Mention | None, mention: Mention) -> bool:
    """Whether the two are countries in one list: "the Governments of A and of B"."""
    return (
        last is not None
        and last.stands_for.startswith(STATE)
        and mention.stands_for.startswith(STATE)
        and _STATES_JOINED.fullmatch(window, last.end, mention.start) is not None
    )


def _shifted(named: Iterable[Named], by: int) -> tuple[Named, ...]:
    return tuple(each._replace(start=each.start + by, end=each.end + by) for each in named)


def _moved(mentions: Iterable[Mention], by: int) -> list[Mention]:
    return [each._replace(start=each.start + by, end=each.end + by) for each in mentions]
