"""The outbox of a file of this PC: what waits in it for the hall, in order, each request once.

Every function works in a transaction of that file (``local_file``). What the hall has stays for a while, with the
hall's answer, so that it can be shown.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from shared.domain.answers import Issued
from shared.domain.words import Instant
from shared.store.engine import Db, Row
from shared.store.offline.kept import Kept, KeptAct
from shared.store.record import answers_json

KEPT_SETTLED = 2000
"""How many settled entries stay."""


def put(
    db: Db, request: str, act: KeptAct, at: Instant, details: Mapping[str, Any], *, day: str = "",
    label: str | None = None, answer: Issued | None = None,
) -> None:  # fmt: skip
    """Append it, unless this request is there already."""
    told = None if answer is None else answers_json.encode(answer)
    db.execute(
        "INSERT INTO outbox (request, act, day, at, label, details, answer) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (request) DO NOTHING",
        (request, act.value, day, at, label, json.dumps(details, ensure_ascii=False), told),
    )


def find(db: Db, request: str) -> Kept | None:
    """What was kept under a request, settled or not."""
    row = db.execute("SELECT * FROM outbox WHERE request = ?", (request,)).fetchone()
    return None if row is None else _kept(row)


def pending(db: Db, limit: int = -1) -> tuple[Kept, ...]:
    """What the hall does not have yet, oldest first."""
    rows = db.execute("SELECT * FROM outbox WHERE settled_at IS NULL ORDER BY serial LIMIT ?", (limit,))
    return tuple(map(_kept, rows))


def settled(db: Db, limit: int) -> tuple[tuple[Kept, str], ...]:
    """What was settled last, newest first, each with its outcome as JSON."""
    rows = db.execute("SELECT * FROM outbox WHERE settled_at IS NOT NULL ORDER BY serial DESC LIMIT ?", (limit,))
    return tuple((_kept(row), row["outcome"]) for row in rows)


def settle(db: Db, kept: Iterable[Kept], outcome: str, now: Instant) -> int:
    """Keep the hall's answers to these; the oldest settled entries are deleted. Answers how many were pending."""
    serials = [one.serial for one in kept]
    pending = db.executemany(
        "UPDATE outbox SET settled_at = ?, outcome = ? WHERE serial = ? AND settled_at IS NULL",
        [(now, outcome, serial) for serial in serials],
    ).rowcount
    oldest = max(serials, default=0) - KEPT_SETTLED
    db.execute("DELETE FROM outbox WHERE settled_at IS NOT NULL AND serial <= ?", (oldest,))
    return pending


def forget(db: Db, kept: Kept) -> bool:
    """It is with the hall, and nothing of it stays here; False if it was gone already."""
    return db.execute("DELETE FROM outbox WHERE serial = ?", (kept.serial,)).rowcount > 0


def _kept(row: Row) -> Kept:
    answer = None if row["answer"] is None else answers_json.decode(row["answer"])
    assert answer is None or isinstance(answer, Issued)  # the only answer that is kept with an act
    return Kept(
        row["serial"], row["request"], KeptAct(row["act"]), row["day"], row["at"], row["label"],
        json.loads(row["details"]), answer,
    )  # fmt: skip
