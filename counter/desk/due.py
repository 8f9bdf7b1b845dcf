"""What a moment brings: numbers whose time on hold is over, and a break that should have ended."""

from collections.abc import Iterator

from shared.domain.patience import hold_is_over
from shared.domain.words import CounterStatus, Instant
from shared.store.questions.counter import CounterView


def due_holds(view: CounterView | None, now: Instant) -> tuple[str, ...]:
    """The numbers that may be called again; each is called by "next" at its old place."""
    return tuple(row.label for row in view.held if hold_is_over(row.until, now)) if view is not None else ()


def break_is_over(view: CounterView | None, now: Instant) -> bool:
    """Whether the counter should serve again by now."""
    return view is not None and view.status is CounterStatus.BREAK and view.back_at is not None and now >= view.back_at


class DueWatch:
    """Tells each thing once when it comes due."""

    def __init__(self) -> None:
        self._holds: frozenset[str] = frozenset()
        self._break = False

    def look(self, view: CounterView | None, now: Instant) -> Iterator[str | None]:
        """Each number whose hold ended since the last look; None for the break."""
        holds, over = frozenset(due_holds(view, now)), break_is_over(view, now)
        yield from sorted(holds - self._holds)
        if over and not self._break:
            yield None
        self._holds, self._break = holds, over
