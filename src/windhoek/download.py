"""Download one file over HTTP in spite of bad lines: repeat with growing pauses, and go on where the server allows it.

A download goes on from where it stopped only when the server serves byte ranges and vouches with a strong ETag
that the file is still the same (RFC 9110, sections 13.1.5 and 14.2); otherwise it begins again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import requests

PATIENCE = 6  # attempts in a row that get no further than those before
LONGEST_WAIT = 60.0  # seconds between two attempts
LARGEST = 2 * 2**30  # bytes
_CHUNK = 2**13  # of a piece that a connection breaks in, nothing is kept
#: Statuses that say "not now" rather than "no".
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.ConnectTimeout, "the server does not answer"),
    (requests.exceptions.ReadTimeout, "the server has stopped sending"),
    (requests.exceptions.ChunkedEncodingError, "the connection was lost"),
    (requests.exceptions.ProxyError, "the proxy does not answer"),
    (requests.exceptions.ConnectionError, "the server cannot be reached or the connection was lost"),
)

Progress = Callable[[str, int, int | None], None]


class DownloadError(Exception):
    """A download failed for good. Printed as one line that says what happened and what to do."""


class Damaged(Exception):
    """What arrived is not what a caller expects; the message says why."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """How a download went. `etag` is the server's name for this content; `changed` is False when the server says
    that the caller has it already. `attempts` counts requests, `resumed` those that went on with a beginning."""

    etag: str
    changed: bool
    attempts: int
    resumed: int


class _Lost(Exception):
    """An attempt that failed and may be repeated: why, the bytes that had arrived, the seconds the server asks for."""

    def __init__(self, reason: str, reached: int = 0, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.reached, self.wait = reason, reached, wait


def download(
    url: str,
    target: Path,
    *,
    have: str = "",
    check: Callable[[Path], object] = lambda path: None,
    progress: Progress = lambda stage, done, total: None,
    pause: Callable[[float], object] = time.sleep,
    timeout: tuple[float, float] = (10.0, 30.0),
) -> Downloaded:
    """Download `url` to the file `target`, which appears only once it is complete and `check` has passed it.

    `have` is the ETag of what the caller has: an unchanged file is not sent again. `check` gets the path of the
    complete file and raises Damaged to have it downloaded anew. `progress(stage, done, total)` counts bytes, and
    has a sentence as stage before each pause. `timeout` is in seconds: to connect, and between two pieces of
    data. An interrupted call leaves its beginning beside `target`, for the next call to go on with. Raises
    DownloadError, and OSError when the disk refuses.
    """
    part = target.with_name(f"{target.name}.part")
    attempts = fruitless = farthest = resumed = 0
    while True:
        attempts += 1
        try:
            etag, offset = _attempt(url, part, have, progress, timeout)
            resumed += offset > 0
            if etag is None:
                return Downloaded(have, False, attempts, resumed)
            _check(part, check)
            part.replace(target)
            _note(part).unlink()
            return Downloaded(etag, True, attempts, resumed)
        except _Lost as lost:
            fruitless = 0 if lost.reached > farthest else fruitless + 1
            farthest = max(farthest, lost.reached)
            if fruitless >= PATIENCE:
                raise DownloadError(
                    f"{url}: {lost.reason}; given up after {attempts} attempts. Check the connection, then run the"
                    f" same command again: it goes on where it can"
                ) from None
            seconds = min(lost.wait or 2.0 ** max(fruitless - 1, 0), LONGEST_WAIT)
            progress(f"{lost.reason}; trying again in {seconds:.0f} s", lost.reached, None)
            pause(seconds)


def _attempt(
    url: str, part: Path, have: str, progress: Progress, timeout: tuple[float, float]
) -> tuple[str | None, int]:
    """One request to complete `part`: the ETag (None when unchanged since `have`), and the byte it began at."""
    offset, begun = _beginning(part, url)
    headers = {"Accept-Encoding": "identity", "User-Agent": f"windhoek/{version('windhoek')}"}
    if offset:
        headers |= {"Range": f"bytes={offset}-", "If-Range": begun}
    elif have:
        headers["If-None-Match"] = have
    try:
        with requests.get(url, headers=headers, stream=True, timeout=timeout) as response:
            if response.status_code == 304 and have:
                return None, 0
            if offset and not _goes_on(response, offset, begun):
                offset = 0
            if response.status_code != (206 if offset else 200):
                raise _refusal(response, url, part)
            etag = response.headers.get("ETag", "")
            _note(part).write_text(json.dumps({"url": url, "etag": etag}), encoding="utf-8")
            _receive(response, part, offset, url, progress)
            return etag, offset
    except (
        requests.exceptions.SSLError,
        requests.exceptions.InvalidURL,
        requests.exceptions.MissingSchema,
    ) as problem:
        raise DownloadError(f"{url}: {problem}. Check the address and the clock of this computer") from None
    except requests.RequestException as problem:
        for kind, reason in _REASONS:
            if isinstance(problem, kind):
                raise _Lost(reason, _size(part)) from None
        raise DownloadError(f"{url}: {problem}. Check the address") from None


def _goes_on(response: requests.Response, offset: int, begun: str) -> bool:
    return (
        response.status_code == 206
        and response.headers.get("ETag", begun) == begun
        and response.headers.get("Content-Range", "").startswith(f"bytes {offset}-")
    )


def _refusal(response: requests.Response, url: str, part: Path) -> _Lost | DownloadError:
    answer = f"the server answers {response.status_code} {response.reason}"
    if response.status_code in (206, 416):
        part.unlink(missing_ok=True)
        return _Lost("the file has changed on the server")
    if response.status_code in _PASSING:
        wait = response.headers.get("Retry-After", "")
        return _Lost(answer, wait=float(wait) if wait.isdigit() else 0.0)
    return DownloadError(f"{url}: {answer}. Check that the address opens in a browser")


def _receive(response: requests.Response, part: Path, offset: int, url: str, progress: Progress) -> None:
    length = response.headers.get("Content-Length", "")
    total = offset + int(length) if length.isdigit() else None
    with part.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        progress("downloading", offset, total)
        for chunk in response.iter_content(_CHUNK):
            file.write(chunk)
            offset += len(chunk)
            if offset > LARGEST:
                raise DownloadError(f"{url}: more than {LARGEST >> 30} GiB. Check the address")
            progress("downloading", offset, total)


def _check(part: Path, check: Callable[[Path], object]) -> None:
    try:
        check(part)
    except Damaged as problem:
        part.unlink()
        raise _Lost(f"what arrived is damaged ({problem})") from None


def _note(part: Path) -> Path:
    """The file that says what `part` is the beginning of."""
    return part.with_name(f"{part.name}.json")


def _beginning(part: Path, url: str) -> tuple[int, str]:
    """The bytes of `url` that are there already and the strong ETag of the file that they belong to, or 0 and nothing."""
    try:
        note = json.loads(_note(part).read_text(encoding="utf-8"))
        if note["url"] == url and note["etag"].startswith('"'):
            return _size(part), str(note["etag"])
    except (FileNotFoundError, ValueError, KeyError):
        pass
    return 0, ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
