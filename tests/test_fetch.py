"""Fetching against a server of our own that serves an archive made from real documents, badly."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from windhoek import unpack as unpacking
from windhoek.download import _CHUNK, PATIENCE
from windhoek.fetch import KEPT, FetchError, fetch

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass

    def head(self, status: int, **headers: object) -> None:
        self.send_response(status)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    answers: list[Answer]
    asked: list[dict[str, str]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/archive/HEAD.zip"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    if not CORPUS.exists():
        pytest.skip(f"no documents: {CORPUS} is missing")
    files = sorted(CORPUS.glob("sc-resolutions/2023/English/*.xml"))[:60]
    files += sorted(CORPUS.glob("sc-metadata/*.json"))[:2]
    return {str(file.relative_to(CORPUS)): file.read_bytes() for file in files}


def zipped(files: dict[str, bytes], top: str = "SCresolutions-0a1b2c/") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(top + name, data)
    return buffer.getvalue()


def etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()}"'


def whole(body: bytes, **headers: object) -> Answer:
    return lambda handler: (
        handler.head(200, Content_Length=len(body), **headers),
        handler.wfile.write(body),
        None,
    )[-1]


def cut(body: bytes, at: int, **headers: object) -> Answer:
    """Promises the whole body and closes the connection after `at` bytes."""
    return lambda handler: (
        handler.head(200, Content_Length=len(body), **headers),
        handler.wfile.write(body[:at]),
        None,
    )[-1]


def status(code: int, **headers: object) -> Answer:
    return lambda handler: handler.head(code, Content_Length=0, **headers)


def ranges(body: bytes, cuts: list[int]) -> Answer:
    """A server that knows ranges and If-Range, and closes the connection after as many bytes as `cuts` says next."""

    def answer(handler: Handler) -> None:
        start, status, headers = 0, 200, {"ETag": etag(body)}
        wanted = handler.headers.get("Range", "")
        if wanted and handler.headers.get("If-Range") == etag(body):
            start, status = int(wanted.removeprefix("bytes=").rstrip("-")), 206
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        stop = start + cuts.pop(0) if cuts else len(body)
        handler.head(status, Content_Length=len(body) - start, **headers)
        handler.wfile.write(body[start:stop])

    return answer


def get(server: Server, folder: Path, *answers: Answer, pauses: list[float] | None = None):  # type: ignore[no-untyped-def]
    server.answers = list(answers)
    waited = pauses if pauses is not None else []
    return fetch(folder, url=server.url, pause=waited.append, timeout=(2, 0.5))


def found(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and KEPT not in path.relative_to(folder).parts
    }


def test_everything_arrives_with_its_checksums(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    body = zipped(documents)
    report = get(server, tmp_path, whole(body))
    assert found(tmp_path) == documents
    assert (report.sha256, report.size) == (hashlib.sha256(body).hexdigest(), len(body))
    assert (report.attempts, report.resumed, report.contents.new) == (1, 0, len(documents))
    manifest = json.loads(report.manifest.read_text(encoding="utf-8"))
    assert manifest["sha256"] == report.sha256
    assert manifest["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in documents.items()}


@pytest.mark.parametrize("seed", range(8))
def test_goes_on_after_cuts_at_random_places(
    server: Server, documents: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    body = zipped(documents)
    cuts = [chance.randrange(len(body) // 5) for _ in range(chance.randrange(1, 5))]
    report = get(server, tmp_path, ranges(body, list(cuts)))
    assert found(tmp_path) == documents
    assert report.attempts == len(cuts) + 1
    assert report.resumed >= (cuts[0] > _CHUNK)


@pytest.mark.parametrize("seed", range(4))
def test_begins_again_where_ranges_are_refused(
    server: Server, documents: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    body = zipped(documents)
    cuts = [cut(body, chance.randrange(len(body)), ETag=etag(body)) for _ in range(3)]
    report = get(server, tmp_path, *cuts, whole(body, ETag=etag(body)))
    assert found(tmp_path) == documents
    assert (report.attempts, report.resumed) == (4, 0)
    assert any("Range" in headers for headers in server.asked[1:])


def test_content_that_changes_between_attempts(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    old, new = zipped({"old.xml": bytes(10_000)}), zipped(documents)
    report = get(server, tmp_path, cut(old, len(old) // 2, ETag=etag(old)), ranges(new, []))
    assert found(tmp_path) == documents
    assert report.resumed == 0


def test_a_server_that_mixes_two_contents_in_one_range(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    """It ignores If-Range and names no ETag: only the archive itself can tell."""
    old, new = zipped({"old.xml": random.Random(1).randbytes(90_000)}), zipped(documents)
    half = len(old) // 2

    def mixed(handler: Handler) -> None:
        handler.head(
            206, Content_Length=len(new) - half, Content_Range=f"bytes {half}-{len(new) - 1}/{len(new)}"
        )
        handler.wfile.write(new[half:])

    report = get(server, tmp_path, cut(old, half, ETag=etag(old)), mixed, whole(new))
    assert found(tmp_path) == documents
    assert report.attempts == 3


def rest_of_another(handler: Handler) -> None:
    start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
    handler.head(
        206, ETag='"another"', Content_Range=f"bytes {start}-{start + 9}/{start + 10}", Content_Length=10
    )
    handler.wfile.write(b"0123456789")


@pytest.mark.parametrize(
    "answer", [status(206, Content_Range="bytes 3-9/10"), status(206), rest_of_another, status(416)]
)
def test_a_range_that_is_not_ours_begins_again(
    server: Server, documents: dict[str, bytes], tmp_path: Path, answer: Answer
) -> None:
    body = zipped(documents)
    report = get(server, tmp_path, cut(body, 30_000, ETag=etag(body)), answer, whole(body))
    assert ["Range" in headers for headers in server.asked] == [False, True, False]
    assert report.resumed == 0
    assert found(tmp_path) == documents


def test_a_beginning_belongs_to_its_address(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    body = zipped(documents)
    server.answers = [cut(body, 30_000, ETag=etag(body)), status(404)]
    with pytest.raises(FetchError):
        fetch(tmp_path, url=server.url + "?another", pause=lambda seconds: None)
    get(server, tmp_path, ranges(body, []))
    assert "Range" not in server.asked[-1]


def test_gives_up_when_it_gets_no_further(server: Server, tmp_path: Path) -> None:
    body = bytes(100_000)
    pauses: list[float] = []
    answers = [cut(body, at) for at in (50_000, 40_000) * 10]
    with pytest.raises(FetchError, match=f"given up after {PATIENCE + 1} attempts"):
        get(server, tmp_path, *answers, pauses=pauses)
    assert pauses == [1, 1, 2, 4, 8, 16]


@pytest.mark.parametrize("claim", [-1000, -1, 1, 1000])
def test_wrong_lengths(server: Server, documents: dict[str, bytes], tmp_path: Path, claim: int) -> None:
    body = zipped(documents)

    def lies(handler: Handler) -> None:
        handler.head(200, Content_Length=len(body) + claim)
        handler.wfile.write(body)

    report = get(server, tmp_path, lies, whole(body))
    assert found(tmp_path) == documents
    assert report.attempts == 2


def test_without_length_or_with_chunks(server: Server, documents: dict[str, bytes], tmp_path: Path) -> None:
    """GitHub sends chunks; an old server closes the connection and so says that this was all."""
    body = zipped(documents)

    def chunks(last: bytes) -> Answer:
        def answer(handler: Handler) -> None:
            handler.head(200, Transfer_Encoding="chunked")
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body) + last)

        return answer

    def bare(handler: Handler) -> None:
        handler.head(200)
        handler.wfile.write(body[: len(body) // 2])

    report = get(server, tmp_path, chunks(b""), bare, chunks(b"0\r\n\r\n"))
    assert found(tmp_path) == documents
    assert report.attempts == 3


def test_servers_in_trouble_get_time(server: Server, documents: dict[str, bytes], tmp_path: Path) -> None:
    pauses: list[float] = []
    body = zipped(documents)
    get(
        server,
        tmp_path,
        status(500),
        status(503, Retry_After=7),
        status(429, Retry_After=9999),
        whole(body),
        pauses=pauses,
    )
    assert pauses == [1.0, 7.0, 60.0]
    assert found(tmp_path) == documents


def test_trouble_on_the_way_loses_nothing(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    body = zipped(documents)
    report = get(server, tmp_path, cut(body, 50_000, ETag=etag(body)), status(503), ranges(body, []))
    assert (report.attempts, report.resumed) == (3, 1)
    assert found(tmp_path) == documents


def test_a_server_that_falls_silent(server: Server, documents: dict[str, bytes], tmp_path: Path) -> None:
    body = zipped(documents)

    def silent(handler: Handler) -> None:
        handler.head(200, Content_Length=len(body))
        handler.wfile.write(body[:100])
        handler.wfile.flush()
        handler.connection.recv(1)

    report = get(server, tmp_path, silent, whole(body))
    assert report.attempts == 2


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (status(500), "500"),
        (status(404), "404"),
        (whole(b"<html>log in first</html>"), "damaged"),
        (whole(b""), "damaged"),
        (status(302, Location="/archive/HEAD.zip"), "redirects"),
    ],
)
def test_gives_up_in_one_line(server: Server, tmp_path: Path, answer: Answer, says: str) -> None:
    pauses: list[float] = []
    with pytest.raises(FetchError) as caught:
        get(server, tmp_path, answer, pauses=pauses)
    assert says in str(caught.value)
    assert str(caught.value).startswith(server.url)
    assert "\n" not in str(caught.value)
    assert len(pauses) < PATIENCE
    assert found(tmp_path) == {}


def test_nobody_listens(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(tmp_path, url="http://127.0.0.1:9/x.zip", pause=lambda seconds: None)


def test_the_second_fetch_verifies_and_mends(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    body = zipped(documents)
    get(server, tmp_path, whole(body, ETag=etag(body)))
    first, second, *_ = documents
    (tmp_path / first).write_bytes(b"damaged")
    (tmp_path / second).unlink()
    report = get(server, tmp_path, status(304))
    assert server.asked[-1]["If-None-Match"] == etag(body)
    assert (report.contents.replaced, report.contents.new) == (1, 1)
    assert report.contents.unchanged == len(documents) - 2
    assert found(tmp_path) == documents


def test_a_damaged_archive_is_fetched_anew(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    body = zipped(documents)
    get(server, tmp_path, whole(body, ETag=etag(body)))
    (tmp_path / KEPT / "archive.zip").write_bytes(body[:-1])
    report = get(server, tmp_path, whole(body, ETag=etag(body)))
    assert "If-None-Match" not in server.asked[-1]
    assert report.contents.unchanged == len(documents)


def test_files_that_left_the_archive_leave_the_folder(server: Server, tmp_path: Path) -> None:
    get(server, tmp_path, whole(zipped({"a/1.xml": b"1", "a/2.xml": b"2", "b/3.xml": b"3", "b/4.xml": b"4"})))
    (tmp_path / "a/2.xml").write_bytes(b"changed by hand")
    (tmp_path / "own.xml").write_bytes(b"own")
    report = get(server, tmp_path, whole(zipped({"b/4.xml": b"4 corrected"})))
    assert found(tmp_path) == {
        "a/2.xml": b"changed by hand",
        "own.xml": b"own",
        "b/4.xml": b"4 corrected",
    }
    assert (report.contents.removed, report.contents.replaced) == (2, 1)


def test_only_documents_are_written(server: Server, tmp_path: Path) -> None:
    report = get(
        server, tmp_path, whole(zipped({"a.xml": b"a", "README.md": b"r", "run.sh": b"s", ".git": b"g"}))
    )
    assert set(found(tmp_path)) == {"a.xml", "README.md"}
    assert report.contents.left_out == 2


def test_interrupted_by_hand_and_called_again(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    body = zipped(documents)
    server.answers = [ranges(body, [])]

    def interrupt(stage: str, done: int, total: int | None) -> None:
        if done > len(body) // 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(tmp_path, url=server.url, progress=interrupt)
    report = get(server, tmp_path, ranges(body, []))
    assert (report.attempts, report.resumed) == (1, 1)
    assert found(tmp_path) == documents


def test_progress_counts_to_the_end(server: Server, documents: dict[str, bytes], tmp_path: Path) -> None:
    body = zipped(documents)
    server.answers = [whole(body)]
    seen: dict[str, tuple[int, int | None]] = {}
    fetch(
        tmp_path,
        url=server.url,
        progress=lambda stage, done, total: seen.__setitem__(stage, (done, total)),
    )
    assert seen == {"downloading": (len(body),) * 2, "unpacking": (len(documents),) * 2}


def member(name: str, mode: int = 0o100644, flags: int = 0) -> bytes:
    buffer = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("top/a.xml", b"a")
        archive.writestr(info, b"x")
    body = bytearray(buffer.getvalue())
    if flags:
        body[body.rindex(b"PK\1\2") + 8] |= flags
    return bytes(body)


@pytest.mark.parametrize(
    "body",
    [
        member("../../evil.xml"),
        member("/evil.xml"),
        member("top/a/../../../evil.xml"),
        member("top/..\\evil.xml"),
        member("C:evil.xml"),
        member("top/link.xml", mode=0o120777),
        member("top/locked.xml", flags=1),
    ],
)
def test_dangerous_archives_are_not_unpacked(server: Server, tmp_path: Path, body: bytes) -> None:
    with pytest.raises(FetchError, match="not unpacked"):
        get(server, tmp_path / "into", whole(body))
    assert found(tmp_path / "into") == {}
    assert {path.name for path in tmp_path.iterdir()} == {"into"}


@pytest.mark.parametrize("limit", ["LARGEST_FILE", "LARGEST_TOTAL", "MOST_FILES"])
def test_limits(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(unpacking, limit, 1)
    with pytest.raises(FetchError, match="not unpacked"):
        get(server, tmp_path, whole(zipped({"a.xml": bytes(5000), "b.xml": bytes(5000)})))


def test_a_member_damaged_inside_a_whole_archive(
    server: Server, documents: dict[str, bytes], tmp_path: Path
) -> None:
    good = zipped(documents)
    bad = bytearray(good)
    bad[len(bad) // 2] ^= 0xFF
    report = get(server, tmp_path, whole(bytes(bad)), whole(good))
    assert report.attempts == 2
    assert found(tmp_path) == documents


def test_a_destination_that_is_a_file(server: Server, tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("x")
    with pytest.raises(FetchError, match="another folder"):
        get(server, place, whole(b""))
