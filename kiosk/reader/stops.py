"""What can be reached on the page that stands: its keys, and for those who listen its words too.

A stop is an item of the scene with what the accessible tree says of it: nothing is read aloud that is not there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

SCOPES = ("cover", "notice", "pages", "comfort")
"""Names of the items that hold stops, in the order in which one comes to them; a cover hides the others."""


class Arrow(Enum):
    """Where an arrow leads."""

    UP = (0, -1)
    DOWN = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing on the screen.

    Attributes:
        key: whether it can be pressed; otherwise it is words.
        off: a key that does nothing now.
        chosen: of a key that is on or off; None for any other.
    """

    item: QQuickItem
    name: str
    remark: str
    key: bool
    off: bool
    chosen: bool | None

    @property
    def place(self) -> QRectF:
        """Where it lies in the window."""
        return self.item.mapRectToScene(QRectF(0, 0, self.item.width(), self.item.height()))


def stops(window: QQuickWindow, *, words: bool) -> list[Stop]:
    """All of them in order: those of the cover, or of page and settings. ``words`` too, or keys only."""
    scopes = {name: item for item in _shown(window.contentItem()) if (name := item.objectName()) in SCOPES}
    held = [scopes["cover"]] if "cover" in scopes else [scopes[name] for name in SCOPES if name in scopes]
    found = [stop for scope in held for item in _leaves(scope) if (stop := _stop(item)) is not None]
    can = [stop for stop in found if not stop.off]  # what does nothing now takes no focus
    if words:  # who listens hears a text whole, without the keys that turn its pages
        return [stop for stop in can if not stop.item.property("turning")]
    return [stop for stop in can if stop.key]


def beside(found: Sequence[Stop], present: Stop, way: Arrow) -> Stop | None:
    """The nearest stop in a direction as the eye sees it; None at the edge."""
    across, down = way.value
    here = present.place
    best: tuple[float, Stop] | None = None
    for stop in found:
        there = stop.place
        ahead = (there.center().x() - here.center().x()) * across + (there.center().y() - here.center().y()) * down
        clear = (
            (there.left() - here.right() if across > 0 else here.left() - there.right())
            if across
            else (there.top() - here.bottom() if down > 0 else here.top() - there.bottom())
        )
        if stop.item is present.item or ahead <= 0 or clear < -2:
            continue
        aside = (
            _apart(here.left(), here.right(), there.left(), there.right())
            if down
            else _apart(here.top(), here.bottom(), there.top(), there.bottom())
        )
        offset = abs(there.center().x() - here.center().x()) if down else abs(there.center().y() - here.center().y())
        far = max(clear, 0) + 4 * aside + 0.1 * offset
        if best is None or far < best[0]:
            best = (far, stop)
    return best[1] if best else None


def _apart(start: float, end: float, other_start: float, other_end: float) -> float:
    """How far two stretches are from each other; 0 where they overlap."""
    return max(0.0, other_start - end, start - other_end)


def _shown(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from _shown(child)


def _leaves(item: QQuickItem) -> Iterator[QQuickItem]:
    """Keys and words below an item, in reading order; what a key holds is the key's own."""
    if not item.isVisible() or item.opacity() == 0:
        return
    if item.inherits("QQuickAbstractButton") or item.inherits("QQuickText"):
        yield item
        return
    # tiles come before the keys that turn their pages
    for child in sorted(item.childItems(), key=lambda child: child.objectName() == "turning"):
        yield from _leaves(child)


def _stop(item: QQuickItem) -> Stop | None:
    told = cast("QAccessibleInterface | None", QAccessible.queryAccessibleInterface(item))
    if told is None:
        return None
    name = told.text(QAccessible.Text.Name).strip()
    if not name:
        return None
    key = told.role() not in (QAccessible.Role.StaticText, QAccessible.Role.Heading)
    state = told.state()
    chosen = bool(state.checked) if cast("bool", state.checkable) else None
    remark = told.text(QAccessible.Text.Description).strip()
    return Stop(item, name, remark, key, bool(item.property("off")), chosen)
