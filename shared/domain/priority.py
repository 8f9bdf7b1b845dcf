"""The priority lane: when it has its turn, and what ordinary visitors have lost to it.

UU 25/2009 Pasal 29 asks for special treatment; the bound limits what any single visitor pays for it. The loss of an
ordinary visitor is calculated in work: each priority visit that was called before them although it came later costs its
minutes at the counter, shared among the counters that serve the line. Before another one may overtake, the worst that
it could cost (``reserve`` times its mean) has to fit under the bound for *everyone* it would overtake; when it is over,
what it really took is put in place of the worst case. Minutes in which nobody is called (breaks, a pause) are not lost
to priority.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.hall_data.hall import Hall, PriorityRule
from shared.domain.words import Instant

_MINUTE = 60_000
_UNEVEN = 0.85
"""Part of the longest overtaking visit that one visitor loses because counters do not end at the same time."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A call of today, of one of this counter's services, by any counter. Oldest first.

    ``place`` is the called step's place in line, ``seconds`` how long it has kept its counter (so far, unless
    ``ended``): they tell what ordinary visitors have lost to priority.
    """

    service: str
    priority: bool
    at: Instant
    place: float = 0.0
    seconds: float = 0.0
    ended: bool = False
    counter: str = ""
    call: int = 0


@dataclass(frozen=True, slots=True)
class InLine:
    """An ordinary visitor who waits: place in line, and since when."""

    place: float
    since: Instant


class Turn(StrEnum):
    """Whose turn it is when both lanes wait and the ordinary visitor came first."""

    PRIORITY = "priority_turn"
    ORDINARY = "arrival"  # the ratio says ordinary
    AGED = "priority_aged"  # the ordinary visitor has waited too long
    BOUND = "priority_bound"  # somebody has lost, or might lose, too much already


def turn(
    hall: Hall, ordinary: Sequence[InLine], overtaker: str, recent: Sequence[Recent], now: Instant, *, counters: int
) -> Turn:
    """Whose turn it is.

    Args:
        hall: the hall's data.
        ordinary: those ordinary visitors who would be overtaken, first in line first; at least one.
        overtaker: the service that the first of the priority lane waits for.
        recent: the calls of this line today, oldest first.
        now: the present.
        counters: open counters that serve this line.
    """
    rule = hall.rules.priority
    if rule.priority == 0:
        return Turn.ORDINARY
    if now - ordinary[0].since >= rule.ageing_minutes * _MINUTE:
        return Turn.AGED
    if not _ratio_says_priority(rule, recent):
        return Turn.ORDINARY
    lost = most_lost(hall, ordinary, recent, counters, overtaker)
    if lost > rule.bound_minutes or worst_minutes(hall, overtaker) > rule.bound_minutes:
        return Turn.BOUND
    return Turn.PRIORITY


def _ratio_says_priority(rule: PriorityRule, recent: Sequence[Recent]) -> bool:
    """M ordinary calls, then n of the priority lane, never more than the cap in a row."""
    lane = recent[-1].priority if recent else False
    run = 0
    for call in reversed(recent):
        if call.priority is not lane:
            break
        run += 1
    if lane:
        return run < min(rule.priority, rule.cap) or (rule.ordinary == 0 and run < rule.cap)
    return run >= rule.ordinary


def worst_minutes(hall: Hall, service: str) -> float:
    """How long a visit lasts at worst."""
    return hall.service[service].minutes * hall.rules.priority.reserve


def most_lost(hall: Hall, ordinary: Iterable[InLine], recent: Sequence[Recent], counters: int, overtaker: str) -> float:
    """Minutes that the worst-off of these visitors may have lost to priority once ``overtaker`` is called as well.

    A line of c counters that has S more minutes of work starts a visitor at most S/c later, and the c counters may
    end unevenly by what the longest of these visits takes, of which (c-1)/c can fall on one visitor.
    """
    overtakings = [r for r in recent if r.priority]
    worst = worst_minutes(hall, overtaker)
    most = 0.0
    for visitor in ordinary:
        cost = [_minutes(hall, r) for r in overtakings if r.place > visitor.place and r.at >= visitor.since]
        most = max(most, _loss([*cost, worst], counters))
    return most


def _loss(cost: Sequence[float], counters: int) -> float:
    return sum(cost) / counters + _UNEVEN * max(cost) * (counters - 1) / counters


def _minutes(hall: Hall, call: Recent) -> float:
    if call.ended:
        return call.seconds / 60
    return max(worst_minutes(hall, call.service), call.seconds / 60)
