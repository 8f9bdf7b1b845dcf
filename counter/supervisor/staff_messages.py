"""What the hall has to tell its staff: a visitor who calls for help, an act without the share that was not taken."""

from collections.abc import Iterable

from counter import screen_text
from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor import health_words
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal, Text
from shared.faults import Kind
from shared.store.record.events import CLOCK_AHEAD, FOR_STAFF, HELP_WANTED, NOT_OPEN, Event, What
from shared.text.refusals import refuse

KEPT = 100
"""So many of the newest are kept."""
FRESH_MS = 10 * 60_000
"""A message is shown on top for this long after it was written."""


class Messages:
    """The day's messages, newest first; each comes once, from the first look or from the feed."""

    def __init__(self) -> None:
        self._known: dict[int, Event] = {}

    @property
    def newest_first(self) -> tuple[Event, ...]:
        """All that are kept."""
        return tuple(self._known[sequence] for sequence in sorted(self._known, reverse=True))

    def add(self, events: Iterable[Event]) -> None:
        """Take in those that are for the staff."""
        self._known |= {event.sequence: event for event in events if event.what in FOR_STAFF}
        for old in sorted(self._known)[:-KEPT]:
            del self._known[old]

    def of_day(self, day: str) -> tuple[Event, ...]:
        """Those of a day."""
        return tuple(event for event in self.newest_first if event.day == day)

    def help_wanted(self, day: str) -> tuple[Event, ...]:
        """The calls for help of a day that nobody accepted, the oldest first; one for each place."""
        found: dict[str, Event] = {}
        for event in reversed(self.of_day(day)):
            if event.what is What.HELP_REQUESTED:
                found.setdefault(place_of(event), event)
            elif event.what is What.HELP_ACCEPTED:
                found.pop(place_of(event), None)
        return tuple(found.values())


def is_fresh(event: Event, now: Instant) -> bool:
    """Whether it was written a moment ago."""
    return now - event.at <= FRESH_MS


def wants_help(event: Event) -> bool:
    """Whether a visitor calls for the staff."""
    return event.what is What.NOTE and (event.reason or "").startswith(HELP_WANTED)


def place_of(event: Event) -> str:
    """The kiosk or counter that called for help."""
    return str(event.data.get("place", event.device))


def told(event: Event, hall: Hall, localiser: Localiser) -> str:
    """A message in words."""
    if event.what is What.SETTLE_REFUSED:
        why = localiser.text(refuse(Refusal(event.reason or ""), hall, details={"label": event.label or ""}).sentence)
        return localiser.translate(screen_text.NOT_TAKEN, label=event.label or "", place=event.device, why=why)
    if event.what in (What.HELP_REQUESTED, What.HELP_ACCEPTED, What.ALARM_ACKNOWLEDGED):
        return _help(event, hall, localiser)
    if wants_help(event):
        word = screen_text.HELP_WAS_WANTED if event.data.get("offline") else screen_text.HELP_IS_WANTED
        return localiser.translate(word, kiosk=event.device)
    if isinstance(event.data.get(CLOCK_AHEAD), int):
        return localiser.translate(
            _clock_word(event), place=event.device, minutes=abs(event.data[CLOCK_AHEAD]) // 60_000
        )
    if NOT_OPEN in event.data:
        counter = localiser.counter(str(event.data[NOT_OPEN]), within=True)
        return localiser.translate(screen_text.WAITS_FOR_CLOSED, label=event.label or "", counter=counter)
    words: Text | None = event.data.get("sentence")  # a note that brings its words in several languages
    return localiser.text(words) if words else event.reason or ""


def _help(event: Event, hall: Hall, localiser: Localiser) -> str:
    """A call for help or an alarm, and that somebody sees to it."""
    if event.what is What.ALARM_ACKNOWLEDGED:
        what = event.reason or str(event.data.get("alarm", ""))
        return localiser.translate(health_words.SEES_TO, officer=event.officer or "?", words=what)
    place = place_of(event)
    if event.what is What.HELP_ACCEPTED:
        return localiser.translate(screen_text.HELP_ON_THE_WAY, place=place)
    word = screen_text.HELP_IS_WANTED_HERE if place in hall.counter else screen_text.HELP_IS_WANTED
    return localiser.translate(word, kiosk=place, counter=place)


def _clock_word(event: Event) -> Word:
    """What a PC found of its clock."""
    ahead: int = event.data[CLOCK_AHEAD]
    match event.data.get("clock"):
        case Kind.CLOCK:
            return screen_text.CLOCK_STOPS
        case Kind.SKEW if ahead:
            return screen_text.CLOCK_FAST if ahead > 0 else screen_text.CLOCK_SLOW
        case Kind.SKEW:
            return screen_text.CLOCK_SHARE
        case _:
            return screen_text.CLOCK_RIGHT
