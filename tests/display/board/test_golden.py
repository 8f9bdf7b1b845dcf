"""Pictures of every layout that somebody looked at: a change that shows is looked at again.

They are kept a sixth as large, because Qt's releases differ in single pixels of letters. After a wanted change:
``ANTREAN_GOLDEN=write ./run looks tests/display/board/test_golden.py``, and look at each before it is committed.
"""

import dataclasses
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.screens import BoardLines, Layout, Outside, Way
from shared.samples import load
from shared.store.questions.board import BoardState
from tests.display.board.test_layouts import standing, states, with_pledge

FOLDER = Path(__file__).parent / "golden"
SMALLER = 6
FAR = 40
"""How much the brightness of a dot may differ, of 255, where letters have edges."""
SHARE = 0.004
"""So much of a picture may differ by more."""
SCREENS = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
LAYOUTS = {
    "board": Display(way={"A": Way.STAIRS}),
    "counters": Display(lines=BoardLines.COUNTERS),
    "media": Display(layout=Layout.MEDIA),
    "overview": Display(layout=Layout.OVERVIEW, way={"A": Way.LEFT, "B": Way.FLOOR}),
    "tickets": Display(layout=Layout.TICKETS),
    "counter": Display(layout=Layout.COUNTER, counter="1", inches=10, metres=1),
    "pledge": Display(outside=Outside.PLEDGE),
    "hours": Display(outside=Outside.HOURS),
}


def small(picture: QImage) -> QImage:
    return picture.scaled(
        picture.width() // SMALLER,
        picture.height() // SMALLER,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)


def differing(one: QImage, other: QImage) -> float:
    """The share of dots that differ visibly."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) > FAR for a, b in pairs) / one.sizeInBytes()


@pytest.mark.looks
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_picture_is_the_one_that_was_looked_at(make_board, layout, screen, lang):
    hall = with_pledge(load("graha-segara"))
    zones = () if layout == "overview" else ("A",)
    display = dataclasses.replace(LAYOUTS[layout], zones=zones)
    board = make_board(hall, zones, *SCREENS[screen], lang, display=display)
    if layout in ("pledge", "hours"):
        board.view.use_board(BoardState(day_closed=True))
    else:
        next(states(board, hall, zones))
        board.view.use_board(BoardState(waiting=dict.fromkeys(hall.service, 7), counters=standing(hall), sequence=0))
    board.settle()
    board.settle()
    picture = small(board.settle())
    kept = FOLDER / screen / f"{layout}-{lang}.png"
    if os.environ.get("ANTREAN_GOLDEN") == "write":
        assert picture.save(str(kept))
    golden = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB888)
    assert golden.size() == picture.size()
    assert differing(picture, golden) <= SHARE
