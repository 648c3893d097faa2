"""What every page knows."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

_STATIC = Path(__file__).parent / "static" / "windhoek"


@cache
def _digest(name: str) -> str:
    return sha256((_STATIC / name).read_bytes()).hexdigest()[:10]


def everywhere(request: HttpRequest) -> dict[str, str]:
    """The addresses of style and script, with a digest so that a browser may keep them for as long as it likes."""
    return {
        name.replace(".", "_"): f"{settings.STATIC_URL}windhoek/{name}?{_digest(name)}"
        for name in ("site.css", "site.js", "mark.svg")
    }
