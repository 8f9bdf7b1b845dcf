"""Blocks of numbers that kiosks hold for when the share is gone, on the side of the hall's file.

A block is taken in one transaction, written into the kiosk's own spool, and only then is the block that it replaces
given back: the kiosk never holds a number that another one could give out.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.calendar import hours_on
from shared.domain.hall_data.hall import Hall
from shared.domain.leasing import Policy, first_day_peaks, policy
from shared.domain.words import Instant
from shared.store.engine import Db, Engine
from shared.store.offline.kiosk_peaks import Peaks
from shared.store.record.authority import may_enter
from shared.store.record.events import What
from shared.store.record.numbers import BLOCK, block_of
from shared.store.record.transaction import Tx, begin


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Numbers ``first`` to ``last`` of a prefix, on one day."""

    day: str
    prefix: str
    first: int

    @property
    def last(self) -> int:
        """Its last number."""
        return self.first + BLOCK - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What a kiosk should hold: blocks to keep, how many new ones it needs by prefix, and what to return."""

    keep: tuple[Block, ...]
    fresh: Mapping[str, int]

    def is_done(self, held: Iterable[Block]) -> bool:
        """Whether there is nothing to take or return."""
        return not any(self.fresh.values()) and set(held) == set(self.keep)


def prefixes_of(hall: Hall, kiosk: str) -> tuple[str, ...]:
    """The prefixes that a kiosk gives out: those of the agencies that it offers."""
    known = hall.kiosk.get(kiosk)
    return (known.agencies if known is not None else ()) or tuple(hall.agency)


def plan(
    db: Db, hall: Hall, kiosk: str, spool: str, day: str, now: Instant, held: Mapping[Block, int],
    peaks: Peaks,
) -> Plan:  # fmt: skip
    """What this kiosk should hold now. ``held`` says of each block in its spool how many numbers of it were used.

    A block is returned when the present number comes near, or nothing is left of it: the next outage goes on in the
    one that the last began, so that many short ones do not lead far from all other numbers. A block that the file does
    not know (after a restore) must not be given out.
    """
    mine = _leased(db, spool, day)
    following = nexts(db, day)
    minutes = _minutes_open(db, day, now)
    keep: list[Block] = []
    fresh: dict[str, int] = {}
    prefixes = prefixes_of(hall, kiosk)
    unknown = {} if peaks.known else first_day_peaks({prefix: _share(hall, prefix) for prefix in prefixes})
    for prefix in prefixes:
        present = following.get(prefix, 1)
        wanted = _policy(hall, present, minutes, max(unknown.get(prefix, 0), peaks.an_hour.get(prefix, 0)))
        good = [b for b in held if b in mine and b.prefix == prefix and _still_good(b, held[b], present, wanted)]
        keep.extend(good)
        fresh[prefix] = max(0, wanted.blocks - sum(1 for b in good if not held[b]))
    return Plan(tuple(keep), fresh)


def _share(hall: Hall, prefix: str) -> float:
    return hall.agency[prefix].share if prefix in hall.agency else 0.0


def nexts(db: Db, day: str) -> dict[str, int]:
    """The next number of each prefix that was used that day."""
    return dict(db.execute("SELECT prefix, next FROM numbers WHERE day = ?", (day,)).fetchall())


def _policy(hall: Hall, present: int, minutes: float, peak: float = 0.0) -> Policy:
    return policy(present - 1, minutes, len(hall.kiosk), BLOCK, hall.rules.records.outage_minutes, peak)


def _still_good(block: Block, used: int, present: int, wanted: Policy) -> bool:
    return used < BLOCK and block.first >= block_of(present) + wanted.move_below * BLOCK


def take(hall_file: Engine, kiosk: str, spool: str, held: Mapping[Block, int], peaks: Peaks) -> tuple[Block, ...]:
    """Lease what is missing; answers all blocks that the kiosk may write into its spool in place of what it held.

    Everything it held stays leased until :func:`give_back`.
    """
    with hall_file.writing() as db:
        tx = begin(hall_file, db)
        if not gives_numbers(tx) or not may_enter(tx, hall_file, "lease"):
            return ()
        due = plan(db, tx.hall, kiosk, spool, tx.day, tx.now, held, peaks)
        fresh = [block for prefix, count in due.fresh.items() for block in _lease(tx, kiosk, spool, prefix, count)]
        if fresh:
            tx.event(What.LEASE_TAKEN, data={"kiosk": kiosk, "blocks": [[b.prefix, b.first, b.last] for b in fresh]})
        return (*due.keep, *fresh)


def gives_numbers(tx: Tx) -> bool:
    """Whether this is a day on which numbers may still be given out. It need not be opened for a lease."""
    closed = tx.pulse["day"] == tx.day and tx.pulse["day_closed"]
    return not closed and hours_on(tx.hall, datetime.date.fromisoformat(tx.day)) is not None


def _minutes_open(db: Db, day: str, now: Instant) -> float:
    opened = db.execute("SELECT opened_at FROM days WHERE day = ?", (day,)).fetchone()
    return 0.0 if opened is None else max(0.0, (now - opened[0]) / 60_000)


def _lease(tx: Tx, kiosk: str, spool: str, prefix: str, count: int) -> list[Block]:
    """The first free blocks beyond the headroom, every so many as there are kiosks.

    So the kiosks of a hall go on near each other while the share is gone, in place of one far behind another. The
    primary key refuses overlapping ones.
    """
    row = tx.db.execute("SELECT next FROM numbers WHERE day = ? AND prefix = ?", (tx.day, prefix)).fetchone()
    present = 1 if row is None else row[0]
    wanted = _policy(tx.hall, present, _minutes_open(tx.db, tx.day, tx.now))
    kiosks = tuple(tx.hall.kiosk)
    stride, own = max(1, len(kiosks)), kiosks.index(kiosk) if kiosk in kiosks else 0
    first = block_of(present) + wanted.headroom * BLOCK
    first += (own - first // BLOCK) % stride * BLOCK
    taken: list[Block] = []
    while len(taken) < count:
        made = tx.db.execute(
            "INSERT INTO leases (day, prefix, first, last, kiosk, spool, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (day, prefix, first) DO UPDATE SET kiosk = excluded.kiosk, spool = excluded.spool,"
            " at = excluded.at, returned = 0 WHERE leases.returned = 1 AND leases.used = 0",
            (tx.day, prefix, first, first + BLOCK - 1, kiosk, spool, tx.now),
        )
        if made.rowcount:
            taken.append(Block(tx.day, prefix, first))
        first += stride * BLOCK
    return taken


def strays(db: Db, spool: str, day: str, held: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks that the file says this spool holds, and the spool does not know (any more)."""
    return tuple(sorted(_leased(db, spool, day) - set(held)))


def _leased(db: Db, spool: str, day: str) -> set[Block]:
    rows = db.execute(
        "SELECT day, prefix, first FROM leases WHERE spool = ? AND day = ? AND returned = 0", (spool, day)
    )
    return {Block(*row) for row in rows.fetchall()}


def give_back(hall_file: Engine, spool: str, held: Iterable[Block]) -> tuple[Block, ...]:
    """Give back every block of this spool that it does not hold any more; answers which.

    The spool has dropped these blocks before, and everything it gave out from them is settled: the file has all that
    was used.
    """
    with hall_file.writing() as db:
        tx = begin(hall_file, db)
        if not may_enter(tx, hall_file, "lease"):
            return ()
        returned = strays(db, spool, tx.day, held)
        for block in returned:
            highest = db.execute(
                "SELECT max(number) FROM tickets WHERE day = ? AND prefix = ? AND number BETWEEN ? AND ?",
                (block.day, block.prefix, block.first, block.last),
            ).fetchone()[0]
            used = 0 if highest is None else highest - block.first + 1
            db.execute(  # after a restore lost tickets, more was used than there are tickets: their papers exist
                "UPDATE leases SET returned = 1, used = CASE WHEN used < ? THEN ? ELSE used END"
                " WHERE day = ? AND prefix = ? AND first = ?",
                (used, used, block.day, block.prefix, block.first),
            )
        if returned:
            data: dict[str, Sequence[object]] = {"blocks": [[b.prefix, b.first, b.last] for b in returned]}
            tx.event(What.LEASE_RETURNED, data=data)
        return returned
