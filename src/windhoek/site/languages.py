"""The six languages of the site: the language of a page stands before its address, English without.

The prefix is the language of the interface and of the text. Where a text is not there in that language, the page
shows the text there is, and says so.
"""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from windhoek.document import LANGUAGES

ENGLISH = "en"
_PREFIX = re.compile(rf"/({'|'.join(LANGUAGES)})(?=/|$)")


def current() -> str:
    """The language of the page that is being made."""
    language = (translation.get_language() or ENGLISH).partition("-")[0]
    return language if language in LANGUAGES else ENGLISH


def direction(code: str) -> str:
    """The value of `dir` for a language."""
    return "rtl" if code == "ar" else "ltr"


def local(path: str, language: str = "") -> str:
    """An address of the site, such as `/missions/`, in a language; in that of the page when none is named."""
    chosen = language or current()
    return path if chosen == ENGLISH else f"/{chosen}{path}"


def of(path: str) -> str:
    """The language in which the page under an address of the site is."""
    found = _PREFIX.match(path)
    return found[1] if found else ENGLISH


def bare(path: str) -> str:
    """An address without the language before it."""
    # One slash: two would name another site.
    return "/" + _PREFIX.sub("", path, count=1).lstrip("/")


def offered(request: HttpRequest) -> str:
    """The language that the reader's browser asks for first among the six, on a page whose address names none; or ""."""
    if _PREFIX.match(request.path):
        return ""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = code.partition("-")[0]
        if language in LANGUAGES:
            return "" if language == ENGLISH else language
    return ""
