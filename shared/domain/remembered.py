"""What follows from the hall's data alone is reckoned once for each hall."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from shared.domain.hall import Hall

P = ParamSpec("P")
R = TypeVar("R")

_HALLS = 4  # that are remembered at once; a program has one, and another after each `apply`
_ANSWERS = 10_000  # kept for one hall, then it begins anew: so many days and agencies nobody asks about


class ById:
    """A hall as a key: a tree of tables, which never changes and has no hash of its own."""

    __slots__ = ("hall",)

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    def __hash__(self) -> int:
        return id(self.hall)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ById) and other.hall is self.hall


@functools.lru_cache(maxsize=_HALLS)
def _answers(_hall: ById) -> dict[tuple[Any, ...], Any]:
    """What was reckoned for a hall, by function and arguments."""
    return {}


def remembered(function: Callable[Concatenate[Hall, P], R]) -> Callable[Concatenate[Hall, P], R]:
    """Let a pure function of the hall and of positional, hashable values remember its answers."""

    @functools.wraps(function)
    def ask(hall: Hall, *rest: Any) -> R:
        answers = _answers(ById(hall))
        key = (function, rest)
        if key in answers:
            return cast("R", answers[key])
        if len(answers) >= _ANSWERS:
            answers.clear()
        found = answers[key] = function(hall, *rest)  # pyright: ignore[reportCallIssue]
        return found

    return cast("Callable[Concatenate[Hall, P], R]", ask)
