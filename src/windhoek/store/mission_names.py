"""What missions are called in texts of each language: `MINUSCA` is МИНУСКА in Russian and 中非稳定团 in Chinese.

Source: the register's tables of missions and of their names, which say where each name was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from windhoek import register
from windhoek.document import Language

_SHORT = 4  # letters up to which an acronym counts only as it is written: AMIS is a mission, amis are friends


def mission(word: str) -> str:
    """The mission of which `word` is an acronym, in whatever language, as the register names it; empty where there is none."""
    return _missions().get(word) or (_missions().get(word.upper(), "") if len(word) > _SHORT else "")


def called(word: str, language: Language) -> str:
    """The name that texts of `language` have for the mission of which `word` is an acronym: the word itself where none is known.

    Empty where the word is no acronym of a mission.
    """
    found = mission(word)
    return (_names().get((found, language)) or word) if found else ""


@cache
def _missions() -> Mapping[str, str]:
    """Each acronym, in whatever language, with the mission's own."""
    others = {row["acronym"]: row["mission"] for row in register.rows("mission-names") if row["acronym"]}
    return others | {row["acronym"]: row["acronym"] for row in register.rows("missions")}


@cache
def _names() -> Mapping[tuple[str, str], str]:
    """By mission and language the acronym there, or the official name where that language has no acronym for it."""
    rows = register.rows("mission-names")
    official = {(row["mission"], row["language"]): row["name"] for row in rows if row["use"] == "official"}
    acronyms = {(row["mission"], row["language"]): row["acronym"] for row in rows if row["acronym"]}
    english = {(row["acronym"], "en"): row["acronym"] for row in register.rows("missions")}
    return official | acronyms | english
