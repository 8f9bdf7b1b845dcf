"""The one thread of a program that touches the hall's file: operations in, news out, and no screen ever waits.

The thread opens the file, does what is submitted, follows the news, notices when the share goes away and opens
everything again when it is back. Plain Python; ``shared.qt.worker`` brings the callbacks to the GUI thread.
"""

import logging
import random
import select
import socket
import threading
import time
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
from shared.store.live import share_state
from shared.store.live.news_follower import NewsFollower
from shared.store.live.operation_queue import OperationQueue
from shared.store.live.pending_operation import PendingOperation
from shared.store.live.poll_schedule import PollPace
from shared.store.live.presence import Presence
from shared.store.live.share_reporter import Telling
from shared.store.live.share_state import ShareState
from shared.store.live.thread_watcher import ThreadWatcher
from shared.store.record.events import Event

__all__ = ["PollPace", "ShareState", "StoreThread"]

T = TypeVar("T")
_log = logging.getLogger("antrean.store")

RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0)
"""Seconds between attempts to reach a share that went away; the last value is repeated."""
IDENTITY_SECONDS = 5.0
"""How often the path is compared with the open file: it may have been replaced or removed."""
IDENTITY_SECONDS_ON_DISK = 1.0
"""The same where it needs no request on the network."""
AROUND_SECONDS = 5.0
_CLOCKS = frozenset({None, Kind.SKEW, Kind.CLOCK})


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
        self._file = engine_of(folder, device=device, clock=clock)
        self._file.answers_first = True
        self._news = NewsFollower(self._file, pace, on_news, on_hall, cursor)
        self._queue = OperationQueue()
        self._hint: Notices | None = None
        self._company: Presence | None = None
        self._open = False
        self._attempt = 0
        self._retry_at = 0.0
        self._identity_at = self._around_at = 0.0
        self._telling = Telling(self._file.clock, on_share)
        self._stopping = threading.Event()
        self._ears, self._mouth = socket.socketpair()
        self._ears.setblocking(False)
        self._mouth.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._watcher = ThreadWatcher(self._file, self._queue, self._telling, self._stopping)

    # -- for everybody --------------------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """The hall's folder, as it was given."""
        return self._file.folder

    @property
    def cursor(self) -> int | None:
        """The sequence of the last event that was handed out; None before the first look."""
        return self._news.cursor

    def absent_at(self, sequence: int) -> int | None:
        """When this event was surely not in the file yet (``NewsFollower.absent_at``)."""
        return self._news.absent_at(sequence)

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
        self._queue.waiting.append(PendingOperation(operation, on_end, patience))
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
        while self._open and self._queue.waiting:
            self._do(self._queue.waiting.popleft())
        if self._company is not None:
            self._company.leave()
        self._file.close()

    def _turn(self) -> None:
        """One thing at a time: open the file, else do a press, else look for news."""
        if not self._open:
            if time.monotonic() >= self._retry_at:
                self._reach()
            if not self._open:
                self._queue.turn_away(self._telling.why)
                return
        if self._queue.waiting:
            self._do(self._queue.waiting.popleft())
            return
        now = time.monotonic()
        if self._telling.writes_refused and now >= self._retry_at:
            self._retry_at = now + RETRY_SECONDS[-1] * random.uniform(1, 2)
            self._guarded(self._try_writing)
        elif self._news.due(now):
            self._guarded(self._look)

    def _wait(self) -> None:
        """Sleep until a press, a hint or the next poll."""
        if self._queue.waiting and self._open:
            return
        until = self._news.next_at if self._open else self._retry_at
        hints = self._hint.ears if self._hint is not None else None
        if self._hint is not None and self._hint.deaf_until:
            until = min(until, self._hint.deaf_until)
        listening = [self._ears] if hints is None else [self._ears, hints]
        ready, _, _ = select.select(listening, [], [], max(0.0, until - time.monotonic()))
        if self._ears in ready:
            self._ears.recv(4096)
        if self._hint is not None and hints in ready and self._hint.heard():
            self._news.hinted()

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
        while self._queue.unsettled and self._open:
            press = self._queue.unsettled.popleft()
            if not press.ended:
                self._do(press)

    def _open_and_catch_up(self) -> None:
        self._file.reach()
        self._news.rhythm.network = self._file.network
        self._news.rhythm.longest = self._file.longest_quiet
        if self._company is None:
            self._hint = self._file.listen()
            self._company = Presence(self._file)
        self._company.tick()  # after the canary found locks without effect: still so?
        self._news.catch_up()
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
        self._news.ask()
        now = time.monotonic()
        if now >= self._identity_at:
            self._identity_at = now + (IDENTITY_SECONDS if self._file.network else IDENTITY_SECONDS_ON_DISK)
            self._file.check_identity()
        if now >= self._around_at:
            self._around_at = now + AROUND_SECONDS
            self._look_around()
        self._news.read_when_due(now)

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

    def _do(self, press: PendingOperation) -> None:
        """Run one press; a commit that was cut off is asked again later."""
        if not press.begin():
            return
        self._queue.current = press
        self._watcher.entered()
        commits = self._file.commits
        outcome: Any
        well = False
        try:
            outcome = press.operation(self._file)
        except HalfCommit as fault:
            if fault.kind not in hall_faults.NO_ROOM:
                self._queue.settle_later(press)
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
                self._news.look_soon()  # our own news
            well = True
        finally:
            self._queue.current = None
            self._watcher.left()
        press.end(outcome)
        self._file.announce()
        if well:
            self._recovered()

    def _guarded(self, act: Callable[[], None]) -> None:
        """Use the file for our own purposes; a fault is told, not raised."""
        self._watcher.entered()
        try:
            act()
        except EnvironmentFault as fault:
            self._judge(fault)
            return
        finally:
            self._watcher.left()
        self._recovered()

    def _judge(self, fault: EnvironmentFault) -> None:
        """What a fault means for the share."""
        if fault.kind in share_state.REFUSING and self._open:
            self._retry_at = time.monotonic() + RETRY_SECONDS[-1]
            self._telling.out(fault)
        elif fault.kind in share_state.LOST or not self._open:
            self._lose(fault)
        elif fault.kind in share_state.LATE:
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
