"""`windhoek check` on files: HTML, Word, PDF and text, with a store and without."""

from __future__ import annotations

import ctypes
import io
import json
import subprocess
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

import terminal

WRONG = "The Council wants an increase in the number of women in peacekeeping operations (1325,OP6)."
RIGHT = "Women and girls should have equal access to education after a war (S/RES/1889 (2009), para. 11)."
#: A resolution of no real number, for the store.
RESOLUTION = """S/RES/9902 (2099)

Resolution 9902 (2099)

The Security Council,

Recalling what went before,

1. Decides to keep the office by the harbour open until spring;

2. Urges donors to repair the bridge over the river and the road to the port;

3. Requests the police to open desks where women can report violence at night;

4. Decides to remain seized of the matter.
"""


def windhoek(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return terminal.windhoek(*arguments, "--store", folder / "s.sqlite3")


def text(file: Path, paragraphs: list[str]) -> None:
    file.write_text("\n\n".join(paragraphs), encoding="utf-8")


def html(file: Path, paragraphs: list[str]) -> None:
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    file.write_text(f"<!doctype html><html><body>{inside}</body></html>", encoding="utf-8")


def word(file: Path, paragraphs: list[str]) -> None:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(file))


def pdf(file: Path, paragraphs: list[str]) -> None:
    document = pdfium.PdfDocument.new()
    for paragraph in paragraphs:
        page = document.new_page(612, 792)
        words = paragraph.split()
        half = len(words) // 2
        for at, line in enumerate((" ".join(words[:half]), " ".join(words[half:]))):
            obj = raw.FPDFPageObj_NewTextObj(document, b"Times-Roman", 10)
            buffer = ctypes.create_string_buffer(line.encode("utf-16-le") + b"\0\0")
            raw.FPDFText_SetText(obj, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
            raw.FPDFPageObj_Transform(obj, 1, 0, 0, 1, 90, 700 - 12 * at)
            raw.FPDFPage_InsertObject(page, obj)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    file.write_bytes(out.getvalue())


@pytest.mark.parametrize(
    ("write", "name"), [(text, "d.txt"), (html, "d.html"), (word, "d.docx"), (pdf, "d.pdf")]
)
def test_every_format(write: object, name: str, tmp_path: Path) -> None:
    write(tmp_path / name, [RIGHT, WRONG])  # type: ignore[operator]
    done = windhoek(tmp_path, "check", tmp_path / name, "--json")
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert found["flagged"] == 1
    right, wrong = found["citations"]
    assert (right["symbol"], right["label"], right["verdict"]) == ("S/RES/1889 (2009)", "OP11", "fits")
    assert (wrong["symbol"], wrong["label"], wrong["verdict"]) == (
        "S/RES/1325 (2000)",
        "OP6",
        "something else",
    )
    assert [each["label"] for each in wrong["likelier"]] == ["OP4"]
    assert (right["paragraph"], wrong["paragraph"]) == (1, 2)
    assert (right["page"], wrong["page"]) == ((1, 2) if name == "d.pdf" else (None, None))
    assert wrong["claim"] == WRONG.removesuffix(" (1325,OP6).")
    assert {each["label"] for each in wrong["scores"]} >= {"OP4", "OP6"}


def test_the_terminal(tmp_path: Path) -> None:
    text(tmp_path / "d.txt", [RIGHT, WRONG])
    done = windhoek(tmp_path, "check", tmp_path / "d.txt")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "! paragraph 2  1325,OP6  something else" in lines
    assert "likelier: OP4" in done.stdout
    assert "2 citations of paragraphs: 1 fits, 1 speaks of something else." in done.stdout
    assert "Not in the store: S/RES/1889 (2009), S/RES/1325 (2000)." in " ".join(done.stdout.split())


def test_nothing_flagged_is_status_0(tmp_path: Path) -> None:
    text(tmp_path / "d.txt", [RIGHT])
    assert windhoek(tmp_path, "check", tmp_path / "d.txt").returncode == 0
    text(tmp_path / "d.txt", ["Nothing is cited here, and that is all."])
    done = windhoek(tmp_path, "check", tmp_path / "d.txt")
    assert done.returncode == 0 and "cites no paragraph" in done.stdout


def test_a_text_in_the_store_is_compared(tmp_path: Path) -> None:
    (tmp_path / "S_RES_9902-E.txt").write_text(RESOLUTION, encoding="utf-8")
    assert windhoek(tmp_path, "ingest", tmp_path / "S_RES_9902-E.txt").returncode == 0
    said = "Donors should repair the bridge over the river and the road to the port"
    text(tmp_path / "d.txt", [f"{said} (S/RES/9902 (2099), para. {at})." for at in (2, 3, 7)])
    found = json.loads(windhoek(tmp_path, "check", tmp_path / "d.txt", "--json").stdout)
    verdicts = [
        (each["label"], each["verdict"], [p["label"] for p in each["likelier"]])
        for each in found["citations"]
    ]
    assert verdicts == [
        ("OP2", "fits", []),
        ("OP3", "something else", ["OP2"]),
        ("OP7", "does not exist", []),
    ]
    assert "bridge" in found["citations"][0]["about"]["text"]


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = windhoek(tmp_path, "check", tmp_path / "none.pdf")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr
