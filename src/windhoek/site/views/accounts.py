"""Log in and out, on a server: on one's own machine there is nothing to log in to."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.core.cache import cache as counts
from django.db.utils import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from windhoek.site import languages

_TRIES = 10  # wrong passwords for one name, from wherever they come
_PAUSE = 15 * 60  # seconds until they are forgotten
_LONGEST = 200  # characters of a name, and of a password: hashing takes longer the longer it is


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Render the form, or log in by it and go on to `next`, an address of this site."""
    if not settings.SERVER:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    after = _own(request, given.get("next", ""))
    if request.method != "POST":
        return render(request, "login.html", {"next": after})
    name, password = request.POST.get("name", "").strip(), request.POST.get("password", "")
    key = f"login:{name.casefold()[:_LONGEST]}"
    counts.add(key, 0, timeout=_PAUSE)
    if counts.incr(key) > _TRIES:
        return _again(request, name, after, _("Too many tries. Wait a quarter of an hour."), 429)
    user = None
    if 0 < len(name) <= _LONGEST and 0 < len(password) <= _LONGEST:
        try:
            user = authenticate(request, username=name, password=password)
        except DatabaseError:  # nobody has made an account yet, and so no tables
            user = None
    if user is None:
        return _again(request, name, after, _("Name and password do not go together."), 403)
    counts.delete(key)
    login(request, user)
    return redirect(after)


@never_cache
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Forget who has logged in."""
    logout(request)
    return redirect(languages.local("/"))


def _again(request: HttpRequest, name: str, after: str, wrong: str, status: int) -> HttpResponse:
    return render(request, "login.html", {"name": name, "next": after, "wrong": wrong}, status=status)


def _own(request: HttpRequest, address: str) -> str:
    """An address to go on to, if it is one of this site; else the list of decisions."""
    own = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if own else languages.local("/reviews")
