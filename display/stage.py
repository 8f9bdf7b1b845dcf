"""One event drives picture and voice: the feed comes in here, and nothing else decides what is shown or said.

Catching up: a display that was off, or lost the share, puts the calls it missed into the list, each for its whole
minimum, and says only those that are still fresh. An event is taken once, by its sequence, in order.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from display.board.call_list import CallList
from display.board.calls import STANDS, UNDONE_TO, Call, Stand
from display.board.panel import Panel
from display.voice.announcer import Announcer, Fate, Hearing, Utterance
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.record.events import Event, What

SETTLED_SECONDS = 3.0
"""After so long a call is in the report of the display that says it, unless it is settled."""
_KEPT = 300  # calls that may still be said
CALLS = frozenset({What.CALLED, What.RECALLED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A call that already stood when this program began."""

    call: Call
    stand: Stand


class Stage:
    """What one display shows and says of its zones' calls.

    Attributes:
        cursor: sequence of the last event taken in.
        panel, lines: the picture.
        announcer: what is to be said.
        voice: whether calls are to be said here, or may have to be if another display falls silent.
        speaks: the zones for which this display says them now.
        voiced: whether any display says them.
    """

    def __init__(
        self,
        hall: Hall,
        zones: Iterable[str],
        on_fate: Callable[[Hearing, Fate], None],
        say_agency: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.cursor = 0
        self.hall = hall
        self.zones = frozenset(zones)
        self.panel = Panel(hall.board)
        self.lines = CallList(hall.board)
        self.announcer = Announcer(hall.voice, hall.hall.languages, on_fate)
        self.voice = True
        self.speaks: frozenset[str] = frozenset(hall.zone)
        self.voiced = True
        self._calls: dict[int, Call] = {}  # those that may be said, by their number
        self._say_agency = say_agency
        self._overlap = 0  # events up to here were part of the picture at start-up

    def use(self, hall: Hall, zones: Iterable[str]) -> None:
        """The hall's data changed while running."""
        self.hall, self.zones = hall, frozenset(zones)
        self.panel.rules = self.lines.rules = hall.board
        self.announcer.rules, self.announcer.languages = hall.voice, hall.hall.languages

    def begin(self, standing: Iterable[Standing], cursor: int, now: float) -> None:
        """Start-up: what stood before this program ran, shown calmly and not said."""
        self.cursor = self._overlap = cursor
        ordered = sorted((s for s in standing if self._here(s.call)), key=lambda s: s.call.sequence)
        for one in ordered:
            self.lines.call(one.call, fresh=False)
            self.lines.stand(one.call.step, one.stand)
        last = [one for one in ordered if one.stand in (Stand.CALLED, Stand.SERVING)][-1:]
        for one in last:
            self.panel.show_last(one.call, now)
            self.panel.stand(one.call.step, one.stand, now)
        self.refresh(now)

    def missed(self, events: Iterable[Event], at: Instant, now: float) -> None:
        """What happened today while this display did not look: shown, and said only while it is fresh.

        Args:
            events: what came after the cursor of before, in order; may overlap with :meth:`begin`.
            at: the instant of this look, by the hall's clock.
            now: the same moment in the seconds that the picture runs by.
        """
        horizon = at - self.hall.board.missed_minutes * 60_000
        today = business_day(self.hall, at).isoformat()
        for event in events:
            self._take(event, now, age=max(at - event.at, 0) / 1000, show=event.at >= horizon and event.day >= today)
        self.refresh(now)

    def caught_up(self, sequence: int) -> None:
        """Everything up to here is in the picture."""
        self.cursor = self._overlap = max(self.cursor, sequence)

    def news(self, events: Iterable[Event], now: float) -> None:
        """What happens now. Its age counts from here: PCs' clocks may differ by minutes."""
        for event in events:
            if event.what is What.RESTORED:  # an earlier state of the file: its sequence begins again further back
                self._overlap = 0
            if event.sequence > self._overlap:
                self._take(event, now, age=0.0, show=True)
        self.refresh(now)

    def next_sentence(self, now: float) -> Utterance | None:
        """What to say now that the loudspeaker is free, which is large from here on; None when there is nothing."""
        utterance = self.announcer.next(now, self.speaks) if self.speaks else None
        self.panel.speak(self._calls.get(utterance.call or 0) if utterance else None, now)
        return utterance

    def follow(self, call: int | None, now: float) -> None:
        """Another display of these zones says this call now, or nothing any more: what is large here goes with it."""
        spoken = self._calls.get(call or 0)
        if spoken is not None:
            self.announcer.leave(spoken.step)
        self.panel.speak(spoken, now)

    def settle(self, pending: Collection[int], zones: Collection[str], at: float) -> None:
        """At that moment the display that speaks for these zones had these still to say: older others are settled."""
        for hearing in self.announcer.waiting:
            old = at - hearing.since > SETTLED_SECONDS
            if old and hearing.zone in zones and hearing.call not in pending:
                self.announcer.leave(hearing.step)

    @property
    def unsaid(self) -> tuple[int, ...]:
        """The events of the calls that are still to be said, or are being said."""
        spoken = () if self.panel.spoken is None else (self.panel.spoken.sequence,)
        return (*spoken, *(call.sequence for call in self.announcer.waiting))

    def clear(self) -> None:
        """A new day: yesterday's numbers call nobody."""
        self.panel.clear()
        self.lines.clear()
        self._calls.clear()

    def refresh(self, now: float) -> None:
        """Let go what has had its time."""
        self.announcer.refresh(now)
        self.panel.awaited = {call.step for call in self.announcer.waiting} if self.voiced else ()
        self.panel.refresh(now)
        self.lines.refresh(now)

    def next_change(self, now: float) -> float | None:
        """When :meth:`refresh` is due again."""
        due = [moment for moment in (self.panel.next_change(now), self.lines.next_change(now)) if moment is not None]
        return min(due, default=None)

    def _take(self, event: Event, now: float, *, age: float, show: bool) -> None:
        self.cursor = event.sequence
        if event.what in CALLS:
            call = Call.from_event(event)
            if show and self._here(call):
                self._call(call, now, age)
        elif event.what in STANDS and event.step is not None:
            self._stand(event.step, STANDS[event.what], now)
        elif event.what is What.UNDONE and event.step is not None:
            self._stand(event.step, UNDONE_TO.get(event.data["to"], Stand.GONE), now)
        elif event.what is What.COUNTER_CLOSED and event.counter is not None:
            self.lines.counter_closed(event.counter)
        elif event.what is What.DAY_CLOSED:
            if age <= self.hall.voice.stale_seconds:
                self.announcer.close(now)
        elif event.what is What.DAY_OPENED:
            self.clear()

    def _call(self, call: Call, now: float, age: float) -> None:
        self.lines.call(call)
        if call.quiet:
            return
        if age <= self.hall.voice.stale_seconds:  # an older one is in the list, for those who missed it
            self.panel.call(call, now)
        self._calls[call.call] = call
        if len(self._calls) > _KEPT:
            del self._calls[next(iter(self._calls))]
        if not self.voice:
            return
        agency = self.hall.agency.get(call.agency)
        spoken = call.spoken(agency is not None and not agency.private and self._say_agency(call.agency))
        hearing = Hearing(call.sequence, call.call, call.step, spoken, now - age, call.lang, call.visual, call.zone)
        self.announcer.hear(hearing, now)

    def _stand(self, step: int, stand: Stand, now: float) -> None:
        self.panel.stand(step, stand, now)
        self.lines.stand(step, stand)
        self.announcer.withdraw(step)

    def shows(self, event: Event) -> bool:
        """Whether a call's event is of these zones."""
        return not self.zones or event.data.get("zone") in self.zones

    def _here(self, call: Call) -> bool:
        return not self.zones or call.zone in self.zones
