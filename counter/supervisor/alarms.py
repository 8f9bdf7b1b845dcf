"""What is wrong in the hall and nobody has seen to yet: shown above everything, heard until somebody says their name.

An alarm that went away and comes back is a new one, whoever saw to it before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counter.localise import Localiser
from counter.supervisor import health_words
from counter.supervisor.health_rows import HealthRow
from shared.domain.words import Instant
from shared.store.record.events import Event, What

LASTING_MS = 20_000
"""What is over sooner, such as a program that is started again, is no alarm."""


@dataclass(frozen=True, slots=True)
class SeenTo:
    """Who sees to an alarm, and since when by the order of events."""

    officer: str
    sequence: int
    at: Instant


class Alarms:
    """The alarms of the hall as this window has watched them.

    Attributes:
        open: what nobody sees to now.
        earlier: who saw to the same before it went away and came back.
    """

    def __init__(self) -> None:
        self.open: tuple[HealthRow, ...] = ()
        self.earlier: Mapping[str, SeenTo] = {}
        self._since: dict[str, Instant] = {}
        self._ended: dict[str, int] = {}

    def look(
        self, rows: Sequence[HealthRow], events: Iterable[Event], newest: int, now: Instant, *, open_now: bool
    ) -> None:
        """The rows as they are now. ``newest`` is the last event; before and after hours nothing is an alarm."""
        wrong = {row.key: self._since.get(row.key, now) for row in rows if row.remedy}
        for key in self._since.keys() - wrong.keys():
            self._ended[key] = newest
        self._since = wrong
        events = tuple(events)
        seen, ever = self.seen_to(events), _newest(events)
        self.earlier = {key: one for key, one in ever.items() if key not in seen}
        lasting = (row for row in rows if row.remedy and now - wrong[row.key] >= LASTING_MS)
        self.open = tuple(row for row in lasting if row.key not in seen) if open_now else ()

    def seen_to(self, events: Iterable[Event]) -> Mapping[str, SeenTo]:
        """Who sees to what, by what it is about."""
        return {key: one for key, one in _newest(events).items() if one.sequence > self._ended.get(key, 0)}


def _newest(events: Iterable[Event]) -> dict[str, SeenTo]:
    """Who said last that they see to it, by what it is about."""
    found: dict[str, SeenTo] = {}
    for event in events:
        alarm = str(event.data.get("alarm", ""))
        if event.what is What.ALARM_ACKNOWLEDGED and (alarm not in found or found[alarm].sequence < event.sequence):
            found[alarm] = SeenTo(event.officer or "", event.sequence, event.at)
    return found


def with_names(rows: Iterable[HealthRow], seen: Mapping[str, SeenTo], localiser: Localiser) -> list[HealthRow]:
    """The rows with whoever sees to what is wrong; those that nobody sees to first."""
    named = [replace(row, seen_by=_name(row, seen, localiser)) for row in rows]
    return sorted(named, key=lambda row: (not row.remedy, bool(row.seen_by)))


def _name(row: HealthRow, seen: Mapping[str, SeenTo], localiser: Localiser) -> str:
    one = seen.get(row.key)
    if one is None or not row.remedy:
        return ""
    return localiser.translate(health_words.SEEN_TO, officer=one.officer, time=localiser.time(one.at))


def alarm_words(row: HealthRow, localiser: Localiser, earlier: SeenTo | None = None) -> str:
    """One alarm as a sentence, and who saw to it ``earlier`` when it has come back."""
    words = localiser.translate(health_words.ALARM, part=row.part, how=row.how, remedy=row.remedy)
    if earlier is None:
        return words
    again = localiser.translate(health_words.CAME_BACK, officer=earlier.officer, time=localiser.time(earlier.at))
    return f"{words} {again}"
