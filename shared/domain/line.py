"""Who is next: one pure function of a counter's line, the rules and now; it answers the step and the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.answers import Reason
from shared.domain.hall import Hall
from shared.domain.words import Instant

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


@dataclass(frozen=True, slots=True)
class Recent:
    """A call of today, of one of this counter's services, by any counter. Oldest first.

    ``place`` is the called step's place in line and ``seconds`` how long it has kept its counter (so far, if it is
    there still); both tell what ordinary visitors have lost to priority.
    """

    service: str
    priority: bool
    at: Instant
    place: float = 0.0
    seconds: float = 0.0
    ended: bool = False
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The step to be called, and why."""

    step: Waiting
    reason: Reason


def choose(
    line: Sequence[Waiting], counter: str, hall: Hall, now: Instant, recent: Sequence[Recent], *, counters: int = 1
) -> Choice | None:
    """The next step for a counter, or None when nobody can be called.

    ``line`` holds the waiting steps of the counter's services whose visit is free; ``counters`` is how many open
    counters serve them.
    """
    mine = [w for w in line if w.to_counter in (None, counter)]
    if not mine:
        return None
    first = min(mine, key=lambda w: (w.place, w.step))
    aside = [w for w in mine if w.priority]
    rule = "arrival"
    chosen = first
    if aside and not first.priority and _priority_turn(hall, recent):
        chosen, rule = min(aside, key=lambda w: (w.place, w.step)), "priority_turn"
    elif first.rejoined:
        rule = first.rejoined
    over = tuple(w.label for w in sorted(mine, key=lambda w: w.place) if w.place < chosen.place)
    return Choice(chosen, Reason(rule, max(0, (now - chosen.since) // 1000), over))


def _priority_turn(hall: Hall, recent: Sequence[Recent]) -> bool:
    rule = hall.rules.priority
    last = recent[-rule.ordinary :] if rule.ordinary else ()
    return sum(not r.priority for r in last) >= rule.ordinary
