"""What is wrong with a hall's displays and media."""

import itertools
import math
from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.problem import Problem
from shared.domain.hall_data.screens import Display, Layout, Medium, Outside, farthest

_MOST_UPCOMING = 9
_LARGEST = 200  # inches


def screens(hall: Hall) -> Iterator[Problem]:
    """Everything of that kind."""
    for code, display in hall.display.items():
        yield from _display(hall, f"display.{code}", display)
    for name, medium in hall.media.items():
        if name in {"", ".", ".."} or "/" in name or "\\" in name:
            reason = "is no file's name: what is in folders of posters/ is not shown."
            yield Problem(f"media.{name}", reason, "Give the name of a file in posters/.")
        yield from _medium(hall, f"media.{name}", medium)


def _display(hall: Hall, key: str, display: Display) -> Iterator[Problem]:
    yield from _size(key, display)
    for zone in display.way:
        if zone not in hall.zone:
            yield Problem(f"{key}.way", f"there is no zone {zone!r}.", "Use a code of [zone].")
    if display.layout is Layout.COUNTER and display.counter is None:
        yield Problem(f"{key}.counter", "is missing: layout = counter shows one counter.", "Name the counter.")
    if display.rating and display.layout is not Layout.COUNTER:
        yield Problem(f"{key}.rating", "only one counter's own screen asks for a rating.", 'Set layout = "counter".')
    if display.counter is not None and display.counter not in hall.counter:
        yield Problem(f"{key}.counter", f"there is no counter {display.counter!r}.", "Use a code of [counter].")
    if not 1 <= display.upcoming <= _MOST_UPCOMING:
        yield Problem(f"{key}.upcoming", f"must be from 1 to {_MOST_UPCOMING}, not {display.upcoming}.", "3 is usual.")
    if display.outside is Outside.PLEDGE and hall.hall.pledge is None:
        yield Problem(f"{key}.outside", "shows the hall's pledge, which is missing.", "Give hall.pledge.")


def _size(key: str, display: Display) -> Iterator[Problem]:
    if not 5 <= display.inches <= _LARGEST:
        yield Problem(
            f"{key}.inches", f"a screen has 5 to 200 inches, not {display.inches:g}.", "Measure its diagonal."
        )
    elif not 0 < display.metres <= 100:
        yield Problem(
            f"{key}.metres", f"must be above 0, and 100 at most, not {display.metres:g}.", "Measure to the last seat."
        )
    elif display.metres > (most := farthest(display.inches)):
        near = math.floor(most * 10) / 10
        reason = (
            f"a screen of {display.inches:g} inches can be read from {near:.1f} metres at most, not {display.metres:g}."
        )
        inches = math.ceil(display.inches * display.metres / most)
        remedy = f"Hang one of {inches} inches, or one nearer to the seats."
        if inches > _LARGEST:
            remedy = "Hang it nearer to the seats."
        yield Problem(f"{key}.metres", reason, remedy)


def _medium(hall: Hall, key: str, medium: Medium) -> Iterator[Problem]:
    for display in medium.displays:
        if display not in hall.display:
            yield Problem(f"{key}.displays", f"there is no display {display!r}.", "Use a code of [display].")
    if medium.first is not None and medium.last is not None and medium.last < medium.first:
        yield Problem(f"{key}.last", "is before its first day.", "Put the later date here.")
    if medium.seconds < 1:
        yield Problem(f"{key}.seconds", f"must be 1 or more, not {medium.seconds}.", "12 is usual.")
    if not 0 <= medium.volume <= 100:
        yield Problem(f"{key}.volume", f"must be from 0 to 100, not {medium.volume}.", "0 is silent.")
    ordered = sorted(medium.hours, key=lambda span: span.start)
    if any(span.end <= span.start for span in ordered):
        yield Problem(f"{key}.hours", "a stretch of hours ends before it begins.", "Write it as 08.00-12.00.")
    elif any(later.start < earlier.end for earlier, later in itertools.pairwise(ordered)):
        yield Problem(f"{key}.hours", "one stretch of hours overlaps another.", "Make one of two, or move one.")
