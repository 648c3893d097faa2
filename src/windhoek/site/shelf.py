"""The store that this site shows, the names of themes, and what is worth keeping between two requests."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from django.db import connections
from django.utils.translation import gettext as _

import windhoek
from windhoek import register
from windhoek.coding.codebook import Codebook, Label, Rule
from windhoek.site import glossary, languages
from windhoek.store import codebooks, firings, pages, record
from windhoek.store.pages import Overview
from windhoek.store.store import Store
from windhoek.tracing.mandates import Texts
from windhoek.tracing.reports import Told

_SAMPLES = Path(windhoek.__file__).parent / "samples"
_KEEP = 600  # seconds that a thread keeps its connection
_PATIENCE = 1.0  # seconds until it is seen that the store has got another codebook
_codebooks: dict[str, tuple[float, Codebook]] = {}


@cache
def store() -> Store:
    """The store that `$WINDHOEK_STORE` names. Raises StoreError when it cannot be opened."""
    opened = Store(os.environ.get("WINDHOEK_STORE") or None)
    connections.databases[opened.alias]["CONN_MAX_AGE"] = _KEEP
    opened.close()
    return opened


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the codebook as a page shows it."""

    code: str
    name: str
    definition: str = ""
    count: int = 0


def codebook() -> Codebook:
    """The codebook that the store is coded by; the shipped one where that no longer goes with this windhoek."""
    opened = store()
    held = _codebooks.get(opened.alias)
    if held is None or time.monotonic() - held[0] > _PATIENCE:
        held = _codebooks[opened.alias] = (time.monotonic(), codebooks.coded_by(opened))
    return held[1]


def _labels(kind: Literal["themes", "functions"]) -> dict[str, Label]:
    return _labels_of(codebook(), kind)


@lru_cache(maxsize=8)
def _labels_of(book: Codebook, kind: Literal["themes", "functions"]) -> dict[str, Label]:
    return {label.code: label for label in (book.themes if kind == "themes" else book.functions)}


def rules() -> dict[str, Rule]:
    """The rules of the codebook by their names, in its order."""
    return {rule.name: rule for rule in codebook().rules}


def themes() -> list[Theme]:
    """The themes of the codebook in its order."""
    return [theme(code) for code in _labels("themes")]


@cache
def _names(language: str) -> dict[tuple[str, str], str]:
    """What the register calls themes and functions in a language, as the United Nations does: by kind and code."""
    return {
        (row["kind"], row["code"]): row["label"]
        for row in register.rows("labels")
        if row["language"] == language
    }


def _named(kind: Literal["theme", "function"], label: Label) -> str:
    language = languages.current()
    return (
        label.name if language == languages.ENGLISH else _names(language).get((kind, label.code), label.name)
    )


def functions() -> list[Label]:
    """The functions of the codebook in its order."""
    return list(_labels("functions").values())


def theme(code: str, count: int = 0) -> Theme:
    """A theme by its code; one that the codebook does not have (any more) is shown by its code."""
    label = _labels("themes").get(code)
    return (
        Theme(code, _named("theme", label), label.definition, count)
        if label
        else Theme(code, code.replace("-", " "), "", count)
    )


def is_sample(path: str) -> bool:
    """Whether a file is one of the invented samples that come with the program."""
    return Path(path).parent == _SAMPLES


def code_name(code: str) -> str:
    """The name for people of any code that a rule gives: a theme, a function, or relevance itself."""
    if code == "relevant":
        return _("Speaks of women, peace and security")
    function = _labels("functions").get(code)
    return _named("function", function) if function else theme(code).name


#: Where the words of a definition may name a theme or function by its code.
_CODE = re.compile(r"((?<![\w-])[a-z]+(?:-[a-z]+)+(?![\w-])|(?:(?<=: )|(?<=：))[a-z]+(?=[.,;。，،]))")


def pieces(words: str) -> list[tuple[str, bool]]:
    """Our words in pieces, each with whether it is the code of a theme or function."""
    codes = {row["code"] for kind in ("themes", "functions") for row in register.rows(kind)}
    return [(each, each in codes) for each in _CODE.split(words)]


_texts: dict[tuple[str, str], tuple[int, Texts]] = {}


def texts(language: str = languages.ENGLISH) -> Texts:
    """The store's texts in a language as tracing asks for them, read again only when something in the store has changed."""
    opened = store()
    state = pages.generation(opened)
    held = _texts.get((opened.alias, language))
    if held is None or held[0] != state:
        held = _texts[opened.alias, language] = (state, record.texts(opened, language=language))
    return held[1]


_reports: dict[str, tuple[int, tuple[Told, ...]]] = {}


def reports() -> tuple[Told, ...]:
    """The store's reports with what they tell, read again only when something in the store has changed."""
    opened = store()
    state = pages.generation(opened)
    held = _reports.get(opened.alias)
    if held is None or held[0] != state:
        held = _reports[opened.alias] = (state, record.reports(opened))
    return held[1]


_overviews: dict[str, tuple[tuple[int, int], Overview]] = {}


def overview() -> Overview:
    """What is in the store, counted again only when something in it has changed."""
    opened = store()
    state = (pages.generation(opened), pages.failures(opened).count())
    held = _overviews.get(opened.alias)
    if held is None or held[0] != state:
        held = _overviews[opened.alias] = (state, pages.overview(opened))
    return held[1]


def addressee(code: str) -> str:
    """The name for people of one whom the Council addresses."""
    words = code.removeprefix("mission:").replace("-", " ")
    return glossary.term(_ADDRESSEES.get(code, words))


_ADDRESSEES = {
    "secretary-general": "Secretary-General",
    "member-states": "Member States",
    "host-state": "host State",
    "un-system": "United Nations system",
    "security-council": "Security Council",
}
_firings: dict[tuple[str, str], tuple[tuple[int, ...], dict[str, firings.Fired]]] = {}


def fired(language: str = "", examples: int = 0) -> dict[str, firings.Fired]:
    """What each rule did in the store, counted again only when something in it has changed."""
    opened = store()
    state = (pages.generation(opened), examples)
    held = _firings.get((opened.alias, language))
    if held is None or held[0] != state:
        held = _firings[opened.alias, language] = (state, firings.firings(opened, language, examples))
    return held[1]
