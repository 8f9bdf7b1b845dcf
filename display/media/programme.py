"""Which posters and videos a display shows now, in which order and for how long: pure, from hall data and the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall, Medium
from shared.domain.words import Instant
from shared.video_file import is_video

ORDINARY = Medium()
"""What holds for a file of which the hall file says nothing."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One poster or video. ``seconds`` holds for a picture: a video is shown to its end."""

    path: Path
    video: bool
    seconds: int
    volume: int


def programme(hall: Hall, device: str, files: Iterable[Path], now: Instant) -> tuple[Showing, ...]:
    """What this display shows now, in the order of the files' names."""
    return tuple(
        Showing(path, is_video(path), medium.seconds, medium.volume)
        for path in sorted(files, key=lambda path: path.name)
        if is_on(hall, device, medium := hall.media.get(path.name, ORDINARY), now)
    )


def is_on(hall: Hall, device: str, medium: Medium, now: Instant) -> bool:
    """Whether this is its display, its day and its hour."""
    day = calendar.business_day(hall, now)
    if medium.displays and device not in medium.displays:
        return False
    if (medium.first is not None and day < medium.first) or (medium.last is not None and day > medium.last):
        return False
    if medium.days and calendar.weekday(day) not in medium.days:
        return False
    time = calendar.time_on(hall, day, now)
    return not medium.hours or any(span.start <= time < span.end for span in medium.hours)
