"""What the terminal and the site ask of a store. Plain functions; models come back with what is named at hand.

    document = find(store, "s/res/1325(2000)", language="fr")     # any spacing, or the form of an address
    for each in units(store, document): each.unit.label, each.unit.text, each.citations, each.code
    mentions(store, document)["OP6"]                              # who cites paragraph 6, in whatever language

A work is a symbol with a part; its expressions are its languages. Citations name works: a French text that cites
paragraph 6 cites OP6 of the work, and is found from OP6 of the English expression.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from windhoek.document import LANGUAGES, Adoption
from windhoek.store.named import label_named, named
from windhoek.store.store import Store
from windhoek.store.tables import Citation, Code, Document, Facts, File, Unit
from windhoek.symbols import normalize, slug, sort_key

#: The order in which a reader is offered languages when nobody has asked for one.
PREFERENCE = ("en", "fr", "es", "ru", "ar", "zh")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A unit with its citations in their order, and its codes if it is relevant."""

    unit: Unit
    citations: tuple[Citation, ...]
    code: Code | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One paragraph that cites: its document's name, title, kind, date and address, its own label, and the label cited.

    `language` is the expression that is shown, the preferred one of `languages`; `relevant` says whether it is coded.
    """

    symbol: str
    part: str
    slug: str
    title: str
    kind: str
    date: str
    unit: str
    label: str
    language: str
    languages: tuple[str, ...]
    relevant: bool

    @property
    def name(self) -> str:
        return f"{self.symbol}, {self.part}" if self.part else self.symbol


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a store. Documents are counted in each language; `works` once for all of its languages."""

    documents: int
    works: int
    units: int
    relevant: int
    citations: int
    kinds: dict[str, int]
    years: dict[str, int]
    bodies: dict[str, int]
    languages: dict[str, int]
    themes: dict[str, int]


# --- documents --------------------------------------------------------------------------------------------


def find(store: Store, name: str, language: str | None = None) -> Document | None:
    """The document that `name` means, in the language asked for or else the first of `PREFERENCE` that is there.

    `name` is a symbol in any spacing and case, with the part of it that is meant (`S/2010/498, annex II`), the form
    of an address (`S/2010/498,annex-II`), or words such as `resolution 1325`.
    """
    for address in dict.fromkeys(_addresses(name)):
        found = list(Document.objects.using(store.alias).filter(slug=address).select_related("file"))
        if found:
            return preferred(found, language)
    return None


def _addresses(name: str) -> Iterable[str]:
    name = name.strip().strip("/")
    yield slug(name)
    symbol, comma, part = name.partition(",")
    meant = named(symbol)
    tail = f",{part.strip().replace(' ', '-')}" if comma else ""
    if meant:
        yield slug(meant[0]) + tail
    if symbol.strip().isdigit():
        meant = named(f"resolution {symbol.strip()}")
        if meant:
            yield slug(meant[0]) + tail
    try:
        yield slug(normalize(symbol)) + tail
    except ValueError:
        return


def preferred(documents: Sequence[Document], language: str | None = None) -> Document:
    """Of the expressions of a work, the one in `language`, or else the first in the order of `PREFERENCE`."""
    order = (language, *PREFERENCE)
    return min(documents, key=lambda document: order.index(document.language))


def expressions(store: Store, document: Document) -> list[Document]:
    """The same work in all its languages, itself among them."""
    found = Document.objects.using(store.alias).filter(symbol=document.symbol, part=document.part)
    return sorted(found.select_related("file"), key=lambda each: LANGUAGES.index(each.language))


def parts(store: Store, document: Document) -> list[Document]:
    """The main text, annexes and speeches of the same symbol and language, itself left out."""
    found = Document.objects.using(store.alias).filter(symbol=document.symbol, language=document.language)
    return sorted(found.exclude(pk=document.pk), key=lambda each: sort_key(each.part))


def adoption(store: Store, document: Document) -> Adoption | None:
    """How it was adopted: as the file says, or else as the metadata do."""
    said = document.adoption
    if said is None and not document.part:
        facts = Facts.objects.using(store.alias).filter(symbol=document.symbol).order_by("file__path").first()
        said = facts.adoption if facts else None
    if said is None:
        return None
    return Adoption(
        **{key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    )


def title(store: Store, document: Document) -> str:
    """Its title, or where it has none that of the metadata."""
    if document.title or document.part:
        return str(document.title)
    facts = Facts.objects.using(store.alias).filter(symbol=document.symbol).order_by("file__path").first()
    return facts.title if facts else ""


def latest(store: Store, count: int = 10, language: str | None = None) -> list[Document]:
    """The newest works by date, each once, without annexes."""
    found = Document.objects.using(store.alias).filter(part="").order_by("-date", "symbol")
    if language:
        found = found.filter(language=language)
    works: dict[str, list[Document]] = {}
    for document in found[: count * len(LANGUAGES)]:
        works.setdefault(document.symbol, []).append(document)
    return [preferred(expressions_, language) for expressions_ in list(works.values())[:count]]


# --- units ------------------------------------------------------------------------------------------------


def units(store: Store, document: Document) -> list[Labelled]:
    """The units of a document in their order, with citations and codes, in three queries."""
    return _labelled(store, document, Q(document=document))


def unit(store: Store, document: Document, label: str) -> Labelled | None:
    """One unit by its label, however it is spaced, or None."""
    found = _labelled(store, document, Q(document=document, label=label_named(label) or label))
    return found[0] if found else None


def _labelled(store: Store, document: Document, which: Q) -> list[Labelled]:
    found = list(Unit.objects.using(store.alias).filter(which).order_by("position"))
    of_these = Q(unit__document=document) if len(found) != 1 else Q(unit=found[0])
    cited: dict[int, list[Citation]] = {}
    order = ("note", "start", "end", "symbol", "label")
    for citation in Citation.objects.using(store.alias).filter(of_these).order_by(*order):
        cited.setdefault(citation.unit_id, []).append(citation)
    codes = {code.unit_id: code for code in Code.objects.using(store.alias).filter(of_these)}
    for each in found:
        each.document = document
    return [Labelled(each, tuple(cited.get(each.pk, ())), codes.get(each.pk)) for each in found]


# --- citations --------------------------------------------------------------------------------------------


def mentions(store: Store, document: Document, language: str | None = None) -> dict[str, list[Mention]]:
    """Who cites this document, by the label of the unit that is cited; "" for the document as a whole.

    Mentions from inside the document itself ("paragraph 7 above") are among them.
    """
    out: dict[str, list[Mention]] = {}
    for mention in cited_by(store, document.symbol, None, part=document.part, language=language):
        out.setdefault(mention.label, []).append(mention)
    return out


def cited_by(
    store: Store, symbol: str, label: str | None = "", *, part: str = "", language: str | None = None
) -> list[Mention]:
    """The paragraphs that cite a work, each once for all its languages, the newest document first.

    `label` is that of the cited unit, "" for mentions of the work as a whole, None for both and all. `language` is
    the one in which the citing paragraph is shown if there is a choice.
    """
    found = Citation.objects.using(store.alias).filter(symbol=symbol)
    if part:
        found = found.filter(Q(label=part) | Q(label__startswith=f"{part}, "))
    if label is not None:
        found = found.filter(label=_whole(part, label))
    rows = found.values_list(
        "label",
        "unit__label",
        "unit__code",
        "unit__document__language",
        *(f"unit__document__{name}" for name in ("symbol", "part", "slug", "title", "kind", "date")),
    )
    groups: dict[tuple[str, str, str, str], dict[str, tuple[Any, ...]]] = {}
    for cited, citing, code, spoken, symbol_, part_, *rest in rows:
        inner = cited[len(part) :].removeprefix(", ") if part else cited
        groups.setdefault((symbol_, part_, citing, inner), {})[spoken] = (code, *rest)
    out = []
    order = (language, *PREFERENCE)
    for (symbol_, part_, citing, inner), spoken_in in groups.items():
        shown = min(spoken_in, key=order.index)
        _, slug_, title_, kind, date = spoken_in[shown]
        out.append(
            Mention(
                symbol=symbol_,
                part=part_,
                slug=slug_,
                title=title_,
                kind=kind,
                date=date,
                unit=citing,
                label=inner,
                language=shown,
                languages=tuple(each for each in LANGUAGES if each in spoken_in),
                relevant=any(row[0] is not None for row in spoken_in.values()),
            )
        )
    out.sort(key=lambda each: (sort_key(each.symbol), each.part, sort_key(each.unit)))
    out.sort(key=lambda each: each.date, reverse=True)
    return out


def _whole(part: str, label: str) -> str:
    return f"{part}, {label}" if part and label else part or label


def adopted_as(store: Store, draft: str) -> str:
    """The symbol of the text that a draft was adopted as, by the metadata, or an empty text."""
    found = Facts.objects.using(store.alias).filter(adoption__draft=draft).order_by("symbol").first()
    return found.symbol if found else ""


# --- the whole --------------------------------------------------------------------------------------------


def contents(store: Store) -> Contents:
    """Counts for a front page."""
    documents = Document.objects.using(store.alias)
    themes: Counter[str] = Counter()
    for each in Code.objects.using(store.alias).values_list("themes", flat=True).iterator():
        themes.update(each)
    years: Counter[str] = Counter()
    for date, number in documents.values_list("date").annotate(number=Count("pk")):
        years[date[:4]] += number
    return Contents(
        documents=documents.count(),
        works=documents.values("symbol", "part").distinct().count(),
        units=Unit.objects.using(store.alias).count(),
        relevant=Code.objects.using(store.alias).count(),
        citations=Citation.objects.using(store.alias).count(),
        kinds=_by(store, "kind"),
        years=dict(sorted(years.items())),
        bodies=_by(store, "body"),
        languages=_by(store, "language"),
        themes=dict(sorted(themes.items(), key=lambda item: (-item[1], item[0]))),
    )


def _by(store: Store, column: str) -> dict[str, int]:
    rows = Document.objects.using(store.alias).values_list(column).annotate(number=Count("pk"))
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def failures(store: Store) -> list[str]:
    """One line for each file that could not be stored, by path: what `windhoek ingest --report` lists."""
    found = (
        File.objects.using(store.alias).filter(outcome__in=("failed", "crashed", "rival")).order_by("path")
    )
    return sorted(found.values_list("reason", flat=True))
