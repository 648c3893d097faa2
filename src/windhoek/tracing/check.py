"""Citations in a draft judged: does the paragraph exist, and does it speak of what the sentence says.

Nothing is flagged on a score alone: the paragraph cited must share next to nothing with the sentence, and another one of the
same document clearly more. Where the texts are not at hand, our lines say less, and more is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from windhoek.document import Document, Language
from windhoek.register.read import rows
from windhoek.symbols import label_parent, resolution_year
from windhoek.tracing.drafts import Cited, cited
from windhoek.tracing.evidence import Score, claim, scores
from windhoek.tracing.known import Known, Paragraph, kind_of, known, whole_paragraph
from windhoek.tracing.words import phrases

Verdict = Literal["fits", "something else", "does not exist", "cannot tell"]

#: Below this share of the best paragraph's score the one cited has next to nothing of the sentence, and so much the best one
#: must score then. Our lines alone leave much out: less will count as nothing, and more is wanted.
_NOTHING, _ENOUGH = 0.2, 3.5
_NOTHING_OF_LINES, _ENOUGH_OF_LINES = 0.1, 5.0
#: … with so much of the sentence's words: a long sentence touches many paragraphs on its way, and cites one of them …
_COVERS, _COVERS_OF_LINES = 0.4, 0.3
#: … and in so many things: two rare words may stand in a paragraph by chance.
_THINGS = 3
#: Where the cited one has something, it must be less than this share, and less than so much …
_LITTLE, _LITTLE_AT = 0.4, 5.0
#: … of a best one that is strong, or of one that has a function of the sentence which the cited one lacks.
_STRONG, _WITH_FUNCTION = 8.0, 3.0
#: A paragraph fits when it has this share of the best, and at least so much.
_FITS, _FITS_AT = 0.5, 1.5
#: Others as likely as the likeliest: that share of its score.
_AS_LIKELY = 0.85
#: So far beyond the newest number we know no resolution can be in the years that this table may be in use.
_BEYOND = 1000

#: The stored text of a document in English by its symbol, or None.
Texts = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A citation with what became of it.

    `why` says in a sentence what decided. `about` is what is at hand of the paragraph cited, None where nothing is.
    `likelier` are the paragraphs that speak of what the sentence says, the likeliest first; only with `something else`.
    `scores` opens the comparison: by label what each paragraph shares with the sentence, the one cited and the best three.
    """

    cited: Cited
    verdict: Verdict
    why: str
    about: Paragraph | None = None
    likelier: tuple[Paragraph, ...] = ()
    scores: tuple[tuple[str, Score], ...] = ()

    @property
    def flagged(self) -> bool:
        return self.verdict in ("does not exist", "something else")


def check(draft: Document, texts: Texts = lambda symbol: None) -> tuple[Judged, ...]:
    """Every citation of a paragraph of a UN document in a draft, judged, in the order of the draft.

    `texts` gives the text of a document where it is at hand; without it the register's lines and codes serve. Never raises on
    what a draft says.
    """
    at_hand = cache(lambda symbol: known(symbol, texts(symbol)))
    return tuple(_judge(each, at_hand, draft.language) for each in cited(draft))


def _judge(each: Cited, at_hand: Callable[[str], Known | None], language: Language) -> Judged:
    hand = at_hand(each.symbol)
    wrong = _no_such_resolution(each, hand)
    if wrong:
        return wrong
    if hand is None:
        return Judged(each, "cannot tell", f"nothing of {each.symbol} is at hand")
    label = _nearest_known(each.label, hand)
    if label is None:
        return _not_there(each, hand)
    about = hand.paragraphs[label]
    if label != each.label and _part_is_missing(each.label, hand):
        parts = hand.parts(label)
        return Judged(
            each, "does not exist", f"{label} has the parts {_short(parts[0])} to {_short(parts[-1])}", about
        )
    if language != "en":
        return Judged(each, "cannot tell", "only drafts in English are compared", about)
    if not hand.texts and not about.line:
        return Judged(each, "cannot tell", f"the text of {each.symbol} is not at hand", about)
    return _compare(each, label, hand)


def _no_such_resolution(each: Cited, hand: Known | None) -> Judged | None:
    """A number that the Council has not reached, or a year in which the resolution was not adopted."""
    found = re.match(r"S/RES/(\d+)", each.symbol)
    if not found:
        return None
    number = int(found[1])
    year = resolution_year(number)
    if any(name in each.around.lower() for name in phrases("elsewhere")):
        return Judged(
            each, "cannot tell", "the sentence names another body whose resolutions have numbers and years"
        )
    if year is None:
        last = _newest()
        if hand is None and number > last + _BEYOND:
            return Judged(each, "does not exist", f"the Security Council is near resolution {last}")
        return None
    if each.year is not None and each.year != year:
        return Judged(each, "does not exist", f"resolution {number} was adopted in {year}, not {each.year}")
    return None


@cache
def _newest() -> int:
    """The highest number among the resolutions of the register."""
    return max(int(re.findall(r"\d+", row["symbol"])[0]) for row in rows("resolutions"))


def _nearest_known(label: str, hand: Known) -> str | None:
    """The label, or that of the paragraph it is a part of, which is at hand."""
    step: str | None = label
    while step and step not in hand.paragraphs:
        step = label_parent(step)
    return step


def _not_there(each: Cited, hand: Known) -> Judged:
    kind = kind_of(each.label)
    number = re.match(r"\D+(\d+)", each.label)
    last = hand.last(kind)
    if kind in hand.whole and kind in _KINDS and number and int(number[1]) > last:
        return Judged(each, "does not exist", f"{each.symbol} has {last} {_KINDS[kind]}")
    return Judged(each, "cannot tell", f"{each.label} of {each.symbol} is not at hand")


_KINDS = {"OP": "operative paragraphs", "PP": "preambular paragraphs"}


def _part_is_missing(label: str, hand: Known) -> bool:
    """Whether the paragraph has lettered parts of its own, all at hand, and this letter is behind the last of them."""
    parent = label_parent(label)
    if parent is None or parent not in hand.paragraphs or kind_of(label) not in hand.whole:
        return False
    letters = [_short(part).strip("()") for part in hand.parts(parent)]
    wanted = _short(label).strip("()")
    simple = all(len(letter) == 1 for letter in [*letters, wanted])
    said = f"({wanted})" in hand.paragraphs[parent].text
    return len(letters) > 1 and simple and wanted > max(letters) and not said


def _short(label: str) -> str:
    """The last step of a label: `(b)` of `OP8(b)`."""
    return label[label.rindex("(") :] if "(" in label else label


def _compare(each: Cited, label: str, hand: Known) -> Judged:
    kind = kind_of(label)
    said = claim(each.claim)
    about = hand.paragraphs[label]
    if not said.mentions:
        return Judged(each, "cannot tell", "the sentence does not say what the paragraph is about", about)
    profiles = {name: terms for name, terms in hand.profiles.items() if kind_of(name) == kind}
    found = scores(said, profiles, [name for name in profiles if whole_paragraph(name) == name])
    # Several paragraphs cited for one thing say it together.
    cited_too = [name for name in (label, *each.others) if name in found]
    own = max((found[name] for name in cited_too), key=lambda score: score.value)
    # A paragraph that the same words are ascribed to as well is no better one, but the second of two.
    spoken_for = {whole_paragraph(name) for name in (label, *each.others)}
    others = sorted(
        (name for name in found if whole_paragraph(name) not in spoken_for),
        key=lambda name: -found[name].value,
    )
    together = frozenset[str]().union(*(profiles[name] for name in cited_too))
    opened = tuple((name, found[name]) for name in [label, *others[:3]])
    best = others[0] if others else label
    if (
        others
        and not each.in_passing
        and _speaks_of_something_else(own, found[best], said.functions, together, profiles[best], hand)
    ):
        likelier = _likelier(others, found)
        why = f"with the sentence it shares {_words(own) or 'nothing'}; {likelier[0]} shares {_words(found[likelier[0]])}"
        return Judged(
            each, "something else", why, about, tuple(hand.paragraphs[name] for name in likelier), opened
        )
    cited_one = found[label]
    shared = _words(cited_one)
    if cited_one.value >= _FITS_AT and cited_one.value >= _FITS * found[best].value:
        return Judged(each, "fits", f"shared: {shared}", about, (), opened)
    if each.in_passing:
        why = "the sentence only points at it"
    else:
        why = f"it shares {f'only {shared}' if shared else 'nothing'} with the sentence: too little to tell"
    return Judged(each, "cannot tell", why, about, (), opened)


def _speaks_of_something_else(
    own: Score,
    best: Score,
    functions: frozenset[str],
    cited_terms: frozenset[str],
    best_terms: frozenset[str],
    hand: Known,
) -> bool:
    covers = _COVERS if hand.texts else _COVERS_OF_LINES
    if len(best.shared) < _THINGS or best.covers < covers or own.value > _LITTLE_AT:
        return False
    nothing, enough = (_NOTHING, _ENOUGH) if hand.texts else (_NOTHING_OF_LINES, _ENOUGH_OF_LINES)
    if best.value >= enough and own.value <= nothing * best.value:
        return True
    if own.value > _LITTLE * best.value:
        return False
    wanted = {f"function {name}" for name in functions}
    lacks = bool(wanted & best_terms) and not wanted & cited_terms
    return best.value >= _STRONG or (lacks and best.value >= _WITH_FUNCTION)


def _likelier(others: Sequence[str], found: dict[str, Score]) -> list[str]:
    """The best paragraph, and those that come close to it; of a paragraph and its parts the best alone."""
    out: list[str] = []
    for name in others:
        close = found[name].value >= _AS_LIKELY * found[others[0]].value
        if close and whole_paragraph(name) not in map(whole_paragraph, out):
            out.append(name)
    return out[:3]


def _words(score: Score) -> str:
    """What is shared, for people: up to five things, the weightiest first."""
    return ", ".join(
        f"“{words}”" if not words.startswith(("theme ", "function ")) else words
        for words, _ in score.shared[:5]
    )
