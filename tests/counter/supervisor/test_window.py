"""The supervisor's window on a real hall file: everything follows, nothing is acted upon."""

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter.lists.table_model import CellsModel
from counter.localise import Localiser
from counter.supervisor.hall_model import HallModel
from counter.supervisor.staff_messages import told
from counter.supervisor.supervisor_window import HallWindow, natural
from printers.dialogue.printer_status import PrinterState as State
from shared.domain.hall_data.hall import Kiosk, Printer
from shared.domain.words import Instant, Refusal
from shared.qt.language import Language
from shared.qt.theme import Theme
from shared.qt.worker import StoreWorker
from shared.store import acts
from shared.store.acts import apply_hall
from shared.store.live.thread import PollPace
from shared.store.offline.settle import settle
from shared.store.offline.spool import Spool
from shared.store.record.events import HELP_WANTED, Event, What
from shared.store.record.job_rows import save_health, save_probe
from shared.store.sqlite.connection import HallFile
from shared.text.printer_words import staff_words
from tests.helpers.hall import MORNING, small_hall
from tests.helpers.machine.processes import python
from tests.helpers.screens.desk import Place
from tests.helpers.store.away import take_away


@contextlib.contextmanager
def watching(qtbot: QtBot, place: Place, lang: str = "id") -> Iterator[HallWindow]:
    """The supervisor's window, once it has seen the hall."""
    worker = StoreWorker(place.folder, "supervisor", place.clock, PollPace.COUNTER)
    language = Language(("counter",), lang)
    desk = HallModel(worker, place.clock)
    desk.retranslate(language.code)
    language.changed.connect(lambda: desk.retranslate(language.code))
    window = HallWindow(desk, language)
    window.show()
    worker.start()
    try:
        qtbot.waitUntil(lambda: desk.seen is not None)
        yield window
    finally:
        worker.stop()
        language.close()
        window.close()
        shiboken6.delete(window)


def rows(model: CellsModel) -> list[list[str]]:
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_queues_counters_and_displays_follow_the_hall(qtbot: QtBot, place: Place) -> None:
    place.issue("AB.1")
    place.issue("AB.1")
    with watching(qtbot, place) as window:
        desk = window.desk
        counts = ["Dibuka", "0", "0", "0", "0", "0"]
        assert rows(desk.services)[0] == ["AB.1", "KTP", "2", "0 mnt", "", "tidak ada yang melayani", "0", *counts]
        assert rows(desk.counters)[0] == ["1", "Dinas Kependudukan", "tutup", "", "", "", ""]
        place.does(lambda f: acts.call_next(f, acts.new_request(), "1", officer="Sari"))
        qtbot.waitUntil(lambda: rows(desk.counters)[0][4] == "AB-001")
        assert rows(desk.counters)[0] == ["1", "Dinas Kependudukan", "buka", "Sari", "AB-001", "Dipanggil", "KTP"]
        assert rows(desk.displays)[0] == ["D1", "Zona A", "AB-001", "1", "09.00"]
        assert rows(desk.displays)[1] == ["D2", "Zona B", "", "", ""]
        assert [window.facts[name].number.text() for name in ("waiting", "serving", "open")] == ["1", "1", "1"]
        assert window.facts["waiting"].accessibleName() == "1 menunggu"


def test_a_break_that_should_be_over_stands_out(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: acts.open_counter(f, acts.new_request(), "1", officer="Sari"))
    place.does(lambda f: acts.take_break(f, acts.new_request(), "1", Instant(place.clock.at + 600_000)))
    with watching(qtbot, place) as window:
        model = window.desk.counters
        assert model.index(0, 2).data() == "istirahat s.d. 09.10"
        assert model.index(0, 2).data(Qt.ItemDataRole.ForegroundRole) is None
        place.clock.advance(minutes=11)
        place.issue()
        qtbot.waitUntil(lambda: model.index(0, 2).data(Qt.ItemDataRole.ForegroundRole) is not None)


def test_pause_close_and_a_share_that_went_are_said(qtbot: QtBot, place: Place) -> None:
    with watching(qtbot, place) as window:
        assert not window.notice.isVisible()
        place.does(lambda f: acts.pause_hall(f, acts.new_request(), {"id": "Listrik padam"}))
        qtbot.waitUntil(lambda: "Listrik padam" in window.notice.text())
        take_away(place.folder)
        qtbot.waitUntil(lambda: "Data pukul 09.00." in window.notice.text())
        assert "Terputus" in window.share.text()


def test_a_visitor_who_calls_for_help_is_told_to_the_supervisor(qtbot: QtBot, place: Place) -> None:
    words = f"{HELP_WANTED} K1"
    place.does(lambda f: acts.note(f, acts.new_request(), "Kotak saran penuh", label="AB-001"))
    with watching(qtbot, place) as window:
        desk = window.desk
        qtbot.waitUntil(lambda: len(rows(desk.messages)) == 1)  # from before the window looked
        assert rows(desk.messages)[0][2:] == ["AB-001", "Kotak saran penuh"]
        place.does(lambda f: acts.note(f, acts.new_request(), words))
        qtbot.waitUntil(lambda: len(rows(desk.messages)) == 2)
        assert rows(desk.messages)[0][3] == window.notice.text().partition("  ")[2]
        assert window.notice.text().startswith("09.00  Pengunjung di anjungan")
        assert window.notice.isVisible()
        assert desk.messages.index(0, 3).data(Qt.ItemDataRole.ForegroundRole) is not None
        place.clock.advance(minutes=11)
        qtbot.waitUntil(lambda: not window.notice.isVisible())
        assert len(rows(desk.messages)) == 2


def test_an_act_of_the_spool_that_was_not_taken_is_told_to_the_supervisor(
    qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    def came_too_late(hall_file: HallFile) -> None:
        with Spool(tmp_path, hall_file.hall_id, "1") as spool:
            spool.finish(acts.new_request(), "AB-009", counter="1", now=hall_file.clock(), officer="Sari")
            assert settle(spool, hall_file)[0].refused is not None

    place.does(came_too_late, device="1")
    with watching(qtbot, place) as window:
        qtbot.waitUntil(lambda: len(rows(window.desk.messages)) == 1)
        _, device, label, message = rows(window.desk.messages)[0]
        assert (device, label) == ("1", "AB-009")
        assert message.startswith("AB-009, disimpan di 1 saat jaringan terputus, tidak diterima: ")


@pytest.mark.parametrize("code", list(Refusal))
def test_every_refusal_of_the_spool_has_its_words(code: Refusal) -> None:
    event = Event(
        1, MORNING, "2026-11-23", What.SETTLE_REFUSED, "K1", None, None, "AB-031", None, None, None, None, code, {}
    )
    assert "{" not in told(event, small_hall(), Localiser())


RUNNING = """
import sys
from pathlib import Path
from shared.clock import machine_clock
from shared.store.engine_choice import opened_engine
presence = opened_engine(Path(sys.argv[1]), device="K1", clock=machine_clock).heartbeat()
print(presence.enter(), flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def a_kiosk_runs(place: Place) -> Iterator[None]:
    """A process of its own that says it is kiosk K1."""
    process = python(RUNNING, str(place.folder))
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield
    finally:
        process.communicate("\n", timeout=20)


def test_a_printers_state_is_said_in_words_and_not_after_its_kiosk_has_ended(qtbot: QtBot, place: Place) -> None:
    def troubled(hall_file: HallFile) -> None:
        with hall_file.writing() as db:
            save_health(db, "P1", "paper_out", quarantined=False, now=hall_file.clock())
            save_health(db, "P2", None, quarantined=True, now=hall_file.clock())
            save_health(db, "P4", "near_end", quarantined=False, now=hall_file.clock())
            save_probe(db, "P5", (), "", "tcp:127.0.0.1:9", hall_file.clock())
            save_probe(db, "P6", (), "", "usb:/dev/usb/lp0", hall_file.clock())  # another link than it has now
            save_health(db, "P7", "paper_out", quarantined=False, now=hall_file.clock())

    def states(window: HallWindow) -> list[str]:
        return [row[-1] for row in rows(window.desk.printers)]

    codes = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8")
    kiosks = {"K1": Kiosk("A", printers=(*codes[:6], "P8")), "K2": Kiosk("B", printers=("P7", "P8"))}
    changed = dataclasses.replace(
        place.hall, printer={code: Printer("tcp:127.0.0.1:9") for code in codes}, kiosk=kiosks
    )
    place.does(lambda f: apply_hall.apply(f, changed))
    place.does(troubled)
    held, unwatched, mute, ready = (
        staff_words(word)["id"] for word in (State.HELD, State.UNWATCHED, State.MUTE, State.READY)
    )
    with a_kiosk_runs(place), watching(qtbot, place) as window:
        qtbot.waitUntil(lambda: len(states(window)) == 8)
        seen = states(window)
    assert seen[0] == "Kertas habis. Pasang gulungan baru."
    assert "BUANG tiket pertama" in seen[1]
    assert seen[2] == seen[5] == held
    assert "gulungan baru" in seen[3]
    assert (seen[4], seen[6]) == (mute, unwatched)
    assert seen[7] == ready, "two kiosks share it: neither holds it"
    with watching(qtbot, place) as window:
        with a_kiosk_runs(place):
            place.issue("AB.1")  # news: the hall is read again
            qtbot.waitUntil(lambda: "Kertas habis. Pasang gulungan baru." in states(window))
        place.issue("AB.1")
        qtbot.waitUntil(lambda: states(window)[0] == unwatched)
        assert states(window)[1:] == [seen[1], unwatched, unwatched, mute, unwatched, unwatched, unwatched]


def test_search_sort_and_language(qtbot: QtBot, place: Place) -> None:
    with watching(qtbot, place) as window:
        table = window.tables[0]
        qtbot.keyClicks(window.search, "pajak")
        assert table.model().rowCount() == 1
        window.search.clear()
        table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        assert table.model().index(0, 0).data() == "BA.2"
        qtbot.mouseClick(window.other_language, Qt.MouseButton.LeftButton)
        assert window.tabs.tabText(0) == "Queues"
        assert table.model().headerData(2, Qt.Orientation.Horizontal) == "Waiting"
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert window.tabs.currentIndex() == 1


def test_people_sort_ten_after_two() -> None:
    assert sorted(["AB.10", "AB.2", "ab.1", "A"], key=natural) == ["A", "ab.1", "AB.2", "AB.10"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_of_the_frame_is_cut(qtbot: QtBot, place: Place, lang: str) -> None:
    with watching(qtbot, place, lang) as window:
        for larger in (False, True):
            Theme.instance().set_larger(larger)
            window.resize(1180, 720)
            qtbot.waitUntil(lambda: assert_readable(window))


def assert_readable(window: HallWindow) -> None:
    """All labels and headers can be read."""
    for label in window.findChildren(QLabel):
        if label.isVisible():
            assert label.sizeHint().width() <= label.width(), label.text()
    for table in window.tables:
        header = table.horizontalHeader()
        for section in range(header.count() - 1 if header.isVisible() else 0):
            assert header.sectionSizeHint(section) <= header.sectionSize(section), section
