"""A report's tables as one CSV: a line for each row of each table, with the table named before it."""

import csv
import io

from shared.domain.hall_data.hall import CsvStyle
from shared.reports.document import Cell, Document, ValueKind


def csv_bytes(document: Document, style: CsvStyle) -> bytes:
    """Every table below the other, an empty line between them, as a spreadsheet of that language reads them.

    ``excel_id``: semicolons, decimal commas and a UTF-8 mark, without which Excel shows one column and wrong letters.
    """
    made = io.StringIO(newline="")
    indonesian = style is CsvStyle.EXCEL_ID
    writer = csv.writer(made, delimiter=";" if indonesian else ",")
    writer.writerow([document.title, document.hall, document.period, document.about])
    for mark in document.marks:
        writer.writerow([mark])
    for table in document.tables:
        writer.writerow([])
        writer.writerow([table.title])
        writer.writerow([column.name + (" (%)" if column.unit is ValueKind.SHARE else "") for column in table.columns])
        for row in (*table.rows, *filter(None, (table.total,))):
            cells = zip(row, table.columns, strict=True)
            writer.writerow([_plain(cell, column.unit, comma=indonesian) for cell, column in cells])
    return made.getvalue().encode("utf-8" if style is CsvStyle.PLAIN else "utf-8-sig")


def _plain(cell: Cell, unit: ValueKind, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in "=+-@" else cell  # a spreadsheet takes it for a formula otherwise
    value = round(cell * 100, 1) if unit is ValueKind.SHARE else cell
    return str(value).replace(".", ",") if comma else str(value)
