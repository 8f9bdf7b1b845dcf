"""What an act has to know first: hold, break, cancel, a call out of turn, who sits here, whether to leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from counter import screen_text
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.reason_field import ReasonChoice
from counter.dialogs.short_list import ShortList
from counter.dialogs.time_field import TimeChoice
from counter.localise import Localiser
from counter.screen_text import Word
from shared.domain.hall_data.hall import CallRule, Rejoin
from shared.domain.ticket import known_label
from shared.domain.words import Instant

HOLD_REASONS = (screen_text.REASON_PAPERS, screen_text.REASON_PAY, screen_text.REASON_CHECK, screen_text.REASON_AWAY)
NAMED_REASONS = (screen_text.REASON_LATE, screen_text.REASON_CONTINUE, screen_text.REASON_ORDER)


class HoldAsk(ActDialog):
    """Why, and until when."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str, now: Instant) -> None:
        super().__init__(
            parent, localiser, localiser.translate(screen_text.HOLD_TITLE, label=label), screen_text.ACCEPT_HOLD
        )
        self._label = label
        self.reason = ReasonChoice(localiser, HOLD_REASONS, self)
        self.until = TimeChoice(localiser, now, self, optional=True)
        self.beside((screen_text.HOLD_REASON, self.reason), (screen_text.HOLD_UNTIL, self.until))
        self.setMinimumWidth(640)
        self.reason.setFocus()

    def details(self) -> Details | Word:
        """Reason and time."""
        reason = self.reason.value()
        if not reason:
            self.reason.field.setFocus()
            return screen_text.REASON_FIRST
        return Details(label=self._label, reason=reason, until=self.until.value())


class BreakAsk(ActDialog):
    """When the counter is back."""

    def __init__(self, parent: QWidget, localiser: Localiser, counter: str, now: Instant) -> None:
        super().__init__(
            parent,
            localiser,
            localiser.translate(screen_text.BREAK_TITLE, counter=localiser.counter(counter, within=True)),
            screen_text.ACCEPT_BREAK,
        )
        self.back_at = TimeChoice(localiser, now, self, optional=False)
        self.line(screen_text.BREAK_BACK, self.back_at)
        self.back_at.setFocus()

    def details(self) -> Details | Word:
        """The time of return."""
        return Details(until=self.back_at.value())


class ReturnAsk(ActDialog):
    """Where in the line; what the hall's rule says is chosen already."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str, rule: CallRule) -> None:
        title = localiser.translate(screen_text.RETURN_TITLE, label=label)
        super().__init__(parent, localiser, title, screen_text.ACCEPT_RETURN)
        self._label = label
        words = {
            Rejoin.FRONT: localiser.translate(screen_text.RETURN_FRONT),
            Rejoin.AFTER: localiser.translate(screen_text.RETURN_AFTER, k=rule.return_after),
            Rejoin.END: localiser.translate(screen_text.RETURN_END),
        }
        if rule.return_rejoin is Rejoin.ARRIVAL:
            words = {Rejoin.ARRIVAL: localiser.translate(screen_text.RETURN_ARRIVAL), **words}
        self._places = list(words)
        self.where = ShortList("where", self)
        self.where.addItems(list(words.values()))
        self.where.setCurrentRow(self._places.index(rule.return_rejoin))
        self.where.fit()
        self.line(screen_text.RETURN_WHERE, self.where)
        self.line(screen_text.RETURN_NOTE)
        self.where.setFocus()

    def details(self) -> Details | Word:
        """The place."""
        return Details(label=self._label, where=self._places[self.where.currentRow()])


class CancelAsk(ActDialog):
    """Sure? A cancelled number does not come back."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str) -> None:
        super().__init__(
            parent, localiser, localiser.translate(screen_text.CANCEL_TITLE, label=label), screen_text.ACCEPT_CANCEL
        )
        self._label = label
        self.line(screen_text.CANCEL_ASK)
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.back.setDefault(True)  # Enter goes back: cancelling takes a deliberate press
        self.back.setFocus()

    def details(self) -> Details | Word:
        """The number."""
        return Details(label=self._label)


class NamedAsk(ActDialog):
    """Which number, and why out of turn."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str = "") -> None:
        super().__init__(parent, localiser, localiser.translate(screen_text.NAMED_TITLE), screen_text.ACCEPT_CALL)
        self.label = QLineEdit(label, self)
        self.label.setObjectName("label")
        self.label.setMaxLength(12)
        self.reason = ReasonChoice(localiser, NAMED_REASONS, self)
        self.line(screen_text.NAMED_LABEL, self.label)
        self.line(screen_text.FROM_LIST, self.reason)
        self.line(screen_text.NAMED_NOTE)
        (self.reason if label else self.label).setFocus()

    def details(self) -> Details | Word:
        """Number and reason."""
        label = known_label(self.label.text())
        if label is None:
            self.label.setFocus()
            return screen_text.LABEL_FIRST
        reason = self.reason.value()
        if not reason:
            self.reason.field.setFocus()
            return screen_text.REASON_FIRST
        return Details(label=label, reason=reason)


class OfficerAsk(ActDialog):
    """Who sits here now; a visitor at the counter stays."""

    def __init__(self, parent: QWidget, localiser: Localiser, counter: str, officer: str, label: str | None) -> None:
        super().__init__(
            parent,
            localiser,
            localiser.translate(screen_text.SIGN_IN_TITLE, counter=localiser.counter(counter, within=True)),
            screen_text.ACCEPT_SIGN_IN,
        )
        self.name = QLineEdit(officer, self)
        self.name.setObjectName("officer_name")
        self.name.setMaxLength(40)
        self.line(screen_text.SIGN_IN_NAME, self.name)
        self.name.selectAll()
        self.name.setFocus()
        if label is not None:
            self.line(screen_text.SIGN_IN_KEEP, label=label)

    def details(self) -> Details | Word:
        """The officer's name or code."""
        name = self.name.text().strip()
        return Details(officer=name) if name else screen_text.NAME_FIRST


class QuitAsk(ActDialog):
    """Leave: with the counter closed, or as it is.

    Signals:
        only_quit: leave the counter as it is.
    """

    only_quit = Signal()

    def __init__(self, parent: QWidget, localiser: Localiser, counter: str, label: str | None, unsent: int) -> None:
        super().__init__(
            parent,
            localiser,
            localiser.translate(screen_text.QUIT_TITLE, counter=localiser.counter(counter, within=True)),
            screen_text.ACCEPT_CLOSE,
        )
        self.line(screen_text.QUIT_PLAIN if label is None else screen_text.QUIT_CURRENT, label=label)
        if unsent:
            self.line(screen_text.QUIT_UNSENT, n=unsent)
        self.quit = self.button("only_quit", screen_text.ACCEPT_QUIT)
        self.quit.clicked.connect(self._only_quit)
        self.accept_button.setVisible(label is None and not unsent)

    def _only_quit(self) -> None:
        self.only_quit.emit()
        self.accept()


class WhyAsk(ActDialog):
    """Why was this number called? Only to be read."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str, sentences: tuple[str, ...]) -> None:
        super().__init__(parent, localiser, localiser.translate(screen_text.WHY_TITLE, label=label), screen_text.OK)
        for number, sentence in enumerate(sentences):
            label_of = self.line(screen_text.PLAIN, text=sentence)
            label_of.setObjectName(f"why{number}")
        self.back.hide()
        self.accept_button.setFocus()
