"""What the name of a file says about the document in it: symbol, speech of a meeting, year.

UN document servers name files by symbol with `_` for `/`: `S_2018_257-EN.pdf`, `S_RES_1325(2000)-EN.pdf`,
`A_RES_77_55-2228170E.xml`, `A_80_6 (Sect. 3)_Add.5_UNAMA.docx`. The UNSCon collection names one piece of a
speech `UNSC_2016_SPV.7658_spch012_United_Kingdom_00_GD.txt`: year, meeting, speech, speaker, piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from windhoek.symbols import normalize

_SPEECH = re.compile(
    r"UNSC_(?P<year>\d{4})_SPV\.?(?P<meeting>\d+)(?P<resumption>[^_]*)_spch(?P<speech>\d+)_"
    r"(?P<speaker>.+?)_(?P<piece>\d+)(?:_[A-Z]+)?$",
    re.IGNORECASE,
)
_ORGAN = re.compile(
    r"(?:S|A|E|ST|DP|T|TD|CAT|CCPR|CEDAW|CERD|CRC|CRPD|CMW|CED|UNEP|PBC|HSP|SG)$", re.IGNORECASE
)
_SERIES = re.compile(
    r"(?:RES|PRST|HRC|CONF|INF|NGO|NV|CN|AC|WG|BUR|AGENDA|ICEF|ESCAP|ECE|ECA|ESCWA|SGB|AI|IC|DEC"
    r"|(?:PV|SR|C|L|CN|AC|WG|CONF|INF|GC|CP|CRP|Add|Corr|Rev|Sub|NGO|R)\.\s?\d+(?:\s?\(Resumption\s?\d+\))?"
    r"|(?:ES|S)-\d+)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>\d{1,5}[A-Z]?)(?P<tail>\s?\([^)]*\))?(?P<rest>\s.*)?$", re.IGNORECASE)
_SC = re.compile(r"SC_(\d{1,4})_(\d{4})(?!\d)")
_TAIL = re.compile(
    r"\(?(?P<word>Sect|Part|Vol|Resumption|Annex)[.\s]*(?P<number>[\dIVXL]+[A-Z]?)?\)?$", re.IGNORECASE
)
_YEAR = re.compile(r"\s?\((?:\d{4}|[IVXL]+)\)$")


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file's name says; every field may be empty. `part` and `speaker` are those of a piece of a speech."""

    symbol: str = ""
    part: str = ""
    speaker: str = ""
    date: str = ""


def _tail(printed: str) -> str:
    found = _TAIL.match(printed.strip())
    if found:
        word = found["word"].capitalize()
        dot = "." if word in ("Sect", "Vol") else ""
        return f" ({word}{dot} {found['number']})" if found["number"] else f" ({word})"
    return f" {printed.strip()}" if _YEAR.match(" " + printed.strip()) else ""


def _plausible(pieces: list[str]) -> bool:
    """Whether the pieces can be a symbol: `S/2018/257` and `S/25704` can, `S/5/2` and `A/1` cannot."""
    first = pieces[1]
    if not first.isdigit():
        return bool(re.search(r"\d", "".join(pieces)))
    if pieces[0] in ("S", "E", "ST"):
        return (len(pieces) > 2 and 1946 <= int(first) <= 2100) or (len(pieces) == 2 and len(first) > 2)
    return len(pieces) > 2


def _symbol(stem: str) -> str:
    if found := _SC.match(stem):
        return normalize(f"S/RES/{found[1]}({found[2]})")
    # A hyphen stands for a slash in some names; in A/RES/S-10/2 it belongs to the session.
    organ, *tokens = re.split(r"_|(?<!_S)(?<!_ES)-", stem)
    if not tokens or not _ORGAN.match(organ):
        return ""
    pieces, numbers = [organ.upper()], 0
    for token in tokens:
        if pieces[1:] and (tail := _tail(token)):
            pieces[-1] += tail
            continue
        if _SERIES.match(token):
            pieces.append(
                token.upper() if re.fullmatch(r"[A-Za-z]+", token) else token[:1].upper() + token[1:]
            )
            continue
        found = _NUMBER.match(token)
        if not found or numbers == (1 if pieces[:2] == ["S", "RES"] else 2):
            break
        numbers += 1
        # In S_2020_1100E the letter is the language; the Council numbers without letters.
        number = found["number"].rstrip("ACEFRSacefrs") if pieces[0] == "S" else found["number"]
        pieces.append(number + _tail(found["tail"] or ""))
        if found["rest"]:
            break
    if len(pieces) < 2 or not _plausible(pieces):
        return ""
    try:
        return normalize("/".join(pieces))
    except ValueError:
        return ""


def read_name(path: str) -> FileName:
    """What the name of the file at `path` says about its document. A name that says nothing gives empty fields."""
    stem = re.sub(r"\.[A-Za-z]{2,5}$", "", PurePath(path.replace("\\", "/")).name).replace("%2F", "_")
    speech = _SPEECH.match(stem)
    if speech:
        resumption = re.search(r"\d+", speech["resumption"])
        symbol = f"S/PV.{speech['meeting']}" + (f" (Resumption {resumption[0]})" if resumption else "")
        part = f"speech {int(speech['speech'])}/{int(speech['piece'])}"
        return FileName(symbol, part, _speaker(speech["speaker"]), speech["year"])
    return FileName(_symbol(stem))


def _speaker(printed: str) -> str:
    """`United_Kingdom_Of_Great_Britain` as a person writes it."""
    words = printed.replace("_", " ").strip()
    words = words.title() if words.isupper() and len(words) > 3 else words
    return re.sub(
        r"\b(Of|And|The|For)\b", lambda found: found[0].lower() if found.start() else found[0], words
    )


def agree(printed: str, named: str) -> bool:
    """Whether the symbol in a text and the one in its file's name can be of one document.

    One may say less than the other, as `A/80/6` does; a corrigendum prints the symbol that it corrects; and a year is
    no contradiction where the number is the same.
    """
    shorter, longer = sorted((_bare(printed), _bare(named)), key=len)
    return longer.startswith(shorter) and not longer[len(shorter) :][:1].isdigit()


def _bare(symbol: str) -> str:
    return _YEAR.sub("", symbol).casefold()
