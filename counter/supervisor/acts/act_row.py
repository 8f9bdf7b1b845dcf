"""The supervisor's acts as buttons with their keys, and the answer to the last press."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from counter import screen_text
from counter.desk.message import Message, Tone
from counter.localise import Localiser
from counter.style import style, widgets
from counter.supervisor.acts import hall_words
from counter.supervisor.acts.hall_acts import BUTTONS, HallAct
from counter.supervisor.acts.hall_controller import HallController

_WIDE = 1300
"""Pixels from which the buttons need a row less."""


class ActRow(QWidget):
    """Two rows of buttons; of two acts that undo one another the one that fits is shown."""

    def __init__(self, controller: HallController, localiser: Localiser, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller, self._localiser = controller, localiser
        self._message: Message | None = None
        self.buttons: dict[HallAct, QPushButton] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._columns = 0
        self._places: dict[str, int] = {}
        for button in BUTTONS:
            made = QPushButton(self)
            made.setObjectName(f"act_{button.act.value}")
            made.clicked.connect(lambda _checked=False, act=button.act: controller.press(act))
            place = self._places.setdefault(button.key, len(self._places))
            self.buttons[button.act] = made
            if (
                place == len(self._places) - 1
                and sum(b.key == button.key for b in BUTTONS[: BUTTONS.index(button)]) == 0
            ):
                QShortcut(QKeySequence(button.key), parent).activated.connect(lambda key=button.key: self._key(key))
        self._low = False
        self.menu = QPushButton(self)
        self.menu.setObjectName("acts_menu")
        self.menu.clicked.connect(self._open_menu)
        self.menu.hide()
        QShortcut(QKeySequence("Alt+M"), parent).activated.connect(self._open_menu)
        self.answer = widgets.label(self, "answer", wrap=True)
        self.answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self.menu)
        column.addWidget(self.answer)
        controller.told.connect(self._tell)
        controller.changed.connect(self.draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside one another as have room."""
        super().resizeEvent(event)
        columns = 6 if self.width() >= _WIDE else 4
        if columns != self._columns:
            self._columns = columns
            for button in BUTTONS:
                place = self._places[button.key]
                self._grid.addWidget(self.buttons[button.act], place // columns, place % columns)

    def retranslate(self, localiser: Localiser) -> None:
        """Another language."""
        self._localiser = localiser
        for button in BUTTONS:
            words = localiser.translate(button.word)
            self.buttons[button.act].setText(f"{button.key}  {words}")
            self.buttons[button.act].setAccessibleName(f"{words}, {button.key}")
        words = localiser.translate(hall_words.ACTS)
        self.menu.setText(f"Alt+M  {words}")
        self.menu.setAccessibleName(f"{words}, Alt+M")
        self.draw()

    def set_low(self, low: bool) -> None:
        """On a small screen the buttons are entries of a menu; their keys are the same."""
        if low is not self._low:
            self._low = low
            self.draw()

    def _open_menu(self) -> None:
        """Every act that fits now; it turns no event loop of its own."""
        menu = QMenu(self)
        menu.setObjectName("acts_list")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in BUTTONS:
            if self._controller.fits(button.act):
                entry = menu.addAction(f"{self._localiser.translate(button.word)}\t{button.key}")
                entry.setEnabled(self._controller.is_ready())
                entry.triggered.connect(lambda _checked=False, act=button.act: self._controller.press(act))
        door = self._controller.door
        if door is not None and door.session:
            menu.addSeparator()
            menu.addAction(self._localiser.translate(screen_text.SIGN_OUT)).triggered.connect(lambda: door.lock())  # noqa: PLW0108 - Qt passes "checked"
        place = self.menu if self._low else self
        menu.popup(place.mapToGlobal(QPoint(0, place.height() if self._low else 0)))

    def draw(self) -> None:
        """Which buttons fit and can be pressed, and the last answer."""
        ready = self._controller.is_ready()
        for act, button in self.buttons.items():
            button.setVisible(self._controller.fits(act) and not self._low)
            button.setEnabled(ready)
        self.menu.setVisible(self._low)
        if self._message is not None:
            p, s = style.colours(), style.sizes()
            inks = {Tone.GOOD: p.good, Tone.WARN: p.warn, Tone.BAD: p.danger, Tone.PLAIN: p.quiet}
            self.answer.setStyleSheet(f"color: {inks[self._message.tone]}; font-weight: 700; font-size: {s.body}px;")
            self.answer.setText(widgets.breakable(self._message.words(self._localiser)))
            self.answer.setAccessibleName(self.answer.text())
        self.answer.setVisible(self._message is not None)

    def _key(self, key: str) -> None:
        for button in BUTTONS:
            if button.key == key and self._controller.fits(button.act):
                self._controller.press(button.act)
                return

    def _tell(self, message: Message) -> None:
        self._message = message
        self.draw()
