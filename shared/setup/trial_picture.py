"""The picture that shows whether a screen is whole: a frame at its very edges, the theme's colours, words, a circle.

A program of its own (``python -m shared.setup.trial_picture``): a touch, a click or a key closes it, or a minute.
"""

import sys

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from shared.qt import fonts
from shared.qt.theme import Theme

SECONDS = 60


class TrialPicture(QWidget):
    """It covers the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.BlankCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, strips of colour, circle and words, whatever the screen's shape."""
        palette = Theme.instance().palette
        paper, ink, danger = QColor(palette.paper), QColor(palette.ink), QColor(palette.danger)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.width(), self.height()
        painter.fillRect(self.rect(), paper)
        strips = (palette.accent, palette.warn, palette.danger, palette.good, palette.ink)
        for at, colour in enumerate(strips):
            painter.fillRect(QRectF(wide * (0.2 + at * 0.12), high * 0.72, wide * 0.12, high * 0.14), QColor(colour))
        painter.setPen(QPen(ink, 6))
        painter.drawEllipse(QRectF(wide / 2 - high * 0.16, high * 0.1, high * 0.32, high * 0.32))
        painter.setPen(ink)
        self._words(painter, "AB-012", high * 0.26, high * 0.08)
        self._words(painter, f"{wide} x {high}", high * 0.47, high * 0.045)
        self._words(painter, "Sentuh layar atau tekan sebuah tombol", high * 0.56, high * 0.04)
        self._words(painter, "Touch the screen or press a key", high * 0.63, high * 0.03)
        pen = QPen(danger, 8)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(QRectF(4, 4, wide - 8, high - 8))
        painter.end()

    def _words(self, painter: QPainter, words: str, middle: float, pixels: float) -> None:
        font = self.font()
        font.setPixelSize(max(12, round(pixels)))
        painter.setFont(font)
        painter.drawText(QRectF(0, middle - pixels, self.width(), pixels * 2), Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seen."""
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Seen."""
        self.close()


def main() -> int:
    """Show it until somebody has seen it."""
    app = QApplication(["antrean"])
    fonts.use(app)
    picture = TrialPicture()
    picture.showFullScreen()
    QTimer.singleShot(SECONDS * 1000, app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
