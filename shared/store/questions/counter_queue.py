"""Who waits for a counter: by service and lane against the promise, and in what order they are called, and why."""

from dataclasses import dataclass, replace

from shared.domain.answers import Reason
from shared.domain.hall_data.hall import Hall
from shared.domain.line import Recent, Waiting, choose
from shared.domain.promise import Wait
from shared.domain.words import Instant
from shared.store.engine import Db
from shared.store.questions.counter import SHOWN, StepLine, step_lines
from shared.store.questions.lines import Lines, snapshot
from shared.store.questions.state import present_day
from shared.store.record.candidates import RecentCalls, line_of
from shared.store.record.hall_index import index, need_counter

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of a service's line, as far as this counter may call it.

    Attributes:
        waiting: how many wait in it.
        longest_minutes: how long the one has waited who came first.
        target_minutes: the hall's promise.
        open_counters: how many counters serve the service now.
    """

    service: str
    priority: bool
    waiting: int
    longest_minutes: int
    target_minutes: int
    open_counters: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A number in line: its place in the order of calling, and the rule by which it would be its turn then."""

    step: StepLine
    place: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class CounterQueue:
    """A counter's queue at one moment. ``line`` has at most thirty, soonest first, as if this counter alone called."""

    at: Instant
    counter: str
    lanes: tuple[Lane, ...]
    line: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class ServiceGoal:
    """A service as somebody might be sent to: how many wait, how long that takes, how many counters serve it."""

    service: str
    waiting: int
    wait_minutes: Wait
    open_counters: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What a question needs of the rules' order: as an act sees it, without writing."""

    db: Db
    hall: Hall
    now: Instant
    day: str


def counter_queue(db: Db, hall: Hall, counter: str, now: Instant, most: int = SHOWN) -> CounterQueue:
    """Who waits for a counter. UsageFault for an unknown counter."""
    need_counter(hall, counter)
    look = _Look(db, hall, now, present_day(hall, db.execute("SELECT * FROM pulse").fetchone(), now))
    found = line_of(look, counter, None)
    line = [one for one in found if one.to_counter in (None, counter)]
    order = _order(look, counter, line, most)
    known = {one.step: one for one in step_lines(db, [step for step, _ in order])}
    placed = tuple(Placed(known[step], place, reason) for place, (step, reason) in enumerate(order, 1))
    return CounterQueue(now, counter, _lanes(look, line), placed)


def _lanes(look: _Look, line: list[Waiting]) -> tuple[Lane, ...]:
    """The lanes in which somebody waits, the longest wait first."""
    heads: dict[tuple[str, bool], list[Instant]] = {}
    for one in line:
        heads.setdefault((one.service, one.priority), []).append(one.since)
    opened = frozenset(row[0] for row in look.db.execute("SELECT counter FROM counters WHERE status = 'open'"))
    target = look.hall.rules.records.wait_target_minutes
    lanes = [
        Lane(
            service, priority, len(since), max(0, (look.now - min(since)) // _MINUTE), target,
            len(opened.intersection(index(look.hall).counters_of[service])),
        )
        for (service, priority), since in heads.items()
    ]  # fmt: skip
    return tuple(sorted(lanes, key=lambda lane: (-lane.longest_minutes, lane.service, lane.priority)))


def _order(look: _Look, counter: str, line: list[Waiting], most: int) -> list[tuple[int, Reason]]:
    """The steps in the order of calling, each with why: the rules asked again and again, as if each call were made."""
    called: list[Recent] = list(RecentCalls(look, counter))
    order: list[tuple[int, Reason]] = []
    left = line
    while len(order) < most and (choice := choose(left, counter, look.hall, look.now, called)):
        step = choice.step
        order.append((step.step, replace(choice.reason, waited_seconds=max(0, (look.now - step.since) // 1000))))
        called.append(Recent(step.service, step.priority, look.now, step.place, 0.0, True, counter))
        left = [one for one in left if one.step != step.step]
    return order


def service_goals(db: Db, hall: Hall, now: Instant) -> tuple[ServiceGoal, ...]:
    """Every service as a transfer's goal."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    lines = Lines(hall, now, snapshot(db, hall, now, day, pulse))
    return tuple(
        ServiceGoal(code, lines.waiting(code), lines.wait_minutes(code), lines.line_state(code).open_counters)
        for code in hall.service
    )
