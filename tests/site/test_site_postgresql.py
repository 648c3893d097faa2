"""The pages are the same whether the store is a SQLite file or a PostgreSQL database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from site_documents import PAGES

SERVER = os.environ.get("WINDHOEK_TEST_POSTGRES", "")
PROGRAM = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from site_documents import PAGES, Shelf, fill
from windhoek.store.store import Store
fill(Shelf(Store(os.environ["WINDHOEK_STORE"])))
import django; django.setup()
from django.test import Client
client = Client(headers={{"host": "localhost"}})
for page in PAGES:
    answer = client.get(page)
    print("=== page", answer.status_code, page)
    print(answer.content.decode())
"""


@pytest.mark.skipif(
    not SERVER, reason="needs WINDHOEK_TEST_POSTGRES, the URL of a PostgreSQL server (.ci/run sets it)"
)
def test_the_pages_are_the_same_on_both_databases(tmp_path):
    name = f"windhoek_{uuid.uuid4().hex}"
    address, _, query = SERVER.partition("?")
    on_server = f"{address.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            shown = [pages(store, tmp_path) for store in (str(tmp_path / "site.sqlite3"), on_server)]
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    assert shown[0].count("=== page 200") == len(PAGES)
    assert shown[0] == shown[1]


def pages(store: str, folder: Path) -> str:
    environment = {**os.environ, "WINDHOEK_STORE": store, "XDG_DATA_HOME": str(folder / "data")}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return re.sub(r"(\d+|under 1) ms", "ms", done.stdout)
