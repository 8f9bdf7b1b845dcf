"""What an officer adds to a press: a reason, a time, a target."""

from dataclasses import dataclass

from shared.domain.hall_data.hall import Rejoin
from shared.domain.words import Instant, VisitEnd


@dataclass(frozen=True, slots=True)
class Details:
    """All optional; each act takes what it needs.

    Attributes:
        label: the number it is meant for, when it is not the visitor at the counter.
        reason: of a hold, a cancellation, or a call out of turn.
        until: when a held number comes back, or a break ends.
        service: which step of that number's visit is meant.
        to_service: the service that a transfer leads to.
        to_counter: the counter that a transfer leads to.
        officer: who signs in.
        where: the place in line of a return.
        ended: what became of the visitor who was only called a moment ago.
        seen: the number at the counter when the question was asked, empty for nobody.
        undo_of: the request id of the act that is to be undone.
        sure: the officer was asked, and said yes.
        target: the transfer's goal in words, for the answer line.
        to_officer: the officer that a transfer leads to.
        outcome: what came of the service; None while nobody was asked, empty for nothing.
        services: services of a number that is given out, or of a visit in their new order.
        priority, visual, lang: of a number that is given out.
        print_at: the kiosk that prints such a number.
        code: of a booking.
    """

    label: str | None = None
    reason: str = ""
    until: Instant | None = None
    service: str | None = None
    to_service: str | None = None
    to_counter: str | None = None
    officer: str | None = None
    target: str = ""
    where: Rejoin | None = None
    ended: VisitEnd | None = None
    seen: str | None = None
    undo_of: str | None = None
    sure: bool = False
    to_officer: str | None = None
    outcome: str | None = None
    services: tuple[str, ...] = ()
    priority: bool = False
    visual: bool = False
    lang: str = "id"
    print_at: str | None = None
    code: str = ""


NONE = Details()
