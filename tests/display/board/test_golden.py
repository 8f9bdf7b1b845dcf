"""Pictures of every layout, screen, language and state that somebody looked at: a change that shows is looked at again.

Each picture holds the states of one layout beside one another, small, because Qt's releases differ in single pixels of
letters and because hundreds of them are kept. After a wanted change: ``ANTREAN_GOLDEN=write ./run looks
tests/display/board/test_golden.py``, and look at each before it is committed.
"""

import dataclasses
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.screens import BoardLines, Layout, Outside, UpcomingBy, Way
from shared.samples import load
from shared.store.questions.board import BoardState
from tests.display.board.test_layouts import SCREENS, states, with_pledge
from tests.display.legible import first_pages

FOLDER = Path(__file__).parent / "golden"
LONGER_SIDE = 240
"""Of one state's picture."""
QUALITY = 60
FAR = 48
"""How much the brightness of a dot may differ, of 255, where letters have edges."""
SHARE = 0.006
"""So much of a picture may differ by more."""
LAYOUTS = {
    "board": Display(way={"A": Way.STAIRS}),
    "counters": Display(lines=BoardLines.COUNTERS),
    "media": Display(layout=Layout.MEDIA),
    "overview": Display(layout=Layout.OVERVIEW, way={"A": Way.LEFT, "B": Way.FLOOR}),
    "tickets": Display(layout=Layout.TICKETS),
    "tickets-by-counter": Display(layout=Layout.TICKETS, upcoming_by=UpcomingBy.COUNTER, upcoming=5),
    "counter": Display(layout=Layout.COUNTER, counter="1", inches=10, metres=1),
    "pledge": Display(outside=Outside.PLEDGE),
    "hours": Display(outside=Outside.HOURS),
}


def small(picture: QImage) -> QImage:
    return picture.scaled(
        LONGER_SIDE, LONGER_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def beside(pictures: list[QImage]) -> QImage:
    """All of them in one picture, two in a row."""
    width, height = pictures[0].width(), pictures[0].height()
    across = min(len(pictures), 2)
    sheet = QImage(width * across, height * -(-len(pictures) // across), QImage.Format.Format_RGB888)
    sheet.fill(0)
    painter = QPainter(sheet)
    for at, picture in enumerate(pictures):
        painter.drawImage(at % across * width, at // across * height, picture)
    painter.end()
    return sheet


def differing(one: QImage, other: QImage) -> float:
    """The share of dots that differ visibly."""
    lines = range(one.height())
    width = one.width() * 3
    pairs = ((bytes(one.constScanLine(y))[:width], bytes(other.constScanLine(y))[:width]) for y in lines)
    return sum(abs(a - b) > FAR for ours, theirs in pairs for a, b in zip(ours, theirs, strict=True)) / (
        width * one.height()
    )


@pytest.mark.looks
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_picture_is_the_one_that_was_looked_at(make_board, layout, screen, lang):
    hall = with_pledge(load("graha-segara"))
    zones = () if layout == "overview" else ("A",)
    board = make_board(hall, zones, *SCREENS[screen], lang, display=dataclasses.replace(LAYOUTS[layout], zones=zones))
    pictures: list[QImage] = []
    if layout in ("pledge", "hours"):
        board.view.use_board(BoardState(day_closed=True))
        board.settle()
        pictures.append(small(first_pages(board)))
    else:
        for _ in states(board, hall, zones):
            board.settle()
            pictures.append(small(first_pages(board)))
    sheet = beside(pictures)
    kept = FOLDER / screen / f"{layout}-{lang}.webp"
    if os.environ.get("ANTREAN_GOLDEN") == "write":
        kept.parent.mkdir(parents=True, exist_ok=True)
        assert sheet.save(str(kept), quality=QUALITY)
    golden = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB888)
    assert golden.size() == sheet.size()
    assert differing(sheet, golden) <= SHARE
