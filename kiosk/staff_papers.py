"""Numbers that staff gave out at a counter and want on this kiosk's paper."""

import logging
from collections.abc import Iterable

from PySide6.QtCore import QObject

from kiosk.printing import Printing
from shared.clock import Clock
from shared.faults import EnvironmentFault
from shared.qt.worker import StoreWorker
from shared.store.engine import Engine
from shared.store.questions.ticket_visit import TicketVisit, visit_of
from shared.store.record.events import PRINT_AT, Event

_log = logging.getLogger("antrean.kiosk")
FRESH_MS = 60_000
"""A number that was given out longer ago is not printed any more: nobody stands there for it."""


class StaffPapers(QObject):
    """Hears of such numbers by the hall's news and prints them, each once."""

    def __init__(
        self, kiosk: str, worker: StoreWorker, printing: Printing, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._kiosk, self._worker, self._printing, self._clock = kiosk, worker, printing, clock
        worker.news.connect(self.news_came)

    def news_came(self, events: Iterable[Event]) -> None:
        """What happened in the hall."""
        for event in events:
            wanted = event.data.get(PRINT_AT) == self._kiosk and event.ticket is not None
            if wanted and abs(self._clock() - event.at) <= FRESH_MS:
                self._print(event.ticket or 0)

    def _print(self, ticket: int) -> None:
        def look(hall_file: Engine) -> TicketVisit | None:
            with hall_file.reading() as db:
                return visit_of(db, hall_file.hall(db), hall_file.clock(), ticket)

        self._worker.do(look, self._found, self._failed)

    def _found(self, visit: TicketVisit | None) -> None:
        if visit is not None:
            self._printing.for_staff(visit.issued)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):
            _log.error("a number of the staff could not be looked up", exc_info=error)
