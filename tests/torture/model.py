"""Is a history of issues and calls, as clients were shown it, one that a single honest counter book could have had?

The sequential model of one service with one line: ``issue`` gives the next number, ``next`` calls the lowest number
that waits, or says that nobody does. A history is linearizable when each act can be placed at one instant between its
beginning and its end so that the model answers the same (Wing and Gong's search). An act that nobody heard the answer
of may have happened, at any time until its client died, or never.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

NOTHING = 0
"""What ``next`` answers when nobody waits."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``answer`` is the ticket's number, NOTHING, or None when nobody ever heard it.

    ``ended`` is when its answer was heard, or when its client can have done nothing more.
    """

    what: str
    begun: float
    ended: float = math.inf
    answer: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a search has come: all acts before ``base`` are placed, and those of ``mask`` beyond it."""

    base: int
    mask: int
    issued: int
    called: int


def explain(history: Sequence[Act]) -> str:
    """Empty when the history is linearizable; else where the search could not go on."""
    acts = sorted(history, key=lambda act: (act.begun, act.ended))
    stack = [_along(acts, _Place(0, 0, 0, 0))]
    seen = set(stack)
    furthest = stack[0]
    while stack:
        place = stack.pop()
        if place.base == len(acts):
            return ""
        if _depth(place) > _depth(furthest):
            furthest = place
        ways, over = _next(acts, place)
        if over:
            return ""
        for after in ways:
            if after not in seen:
                seen.add(after)
                stack.append(after)
    stuck = [act for number, act in enumerate(acts[furthest.base :]) if not furthest.mask >> number & 1]
    return f"no order explains {stuck[:4]} after {_depth(furthest)} acts"


def _depth(place: _Place) -> int:
    return place.base + place.mask.bit_count()


def _along(acts: Sequence[Act], place: _Place) -> _Place:
    """The same place with everything counted into ``base`` that is done with for good."""
    base, mask = place.base, place.mask
    newest = _newest(acts, place)
    while base < len(acts) and (mask & 1 or (acts[base].answer is None and acts[base].ended < newest)):
        base, mask = base + 1, mask >> 1
    return _Place(base, mask, place.issued, place.called)


def _newest(acts: Sequence[Act], place: _Place) -> float:
    """When the newest of the placed acts began: what ended before cannot be placed any more."""
    last = place.base + place.mask.bit_length() - 1
    return acts[last].begun if last >= 0 else -math.inf


def _next(acts: Sequence[Act], place: _Place) -> tuple[list[_Place], bool]:
    """The places one act further, the likeliest last; and whether nothing is left that must have happened."""
    horizon, must, unheard = math.inf, False, False
    newest = _newest(acts, place)
    found: list[tuple[float, int]] = []
    for number in range(place.base, len(acts)):
        act = acts[number]
        if act.begun > horizon:
            break
        if place.mask >> (number - place.base) & 1 or act.ended < newest:
            continue
        found.append((act.ended, number))
        if act.answer is None:
            unheard = True
        else:
            must, horizon = True, min(horizon, act.ended)
    ways: list[_Place] = []
    for _ended, number in sorted(found, reverse=True):
        after = _after(acts[number], place)
        if acts[number].begun > horizon or after is None:
            continue
        mask = place.mask | 1 << (number - place.base)
        way = _along(acts, _Place(place.base, mask, *after))
        if acts[number].answer == NOTHING and not unheard:
            return [way], False  # it changes nothing: placing it at once forbids nothing
        ways.append(way)
    return ways, not must


def _after(act: Act, place: _Place) -> tuple[int, int] | None:
    """Issued and called after the act; None when the model would answer otherwise."""
    issued, called = place.issued, place.called
    if act.what == "issue":
        return (issued + 1, called) if act.answer in (None, issued + 1) else None
    if called == issued:
        return (issued, called) if act.answer in (None, NOTHING) else None
    return (issued, called + 1) if act.answer in (None, called + 1) else None
