"""Find the files that may be documents, say what was passed over, and take their SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = 4096
# Files that people put beside documents and that are none.
_COMPANIONS = re.compile(
    r"(readme|licen[cs]e|copying|notice|authors|contributing|changelog|makefile|citation)([._-].*)?$",
    re.IGNORECASE,
)
_DOCUMENTS = {".xml", ".akn", ".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ""}
_SIGNS = (b"%PDF-", b"PK\x03\x04", b"<")
_BLANK = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies on the disk: absolute path, SHA-256 in hex, size in bytes; `facts` for a file of metadata."""

    path: str
    sha256: str
    size: int
    facts: bool = False


@dataclass(slots=True)
class Search:
    """What a search of the disk came to. `skipped` and `failed` are lines for people."""

    found: list[Found] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def find(paths: Iterable[str | os.PathLike[str]]) -> Search:
    """Look at files and, through all their folders, at folders; the answer is in the order of paths.

    A file named outright is always taken; one met in a folder is taken when its bytes or its name say that it
    may be a document, and named in `skipped` otherwise. Hidden files are passed over in silence.
    """
    search = Search()
    outright: set[str] = set()
    met: set[str] = set()
    for given in paths:
        path = os.path.normpath(Path(given).expanduser().absolute())
        if Path(path).is_dir():
            met.update(_walk(path, search))
        else:
            outright.add(path)
    for path in sorted(outright | met):
        try:
            _look(path, path in outright, search)
        except OSError as error:
            search.failed.append(
                f"{path}: cannot be opened ({error.strerror or error}). Check the path and your rights to it."
            )
    return search


def _walk(folder: str, search: Search) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        search.failed.append(
            f"{error.filename}: cannot be opened ({error.strerror}). Check your rights to it."
        )

    for where, inner, names in os.walk(folder, onerror=refuse):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name != "__pycache__")
        for name in names:
            if not name.startswith("."):
                yield f"{where}{os.sep}{name}"


def _look(path: str, outright: bool, search: Search) -> None:
    if Path(path).exists() and not Path(path).is_file():
        search.skipped.append(f"{path}: not a regular file")
        return
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
        facts = _facts(head)
        passed = "" if outright or facts else _passed(path, head)
        if passed:
            search.skipped.append(f"{path}: {passed}")
            return
        digest = hashlib.sha256(head)
        size = len(head)
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    search.found.append(Found(path, digest.hexdigest(), size, facts))


def _facts(head: bytes) -> bool:
    """Whether this begins as JSON Lines do that describe documents: an object with a symbol."""
    line = head.lstrip(_BLANK)
    if not line.startswith(b"{"):
        return False
    try:
        return "symbol" in json.loads(line.split(b"\n", 1)[0])
    except ValueError:
        # The first line may be longer than what was read of it.
        return len(head) == _HEAD and b"\n" not in line and re.match(rb'\{\s*"symbol"\s*:', line) is not None


def _passed(path: str, head: bytes) -> str:
    suffix = Path(path).suffix.lower()
    if _COMPANIONS.fullmatch(Path(path).name):
        return "about the folder, not a document"
    if head.lstrip(_BLANK).startswith(_SIGNS) or suffix in _DOCUMENTS:
        return ""
    return "neither XML, PDF, DOCX, HTML nor a text"
