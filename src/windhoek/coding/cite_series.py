"""From a number as printed to the symbol of a document: the series of resolutions, and symbols loosely written."""

from __future__ import annotations

import re
from functools import lru_cache

from windhoek.coding.cite_tokens import Token
from windhoek.reading.numbering import roman, roman_value
from windhoek.symbols import normalize, resolution, resolution_year

#: The General Assembly has numbered by session and stroke since its thirty-first session (1976): A/RES/31/1.
_FIRST_STROKE_SESSION = 31
_CYRILLIC = str.maketrans("АВСЕН", "ABCEH")
_ARABIC_LETTERS = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E"}


def is_operative(symbol: str) -> bool:
    """Whether the paragraphs of a document are operative ones, as far as its symbol tells."""
    return symbol.startswith(("S/RES/", "A/RES/", "A/HRC/RES/", "E/RES/"))


def _too_late(session: str) -> bool:
    """Whether a session in Roman numerals, `XXX` or `S-IV`, belongs to the time when resolutions carried strokes."""
    number = roman_value(session.split("-")[-1].lower())
    return not number or number >= _FIRST_STROKE_SESSION


@lru_cache(4000)
def security_council(printed: str) -> str | None:
    """`1325 (2000)`, or a bare `1325`, as a symbol.

    The number alone names the resolution, so a year that contradicts `resolution_years.csv` is a slip of the text
    and the year of the table is taken. None when the year is neither printed nor known.
    """
    digits = re.findall(r"\d+", printed)
    number = int(digits[0])
    return resolution(number, resolution_year(number) or (int(digits[1]) if len(digits) > 1 else None))


@lru_cache(4000)
def printed_symbol(printed: str) -> str | None:
    """A printed symbol as the UN prints it, or None for what only looks like one (`S/he`, `A/H1N1`)."""
    text = printed.replace("/Res/", "/RES/").replace("/res/", "/RES/")
    letter = re.search(r" [A-H]$", text)
    if letter and not text.startswith("A/RES/"):
        text = text[: letter.start()]
    try:
        symbol = normalize(text)
    except ValueError:
        return None
    if symbol.startswith("S/RES/"):
        return security_council(symbol[6:]) if re.match(r"S/RES/\d+(?: \(\d{4}\))?$", symbol) else symbol
    symbol = re.sub(r" \((?:19|20)\d\d\)$", "", symbol)
    pieces = symbol.split("/")
    if not any(
        piece[0].isdigit() or re.match(r"(?:PV|L|SR|CONF|SC|WG|PET|NGO|INF)\.?\d", piece)
        for piece in pieces[1:]
    ):
        return None
    # A lone number behind S or A is a document of the first decades (S/25704); longer ones are numbers of other things.
    if len(pieces) == 2 and not re.match(
        r"(?:[SA]/\d{1,5}|S/PV\.\d+.*|INFCIRC/\d+|A/INF.*|S/INF.*)$", symbol
    ):
        return None
    return symbol


def loose_symbol(printed: str) -> str | None:
    """Loosely printed symbols of statements and resolutions: `PRST/2015/22`, `S/PRST/ 2016/17`, `S/PRST 2004/16`."""
    found = re.match(r"(S/?|A/)?(PRST|RES)[/ ] ?(\d+)(?:[/ ] ?(\d+))?$", printed)
    if not found or not found[4]:
        return None
    if found[2] == "PRST" and len(found[3]) == 4 and found[1] != "A/":
        return f"S/PRST/{found[3]}/{found[4]}"
    if found[2] == "RES" and found[1] == "A/":
        return f"A/RES/{found[3]}/{found[4]}"
    return None


def _letters(text: str) -> str:
    """Letters of parts and signs of special sessions in Latin."""
    text = text.translate(_CYRILLIC)
    for word, letter in _ARABIC_LETTERS.items():
        text = text.replace(word, letter)
    return text.replace("دإط", "ES").replace("دإ", "S")


def numbered(token: Token, body: str) -> str | None:
    """The symbol of a resolution from its number and the body that adopted it; None when the series is not known."""
    if body == "foreign":
        return None
    if token.kind == "year" or token.kind == "number":
        return security_council(token.text)
    if token.kind == "symbol":
        return printed_symbol(token.text)
    if token.kind == "statement":
        return loose_symbol(token.text)
    text = _letters(token.text).replace(" ", "")
    if token.kind == "old":
        session = re.search(r"\((.*)\)", text)[1]  # type: ignore[index]
        arabic = re.match(r"د-?(\d+)$", session)
        special = re.match(r"(E?S)-?(\d+)$", session)
        if arabic:
            session = roman(int(arabic[1])).upper()
        elif special:
            session = f"{special[1]}-{roman(int(special[2])).upper()}"
        if body not in ("", "general assembly") or _too_late(session):
            return None
        return f"A/RES/{text[: text.index('(')]} ({session})"
    if token.kind == "council":
        if body == "commission on human rights":
            return f"E/CN.4/RES/{text}"
        return f"E/RES/{text}" if body in ("", "council", "economic and social council") else None
    session = text.split("/")[0]
    if body in ("human rights council", "council"):
        return f"A/HRC/RES/{text}"
    return f"A/RES/{text}" if is_session(text) and body in ("", "general assembly") else None


def is_session(text: str) -> bool:
    session = text.split("/")[0]
    return not session.isdigit() or int(session) >= _FIRST_STROKE_SESSION


def printed_part(text: str, symbol: str) -> str:
    """How much of a matched symbol is the symbol itself: a year that is no part of it stays outside."""
    if " " not in symbol and "(" in text and text.endswith(")"):
        return re.sub(r" ?\((?:19|20)\d\d\)$", "", text)
    if not symbol.startswith("A/RES/"):
        return re.sub(r" [A-H]$", "", text)
    return text
