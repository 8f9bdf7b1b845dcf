"""``antrean press``: a button of the running bar, from outside, once for each press."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from counter.bar.outside_presses import PressDoor, by_word
from shared.press_door import ACTS, door_of
from tests.helpers.screens.desk import Place, Station, working


def pressed(station: Station, local: Path, act: str) -> tuple[int, str]:
    """The command, while the bar's event loop runs."""
    process, environment = QProcess(), QProcessEnvironment.systemEnvironment()
    environment.insert("ANTREAN_LOCAL", str(local))
    process.setProcessEnvironment(environment)
    process.start(sys.executable, ["-m", "shared.cli", "press", act, "--counter", "1", "--json"])
    station.qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning)
    return process.exitCode(), bytes(process.readAllStandardOutput().data()).decode()


def test_a_press_from_outside_is_a_press_of_the_bar_and_a_held_one_counts_once(
    qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        assert pressed(station, tmp_path, "next")[0] == 3, "no bar is there"
        door = PressDoor(
            tmp_path, "1", by_word(station.bar.act, station.desk.undo), monotonic=station.ticks, parent=station.bar
        )
        code, told = pressed(station, tmp_path, "next")
        assert (code, '"heard":"pressed"' in told.replace(" ", "")) == (0, True)
        station.until(lambda: station.label() == "AB-001")
        station.until(lambda: station.desk.busy is None)
        assert "repeated" in pressed(station, tmp_path, "next")[1]
        station.ticks.now += 2
        pressed(station, tmp_path, "undo")
        station.until(lambda: station.label() is None)
        assert place.calls() == []
        door.close()


@pytest.mark.parametrize("counter", ["1", "Loket Prioritas Ä"])
def test_a_door_has_a_short_name_of_its_own(tmp_path: Path, counter: str) -> None:
    deep = tmp_path / ("x" * 120)
    assert len(door_of(deep, counter).encode()) < 100
    assert door_of(deep, counter) != door_of(tmp_path, counter)
    assert len(set(ACTS)) == len(ACTS)
