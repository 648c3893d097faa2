"""What the store holds of the record, as tracing wants it: mandate texts by symbol, and reports with what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from windhoek.document import Citation, Code, Document, DocumentKind, Language, Note, Source, Unit, UnitKind
from windhoek.store import queries, tables
from windhoek.store.loading import code_of
from windhoek.store.store import Store
from windhoek.symbols import slug
from windhoek.tracing.mandates import Texts, resolutions
from windhoek.tracing.reports import Told

__all__ = ["reports", "texts"]

_Held = tuple[Document, tuple[Citation, ...], tuple[Code, ...]]
#: Texts are taken out so many at once: the mandates of a mission are asked for one after another.
_AT_ONCE = 400


def texts(store: Store, missions: Iterable[str] = (), language: str = "en") -> Texts:
    """The texts of the store in a language by symbol. Those of the mandates of `missions` are read at once, which is quicker."""
    held: dict[str, _Held | None] = {}
    wanted = list(dict.fromkeys(symbol for mission in missions for symbol in resolutions(mission)))
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        found = _read(store, list(_rows(store, language).filter(slug__in=list(map(slug, some)))))
        held |= dict.fromkeys(some) | {each[0].symbol: each for each in found}

    def document(symbol: str) -> Document | None:
        if symbol not in held:
            row = queries.find(store, symbol, language)
            found = _read(store, [row]) if row is not None and row.language == language else []
            held[symbol] = found[0] if found else None
        one = held[symbol]
        return one[0] if one else None

    return Texts(
        document,
        lambda found: cast(_Held, held[found.symbol])[2],
        lambda found: cast(_Held, held[found.symbol])[1],
    )


def reports(store: Store) -> tuple[Told, ...]:
    """The English reports of the store with their codes, by date; annexes are reports of their own."""
    rows = _rows(store, "en").filter(kind="report").order_by("date", "slug")
    return tuple(Told.of(document, codes) for document, _, codes in _read(store, list(rows)))


def _rows(store: Store, language: str):  # type: ignore[no-untyped-def]
    return (
        tables.Document.objects.using(store.alias).filter(language=language, part="").select_related("file")
    )


def _read(store: Store, documents: Sequence[tables.Document]) -> list[_Held]:
    """The documents with citations and codes, each table asked once. Adoption and metadata are left out."""
    numbers = [document.pk for document in documents]
    by_document: dict[int, list[Unit]] = {number: [] for number in numbers}
    labels: dict[int, tuple[int, str]] = {}
    units = (
        tables.Unit.objects.using(store.alias).filter(document__in=numbers).order_by("document", "position")
    )
    for number, document, label, kind, text, page, parent, heading, notes in units.values_list(
        "pk", "document_id", "label", "kind", "text", "page", "parent", "heading", "notes"
    ):
        labels[number] = document, label
        by_document[document].append(
            Unit(
                label, cast(UnitKind, kind), text, page, parent, heading, tuple(Note(*note) for note in notes)
            )
        )
    citations: dict[int, list[Citation]] = {number: [] for number in numbers}
    mentions = tables.Citation.objects.using(store.alias).filter(unit__document__in=numbers)
    for unit, start, end, symbol, label, note in mentions.order_by(
        "unit", "note", "start", "end", "label"
    ).values_list("unit_id", "start", "end", "symbol", "label", "note"):
        document, where = labels[unit]
        citations[document].append(Citation(where, start, end, symbol, label, note))
    codes: dict[int, list[Code]] = {number: [] for number in numbers}
    for code in tables.Code.objects.using(store.alias).filter(unit__document__in=numbers).order_by("unit"):
        document, where = labels[code.unit_id]
        codes[document].append(code_of(where, code))
    return [
        (
            Document(
                row.symbol, cast(DocumentKind, row.kind), row.body, row.date, cast(Language, row.language), row.title,
                Source(row.file.path, row.file.sha256, row.file.media_type), tuple(by_document[row.pk]), row.part,
            ),
            tuple(citations[row.pk]),
            tuple(codes[row.pk]),
        )
        for row in documents
    ]  # fmt: skip
