"""What depends on the hall's data alone is calculated once for each hall."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from shared.domain.hall_data.hall import Hall

P = ParamSpec("P")
R = TypeVar("R")

_HALLS = 4  # that are remembered at once; a program has one, and another after each `apply`
_ANSWERS = 10_000  # kept for one hall, then all are dropped: nobody asks about so many days and agencies
_known: dict[int, tuple[Hall, dict[tuple[Any, ...], Any]]] = {}
"""What was calculated, by the identity of the hall, which never changes and has no hash. The hall is kept with it, so
that nothing else can get that identity meanwhile."""


def _new(hall: Hall) -> dict[tuple[Any, ...], Any]:
    """The store of one hall's results, by function and arguments."""
    while len(_known) >= _HALLS:
        _known.pop(next(iter(list(_known))), None)  # the oldest; another thread may be as far
    return _known.setdefault(id(hall), (hall, {}))[1]


def remembered(function: Callable[Concatenate[Hall, P], R]) -> Callable[Concatenate[Hall, P], R]:
    """Let a pure function of the hall and of positional, hashable values remember its answers."""

    @functools.wraps(function)
    def ask(hall: Hall, *rest: Any) -> R:
        known = _known.get(id(hall))
        answers = _new(hall) if known is None else known[1]
        key = (function, rest)
        try:
            return cast("R", answers[key])
        except KeyError:
            if len(answers) >= _ANSWERS:
                answers.clear()
        found = answers[key] = function(hall, *rest)  # pyright: ignore[reportCallIssue]
        return found

    return cast("Callable[Concatenate[Hall, P], R]", ask)
