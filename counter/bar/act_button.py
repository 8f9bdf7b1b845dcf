"""One button of the bar: its key, its words, and at once whether the file has the press.

Painted by hand, so that key, words and the sign of the answer stand in the same place for the whole day; it stays a
``QPushButton`` with a name, a description and a focus ring for everyone who does not see it or use a mouse.
"""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counter.desk.message import Sign
from counter.style import style

TICK_MS = 2500
"""How long the tick of a recorded press stays."""


class ActButton(QPushButton):
    """A button that shows its key and the fate of its press.

    Signals:
        explained: somebody clicked it while it cannot be pressed and wants to know why.
    """

    explained = Signal()

    def __init__(self, name: str, key: str, parent: QWidget | None = None, *, main: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._key = key
        self._main = main
        self._sign = Sign.NONE
        self._sign_words = ""
        self._hint = ""
        self._sending = ""
        self.low = False  # in the one row of the compact form
        self._why = ""
        self._fade = QTimer(self, singleShot=True, interval=TICK_MS)
        self._fade.timeout.connect(lambda: self.show_sign(Sign.NONE, ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ----- what is told

    @property
    def sign(self) -> Sign:
        """What it says about its last press."""
        return self._sign

    def name_it(self, words: str, hint: str, sending: str) -> None:
        """Its words, in the language in force; ``sending`` replaces them while the press is under way."""
        self.setText(words)
        self._hint = hint
        self._sending = sending
        self._describe()
        self.updateGeometry()

    def allow(self, why: str) -> None:
        """Usable, or the sentence why not."""
        self._why = why
        if self.isEnabled() != (not why):
            self.setEnabled(not why)
        self._describe()

    def show_sign(self, sign: Sign, words: str) -> None:
        """The fate of the press; a tick fades, what is kept or being sent stays."""
        self._sign = sign
        self._sign_words = words
        self._fade.stop()
        if sign in (Sign.DONE, Sign.REFUSED):
            self._fade.start()
        self._describe()
        self.update()

    def _describe(self) -> None:
        description = self._why or self._hint
        spoken = f"{self.text()}, {self._sign_words}" if self._sign_words else self.text()
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
        if self.accessibleDescription() != f"{description} ({self._key})":
            self.setAccessibleDescription(f"{description} ({self._key})")
            self.setToolTip(f"<b>{self.text()}</b> ({self._key})<br>{description}")

    # ----- size: what the words need

    def words_width(self) -> int:
        """Pixels that key, words and sign need side by side."""
        metrics = QFontMetrics(self._font())
        longest = max(metrics.horizontalAdvance(words) for words in (self.text(), self._sending))
        return self._key_width() + longest + self._sign_size() + 4 * self._pad()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        s = style.sizes()
        return QSize(self.words_width(), s.main_row if self._main and not self.low else s.key_row)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words: nothing is cut."""
        return self.sizeHint()

    def _font(self) -> QFont:
        s = style.sizes()
        if self._main:
            return style.font(s.strong, style.BOLD)
        return style.font(s.body, style.SEMI)

    def _pad(self) -> int:
        return 7

    def _key_width(self) -> int:
        metrics = QFontMetrics(style.font(style.sizes().tiny, style.BOLD))
        return metrics.horizontalAdvance("F10") + 10

    def _sign_size(self) -> int:
        return style.sizes().body

    # ----- events

    def event(self, event: QEvent) -> bool:
        """A click on a button that cannot be pressed asks why."""
        if event.type() is QEvent.Type.MouseButtonPress and not self.isEnabled():
            self.explained.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does; a held key is one press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    # ----- the picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, focus ring, key, words, sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._colours()
        s = style.sizes()
        ring = 3 if self.hasFocus() else 1
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(style.colours().ink if self.hasFocus() else edge), ring))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, s.radius, s.radius)
        inside = self.rect().adjusted(self._pad(), 0, -self._pad(), 0)
        key = QRect(inside.left(), inside.center().y() - s.tiny, self._key_width(), s.tiny * 2)
        self._paint_key(painter, key, ink)
        sign = QRectF(
            inside.right() - self._sign_size(),
            inside.center().y() - self._sign_size() / 2,
            self._sign_size(),
            self._sign_size(),
        )
        painter.setFont(self._font())
        painter.setPen(QColor(ink))
        words = QRect(key.right() + self._pad(), 0, int(sign.left()) - key.right() - self._pad(), self.height())
        text = self._sending if self._sign is Sign.SENDING else self.text()
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        self._paint_sign(painter, sign, ink)

    def _colours(self) -> tuple[str, str, str]:
        p = style.colours()
        if not self.isEnabled():
            return p.off, p.hair, p.off_ink
        if self._main:
            return (p.ink if self.isDown() else p.accent), p.accent, (p.paper if self.isDown() else p.on_accent)
        if self.isDown():
            return p.pressed, p.accent, p.ink
        if self.underMouse():
            return p.accent_soft, p.accent, p.ink
        return p.card, p.line, p.ink

    def _paint_key(self, painter: QPainter, box: QRect, ink: str) -> None:
        painter.setFont(style.font(style.sizes().tiny, style.BOLD))
        colour = QColor(ink)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _paint_sign(self, painter: QPainter, box: QRectF, ink: str) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(QColor(ink), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self._sign is Sign.DONE:
            path = QPainterPath(QPointF(box.left() + 1, box.center().y()))
            path.lineTo(box.left() + box.width() * 0.4, box.bottom() - 2)
            path.lineTo(box.right() - 1, box.top() + 2)
            painter.drawPath(path)
        elif self._sign in (Sign.SENDING, Sign.KEPT):
            painter.setBrush(QColor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            for at in (0.15, 0.5, 0.85):
                painter.drawEllipse(QPointF(box.left() + box.width() * at, box.center().y()), 2, 2)
        elif self._sign is Sign.REFUSED:
            painter.drawLine(
                box.center() - QPointF(0, box.height() * 0.4), box.center() + QPointF(0, box.height() * 0.1)
            )
            painter.drawPoint(box.center() + QPointF(0, box.height() * 0.4))
