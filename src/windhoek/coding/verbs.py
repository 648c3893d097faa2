"""The verb of a unit and its strength, and where the clauses of a text begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import re2

from windhoek.coding.codebook import Verb

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ADVERB_ENDING = "ly"


@dataclass(frozen=True, slots=True)
class Found:
    """A verb as the codebook writes it, with its strength and where it stands in the text."""

    verb: str
    strength: str
    start: int
    end: int


class Verbs:
    """The compiled table of one language."""

    def __init__(self, table: Sequence[Verb]) -> None:
        adverbs = _alternatives(v.form for v in table if v.kind == "adverb")
        self._adverb = re.compile(rf"(?:{adverbs})(?![^\W\d_])")
        self._finite = {v.form: v for v in table if v.kind == "finite"}
        forms = _alternatives(self._finite)
        self._forms = re.compile(rf"(?:{forms})\b")
        self._openings = {
            kind: re2.compile(
                rf"(?:[;.:]\s+|,\s+(?:and\s+)?|\band\s+)(?:(?:{adverbs}|[a-z]+ly),?\s+)*(?:{verbs})\b|[;.]\s"
            )
            for kind, verbs in (
                ("finite", forms),
                ("any", _alternatives(v.form for v in table if v.kind != "adverb")),
            )
        }

    def participle(self, folded: str) -> Found | None:
        """The word that opens a preambular paragraph, adverbs skipped; its strength is always `statement`."""
        at = self._skip_adverbs(folded, 0)
        word = _WORD.search(folded, at)
        if word is None:
            return None
        return Found(word[0], "statement", word.start(), word.end())

    def finite(self, folded: str, opening: bool) -> Found | None:
        """The first operative verb: the one that opens the text, or (unless `opening`) a later clause."""
        at = self._skip_adverbs(folded, 0)
        match = self._forms.match(folded, at)
        if match is None and not opening:
            starts = (self._skip_adverbs(folded, start) for start in self.clauses(folded)[1:])
            match = next(filter(None, (self._forms.match(folded, start) for start in starts)), None)
        if match is None:
            return None
        verb = self._finite[match[0]]
        return Found(verb.verb, verb.strength, match.start(), match.end())

    def clauses(self, folded: str, participles: bool = False) -> list[int]:
        """The offsets at which clauses begin: a new finite verb, a semicolon or a full stop opens one.

        `participles`: so does a participle, as in a preambular paragraph; in an operative one a participle goes
        with the verb before it.
        """
        opening = self._openings["any" if participles else "finite"]
        searched = (
            folded.encode() if folded.isascii() else folded
        )  # bytes spare RE2 the counting of characters
        return [0, *(match.start() for match in opening.finditer(searched))]

    def _skip_adverbs(self, folded: str, at: int) -> int:
        while word := _WORD.search(folded, at):
            adverb = self._adverb.match(folded, word.start())
            if adverb is None and not word[0].endswith(_ADVERB_ENDING):
                return word.start()
            at = (adverb or word).end()
        return at


def _alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, longest first."""
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
