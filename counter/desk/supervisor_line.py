"""Between the officer's bar and the supervisor: a call for help, also a silent one, and what the supervisor answers.

A silent call (Ctrl+Shift+H) changes nothing on this screen, whatever becomes of it: whoever stands before the counter
must not notice. It is tried again until the hall's file has it.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter import screen_text
from counter.desk import act_answers
from counter.desk.message import Message, Tone, Until
from counter.desk.status_line import StatusLine
from counter.localise import Localiser
from shared.domain.answers import HallChanged, Refused
from shared.faults import Fault
from shared.qt.worker import StoreWorker
from shared.store import acts
from shared.store.record.events import MOVED_TO, Event, What

HELP_KEY = "Ctrl+H"
SILENT_KEY = "Ctrl+Shift+H"
AGAIN_MS = 3_000
TRIES = 400  # about twenty minutes


class SupervisorLine(QObject):
    """The two keys of the bar, and the supervisor's answers in its line."""

    def __init__(self, worker: StoreWorker, counter: str, notices: StatusLine, bar: QWidget) -> None:
        super().__init__(bar)
        self._worker, self._counter, self._notices = worker, counter, notices
        self._silent = ""
        self._left = 0
        self._aloud = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._send_silent)
        for key, called in ((HELP_KEY, self.call), (SILENT_KEY, self.call_silently)):
            shortcut = QShortcut(QKeySequence(key), bar)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(called)
        worker.news.connect(self._news_came)

    def call(self) -> None:
        """Call the supervisor, and say so."""
        request = acts.new_request()
        self._worker.do(lambda file: acts.request_help(file, request, self._counter), self._called, self._failed)

    def call_silently(self) -> None:
        """Call the supervisor; nothing here shows it. A second press while the first is on its way is the same call."""
        if not self._silent:
            self._silent, self._left = acts.new_request(), TRIES
            self._send_silent()

    def _send_silent(self) -> None:
        request = self._silent
        self._worker.do(
            lambda file: acts.request_help(file, request, self._counter, quiet=True), self._is_silent, self._not_silent
        )

    def _is_silent(self, _answer: object) -> None:
        self._silent = ""

    def _not_silent(self, _error: Exception) -> None:
        self._left -= 1
        if self._left > 0:
            self._again.start()
        else:
            self._silent = ""

    def _called(self, answer: HallChanged | Refused) -> None:
        if isinstance(answer, Refused):
            self._notices.show(act_answers.refused(answer))
        else:
            self._tell(lambda t: t.translate(screen_text.HELP_CALLED))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Fault):
            self._notices.show(act_answers.fault(error))

    def _tell(self, words: Callable[[Localiser], str]) -> None:
        self._notices.show(Message(Tone.WARN, words, Until.PRESS))

    def _news_came(self, events: Iterable[Event]) -> None:
        """The answer to a silent call is shown no more than the call."""
        for event in events:
            if event.counter != self._counter:
                continue
            if event.what is What.HELP_REQUESTED:
                self._aloud = not event.data.get("quiet")
            elif event.what is What.HELP_ACCEPTED and self._aloud:
                self._tell(lambda t: t.translate(screen_text.HELP_COMES))
            elif event.what is What.COUNTER_CLOSED and MOVED_TO in event.data:
                self._go_on_at(str(event.data[MOVED_TO]))

    def _go_on_at(self, counter: str) -> None:
        self._tell(lambda t: t.translate(screen_text.GO_ON_AT, counter=t.counter(counter, within=True)))
