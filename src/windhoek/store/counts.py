"""Filters of a search, and how many units there are for each value of each facet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import tantivy

from windhoek.store.derive import FACETS, SEPARATOR, SINGLE, TAGS, Opened, tag

#: A facet to the value, or the values of which any will do.
Filters = Mapping[str, str | Sequence[str]]
_MOST = 65_000  # more combinations than there are


def queries(schema: tantivy.Schema, filters: Filters) -> dict[str, tantivy.Query]:
    """The query of each facet that is filtered by. Raises ValueError for a filter that is no facet."""
    out = {}
    for facet, given in filters.items():
        if facet not in FACETS:
            raise ValueError(f"no such filter: {facet!r}; there are {', '.join(FACETS)}")
        values = list(_values(given))
        if values:
            out[facet] = any_of(schema, [tag(facet, each) for each in values])
    return out


def any_of(schema: tantivy.Schema, terms: Sequence[str]) -> tantivy.Query:
    """Units with any of these tags; they do not count for the order. A query for a set of terms takes thirty times as long."""
    wanted = [tantivy.Query.term_query(schema, TAGS, term, "basic") for term in terms]
    if len(wanted) > 1:
        wanted = [tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in wanted])]
    return tantivy.Query.const_score_query(wanted[0], 0.0)


def _values(given: str | Sequence[str]) -> frozenset[str]:
    return frozenset([given] if isinstance(given, str) else given)


def both(query: tantivy.Query, filters: Sequence[tantivy.Query]) -> tantivy.Query:
    """Units that the query finds and all filters let through."""
    if not filters:
        return query
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in (query, *filters)])


def count(
    opened: Opened, query: tantivy.Query, chosen: dict[str, tantivy.Query], filters: Filters, listing: bool
) -> tuple[dict[str, dict[str, int]], int]:
    """The counts by facet with each facet's own filter lifted, and the total.

    Two passes: units by profile under the filter by theme, and by theme under the others. From the profiles the
    counts under any choice of the facets in them follow by addition.
    """
    if listing and not chosen and opened.tallies:
        profiles, themes = opened.tallies
    else:
        singles = [chosen[facet] for facet in SINGLE if facet in chosen]
        under_theme = both(query, [chosen["theme"]] if "theme" in chosen else [])
        profiles = _tally(opened, under_theme, "profile")
        # Only relevant units have themes, and they are few.
        relevant = any_of(opened.index.schema, [tag("relevant", "yes")])
        themes = _tally(opened, both(query, [*singles, relevant]), "theme")
        if listing and not chosen:
            opened.tallies = profiles, themes
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    total = _add_profiles(profiles, counts, filters)
    counts["theme"] = {
        opened.themes[theme]: number for theme, number in themes.items() if theme in opened.themes
    }
    return {
        facet: dict(sorted(tally.items(), key=lambda item: (-item[1], item[0])))
        for facet, tally in counts.items()
    }, total


def _add_profiles(profiles: dict[str, int], counts: dict[str, dict[str, int]], filters: Filters) -> int:
    """Add up what the profiles say of each facet, and return the total of those that pass all filters."""
    tallies = [counts[facet] for facet in SINGLE]
    wanted = [_values(filters.get(facet, ())) for facet in SINGLE]
    narrowed = [(place, values) for place, values in enumerate(wanted) if values]
    total = 0
    for profile, number in profiles.items():
        values = _split(profile)
        refused = [place for place, some in narrowed if values[place] not in some]
        if not refused:
            total += number
            for tally, value in zip(tallies, values, strict=True):
                tally[value] = tally.get(value, 0) + number
        elif len(refused) == 1:
            tally, value = tallies[refused[0]], values[refused[0]]
            tally[value] = tally.get(value, 0) + number
    for tally in tallies:
        tally.pop("", None)
    return total


@lru_cache(maxsize=20_000)
def _split(value: str) -> tuple[str, ...]:
    return tuple(value.split(SEPARATOR)) if value else ()


def _tally(opened: Opened, query: tantivy.Query, field: str) -> dict[Any, int]:
    answer = opened.searcher.aggregate(query, {field: {"terms": {"field": field, "size": _MOST}}})
    return {each["key"]: each["doc_count"] for each in answer[field]["buckets"]}
