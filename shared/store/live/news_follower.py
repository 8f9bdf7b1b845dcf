"""What a program gets to know of the hall while it runs: each event once, and the hall's data when they changed."""

import time
from collections.abc import Callable

from shared.clock import steady_ms
from shared.domain.hall_data.hall import Hall
from shared.store.engine import Engine
from shared.store.live.feed import Feed
from shared.store.live.poll_schedule import PollPace, PollSchedule
from shared.store.live.share_reporter import call
from shared.store.record.events import Event, What

_KEPT_LOOKS = 500
_NEW_HALL = frozenset({What.HALL_CHANGED, What.RESTORED})


class NewsFollower:
    """Asks at the pace of its program whether the file changed, and hands out what happened.

    Attributes:
        cursor: The sequence of the last event that was handed out; None before the first look.
        rhythm: When to ask, and when to read.
    """

    def __init__(
        self,
        file: Engine,
        pace: PollPace,
        on_news: Callable[[tuple[Event, ...]], None],
        on_hall: Callable[[Hall], None],
        cursor: int | None,
    ) -> None:
        self.cursor = cursor
        self.rhythm = PollSchedule(pace, time.monotonic())
        self._file, self._on_news, self._on_hall = file, on_news, on_hall
        self._feed: Feed | None = None
        self._heard = False
        self._hall: Hall | None = None
        self._hall_is_old = True
        self._poll_at = 0.0
        self._looks: tuple[tuple[int, int | None], ...] = ()  # a cursor; when nothing after it was in the file yet

    def absent_at(self, sequence: int) -> int | None:
        """A moment (``steady_ms``) at which this event was surely not in the file yet; None when nobody looked.

        It is the look before the one that found the event, on this PC's own clock. May be asked on any thread.
        """
        return next((at for after, at in reversed(self._looks) if after < sequence), None)

    @property
    def next_at(self) -> float:
        """When to look next, in monotonic seconds."""
        read_at = self.rhythm.read_at
        return self._poll_at if read_at is None else min(self._poll_at, read_at)

    def due(self, now: float) -> bool:
        """Whether it is time to ask or to read."""
        return now >= self._poll_at or self.rhythm.due(now)

    def hinted(self) -> None:
        """Another program said "look now"; no news while a reading is due anyway."""
        if self.rhythm.read_at is None:
            self.look_soon()

    def look_soon(self) -> None:
        """There is news."""
        self._heard, self._poll_at = True, 0.0

    def catch_up(self) -> None:
        """Read what happened while the file was not open."""
        if self._feed is None:
            self._feed = Feed(self._file, self.cursor)
        self._feed.look_again()
        self.rhythm.noticed(time.monotonic(), by_hint=False)
        self._read(self._feed)

    def ask(self) -> None:
        """Ask whether the file changed, unless that is known."""
        assert self._feed is not None
        begun, looked = time.monotonic(), steady_ms()
        if self.rhythm.read_at is None:
            heard, self._heard = self._heard, False
            if self._feed.changed():
                self.rhythm.noticed(begun, by_hint=heard)
            else:
                self._looks = (*self._looks[:-1], (self._looks[-1][0], looked))
            self.rhythm.polled(time.monotonic() - begun)

    def read_when_due(self, now: float) -> None:
        """Read the news when its time has come, and plan the next question."""
        assert self._feed is not None
        if self.rhythm.due(now):
            self._read(self._feed)
        self._poll_at = time.monotonic() + self.rhythm.period(time.monotonic())

    def _read(self, feed: Feed) -> None:
        """Hand out the events since the last reading, and the hall's data when it changed."""
        before, rewound, looked = feed.cursor, feed.rewound, steady_ms()
        news = feed.poll()
        self.rhythm.done(time.monotonic())
        if feed.rewound != rewound or any(event.what in _NEW_HALL for event in news):
            self._hall_is_old = True
        if self._hall_is_old:
            try:
                hall = self._file.learn_hall()
            except BaseException:
                feed.go_back(before)  # nothing was handed out
                raise
            self._hall_is_old = False
            if hall is not self._hall:
                self._hall = hall
                call(self._on_hall, hall)
        self.cursor = feed.cursor
        self._remember_look(feed, looked, None if feed.rewound != rewound else before)
        if news:
            call(self._on_news, news)

    def _remember_look(self, feed: Feed, looked: int, before: int | None) -> None:
        """This reading began at ``looked`` after the cursor ``before``; None: what came earlier is not known."""
        assert feed.cursor is not None
        if before is None:
            self._looks = ()
        elif not self._looks:
            self._looks = ((before, None),)
        absent = looked if feed.whole else self._looks[-1][1] if self._looks else None
        passed = self._looks[:-1] if self._looks and self._looks[-1][0] == feed.cursor else self._looks
        self._looks = (*passed[1 - _KEPT_LOOKS :], (feed.cursor, absent))
