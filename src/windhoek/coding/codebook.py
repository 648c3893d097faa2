"""The codebook as data: themes, functions, rules, and for each language a lexicon and a table of verbs.

A codebook is a folder of UTF-8 CSV files, each with a header line:

`themes.csv`, `functions.csv` (code, name, definition); `rules.csv` (which words give which code, in which
company); `lexicon/LANGUAGE.csv` (the words of each concept); `verbs/LANGUAGE.csv` (operative verbs and their
strength; only for languages whose verbs are coded). Rules speak of concepts and so hold for every language.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

import re2

from windhoek.coding.codebook_files import SHIPPED, Fail, Files, Row, Table, files, read
from windhoek.document import LANGUAGES, Language

NOTHING = "nothing"
"""The concept of words that mean nothing here: what stands inside them is not looked at."""
ITEM = "item"
"""The concept of patterns that begin a new item of a list; rules do not speak of it."""
BUT_NOT = "~"
"""`women~women-and-children` in a rule: words that stand for the first concept and not for the second."""

SCOPES = ("clause", "unit")
STRENGTHS = ("binding", "request", "encouragement", "statement")
VERB_KINDS = ("finite", "participle", "adverb", "conjunction")


@dataclass(frozen=True, slots=True)
class Label:
    """One theme or function: its code, its name for people, and what it is about."""

    code: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that give codes.

    The rule fires on a hit of one of the concepts `words`. Where `near` is not empty, one of its concepts must
    stand within `within`: the same clause, the same unit, or as many characters in the same clause. None of
    `unless` may stand in the same clause. A concept written `A~B` has the words of A that do not also stand for B. `lead_in`: the words may also stand in the lead-in that the unit is a
    part of, the company being anywhere in the unit. `last`: only where no other rule gave the unit a theme.
    `relevant`: the hit makes the unit relevant.
    """

    name: str
    words: tuple[str, ...]
    near: tuple[str, ...]
    within: str | int
    unless: tuple[str, ...]
    relevant: bool
    themes: tuple[str, ...]
    functions: tuple[str, ...]
    lead_in: bool
    last: bool
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon: `text` (a phrase, or an RE2 pattern) stands for the concepts. Lower case."""

    concepts: tuple[str, ...]
    is_pattern: bool
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One line of a table of verbs: the `form` looked for, the `verb` written, and its strength."""

    form: str
    kind: str
    verb: str
    strength: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """Everything that coding knows, in the order of the files. Two are the same only if they are one."""

    files: Files
    themes: tuple[Label, ...]
    functions: tuple[Label, ...]
    rules: tuple[Rule, ...]
    lexicons: dict[Language, tuple[Entry, ...]]
    verbs: dict[Language, tuple[Verb, ...]]


def load(folder: str | os.PathLike[str] | None = None) -> Codebook:
    """Read the shipped codebook, with the tables of `folder` over it. The same tables give the same Codebook.

    Raises CodebookError for the first mistake: a column that is missing, an unknown code or concept, an empty
    or doubled entry, a pattern that RE2 refuses.
    """
    return load_files(files(folder))


@lru_cache(maxsize=8)
def load_files(source: Files) -> Codebook:
    """The codebook that is in these files. Raises CodebookError."""
    themes = tuple(label for label, _ in read(_LABELS, source, "themes.csv"))
    functions = tuple(label for label, _ in read(_LABELS, source, "functions.csv"))
    lexicons: dict[Language, tuple[Entry, ...]] = {}
    verbs: dict[Language, tuple[Verb, ...]] = {}
    for language in LANGUAGES:
        if source.has(name := f"lexicon/{language}.csv"):
            lexicons[language] = tuple(entry for entry, _ in read(_ENTRIES, source, name))
        if source.has(name := f"verbs/{language}.csv"):
            verbs[language] = tuple(verb for verb, _ in read(_VERBS, source, name))
    concepts = {concept for entries in lexicons.values() for entry in entries for concept in entry.concepts}
    codes = {label.code for label in themes}, {label.code for label in functions}
    rules = []
    for rule, fail in read(_RULES, source, "rules.csv"):
        named = [one for each in (*rule.words, *rule.near, *rule.unless) for one in each.split(BUT_NOT)]
        if unknown := [concept for concept in named if concept not in concepts]:
            raise fail(f"no lexicon has the concept {', '.join(unknown)}{_taken(source, fail)}")
        if unknown := [t for t in rule.themes if t not in codes[0]] + [
            f for f in rule.functions if f not in codes[1]
        ]:
            raise fail(f"no such code: {', '.join(unknown)}{_taken(source, fail)}")
        rules.append(rule)
    return Codebook(source, themes, functions, tuple(rules), lexicons, verbs)


def _taken(source: Files, fail: Fail) -> str:
    """What is said besides where a shipped row misses something that only a table of somebody's own can have taken."""
    shipped = fail("").path.is_relative_to(SHIPPED)
    return f", which a table of yours in {source.folder} took away" if shipped and source.own else ""


def _label(row: Row, key: str, fail: Fail) -> Label:
    if not (row["code"] and row["name"] and row["definition"]):
        raise fail("code, name and definition must all be given")
    return Label(row["code"], row["name"], row["definition"])


def _texts(row: Row) -> list[str]:
    return [row["text"]] if row["kind"] == "pattern" else [text.strip() for text in row["text"].split("|")]


def _entry(row: Row, text: str, fail: Fail) -> Entry:
    concepts = tuple(row["concept"].split())
    if not concepts or not row["text"]:
        raise fail("concept and text must be given")
    if row["kind"] not in ("phrase", "pattern"):
        raise fail(f"kind is phrase or pattern, not {row['kind'] or 'empty'}")
    is_pattern = row["kind"] == "pattern"
    if is_pattern:
        try:
            re2.compile(text)
        except re2.error as error:
            raise fail(f"the pattern is wrong: {error}") from None
        if re2.fullmatch(text, ""):
            raise fail("the pattern matches nothing at all, and so everywhere")
    elif not text.partition("*")[0].strip():
        raise fail("an empty phrase")
    elif any(rest[:1].isalnum() for rest in text.split("*")[1:]):
        raise fail(f"* may only end a word: {text}")
    elif text != text.lower():
        raise fail(f"phrases are written in lower case: {text}")
    return Entry(concepts, is_pattern, text, row["note"])


def _rule(row: Row, name: str, fail: Fail) -> Rule:
    if not name:
        raise fail("the rule's name is missing")
    words, near, unless = (tuple(row[column].split()) for column in ("words", "near", "unless"))
    given = tuple(row["themes"].split()), tuple(row["functions"].split())
    flags = [row[column] for column in ("relevant", "lead_in", "last")]
    if any(flag not in ("", "yes") for flag in flags):
        raise fail("relevant, lead_in and last are yes or empty")
    relevant, lead_in, last = (flag == "yes" for flag in flags)
    if not words or not (any(given) or relevant):
        raise fail("a rule needs words, and something that it gives")
    if lead_in and not near:
        raise fail("a rule with lead_in needs near: the words that must stand in the unit itself")
    within = row["within"] or "clause"
    if within not in SCOPES and not within.isdecimal():
        raise fail(f"within is clause, unit or a number of characters, not {within}")
    return Rule(
        name, words, near, int(within) if within.isdecimal() else within, unless,
        relevant, *given, lead_in, last, row["note"],
    )  # fmt: skip


def _verb(row: Row, form: str, fail: Fail) -> Verb:
    if row["kind"] not in VERB_KINDS:
        raise fail(f"kind is one of {', '.join(VERB_KINDS)}, not {row['kind'] or 'empty'}")
    if not form:
        raise fail("the form is missing")
    if row["kind"] in ("finite", "participle") and (not row["verb"] or row["strength"] not in STRENGTHS):
        raise fail(f"a verb is needed, and a strength out of {', '.join(STRENGTHS)}")
    return Verb(form, row["kind"], row["verb"], row["strength"], row["note"])


_LABELS = Table(("code", "name", "definition"), lambda row: [row["code"]], _label)
_ENTRIES = Table(("concept", "kind", "text", "note"), _texts, _entry)
_RULES = Table(
    (
        *("rule", "words", "near", "within", "unless", "relevant", "themes", "functions", "lead_in", "last"),
        "note",
    ),
    lambda row: [row["rule"]],
    _rule,
)
_VERBS = Table(("form", "kind", "verb", "strength", "note"), lambda row: [row["form"]], _verb)
