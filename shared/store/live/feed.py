"""The change feed: what happened after a cursor, each event once, in order, none left out.

The question "did anything change?" takes no lock (four bytes of the header); only when they moved are the events
after the cursor read, in one short transaction. Hints only say "look now": the feed relies on the file alone.
"""

from shared.store.engine import DEADLINE_SECONDS, Engine
from shared.store.record.events import Event, events_after

BATCH = 500
BATCHES = 8  # in one reading


class Feed:
    """A position in the hall's events.

    Attributes:
        cursor: The sequence of the last event handed out; None until the first poll of a feed that starts "now".
        rewound: How often the file was found to be at an earlier state than the cursor (a backup was restored).
    """

    def __init__(self, hall_file: Engine, cursor: int | None = None) -> None:
        self.cursor = cursor
        self.rewound = 0
        self._file = hall_file
        self._seen: bytes | None = None

    def changed(self) -> bool:
        """Whether the file changed since the events were last read: one small request, no lock."""
        return self._seen is None or self._file.change_counter() != self._seen

    @property
    def whole(self) -> bool:
        """Whether the last poll handed out all that was in the file when it began."""
        return self._seen is not None

    def poll(self, deadline_seconds: float = DEADLINE_SECONDS) -> tuple[Event, ...]:
        """The events since the last poll, in one short transaction (ask :meth:`changed` whether it is worth one).

        After a long absence they come in parts, one for each poll: no reader blocks the writers for long.
        """
        found: list[Event] = []
        with self._file.reading(deadline_seconds) as db:
            newest = self._file.newest_event(db)
            cursor = newest if self.cursor is None else self.cursor
            rewound = cursor > newest
            if rewound:
                cursor = newest
            for _ in range(BATCHES):
                batch = events_after(db, cursor, BATCH) if cursor < newest else ()
                if not batch:
                    newest = cursor  # all was read, or the newest ones are in the archive
                    break
                found += batch
                cursor = batch[-1].sequence
            # read while we hold the lock, so nobody writes: before, the header may have shown a commit that was not
            # finished, whose number the next one gets again
            counter = self._file.change_counter()
            surely_locked = self._file.still_locked()
        self.rewound += rewound
        self.cursor = cursor
        self._seen = counter if cursor >= newest and surely_locked else None
        return tuple(found)

    def look_again(self) -> None:
        """Forget the header: the next poll reads the events in any case."""
        self._seen = None

    def go_back(self, cursor: int | None) -> None:
        """What was handed out since that cursor was not received: hand it out again."""
        self.cursor = cursor
        self.look_again()
