"""The list of calls: one line per counter, and no call leaves before its minimum time.

Normally the newest lines are large enough for the last row of seats. When more calls than that are within
their minimum, the list grows denser (more, smaller lines) until all of them fit, and large again later.
"""

from dataclasses import dataclass, replace

from display.board.calls import Call, Stand
from shared.domain.hall_data.hall import Board


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A call in the list. ``until``: end of its minimum time; None while it has not been visible."""

    call: Call
    until: float | None = None
    stand: Stand = Stand.CALLED


def is_wordy(code: str) -> bool:
    """Whether a counter's code is written as words, in several lines if need be, beside the numbers."""
    return len(code) > 4


class CallList:
    """Which calls are in the list now, and how densely.

    Attributes:
        capacities: how many lines fit, by density: ordinary first, then denser.
    """

    def __init__(self, rules: Board, capacities: tuple[int, ...]) -> None:
        self.rules = rules
        self.capacities = capacities
        self._lines: list[CounterLine] = []  # oldest call first
        self._visible: tuple[CounterLine, ...] = ()
        self._density = 0

    @property
    def visible(self) -> tuple[CounterLine, ...]:
        """The lines shown, newest call first."""
        return self._visible

    @property
    def density(self) -> int:
        """Which of the capacities is in use."""
        return self._density

    def call(self, call: Call, *, fresh: bool = True) -> None:
        """A number is called: a new line, in place of the same visitor's older one.

        Not ``fresh``: it was shown before this program began and has had its minimum.
        """
        self._lines = [line for line in self._lines if line.call.ticket != call.ticket]
        self._lines.append(CounterLine(call, None if fresh else float("-inf")))
        self._lines.sort(key=lambda line: line.call.sequence)

    def stand(self, step: int, stand: Stand) -> None:
        """The step goes on."""
        self._lines = [replace(line, stand=stand) if line.call.step == step else line for line in self._lines]

    def counter_closed(self, counter: str, now: float) -> None:
        """Nobody is to go there any more: its line goes when it has had its minimum."""
        self._lines = [
            line if line.call.counter != counter or self._protected(line, now) else replace(line, stand=Stand.GONE)
            for line in self._lines
        ]

    def clear(self) -> None:
        """A new day."""
        self._lines = []

    def refresh(self, now: float) -> None:
        """Settle what is visible: first those within their minimum, then the newest line of each counter."""
        due = [line for line in self._lines if self._protected(line, now)]
        most = self.capacities[-1]
        due = sorted(due, key=lambda line: (line.until is None, line.call.sequence))[:most]
        newest = {line.call.counter: line.call.sequence for line in self._lines}
        rest = [
            line
            for line in reversed(self._lines)
            if not self._protected(line, now)
            and line.stand is not Stand.GONE
            and newest[line.call.counter] == line.call.sequence
        ]
        self._density = next(i for i, room in enumerate(self.capacities) if room >= len(due))
        chosen = {line.call.sequence for line in (*due, *rest[: self.capacities[self._density] - len(due)])}
        kept = {line.call.sequence for line in rest}
        self._lines = [
            replace(line, until=now + self.rules.line_seconds)
            if line.until is None and line.call.sequence in chosen
            else line
            for line in self._lines
            if self._protected(line, now) or line.call.sequence in kept
        ]
        self._visible = tuple(line for line in reversed(self._lines) if line.call.sequence in chosen)

    def next_change(self, now: float) -> float | None:
        """When :meth:`refresh` is due again."""
        ends = [line.until for line in self._lines if line.until is not None and line.until > now]
        return min(ends, default=None)

    def _protected(self, line: CounterLine, now: float) -> bool:
        return line.until is None or line.until > now
