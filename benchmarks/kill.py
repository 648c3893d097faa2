"""Kill an ingest at random moments, resume it, and compare with one that nobody disturbed.

    python benchmarks/kill.py [--corpus DIR…] [--moments 20] [--seed 1325]

Each moment is a new store: the ingest of the folders, with all its processes, gets SIGKILL at some moment between the
start of its first write and its end, is resumed, and its content must then equal the undisturbed one's to the byte.
Ends with status 1 when one does not.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from windhoek.store.dump import digest
from windhoek.store.index import search
from windhoek.store.store import Store
from windhoek.store.tables import File

_FOLDERS = [
    Path(__file__).parents[1] / f"../shared/corpus/sc-resolutions/Pre-2020/{year}"
    for year in range(2000, 2005)
]
# Says when it begins to write, for the first time and each time.
_PROGRAM = """
import sys
from windhoek.store.ingest import ingest
from windhoek.store.store import Store

class Telling(Store):
    def writing(self):
        print("writing", flush=True)
        return super().writing()

if __name__ == "__main__":
    report = ingest(Telling(sys.argv[1]), sys.argv[2:])
    print(report.stored, report.unchanged)
"""


def start(store: Path, corpus: Sequence[Path]) -> subprocess.Popen[str]:
    """An ingest in processes of its own, come to where it begins to write, or ended without."""
    command = [sys.executable, "-c", _PROGRAM, str(store), *map(str, corpus)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert running.stdout is not None
    running.stdout.readline()
    return running


def content(path: Path) -> tuple[str, int, int]:
    """The digest of a store, how many of its paragraphs speak of women, and how many files it has documents of."""
    store = Store(path)
    out = digest(store), search(store, "women").total, stored(path)
    store.close()
    return out


def stored(path: Path) -> int:
    """How many files a store has documents of."""
    store = Store(path)
    files = File.objects.using(store.alias).filter(outcome="stored").count()
    store.close()
    return int(files)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, nargs="+", default=_FOLDERS)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1325)
    given = parser.parse_args()
    corpus = [folder.resolve() for folder in given.corpus]
    missing = [str(folder) for folder in corpus if not folder.is_dir()]
    if missing:
        sys.exit(f"{missing[0]}: no such folder. Give folders of documents with --corpus.")
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="windhoek-kill-") as folder:
        whole = Path(folder) / "undisturbed.sqlite3"
        running = start(whole, corpus)
        began = time.monotonic()
        running.communicate()
        lasted = time.monotonic() - began
        expected = content(whole)
        print(
            f"undisturbed: {lasted:.1f} s from its first write to its end, {expected[2]} files, "
            f"content {expected[0][:16]}, {expected[1]} paragraphs speak of women",
            flush=True,
        )
        different = midway = 0
        for moment in range(1, given.moments + 1):
            path = Path(folder) / f"{moment}.sqlite3"
            running = start(path, corpus)
            after = chance.uniform(0, lasted)
            time.sleep(after)
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            held = stored(path)
            midway += held < expected[2]
            start(path, corpus).communicate()
            same = content(path) == expected
            different += not same
            print(
                f"{moment:>3}: killed {after:5.2f} s after its first write, {held:>4} of {expected[2]} files stored; "
                f"resumed: {'the same to the byte' if same else 'DIFFERENT'}",
                flush=True,
            )
    print(
        f"{midway} of {given.moments} killed before all files were stored; "
        f"{given.moments - different} of {given.moments} the same to the byte"
    )
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
