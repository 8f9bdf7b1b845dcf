"""Was the audit tampered with? The whole chain is walked, from the oldest archive to the newest event."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from shared.store.checkpoints import Checkpoint
from shared.store.device_key import is_signed
from shared.store.engine import Db, Engine, Row
from shared.store.record import chain
from shared.store.record.events import What

_WIDTH = len(chain.CONTENT.split(", "))
_AT_ONCE = 2000
_MOST = 1000
"""Faults that are listed; a hall in which more is wrong needs no longer list."""


class FaultKind(StrEnum):
    """What is wrong with an event."""

    EDITED = "edited"
    MISSING = "missing"
    INSERTED = "inserted"
    CUT = "cut"
    UNKNOWN_KEY = "unknown_key"


@dataclass(frozen=True, slots=True)
class AuditFault:
    """One event with which something is wrong. A cut names the first sequence that is gone."""

    sequence: int
    kind: FaultKind


@dataclass(slots=True)
class AuditVerdict:
    """What the walk found.

    Attributes:
        faults: what is wrong, by sequence; at most a thousand.
        checked: how many signed events were read.
        older: how many from before the chain.
        first: the sequence where reading began.
        end: where the chain ends now, to be written down elsewhere; None in a hall without signed events.
        compared: how many checkpoints from elsewhere the chain was compared with.
        restored: sequences that a restored backup gave up, as the restoring event itself says: from and to.
    """

    faults: list[AuditFault] = field(default_factory=list[AuditFault])
    checked: int = 0
    older: int = 0
    first: int = 0
    end: Checkpoint | None = None
    compared: int = 0
    restored: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(hall_file: Engine, checkpoints: Iterable[Checkpoint] = ()) -> AuditVerdict:
    """Walk the chain, and compare it with checkpoints that were kept elsewhere."""
    with hall_file.reading() as db:
        keys = {bytes(row[0]): bytes(row[1]) for row in db.execute("SELECT key, public FROM device_keys").fetchall()}
        row = db.execute("SELECT value FROM meta WHERE name = 'audit_since'").fetchone()
        begun = db.execute("SELECT min(first_event) FROM days").fetchone()[0]
    walk = _Walk(keys, 0 if row is None else int(row[0]), list(checkpoints))
    for event in _events(hall_file):
        walk.take(event, begun)
    with hall_file.reading() as db:
        newest = hall_file.newest_event(db)
    return walk.ended(newest)


def head(db: Db) -> Checkpoint | None:
    """Where the chain stands now; None while nothing in it is signed."""
    row = db.execute(
        f"SELECT {chain.CONTENT}, prev, signature FROM events WHERE sequence = (SELECT max(sequence) FROM events)"
    ).fetchone()
    if row is None or row["signature"] is None:
        return None
    return Checkpoint(row["sequence"], chain.digest(row["prev"], tuple(row)[:_WIDTH]), row["at"])


def _events(hall_file: Engine) -> Iterator[Row]:
    """Every event, each once, in order. An archive of an older Antrean has no signatures in it."""
    seen = -1
    for archive in hall_file.archives("0000", "9999"):
        with archive as db:
            while rows := _after(db, seen):
                yield from rows
                seen = rows[-1]["sequence"]
    while True:
        with hall_file.reading() as db:
            rows = _after(db, seen)
        if not rows:
            return
        yield from rows
        seen = rows[-1]["sequence"]


def _after(db: Db, sequence: int) -> Sequence[Row]:
    return db.execute(
        "SELECT * FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?", (sequence, _AT_ONCE)
    ).fetchall()


@dataclass(frozen=True, slots=True)
class _Link:
    """An event as the walk needs it."""

    sequence: int
    content: tuple[Any, ...]
    prev: bytes | None
    key: bytes | None
    signature: bytes | None

    @property
    def hash(self) -> bytes:
        return chain.digest(self.prev, self.content)


def _link(row: Row) -> _Link:
    values = tuple(row)
    prev, key, signature = values[_WIDTH : _WIDTH + 3] if len(values) >= _WIDTH + 3 else (None, None, None)
    return _Link(values[0], values[:_WIDTH], prev, key, signature)


class _Walk:
    """One walk along the chain."""

    def __init__(self, keys: Mapping[bytes, bytes], since: int, checkpoints: Sequence[Checkpoint]) -> None:
        self._keys = keys
        self._since = since
        self._wanted: dict[int, list[bytes]] = {}
        for checkpoint in checkpoints:
            self._wanted.setdefault(checkpoint.sequence, []).append(checkpoint.head)
        self._revoked: set[tuple[bytes, str]] = set()
        self._last: int | None = None
        self._head: bytes | None = None  # the hash that the next event has to hold; None after a fault
        self._unsigned: tuple[int, bytes, bytes | None] | None = None  # one that was put in: its sequence, hash, head
        self._verdict = AuditVerdict()
        self._faulty: set[int] = set()

    def take(self, row: Row, begun: int | None) -> None:
        """The next event. ``begun`` is where the oldest day of the live file begins."""
        link = _link(row)
        if self._last is None:
            self._verdict.first = link.sequence
            if begun is not None and link.sequence > begun:
                self._miss(begun, link.sequence)
        elif link.sequence > self._last + 1:
            self._gap(self._last, link)
        self._judge_unsigned(link)
        self._judge(link)
        self._compare(link)
        self._last = link.sequence

    def ended(self, newest: int) -> AuditVerdict:
        """After the last event: what is gone at the end. ``newest`` is the newest sequence that was ever given."""
        self._judge_unsigned(None)
        last = self._last or 0
        if max(newest, *self._wanted, 0) > last:
            self._fault(last + 1, FaultKind.CUT)
        verdict = self._verdict
        verdict.compared = sum(len(heads) for at, heads in self._wanted.items() if at >= verdict.first)
        verdict.faults.sort(key=lambda fault: fault.sequence)
        return verdict

    def _fault(self, sequence: int, kind: FaultKind) -> None:
        if len(self._verdict.faults) < _MOST and sequence not in self._faulty:
            self._faulty.add(sequence)
            self._verdict.faults.append(AuditFault(sequence, kind))

    def _miss(self, first: int, until: int) -> None:
        for sequence in range(first, min(until, first + _MOST)):
            self._fault(sequence, FaultKind.MISSING)

    def _gap(self, last: int, link: _Link) -> None:
        """Sequences between two events: given up by a restore, as that says itself, or taken out."""
        self._head = None
        what, data = link.content[3], link.content[-1]
        if what == What.RESTORED and data and json.loads(data).get("after") == last:
            self._verdict.restored.append((last + 1, link.sequence - 1))
        else:
            self._miss(last + 1, link.sequence)

    def _judge(self, link: _Link) -> None:
        if link.signature is None or link.key is None:
            if link.sequence <= self._since:
                self._verdict.older += 1
            else:
                self._unsigned = link.sequence, link.hash, self._head
            self._head = link.hash
            return
        self._verdict.checked += 1
        self._head = link.hash if self._is_whole(link) else None
        self._verdict.end = Checkpoint(link.sequence, link.hash, link.content[1])

    def _is_whole(self, link: _Link) -> bool:
        """Whether a signed event is what its PC wrote, at its place."""
        assert link.key is not None
        assert link.signature is not None
        public = self._keys.get(link.key)
        device = link.content[4]
        if public is None or (link.key, device) in self._revoked:
            self._fault(link.sequence, FaultKind.UNKNOWN_KEY)
            return False
        if is_signed(public, link.hash, link.signature):
            if self._head is not None and link.prev != self._head:
                self._fault(link.sequence, FaultKind.EDITED)  # whole, but of another place
                return False
            self._follow_keys(link)
            return True
        own = self._head is None or link.prev == self._head
        own = own or is_signed(public, chain.digest(self._head, link.content), link.signature)
        self._fault(link.sequence, FaultKind.EDITED if own else FaultKind.INSERTED)
        return False

    def _follow_keys(self, link: _Link) -> None:
        """A key that was revoked for a device signs nothing for it from then on."""
        if link.content[3] not in (What.DEVICE_REVOKED, What.DEVICE_ENROLLED) or not link.content[-1]:
            return
        told = json.loads(link.content[-1])
        pair = bytes.fromhex(told["key"]), str(told["device"])
        if link.content[3] == What.DEVICE_REVOKED:
            self._revoked.add(pair)
        else:
            self._revoked.discard(pair)

    def _judge_unsigned(self, following: _Link | None) -> None:
        """An event without a signature was put in, unless the chain went through it before it lost its signature."""
        if self._unsigned is None:
            return
        sequence, own, before = self._unsigned
        self._unsigned = None
        fits = following is None or following.prev is None or following.prev in (own, before)
        self._fault(sequence, FaultKind.INSERTED if fits else FaultKind.EDITED)
        if following is not None and following.prev != own:
            self._head = before if following.prev == before else None

    def _compare(self, link: _Link) -> None:
        """With what was kept elsewhere about this event."""
        for head in self._wanted.get(link.sequence, ()):
            if not link.hash.startswith(head):
                self._fault(link.sequence, FaultKind.EDITED)
