"""The audit as a chain: each event holds the hash of the one before it and the signature of the PC that wrote it.

A row that is edited does not fit its signature, one that is taken out leaves a gap, one that was put in past the
programs has no signature. What is cut off at the end is found with what was kept elsewhere (``checkpoints``).
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from shared.store.engine import Db, Engine
from shared.store.live_program import this_pc

CONTENT = "sequence, at, day, what, device, officer, ticket, label, step, service, counter, call, reason, data"
"""What is signed of an event, in this order."""
_INSERT = f"INSERT INTO events ({CONTENT}, prev, key, signature) VALUES (?{', ?' * 16})"
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(prev: bytes | None, content: Sequence[Any]) -> bytes:
    """The hash of an event: SHA-256 of the hash before it and of its columns as JSON."""
    return hashlib.sha256((prev or b"") + _canonical(list(content)).encode()).digest()


class Chain:
    """The end of the audit within an open write transaction: events are put on to it."""

    def __init__(self, hall_file: Engine, db: Db, device: str) -> None:
        self._file = hall_file
        self._db = db
        self._device = device
        self._head = b""
        self._sequence: int | None = None

    def append(self, content: Sequence[Any]) -> int:
        """Write an event of these columns (all but the sequence), signed; answers its sequence."""
        if self._sequence is None:
            self._sequence = self._find_end()
        sequence = self._sequence + 1
        whole = (sequence, *content)
        own = digest(self._head, whole)
        key = self._file.signing_key()
        signed = (self._head, key.id, key.sign(own)) if key is not None else (None, None, None)
        self._db.execute(_INSERT, (*whole, *signed))
        self._head, self._sequence = own, sequence
        self._file.appended(sequence, own)
        return sequence

    def _find_end(self) -> int:
        """The newest sequence; from now on the head is known and this PC's key is one that the hall knows."""
        row = self._db.execute(
            f"SELECT {CONTENT}, prev FROM events WHERE sequence = (SELECT max(sequence) FROM events)"
        ).fetchone()
        if row is not None:
            *content, prev = row
            self._head = digest(prev, content)
        key = self._file.signing_key()
        if key is not None and not self._file.is_key_known(self._device):
            known = self._db.execute(
                "SELECT 1 FROM device_keys WHERE key = ? AND device = ?", (key.id, self._device)
            ).fetchone()
            if known is None:
                self._db.execute(
                    "INSERT INTO device_keys (key, device, public, pc, seen_at) VALUES (?, ?, ?, ?, ?)",
                    (key.id, self._device, key.public, this_pc(), self._file.clock()),
                )
            else:
                self._file.know_key(self._device)
        return self._file.newest_event(self._db)
