"""What is refused in a file of bookings, and how it is said: file, line, column, value, remedy."""

import datetime
import re
from dataclasses import replace

import pytest

from shared.bookings import read
from shared.bookings.headings import Column, column_of, is_personal
from shared.clock import parse_instant
from shared.domain.booking import Booking, code_key
from shared.domain.hall_data.hall import DayHours, Hall, Holiday, Service, Span, Weekday
from shared.domain.words import TimeOfDay
from shared.faults import UsageFault
from tests.helpers.hall import MORNING, small_hall

HEAD = "Kode;Layanan;Tanggal;Jam;Prioritas\n"


def hall_of_many_rules() -> Hall:
    hall = small_hall(
        services={
            "AB.4": Service({"id": "Senin saja"}, 5.0, days=(Weekday.MONDAY,)),
            "AB.5": Service({"id": "Pagi"}, 5.0, hours=(Span(TimeOfDay(9 * 60), TimeOfDay(11 * 60)),)),
            "AB.6": Service({"id": "Tutup"}, 5.0, closed=True),
        },
    )
    hours = DayHours(TimeOfDay(480), TimeOfDay(960), breaks=(Span(TimeOfDay(720), TimeOfDay(780)),))
    week = {day: hours for day in Weekday if day is not Weekday.SUNDAY}
    holiday = {datetime.date(2026, 12, 25): Holiday({"id": "Hari Natal"})}

    return replace(hall, week=week, holiday=holiday)


def parse_date(text: str):
    import datetime

    return datetime.date.fromisoformat(text)


def taken(text: str, hall: Hall | None = None, **more: Booking) -> tuple[Booking, ...]:
    known = {code_key(booking.code): booking for booking in more.values()}
    return read(text.encode(), hall or hall_of_many_rules(), MORNING, "b.csv", known)


def refused(text: str) -> str:
    with pytest.raises(UsageFault) as caught:
        taken(text)
    return f"{caught.value.sentence}\n{caught.value.remedy}"


def row(code: str = "K1", service: str = "AB.1", date: str = "23/11/2026", time: str = "09.30", lane: str = "") -> str:
    return f"{code};{service};{date};{time};{lane}\n"


@pytest.mark.parametrize(
    "date",
    [
        "24/11/2026", "24-11-2026", "2026-11-24", "24.11.2026", "2026/11/24", "24 November 2026", "24 Nov 2026",
        "Selasa, 24 November 2026", "selasa 24/11/2026", "24-nopember-2026", "2026-11-24 00:00:00",
        "2026-11-24T00:00:00", " 24/11/2026 ", "24/11/2026 0:00", "Tuesday, 24 November 2026",
    ],
)  # fmt: skip
def test_dates_as_people_write_them(date: str) -> None:
    assert taken(HEAD + row(date=f'"{date}"'))[0].day == "2026-11-24"


@pytest.mark.parametrize("time", ["09.30", "9.30", "09:30", "9:30", "09:30:00", "pukul 09.30", "09.30 WITA", "9:30 AM"])
def test_times_as_people_write_them(time: str) -> None:
    assert taken(HEAD + row(time=time))[0].at == parse_instant("2026-11-23T09:30:00+08:00")


@pytest.mark.parametrize("word", ["Y", "x", "lansia", "ya", "true", "1", "YES", " Ya ", "Prioritas", "ibu hamil", "✓"])
def test_words_that_mean_priority(word: str) -> None:
    assert taken(HEAD + row(lane=word))[0].priority


@pytest.mark.parametrize("word", ["", "tidak", "0", "no", "-", "TIDAK", "umum", "false", "n"])
def test_words_that_mean_no_priority(word: str) -> None:
    assert not taken(HEAD + row(lane=word))[0].priority


@pytest.mark.parametrize(
    ("line", "column", "value", "said"),
    [
        (row(lane="mungkin"), "E", "mungkin", "neither yes nor no"),
        (row(lane="t"), "E", "t", "neither yes nor no"),
        (row(lane="2"), "E", "2", "neither yes nor no"),
        (row(date="22/11/2026"), "C", "22/11/2026", "is past"),
        (row(date="1/1/0001"), "C", "1/1/0001", "not a date|is past"),
        (row(date="01/01/0001"), "C", "01/01/0001", "is past"),
        (row(date="23/11/2426"), "C", "23/11/2426", "more than a year"),
        (row(date="31/12/9999"), "C", "31/12/9999", "more than a year"),
        (row(date="29/11/2026"), "C", "29/11/2026", "Sunday.*hall is closed"),
        (row(date="25/12/2026"), "C", "25/12/2026", "Hari Natal"),
        (row(service="AB.4", date="24/11/2026"), "C", "24/11/2026", "AB.4 is not served"),
        (row(date="31/02/2027"), "C", "31/02/2027", "not a day of the calendar"),
        (row(date="11/23/2026"), "C", "11/23/2026", "not a day of the calendar"),
        (row(date="23/11/26"), "C", "23/11/26", "not a date that can be understood"),
        (row(date="Senin, 24/11/2026"), "C", "Senin, 24/11/2026", "contradicts itself"),
        (row(date="besok"), "C", "besok", "not a date that can be understood"),
        (row(date=""), "C", "", "not a date that can be understood"),
        (row(date="²³/11/2026"), "C", "²³/11/2026", "not a date that can be understood"),
        (row(time="16.00"), "D", "16.00", "outside the service's hours.*08.00-16.00"),
        (row(time="07.59"), "D", "07.59", "outside the service's hours"),
        (row(time="12.30"), "D", "12.30", "in the break 12.00-13.00"),
        (row(service="AB.5", time="11.00"), "D", "11.00", "09.00-11.00"),
        (row(time="9 am"), "D", "9 am", "not a time that can be understood"),
        (row(time="9.3"), "D", "9.3", "not a time that can be understood"),
        (row(time="9,30"), "D", "9,30", "not a time that can be understood"),
        (row(time="09.60"), "D", "09.60", "not a time of day"),
        (row(time="00.30 am"), "D", "00.30 am", "not a time of day"),
        (row(time="09.30 WIB"), "D", "09.30 WIB", "another time zone"),
        (row(service="AB.9"), "B", "AB.9", "not a service.*Did you mean AB"),
        (row(service=""), "B", "", "is empty"),
        (row(service="AB.6"), "B", "AB.6", "not offered"),
        (row(code=""), "A", "", "is empty"),
        (row(code="KÜ7"), "A", "KÜ7", "cannot be typed.*Ü"),
        (row(code="K 7"), "A", "K 7", "cannot be typed"),
        (row(code="K_7"), "A", "K_7", "cannot be typed"),
        (row(code="---"), "A", "---", "cannot be typed"),
        (row(code="Budi Santoso"), "A", "Budi Santoso", "cannot be typed"),
        (row(code="А1"), "A", "А1", "cannot be typed"),
        (row(code="K" * 21), "A", "K" * 21, "21 characters"),
        (row(code="3171012345678901"), "A", "3171012345678901", "NIK"),
        (row(code="3171-0123-4567-8901"), "A", "3171-0123-4567-8901", "NIK"),
        (row(code="081234567890"), "A", "081234567890", "telephone"),
        (row(code="+62 812-3456-7890"), "A", "+62 812-3456-7890", "telephone"),
        (row(code="K\u200b7"), "A", "K\\\\u200B7", "invisible character"),
        (row(date="23/11/2026\u200e"), "C", "23/11/2026\\\\u200E", "invisible character"),
        (row(service="AB\u00ad.1"), "B", "AB\\\\u00AD.1", "invisible character"),
        (row(code='"K\n7"'), "A", "K\\\\u000A7", "invisible character"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_with_line_column_and_value(
    line: str, column: str, value: str, said: str
) -> None:

    told = refused(HEAD + row("OK1") + line + row("OK2"))
    shown = value if "\\\\" in value else re.escape(value)
    assert re.search(rf'^b\.csv, line 3, column {column} "\w+": "{shown}" .*({said})', told), told
    assert "nothing was taken over" in told


def test_everything_wrong_is_said_at_once() -> None:
    told = refused(HEAD + row("K Z", date="x") + row() + row("K2", lane="q", time="99.99"))
    assert [line.split(":")[0] for line in told.splitlines()[:4]] == [
        'b.csv, line 2, column C "Tanggal"',
        'b.csv, line 2, column A "Kode"',
        'b.csv, line 4, column D "Jam"',
        'b.csv, line 4, column E "Prioritas"',
    ]


def test_the_same_code_twice_is_refused_whatever_its_case_and_hyphens() -> None:
    assert "line 3, column A" in (told := refused(HEAD + row("K7-P") + row("k7p")))
    assert "line 2 has it too" in told


@pytest.mark.parametrize(
    "heading",
    [
        "Nama", "NAMA LENGKAP", "NamaPemohon", "nik", "No. KTP", "No HP", "no_hp", "Telp.", "Nomor Telepon", "WhatsApp",
        "No WA", "E-mail", "Alamat", "Tanggal Lahir", "name", "Phone number", "NIK/Paspor", "Umur", "Jenis Kelamin",
    ],
)  # fmt: skip
def test_a_column_about_a_person_is_refused(heading: str) -> None:
    assert is_personal(heading)
    told = refused(f"kode;layanan;tanggal;jam;{heading}\n" + row())
    assert f'line 1, column E: "{heading}" is about a person' in told


def test_personal_numbers_under_any_heading_are_refused() -> None:
    assert "NIK" in refused("no;kode;layanan;tanggal;jam\n3171012345678901;K1;AB.1;23/11/2026;09.30\n")
    assert "telephone" in refused("no;kode;layanan;tanggal;jam\n0812 3456 7890;K1;AB.1;23/11/2026;09.30\n")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("kode;layanan;tanggal", "the columns time are missing"),
        ("a;b;c", "the columns code, service, date, time are missing"),
        ("kode;layanan;tanggal;tgl;jam", "is there twice, as date"),
        ("kode;layanan;tanggal;jam;prioritass", "not a column of a booking.*prioritas"),
        ("kode;layanan;tanggal;jam;catatan", '"catatan" is not a column of a booking.*delete'),
        ("ko\u200bde;layanan;tanggal;jam", "invisible character"),
    ],
)
def test_headings_that_do_not_fit_are_named(head: str, said: str) -> None:

    assert re.search(said, refused(head + "\nK1;AB.1;23/11/2026;09.30;\n"))


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("KODE", Column.CODE), ("Kode Booking", Column.CODE), ("No. Reservasi", Column.CODE),
        ("booking_code", Column.CODE), ("KodeReservasi", Column.CODE),
        ("Kode Layanan", Column.SERVICE), ("Nama Layanan", Column.SERVICE),
        ("Jenis Pelayanan", Column.SERVICE), ("Tgl. Kunjungan", Column.DATE), ("Hari/Tanggal", Column.DATE),
        ("Tanggal (dd/mm/yyyy)", Column.DATE), ("Jam Kunjungan", Column.TIME), ("Waktu (WITA)", Column.TIME),
        ("PUKUL", Column.TIME), ("Prioritas (Y/T)", Column.PRIORITY), ("Jalur prioritas", Column.PRIORITY),
        ("Nomor Registrasi", Column.CODE), ("Keperluan", Column.SERVICE), ("Tanggal datang", Column.DATE),
        ("Slot waktu", Column.TIME), ("Tanggal lahir", None), ("Jam selesai", None), ("Nama", None), ("No", None),
    ],
)  # fmt: skip
def test_headings_in_any_case_and_in_indonesian(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


def test_a_cell_without_a_heading_is_refused_and_counted_rows_are_empty() -> None:
    assert "column F" in refused(HEAD.rstrip() + ";\n" + row().rstrip() + ";x\n")
    assert "column F" in refused(HEAD + row().rstrip() + ";x\n")
    assert taken("No;Kode;Layanan;Tanggal;Jam\n1;K1;AB.1;23/11/2026;09.30\n2;;;;\n3; ;\n")[0].code == "K1"


def test_what_the_hall_has_already_is_not_judged_again() -> None:
    known = Booking("K-1", "AB.1", "2026-11-20", parse_instant("2026-11-20T09:30:00+08:00"))
    assert len(taken(HEAD + row("k1", date="20/11/2026") + row("k2"), known=known)) == 2
    with pytest.raises(UsageFault, match="is past"):
        taken(HEAD + row("k1", date="20/11/2026", time="10.00"), known=known)


def test_past_midnight_a_booking_belongs_to_the_day_before() -> None:
    late = DayHours(TimeOfDay(8 * 60), TimeOfDay(25 * 60))
    hall = small_hall(week=dict.fromkeys(Weekday, late))
    for date, time in (("24/11/2026", "00.30"), ("23/11/2026", "24.30")):
        (booking,) = taken(HEAD + row(date=date, time=time), hall)
        assert (booking.day, booking.at) == ("2026-11-23", parse_instant("2026-11-24T00:30:00+08:00"))
