"""What the last act at a counter changed, kept with the counter for a moment so that it can be taken back.

The rows as they were and as the act left them: it is undone only while nobody has changed them since.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.domain.moves import AT_COUNTER
from shared.domain.words import Instant
from shared.store.engine import Db
from shared.store.record.hall_index import marks

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

UNDOABLE = frozenset(
    {"next", "call", "finish", "no_show", "cancel", "transfer", "hold", "return", "serve", "continue_at"}
)
"""The acts that can be undone, as their requests name them."""
COLUMNS = (
    "state", "place", "since", "counter", "to_counter", "waits_for", "call", "rejoined", "reason", "hold_until",
    "called_at", "started_at", "ended_at", "successor", "to_officer", "outcome",
)  # fmt: skip
"""Of a step: everything that acts change, but ``ready``, which follows from the visit's other steps."""
STANDING = ("status", "officer", "since", "back_at")
"""Of a counter."""


@dataclass(slots=True)
class Changes:
    """What an act changes while it runs.

    Attributes:
        steps: steps that it moved, as they were.
        made: steps that it made.
        calls: calls that it made.
        counter: how the counter stood before it was opened for the act; None if it was open.
    """

    steps: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    made: list[int] = field(default_factory=list[int])
    calls: list[int] = field(default_factory=list[int])
    counter: dict[str, Any] | None = None

    def step(self, db: Db, step: int) -> None:
        """A step is about to be moved; how it was first counts."""
        if step not in self.steps:
            self.steps |= _rows(db, [step])


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last act at a counter.

    Attributes:
        request: the press that did it.
        at: when it was done.
        before, after: its steps as they were, and as it left them.
        counter: how the counter stood before; None if the act did not touch that.
    """

    act: str
    request: str
    at: Instant
    before: Mapping[int, Mapping[str, Any]]
    after: Mapping[int, Mapping[str, Any]]
    made: tuple[int, ...]
    calls: tuple[int, ...]
    counter: Mapping[str, Any] | None


def keep(tx: "Tx", changes: Changes, request: str, act: str) -> None:
    """Keep what an act changed, with the counter that had or has its visitor."""
    after = _rows(tx.db, list(changes.steps))
    both = (*changes.steps.values(), *after.values())
    counter = next((row["counter"] for row in both if row["state"] in AT_COUNTER), None)
    if counter is None:  # nobody was at a counter: somebody in line was sent on, or went home
        return
    told = {
        "act": act, "request": request, "at": tx.now, "before": changes.steps,
        "after": after | _rows(tx.db, changes.made), "made": changes.made, "calls": changes.calls,
        "counter": changes.counter,
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    tx.db.execute(
        "INSERT INTO undo (counter, data) VALUES (?, ?) ON CONFLICT (counter) DO UPDATE SET data = excluded.data",
        (counter, text),
    )


def last(db: Db, counter: str) -> Undoable | None:
    """The last act at a counter, as :func:`keep` wrote it."""
    row = db.execute("SELECT data FROM undo WHERE counter = ?", (counter,)).fetchone()
    if row is None:
        return None
    told: dict[str, Any] = json.loads(row["data"])
    before, after = ({int(step): row for step, row in told[name].items()} for name in ("before", "after"))
    return Undoable(
        told["act"], told["request"], told["at"], before, after, tuple(told["made"]), tuple(told["calls"]),
        told["counter"],
    )  # fmt: skip


def _rows(db: Db, steps: list[int]) -> dict[int, dict[str, Any]]:
    if not steps:
        return {}
    found = db.execute(f"SELECT id, {', '.join(COLUMNS)} FROM steps WHERE id IN ({marks(len(steps))})", steps)
    return {row["id"]: {name: row[name] for name in COLUMNS} for row in found.fetchall()}


def changed(db: Db, undoable: Undoable) -> int | None:
    """A step that is not as the act left it any more, if there is one."""
    now = _rows(db, list(undoable.after))
    return next((step for step, row in undoable.after.items() if now.get(step) != row), None)
