"""What an officer adds to a visit: an outcome, a note, another service, the way to the cashier and back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter import screen_text, visit_text
from counter.desk.details import Details
from counter.desk.slip_check import SlipQuestion
from counter.dialogs.base import ActDialog
from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.dialogs.short_list import ShortList
from counter.localise import Localiser
from counter.screen_text import Word
from shared.domain.hall_data.hall import Hall
from shared.store.acts.visit_notes import LONGEST
from shared.text.personal import FOUND, personal

_KEYS = 9


class OutcomeAsk(ActDialog):
    """What came of the service: the number keys 1 to 9 choose and finish, Enter takes the marked one."""

    def __init__(self, parent: QWidget, localiser: Localiser, asked: SlipQuestion, hall: Hall, service: str) -> None:
        title = localiser.translate(visit_text.OUTCOME_TITLE, label=asked.label)
        super().__init__(parent, localiser, title, visit_text.ACCEPT_OUTCOME)
        self._asked = asked
        self._codes = list(hall.outcomes_of(service))
        names = [localiser.text(hall.outcome[code].name) for code in self._codes]
        if not hall.rules.calls.outcome_needed:
            self._codes.append("")
            names.append(localiser.translate(visit_text.OUTCOME_NONE))
        self.outcomes = ShortList("outcomes", self)
        self.outcomes.addItems([f"{n}  {name}" if n <= _KEYS else name for n, name in enumerate(names, 1)])
        self.outcomes.setCurrentRow(0)
        self.outcomes.fit(most=8)
        self.outcomes.doubleClicked.connect(self.accept_button.click)
        self.outcomes.installEventFilter(self)  # the list would take digits for a search
        self.line(visit_text.OUTCOME_LIST, self.outcomes)
        self.outcomes.setFocus()

    def details(self) -> Details | Word:
        """The press goes on with the outcome."""
        details = self._asked.details
        seen = self._asked.label if details.seen is None else details.seen
        return replace(details, outcome=self._codes[self.outcomes.currentRow()], seen=seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1 to 9 choose and finish."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            row = event.key() - int(Qt.Key.Key_1)
            if 0 <= row < min(len(self._codes), _KEYS):
                self.outcomes.setCurrentRow(row)
                self.accept_button.click()
                return True
        return super().eventFilter(watched, event)


class NoteAsk(ActDialog):
    """A note for the next officer. What looks like personal data is said while it is written, and not taken."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str, note: str) -> None:
        title = localiser.translate(visit_text.NOTE_TITLE, label=label)
        super().__init__(parent, localiser, title, visit_text.ACCEPT_NOTE)
        self._label = label
        self.note = QLineEdit(note, self)
        self.note.setObjectName("note")
        self.note.setMaxLength(LONGEST)
        self.line(visit_text.NOTE_FIELD, self.note)
        self.line(visit_text.NOTE_RULE)
        self.note.textChanged.connect(self._look)
        self.setMinimumWidth(self.fitting(600))
        self.note.setFocus()

    def details(self) -> Details | Word:
        """The note."""
        if self._look(self.note.text()):
            self.note.setFocus()
            return Word(self.problem.text())
        return Details(label=self._label, reason=self.note.text().strip())

    def _look(self, words: str) -> bool:
        kind = personal(words)
        if kind is not None:
            found = self.localiser.text(FOUND[kind])
            self.problem.setText(self.localiser.translate(visit_text.NOTE_PERSONAL, found=found))
        self.problem.setVisible(kind is not None)
        return kind is not None


class ServiceAsk(ActDialog):
    """One of the hall's services: to be added to a visit, or the cashier's, to which a visitor goes and comes back."""

    def __init__(
        self, parent: QWidget, localiser: Localiser, label: str, choices: Sequence[ListChoice], *, cashier: bool
    ) -> None:
        title, accept = (
            (visit_text.CASHIER_TITLE, visit_text.ACCEPT_CASHIER)
            if cashier
            else (visit_text.ADD_TITLE, visit_text.ACCEPT_ADD)
        )
        super().__init__(parent, localiser, localiser.translate(title, label=label), accept)
        self._label = label
        self.choice = ChoiceList(localiser, visit_text.SEARCH_SERVICE, choices, self)
        self.choice.list.setMinimumHeight(self.roomy(240))
        self.choice.chosen.connect(self.accept_button.click)
        self.line(visit_text.SEARCH_SERVICE, self.choice)
        self.setMinimumWidth(self.fitting(560))
        self.choice.setFocus()

    def details(self) -> Details | Word:
        """The service."""
        chosen = self.choice.value()
        if chosen is None:
            return screen_text.TARGET_FIRST
        return Details(label=self._label, service=chosen.code, target=chosen.name)
