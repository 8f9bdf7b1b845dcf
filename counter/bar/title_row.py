"""The top line: which counter, who sits there, whether the hall's file is reached, the clock, the menu.

The bar is moved by it, because it has no window frame.
"""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from counter import screen_text
from counter.desk.acts import SIGN_IN_KEY
from counter.desk.desk_model import DeskModel
from counter.style import style, widgets
from counter.style.share_chip import share_chip
from counter.style.training import TrainingSign


class Strip(QWidget):
    """The top line of the bar.

    Signals:
        officer_pressed: change the officer.
        menu_pressed: open the menu.
    """

    officer_pressed = Signal()
    menu_pressed = Signal()

    def __init__(self, desk: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._desk = desk
        self._grip: QPoint | None = None
        self._sits = ""
        self.training = TrainingSign(self)
        self.counter = widgets.label(self, "counter", wrap=True)
        self.agency = widgets.label(self, "agency", wrap=True)
        self.officer = self._button("officer", self.officer_pressed)
        self.share = widgets.label(self, "share")
        self.clock = widgets.label(self, "clock")
        self.menu = self._button("menu", self.menu_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self.training, self.counter, self.agency, self.officer):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.share, self.clock, self.menu):
            row.addWidget(widget)
        self.share.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def _button(self, name: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(pressed)
        return button

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(f"""
            QLabel#counter, QLabel#clock {{ font-size: {s.strong + 2}px; font-weight: 800; }}
            QLabel#agency {{ color: {p.quiet}; }}
            QPushButton {{
                background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px; padding: 2px 10px;
                font-size: {s.small}px; font-weight: 600;
            }}
            QPushButton:hover {{ background: {p.accent_soft}; }}
            QPushButton:pressed {{ background: {p.pressed}; }}
            QPushButton:focus {{ border: 2px solid {p.ink}; }}
        """)
        self.clock.setFont(style.font(s.strong + 2, style.HEAVY, digits=True))

    def draw(self) -> None:
        """Show the counter, its officer and the share as the desk knows them."""
        desk, translate = self._desk, self._desk.localiser.translate
        self.training.show_for(desk.hall, desk.localiser)
        self.counter.setText(widgets.breakable(desk.localiser.counter(desk.counter)))
        window = desk.hall.counter.get(desk.counter) if desk.hall else None
        booth = desk.hall.agency.get(window.agency) if desk.hall and window else None
        self.agency.setText(widgets.breakable(desk.localiser.text(booth.short or booth.name)) if booth else "")
        self.agency.setToolTip(desk.localiser.text(booth.name) if booth else "")
        self._sits = (
            translate(screen_text.OFFICER, officer=desk.officer) if desk.officer else translate(screen_text.NO_OFFICER)
        )
        self.officer.setAccessibleName(self._sits)
        self.officer.setToolTip(f"{translate(screen_text.SIGN_IN)} ({SIGN_IN_KEY})")
        self.officer.setAccessibleDescription(self.officer.toolTip())
        self.menu.setText(translate(screen_text.MENU))
        self.menu.setAccessibleDescription("Alt+M")
        share_chip(self.share, desk.share, desk.localiser)
        self.tick()
        self._make_room()

    def tick(self) -> None:
        """Time went on."""
        time = self._desk.localiser.time(self._desk.clock())
        if self.clock.text() != time:
            self.clock.setText(time)
            self.clock.setAccessibleName(f"{self._desk.localiser.translate(screen_text.SAY_CLOCK)}: {time}")

    # ----- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the names."""
        super().resizeEvent(event)
        self._make_room()

    def names(self) -> tuple[str, str, str]:
        """What the top line has to hold beside what never changes."""
        return self.counter.text(), self.agency.text(), self._sits

    def needed(self, width: int) -> int:
        """The height that the names need at that width: one line usually, more for the longest."""
        counter, agency, officer = self._shares(width)
        lines = len(widgets.lines(self._sits, self._officer_font(), officer))
        officer_high = lines * QFontMetrics(self._officer_font()).lineSpacing() + 8
        high = [officer_high]
        for label, share in ((self.counter, counter), (self.agency, agency)):
            label.ensurePolished()
            if label.text():
                high.append(label.heightForWidth(share))
        return max(style.sizes().strip, *high)

    def _shares(self, width: int) -> tuple[int, int, int]:
        """Pixels for counter, agency and the officer's words: what each needs, or its part of what is there."""
        fixed = sum(widget.sizeHint().width() for widget in (self.share, self.clock, self.menu)) + 90
        if not self.training.isHidden():
            fixed += self.training.sizeHint().width() + 10
        room = max(width - fixed, 300)
        wanted = [
            QFontMetrics(self.counter.font()).horizontalAdvance(self.counter.text()) + 4,
            QFontMetrics(self.agency.font()).horizontalAdvance(self.agency.text()) + 4,
            QFontMetrics(self._officer_font()).horizontalAdvance(self._sits) + 4,
        ]
        if sum(wanted) <= room:
            return wanted[0], wanted[1], wanted[2]
        least = [min(want, room // 3) for want in wanted]
        spare, over = room - sum(least), sum(wanted) - sum(least)
        shares = [low + spare * (want - low) // over for low, want in zip(least, wanted, strict=True)]
        return shares[0], shares[1], shares[2]

    def _officer_font(self) -> QFont:
        return style.font(style.sizes().small, style.SEMI)

    def _make_room(self) -> None:
        counter, agency, officer = self._shares(self.width())
        self.counter.setFixedWidth(counter)
        self.agency.setFixedWidth(agency)
        self.agency.setVisible(bool(self.agency.text()))
        text = "\n".join(widgets.lines(self._sits, self._officer_font(), officer))
        if text != self.officer.text():
            self.officer.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Names wrap: the bar's width never depends on them."""
        return QSize(300, style.sizes().strip)

    # ----- moving the bar

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the bar; a window system that moves windows itself is asked to."""
        if event.button() is Qt.MouseButton.LeftButton:
            handle = self.window().windowHandle()
            if not handle.startSystemMove():
                self._grip = event.globalPosition().toPoint() - self.window().pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the bar."""
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.window().move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the bar."""
        self._grip = None
