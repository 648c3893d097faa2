"""The parts of a Word file, opened safely: nothing is decompressed beyond a limit, nothing external is followed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from windhoek.reading.errors import ReadError

#: The longest report in the corpus has 8 MB of XML in its largest part; all parts together stay below 12 MB.
LARGEST_PART = 64 * 1024 * 1024
LARGEST_PACKAGE = 200 * 1024 * 1024
MOST_PARTS = 5_000
#: Deflate cannot do better than 1,032 to 1; Word's XML is seldom packed better than 50 to 1.
LARGEST_RATIO = 250
_RATIO_FROM = 10 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_AGAIN = "Take the file from its source again"


class Package:
    """A Word file of which single parts can be read as XML. Raises ReadError where the file is no such thing."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        if data[:8] == _OLE:
            raise _ole(data, path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RecursionError) as error:
            raise ReadError(path, f"the Word file is a broken zip archive ({error})", _AGAIN) from None
        _check_sizes(infos, path)
        self._parts = {info.filename.lower(): info for info in infos}
        self.main = self._target("", "/officeDocument") or "word/document.xml"
        if self.main.lower() not in self._parts:
            raise ReadError(
                path, "the zip archive holds no Word document", "Give the document itself, unpacked"
            )

    def part(self, name: str) -> etree._Element | None:
        """The root of the part `name`, or None when the file has none. Raises ReadError when it is broken."""
        info = self._parts.get(name.lower())
        if info is None:
            return None
        data = self._bytes(info)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(self.path, f"malformed XML: {error}", _AGAIN, name) from None
        if root.getroottree().docinfo.internalDTD is not None or b"<!ENTITY" in data:
            raise ReadError(
                self.path,
                "the XML declares a document type or entities, which Word never writes",
                "Save the file again in Word, or take it from its source again",
                name,
            )
        return root

    def related(self, kind: str) -> str:
        """The name of the part that the main part relates to as `kind` (`styles`), or empty. External ones never."""
        return self._target(self.main, "/" + kind)

    def by_id(self) -> dict[str, str]:
        """The parts that the main part relates to, by the identifier of the relationship."""
        return {key: name for key, _, name in self._relations(self.main)}

    def _target(self, of: str, kind: str) -> str:
        return next((name for _, type_, name in self._relations(of) if type_.endswith(kind)), "")

    def _relations(self, of: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(of)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [
            (
                relation.get("Id", ""),
                relation.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in (root.iter(_REL) if root is not None else ())
            if relation.get("TargetMode") != "External"
        ]

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise ReadError(
                self.path, "the file is protected by a password", "Remove the password and save it"
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise ReadError(self.path, f"broken zip archive ({error})", _AGAIN, info.filename) from None
        if len(data) > LARGEST_PART:
            raise _bomb(self.path, len(data), info.filename)
        return data


def _check_sizes(infos: list[zipfile.ZipInfo], path: str) -> None:
    total = sum(info.file_size for info in infos)
    if total > LARGEST_PACKAGE or len(infos) > MOST_PARTS:
        raise _bomb(path, total, "")
    for info in infos:
        if info.file_size > _RATIO_FROM and info.file_size > LARGEST_RATIO * max(info.compress_size, 1):
            raise _bomb(path, info.file_size, info.filename)


def _bomb(path: str, size: int, part: str) -> ReadError:
    return ReadError(
        path,
        f"the Word file would unpack to {size // 1_000_000} MB or more, which no document needs",
        "Do not open it unless you know where it comes from; save the document again without large objects",
        part,
    )


def _ole(data: bytes, path: str) -> ReadError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ReadError(
            path, "the file is protected by a password", "Remove the password in Word and save it again"
        )
    return ReadError(
        path, "the file is in the old format of Word (.doc)", "Save it as .docx in Word or LibreOffice"
    )
