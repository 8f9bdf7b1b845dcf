"""What the hall has to tell everybody: paused, closed, disturbed, on a break. Most important first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Text
from shared.store.questions.board import BoardState
from shared.text.board_words import word
from shared.text.counter_title import counter_titles
from shared.text.dates import clock_words, wall_clock
from shared.text.languages import FIRST, pick


class Urgency(IntEnum):
    """How a notice is coloured."""

    NOTE = 0
    WARNING = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the whole zone, in the board's two languages (the second may be empty)."""

    key: str
    weight: Urgency
    first: str
    second: str


def notices(hall: Hall, zones: frozenset[str], seen: BoardState, languages: tuple[str, str]) -> tuple[Notice, ...]:
    """The notices of these zones (all when empty)."""
    return tuple(
        Notice(key, weight, texts[0], texts[1] if texts[1] != texts[0] else "")
        for key, weight, texts in _found(hall, zones, seen, languages)
    )


def _found(
    hall: Hall, zones: frozenset[str], seen: BoardState, languages: tuple[str, str]
) -> Iterable[tuple[str, Urgency, list[str]]]:
    zone = hall.hall.time_zone
    if seen.paused is not None:
        yield (
            "paused",
            Urgency.STOP,
            [_line(word("paused", x), seen.paused.reason, seen.paused.until, zone, x) for x in languages],
        )
    elif seen.day_closed:
        yield "closed", Urgency.STOP, [word("closed", x) for x in languages]
    told = seen.announced.get("notice")
    if told is not None:
        yield "announced", Urgency.WARNING, [pick(told.words, x) if x else "" for x in languages]
    for service, stop in seen.disturbed.items():
        if service in hall.service and (not zones or hall.agency[hall.agency_of(service)].zone in zones):
            lines = [word("disturbed", x, service=_service_name(hall, service, x)) for x in languages]
            yield (
                f"disturbed:{service}",
                Urgency.WARNING,
                [_line(line, stop.reason, stop.until, zone, x) for line, x in zip(lines, languages, strict=True)],
            )
    by_return: dict[Instant | None, list[str]] = {}
    for counter, back_at in seen.breaks.items():
        if counter in hall.counter and (not zones or hall.zone_of(counter) in zones):
            by_return.setdefault(back_at, []).append(counter)
    for back_at, counters in by_return.items():
        key = "break" if len(counters) == 1 else "breaks"
        yield (
            f"break:{back_at}",
            Urgency.NOTE,
            [_line(word(key, x, counters=counter_titles(counters, x)), None, back_at, zone, x) for x in languages],
        )


def _service_name(hall: Hall, service: str, lang: str) -> str:
    """The service with its agency's short name; the agency alone where the service is nobody's business."""
    agency = hall.agency[hall.agency_of(service)]
    office = pick(agency.short or agency.name, lang)
    return office if agency.private else f"{pick(hall.service[service].name, lang)} ({office})"


def _line(opening: str, reason: Text | None, until: Instant | None, zone: str, lang: str) -> str:
    """As in: Loket 12 istirahat sampai pukul 13.00: rapat."""
    if until is not None:
        opening += " " + word("until", lang, time=clock_words(wall_clock(until, zone), lang))
    why = _why(reason, lang).rstrip(".")
    return f"{opening}: {why}." if why else f"{opening}."


def _why(reason: Text | None, lang: str) -> str:
    """The reason in this language; nothing where it is only known in Indonesian: no sentence mixes two languages."""
    said = pick(reason, lang)
    borrowed = said == pick(reason, FIRST) and lang not in ("", FIRST) and lang not in (reason or {})
    return "" if borrowed else said
