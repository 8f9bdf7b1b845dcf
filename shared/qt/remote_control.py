"""Driving a running program from outside, for the demo and the end-to-end tests: real touches, clicks and keys.

``--drive SOCKET`` opens a local socket. Each line is one request in JSON, answered by one line of JSON::

    {"do": "touch", "name": "agency:AB"}              a finger on an item, by objectName
    {"do": "click", "name": "next"}                   the mouse
    {"do": "drag", "name": "page", "by": [0, -400]}   a finger that moves, in pixels
    {"do": "key", "key": "F2", "with": ["ctrl"]}      a key to the window that has the focus (or "name": to its window)
    {"do": "type", "text": "1234"}
    {"do": "read", "name": "number", "property": "text"}
    {"do": "names"}                                   what can be seen and named, with its place and words
    {"do": "grab", "path": "kiosk.png"}               a picture of the first (or the named) window
    {"do": "quit"}

A name that nobody can see, or that is disabled, is refused: ``{"error": "..."}``; so is the first of two requests for a
touch, because it only aims: something that moves must not be hit, nor what was not drawn yet where it belongs (a page
finds its places when it is drawn). A touch is answered before it is made, and the next request waits until it was made
(but not longer than half a second: it may have opened a dialog with its own event loop).
"""

import functools
import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPointingDevice, QWindow
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Windows = Callable[[], "list[QWindow | QWidget]"]
_log = logging.getLogger("antrean.driver")
_MODIFIERS = {
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}
_PATIENCE_SECONDS = 0.5
_AIM_SECONDS = 1.0
_FRAMES = 2
"""Pictures between aiming and touching: the first may have been begun before."""
_WORDS = ("text", "words", "label", "title")
"""Properties that may hold the text of an item, tried in this order."""


class DriveError(Exception):
    """A request that cannot be done; its sentence goes back to the driver."""


@dataclass(slots=True)
class _Aim:
    """What the next touch is for: where it was seen, and how often its window was drawn since."""

    name: str
    place: QRect
    window: QWindow
    at: float
    frames: int = 0

    def is_still(self, target: "WindowTarget") -> bool:
        """Whether this is the same thing where it was, a moment ago."""
        same = (self.name, self.place, self.window) == (target.thing.objectName(), target.place, target.window)
        return same and time.monotonic() - self.at <= _AIM_SECONDS

    @property
    def seen(self) -> bool:
        """Whether it stands there for everybody to see. Widgets have their places before they are drawn."""
        return self.frames >= _FRAMES or not isinstance(self.window, QQuickWindow) or not self.window.isExposed()


@dataclass(frozen=True, slots=True)
class WindowTarget:
    """Something that can be seen: the item or widget, its native window, its place there."""

    thing: QObject
    window: QWindow
    place: QRect
    enabled: bool

    @property
    def centre(self) -> QPoint:
        """Where a finger would go."""
        return self.place.center()

    @property
    def words(self) -> str:
        """Its text, as far as a property has it."""
        for name in _WORDS:
            value = self.thing.property(name)
            if isinstance(value, str) and value:
                return value
        return ""


def install(app: QGuiApplication, windows: Windows, socket: Path) -> "RemoteControl":
    """Answer a driver at ``socket`` for as long as the application lives."""
    return RemoteControl(app, windows, socket)


class RemoteControl(QObject):
    """The server side: reads requests, finds what they name, sends real events."""

    def __init__(self, app: QGuiApplication, windows: Windows, socket: Path) -> None:
        super().__init__(app)
        self._windows = windows
        self._aimed: _Aim | None = None
        self._watched: set[QQuickWindow] = set()
        self._act_since: float | None = None  # since when an act is under way
        self._finger: QPointingDevice = QTest.createTouchDevice()
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._welcome)
        QLocalServer.removeServer(str(socket))
        if not self._server.listen(str(socket)):
            _log.warning("no driver at %s: %s", socket, self._server.errorString())

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.readyRead.connect(functools.partial(self._read, connection))
            connection.disconnected.connect(connection.deleteLater)
            self._read(connection)  # what came before anybody listened

    def _read(self, connection: QLocalSocket) -> None:
        while connection.canReadLine():
            if self._act_since is not None and time.monotonic() - self._act_since < _PATIENCE_SECONDS:
                QTimer.singleShot(10, connection, lambda: self._read(connection))
                return
            answer, act = self._answer(bytes(connection.readLine().data()))
            if act is not None:
                self._act_since = time.monotonic()
                QTimer.singleShot(0, self, functools.partial(self._make, act))
            connection.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
            connection.flush()

    def _make(self, act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            self._act_since = None

    def _answer(self, line: bytes) -> tuple[dict[str, Any], Callable[[], None] | None]:
        try:
            request = cast("dict[str, Any]", json.loads(line))
            outcome = getattr(self, f"_do_{request['do']}")(request)
        except (DriveError, ValueError, KeyError, TypeError, AttributeError) as error:
            return {"error": f"{type(error).__name__}: {error}"}, None
        if callable(outcome):
            return {"ok": True}, cast("Callable[[], None]", outcome)
        return cast("dict[str, Any]", outcome), None

    # -- requests: each answers an object, or the act to make once the answer is sent

    def _do_touch(self, request: dict[str, Any]) -> Callable[[], None]:
        target = self._steady(request["name"])
        return lambda: self._stroke(target.window, target.centre, QPoint(), int(request.get("hold", 0)))

    def _do_drag(self, request: dict[str, Any]) -> Callable[[], None]:
        target = self._found(request["name"])
        across, down = request["by"]
        return lambda: self._stroke(target.window, target.centre, QPoint(across, down), 0)

    def _do_click(self, request: dict[str, Any]) -> Callable[[], None]:
        target = self._steady(request["name"])
        button = Qt.MouseButton.LeftButton
        return lambda: QTest.mouseClick(target.window, button, pos=target.centre)

    def _do_key(self, request: dict[str, Any]) -> Callable[[], None]:
        key = cast("Qt.Key", getattr(Qt.Key, f"Key_{request['key']}"))
        held = Qt.KeyboardModifier.NoModifier
        for name in request.get("with", ()):
            held |= _MODIFIERS[name]
        window = self._addressed(request)
        return lambda: QTest.keyClick(window, key, held)

    def _do_type(self, request: dict[str, Any]) -> Callable[[], None]:
        window = self._addressed(request)

        def act() -> None:
            for character in cast("str", request["text"]):
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, window, Qt.Key.Key_unknown, character, Qt.KeyboardModifier.NoModifier
                )

        return act

    def _do_read(self, request: dict[str, Any]) -> dict[str, Any]:
        target = self._found(request["name"])
        name = request.get("property")
        return {"value": _simple(target.thing.property(name)) if name else target.words, "enabled": target.enabled}

    def _do_names(self, request: dict[str, Any]) -> dict[str, Any]:
        prefix = request.get("prefix", "")
        seen = [target for target in self._targets() if target.thing.objectName().startswith(prefix)]
        return {
            "names": [
                {
                    "name": target.thing.objectName(),
                    "place": [target.place.x(), target.place.y(), target.place.width(), target.place.height()],
                    "enabled": target.enabled,
                    "words": target.words,
                }
                for target in seen
            ]
        }

    def _do_grab(self, request: dict[str, Any]) -> dict[str, Any]:
        path = Path(request["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        window = self._window_named(request.get("window"))
        picture = window.grabWindow() if isinstance(window, QQuickWindow) else cast("QWidget", window).grab().toImage()
        if picture.isNull() or not picture.save(str(path)):
            raise DriveError(f"no picture could be made at {path}")
        return {"size": [picture.width(), picture.height()]}

    def _do_quit(self, _request: dict[str, Any]) -> Callable[[], None]:
        return lambda: QGuiApplication.exit(0)

    # -- finding

    def _found(self, name: str, *, usable: bool = False) -> WindowTarget:
        """The topmost thing of that name which can be seen; with ``usable`` it must take touches as well."""
        matches = [target for target in self._targets() if target.thing.objectName() == name]
        if not matches:
            raise DriveError(f"nothing to be seen is called {name!r}")
        target = matches[-1]
        if usable and not target.enabled:
            raise DriveError(f"{name!r} is disabled")
        if usable and not QRect(QPoint(), target.window.size()).contains(target.centre):
            raise DriveError(f"{name!r} is outside the window")
        return target

    def _steady(self, name: str) -> WindowTarget:
        """A usable thing at the same place as a moment ago and drawn there: something that moves must not be hit."""
        target = self._found(name, usable=True)
        if self._aimed is None or not self._aimed.is_still(target):
            self._aimed = _Aim(name, target.place, target.window, time.monotonic())
        elif self._aimed.seen:
            self._aimed = None
            return target
        self._aimed.at = time.monotonic()
        self._draw(target.window)
        raise DriveError(f"{name!r} was not aimed at yet: ask again")

    def _draw(self, window: QWindow) -> None:
        """Have a picture drawn, and count it."""
        if isinstance(window, QQuickWindow):
            if window not in self._watched:
                self._watched.add(window)
                window.frameSwapped.connect(self._drawn)
            window.update()

    @Slot()
    def _drawn(self) -> None:
        if self._aimed is not None:
            self._aimed.frames += 1
            if not self._aimed.seen:
                self._draw(self._aimed.window)

    def _targets(self) -> Iterator[WindowTarget]:
        for window in self._shown():
            if isinstance(window, QQuickWindow):
                yield from _items(window, window.contentItem(), QRectF(0, 0, window.width(), window.height()))
            elif isinstance(window, QWidget):
                yield from _widgets(window)

    def _shown(self) -> list[QWindow | QWidget]:
        """The program's windows that are up, its dialogs and menus last."""
        windows = [window for window in self._windows() if window.isVisible()]
        if isinstance(QApplication.instance(), QApplication):
            windows += [
                widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget not in windows
            ]
        return windows

    def _window_named(self, name: str | None) -> QWindow | QWidget:
        for window in self._shown():
            if name is None or name in (window.objectName(), _title(window)):
                return window
        raise DriveError(f"no window {name or ''} is up")

    def _addressed(self, request: dict[str, Any]) -> QWindow:
        if "name" in request:
            window = self._found(request["name"]).window
            window.requestActivate()
            QTest.qWaitForWindowActive(window, 500)
            return window
        focused = cast("QWindow | None", QGuiApplication.focusWindow())
        return focused if focused is not None else _native(self._window_named(None))

    def _stroke(self, window: QWindow, start: QPoint, by: QPoint, hold: int) -> None:
        """A finger goes down, moves, stays and leaves."""
        QTest.touchEvent(window, self._finger).press(0, start, window)
        for step in range(1, 11) if not by.isNull() else ():
            QTest.touchEvent(window, self._finger).move(0, start + by * (step / 10), window)
            QTest.qWait(12)
        if hold:
            QTest.qWait(hold)
        QTest.touchEvent(window, self._finger).release(0, start + by, window)


def _items(window: QQuickWindow, item: QQuickItem, view: QRectF) -> Iterator[WindowTarget]:
    """Visible named items under ``item``, those in front last; what is scrolled out of view is left out."""
    if not item.isVisible() or item.opacity() == 0:
        return
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    if item.clip():
        view = view.intersected(place)
    if item.objectName() and place.width() > 0 and view.contains(place.center()):
        yield WindowTarget(item, window, place.toRect(), item.isEnabled())
    for child in sorted(item.childItems(), key=QQuickItem.z):
        yield from _items(window, child, view)


def _widgets(window: QWidget) -> Iterator[WindowTarget]:
    native = _native(window)
    for widget in (window, *window.findChildren(QWidget)):
        if widget.objectName() and widget.isVisible() and not widget.visibleRegion().isEmpty():
            corner = widget.mapTo(window, QPoint(0, 0)) if widget is not window else QPoint(0, 0)
            yield WindowTarget(widget, native, QRect(corner, widget.size()), widget.isEnabled())


def _native(window: QWindow | QWidget) -> QWindow:
    """The native window that takes the events of a widget window."""
    if isinstance(window, QWindow):
        return window
    window.winId()  # makes the native window where there is none yet
    return window.windowHandle()


def _title(window: QWindow | QWidget) -> str:
    return window.title() if isinstance(window, QWindow) else window.windowTitle()


def _simple(value: Any) -> Any:
    """A property's value in JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, QPointF):
        return [value.x(), value.y()]
    return str(value)
