"""Whose words a speech is: "I have the honour to speak on behalf of …", "I represent …", with the place of the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from windhoek.coding.lexicon import fold
from windhoek.coding.speaker_tables import Mention, Tables
from windhoek.document import Language, SpeakerKind

_LONGEST = 160  # characters in which a group is named
_ARTICLE = re.compile(r"(?:the|la|le|les|el|los|las) |l'")
_END = re.compile(r"[.;:,–—?!()]| - ")
# What stands between the States of a list: "Denmark, Finland and my own country, Sweden".
_LISTED = re.compile(
    r"(?:[\s,]|\b(?:and|et|y|as|well|also|the|la|le|les|el|los|de|du|des|del|of|my|own|country|delegation)\b|[dl]')+"
)
_ON = 60  # characters in which the speaker goes on in the first person


class Stated(NamedTuple):
    """What `text[start:end]` says of a speech: `gives` is `on_behalf`, `whom` or `capacity` (of which State)."""

    gives: str
    start: int
    end: int
    name: str
    kind: SpeakerKind


def stated(text: str, language: Language, known: Tables, own: str = "") -> list[Stated]:
    """All that a paragraph says about whom it is spoken for, in order. `own` is the State that the speaker represents.

    What names nobody else (one's own delegation, a minister, "all of us") is left out, and so is what another speaker
    said on behalf of somebody.
    """
    folded = fold(text)
    found = []
    for opening in known.openings.get(language, ()):
        for match in opening.pattern.finditer(folded):
            one = _name(text, folded, match.end(), language, known, own)
            if one is None or (opening.gives not in ("on_behalf", "capacity") and not one.sure):
                continue
            if opening.gives == "sentence" and not _goes_on(folded, one.end, language, known):
                continue
            if opening.gives == "capacity" and one.kind != "state":
                continue
            gives = opening.gives if opening.gives in ("whom", "capacity") else "on_behalf"
            found.append(Stated(gives, one.start, one.end, one.name, one.kind))
    return sorted(found, key=lambda each: each.start)


class _Name(NamedTuple):
    start: int
    end: int
    name: str
    kind: SpeakerKind
    sure: bool  # it is in the tables, or calls itself a group


def _name(text: str, folded: str, at: int, language: Language, known: Tables, own: str) -> _Name | None:
    """The name that begins at `at`: one of the tables', a list of States, or words up to where they end."""
    article = _ARTICLE.match(folded, at)
    start = article.end() if article else at
    mentions = known.mentions(text[start : start + _LONGEST])
    stop = min(start + _LONGEST, _first_stop(folded, start, language, known))
    first = mentions[0] if mentions and start + mentions[0].start < stop else None
    if first and first.name and first.kind != "state":
        return _Name(start, start + first.end, first.name, first.kind, True)
    if first and first.kind == "state" and not first.start:
        listed = _list(folded, start, mentions)
        names = list(dict.fromkeys(each.name for each in listed))
        if names == [own]:
            return None
        end = start + listed[-1].end
        if len(names) == 1:
            # "France" is a State; "France's women" or "Canada and all who …" is more than that.
            return _Name(start, end, names[0], "state", True)
        return _Name(start, end, " and ".join((", ".join(names[:-1]), names[-1])), "group-of-states", True)
    words = text[start:stop].strip()
    inner = folded[start:stop]
    if not words or known.has("own", language, inner):
        return None
    kind: SpeakerKind = first.kind if first and not first.name else ""
    if not kind and known.has("of states", language, inner):
        kind = "group-of-states"
    sure = bool(kind) or known.has("grouping", language, inner)
    return _Name(start, start + len(text[start:stop].rstrip()), words, kind, sure)


def _first_stop(folded: str, start: int, language: Language, known: Tables) -> int:
    ends = [found.start() for found in _END.finditer(folded, start, start + _LONGEST)][:1]
    for word in known.words.get(("stop", language), ()):
        found = re.compile(rf"\s{re.escape(word)}\b").search(folded, start, start + _LONGEST)
        if found:
            ends.append(found.start())
    return min(ends, default=min(len(folded), start + _LONGEST))


def _list(folded: str, start: int, mentions: list[Mention]) -> list[Mention]:
    """The States that are named one behind the other: "Denmark, Finland and my own country, Sweden"."""
    out = mentions[:1]
    for each in mentions[1:]:
        between = folded[start + out[-1].end : start + each.start]
        if each.kind != "state" or not _LISTED.fullmatch(between):
            break
        out.append(each)
    return out


def _goes_on(folded: str, end: int, language: Language, known: Tables) -> bool:
    sentence = re.split(r"[.;!?]", folded[end : end + _ON])[0]
    return known.has("person", language, sentence)
