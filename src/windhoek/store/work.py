"""What a worker does: read files, cite, code, and hand back plain rows. Knows no database, and can be pickled.

A worker may be this process, another process of this machine, or a machine of a Dask cluster that sees the
same files under the same paths.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, cast

from windhoek.coding.cite import cite
from windhoek.coding.code import code
from windhoek.coding.codebook import Codebook, load_files
from windhoek.coding.codebook_files import Files
from windhoek.document import Code, Document
from windhoek.reading import metadata, read
from windhoek.reading.errors import ReadError
from windhoek.symbols import slug

#: label, kind, text, page, parent, heading, notes (JSON), citations, code
UnitRow = tuple[
    str, str, str, int | None, str | None, str | None, str, tuple["CitationRow", ...], "CodeRow | None"
]
#: start, end, symbol, label, note
CitationRow = tuple[int, int, str, str, str]
#: themes, functions (JSON), verb, strength, addressees, commitments, because (JSON)
CodeRow = tuple[str, str, str, str, str, str, str]
#: symbol, adoption (JSON), title
FactsRow = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it goes into the tables."""

    symbol: str
    part: str
    slug: str
    language: str
    kind: str
    body: str
    date: str
    title: str
    adoption: str | None
    repairs: str
    units: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file. `outcome` is stored, facts, failed or crashed; `reason` says why it failed, in a line."""

    path: str
    sha256: str
    media_type: str
    outcome: str
    reason: str = ""
    documents: tuple[DocumentRow, ...] = ()
    facts: tuple[FactsRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its path, the SHA-256 that was seen there, and whether it holds facts and no document."""

    path: str
    sha256: str
    facts: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What reads and codes here, as digests: a store holds what came of them, and is brought up to date by them."""

    reader: str
    coder: str
    files: Files


@cache
def reader() -> str:
    """What reads and cites here: a digest over the code and data that decide what is stored, codes aside."""
    digest = hashlib.sha256()
    for name in (*_COMMON, "reading"):
        _feed(digest, _PACKAGE / name)
    for item in _coding():
        if item.name.startswith(_CITES):
            _feed(digest, item)
    return _with_libraries(digest, "lxml", "pypdfium2")


@lru_cache(maxsize=8)
def coder(files: Files) -> str:
    """What codes here: a digest over code and codebook. What differs in it alone is coded again without its file."""
    digest = hashlib.sha256(files.digest.encode())
    for name in _COMMON:
        _feed(digest, _PACKAGE / name)
    for item in _coding():
        if item.name.endswith(".py") and not item.name.startswith(_CITES):
            _feed(digest, item)
    return _with_libraries(digest, "ahocorasick_rs", "google-re2")


_PACKAGE = resources("windhoek")
_COMMON = ("document.py", "symbols.py", "resolution_years.csv")
_CITES = ("cite", "citation")


def _coding() -> list[Traversable]:
    return sorted((_PACKAGE / "coding").iterdir(), key=lambda entry: entry.name)


def _with_libraries(digest: Any, *libraries: str) -> str:
    for library in libraries:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            continue
    return str(digest.hexdigest())


def _feed(digest: Any, item: Traversable) -> None:
    if item.is_dir():
        for inner in sorted(item.iterdir(), key=lambda entry: entry.name):
            if inner.name != "__pycache__":
                _feed(digest, inner)
    else:
        digest.update(item.name.encode() + b"\0" + item.read_bytes())


class AnotherVersionError(RuntimeError):
    """A worker has another windhoek than the process that writes: what it reads would not be the same."""


def work(tasks: Sequence[Task], expected: Version) -> list[Result]:
    """Read, cite and code each file; one that fails harms no other.

    `expected` is what the work is handed out for. Raises AnotherVersionError when it is not so here.
    """
    codebook = _agree(expected)
    return [_one(task, codebook) for task in tasks]


def _agree(expected: Version) -> Codebook:
    if (reader(), coder(expected.files)) != (expected.reader, expected.coder):
        raise AnotherVersionError(
            "A worker has another version of windhoek than this process: install the same on all and start again."
        )
    return load_files(expected.files)


def _one(task: Task, codebook: Codebook) -> Result:
    try:
        if task.facts:
            data = Path(task.path).read_bytes()
            rows = {
                symbol: (symbol, _json(asdict(adoption)), title)
                for symbol, adoption, title in reversed(metadata.read(data, task.path))
            }
            digest = hashlib.sha256(data).hexdigest()
            return Result(
                task.path, digest, "application/jsonl", "facts", facts=tuple(rows[s] for s in sorted(rows))
            )
        document = read(task.path)
        rows_ = tuple(_document(_sound(expression), codebook) for expression in _family(document))
        _tell_apart(rows_, task.path)
        return Result(
            task.path, document.source.sha256, document.source.media_type, "stored", documents=rows_
        )
    except ReadError as error:
        return Result(task.path, task.sha256, "", "failed", str(error))
    except Exception as error:
        reason = ReadError(
            task.path,
            f"stumbled over it ({type(error).__name__}: {str(error)[:200]})",
            "This is a fault of windhoek: please report it with the file",
        )
        return Result(task.path, task.sha256, "", "crashed", str(reason))


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored document that may have to be coded otherwise: its number, itself, and its codes by label."""

    number: int
    document: Document
    codes: dict[str, CodeRow]


@dataclass(frozen=True, slots=True)
class Recoded:
    """What came of it: the codes that differ by label, None where there is none any more; or why it failed."""

    number: int
    codes: dict[str, CodeRow | None]
    reason: str = ""


def recode(tasks: Sequence[Stored], expected: Version) -> list[Recoded]:
    """Code stored documents again; one that fails harms no other. Raises AnotherVersionError."""
    codebook = _agree(expected)
    return [_recoded(task, codebook) for task in tasks]


def _recoded(task: Stored, codebook: Codebook) -> Recoded:
    try:
        codes = {found.unit: _code(found) for found in code(task.document, codebook)}
        changed: dict[str, CodeRow | None] = {
            label: row for label, row in codes.items() if not _alike(task.codes.get(label), row)
        }
    except Exception as error:
        return Recoded(task.number, {}, f"coding it failed ({type(error).__name__}: {str(error)[:200]})")
    return Recoded(task.number, changed | dict.fromkeys(task.codes.keys() - codes.keys()))


def _alike(one: CodeRow | None, other: CodeRow) -> bool:
    """Whether two rows say the same; databases may write the same JSON otherwise."""
    return one == other or (
        one is not None
        and all(
            a == b or (is_json and json.loads(a) == json.loads(b))
            for a, b, is_json in zip(one, other, _IS_JSON, strict=True)
        )
    )


_IS_JSON = (True, True, False, False, True, True, True)  # of the columns of a CodeRow


def _family(document: Document) -> list[Document]:
    out = [document]
    for annex in document.annexes:
        out += _family(annex)
    return out


def _tell_apart(rows: tuple[DocumentRow, ...], path: str) -> None:
    names = [(row.symbol, row.part, row.language) for row in rows]
    for name in names:
        if names.count(name) > 1:
            raise ReadError(
                path,
                f"two parts are both named {name[0]}, {name[1] or 'the main text'}",
                "Split the file in two",
            )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_NONE = _json([])


def _document(document: Document, codebook: Codebook) -> DocumentRow:
    citations: dict[str, list[CitationRow]] = {}
    for found in cite(document):
        citations.setdefault(found.unit, []).append(
            (found.start, found.end, found.symbol, found.label, found.note)
        )
    codes = {found.unit: _code(found) for found in code(document, codebook)}
    units: list[UnitRow] = [
        (
            unit.label,
            unit.kind,
            unit.text,
            unit.page,
            unit.parent,
            unit.heading,
            _json([(note.mark, note.position, note.text) for note in unit.notes]) if unit.notes else _NONE,
            tuple(sorted(cited)) if (cited := citations.get(unit.label)) else (),
            codes.get(unit.label),
        )
        for unit in document.units
    ]
    return DocumentRow(
        document.symbol,
        document.part,
        slug(document.name),
        document.language,
        document.kind,
        document.body,
        document.date,
        document.title,
        _json(asdict(document.adoption)) if document.adoption else None,
        _json(list(document.repairs)),
        tuple(units),
    )


def _code(found: Code) -> CodeRow:
    return (
        _json(found.themes),
        _json(found.functions),
        found.verb,
        found.strength,
        _json(found.addressees),
        _json([asdict(commitment) for commitment in found.commitments]),
        _json([(why.code, why.start, why.end, why.rule) for why in found.because]),
    )


def _sound(document: Document) -> Document:
    """No database keeps a NUL, nor half of a surrogate pair: U+FFFD stands for each, so that offsets stay."""
    pieces = [document.title, repr(document.adoption)]
    pieces += [unit.text for unit in document.units]
    pieces += [unit.heading for unit in document.units if unit.heading]
    pieces += [note.text for unit in document.units if unit.notes for note in unit.notes]
    try:
        whole = "".join(pieces).encode()
    except UnicodeEncodeError:
        return cast(Document, _clean(document))
    return cast(Document, _clean(document)) if b"\0" in whole else document


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value


def settle() -> None:
    """Prepare a worker process: Ctrl-C is its parent's to handle, and it does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
