"""The window of figures: counted beside the window, saved with one button, cancelled with another."""

import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter.localise import Localiser
from counter.supervisor.figures_window import PAGES, FiguresWindow
from tests.helpers.screens.desk import Place

LONG_MS = 60_000


def opened(qtbot: QtBot, place: Place, export_to: Path) -> FiguresWindow:
    window = FiguresWindow(place.hall, place.folder, Localiser("id", place.hall.hall.time_zone), export_to)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture(autouse=True)
def same_clock(monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    """The command beside the window has the clock of the hall's other programs."""
    now = datetime.datetime.fromtimestamp(place.clock() / 1000, datetime.UTC)
    monkeypatch.setenv("ANTREAN_CLOCK", now.isoformat())


@pytest.fixture
def export_to(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


def over(qtbot: QtBot, window: FiguresWindow) -> None:
    qtbot.waitUntil(lambda: window.command is not None and window.command.is_over, timeout=LONG_MS)


def test_a_page_is_counted_shown_and_saved_with_one_press(qtbot: QtBot, place: Place, export_to: Path) -> None:
    place.issue("AB.1")
    window = opened(qtbot, place, export_to)
    assert not window.export.isEnabled()  # nothing to save yet
    over(qtbot, window)
    assert len(window.cards) == 10
    assert window.cards[0].accessibleName().startswith("Kunjungan: 1.")
    assert window.charts
    assert all(chart.accessibleName() and chart.accessibleDescription() for chart in window.charts)
    assert not window.progress.isVisible()
    qtbot.waitUntil(window.export.isEnabled)
    window.export.click()
    assert window.progress.isVisible()
    over(qtbot, window)
    assert sorted(path.name for path in export_to.iterdir()) == ["antrean-today.pdf", "antrean-today.xlsx"]
    assert "antrean-today.pdf" in window.answer.text().replace("\u200b", "")


def test_what_is_cancelled_leaves_nothing(qtbot: QtBot, place: Place, export_to: Path) -> None:
    place.issue("AB.1")
    window = opened(qtbot, place, export_to)
    over(qtbot, window)
    window.export.click()
    window.cancel.click()
    assert window.command is None
    assert window.answer.isVisible()
    assert list(export_to.iterdir()) == []
    assert window.export.isEnabled()
    export_to.rmdir()
    window.export.click()
    over(qtbot, window)
    assert "tidak dapat ditulis" in window.answer.accessibleName()  # a fault, in the window's language
    assert "Sebut file lain." in window.answer.accessibleName()


def test_a_service_without_visits_says_so(qtbot: QtBot, place: Place, export_to: Path) -> None:
    place.issue("AB.1")
    window = opened(qtbot, place, export_to)
    window.pages["service"].click()
    assert window.service.isVisible()
    window.service.setCurrentIndex(window.service.findData("BA.1"))
    over(qtbot, window)
    assert "Belum ada data" in window.answer.text()
    assert window.cards == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_button(name: str, qtbot: QtBot, place: Place, export_to: Path) -> None:
    window = opened(qtbot, place, export_to)
    assert window.pages[name].text()
    window.close()
    assert window.command is None
