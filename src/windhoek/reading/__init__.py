"""A file becomes a Document: one module a format, and one a kind of document.

`read` finds the format from the bytes, never from the name.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from windhoek.document import Document
from windhoek.reading.errors import ReadError

__all__ = ["ReadError", "read", "read_bytes", "sniff"]

#: No UN document comes near this size; what does would only fill the memory.
LARGEST = 64 * 1024 * 1024


def read(path: Path | str) -> Document:
    """Read the document in the file at `path`.

    The path is kept as given in `Document.source`. Raises ReadError when the file is missing, empty, too large, of no
    known format, or broken.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise ReadError(
                str(path),
                f"the file has {size // 1_000_000} MB, more than a UN document ever does",
                "Give the document itself, split if need be",
            )
        data = file.read_bytes()
    except OSError as error:
        raise ReadError(
            str(path), error.strerror or str(error), "Check the path and the permissions"
        ) from None
    return read_bytes(data, str(path))


def read_bytes(data: bytes, path: str) -> Document:
    """Read a document from its bytes; `path` names the file they come from. Raises ReadError."""
    if not data.strip():
        raise ReadError(path, "the file is empty", "Take it from its source again")
    document: Document = _module(sniff(data)).read(data, path)
    return document


def sniff(data: bytes) -> str:
    """The format of a file by its first bytes: `akn`, `pdf`, `docx`, `html` or `text`."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    # A zip, or the OLE container that Word encrypts documents in: the module tells what is wrong with it.
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06") or head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "docx"
    # Markup in UTF-16 or behind a byte-order mark shows its angle brackets once the zero bytes are gone.
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if b"<akomantoso" in start or start.startswith(b"<?xml"):
        return "html" if b"<html" in start and b"<akomantoso" not in start else "akn"
    if start.startswith(b"<") and any(tag in start for tag in (b"<head", b"<body", b"<p", b"<div", b"<h1")):
        return "html"
    return "akn" if start.startswith((b"<!doctype", b"<!entity")) else "text"


def _module(name: str) -> ModuleType:
    # Loaded when first needed: a worker that reads XML only does not pay for PDF.
    return importlib.import_module(f"windhoek.reading.{name}")
