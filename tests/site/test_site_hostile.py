"""A document made to do harm goes through ingest and every page that shows it, and does none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree, html

HARM = '"><img src=x onerror=alert(1)> <script>alert(1)</script> {{ 7*7 }} ]]> &lt;b&gt; <!-- </p></body> \u202e \x00\x01\ufffe'
MARKS = "a" + "\u0300\u0301\u0302" * 200
PARAGRAPHS = (
    f"Calls upon {HARM} all parties to bring women into mediation, as in resolution 1325 (2000) {HARM} says",
    "=cmd|'/C calc'!A0 women are asked to mediate",
    f"Urges wome\u0301n {MARKS} to meet in the o\ufb03ce \U0001f469\u200d\u2696\ufe0f with women",
    f"Stresses {'women and mediation peace agreement ' * 2900}",
)
SAYS = "{number}. {words};\n\n"
TEXT = f"""United Nations S/RES/9010 (2031)
Security Council

Resolution 9010 (2031)
Adopted by the Security Council at its 9999th meeting, on 6 May 2031

The Security Council,

Recalling {HARM} women,

{"".join(SAYS.format(number=number, words=words) for number, words in enumerate(PARAGRAPHS, 1))}"""
PAGES = (
    "/",
    "/S/RES/9010(2031)",
    "/ar/S/RES/9010(2031)",
    "/search?q=women",
    "/search?q=script+women",
    "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/failed",
    "/precedents?function=elections",
    "/themes/peace-processes/",
    "/cited/S/RES/1325(2000)",
    "/correct?about=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of the site of a store of such documents; the names of their files do harm too."""
    from django.test import Client

    from windhoek.site import shelf
    from windhoek.store.ingest import ingest
    from windhoek.store.store import Store

    folder = tmp_path_factory.mktemp("hostile")
    (folder / "S_RES_9010.txt").write_text(TEXT, encoding="utf-8")
    (folder / "<img src=x onerror=alert(1)>.txt").write_text(
        "<b>Women</b> of\n\n=1+1 women\n", encoding="utf-8"
    )
    (folder / "<script>alert(1)<.docx").write_bytes(b"PK\3\4 broken")
    opened = Store(folder / "store.sqlite3")
    ingest(opened, [folder])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "store", lambda: opened)
        yield Client(headers={"host": "localhost"})
    opened.close()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_runs_or_loads_what_a_document_says(hostile: Any, page: str) -> None:
    answer = hostile.get(page)
    assert answer.status_code == 200
    tree = html.fromstring(answer.content)
    assert all(re.match("/\\w", each.get("src", "")) for each in tree.iter("script", "img"))
    assert not tree.xpath("//@onerror | //p[contains(., '{{ 7*7 }}')][contains(., '49')]")
    assert tree.xpath("//footer")  # nothing in a text ends the page


def test_feed_and_tables_hold_the_words_and_run_nothing(hostile: Any) -> None:
    feed = etree.fromstring(hostile.get("/search.atom?q=women").content)
    assert any("<script>" in (each.text or "") for each in feed.iter()) is False  # its HTML is escaped twice
    table = b"".join(hostile.get("/search.csv?q=women").streaming_content).decode()
    texts = {
        row["label"]: row["text"]
        for row in csv.DictReader(io.StringIO(table, newline=""))
        if row["symbol"][:1] == "S"
    }
    assert texts["OP2"].startswith("'=cmd") and HARM.split(" &")[0] in texts["OP1"]
    assert len(texts["OP4"]) > 100_000


def test_what_a_program_gets_is_never_taken_for_a_page(hostile: Any) -> None:
    answer = hostile.get("/api/documents/S/RES/9010(2031)")
    assert (
        answer["Content-Type"].startswith("application/json")
        and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert any("<script>" in each["text"] for each in answer.json()["units"])
