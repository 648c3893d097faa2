"""The symbol that a file's name claims, in the patterns that the UN's repositories use."""

from __future__ import annotations

import re
from pathlib import PurePath

from windhoek import symbols

_SEPARATOR = r"[ _\-]"
_PATTERNS = (
    # S_RES_1325_N0072018.xml, S_RES_2504 (2020)-2000407E.xml, S_RES-2780-2508458E.xml, S_RES_2676_E.xml
    (re.compile(rf"^S{_SEPARATOR}RES{_SEPARATOR}(\d{{3,4}})(?!\d)"), "S/RES/{}"),
    # SC_2568_2021-E.xml
    (re.compile(rf"^SC{_SEPARATOR}(\d{{3,4}}){_SEPARATOR}(?:19|20)\d\d"), "S/RES/{}"),
    # S_PRST_2010_22-1060003E.xml
    (re.compile(rf"^S{_SEPARATOR}PRST{_SEPARATOR}(\d{{4}}){_SEPARATOR}(\d+)(?!\d)"), "S/PRST/{}/{}"),
    # A_RES_77_55-2228170E.xml
    (re.compile(rf"^A{_SEPARATOR}RES{_SEPARATOR}(\d{{1,3}}){_SEPARATOR}(\d+)(?!\d)"), "A/RES/{}/{}"),
    # A_HRC_RES_29_14.docx
    (
        re.compile(rf"^A{_SEPARATOR}HRC{_SEPARATOR}RES{_SEPARATOR}(\d+){_SEPARATOR}(\d+)(?!\d)"),
        "A/HRC/RES/{}/{}",
    ),
    # UNSC_2016_SPV.7658_spch012_….txt, S_PV.7658.pdf, S_PV_7658.pdf
    (re.compile(rf"^(?:UNSC_\d{{4}}_)?S{_SEPARATOR}?PV[._](\d+)(?!\d)"), "S/PV.{}"),
    # S_2018_693-EN.pdf, S_2025-353-2508520E.xml
    (re.compile(rf"^S{_SEPARATOR}((?:19|20)\d\d){_SEPARATOR}(\d+)(?!\d)"), "S/{}/{}"),
    # A_77_385.docx
    (re.compile(rf"^A{_SEPARATOR}(\d{{1,3}}){_SEPARATOR}(\d+)(?!\d)"), "A/{}/{}"),
)


_SUFFIX = re.compile(r"[ _]((?:Corr|Add|Rev)\.\d+)(?!\d)")


def symbol(path: str) -> str | None:
    """The symbol in the name of the file at `path`, as the UN prints it; None where the name claims none."""
    name = PurePath(path).name
    for pattern, form in _PATTERNS:
        found = pattern.match(name)
        if found:
            suffix = _SUFFIX.match(name, found.end())
            return symbols.normalize(form.format(*found.groups()) + (f"/{suffix[1]}" if suffix else ""))
    return None


def contradicts(claimed: str | None, printed: str) -> bool:
    """Whether a file's name and its text speak of two documents.

    A name that says less than the text does not contradict it: `A/80/6` is no contradiction to
    `A/80/6 (Sect. 3)/Add.4`; nor does one that says more, since a corrigendum prints the symbol that it corrects.
    """
    if not claimed or not printed:
        return False
    shorter, longer = sorted((claimed, printed), key=len)
    return not re.match(rf"{re.escape(shorter)}(?!\d)", longer)
