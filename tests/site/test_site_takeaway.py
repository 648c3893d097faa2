"""What can be taken away from a mission's page."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook


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
