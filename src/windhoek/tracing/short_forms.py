"""How drafts cite and UN documents do not: `UNSC Res 1325, para. 4`, `UNSCR1325 OP4`, `1325/OP4`, and numbers of no resolution.

What UN documents print is found by `windhoek.coding.cite`; this finds what that leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from windhoek.document import Citation
from windhoek.symbols import resolution, resolution_year

_HEAD = (
    r"(?:(?:UN ?SCR?|SCR)(?:[ -]?[Rr]es(?:olution)?\.?)?|(?:Security Council )?[Rr]es(?:olution)?\.?|S/RES/)"
)
_NUMBER = r"(?P<number>\d{3,5})(?: ?\((?P<year>\d{4})\))?(?:[’']s)?"
_BETWEEN = r" ?[,:;/(–-]? ?(?:at )?"
_OP = r"(?:OPs?|[Oo]p\.|[Oo]perative (?:paragraphs?|paras?\.?|clauses?))"
_STEPS = r"(?P<label>\d{1,2}(?: ?\([a-z]{1,4}\))*)(?![\d%])"
_HEADED = re.compile(
    rf"(?<![\w/]){_HEAD} ?(?:No\.? ?)?{_NUMBER}{_BETWEEN}(?:(?P<pp>PPs?|preambular paragraphs?)|{_OP}|op|[Pp]aragraphs?|[Pp]aras?\.?|¶¶?|§§?) ?{_STEPS}"
)
_BARE = re.compile(rf"(?<![\w/.,]){_NUMBER}{_BETWEEN}(?:(?P<pp>PPs?)|{_OP}) ?{_STEPS}")
_MORE = re.compile(rf"(?:[,;/&]| and)+ ?{_OP} ?{_STEPS}")


def short_forms(text: str, unit: str, note: str, known: Sequence[Citation]) -> Iterator[Citation]:
    """Citations of paragraphs in the short forms of drafts that stand in `text` and are not `known`.

    A resolution of an unknown number has a symbol without a year: `S/RES/9999`.
    """
    taken = [(each.start, each.end) for each in known if each.label]
    for pattern in (_HEADED, _BARE):
        for found in pattern.finditer(text):
            number = int(found["number"])
            if pattern is _BARE and resolution_year(number) is None:
                continue
            symbol = resolution(number, int(found["year"]) if found["year"] else None) or f"S/RES/{number}"
            if resolution_year(number) is not None:
                symbol = resolution(number) or symbol
            kind = "PP" if found["pp"] else "OP"
            more: re.Match[str] | None = found
            while more:
                if all(more.end() <= start or more.start() >= end for start, end in taken):
                    taken.append(more.span())
                    label = kind + more["label"].replace(" ", "")
                    yield Citation(unit, more.start(), more.end(), symbol, label, note)
                more = _MORE.match(text, more.end())
