"""Files of bookings as spreadsheet programs save them; ``files`` were saved by LibreOffice 7.4 (Indonesian)."""

import codecs
import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from shared.bookings import read
from shared.clock import parse_instant
from shared.domain.booking import Booking
from shared.faults import UsageFault
from tests.helpers.hall import MORNING, small_hall

FILES = Path(__file__).parent / "files"
COMMA = (FILES / "comma-utf8.csv").read_text(encoding="utf-8")
SEMICOLON = COMMA.replace(",", ";")
EXPECTED = (
    Booking("K7-p", "AB.1", "2026-11-23", parse_instant("2026-11-23T09:30:00+08:00"), priority=True),
    Booking("k8", "AB.2", "2026-11-24", parse_instant("2026-11-24T14:05:00+08:00")),
    Booking("1234", "BA.1", "2026-11-23", parse_instant("2026-11-23T15:30:00+08:00")),
    Booking("Z-9", "AB.2", "2026-12-01", parse_instant("2026-12-01T08:00:00+08:00"), priority=True),
)


def taken(content: bytes, name: str = "b.csv") -> tuple[Booking, ...]:
    return read(content, small_hall(), MORNING, name)


def refused(content: bytes, name: str = "b.csv") -> str:
    with pytest.raises(UsageFault) as caught:
        taken(content, name)
    return f"{caught.value.sentence} {caught.value.remedy}"


@pytest.mark.parametrize(
    "name",
    [
        "comma-utf8.csv", "dashes-quoted.csv", "iso-tab.csv", "semicolon-windows-1252.csv", "tab-utf16.csv",
        "workbook.xlsx",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_saved_is_read(name: str) -> None:
    assert taken((FILES / name).read_bytes(), name) == EXPECTED


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + SEMICOLON.replace("\n", "\r\n").encode(),  # Excel's "CSV UTF-8" in Indonesia
        ("sep=;\r\n" + SEMICOLON).encode(),
        codecs.BOM_UTF8 + ('"sep=;"\n' + SEMICOLON).encode(),
        ("SEP=\t\r\n" + COMMA.replace(",", "\t")).encode("utf-16"),
        codecs.BOM_UTF16_BE + SEMICOLON.encode("utf-16-be"),
        SEMICOLON.encode("utf-16-le"),
        SEMICOLON.encode("utf-16-be"),
        SEMICOLON.encode("utf-32"),
        COMMA.replace("\n", "\r").encode(),  # an old Mac
        COMMA.replace(",", "|").encode(),
        COMMA.split("\n", 2)[2].encode(),  # without the title
        ("\n\n \n" + COMMA).encode(),
        SEMICOLON.replace(";", " ; ").encode(),
        SEMICOLON.replace("k8", "\u00a0k8\u00a0").encode(),
    ],
)
def test_encodings_separators_and_line_ends_do_not_matter(content: bytes) -> None:
    assert taken(content) == EXPECTED


@pytest.mark.parametrize(
    ("name", "said"),
    [("old.xls", "old Excel workbook"), ("other.ods", "not an Excel workbook"), ("page.xls", "web page")],
)
def test_another_kind_of_file_is_named_with_what_to_do(name: str, said: str) -> None:
    path = FILES / name
    told = refused(path.read_bytes() if path.exists() else b" <html><table>", name)
    assert said in told
    assert "XLSX" in told


def test_formulas_formats_and_hidden_sheets_are_read_as_they_are_shown() -> None:
    found = taken((FILES / "formulas.xlsx").read_bytes(), "formulas.xlsx")
    assert [(one.code, one.service, one.priority) for one in found] == [
        ("0007", "AB.1", True), ("A-1", "BA.1", False), ("A-2", "AB.2", True), ("A-3", "AB.2", True),
    ]  # fmt: skip
    times = ("24T14:30", "25T09:30", "26T10:15", "27T10:30")
    assert [one.at for one in found] == [parse_instant(f"2026-11-{time}:00+08:00") for time in times]


WORKBOOK = (FILES / "workbook.xlsx").read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b"\0" * 40, b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, WORKBOOK[: len(WORKBOOK) // 2],
        WORKBOOK.replace(b"sheet1", b"sheet9"), bytes(range(256)) * 3, b"%PDF-1.4", codecs.BOM_UTF16_LE + b"a",
        b"\xff\xff\xff", b'kode,layanan\n"K7,AB.1\n', b"kode;layanan;tanggal;jam\n\"K7\"x;AB.1;23/11/2026;09.30\n",
        b"x" * (11 * 1024 * 1024),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_in_words(content: bytes) -> None:
    assert "b.csv" in refused(content)


def test_a_file_of_endless_rows_is_refused() -> None:
    row = "K;AB.1;24/11/2026;09.30\n"
    assert "more than 20000 rows" in refused(("kode;layanan;tanggal;jam\n" + row * 20_001).encode())


def workbook(*rows: list[object], second: bool = False, **formats: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kode", "Layanan", "Tanggal", "Jam", "Prioritas"])
    for row in rows:
        sheet.append(row)
    for column, form in formats.items():
        for cell in sheet[column][1:]:
            cell.number_format = form
    if second:
        book.create_sheet("Lain").append(["x"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


DAY = datetime.datetime(2026, 11, 24)


def test_a_workbook_gives_real_dates_times_truths_and_numbers_as_they_are_shown() -> None:
    nearly = 9.5 / 24 + 1e-9
    content = workbook(
        [123, "AB.1", DAY, datetime.time(9, 30), True],
        [45, "AB.1", DAY.date(), datetime.timedelta(hours=9, minutes=30), False],
        ["X3", "AB.1", "24/11/2026", nearly, 1],
        A="00000",
        D="hh:mm",
    )
    found = taken(content, "b.xlsx")
    assert [booking.code for booking in found] == ["00123", "00045", "X3"]
    assert {booking.at for booking in found} == {parse_instant("2026-11-24T09:30:00+08:00")}
    assert [booking.priority for booking in found] == [True, False, True]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["K1", "AB.1", DAY, 9.3, None], 'column D "Jam": "9.3" is a number'),
        (["K1", "AB.1", 46349, "09.30", None], 'column C "Tanggal": "46349" is a number'),
        (["K1", "AB.1", DAY.replace(hour=9), "09.30", None], "24/11/2026 09.00"),
        (["K1", "AB.1", DAY, DAY, None], "has a date in it"),
        (["K1", "AB.1", DAY, datetime.time(9, 30, 20), None], "not a full minute"),
        ([DAY, "AB.1", DAY, "09.30", None], "Excel has changed it"),
        ([1.5, "AB.1", DAY, "09.30", None], "Excel has changed it"),
        (["K1", "AB.1", "=TODAY()", "09.30", None], "not a date that can be understood"),
        (["K1", "AB.1", DAY, "09.30", "#N/A"], "neither yes nor no"),
        (["K1", 7, DAY, "09.30", None], "not a service"),
        (["K1", "AB.1", DAY, "09.30", '=IF(1=1,"Ya","")'], "neither yes nor no"),
    ],
)
def test_a_cell_that_excel_took_for_something_else_is_named(row: list[object], said: str) -> None:
    told = refused(workbook(row), "b.xlsx")
    assert "b.xlsx, line 2, column" in told
    assert said in told


def test_only_one_sheet_may_hold_something() -> None:
    assert '"Sheet", "Lain"' in refused(workbook(["K1", "AB.1", DAY, "09.30", None], second=True), "b.xlsx")
