"""How often each rule of the codebook fires in a store, in how many documents, and where."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from windhoek.store.store import Store
from windhoek.store.tables import Code, Document, Unit
from windhoek.store.write import table


@dataclass(slots=True)
class Fired:
    """What a rule did: `units` coded by it, the works and languages among them, and the ids of some `examples`.

    `documents` counts a document once, in however many languages it is stored.
    """

    units: int = 0
    documents: int = 0
    examples: list[int] = field(default_factory=list)


def firings(store: Store, language: str = "", examples: int = 0) -> dict[str, Fired]:
    """What each rule that fired did, by its name; in one language only when one is given.

    `examples` are units of different documents, the newest first, those in English before others.
    """
    out: defaultdict[str, Fired] = defaultdict(Fired)
    works: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    query, values = _ALL, []
    if language:
        query, values = _ALL.replace("ORDER", "WHERE d.language = %s ORDER"), [language]
    for unit, because, symbol, part in store.fetch(query, values):
        work = (symbol, part)
        for rule in {reason[3] for reason in json.loads(because)}:
            fired = out[rule]
            fired.units += 1
            if work not in works[rule]:
                works[rule].add(work)
                if len(fired.examples) < examples:
                    fired.examples.append(unit)
    for rule, fired in out.items():
        fired.documents = len(works[rule])
    return dict(out)


def examples(store: Store, numbers: Collection[int]) -> dict[int, Unit]:
    """Units by their ids, each with its document and code at hand."""
    found = Unit.objects.using(store.alias).filter(id__in=set(numbers)).select_related("document", "code")
    return {unit.id: unit for unit in found}


_ALL = (
    f"SELECT u.id, c.because, d.symbol, d.part FROM {table(Code)} c JOIN {table(Unit)} u ON u.id = c.unit_id "
    f"JOIN {table(Document)} d ON d.id = u.document_id "
    "ORDER BY CASE d.language WHEN 'en' THEN 0 ELSE 1 END, d.date DESC, d.symbol, d.part, d.language, u.position"
)
