"""Ctrl+Z and the button beside the answer: the last act is taken back in the file, or on this PC while it is kept."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import Details
from shared.store.offline.settle import settle
from shared.store.offline.spool import Spool
from shared.store.sqlite.connection import HallFile
from tests.helpers.screens.desk import Place, Station, working


def undo(station: Station) -> None:
    station.qtbot.keyClick(station.bar, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    station.settle()


def test_ctrl_z_brings_both_visitors_back(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.START)
        station.press(Act.NEXT)
        assert station.label() == "AB-002"
        assert station.bar.answer_line.undo.isVisible()
        undo(station)
        assert station.label() == "AB-001"
        assert "Diurungkan: AB-002 Menunggu, AB-001 Sedang dilayani · tercatat" in station.said()
        assert not station.bar.answer_line.undo.isVisible()
        assert place.events("undone") == ["AB-002", "AB-001"]


def test_the_button_is_there_for_ten_seconds(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        place.clock.advance(seconds=9)
        station.bar.tick()
        assert station.bar.answer_line.undo.isVisible()
        place.clock.advance(seconds=2)
        station.bar.tick()
        assert not station.bar.answer_line.undo.isVisible()
        undo(station)
        assert station.said() == "Tidak ada yang dapat diurungkan sekarang."
        assert station.label() == "AB-001"


def test_the_mouse_undoes_too_and_the_answer_says_why_it_cannot_be(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.RETURN)
        station.until(station.bar.answer_line.undo.isVisible)
        station.desk.refresh = lambda: None  # the news has not come through yet
        assert place.next_at("2") == "AB-001"
        station.qtbot.mouseClick(station.bar.answer_line.undo, Qt.MouseButton.LeftButton)
        station.settle()
        assert station.said() == "Tidak dapat diurungkan: AB-001 sementara itu sudah berubah (dipanggil)."
        assert place.state_of("AB-001") == "called"


@pytest.mark.parametrize("act", [Act.FINISH, Act.NO_SHOW])
def test_an_act_that_is_kept_is_taken_back_on_this_pc(qtbot: QtBot, place: Place, act: Act) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.away()
        station.press(act)
        station.until(lambda: bool(station.desk.unsent))
        undo(station)
        station.until(lambda: not station.desk.unsent)
        station.back()
        station.until(lambda: bool(station.desk.reachable and place.events("note")))
        assert place.state_of("AB-001") == "called"
        assert len(place.events("note")) == 1


def test_an_act_in_the_file_waits_for_the_share(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.HOLD, Details(reason="fotokopi"))
        station.away()
        station.until(lambda: not station.desk.reachable)
        undo(station)
        assert "tunggu" in station.said()
        station.back()
        station.until(lambda: station.desk.reachable)
        undo(station)
        assert place.state_of("AB-001") == "called"


def test_a_kept_act_that_is_on_its_way_is_undone_in_the_file(place: Place, tmp_path: Path) -> None:
    place.issue()
    place.next_at("1")
    with (
        HallFile.open(place.folder, device="1", clock=place.clock) as file,
        Spool(tmp_path / "local", file.hall_id, "1") as spool,
    ):
        spool.finish("f", "AB-001", counter="1", now=place.clock())
        file_answers = spool.mark_settled

        def too_late(*answer: Any) -> bool:
            spool.take_back("f", place.clock(), "AB-001: diurungkan")
            return file_answers(*answer)

        spool.mark_settled = too_late
        settle(spool, file)
        spool.mark_settled = file_answers
        settle(spool, file)
    assert place.state_of("AB-001") == "called"
    assert place.events("undone") == ["AB-001"]
