"""What was asked, and the evidence that may answer it: each link with its rule, what both share, and who confirmed it.

A link is certain by a rule of `links.csv`, or a proposal; a person confirms or rejects either. Only what is certain or
confirmed counts as reported. Likeness alone decides nothing: it orders proposals.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from windhoek.document import Evidence
from windhoek.tracing.asked import Asked
from windhoek.tracing.evidence import Claim, Score, mentions, profile, scores
from windhoek.tracing.similar import likeness

__all__ = ["COUNTS", "RULES", "WIDE", "Link", "Review", "Status", "Weigher", "links"]

Status = Literal["certain", "confirmed", "proposed", "rejected"]
#: Links that count as reported.
COUNTS: tuple[Status, ...] = ("certain", "confirmed")
#: What says nothing of a paragraph's subject: two paragraphs may share these and have nothing in common.
WIDE = frozenset(["general", "implementation", "monitoring-and-reporting"])
#: A paragraph of a report that shares a theme or function is certain to answer when what it shares weighs so much (BM25) and is this
#: share of what was asked; one that shares neither is proposed from the third weight on. Read off `labels/links_study.csv`
#: alone, where no pair above the first two was judged not to answer.
_SAME, _SAME_COVERS, _NEAR = 10.0, 0.15, 12.0


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided of a link between a paragraph of a resolution and a piece of evidence, on which day, and why."""

    mission: str
    symbol: str
    unit: str
    evidence: str
    verdict: Literal["confirmed", "rejected"]
    who: str = ""
    day: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence for what `unit` of `symbol` asks. `rule` is one of RULES; `score` the words that both share, where both texts
    are at hand; `likeness` what a sentence model says, where one was asked; `review` what a person decided."""

    symbol: str
    unit: str
    evidence: Evidence
    rule: str
    status: Status
    functions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    score: Score | None = None
    review: Review | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `links.csv`: which kind of evidence has to share what with what was asked, and what that makes of the link."""

    name: str
    kind: str
    shares: str
    status: Status
    why: str


def _read() -> dict[str, Rule]:
    with files("windhoek.tracing").joinpath("links.csv").open(encoding="utf-8") as table:
        return {
            row["rule"]: Rule(
                row["rule"], row["kind"], row["shares"], cast(Status, row["status"]), row["why"]
            )
            for row in csv.DictReader(table)
        }


#: The rules by name, the strongest first for each kind of evidence.
RULES: Mapping[str, Rule] = _read()


class Weigher:
    """The words that paragraphs of reports share with what was asked, weighed among all paragraphs of `evidence`.

    With `similar` a sentence model on this machine orders proposals. Raises NoModel where there is none.
    """

    def __init__(self, evidence: Iterable[Evidence], similar: bool = False) -> None:
        self.similar = similar
        self._profiles = {
            each.id: profile([each.says], each.themes, each.functions)
            for each in evidence
            if each.kind == "report paragraph"
        }
        self._scores: dict[tuple[str, str], Mapping[str, Score]] = {}

    def score(self, asked: Asked, evidence: Evidence) -> Score | None:
        """What one shares with the other; None where one of the texts is not at hand."""
        if evidence.id not in self._profiles or not asked.text:
            return None
        key = asked.symbol, asked.unit
        if key not in self._scores:
            said = Claim(mentions(asked.text), frozenset(asked.code.themes), frozenset(asked.code.functions))
            self._scores[key] = scores(said, self._profiles, tuple(self._profiles))
        return self._scores[key][evidence.id]


def links(
    asked: Asked,
    evidence: Sequence[Evidence],
    weigher: Weigher,
    reviews: Mapping[tuple[str, str, str], Review],
) -> tuple[Link, ...]:
    """The links of one paragraph to the evidence, those that count first, then the likeliest.

    `reviews` are what people decided of this mission's links, by symbol, unit and evidence.
    """
    found = []
    for each in evidence:
        link = _link(asked, each, weigher)
        review = reviews.get((asked.symbol, asked.unit, each.id))
        if review is not None:
            rule = link.rule if link else ""
            score = link.score if link else None
            both = (link.functions, link.themes) if link else ((), ())
            link = Link(asked.symbol, asked.unit, each, rule, review.verdict, *both, score, review)
        if link is not None:
            found.append(link)
    if weigher.similar and asked.text:
        alike = likeness(asked.text, [link.evidence.says for link in found])
        found = [replace(link, likeness=value) for link, value in zip(found, alike, strict=True)]
    order = ("confirmed", "certain", "proposed", "rejected")
    return tuple(sorted(found, key=lambda link: (order.index(link.status), -_weight(link))))


def _weight(link: Link) -> float:
    if link.likeness is not None:
        return link.likeness
    return link.score.value if link.score else 0.0


def _link(asked: Asked, evidence: Evidence, weigher: Weigher) -> Link | None:
    functions = tuple(each for each in asked.code.functions if each in evidence.functions)
    themes = tuple(each for each in asked.code.themes if each in evidence.themes)
    score = weigher.score(asked, evidence)
    for rule in _of_kind(evidence.kind):
        if _shares(rule, asked, evidence, functions, themes, score):
            status: Status = "proposed" if evidence.planned else rule.status
            return Link(asked.symbol, asked.unit, evidence, rule.name, status, functions, themes, score)
    return None


def _shares(
    rule: Rule,
    asked: Asked,
    evidence: Evidence,
    functions: Sequence[str],
    themes: Sequence[str],
    score: Score | None,
) -> bool:
    function, theme = not WIDE.issuperset(functions), not WIDE.issuperset(themes)
    fits = not evidence.only or not set(evidence.only).isdisjoint(asked.code.themes)
    # All that was asked has to be there: who tells of police has not told of the training of police.
    whole = fits and set(asked.code.functions) - WIDE <= set(evidence.functions)
    match rule.shares:
        case "words":
            heavy = score is not None and score.value >= _SAME and score.covers >= _SAME_COVERS
            return (function or theme) and heavy
        case "function and theme":
            return whole and function and theme
        case "theme alone":
            return fits and theme and not asked.code.functions
        case "function or theme":
            return function or theme
        case "words alone":
            return score is not None and score.value >= _NEAR
        case "function":
            return function
        case "nothing said":
            return not (evidence.functions or evidence.themes)
        case _:
            return True


@cache
def _of_kind(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES.values() if rule.kind == kind)
