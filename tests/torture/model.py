"""Is a history of issues and calls, as clients were shown it, one that a single honest counter book could have had?

The sequential model of one service with one line: ``issue`` gives the next number, ``next`` calls the lowest number
that waits, or says that nobody does. A history is linearizable when each act can be placed at one instant between its
beginning and its end so that the model answers the same (Wing and Gong's search). An act whose client died has no
answer: it may have happened, at any later time, or never.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

NOTHING = 0
"""What ``next`` answers when nobody waits."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``answer`` is the ticket's number, NOTHING, or None when nobody ever heard it."""

    what: str
    begun: float
    ended: float = math.inf
    answer: int | None = None


def explain(history: Sequence[Act]) -> str:
    """Empty when the history is linearizable; else where the search could not go on."""
    acts = sorted(history, key=lambda act: act.begun)
    everything = (1 << len(acts)) - 1
    must = sum(1 << place for place, act in enumerate(acts) if act.answer is not None)
    seen: set[tuple[int, int, int]] = set()
    stack = [(everything, 0, 0)]
    furthest = everything
    while stack:
        left, issued, called = stack.pop()
        if not left & must:
            return ""
        if (left, issued, called) in seen:
            continue
        seen.add((left, issued, called))
        if (left & must).bit_count() < (furthest & must).bit_count():
            furthest = left
        for place, after in _next(acts, left, issued, called):
            stack.append((left & ~(1 << place), *after))
    stuck = [acts[place] for place in range(len(acts)) if furthest >> place & 1]
    return f"no order explains {stuck[:4]} after {len(acts) - len(stuck)} acts"


def _next(acts: Sequence[Act], left: int, issued: int, called: int) -> list[tuple[int, tuple[int, int]]]:
    """The acts that may come first among those that are left, and the state after each."""
    horizon = math.inf
    found: list[tuple[int, tuple[int, int]]] = []
    rest = left
    while rest:
        place = (rest & -rest).bit_length() - 1
        rest &= rest - 1
        act = acts[place]
        if act.begun > horizon:
            break
        horizon = min(horizon, act.ended)
        after = _after(act, issued, called)
        if after is not None:
            found.append((place, after))
    return [(place, after) for place, after in found if acts[place].begun <= horizon]


def _after(act: Act, issued: int, called: int) -> tuple[int, int] | None:
    """The model's state after the act; None when it would answer otherwise."""
    if act.what == "issue":
        return (issued + 1, called) if act.answer in (None, issued + 1) else None
    if called == issued:
        return (issued, called) if act.answer in (None, NOTHING) else None
    return (issued, called + 1) if act.answer in (None, called + 1) else None
