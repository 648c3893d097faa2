"""What the tokens of a text tell about one another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windhoek.coding.cite_tokens import tokenize
from windhoek.document import LANGUAGES, Language

_PIECES = (
    "resolutions", "1325 (2000)", "S/2010/498", "paragraphs", "two", "(a)", "annexes I and II", "this resolution",
    "of", "and", ",", "women", "决议", "第", "段", "пункт", "و", "القرار", "31 October 2000",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=12), apart=st.sampled_from(["", " "]))
@settings(max_examples=60, deadline=None)
def test_what_stands_beside_is_what_is_joined(language: Language, pieces: list[str], apart: str) -> None:
    tokens = tokenize(apart.join(pieces), language)
    assert len(tokens.items) == len(tokens.joined)
    assert tokens.kinds == {token.kind for token in tokens.items}
    for at, token in enumerate(tokens.items):
        assert tokens.kind(at, joined=False) == token.kind
        assert tokens.kind(at) == tokens.beside[at] == (token.kind if tokens.joined[at] else "")
    ends = (-2, -1, len(tokens.items), len(tokens.items) + 1, len(tokens.items) + 2)
    assert not any(tokens.kind(at) or tokens.beside[at] for at in ends)
