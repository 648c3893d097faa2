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
        self._adverbs = sorted((v.form for v in table if v.kind == "adverb"), key=len, reverse=True)
        self._finite = {v.form: v for v in table if v.kind == "finite"}
        forms = _alternatives(self._finite)
        openers = _alternatives(v.form for v in table if v.kind != "adverb")
        adverbs = _alternatives(self._adverbs)
        self._forms = re.compile(rf"(?:{forms})\b")
        # A verb opens a clause after a stop, a comma or "and", adverbs between; so does a full stop by itself.
        self._opening = re2.compile(
            rf"(?:[;.:]\s+|,\s+(?:and\s+)?|\band\s+)(?:(?:{adverbs}|[a-z]+ly),?\s+)*(?:{openers})\b|[;.]\s"
        )

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

    def clauses(self, folded: str) -> list[int]:
        """The offsets at which clauses begin: a new verb, a semicolon or a full stop opens one."""
        return [0, *(match.start() for match in self._opening.finditer(folded))]

    def _skip_adverbs(self, folded: str, at: int) -> int:
        while word := _WORD.search(folded, at):
            for adverb in self._adverbs:
                if folded.startswith(adverb, word.start()) and not folded[word.start() + len(adverb) :][:1].isalpha():
                    at = word.start() + len(adverb)
                    break
            else:
                if not word[0].endswith(_ADVERB_ENDING):
                    return word.start()
                at = word.end()
        return at


def _alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, longest first."""
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
