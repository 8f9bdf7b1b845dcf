"""Who is next: one pure function of a counter's line, the rules and now; it answers the step and the reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.answers import Reason
from shared.domain.hall_data.hall import Hall
from shared.domain.priority import InLine, Recent, Turn, turn
from shared.domain.words import Instant

__all__ = ["Choice", "Recent", "Waiting", "choose"]

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that this counter could call now. ``place`` orders the line; ``since`` is when it joined it."""

    step: int
    ticket: int
    label: str
    service: str
    priority: bool
    place: float
    since: Instant
    taken_at: Instant
    booked_for: Instant | None = None
    rejoined: str | None = None  # 'transfer', 'return', 'late', 'resume', 'booking'
    to_counter: str | None = None
    returned_from: str | None = None  # the counter that returned it to the line
    call: int | None = None  # its newest call


@dataclass(frozen=True, slots=True)
class Choice:
    """The step to be called, and why."""

    step: Waiting
    reason: Reason


def choose(
    line: Sequence[Waiting], counter: str, hall: Hall, now: Instant, recent: Sequence[Recent], *, counters: int = 1
) -> Choice | None:
    """The next step for a counter, or None when nobody can be called.

    Args:
        line: the waiting steps of the counter's services whose visit is free, in any order.
        counter: who calls.
        hall: the hall's data.
        now: the present.
        recent: today's calls of these services by any counter, oldest first.
        counters: how many open counters serve this line, this one included.

    A visitor whom this counter returned a moment ago is passed over while others wait: nobody comes straight back. In
    this order: bookings whose time has come; then the lane (ratio, cap, ageing, bound); then the service, where the
    counter has weights; then the place in line. A ticket that was taken a moment ago and a booking that is not due yet
    are passed over while others wait.
    """
    mine = sorted((w for w in line if w.to_counter in (None, counter)), key=_order)
    if not mine:
        return None
    aside = {w.step: why for w in mine if (why := _not_yet(hall, w, now) or _just_returned(w, counter, recent))}
    if len(aside) == len(mine):  # nobody else waits: neither the mercy time nor the booking's time matters
        aside = {}
    ready = [w for w in mine if w.step not in aside]
    chosen, rule = _pick(ready, counter, hall, now, recent=recent, counters=max(1, counters))
    over = [w for w in mine if _order(w) < _order(chosen)]
    because = tuple(aside.get(w.step) or _why(rule, w, chosen) for w in over)
    waited = max(0, (now - chosen.since) // 1000)
    return Choice(chosen, Reason(rule, waited, tuple(w.label for w in over), because))


def _order(waiting: Waiting) -> tuple[float, int]:
    return waiting.place, waiting.step


def _not_yet(hall: Hall, waiting: Waiting, now: Instant) -> str | None:
    """Why a step is passed over while others wait, if it is."""
    rule = hall.rules.calls
    if waiting.booked_for is not None and now < waiting.booked_for - rule.booking_early_minutes * _MINUTE:
        return "not_due"
    if rule.mercy_seconds and now - waiting.taken_at < rule.mercy_seconds * 1000:
        return "fresh"
    return None


def _just_returned(waiting: Waiting, counter: str, recent: Sequence[Recent]) -> str | None:
    """Whether it was the last visitor of this counter, who returned it to the line."""
    if waiting.returned_from != counter or waiting.call is None:
        return None
    last = max((call.call for call in recent if call.counter == counter), default=0)
    return "returned" if last == waiting.call else None


def _pick(
    ready: Sequence[Waiting], counter: str, hall: Hall, now: Instant, *, recent: Sequence[Recent], counters: int
) -> tuple[Waiting, str]:
    """The step and the rule, out of those that may be called, first in line first."""
    due = [w for w in ready if is_due_booking(hall, w)]
    if due:
        return min(due, key=lambda w: (w.booked_for or 0, *_order(w))), "booking"
    ordinary = [w for w in ready if not w.priority]
    priority = [w for w in ready if w.priority]
    if not ordinary or not priority:
        return _by_weight(ready, counter, hall, recent)
    overtaken = [InLine(w.place, w.since) for w in ordinary if _order(w) < _order(priority[0])]
    if not overtaken:  # first by arrival as well: nobody loses anything
        return _by_weight([w for w in ready if _order(w) <= _order(ordinary[0])], counter, hall, recent)
    whose = turn(hall, overtaken, priority[0].service, recent, now, counters=counters)
    if whose is Turn.PRIORITY:
        return priority[0], whose.value
    step, rule = _by_weight(ordinary, counter, hall, recent)
    return step, rule if whose is Turn.ORDINARY else whose.value


def is_due_booking(hall: Hall, waiting: Waiting) -> bool:
    """Whether a step is called as a booking: it checked in before its time was long over."""
    if waiting.booked_for is None:
        return False
    return waiting.taken_at <= waiting.booked_for + hall.rules.calls.booking_late_minutes * _MINUTE


def _by_weight(ready: Sequence[Waiting], counter: str, hall: Hall, recent: Sequence[Recent]) -> tuple[Waiting, str]:
    """First in line of the service whose turn it is by the counter's weights; without weights, first in line."""
    first = ready[0]
    collect = _pickup_turn(ready, hall, recent)
    if collect is not None:
        return collect, "pickup"
    weights = hall.counter[counter].weights
    heads: dict[str, Waiting] = {}
    for waiting in ready:
        heads.setdefault(waiting.service, waiting)
    if not weights or len(heads) == 1:
        return first, first.rejoined or "arrival"
    service = _service_turn(heads, {s: weights.get(s, 1) for s in heads}, counter, recent)
    chosen = heads[service]
    if chosen is first:
        return first, first.rejoined or "arrival"
    return chosen, "weight"


def _pickup_turn(ready: Sequence[Waiting], hall: Hall, recent: Sequence[Recent]) -> Waiting | None:
    """The first of the pick-up line, if enough others were called since its last call.

    Calls of the priority lane do not count: they would take turns away from those who collect.

    Collecting a document takes minutes: with a separate line people do not wait behind long visits.
    """
    every = hall.rules.calls.pickup_every
    first = next((w for w in ready if hall.service[w.service].pickup), None)
    if not every or first is None or first is ready[0]:
        return None
    last = [hall.service[r.service].pickup for r in recent if not r.priority][-(every - 1) :]
    return first if every == 1 or (len(last) == every - 1 and not any(last)) else None


def _service_turn(
    heads: Mapping[str, Waiting], weights: Mapping[str, int], counter: str, recent: Sequence[Recent]
) -> str:
    """The service that is furthest behind its share of this counter's last calls; equal ones by place."""
    own = [r.service for r in recent if r.counter == counter and r.service in weights]
    window = sum(weights.values()) - 1
    had = Counter(own[-window:] if window else [])
    return min(heads, key=lambda s: ((had[s] + 1) / weights[s], _order(heads[s])))


def _why(rule: str, passed: Waiting, chosen: Waiting) -> str:
    """Why one who had waited longer was passed over."""
    if chosen.priority and not passed.priority:
        return "priority"
    return rule
