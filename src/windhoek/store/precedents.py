"""Precedents of what a person types: a paragraph or words, narrowed by codes, with the texts that the store has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from windhoek.store import queries
from windhoek.store.named import named
from windhoek.store.store import Store
from windhoek.tracing import precedents
from windhoek.tracing.precedents import Place, Precedents, Sought

__all__ = ["NoExample", "find", "sought"]


class NoExample(ValueError):
    """An example from which nothing can be looked for; the message says why, in one line."""


def sought(
    store: Store,
    example: str,
    themes: Sequence[str] = (),
    functions: Sequence[str] = (),
    addressees: Sequence[str] = (),
) -> Sought:
    """What `example`, a paragraph or words in English, asks; codes that are given take the place of its own.

    Raises NoExample where it is a document without a paragraph, is not coded, or does not speak of the subject.
    """
    told = _example(store, example) if example else Sought()
    return Sought(
        tuple(themes) or told.themes,
        tuple(functions) or told.functions,
        tuple(addressees) or told.addressees,
        told.words,
        told.place,
    )


def _example(store: Store, example: str) -> Sought:
    symbol, label = named(example) or ("", "")
    if symbol and not label:
        raise NoExample(f'{symbol} has many paragraphs. Say which: "{symbol}, OP4".')
    if not symbol:
        if words := precedents.of_words(example):
            return words
        raise NoExample(
            "These words do not speak of women, peace and security. Say it by theme and function."
        )
    place = symbol, "", label
    told = precedents.of_paragraph(place, queries.texts(store, [place]).get(place, ""))
    if told is None:
        raise NoExample(
            f"The register has no code for {symbol}, {label}: it is not on women, peace and security, or not there."
        )
    return told


def find(store: Store, looked_for: Sought, day: date) -> tuple[Precedents, Mapping[Place, str]]:
    """The precedents, those alike by words first where the example has some, with the texts that the store has of them."""
    answer = precedents.precedents(looked_for, day)
    texts = queries.texts(store, (each.place for each in answer.found))
    return precedents.ranked(answer, texts), texts
