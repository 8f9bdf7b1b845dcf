"""Whether every visitor can read a picture: words whole, large enough for the last seat, clear of their ground.

Capitals are at least a 200th of the viewing distance high, and contrast is 7 to 1 at least, in accents too: both are
taken from the picture itself.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtQuick import QQuickItem

from shared.domain.hall_data.hall import Display
from shared.qt.palette import contrast
from tests.helpers.screens import layout

CONTRAST = 7.0
ANY = Display()
"""A screen of which the hall file says nothing."""
MOVING = ("running",)
"""What runs through its place on purpose."""


def faults(board: Any, display: Display = ANY) -> dict[str, list[str]]:
    """What is wrong in the first frame of a change, and then on each page of what is shown a page at a time."""
    board.window.grabWindow()
    found = {"first frame": wrong} if (wrong := layout.faults(board.window, passes=MOVING)) else {}
    for at in pages(board):
        picture = board.settle()
        wrong = [*layout.faults(board.window, passes=MOVING), *_small(board, display), *_pale(board, picture)]
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


def cap_height_mm(item: QQuickItem, display: Display, shorter_side: float) -> float:
    """How high a text's capitals stand on the wall."""
    font = item.property("font")
    font.setPixelSize(round(layout.pixels(item)))
    pixel = display.inches * 25.4 * 9 / (16**2 + 9**2) ** 0.5 / shorter_side
    return QFontMetricsF(font).capHeight() * pixel


def _small(board: Any, display: Display) -> Iterator[str]:
    side = min(board.window.width(), board.window.height())
    for item in board.texts():
        high, least = cap_height_mm(item, display, side), display.metres * 1000 / 200
        if high < least * 0.985:  # sizes of fonts are whole pixels
            yield f"{item.property('text')!r} is {high:.1f} mm high, not {least:.1f}"


def _pale(board: Any, picture: QImage) -> Iterator[str]:
    screen = QRectF(0, 0, picture.width(), picture.height())
    for item in board.texts():
        place = _seen(item).intersected(screen)
        if place.height() < layout.pixels(item) / 2 or item.objectName() in MOVING:  # on another page
            continue
        ink = QColor(item.property("color"))
        ratio = contrast(ink.name(), _ground(picture, place, ink))
        if ratio < CONTRAST:
            yield f"{item.property('text')!r} stands out by {ratio:.2f} only"


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


def _ground(picture: QImage, place: QRectF, ink: QColor) -> str:
    """The commonest colour there besides the letters' own; theirs where there is no other."""
    across, down = max(int(place.width()), 1), max(int(place.height()), 1)
    found = Counter(
        picture.pixel(int(place.left()) + x, int(place.top()) + y)
        for x in range(1, across - 1, max(across // 40, 1))
        for y in range(1, down - 1, max(down // 12, 1))
    )
    del found[ink.rgb()]
    return QColor(found.most_common(1)[0][0]).name() if found else ink.name()
