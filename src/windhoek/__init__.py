"""Windhoek: what the Security Council asked for women, peace and security, and where it is written.

import windhoek

document = windhoek.read("S_RES_1325.xml")     # a Document with its labelled units
windhoek.cite(document)                        # what its units cite
windhoek.code(document)                        # which units speak of women, peace and security, and why
"""

from windhoek.coding.cite import cite
from windhoek.coding.code import code
from windhoek.reading import ReadError, read

__all__ = ["ReadError", "cite", "code", "read"]
