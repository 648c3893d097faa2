"""The site's speed and weight: `make bench ARGS=web`; beside Datasette's table page with facets on the same file: `ARGS=datasette`.

Server time is processor time of this process from request to answer, without the network, so that a busy machine does not
change it much; what the first request of a kind has to read is told apart. Beside Datasette both are asked over HTTP in turns and the
clock is looked at, since that is what a person waits for.
"""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from benchmarks.pages import ON_SERVERS, SEARCHES, drawn, is_page

_EACH = 30  # pages of a kind
_SAMPLES = 90  # requests of a kind, at least
_FILES = 3  # files to take away of a kind: some take seconds
_TURNS = 40
_PATIENCE = 60  # seconds until Datasette answers
_OURS = "/search?q=women"
_THEIRS = {
    "paragraphs by kind and page": "store_unit?_facet=kind&_facet=page",
    "documents by kind, body, language": "store_document?_facet=kind&_facet=body&_facet=language",
}


def show(what: str, *figures: str) -> None:
    print(f"{what:<62}" + "".join(f" {each:>12}" for each in figures), flush=True)


def measure(store: Any) -> None:
    """Server time and weight of every kind of page on an open store, with the goals."""
    from django.test import Client, override_settings

    from windhoek.site import wsgi

    wsgi._warm()
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    times: dict[str, list[float]] = {}
    weights: dict[str, list[_Weight]] = {}
    first: dict[str, float] = {}
    parts: dict[str, _Weight] = {}
    for kind, grouped in itertools.groupby(drawn(store, _EACH), key=lambda page: page[0]):
        addresses = [address for _, address in grouped]
        samples = _SAMPLES
        if kind.startswith("file: "):
            addresses, samples = addresses[:_FILES], 2 * _FILES
        with override_settings(SERVER=kind in ON_SERVERS):
            # Once without the clock: what a page reads for the first time is told apart.
            for address in addresses:
                start = time.process_time()
                answer = client.get(address)
                first.setdefault(kind, (time.process_time() - start) * 1000)
                assert answer.status_code in (200, 404), f"{address}: {answer.status_code}"
                weights.setdefault(kind, []).append(_weight(client, address, answer, parts))
            for address in addresses * -(-samples // len(addresses)):
                start = time.process_time()
                client.get(address).getvalue()
                times.setdefault(kind, []).append((time.process_time() - start) * 1000)
    show("kind of page", "p50 ms", "p95 ms", "first ms", "sent kB", "whole kB")
    for kind, spent in times.items():
        figures = (statistics.median(spent), _p95(spent))
        show(
            f"  {kind}",
            *(f"{each:.1f}" for each in figures),
            f"{first[kind]:.0f}",
            *(f"{max(each) / 1000:.0f}" for each in zip(*weights[kind], strict=True)),
        )
    pages = [kind for kind in times if not kind.startswith("file: ")]
    slowest = max(pages, key=lambda kind: _p95(times[kind]))
    show(f"slowest kind of page, p95: {slowest}", f"{_p95(times[slowest]):.0f} ms", "goal ≤ 100")
    searches = [each for kind in SEARCHES for each in times[kind]]
    show("search with counts, p95", f"{_p95(searches):.0f} ms", "goal ≤ 50")
    looked_at = [kind for kind in times if is_page(kind)]
    for at, how in enumerate(("as sent", "uncompressed")):
        heavy = max(looked_at, key=lambda kind: max(each[at] for each in weights[kind]))
        heaviest = max(each[at] for each in weights[heavy])
        show(
            f"heaviest page with style, script, pictures, {how}: {heavy}",
            f"{heaviest / 1000:.0f} kB",
            "goal ≤ 150",
        )


#: Bytes as sent, and uncompressed.
_Weight = tuple[int, int]


def _weight(client: Any, address: str, answer: Any, parts: dict[str, _Weight]) -> _Weight:
    """What an answer weighs, with all that a browser fetches for it; `parts` keeps what those weigh."""
    content = answer.getvalue()
    sent = len(content)
    if answer.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    weights = [(sent, len(content))]
    if answer["Content-Type"].startswith("text/html"):
        asked = _Asked()
        asked.feed(content.decode())
        for each in {urljoin(address, part) for part in asked.parts}:
            if each not in parts:
                got = client.get(each)
                assert got.status_code == 200, f"{address} asks for {each}: {got.status_code}"
                parts[each] = _weight(client, each, got, parts)
            weights.append(parts[each])
    return sum(each[0] for each in weights), sum(each[1] for each in weights)


class _Asked(HTMLParser):
    """The addresses that a page makes a browser fetch: style, script, pictures (of two for light and dark the light one)."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.parts.append(given["href"] or "")
        elif tag in ("script", "img") and given.get("src"):
            self.parts.append(given["src"] or "")


def beside(store: Any, where: Path) -> None:
    """Our search with counts and Datasette's table page with facets on the same file, asked in turns over HTTP."""
    program = _datasette(where)
    if program is None:
        show("Datasette could not be installed from PyPI: not measured beside it", "–")
        return
    file = Path(store.name)
    from benchmarks.screenshots import site

    with site(store.name) as ours, _serving(program, file) as theirs:
        addresses = {"windhoek: search with counts by six facets": ours + _OURS} | {
            f"Datasette: {name}": f"{theirs}/{file.stem}/{address}" for name, address in _THEIRS.items()
        }
        spent: dict[str, list[float]] = {name: [] for name in addresses}
        for turn in range(_TURNS + 3):
            for name, address in addresses.items():
                start = time.perf_counter()
                with urllib.request.urlopen(address, timeout=60) as answer:
                    answer.read()
                if turn >= 3:
                    spent[name].append((time.perf_counter() - start) * 1000)
        show("over HTTP, in turns", "p50 ms", "p95 ms")
        for name, each in spent.items():
            show(f"  {name}", f"{statistics.median(each):.1f}", f"{_p95(each):.1f}")
        mine, *others = spent.values()
        for name, each in zip(_THEIRS, others, strict=True):
            ratios = (statistics.median(each) / statistics.median(mine), _p95(each) / _p95(mine))
            show(f"  Datasette as a multiple of it: {name}", *(f"{ratio:.1f} ×" for ratio in ratios))


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _datasette(where: Path) -> Path | None:
    """Datasette in an environment that is thrown away; None where PyPI cannot be reached."""
    folder = where / "datasette"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        done = subprocess.run(
            [folder / "bin" / "pip", "install", "--quiet", "datasette"], capture_output=True
        )
        if done.returncode:
            return None
    return folder / "bin" / "datasette"


@contextlib.contextmanager
def _serving(program: Path, file: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ("facet_time_limit_ms", "30000"), ("sql_time_limit_ms", "30000"), ("num_sql_threads", "3")
    options = [word for setting in settings for word in ("--setting", *setting)]
    with subprocess.Popen(
        [program, "serve", file, "--port", str(port), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            until = time.monotonic() + _PATIENCE
            while True:
                try:
                    urllib.request.urlopen(f"{address}/-/versions.json", timeout=5).close()
                    break
                except (urllib.error.URLError, ConnectionError):
                    if time.monotonic() > until or server.poll() is not None:
                        raise
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()
