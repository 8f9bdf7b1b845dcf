"""The list of calls: every call stands there at once, newest first; what has no room takes turns.

All lines have one size, so there is room for so many. While more calls than that are to be shown, the newest stand in
the upper half and the others flow through the lower half, a page at a time, those first that were seen least; visitors
who are at their counter leave. Otherwise a call stands for its whole time, and then as long as its counter calls nobody
else. A layout may have several places for calls, a zone's field or a counter's line: then each is such a list, and what
stands in a place that is not on the screen now waits to be seen. Time is passed in, in seconds.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum

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


class Sharing(Enum):
    """Which calls share a place."""

    LIST = "all"
    ZONE = "those of a zone"
    COUNTER = "those of a counter, which shows its present one"

    def of(self, call: Call) -> str:
        """Where this call stands."""
        return {Sharing.LIST: "", Sharing.ZONE: call.zone, Sharing.COUNTER: call.counter}[self]


def is_wordy(code: str) -> bool:
    """Whether a counter's code is written as words, in several lines if need be, beside the numbers."""
    return len(code) > 4


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands in the lower half of a place: the calls' sequences, and since when."""

    lines: frozenset[int] = frozenset()
    since: float = float("-inf")


class CallList:
    """Which calls are in the list now.

    Attributes:
        room: how many lines fit in a place.
        sharing: which calls share a place.
        hidden: the places that are not on the screen now.
    """

    def __init__(self, rules: Board, room: int = ROOM) -> None:
        self.rules = rules
        self.room = room
        self.sharing = Sharing.LIST
        self.hidden: Collection[str] = ()
        self._lines: list[CounterLine] = []  # oldest call first
        self._visible: tuple[CounterLine, ...] = ()
        self._at: float | None = None  # when it was last refreshed
        self._pages: dict[str, _Page] = {}  # by place

    @property
    def visible(self) -> tuple[CounterLine, ...]:
        """The lines shown, newest call first; also those of hidden places."""
        return self._visible

    @property
    def on_screen(self) -> tuple[CounterLine, ...]:
        """The lines that can be seen now."""
        return tuple(line for line in self._visible if self.sharing.of(line.call) not in self.hidden)

    @property
    def fresh(self) -> Mapping[str, float]:
        """The places where a call was not seen long enough yet, with the seconds that it was."""
        found: dict[str, float] = {}
        for line in self._lines:
            if line.stand is Stand.CALLED and line.seen < PAGE_SECONDS:
                place = self.sharing.of(line.call)
                found[place] = min(line.seen, found.get(place, line.seen))
        return found

    @property
    def all_calls(self) -> tuple[Call, ...]:
        """Every call that the list knows, oldest first."""
        return tuple(line.call for line in self._lines)

    def call(self, call: Call, *, fresh: bool = True) -> None:
        """A number is called: a new line, in place of the same visitor's older one.

        Not ``fresh``: it was shown before this program began and has had its time.
        """
        self._lines = [line for line in self._lines if not self._gives_way(line.call, call)]
        self._lines.append(CounterLine(call, 0.0 if fresh else float("inf")))
        self._lines.sort(key=lambda line: line.call.sequence)

    def _gives_way(self, old: Call, new: Call) -> bool:
        return old.ticket == new.ticket or (self.sharing is Sharing.COUNTER and old.counter == new.counter)

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
        shown, kept = set[int](), set(newest.values())
        for place, lines in self._by_place().items():
            wanted = [line for line in lines if self._is_young(line) or line.stand is Stand.CALLED]
            crowded = len(wanted) > self.room
            if crowded:
                wanted = [line for line in wanted if line.stand is Stand.CALLED or not line.seen]
            kept |= {line.call.sequence for line in (wanted if crowded else lines)}
            in_turns = len(wanted) > self.room
            shown |= self._in_turns(place, wanted, now) if in_turns else self._with_others(place, wanted, lines)
        self._lines = [line for line in self._lines if line.call.sequence in kept]  # or a busy day would pile up
        self._visible = tuple(line for line in reversed(self._lines) if line.call.sequence in shown)

    def _by_place(self) -> dict[str, list[CounterLine]]:
        found: dict[str, list[CounterLine]] = {}
        for line in self._lines:
            found.setdefault(self.sharing.of(line.call), []).append(line)
        return found

    def next_change(self, now: float) -> float | None:
        """When :meth:`refresh` is due again."""
        seen = self.on_screen
        ends = [now + self.rules.line_seconds - line.seen for line in seen if self._is_young(line)]
        ends += [now + PAGE_SECONDS - line.seen for line in seen if self.hidden and line.seen < PAGE_SECONDS]
        ends += [max(page.since + PAGE_SECONDS, now) for page in self._pages.values() if page.lines]
        return min(ends, default=None)

    def _count(self, now: float) -> None:
        """Add the time since the last look to the lines that stood there."""
        passed = 0.0 if self._at is None else max(now - self._at, 0.0)
        self._at = now
        shown = {line.call.sequence for line in self.on_screen}
        self._lines = [
            replace(line, seen=line.seen + passed) if line.call.sequence in shown else line for line in self._lines
        ]

    def _is_young(self, line: CounterLine) -> bool:
        return line.seen < self.rules.line_seconds

    def _with_others(self, place: str, wanted: list[CounterLine], lines: list[CounterLine]) -> set[int]:
        """All that is wanted, and with it the newest line of each counter while there is room."""
        self._pages.pop(place, None)
        chosen = {line.call.sequence for line in wanted}
        others = [line.call.sequence for line in reversed(lines) if line.call.sequence not in chosen]
        return chosen | set(others[: self.room - len(chosen)])

    def _in_turns(self, place: str, wanted: list[CounterLine], now: float) -> set[int]:
        """The newest above, and below a page of the others: it stands for its time, but no call waits to be seen."""
        upper = -(-self.room // 2) if self.room > 1 else 0
        head = {line.call.sequence for line in wanted[len(wanted) - upper :]}
        rest = [line for line in wanted if line.call.sequence not in head]
        lower = self.room - len(head)
        turn = self._pages.get(place, _Page())
        since, page = turn.since, [line for line in rest if line.call.sequence in turn.lines]
        if now >= since + PAGE_SECONDS or not turn.lines:
            since, page = now, []
        free = sorted(
            (line for line in rest if line not in page),
            key=lambda line: (line.seen, 0 if upper else -line.call.sequence),
        )
        unseen = [line for line in free if not line.seen][:lower]
        page = sorted(page, key=lambda line: line.seen)[: lower - len(unseen)]
        chosen = frozenset(line.call.sequence for line in (*page, *free[: lower - len(page)]))
        self._pages[place] = _Page(chosen, since)
        return head | chosen
