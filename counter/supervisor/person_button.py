"""Who works at the supervisor's window, and the key to sign in or hand over; only where the hall asks."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from counter import screen_text
from counter.desk.acts import SIGN_IN_KEY
from counter.desk.door import SignIn
from counter.localise import Localiser
from counter.style import widgets


class PersonButton(QPushButton):
    """The code of whoever signed in, or the word for it; hidden in a hall without officers."""

    def __init__(self, door: SignIn, ask: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("person")
        self._door = door
        self.clicked.connect(ask)
        shortcut = QShortcut(QKeySequence(SIGN_IN_KEY), parent)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._pressed)
        self.hide()

    def draw(self, localiser: Localiser) -> None:
        """As the door knows it."""
        word = localiser.translate(screen_text.SIGN_IN_PIN_TITLE)
        self.setText(widgets.breakable(self._door.officer or f"{SIGN_IN_KEY}  {word}"))
        self.setAccessibleName(self._door.officer or word)
        self.setAccessibleDescription(f"{word}, {SIGN_IN_KEY}")
        self.setToolTip(f"{word} ({SIGN_IN_KEY})")
        self.setVisible(self._door.needed or bool(self._door.officer))

    def _pressed(self) -> None:
        if not self.isHidden():
            self.click()
