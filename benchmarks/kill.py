"""Kill an ingest at random moments, resume it, and compare with one that nobody disturbed.

    python benchmarks/kill.py [--corpus DIR] [--moments 20] [--seed 1325]

Each moment is a new store: the ingest of the folder (all its processes) gets SIGKILL, is resumed to its end, and its
content must equal the undisturbed one's to the byte. Ends with status 1 when one does not.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from windhoek.store.dump import digest
from windhoek.store.index import search
from windhoek.store.store import Store

_FOLDER = Path(__file__).parents[1] / "../shared/corpus/sc-resolutions/Pre-2020/2019"
_PROGRAM = (
    "import sys; from windhoek.store.ingest import ingest; from windhoek.store.store import Store; "
    "report = ingest(Store(sys.argv[1]), sys.argv[2:]); print(report.stored, report.unchanged)"
)


def start(store: Path, corpus: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _PROGRAM, str(store), str(corpus)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=_FOLDER)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1325)
    given = parser.parse_args()
    corpus = given.corpus.resolve()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="windhoek-kill-") as folder:
        whole = Path(folder) / "undisturbed.sqlite3"
        began = time.monotonic()
        start(whole, corpus).communicate()
        lasted = time.monotonic() - began
        expected = digest(Store(whole))
        found = search(Store(whole), "women").total
        print(f"undisturbed: {lasted:.1f} s, content {expected[:16]}, {found} paragraphs speak of women")
        different = 0
        for moment in range(1, given.moments + 1):
            path = Path(folder) / f"{moment}.sqlite3"
            running = start(path, corpus)
            after = chance.uniform(0.05, 1.0) * lasted
            time.sleep(after)
            running.kill()
            running.wait()
            resumed = start(path, corpus).communicate()[0].split()
            same = digest(Store(path)) == expected and search(Store(path), "women").total == found
            different += not same
            print(
                f"{moment:>3}: killed after {after:5.2f} s; resumed with {resumed[1]:>4} files done, {resumed[0]:>4} to do: "
                f"{'the same to the byte' if same else 'DIFFERENT'}",
                flush=True,
            )
    print(f"{given.moments - different} of {given.moments} the same")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
