"""What a hall file says of its displays: what each shows, how far it is read from, and which media run when.

A capital letter is read from 200 times its height, so a screen's size and its viewing distance give the least size of
everything that a visitor needs: ``least_text``.
"""

# ruff: noqa: RUF009  # may() and many() are dataclasses.field() with a sentence

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.hall_data.fields import Span, Weekday, many, may

CAP_HEIGHT = 0.668
"""Of the font's size: the height of its capitals (Atkinson Hyperlegible Next; a test measures it)."""
READ_FROM = 200
"""Times its height is how far a capital can be read from."""
LARGEST_TEXT = 0.089
"""Of the picture's shorter side: no layout holds larger words than that everywhere (96 of 1,080)."""
_MM = 25.4


class Layout(StrEnum):
    """What a display shows in the opening hours."""

    BOARD = "board"
    MEDIA = "media"
    OVERVIEW = "overview"
    COUNTER = "counter"
    TICKETS = "tickets"


class BoardLines(StrEnum):
    """What the list of a board holds."""

    CALLS = "calls"
    COUNTERS = "counters"


class UpcomingBy(StrEnum):
    """Whose next tickets are asked to come closer."""

    SERVICE = "service"
    COUNTER = "counter"


class Outside(StrEnum):
    """What a display shows outside the opening hours."""

    BOARD = "board"
    PLEDGE = "pledge"
    HOURS = "hours"
    OFF = "off"


class Way(StrEnum):
    """Where a zone is, as seen by somebody who looks at the screen."""

    LEFT = "left"
    RIGHT = "right"
    AHEAD = "ahead"
    BEHIND = "behind"
    STAIRS = "stairs"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Display:
    """A screen with loudspeaker."""

    zones: tuple[str, ...] = may("the zones it shows and speaks for; all if empty", ())
    voice: bool = may("whether it speaks", True)
    layout: Layout = may(
        "board (calls and list), media (the same beside posters and video), overview (a field for each zone), "
        "counter (one counter's own screen) or tickets (the next few of each line: come closer)",
        Layout.BOARD,
    )
    counter: str | None = may("the counter whose own screen it is, with layout = counter", None)
    rating: bool = may(
        "with layout = counter: whether who was served may touch a face there for 20 s (or press 1 to 4)",
        False,
    )
    lines: BoardLines = may("calls (the latest) or counters (a line for each counter of the zones)", BoardLines.CALLS)
    upcoming: int = may("tickets of each line that are asked to come closer, with layout = tickets", 3)
    upcoming_by: UpcomingBy = may("... of each service, or of each counter that is open", UpcomingBy.SERVICE)
    outside: Outside = may(
        "outside opening hours: board (as always), pledge, hours (today's, or the next day's) or off (black)",
        Outside.BOARD,
    )
    inches: float = may("the screen's diagonal", 55.0)
    metres: float = may("from how far it is read: capitals are at least a 200th of that high", 5.0)
    way: Mapping[str, Way] = many(
        "where zones are as seen from this screen: left, right, ahead, behind, stairs or floor, by zone"
    )


@dataclass(frozen=True, slots=True)
class Medium:
    """When and where a poster or a video is shown. Its code is the file's name in ``posters/``."""

    displays: tuple[str, ...] = may("only these displays show it; all if empty", ())
    first: datetime.date | None = may("its first day", None)
    last: datetime.date | None = may("its last day", None)
    days: tuple[Weekday, ...] = may("weekdays on which it is shown; all if empty", ())
    hours: tuple[Span, ...] = may("hours in which it is shown, as 08.00-12.00; all day if empty", ())
    seconds: int = may("how long a picture stands", 12)
    volume: int = may("loudness of a video from 0 (silent) to 100; lowered while a number is called", 0)


def least_text(display: Display) -> float:
    """The least size of words that a visitor needs, as part of the shorter side of a screen of 16 by 9."""
    side = display.inches * _MM * 9 / (16**2 + 9**2) ** 0.5
    return display.metres * 1000 / READ_FROM / CAP_HEIGHT / side


def farthest(inches: float) -> float:
    """From how many metres a screen of this size can be read, with the largest words that its layouts hold."""
    return LARGEST_TEXT * inches * _MM * 9 / (16**2 + 9**2) ** 0.5 * CAP_HEIGHT * READ_FROM / 1000
