"""What a kiosk needs to know of every service: is it available, how many are ahead, how long it may take."""

from dataclasses import dataclass

from shared.domain.answers import Refused
from shared.domain.availability import may_take
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal
from shared.store.engine import Db
from shared.store.questions.lines import Lines, snapshot
from shared.store.questions.state import present_day
from shared.store.record import events


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as a kiosk offers it, or the reason why not.

    Attributes:
        refused: why no number can be had.
        remaining: numbers that are left of the day's quota; None without a limit.
        ahead: how many people wait before somebody who comes now.
        wait_minutes: how long that may take, from and to; None if nobody can tell.
        taken: numbers of today.
        priority_refused, priority_warning, priority_wait_minutes: the same for the priority lane.
    """

    service: str
    refused: Refused | None = None
    remaining: int | None = None
    warning: Refused | None = None
    ahead: int = 0
    wait_minutes: tuple[int, int] | None = None
    taken: int = 0
    open_counters: int = 0
    priority_refused: Refused | None = None
    priority_warning: Refused | None = None
    priority_wait_minutes: tuple[int, int] | None = None

    @property
    def priority_only(self) -> bool:
        """Today's ordinary numbers are used up, but some are kept for the priority lane."""
        return self.refused is not None and self.refused.code is Refusal.QUOTA_USED_UP and self.priority_refused is None


@dataclass(frozen=True, slots=True)
class KioskView:
    """Every service by code, as of the event ``sequence``; ``bookings``: the hall takes some, today or later."""

    day: str
    sequence: int
    offers: dict[str, Offer]
    bookings: bool = False


# checked in or cancelled ones too: their visitors come back to see their number, or to hear why there is none
_BOOKED = "SELECT 1 FROM bookings WHERE day >= ? LIMIT 1"


def kiosk_view(db: Db, hall: Hall, now: Instant) -> KioskView:
    """What is available now."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    lines = Lines(hall, now, snapshot(db, hall, now, day, pulse))
    offers = {service: offer_of(hall, lines, service) for service in hall.service}
    booked = db.execute(_BOOKED, (day,)).fetchone()
    return KioskView(day, events.newest(db), offers, booked is not None)


def offer_of(hall: Hall, lines: Lines, service: str) -> Offer:
    """The offer of one service now."""
    ahead, wait = lines.told(service)
    priority_wait = lines.wait_minutes(service, priority=True)
    situation = lines.situation(service, wait)
    answer = may_take(hall, situation)
    in_priority = may_take(hall, lines.situation(service, priority_wait), priority=True)
    refused = answer if isinstance(answer, Refused) else None
    return Offer(
        service=service,
        refused=refused,
        remaining=None if isinstance(answer, Refused) else answer.remaining,
        warning=None if isinstance(answer, Refused) else answer.warning,
        ahead=ahead,
        wait_minutes=wait,
        taken=situation.taken,
        open_counters=situation.open_counters,
        priority_refused=in_priority if isinstance(in_priority, Refused) else None,
        priority_warning=None if isinstance(in_priority, Refused) else in_priority.warning,
        priority_wait_minutes=priority_wait,
    )
