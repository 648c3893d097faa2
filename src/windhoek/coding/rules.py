"""The rules at work: hits of concepts in a unit, and in its lead-ins, become codes with their reasons."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from windhoek.coding.codebook import BUT_NOT, Codebook, Rule
from windhoek.coding.lexicon import Hit
from windhoek.document import Because

RELEVANT = "relevant"
"""The code of a reason for relevance itself, beside the codes of themes and functions."""
# An item of a list that begins between two words sets them further apart than their characters. On the labels of
# `gold/dev` and the draws 30 and 60 do best; with 90 and more, what belongs together is torn apart.
_ITEM_APART = 60


class Rules:
    """The rules of a codebook, sorted by the concept that sets them off."""

    def __init__(self, codebook: Codebook) -> None:
        rules = codebook.rules
        named = {c for rule in rules for c in (*rule.words, *rule.near, *rule.unless)}
        self._but_not = {name: tuple(name.split(BUT_NOT)) for name in named if BUT_NOT in name}
        self._meant: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._bits = {concept: 1 << at for at, concept in enumerate(sorted(named))}
        ready = [self._ready(rule) for rule in rules]
        self._relevant = [each for each in ready if each.rule.relevant]
        self._other = [each for each in ready if not each.rule.relevant and not each.rule.last]
        self._lead_in = [each for each in ready if each.rule.lead_in]
        self._last = [each for each in ready if each.rule.last and not each.rule.relevant]
        self._themes = {theme.code for theme in codebook.themes}
        self.anchors = frozenset(word for each in self._relevant for word in each.rule.words)
        """The concepts without which no unit is relevant."""

    def apply(
        self,
        hits: Sequence[Hit],
        clauses: Sequence[int],
        lead_in: frozenset[str] = frozenset(),
        reach: float = 1.0,
        items: Sequence[int] = (),
    ) -> list[Because]:
        """Why a unit has its codes; empty when it is not relevant.

        `clauses` are the offsets where its clauses begin, `lead_in` the concepts that stand in its
        lead-ins; `reach` stretches the rules' distances, which are counted in characters of English;
        `items` are the offsets where items of its lists begin, which lie further apart than their characters.
        The same code is explained once by each rule, at the first words that set the rule off.
        """
        places: dict[str, _Places] = {}
        for hit in hits:
            clause = bisect_right(clauses, hit.start)
            for concept in self._concepts(hit.concepts):
                place = places.get(concept)
                if place is None:
                    place = places[concept] = _Places(items, _ITEM_APART * reach)
                place.add(hit, clause)
        present = self._mask(places)
        reasons: list[Because] = []
        fired: set[str] = set()
        for ready in self._relevant:
            if ready.words & present and ready.near & present:
                _fire(ready, places, reasons, reach)
        if not reasons:
            return []
        for ready in self._other:
            if ready.words & present and ready.near & present and _fire(ready, places, reasons, reach):
                fired.add(ready.name)
        above = self._mask(lead_in)
        for ready in self._lead_in if above else ():
            if ready.words & above and ready.near & present and ready.name not in fired:
                company = (places[concept].hits[0] for concept in ready.rule.near if concept in places)
                _explain(ready, min(company), reasons)
        for ready in self._last:
            if ready.words & present and not any(
                reason.code in self._themes and reason.rule != ready.name for reason in reasons
            ):
                _fire(ready, places, reasons, reach)
        return sorted(reasons, key=attrgetter("start", "end", "code", "rule"))

    def _concepts(self, concepts: tuple[str, ...]) -> tuple[str, ...]:
        """The concepts of a hit with those that rules write as one but not another."""
        if concepts not in self._meant:
            meant = (
                n
                for n, (one, *others) in self._but_not.items()
                if one in concepts and not {*others} & {*concepts}
            )
            self._meant[concepts] = (*concepts, *meant)
        return self._meant[concepts]

    def _ready(self, rule: Rule) -> _Ready:
        given = (*((RELEVANT,) if rule.relevant else ()), *rule.themes, *rule.functions)
        near = self._mask(rule.near) if rule.near else -1
        return _Ready(rule, rule.name, self._mask(rule.words), near, tuple(dict.fromkeys(given)))

    def _mask(self, concepts: Iterable[str]) -> int:
        mask = 0
        for concept in concepts:
            mask |= self._bits.get(concept, 0)
        return mask


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with what is asked of it again and again: its concepts as bits (`near` all of them if it has none)."""

    rule: Rule
    name: str
    words: int
    near: int
    codes: tuple[str, ...]


def _fire(ready: _Ready, places: Mapping[str, _Places], reasons: list[Because], reach: float) -> bool:
    rule = ready.rule
    within = rule.within if isinstance(rule.within, str) else rule.within * reach
    near = [places[concept] for concept in rule.near if concept in places]
    barred = {clause for c in rule.unless if c in places for clause in places[c].clauses}
    for word in rule.words:
        place = places.get(word)
        if place is None:
            continue
        for hit, clause in zip(place.hits, place.clauses, strict=True):
            if clause in barred:
                continue
            if not near or any(other.has(within, hit, clause) for other in near):
                _explain(ready, hit, reasons)
                return True
    return False


class _Places:
    """Where one concept stands in a unit: its hits in order, and the clause of each."""

    def __init__(self, items: Sequence[int], apart: float) -> None:
        self._items, self._apart = items, apart
        self.hits: list[Hit] = []
        self.starts: list[int] = []
        self.clauses: list[int] = []

    def add(self, hit: Hit, clause: int) -> None:
        self.hits.append(hit)
        self.starts.append(hit.start)
        self.clauses.append(clause)

    def has(self, within: str | float, hit: Hit, clause: int) -> bool:
        """Whether the concept stands within that scope of the hit."""
        if within == "unit":
            return True
        after = bisect_left(self.starts, hit.start)
        # Hits do not overlap and clauses are in order: what is not so for the two neighbours is so for none.
        for at in (after - 1, after):
            if 0 <= at < len(self.hits) and self.clauses[at] == clause:
                other = self.hits[at]
                if within == "clause" or self._gap(hit, other) <= float(within):
                    return True
        return False

    def _gap(self, one: Hit, other: Hit) -> float:
        start, end = min(one.end, other.end), max(one.start, other.start)
        between = bisect_right(self._items, end) - bisect_right(self._items, start) if self._items else 0
        return end - start + self._apart * between


def _explain(ready: _Ready, hit: Hit, reasons: list[Because]) -> None:
    for code in ready.codes:
        reasons.append(Because(code, hit.start, hit.end, ready.name))
