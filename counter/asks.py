"""What an act has to know first: hold, break, cancel, a call out of turn, who sits here, whether to leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from counter import words
from counter.ask import Ask
from counter.details import Details
from counter.reasons_field import ReasonChoice
from counter.times import TimeChoice
from counter.tongue import Tongue
from counter.words import Word
from shared.domain.words import Instant

HOLD_REASONS = (words.REASON_PAPERS, words.REASON_PAY, words.REASON_CHECK, words.REASON_AWAY)
NAMED_REASONS = (words.REASON_LATE, words.REASON_CONTINUE, words.REASON_ORDER)


class HoldAsk(Ask):
    """Why, and until when."""

    def __init__(self, parent: QWidget, tongue: Tongue, label: str, now: Instant) -> None:
        super().__init__(parent, tongue, tongue.say(words.HOLD_TITLE, label=label), words.ACCEPT_HOLD)
        self._label = label
        self.reason = ReasonChoice(tongue, HOLD_REASONS, self)
        self.until = TimeChoice(tongue, now, self, optional=True)
        self.beside((words.HOLD_REASON, self.reason), (words.HOLD_UNTIL, self.until))
        self.setMinimumWidth(640)
        self.reason.setFocus()

    def details(self) -> Details | Word:
        """Reason and time."""
        reason = self.reason.value()
        if not reason:
            self.reason.field.setFocus()
            return words.REASON_FIRST
        return Details(label=self._label, reason=reason, until=self.until.value())


class BreakAsk(Ask):
    """When the counter is back."""

    def __init__(self, parent: QWidget, tongue: Tongue, counter: str, now: Instant) -> None:
        super().__init__(
            parent,
            tongue,
            tongue.say(words.BREAK_TITLE, counter=tongue.counter(counter, within=True)),
            words.ACCEPT_BREAK,
        )
        self.back_at = TimeChoice(tongue, now, self, optional=False)
        self.line(words.BREAK_BACK, self.back_at)
        self.back_at.setFocus()

    def details(self) -> Details | Word:
        """The time of return."""
        return Details(until=self.back_at.value())


class CancelAsk(Ask):
    """Sure? A cancelled number does not come back."""

    def __init__(self, parent: QWidget, tongue: Tongue, label: str) -> None:
        super().__init__(parent, tongue, tongue.say(words.CANCEL_TITLE, label=label), words.ACCEPT_CANCEL)
        self._label = label
        self.line(words.CANCEL_ASK)
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.back.setDefault(True)  # Enter goes back: cancelling takes a deliberate press
        self.back.setFocus()

    def details(self) -> Details | Word:
        """The number."""
        return Details(label=self._label)


class NamedAsk(Ask):
    """Which number, and why out of turn."""

    def __init__(self, parent: QWidget, tongue: Tongue, label: str = "") -> None:
        super().__init__(parent, tongue, tongue.say(words.NAMED_TITLE), words.ACCEPT_CALL)
        self.label = QLineEdit(label, self)
        self.label.setObjectName("label")
        self.label.setMaxLength(12)
        self.reason = ReasonChoice(tongue, NAMED_REASONS, self)
        self.line(words.NAMED_LABEL, self.label)
        self.line(words.FROM_LIST, self.reason)
        self.line(words.NAMED_NOTE)
        (self.reason if label else self.label).setFocus()

    def details(self) -> Details | Word:
        """Number and reason."""
        label = self.label.text().strip().upper()
        if not _is_label(label):
            self.label.setFocus()
            return words.LABEL_FIRST
        reason = self.reason.value()
        if not reason:
            self.reason.field.setFocus()
            return words.REASON_FIRST
        return Details(label=label, reason=reason)


def _is_label(text: str) -> bool:
    prefix, dash, number = text.partition("-")
    return bool(prefix and dash) and number.isascii() and number.isdecimal() and int(number) > 0


class OfficerAsk(Ask):
    """Who sits here now; a visitor at the counter stays."""

    def __init__(self, parent: QWidget, tongue: Tongue, counter: str, officer: str, label: str | None) -> None:
        super().__init__(
            parent,
            tongue,
            tongue.say(words.SIGN_IN_TITLE, counter=tongue.counter(counter, within=True)),
            words.ACCEPT_SIGN_IN,
        )
        self.name = QLineEdit(officer, self)
        self.name.setObjectName("officer_name")
        self.name.setMaxLength(40)
        self.name.selectAll()
        self.name.setFocus()
        self.line(words.SIGN_IN_NAME, self.name)
        if label is not None:
            self.line(words.SIGN_IN_KEEP, label=label)

    def details(self) -> Details | Word:
        """The officer's name or code."""
        name = self.name.text().strip()
        return Details(officer=name) if name else words.NAME_FIRST


class QuitAsk(Ask):
    """Leave: with the counter closed, or as it is.

    Signals:
        only_quit: leave the counter as it is.
    """

    only_quit = Signal()

    def __init__(self, parent: QWidget, tongue: Tongue, counter: str, label: str | None, unsent: int) -> None:
        super().__init__(
            parent,
            tongue,
            tongue.say(words.QUIT_TITLE, counter=tongue.counter(counter, within=True)),
            words.ACCEPT_CLOSE,
        )
        self.line(words.QUIT_PLAIN if label is None else words.QUIT_CURRENT, label=label)
        if unsent:
            self.line(words.QUIT_UNSENT, n=unsent)
        self.quit = self.button("only_quit", words.ACCEPT_QUIT)
        self.quit.clicked.connect(self._only_quit)
        self.accept_button.setVisible(label is None and not unsent)

    def _only_quit(self) -> None:
        self.only_quit.emit()
        self.accept()


class WhyAsk(Ask):
    """Why was this number called? Only to be read."""

    def __init__(self, parent: QWidget, tongue: Tongue, label: str, sentences: tuple[str, ...]) -> None:
        super().__init__(parent, tongue, tongue.say(words.WHY_TITLE, label=label), words.OK)
        for number, sentence in enumerate(sentences):
            label_of = self.line(words.PLAIN, text=sentence)
            label_of.setObjectName(f"why{number}")
        self.back.hide()
        self.accept_button.setFocus()
