"""The longest names that halls bring, in the officer's bar, dialogs and windows: words wrap, the number stays large."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.message import Message, Tone
from counter.dialogs.base import ActDialog
from counter.style import style
from shared import hall_file
from shared.domain.hall_data.hall import Hall
from shared.qt.theme import Theme
from tests.counter.bar.test_bar import fits
from tests.helpers.hall import LONG_NAMES
from tests.helpers.screens.desk import Place, Station, make_place, working

WORDY = "Loket Pengambilan Dokumen Selesai dan Layanan Pengaduan Nomor 1208"
OFFICER = "Raden Ajeng Siti Nurhaliza Kusumawardhani binti Haji Syarifuddin Prawiranegara, S.H., M.Kn., Ph.D."
TARGET = "{0} dialihkan ke Penerbitan Kartu Tanda Penduduk Elektronik karena Hilang, Rusak, atau Pindah Datang. " * 3


@pytest.fixture(scope="module")
def long_hall() -> Hall:
    return hall_file.read(LONG_NAMES)


@pytest.fixture
def long_place(tmp_path: Path, long_hall: Hall) -> Place:
    return make_place(tmp_path / "hall", long_hall)


def cut(window: QWidget) -> list[str]:
    """Words of a window that cannot be read whole, or leave it."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
        if isinstance(widget, QLabel) and widget.text():
            found += [] if fits(widget) else [f"label {widget.objectName()} {widget.text()!r}"]
            found += [] if window.rect().contains(place) else [f"outside: {widget.objectName()} {widget.text()!r}"]
        if isinstance(widget, QPushButton) and widget.objectName() in ("officer", "menu", "accept", "back"):
            found += [] if widget.sizeHint().width() <= widget.width() else [f"button {widget.text()!r}"]
            found += [] if widget.sizeHint().height() <= widget.height() + 2 else [f"button is low {widget.text()!r}"]
        if isinstance(widget, QTableView | QListView):
            found += cut_cells(widget)
    return found


def cut_cells(view: QTableView | QListView) -> Iterator[str]:
    """Cells whose words need more than their place has."""
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(1 if isinstance(view, QListView) else model.columnCount()):
            index = model.index(row, column)
            place, text = view.visualRect(index), str(index.data() or "")
            if isinstance(view, QTableView) and view.isColumnHidden(column):
                continue
            metrics = QFontMetrics(view.font())
            flags = 0x1000 if view.wordWrap() else 0
            needed = metrics.boundingRect(0, 0, max(place.width() - 8, 1), 10_000, flags, text)
            if needed.height() > place.height() + 2 or needed.width() > place.width():
                yield f"cell {row},{column} {text!r}: {needed} in {place}"


def whole(window: QWidget, qtbot: QtBot, look_: str) -> None:
    """Wait until everything in a window can be read."""
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not cut(window))
    assert cut(window) == [], look_


def looks(station: Station) -> Iterator[str]:
    for larger in (False, True):
        Theme.instance().set_larger(larger)
        for width in (1024, 1180, 1600):
            station.bar.resize(width, station.bar.height())
            station.until(lambda width=width: station.bar.width() == width)
            yield f"{width} {'larger' if larger else ''}"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("counter", ["1", WORDY])
def test_the_bar_stands_whole_and_the_number_keeps_its_floor(
    qtbot: QtBot, long_place: Place, counter: str, lang: str
) -> None:
    service = long_place.hall.services_of(counter)[0]
    long_place.issue(service, "9Z9.1", priority=True, visual=True)
    with working(qtbot, long_place, counter=counter, officer=OFFICER, lang=lang) as station:
        for look_ in looks(station):
            whole(station.bar, qtbot, look_)
        station.press(Act.NEXT)
        station.desk.notices.show(Message(Tone.WARN, lambda _t: TARGET.format(station.label())))
        for look_ in looks(station):
            whole(station.bar, qtbot, look_)
            assert station.bar.card.number.height() >= style.sizes().number_floor, look_


def test_dialogs_and_lists_stand_whole(qtbot: QtBot, long_place: Place) -> None:
    service = long_place.hall.services_of(WORDY)[0]
    for _ in range(3):
        long_place.issue(service, "9Z9.1")
    with working(qtbot, long_place, counter=WORDY, officer=OFFICER) as station:
        station.press(Act.NEXT)
        station.dialogs.lists_window.open()
        qtbot.waitUntil(station.dialogs.lists_window.pages[0].table.isVisible)
        whole(station.dialogs.lists_window, qtbot, "lists")
        seen: set[Act] = set()
        for act in (Act.HOLD, Act.TRANSFER, Act.CANCEL, Act.BREAK, Act.NAMED):
            station.bar.asked.emit(act)
            ask = next((w for w in station.bar.findChildren(ActDialog) if w.isVisible()), None)
            if ask is None:  # opened from the lists only
                continue
            seen.add(act)
            whole(ask, qtbot, act.value)
            ask.reject()
            qtbot.waitUntil(lambda: not any(w.isVisible() for w in station.bar.findChildren(ActDialog)))
        assert {Act.HOLD, Act.TRANSFER, Act.CANCEL, Act.BREAK} <= seen
