"""The kiosk by keys alone: arrows and Enter everywhere, letters where something is typed, scans from any page."""

import time
from typing import cast

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.kiosk_model import KioskModel
from kiosk.reader.key_map import KeyMap, key_name
from kiosk.reader.scanning import GAP_MS, Scanning
from kiosk.reader.stops import Arrow, Stop, beside, stops
from shared.domain.hall_data.hall import Kiosk
from shared.domain.hall_data.key_names import KeyAct

_ARROWS = {KeyAct.UP: Arrow.UP, KeyAct.DOWN: Arrow.DOWN, KeyAct.LEFT: Arrow.LEFT, KeyAct.RIGHT: Arrow.RIGHT}
_SEARCHED_FROM = frozenset({"start", "agency", "needs", "need"})
"""Pages from which the first letter begins a search."""


class Keys(QObject):
    """An event filter for the kiosk's window.

    Signals:
        met: another stop has the focus (a :class:`Stop`).
        pressed: the stop in focus was pressed.
        acted: a key that only the reader knows (an :class:`KeyAct`).
        scanned: what a scanner read.
        struck: any key at all.
    """

    met = Signal(object)
    pressed = Signal(object)
    acted = Signal(object)
    scanned = Signal(str)
    struck = Signal()

    def __init__(self, kiosk: KioskModel, window: QQuickWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._window = window
        self.scanned.connect(kiosk.scanned)
        self._map = KeyMap()
        self._scanning = Scanning()
        self._release = QTimer(self, singleShot=True, interval=GAP_MS + 10)
        self._release.timeout.connect(self._fingers)
        window.installEventFilter(self)

    def set_kiosk(self, kiosk: Kiosk) -> None:
        """The hall's map of keys, and what its scanner sends round a code."""
        self._map = KeyMap(kiosk.keys)
        self._scanning = Scanning(kiosk.scan_prefix, kiosk.scan_suffix)

    # ----- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key of the window is taken here; none reaches an item by itself."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._struck(event)
            return True
        return kind == QEvent.Type.KeyRelease

    def _struck(self, event: QKeyEvent) -> None:
        self.struck.emit()
        name, text = key_name(event.key()), event.text()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return
        at = event.timestamp() or round(time.monotonic() * 1000)
        heard = self._scanning.key(name, text, at, repeated=event.isAutoRepeat())
        self._type(heard.typed)
        if heard.scan is not None:
            self._release.stop()
            self.scanned.emit(heard.scan)
        elif self._scanning.waiting:
            self._release.start()
        if not heard.used:
            self._do(name, text, repeated=event.isAutoRepeat())

    @Slot()
    def _fingers(self) -> None:
        """No key came in time: it was a finger. What the system still holds comes first, on a busy machine."""
        QTimer.singleShot(0, self, lambda: self._type(self._scanning.release()))

    def _do(self, name: str, text: str, *, repeated: bool) -> None:
        act = self._map.act(name)
        if act is not None and act in _ARROWS:
            self._go(_ARROWS[act])
        elif name == "Tab":
            self._go(Arrow.DOWN, along=True)
        elif name == "Backspace":
            self._type("<")
        elif act is None:
            self._type(text if text.isprintable() else "")
        elif not repeated:
            self._act(act)

    def _act(self, act: KeyAct) -> None:
        own = {
            KeyAct.SELECT: self._select,
            KeyAct.BACK: self._back,
            KeyAct.HOME: self._kiosk.home,
            KeyAct.HELP: self._kiosk.help,
        }
        if act in own:
            own[act]()
        else:
            self.acted.emit(act)

    # ----- the focus

    @property
    def present(self) -> Stop | None:
        """The stop in focus."""
        focused = cast("QQuickItem | None", self._window.activeFocusItem())
        return next((stop for stop in self._stops() if stop.item is focused), None)

    def _stops(self) -> list[Stop]:
        return stops(self._window, words=self._kiosk.comfort.aloud)

    def _go(self, way: Arrow, *, along: bool = False) -> None:
        """To the next stop: the one beside it as the eye sees it, or in reading order for those who listen."""
        found, present = self._stops(), self.present
        if not found:
            return
        if present is None:
            self._meet(found[-1] if way is Arrow.UP else found[0])
            return
        if along or (self._kiosk.comfort.aloud and way in (Arrow.UP, Arrow.DOWN)):
            at = next(at for at, stop in enumerate(found) if stop.item is present.item)
            self._meet(found[(at + way.value[1]) % len(found)])
            return
        nearest = beside(found, present, way)
        if nearest is not None:
            self._meet(nearest)
        elif self._kiosk.comfort.aloud:
            self.met.emit(present)

    def _meet(self, stop: Stop) -> None:
        stop.item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self.met.emit(stop)

    def _select(self) -> None:
        """Press what is in focus; with nothing in focus, come to what the page is for."""
        present = self.present
        if present is None:
            keys = [stop for stop in self._stops() if stop.key and not stop.off]
            if keys:
                self._meet(next((stop for stop in keys if stop.item.property("primary")), keys[0]))
            return
        if present.off or not present.key or not present.item.isEnabled():
            self.met.emit(present)
            return
        QMetaObject.invokeMethod(present.item, "click")
        self.pressed.emit(present)

    def _back(self) -> None:
        kiosk = self._kiosk
        if kiosk.stillThere:
            kiosk.stay()
        elif kiosk.leaving.open:
            kiosk.leaving.cancel()
        elif kiosk.page == "ticket" and kiosk.ticket.state == "issued":
            self._find("home")  # the number is not sent away by a slip
        elif kiosk.page == "ticket" and kiosk.ticket.state == "refused" and kiosk.bookingCode:
            kiosk.correct()
        elif kiosk.page == "ticket":
            kiosk.home()
        elif kiosk.page not in ("start", "rate"):
            kiosk.back()

    def _find(self, name: str) -> None:
        for stop in self._stops():
            if stop.item.objectName() == name:
                self._meet(stop)

    # ----- letters and digits

    def _type(self, text: str) -> None:
        for key in text:
            self._typed(key.upper())

    def _typed(self, key: str) -> None:
        kiosk = self._kiosk
        if kiosk.stillThere:
            kiosk.stay()
        elif kiosk.leaving.open:
            if key.isdecimal() or key == "<":
                kiosk.leaving.type(key)
        elif kiosk.page == "booking":
            if key == "<" or (key.isascii() and (key.isalnum() or key == "-")):
                kiosk.typeBooking(key)
                self._find("checkin")
        elif kiosk.page == "search":
            kiosk.catalogue.type(key)
            self._window.contentItem().forceActiveFocus()
        elif key.isdecimal():
            self._nth(int(key))
        elif key == " ":
            self._select()
        elif key.isalpha() and kiosk.page in _SEARCHED_FROM and kiosk.ready and not kiosk.closed:
            kiosk.catalogue.clearQuery()
            kiosk.search()
            kiosk.catalogue.type(key)

    def _nth(self, number: int) -> None:
        """A digit comes to the stop of that number."""
        found = self._stops()
        if 1 <= number <= len(found):
            self._meet(found[number - 1])
