"""A brake against random taps: a number that nobody read is followed by a rest, and leaves no gap in the line.

Whether it was read, the hand tells (:mod:`kiosk.unattended.hand`). After one that was not, the next takes some seconds,
and it is cancelled, unless its paper came out: whoever holds the paper has the place. Whoever checked in with a
booking's code meant it.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.paper_words import FINAL, Paper, PaperState
from kiosk.printing import Printing
from kiosk.unattended.hand import GOES_ON, Attention, Hand
from shared.domain.answers import Issued

REST_MS = 4000
LONGEST_REST_MS = 8000
"""While the same run of touches goes on."""
_log = logging.getLogger("antrean.kiosk")


class SpoiltNumbers(QObject):
    """Knows when a number was painted and when it was left, and what was touched meanwhile.

    Attributes:
        rests_ms: how long the next number waits after one in vain, and after further ones of the same run of touches.
    """

    def __init__(self, printing: Printing, withdraw: Callable[[Issued], None], parent: QObject | None = None) -> None:
        """``withdraw`` takes a number back that was given in vain."""
        super().__init__(parent)
        self.hand = Hand()
        self.rests_ms: tuple[int, int] = (REST_MS, LONGEST_REST_MS)
        self._withdraw = withdraw
        self._unprinted: dict[int, Issued] = {}
        self._doubtful: tuple[Issued, Paper] | None = None
        self._goes_on = 0
        self._waiting: Callable[[], None] | None = None
        self._rest = QTimer(self, singleShot=True)
        self._again = False  # in this run of touches
        self._rest.timeout.connect(self._rested)
        printing.told.connect(self._paper_told)

    def painted(self) -> None:
        """A number stands on the screen."""
        self.hand.shown()

    def touched(self) -> None:
        """A finger came down on the screen."""
        if not self.hand.touched():
            self._doubtful, self._again = None, False
        elif self._doubtful is not None:
            self._goes_on += 1
            if self._goes_on == GOES_ON:
                (issued, paper), self._doubtful = self._doubtful, None
                self._in_vain(issued, paper)

    def left(self, issued: Issued, paper: Paper) -> None:
        """Its visitor has gone on."""
        reading = self.hand.left()
        if reading is Attention.READ or issued.booked_for is not None:
            return
        if reading is Attention.UNREAD:
            self._in_vain(issued, paper)
        else:
            self._doubtful, self._goes_on = (issued, paper), 0

    def after_rest(self, act: Callable[[], None]) -> None:
        """Do it now, or when the rest is over."""
        if self._rest.isActive():
            self._waiting = act
        else:
            act()

    def _in_vain(self, issued: Issued, paper: Paper) -> None:
        self._rest.start(self.rests_ms[self._again])
        self._again = True
        self._unprinted[issued.ticket] = issued
        self._settle(issued.ticket, paper)

    @Slot()
    def _rested(self) -> None:
        act, self._waiting = self._waiting, None
        if act is not None:
            act()

    @Slot(object, object)
    def _paper_told(self, ticket: int, state: PaperState) -> None:
        if self._doubtful is not None and self._doubtful[0].ticket == ticket:
            self._doubtful = (self._doubtful[0], state.paper)
        self._settle(ticket, state.paper)

    def _settle(self, ticket: int, paper: Paper) -> None:
        if ticket in self._unprinted and paper in FINAL:
            issued = self._unprinted.pop(ticket)
            if paper in (Paper.NONE, Paper.FAILED):
                self._withdraw(issued)
            else:
                _log.info("nobody read %s, but its paper may have come out: it keeps its place", issued.label)
