"""The watcher of the store's thread, which the operating system may block for minutes inside one call.

Then the watcher says so and turns waiting presses away. It never touches the file.
"""

import threading
import time

from shared.faults import Kind
from shared.store import hall_faults
from shared.store.engine import Engine
from shared.store.live.operation_queue import OperationQueue
from shared.store.live.share_reporter import Telling

SLOW_AFTER = 1.0
"""Seconds inside one use of the file until the screen says that the network is slow."""
GONE_AFTER = 3.0
"""Seconds blocked inside one call until the share counts as gone."""
WATCH_SECONDS = 0.25


class ThreadWatcher:
    """A second, tiny thread beside the store's own.

    Attributes:
        inside_since: Since when the store's thread is inside one use of the file, in monotonic seconds; None if not.
    """

    def __init__(self, file: Engine, queue: OperationQueue, telling: Telling, stopping: threading.Event) -> None:
        self.inside_since: float | None = None
        self._file, self._queue, self._telling, self._stopping = file, queue, telling, stopping
        # an engine that is asked this often anyway: counted from its last answer, and told within that time
        self._gone_after = GONE_AFTER - (0.0 if file.longest_quiet is None else file.longest_quiet + WATCH_SECONDS)
        self._thread = threading.Thread(target=self._watch, name="store-watch", daemon=True)

    def start(self) -> None:
        """Begin; it ends by itself when the program stops."""
        self._thread.start()

    def entered(self) -> None:
        """The store's thread begins one use of the file."""
        self.inside_since = time.monotonic()

    def left(self) -> None:
        """It came back."""
        self.inside_since = None

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            now = time.monotonic()
            since = self.inside_since
            if since is not None and now - since > SLOW_AFTER:
                blocked = now - max(since, self._file.refused_at) > self._gone_after and not self._file.waiting_for_turn
                self._tell_blocked(gone=blocked)
                if blocked:
                    self._queue.turn_away(self._telling.why)
            self._queue.give_up(now)

    def _tell_blocked(self, *, gone: bool) -> None:
        with self._telling.lock:
            if self.inside_since is None:
                return
            if gone:
                self._telling.out(hall_faults.fault(Kind.GONE))
            elif self._telling.state is not None and self._telling.state.ok:
                self._telling.slow()
