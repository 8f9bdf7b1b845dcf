"""The sign of a hall to practise in: nobody takes it for a real one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counter import screen_text
from counter.localise import Localiser
from counter.style import style
from shared.domain.hall_data.hall import Hall


class TrainingSign(QLabel):
    """A hatched badge; hidden in a real hall."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("training")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_for(self, hall: Hall | None, localiser: Localiser) -> None:
        """Show it where the hall is for practice."""
        self.setText(localiser.translate(screen_text.TRAINING))
        self.setToolTip(localiser.translate(screen_text.TRAINING_HINT))
        self.setAccessibleDescription(self.toolTip())
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(
            f"QLabel#training {{ color: {p.card}; font-size: {s.small}px; font-weight: 800; padding: 2px 14px; }}"
        )
        self.setVisible(hall is not None and hall.hall.practice)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hatched, so that it is seen without colours too; the word stands on a plain ground."""
        colour = QColor(style.colours().danger)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(style.colours().card))
            painter.fillRect(self.rect(), QBrush(colour, Qt.BrushStyle.BDiagPattern))
            painter.fillRect(self.rect().adjusted(8, 0, -8, 0), colour)
        super().paintEvent(event)
