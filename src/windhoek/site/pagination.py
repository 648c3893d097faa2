"""Previous, next, and page 2 of 7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page stands among its like. `whole` leads to all of them on one page of `weight` kB, where that is offered."""

    number: int
    count: int
    previous: str = ""
    next: str = ""
    whole: str = ""
    weight: int = 0


def numbered(request: HttpRequest, page: Page[Any]) -> Pages:
    """The links around a page of Django's paginator."""
    return around(request, page.number, page.paginator.num_pages)


def around(request: HttpRequest, number: int, count: int, whole: int = 0) -> Pages:
    """The links around page `number` of `count`, other parameters of the address kept, and to all on one, `whole` bytes."""
    return Pages(
        number,
        count,
        address(request, number - 1) if number > 1 else "",
        address(request, number + 1) if number < count else "",
        address(request, "all") if whole else "",
        round(whole / 1000),
    )


def address(request: HttpRequest, page: int | str) -> str:
    """The address of another page of the same list."""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("at", None)
    if page != 1:
        query["page"] = str(page)
    return f"?{query.urlencode()}" if query else request.path
