"""Past business days as reports count them: each day's visits and what happened around them, from every file.

Days are read one by one: those that are over out of a snapshot or an archive, without any lock, the last ones in short
transactions of their own. So no press waits for a report.
"""

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from shared.domain.report import Step, Visit
from shared.domain.statistics.day_facts import CounterChange, CounterStay, CounterTurn, DayFacts
from shared.domain.ticket import first_id
from shared.domain.words import Instant, StepState
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Db, Engine, Row
from shared.store.questions.history import unchanged
from shared.store.record.events import CLOCK_AHEAD, What

_FAR = 2**62
_AT_ONCE = 3000
"""Events that are looked through in one short transaction."""
_VISIT = (
    "SELECT t.id, t.taken_at, t.priority, t.booked_for, s.state, s.service, s.counter, s.since, s.called_at,"
    " s.started_at, s.ended_at, coalesce(s.rejoined, '') = 'transfer', s.id, s.rejoined IS NOT NULL, {officer},"
    " s.outcome"
    " FROM tickets t JOIN steps s ON s.ticket = t.id {calls} WHERE t.id >= ? AND t.id < ? ORDER BY t.id, s.position"
)
_OF_A_DAY = {
    False: _VISIT.format(officer="NULL", calls=""),
    True: _VISIT.format(officer="c.officer", calls="LEFT JOIN calls c ON c.number = s.call"),
}
"""The visits of a day, without and with who called them."""
_WITHOUT_OUTCOMES = {officers: sql.replace("s.outcome", "NULL") for officers, sql in _OF_A_DAY.items()}
_EVENTS = (
    "SELECT what, at, counter, step, data FROM events WHERE sequence >= ? AND sequence < ? AND what IN"
    " ('issued', 'counter_opened', 'counter_closed', 'break_started', 'break_ended', 'note') ORDER BY sequence"
)
_STAYS = (
    "SELECT e.call, e.counter, e.service, c.at, min(e.at) FROM events e JOIN calls c ON c.number = e.call"
    " WHERE e.sequence >= ? AND e.sequence < ? AND e.what IN"
    " ('finished', 'no_show', 'held', 'returned', 'transferred', 'cancelled', 'expired') AND e.counter IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.id = e.step AND s.call = e.call AND s.state IN ('done', 'no_show'))"
    " GROUP BY e.call, e.counter, e.service, c.at ORDER BY e.call"
)
"""Calls and when their visitor left the counter for the first time, but those that the step itself tells."""
_BETWEEN = "SELECT DISTINCT day FROM tickets WHERE id >= ? AND id < ?"
_DAYS = "SELECT day, opened_at, closed_at, first_event FROM days WHERE day >= ? ORDER BY day"
_CHANGES: Mapping[str, CounterTurn] = {
    What.COUNTER_OPENED.value: CounterTurn.OPENED,
    What.BREAK_ENDED.value: CounterTurn.OPENED,
    What.COUNTER_CLOSED.value: CounterTurn.CLOSED,
    What.BREAK_STARTED.value: CounterTurn.BREAK,
}
_DECODE = json.JSONDecoder().decode
T = TypeVar("T")
Reading = Callable[[], AbstractContextManager[Db]]
Told = tuple[int, int] | None
Progress = Callable[[str], None]
_Rows = dict[str, tuple[Any, ...]]
_Refused = Mapping[str, Mapping[tuple[str, str], int]]


def over_days(
    hall_file: Engine,
    first: str,
    last: str,
    count: Callable[[Iterable[DayFacts]], T],
    *,
    officers: bool = False,
    progress: Progress | None = None,
) -> T:
    """What ``count`` makes of the business days from ``first`` to ``last``, in order, each once, from every file.

    ``progress`` is told each day before it is read. EnvironmentFault if an archive that must be there is missing, or if
    old days are archived again and again meanwhile.
    """
    told = progress or _silent
    return unchanged(
        hall_file, lambda history: count(_days(hall_file, first, last, history, officers=officers, told=told))
    )


def _days(
    hall_file: Engine, first: str, last: str, history: int, *, officers: bool, told: Progress
) -> Iterator[DayFacts]:
    with hall_file.snapshot(history) as copy:
        until, live, stray = "", _Rows(), set[str]()
        if copy is not None:
            until = copy[1]
            live = {day: row for day, row in _known(copy[0], first).items() if day < until}
            stray = _stray_days(copy[0], first, min(last, _before(until)))
        with hall_file.reading() as db:
            live |= _known(db, max(first, until))
            stray |= _stray_days(db, max(first, until), last)
            refused = _refused(db, first, last)  # never archived: a few rows a day
            oldest = _oldest(db)
        _need_archives(hall_file, oldest, first, last)
        archived: set[str] = set()
        kept_of: set[int] = set()
        for archive in hall_file.archives(first, last):
            with archive as db:
                old = {day: row for day, row in _known(db, first).items() if day <= last}
                for day in sorted(old):
                    told(day)
                    seen = _Day(lambda db=db: _Entered(db), old, refused, officers=officers).facts(day)
                    if day in live or day in stray:
                        kept_of.update(visit.ticket for visit in seen.visits)
                        late = _Day(hall_file.reading, live, refused, officers=officers).visits(day, kept_of)
                        seen = _merged(seen, late)
                    archived.add(day)
                    yield seen
        for day in sorted(({*live} | stray) - archived):
            if day <= last:
                told(day)
                reading = hall_file.reading if copy is None or day >= until else lambda db=copy[0]: _Entered(db)
                yield _Day(reading, live, refused, officers=officers).facts(day)


def _known(db: Db, first: str) -> _Rows:
    """A file's days from ``first``, as :data:`_DAYS` asks for them."""
    return {row[0]: tuple(row) for row in db.execute(_DAYS, (first,)).fetchall()}


def _refused(db: Db, first: str, last: str) -> _Refused:
    found: dict[str, dict[tuple[str, str], int]] = {}
    rows = db.execute(
        "SELECT day, reason, service, count FROM refused_numbers WHERE day BETWEEN ? AND ?", (first, last)
    )
    for day, reason, service, count in rows.fetchall():
        found.setdefault(day, {})[reason, service] = count
    return found


def _silent(_day: str) -> None:
    """Nobody wants to know how far it is."""


class _Entered(AbstractContextManager[Db]):
    """An archive that is open already."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def __enter__(self) -> Db:
        return self._db

    def __exit__(self, *_: object) -> None:
        return None


def _merged(archived: DayFacts, late: tuple[Visit, ...]) -> DayFacts:
    """A day of the archive with what a kiosk brought afterwards."""
    return dataclasses.replace(archived, visits=(*archived.visits, *late))


def _stray_days(db: Db, first: str, last: str) -> set[str]:
    """Days of which a file has tickets and no more: a kiosk that was away brought them.

    Before the oldest day of the file after months; among its days, when the hall was away for a whole one.
    """
    known = [day for (day,) in db.execute("SELECT day FROM days WHERE day >= ? ORDER BY day", (first,)).fetchall()]
    if not known and db.execute("SELECT 1 FROM days LIMIT 1").fetchone() is None:
        known = [_after(last)]
    stray, day = set[str](), first
    for next_known in known:
        end = min(next_known, _after(last))
        if day < end:  # the days between two that the file knows
            stray.update(found for (found,) in db.execute(_BETWEEN, (first_id(day), first_id(end))).fetchall())
        day = _after(next_known)
    return stray


def _after(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def begun_at(hall_file: Engine) -> Instant | None:
    """When the hall's file was made."""
    with hall_file.reading() as db:
        return _made(db)


def _made(db: Db) -> Instant | None:
    row = db.execute("SELECT value FROM meta WHERE name = 'created_at'").fetchone()
    return None if row is None else Instant(int(row[0]))


def first_day(hall_file: Engine) -> str | None:
    """The first business day that is recorded anywhere; None before there is one."""
    days = list[str]()
    with hall_file.reading() as db:
        days += [day for (day,) in db.execute("SELECT min(day) FROM days").fetchall() if day is not None]
    for archive in hall_file.archives("0001-01-01", min(days, default="9999-12-31")):
        with archive as db:
            days += [day for (day,) in db.execute("SELECT min(day) FROM days").fetchall() if day is not None]
    return min(days, default=None)


def is_closed(hall_file: Engine, day: str) -> bool:
    """Whether somebody closed that day."""
    with hall_file.reading() as db:
        row = db.execute("SELECT closed_at FROM days WHERE day = ?", (day,)).fetchone()
    return row is not None and row[0] is not None


def need_archives(hall_file: Engine, first: str, last: str) -> None:
    """EnvironmentFault if days of the period were archived and the yearly file is not there."""
    with hall_file.reading() as db:
        oldest = _oldest(db)
    _need_archives(hall_file, oldest, first, last)


@dataclasses.dataclass(frozen=True, slots=True)
class _Oldest:
    """Where the live file begins: its first day and that day's first event, its first event, and when it was made."""

    day: str | None
    first_event: int
    event: int | None
    made: Instant | None


def _oldest(db: Db) -> _Oldest:
    day, first_event, event = db.execute(
        "SELECT min(day), min(first_event), (SELECT min(sequence) FROM events) FROM days"
    ).fetchone()
    return _Oldest(day, first_event, event, _made(db))


def _need_archives(hall_file: Engine, oldest: _Oldest, first: str, last: str) -> None:
    if oldest.day is None or oldest.event == 1 or first >= oldest.day or oldest.made is None:
        return
    begun = datetime.datetime.fromtimestamp(oldest.made / 1000, datetime.UTC).date().isoformat()
    gone_until = min(last, _before(oldest.day))
    years = range(int(max(first, begun)[:4]), int(gone_until[:4]) + 1)
    missing = [
        year
        for year in years
        if not hall_file.archives(f"{year}-01-01", f"{year}-12-31")
        and not _had_no_day(hall_file, year, oldest.first_event)
    ]
    if missing:
        raise EnvironmentFault(
            Kind.NO_HALL,
            f"The days before {oldest.day} were archived, and archive/hall-{missing[0]}.db is not there.",
            "Put it back into the hall's folder (it is in the copies of that folder), or ask for later days.",
        )


def _had_no_day(hall_file: Engine, year: int, live_from: int) -> bool:
    """Whether the events after that year follow at once on those before it: it was archived before its first day."""
    earlier = hall_file.archives("0001-01-01", f"{year - 1}-12-31")
    if not earlier:
        return False
    with earlier[-1] as db:
        newest: int = db.execute("SELECT max(sequence) FROM events").fetchone()[0] or 0
    later = hall_file.archives(f"{year + 1}-01-01", "9999-12-31")
    if later:
        with later[0] as db:
            live_from = db.execute("SELECT min(first_event) FROM days").fetchone()[0] or live_from
    return newest + 1 >= live_from


class _Day:
    """One day in one file."""

    def __init__(
        self, reading: Reading, days: Mapping[str, tuple[Any, ...]], refused: _Refused, *, officers: bool
    ) -> None:
        self._reading, self._days, self._refused, self._officers = reading, days, refused, officers

    def facts(self, day: str) -> DayFacts:
        """Everything of it."""
        _, opened_at, closed_at, first_event = self._days.get(day, (day, None, None, _FAR))
        with self._reading() as db:
            visits = self._rows(db, day)
            booked = db.execute(
                "SELECT service, count(*), count(ticket) FROM bookings WHERE day = ? AND cancelled_at IS NULL"
                " GROUP BY service",
                (day,),
            ).fetchall()
        told, changes, stays, doubted = self._events(first_event, self._end(day))
        return DayFacts(
            day, opened_at, closed_at, tuple(_visits(day, visits)), told, tuple(changes), tuple(stays),
            self._refused.get(day, {}), {service: count for service, count, _ in booked},
            {service: kept for service, _, kept in booked}, doubted,
        )  # fmt: skip

    def visits(self, day: str, without: set[int]) -> tuple[Visit, ...]:
        """Its visits but for those of these tickets."""
        with self._reading() as db:
            rows = self._rows(db, day)
        return tuple(visit for visit in _visits(day, rows) if visit.ticket not in without)

    def _rows(self, db: Db, day: str) -> list[Row]:
        """Its steps; a file that was archived or copied by an older Antrean has no outcomes."""
        if any(column[0] == "outcome" for column in db.execute("SELECT * FROM steps LIMIT 0").description or ()):
            return db.execute(_OF_A_DAY[self._officers], _ids(day)).fetchall()
        return db.execute(_WITHOUT_OUTCOMES[self._officers], _ids(day)).fetchall()

    def _end(self, day: str) -> int:
        """Where the next day's events begin."""
        return next((row[3] for other, row in self._days.items() if other > day), _FAR)

    def _events(self, first: int, end: int) -> tuple[dict[int, Told], list[CounterChange], Iterable[CounterStay], bool]:
        told: dict[int, Told] = {}
        changes: list[CounterChange] = []
        stays: dict[int, CounterStay] = {}
        doubted = False
        if first == _FAR:
            return told, changes, (), doubted
        newest = -1
        while first < end:
            with self._reading() as db:
                if newest < 0:
                    newest = db.execute("SELECT max(sequence) FROM events").fetchone()[0] or 0
                until = min(first + _AT_ONCE, end, newest + 1)
                rows = db.execute(_EVENTS, (first, until)).fetchall()
                left = db.execute(_STAYS, (first, until)).fetchall()
            end = min(end, newest + 1)
            for what, at, counter, step, data in rows:
                if what == "issued":
                    if data is not None and step is not None:
                        told[step] = _range(data)
                elif what == "note":
                    doubted = doubted or (data is not None and CLOCK_AHEAD in data)
                elif counter is not None:
                    changes.append(CounterChange(at, counter, _CHANGES[what]))
            for call, counter, service, called_at, at in left:
                stays.setdefault(call, CounterStay(counter, service, called_at, at))
            first = until
        return told, changes, stays.values(), doubted


@lru_cache(10_000)  # the same words were told to very many
def _range(data: str) -> Told:
    """The range of minutes that was told with a number."""
    wait = _DECODE(data).get("wait_minutes")
    return None if wait is None else (wait[0], wait[1])


def _ids(day: str) -> tuple[int, int]:
    return first_id(day), first_id(_after(day))


def _visits(day: str, rows: list[Row]) -> Iterator[Visit]:
    for ticket, steps in groupby(rows, _TICKET):
        own = list(steps)
        _, taken_at, priority, booked_for = own[0][:4]
        yield Visit(ticket, day, taken_at, bool(priority), tuple(map(_step, own)), booked_for is not None)


_TICKET = itemgetter(0)
_STATES = {state.value: state for state in StepState}


def _step(row: Row) -> Step:
    return Step(row[5], row[6], _STATES[row[4]], *row[7:15], outcome=row[15] or None)
