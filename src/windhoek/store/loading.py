"""Out of the tables again: a stored document with its units, citations and codes, in the shared vocabulary."""

from __future__ import annotations

from typing import Any, cast

from windhoek.document import (
    Because,
    Citation,
    Code,
    Commitment,
    DocumentKind,
    Language,
    Note,
    Source,
    Unit,
    UnitKind,
)
from windhoek.document import Document as Vocabulary
from windhoek.store import queries, tables
from windhoek.store.store import Store

Loaded = tuple[Vocabulary, tuple[Citation, ...], tuple[Code, ...]]


def load(store: Store, row: tables.Document, label: str | None = None) -> Loaded:
    """The document of `row` as it was read, with its citations and codes; of one unit only when `label` is given.

    Adoption facts and title come from the metadata where the file has none. Annexes are documents of their own.
    """
    chosen = tables.Unit.objects.using(store.alias).filter(document=row).order_by("position")
    if label is not None:
        chosen = chosen.filter(label=label)
    rows = list(chosen.select_related("code").prefetch_related("citations"))
    document = Vocabulary(
        symbol=row.symbol,
        part=row.part,
        kind=cast(DocumentKind, row.kind),
        body=row.body,
        date=row.date,
        language=cast(Language, row.language),
        title=queries.title(store, row),
        source=Source(row.file.path, row.file.sha256, row.file.media_type),
        units=tuple(unit_of(unit) for unit in rows),
        adoption=queries.adoption(store, row),
        repairs=tuple(row.repairs),
    )
    citations = tuple(
        Citation(unit.label, each.start, each.end, each.symbol, each.label, each.note)
        for unit in rows
        for each in sorted(
            unit.citations.all(), key=lambda each: (each.note, each.start, each.end, each.label)
        )
    )
    return (
        document,
        citations,
        tuple(code_of(unit.label, unit.code) for unit in rows if hasattr(unit, "code")),
    )


def with_parts(store: Store, symbol: str) -> list[tuple[Vocabulary, tuple[Code, ...]]]:
    """A document with its annexes and tables, the document itself first, each with its codes; of one language, English first."""
    found = tables.Document.objects.using(store.alias).filter(symbol=symbol).select_related("file")
    language = queries.preferred(list(found.filter(part=""))).language
    loaded = (load(store, row) for row in found.filter(language=language).order_by("part"))
    return [(document, codes) for document, _, codes in loaded]


def unit_of(row: tables.Unit) -> Unit:
    """A stored unit in the shared vocabulary."""
    notes = tuple(Note(mark, position, text) for mark, position, text in row.notes)
    return Unit(row.label, cast(UnitKind, row.kind), row.text, row.page, row.parent, row.heading, notes)


def code_of(label: str, row: tables.Code) -> Code:
    """The stored code of the unit labelled `label` in the shared vocabulary."""
    return Code(
        unit=label,
        themes=tuple(row.themes),
        functions=tuple(row.functions),
        verb=row.verb,
        strength=row.strength,
        addressees=tuple(row.addressees),
        commitments=tuple(
            Commitment(**{name: _tuples(value) for name, value in each.items()}) for each in row.commitments
        ),
        because=tuple(Because(*each) for each in row.because),
    )


def _tuples(value: Any) -> Any:
    """The value with tuples where JSON knows only lists."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
