"""What an ingest must survive: SIGKILL at any moment, and being done on a cluster."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from store_documents import akn

from windhoek.store.dump import digest
from windhoek.store.index import search
from windhoek.store.ingest import Inline, ingest
from windhoek.store.store import Store

_PROGRAM = "import sys; from windhoek.store.ingest import ingest; from windhoek.store.store import Store; ingest(Store(sys.argv[1]), sys.argv[2:])"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of 160 resolutions."""
    where = tmp_path / "many"
    where.mkdir()
    for number in range(9100, 9260):
        body = [
            f"Asks group {number} to report on women in paragraph {n} of resolution {number - 1} (2031);"
            for n in range(1, 9)
        ]
        text = akn(f"S/RES/{number} (2031)", "en", [f"Recalling resolution {number - 2} (2031),"], body)
        (where / f"S_RES_{number}.xml").write_text(text)
    return where


def test_killed_and_resumed_it_ends_the_same(make_store: Callable[[], Store], many: Path) -> None:
    undisturbed = make_store()
    ingest(undisturbed, [many], executor=Inline())
    store = make_store()
    command = [sys.executable, "-c", _PROGRAM, store.url, str(many)]
    chance = random.Random(1325)
    for moment in range(4):
        running = subprocess.Popen(command)
        # From the first writes on, which come after the start of Python and of its workers.
        time.sleep(0.8 + 0.5 * moment + chance.random())
        running.kill()
        running.wait()
    report = ingest(store, [many], executor=Inline())
    assert report.failed == 0
    assert digest(store) == digest(undisturbed)
    assert search(store, "women").total == search(undisturbed, "women").total == 160 * 8


def test_a_cluster_stores_the_same_bytes(make_store: Callable[[], Store], many: Path) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="needs the cluster extra: pip install windhoek[cluster]"
    )
    here, there = make_store(), make_store()
    ingest(here, [many])
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    try:
        with distributed.Client(cluster.scheduler_address) as client:
            assert len(client.scheduler_info()["workers"]) == 2
            report = ingest(there, [many], executor=client.get_executor())
    finally:
        cluster.close()
    assert (report.stored, report.failed) == (160, 0)
    assert digest(there) == digest(here)
