"""Where the kiosk asks and takes: the hall's file through the store worker, this PC's own spool when it is gone."""

from collections.abc import Callable
from typing import Protocol

from kiosk.offers import Offers, offers_of
from shared.domain.answers import Issued, Refused
from shared.qt.worker import StoreWorker
from shared.store.acts.issue import Order, issue
from shared.store.connection import HallFile
from shared.store.questions.kiosk import kiosk_view

PATIENCE = 8.0
"""Seconds that a visitor waits for the file before the kiosk says so."""


class Desk(Protocol):
    """What the view model needs of the outside."""

    def survives(self) -> bool:
        """Whether numbers can be given while the hall's file is gone."""
        ...

    def offers(self, done: Callable[[Offers], None]) -> None:
        """What can be had now; nothing happens when the file does not answer."""
        ...

    def issue(
        self,
        request: str,
        order: Order,
        done: Callable[[Issued | Refused, bool], None],
        fault: Callable[[Exception], None],
    ) -> None:
        """A number; ``done`` also hears whether it is still unsettled (taken without the file)."""
        ...


class StoreDesk:
    """The desk on the hall's file."""

    def __init__(self, worker: StoreWorker) -> None:
        self._worker = worker

    def survives(self) -> bool:
        """See :class:`Desk`."""
        return False

    def offers(self, done: Callable[[Offers], None]) -> None:
        """See :class:`Desk`."""
        self._worker.do(_ask, done)

    def issue(
        self,
        request: str,
        order: Order,
        done: Callable[[Issued | Refused, bool], None],
        fault: Callable[[Exception], None],
    ) -> None:
        """See :class:`Desk`."""
        self._worker.do(
            lambda hall_file: issue(hall_file, request, order),
            lambda answer: done(answer, False),
            fault,
            PATIENCE,
        )


def _ask(hall_file: HallFile) -> Offers:
    with hall_file.reading() as db:
        return offers_of(kiosk_view(db, hall_file.hall(db), hall_file.clock()))
