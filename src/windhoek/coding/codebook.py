"""The codebook as data: themes, functions, rules, and for each language a lexicon and a table of verbs.

A codebook is a folder of UTF-8 CSV files, each with a header line:

`themes.csv`, `functions.csv` (code, name, definition); `rules.csv` (which words give which code, in which
company); `lexicon/LANGUAGE.csv` (the words of each concept); `verbs/LANGUAGE.csv` (operative verbs and their
strength; only for languages whose verbs are coded). Rules speak of concepts and so hold for every language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import re2

from windhoek.document import LANGUAGES, Language

SHIPPED = Path(__file__).parent / "codebook"
NOTHING = "nothing"
"""The concept of words that mean nothing here: what stands inside them is not looked at."""

SCOPES = ("clause", "unit")
STRENGTHS = ("binding", "request", "encouragement", "statement")
VERB_KINDS = ("finite", "participle", "adverb", "conjunction")


class CodebookError(ValueError):
    """A mistake in a codebook's data. Printed as one line: file, line, reason."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path, self.line, self.reason = path, line, reason

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.reason}"


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
    `unless` may stand in the same clause. `lead_in`: the words may also stand in the lead-in that the unit is a
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


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that coding knows, in the order of the files."""

    themes: tuple[Label, ...]
    functions: tuple[Label, ...]
    rules: tuple[Rule, ...]
    lexicons: dict[Language, tuple[Entry, ...]]
    verbs: dict[Language, tuple[Verb, ...]]


Row = dict[str, str]
Fail = Callable[[str], CodebookError]


def load(folder: Path = SHIPPED) -> Codebook:
    """Read the codebook in `folder`.

    Raises CodebookError for the first mistake: a missing file or column, an unknown code or concept, an empty
    or doubled entry, a pattern that RE2 refuses.
    """
    themes = tuple(_labels(folder / "themes.csv"))
    functions = tuple(_labels(folder / "functions.csv"))
    lexicons = {
        language: tuple(_entries(path))
        for language in LANGUAGES
        if (path := folder / "lexicon" / f"{language}.csv").exists()
    }
    verbs = {
        language: tuple(_verbs(path))
        for language in LANGUAGES
        if (path := folder / "verbs" / f"{language}.csv").exists()
    }
    concepts = {concept for entries in lexicons.values() for entry in entries for concept in entry.concepts}
    rules = tuple(
        _rules(folder / "rules.csv", {t.code for t in themes}, {f.code for f in functions}, concepts)
    )
    return Codebook(themes, functions, rules, lexicons, verbs)


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Row, Fail]]:
    """Each row of a CSV file with stripped fields, and the error to raise about it."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise CodebookError(path, 1, "there is no such file") from None
    except OSError as error:
        raise CodebookError(path, 1, f"the file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CodebookError(path, line, "the file is not UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    line = 1
    try:
        if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
            raise CodebookError(path, 1, f"the header lacks the column {', '.join(missing)}")
        for row in reader:
            line = reader.line_num
            if "" in row or None in row.values():
                raise CodebookError(path, line, f"expected {len(reader.fieldnames or ())} fields")
            at = line
            yield (
                {column: row[column].strip() for column in columns},
                lambda reason, at=at: CodebookError(path, at, reason),  # type: ignore[misc]
            )
    except csv.Error as error:
        raise CodebookError(path, line + 1, str(error)) from None


def _labels(path: Path) -> Iterator[Label]:
    seen: set[str] = set()
    for row, fail in rows(path, ("code", "name", "definition")):
        if not all(row.values()):
            raise fail("code, name and definition must all be given")
        if row["code"] in seen:
            raise fail(f"the code {row['code']} stands twice")
        seen.add(row["code"])
        yield Label(**row)


def _entries(path: Path) -> Iterator[Entry]:
    seen: dict[str, str] = {}
    for row, fail in rows(path, ("concept", "kind", "text", "note")):
        concepts = tuple(row["concept"].split())
        if not concepts or not row["text"]:
            raise fail("concept and text must be given")
        if row["kind"] not in ("phrase", "pattern"):
            raise fail(f"kind is phrase or pattern, not {row['kind'] or 'empty'}")
        is_pattern = row["kind"] == "pattern"
        if is_pattern:
            try:
                re2.compile(row["text"])
            except re2.error as error:
                raise fail(f"the pattern is wrong: {error}") from None
            if re2.fullmatch(row["text"], ""):
                raise fail("the pattern matches nothing at all, and so everywhere")
        for text in (row["text"],) if is_pattern else row["text"].split("|"):
            text = text.strip()
            if not text.rstrip("*"):
                raise fail("an empty phrase")
            if "*" in text[:-1] and not is_pattern:
                raise fail(f"* may only end a phrase: {text}")
            if not is_pattern and text != text.lower():
                raise fail(f"phrases are written in lower case: {text}")
            if text in seen:
                raise fail(f"the {row['kind']} {text} stands already under {seen[text]}")
            seen[text] = " ".join(concepts)
            yield Entry(concepts, is_pattern, text, row["note"])


def _rules(path: Path, themes: set[str], functions: set[str], concepts: set[str]) -> Iterator[Rule]:
    columns = (
        "rule", "words", "near", "within", "unless", "relevant", "themes", "functions", "lead_in", "last", "note",
    )  # fmt: skip
    seen: set[str] = set()
    for row, fail in rows(path, columns):
        name = row["rule"]
        if not name or name in seen:
            raise fail(f"the rule's name is {'given twice: ' + name if name else 'missing'}")
        seen.add(name)
        words, near, unless = (tuple(row[column].split()) for column in ("words", "near", "unless"))
        if unknown := [concept for concept in (*words, *near, *unless) if concept not in concepts]:
            raise fail(f"no lexicon has the concept {', '.join(unknown)}")
        given = tuple(row["themes"].split()), tuple(row["functions"].split())
        if unknown := [t for t in given[0] if t not in themes] + [f for f in given[1] if f not in functions]:
            raise fail(f"no such code: {', '.join(unknown)}")
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
        yield Rule(
            name, words, near, int(within) if within.isdecimal() else within, unless,
            relevant, *given, lead_in, last, row["note"],
        )  # fmt: skip


def _verbs(path: Path) -> Iterator[Verb]:
    seen: set[str] = set()
    for row, fail in rows(path, ("form", "kind", "verb", "strength", "note")):
        if row["kind"] not in VERB_KINDS:
            raise fail(f"kind is one of {', '.join(VERB_KINDS)}, not {row['kind'] or 'empty'}")
        if not row["form"] or row["form"] in seen:
            raise fail("the form is missing or stands twice")
        seen.add(row["form"])
        if row["kind"] in ("finite", "participle") and (not row["verb"] or row["strength"] not in STRENGTHS):
            raise fail(f"a verb is needed, and a strength out of {', '.join(STRENGTHS)}")
        yield Verb(**row)
