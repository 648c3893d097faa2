"""The API's documents, search, themes and functions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.params import functions as param

from windhoek.coding.codebook import Label
from windhoek.document import Language
from windhoek.publishing import as_json
from windhoek.site import addresses, shelf
from windhoek.site.api import shapes
from windhoek.store import index, pages, queries
from windhoek.store.extracts import spoken
from windhoek.store.loading import load
from windhoek.store.tables import Document

router = Router(tags=["texts"])

_PAGE = "Which page of the answer, from 1."
_MOST = 100  # of anything in one answer
Symbol = Annotated[str, param.Path(..., description="The symbol of a document: S/RES/1325(2000).")]
Tongue = Annotated[Language | None, param.Query(None, description="Its text in this language.")]
_FAR = 10_000  # hits, beyond which nobody is led: take the whole as a download


class Found(Schema):
    """Which documents."""

    q: str = Field("", max_length=500, description="Words of the title, or a piece of the symbol.")
    kind: str = Field("", description="One kind of document: resolution, report, meeting record, speech …")
    body: str = Field("", description="The body whose document it is: Security Council …")
    year: str = Field("", pattern=r"^(\d{4})?$", description="The year of the document, such as 2000.")
    language: Language | Literal[""] = Field("", description="Only texts in this language.")
    page: int = Field(1, ge=1, le=100_000, description=_PAGE)
    limit: int = Field(50, ge=1, le=_MOST, description="Documents a page, 50 unless said, at most 100.")


class Sought(Schema):
    """Words and filters, as on the page of search; several values of one filter mean any of them."""

    q: str = Field("", max_length=500, description='All words; "quoted ones" together, -word not.')
    relevant: list[Literal["yes", "no"]] = Field(
        default_factory=list, max_length=2, description="Whether it speaks of women, peace and security."
    )
    theme: list[str] = Field(
        default_factory=list, max_length=40, description="The code of a theme: peace-processes …"
    )
    kind: list[str] = Field(
        default_factory=list, max_length=40, description="A kind of document: resolution, report …"
    )
    body: list[str] = Field(default_factory=list, max_length=40, description="A body: Security Council …")
    language: list[str] = Field(
        default_factory=list, max_length=6, description="A language by its code: ar, en, es, fr, ru, zh."
    )
    year: list[str] = Field(default_factory=list, max_length=40, description="A year, such as 2000.")
    page: int = Field(1, ge=1, le=_FAR, description=_PAGE)
    limit: int = Field(20, ge=1, le=_MOST, description="Paragraphs a page, 20 unless said, at most 100.")


@router.get(
    "/documents",
    response=shapes.Works,
    summary="Find documents",
    openapi_extra={"x-examples": ["/api/documents?kind=resolution&language=en&q=women"]},
)
def documents(request: HttpRequest, asked: Query[Found]) -> dict[str, Any]:
    """Documents by title, symbol, kind, body, year and language, each language of a document for itself."""
    found = Document.objects.using(shelf.store().alias).order_by("-date", "symbol", "part", "language")
    if asked.q:
        found = found.filter(Q(title__icontains=asked.q) | Q(symbol__icontains=asked.q))
    for name in ("kind", "body", "language"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    if asked.year:
        found = found.filter(date__startswith=asked.year)
    page = Paginator(found.defer("adoption", "repairs"), asked.limit).get_page(asked.page)
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "documents": [
            {
                **{name: getattr(each, name) for name in ("symbol", "part", "kind", "body", "date", "language", "title")},
                "url": addresses.document_url(each.slug, each.language),
                "api": f"/api/documents{addresses.document_url(each.slug)}?language={each.language}",
            }
            for each in page.object_list
        ],
    }  # fmt: skip


@router.get(
    "/documents/{path:symbol}",
    response={200: shapes.Whole, 404: shapes.Problem},
    summary="One document",
    openapi_extra={"x-examples": ["/api/documents/S/RES/1325(2000)"]},
)
def document(request: HttpRequest, symbol: Symbol, language: Tongue = None) -> dict[str, Any]:
    """A document by its symbol in any spelling, with its paragraphs, codes, and citations both ways.

    Without `language` in English, or in the first language in which it is here. An annex or a speech follows a comma:
    `S/2010/498,annex-II`.
    """
    store = shelf.store()
    row = queries.find(store, symbol, language)
    if row is None or (language and row.language != language):
        raise HttpError(404, f"{symbol} is not in this store{f' in {language}' if row else ''}.")
    held, citations, codes = load(store, row)
    said = spoken(store, row)
    return {
        **as_json.document(held, citations, codes),
        **as_json.spoken(said.speakers, said.extracts),
        "cited_by": queries.cited_by(store, row.symbol, None, part=row.part, language=language),
        "languages": [each.language for each in pages.expressions(store, row.slug)],
        "url": addresses.document_url(row.slug, row.language),
    }


@router.get(
    "/search",
    response=shapes.Hits,
    summary="Search paragraphs",
    openapi_extra={"x-examples": ["/api/search?q=women+mediation&limit=3", "/api/search?theme=peace-processes&limit=3"]},
)  # fmt: skip
def search(request: HttpRequest, asked: Query[Sought]) -> dict[str, Any]:
    """Paragraphs by words and filters, as the page of search finds them, with counts beside each filter."""
    given = asked.dict()
    filters = {facet: given[facet] for facet in index.FACETS if given.get(facet)}
    offset = (asked.page - 1) * asked.limit
    if offset + asked.limit > _FAR:
        raise HttpError(422, f"Only the first {_FAR:,} hits can be paged through.")
    found = index.search(shelf.store(), asked.q, filters=filters, limit=asked.limit, offset=offset)
    answer = as_json.results(found)
    for hit, shown in zip(found.hits, answer["hits"], strict=True):
        held = hit.unit.document
        shown["url"] = addresses.unit_url(held.slug, hit.unit.label, held.language)
    return {**answer, "page": asked.page}


@router.get(
    "/themes",
    response=list[shapes.Label],
    summary="Themes of the codebook",
    openapi_extra={"x-examples": ["/api/themes"]},
)
def themes(request: HttpRequest) -> list[dict[str, Any]]:
    """The themes with their definitions, in the order of the codebook."""
    return _labels(shelf.codebook().themes, dict(shelf.overview().themes))


@router.get(
    "/functions",
    response=list[shapes.Label],
    summary="Functions of missions",
    openapi_extra={"x-examples": ["/api/functions"]},
)
def functions(request: HttpRequest) -> list[dict[str, Any]]:
    """The functions of missions with their definitions, in the order of the codebook."""
    return _labels(shelf.codebook().functions, dict(shelf.overview().functions))


def _labels(labels: tuple[Label, ...], counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "code": label.code,
            "name": label.name,
            "definition": label.definition,
            "paragraphs": counts.get(label.code, 0),
        }
        for label in labels
    ]
