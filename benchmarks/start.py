"""How long a clone without documents and network takes to show the register: `windhoek run` from its start to its pages.

    python benchmarks/start.py [TIMES]

Each time in an empty folder with an empty place for stores. Prints seconds by the clock until the first page is
answered, then of each page in turn, with its size.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PAGES = (
    "/missions/UNMIL/?on=2013-05-31",
    "/",
    "/missions/",
    "/register/",
    "/register/personnel/",
    "/register/targets/",
)
_PATIENCE = 60


def first_pages(home: Path) -> list[tuple[str, float, bytes]]:
    """(Page, seconds, what came) of each page, asked one after another; of the first, seconds since the start of `run`.

    `home` holds the stores; where it has the samples already, this is no first start. Raises TimeoutError.
    """
    nowhere = home / "clone" / "windhoek"
    nowhere.mkdir(parents=True, exist_ok=True)
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("WINDHOEK", "DJANGO"))
    }
    start = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", "from windhoek.cli import main; main()", "run", "--no-open", "--port", "8650"],
        cwd=nowhere,
        env={**environment, "XDG_DATA_HOME": str(home / "data")},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            assert program.stderr is not None
            said = ""
            while not (found := re.search(r"at (http://\S+)/ ", said)):
                line = program.stderr.readline()
                assert line, said
                said += line
            seen = []
            for page in PAGES:
                body = _get(found[1] + page, start + _PATIENCE)
                seen.append((page, time.monotonic() - start, body))
                start = time.monotonic()
            return seen
        finally:
            program.send_signal(signal.SIGINT)
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()


def _get(address: str, until: float) -> bytes:
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(address)


def main(times: int = 3) -> None:
    """Print it for a first start and for later ones."""
    with tempfile.TemporaryDirectory(prefix="windhoek-start-") as folder:
        for number in range(times):
            print("first start" if not number else "again")
            for page, seconds, body in first_pages(Path(folder)):
                print(f"  {seconds:6.2f} s  {len(body) / 1000:6.1f} kB  {page}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
