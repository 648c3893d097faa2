"""Who may confirm and reject, and under which name: anybody at their own machine, on a server an account with the right to."""

from __future__ import annotations

import getpass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from windhoek.site import addresses
from windhoek.store import accounts

_COOKIE = "who"
_AGE = 365 * 24 * 3600  # seconds that a browser keeps the name
_LONGEST = 150  # characters of a name
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded")


def may_review(request: HttpRequest) -> bool:
    """Whether whoever asks may confirm and reject."""
    if settings.SERVER:
        return accounts.may_review(request.user)
    # Behind a reverse proxy that nobody told us of, everybody seems to be at this machine.
    return not any(name in request.headers for name in _FORWARDED)


def who(request: HttpRequest) -> str:
    """The name to decide under: that of the account; on one's own machine the one given last, else the user of the machine."""
    if settings.SERVER:
        return str(request.user.get_username())
    return request.get_signed_cookie(_COOKIE, default="", max_age=_AGE) or _user()


def context(request: HttpRequest, may: bool) -> dict[str, Any]:
    """What a page says of whoever asks: `who` to decide as, on a server `user_name` of who has logged in, or where to `login`."""
    user = str(request.user.get_username()) if settings.SERVER else ""
    return {
        "server": settings.SERVER,
        "user_name": user,
        "login": addresses.login_url(request) if settings.SERVER and not user else "",
        "who": who(request) if may else "",
    }


def given(request: HttpRequest) -> str:
    """The name that a form gives, where one may be given; else that of `who`."""
    written = "" if settings.SERVER else request.POST.get("who", "").replace("\0", " ").strip()
    return written[:_LONGEST] or who(request)


def keep(response: HttpResponse, name: str) -> None:
    """Have the browser keep the name for next time; an account needs no keeping."""
    if not settings.SERVER:
        response.set_signed_cookie(_COOKIE, name, max_age=_AGE, httponly=True, samesite="Lax")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
