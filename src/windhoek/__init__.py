"""Windhoek: what the Security Council asked for women, peace and security, what was reported, and where the gap is.

import windhoek

document = windhoek.read("S_RES_1325.xml")     # a Document with its labelled units
windhoek.cite(document)                        # what its units cite
windhoek.code(document)                        # which units speak of women, peace and security, and why
windhoek.asked("UNAMID", date(2013, 6, 30))    # what was asked of a mission on a day, and since when
windhoek.matrix("MINUSTAH")                    # asked and reported, by function and year
"""

from windhoek.coding.cite import cite
from windhoek.coding.code import code
from windhoek.reading import ReadError, read
from windhoek.tracing.asked import asked
from windhoek.tracing.matrix import matrix

__all__ = ["ReadError", "asked", "cite", "code", "matrix", "read"]
