"""Whether every visitor can read a picture: words whole, large enough for the last seat, clear of their ground.

Capitals are at least a 200th of the viewing distance high, and contrast is 7 to 1 at least, in accents too: both are
taken from the picture itself.
"""

import math
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from shared.domain.hall_data.hall import Display
from tests.display.ink import ink, pixels
from tests.helpers.screens import layout

CONTRAST = 7.0
ANY = Display()
"""A screen of which the hall file says nothing."""
SIGNS = "way:"
MOVING = ("running",)
"""What runs through its place on purpose."""


def faults(board: Any, display: Display = ANY) -> dict[str, list[str]]:
    """What is wrong in the first frame of a change, and then on each page of what is shown a page at a time."""
    board.window.grabWindow()
    found = {"first frame": wrong} if (wrong := layout.faults(board.window, passes=MOVING, signs=SIGNS)) else {}
    for at in pages(board):
        picture = board.settle()
        wrong = [*layout.faults(board.window, passes=MOVING, signs=SIGNS), *_as_painted(board, picture, display)]
        if wrong:
            found[f"page {at}"] = wrong
    return found


def pages(board: Any) -> Iterator[int]:
    """The picture as it stands, and once for each page and each turn of what it shows."""
    board.settle()
    most = max((_count(item) for item in board.items()), default=1)
    at = 0
    while at < most:
        for item in list(board.items()):
            count = _count(item)
            if count > 1:
                item.setProperty("at" if _takes_turns(item) else "page", at % count)
        board.settle()
        yield at
        most = max(most, max((_count(item) for item in board.items()), default=1))
        at += 1


def first_pages(board: Any) -> QImage:
    """The picture with the first page and the first turn of everything, however long this machine took until now."""
    board.settle()
    for item in list(board.items()):
        if _takes_turns(item):
            item.setProperty("at", 0)
        elif item.property("paged"):
            item.setProperty("page", 0)
    return board.window.grabWindow()


def _takes_turns(item: QQuickItem) -> bool:
    return all(item.metaObject().indexOfProperty(name) >= 0 for name in ("at", "count"))


def _count(item: QQuickItem) -> int:
    if _takes_turns(item):
        return max(layout.number(item, "count"), 1)
    return layout.number(item, "starts.length") if item.property("paged") else 1


def read_from(board: Any, item: QQuickItem, display: Display = ANY) -> float:
    """From how many metres a text's capitals are read, as they stand in the picture."""
    found = ink(pixels(board.window.grabWindow()), _seen(item), item.property("text"))
    assert found is not None
    assert found.height is not None
    return found.height / _millimetre(board.window, display) * 200 / 1000


def _millimetre(picture: Any, display: Display) -> float:
    """How many pixels it is on the wall."""
    return math.hypot(picture.width(), picture.height()) / (display.inches * 25.4)


def _as_painted(board: Any, picture: QImage, display: Display) -> Iterator[str]:
    """Texts whose capitals are too small on the wall, or that do not stand out, by the picture's pixels alone."""
    painted, screen = pixels(picture), QRectF(0, 0, picture.width(), picture.height())
    least = display.metres * 1000 / 200 * _millimetre(picture, display)
    for item in board.texts():
        place, text = _seen(item).intersected(screen), item.property("text")
        if item.objectName() in MOVING or place.height() < layout.pixels(item):  # on another page
            continue
        whole = place.height() > item.height() - 1 and place.width() > item.width() - 1
        found = ink(painted, place, text if whole else "")
        if found is None:
            yield f"{text!r} is not to be seen"
        elif found.contrast < CONTRAST:
            yield f"{text!r} stands out by {found.contrast:.2f} only"
        elif found.height is not None and found.height < least - 1.5:  # half a pixel at either edge, whole font sizes
            yield f"{text!r} is {found.height} pixels high, not {least:.1f}"


def _seen(item: QQuickItem) -> QRectF:
    """Where a text lies, less what clips of pages hide."""
    place = QRectF(item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height())))
    above = item.parentItem()
    while above:
        if above.clip():
            corner = above.mapToScene(QPointF(0, 0))
            place = place.intersected(QRectF(corner.x(), corner.y(), above.width(), above.height()))
        above = above.parentItem()
    return place
