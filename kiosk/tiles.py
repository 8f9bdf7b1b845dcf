"""What is shown on a tile or a card, from the hall's data and its offers, in one language. No Qt objects, no rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.offers import Offers
from kiosk.wording import people_words, tag
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.promise import Wait
from shared.store.questions.kiosk import Offer
from shared.text.languages import pick
from shared.text.wait_words import wait_words

FEW = 10
"""So many numbers of a quota left are worth a word."""


@dataclass(frozen=True, slots=True)
class AgencyTile:
    """One agency. ``whole`` is the full name where ``name`` is a short one; ``zone`` its place in the hall's list."""

    code: str
    name: str
    whole: str
    zone: int
    quiet: bool  # none of its services can be had now
    note: str


@dataclass(frozen=True, slots=True)
class ServiceTile:
    """One service. ``quiet``: no number now, and ``note`` says why; otherwise ``note`` says how long."""

    code: str
    name: str
    badge: str
    agency: str
    zone: int
    quiet: bool
    note: str
    people: str
    wait: str
    everyday: str  # the name that people know it by


@dataclass(frozen=True, slots=True)
class StepCard:
    """One chosen service before the number is taken: the things one wants to know."""

    code: str
    name: str
    agency: str
    badge: str
    zone: int
    zone_name: str
    needs: str
    procedure: str
    completion: str
    fee: str
    product: str
    complaints: str
    people: str
    wait: str
    remaining: str
    warning: str


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language that can be chosen."""

    code: str
    name: str
    chosen: bool


@remembered
def zone_index(hall: Hall, zone: str) -> int:
    """The place of a zone in the hall's list: its colour and symbol."""
    return list(hall.zone).index(zone) if zone in hall.zone else 0


@remembered
def offered_agencies(hall: Hall, kiosk: str) -> tuple[str, ...]:
    """The agencies that a kiosk offers, in the hall's order; those without any service are left out."""
    own = hall.kiosk[kiosk].agencies if kiosk in hall.kiosk else ()
    served = {hall.agency_of(code) for code in hall.service}
    return tuple(code for code in hall.agency if code in served and (not own or code in own))


@remembered
def services_of(hall: Hall, agency: str) -> tuple[str, ...]:
    """An agency's services in the hall's order; those that are not offered at all are left out."""
    return tuple(code for code in hall.service if hall.agency_of(code) == agency and not hall.service[code].closed)


def agency_tile(hall: Hall, offers: Offers, code: str, lang: str) -> AgencyTile:
    """An agency's tile."""
    agency = hall.agency[code]
    whole = pick(agency.name, lang)
    name = pick(agency.short, lang) or whole
    refusals = [offers.of(service).refused for service in services_of(hall, code)]
    known = [refused for refused in refusals if refused is not None]
    quiet = bool(refusals) and len(known) == len(refusals)
    note = tag(known[0]) if quiet else ""
    return AgencyTile(code, name, whole if whole != name else "", zone_index(hall, agency.zone), quiet, note)


def service_tile(hall: Hall, offer: Offer, lang: str) -> ServiceTile:
    """A service's tile."""
    code = offer.service
    agency = hall.agency_of(code)
    booth = hall.agency[agency]
    refused = offer.refused
    people, wait = ("", "") if refused else line_words(offer.ahead, offer.wait_minutes, offer.warning, lang)
    note = tag(refused) if refused else " · ".join(part for part in (people, wait) if part)
    return ServiceTile(
        code,
        pick(hall.service[code].name, lang),
        agency,
        pick(booth.short, lang) or pick(booth.name, lang),
        zone_index(hall, booth.zone),
        refused is not None,
        note,
        people,
        wait,
        pick(hall.service[code].everyday, lang),
    )


def line_words(ahead: int, wait: Wait, warning: Refused | None, lang: str) -> tuple[str, str]:
    """How many are ahead and how long it takes; where nobody serves, why no wait can be told."""
    if wait is None and warning is not None:
        return people_words(ahead, wait) if ahead else "", tag(warning)
    return people_words(ahead, wait), wait_words(wait, lang)


def step_card(hall: Hall, offer: Offer, lang: str, few: str, priority: bool = False) -> StepCard:
    """A chosen service's card; ``few`` is the sentence for the last numbers of the day ("Numbers left today: {0}").

    ``warning`` says what a visitor should know before, or why no number can be had any more since it was chosen.
    """
    refused = offer.priority_refused if priority else offer.refused
    doubt = refused or (offer.priority_warning if priority else offer.warning)
    wait = offer.priority_wait_minutes if priority else offer.wait_minutes
    service = hall.service[offer.service]
    tile = service_tile(hall, offer, lang)
    booth = hall.agency[tile.badge]
    left = offer.remaining
    return StepCard(
        tile.code,
        tile.name,
        pick(booth.name, lang),
        tile.badge,
        tile.zone,
        pick(hall.zone[booth.zone].name if booth.zone in hall.zone else None, lang),
        pick(service.needs, lang),
        pick(service.procedure, lang),
        pick(service.completion, lang),
        pick(service.fee, lang),
        pick(service.product, lang),
        pick(service.complaints or booth.complaints or hall.hall.complaints, lang),
        "" if priority or refused or (wait is None and not offer.ahead) else people_words(offer.ahead, wait),
        "" if refused else wait_words(wait, lang),
        few.format(left) if left is not None and left <= FEW else "",
        pick(doubt.sentence, lang) if doubt else "",
    )


def service_tiles(hall: Hall, offers: Offers, codes: Sequence[str], lang: str) -> list[ServiceTile]:
    """Tiles of several services."""
    return [service_tile(hall, offers.of(code), lang) for code in codes]
