"""What a terminal asks of a store; `windhoek.store.pages` holds what a page of the site needs at once.

    document = find(store, "s/res/1325(2000)", language="fr")     # any spacing, or the form of an address
    op6 = unit(store, document, "op 6")                           # with .document, .code and .citations
    cited_by(store, document.symbol, "OP6")                       # who cites it, in whatever language

A work is a symbol with a part; its expressions are its languages. Citations name works: a French text that cites
paragraph 6 cites OP6 of the work, and is found from OP6 of the English expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from windhoek.document import LANGUAGES, Adoption
from windhoek.store.named import label_named, named
from windhoek.store.store import Store
from windhoek.store.tables import Citation, Document, Facts, File, Unit
from windhoek.symbols import normalize, slug, sort_key

#: The order in which a reader is offered languages when nobody has asked for one.
PREFERENCE = ("en", "fr", "es", "ru", "ar", "zh")
#: Outcomes of files that gave no document and that a person should know of.
FAILED = ("failed", "crashed", "rival")


def languages_first(language: str | None) -> list[str]:
    """The six languages in the order in which a reader of `language` is served: that one, then by `PREFERENCE`."""
    return list(dict.fromkeys((language, *PREFERENCE) if language else PREFERENCE))


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
    order = languages_first(language)
    return min(documents, key=lambda document: order.index(document.language))


def adoption(store: Store, document: Document) -> Adoption | None:
    """How it was adopted: as the file says, or else as the metadata do."""
    said = document.adoption
    if said is None and not document.part:
        facts = Facts.objects.using(store.alias).filter(symbol=document.symbol).order_by("file__path").first()
        said = facts.adoption if facts else None
    return adopted(said) if said is not None else None


def adopted(said: Mapping[str, Any]) -> Adoption:
    """Facts of adoption out of the object that is stored for them."""
    fields: Any = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    return Adoption(**fields)


def title(store: Store, document: Document) -> str:
    """Its title, or where it has none that of the metadata."""
    if document.title or document.part:
        return str(document.title)
    facts = Facts.objects.using(store.alias).filter(symbol=document.symbol).order_by("file__path").first()
    return facts.title if facts else ""


def unit(store: Store, document: Document, label: str) -> Unit | None:
    """One unit by its label, however it is spaced, with its code and citations at hand; None when it is not there."""
    found = Unit.objects.using(store.alias).filter(document=document, label=label_named(label) or label)
    return found.select_related("code").prefetch_related("citations").first()


def texts(store: Store, places: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], str]:
    """The English words of paragraphs, by symbol, part and label; those that are not stored are left out."""
    wanted: dict[str, set[tuple[str, str, str]]] = {}
    for place in places:
        wanted.setdefault(place[0], set()).add(place)
    labels = {label for places in wanted.values() for _, _, label in places}
    rows = Unit.objects.using(store.alias).filter(
        document__language="en", document__symbol__in=wanted, label__in=labels
    )
    found = rows.values_list("document__symbol", "document__part", "label", "text")
    return {
        (symbol, part, label): text
        for symbol, part, label, text in found
        if (symbol, part, label) in wanted[symbol]
    }


# --- citations --------------------------------------------------------------------------------------------


def cited_by(
    store: Store, symbol: str, label: str | None = "", *, part: str = "", language: str | None = None
) -> list[Mention]:
    """The paragraphs that cite a work, each once for all its languages, the newest document first.

    `label` is that of the cited unit, "" for mentions of the work as a whole, None for both and all. `language` is
    the one in which the citing paragraph is shown if there is a choice.
    """
    found = Citation.objects.using(store.alias).filter(symbol=symbol)
    if part:
        # "Annex II" and "annex II" are one.
        found = found.filter(Q(label__iexact=part) | Q(label__istartswith=f"{part}, "))
    if label is not None:
        found = found.filter(label__iexact=_whole(part, label)) if part else found.filter(label=label)
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
    order = languages_first(language)
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


# --- the whole --------------------------------------------------------------------------------------------


def failed(store: Store) -> QuerySet[File]:
    """The files that gave no document, by path."""
    return File.objects.using(store.alias).filter(outcome__in=FAILED).order_by("path")


def failures(store: Store) -> list[str]:
    """One line for each file that could not be stored, by path: what `windhoek ingest --report` lists."""
    return sorted(failed(store).values_list("reason", flat=True))
