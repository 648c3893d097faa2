"""Clean text: one kind of space, one kind of hyphen, nothing that cannot be seen."""

from __future__ import annotations

# The non-breaking hyphen is a hyphen to a reader and to every lexicon; soft hyphens, zero-width characters and
# marks of direction cannot be seen, and a browser orders right-to-left text without them.
_TABLE = {0x2011: "-", 0x2010: "-"} | dict.fromkeys(
    [
        0xAD,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x061C,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
    ]
)


def clean(text: str) -> str:
    """`text` with white space folded to single spaces and cut at both ends, and invisible characters dropped."""
    folded = " ".join(text.split())
    if folded.isascii():
        return folded
    return " ".join(folded.translate(_TABLE).split())
