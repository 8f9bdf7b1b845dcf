"""How often a client asks whether the file changed, and how soon it then reads.

Reading takes the lock that writers need; asking does not. Displays read at once. Counters and kiosks, which show
counts, read at most once a second, each at a random moment, so that 150 of them do not read at the same moment after
each call; while a reading is due they do not poll. Asking a disk of this PC costs microseconds; asking a share costs a
request on the wire, so there it is done less often, and less often still while it answers slowly, while nothing
happens, and while hints bring the news first.
"""

import random
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Rates:
    """Seconds between polls (on a disk of this PC, on a share, while hints bring the news) and between readings."""

    disk: float
    share: float
    hinted: float  # what a hint that is lost in a busy hour costs
    read_gap: float


class PollPace(Enum):
    """What kind of client this is."""

    DISPLAY = Rates(disk=0.030, share=0.100, hinted=0.250, read_gap=0.0)
    COUNTER = Rates(disk=0.250, share=0.500, hinted=1.000, read_gap=1.0)
    KIOSK = Rates(disk=0.500, share=0.500, hinted=1.000, read_gap=1.0)


QUIET_AFTER = 5.0  # seconds without news until polling slows down
QUIET_FACTOR = 4.0
SHARE_OF_TIME = 0.02
"""On a share a poll takes at most this part of the time between polls: at 10 ms it is asked twice a second."""
SLOWEST = 1.0  # the longest gap between polls that a slow share causes, so that its recovery is seen soon
TRUST = 8  # changes in a row that a hint announced, until polling relies on hints


class PollSchedule:
    """The adaptive poll interval of one client. Times are seconds on the monotonic clock.

    Attributes:
        network: Whether the file is on a share.
        longest: The longest gap between polls, where the engine wants one; it is how soon an outage is noticed.
        hinted: Changes in a row that a hint announced.
    """

    def __init__(self, pace: PollPace, now: float, seed: int | None = None) -> None:
        self.pace = pace
        self.network = False
        self.longest: float | None = None
        self.hinted = 0
        self._random = random.Random(seed)
        self._cost = 0.0  # smoothed seconds that one poll takes
        self._last_news = now
        self._read_at: float | None = None
        self._last_read = now - pace.value.read_gap

    def period(self, now: float) -> float:
        """Seconds until the next poll."""
        if self._read_at is not None:  # it is known that there is news
            return max(0.0, self._read_at - now)
        rates = self.pace.value
        seconds = rates.share if self.network else rates.disk
        if self.hinted >= TRUST:
            seconds = rates.hinted
        if now - self._last_news > QUIET_AFTER:
            seconds *= QUIET_FACTOR
        if self.network:
            seconds = max(seconds, min(self._cost / SHARE_OF_TIME, SLOWEST))
        seconds *= self._random.uniform(0.9, 1.1)
        return seconds if self.longest is None else min(seconds, self.longest)

    def polled(self, seconds: float) -> None:
        """A poll took this long."""
        self._cost += (seconds - self._cost) * 0.1

    def noticed(self, now: float, *, by_hint: bool) -> float:
        """The file changed: when to read it."""
        if self._read_at is None:
            self._last_news = now
            self.hinted = self.hinted + 1 if by_hint else 0
            gap = self.pace.value.read_gap
            spread = self._random.uniform(0.0, gap * 0.8)
            self._read_at = max(now + spread, self._last_read + gap)
        return self._read_at

    def due(self, now: float) -> bool:
        """Whether a reading is due."""
        return self._read_at is not None and now >= self._read_at

    @property
    def read_at(self) -> float | None:
        """When the next reading is due; None when nothing changed."""
        return self._read_at

    def done(self, now: float) -> None:
        """The news was read."""
        self._read_at = None
        self._last_read = now
