"""Safe by default: headers, limits on costly pages, and what the environment may change."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys

import pytest
from site_documents import PAGES, RESOLUTION

from windhoek.site import limits

SEARCH = next(each for each in limits.limits() if each.pages == "searches").per_minute


@pytest.fixture
def once(settings_of_the_site):
    """One machine elsewhere, whose clock stands still."""
    settings_of_the_site.setattr(limits.time, "time", lambda: 1_000_000_010.0)


@pytest.fixture
def settings_of_the_site(monkeypatch):
    from django.core.cache import cache

    cache.clear()
    yield monkeypatch
    cache.clear()


def ask(client, page, times, **said):
    return [client.get(page, **said).status_code for _ in range(times)]


@pytest.mark.parametrize("page", [*PAGES, "/correct", "/none/such", "/static/windhoek/site.css"])
def test_no_page_lets_others_in(client, page):
    answer = client.get(page)
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin" and answer["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" not in answer


def test_who_asks_too_often_is_told_when_to_come_back(client, once):
    assert ask(client, "/search?q=women", SEARCH, REMOTE_ADDR="192.0.2.1") == [200] * SEARCH
    answer = client.get("/search?q=men", REMOTE_ADDR="192.0.2.1")
    assert answer.status_code == 429 and answer["Retry-After"] == "10"  # the minute ends at …020
    assert (
        "in 10 seconds" in answer.content.decode()
        and "default-src 'none'" in answer["Content-Security-Policy"]
    )
    assert client.get(RESOLUTION, REMOTE_ADDR="192.0.2.1").status_code == 200
    assert client.get("/search?q=men", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_this_machine_may_ask_more(client, once):
    assert ask(client, "/search?q=women", SEARCH + 1)[-1] == 200


def test_a_network_of_ipv6_is_one_client(client, once):
    ask(client, "/search?q=women", SEARCH, REMOTE_ADDR="2001:db8::1")
    assert client.get("/search?q=women", REMOTE_ADDR="2001:db8::2").status_code == 429
    assert client.get("/search?q=women", REMOTE_ADDR="2001:db8:0:1::2").status_code == 200


def test_whom_a_proxy_speaks_for_is_believed_only_where_there_is_one(client, once):
    from django.conf import settings

    spoofed = {"headers": {"X-Forwarded-For": "198.51.100.7"}, "REMOTE_ADDR": "192.0.2.1"}
    ask(client, "/search?q=women", SEARCH, **spoofed)
    assert client.get("/search?q=women", REMOTE_ADDR="192.0.2.1").status_code == 429
    once_more = {"headers": {"X-Forwarded-For": "127.0.0.1, 198.51.100.7"}, "REMOTE_ADDR": "127.0.0.1"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PROXY", "https")
        assert ask(client, "/search?q=women", SEARCH + 1, **once_more)[-1] == 429


def test_limits_can_be_lifted(client, once):
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "RATE", 0)
        assert ask(client, "/search?q=women", SEARCH + 1, REMOTE_ADDR="192.0.2.1")[-1] == 200


def test_an_address_in_another_language_counts_as_the_same(client, once):
    ask(client, "/search?q=women", SEARCH, REMOTE_ADDR="192.0.2.1")
    assert client.get("/fr/search?q=women", REMOTE_ADDR="192.0.2.1").status_code == 429


PROGRAM = """
from django.conf import settings
print(settings.PROXY, settings.RATE, getattr(settings, "SECURE_HSTS_SECONDS"), settings.CSRF_COOKIE_SECURE)
"""


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({}, " 1.0 0 False"),
        ({"WINDHOEK_PROXY": "https", "WINDHOEK_RATE": "2.5"}, "https 2.5 31536000 True"),
        ({"WINDHOEK_PROXY": "http"}, "http 1.0 0 False"),
        ({"WINDHOEK_PROXY": "yes"}, "Set it to https or http"),
        ({"WINDHOEK_RATE": "fast"}, "WINDHOEK_RATE is no number"),
    ],
)
def test_the_environment_decides(said, printed):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "windhoek.site.settings"} | said
    environment["WINDHOEK_SECRET"] = "x" * 40  # which a server does not start without
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)
    assert printed in done.stdout + done.stderr


@pytest.mark.parametrize(
    "page", ["/search.csv", "/search.atom", "/search", "/extracts", "/compare/", "/ar/reports/"]
)
def test_a_thousand_parameters_are_refused_in_words(client, page):
    answer = client.get(f"{page}?" + "&".join(f"mission={number}" for number in range(1001)))
    assert answer.status_code == 400
    said = "This cannot be answered" if not page.startswith("/ar") else 'dir="rtl"'
    assert said in answer.content.decode() and "default-src 'none'" in answer["Content-Security-Policy"]


def test_nobody_is_said_to_cite_a_paragraph_that_is_not_there(client):
    assert client.get("/cited/S/RES/9001(2031)?label=OP2").status_code == 200
    answer = client.get("/cited/S/RES/9001(2031)?label=OP7")
    assert answer.status_code == 404 and "has no paragraph OP7" in answer.content.decode()
    assert client.get("/cited/S/RES/9000(2031)?label=OP7").status_code == 200  # not at hand: who knows
    assert client.get("/cited/S/RES/9000(2031)?label=<b>").status_code == 404


def test_style_and_script_are_sent_small_and_kept(client):
    page = client.get("/about").content.decode()
    for address in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js)\?[^"]+)"', page):
        sent = client.get(address, headers={"accept-encoding": "gzip"})
        assert sent["Content-Encoding"] == "gzip" and "max-age=31536000" in sent["Cache-Control"]
        whole = client.get(address).getvalue()
        assert gzip.decompress(sent.getvalue()) == whole and len(whole) > 1000
