"""Ctrl-C at a terminal, which reaches every process of the command, ends the site and frees its port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_one_ctrl_c_ends_the_site(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "windhoek.cli", "serve", "--port", str(port)]
    environment = os.environ | {"WINDHOEK_STORE": str(tmp_path / "store.sqlite3")}
    with subprocess.Popen(
        command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL
    ) as process:
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert time.monotonic() < until, "the site did not start"
                    time.sleep(0.2)
            os.killpg(process.pid, signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    with socket.create_server(("127.0.0.1", port)):
        pass
