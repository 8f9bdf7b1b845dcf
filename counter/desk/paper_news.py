"""Whether the paper came out of a number that was given out here and is printed at a kiosk: told in the answer line."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QTimer

from counter import visit_text
from counter.desk.act_answers import plain
from counter.desk.message import Tone, Until
from counter.desk.status_line import StatusLine
from counter.screen_text import Word
from shared.qt.worker import StoreWorker
from shared.store.record.events import PRINT_AT, Event, What
from shared.store.record.job_rows import JobState

PATIENCE_MS = 75_000
"""A kiosk prints within a minute or not at all; then it is said that no paper is known of."""
_TOLD: Mapping[JobState, tuple[Tone, Word]] = {
    JobState.CONFIRMED: (Tone.GOOD, visit_text.PAPER_OUT),
    JobState.UNVERIFIED: (Tone.GOOD, visit_text.PAPER_SENT),
    JobState.UNKNOWN: (Tone.WARN, visit_text.PAPER_UNSURE),
    JobState.FAILED_CLEAN: (Tone.WARN, visit_text.PAPER_NOT),
}


class PaperNews(QObject):
    """Hears of such numbers and of their papers by the hall's news, so a program that was restarted knows as well."""

    def __init__(self, worker: StoreWorker, counter: str, notices: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.patience_ms = PATIENCE_MS
        self._counter, self._notices = counter, notices
        self._kiosks: dict[int, str] = {}
        worker.news.connect(self._news_came)

    def _news_came(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.ticket is None:
                continue
            if event.device == self._counter and PRINT_AT in event.data:
                self._await(event.ticket, event.label or "", str(event.data[PRINT_AT]))
            elif event.what is What.PRINT_FATE and event.ticket in self._kiosks:
                self._tell(event.ticket, event.label or "", JobState(event.data["fate"]))

    def _await(self, ticket: int, label: str, kiosk: str) -> None:
        self._kiosks[ticket] = kiosk
        QTimer.singleShot(self.patience_ms, self, lambda: self._tell(ticket, label, JobState.FAILED_CLEAN))

    def _tell(self, ticket: int, label: str, fate: JobState) -> None:
        """The fate, unless better news came before. What failed may still come out of another printer."""
        kiosk = self._kiosks.get(ticket)
        if kiosk is None or fate not in _TOLD:
            return
        tone, word = _TOLD[fate]
        if fate is not JobState.FAILED_CLEAN:
            del self._kiosks[ticket]
        until = Until.MOMENT if tone is Tone.GOOD else Until.PRESS
        self._notices.show(plain(tone, word, until=until, label=label, kiosk=kiosk))
