"""What the compact form shows beside its buttons: the number, the last answer or what waits, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from counter import screen_text
from counter.desk.acts import STATES
from counter.desk.desk_model import DeskModel
from counter.style import style, widgets

HEIGHT = 56
"""The compact form is one row of at most this many pixels."""


class CompactNumber(QWidget):
    """The number at the counter, as large as in the full form at least, and its state."""

    def __init__(self, desk: DeskModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.number = widgets.label(self, "compact_number")
        self.state = widgets.label(self, "compact_state")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.state)

    def draw(self) -> None:
        """Show who is here."""
        view, translate = self._desk.view, self._desk.localiser.translate
        visitor = view.current if view else None
        s = style.sizes()
        self.number.setStyleSheet(f"font-size: {min(s.number_floor, HEIGHT - 16)}px; font-weight: 800;")
        self.number.setText(visitor.label if visitor else self._desk.localiser.counter(self._desk.counter))
        self.state.setStyleSheet(f"font-size: {s.tiny}px; font-weight: 700;")
        self.state.setText(translate(STATES[visitor.state]) if visitor else "")


class CompactTail(QWidget):
    """The last answer, or what waits; the button to the full form.

    Signals:
        full: show the full form again.
    """

    full = Signal()

    def __init__(self, desk: DeskModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = QLabel(self)
        self.words.setObjectName("compact_answer")
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.grow = QPushButton(self)
        self.grow.setObjectName("full")
        self.grow.setAutoDefault(False)
        self.grow.clicked.connect(self.full)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.grow)

    def draw(self) -> None:
        """Show the answer, else the counts; what does not fit is in the tooltip and read to a screen reader."""
        desk, translate = self._desk, self._desk.localiser.translate
        said = desk.notices.message.words(desk.localiser)
        counts = translate(screen_text.TOTAL_WAITING, n=desk.view.waiting_in_all) if desk.view else ""
        full = said or counts
        font = style.font(style.sizes().tiny, style.SEMI)
        lines = widgets.lines(full, font, max(self.words.width(), 40))
        self.words.setText(full if len(lines) <= 2 else counts)
        self.words.setToolTip(full)
        self.words.setAccessibleName(full)
        s, p = style.sizes(), style.colours()
        self.words.setStyleSheet(f"font-size: {s.tiny}px; font-weight: 600;")
        self.grow.setText(translate(screen_text.FULL_FORM))
        self.grow.setToolTip(f"{translate(screen_text.FULL_HINT)} (Ctrl+K)")
        self.grow.setAccessibleDescription(f"{translate(screen_text.FULL_HINT)} (Ctrl+K)")
        self.grow.setStyleSheet(
            f"background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px; padding: 2px 10px;"
            f"font-size: {s.small}px; font-weight: 600;"
        )

    def needed(self) -> int:
        """Pixels that it needs at least."""
        return self.grow.sizeHint().width() + 90
