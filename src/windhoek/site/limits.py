"""How often one client may ask for costly pages; beyond that the answer is 429 with the seconds to wait.

`limits.csv` says which pages and how often in a minute. `$WINDHOEK_RATE` multiplies its numbers: 1 without it, 0 for
no limits. This machine's own browsers and programs may ask for fifty times as much, as they harm nobody else. Counts are kept
in memory, by each process of the server for itself.
"""

from __future__ import annotations

import csv
import ipaddress
import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.conf import settings
from django.core.cache import cache as counts
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

_WINDOW = 60  # seconds
_OWN = 50  # times as often for a client on this machine
_FORWARDED = "X-Forwarded-For"
_LANGUAGE = re.compile(r"/[a-z]{2}(?=/)")  # before the address of a page in another language

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests of `method` for addresses of this form in a minute."""

    pages: str
    method: str
    addresses: re.Pattern[str]
    per_minute: int


@cache
def limits() -> tuple[Limit, ...]:
    """The rows of `limits.csv`; the first that an address fits counts."""
    with (files("windhoek.site") / "limits.csv").open(encoding="utf-8") as file:
        return tuple(
            Limit(row["pages"], row["method"], re.compile(row["addresses"]), int(row["per_minute"]))
            for row in csv.DictReader(file)
        )


def limited(answer: Answer) -> Answer:
    """The middleware: `answer`, or 429 where a client has asked too often."""

    def answer_in_turn(request: HttpRequest) -> HttpResponse:
        limit = _limit(request) if settings.RATE else None
        if limit is None:
            return answer(request)
        client, own = _client(request)
        most = math.ceil(limit.per_minute * settings.RATE * (_OWN if own else 1))
        minute, passed = divmod(time.time(), _WINDOW)
        key = f"{limit.pages}:{client}:{minute:.0f}"
        counts.add(key, 0, timeout=2 * _WINDOW)
        return answer(request) if counts.incr(key) <= most else _refuse(request, math.ceil(_WINDOW - passed))

    return answer_in_turn


def _limit(request: HttpRequest) -> Limit | None:
    method = "GET" if request.method == "HEAD" else request.method
    path = _LANGUAGE.sub("", request.path, count=1)
    return next((each for each in limits() if each.method == method and each.addresses.fullmatch(path)), None)


def _client(request: HttpRequest) -> tuple[str, bool]:
    """Who asks, and whether on this machine: as the reverse proxy says where there is one, since all comes through it.

    A household has 2^64 addresses of IPv6: they count as one.
    """
    said = request.headers.get(_FORWARDED, "") if settings.PROXY else ""
    written = said.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return written, False
    if address.version == 6 and not address.is_loopback:
        return str(ipaddress.ip_network((address, 64), strict=False)), False
    return str(address), address.is_loopback


def _refuse(request: HttpRequest, seconds: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            {"detail": f"Too many requests. Ask again in {seconds} seconds."}, status=429
        )
    else:
        response = render(request, "busy.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response
