"""One visit, several agencies: the order of its steps, which of them may be called, and what an officer may change.

A visit holds a place in the line of every step at once. Any counter may call any of them while the visitor is free;
only a step that depends on another one (``after`` in the hall file, or a payment loop) waits for it, and keeps its
place meanwhile. The order on paper is the one that is expected to be done soonest.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.domain import rejoin
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.moves import AT_COUNTER, OPEN_STATES
from shared.domain.words import Refusal, StepState
from shared.text.refusals import refuse

_TRY_ALL = 6  # 720 orders at most; a longer visit is ordered step by step


@dataclass(frozen=True, slots=True)
class VisitStep:
    """A step, as the visit's other steps see it. ``waits_for`` is the step that a payment loop put before it."""

    step: int
    service: str
    state: StepState
    position: int
    waits_for: int | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """A payment loop: go to the cashier, then come back to the same counter near the front.

    The new step for ``service`` is added right after the current one (``position``); the current step waits again, at
    ``place``, only for ``to_counter``, and not before the new step is over.
    """

    service: str
    position: int
    place: float
    to_counter: str


class OrderRule(StrEnum):
    """Why the services of a visit stand in their order."""

    NEEDED = "needed"  # one has to be done before another
    SHORTEST = "shortest"  # the shortest wait first: so the visit is over soonest
    UNTOLD = "untold"  # nobody can tell the wait: last
    ALIKE = "alike"  # every order takes as long: as it was asked for
    OWN = "own"  # the visitor wants it so


@dataclass(frozen=True, slots=True)
class OrderReason:
    """One reason for an order; ``service`` is what it is about, ``later`` what has to wait for that."""

    why: OrderRule
    service: str = ""
    later: str = ""


def comes_before(hall: Hall, service: str, others: Iterable[str]) -> frozenset[str]:
    """Which of the other services have to be done before this one, also through services between them."""
    here = set(others)
    found: set[str] = set()
    ask = [service]
    while ask:
        for earlier in hall.service[ask.pop()].after:
            if earlier not in found and earlier != service:
                found.add(earlier)
                if earlier in hall.service:
                    ask.append(earlier)
    return frozenset(found & here)


def best_order(hall: Hall, services: Sequence[str], waits: Mapping[str, float]) -> tuple[str, ...]:
    """The order in which a visit is over soonest, dependencies kept; ties leave the order that was asked for.

    ``waits`` is the expected wait in minutes for each service, if the visitor goes there first. Places are kept,
    so the wait of one line runs while the visitor is served in another. A service without a wait (nobody can tell
    when it is served) comes last, as far as dependencies allow.
    """
    before = {s: comes_before(hall, s, services) for s in services}
    if len(services) > _TRY_ALL:
        return _step_by_step(services, waits, before)
    allowed = (order for order in itertools.permutations(services) if _respects(order, before))
    return min(
        allowed, key=lambda order: (_untold(order, waits), _over_after(hall, order, waits)), default=tuple(services)
    )


def in_own_order(hall: Hall, services: Sequence[str]) -> Refused | None:
    """Whether a visitor may have the services in this very order; None is yes, against a dependency is no."""
    if _respects(services, {s: comes_before(hall, s, services) for s in services}):
        return None
    return refuse(Refusal.WAITS_FOR_EARLIER_STEP, hall)


def orders(hall: Hall, services: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """All orders in which a visitor may have a few services; the one given if its data contradict themselves."""
    before = {s: comes_before(hall, s, services) for s in services}
    return tuple(way for way in itertools.permutations(services) if _respects(way, before)) or (tuple(services),)


def why_order(
    hall: Hall, order: Sequence[str], waits: Mapping[str, float], *, own: bool = False
) -> tuple[OrderReason, ...]:
    """Why the services stand in this order: what :func:`best_order` went by, or that the visitor wants it so."""
    before = {s: comes_before(hall, s, order) for s in order}
    needed = tuple(
        OrderReason(OrderRule.NEEDED, max(before[s], key=order.index), s)
        for at, s in enumerate(order)
        if before[s] and before[s] <= set(order[:at])
    )
    if own:
        return (OrderReason(OrderRule.OWN), *needed)
    untold = tuple(OrderReason(OrderRule.UNTOLD, s) for s in order if s not in waits and len(order) > 1)
    told = [s for s in order if s in waits]
    if len(told) < 2 or len(told) > _TRY_ALL:
        return (*needed, *untold) if len(told) < 2 else (*needed, OrderReason(OrderRule.SHORTEST), *untold)
    ways = [way for way in itertools.permutations(told) if _respects(way, before)]
    lengths = {_over_after(hall, way, waits) for way in ways}
    if len(lengths) > 1:
        return (*needed, OrderReason(OrderRule.SHORTEST), *untold)
    return (*needed, *((OrderReason(OrderRule.ALIKE),) if len(ways) > 1 else ()), *untold)


def whole_visit(
    hall: Hall, order: Sequence[str], waits: Mapping[str, tuple[int, int] | None]
) -> tuple[int, int] | None:
    """Minutes from and to until a visit of several services in this order is over; None if a wait is unknown."""
    known = {service: wait for service in order if (wait := waits.get(service)) is not None}
    if len(known) < len(order):
        return None
    least, most = (_over_after(hall, order, {service: wait[end] for service, wait in known.items()}) for end in (0, 1))
    return round(least), round(most)


def _untold(order: Sequence[str], waits: Mapping[str, float]) -> int:
    """How many services that nobody can tell stand before one that can be told."""
    last = max((at for at, s in enumerate(order) if s in waits), default=0)
    return sum(s not in waits for s in order[:last])


def _respects(order: Sequence[str], before: Mapping[str, frozenset[str]]) -> bool:
    return all(not (before[s] & set(order[i + 1 :])) for i, s in enumerate(order))


def _over_after(hall: Hall, order: Sequence[str], waits: Mapping[str, float]) -> float:
    """Minutes until a visit in this order is over."""
    clock = 0.0
    for service in order:
        clock = max(clock, waits.get(service, 0.0)) + hall.service[service].minutes
    return clock


def _step_by_step(
    services: Sequence[str], waits: Mapping[str, float], before: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    left, order = list(services), list[str]()
    while left:
        ready = [s for s in left if not (before[s] & set(left))] or left
        soonest = min(ready, key=lambda s: waits.get(s, math.inf))
        order.append(soonest)
        left.remove(soonest)
    return tuple(order)


def may_call(hall: Hall, steps: Sequence[VisitStep], step: int) -> Refused | None:
    """Whether a waiting step of a visit may be called now, as far as the visit is concerned; None is yes."""
    others = [s for s in steps if s.step != step]
    if any(s.state in AT_COUNTER for s in others):
        return refuse(Refusal.VISIT_BUSY, hall)
    if due_before(hall, steps, step):
        return refuse(Refusal.WAITS_FOR_EARLIER_STEP, hall)
    return None


def due_before(hall: Hall, steps: Sequence[VisitStep], step: int) -> frozenset[int]:
    """Which open steps of a visit have to be over before this one: the loop's, and those of services that come first.

    If both apply, the officer's loop comes before the hall's file: a cashier who comes ``after`` a service may call a
    visitor whom that service sent to pay and come back; otherwise neither could call.
    """
    this = next(s for s in steps if s.step == step)
    others = [s for s in steps if s.step != step and s.state in OPEN_STATES]
    first = comes_before(hall, this.service, [s.service for s in others])
    held_up = _held_up_by(hall, others, step)
    return frozenset(
        s.step for s in others if s.step == this.waits_for or (s.service in first and s.step not in held_up)
    )


def _held_up_by(hall: Hall, others: Sequence[VisitStep], step: int) -> set[int]:
    """Which steps wait for this one because of a loop, and which wait for those in turn."""
    found: set[int] = set()
    more = {s.step for s in others if s.waits_for == step}
    while more:
        found |= more
        services = [s.service for s in others if s.step in found]
        more = {
            s.step
            for s in others
            if s.step not in found and (s.waits_for in found or comes_before(hall, s.service, services))
        }
    return found


def payment_loop(
    hall: Hall,
    steps: Sequence[VisitStep],
    current: VisitStep,
    *,
    counter: str,
    service: str,
    line: Sequence[float],
    original: float,
    end: float,
) -> Loop | Refused:
    """``Continue at the cashier, then return to me``: what is to be added and where the current step waits.

    Args:
        hall: the hall's data.
        steps: all steps of the visit.
        current: the step that stands at ``counter`` now.
        counter: the officer's counter, to which the visitor returns.
        service: what is to be had in between (the cashier's service).
        line: places of those who wait for the current step's service.
        original: the current step's place by arrival.
        end: a place behind everybody (the sequence of the event).
    """
    if current.state not in AT_COUNTER:
        return refuse(Refusal.ILLEGAL_MOVE, hall, details={"state": current.state.value, "move": "continue_at"})
    refused = may_add(hall, steps, service)
    if refused is not None:
        return refused
    rule = hall.rules.calls
    back = rejoin.place(rule.loop_rejoin, line, original, end=end, after=rule.loop_after)
    return Loop(service, current.position + 1, back, counter)


def may_add(hall: Hall, steps: Sequence[VisitStep], service: str) -> Refused | None:
    """Whether an officer may add a service to a visit; None is yes. A service that is over may be had again."""
    if any(s.service == service and s.state in OPEN_STATES for s in steps):
        return refuse(Refusal.SAME_SERVICE_TWICE, hall)
    return None


def reorder(hall: Hall, steps: Sequence[VisitStep], wanted: Sequence[int]) -> Mapping[int, int] | Refused:
    """New positions for the steps that still wait, in the order an officer wants; the others keep theirs.

    ``wanted`` names each waiting step once. An order against a dependency is refused (WAITS_FOR_EARLIER_STEP).
    """
    movable = {s.step: s for s in steps if s.state in (StepState.WAITING, StepState.HELD)}
    if sorted(wanted) != sorted(movable):
        return refuse(Refusal.NO_SUCH_TICKET, hall)
    if any(due_before(hall, steps, step).intersection(wanted[i + 1 :]) for i, step in enumerate(wanted)):
        return refuse(Refusal.WAITS_FOR_EARLIER_STEP, hall)
    places = sorted(s.position for s in movable.values())
    return dict(zip(wanted, places, strict=True))
