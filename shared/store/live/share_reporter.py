"""What a program reports about its share: the state on the screen, and two lines in the log for each outage.

One line when an outage begins, one when it ends, whatever happens in between.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.live.clock_watch import ClockWatch
from shared.store.live.share_state import ShareState, of_fault, share_state

_log = logging.getLogger("antrean.store")
SETTLED_SECONDS = 5.0
"""An outage that comes back sooner was not over: a server that starts again lets programs in and out for a while."""
_WRITES_REFUSED = frozenset({Kind.FULL, Kind.READ_ONLY, Kind.HELD})


class Telling:
    """Told by the store's thread and by its watcher; tells ``on_share`` what is news.

    Attributes:
        lock: To check the state before telling.
        state: The share as last told; None until the first opening was tried.
        why: The fault that the present outage, or the last one, began with or went on as.
    """

    def __init__(self, clock: Clock, on_share: Callable[[ShareState], None]) -> None:
        self.lock = threading.RLock()
        self.state: ShareState | None = None
        self.why = hall_faults.fault(Kind.GONE)
        self._clock, self._on_share = clock, on_share
        self._outage_since: float | None = None
        self._ending: threading.Timer | None = None

    @property
    def writes_refused(self) -> bool:
        """Whether only a write, not an answered question, proves the end of this trouble."""
        return self.state is not None and not self.state.ok and self.state.kind in _WRITES_REFUSED

    def well(self, clocks: ClockWatch | None) -> None:
        """The file is in use; only this PC's clock may be wrong."""
        with self.lock:
            if self._outage_since is not None and self._ending is None:
                lasted = time.monotonic() - self._outage_since
                self._ending = threading.Timer(SETTLED_SECONDS, self._end, (lasted,))
                self._ending.daemon = True
                self._ending.start()
            kind, words = (clocks.kind, clocks.words()) if clocks is not None else (None, None)
            self._tell(share_state(True, kind, self._clock(), words))

    def slow(self) -> None:
        """It is slow; nothing failed."""
        with self.lock:
            self._tell(share_state(True, Kind.SLOW, self._clock()))

    def failed(self, fault: EnvironmentFault) -> None:
        """A use of the file failed for now (others hold it, the share is slow); the next one may do."""
        with self.lock:
            self._begin(fault)
            self._tell(share_state(True, fault.kind, self._clock()))

    def out(self, fault: EnvironmentFault) -> None:
        """The file cannot be used."""
        with self.lock:
            self.why = fault
            self._begin(fault)
            self._tell(of_fault(fault, self._clock()))

    def close(self) -> None:
        """The program ends: an outage that is over is logged as over."""
        with self.lock:
            if self._ending is not None:
                self._ending.cancel()
                self._ending.function(*self._ending.args)

    def _end(self, lasted: float) -> None:
        with self.lock:
            if self._ending is not None:
                self._ending = self._outage_since = None
                _log.warning("outage over: the hall's file is in use again after %.0f s", lasted)

    def _begin(self, fault: EnvironmentFault) -> None:
        if self._ending is not None:  # it was not the end
            self._ending.cancel()
            self._ending = None
        if self._outage_since is None:
            self._outage_since = time.monotonic()
            _log.warning("outage begins: %s", fault.sentence)

    def _tell(self, new: ShareState) -> None:
        old = self.state
        if old is None or (old.ok, old.kind, old.sentence) != (new.ok, new.kind, new.sentence):
            self.state = new
            call(self._on_share, new)


def call(receiver: Callable[[Any], None], value: object) -> None:
    """Call a receiver; a bug in it must not end the store's thread."""
    try:
        receiver(value)
    except Exception:  # noqa: BLE001 - see above
        _log.exception("a receiver of the store's news failed")
