"""Questions that stand before a press which may be a slip: was the visitor served, is the counter to be opened."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter import screen_text
from counter.desk.details import Details
from counter.desk.slip_check import SlipQuestion
from counter.dialogs.base import ActDialog
from counter.localise import Localiser
from counter.screen_text import Word
from shared.domain.patience import calls_to_come
from shared.domain.words import CounterStatus, VisitEnd


class EndedAsk(ActDialog):
    """A number that was called a moment ago: was it served, or did nobody come? Enter goes back."""

    def __init__(self, parent: QWidget, localiser: Localiser, asked: SlipQuestion) -> None:
        title = localiser.translate(screen_text.ENDED_TITLE, label=asked.label)
        super().__init__(parent, localiser, title, screen_text.ACCEPT_SERVED)
        self._asked = asked
        self._ended = VisitEnd.FINISH
        self.line(screen_text.ENDED_ASK)
        self.absent = self.button("absent", screen_text.ACCEPT_ABSENT)
        self.absent.clicked.connect(self._absent)
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        if asked.calls_missing:
            self.absent.setEnabled(False)
            self.line(screen_text.ABSENT_LATER, calls=localiser.text(calls_to_come(asked.calls_missing)))
        self.back.setDefault(True)
        self.back.setFocus()

    def details(self) -> Details | Word:
        """What became of the number that was asked about, whoever is there meanwhile."""
        label = self._asked.details.label or self._asked.label
        return replace(self._asked.details, label=label, ended=self._ended, seen=self._asked.label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 answer."""
        button = {Qt.Key.Key_1: self.accept_button, Qt.Key.Key_2: self.absent}.get(Qt.Key(event.key()))
        if button is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            button.click()

    def _absent(self) -> None:
        self._ended = VisitEnd.NO_SHOW
        self.accept_button.click()


class AbsentAsk(ActDialog):
    """Nobody serves at the counter to which a number is to be sent. Enter goes back."""

    def __init__(self, parent: QWidget, localiser: Localiser, asked: SlipQuestion) -> None:
        title = localiser.translate(screen_text.ABSENT_TITLE, label=asked.label)
        super().__init__(parent, localiser, title, screen_text.ACCEPT_SEND)
        self._details = asked.details
        self.line(screen_text.PLAIN, text=localiser.text(asked.sentence))
        self.line(screen_text.ABSENT_ASK)
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.back.setDefault(True)
        self.back.setFocus()

    def details(self) -> Details | Word:
        """The transfer as it was, now with the officer's yes."""
        return replace(self._details, sure=True)


class TakenAsk(ActDialog):
    """Another officer has this counter. Enter goes back; taking over stands in the audit."""

    def __init__(self, parent: QWidget, localiser: Localiser, counter: str, asked: SlipQuestion) -> None:
        title = localiser.translate(screen_text.TAKEN_TITLE, counter=localiser.counter(counter), officer=asked.label)
        super().__init__(parent, localiser, title, screen_text.ACCEPT_TAKE_OVER)
        self._details = asked.details
        self.line(screen_text.TAKEN_ASK, officer=asked.details.officer or "")
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.back.setDefault(True)
        self.back.setFocus()

    def details(self) -> Details | Word:
        """Who takes over."""
        return replace(self._details, sure=True)


class OpenAsk(ActDialog):
    """The counter is closed or on a break, and somebody is to be called."""

    def __init__(
        self, parent: QWidget, localiser: Localiser, counter: str, status: CounterStatus, details: Details
    ) -> None:
        on_break = status is CounterStatus.BREAK
        word = screen_text.OPEN_BREAK_TITLE if on_break else screen_text.OPEN_TITLE
        title = localiser.translate(word, counter=localiser.counter(counter))
        super().__init__(parent, localiser, title, screen_text.ACCEPT_OPEN)
        self._details = details
        self.line(screen_text.OPEN_BREAK_ASK if on_break else screen_text.OPEN_ASK)
        self.accept_button.setFocus()

    def details(self) -> Details | Word:
        """The press as it was, now with the officer's yes."""
        return replace(self._details, sure=True)
