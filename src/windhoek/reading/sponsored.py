"""What a source says about the draft of a resolution and its sponsors, where it can be believed."""

from __future__ import annotations

import re
from dataclasses import replace

from windhoek.document import Adoption

_REPORT = re.compile(r"report of |submitted pursuant to ", re.IGNORECASE)


def believed(adoption: Adoption) -> Adoption:
    """The facts without draft and sponsors where the report before the Council stands in their place.

    The UN's files of S/RES/2796 (2025), for one, name as draft the symbol of that report, and as sponsor its title.
    """
    if any(map(_REPORT.match, adoption.sponsors)):
        return replace(adoption, draft="", sponsors=())
    return adoption
