"""Who calls for help now, above everything, with a key that says that somebody is on the way; and its sound."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

import shared
from counter import screen_text
from counter.style import style, widgets
from counter.supervisor.hall_model import HallModel
from counter.supervisor.staff_messages import place_of
from shared import pcm
from shared.sound.speaker import Speaker
from shared.store.record.events import Event

CHIME = Path(shared.__file__).parent / "assets" / "sounds" / "chime.wav"
AGAIN_MS = 8_000
"""The sound comes again this often until somebody is on the way."""


class HelpStrip(QWidget):
    """A line for each call for help that nobody has accepted; hidden while there is none."""

    def __init__(self, desk: HallModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self._desk = desk
        self._shown: tuple[Event, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        QShortcut(QKeySequence("Ctrl+H"), parent).activated.connect(self._accept_first)
        self.hide()

    def draw(self) -> None:
        """The calls as the desk has them, in its language and the theme's colours."""
        self._shown = self._desk.help_wanted
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(event) for event in self._shown]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._shown))

    def _line(self, event: Event) -> QWidget:
        p, s = style.colours(), style.sizes()
        line = QWidget(self)
        line.setObjectName("help_line")
        words = QLabel(widgets.breakable(self._desk.help_words(event)), line)
        words.setObjectName(f"help_{place_of(event)}")
        words.setWordWrap(True)
        words.setStyleSheet(f"color: {p.danger}; font-size: {s.strong}px; font-weight: 800; border: none;")
        key = QPushButton(self._desk.localiser.translate(screen_text.HELP_ACCEPT), line)
        key.setObjectName(f"accept_{place_of(event)}")
        key.clicked.connect(lambda: self._desk.accept_help(place_of(event)))
        line.setStyleSheet(
            f"QWidget#help_line {{ background: {p.danger_soft}; border: 2px solid {p.danger};"
            f" border-radius: {s.radius}px; }}"
        )
        row = QHBoxLayout(line)
        row.addWidget(words, 1)
        row.addWidget(key)
        return line

    @Slot()
    def _accept_first(self) -> None:
        """The first that is seen and still calls: what was accepted a moment ago may still stand there."""
        wanted = self._desk.help_wanted
        if (event := next((event for event in self._shown if event in wanted), None)) is not None:
            self._desk.accept_help(place_of(event))


class HelpBell(QObject):
    """Rings while somebody calls for help, or an alarm has nobody's name: at once, and again until it is accepted."""

    def __init__(
        self, desk: HallModel, speaker: Speaker, parent: QObject | None = None, *, again_ms: int = AGAIN_MS
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._speaker = speaker
        self._sound = pcm.read(CHIME).tobytes()
        self._again = QTimer(self, interval=again_ms)
        self._again.timeout.connect(self._ring)
        desk.changed.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Begin or end to ring."""
        if not (self._desk.help_wanted or self._desk.alarms.open):
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()
            self._ring()

    @Slot()
    def _ring(self) -> None:
        if not self._speaker.busy:
            self._speaker.play(self._sound)
