"""The alarms that nobody has seen to yet, above the tables, with a key that says who does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from counter.style import style, widgets
from counter.supervisor import health_words
from counter.supervisor.alarms import alarm_words
from counter.supervisor.hall_model import HallModel

_SHOWN = 2
KEY = "Ctrl+J"


class AlarmStrip(QWidget):
    """Hidden while there is none; the rest is on the health tab."""

    def __init__(self, desk: HallModel, see_to: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("alarms")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._shown = _SHOWN
        self.words = widgets.label(self, "alarm_words", wrap=True)
        self.key = QPushButton(self)
        self.key.setObjectName("see_to")
        self.key.clicked.connect(see_to)
        QShortcut(QKeySequence(KEY), parent).activated.connect(self._pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.key)
        self.hide()

    def set_low(self, low: bool) -> None:
        """On a small screen one alarm is told, and how many more there are."""
        self._shown = 1 if low else _SHOWN
        self.draw()

    def draw(self) -> None:
        """As the desk has them, in its language and the theme's colours."""
        alarms, say = self._desk.alarms.open, self._desk.localiser.translate
        earlier = self._desk.alarms.earlier
        told = [alarm_words(row, self._desk.localiser, earlier.get(row.key)) for row in alarms[: self._shown]]
        if len(alarms) > self._shown:
            told.append(say(health_words.ALARMS_MORE, n=len(alarms) - self._shown))
        self.words.setText(widgets.breakable((" " if self._shown == 1 else "\n").join(told)))
        self.words.setAccessibleName("\n".join(told))
        words = say(health_words.ACKNOWLEDGE)
        self.key.setText(f"{KEY}  {words}")
        self.key.setAccessibleName(f"{words}, {KEY}")
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(
            f"QWidget#alarms {{ background: {p.warn_soft}; border: 2px solid {p.warn}; border-radius: {s.radius}px; }}"
            f"QLabel#alarm_words {{ color: {p.warn}; font-weight: 700; border: none; }}"
        )
        self.setVisible(bool(alarms))

    def _pressed(self) -> None:
        if self.isVisible():
            self.key.click()
