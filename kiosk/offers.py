"""What the hall offers at this moment: is it open at all, and which services do most people come for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.answers import Refused
from shared.domain.finding.demand import demand
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Refusal
from shared.store.questions.kiosk import Offer

TELLING = 100
"""Numbers taken today from which on the day itself says what most people come for."""


@dataclass(frozen=True, slots=True)
class Offers:
    """All services now; ``bookings``: codes of bookings can be typed, the hall has some of today or later."""

    services: Mapping[str, Offer] = field(default_factory=dict[str, Offer])
    bookings: bool = False

    def of(self, service: str) -> Offer:
        """The offer of a service; one that the store did not answer for is offered without figures."""
        return self.services.get(service) or Offer(service)

    @property
    def most_taken(self) -> tuple[str, ...]:
        """The services taken today, most taken first; none before the day has numbers enough to tell."""
        taken = {code: offer.taken for code, offer in self.services.items() if offer.taken}
        return tuple(sorted(taken, key=lambda code: -taken[code])) if sum(taken.values()) >= TELLING else ()


HALL_WIDE = frozenset(
    {
        Refusal.NOT_YET_OPEN,
        Refusal.HALL_CLOSED_TODAY,
        Refusal.HOLIDAY,
        Refusal.AFTER_CLOSING,
        Refusal.CUT_OFF,
        Refusal.BREAK,
        Refusal.HALL_PAUSED,
        Refusal.DAY_CLOSED,
    }
)
"""Reasons that hold for the whole hall when every service gives one of them."""


NOT_AT_ALL = frozenset({Refusal.AGENCY_CLOSED, Refusal.NOT_TODAY, Refusal.NOT_OFFERED})
"""Reasons by which a service was never to be had today."""


def hall_wide(offers: Offers, services: tuple[str, ...]) -> Refused | None:
    """The one refusal of a hall that gives no numbers at all; None while it offers anything.

    Services may differ in when they come back: the soonest stands for the hall. A service that is never offered
    (closed in the hall's data) has no say.
    """
    asked = [offers.of(code) for code in services]
    reasons = [offer.refused for offer in asked if offer.refused is None or offer.refused.code in HALL_WIDE]
    others = [offer for offer in asked if offer.refused is not None and offer.refused.code not in HALL_WIDE]
    if not reasons or any(reason is None for reason in reasons):
        return None
    known = [reason for reason in reasons if reason is not None]
    if len(others) > len(known):
        return None
    return min(known, key=lambda reason: reason.back_at or 2**62)


def popular(hall: Hall, offers: Offers, services: tuple[str, ...], most: int, per_agency: int = 2) -> tuple[str, ...]:
    """The services that most people come for, most wanted first: today's, then by the hall's own shares.

    One whose numbers are used up, or that is interrupted, keeps its place: it is shown with its reason.
    """
    order = [code for code in offers.most_taken if code in services]
    usual = demand(hall)
    order += sorted((code for code in services if code not in order), key=lambda code: -usual[code])
    chosen: list[str] = []
    for code in order:
        same = sum(1 for other in chosen if hall.agency_of(other) == hall.agency_of(code))
        refused = offers.of(code).refused
        if same < per_agency and not (refused and refused.code in NOT_AT_ALL):
            chosen.append(code)
        if len(chosen) == most:
            break
    return tuple(chosen)
