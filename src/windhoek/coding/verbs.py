"""The verb of a unit and its strength, and where the clauses of a text begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import re2

from windhoek.coding.codebook import Verb

_NOTHING = r"[^\s\S]"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


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
        whole, joined, endings = _forms(table, "conjunction")
        before = rf"(?:[;.:؛]\s+|[；。：，]|[,،]\s+|(?:\b|\s)(?:{whole})\s+|(?:{joined}))"
        whole, joined, endings = _forms(table, "conjunction", "adverb")
        self._adverb = re.compile(rf"(?:{whole}|[^\W\d_]+(?:{endings}))(?![^\W\d_])|(?:{joined})")
        skipped = rf"(?:(?:{whole}|\pL+(?:{endings}))[,،]?\s+|(?:{joined})，?)*"
        self._verbs = {v.form: v for v in table if v.kind in ("finite", "participle")}
        finite = _words(form for form, verb in self._verbs.items() if verb.kind == "finite")
        self._finite = re.compile(finite)
        self._participle = re.compile(
            _words(f for f, verb in self._verbs.items() if verb.kind == "participle")
        )
        self._openings = {
            kind: re2.compile(rf"{before}{skipped}(?:{verbs})|[;.؛]\s|[；。]")
            for kind, verbs in (("finite", finite), ("any", _words(self._verbs)))
        }

    def participle(self, folded: str) -> Found | None:
        """What opens a preambular paragraph, adverbs skipped: a verb of the table, or else the word that stands
        there. Its strength is always `statement`.
        """
        at = self._skip_adverbs(folded, 0)
        if match := self._participle.match(folded, at) or self._finite.match(folded, at):
            return Found(self._verbs[match[0]].verb, "statement", match.start(), match.end())
        word = _WORD.search(folded, at)
        return Found(word[0], "statement", word.start(), word.end()) if word else None

    def finite(self, folded: str, opening: bool) -> Found | None:
        """The first operative verb: the one that opens the text, or (unless `opening`) a later clause."""
        at = self._skip_adverbs(folded, 0)
        match = self._finite.match(folded, at)
        if match is None and not opening:
            starts = (self._skip_adverbs(folded, start) for start in self.clauses(folded)[1:])
            match = next(filter(None, (self._finite.match(folded, start) for start in starts)), None)
        if match is None:
            return None
        verb = self._verbs[match[0]]
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
            # What is an adverb by itself may be part of a verb, as in "настоятельно призывает".
            if self._finite.match(folded, word.start()) or self._participle.match(folded, word.start()):
                return word.start()
            adverb = self._adverb.match(folded, word.start())
            if adverb is None:
                return word.start()
            at = adverb.end()
        return at


def _forms(table: Sequence[Verb], *kinds: str) -> tuple[str, str, str]:
    """Patterns for what stands before a verb: whole words, words written in one with what follows (`و*`), and
    endings of words (`*ly`).
    """
    forms = [verb.form for verb in table if verb.kind in kinds]
    return (
        _alternatives(form for form in forms if "*" not in form),
        _alternatives(form[:-1] for form in forms if form[-1] == "*"),
        _alternatives(form[1:] for form in forms if form[0] == "*"),
    )


def _words(forms: Iterable[str]) -> str:
    """A pattern for any of the forms as words of their own, longest first."""
    # RE2 knows only the borders of words in plain letters: a form that ends otherwise may go on.
    bordered = (re.escape(form) + (r"\b" if form[-1].isascii() else "") for form in _longest_first(forms))
    return "|".join(bordered) or _NOTHING


def _alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, longest first."""
    return "|".join(map(re.escape, _longest_first(forms))) or _NOTHING


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)
