"""One operation on its way to the file, and the promise that its caller is answered exactly once."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from shared.store.engine import Engine

_log = logging.getLogger("antrean.store")


class PendingOperation:
    """An operation that was submitted.

    Attributes:
        operation: What to do with the file, on the store's thread.
        begun: Whether it was started, so that it may have reached the file.
        give_up: When its caller wants an answer at the latest, in monotonic seconds; None waits until it is known.
    """

    def __init__(
        self, operation: Callable[[Engine], Any], on_end: Callable[[Any], None], patience: float | None = None
    ) -> None:
        self.operation = operation
        self.begun = False
        self.give_up = None if patience is None else time.monotonic() + patience
        self._on_end = on_end
        self._ended = False
        self._guard = threading.Lock()

    @property
    def ended(self) -> bool:
        """Whether its caller has been told."""
        return self._ended

    def begin(self) -> bool:
        """Start it; False when its caller was already told that it will not be done."""
        with self._guard:
            self.begun = not self._ended
            return self.begun

    def impatient(self, now: float) -> bool:
        """Whether its caller has waited long enough."""
        return self.give_up is not None and now >= self.give_up and not self._ended

    def end(self, outcome: Any, *, only_unbegun: bool = False) -> bool:
        """Tell the caller, once; later outcomes go to the log. False when there was nothing to tell."""
        with self._guard:
            if self._ended or (only_unbegun and self.begun):
                return False
            self._ended = True
        try:
            self._on_end(outcome)
        except Exception:  # noqa: BLE001 - a bug of others must not end the thread
            _log.exception("the receiver of an answer failed")
        return True
