"""PDF files: the bytes checked, every page turned into lines, lines into paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from windhoek.document import Document, Source
from windhoek.reading import kinds, layout, rightward
from windhoek.reading.blocks import Block
from windhoek.reading.errors import ReadError
from windhoek.reading.pdfium import Line, lines

MEDIA_TYPE = "application/pdf"
#: A UN report of 1,000 pages holds some three million characters; what is far beyond is no document to read.
MOST_CHARACTERS = 30_000_000
#: The end mark of a PDF stands in its last kilobyte; some writers pad it.
_TAIL = 2048
_OCR = "It needs OCR: run a tool such as ocrmypdf on it and read the result"
_INCOMPLETE = "Get the file again from its source"


def read(data: bytes, path: str) -> Document:
    """The document in a PDF file.

    `data` is the file, `path` its name for messages and for what the name tells. Raises ReadError when the file is
    truncated, damaged, encrypted, has no pages, or has no text (a scan).
    """
    source = Source(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)
    found, repairs = blocks(data, path)
    return kinds.assemble(found, source, repairs)


def blocks(data: bytes, path: str) -> tuple[list[Block], list[str]]:
    """The paragraphs of a PDF file, and what had to be mended to get them. Raises ReadError as `read` does."""
    pdf = _open(data, path)
    try:
        count = len(pdf)
        if not count:
            raise ReadError(path, "the PDF has no pages", _INCOMPLETE)
        pages: list[list[Line]] = []
        heights: list[float] = []
        total = 0
        for index in range(count):
            try:
                page = pdf[index]
            except pdfium.PdfiumError as error:
                raise ReadError(
                    path, f"the PDF is damaged or cut off ({error})", _INCOMPLETE, f"page {index + 1}"
                ) from None
            heights.append(page.get_height())
            pages.append(lines(page, index + 1))
            page.close()
            total += sum(len(line.text) for line in pages[-1])
            if total > MOST_CHARACTERS:
                raise ReadError(
                    path,
                    f"the text is longer than {MOST_CHARACTERS:,} characters",
                    "Split the file and read the pieces",
                    f"page {index + 1}",
                )
    finally:
        pdf.close()
    _check_text(pages, path)
    repairs = []
    empty = [str(n) for n, page in enumerate(pages, 1) if not page]
    if empty:
        repairs.append(f"no text on page {', '.join(empty)}: a blank page or a picture, left out")
    if rightward.needed(" ".join(line.text for page in pages for line in page)):
        repairs.append("Arabic put into reading order by the places of its characters on the page")
    return layout.blocks(pages, heights), repairs


def _open(data: bytes, path: str) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError(
                path,
                "the PDF is encrypted and asks for a password",
                "Save a copy without a password and read that",
            ) from None
        if not _has_end(data):
            raise ReadError(path, "the PDF is cut off: its end is missing", _INCOMPLETE) from None
        raise ReadError(path, "the PDF is damaged and cannot be opened", _INCOMPLETE) from None
    if not _has_end(data):
        # PDFium rebuilds such a file from what is there, and says nothing of the pages that are not.
        pdf.close()
        raise ReadError(path, "the PDF is cut off: its end is missing", _INCOMPLETE)
    return pdf


def _has_end(data: bytes) -> bool:
    return b"%%EOF" in data.rstrip(b"\0 \t\r\n")[-_TAIL:]


def _check_text(pages: Sequence[Sequence[Line]], path: str) -> None:
    text = "".join(line.text for page in pages for line in page)
    legible = sum(1 for mark in text if mark.isalnum())
    if not legible:
        raise ReadError(path, f"the PDF has no text on its {len(pages)} page(s), only pictures", _OCR)
    unknown = sum(1 for mark in text if mark == "\ufffd" or "\ue000" <= mark <= "\uf8ff" or mark < " ")
    if unknown > legible:
        raise ReadError(path, "the fonts of the PDF do not say which letters they draw", _OCR)
