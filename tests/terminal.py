"""The program as a terminal runs it, a process of its own for every command: forked from one that has imported it, which
spares each half a second or more. That it starts by itself is tested where it is (`test_cli`, `test_stopping`, `test_house`).
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_PATIENCE = 120  # seconds
_server = multiprocessing.get_context("forkserver")
# No model: which settings Django has is for the command to say, and `accounts` has its own.
_server.set_forkserver_preload(
    ["windhoek.cli", "django.db.migrations.executor", "django.db.backends.sqlite3.base", "tantivy"]
)


def windhoek(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    together: bool = False,
) -> subprocess.CompletedProcess[str]:
    """What `windhoek …` leaves behind in a folder, with `env` added to the environment and nobody at the keyboard.

    `together`: errors stand among the output, where a person sees them.
    """
    words = [str(each) for each in arguments]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("out", "out" if together else "err")]
        process = _server.Process(
            target=_run, args=(words, files, cwd or Path.cwd(), os.environ | (env or {}))
        )
        process.start()
        process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(words, _PATIENCE)
        out, err = (each.read_text(encoding="utf-8") for each in files)
    return subprocess.CompletedProcess(words, process.exitcode, out, "" if together else err)


def _run(words: list[str], files: list[Path], cwd: Path, env: Mapping[str, str]) -> None:
    """In the new process: put everything where a terminal would, and run the program."""
    for number, (stream, file) in enumerate(zip((sys.stdout, sys.stderr), files, strict=True), start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
        stream.reconfigure(encoding="utf-8")
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["windhoek", *words]

    from windhoek.cli import main

    main()
