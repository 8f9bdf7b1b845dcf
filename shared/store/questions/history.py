"""Questions of reports that go back over years: the live file and the yearly archives read as one."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import TypeVar

from shared.domain.report import Step, Visit
from shared.domain.ticket import first_id
from shared.domain.words import StepState
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Db, Engine, Row
from shared.store.record.events import Event, event_of

_EVENTS = (
    "SELECT sequence, at, day, what, device, officer, ticket, label, step, service, counter, call, reason, data"
    " FROM events WHERE sequence >= ? AND sequence < ? AND sequence > ? ORDER BY sequence LIMIT 2000"
)
_FAR = 2**62
_VISITS = (
    "SELECT t.id, t.day, t.taken_at, t.priority, s.service, s.counter, s.state, s.since, s.called_at, s.started_at,"
    " s.ended_at, s.rejoined FROM tickets t JOIN steps s ON s.ticket = t.id WHERE t.id IN"
    " (SELECT DISTINCT ticket FROM steps WHERE ticket >= ? AND ticket < ? ORDER BY ticket LIMIT ?)"
    " ORDER BY t.id, s.position"
)
_AT_ONCE = 2000  # visits read in one short transaction
_TRIES = 3
T = TypeVar("T")


def events_of_days(hall_file: Engine, first: str, last: str) -> Iterator[Event]:
    """Every event of the days from ``first`` to ``last``, each once, in order, from the live file or the archives.

    A day's events are those from its opening to the next day's.
    """
    seen = 0
    for archive in hall_file.archives(first, last):
        with archive as db:
            low, high = _range(db, first, last)
            while rows := db.execute(_EVENTS, (low, high, seen)).fetchall():
                seen = rows[-1][0]
                yield from map(event_of, rows)
    while True:
        with hall_file.reading() as db:
            low, high = _range(db, first, last)
            rows = db.execute(_EVENTS, (low, high, seen)).fetchall()
        if not rows:
            return
        seen = rows[-1][0]
        yield from map(event_of, rows)


def over_visits(hall_file: Engine, first: str, last: str, count: Callable[[Iterable[Visit]], T]) -> T:
    """What ``count`` makes of all visits of the days from ``first`` to ``last``, each once, from every file.

    If old days are archived meanwhile it starts again. EnvironmentFault if that happens again and again.
    """
    return unchanged(hall_file, lambda _history: count(_visits(hall_file, first, last)))


def unchanged(hall_file: Engine, read: Callable[[int], T]) -> T:
    """What ``read`` answers while no old day is archived. EnvironmentFault if that happens again and again.

    It is told the state of history, as ``Engine.snapshot`` wants it.
    """
    for _ in range(_TRIES):
        before = _history(hall_file)
        found = read(before)
        if _history(hall_file) == before:
            return found
    raise EnvironmentFault(Kind.BUSY, "Old days are being archived just now.", "Ask again in a minute.")


def _history(hall_file: Engine) -> int:
    with hall_file.reading() as db:
        changed: int = db.execute("SELECT history FROM pulse").fetchone()[0]
        return changed


def _visits(hall_file: Engine, first: str, last: str) -> Iterator[Visit]:
    """The archives' visits, then the live file's: one whose removal was cut off is complete in the archive."""
    low = first_id(first)
    end = first_id((datetime.date.fromisoformat(last) + datetime.timedelta(days=1)).isoformat())
    with hall_file.reading() as db:
        oldest = db.execute("SELECT min(id) FROM tickets WHERE id >= ?", (low,)).fetchone()[0] or _FAR
    seen: set[int] = set()
    for archive in hall_file.archives(first, last):
        with archive as db:
            for visit in _pieces(partial(_asked, db), low, end):
                if visit.ticket >= oldest:
                    seen.add(visit.ticket)
                yield visit

    def ask(low: int, end: int) -> list[Row]:
        with hall_file.reading() as db:
            return _asked(db, low, end)

    for visit in _pieces(ask, low, end):
        if visit.ticket not in seen:
            yield visit


def _asked(db: Db, low: int, end: int) -> list[Row]:
    return db.execute(_VISITS, (low, end, _AT_ONCE)).fetchall()


def _pieces(ask: Callable[[int, int], list[Row]], low: int, end: int) -> Iterator[Visit]:
    """All visits between two ids, some thousand at a time."""
    while rows := ask(low, end):
        for _, steps in groupby(rows, key=lambda row: row[0]):
            yield _visit(list(steps))
        low = rows[-1][0] + 1


def _visit(rows: list[Row]) -> Visit:
    steps = tuple(Step(row[4], row[5], StepState(row[6]), *row[7:11], carried=row[11] == "transfer") for row in rows)
    ticket, day, taken_at, priority = rows[0][:4]
    return Visit(ticket, day, taken_at, bool(priority), steps)


def _range(db: Db, first: str, last: str) -> tuple[int, int]:
    """The sequences of the days, from the small table that knows where each day begins."""
    low = db.execute("SELECT min(first_event) FROM days WHERE day >= ?", (first,)).fetchone()[0]
    high = db.execute("SELECT min(first_event) FROM days WHERE day > ?", (last,)).fetchone()[0]
    return (_FAR if low is None else low), (_FAR if high is None else high)
