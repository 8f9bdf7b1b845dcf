"""The top line: which counter, who sits there, whether the hall's file is reached, the clock, the menu.

It is also what the bar is moved by: the bar has no frame of its own.
"""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from counter import look, widgets, words
from counter.chips import share_chip
from counter.desk import Desk


class Strip(QWidget):
    """The top line of the bar.

    Signals:
        officer_pressed: change the officer.
        menu_pressed: open the menu.
    """

    officer_pressed = Signal()
    menu_pressed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._desk = desk
        self._grip: QPoint | None = None
        self.counter = widgets.label(self, "counter")
        self.agency = widgets.label(self, "agency")
        self.officer = self._button("officer", self.officer_pressed)
        self.share = widgets.label(self, "share")
        self.clock = widgets.label(self, "clock")
        self.menu = self._button("menu", self.menu_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self.counter, self.agency, self.officer):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.share, self.clock, self.menu):
            row.addWidget(widget)
        self.share.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress()

    def _button(self, name: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(pressed)
        return button

    def dress(self) -> None:
        """The theme's colours and sizes, anew."""
        p, s = look.colours(), look.sizes()
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
        self.clock.setFont(look.font(s.strong + 2, look.HEAVY, digits=True))

    def draw(self) -> None:
        """Show the counter, its officer and the share as the desk knows them."""
        desk, say = self._desk, self._desk.tongue.say
        self.counter.setText(say(words.COUNTER, counter=desk.counter))
        window = desk.hall.counter.get(desk.counter) if desk.hall else None
        booth = desk.hall.agency.get(window.agency) if desk.hall and window else None
        self.agency.setText(desk.tongue.text(booth.short or booth.name) if booth else "")
        self.agency.setToolTip(desk.tongue.text(booth.name) if booth else "")
        self.officer.setText(say(words.OFFICER, officer=desk.officer) if desk.officer else say(words.NO_OFFICER))
        self.officer.setToolTip(f"{say(words.SIGN_IN)} (Ctrl+L)")
        self.officer.setAccessibleDescription(f"{say(words.SIGN_IN)} (Ctrl+L)")
        self.menu.setText(say(words.MENU))
        self.menu.setAccessibleDescription("Alt+M")
        share_chip(self.share, desk.share, desk.tongue)
        self.tick()
        self._make_room()

    def tick(self) -> None:
        """Time went on."""
        time = self._desk.tongue.time(self._desk.clock())
        if self.clock.text() != time:
            self.clock.setText(time)
            self.clock.setAccessibleName(f"{self._desk.tongue.say(words.SAY_CLOCK)}: {time}")

    # ----- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The agency's name gives way first."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        others = (self.counter, self.officer, self.share, self.clock, self.menu)
        needed = sum(widget.sizeHint().width() for widget in others) + 70
        name = QFontMetrics(look.font(look.sizes().body)).horizontalAdvance(self.agency.text())
        self.agency.setVisible(bool(self.agency.text()) and needed + name <= self.width())

    def minimumSizeHint(self) -> QSize:
        """As wide as everything but the agency's name."""
        others = (self.counter, self.officer, self.share, self.clock, self.menu)
        return QSize(sum(widget.sizeHint().width() for widget in others) + 70, look.sizes().strip)

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
