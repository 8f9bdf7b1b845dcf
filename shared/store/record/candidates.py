"""A counter's line: the steps that it could call now, read through one small index, and the calls before."""

import itertools
from collections.abc import Sequence
from typing import Protocol, overload

from shared.domain import patience
from shared.domain.hall_data.hall import Hall
from shared.domain.line import Recent, Waiting
from shared.domain.words import Instant
from shared.store.engine import Db, Row
from shared.store.record import readiness
from shared.store.record.hall_index import index, marks


class Moment(Protocol):
    """The hall at one moment: an act's transaction, or a question that only looks."""

    @property
    def db(self) -> Db:
        """The open transaction."""
        ...

    @property
    def hall(self) -> Hall:
        """The hall's data."""
        ...

    @property
    def now(self) -> Instant:
        """The moment."""
        ...

    @property
    def day(self) -> str:
        """The business day."""
        ...


_DEEP = 100
"""This many of each lane are read first; those further back only if none of these fits."""
_RECENT = 60
"""Calls of one service that the rules may look back on."""

_WAITING = (
    "SELECT s.id, s.ticket, t.label, s.service, s.priority, s.place, s.since, t.taken_at, t.booked_for, s.rejoined,"
    " s.to_counter, s.hold_until, s.counter, s.call FROM steps s JOIN tickets t ON t.id = s.ticket"
)
IN_LINE = (
    f"{_WAITING} WHERE s.day = ? AND s.service = ? AND s.priority = ? AND s.state = 'waiting' AND s.ready = 1"
    " AND s.to_counter IS NULL ORDER BY s.place LIMIT ?"
)
SENT_HERE = (
    f"{_WAITING} WHERE s.day = ? AND s.to_counter = ? AND s.to_counter IS NOT NULL"
    " AND s.state = 'waiting' AND s.ready = 1"
)
"""``IS NOT NULL`` says nothing new: it is the condition of the partial index ``steps_to_counter``."""
HELD = (  # the index holds both states, and SQLite takes it only where its condition stands word by word
    f"{_WAITING} WHERE s.day = ? AND s.service = ? AND s.state IN ('held', 'no_show') AND s.state = 'held'"
)
CALLED = (
    "SELECT service, priority, called_at, place, state, ended_at, counter, call FROM steps"
    " WHERE day = ? AND service = ? AND call IS NOT NULL ORDER BY call DESC LIMIT ?"
)
"""By the partial index ``steps_called``, backwards from the newest call."""


def waiting(row: Row, rejoined: str | None = None) -> Waiting:
    """A row of a line as the rules see it."""
    return Waiting(
        step=row["id"],
        ticket=row["ticket"],
        label=row["label"],
        service=row["service"],
        priority=bool(row["priority"]),
        place=row["place"],
        since=row["since"],
        taken_at=row["taken_at"],
        booked_for=row["booked_for"],
        rejoined=rejoined or row["rejoined"],
        to_counter=row["to_counter"],
        returned_from=row["counter"] if row["rejoined"] == "return" and row["to_counter"] is None else None,
        call=row["call"],
    )


def line_of(tx: Moment, counter: str, current: Row | None, deep: int = _DEEP) -> list[Waiting]:
    """Who this counter could call, once the visitor who is there now (``current``) has left.

    The counts tell which lines have people, so that an empty line costs nothing.
    """
    services = index(tx.hall).services_of[counter]
    line: list[Waiting] = []
    for service, waiting_ones, priority, held in _standing(tx, services):
        for lane, people in ((0, waiting_ones - priority), (1, priority)):
            if people:
                line.extend(map(waiting, tx.db.execute(IN_LINE, (tx.day, service, lane, deep))))
        if held:
            line.extend(_held_over(tx, service))
    line.extend(map(waiting, tx.db.execute(SENT_HERE, (tx.day, counter))))
    if current is not None:
        line.extend(_freed(tx, counter, services, current))
    return line


def _standing(tx: Moment, services: tuple[str, ...]) -> list[tuple[str, int, int, int]]:
    """The services with somebody in line: how many wait, how many of them in priority, how many are held."""
    return tx.db.execute(
        "SELECT service, waiting, waiting_priority, held FROM tallies WHERE day = ?"
        f" AND service IN ({marks(len(services))}) AND waiting + held > 0",
        (tx.day, *services),
    ).fetchall()


def _held_over(tx: Moment, service: str) -> list[Waiting]:
    """Held steps whose time has come: they are in line again, at their old place."""
    rows = tx.db.execute(HELD, (tx.day, service)).fetchall()
    due = [row for row in rows if patience.hold_is_over(row["hold_until"], tx.now)]
    return [waiting(row, "resume") for row in due if row["id"] not in _busy_elsewhere(tx, row)]


def _busy_elsewhere(tx: Moment, row: Row) -> set[int]:
    found = tx.db.execute(
        "SELECT 1 FROM steps WHERE ticket = ? AND state IN ('called', 'serving')", (row["ticket"],)
    ).fetchone()
    return {row["id"]} if found else set()


def _freed(tx: Moment, counter: str, services: tuple[str, ...], current: Row) -> list[Waiting]:
    """Further steps of the present visitor that this counter serves: free as soon as the present one is finished."""
    steps = readiness.of_ticket(tx.db, current["ticket"])
    if len(steps) == 1:
        return []
    free = readiness.callable_steps(tx.hall, steps, leaving=current["id"])
    rows = tx.db.execute(f"{_WAITING} WHERE s.id IN ({marks(len(free))})", tuple(free)).fetchall()
    return [
        waiting(row)
        for row in rows
        if row["to_counter"] == counter or (row["to_counter"] is None and row["service"] in services)
    ]


class RecentCalls(Sequence[Recent]):
    """The last calls of a counter's services today, oldest first; read when a rule looks back, and not before."""

    def __init__(self, tx: Moment, counter: str) -> None:
        self._tx = tx
        self._counter = counter
        self._calls: list[Recent] | None = None

    def _read(self) -> list[Recent]:
        if self._calls is None:
            services = index(self._tx.hall).services_of[self._counter]
            rows = itertools.chain.from_iterable(
                self._tx.db.execute(CALLED, (self._tx.day, service, _RECENT)).fetchall() for service in services
            )
            self._calls = [_recent(self._tx, row) for row in sorted(rows, key=lambda row: row["call"])]
        return self._calls

    @overload
    def __getitem__(self, index: int) -> Recent: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Recent]: ...
    def __getitem__(self, index: int | slice) -> Recent | Sequence[Recent]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())


def _recent(tx: Moment, row: Row) -> Recent:
    at_counter = row["state"] in ("called", "serving")
    end = tx.now if at_counter or row["ended_at"] is None else row["ended_at"]
    return Recent(
        row["service"], bool(row["priority"]), row["called_at"], row["place"], max(0, end - row["called_at"]) / 1000,
        not at_counter, row["counter"], row["call"],
    )  # fmt: skip
