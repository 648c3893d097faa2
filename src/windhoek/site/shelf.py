"""The store that this site shows, the names of themes, and what is worth keeping between two requests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from django.db import connections

import windhoek
from windhoek.coding.codebook import Label, load
from windhoek.store import pages
from windhoek.store.pages import Overview
from windhoek.store.store import Store

_SAMPLES = Path(windhoek.__file__).parent / "samples"
_KEEP = 600  # seconds that a thread keeps its connection


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


@cache
def _labels(kind: Literal["themes", "functions"]) -> dict[str, Label]:
    codebook = load()
    return {label.code: label for label in (codebook.themes if kind == "themes" else codebook.functions)}


def themes() -> list[Theme]:
    """The themes of the codebook in its order."""
    return [Theme(label.code, label.name, label.definition) for label in _labels("themes").values()]


def theme(code: str, count: int = 0) -> Theme:
    """A theme by its code; one that the codebook does not have (any more) is shown by its code."""
    label = _labels("themes").get(code)
    return (
        Theme(code, label.name, label.definition, count)
        if label
        else Theme(code, code.replace("-", " "), "", count)
    )


def is_sample(path: str) -> bool:
    """Whether a file is one of the invented samples that come with the program."""
    return Path(path).parent == _SAMPLES


def code_name(code: str) -> str:
    """The name for people of any code that a rule gives: a theme, a function, or relevance itself."""
    if code == "relevant":
        return "Speaks of women, peace and security"
    function = _labels("functions").get(code)
    return function.name if function else theme(code).name


_overviews: dict[str, tuple[tuple[int, int], Overview]] = {}


def overview() -> Overview:
    """What is in the store, counted again only when something in it has changed."""
    opened = store()
    state = (pages.generation(opened), pages.failures(opened).count())
    held = _overviews.get(opened.alias)
    if held is None or held[0] != state:
        held = _overviews[opened.alias] = (state, pages.overview(opened))
    return held[1]
