"""Reads the screen aloud: it begins by a plug, a key or a long touch, and ends with the visitor."""

import logging

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QTouchEvent
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.kiosk_model import KioskModel
from kiosk.reader.keys import Keys
from kiosk.reader.speaking import Phrases, page_words, spoken_line, stop_words, welcome
from kiosk.reader.stops import Stop, stops
from shared.domain.hall_data.key_names import KeyAct
from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

LONG_TOUCH_MS = 2_000
"""A finger that rests so long wants the screen to be read."""
SETTLED_MS = 60
"""What changes together is said together, once."""
_log = logging.getLogger("antrean.reader")


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class Reader(QObject):
    """What is said now; a voice that is connected to ``said`` and ``hushed`` makes it heard.

    Signals:
        said: these phrases, instead of whatever is being said.
        hushed: say nothing more.
        volume: another loudness is wanted: -1, 1 step, or 0 for the hall's own.
    """

    changed = Signal()
    said = Signal(object)
    hushed = Signal()
    volume = Signal(int)

    def __init__(self, kiosk: KioskModel, keys: Keys, window: QQuickWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._keys = keys
        self._window = window
        self._spoken: Phrases = ()  # the last thing said
        self._page: Phrases = ()  # what was said of the page as it stands
        self._on = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settling.timeout.connect(self._look)
        self._resting = QTimer(self, singleShot=True, interval=LONG_TOUCH_MS)
        self._resting.timeout.connect(self._rested)
        self._finger: QPointF | None = None
        self._swallow = False
        keys.struck.connect(self.hush)
        keys.met.connect(self._met)
        keys.pressed.connect(self._pressed)
        keys.acted.connect(self._acted)
        kiosk.page_changed.connect(self._news)
        kiosk.changed.connect(self._news)
        kiosk.ticket.changed.connect(self._news)
        kiosk.visit.changed.connect(self._news)
        kiosk.catalogue.query_changed.connect(self._news)
        kiosk.assistance.changed.connect(self._news)
        kiosk.comfort.changed.connect(self._comfort)
        window.installEventFilter(self)

    @Property(str, notify=changed)
    def words(self) -> str:
        """The last thing said, for the accessible tree."""
        return spoken_line(self._spoken)

    # ----- beginning and end

    @Slot(bool)
    def plugged(self, there: bool) -> None:
        """Headphones came or went."""
        self._kiosk.comfort.setAloud(there)

    @Slot()
    def _comfort(self) -> None:
        on = self._kiosk.comfort.aloud
        if on == self._on:
            self._news()
            return
        self._on = on
        if on:
            self._page = ()
            self._say((*welcome(), *self._now()))
            self._page = self._now()
        else:
            self._settling.stop()
            self._spoken = ()
            self.hush()
            self.volume.emit(0)
            self.changed.emit()

    # ----- what is said

    @Slot()
    def hush(self) -> None:
        """A key was struck: silence."""
        if self._on or self._spoken:
            self.hushed.emit()

    def _now(self) -> Phrases:
        question = self._window.property("question") or ""
        return page_words(self._kiosk, str(question), len(stops(self._window, words=True)))

    @Slot()
    def _news(self) -> None:
        if self._on:
            self._settling.start()

    @Slot()
    def _look(self) -> None:
        """Something changed: what is new of the page is said."""
        if not self._on:
            return
        now, before = self._now(), self._page
        if now != before:
            self._page = now
            news = tuple(phrase for phrase in now if phrase not in before)
            self._say(news if before[:1] == now[:1] and news else now)

    @Slot(object)
    def _met(self, stop: Stop) -> None:
        if not self._on:
            return
        found = stops(self._window, words=True)
        at = next((at for at, other in enumerate(found, 1) if other.item is stop.item), 0)
        self._say(stop_words(stop, at, len(found)))

    @Slot(object)
    def _pressed(self, stop: Stop) -> None:
        """A key that is on or off, or that does something else the next time, says what it is now."""
        if self._on:
            QTimer.singleShot(0, self, lambda: self._again(stop))

    def _again(self, pressed: Stop) -> None:
        present = self._keys.present
        if present is None or not self._on or present.item is not pressed.item:
            return
        if present.chosen is not None or present.name != pressed.name:
            self._met(present)

    @Slot(object)
    def _acted(self, act: KeyAct) -> None:
        if act is KeyAct.ALOUD:
            self._kiosk.comfort.setAloud(not self._on)
        elif act is KeyAct.REPEAT and self._on:
            self._repeat()
        elif act in (KeyAct.LOUDER, KeyAct.SOFTER) and self._on:
            self.volume.emit(1 if act is KeyAct.LOUDER else -1)
            self._repeat()

    def _repeat(self) -> None:
        """The page of a number is said whole again; elsewhere what was said last."""
        self._say(self._now() if self._kiosk.page in ("ticket", "visit") or not self._spoken else self._spoken)

    def _say(self, phrases: Phrases) -> None:
        self._spoken = phrases
        self.said.emit(phrases)
        self.changed.emit()

    # ----- a finger that rests

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A long touch begins to read, and presses nothing."""
        kind = event.type()
        if kind == QEvent.Type.TouchBegin and isinstance(event, QTouchEvent):
            self._finger = event.points()[0].position()
            if not self._in_corner(self._finger):
                self._resting.start()
        elif kind == QEvent.Type.TouchUpdate and isinstance(event, QTouchEvent) and self._finger is not None:
            if (event.points()[0].position() - self._finger).manhattanLength() > self._window.width() / 20:
                self._resting.stop()
        elif kind in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._resting.stop()
            self._finger = None
            if self._swallow:
                self._swallow = False
                return True
        return False

    def _in_corner(self, at: QPointF) -> bool:
        """The corner that is held by staff who leave."""
        side = self._window.width() / 8
        return at.x() > self._window.width() - side and at.y() < side

    @Slot()
    def _rested(self) -> None:
        self._swallow = True
        for item in self._window.contentItem().findChildren(QQuickItem):
            if item.property("pressed") is True:
                item.ungrabMouse()
                item.ungrabTouchPoints()
        self._kiosk.comfort.setAloud(not self._on)
