"""The queue wakes: somebody waits again for a counter where nobody was. A soft sound, and the icon in the tray."""

from array import array
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from counter import visit_text
from counter.desk.act_answers import plain
from counter.desk.desk_model import DeskModel
from counter.desk.message import Tone
from counter.style import style
from shared import pcm
from shared.domain.words import CounterStatus
from shared.sound.speaker import Speaker

_ICON = 64
TONE = Path(pcm.__file__).parent / "assets" / "sounds" / "ting.wav"
_SOFT = 0.25
"""Of the tone's own loudness: an officer may be speaking with somebody."""


class QueueWake(QObject):
    """Notices that somebody waits again.

    Signals:
        woke: that many wait now.
    """

    woke = Signal(int)

    def __init__(self, desk: DeskModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: int | None = None
        desk.view_changed.connect(self.look)

    def look(self) -> None:
        """An officer who serves, or has a closed counter or a break, is left alone."""
        view = self._desk.view
        if view is None:
            return
        before, self._waiting = self._waiting, view.waiting_in_all
        free = view.status is CounterStatus.OPEN and view.current is None
        if before == 0 and self._waiting and free:
            self._desk.notices.show(plain(Tone.PLAIN, visit_text.WOKE, n=self._waiting))
            self.woke.emit(self._waiting)


class SoftSound(QObject):
    """Plays a short soft tone when the queue wakes; can be switched off."""

    def __init__(self, wake: QueueWake, speaker: Speaker, *, on: bool) -> None:
        super().__init__(wake)
        self._speaker, self.on = speaker, on
        self._tone = array("h", (int(sample * _SOFT) for sample in pcm.read(TONE))).tobytes()
        wake.woke.connect(self._play)

    def _play(self, _waiting: int) -> None:
        if self.on and not self._speaker.busy:
            self._speaker.play(self._tone)


class Tray(QObject):
    """The icon in the tray: how many wait, and a way back to the bar. Desktops without a tray show none."""

    def __init__(self, desk: DeskModel, wake: QueueWake, show_bar: Callable[[], None]) -> None:
        super().__init__(wake)
        self._desk, self._drawn = desk, -1
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self._show = self.menu.addAction("")
        self._show.triggered.connect(show_bar)
        self.icon.setContextMenu(self.menu)
        self._show_bar = show_bar
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(show_bar)
        desk.view_changed.connect(self.draw)
        desk.localiser_changed.connect(self.draw)
        wake.woke.connect(self._tell)
        self.draw()
        self.icon.setVisible(QSystemTrayIcon.isSystemTrayAvailable())

    def close(self) -> None:
        """The icon goes with the program."""
        self.icon.hide()
        self.menu.deleteLater()

    def draw(self) -> None:
        """The number of those who wait."""
        translate = self._desk.localiser.translate
        waiting = self._desk.view.waiting_in_all if self._desk.view else 0
        self.icon.setToolTip(
            translate(visit_text.TRAY, counter=self._desk.localiser.counter(self._desk.counter), n=waiting)
        )
        self._show.setText(translate(visit_text.TRAY_SHOW))
        if waiting != self._drawn:
            self._drawn = waiting
            self.icon.setIcon(picture(waiting))

    def _tell(self, waiting: int) -> None:
        if self.icon.isVisible():
            said = self._desk.localiser.translate(visit_text.WOKE, n=waiting)
            title = self._desk.localiser.counter(self._desk.counter)
            self.icon.showMessage(title, said, QSystemTrayIcon.MessageIcon.NoIcon, 5_000)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._show_bar()


def picture(waiting: int) -> QIcon:
    """A square with the number of those who wait."""
    colours = style.colours()
    pixmap = QPixmap(_ICON, _ICON)
    pixmap.fill(QColor("transparent"))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colours.accent if waiting else colours.off))
    painter.setPen(QColor("transparent"))
    painter.drawRoundedRect(0, 0, _ICON, _ICON, 12, 12)
    painter.setPen(QColor(colours.on_accent if waiting else colours.off_ink))
    said = str(waiting) if waiting < 100 else "99+"
    painter.setFont(style.font(44 if len(said) == 1 else 36 if len(said) == 2 else 26, QFont.Weight.Bold))
    painter.drawText(pixmap.rect(), int(Qt.AlignmentFlag.AlignCenter), said)
    painter.end()
    return QIcon(pixmap)
