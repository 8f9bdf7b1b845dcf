"""What a display asks the file: who stands called, how many wait, what is paused, closed, disturbed or on a break."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from display.stage import Standing
from shared.domain.words import Instant, Text


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that does not work for now: why, and until when if that is known."""

    reason: Text
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the hall, as of event ``sequence``."""

    sequence: int = 0
    standing: tuple[Standing, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict[str, int])  # by service
    breaks: Mapping[str, Instant | None] = field(default_factory=dict[str, "Instant | None"])  # by counter: back at
    disturbed: Mapping[str, Stop] = field(default_factory=dict[str, Stop])  # by service
    paused: Stop | None = None
    day_closed: bool = False
