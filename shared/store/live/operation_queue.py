"""The operations on their way to the store's thread, and those of which nobody knows yet whether they were done."""

from collections import deque

from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.live.pending_operation import PendingOperation


class OperationQueue:
    """Filled by everybody, emptied by the store's thread; its watcher gives up what waited too long.

    Attributes:
        waiting: Not begun, in the order in which they were submitted.
        unsettled: Their COMMIT was cut off: each is run again when the share is back.
        current: The one that runs now.
    """

    def __init__(self) -> None:
        self.waiting: deque[PendingOperation] = deque()
        self.unsettled: deque[PendingOperation] = deque()
        self.current: PendingOperation | None = None

    def settle_later(self, press: PendingOperation) -> None:
        """Its COMMIT was cut off; nobody asks again for a caller who was already told."""
        if not press.ended:
            self.unsettled.append(press)

    def turn_away(self, why: EnvironmentFault) -> None:
        """While the file cannot be reached, waiting operations will not be done."""
        while self.waiting:
            self.waiting.popleft().end(why, only_unbegun=True)

    def give_up(self, now: float) -> None:
        """Answer the callers who wait no longer."""
        for press in (*self.waiting, *self.unsettled, self.current):
            if press is not None and press.impatient(now):
                _give_up(press)


def _give_up(press: PendingOperation) -> None:
    """Its caller waits no longer."""
    if not press.end(hall_faults.fault(Kind.SLOW), only_unbegun=True):
        press.end(hall_faults.half_commit(Kind.GONE))
