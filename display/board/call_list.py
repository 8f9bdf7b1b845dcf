"""The list of calls: every call stands there at once, newest first; what has no room takes turns.

All lines have one size, so there is room for so many. While more calls than that are to be shown, the newest stand in
the upper half and the others flow through the lower half, a page at a time, those first that were seen least; visitors
who are at their counter leave. Otherwise a call stands for its whole time, and then as long as its counter calls nobody
else. Time is passed in, in seconds.
"""

from dataclasses import dataclass, replace

from display.board.calls import Call, Stand
from shared.domain.hall_data.hall import Board

ROOM = 6
PAGE_SECONDS = 4.0
"""How long a page of lines stands: time enough to find one's number among a handful."""


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A call in the list. ``seen``: for how many seconds it has stood there."""

    call: Call
    seen: float = 0.0
    stand: Stand = Stand.CALLED


def is_wordy(code: str) -> bool:
    """Whether a counter's code is written as words, in several lines if need be, beside the numbers."""
    return len(code) > 4


class CallList:
    """Which calls are in the list now.

    Attributes:
        room: how many lines fit.
    """

    def __init__(self, rules: Board, room: int = ROOM) -> None:
        self.rules = rules
        self.room = room
        self._lines: list[CounterLine] = []  # oldest call first
        self._visible: tuple[CounterLine, ...] = ()
        self._at: float | None = None  # when it was last refreshed
        self._page: frozenset[int] = frozenset()  # the sequences of those in the lower half
        self._turned = float("-inf")

    @property
    def visible(self) -> tuple[CounterLine, ...]:
        """The lines shown, newest call first."""
        return self._visible

    @property
    def all_calls(self) -> tuple[Call, ...]:
        """Every call that the list knows, oldest first."""
        return tuple(line.call for line in self._lines)

    def call(self, call: Call, *, fresh: bool = True) -> None:
        """A number is called: a new line, in place of the same visitor's older one.

        Not ``fresh``: it was shown before this program began and has had its time.
        """
        self._lines = [line for line in self._lines if line.call.ticket != call.ticket]
        self._lines.append(CounterLine(call, 0.0 if fresh else float("inf")))
        self._lines.sort(key=lambda line: line.call.sequence)

    def stand(self, step: int, stand: Stand) -> None:
        """The step goes on."""
        self._lines = [replace(line, stand=stand) if line.call.step == step else line for line in self._lines]

    def counter_closed(self, counter: str) -> None:
        """Nobody is to go there any more: its line goes when it has had its time."""
        self._lines = [
            line if line.call.counter != counter or self._is_young(line) else replace(line, stand=Stand.GONE)
            for line in self._lines
        ]

    def clear(self) -> None:
        """A new day."""
        self._lines = []

    def refresh(self, now: float) -> None:
        """Settle what is visible."""
        self._count(now)
        newest = {line.call.counter: line.call.sequence for line in self._lines}
        self._lines = [
            line
            for line in self._lines
            if self._is_young(line)
            or (line.stand is not Stand.GONE and newest[line.call.counter] == line.call.sequence)
        ]
        wanted = [line for line in self._lines if self._is_young(line) or line.stand is Stand.CALLED]
        if len(wanted) > self.room:
            wanted = [line for line in wanted if line.stand is Stand.CALLED or not line.seen]
            kept = {*newest.values(), *(line.call.sequence for line in wanted)}
            self._lines = [line for line in self._lines if line.call.sequence in kept]  # or a busy day would pile up
        shown = self._in_turns(wanted, now) if len(wanted) > self.room else self._with_others(wanted)
        self._visible = tuple(line for line in reversed(self._lines) if line.call.sequence in shown)

    def next_change(self, now: float) -> float | None:
        """When :meth:`refresh` is due again."""
        ends = [now + self.rules.line_seconds - line.seen for line in self._visible if self._is_young(line)]
        if self._page:
            ends.append(max(self._turned + PAGE_SECONDS, now))
        return min(ends, default=None)

    def _count(self, now: float) -> None:
        """Add the time since the last look to the lines that stood there."""
        passed = 0.0 if self._at is None else max(now - self._at, 0.0)
        self._at = now
        shown = {line.call.sequence for line in self._visible}
        self._lines = [
            replace(line, seen=line.seen + passed) if line.call.sequence in shown else line for line in self._lines
        ]

    def _is_young(self, line: CounterLine) -> bool:
        return line.seen < self.rules.line_seconds

    def _with_others(self, wanted: list[CounterLine]) -> set[int]:
        """All that is wanted, and with it the newest line of each counter while there is room."""
        self._page = frozenset()
        chosen = {line.call.sequence for line in wanted}
        others = [line.call.sequence for line in reversed(self._lines) if line.call.sequence not in chosen]
        return chosen | set(others[: self.room - len(chosen)])

    def _in_turns(self, wanted: list[CounterLine], now: float) -> set[int]:
        """The newest above, and below a page of the others: it stands for its time, but no call waits to be seen."""
        upper = -(-self.room // 2)
        head = {line.call.sequence for line in wanted[-upper:]}
        rest = [line for line in wanted if line.call.sequence not in head]
        lower = self.room - len(head)
        page = [line for line in rest if line.call.sequence in self._page]
        if now >= self._turned + PAGE_SECONDS or not self._page:
            self._turned, page = now, []
        free = sorted((line for line in rest if line not in page), key=lambda line: line.seen)
        unseen = [line for line in free if not line.seen][:lower]
        page = sorted(page, key=lambda line: line.seen)[: lower - len(unseen)]
        self._page = frozenset(line.call.sequence for line in (*page, *free[: lower - len(page)]))
        return head | self._page
