"""The tables behind speakers: names of States, of bodies and groups, and the words with which speakers are announced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, get_args

import ahocorasick_rs

from windhoek.coding.codebook_files import Fail, Files, Row, Table, read
from windhoek.coding.lexicon import fold
from windhoek.document import Language, SpeakerKind

FORMS = ("spoke", "presiding", "title", "state title", "own", "stop", "grouping", "of states", "person")
GIVES = ("on_behalf", "sentence", "if known", "whom", "capacity", "not")
SHIPPED_FILES = Files()
_Named = tuple[SpeakerKind, str]
_KINDS: dict[str, SpeakerKind] = {kind: kind for kind in get_args(SpeakerKind) if kind}
_ACRONYM = 3  # letters up to which a name counts only in capitals: US is a State, us is not
_CJK = "\u2e80"  # Chinese sets no spaces around a name
_INVERTED = re.compile(r"(?P<name>[^,(]+?)(?:, | \()(?P<rest>[^)]+?)\)?$")


class Mention(NamedTuple):
    """`text[start:end]` names `name`, which is of this kind; `name` is empty for words that tell the kind only."""

    start: int
    end: int
    kind: SpeakerKind
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Words after which a speaker says for whom the speech is: what they give, and the pattern for folded text."""

    gives: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Tables:
    """`names`: each name, folded, with its kind and the name to write. `words` and `openings` are by language."""

    names: dict[str, _Named]
    words: dict[tuple[str, str], tuple[str, ...]]
    openings: dict[str, tuple[Opening, ...]]
    automaton: ahocorasick_rs.AhoCorasick
    ordered: tuple[str, ...]

    def named(self, words: str) -> _Named:
        """The kind and name that `words` as a whole stand for; both empty when they stand in no table.

        "Iran (Islamic Republic of)" and "Korea, Republic of" are found in whatever order they are written.
        """
        folded = fold(" ".join(words.split())).removeprefix("the ")
        inverted = _INVERTED.match(folded)
        turned = f"{inverted['rest']} {inverted['name']}" if inverted else folded
        return self.names.get(folded) or self.names.get(turned) or ("", "")

    def mentions(self, text: str) -> list[Mention]:
        """All names in `text`, in order; of names that overlap the longest of those that begin first."""
        found = []
        folded, last = fold(text), 0
        matches = [
            (start, -end, index)
            for index, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True)
            if _whole(folded, start, end)
        ]
        for start, negative, index in sorted(matches):
            end = -negative
            printed = text[start:end]
            if start < last or (end - start <= _ACRONYM and printed.isascii() and not printed.isupper()):
                continue
            found.append(Mention(start, end, *self.names[self.ordered[index]]))
            last = end
        return found

    def has(self, form: str, language: Language, text: str) -> bool:
        """Whether one of the words of a form stands in the folded `text` as whole words."""
        return any(
            _whole(text, at, at + len(word))
            for word in self.words.get((form, language), ())
            for at in _places(text, word)
        )


def _places(text: str, word: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(word), text)]


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] >= _CJK or not text[end - 1].isalnum():
        return True
    return not (before.isalnum() or after.isalnum())


@lru_cache(maxsize=8)
def tables(source: Files = SHIPPED_FILES) -> Tables:
    """The tables of a codebook: speakers/states.csv, bodies.csv, words.csv and openings.csv.

    Raises CodebookError for the first mistake: an unknown kind or form, a name that stands for two, a wrong pattern.
    """
    names: dict[str, _Named] = {}
    for table, name in ((_STATES, "states"), (_BODIES, "bodies")):
        for (key, named), fail in read(table, source, f"speakers/{name}.csv"):
            if names.setdefault(key, named) != named:
                raise fail(f"{key} stands already for {names[key][1]}")
    words: dict[tuple[str, str], tuple[str, ...]] = {}
    for (form, language, word), _ in read(_WORDS, source, "speakers/words.csv"):
        words[form, language] = (*words.get((form, language), ()), word)
    given = read(_OPENINGS, source, "speakers/openings.csv")
    between = {language: f"(?!{pattern})" for (gives, language, pattern), _ in given if gives == "not"}
    openings: dict[str, tuple[Opening, ...]] = {}
    for (gives, language, pattern), fail in given:
        try:
            compiled = re.compile(pattern.replace("{not}", between.get(language, "")))
        except re.error as error:
            raise fail(f"the pattern is wrong: {error}") from None
        if gives != "not":
            openings[language] = (*openings.get(language, ()), Opening(gives, compiled))
    ordered = tuple(names)
    return Tables(names, words, openings, ahocorasick_rs.AhoCorasick(ordered), ordered)


def _phrases(field: str) -> list[str]:
    return [phrase for part in field.split("|") if (phrase := fold(part.strip()))]


def _body(row: Row, key: str, fail: Fail) -> tuple[str, _Named]:
    kind = _KINDS.get(row["kind"])
    if kind is None:
        raise fail(f"kind is one of {', '.join(_KINDS)}, not {row['kind'] or 'empty'}")
    return key, (kind, row["name"])


def _word(row: Row, key: str, fail: Fail) -> tuple[str, str, str]:
    if row["form"] not in FORMS:
        raise fail(f"form is one of {', '.join(FORMS)}, not {row['form'] or 'empty'}")
    return row["form"], row["language"], key.rpartition(": ")[2]


def _opening(row: Row, key: str, fail: Fail) -> tuple[str, str, str]:
    if row["gives"] not in GIVES:
        raise fail(f"gives is one of {', '.join(GIVES)}, not {row['gives'] or 'empty'}")
    return row["gives"], row["language"], row["pattern"]


_STATES: Table[tuple[str, _Named]] = Table(
    ("state", "names", "note"),
    lambda row: _phrases(f"{row['state']} | {row['names']}"),
    lambda row, key, fail: (key, ("state", row["state"])),
)
_BODIES: Table[tuple[str, _Named]] = Table(
    ("kind", "name", "words", "note"), lambda row: _phrases(f"{row['name']} | {row['words']}"), _body
)
_WORDS = Table(
    ("form", "language", "text", "note"),
    lambda row: [f"{row['form']} {row['language']}: {word}" for word in _phrases(row["text"])],
    _word,
)
_OPENINGS = Table(
    ("gives", "language", "pattern", "note"),
    lambda row: [f"{row['gives']} {row['language']}: {row['pattern']}"],
    _opening,
)
