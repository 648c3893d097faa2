"""Who may confirm and reject, what it changes, and that nobody else can: on one's own machine, and on a server."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from lxml import html
from site_documents import store_path
from typer.testing import CliRunner

from windhoek import cli
from windhoek.store import accounts
from windhoek.store.tables import Review
from windhoek.tracing.matrix import matrix

MISSION = "MINUSTAH"
ROW, YEAR = "elections", 2004
CELL = f"/missions/{MISSION}/matrix?row={ROW}&year={YEAR}"
PASSWORD = "a long enough pass phrase"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def link():
    """A link that is certain by rule, the only one that makes its cell reported."""
    found = matrix(MISSION)
    (each,) = [link for link in found.links(ROW, YEAR) if link.status == "certain"]
    return f"{each.symbol}, {each.unit}|{each.evidence.id}"


@pytest.fixture(autouse=True)
def undecided(store):
    yield
    Review.objects.using(store.alias).all().delete()


@pytest.fixture
def server(store):
    """The site as others reach it, with an account that may review and one that may not."""
    from django.core.cache import cache
    from django.test import override_settings

    accounts.prepare(store)
    cache.clear()
    with override_settings(SERVER=True, PASSWORD_HASHERS=QUICK):
        accounts.add(store, "amina", PASSWORD, review=True)
        accounts.add(store, "visitor", PASSWORD, review=False)
        yield
        for name, _ in accounts.accounts(store):
            accounts.remove(store, name)
    cache.clear()


def decide(client, link, verdict="rejected", **given):
    form = {"mission": MISSION, "by": "function", "row": ROW, "year": YEAR, "link": link, "verdict": verdict}
    return client.post("/reviews", form | given)


def log_in(client, name="amina", password=PASSWORD, **given):
    return client.post("/login", {"name": name, "password": password} | given)


def title(client):
    return html.fromstring(client.get(CELL).content.decode()).xpath("string(//h2[@id='cell'])")


def kept(store):
    return list(Review.objects.using(store.alias).order_by("id"))


# --- on one's own machine ----------------------------------------------------------------------------------


def test_reject_and_take_back_change_the_cell(client, store, link):
    assert "asked and reported" in title(client)
    answer = decide(client, link, why="On <b>voters</b> in general.", who="A. Reader")
    assert answer.status_code == 302
    assert answer["Location"] == f"{CELL}&done=rejected#cell"
    page = client.get(answer["Location"]).content.decode()
    assert "Kept: rejected." in page and "A. Reader" in page and "&lt;b&gt;voters" in page
    assert "asked and reported" not in title(client)
    decide(client, link, "undone", who="A. Reader")
    assert "asked and reported" in title(client)
    decide(client, link, "confirmed", who="A. Reader")
    assert "asked and reported" in title(client)
    assert [row.verdict for row in kept(store)] == ["rejected", "undone", "confirmed"]
    assert {row.who for row in kept(store)} == {"A. Reader"}


def test_a_proposal_that_is_confirmed_counts(client, store):
    row, year = "conduct-and-discipline", 2005
    found = matrix(MISSION)
    assert found.cell(row, year).state == "no report at hand", "until a person has read it"
    each = next(link for link in found.links(row, year) if link.rule == "fact")
    name = f"{each.symbol}, {each.unit}|{each.evidence.id}"
    page = html.fromstring(client.get(f"/missions/{MISSION}/matrix?row={row}&year={year}").content.decode())
    assert name in page.xpath("//input[@name='link']/@value")
    decide(client, name, "confirmed", row=row, year=year)
    told = client.get(f"/api/missions/{MISSION}/matrix.json?row={row}&year={year}").json()
    assert told["cells"][0]["state"] == "asked and reported"


def test_the_name_is_asked_once_and_is_that_of_the_machine_before(client, store, link, monkeypatch):
    from windhoek.site import reviewing

    monkeypatch.setattr(reviewing.getpass, "getuser", lambda: "machine-user")
    assert 'value="machine-user"' in client.get(CELL).content.decode()
    decide(client, link, who="A. Reader")
    cookie = client.cookies["who"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and "A. Reader" not in cookie["path"]
    assert 'value="A. Reader"' in client.get(CELL).content.decode()
    client.cookies["who"] = "Somebody:forged"
    assert 'value="machine-user"' in client.get(CELL).content.decode()


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"link": []}, "none"),
        ({"link": "S/RES/1 (1946), OP1|S/2004/698, ¶35"}, "gone"),
        ({"link": "S/RES/1542 (2004), OP7(II)(c)|nothing"}, "gone"),
        ({"why": "x" * 1001}, "long"),
    ],
)
def test_what_cannot_be_kept_is_said(client, store, link, given, wrong):
    answer = decide(client, **({"link": link} | given))
    assert f"wrong={wrong}" in answer["Location"] and not kept(store)
    assert 'role="alert"' in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("given", [{"mission": "NOSUCH"}, {"verdict": "certain"}, {"row": "none"}])
def test_a_form_about_nothing(client, store, link, given):
    assert decide(client, link, **given).status_code == 404 and not kept(store)


def test_a_form_of_another_site_is_refused(store, link):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert decide(strict, link).status_code == 403 and not kept(store)
    page = html.fromstring(strict.get(CELL).content.decode())
    token = page.xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
    assert decide(strict, link, csrfmiddlewaretoken=token).status_code == 302 and kept(store)


def test_a_decision_needs_a_form_that_is_sent(client, store, link):
    assert (
        client.get("/reviews", {"mission": MISSION, "link": link, "verdict": "rejected"}).status_code == 200
    )
    assert not kept(store)


def test_behind_a_proxy_that_nobody_told_of_nothing_is_kept(client, store, link):
    forwarded = {"x-forwarded-for": "192.0.2.1"}
    assert client.post("/reviews", {"link": link}, headers=forwarded).status_code == 403 and not kept(store)
    assert b'name="link"' not in client.get(CELL, headers=forwarded).content


def test_history_shows_all_and_takes_back(client, store, link):
    assert b"Nothing has been decided" in client.get("/reviews").content
    decide(client, link, who="A. Reader", why="On voters.")
    page = html.fromstring(client.get("/reviews").content.decode())
    assert page.xpath("//input[@name='link']/@value") == [link]
    answer = client.post(
        "/reviews", {"mission": MISSION, "link": link, "verdict": "undone", "who": "Another"}
    )
    assert answer["Location"] == "/reviews?done=undone"
    page = client.get("/reviews").content.decode()
    assert "no longer holds" in page and "Another" in page and "A. Reader" in page
    assert "asked and reported" in title(client)


def test_there_is_nothing_to_log_in_to(client):
    assert client.get("/login").status_code == 404


# --- on a server -------------------------------------------------------------------------------------------


def test_nobody_decides_without_an_account(client, store, server, link):
    assert b'name="link"' not in client.get(CELL).content and not client.cookies
    answer = decide(client, link, who="amina")
    assert answer.status_code == 403 and b"/login" in answer.content and not kept(store)


def test_an_account_without_the_right_does_not(client, store, server, link):
    assert log_in(client, "visitor").status_code == 302
    assert b'name="link"' not in client.get(CELL).content
    assert decide(client, link).status_code == 403 and not kept(store)


def test_an_account_with_the_right_does_under_its_name(client, store, server, link):
    assert log_in(client, next="/missions/MINUSTAH/")["Location"] == "/missions/MINUSTAH/"
    assert b'name="link"' in client.get(CELL).content
    assert decide(client, link, who="Somebody else").status_code == 302
    assert [row.who for row in kept(store)] == ["amina"] and "who" not in client.cookies
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and PASSWORD not in cookie.value
    assert client.get("/logout").status_code == 405
    client.post("/logout")
    assert decide(client, link).status_code == 403


def test_another_password_or_no_account_ends_the_session(client, store, server, link):
    log_in(client)
    accounts.set_password(store, "amina", f"{PASSWORD} again")
    assert decide(client, link).status_code == 403
    log_in(client, password=f"{PASSWORD} again")
    accounts.remove(store, "amina")
    assert decide(client, link).status_code == 403 and not kept(store)


@pytest.mark.parametrize(
    "away", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:1", "missions"]
)
def test_logging_in_leads_to_this_site_alone(client, server, away):
    assert log_in(client, next=away)["Location"] == "/reviews"


def test_guessing_is_stopped(client, server):
    answers = [log_in(client, password="wrong").status_code for _ in range(12)]
    assert answers == [403] * 10 + [429] * 2
    assert log_in(client).status_code == 429, "the right one too, for a while"
    far = {"REMOTE_ADDR": "192.0.2.7"}
    form = {"name": "visitor", "password": "wrong"}
    assert [client.post("/login", form, **far).status_code for _ in range(6)] == [403] * 5 + [429]


def test_a_store_without_accounts_lets_nobody_in(client, store, server, monkeypatch):
    from django.db.utils import DatabaseError

    from windhoek.site.views import accounts as views

    def none(*_, **__):
        raise DatabaseError("no such table: auth_user")

    monkeypatch.setattr(views, "authenticate", none)
    assert log_in(client).status_code == 403


def test_a_server_wants_a_secret():
    program = "import django; django.setup(); from django.conf import settings; print(settings.SERVER, settings.SESSION_COOKIE_SECURE)"

    def said(**given):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("WINDHOEK_")}
        environment |= {"DJANGO_SETTINGS_MODULE": "windhoek.site.settings"} | given
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True
        )
        return done.stdout + done.stderr

    assert "False False" in said()
    assert "set WINDHOEK_SECRET" in said(WINDHOEK_HOSTS="wps.example.org")
    assert "too short" in said(WINDHOEK_HOSTS="wps.example.org", WINDHOEK_SECRET="short")
    assert "True True" in said(WINDHOEK_PROXY="https", WINDHOEK_SECRET="x" * 40)


# --- accounts in the terminal ------------------------------------------------------------------------------


def run(store, *words, typed=""):
    return CliRunner().invoke(
        cli.app, ["accounts", *words, "--store", str(store_path(store))], input=f"{typed}\n"
    )


def test_accounts_are_made_listed_changed_and_removed(store):
    from django.contrib.auth.models import User

    made = run(store, "add", "amina", "--review", typed=PASSWORD)
    assert made.exit_code == 0 and PASSWORD not in made.output
    kept = User.objects.using(store.alias).get(username="amina")
    assert PASSWORD not in kept.password and kept.check_password(PASSWORD)
    assert json.loads(run(store, "list", "--json").stdout) == [{"name": "amina", "review": True}]
    for words, typed in (
        (("add", "amina"), PASSWORD), (("add", "b"), "short"), (("add", "b"), "123456789012345"),
        (("add", "a b"), PASSWORD), (("remove", "b"), ""), (("password", "b"), PASSWORD),
    ):  # fmt: skip
        assert run(store, *words, typed=typed).exit_code == 1, words
    assert run(store, "password", "amina", typed=f"{PASSWORD} again").exit_code == 0
    kept.refresh_from_db(using=store.alias)
    assert kept.check_password(f"{PASSWORD} again")
    assert run(store, "remove", "amina").exit_code == 0
    assert "no accounts" in run(store, "list").output
