"""Whether a picture's words stand whole: the one checker that the tests of kiosk and display share.

A word is whole when it is not cut or elided, lies in its own place, in the box that is painted round it, in the
window, and on no other word. What stands on another page of a ``Pages`` is not there; a page cuts no line.
"""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.helpers.screens.kiosk import walk

SLACK = 1.5  # pixels of rounding
INK = 0.16  # of a font's size, above and below: the line's room that no letter fills
_LEFT, _RIGHT, _BOTTOM, _MIDDLE = 1, 2, 64, 128


@dataclass(frozen=True)
class Painted:
    """Some lines of words where they stand in the window."""

    item: QQuickItem
    text: str
    place: QRectF
    line: float  # height of one line


def faults(window: QQuickWindow, *, passes: Iterable[str] = (), signs: str | None = None) -> list[str]:
    """What does not stand whole; items named in ``passes`` run through their place on purpose.

    Items whose name begins with ``signs`` are drawn: no word may stand on one.
    """
    items = list(walk(window.contentItem()))
    painted = [p for item in items if item.objectName() not in passes for p in _painted(item)]
    screen = QRectF(0, 0, window.width(), window.height())
    found: list[str] = []
    seen: list[Painted] = []
    for words in painted:
        cut = _cut(words)
        if cut is None:
            continue
        found += [f"{words.text!r}: {what}" for what in (*cut, *_alone(words, screen))]
        seen.append(words)
    drawn = [item for item in items if signs is not None and item.objectName().startswith(signs)]
    for item, words in product(drawn, seen):
        place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).adjusted(SLACK, SLACK, -SLACK, -SLACK)
        if _ink(words).intersects(place):
            found.append(f"{words.text!r} on the sign {item.objectName()}")
    return found + [f"{a.text!r} on {b.text!r}" for a, b in combinations(seen, 2) if _ink(a).intersects(_ink(b))]


def _painted(item: QQuickItem) -> Iterator[Painted]:
    if not item.inherits("QQuickText") or not str(item.property("text")).strip():
        return
    width, height = float(item.property("contentWidth")), float(item.property("contentHeight"))
    across, down = number(item, "effectiveHorizontalAlignment"), number(item, "verticalAlignment")
    x = 0.0 if across == _LEFT else item.width() - width if across == _RIGHT else (item.width() - width) / 2
    y = (item.height() - height) / 2 if down == _MIDDLE else item.height() - height if down == _BOTTOM else 0.0
    place = item.mapRectToScene(QRectF(QPointF(x, y), QPointF(x + width, y + height)))
    lines = max(int(item.property("lineCount")), 1)
    yield Painted(item, str(item.property("text")), place, place.height() / lines)


def millimetres(length: float, diagonal_inches: float = 21.5, across: int = 1080, along: int = 1920) -> float:
    """How many pixels a length is on the kiosk's usual panel: 20 mm are 81."""
    return length / 25.4 * (across**2 + along**2) ** 0.5 / diagonal_inches


def pixels(item: QQuickItem) -> float:
    """The size that a text is painted in, after any fitting."""
    return number(item, "fontInfo.pixelSize")


def number(item: QQuickItem, name: str) -> int:
    """A QML enum's number, which PySide cannot read as a property."""
    context = qmlContext(item)
    assert context is not None
    return int(QQmlExpression(context, item, name).evaluate()[0])  # pyright: ignore[reportArgumentType]


def _cut(words: Painted) -> list[str] | None:
    """How clips cut these words; None where they stand on another page and nothing of them is seen."""
    box = _window(words.item)
    if box is None:
        return []
    lines = max(round(words.place.height() / words.line), 1)
    tops = [words.place.top() + (at + INK) * words.line for at in range(lines)]
    ends = [top + (1 - 2 * INK) * words.line for top in tops]
    seen = [top >= box.top() - SLACK and end <= box.bottom() + SLACK for top, end in zip(tops, ends, strict=True)]
    away = [end <= box.top() + SLACK or top >= box.bottom() - SLACK for top, end in zip(tops, ends, strict=True)]
    if all(away):
        return None
    return [] if all(a or b for a, b in zip(seen, away, strict=True)) else [f"a line is cut by {box}"]


def _window(item: QQuickItem) -> QRectF | None:
    """What all clips round an item leave to be seen; None without any."""
    boxes = [
        above.mapRectToScene(QRectF(0, 0, above.width(), above.height())) for above in _ancestors(item) if above.clip()
    ]
    return functools.reduce(lambda one, other: one.intersected(other), boxes) if boxes else None


def _alone(words: Painted, screen: QRectF) -> Iterator[str]:
    item, place = words.item, words.place
    if item.property("truncated"):
        yield "is cut"
    own = item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    ink = _ink(words)
    if place.left() < own.left() or place.right() > own.right() or ink.top() < own.top() or ink.bottom() > own.bottom():
        yield f"sticks out of its place {own} with {place}"
    seen = _ink(words)
    for box in _boxes(item):
        if not _holds(box, seen):
            yield f"sticks out of the box round it {box} with {seen}"
            break
    if not _holds(screen, seen):
        yield f"leaves the screen with {seen}"


def _boxes(item: QQuickItem) -> Iterator[QRectF]:
    """The nearest painted ground that a word stands on: a card, a key, a badge."""
    for above in _ancestors(item):
        if above.inherits("QQuickRectangle") or above.inherits("QQuickAbstractButton"):
            yield above.mapRectToScene(QRectF(0, 0, above.width(), above.height()))
            return


def _holds(box: QRectF, ink: QRectF) -> bool:
    return ink.isEmpty() or box.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(ink)


def _ink(words: Painted) -> QRectF:
    """What letters fill of the seen place."""
    place = words.place.adjusted(0, words.line * INK, 0, -words.line * INK)
    box = _window(words.item)
    if box is not None:
        place = place.intersected(box)
    return place.adjusted(SLACK, 0, -SLACK, 0) if place.width() > 4 * SLACK else place


def _ancestors(item: QQuickItem) -> Iterator[QQuickItem]:
    above = item.parentItem()
    while above:
        yield above
        above = above.parentItem()
