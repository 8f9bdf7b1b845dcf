"""As many beside each other as there is room for, in their order, and nothing under another."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from counter.supervisor.fitting_grid import FittingGrid


@pytest.mark.parametrize("widths", [(400,), (400, 1200, 520), (1200, 300, 1200)])
def test_another_width_is_another_number_in_a_row(qtbot: QtBot, widths: tuple[int, ...]) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(1300, 700)
    grid = FittingGrid(room, (5, 2), 200)
    labels = [QLabel(f"angka {number}") for number in range(10)]
    for label in labels:
        grid.add(label)
    room.show()
    for width in widths:
        grid.resize(width, 600)
        columns = 5 if width >= 1000 else 2
        qtbot.waitUntil(lambda columns=columns: len({label.x() for label in labels}) == columns)
        places = [(label.y(), label.x()) for label in labels]
        assert places == sorted(places), "in the order in which they were added"
        assert len(set(places)) == 10
        assert max(label.geometry().right() for label in labels) < width
        assert len({label.width() for label in labels}) <= 2, "all as wide, but for a pixel"
