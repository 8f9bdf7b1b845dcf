"""The whole hall at a moment: what ``antrean state`` answers."""

from dataclasses import dataclass

from shared.domain.answers import Refused
from shared.domain.availability import may_take
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant, Refusal, StepState
from shared.store.engine import Db, Row
from shared.store.questions.lines import AT_COUNTER, Lines, snapshot
from shared.store.record import events
from shared.store.record.transaction import day_of

LAST_CALLS = 50


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A service today. ``why`` is the refusal's code when no number may be taken; ``sentence`` says it."""

    code: str
    waiting: int
    called: int
    serving: int
    done: int
    no_show: int
    held: int
    taken: int
    open: bool
    why: Refusal | None
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Current:
    """The step at a counter."""

    label: str
    service: str
    state: StepState


@dataclass(frozen=True, slots=True)
class CounterState:
    """A counter now."""

    code: str
    status: CounterStatus
    officer: str | None
    back_at: Instant | None
    current: Current | None


@dataclass(frozen=True, slots=True)
class CallState:
    """A call of today."""

    call: int
    label: str
    counter: str
    zone: str
    at: Instant


@dataclass(frozen=True, slots=True)
class State:
    """The hall: services and counters in the order of the hall file, the last fifty calls, oldest first."""

    day: str
    sequence: int
    services: tuple[ServiceState, ...]
    counters: tuple[CounterState, ...]
    calls: tuple[CallState, ...]


def present_day(hall: Hall, pulse: Row, now: Instant) -> str:
    """The business day of a question: the clock's, unless the file is further already."""
    return max(day_of(hall, now), pulse["day"] or "")


def state(db: Db, hall: Hall, now: Instant) -> State:
    """The whole hall at a moment."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    lines = Lines(hall, now, snapshot(db, hall, now, day, pulse))
    return State(
        day=day,
        sequence=events.newest(db),
        services=tuple(_service(hall, lines, code) for code in hall.service),
        counters=counter_states(db, hall, lines),
        calls=last_calls(db, day),
    )


def _service(hall: Hall, lines: Lines, code: str) -> ServiceState:
    tally = lines.tally(code)
    answer = may_take(hall, lines.situation(code, lines.wait_minutes(code)))
    refused = answer if isinstance(answer, Refused) else None
    return ServiceState(
        code, tally["waiting"], tally["called"], tally["serving"], tally["done"], tally["no_show"], tally["held"],
        tally["taken"], refused is None, None if refused is None else refused.code, refused,
    )  # fmt: skip


def counter_states(db: Db, hall: Hall, lines: Lines) -> tuple[CounterState, ...]:
    """Every counter of the hall, whether it was ever opened or not. Yesterday's officers are gone."""
    labels: dict[int, str] = dict(
        db.execute(
            f"SELECT c.step, k.label FROM counters c {AT_COUNTER} LEFT JOIN calls k ON k.number = s.call"
            " WHERE c.step IS NOT NULL"
        ).fetchall()
    )
    return tuple(_counter(lines, code, labels) for code in hall.counter)


def _counter(lines: Lines, code: str, labels: dict[int, str]) -> CounterState:
    row = lines.counters.get(code)
    if row is None:
        return CounterState(code, CounterStatus.CLOSED, None, None, None)
    current = None
    if row["step"] is not None:
        current = Current(labels[row["step"]], row["at_service"], StepState(row["state"]))
    return CounterState(code, CounterStatus(row["status"]), row["officer"], row["back_at"], current)


def last_calls(db: Db, day: str, limit: int = LAST_CALLS) -> tuple[CallState, ...]:
    """The last calls of the day, oldest first."""
    rows = db.execute("SELECT number, label, counter, zone, at, day FROM calls ORDER BY number DESC LIMIT ?", (limit,))
    newest_first = [CallState(n, label, counter, zone, at) for n, label, counter, zone, at, d in rows if d == day]
    return tuple(reversed(newest_first))
