"""Code and PIN: the dialog before everything else, where the hall has officers."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from counter import screen_text
from counter.desk.door import SignIn
from counter.dialogs.base import ActDialog
from counter.localise import Localiser
from shared.domain.words import Text

MOST_DIGITS = 32


class SignInAsk(ActDialog):
    """Asks until it is right, or somebody goes back."""

    def __init__(self, parent: QWidget, localiser: Localiser, door: SignIn, code: str) -> None:
        title = localiser.translate(screen_text.SIGN_IN_PIN_TITLE)
        super().__init__(parent, localiser, title, screen_text.ACCEPT_SIGN_IN)
        self._door = door
        self.code = QLineEdit(code, self)
        self.code.setObjectName("code")
        self.code.setMaxLength(20)
        self.pin = QLineEdit(self)
        self.pin.setObjectName("pin")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(MOST_DIGITS)
        self.line(screen_text.SIGN_IN_CODE, self.code)
        self.line(screen_text.SIGN_IN_PIN, self.pin)
        (self.pin if code else self.code).setFocus()
        door.changed.connect(self._changed)
        door.refused.connect(self._refused)

    def _accept(self) -> None:
        if not self.code.text().strip() or not self.pin.text():
            self._tell(self.localiser.translate(screen_text.SIGN_IN_BOTH))
            return
        self.accept_button.setEnabled(False)
        self._door.try_pin(self.code.text(), self.pin.text())

    def _changed(self) -> None:
        if not self._door.needed:
            self.accept()

    def _refused(self, sentence: Text) -> None:
        self.pin.clear()
        self.pin.setFocus()
        self.accept_button.setEnabled(True)
        self._tell(self.localiser.text(sentence))

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        self.adjustSize()


class Doorkeeper(QObject):
    """Opens the dialog when somebody has to sign in, one at a time."""

    def __init__(self, window: QWidget, door: SignIn, localiser: Callable[[], Localiser], code: str = "") -> None:
        super().__init__(window)
        self._window = window
        self._door = door
        self._localiser = localiser
        self._code = code
        self._open: SignInAsk | None = None
        door.changed.connect(self._changed)
        self._changed()

    def ask(self) -> None:
        """Ask for code and PIN, also to hand over to somebody else."""
        if self._open is not None:
            self._open.activateWindow()
            return
        self._open = SignInAsk(self._window, self._localiser(), self._door, self._code if self._door.needed else "")
        self._open.setObjectName("ask")
        self._open.finished.connect(self._closed)
        self._open.open()

    def _changed(self) -> None:
        if self._door.officer:
            self._code = self._door.officer
        if self._door.needed:
            self.ask()

    def _closed(self) -> None:
        self._open = None
        self._window.activateWindow()
