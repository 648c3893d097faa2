"""Unpack an archive of documents into a folder, safely, and know by checksum what is there."""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

#: What is taken out of an archive: documents, metadata, and the terms of use in a read-me.
SUFFIXES = frozenset({".xml", ".json", ".md"})
LARGEST_FILE = 64 * 2**20  # bytes; the largest file of UNxml/SCresolutions in 2026 had under one MiB
LARGEST_TOTAL = 4 * 2**30
MOST_FILES = 200_000

Progress = Callable[[str, int, int | None], None]


class UnsafeArchive(Exception):
    """An archive that must not be unpacked; the message says why, in words that fit into a sentence."""


class Broken(Exception):
    """A file that is no whole zip archive; the message says why."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came of unpacking: SHA-256 in hex by path below the folder, and how many files it concerned."""

    files: Mapping[str, str]
    new: int
    replaced: int
    unchanged: int
    removed: int
    left_out: int


def inspect(archive: Path) -> None:
    """Read a zip archive from end to end without writing. Raises UnsafeArchive, Broken or OSError."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            for info in _members(zipped).values():
                with zipped.open(info) as member:
                    while member.read(2**20):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
        raise Broken(str(problem) or "it ends too early") from None


def unpack(archive: Path, folder: Path, known: Mapping[str, str], progress: Progress) -> Unpacked:
    """Bring `folder` to the state of the zip file `archive`, which `inspect` has passed, without its one top folder.

    Only files of `SUFFIXES` are written, each complete or not at all; a file with other bytes is replaced.
    `known` is what an earlier call returned as `files`: those that have left the archive are removed, unless
    somebody has changed them since. Raises UnsafeArchive for paths that lead elsewhere, links, locked or
    oversized archives, before anything is written; OSError when the disk refuses.
    """
    with zipfile.ZipFile(archive) as zipped:
        members = _members(zipped)
        wanted = {path: info for path, info in members.items() if path.suffix.lower() in SUFFIXES}
        files: dict[str, str] = {}
        new = replaced = 0
        for done, (path, info) in enumerate(wanted.items(), start=1):
            data = zipped.read(info)
            files[str(path)] = hashlib.sha256(data).hexdigest()
            target = folder / path
            before = _sha256(target)
            if before != files[str(path)]:
                _write(target, data)
                new, replaced = new + (before is None), replaced + (before is not None)
            progress("unpacking", done, len(wanted))
    removed = sum(_remove(folder, path, sha256) for path, sha256 in known.items() if path not in files)
    return Unpacked(
        files, new, replaced, len(files) - new - replaced, removed, left_out=len(members) - len(wanted)
    )


def _members(zipped: zipfile.ZipFile) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The files of an archive under their paths without the top folder, all of them checked first."""
    infos = [info for info in zipped.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES:
        raise UnsafeArchive(f"it holds {len(infos):,} files, more than {MOST_FILES:,}")
    if sum(info.file_size for info in infos) > LARGEST_TOTAL:
        raise UnsafeArchive(f"unpacked it would take more than {LARGEST_TOTAL >> 30} GiB")
    for info in infos:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsafeArchive(f"{info.filename!r} is a link")
        if info.flag_bits & 0x1:
            raise UnsafeArchive(f"{info.filename!r} is locked with a password")
        if info.file_size > LARGEST_FILE:
            raise UnsafeArchive(f"{info.filename!r} is larger than {LARGEST_FILE >> 20} MiB")
    paths = [_safe(info.filename) for info in infos]
    top = {path.parts[0] for path in paths}
    if len(top) == 1 and all(len(path.parts) > 1 for path in paths):
        paths = [PurePosixPath(*path.parts[1:]) for path in paths]
    return dict(zip(paths, infos, strict=True))


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or {"\\", ":", "\0"} & set(name):
        raise UnsafeArchive(f"the path {name!r} leads out of the folder")
    return path


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    beside.write_bytes(data)
    beside.replace(target)


def _remove(folder: Path, path: str, sha256: str) -> bool:
    target = folder / _safe(path)
    if _sha256(target) != sha256:
        return False
    target.unlink()
    for parent in target.relative_to(folder).parents[:-1]:
        if any((folder / parent).iterdir()):
            break
        (folder / parent).rmdir()
    return True
