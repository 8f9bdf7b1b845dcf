"""Excel's own workbooks (.xlsx), read by openpyxl: values as they were last shown, formulas by their results."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from shared.faults import UsageFault
from shared.sheets.delimited import MOST
from shared.sheets.table import Cell, SheetRow, Table

_LARGEST = 100 * 1024 * 1024  # bytes unpacked
_REMEDY = "Open it in Excel, save it as XLSX again, or as CSV."
_BLANK_ROWS = 100_000


def read(content: bytes, name: str) -> Table:
    """The one visible sheet with something in it."""
    try:
        _look_inside(content, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # warnings about what openpyxl ignores: colours, input rules
            sheets = _sheets(content, name)
    except UsageFault:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged workbook can fail in zipfile and openpyxl in any way
        raise UsageFault(f"{name} is not a readable XLSX file ({type(error).__name__}).", _REMEDY) from None
    if len(sheets) > 1:
        titles = ", ".join(f'"{title}"' for title in sheets)
        raise UsageFault(f"{name} has several sheets with something in them: {titles}.", "Leave one sheet in it.")
    return Table(name, next(iter(sheets.values()), ()))


def _look_inside(content: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {info.filename: info.file_size for info in packed.infolist()}
    if sum(files.values()) > _LARGEST:
        raise UsageFault(f"{name} is far too large when it is unpacked.", "Copy the table into a new workbook.")
    if "xl/workbook.xml" not in files:
        raise UsageFault(f"{name} is not an Excel workbook in XLSX (perhaps ODS, XLSB or a document).", _REMEDY)


def _sheets(content: bytes, name: str) -> dict[str, tuple[SheetRow, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - other commands need not load it

    book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    source: Any = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    seen = {
        sheet.title: tuple(_rows(sheet, formulas, name))
        for sheet, formulas in zip(book.worksheets, source.worksheets, strict=True)
        if sheet.sheet_state == "visible"
    }
    return {title: rows for title, rows in seen.items() if rows}


def _rows(sheet: Any, formulas: Any, name: str) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # what some programs write there is wrong
    formulas.reset_dimensions()
    found = 0
    for number, (row, said) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), 1):
        cells = tuple(map(_value, row, said))
        if any(not isinstance(cell, str) or cell.strip() for cell in cells):
            found += 1
            yield SheetRow(number, cells)
        if found > MOST or number > _BLANK_ROWS:
            raise UsageFault(f"{name} has more than {MOST} rows.", "Make several files of it.")


def _value(cell: Any, formula: Any) -> Cell:
    value = cell.value
    if value is None:  # a formula that no spreadsheet has calculated yet is not an empty cell
        return "" if formula.value is None else str(formula.value)
    if isinstance(value, int) and not isinstance(value, bool):
        zeros = re.fullmatch("0+", cell.number_format or "")
        return f"{value:0{len(zeros[0])}d}" if zeros else value  # 00123, as Excel shows it
    known: Cell = value
    return known
