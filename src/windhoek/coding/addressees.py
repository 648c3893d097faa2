"""Whom an operative verb addresses: the object after the verb, read with the document that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from windhoek.coding.actors import Actors, Mention
from windhoek.coding.addressee_tables import ADJECTIVE, MISSION, STATE, Tables
from windhoek.coding.setting import Setting

# How far the names of those addressed are looked for: until "to" or "shall", without one, and after "by".
_WINDOW, _NEAR, _SUBJECT, _FAR = 420, 30, 160, 200
_LEADING = re.compile(
    r"[\s,]*(?:(?:in (?:this|that) (?:regard|respect|context|connection|vein)|to (?:this|that) end|also|again|further"
    r"|furthermore|once again|once more|in particular|therefore|strongly|as appropriate|inter alia|accordingly"
    r"|in addition|especially|particularly|where appropriate|urgently|hereby|instead),?\s+)*"
)
_INSERTED = re.compile(
    r",\s+(?:as appropriate|where appropriate|as necessary|inter alia|as relevant|as applicable|where relevant"
    r"|if necessary|when appropriate|where necessary|within existing resources|as needed|where applicable),"
)
_DETERMINERS = (
    r"(?:the|all|its|their|relevant|other|concerned|these|those|this|such|both|each|any|every|local|new|interested|and"
    r"|international|national|regional|individual|competent|remaining|key|respective|also|certain|various|current)"
)
_INFINITIVE = re.compile(
    r"\bto\s+(?![A-Z]|(?:the|an?|all|this|that|these|those|its|their|his|any|such|armed|conflicts?|which|whom|each|both"
    r"|either|other|peace|resolutions?|paragraphs?|international|security|humanitarian|women|ddr)\b|\d)"
)
_MODAL = re.compile(r"\b(?:shall|should|must|will|may|can|would|is|are|be|has|have|do|does|need|needs)\b")
_PREPOSITION = re.compile(
    r"\b(?:of|in|to|for|with|by|from|on|through|between|among|under|against|into|towards?|at|within|upon|including"
    rf"|like|via)\s+(?:{_DETERMINERS}\s+)*$"
)
_BY = re.compile(rf"\b(?:by|from|between|among)\s+(?:{_DETERMINERS}\s+)*$")
_FROM = re.compile(rf"\bfrom\s+(?:{_DETERMINERS}\s+)*$")
_JOINED = re.compile(rf"(?:'s)?,?\s*(?:and/or|and|or|as well as|,)\s+(?:{_DETERMINERS}\s+)*$")
_AND_THAT = re.compile(r"[,;]?\s+and\s+that,?\s+(?:the|all)\s+")
_BEFOREHAND = re.compile(
    r"(?:in|for|upon|after|before|during|until|on|at|with|without|notwithstanding|pending|subject|bearing|as|when|where"
    r"|whenever|if|unless|under|pursuant|from|by|acting|within|through|consistent|recalling|taking|noting|while|once"
    r"|prior|following|given|considering|mindful)\b[^,;]*,\s+"
)
# How far back the words that govern a name are looked for.
_BACK = 80
_OF_STATE = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?(?:transitional\s+|federal\s+)?$")
_STATES_JOINED = re.compile(r",?\s*(?:and|,|or)\s+(?:of\s+)?(?:the\s+)?$")
_ADJACENT = (" ", "'s ", "' ", " national ", " transitional ")
_NAMES = re.compile(r"'s?\s")


class Addressed(NamedTuple):
    """The codes of those addressed, and where what they are to do begins."""

    addressees: tuple[str, ...]
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
        agents = "|".join(map(re.escape, tables.words["agent"]))
        self._through = re.compile(rf"\b(?:{agents})\s+(?:of|by|from|for)\s+(?:{_DETERMINERS}\s+)*$")
        persons = "|".join(map(re.escape, tables.words["person"]))
        self._person = re.compile(rf"\b(?:{persons})\s+of\s+(?:{_DETERMINERS}\s+)*$")
        asides = "|".join(map(re.escape, sorted(tables.words["aside"], key=len, reverse=True)))
        self._aside = re.compile(rf",?\s+(?:{asides})\b")
        extending = "|".join(map(re.escape, tables.words["extending"]))
        self._extending = re.compile(rf"\s*,?\s*to (?:further |also )?(?:{extending})\b")

    def whom(
        self,
        text: str,
        folded: str,
        start: int,
        end: int,
        setting: Setting,
        before: tuple[str, ...] = (),
        acting: bool = True,
    ) -> Addressed:
        """Who is addressed by a verb whose object is `text[start:end]`; `folded` is the same text folded.

        `before` are those whom the last verb of the unit addressed or spoke of: "it" and "them" are they. `acting`:
        where nobody is named as such, those by whom a thing is to be done are taken ("reporting by X").
        """
        at = _object(folded, start, end)
        window = folded[at : min(end, at + _WINDOW)]
        window = _INSERTED.sub(lambda match: " " * len(match[0]), window)
        if window.startswith("that ") or window.startswith("that,"):
            return self._clause(folded, at + 4, end, setting, before)
        limit = _infinitive(text[at : at + len(window)])
        mentions = self.actors.find(window[: limit or None], setting.abbreviations)
        near = len(window) if limit else _NEAR
        found = self._heads(window[: limit or None], mentions, near, setting, before)
        if not found and acting:
            found = self._agents(window[: limit or _FAR], mentions, setting)
        return Addressed(found, at + limit if found and limit else start)

    def council(self, folded: str, start: int, end: int, setting: Setting) -> Addressed | None:
        """For "decides to …": whom it is decided about, or the Council itself; None when no infinitive follows."""
        at = _object(folded, start, end)
        if not folded.startswith("to ", at):
            return None
        if self._extending.match(folded, at):
            for mention in self.actors.find(folded[at : min(end, at + _FAR)], setting.abbreviations):
                code = self._code(mention, setting, ())
                if code.startswith(MISSION) or code in ("un-system", "sanctions-committee", "member-states"):
                    return Addressed((code,), at)
        return Addressed(("security-council",), at)

    def _clause(
        self, folded: str, start: int, end: int, setting: Setting, before: tuple[str, ...]
    ) -> Addressed:
        """ "that X shall …": the subject of the clause."""
        at = _object(folded, start, end)
        window = folded[at : min(end, at + _WINDOW)]
        modal = _MODAL.search(window)
        subject = window[: modal.start()] if modal else window
        mentions = self.actors.find(subject, setting.abbreviations)
        near = len(subject) if modal and modal.start() < _SUBJECT else _NEAR
        found = self._heads(subject, mentions, near, setting, before)
        if not found:
            found = self._agents(
                window[:_FAR], self.actors.find(window[:_FAR], setting.abbreviations), setting
            )
        for another in _AND_THAT.finditer(folded, at, end):
            window = folded[another.end() : min(end, another.end() + _NEAR * 2)]
            mentions = self.actors.find(window, setting.abbreviations)
            found += self._heads(window, mentions, 0, setting, before)
        return Addressed(_unique(found), start + 1)

    def _heads(
        self,
        window: str,
        mentions: Sequence[Mention],
        near: int,
        setting: Setting,
        before: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Those named as such, not after a preposition: the first within `near`, and whoever is joined to it."""
        codes: list[str] = []
        stop = self._end_of_names(window, mentions)
        last: Mention | None = None
        governed: Mention | None = None
        for mention in mentions:
            if mention.start >= stop:
                break
            if not self._part_of_state(window, last, mention):
                joined = governed is not None and _JOINED.fullmatch(window, governed.end, mention.start)
                if joined or self._governed(window, mention):
                    governed = None if mention.stands_for.startswith(STATE) else mention
                    continue
                if last is None and mention.start > near:
                    break
                if last and near <= _NEAR and not _JOINED.fullmatch(window, last.end, mention.start):
                    break
            if mention.stands_for == "before" and mention.start > 4:
                continue
            codes += self._codes(window, mentions, mention, setting, before)
            last = mention
        return _unique(codes)

    def _governed(self, window: str, mention: Mention) -> bool:
        """Whether the name stands after a preposition, and not after "the heads of" or the like."""
        lead = window[max(0, mention.start - _BACK) : mention.start]
        return _PREPOSITION.search(lead) is not None and self._person.search(lead) is None

    def _end_of_names(self, window: str, mentions: Sequence[Mention]) -> int:
        """Where the first aside after a name begins; an aside before any name is passed over."""
        first = mentions[0].start if mentions else 0
        for aside in self._aside.finditer(window):
            if aside.start() >= first:
                return aside.start()
            if not any(mention.start > (comma := window.find(", ", aside.end())) > 0 for mention in mentions):
                continue
            first = next(mention.start for mention in mentions if mention.start > comma)
        return len(window)

    def _agents(self, window: str, mentions: Sequence[Mention], setting: Setting) -> tuple[str, ...]:
        """Those who are to act in an action named by a noun: "reporting by X", "the efforts of X"."""
        codes: list[str] = []
        last: Mention | None = None
        for mention in mentions:
            lead = window[max(0, mention.start - _BACK) : mention.start]
            if last is None:
                if not (_BY.search(lead) or self._through.search(lead)):
                    continue
                if mention.stands_for.startswith(STATE) and _FROM.search(lead):
                    continue
            elif not _JOINED.fullmatch(window, last.end, mention.start):
                if self._part_of_state(window, last, mention):
                    codes += self._codes(window, mentions, mention, setting, ())
                break
            codes += self._codes(window, mentions, mention, setting, ())
            last = mention
        return _unique(codes)

    def _part_of_state(self, window: str, last: Mention | None, mention: Mention) -> bool:
        """Whether the mention is the country of the government named before it."""
        if last is None or not mention.stands_for.startswith(STATE):
            return False
        if last.stands_for == "government":
            return _OF_STATE.fullmatch(window, last.end, mention.start) is not None
        joined = _STATES_JOINED.fullmatch(window, last.end, mention.start) is not None
        return joined and last.stands_for.startswith(STATE)

    def _codes(
        self,
        window: str,
        mentions: Sequence[Mention],
        mention: Mention,
        setting: Setting,
        before: tuple[str, ...],
    ) -> Iterable[str]:
        at = mentions.index(mention)
        if mention.stands_for == "before":
            return before
        if mention.stands_for in ("government", "organ"):
            following = mentions[at + 1] if at + 1 < len(mentions) else None
            if following and self._part_of_state(window, mention, following):
                return ()  # the country that follows decides
            previous = mentions[at - 1] if at else None
            between = window[previous.end : mention.start] if previous else ""
            if previous and previous.stands_for.startswith((STATE, ADJECTIVE)) and between in _ADJACENT:
                return (_state(previous, setting),)
            if mention.stands_for == "organ":
                return ()
        if mention.stands_for.startswith(STATE):
            following = mentions[at + 1] if at + 1 < len(mentions) else None
            if _NAMES.match(window, mention.end) or (
                following
                and following.stands_for in ("government", "organ")
                and window[mention.end : following.start] == " "
            ):
                return ()
        code = self._code(mention, setting, before)
        return (code,) if code else ()

    def _code(self, mention: Mention, setting: Setting, before: tuple[str, ...]) -> str:
        stands_for = mention.stands_for
        if stands_for.startswith(STATE):
            return _state(mention, setting)
        if stands_for == "government":
            return "host-state" if setting.countries else "member-states"
        if stands_for == "mission":
            return setting.mission
        if stands_for == "him":
            return "secretary-general"
        if stands_for in ("nothing", "organ", "before") or stands_for.startswith(ADJECTIVE):
            return ""
        return stands_for


def _object(folded: str, start: int, end: int) -> int:
    """Where the object begins: after "in this regard", and after asides set off by commas."""
    at = _LEADING.match(folded, start, end).end()  # type: ignore[union-attr]
    while aside := _BEFOREHAND.match(folded, at, end):
        at = _LEADING.match(folded, aside.end(), end).end()  # type: ignore[union-attr]
    return at


def _state(mention: Mention, setting: Setting) -> str:
    country = mention.stands_for.partition(":")[2]
    return "host-state" if country in setting.countries else "member-states"


def _infinitive(window: str) -> int:
    """Where "to" with a verb begins in a text as printed (names begin with capitals); 0 when nowhere, or at once."""
    match = _INFINITIVE.search(window)
    return match.start() if match else 0


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))
