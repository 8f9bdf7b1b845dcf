"""The lines of an agency as the public reads them: how many wait and how long, or in words why nobody is called.

A range comes in steps of five minutes and is bounded: nobody is told "434-1328 minutes".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from display.board.look import at_time
from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.words import CounterStatus, Instant, Text
from shared.store.questions.board import BoardCounter, BoardState
from shared.text.board_words import text
from shared.text.languages import pick
from shared.text.wait_words import wait_words

STEP = 5
"""Minutes of a range are told in steps of this."""


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One agency in the strip, in the board's two languages (the second may be empty)."""

    code: str
    name: str
    other_name: str
    said: str
    other_said: str
    waiting: int


def wait_rows(
    hall: Hall, zones: frozenset[str], seen: BoardState, languages: tuple[str, str], now: Instant
) -> list[WaitRow]:
    """The agencies of these zones (all when empty) in the hall's order."""
    return [
        _row(hall, code, seen, languages, now) for code in hall.agency if not zones or hall.agency[code].zone in zones
    ]


def _row(hall: Hall, code: str, seen: BoardState, languages: tuple[str, str], now: Instant) -> WaitRow:
    agency = hall.agency[code]
    name = agency.short or agency.name
    waiting = sum(seen.waiting.get(service, 0) for service in _services(hall, code))
    said = agency_words(hall, code, seen, now)
    first, second = languages
    return WaitRow(
        code,
        pick(name, first),
        _other(name, first, second),
        pick(said, first),
        _other(said, first, second),
        waiting,
    )


def _other(words: Text, first: str, second: str) -> str:
    said = pick(words, second) if second else ""
    return "" if said == pick(words, first) else said


def agency_words(hall: Hall, code: str, seen: BoardState, now: Instant) -> Text:
    """How the agency's lines stand: ``12 menunggu, 10-20 menit``, or why they do not move."""
    waiting = sum(seen.waiting.get(service, 0) for service in _services(hall, code))
    if seen.paused is not None:
        return text("paused_short")
    closed = _closed(hall, code, seen, waiting, now)
    if closed is not None:
        return closed
    standstill = _standstill(hall, code, seen, now)
    if standstill is not None:
        return _joined(text("waiting_count", n=str(waiting)), standstill) if waiting else standstill
    if not waiting:
        return text("nobody_waits")
    ranges = [seen.wait_minutes[s] for s in _services(hall, code) if seen.waiting.get(s) and s in seen.wait_minutes]
    return _joined(text("waiting_count", n=str(waiting)), range_words(ranges))


def range_words(ranges: Iterable[tuple[int, int]]) -> Text | None:
    """One range in words that holds all of these: the agency's lines differ, and there is no room for each."""
    found = list(ranges)
    if not found:
        return None
    low = min(low for low, _ in found) // STEP * STEP
    high = -(-max(high for _, high in found) // STEP) * STEP
    return {lang: wait_words((low, high), lang) for lang in text("waiting_count")}


def _joined(one: Text, other: Text | None) -> Text:
    return one if other is None else {lang: f"{pick(one, lang)} · {pick(other, lang)}" for lang in one}


def _closed(hall: Hall, code: str, seen: BoardState, waiting: int, now: Instant) -> Text | None:
    """Closed for today, before its hours or after them. Who still waits after closing is still served."""
    if seen.day_closed:
        return text("closed_short")
    day = calendar.business_day(hall, now)
    if not any(calendar.served_on(hall, day, service) for service in _services(hall, code)):
        return text("closed_today")
    hours = calendar.hours_on(hall, day, code)
    if hours is None or waiting:
        return None
    time = calendar.time_on(hall, day, now)
    if time >= hours.close:
        return text("closed_short")
    return at_time("opens_at", hall, calendar.instant_of(hall, day, hours.open)) if time < hours.open else None


def _standstill(hall: Hall, code: str, seen: BoardState, now: Instant) -> Text | None:
    """Why nobody is called although the agency is open."""
    day = calendar.business_day(hall, now)
    offered = [service for service in _services(hall, code) if calendar.served_on(hall, day, service)]
    if offered and all(_is_disturbed(seen, service, now) for service in offered):
        return text("stopped_short")
    windows = [c for c in seen.counters if c.counter in _counters(hall, code)]
    if any(c.status is CounterStatus.OPEN for c in windows):
        return None
    resting = [c for c in windows if c.status is CounterStatus.BREAK]
    if not resting:
        return text("no_counter") if windows else None
    back = back_soonest(resting)
    return text("on_break") if back is None else at_time("break_until", hall, back)


def _is_disturbed(seen: BoardState, service: str, now: Instant) -> bool:
    stop = seen.disturbed.get(service)
    return stop is not None and (stop.until is None or stop.until > now)


def back_soonest(resting: Iterable[BoardCounter]) -> Instant | None:
    """When the first of some counters on a break is back, if that is known."""
    return min((c.back_at for c in resting if c.back_at is not None), default=None)


@remembered
def _services(hall: Hall, agency: str) -> tuple[str, ...]:
    return tuple(code for code in hall.service if hall.agency_of(code) == agency)


@remembered
def _counters(hall: Hall, agency: str) -> frozenset[str]:
    """The counters that serve anything of an agency."""
    mine = set(_services(hall, agency))
    return frozenset(code for code in hall.counter if mine.intersection(hall.services_of(code)))
