"""`windhoek read` and `windhoek code`: one file, and nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from windhoek import printing
from windhoek.coding.cite import cite
from windhoek.coding.code import check
from windhoek.coding.code import code as code_units
from windhoek.coding.codebook import Codebook, load
from windhoek.coding.extracts import extracts
from windhoek.coding.speakers import speakers
from windhoek.commands import speeches
from windhoek.commands.common import CodebookAt, File, Json, codebook_object, print_json
from windhoek.document import Document
from windhoek.publishing import as_json
from windhoek.reading import read as read_file


def read(file: File, as_object: Json = False) -> None:
    """Read one document and print every paragraph under its label.

    Example: `windhoek read S_RES_1325.xml`
    """
    _show_file(file, as_object, None)


def code(file: File, codebook: CodebookAt = None, as_object: Json = False) -> None:
    """Read one document and print the paragraphs about women, peace and security, with their codes and why.

    Below them stand the rules that gave the codes, each with its note.

    Example: `windhoek code S_RES_1325.xml --json`
    """
    _show_file(file, as_object, check(load(codebook)) if codebook else load())


def _show_file(file: Path, as_object: bool, codebook: Codebook | None) -> None:
    document = read_file(file)
    coded = codebook is not None
    if as_object:
        out_object = _object(document, codebook)
        print_json(out_object | {"codebook": codebook_object(codebook.files)} if codebook else out_object)
        return
    out = printing.console()
    for each in _family(document):
        printing.document(out, each)
        codes = {found.unit: found for found in code_units(each, codebook)} if coded else {}
        printing.units(out, each.units, codes=codes, only_coded=coded)
        speeches.show(out, speakers(each, codebook), extracts(each, codes.values(), codebook))
        if coded and not codes:
            out.print("No paragraph of it speaks of women, peace and security.")
        if codebook:
            printing.explained(out, codes.values(), {rule.name: rule.note for rule in codebook.rules})
        citations = cite(each)
        if citations and not coded:
            out.print(Text("\nCites", style="bold"))
            printing.citations(out, citations)
        out.print()


def _object(document: Document, codebook: Codebook | None) -> dict[str, Any]:
    codes = code_units(document, codebook) if codebook else ()
    out = as_json.document(document, cite(document), codes if codebook else None)
    out |= as_json.spoken(speakers(document, codebook), extracts(document, codes, codebook))
    out["annexes"] = [_object(annex, codebook) for annex in document.annexes]
    return out


def _family(document: Document) -> Iterator[Document]:
    yield document
    for annex in document.annexes:
        yield from _family(annex)
