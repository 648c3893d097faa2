"""What every page knows."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from windhoek.document import LANGUAGES
from windhoek.site import facts, forms, languages

_STATIC = Path(__file__).parent / "static" / "windhoek"


@cache
def _digest(name: str) -> str:
    return sha256((_STATIC / name).read_bytes()).hexdigest()[:10]


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Addresses of style and script, with a digest so that a browser may keep them; the languages; where this page is.

    `site_language` and `site_direction` are those of the page, `comma` what stands between two of a list,
    `site_languages` where it is in the six, `site_offer` the language that the reader may want instead,
    `permalink` the page's own address in full, `data_day` the newest day of the register,
    for pages that do not say themselves when they were last `changed`.
    """
    style = {
        name.replace(".", "_"): f"{settings.STATIC_URL}windhoek/{name}?{_digest(name)}"
        for name in ("site.css", "site.js", "mark.svg")
    }
    language, path = languages.current(), languages.bare(request.get_full_path())
    others = [
        {
            "code": code,
            "name": forms.own_name(code),
            "direction": languages.direction(code),
            "url": languages.local(path, code),
            "absolute": request.build_absolute_uri(languages.local(path, code)),
            "here": code == language,
        }
        for code in LANGUAGES
    ]
    return style | {
        "site_language": language,
        "site_direction": languages.direction(language),
        "comma": forms.comma(),
        "site_languages": others,
        "site_offer": _offer(request, path),
        "permalink": request.build_absolute_uri(),
        "today": date.today(),
        "data_day": SimpleLazyObject(facts.newest),
    }


def _offer(request: HttpRequest, path: str) -> dict[str, str] | None:
    code = languages.offered(request)
    if not code:
        return None
    with translation.override(code):
        words = gettext("Read this page in English")
    return {
        "code": code,
        "direction": languages.direction(code),
        "url": languages.local(path, code),
        "words": words,
    }
