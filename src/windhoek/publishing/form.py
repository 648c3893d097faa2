"""The indicator form of a mission and period as an XLSX file: what is known, and cells for what has to be entered."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from windhoek.publishing import form_parts as parts
from windhoek.publishing.form_parts import ENTRY, FORM, HELP, KEY, LABEL, NUMBER, Field
from windhoek.register import Row, few, identifier, rows

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_INK, _BAND, _PAPER, _OPEN, _LINE = "1B1A1F", "5B2A86", "F4F1F8", "FFFBE6", "C9C3D3"
_WIDTHS = {NUMBER: 16, LABEL: 24, ENTRY: 46, HELP: 58, KEY: 4}
#: Characters that fit on a line of a cell that is one wide, as Calibri is set.
_FIT = 1.08
_LINE_HEIGHT = 15
_KNOWN = (
    ("Indicator", 11),
    ("Period", 9),
    ("Value", 26),
    ("Basis", 19),
    ("Limits", 44),
    ("Source", 44),
    ("Row of the register", 40),
    ("Status", 10),
    ("Address", 66),
)
#: So many indicators stand on a printed page.
_A_PAGE = 2


def write(mission: Row, period: str) -> bytes:
    """The form for a mission (a row of `missions`) and a period (`2013`, `2013-06`) as the bytes of an XLSX file.

    Raises ValueError where the period is none, or the mission was not there in it.
    """
    from openpyxl import Workbook

    if not parts.is_period(period):
        raise ValueError(f"{period} is no period. Write a year, such as 2013, or a month, such as 2013-06.")
    if not parts.there(mission, period):
        raise ValueError(
            f"{mission['acronym']} was not there in {period}: it ran from {mission['start'] or 'an unknown day'} to "
            f"{mission['end'] or 'today'}."
        )
    book = Workbook()
    book.properties.title = f"Indicators of {mission['acronym']} for {period}"
    book.properties.creator = "windhoek"
    sheet = book.active
    assert sheet is not None
    _form(sheet, mission, period)
    _known(book, mission["acronym"])
    _notes(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _form(sheet: Any, mission: Row, period: str) -> None:
    from openpyxl.worksheet.pagebreak import Break

    sheet.title = FORM
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions[KEY].hidden = True
    _put(
        sheet,
        f"{NUMBER}1",
        f"Indicators on women, peace and security: {mission['acronym']}, {period}",
        size=16,
        bold=True,
    )
    _wide(sheet, 2, NUMBER, HELP, mission["name"], colour="5B5963")
    sheet.row_dimensions[1].height = 26
    for at, (label, value, key) in enumerate(
        (("Mission", mission["acronym"], parts.MISSION), ("Period", period, parts.PERIOD)), start=3
    ):
        _put(sheet, f"{NUMBER}{at}", label, bold=True)
        _put(sheet, f"{LABEL}{at}", value)
        sheet[f"{KEY}{at}"] = f"{key}|{value}"
    _wide(
        sheet, 5, NUMBER, HELP,
        "Fill in the yellow cells of the indicators that you can answer and leave the others empty. Then: "
        "windhoek form read THIS FILE. Nothing is written into the register before you say --yes.",
    )  # fmt: skip
    at = 7
    for number, indicator in enumerate(parts.indicators()):
        if number and number % _A_PAGE == 0:
            sheet.row_breaks.append(Break(id=at - 1))
        at = _card(sheet, at, indicator, mission["acronym"], period)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = "A5"
    _paper(sheet)
    sheet.print_title_rows = "1:1"


def _card(sheet: Any, at: int, indicator: Row, mission: str, period: str) -> int:
    """One indicator from row `at` on; the row after it."""
    from openpyxl.styles import Font

    _wide(sheet, at, LABEL, HELP, indicator["counts"], bold=True, fill=_BAND, colour="FFFFFF")
    _put(sheet, f"{NUMBER}{at}", indicator["id"], bold=True, fill=_BAND, colour="FFFFFF")
    told = [("Known", _at_hand(indicator, mission, period)), ("Note", _note(indicator))]
    for title, words in told:
        at += 1
        _put(sheet, f"{LABEL}{at}", title, bold=True, fill=_PAPER)
        _wide(sheet, at, ENTRY, HELP, words, fill=_PAPER)
    for field in parts.fields(indicator):
        at += 1
        _put(sheet, f"{LABEL}{at}", field.label)
        _put(sheet, f"{HELP}{at}", field.help, colour="5B5963")
        _height(sheet, at, field.help, _WIDTHS[HELP])
        sheet[f"{KEY}{at}"] = f"{indicator['id']}|{field.name}"
        sheet[f"{KEY}{at}"].font = Font(color="FFFFFF")
        _open(sheet, f"{ENTRY}{at}", field, indicator)
    return at + 2


def _at_hand(indicator: Row, mission: str, period: str) -> str:
    """What the register has for the period, with its limits and source; else the last value before it."""
    found = parts.values(mission, indicator["id"])
    here = [row for row in found if row["period"].startswith(period) or period.startswith(row["period"])]
    said = "\n".join(_told(row) for row in here)
    if said:
        return said
    earlier = [row for row in found if row["period"] < period]
    last = f" The last value before it: {_told(earlier[-1])}" if earlier else ""
    return f"The register has no value for {period}.{last}"


def _told(value: Row) -> str:
    near = " Close to the indicator only: see the note." if _near(value["indicator"]) else ""
    limits = "".join(f" {limit}" for limit in limits_of(value))
    return f"{value['period']}: {parts.in_words(value)}.{near}{limits} Source: {value['source']} ({value['status']})."


def limits_of(value: Row) -> Iterator[str]:
    """What has to be said beside a value, in words."""
    known = {row["id"]: row["limit"] for row in rows("personnel-limits")}
    yield from (known[each] for each in value["limits"])


def _near(indicator: str) -> bool:
    return any(row["id"] == indicator and row["derivable"] == "near" for row in rows("indicators"))


def _note(indicator: Row) -> str:
    asked = f"Reported by: {indicator['reported_by']}. " if indicator["reported_by"] else ""
    small = (
        f" It counts incidents: numbers below {few.LEAST} are kept as “{few.SHOWN}” and are not written into the register."
        if indicator["incidents"]
        else ""
    )
    return f"{asked}{indicator['how']}{small} Source: {indicator['source']} ({indicator['status']})."


def _open(sheet: Any, place: str, field: Field, indicator: Row) -> None:
    """A cell that may be filled in, with what it takes."""
    from openpyxl.styles import Protection
    from openpyxl.worksheet.datavalidation import DataValidation

    cell = _put(sheet, place, None, fill=_OPEN, line=True)
    cell.protection = Protection(locked=False)
    rules: dict[str, dict[str, Any]] = {
        "whole number": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
        "number": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
        "share": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"},
        "yes or no": {"type": "list", "formula1": f'"{",".join(parts.YES_NO)}"'},
        "day": {"type": "date", "operator": "greaterThanOrEqual", "formula1": "DATE(1945,10,24)"},
    }
    if field.type == "day":
        cell.number_format = "yyyy-mm-dd"
    if field.type == "share":
        cell.number_format = "0.00"
    if rule := rules.get(field.type):
        check = DataValidation(allow_blank=True, showErrorMessage=True, showInputMessage=True, **rule)
        check.promptTitle = f"{indicator['id']}: {field.label}"[:32]
        check.prompt = check.error = field.help[:250]
        check.errorTitle = "This does not fit"
        sheet.add_data_validation(check)
        check.add(place)


def _known(book: Workbook, mission: str) -> None:
    """All that the register has for the mission, with sources and limits."""
    sheet = book.create_sheet("Known")
    _head(sheet, _KNOWN)
    asked = {row["id"] for row in parts.indicators()}
    found = [row for row in parts.values(mission) if row["indicator"] in asked]
    for at, row in enumerate(found, start=2):
        cells = (
            row["indicator"],
            row["period"],
            parts.in_words(row),
            row["basis"],
            " ".join(limits_of(row)),
            row["source"],
            identifier("indicator-values", row),
            row["status"],
            row["source_url"] or "",
        )
        _row(sheet, at, cells)
        sheet.cell(at, len(cells)).hyperlink = row["source_url"]
    if not found:
        _row(sheet, 2, ("", "", f"The register has no values for {mission}."))
    _paper(sheet)
    sheet.print_title_rows = "1:1"


def _notes(book: Workbook) -> None:
    """Why small numbers are withheld, and where cases belong."""
    sheet = book.create_sheet("Notes")
    for column, width in zip("ABC", (46, 62, 78), strict=True):
        sheet.column_dimensions[column].width = width
    lines = (
        f"Numbers of incidents below {few.LEAST}, and what they could be worked out from, are never kept or shown as they are, "
        f"but as “{few.SHOWN}”. In a small place, one or two incidents in a month point to a person. Nought is withheld too: "
        "it would tell that the others are not nought.",
        "This form is for numbers of a mission and a period. No case, no name and no place of an incident belongs in it, in "
        "no cell and in no note. Keep the filled-in file where the record that it was taken from is kept.",
        "Systems made for cases and for survivors' data:",
    )
    for at, words in enumerate(lines, start=1):
        _wide(sheet, at, "A", "C", words, widths={"A": 46, "B": 62, "C": 78})
    for at, each in enumerate(parts.systems(), start=len(lines) + 1):
        _row(sheet, at, (each["name"], each["for"], each["address"]))
        sheet.cell(at, 3).hyperlink = each["address"]
        _height(sheet, at, max(each["name"], each["for"], key=len), 50)
    _paper(sheet)


def _head(sheet: Worksheet, columns: Iterable[tuple[str, int]]) -> None:
    from openpyxl.utils import get_column_letter

    for number, (title, width) in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width
        _put(sheet, f"{letter}1", title, bold=True, fill=_BAND, colour="FFFFFF")
    sheet.freeze_panes = "A2"


def _row(sheet: Worksheet, at: int, cells: Iterable[str]) -> None:
    from openpyxl.utils import get_column_letter

    lines = 1
    for number, words in enumerate(cells, start=1):
        letter = get_column_letter(number)
        _put(sheet, f"{letter}{at}", words, line=True)
        lines = max(lines, _lines(words, sheet.column_dimensions[letter].width))
    sheet.row_dimensions[at].height = _LINE_HEIGHT * lines + 3


def _wide(
    sheet: Any, at: int, first: str, last: str, words: str, *, widths: dict[str, int] = _WIDTHS, **style: Any
) -> None:
    """Words over several columns, in a row that is high enough for them."""
    sheet.merge_cells(f"{first}{at}:{last}{at}")
    _put(sheet, f"{first}{at}", words, **style)
    _height(sheet, at, words, sum(width for column, width in widths.items() if first <= column <= last))


def _height(sheet: Any, at: int, words: str, width: float) -> None:
    wanted = _LINE_HEIGHT * _lines(words, width) + 5
    sheet.row_dimensions[at].height = max(wanted, sheet.row_dimensions[at].height or 0)


def _lines(words: str, width: float) -> int:
    return sum(1 + int(len(line) / (width * _FIT)) for line in words.split("\n"))


def _put(
    sheet: Any,
    place: str,
    value: Any,
    *,
    size: int = 11,
    bold: bool = False,
    colour: str = _INK,
    fill: str = "",
    line: bool = False,
) -> Any:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet[place]
    cell.value = value
    cell.font = Font(name="Calibri", size=size, bold=bold, color=colour)
    cell.alignment = Alignment(wrap_text=size < 14, vertical="top", horizontal="left")
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if line:
        side = Side(style="thin", color=_LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    return cell


def _paper(sheet: Any) -> None:
    """As it is printed: A4 across, as wide as the page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
