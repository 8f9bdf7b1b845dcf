"""The bottom line: what the file answered, and what is waiting per service. The answer takes the room it needs."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from counter import screen_text
from counter.desk.act_answers import act_word
from counter.desk.acts import UNDO_KEY
from counter.desk.desk_model import DeskModel
from counter.desk.due import due_holds
from counter.desk.message import Tone
from counter.style import style, widgets


class Counts(QWidget):
    """What waits, per service: names when they fit, else codes, else the sum; screen readers get all."""

    def __init__(self, desk: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lines")
        self._desk = desk
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.total = QLabel(self)
        self.total.setObjectName("waiting_total")
        self._row.addWidget(self.total)
        self._chips: list[QLabel] = []
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def draw(self, room: int) -> None:
        """Show the counts in at most ``room`` pixels."""
        desk, view = self._desk, self._desk.view
        if view is None:
            self.hide()
            return
        translate = desk.localiser.translate
        old = [] if desk.gone_since is None else [translate(screen_text.OLD_COUNTS, time=desk.localiser.time(view.at))]
        parts = [*old, translate(screen_text.TOTAL_WAITING, n=view.waiting_in_all)]
        due = len(due_holds(view, desk.clock()))
        parts += [translate(screen_text.TOTAL_HELD, n=len(view.held))] if view.held else []
        parts += [translate(screen_text.TOTAL_DUE, n=due)] if due else []
        self.total.setProperty("due", due > 0)
        parts += [translate(screen_text.TOTAL_ABSENT, n=len(view.no_shows))] if view.no_shows else []
        self.total.setText("  ·  ".join(parts))
        self._fill(len(view.waiting))
        names = {code: desk.service_name(code) for code in view.waiting}
        long = {code: f"{names[code]}  {waiting}" for code, waiting in view.waiting.items()}
        short = {code: f"{code}  {waiting}" for code, waiting in view.waiting.items()}
        busy = {code: text for code, text in short.items() if view.waiting[code]}
        fits = [texts for texts in (long, short, busy) if self._width(list(texts.values())) <= room]
        shown = fits[0] if fits else {}
        spoken = {
            code: translate(screen_text.SERVICE_WAITS, service=names[code], n=n) for code, n in view.waiting.items()
        }
        for chip, (code, waiting) in zip(self._chips, view.waiting.items(), strict=False):
            chip.setText(shown.get(code, short[code]))
            chip.setToolTip(spoken[code])
            chip.setProperty("some", waiting > 0)
            chip.setVisible(code in shown)
        self.setAccessibleName(f"{translate(screen_text.SAY_LINES)}: {self.total.text()}. {'; '.join(spoken.values())}")
        self.apply_theme()
        self.setVisible(self.sizeHint().width() <= room)

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        p, s = style.colours(), style.sizes()
        ink = p.warn if self.total.property("due") else p.ink
        self.total.setStyleSheet(f"font-size: {s.small}px; font-weight: 700; padding: 0 4px; color: {ink};")
        for chip in self._chips:
            some = bool(chip.property("some"))
            chip.setStyleSheet(
                f"font-size: {s.small}px; font-weight: {600 if some else 400}; color: {p.ink if some else p.quiet};"
                f"background: {p.card}; border: 1px solid {p.hair}; border-radius: {s.radius}px; padding: 1px 8px;"
            )

    def _fill(self, number: int) -> None:
        while len(self._chips) < number:
            chip = widgets.label(self)
            self._chips.append(chip)
            self._row.addWidget(chip)
        for chip in self._chips[number:]:
            chip.hide()

    def _width(self, chips: list[str]) -> int:
        """Pixels that the sum and these chips need."""
        metrics = QFontMetrics(style.font(style.sizes().small, style.BOLD))
        needed = sum(metrics.horizontalAdvance(chip) + 24 for chip in chips)
        return metrics.horizontalAdvance(self.total.text()) + 16 + needed


class StatusRow(QFrame):
    """One line: the answer at the left, the counts at the right."""

    def __init__(self, desk: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer_line")
        self._desk = desk
        self.text = widgets.label(self, "answer", wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.counts = Counts(desk, self)
        self.undo = QPushButton(self)
        self.undo.setObjectName("undo")
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(desk.undo)
        self.undo.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(10)
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        row.addWidget(self.counts)

    def tick(self) -> None:
        """Time went on: the last act can be undone for a few seconds only."""
        if self.undo.isVisible() != (self._desk.undo_offer() is not None):
            self.draw()

    def _draw_undo(self) -> int:
        """The button while there is something to undo; answers the pixels that it takes."""
        offer, translate = self._desk.undo_offer(), self._desk.localiser.translate
        if offer is None:
            if self.undo.hasFocus():  # Qt would hand the focus on to the next button
                self.window().setFocus(Qt.FocusReason.OtherFocusReason)
            self.undo.hide()
            return 0
        hint = translate(screen_text.UNDO_HINT, act=translate(act_word(offer.act)))
        self.undo.setText(f"{translate(screen_text.UNDO)} ({UNDO_KEY})")
        self.undo.setAccessibleDescription(hint)
        self.undo.setToolTip(hint)
        self.undo.show()
        self.undo.ensurePolished()
        return self.undo.sizeHint().width() + 10

    def draw(self) -> None:
        """The answer and the counts as the desk has them."""
        message = self._desk.notices.message
        text = widgets.breakable(message.words(self._desk.localiser))
        if text != self.text.text():
            self.text.setText(text)
            self.text.setAccessibleName(
                f"{self._desk.localiser.translate(screen_text.SAY_ANSWER)}: {text}" if text else ""
            )
            if text:
                QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))
        room = self.width() - 24 - self._draw_undo()
        long = self._text_width(text) > room
        self._dress(message.tone if text else Tone.PLAIN, small=long)
        self.counts.draw(0 if long else room - self._text_width(text) - 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the counts."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.draw()

    def needed(self, width: int) -> int:
        """The height for the present answer at that width: one line, two small ones, or more for long names."""
        small = style.font(style.sizes().tiny, style.SEMI)
        rows = len(widgets.lines(self.text.text(), small, width - 40 - self._undo_width())) if self.text.text() else 0
        return max(style.sizes().strip + 6, rows * QFontMetrics(small).lineSpacing() + 6)

    def sizeHint(self) -> QSize:
        """One line, or two small ones: nothing above it ever moves."""
        return QSize(100, style.sizes().strip + 6)

    def minimumSizeHint(self) -> QSize:
        """Text wraps and counts give way: the bar's width never depends on them."""
        return self.sizeHint()

    def _undo_width(self) -> int:
        return 0 if self.undo.isHidden() else self.undo.sizeHint().width() + 10

    def _text_width(self, text: str) -> int:
        return QFontMetrics(style.font(style.sizes().body, style.SEMI)).horizontalAdvance(text)

    def _dress(self, tone: Tone, *, small: bool) -> None:
        p, s = style.colours(), style.sizes()
        inks = {
            Tone.PLAIN: (p.ink, "transparent", "transparent"),
            Tone.GOOD: (p.good, p.good_soft, p.good),
            Tone.WARN: (p.warn, p.warn_soft, p.warn),
            Tone.BAD: (p.danger, p.danger_soft, p.danger),
        }
        ink, ground, edge = inks[tone]
        self.setStyleSheet(f"""
            QFrame#answer_line {{ background: {ground}; border: 1px solid {edge}; border-radius: {s.radius}px; }}
            QPushButton#undo {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: 1px 10px;
                border-radius: {s.radius}px; font-size: {s.small}px; font-weight: 700; }}
            QPushButton#undo:focus {{ border: 2px solid {p.ink}; }}
            QLabel#answer {{ color: {ink}; font-size: {s.tiny if small else s.body}px; font-weight: 600; }}
        """)
