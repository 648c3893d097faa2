"""The paper on servers is tried: nginx with TLS before the site, the unit, the rights in PostgreSQL, backup and restore."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from importlib.resources import files
from pathlib import Path

import pytest
from site_documents import RESOLUTION, running

PAPER = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
POSTGRES = os.environ.get("WINDHOEK_TEST_POSTGRES", "")
NAME = "wps.example.org"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAPER, re.MULTILINE | re.DOTALL)


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture(scope="module")
def proxied(store, tmp_path_factory):
    """The port on which nginx, as the paper has it, answers for the site; and a way to ask it."""
    folder = tmp_path_factory.mktemp("nginx")
    key, certificate = folder / "site.key", folder / "site.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    plain, secure = free_port(), free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WINDHOEK_PROXY", "https")
        patch.setenv("WINDHOEK_HOSTS", NAME)
        patch.setenv("WINDHOEK_SECRET", uuid.uuid4().hex)
        with running(store) as (address, _):
            site = blocks("nginx")[0]
            for ours, theirs in (
                ("listen 80;", f"listen 127.0.0.1:{plain};"),
                ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
                (f"/etc/ssl/certs/{NAME}.pem", str(certificate)),
                (f"/etc/ssl/private/{NAME}.key", str(key)),
                ("http://127.0.0.1:8000", address),
            ):
                assert ours in site, ours
                site = site.replace(ours, theirs)
            site = site.replace("    location / {", f"    {blocks('nginx')[1].strip()}\n    location / {{")
            whole = (
                f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{\n"
                f"access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
                f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{site}}}\n"
            )
            file = folder / "nginx.conf"
            file.write_text(whole)
            tried = subprocess.run([NGINX, "-t", "-c", file], capture_output=True, text=True)
            assert tried.returncode == 0, tried.stderr
            with subprocess.Popen([NGINX, "-c", file], stderr=subprocess.DEVNULL) as server:
                try:
                    wait(secure)
                    yield asker(plain, secure, certificate)
                finally:
                    server.terminate()


def wait(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nginx does not answer")


def asker(plain, secure, certificate):
    trusted = ssl.create_default_context(cafile=certificate)
    trusted.check_hostname = False

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=trusted))

    def ask(path, data=None, tls=True, **headers):
        scheme, port = ("https", secure) if tls else ("http", plain)
        headers = {"Host": NAME} | {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"{scheme}://127.0.0.1:{port}{path}", data, headers)
        try:
            answer = opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers, answer.read().decode()

    return ask


needs_nginx = pytest.mark.skipif(
    not NGINX or not shutil.which("openssl"), reason="no nginx or openssl: apt-get install nginx openssl"
)


@needs_nginx
def test_behind_nginx_the_site_is_reached_by_tls_alone(proxied):
    status, headers, _ = proxied("/register/", tls=False)
    assert status == 301 and headers["Location"] == f"https://{NAME}/register/"
    status, headers, page = proxied(RESOLUTION)
    assert status == 200 and "women into mediation" in page
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert f'<link rel="canonical" href="https://{NAME}{RESOLUTION}"' in page
    assert proxied(RESOLUTION, Host="elsewhere.example")[0] == 400
    assert proxied("/corrections")[0] == 404  # the paper's way to keep it from readers


@needs_nginx
def test_behind_nginx_a_form_can_be_sent_and_a_client_cannot_pose_as_another(proxied):
    _, headers, page = proxied("/correct?about=S/RES/9002 (2031), OP1".replace(" ", "%20"))
    cookie = headers["Set-Cookie"]
    assert "Secure" in cookie and "HttpOnly" in cookie
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = f"csrfmiddlewaretoken={token}&about=S/2031/77&wrong=All"
    sent = {
        "Cookie": cookie.partition(";")[0],
        "Origin": f"https://{NAME}",
        "Referer": f"https://{NAME}/correct",
    }
    assert proxied("/correct", form.encode(), **sent)[0] == 302
    assert proxied("/correct", form.encode(), **sent | {"Origin": "https://elsewhere.example"})[0] == 403
    posing = [
        proxied("/correct", form.encode(), **sent, X_Forwarded_For=f"198.51.100.{n}, 127.0.0.1") for n in range(301)
    ]  # fmt: skip
    # nginx itself asks from this machine, which may ask fifty times as often as others: 300 in a minute.
    assert posing[-1][0] == 429 and 0 < int(posing[-1][1]["Retry-After"]) <= 60


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_the_unit_is_understood(tmp_path):
    unit = tmp_path / "windhoek.service"
    (text,) = blocks("ini")
    unit.write_text(text.replace("/opt/windhoek/.venv/bin/windhoek", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert "windhoek.service" not in done.stderr, done.stderr


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="no sqlite3: apt-get install sqlite3")
def test_a_sqlite_store_is_copied_and_brought_back(tmp_path):
    commands = [
        line
        for block in blocks("sh")
        for line in block.splitlines()
        if ".sqlite3" in line and "ingest" not in line
    ]
    assert [line.split()[0] for line in commands] == ["sqlite3", "rm", "cp"]
    store, copy = tmp_path / "store.sqlite3", tmp_path / "copy.sqlite3"
    windhoek("ingest", files("windhoek") / "samples", store=store)
    before = windhoek("show", "S/RES/9901 (2099)", "--json", store=store)
    for command in commands:
        said = command.replace("/var/lib/windhoek/windhoek.sqlite3", str(store))
        subprocess.run(said.replace("/var/backups/windhoek.sqlite3", str(copy)), shell=True, check=True)
        if command.startswith("sqlite3"):
            store.unlink()
    assert windhoek("show", "S/RES/9901 (2099)", "--json", store=store) == before


def windhoek(*words, store):
    done = subprocess.run(
        [sys.executable, "-m", "windhoek.cli", *map(str, words)],
        env=os.environ | {"WINDHOEK_STORE": str(store)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(
    not POSTGRES, reason="needs WINDHOEK_TEST_POSTGRES, the URL of a server (.ci/run sets it)"
)
def test_the_rights_in_postgresql_are_enough_and_no_more(tmp_path):
    import psycopg

    base, mark = POSTGRES.rpartition("/")[0], uuid.uuid4().hex[:8]
    names = {"windhoek-owner": f"owner_{mark}", "windhoek": f"site_{mark}", "anna": f"anna_{mark}"}
    database = f"windhoek_{mark}"

    def at(role):
        user = base.replace("//postgres@", f"//{names[role]}@")
        assert user != base
        return f"{user}/{database}"

    def grants(block):
        return re.sub(r"\b(windhoek|anna)\b(?=;| LOGIN)", lambda found: names[found[1]], block)

    with psycopg.connect(POSTGRES, autocommit=True) as server:
        for role in ("windhoek-owner", "windhoek"):
            server.execute(f"CREATE ROLE {names[role]} LOGIN")
        server.execute(f"CREATE DATABASE {database} OWNER {names['windhoek-owner']}")
        try:
            windhoek("ingest", files("windhoek") / "samples", store=at("windhoek-owner"))
            windhoek("accounts", "list", store=at("windhoek-owner"))  # makes their tables
            with psycopg.connect(f"{base}/{database}", autocommit=True) as inside:
                for block in blocks("sql"):
                    inside.execute(grants(block))
            program = (
                "import os, windhoek.store.tables\nfrom windhoek.store.store import Store\n"
                "from windhoek.store.suggestions import suggest\nprint(suggest(Store(), 'S/RES/9901 (2099), OP1', 'All').pk)\n"
                "from windhoek.store.tables import Document\n"
                "try: Document.objects.using(Store().alias).all().delete()\nexcept Exception as error: print(error)\n"
            )
            done = subprocess.run(
                [sys.executable, "-c", program], env=os.environ | {"WINDHOEK_STORE": at("windhoek")},
                capture_output=True, text=True,
            )  # fmt: skip
            assert done.stdout.startswith("1\n") and "permission denied" in done.stdout, done.stderr
            assert "OP1" in windhoek("show", "S/RES/9901 (2099)", store=at("windhoek"))
            windhoek("corrections", "close", "1", "--declined", "--note", "It is right.", store=at("anna"))
            (row,) = json.loads(windhoek("corrections", "--all", "--json", store=at("windhoek")))
            assert (row["state"], row["note"], row["wrong"]) == ("declined", "It is right.", "All")
            dump = tmp_path / "windhoek.dump"
            as_admin = f"{base}/{database}"
            subprocess.run(["pg_dump", "--format=custom", f"--file={dump}", as_admin], check=True)
            subprocess.run(["pg_restore", "--clean", "--if-exists", f"--dbname={as_admin}", dump], check=True)
            assert json.loads(windhoek("corrections", "--all", "--json", store=at("windhoek"))) == [row]
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            for name in names.values():
                server.execute(f"DROP ROLE IF EXISTS {name}")
