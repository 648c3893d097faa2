"""The matrix of asked and reported as lines of a table and as objects: the same in the terminal, on the site, in the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

from windhoek.document import Evidence
from windhoek.tracing.links import Link
from windhoek.tracing.matrix import Cell, Matrix, State

__all__ = ["SIGNS", "Look", "columns", "counted", "lines", "look", "whole"]

#: What a reader sees of a cell: its state, or that something was asked where no report tells what came of it.
Look = State | Literal["asked, no report at hand"]

#: How each stands in a narrow column, the first of them by its word.
SIGNS: Mapping[Look, str] = {
    "asked and reported": "■",
    "asked, not reported": "□",
    "asked, no report at hand": "○",
    "reported, not asked": "+",
    "neither": "·",
    "no report at hand": "?",
    "no mandate at hand": "¿",
}


def columns(found: Matrix) -> tuple[str, ...]:
    """The columns of `lines`."""
    return ("mission", found.by, "year", "state", "asked", "reported", "why")


def lines(found: Matrix, cells: Iterable[Cell]) -> Iterator[tuple[str | int, ...]]:
    """A line a cell: paragraphs and evidence by their names, between ` | `."""
    for each in cells:
        asked = " | ".join(f"{one.symbol}, {one.unit}" for one in each.asked)
        told = " | ".join(one.id for one in each.reported)
        yield found.mission, each.row, each.year, each.state, asked, told, each.why


def whole(found: Matrix, cells: Sequence[Cell]) -> dict[str, Any]:
    """Everything about some cells: paragraphs, evidence, and each link between them with its rule and what was decided.

    A piece of evidence stands once, in `evidence` by its id; cells and links name it.
    """
    evidence: dict[str, Evidence] = {}

    def named(every: Iterable[Evidence]) -> list[str]:
        evidence.update((each.id, each) for each in every)
        return [each.id for each in every]

    told = [
        {
            "row": each.row,
            "year": each.year,
            "state": each.state,
            "why": each.why,
            "asked": list(map(asdict, each.asked)),
            "of_others": list(map(asdict, each.of_others)),
            "reported": named(each.reported),
            "evidence": named(each.evidence),
            "links": [_link(link, named) for link in found.links(each.row, each.year)],
        }
        for each in cells
    ]
    return {
        "mission": found.mission,
        "by": found.by,
        "cells": told,
        "evidence": {name: asdict(each) for name, each in evidence.items()},
    }


def _link(link: Link, named: Callable[[Iterable[Evidence]], list[str]]) -> dict[str, Any]:
    (evidence,) = named([link.evidence])
    return {
        "symbol": link.symbol,
        "unit": link.unit,
        "evidence": evidence,
        "rule": link.rule,
        "status": link.status,
        "functions": link.functions,
        "themes": link.themes,
        "score": asdict(link.score) if link.score else None,
        "review": asdict(link.review) if link.review else None,
    }


def look(cell: Cell) -> Look:
    """What a reader sees of a cell. Where no report is at hand, that something was asked is known all the same."""
    return "asked, no report at hand" if cell.state == "no report at hand" and cell.asked else cell.state


def counted(found: Matrix, year: int) -> Mapping[Look, int]:
    """How many rows look how in a year."""
    looks = [look(found.cell(row, year)) for row in found.rows]
    return {each: looks.count(each) for each in SIGNS}
