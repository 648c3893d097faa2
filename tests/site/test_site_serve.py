"""The server that `windhoek serve` starts, as a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from site_documents import running, store_path

from windhoek.site.serve import free_port


def test_it_serves_the_store_and_ends_when_interrupted(store):
    with running(store) as (address, server):
        with urllib.request.urlopen(f"{address}/S/RES/9002(2031)") as answer:
            assert answer.status == 200 and b"women into mediation" in answer.read()
        page = urllib.request.urlopen(address).read().decode()
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        with urllib.request.urlopen(address + style) as answer:
            assert answer.headers["Content-Type"].startswith("text/css")
            assert "31536000" in answer.headers["Cache-Control"]
        server.send_signal(signal.SIGINT)
        assert server.wait(20) is not None


def test_a_taken_port_is_left_alone():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert taken < free_port("127.0.0.1", taken) < taken + 50


def test_a_host_that_is_not_ours_is_an_error():
    with pytest.raises(OSError):
        free_port("203.0.113.7", 8000)


def test_any_wsgi_server_can_serve_it(store):
    program = """
from io import BytesIO
from windhoek.site.wsgi import application
said = []
environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/S/RES/9002(2031)", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
           "wsgi.input": BytesIO(), "wsgi.url_scheme": "http"}
body = b"".join(application(environ, lambda status, headers: said.append(status)))
print(said[0], b"women into mediation" in body)
"""
    environment = {**os.environ, "WINDHOEK_STORE": str(store_path(store))}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "200 OK True", done.stderr
