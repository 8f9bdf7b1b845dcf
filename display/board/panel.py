"""The large cards: what is spoken is large, every call is large in turn, and the newest never waits long.

Up to four cards share the panel. A card stands for its full time while nobody waits for its place, and for its
shortest time when others do. The first free place goes to the newest call, which then stays until a newer one has come;
the others go to those that have waited longest. When all have had their time the newest is alone. Time is passed in, in
seconds.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from display.board.calls import Call, Stand
from shared.domain.hall_data.hall import Board

MOST = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A call on the panel since a moment. ``turn`` grows each time it is called again, so that the picture flashes."""

    call: Call
    since: float
    turn: int = 1
    stand: Stand = Stand.CALLED


class Panel:
    """Which calls are large now.

    Attributes:
        turns: how many calls came in so far.
        spoken: the call that is being spoken; it is large until that is over.
        awaited: the steps whose calls will be spoken soon: their cards stand until then, while there is room.
    """

    def __init__(self, rules: Board) -> None:
        self.rules = rules
        self._shown: list[Card] = []
        self._waiting: list[Call] = []
        self._again: dict[
            int, tuple[Call, int, float]
        ] = {}  # by step: a visible call, how often it was shown, next when
        self.spoken: Call | None = None
        self.awaited: Collection[int] = ()
        self.turns = 0

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown large, newest first, as in the list."""
        return tuple(sorted(self._shown, key=lambda card: -card.call.sequence))

    @property
    def waiting(self) -> tuple[Call, ...]:
        """Calls that have not stood large yet."""
        return tuple(self._waiting)

    def call(self, call: Call, now: float) -> None:
        """A number is called: it is shown large at once, or as soon as there is a place."""
        self._again.pop(call.step, None)
        self._again = {step: kept for step, kept in self._again.items() if kept[0].ticket != call.ticket}
        if call.visual and self.rules.visual_times > 1:
            self._again[call.step] = (call, 1, now + self._period())
        self._take(call, now)

    def _take(self, call: Call, now: float) -> None:
        self.turns += 1
        for card in self._shown:
            if card.call.step == call.step:
                self._shown.remove(card)
                self._shown.append(Card(call, now, card.turn + 1))
                return
        self._shown = [card for card in self._shown if card.call.ticket != call.ticket or self._is_spoken(card)]
        self._waiting = [other for other in self._waiting if other.ticket != call.ticket]
        self._waiting.append(call)
        self._settle(now)

    def speak(self, call: Call | None, now: float) -> None:
        """A sentence begins, or the last one is over (None): the call that is spoken is large, whatever else is."""
        self.spoken = call
        self._shown = [card for card in self._shown if card.stand is not Stand.GONE or self._is_spoken(card)]
        if call is not None and not any(self._is_spoken(card) for card in self._shown):
            self._waiting = [other for other in self._waiting if other.step != call.step]
            self._make_room(now)
            self._shown.append(Card(call, now))
        self.refresh(now)

    def stand(self, step: int, stand: Stand, now: float) -> None:
        """The step goes on: what was taken back leaves at once (or when it has been spoken), the others in their time.

        A visitor who is there already need not be shown large any more while others wait for the place.
        """
        if stand is not Stand.CALLED:
            self._again.pop(step, None)
        self._waiting = [call for call in self._waiting if call.step != step]
        self._shown = [replace(card, stand=stand) if card.call.step == step else card for card in self._shown]
        self._shown = [card for card in self._shown if card.stand is not Stand.GONE or self._is_spoken(card)]
        self.refresh(now)

    def show_last(self, call: Call, now: float) -> None:
        """At start-up: the newest call of before, its time already over."""
        self._shown = [Card(call, now - max(self.rules.large_seconds, self.rules.visual_seconds))]

    def clear(self) -> None:
        """A new day."""
        self._shown, self._waiting, self.spoken = [], [], None
        self._again = {}

    def refresh(self, now: float) -> None:
        """Let go what has had its time, take in what waits, and what is to be seen once more."""
        for step, (call, times, due) in list(self._again.items()):
            if due <= now:
                self._again[step] = (call, times + 1, now + self._period())
                if times + 1 >= self.rules.visual_times:
                    del self._again[step]
                self._take(call, now)
        self._settle(now)

    def _settle(self, now: float) -> None:
        stay = [card for card in self._shown if self._stays(card, now)]
        while self._waiting and (len(stay) < MOST or self._gave_way(stay, now)):
            newest = max(self._waiting, key=lambda call: call.sequence)
            first = newest if all(card.call.sequence < newest.sequence for card in stay) else self._waiting[0]
            self._waiting.remove(first)
            stay.append(Card(first, now))
        self._shown = stay

    def next_change(self, now: float) -> float | None:
        """When :meth:`refresh` is due again."""
        ends = [self._end(card, busy=bool(self._waiting)) for card in self._shown if not self._is_fixed(card)]
        ends += [due for _, _, due in self._again.values()]
        return min((end for end in ends if end > now), default=None)

    def _period(self) -> float:
        """From one time that a visible call is shown to the next."""
        return self.rules.visual_seconds + self.rules.visual_every_seconds

    def _stays(self, card: Card, now: float) -> bool:
        awaited = not self._waiting and card.call.step in self.awaited
        return self._is_fixed(card) or awaited or self._end(card, busy=False) > now

    def _gave_way(self, stay: list[Card], now: float) -> bool:
        """Whether one of the cards, the one that has stood longest, had its shortest time and made room."""
        over = [card for card in stay if not self._is_fixed(card) and self._end(card, busy=True) <= now]
        if over:
            stay.remove(min(over, key=lambda card: card.since))
        return bool(over)

    def _end(self, card: Card, *, busy: bool) -> float:
        """When its time is over: the shortest one while others wait for the place, none once the visitor is there."""
        full = self.rules.visual_seconds if card.call.visual else self.rules.large_seconds
        if not busy:
            return card.since + full
        if card.stand is not Stand.CALLED:
            return card.since
        return card.since + min(self.rules.busy_seconds * (2 if card.call.visual else 1), full)

    def _is_fixed(self, card: Card) -> bool:
        """What is spoken stays, and the newest of all, unless its visitor is there while others wait."""
        newest = max(call.sequence for call in (*self._waiting, *(shown.call for shown in self._shown)))
        newest_stays = card.call.sequence == newest and (card.stand is Stand.CALLED or not self._waiting)
        return newest_stays or self._is_spoken(card)

    def _make_room(self, now: float) -> None:
        """One place for what is spoken: the card that has stood longest goes, to come back if that was too short."""
        if len(self._shown) < MOST:
            return
        oldest = min((card for card in self._shown if not self._is_fixed(card)), key=lambda card: card.since)
        self._shown.remove(oldest)
        if self._end(oldest, busy=True) > now:
            self._waiting.insert(0, oldest.call)

    def _is_spoken(self, card: Card) -> bool:
        return self.spoken is not None and card.call.step == self.spoken.step
