"""What a supervisor changes for this day, moves, imports and reports, by the keys of the window."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from counter.supervisor.acts.hall_acts import HallAct
from counter.supervisor.acts.report_dialog import ReportDialog
from shared.domain.hall_data.hall import Kiosk, Printer
from shared.domain.words import CounterStatus
from shared.store import acts
from shared.store.questions.bookings import all_bookings
from shared.store.record.events import What
from shared.store.record.job_rows import record_of, save_health
from tests.counter.supervisor.acts.test_hall_acts import accept, acting, after, answer, in_file, press
from tests.counter.supervisor.test_window import rows
from tests.helpers.hall import DAY, small_hall
from tests.helpers.screens.desk import Place, make_place


@pytest.fixture
def printing(tmp_path: Path) -> Place:
    """A small hall with a printer at its kiosk."""
    kiosk = {"K1": Kiosk("A", printers=("P1",))}
    hall = dataclasses.replace(small_hall(), printer={"P1": Printer("tcp:127.0.0.1:9")}, kiosk=kiosk)
    return make_place(tmp_path / "hall", hall)


def hall_of(place: Place):
    def asked(file):
        with file.reading() as db:
            return file.hall(db)

    return place.does(asked)


def test_a_quota_and_hours_hold_for_this_day_and_become_usual_again(qtbot: QtBot, place: Place) -> None:
    day = datetime.date.fromisoformat(DAY)
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.TODAY)
        dialog = controller.dialog
        qtbot.keyClicks(dialog.what.field, "AB.2")
        dialog.quota.setValue(7)
        assert not dialog.opens.isVisible()
        accept(controller)
        after(qtbot, window, controller, "AB.2")
        assert hall_of(place).service["AB.2"].quota_on == {day: 7}
        press(qtbot, window, controller, HallAct.TODAY)
        dialog = controller.dialog
        dialog.what.mark("")
        assert (dialog.opens.text(), dialog.closes.text()) == ("08.00", "16.00")
        dialog.closes.setText("07.00")
        accept(controller)
        assert dialog.problem.isVisible()
        dialog.closes.setText("14:30")
        accept(controller)
        after(qtbot, window, controller, "Jam seluruh MPP")
        assert hall_of(place).hours_on[day].close == 14 * 60 + 30
        qtbot.waitUntil(lambda: day in window.desk.hall.hours_on)
        press(qtbot, window, controller, HallAct.TODAY)
        assert "diubah untuk hari ini" in controller.dialog.what.choices[0].note
        controller.dialog.usual.setChecked(True)
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        qtbot.waitUntil(lambda: hall_of(place).hours_on == {})


def test_an_officer_is_moved_and_a_refusal_is_a_sentence(qtbot: QtBot, place: Place) -> None:
    for counter, officer in (("1", "Ani"), ("3", "Budi")):
        place.does(lambda f, c=counter, o=officer: acts.open_counter(f, acts.new_request(), c, o))
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.MOVE_OFFICER)
        dialog = controller.dialog
        qtbot.keyClicks(dialog.who.field, "ani")
        assert [choice.code for choice in dialog.to.choices] == ["2", "4"]
        dialog.to.mark("2")
        place.does(lambda f: acts.open_counter(f, acts.new_request(), "2", "Cici"))  # meanwhile
        accept(controller)
        after(qtbot, window, controller, "Loket 2 sudah ditempati Cici")
        place.does(lambda f: acts.close_counter(f, acts.new_request(), "2"))
        qtbot.waitUntil(lambda: "2" in [c.code for c in controller._choices.free_counters()])  # pyright: ignore[reportPrivateUsage]
        press(qtbot, window, controller, HallAct.MOVE_OFFICER)
        controller.dialog.who.mark("1")
        controller.dialog.to.mark("2")
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        counters = {c.code: (c.status, c.officer) for c in in_file(place)[0].counters}
        assert counters["1"] == (CounterStatus.CLOSED, None)
        assert counters["2"] == (CounterStatus.OPEN, "Ani")
        qtbot.waitUntil(lambda: ["Ani", "", "Loket 2"] in [row[:3] for row in rows(window.desk.officers)])


def test_a_printer_is_said_to_be_ready_from_its_row(qtbot: QtBot, printing: Place) -> None:
    def quarantine(file):
        with file.writing() as db:
            save_health(db, "P1", "paper_out", quarantined=True, now=file.clock())
            db.execute("UPDATE printers SET used_mm = 30000, tickets = 300 WHERE code = 'P1'")

    printing.does(quarantine)
    with acting(qtbot, printing) as (window, controller):
        table = window.tables[4]
        qtbot.waitUntil(lambda: table.model().rowCount() > 0)
        table.selectRow(0)
        table.activated.emit(table.currentIndex())
        assert controller.dialog.printer.value().code == "P1"
        controller.dialog.roll.setChecked(True)
        accept(controller)
        after(qtbot, window, controller, "P1")

        def known(file):
            with file.reading() as db:
                return record_of(db, "P1")

        record = printing.does(known)
        assert (record.quarantined, record.tickets, record.used_mm) == (False, 0, 0)
        assert (What.PRINTER_HEALTH, "Ketua") in [(e.what, e.officer) for e in in_file(printing)[1]]


def test_an_alarm_lasts_until_somebody_gives_a_name(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: acts.open_counter(f, acts.new_request(), "1"))  # whose program does not run
    with acting(qtbot, place) as (window, controller):
        controller._named = ""  # pyright: ignore[reportPrivateUsage] - nobody was named at the start
        qtbot.waitUntil(lambda: window.desk.unwell > 0)
        assert window.alarms is not None
        assert not window.alarms.isVisible()
        place.clock.advance(seconds=30)
        window.desk._refresh()  # pyright: ignore[reportPrivateUsage] - what its timer does
        qtbot.waitUntil(window.alarms.isVisible)
        before = len(window.desk.alarms.open)
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        dialog = controller.dialog
        dialog.alarm.mark("1")
        accept(controller)
        assert dialog.problem.isVisible()
        dialog.findChild(QLineEdit, "name").setText("  Tono  Teknisi ")
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        last = in_file(place)[1][-1]
        assert (last.what, last.officer, last.data) == (What.ALARM_ACKNOWLEDGED, "Tono Teknisi", {"alarm": "1"})
        qtbot.waitUntil(lambda: len(window.desk.alarms.open) == before - 1)
        assert "Tono Teknisi, 09.00" in {row[4] for row in rows(window.desk.health)}
        assert any("Tono Teknisi menangani" in row[3] for row in rows(window.desk.messages))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("kode,layanan,tanggal,jam\nK7P,AB.1,24/11/2026,09.30\n", "1 baru"),
        ("kode,layanan,tanggal,jam\nK7P,ZZ.9,24/11/2026,09.30\n", '"ZZ.9" bukan layanan MPP ini'),
    ],
)
def test_bookings_are_taken_from_a_file_or_refused_with_its_line(
    qtbot: QtBot, place: Place, tmp_path: Path, content: str, told: str
) -> None:
    file = tmp_path / "reservasi.csv"
    file.write_text(content, encoding="utf-8")
    with acting(qtbot, place) as (window, controller):
        controller.press(HallAct.IMPORT)
        assert isinstance(controller.files, QFileDialog)
        controller.files.fileSelected.emit(str(file))
        controller.files.reject()
        after(qtbot, window, controller, told)

        def taken(hall_file):
            with hall_file.reading() as db:
                return len(all_bookings(db))

        assert place.does(taken) == (1 if "baru" in told else 0)


def test_a_report_is_written_by_its_command(qtbot: QtBot, place: Place, tmp_path: Path) -> None:
    place.issue("AB.1")
    with acting(qtbot, place) as (window, controller):
        controller._folder = place.folder  # pyright: ignore[reportPrivateUsage] - as the program gives it
        press(qtbot, window, controller, HallAct.REPORT)
        assert isinstance(controller.dialog, ReportDialog)
        controller.dialog.kind.setCurrentIndex(controller.dialog.kind.findData(""))
        controller.dialog.by.setCurrentIndex(controller.dialog.by.findData("service"))
        accept(controller)
        qtbot.waitUntil(lambda: controller.files is not None)
        controller.files.fileSelected.emit(str(tmp_path / "laporan.csv"))
        controller.files.reject()
        qtbot.waitUntil(lambda: "laporan.csv" in answer(window))
        assert "AB.1" in (tmp_path / "laporan.csv").read_text(encoding="utf-8-sig")
        controller.close()
