"""How the hall stands now, as rows: services with those first that nobody serves, zones, and who works where."""

from dataclasses import dataclass

from counter import screen_text
from counter.bar.visitor_card import STATES
from counter.localise import Localiser
from counter.style.style import colours
from counter.supervisor import now_words
from shared.domain import permissions
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant
from shared.store.questions.hall_now import HallNow, ServiceNow, ZoneNow
from shared.store.questions.state import CounterState, ServiceState, State
from shared.text.staff_words import ROLES

SERVICES = (
    screen_text.COLUMN_CODE,
    screen_text.COLUMN_SERVICE,
    screen_text.WAITING,
    now_words.COLUMN_LONGEST,
    now_words.COLUMN_KEPT,
    now_words.COLUMN_ENDS,
    now_words.COLUMN_OPEN,
    screen_text.COLUMN_TAKING,
    screen_text.CALLED,
    screen_text.COLUMN_SERVED,
    screen_text.HELD,
    screen_text.DONE,
    screen_text.NO_SHOW_STATE,
)
SERVICE_NUMBERS = frozenset({2, 3, 4, 6, 8, 9, 10, 11, 12})
ZONES = (
    now_words.COLUMN_ZONE,
    screen_text.WAITING,
    now_words.COLUMN_LONGEST,
    now_words.COLUMN_KEPT,
    now_words.COLUMN_ENDS,
    now_words.COLUMN_OPEN,
    now_words.COLUMN_ALONE,
)
ZONE_NUMBERS = frozenset({1, 2, 3, 5})
OFFICERS = (
    screen_text.COLUMN_OFFICER,
    now_words.COLUMN_ROLE,
    screen_text.COLUMN_COUNTER,
    screen_text.COLUMN_STATUS,
    screen_text.COLUMN_LABEL,
    screen_text.COLUMN_STATE,
    now_words.COLUMN_MAY_SERVE,
)
STATUSES = {
    CounterStatus.OPEN: screen_text.STATUS_OPEN,
    CounterStatus.CLOSED: screen_text.STATUS_CLOSED,
    CounterStatus.BREAK: screen_text.STATUS_BREAK,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a table."""

    key: str
    cells: tuple[str, ...]
    ink: str = ""


def status_words(localiser: Localiser, counter: CounterState) -> str:
    """Open, closed, or on a break until when."""
    if counter.back_at is not None:
        return localiser.translate(screen_text.STATUS_BREAK_UNTIL, time=localiser.time(counter.back_at))
    return localiser.translate(STATUSES[counter.status])


def service_rows(hall: Hall, state: State, now: HallNow, localiser: Localiser) -> list[Shown]:
    """Those where people wait and nobody serves first, then by the longest wait, then as in the hall file."""
    known = {one.service: one for one in now.services}
    order = {service: at for at, service in enumerate(one.service for one in now.services if one.waiting)}
    services = [one for one in state.services if one.code in hall.service]
    services.sort(key=lambda one: order.get(one.code, len(order)))
    return [_service(hall, one, known.get(one.code), localiser) for one in services]


def _service(hall: Hall, state: ServiceState, now: ServiceNow | None, localiser: Localiser) -> Shown:
    say = localiser.translate
    taking = localiser.text(state.refused.sentence) if state.refused else say(screen_text.TAKING_OPEN)
    counts = (state.called, state.serving, state.held, state.done, state.no_show)
    cells = (
        state.code,
        localiser.text(hall.service[state.code].name),
        str(state.waiting),
        *_standing(now, localiser),
        taking,
        *map(str, counts),
    )
    if now is None:
        return Shown(state.code, cells)
    ink = colours().danger if now.is_left_alone else colours().warn if now.beyond_closing else ""
    return Shown(state.code, cells, ink)


def _standing(now: ServiceNow | None, localiser: Localiser) -> tuple[str, str, str, str]:
    """Longest wait, promise, end of the line, open counters."""
    if now is None:
        return "", "", "", ""
    ends = _ends(now.ends_at if now.waiting else None, now.beyond_closing, localiser)
    if now.is_left_alone:
        ends = localiser.translate(now_words.NOBODY_SERVES)
    return _wait(now.waiting, now.longest_minutes, localiser), _kept(now, localiser), ends, str(now.open_counters)


def _wait(waiting: int, minutes: int, localiser: Localiser) -> str:
    """In whole minutes: seconds would move all the time."""
    if not waiting:
        return ""
    return localiser.duration(minutes * 60) if minutes else localiser.translate(screen_text.MINUTES, m=0)


def _kept(now: ServiceNow | ZoneNow, localiser: Localiser) -> str:
    percent = now.promise_percent
    return "" if percent is None else localiser.translate(now_words.PERCENT, n=percent)


def _ends(at: Instant | None, beyond: bool, localiser: Localiser) -> str:
    if at is None:
        return ""
    time = localiser.time(at)
    return localiser.translate(now_words.AFTER_CLOSING, time=time) if beyond else time


def zone_rows(hall: Hall, now: HallNow, localiser: Localiser) -> list[Shown]:
    """Those with somebody whom nobody serves first."""
    zones = sorted(now.zones, key=lambda one: not one.left_alone)
    return [_zone(hall, one, localiser) for one in zones if one.zone in hall.zone]


def _zone(hall: Hall, one: ZoneNow, localiser: Localiser) -> Shown:
    name = localiser.text(hall.zone[one.zone].name)
    cells = (
        f"{one.zone}  {name}",
        str(one.waiting),
        _wait(one.waiting, one.longest_minutes, localiser),
        _kept(one, localiser),
        _ends(one.ends_at, one.beyond_closing, localiser),
        localiser.translate(now_words.OF_ALL, n=one.open_counters, all=one.counters),
        ", ".join(one.left_alone),
    )
    return Shown(one.zone, cells, colours().danger if one.left_alone else colours().warn if one.beyond_closing else "")


def officer_rows(hall: Hall, state: State, localiser: Localiser) -> list[Shown]:
    """Who is at a counter, in the counters' order, then the hall's other officers."""
    seated = [one for one in state.counters if one.officer and one.status is not CounterStatus.CLOSED]
    rows = [_officer(hall, one.officer or "", one, localiser) for one in seated]
    there = {one.officer for one in seated}
    return rows + [_officer(hall, code, None, localiser) for code in hall.officer if code not in there]


def _officer(hall: Hall, name: str, at: CounterState | None, localiser: Localiser) -> Shown:
    record = hall.officer.get(name)
    counters = permissions.counters_of(hall, name) if record is not None else None
    may = ", ".join(code for code in hall.counter if counters is not None and code in counters)
    role = localiser.text(ROLES[record.role]) if record is not None else ""
    may = may or (localiser.translate(now_words.EVERY_COUNTER) if record is not None else "")
    if at is None:
        return Shown(name, (name, role, "", localiser.translate(now_words.AT_NO_COUNTER), "", "", may), colours().quiet)
    label, step = "", ""
    if at.current is not None:
        label, step = at.current.label, localiser.translate(STATES[at.current.state])
    return Shown(
        f"{name} {at.code}", (name, role, localiser.counter(at.code), status_words(localiser, at), label, step, may)
    )
