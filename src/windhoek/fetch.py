"""Fetch the UN's public resolutions: an archive from the UN's repository, with proof of what arrived.

The archive's address ends in HEAD, which GitHub takes for the repository's default branch, whatever its name.
GitHub makes such archives on request and serves no byte ranges of them: after a lost connection it begins again.
The resolutions are unofficial copies; whoever uses them has to name the United Nations as their source
(README.md of the repository, which is fetched with them).
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from windhoek.download import Damaged, DownloadError, Progress, download
from windhoek.unpack import Broken, Unpacked, UnsafeArchive, inspect, unpack

ARCHIVE = "https://github.com/UNxml/SCresolutions/archive/HEAD.zip"
#: In this folder below the destination: the archive, what has arrived of the next one, and the manifest.
KEPT = ".fetch"


class FetchError(Exception):
    """Fetching failed for good. Printed as one line that says what happened and what to do."""


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a fetch brought: SHA-256 (hex) and bytes of the archive, and what came of its files.

    `attempts` counts requests, `resumed` those that went on from where another had stopped. `manifest` is the
    JSON file that keeps the address, the time and every checksum.
    """

    folder: Path
    manifest: Path
    url: str
    sha256: str
    size: int
    attempts: int
    resumed: int
    contents: Unpacked


class _Manifest(TypedDict):
    url: str
    etag: str
    sha256: str
    size: int
    fetched: str
    files: dict[str, str]


def fetch(
    destination: Path | str,
    *,
    url: str = ARCHIVE,
    progress: Progress = lambda stage, done, total: None,
    pause: Callable[[float], object] = time.sleep,
    timeout: tuple[float, float] = (10.0, 30.0),
) -> FetchReport:
    """Download the zip archive at `url` and bring the folder `destination` to its state.

    Nothing is downloaded when the server says that its archive has not changed; in every case each file is
    checked against the archive and mended. `progress(stage, done, total)` counts bytes while downloading and
    files while unpacking, and has a sentence as stage before a pause. `pause` and `timeout` are those of
    `download`. Raises FetchError. Interrupted at any point, a second call finishes the work.
    """
    folder = Path(destination)
    archive, manifest = folder / KEPT / "archive.zip", folder / KEPT / "manifest.json"
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        before = _read(manifest)
        same = before["url"] == url and archive.exists() and _sha256(archive) == before["sha256"]
        got = download(
            url,
            archive,
            have=before["etag"] if same else "",
            check=_whole,
            progress=progress,
            pause=pause,
            timeout=timeout,
        )
        contents = unpack(archive, folder, before["files"], progress)
        report = FetchReport(
            folder,
            manifest,
            url,
            _sha256(archive),
            archive.stat().st_size,
            got.attempts,
            got.resumed,
            contents,
        )
        _write(manifest, report, got.etag)
    except DownloadError as problem:
        raise FetchError(f"{problem}.") from None
    except UnsafeArchive as problem:
        raise FetchError(f"{url}: not unpacked, {problem}. Tell whoever publishes the archive.") from None
    except OSError as problem:
        reason = f"{problem.filename or folder}: {problem.strerror or problem}"
        raise FetchError(f"{reason}. Make room there or name another folder.") from None
    return report


def _whole(archive: Path) -> None:
    try:
        inspect(archive)
    except Broken as problem:
        raise Damaged(str(problem)) from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(manifest: Path) -> _Manifest:
    """What the last complete fetch left, or an empty manifest where there is none that can be read."""
    empty = _Manifest(url="", etag="", sha256="", size=0, fetched="", files={})
    try:
        return empty | json.loads(manifest.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    except (FileNotFoundError, ValueError, TypeError):
        return empty


def _write(manifest: Path, report: FetchReport, etag: str) -> None:
    contents = _Manifest(
        url=report.url,
        etag=etag,
        sha256=report.sha256,
        size=report.size,
        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
        files=dict(report.contents.files),
    )
    beside = manifest.with_name("manifest.json.part")
    beside.write_text(json.dumps(contents, indent=1, ensure_ascii=False), encoding="utf-8")
    beside.replace(manifest)
