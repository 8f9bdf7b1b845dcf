"""``antrean book | bookings | move-booking | cancel-booking | check-in``, as staff use them."""

import re
from pathlib import Path

import pytest

from shared.cli.common import REFUSED, USAGE
from tests.helpers.cli import Terminal, antrean

TABLE = "Kode;Layanan;Tanggal;Jam;Prioritas\nK7-P;AB.1;23/11/2026;09.30;Ya\nK8;AB.2;24/11/2026;10.00;\n"


@pytest.fixture
def booked(hall: Terminal, tmp_path: Path) -> Terminal:
    file = tmp_path / "reservasi.csv"
    file.write_bytes(b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())
    hall.ok("book", str(file))
    return hall


def codes(hall: Terminal, *arguments: str) -> list[str]:
    return [booking["code"] for booking in hall.ok("bookings", *arguments)["bookings"]]


def test_what_a_file_changed_is_said(booked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "again.csv"
    file.write_text(TABLE.replace("09.30", "10.30").replace("K8;", "K9;"), encoding="utf-16")
    told = antrean("book", str(file), "--hall", str(booked.hall))
    assert told.out.splitlines() == ["1 new: K9", "1 moved: K7-P", "1 booked, but not in this file: K8"]
    assert booked.ok("book", str(file))["unchanged"] == ["K7-P", "K9"]


def test_a_file_with_one_wrong_cell_changes_nothing(booked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("kode,layanan,tanggal,jam\nN1,AB.1,24/11/2026,09.00\nN2,AB.1,22/11/2026,09.00\n", "utf-8")
    before = booked.ok("events")["newest"]
    ran = booked("book", str(file))
    assert ran.code == USAGE
    assert f'{file}, line 3, column C "tanggal": "22/11/2026" is past' in ran.answer["sentence"]
    assert codes(booked) == ["K7-P", "K8"]
    assert booked.ok("events")["newest"] == before
    for name in (tmp_path / "nowhere.csv", tmp_path):
        assert booked("book", str(name)).code == USAGE


def test_bookings_are_listed_moved_and_cancelled(booked: Terminal) -> None:
    first = booked.ok("bookings")["bookings"][0]
    assert (first["day"], first["time"], first["priority"], first["state"]) == ("2026-11-23", "09.30", True, "open")
    assert codes(booked, "--from", "2026-11-24") == ["K8"]
    assert codes(booked, "--to", "2026-11-23") == ["K7-P"]
    assert booked("bookings", "--to", "2026-11-20").code == USAGE
    moved = booked.ok("move-booking", "k8", "--date", "25/11/2026", "--time", "9.15", "--officer", "Ani")
    assert (moved["code"], moved["day"], moved["time"]) == ("K8", "2026-11-25", "09.15")
    assert booked.ok("move-booking", "k8", "--service", "AB.1", "--priority")["priority"]
    booked.ok("cancel-booking", "k-7p")
    assert codes(booked) == ["K8"]
    states = {booking["code"]: booking["state"] for booking in booked.ok("bookings", "--all")["bookings"]}
    assert states == {"K7-P": "cancelled", "K8": "open"}
    what = [event["what"] for event in booked.ok("events")["events"]]
    assert what[-3:] == ["booking_moved", "booking_moved", "booking_cancelled"]
    told = antrean("bookings", "--all", "--hall", str(booked.hall)).out
    assert "2026-11-23  09.30  AB.1  K7-P  priority  cancelled" in told


def test_what_cannot_be_moved_is_said(booked: Terminal) -> None:
    for arguments, said in (
        ((), "Nothing to change was named"),
        (("--date", "besok"), '"besok" is not a date'),
        (("--date", "24/11/2026", "--time", "9,30"), '"9,30" is not a time'),
        (("--date", "2426-11-24"), "more than a year"),
        (("--date", "9999-12-31"), "more than a year"),
        (("--time", "23.00"), "outside the service's hours"),
        (("--service", "AB.77"), "AB.77"),
    ):
        ran = booked("move-booking", "K8", *arguments)
        assert (ran.code, said in ran.answer["sentence"]) == (USAGE, True), ran.answer
    assert booked("move-booking", "NONE", "--time", "9.00").code == REFUSED
    assert booked("cancel-booking", "NONE").answer["refused"] == "no_such_booking"


def test_who_came_is_listed_with_the_number(booked: Terminal) -> None:
    label = booked.ok("check-in", "k7p")["label"]
    (row,) = [one for one in booked.ok("bookings", "--all")["bookings"] if one["code"] == "K7-P"]
    assert (row["state"], row["label"]) == ("checked_in", label)
    assert booked("cancel-booking", "K7P").answer["refused"] == "booking_used"


def test_apply_names_the_bookings_in_its_way(booked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    booked.ok("export", str(file))
    text = file.read_text(encoding="utf-8")
    begin = text.index('[service."AB.2"]')
    left = text[:begin] + text[text.index("\n[", begin) + 1 :]
    file.write_text(re.sub(r'"AB\.2",? ?', "", left), encoding="utf-8")  # nor does a need name it
    ran = booked("apply", str(file))
    assert ran.code == USAGE
    assert "K8 (2026-11-24)" in ran.answer["sentence"]
    booked.ok("cancel-booking", "K8")
    booked.ok("apply", str(file))


def test_apply_tells_of_bookings_on_a_day_that_was_closed(booked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    booked.ok("export", str(file))
    file.write_text(file.read_text("utf-8") + '\n[holiday.2026-11-24]\nname = "Cuti bersama"\n', "utf-8")
    (warning,) = [one for one in booked.ok("apply", str(file))["warnings"] if "bookings" in one]
    assert "K8 (2026-11-24)" in warning
    assert "K7" not in warning


@pytest.mark.parametrize("command", [("break", "--counter", "1"), ("pause-hall", "--reason", "Listrik padam")])
def test_a_time_that_is_over_is_refused_plainly(hall: Terminal, command: tuple[str, ...]) -> None:
    hall.ok("open", "--counter", "1")
    ran = hall(*command, "--until", "08.00")
    assert (ran.code, ran.answer["refused"]) == (REFUSED, "time_is_past")
    assert hall.ok("state")["counters"][0]["status"] == "open"
