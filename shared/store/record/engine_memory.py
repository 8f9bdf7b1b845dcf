"""What an engine remembers between transactions, whichever it is: the hall's data, this PC's key, the audit's end."""

import contextlib
from contextlib import AbstractContextManager
from typing import Any

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import Kind
from shared.store import device_key, hall_faults
from shared.store.checkpoints import Checkpoint, Checkpoints
from shared.store.device_key import DeviceKey
from shared.store.engine import DEADLINE_SECONDS, Db, Row
from shared.store.record import clock_guard, hall_index, hall_rows


class EngineMemory:
    """A part of every engine.

    Attributes:
        device: The name of this device in the audit log (``K1``, ``counter 3``, ``cli``).
        truth_seconds: How long an act itself waits to learn whether a COMMIT that was cut off was done; the store's
        thread asks again when the hall is back, and needs no such time.
        truth_since: Since when it waits for that; None if it does not.
        swept: The business day before which no request id is left, as far as this object found.
        session: The secret of whoever signed in at this program; empty when nobody has.
        rights_read: What was read of sessions and enrolled devices.
        longest_quiet: How many seconds may lie between two polls; None where the pace of the program decides.
        signs: Whether events are signed: always, but where a measurement compares.
    """

    clock: Clock

    def __init__(self, device: str) -> None:
        self.device = device
        self.truth_seconds = 0.0
        self.truth_since: float | None = None
        self.swept = ""
        self.signs = True
        self.session = ""
        self.rights_read: dict[str, tuple[Any, ...]] = {}
        self.longest_quiet: float | None = None
        self._hall: tuple[int, Hall] | None = None  # as last read, with its version
        self._checkpoints = Checkpoints()
        self._head: tuple[int, bytes] | None = None
        self._known_as: set[str] = set()

    def reading(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[Db]:
        """One short read transaction: each engine has its own."""
        raise NotImplementedError

    # -- this PC's key and the end of the audit --------------------------------------------------------------

    def signing_key(self) -> DeviceKey | None:
        """This PC's key; None while a measurement compares."""
        return device_key.of_this_pc() if self.signs else None

    def is_key_known(self, device: str) -> bool:
        """Whether the hall is known to have this PC's key for a device."""
        return device in self._known_as

    def know_key(self, device: str) -> None:
        """The hall has this PC's key for a device."""
        self._known_as.add(device)

    def appended(self, sequence: int, head: bytes) -> None:
        """The open transaction wrote this event."""
        self._head = sequence, head

    def _remember_end(self, hall_id: str, newest: int) -> None:
        """A transaction was committed, which ended with that event."""
        if self._head is not None and self._head[0] == newest:
            self._checkpoints.note(hall_id, Checkpoint(*self._head, self.clock()))

    def _forget_rights(self) -> None:
        """The next opening may find another state."""
        self._known_as.clear()
        self.rights_read.clear()

    # -- the hall's data ---------------------------------------------------------------------------------------

    def pulse(self, db: Db) -> Row:
        """The row of ``pulse`` as of this transaction. WRONG_HALL when there is none."""
        row: Row | None = db.execute("SELECT * FROM pulse").fetchone()
        if row is None:
            raise hall_faults.fault(Kind.WRONG_HALL)
        return row

    def hall(self, db: Db, pulse: Row | None = None) -> Hall:
        """The hall's data as of this transaction, kept until somebody applies another hall file.

        ``pulse`` is its row, where that was read already.
        """
        version: int = (pulse or self.pulse(db))["hall_version"]
        if self._hall is None or self._hall[0] != version:
            self._remember(version, hall_rows.load(db))
        return self.learned

    def _remember(self, version: int, hall: Hall) -> None:
        """PRETENDED for a real hall when this process runs by a pretended clock."""
        clock_guard.refuse_pretended(hall, self.clock)
        self._hall = (version, hall)

    @property
    def learned(self) -> Hall:
        """The hall's data as last read; to be asked once the hall was opened."""
        assert self._hall is not None
        return self._hall[1]

    @property
    def hall_version(self) -> int:
        """The version of the hall's data as last read: it grows with each apply; 0 before the first look."""
        return 0 if self._hall is None else self._hall[0]

    def learn_hall(self) -> Hall:
        """The hall's data as of now, built from its rows after the transaction, because building takes long."""
        with self.reading() as db:
            row = db.execute("SELECT hall_version FROM pulse").fetchone()
            version = row[0] if row is not None else 0
            known = self._hall
            rows = hall_rows.stored(db) if known is None or known[0] != version else {}
        if known is None or known[0] != version:
            self._remember(version, hall_rows.hall_of(rows))
            with contextlib.suppress(KeyError):  # data that contradict themselves are for `antrean check` to tell
                hall_index.index(self.learned)  # here, not within the first press, which would make all others wait
        return self.learned
