"""Corrections that readers suggest: from a link beside a paragraph to the queue in the store and in the terminal."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation
from site_documents import RESOLUTION, RULE, store_path, tree
from typer.testing import CliRunner

from windhoek import cli
from windhoek.site import forms
from windhoek.site.addresses import rule_url
from windhoek.site.views.correct import where
from windhoek.store.tables import Code, Suggestion


@pytest.fixture(autouse=True)
def empty_queue(store):
    yield
    Suggestion.objects.using(store.alias).all().delete()


def send(client, **given):
    form = {"about": "S/RES/9002 (2031), OP1", "wrong": "It asks the parties, not the mission."} | given
    return client.post("/correct", form)


def test_every_paragraph_code_rule_and_row_has_its_link(client):
    made = tree(client.get(RESOLUTION))
    about = [
        parse_qs(urlsplit(url).query)["about"][0]
        for url in made.xpath("//div[@id='OP1' or @id='OP2(a)']//a[starts-with(@href, '/correct')]/@href")
    ]
    assert about == [
        "S/RES/9002 (2031), OP1",
        f"S/RES/9002 (2031), OP1: rule {RULE}",
        "S/RES/9002 (2031), OP2(a)",
    ]
    for page, name in (
        ("/register/targets/police-20-by-2014", "targets/police-20-by-2014"),
        (rule_url(RULE), f"rule {RULE}"),
    ):
        urls = tree(client.get(page)).xpath("//a[starts-with(@href, '/correct?')]/@href")
        assert name in [parse_qs(urlsplit(url).query)["about"][0] for url in urls]


@pytest.mark.parametrize(
    ("about", "url"),
    [
        ("S/RES/9002 (2031), OP1", f"{RESOLUTION}#OP1"),
        (f"S/RES/9002 (2031), OP1: rule {RULE}", f"{RESOLUTION}#OP1"),
        ("S/RES/9002 (2031)", RESOLUTION),
        ("S/2031/500, annex I, ¶1", "/S/2031/500,annex-I?at=%C2%B61#%C2%B61"),
        ("targets/police-20-by-2014", "/register/targets/police-20-by-2014"),
        ("targets/none-such", ""),
        ("rule none-such", ""),
        ("something else", ""),
    ],
)  # fmt: skip
def test_what_it_is_about_is_found_by_its_printed_name(store, about, url):
    assert where(about) == url


def test_no_cookie_before_the_form_is_opened(client):
    assert not client.get(RESOLUTION).cookies
    assert not client.get("/corrections").cookies
    cookie = client.get("/correct?about=S/RES/9002 (2031), OP1").cookies["csrftoken"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and not cookie["max-age"]


def test_a_suggestion_is_kept_shown_and_changes_nothing(client, store):
    codes = list(Code.objects.using(store.alias).values())
    answer = send(client, better="<b>parties</b>", name="A. Reader", contact="reader@example.org")
    kept = Suggestion.objects.using(store.alias).get()
    assert answer.status_code == 302 and answer["Location"] == f"/corrections?sent={kept.id}#n{kept.id}"
    assert (kept.state, kept.name, kept.contact) == ("open", "A. Reader", "reader@example.org")
    page = client.get(answer["Location"]).content.decode()
    assert f"has number {kept.id}" in page and "&lt;b&gt;parties" in page
    assert "A. Reader" not in page and "reader@example.org" not in page
    assert list(Code.objects.using(store.alias).values()) == codes


def test_a_suggestion_in_another_language_keeps_its_direction_and_has_the_day_of_the_page(client, store):
    send(client, wrong="The page has moved.")
    page = tree(client.get("/ar/corrections"))
    assert page.xpath("//ol[@class='rows']//dd[@dir='auto']/text()")[0] == "The page has moved."
    sent = Suggestion.objects.using(store.alias).get().sent
    with translation.override("ar"):
        assert forms.day(f"{sent:%Y-%m-%d}") in page.xpath("string(//ol[@class='rows'])")


@pytest.mark.parametrize(
    "given",
    [{"about": ""}, {"wrong": " "}, {"wrong": "x" * 2001}, {"contact": "x" * 201}, {"about": "x" * 301}],
)
def test_what_is_missing_or_too_long_is_said_and_nothing_lost(client, store, given):
    answer = send(client, better="what I wrote", **given)
    assert answer.status_code == 400 and not Suggestion.objects.using(store.alias).exists()
    made = tree(answer)
    assert made.xpath("//*[@role='alert']//a")
    assert made.xpath("string(//textarea[@name='better'])") == "what I wrote"


def test_a_program_that_fills_in_every_field_is_let_go_and_not_kept(client, store):
    assert send(client, website="https://example.org").status_code == 302
    assert not Suggestion.objects.using(store.alias).exists()


def test_a_form_of_another_site_is_refused(store):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    answer = send(strict)
    assert answer.status_code == 403 and "not sent" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    token = tree(strict.get("/correct")).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
    assert send(strict, csrfmiddlewaretoken=token).status_code == 302


def test_the_terminal_lists_and_closes(client, store):
    def run(*words):
        done = CliRunner().invoke(cli.app, ["corrections", *words, "--store", str(store_path(store))])
        assert done.exit_code == 0, done.output
        return done.stdout

    send(client, name="A. Reader")
    (row,) = json.loads(run("--json"))
    assert row["about"] == "S/RES/9002 (2031), OP1" and row["name"] == "A. Reader" and row["state"] == "open"
    assert "A. Reader" in run()
    assert "declined" in run("close", str(row["number"]), "--declined", "--note", "It names the parties.")
    assert json.loads(run("--json")) == [] and "No suggestion is open" in run()
    assert json.loads(run("--all", "--json"))[0]["note"] == "It names the parties."
    assert "It names the parties." in client.get("/corrections").content.decode()
