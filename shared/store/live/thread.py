"""The one thread of a program that touches the hall's file: operations in, news out, and no screen ever waits.

The thread opens the file, does what is submitted, follows the feed, notices when the share goes away and opens
everything again when it is back. A second, tiny thread watches it: the operating system may block a thread for minutes
inside one call; then the watcher says so and turns waiting presses away. Plain Python; ``shared.qt.worker`` brings the
callbacks to the GUI thread.
"""

import logging
import random
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.engine import Engine, Notices
from shared.store.engine_choice import engine_of
from shared.store.hall_faults import HalfCommit
from shared.store.live.feed import Feed
from shared.store.live.pending_operation import PendingOperation
from shared.store.live.poll_schedule import PollPace, PollSchedule
from shared.store.live.presence import Presence
from shared.store.live.share_reporter import Telling, call
from shared.store.live.share_state import ShareState
from shared.store.record.events import Event, What

__all__ = ["PollPace", "ShareState", "StoreThread"]

T = TypeVar("T")
_log = logging.getLogger("antrean.store")

SLOW_AFTER = 1.0
"""Seconds inside one use of the file until the screen says that the network is slow."""
GONE_AFTER = 3.0
"""Seconds blocked inside one call until the share counts as gone."""
RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0)
"""Seconds between attempts to reach a share that went away; the last value is repeated."""
WATCH_SECONDS = 0.25
IDENTITY_SECONDS = 5.0
"""How often the path is compared with the open file: it may have been replaced or removed."""
IDENTITY_SECONDS_ON_DISK = 1.0
"""The same where it needs no request on the network."""
AROUND_SECONDS = 5.0
_NEW_HALL = frozenset({What.HALL_CHANGED, What.RESTORED})
_REFUSING = frozenset({Kind.FULL, Kind.READ_ONLY})
_LATE = frozenset({Kind.BUSY, Kind.SLOW})
"""The other kinds (a wrong clock, a printer, a bug) say nothing about the share: only the caller is told."""
_CLOCKS = frozenset({None, Kind.SKEW, Kind.CLOCK})
_LOST = frozenset(
    {
        Kind.GONE,
        Kind.HELD,
        Kind.CORRUPT,
        Kind.NEWER_SCHEMA,
        Kind.NO_HALL,
        Kind.WRONG_HALL,
        Kind.UNSAFE_SHARE,
        Kind.READ_ONLY,
        Kind.PRETENDED,
    }
)


def _nothing(_value: Any) -> None:
    """Nobody listens."""


class StoreThread:
    """The store's thread of one program.

    Args:
        folder: The hall's folder.
        device: This device's name in the audit log.
        clock: What time it is.
        pace: How eagerly news is followed.
        on_news: Receives each batch of events (a tuple, never empty), in order, each event once.
        on_share: Receives the :class:`ShareState` at the first opening (good or bad) and whenever it changes.
        on_hall: Receives the hall's data at the start and whenever it changed.
        cursor: Where to go on in the events; None starts with what happens from now on.

    UsageFault when ``ANTREAN_HINT`` cannot be understood. All callbacks run on this object's threads.
    """

    def __init__(
        self,
        folder: Path,
        device: str,
        clock: Clock,
        *,
        pace: PollPace,
        on_news: Callable[[tuple[Event, ...]], None] = _nothing,
        on_share: Callable[[ShareState], None] = _nothing,
        on_hall: Callable[[Hall], None] = _nothing,
        cursor: int | None = None,
    ) -> None:
        self._on_news, self._on_hall = on_news, on_hall
        self._cursor = cursor
        self._file = engine_of(folder, device=device, clock=clock)
        self._file.answers_first = True
        self._rhythm = PollSchedule(pace, time.monotonic())
        self._queue: deque[PendingOperation] = deque()
        self._unsettled: deque[PendingOperation] = deque()
        self._current: PendingOperation | None = None
        self._feed: Feed | None = None
        self._hint: Notices | None = None
        self._company: Presence | None = None
        self._heard = False
        self._hall: Hall | None = None
        self._hall_is_old = True
        self._open = False
        self._attempt = 0
        self._retry_at = 0.0
        self._poll_at = 0.0
        self._identity_at = self._around_at = 0.0
        self._inside_since: float | None = None
        self._telling = Telling(self._file.clock, on_share)
        self._stopping = threading.Event()
        self._ears, self._mouth = socket.socketpair()
        self._ears.setblocking(False)
        self._mouth.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._watcher = threading.Thread(target=self._watch, name="store-watch", daemon=True)

    # -- for everybody --------------------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """The hall's folder, as it was given."""
        return self._file.folder

    @property
    def cursor(self) -> int | None:
        """The sequence of the last event that was handed out; None before the first look."""
        return self._cursor

    @property
    def state(self) -> ShareState | None:
        """The share as last told; None until the first opening was tried."""
        return self._telling.state

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._watcher.start()

    def stop(self, seconds: float = 1.0) -> bool:
        """End: what was submitted is still done when the share answers. False if the share blocks the thread.

        A blocked thread is abandoned; it is a daemon and does not stop the program from ending.
        """
        self._stopping.set()
        self._wake()
        if self._thread.is_alive():
            self._thread.join(seconds)
        self._telling.close()
        ended = not self._thread.is_alive()
        if ended:
            self._ears.close()
            self._mouth.close()
        return ended

    def submit(
        self,
        operation: Callable[[Engine], T],
        on_end: Callable[[T | Exception], None],
        patience: float | None = None,
    ) -> None:
        """Do ``operation`` on the store's thread, then call ``on_end`` once with its answer or its exception.

        With the share gone it fails at once (``Kind.GONE``) and is certainly not done. When the share goes away
        in the middle of COMMIT the operation is run again as soon as the share is back - it must use a request id, so
        that it is done exactly once - and ``on_end`` gets the true result then. A caller who cannot wait that long
        gives ``patience`` in seconds: after it ``on_end`` gets :class:`HalfCommit` if the operation had begun (whether
        it was done shows later, by its request id; it is not run again), or ``Kind.SLOW`` if it had not (it will not be
        done).
        """
        self._queue.append(PendingOperation(operation, on_end, patience))
        self._wake()

    # -- the store's thread ---------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._turn()
                self._wait()
            except Exception as error:  # noqa: BLE001 - a bug must not end the thread: it is told, and tried again
                _log.exception("the store's thread failed")
                self._lose(hall_faults.fault(Kind.BUG, what=f"An error in the program itself: {error!r}."))
                self._retry_at = time.monotonic() + RETRY_SECONDS[-1]
                self._stopping.wait(RETRY_SECONDS[0])
        while self._open and self._queue:
            self._do(self._queue.popleft())
        if self._company is not None:
            self._company.leave()
        self._file.close()

    def _turn(self) -> None:
        """One thing at a time: open the file, else do a press, else look for news."""
        if not self._open:
            if time.monotonic() >= self._retry_at:
                self._reach()
            if not self._open:
                self._turn_away()
                return
        if self._queue:
            self._do(self._queue.popleft())
            return
        now = time.monotonic()
        if self._telling.writes_refused and now >= self._retry_at:
            self._retry_at = now + RETRY_SECONDS[-1] * random.uniform(1, 2)
            self._guarded(self._try_writing)
        elif now >= self._poll_at or self._rhythm.due(now):
            self._guarded(self._look)

    def _wait(self) -> None:
        """Sleep until a press, a hint or the next poll."""
        if self._queue and self._open:
            return
        until = self._poll_at if self._open else self._retry_at
        if self._open and self._rhythm.read_at is not None:
            until = min(until, self._rhythm.read_at)
        hints = self._hint.ears if self._hint is not None else None
        if self._hint is not None and self._hint.deaf_until:
            until = min(until, self._hint.deaf_until)
        listening = [self._ears] if hints is None else [self._ears, hints]
        ready, _, _ = select.select(listening, [], [], max(0.0, until - time.monotonic()))
        if self._ears in ready:
            self._ears.recv(4096)
        if self._hint is not None and hints in ready and self._hint.heard() and self._rhythm.read_at is None:
            self._heard = True
            self._poll_at = 0.0

    def _wake(self) -> None:
        try:
            self._mouth.send(b"w")
        except OSError:  # full: it is awake already
            return

    def _reach(self) -> None:
        """Open the file, or open it again, and catch up."""
        self._guarded(self._open_and_catch_up)
        if not self._open:
            self._retry_at = time.monotonic() + RETRY_SECONDS[min(self._attempt, len(RETRY_SECONDS) - 1)]
            self._attempt += 1
            return
        self._attempt = 0
        while self._unsettled and self._open:
            press = self._unsettled.popleft()
            if not press.ended:
                self._do(press)

    def _open_and_catch_up(self) -> None:
        self._file.reach()
        self._rhythm.network = self._file.network
        if self._company is None:
            self._hint = self._file.listen()
            self._company = Presence(self._file)
        self._company.tick()  # after the canary found locks without effect: still so?
        if self._feed is None:
            self._feed = Feed(self._file, self._cursor)
        self._feed.look_again()
        self._rhythm.noticed(time.monotonic(), by_hint=False)
        self._read(self._feed, self._file)
        if self._telling.writes_refused:
            self._file.try_writing()
        self._open = True
        self._well()

    def _try_writing(self) -> None:
        """Whether a disk that was full, or a folder without rights, can be written again."""
        self._file.try_writing()
        self._well()

    def _look(self) -> None:
        """Ask whether the file changed, unless that is known; read the news when its time has come."""
        assert self._feed is not None
        begun = time.monotonic()
        if self._rhythm.read_at is None:
            heard, self._heard = self._heard, False
            if self._feed.changed():
                self._rhythm.noticed(begun, by_hint=heard)
            self._rhythm.polled(time.monotonic() - begun)
        now = time.monotonic()
        if now >= self._identity_at:
            self._identity_at = now + (IDENTITY_SECONDS if self._file.network else IDENTITY_SECONDS_ON_DISK)
            self._file.check_identity()
        if now >= self._around_at:
            self._around_at = now + AROUND_SECONDS
            self._look_around()
        if self._rhythm.due(now):
            self._read(self._feed, self._file)
        self._poll_at = time.monotonic() + self._rhythm.period(time.monotonic())

    def _look_around(self) -> None:
        """Who else is here, which networks has this PC."""
        assert self._company is not None
        assert self._hint is not None
        self._company.tick()
        self._file.look_for_lock()
        self._hint.refresh()
        state = self.state
        if state is not None and state.ok and state.kind in _CLOCKS:
            self._well()

    def _read(self, feed: Feed, file: Engine) -> None:
        """Hand out the events since the last reading, and the hall's data when it changed."""
        before, rewound = feed.cursor, feed.rewound
        news = feed.poll()
        self._rhythm.done(time.monotonic())
        if feed.rewound != rewound or any(event.what in _NEW_HALL for event in news):
            self._hall_is_old = True
        if self._hall_is_old:
            try:
                hall = file.learn_hall()
            except BaseException:
                feed.go_back(before)  # nothing was handed out
                raise
            self._hall_is_old = False
            if hall is not self._hall:
                self._hall = hall
                call(self._on_hall, hall)
        self._cursor = feed.cursor
        if news:
            call(self._on_news, news)

    def _do(self, press: PendingOperation) -> None:
        """Run one press; a commit that was cut off is asked again later."""
        if not press.begin():
            return
        self._current = press
        self._inside_since = time.monotonic()
        commits = self._file.commits
        outcome: Any
        well = False
        try:
            outcome = press.operation(self._file)
        except HalfCommit as fault:
            if fault.kind not in hall_faults.NO_ROOM:
                if not press.ended:
                    self._unsettled.append(press)
                self._lose(fault)
                return
            self._judge(fault)  # the share is there: it gives this answer until there is space again
            outcome = fault
        except EnvironmentFault as fault:
            self._judge(fault)
            outcome = fault
        except Exception as error:  # noqa: BLE001 - a bug of others must not end the thread
            _log.exception("an operation failed")
            outcome = error
        else:
            if self._file.commits != commits:
                self._well()
                self._heard, self._poll_at = True, 0.0  # our own news
            well = True
        finally:
            self._current = None
            self._inside_since = None
        press.end(outcome)
        self._file.announce()
        if well:
            self._recovered()

    def _guarded(self, act: Callable[[], None]) -> None:
        """Use the file for our own purposes; a fault is told, not raised."""
        self._inside_since = time.monotonic()
        try:
            act()
        except EnvironmentFault as fault:
            self._judge(fault)
            return
        finally:
            self._inside_since = None
        self._recovered()

    def _judge(self, fault: EnvironmentFault) -> None:
        """What a fault means for the share."""
        if fault.kind in _REFUSING and self._open:
            self._retry_at = time.monotonic() + RETRY_SECONDS[-1]
            self._telling.out(fault)
        elif fault.kind in _LOST or not self._open:
            self._lose(fault)
        elif fault.kind in _LATE:
            self._telling.failed(fault)
        else:
            self._recovered()

    def _lose(self, fault: EnvironmentFault) -> None:
        """The file cannot be reached: say so, once for each reason, and try again soon."""
        self._open = False
        self._retry_at = time.monotonic() + RETRY_SECONDS[0]
        self._telling.out(fault)

    def _recovered(self) -> None:
        """A use of the file has ended: it is neither slow nor blocked any more."""
        state = self.state
        if self._open and state is not None and state.kind in (Kind.SLOW, Kind.BUSY, Kind.GONE):
            self._well()

    def _well(self) -> None:
        """The file is in use; if nothing else is wrong, this PC's clock may be."""
        self._telling.well(self._company.clocks if self._company is not None else None)

    def _turn_away(self) -> None:
        """While the file cannot be reached, waiting operations will not be done."""
        while self._queue:
            self._queue.popleft().end(self._telling.why, only_unbegun=True)

    # -- the watcher ----------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            now = time.monotonic()
            since = self._inside_since
            if since is not None and now - since > SLOW_AFTER:
                held = now - since > GONE_AFTER and not self._file.waiting_for_turn
                self._tell_held(gone=held)
                if held:
                    self._turn_away()
            for press in (*self._queue, *self._unsettled, self._current):
                if press is not None and press.impatient(now):
                    self._give_up(press)

    def _tell_held(self, *, gone: bool) -> None:
        with self._telling.lock:
            if self._inside_since is None:
                return
            if gone:
                self._telling.out(hall_faults.fault(Kind.GONE))
            elif self.state is not None and self.state.ok:
                self._telling.slow()

    def _give_up(self, press: PendingOperation) -> None:
        """Its caller waits no longer."""
        if not press.end(hall_faults.fault(Kind.SLOW), only_unbegun=True):
            press.end(hall_faults.half_commit(Kind.GONE))
