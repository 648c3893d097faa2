"""What can be taken away from a mission's page."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from lxml import html
from openpyxl import load_workbook

from windhoek.publishing import brief_html
from windhoek.site.views import takeaway


def test_the_indicator_form_is_linked_and_is_a_spreadsheet(client):
    page = client.get("/missions/UNMIL/?on=2013-05-31").content.decode()
    (address,) = re.findall(r'href="([^"]+indicators\.xlsx[^"]*)"', page)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="indicators-UNMIL-2013.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content))["Form"]
    assert (sheet["B3"].value, sheet["B4"].value) == ("UNMIL", "2013")


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/missions/UNMIL/indicators.xlsx?period=1999", 400, b"UNMIL was not there in 1999"),
        ("/missions/UNMIL/indicators.xlsx?period=<b>", 400, b"is no period"),
        ("/missions/UNXYZ/indicators.xlsx", 404, b""),
    ],
)
def test_no_form_for_what_was_not_there(client, address, status, says):
    response = client.get(address)
    assert response.status_code == status and says in response.content
    assert status == 404 or response["Content-Type"].startswith("text/plain")


def test_the_brief_is_a_page_with_links_to_paragraphs_and_rows(client):
    page = client.get("/missions/UNMIL/?on=2013-05-31").content.decode()
    for form in ("", ".pdf", ".docx"):
        assert f'href="/missions/UNMIL/brief{form}?on=2013-05-31"' in page
    made = client.get("/missions/UNMIL/brief?on=2013-05-31")
    shown = html.fromstring(made.content.decode())
    (article,) = shown.xpath("//article[@class='brief']")
    assert article.get("lang") == "en" and "31 May 2013" in article.text_content()
    assert not shown.xpath("//style | //@style")
    (style,) = [each for each in shown.xpath("//link/@href") if "brief.css" in each]
    assert client.get(style).status_code == 200
    rows = [each for each in article.xpath(".//a/@href") if each.startswith("/register/")]
    assert len(rows) > 10
    for address in sorted(set(rows)):
        assert client.get(unquote(address)).status_code == 200, address


def test_the_brief_is_in_the_language_of_the_page_and_comes_as_word(client):
    shown = html.fromstring(client.get("/ar/missions/UNMIL/brief?on=2013-05-31").content.decode())
    (article,) = shown.xpath("//article[@class='brief']")
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    response = client.get("/fr/missions/UNMIL/brief.docx?on=2013-05-31")
    assert response["Content-Disposition"] == 'attachment; filename="brief-UNMIL-2013-05-31-fr.docx"'
    assert zipfile.is_zipfile(io.BytesIO(response.content))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/missions/UNMIL/brief?on=someday", 400),
        ("/missions/UNMIL/brief.docx?on=someday", 400),
        ("/missions/UNXYZ/brief", 404),
        ("/missions/UNMIL/brief.odt", 404),
    ],
)
def test_no_brief_for_no_day_and_no_mission(client, address, status):
    assert client.get(address).status_code == status


def test_without_pango_the_pdf_says_what_is_missing(client, monkeypatch):
    def missing(made):
        raise brief_html.NoPango(brief_html.NO_PANGO)

    monkeypatch.setitem(takeaway._FORMS, "pdf", ("application/pdf", missing))
    response = client.get("/missions/UNMIL/brief.pdf?on=2013-05-31")
    assert response.status_code == 501 and b"libpango" in response.content
