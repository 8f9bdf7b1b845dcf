"""Paper forms in the supervisor's window: typed by keys, corrected, and counted when a second person typed the same."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counter.localise import Localiser
from counter.supervisor.survey_forms_window import SurveyFormsWindow
from shared.qt.language import Language
from shared.qt.worker import StoreWorker
from shared.store.live.thread import PollPace
from shared.store.questions import surveys
from shared.store.sqlite.connection import HallFile
from tests.helpers.screens.desk import Place

Open = Callable[..., SurveyFormsWindow]


@pytest.fixture
def open_paper(qtbot: QtBot, place: Place) -> Iterator[Open]:
    worker = StoreWorker(place.folder, "supervisor", place.clock, PollPace.COUNTER)
    worker.start()
    language = Language(("counter",), "id")

    def opened(by: str = "") -> SurveyFormsWindow:
        window = SurveyFormsWindow(place.hall, worker, Localiser("id", place.hall.hall.time_zone), place.clock, by)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: bool(window.waiting.text()))
        return window

    yield opened
    worker.stop()
    language.close()


def type_pile(window: SurveyFormsWindow, pile: str, *lines: str) -> None:
    window.pile.setEditText(pile)
    for line in lines:
        QTest.keyClicks(window.line, line)
        QTest.keyClick(window.line, Qt.Key.Key_Return)


def hand_in(qtbot: QtBot, window: SurveyFormsWindow) -> str:
    window.answer.clear()
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.answer.text()))
    return window.answer.text().replace("\u200b", "")


def counted(place: Place) -> list[str]:
    found: list[str] = []

    def ask(hall_file: HallFile) -> None:
        with hall_file.reading() as db:
            asked = surveys.questionnaires(db, "0001-01-01", "9999-12-31")
            found.extend(surveys.answers_text(one) for one in asked)

    place.does(ask)
    return found


def test_a_pile_counts_when_two_people_typed_it_alike(qtbot: QtBot, place: Place, open_paper: Open) -> None:
    first = open_paper("SITI")
    assert not first.by.isEnabled()  # nobody types in another's name
    type_pile(first, "AB.1", "443344334 p 34 sma", "44334433-")
    assert "disimpan" in hand_in(qtbot, first)
    assert counted(place) == []
    second = open_paper()
    assert "AB.1 (2, SITI)" in second.waiting.text().replace("\u200b", "")
    second.by.setText("budi")
    type_pile(second, "AB.1", "443344333 p 34 sma", "44334433-")
    assert "formulir 1." in hand_in(qtbot, second)
    assert counted(place) == []
    assert second.typed.currentRow() == 0
    QTest.keyClick(second, Qt.Key.Key_F2)
    assert second.line.text() == "443344333 p 34 sma"
    QTest.keyClicks(second.line, "443344334 p 34 sma")
    QTest.keyClick(second.line, Qt.Key.Key_Return)
    assert "dihitung" in hand_in(qtbot, second)
    assert counted(place) == ["443344334", "44334433-"]


def test_what_was_looked_up_again_is_right(qtbot: QtBot, place: Place, open_paper: Open) -> None:
    for by, line in (("SITI", "111111111"), ("BUDI", "222222222")):
        window = open_paper(by)
        type_pile(window, "P", line)
        hand_in(qtbot, window)
    tick = window.typed.item(0, 2)
    assert tick is not None
    tick.setCheckState(Qt.CheckState.Checked)
    hand_in(qtbot, window)
    assert counted(place) == ["222222222"]


def test_a_wrong_line_stays_to_be_corrected(qtbot: QtBot, place: Place, open_paper: Open) -> None:
    window = open_paper()
    type_pile(window, "", "44334433", "5")
    assert window.typed.rowCount() == 0
    assert '"5" bukan jawaban untuk pengaduan' in window.echo.text()
    assert "belum selesai" in hand_in_lacks(window, name="P", by="SITI")
    window.line.clear()
    assert "Ketik satu formulir" in hand_in_lacks(window, name="P", by="SITI")
    assert "nama tumpukannya" in hand_in_lacks(window, name="", by="SITI")
    assert "siapa yang mengetik" in hand_in_lacks(window, name="P", by=" ")
    assert counted(place) == []


def hand_in_lacks(window: SurveyFormsWindow, name: str, by: str) -> str:
    window.pile.setEditText(name)
    window.by.setText(by)
    window.hand_in.click()
    return window.answer.text()
