"""Where the kiosk asks and takes: the hall's file through the store worker, this PC's own spool when it is gone."""

from collections.abc import Callable
from typing import Protocol

from shared.domain.answers import Issued, Refused
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.qt.worker import StoreWorker
from shared.store.acts.issue import Order, issue
from shared.store.connection import HallFile
from shared.store.questions.kiosk import kiosk_view

from kiosk.offers import Offers

PATIENCE = 8.0
"""Seconds that a visitor waits for the file before the kiosk says so."""


class Desk(Protocol):
    """What the view model needs of the outside."""

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
