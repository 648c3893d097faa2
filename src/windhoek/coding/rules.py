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
        self._relevant = _by_word(each for each in ready if each.rule.relevant)
        self._other = _by_word(each for each in ready if not each.rule.relevant and not each.rule.last)
        self._lead_in = [each for each in ready if each.rule.lead_in]
        self._last = [each for each in ready if each.rule.last and not each.rule.relevant]
        self._themes = {theme.code for theme in codebook.themes}
        self.anchors = frozenset(word for rule in rules if rule.relevant for word in rule.words)
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
        unit = _Unit(hits, clauses, items, reach)
        for at, hit in enumerate(hits):
            for concept in self._meant.get(hit.concepts) or self._concepts(hit.concepts):
                unit.places.setdefault(concept, []).append(at)
        present = self._mask(unit.places)
        reasons: list[Because] = []
        for ready in _candidates(self._relevant, unit.places, present):
            unit.fire(ready, reasons)
        if not reasons:
            return []
        fired: set[str] = set()
        for ready in _candidates(self._other, unit.places, present):
            if unit.fire(ready, reasons):
                fired.add(ready.name)
        above = self._mask(lead_in)
        for ready in self._lead_in if above else ():
            if ready.words & above and ready.near & present and ready.name not in fired:
                company = min(
                    unit.places[concept][0] for concept in ready.rule.near if concept in unit.places
                )
                _explain(ready, hits[company], reasons)
        for ready in self._last:
            if ready.words & present and not any(
                reason.code in self._themes and reason.rule != ready.name for reason in reasons
            ):
                unit.fire(ready, reasons)
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


_ByWord = Mapping[str, Sequence[_Ready]]


def _by_word(rules: Iterable[_Ready]) -> _ByWord:
    """For each concept the rules that it sets off."""
    found: dict[str, list[_Ready]] = {}
    for ready in rules:
        for word in ready.rule.words:
            found.setdefault(word, []).append(ready)
    return found


def _candidates(rules: _ByWord, concepts: Iterable[str], present: int) -> Iterable[_Ready]:
    """The rules that the concepts set off and whose company is there, each once."""
    return {
        ready.name: ready
        for concept in concepts
        if concept in rules
        for ready in rules[concept]
        if ready.near & present
    }.values()


class _Unit:
    """Where the concepts stand in a unit: `places` names for each its hits, by their number."""

    def __init__(
        self, hits: Sequence[Hit], clauses: Sequence[int], items: Sequence[int], reach: float
    ) -> None:
        self.places: dict[str, list[int]] = {}
        self._hits, self._items, self._reach = hits, items, reach
        self._clauses = [bisect_right(clauses, hit.start) for hit in hits]

    def fire(self, ready: _Ready, reasons: list[Because]) -> bool:
        """Whether the rule holds; if so, with the reasons it gives."""
        rule, places, clauses = ready.rule, self.places, self._clauses
        near = [places[concept] for concept in rule.near if concept in places]
        barred = {clauses[at] for concept in rule.unless for at in places.get(concept, ())}
        for word in rule.words:
            for at in places.get(word, ()):
                if clauses[at] in barred:
                    continue
                if not near or any(self._has(rule.within, others, at) for others in near):
                    _explain(ready, self._hits[at], reasons)
                    return True
        return False

    def _has(self, within: str | int, others: Sequence[int], at: int) -> bool:
        """Whether one of the other hits stands within that scope of the hit."""
        if within == "unit":
            return True
        after = bisect_left(others, at)
        # Hits do not overlap and clauses are in order: what is not so for the two neighbours is so for none.
        for other in others[max(0, after - 1) : after + 1]:
            if self._clauses[other] == self._clauses[at] and (
                within == "clause" or self._gap(at, other) <= float(within) * self._reach
            ):
                return True
        return False

    def _gap(self, one: int, other: int) -> float:
        first, second = self._hits[min(one, other)], self._hits[max(one, other)]
        start, end = first.end, second.start
        between = bisect_right(self._items, end) - bisect_right(self._items, start) if self._items else 0
        return end - start + _ITEM_APART * self._reach * between


def _explain(ready: _Ready, hit: Hit, reasons: list[Because]) -> None:
    for code in ready.codes:
        reasons.append(Because(code, hit.start, hit.end, ready.name))
