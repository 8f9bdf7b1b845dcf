"""A brake against random taps: a number that nobody read is followed by a rest, and leaves no gap in the line.

Nobody reads a number and touches "Done" within a second and a half. Then the next number takes some seconds, and the
number that was given in vain is cancelled, unless its paper came out: whoever holds the paper has the place.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from kiosk.paper_words import FINAL, Paper, PaperState
from kiosk.printing import Printing
from shared.domain.answers import Issued

HASTE_MS = 1500
REST_MS = 4000


class SpoiltNumbers(QObject):
    """Knows when a number was painted and when it was left.

    Attributes:
        haste_ms: who leaves sooner has not read it; 0 where keys are pressed quicker than people can (tests).
    """

    def __init__(self, printing: Printing, withdraw: Callable[[Issued], None], parent: QObject | None = None) -> None:
        """``withdraw`` takes a number back that was given in vain."""
        super().__init__(parent)
        self.haste_ms = HASTE_MS
        self._withdraw = withdraw
        self._painted = QElapsedTimer()
        self._unprinted: dict[int, Issued] = {}
        self._waiting: Callable[[], None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        printing.told.connect(self._paper_told)

    def painted(self) -> None:
        """A number stands on the screen."""
        self._painted.start()

    def left(self, issued: Issued, paper: Paper, *, unsettled: bool) -> None:
        """Its visitor has gone on. One that the hall does not have yet cannot be taken back."""
        if not self._painted.isValid() or self._painted.elapsed() >= self.haste_ms:
            return
        self._rest.start()
        if not unsettled:
            self._unprinted[issued.ticket] = issued
            self._settle(issued.ticket, paper)

    def after_rest(self, act: Callable[[], None]) -> None:
        """Do it now, or when the rest is over."""
        if self._rest.isActive():
            self._waiting = act
        else:
            act()

    @Slot()
    def _rested(self) -> None:
        act, self._waiting = self._waiting, None
        if act is not None:
            act()

    @Slot(object, object)
    def _paper_told(self, ticket: int, state: PaperState) -> None:
        self._settle(ticket, state.paper)

    def _settle(self, ticket: int, paper: Paper) -> None:
        if ticket in self._unprinted and paper in FINAL:
            issued = self._unprinted.pop(ticket)
            if paper in (Paper.NONE, Paper.FAILED):
                self._withdraw(issued)
