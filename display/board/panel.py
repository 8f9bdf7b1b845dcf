"""The large cards: each call gets its minimum time there, however many come at once.

Up to four cards share the panel while their minimum runs; further calls wait their turn, in order, and stand in
the list meanwhile. When all minima are over the newest stays, alone. Time is passed in, in seconds.
"""

from dataclasses import dataclass, replace

from display.board.calls import Call, Stand
from shared.domain.hall_data.hall import Board

MOST = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A call on the panel. ``turn`` grows each time it is called again, so that the picture flashes again."""

    call: Call
    until: float
    turn: int = 1
    stand: Stand = Stand.CALLED


class Panel:
    """Which calls are large now.

    Attributes:
        turns: how many calls came in so far.
    """

    def __init__(self, rules: Board) -> None:
        self.rules = rules
        self._shown: list[Card] = []
        self._waiting: list[Call] = []
        self.turns = 0

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown large, oldest first."""
        return tuple(self._shown)

    @property
    def waiting(self) -> tuple[Call, ...]:
        """Calls that have not stood large yet."""
        return tuple(self._waiting)

    def call(self, call: Call, now: float) -> None:
        """A number is called: it is shown large at once, or as soon as a card's minimum is over."""
        self.turns += 1
        for card in self._shown:
            if card.call.step == call.step:
                self._shown.remove(card)
                self._shown.append(Card(call, self._end(call, now), card.turn + 1))
                return
        self._shown = [card for card in self._shown if card.call.ticket != call.ticket]
        self._waiting = [other for other in self._waiting if other.ticket != call.ticket]
        self._waiting.append(call)
        self.refresh(now)

    def stand(self, step: int, stand: Stand, now: float) -> None:
        """The step goes on: what was taken back leaves at once, the others have their minimum."""
        if stand is Stand.GONE:
            self._waiting = [call for call in self._waiting if call.step != step]
            self._shown = [card for card in self._shown if card.call.step != step]
        else:
            self._shown = [replace(card, stand=stand) if card.call.step == step else card for card in self._shown]
        self.refresh(now)

    def show_last(self, call: Call, now: float) -> None:
        """At start-up: the newest call of before, its minimum already over."""
        self._shown = [Card(call, now)]

    def clear(self) -> None:
        """A new day."""
        self._shown, self._waiting = [], []

    def refresh(self, now: float) -> None:
        """Let go what has had its minimum, take in what waits."""
        running = [card for card in self._shown if card.until > now]
        room = MOST - len(running)
        fresh = [Card(call, self._end(call, now)) for call in self._waiting[:room]]
        self._waiting = self._waiting[room:]
        self._shown = running + fresh or self._shown[-1:]

    def next_change(self, now: float) -> float | None:
        """When :meth:`refresh` is due again."""
        ends = [card.until for card in self._shown if card.until > now]
        return min(ends) if ends and (len(self._shown) > 1 or self._waiting) else None

    def _end(self, call: Call, now: float) -> float:
        return now + (self.rules.visual_seconds if call.visual else self.rules.large_seconds)
