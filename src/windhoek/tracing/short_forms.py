"""How drafts cite and UN documents do not: `UNSC Res 1325, para. 4`, `UNSCR1325 OP4`, `(1325, para. 4)`, and unknown numbers.

What UN documents print is found by `windhoek.coding.cite`; this finds what that leaves. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from windhoek.document import Citation
from windhoek.symbols import resolution, resolution_year
from windhoek.tracing.sentences import sentences

_HEAD = (
    r"(?:(?:UN ?SCR?|SCR)(?:[ -]?[Rr]es(?:olution)?\.?)?|(?:Security Council )?[Rr]es(?:olution)?\.?|S/RES/)"
)
_NUMBER = r"(?P<number>\d{3,5})(?: ?\((?P<year>\d{4})\)|/(?P<after>\d{4})(?!\d))?(?:[’']s)?"
_BETWEEN = r"(?: of \d{1,2} [A-Z][a-z]+ \d{4})? ?[,:;/(–-]? ?(?:at )?"
_OP = r"(?:OPs?|[Oo]p\.|[Oo]perative (?:paragraphs?|paras?\.?|clauses?))"
_ANY = (
    rf"(?:(?P<pp>PPs?|[Pp]reambular (?:paragraphs?|paras?\.?))|{_OP}|op|[Pp]aragraphs?|[Pp]aras?\.?|¶¶?|§§?)"
)
_STEPS = r"(?P<label>\d{1,2}(?: ?\([a-z]{1,4}\))*)(?![\d%])"
_MORE = re.compile(rf"(?:[,;/&]| and)+ ?(?P<op>{_OP} ?{_STEPS})")
#: With a word for a resolution before its number.
_HEADED = re.compile(rf"(?<![\w/]){_HEAD} ?(?:No\.? ?)?{_NUMBER}{_BETWEEN}{_ANY} ?{_STEPS}")
_TURNED = re.compile(rf"(?<!\w){_ANY} ?{_STEPS},? (?:of |in |to )?{_HEAD} ?{_NUMBER}")
#: Without it: behind a bracket or a semicolon, or with "OP", which is a resolution's.
_BARE = re.compile(rf"(?:(?<=[(\[;])|(?<=; )){_NUMBER}{_BETWEEN}{_ANY} ?{_STEPS}")
_WITH_OP = re.compile(rf"(?<![\w/.,-]){_NUMBER}{_BETWEEN}(?:(?P<pp>PPs?)|{_OP}) ?{_STEPS}")
#: `(2010, para. 16)` is a page of somebody's book.
_YEARS = range(1945, 2051)
#: Without its resolution, where the sentence names a single one before.
_ALONE = re.compile(rf"(?<!\w)(?:{_OP}|(?<=\bits )(?:paragraph|para\.?)) ?{_STEPS}")


def short_forms(text: str, unit: str, note: str, known: Sequence[Citation]) -> Iterator[Citation]:
    """Citations of paragraphs in the short forms of drafts that stand in `text` and are not `known`.

    A resolution of an unknown number has a symbol without a year: `S/RES/9999`.
    """
    taken = [(each.start, each.end) for each in known if each.label]

    def free(start: int, end: int) -> bool:
        if any(start < last and end > first for first, last in taken):
            return False
        taken.append((start, end))
        return True

    for pattern in (_HEADED, _TURNED, _BARE, _WITH_OP):
        for found in pattern.finditer(text):
            number = int(found["number"])
            if pattern in (_BARE, _WITH_OP) and (resolution_year(number) is None or number in _YEARS):
                continue
            printed = found["year"] or found["after"]
            year = resolution_year(number) or (int(printed) if printed else None)
            symbol = resolution(number, year) or f"S/RES/{number}"
            kind = "PP" if found["pp"] else "OP"
            if free(*found.span()):
                yield Citation(unit, *found.span(), symbol, kind + _steps(found), note)
            more = _MORE.match(text, found.end())
            while more:
                if free(*more.span("op")):
                    yield Citation(unit, *more.span("op"), symbol, "OP" + _steps(more), note)
                more = _MORE.match(text, more.end())
    for found in _ALONE.finditer(text):
        start = max((last for _, last in sentences(text) if last <= found.start()), default=0)
        named = {each.symbol for each in known if start <= each.start < found.start()}
        if len(named) == 1 and next(iter(named)).startswith("S/RES/") and free(*found.span()):
            yield Citation(unit, *found.span(), next(iter(named)), "OP" + _steps(found), note)


def _steps(found: re.Match[str]) -> str:
    return found["label"].replace(" ", "")
