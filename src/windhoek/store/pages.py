"""What the pages of the site ask of the store. Every function takes an open Store first and only reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max, Min, Q, prefetch_related_objects

from windhoek.store import queries
from windhoek.store.queries import languages_first
from windhoek.store.store import Store
from windhoek.store.tables import Citation, Code, Document, Facts, File, Removal, Unit
from windhoek.symbols import label_parent, slug, sort_key

_ANNEX = re.compile(r"(annex(?: [IVXLC\d]+[A-Za-z]?)?)(?:, )?(.*)$", re.IGNORECASE)


def generation(store: Store) -> int:
    """A number that grows with every document that comes or goes; 0 in an empty store."""
    tables = (Document.objects.using(store.alias), Removal.objects.using(store.alias))
    return max(table.aggregate(newest=Max("generation"))["newest"] or 0 for table in tables)


# --- the whole store ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in a store. `kinds` counts works, `languages` their texts, `themes`, `functions` and `relevant` paragraphs."""

    documents: int
    paragraphs: int
    relevant: int
    first_year: str
    last_year: str
    kinds: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    themes: tuple[tuple[str, int], ...]
    functions: tuple[tuple[str, int], ...]
    failed: int
    latest: tuple[Document, ...]
    paths: tuple[str, ...]


def overview(store: Store, latest: int = 8) -> Overview:
    """Counts over the whole store, the `latest` documents by date, and the paths of up to 50 files it was read from."""
    documents = Document.objects.using(store.alias)
    works = set(documents.values_list("symbol", "part", "kind"))
    kinds = Counter(kind for _, _, kind in works)
    languages = documents.values_list("language").annotate(n=Count("id")).order_by("-n", "language")
    years = documents.exclude(date="").aggregate(first=Min("date"), last=Max("date"))
    themes: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for of_unit, done in Code.objects.using(store.alias).values_list("themes", "functions").iterator():
        themes.update(of_unit)
        functions.update(done)
    newest: dict[str, Document] = {}
    for document in documents.filter(part="").exclude(date="").order_by("-date", "symbol")[: latest * 12]:
        held = newest.get(document.symbol)
        if held is None or _rank(document.language) < _rank(held.language):
            newest[document.symbol] = document
    paths = File.objects.using(store.alias).filter(outcome="stored").values_list("path", flat=True)[:50]
    return Overview(
        documents=len(works),
        paragraphs=Unit.objects.using(store.alias).count(),
        relevant=Code.objects.using(store.alias).count(),
        first_year=(years["first"] or "")[:4],
        last_year=(years["last"] or "")[:4],
        kinds=tuple(kinds.most_common()),
        languages=tuple(languages),
        themes=tuple(themes.most_common()),
        functions=tuple(functions.most_common()),
        failed=failures(store).count(),
        latest=tuple(newest.values())[:latest],
        paths=tuple(paths),
    )


#: The files that gave no document, by path: a query set of File.
failures = queries.failed


# --- one document ------------------------------------------------------------------------------------------


def expressions(store: Store, slug: str) -> list[Document]:
    """The languages of the document that stands under `slug`, English first; empty when there is none."""
    found = Document.objects.using(store.alias).filter(slug=slug).select_related("file")
    return sorted(found, key=lambda document: _rank(document.language))


def slug_of(store: Store, name: str) -> str | None:
    """The slug of the document that a person means by `name`, which may lack the year of a resolution; None if not here."""
    documents = Document.objects.using(store.alias)
    if documents.filter(slug=slug(name)).exists():
        return slug(name)
    symbol, comma, part = name.partition(", ")
    if symbol.endswith(")"):
        return None
    return (
        documents.filter(slug__startswith=f"{slug(symbol)}(", part=part if comma else "")
        .values_list("slug", flat=True)
        .first()
    )


def parts(store: Store, document: Document) -> list[Document]:
    """The other parts (annexes, speeches, the main text) of the document's symbol in its language, in order."""
    found = Document.objects.using(store.alias).filter(symbol=document.symbol, language=document.language)
    return sorted(found.exclude(id=document.id).defer("adoption"), key=lambda each: sort_key(each.part))


def adopted_from(store: Store, symbol: str) -> list[Document]:
    """The resolutions whose facts of adoption name the draft `symbol`, one language of each."""
    query = (
        Document.objects.using(store.alias)
        .filter(part="")
        .filter(
            Q(adoption__draft=symbol)
            | Q(symbol__in=Facts.objects.using(store.alias).filter(adoption__draft=symbol).values("symbol"))
        )
    )
    one: dict[str, Document] = {}
    for document in sorted(query, key=lambda each: _rank(each.language)):
        one.setdefault(document.symbol, document)
    return list(one.values())


def facts(store: Store, symbol: str) -> list[Facts]:
    """What files of metadata say of a work, with the file of each."""
    return list(
        Facts.objects.using(store.alias).filter(symbol=symbol).select_related("file").order_by("file__path")
    )


def units(store: Store, document: Document) -> list[Unit]:
    """The units of a document in order, each with its code (or none); `with_citations` loads what they cite."""
    found = Unit.objects.using(store.alias).filter(document=document).order_by("position")
    unread = ("code__functions", "code__addressees")
    return list(found.select_related("code").defer(*unread))


def with_citations(units: Sequence[Unit]) -> Sequence[Unit]:
    """The same units, the citations of all of them loaded in one query."""
    prefetch_related_objects(units, "citations")
    return units


def links(store: Store, documents: Sequence[Document]) -> Counter[int]:
    """How many mentions the units of documents have, by the unit's number."""
    found = Citation.objects.using(store.alias).filter(unit__document__in=documents)
    return Counter(dict(found.order_by().values_list("unit").annotate(n=Count("id"))))


def codes_by_label(store: Store, document: Document) -> dict[str, Code]:
    """The codes of a document's relevant units."""
    found = Code.objects.using(store.alias).filter(unit__document=document).select_related("unit")
    return {each.unit.label: each for each in found}


def neighbours(store: Store, symbol: str, count: int = 6) -> list[Document]:
    """Documents of the store whose symbols stand nearest to `symbol`, which is not in it."""
    documents = Document.objects.using(store.alias).filter(part="")
    ordered = _series(store, symbol[: symbol.rfind("/") + 1], generation(store))
    place = bisect_left(ordered, (sort_key(symbol), ""))
    start = max(0, min(place - count // 2, len(ordered) - count))
    chosen = [each for _, each in ordered[start : start + count]]
    found: dict[str, Document] = {}
    query = documents.filter(symbol__in=chosen).only("symbol", "slug", "language")
    for document in sorted(query, key=lambda each: _rank(each.language)):
        found.setdefault(document.symbol, document)
    return [found[each] for each in chosen]


@lru_cache(maxsize=8)
def _series(
    store: Store, beginning: str, generation: int
) -> list[tuple[tuple[tuple[int, int, str], ...], str]]:
    """The symbols of a series in their order, as of a `generation` of the store: to order thousands takes a tenth of a second."""
    documents = Document.objects.using(store.alias).filter(part="", symbol__startswith=beginning)
    return sorted((sort_key(each), each) for each in documents.values_list("symbol", flat=True).distinct())


# --- citations, both ways ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """Where a citation leads. `label` is empty for a document, or where the paragraph named is not there."""

    document: Document
    label: str
    found: bool  # what was cited is there to the letter: not only the paragraph around it, or the document


def split_annex(label: str) -> tuple[str, str]:
    """The part and the label in it that a citation's label means: `annex II, ¶3` is `("annex II", "¶3")`."""
    match = _ANNEX.match(label)
    return (match[1], match[2]) if match else ("", label)


def targets(store: Store, cited: Collection[tuple[str, str]], language: str) -> dict[tuple[str, str], Target]:
    """Where each (symbol, label) leads, for a reader of `language`; what is not in the store is left out.

    A part that the document does not set out on its own leads to the paragraph around it.
    """
    order = languages_first(language)
    held: dict[tuple[str, str], Document] = {}
    query = Document.objects.using(store.alias).filter(symbol__in={symbol for symbol, _ in cited})
    for document in query.only("symbol", "part", "slug", "language", "kind"):
        name = (document.symbol, document.part)
        if name not in held or order.index(document.language) < order.index(held[name].language):
            held[name] = document
    wanted: dict[tuple[str, str], tuple[Document, str]] = {}
    for symbol, label in cited:
        part, inside = split_annex(label)
        document_ = held.get((symbol, part))
        if document_ is not None:
            wanted[symbol, label] = (document_, inside)
        elif (symbol, "") in held:
            wanted[symbol, label] = (held[symbol, ""], label)
    labels = {each for _, label in wanted.values() for each in ancestry(label)}
    present = set(
        Unit.objects.using(store.alias)
        .filter(document_id__in={d.id for d, label in wanted.values() if label}, label__in=labels)
        .values_list("document_id", "label")
    )
    out: dict[tuple[str, str], Target] = {}
    for key, (document_, label) in wanted.items():
        there = next((each for each in ancestry(label) if (document_.id, each) in present), "")
        out[key] = Target(document_, there, there == label)
    return out


def ancestry(label: str) -> list[str]:
    """A label and the labels around it, from the inside out: `OP7(a)(i)`, `OP7(a)`, `OP7`; empty for no label."""
    out: list[str] = []
    step: str | None = label
    while step:
        out.append(step)
        step = label_parent(step)
    return out


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites, with the labels of its units that do, and the label that each of them cites."""

    symbol: str
    part: str
    slug: str
    language: str
    date: str
    labels: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"{self.symbol}, {self.part}" if self.part else self.symbol


def cited_by(store: Store, symbol: str, part: str = "", language: str = "en") -> list[Citing]:
    """The documents that cite a document or a unit of it, itself among them, latest first.

    Each is named in one language, with what it cites in any.
    """
    works: dict[tuple[str, str], list[queries.Mention]] = defaultdict(list)
    for mention in queries.cited_by(store, symbol, None, part=part, language=language):
        works[mention.symbol, mention.part].append(mention)
    order = languages_first(language)
    out = []
    for (citing, citing_part), mentions in works.items():
        shown = min(mentions, key=lambda mention: order.index(mention.language))
        labels = dict.fromkeys((mention.unit, mention.label) for mention in mentions)
        out.append(Citing(citing, citing_part, shown.slug, shown.language, shown.date, tuple(labels)))
    out.sort(key=lambda each: (sort_key(each.symbol), sort_key(each.part)))
    out.sort(key=lambda each: each.date, reverse=True)
    return out


def by_label(citing: Iterable[Citing], labels: Sequence[str]) -> dict[str, list[tuple[Citing, str]]]:
    """For each of `labels` the (document, label) pairs that cite it, or a part of it that is not set out."""
    known = set(labels)
    out: dict[str, list[tuple[Citing, str]]] = defaultdict(list)
    for document in citing:
        for where, cited in document.labels:
            there = next((each for each in ancestry(cited) if each in known), None) if cited else None
            if there and (document, where) not in out[there]:
                out[there].append((document, where))
    return dict(out)


def _rank(language: str) -> int:
    return queries.PREFERENCE.index(language)
