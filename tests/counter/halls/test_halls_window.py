"""The window of several halls: each is asked by itself, who needs somebody comes first, what is old says so."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter.halls.halls_model import HallsModel
from counter.halls.halls_window import HallsWindow
from shared.domain.words import Instant
from shared.qt.language import Language
from shared.store.summaries import STALE_MS
from tests.helpers.hall import MORNING, StandingClock
from tests.helpers.screens.desk import Place

LONG_MS = 60_000


def told(place: str, name: str, **changes: Any) -> dict[str, Any]:
    """A hall as ``antrean overview --json`` tells of it."""
    row: dict[str, Any] = {
        "place": place, "stale": False, "trouble": "", "hall_id": place, "name": name, "at": MORNING,
        "day": "2026-11-23", "day_closed": False, "waiting": 3, "longest_minutes": 70, "promise_percent": 90,
        "ends_at": MORNING,
        "beyond_closing": False, "open_counters": 2, "counters": 4, "left_alone": [], "programs": 5,
        "time_zone": "Asia/Makassar",
    }  # fmt: skip
    return row | changes


@pytest.fixture
def language():
    made = Language(("shared", "counter"), "id")
    yield made
    made.close()


@pytest.fixture
def standing() -> StandingClock:
    return StandingClock()


def opened(qtbot: QtBot, language: Language, clock: StandingClock, *sources: list[str]) -> HallsWindow:
    window = HallsWindow(HallsModel(sources, clock), language)
    qtbot.addWidget(window)
    window.show()
    return window


def shown(window: HallsWindow) -> list[list[str]]:
    model = window.model.table
    words = [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return [[one.replace("\u200b", "") for one in row] for row in words]


def test_real_halls_are_asked_and_one_that_is_missing_says_so(
    qtbot: QtBot, place: Place, language: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00+08:00")
    place.issue("AB.1")
    window = opened(qtbot, language, place.clock, [str(place.folder)], [str(tmp_path / "none")])
    assert window.notice.isVisible()
    window.model.begin()
    qtbot.waitUntil(lambda: not window.model.is_waiting, timeout=LONG_MS)
    missing, there = shown(window)
    assert missing[0] == str(tmp_path / "none")
    assert "Tidak ada" in missing[1]
    assert (there[0], there[2]) == ("MPP Contoh", "1")
    assert "tidak ada yang melayani: AB.1" in there[1]
    assert window.facts["waiting"].accessibleName() == "1 menunggu"
    assert not window.notice.isVisible()
    window.close()


def test_who_needs_somebody_comes_first_and_old_figures_say_so_and_do_not_count(
    qtbot: QtBot, language: Language, standing: StandingClock
) -> None:
    window = opened(qtbot, language, standing, ["--server", "x"])
    window.model.came(0, {"halls": [told("a", "MPP A"), told("b", "MPP B", beyond_closing=True)]})
    assert [row[0] for row in shown(window)] == ["MPP B", "MPP A"]
    assert shown(window)[1][1:] == ["", "3", "1 j 10 mnt", "90 %", "09.00", "2 dari 4", "5", "09.00"]
    assert window.facts["waiting"].number.text() == "6"
    standing.at = Instant(standing.at + STALE_MS + 1)
    window.model.came(0, {"halls": [told("a", "MPP A", at=standing.at), told("b", "MPP B")]})
    assert "DATA LAMA" in shown(window)[0][1]
    assert window.facts["waiting"].number.text() == "3"
    cell = window.model.table.index(0, 1)
    assert "DATA LAMA" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    language.use("en")
    assert "OLD" in shown(window)[0][1]
    assert window.title.text() == "Halls side by side"


def test_a_server_that_does_not_answer_keeps_its_last_figures_with_what_is_wrong(
    qtbot: QtBot, language: Language, standing: StandingClock
) -> None:
    window = opened(qtbot, language, standing, ["--server", "x"])
    window.model.came(0, {"halls": [told("a", "MPP A")]})
    window.model.came(0, {"sentence": "The server with the hall does not answer."}, 3)
    ((name, trouble, waiting, *_),) = shown(window)
    assert (name, waiting) == ("MPP A", "3")
    assert trouble == "Server yang menyimpan antrean tidak menjawab."
