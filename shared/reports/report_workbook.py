"""A report as a workbook: real numbers, native charts, heads that stay; written by XlsxWriter."""

import io
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] - it ships none

from shared.reports import inks, written
from shared.reports.document import Cell, Chart, ChartKind, Document, FigureTable, ValueKind

_FORMATS = {
    ValueKind.TEXT: "@",
    ValueKind.COUNT: "#,##0",
    ValueKind.MINUTES: "#,##0.0",
    ValueKind.SHARE: "0.0%",
    ValueKind.INDEX: "0.00",
}
_KINDS = {ChartKind.BARS: "column", ChartKind.LINES: "line", ChartKind.ROWS: "bar"}
_LONGEST_NAME = 31
_PRINTED_ROWS = 34
"""Rows of the charts' sheet that one printed page holds: no chart is cut in two."""


def xlsx(document: Document) -> bytes:
    """The whole report."""
    made = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(made, {"in_memory": True})
    with workbook as book:
        book.set_properties(
            {"title": f"{document.title} – {document.hall}, {document.period}", "author": document.hall}
        )
        _Book(book, document).write()
    return made.getvalue()


def _height(text: str, width: int) -> int:
    """The points of a row whose text is wrapped at so many signs: not every program finds them by itself."""
    return 16 * max(1, -(-len(text) // width))


class _Book:
    """The sheets of one workbook."""

    def __init__(self, book: Any, document: Document) -> None:
        self._book, self._document = book, document
        self._lang = document.lang
        self._names: set[str] = set()
        common = {"font_size": 11, "valign": "top"}
        self._plain = book.add_format({**common, "text_wrap": True})
        self._bold = book.add_format({**common, "bold": True, "text_wrap": True})
        self._title = book.add_format({"font_size": 18, "bold": True})
        self._head = book.add_format(
            {**common, "bold": True, "text_wrap": True, "bg_color": inks.PALE, "bottom": 2, "valign": "vcenter"}
        )
        self._cells = {unit: book.add_format({**common, "num_format": form}) for unit, form in _FORMATS.items()}
        units = {**_FORMATS, ValueKind.MINUTES: f'#,##0.0 "{self._either("menit", "min")}"'}
        self._figures = {
            unit: book.add_format({**common, "num_format": form, "bold": True, "align": "left"})
            for unit, form in units.items()
        }
        self._totals = {
            unit: book.add_format({**common, "num_format": form, "bold": True, "top": 1})
            for unit, form in _FORMATS.items()
        }

    def write(self) -> None:
        """Every sheet."""
        self._front()
        for table in self._document.tables:
            self._table(table)
        if self._document.charts:
            self._charts()
        self._definitions()

    def _either(self, indonesian: str, english: str) -> str:
        return written.either(self._lang, indonesian, english)

    def _sheet(self, name: str) -> Any:
        clean = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)[:_LONGEST_NAME]
        number = 2
        while clean.lower() in self._names:
            clean = f"{clean[: _LONGEST_NAME - 3]} {number}"
            number += 1
        self._names.add(clean.lower())
        sheet = self._book.add_worksheet(clean)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _front(self) -> None:
        document, sheet = self._document, self._sheet(self._either("Ringkasan", "Summary"))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 2, 24)
        sheet.set_column(3, 3, 80)
        sheet.write(0, 0, document.title, self._title)
        for row, text in enumerate((document.hall, document.period, document.about, document.made), 1):
            sheet.write(row, 0, text)
        row = 6
        for mark in document.marks:
            sheet.set_row(row, _height(mark, 140))
            sheet.merge_range(row, 0, row, 3, mark, self._bold)
            row += 1
        heads = (("Angka", "Figure"), ("Nilai", "Value"), ("Perubahan", "Change"), ("Artinya", "In words"))
        for column, head in enumerate(heads):
            sheet.write(row, column, self._either(*head), self._head)
        for at, figure in enumerate(document.figures, row + 1):
            sheet.set_row(at, max(_height(figure.sentence, 80), _height(figure.value, 20), _height(figure.change, 22)))
            for column, text in enumerate((figure.name, figure.value, figure.change, figure.sentence)):
                sheet.write_string(at, column, text, self._bold if column < 2 else self._plain)
            if figure.number is not None:
                sheet.write_number(at, 1, figure.number, self._figures[figure.unit])

    def _table(self, table: FigureTable) -> None:
        sheet = self._sheet(table.title)
        for column, head in enumerate(table.columns):
            sheet.write_string(0, column, head.name, self._head)
            longest = max((len(str(row[column])) for row in table.rows), default=0)
            is_text = head.unit is ValueKind.TEXT
            sheet.set_column(column, column, min(60, max(14, longest + 2)) if is_text else 15)
        sheet.freeze_panes(1, 1)
        for at, row in enumerate(table.rows, 1):
            self._row(sheet, at, row, table, self._cells)
        end = len(table.rows)
        if end:
            sheet.autofilter(0, 0, end, len(table.columns) - 1)
        if table.total is not None:
            self._row(sheet, end + 1, table.total, table, self._totals)
        if table.note:
            sheet.write_string(end + 3, 0, table.note)
        sheet.repeat_rows(0)

    @staticmethod
    def _row(sheet: Any, at: int, row: tuple[Cell, ...], table: FigureTable, formats: dict[ValueKind, Any]) -> None:
        for column, (value, head) in enumerate(zip(row, table.columns, strict=True)):
            if isinstance(value, str):
                sheet.write_string(at, column, value, formats[ValueKind.TEXT])
            elif value is None:
                sheet.write_blank(at, column, None, formats[head.unit])
            else:
                sheet.write_number(at, column, value, formats[head.unit])

    def _charts(self) -> None:
        """The charts on a sheet of their own, their values on another."""
        shown = self._sheet(self._either("Grafik", "Charts"))
        values = self._sheet(self._either("Data grafik", "Chart data"))
        values.set_column(0, 0, 60)
        values.set_column(1, 24, 16)
        row, place = 0, 0
        breaks = [0]
        for chart in self._document.charts:
            values.write_string(row, 0, chart.title, self._bold)
            for column, series in enumerate(chart.series, 1):
                values.write_string(row, column, series.name, self._head)
            for at, category in enumerate(chart.categories, 1):
                values.write_string(row + at, 0, category)
                for column, series in enumerate(chart.series, 1):
                    value = series.values[at - 1]
                    if value is not None:
                        values.write_number(row + at, column, value, self._cells[chart.unit])
            if chart.kind is ChartKind.HEAT:
                last = row + len(chart.categories)
                colours = {"type": "2_color_scale", "min_color": inks.HEAT[0], "max_color": inks.HEAT[-2]}
                values.conditional_format(row + 1, 1, last, len(chart.series), colours)
            else:
                high = self._drawn(shown, place, values.get_name(), row, chart)
                if place + high - breaks[-1] > _PRINTED_ROWS:
                    breaks.append(place)
                place += high
            row += len(chart.categories) + 2
        shown.set_h_pagebreaks([row - 1 for row in breaks[1:]])

    def _drawn(self, sheet: Any, place: int, values: str, row: int, chart: Chart) -> int:
        """Put a native chart in; answers how many rows it takes."""
        made = self._book.add_chart({"type": _KINDS[chart.kind]})
        count = len(chart.categories)
        fills = ({"color": inks.MAIN}, {"color": inks.SECOND})
        for column, series in enumerate(chart.series, 1):
            look: dict[str, Any] = {"fill": fills[(column - 1) % 2]}
            if chart.kind is ChartKind.LINES:
                mark = {"type": ("circle", "square", "triangle")[(column - 1) % 3], "size": 7}
                dash = ("solid", "dash", "round_dot")[(column - 1) % 3]
                look = {"line": {**fills[(column - 1) % 2], "width": 2.25, "dash_type": dash}, "marker": mark}
            made.add_series(
                {
                    "name": series.name, "categories": [values, row + 1, 0, row + count, 0],
                    "values": [values, row + 1, column, row + count, column], **look,
                }
            )  # fmt: skip
        made.set_title({"name": chart.title, "name_font": {"size": 13}})
        numbers = {"num_format": _FORMATS[chart.unit], "min": 0}
        if chart.kind is ChartKind.ROWS:
            made.set_y_axis({"reverse": True})
            made.set_x_axis(numbers)
        else:
            made.set_y_axis(numbers)
        if len(chart.series) == 1:
            made.set_legend({"none": True})
        high = max(300, 26 * count) if chart.kind is ChartKind.ROWS else 300
        made.set_size({"width": 960, "height": high})
        sheet.insert_chart(place, 0, made, {"description": chart.alt})
        return high // 20 + 2

    def _definitions(self) -> None:
        sheet = self._sheet(self._either("Arti angka", "Definitions"))
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 110)
        for column, head in enumerate((("Angka", "Figure"), ("Arti", "Meaning"))):
            sheet.write_string(0, column, self._either(*head), self._head)
        sheet.freeze_panes(1, 0)
        for row, (name, meaning) in enumerate(self._document.definitions, 1):
            sheet.set_row(row, _height(meaning, 110))
            sheet.write_string(row, 0, name, self._bold)
            sheet.write_string(row, 1, meaning, self._plain)
