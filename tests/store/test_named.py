"""What people type when they mean one document or paragraph."""

from __future__ import annotations

import pytest

from windhoek.store.named import named

OP8 = ("S/RES/1325 (2000)", "OP8")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("SCR 1325", ("S/RES/1325 (2000)", "")),
        ("SC Res. 1325", ("S/RES/1325 (2000)", "")),
        ("1325,OP8", OP8),
        ("(1325,OP8)", OP8),
        ("res 1325 (2000) op 8", OP8),
        ("S/RES/1325 OP 8", OP8),
        ("S/RES/1325(2000)/OP8", OP8),
        ("OP8 of 1325", OP8),
        ("1325 para 8", OP8),
        ("UNSCR 1325, para. 8", OP8),
        ("paragraph 8 of resolution 1325", OP8),
        ("paragraphe 8 de la résolution 1325 (2000)", OP8),
        ("párrafo 8 de la resolución 1325 (2000)", OP8),
        ("пункт 8 резолюции 1325 (2000)", OP8),
        ("الفقرة 8 من القرار 1325 (2000)", OP8),
        ("第1325(2000)号决议第8段", OP8),
        ("S/PRST/2011/20, para. 3", ("S/PRST/2011/20", "¶3")),
        ("1325", None),
        ("1325 women", None),
        ("resolutions 1325 and 1820", None),
        ("resolution 1325 (2000) on women", None),
        ("paragraph 8", None),
        ("20 per cent", None),
        ("()", None),
        ("", None),
    ],
)
def test_a_name_in_any_spelling_and_nothing_beside_it(words: str, meant: tuple[str, str] | None) -> None:
    assert named(words) == meant
