"""Who speaks in a meeting record or speech, for whom, and on whose behalf, each with where the document says so.

What is looked at, in this order: the name of the file and the name that the record prints before the speech; what the
speaker says of himself ("in my capacity as representative of …", "I represent …", "I speak on behalf of …"); and the
words with which the presidency announced a name that stands alone ("Ms. X, Executive Director of …"), or an earlier
speech of the same person. What none of these says stays empty. The names and words are those of `codebook/speakers/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePath

from windhoek.coding.behalf import Stated, stated
from windhoek.coding.codebook import Codebook
from windhoek.coding.lexicon import fold
from windhoek.coding.speaker_tables import SHIPPED_FILES, Mention, Tables, tables
from windhoek.document import Document, Language, Said, Speaker, Unit
from windhoek.reading.naming import read_name
from windhoek.reading.tables import rows

FILE_NAME, PRINTED = "file name", "printed name"
_PARENTHESES = re.compile(r"\s*[(（](?P<inside>[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
_COURTESY = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|M|Mme|Mlle|Sr|Sra|Srta)\.?\s+)"
_DESCRIPTION = r",\s+(?P<words>[^.;:]{3,200}?)(?=\.|;|:|$|,? and (?:to )?(?:M(?:r|s|rs)\.|invite)|, (?:to|who)\b| to (?:brief|make|take|give)\b)"
_PERSON = re.compile(r"[^\W\d_a-zа-я][^\s|]+(?: [^\W\d_a-zа-я][^\s|]*){1,4}")


@dataclass(frozen=True, slots=True)
class _Speech:
    number: str
    units: tuple[Unit, ...]


def speech_of(label: str) -> str:
    """The number of the speech that a unit's label stands in: `12` of `12§3`, empty for `§3`."""
    return label.partition("§")[0]


def speakers(document: Document, codebook: Codebook | None = None) -> tuple[Speaker, ...]:
    """One Speaker for each speech of a meeting record in its order, one for a speech; none for other documents.

    `codebook` is the one whose tables of names and words are used (None: the shipped one). What a record prints before anybody speaks
    (`0§1`) has no speaker. Raises CodebookError.
    """
    if document.kind not in ("meeting record", "speech"):
        return ()
    known = tables(codebook.files if codebook else SHIPPED_FILES)
    speeches = [
        _Speech(number, tuple(units))
        for number, units in groupby(document.units, lambda u: speech_of(u.label))
    ]
    out: list[Speaker] = []
    before: list[Unit] = []
    for speech in speeches:
        if speech.number != "0":
            speaker = _printed(document, speech, known)
            speaker = _own_words(speaker, speech.units, document.language, known)
            if not speaker.whom and speaker.name:
                speaker = _known_from(speaker, out) or _announced(speaker, before, document.language, known)
            if not speaker.whom and speaker.title:
                speaker = _titled(speaker, known)
            out.append(speaker)
        if speech.number == "0" or out[-1].kind == "presidency":
            before.extend(speech.units)
    return tuple(out)


# --- what is printed before the speech ---------------------------------------------------------------------


def _printed(document: Document, speech: _Speech, known: Tables) -> Speaker:
    printed = speech.units[0].heading or ""
    speaker = Speaker(speech.number, printed)
    named = read_name(document.source.path).speaker
    if named and printed == named:
        return _from_file(speaker, document, known)
    if "|" in printed:
        return _fields(speaker, document.language, known)
    return _verbatim(speaker, document, known)


def _from_file(speaker: Speaker, document: Document, known: Tables) -> Speaker:
    """Names of files tell a State or body, seldom a person: `…_spch012_Brazil_00`, `…_spch002_Ms._Well_00`."""
    name = PurePath(document.source.path.replace("\\", "/")).name
    start = max(fold(name).replace("_", " ").find(fold(speaker.printed)), 0)
    end = start + len(speaker.printed)
    kind, whom = known.named(speaker.printed)
    if not whom:
        person = _verbatim(speaker, document, known)
        if person.title or re.match(_COURTESY, speaker.printed):
            said = tuple(replace(each, where=FILE_NAME, start=start, end=end) for each in person.said)
            return replace(person, said=said)
    said = (Said("whom", FILE_NAME, start, end, name[start:end]),)
    return replace(speaker, kind=kind, whom=whom or speaker.printed, said=said)


def _verbatim(speaker: Speaker, document: Document, known: Tables) -> Speaker:
    """ "Ms. Well (Chad) (spoke in French)", "The President (spoke in Spanish)"."""
    printed = speaker.printed
    opening = printed.find("(") if "(" in printed else printed.find("（")
    name = (printed if opening < 0 else printed[:opening]).strip()
    place = Said("name", PRINTED, 0, len(name), name)
    role = next((row for row in rows("speakers") if row["form"] == "role" and row["title"] == name), None)
    if role and role["note"] != "presiding":
        whom = name.removeprefix("The ")
        return replace(speaker, title=name, kind="un-entity", whom=whom, said=(replace(place, what="whom"),))
    if role or fold(name) in known.words.get(("presiding", document.language), ()):
        body = document.body if document.body != "United Nations" else ""
        what = "whom" if body else "title"
        return replace(speaker, title=name, kind="presidency", whom=body, said=(replace(place, what=what),))
    speaker = replace(speaker, name=name, said=(place,) if name else ())
    for found in _PARENTHESES.finditer(printed):
        inside = found["inside"].strip()
        if inside and not known.has("spoke", document.language, fold(inside)):
            speaker = _stands_for(speaker, inside, found.start("inside"), known)
    return speaker


def _stands_for(speaker: Speaker, words: str, at: int, known: Tables) -> Speaker:
    """With `words`, at this place of the printed name: whom the speaker stands for; a second name is a group besides."""
    kind, name = known.named(words)
    what = "on_behalf" if speaker.whom else "whom"
    said = (*speaker.said, Said(what, PRINTED, at, at + len(words), words))
    if what == "whom":
        return replace(speaker, kind=kind, whom=name or words, said=said)
    return replace(speaker, on_behalf=name or words, behalf_kind=kind, said=said)


def _fields(speaker: Speaker, language: Language, known: Tables) -> Speaker:
    """ "Guinea | Representative | (Africa Group)", "UNEP | Ann Well | Executive Director", "Ann Well | Director"."""
    fields = [
        (found[0].strip(), found.start() + len(found[0]) - len(found[0].lstrip()))
        for found in re.finditer(r"[^|]+", speaker.printed)
        if found[0].strip()
    ]
    groups = [(text[1:-1].strip(), at + 1) for text, at in fields if text[0] == "(" and text[-1] == ")"]
    rest = [(text, at) for text, at in fields if text[0] != "("]
    if rest and not (len(rest) < 3 and _is_person(rest, language, known)):
        text, at = rest.pop(0)
        # "Iraq (G77 + China)" names a State and a group; "Iran (Islamic Republic of)" is one name.
        inside = _PARENTHESES.search(text) if not known.named(text)[1] else None
        if inside and known.named(text[: inside.start()])[1]:
            groups.insert(0, (inside["inside"], at + inside.start("inside")))
            text = text[: inside.start()]
        speaker = _stands_for(speaker, text, at, known)
    for text, at in rest[:2]:
        titled = _is_title(text, language, known) or bool(speaker.name)
        said = (*speaker.said, Said("title" if titled else "name", PRINTED, at, at + len(text), text))
        if titled:
            speaker = replace(speaker, title=text, said=said)
        else:
            speaker = replace(speaker, name=text, said=said)
    if fold(speaker.title) in known.words.get(("presiding", language), ()):
        speaker = replace(speaker, kind="presidency")
    for text, at in groups[:1]:
        speaker = _stands_for(speaker, text, at, known)
    return speaker


def _is_title(text: str, language: Language, known: Tables) -> bool:
    words = (*known.words.get(("title", language), ()), *known.words.get(("presiding", language), ()))
    pieces = [piece.strip() for piece in re.split(r"[;,]", fold(text))]
    return any(
        piece == word or piece.startswith(f"{word} ") or piece.endswith(f" {word}")
        for piece in pieces
        for word in words
    )


def _is_person(fields: Sequence[tuple[str, int]], language: Language, known: Tables) -> bool:
    """Whether the first field is a person: "Ann Well", "Ann Well | Director"; not "IAHWG | Co-Chair", "Chad | Ann"."""
    first = fields[0][0]
    if known.named(first)[1] or not _PERSON.fullmatch(first):
        return False
    return len(fields) == 1 or _is_title(fields[1][0], language, known)


# --- what the speaker says ---------------------------------------------------------------------------------


def _own_words(speaker: Speaker, units: Sequence[Unit], language: Language, known: Tables) -> Speaker:
    own = speaker.whom if speaker.kind == "state" else ""
    for unit, found in _stated(units, language, known, own):
        said = Said(found.gives, unit.label, found.start, found.end, unit.text[found.start : found.end])
        if found.gives == "capacity" and speaker.kind == "presidency":
            said = replace(said, what="whom")
            speaker = replace(speaker, kind="state", whom=found.name, said=(*speaker.said, said))
        elif found.gives == "whom" and not speaker.whom:
            speaker = replace(speaker, kind=found.kind, whom=found.name, said=(*speaker.said, said))
        elif found.gives == "on_behalf" and not any(each.where == unit.label for each in speaker.said):
            speaker = _behalf(speaker, found, said)
    return speaker


def _behalf(speaker: Speaker, found: Stated, said: Said) -> Speaker:
    """The first group that the speech names is its; one printed with the speaker's name is not set aside for a list."""
    stated_before = [each for each in speaker.said if each.what == "on_behalf"]
    if not stated_before:
        return replace(speaker, on_behalf=found.name, behalf_kind=found.kind, said=(*speaker.said, said))
    if stated_before[0].where == PRINTED and len(stated_before) == 1:
        return replace(speaker, said=(*speaker.said, said))
    return speaker


def _stated(
    units: Sequence[Unit], language: Language, known: Tables, own: str
) -> Iterator[tuple[Unit, Stated]]:
    for unit in units:
        for found in stated(unit.text, language, known, own):
            yield unit, found


# --- what is said of him before -----------------------------------------------------------------------


def _known_from(speaker: Speaker, before: Sequence[Speaker]) -> Speaker | None:
    """The speaker for whom an earlier speech of the same name in the same meeting was given; None where there is none."""
    earlier = next((each for each in reversed(before) if each.name == speaker.name and each.whom), None)
    if earlier is None:
        return None
    said = Said("whom", f"speech {earlier.speech}", 0, len(earlier.printed), earlier.printed)
    return replace(
        speaker,
        kind=earlier.kind,
        whom=earlier.whom,
        title=speaker.title or earlier.title,
        said=(*speaker.said, said),
    )


def _announced(speaker: Speaker, before: Sequence[Unit], language: Language, known: Tables) -> Speaker:
    """Who a speaker is by the words that announced him: the nearest before the speech that tell whom he stands for.

    Where they give a title, but no name that is known, the title is all that is taken from them.
    """
    surname = re.sub(rf"^{_COURTESY}", "", speaker.name)
    pattern = re.compile(rf"(?<!\w){re.escape(surname)}{_DESCRIPTION}")
    places = ((unit.label, found) for unit in reversed(before) for found in pattern.finditer(unit.text))
    for label, found in places:
        words, at = found["words"], found.start("words")
        mention = _described(words, language, known)
        if mention is None and not _is_title(words, language, known):
            continue
        if not speaker.title:
            said = Said("title", label, at, at + len(words), words)
            speaker = replace(speaker, title=words, said=(*speaker.said, said))
        if mention:
            printed = words[mention.start : mention.end]
            said = Said("whom", label, at + mention.start, at + mention.end, printed)
            return replace(
                speaker, kind=mention.kind, whom=mention.name or printed, said=(*speaker.said, said)
            )
    return speaker


def _titled(speaker: Speaker, known: Tables) -> Speaker:
    """Whom a title names: "Director, UN-Women", "ASG for Human Rights"."""
    mention = _described(speaker.title, "en", known)
    if mention is None or not mention.name:
        return speaker
    at = speaker.printed.find(speaker.title)
    place = (PRINTED, at + mention.start, at + mention.end)
    said = Said("whom", *place, speaker.title[mention.start : mention.end])
    return replace(speaker, kind=mention.kind, whom=mention.name, said=(*speaker.said, said))


def _described(words: str, language: Language, known: Tables) -> Mention | None:
    """The name in a description that says most: an entity or organization, a State by its minister, civil society."""
    mentions = known.mentions(words)
    named = [each for each in mentions if each.name and each.kind != "state"]
    if named:
        return min(named, key=lambda each: each.name == "United Nations Secretariat")
    states = [each for each in mentions if each.kind == "state"]
    if states and known.has("state title", language, fold(words)):
        return states[-1]
    for each in mentions:
        if not each.name:
            of = re.search(r"\b(?:of|from|de|du|at|with) (?:the )?", words)
            start = of.end() if of and of.end() <= each.start else 0
            return Mention(start, len(words), each.kind, "")
    return None
