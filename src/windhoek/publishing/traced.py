"""What was asked of a mission on a day, as an object for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from windhoek.document import Code
from windhoek.tracing.asked import Answer
from windhoek.tracing.compare import Pair, changes
from windhoek.tracing.mandates import Texts, resolutions


def against(answer: Answer, texts: Texts) -> tuple[str, tuple[Pair, ...]]:
    """The mandate text before the one in force, and what became of its paragraphs; empty where one is not at hand."""
    symbol = answer.act["symbol"] if answer.act else ""
    symbols = resolutions(answer.mission, answer.day)
    before = symbols[symbols.index(symbol) - 1] if symbol in symbols[1:] else ""
    pairs = texts.pairs(before, symbol) if before and texts.document(before) else ()
    return (before if pairs else ""), pairs


def code_of(pair: Pair, old: Mapping[str, Code], new: Mapping[str, Code]) -> Code | None:
    """The code of a pair that is on women, peace and security in either text: that of the later first."""
    later = new.get(pair.after.label) if pair.after else None
    return later or (old.get(pair.before.label) if pair.before else None)


def trace(answer: Answer, texts: Texts) -> dict[str, Any]:
    """The answer, with what changed from the mandate before; `docs/trace.md` describes it."""
    act = answer.act
    before, pairs = against(answer, texts)
    old, new = (
        texts.codes(each) if each else {} for each in (before, act["symbol"] if act and before else "")
    )
    return {
        "mission": answer.mission,
        "day": str(answer.day),
        "mandate": {
            key: str(act[key]) if act[key] else None for key in ("symbol", "unit", "act", "date", "until")
        }
        if act
        else None,
        "asked": [asdict(each) for each in answer.asked],
        "against": before or None,
        "changes": [pair_object(pair, old, new) for pair in pairs],
        "missing": list(answer.missing),
    }


def pair_object(pair: Pair, old: Mapping[str, Code], new: Mapping[str, Code]) -> dict[str, Any]:
    """What became of a paragraph, with the words that changed."""
    was, now = (each.text if each else "" for each in (pair.before, pair.after))
    coded = code_of(pair, old, new)
    return {
        "verdict": pair.verdict,
        "before": pair.before.label if pair.before else None,
        "after": pair.after.label if pair.after else None,
        "likeness": round(pair.likeness, 2),
        "themes": list(coded.themes) if coded else [],
        "functions": list(coded.functions) if coded else [],
        "changes": [asdict(each) for each in changes(was, now)] if was and now and was != now else [],
    }
