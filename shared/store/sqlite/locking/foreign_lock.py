"""Another program's lock on the hall's file (a backup, a virus scanner): told from our short turns, and since when.

Every transaction of ours ends within the fence's seconds. So a lock that is refused for longer while nobody writes
anything is another program's, or that of a PC that went off in the middle of a write. The first program that finds it
notes beside the file since when, so that all programs say the same.
"""

import contextlib
import time
from pathlib import Path

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.hall_faults import Held

FILE = "hall.held"
SECONDS = 5.0
"""As long as the fence allows a transaction of ours."""
AGAIN_SECONDS = 0.5
"""Once it is known, a next try says so after this long: a turn of ours may be in the way just then."""


class Refusals:
    """Locks refused one after the other, in one use of the file and in the next, while nobody wrote."""

    def __init__(self) -> None:
        self._counter = b""
        self._since: float | None = None
        self._tried = 0.0

    def begin(self) -> None:
        """A use of the file begins to wait for its turn."""
        self._tried = time.monotonic()

    def seconds(self, counter: bytes) -> float | None:
        """Refused again: for how long another program has held the file; None while it may be a turn of ours.

        ``counter`` is the file's change counter: it does not change while nobody writes.
        """
        now = time.monotonic()
        if self._since is None or counter != self._counter:
            self._since, self._counter = now, counter
        lasted = now - self._since
        return lasted if lasted >= SECONDS and now - self._tried >= min(AGAIN_SECONDS, SECONDS) else None

    def over(self) -> None:
        """The lock was given."""
        self._since = None


def fault(file: Path, clock: Clock, hall: Hall | None, seconds: float = 0.0) -> Held:
    """The fault for a lock on ``file`` that has been met for this many seconds here.

    A program that starts meanwhile does not know the hall's time zone: it is noted, too.
    """
    zone = hall.hall.time_zone if hall is not None else ""
    since, known = _agreed(file, Instant(clock() - round(seconds * 1000)), zone)
    return Held(since, known)


def is_marked(file: Path) -> bool:
    """Whether a lock was met since the last write. OSError is passed on."""
    try:
        return file.with_name(FILE).stat().st_mtime >= file.stat().st_mtime
    except FileNotFoundError:
        return False


def over(file: Path) -> None:
    """This program has access again: the note is out of date."""
    with contextlib.suppress(OSError):
        file.with_name(FILE).unlink(missing_ok=True)


def _agreed(file: Path, found: Instant, zone: str) -> tuple[Instant, str]:
    """Since when, and the time zone, as the first program noted it; as found here if there is no note."""
    mark = file.with_name(FILE)
    with contextlib.suppress(OSError):
        with contextlib.suppress(FileNotFoundError, ValueError):
            if is_marked(file):
                since, _, known = mark.read_text(encoding="ascii").partition(" ")
                return min(Instant(int(since)), found), zone or known
        mark.write_text(f"{found} {zone}", encoding="ascii")  # the note there is older than the last write
    return found, zone
