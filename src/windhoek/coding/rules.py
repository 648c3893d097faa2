"""The rules at work: hits of concepts in a unit, and in its lead-ins, become codes with their reasons."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from windhoek.coding.codebook import Codebook, Rule
from windhoek.coding.lexicon import Hit
from windhoek.document import Because

RELEVANT = "relevant"
"""The code of a reason for relevance itself, beside the codes of themes and functions."""


class Rules:
    """The rules of a codebook, sorted by the concept that sets them off."""

    def __init__(self, codebook: Codebook) -> None:
        self._relevant: dict[str, list[Rule]] = defaultdict(list)
        self._by_word: dict[str, list[Rule]] = defaultdict(list)
        self._lead_in = [rule for rule in codebook.rules if rule.lead_in]
        self._last = [rule for rule in codebook.rules if rule.last]
        self._themes = {theme.code for theme in codebook.themes}
        for rule in codebook.rules:
            for word in rule.words:
                if rule.relevant:
                    self._relevant[word].append(rule)
                elif not rule.last:
                    self._by_word[word].append(rule)

    @property
    def anchors(self) -> frozenset[str]:
        """The concepts without which no unit is relevant."""
        return frozenset(self._relevant)

    def apply(
        self, hits: Sequence[Hit], clauses: Sequence[int], lead_in: Iterable[str] = (), reach: float = 1.0
    ) -> list[Because]:
        """Why a unit has its codes; empty when it is not relevant.

        `clauses` are the offsets where its clauses begin, `lead_in` the concepts that stand in its
        lead-ins; `reach` stretches the rules' distances, which are counted in characters of English.
        The same code is explained once by each rule, at the first words that set the rule off.
        """
        places: dict[str, _Places] = defaultdict(_Places)
        for hit in hits:
            clause = bisect_right(clauses, hit.start)
            for concept in hit.concepts:
                places[concept].add(hit, clause)
        reasons: list[Because] = []
        for concept in self.anchors & places.keys():
            for rule in self._relevant[concept]:
                self._fire(rule, places, reasons, reach)
        if not reasons:
            return []
        for rule in {
            rule.name: rule for concept in places for rule in self._by_word.get(concept, ())
        }.values():
            self._fire(rule, places, reasons, reach)
        above = set(lead_in)
        for rule in self._lead_in if above else ():
            if above.intersection(rule.words) and not any(b.rule == rule.name for b in reasons):
                company = [
                    hit for concept in rule.near if concept in places for hit in places[concept].hits[:1]
                ]
                if company:
                    _explain(rule, min(company, key=lambda hit: hit.start), reasons)
        for rule in self._last:
            if not any(reason.code in self._themes and reason.rule != rule.name for reason in reasons):
                self._fire(rule, places, reasons, reach)
        return sorted(set(reasons), key=lambda b: (b.start, b.end, b.code, b.rule))

    def _fire(self, rule: Rule, places: Mapping[str, _Places], reasons: list[Because], reach: float) -> None:
        near = [places[concept] for concept in rule.near if concept in places]
        if rule.near and not near:
            return
        barred = {clause for c in rule.unless if c in places for clause in places[c].clauses}
        for word in rule.words:
            if word not in places:
                continue
            for hit, clause in zip(places[word].hits, places[word].clauses, strict=True):
                if clause not in barred and (
                    not near or any(place.has(rule.within, hit, clause, reach) for place in near)
                ):
                    _explain(rule, hit, reasons)
                    return


class _Places:
    """Where one concept stands in a unit: its hits in order, and the clause of each."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self.starts: list[int] = []
        self.clauses: list[int] = []

    def add(self, hit: Hit, clause: int) -> None:
        self.hits.append(hit)
        self.starts.append(hit.start)
        self.clauses.append(clause)

    def has(self, within: str | int, hit: Hit, clause: int, reach: float) -> bool:
        """Whether the concept stands within that scope of the hit."""
        if within == "unit":
            return True
        after = bisect_left(self.starts, hit.start)
        # Hits do not overlap and clauses are in order: what is not so for the two neighbours is so for none.
        for at in (after - 1, after):
            if 0 <= at < len(self.hits) and self.clauses[at] == clause:
                other = self.hits[at]
                gap = max(hit.start, other.start) - min(hit.end, other.end)
                if within == "clause" or gap <= int(within) * reach:
                    return True
        return False


def _explain(rule: Rule, hit: Hit, reasons: list[Because]) -> None:
    if rule.relevant:
        reasons.append(Because(RELEVANT, hit.start, hit.end, rule.name))
    for code in dict.fromkeys((*rule.themes, *rule.functions)):
        reasons.append(Because(code, hit.start, hit.end, rule.name))
