"""Taking the number: one press is one request, whatever becomes of it, and the paper that follows."""

import logging

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.hall_client import HallClient
from kiosk.order_model import OrderModel
from kiosk.paper_words import Paper, PaperState
from kiosk.printing import Printing
from kiosk.ticket_model import TicketModel
from kiosk.unattended.spoilt import SpoiltNumbers
from shared.clock import Clock
from shared.domain.answers import Issued, Refused
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.qt.language import Language
from shared.store.acts.issue import Order
from shared.store.record.transaction import new_request
from shared.text.share_words import visitor_words

_log = logging.getLogger("antrean.kiosk")


class TicketRequest(QObject):
    """Asks the hall for the chosen services' number, or a booking's, and sees to its paper.

    ``asking`` is true while the hall is asked; further presses change nothing then.
    """

    began = Signal()
    ended = Signal()

    def __init__(
        self,
        kiosk: str,
        hall_client: HallClient,
        printing: Printing,
        order: OrderModel,
        ticket: TicketModel,
        *,
        clock: Clock,
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._hall_client = hall_client
        self._printing = printing
        self._order = order
        self._ticket = ticket
        self._clock = clock
        self._language = language
        self._hall: Hall | None = None
        self._request = ""
        self.asking = False
        self.spoilt = SpoiltNumbers(printing, hall_client.withdraw, self)
        printing.told.connect(self._paper_told)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data, new or changed."""
        self._hall = hall
        self._printing.set_hall(hall)

    def forget_request(self) -> None:
        """Something else is wanted now: the next press is another request."""
        self._request = ""

    def take(self) -> None:
        """The number of what was chosen."""
        if self._order.count and self._begin():
            chosen = self._order
            several = chosen.count > 1  # had as shown: prefix and colour are those of the place to go to first
            order = Order(chosen.turn, chosen.priority, chosen.visual, self._speakable(), self._kiosk, several)
            request = self._request
            self.spoilt.after_rest(lambda: self._hall_client.issue(request, order, self._answered, self._failed))
            self.began.emit()  # the hall is at work while the page is made

    def check_in(self, booking: str) -> None:
        """The number of a booking, by its code."""
        if booking and self._begin():
            request, lang = self._request, self._speakable()
            self.began.emit()  # first: the answer may lead to another page than the number's
            self.spoilt.after_rest(
                lambda: self._hall_client.check_in(request, booking, lang, self._answered, self._failed)
            )

    def left(self) -> None:
        """The visitor has gone on from the number, if there is one."""
        issued = self._ticket.issued
        if issued is not None:
            self.spoilt.left(issued, Paper(self._ticket.paper))

    def reprint(self) -> None:
        """No ticket came out: once more, the same number, marked as a copy."""
        issued = self._ticket.issued
        if issued is not None and self._ticket.canReprint:
            self._ticket.set_paper(self._printing.again(issued))

    def _begin(self) -> bool:
        """One press; False when one is under way, or was answered with a number."""
        if self.asking or self._ticket.state == "issued":
            return False
        self._request = self._request or new_request()
        self.asking = True
        self._ticket.asking()
        return True

    def _speakable(self) -> str:
        """The ticket's language: the screen's, if the hall has it."""
        known = self._hall.hall.languages if self._hall else ()
        return self._language.code if self._language.code in known else (known[0] if known else "id")

    def _answered(self, answer: Issued | Refused, unsettled: bool) -> None:
        self.asking = False
        if isinstance(answer, Refused):
            self._request = ""
            self._ticket.refuse(answer)
        else:
            self._ticket.give(answer, unsettled=unsettled)
            self.spoilt.painted()
            self._ticket.set_paper(self._printing.begin(answer))
            _log.info("%s issued", answer.label)
        self.ended.emit()

    def _failed(self, error: Exception) -> None:
        self.asking = False
        kind = error.kind if isinstance(error, EnvironmentFault) else Kind.BUG
        _log.error("a number could not be issued: %s", error, exc_info=error if kind is Kind.BUG else None)
        self._ticket.fail(visitor_words(kind))
        self.ended.emit()

    @Slot(object, object)
    def _paper_told(self, ticket: int, state: PaperState) -> None:
        issued = self._ticket.issued
        if issued is not None and issued.ticket == ticket:
            self._ticket.set_paper(state)
