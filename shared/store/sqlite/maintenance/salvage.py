"""What can be read from a damaged hall's file: row by row into a new one, with a report of what is missing.

The damaged file is only read. Rows on broken pages are skipped from both sides; gaps are filled from
a sound backup and from the audit log; what the acts keep up to date (counts, counters, places in line) is calculated
again.
"""

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from shared.domain.ticket import first_id, split_label, step_id, ticket_id
from shared.domain.ticket import label as label_of
from shared.domain.words import StepState
from shared.faults import EnvironmentFault, Kind
from shared.records import TableError
from shared.store.record import hall_rows, steps
from shared.store.record.events import What
from shared.store.sqlite.file_uri import file_uri
from shared.store.sqlite.maintenance import backup, copying, damaged_copy
from shared.store.sqlite.maintenance.scratch_folder import disk, workshop

_DAY = re.compile(r"2\d{3}-(0\d|1[0-2])-([0-2]\d|3[01])")
_WHATS = {what.value for what in What}
_SKIP = (1, 8, 64, 512, 4096, 65_536, 1_000_000, 100_000_000, 10_000_000_000, 2**50)

_TICKETS_FROM_EVENTS = """
INSERT OR IGNORE INTO tickets (id, day, prefix, number, label, priority, visual, lang, device, taken_at)
SELECT ticket, coalesce(json_extract(data, '$.for_day'), day), substr(label, 1, instr(label, '-') - 1),
    CAST(substr(label, instr(label, '-') + 1) AS INTEGER), label, coalesce(json_extract(data, '$.priority'), 0),
    coalesce(json_extract(data, '$.visual'), 0), coalesce(json_extract(data, '$.lang'), 'id'), device,
    coalesce(json_extract(data, '$.taken_at'), at)
FROM events WHERE what = 'issued' AND label IS NOT NULL ORDER BY sequence
"""
"""The audit log knows every ticket that was given out."""
_STATES = {
    "called": "called", "recalled": "called", "started": "serving", "finished": "done", "no_show": "no_show",
    "held": "held", "transferred": "transferred", "cancelled": "cancelled", "expired": "expired",
}  # fmt: skip
_CASES = " ".join(
    [f"WHEN '{what}' THEN '{state}'" for what, state in _STATES.items()]
    + ["WHEN 'reopened' THEN json_extract(l.data, '$.state')"]
)
_STEPS_FROM_EVENTS = f"""
INSERT OR IGNORE INTO steps (id, ticket, position, day, service, priority, state, place, since, counter, call, reason,
    called_at, started_at, ended_at)
SELECT i.step, i.ticket, i.step % 100, t.day, i.service, t.priority, CASE l.what {_CASES} ELSE 'waiting' END,
    i.sequence, t.taken_at, l.counter, l.call, 'salvaged', h.called_at,
    CASE WHEN h.started_at >= h.called_at THEN h.started_at END,
    CASE WHEN l.what IN ('finished', 'no_show', 'transferred', 'cancelled', 'expired')
        THEN coalesce(json_extract(l.data, '$.at'), l.at) END
FROM events i JOIN tickets t ON t.id = i.ticket
    JOIN (SELECT step, what, counter, call, at, data, max(sequence) FROM events WHERE step IS NOT NULL GROUP BY step) l
        ON l.step = i.step
    JOIN (SELECT step, max(CASE what WHEN 'called' THEN at END) AS called_at,
        max(CASE what WHEN 'started' THEN at END) AS started_at FROM events WHERE step IS NOT NULL GROUP BY step) h
        ON h.step = i.step
WHERE i.what = 'issued' ORDER BY i.sequence
"""
"""... and the last state of each of its steps, and when."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """One table: rows read from the damaged file, rows filled in from a backup, places that could not be read."""

    table: str
    read: int
    filled: int
    broken: int


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was saved, and into which file. ``dropped`` are rows that pointed to others which are lost."""

    path: Path
    tables: tuple[Rescued, ...]
    dropped: int
    wrong: str | None


def salvage(damaged: Path, target: Path, fill_from: Path | None = None) -> SalvageReport:
    """Save what can be read of ``damaged`` into the new file ``target``; it can be given to ``restore``.

    EnvironmentFault when too little can be read to make a hall of it and there is no backup to fill from.
    """
    try:
        report = rescue(damaged, target, fill_from)
        _need_a_hall(damaged, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return report


def rescue(damaged: Path, target: Path, fill_from: Path | None = None) -> SalvageReport:
    """:func:`salvage`, whether or not it makes a hall: what is known about numbers is useful all the same."""
    with workshop() as place, disk(target.parent), contextlib.ExitStack() as stack:
        with disk(place.parent):
            copy = damaged_copy.readable_copy(damaged, place)
        made = stack.enter_context(contextlib.closing(copying.fresh(target)))
        source = stack.enter_context(contextlib.closing(_opened(copy)))
        older = None if fill_from is None else stack.enter_context(contextlib.closing(backup.opened(fill_from)))
        found = {table: _read(source, made, table) for table in (*copying.KEYS, *copying.SMALL)}
        filled = dict.fromkeys(found, 0)
        made.execute("BEGIN")
        if older is not None:
            filled |= _fill(older, made, found)
        made.execute(_TICKETS_FROM_EVENTS)
        made.execute(_STEPS_FROM_EVENTS)
        if older is not None:
            filled["steps"] += _insert(older, made, "steps")  # what neither the file nor the audit log knows
        dropped = _mend(made)
        made.execute("COMMIT")
        made.execute("PRAGMA synchronous=FULL")
        tables = tuple(Rescued(table, read, filled[table], broken) for table, (read, broken) in found.items())
        return SalvageReport(target, tables, dropped, copying.sound(made))


def _has_hall(made: sqlite3.Connection) -> bool:
    """Whether the rows of the hall's data make a hall."""
    try:
        hall_rows.load(made)
    except TableError:
        return False
    return True


def _need_a_hall(damaged: Path, target: Path) -> None:
    """The hall's own data cannot be rebuilt."""
    with contextlib.closing(sqlite3.connect(target)) as made:
        known = made.execute("SELECT 1 FROM meta WHERE name = 'hall_id'").fetchone()
        if known and _has_hall(made):
            return
    raise EnvironmentFault(
        Kind.CORRUPT,
        f"Of {damaged} the hall's own data (its services, counters, rules) cannot be read.",
        "Name a backup to fill from with --fill, or restore one.",
    )


def _opened(copy: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file_uri(copy, "mode=ro&immutable=1"), uri=True, isolation_level=None)
    db.execute("PRAGMA cell_size_check=ON")
    return db


def _read(source: sqlite3.Connection, made: sqlite3.Connection, table: str) -> tuple[int, int]:
    """Put the rows that can be read into the fresh file; how many there were, and how many broken places."""
    if table in copying.LATER and not copying.has(source, table):
        return 0, 0
    names = _shared_columns(source, made, table)
    made.execute("BEGIN")
    made.execute(f"DELETE FROM {table}")
    read, broken = 0, 0
    for row in _readable(source, table, names):
        if row is None or not _likely(table, dict(zip(names, row, strict=True))):
            broken += 1
            continue
        with contextlib.suppress(sqlite3.IntegrityError, sqlite3.DataError):
            read += copying.insert(made, table, names, [row])
    made.execute("COMMIT")
    return read, broken


def _shared_columns(source: sqlite3.Connection, made: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns that the damaged file has as well: an older Antrean's lacks some."""
    names = copying.columns(made, table)
    with contextlib.suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        there = set(copying.columns(source, table))
        return tuple(name for name in names if name in there) or names
    return names


def _likely(table: str, row: Mapping[str, Any]) -> bool:
    """Whether a row that was read can be real: a damaged page may hold anything."""
    day = row.get("day")
    if day is not None and (not isinstance(day, str) or not _DAY.fullmatch(day)):
        return False
    try:
        if table == "events":
            return row["what"] in _WHATS and _same_ticket(row["ticket"], row["label"], row["step"])
        if table == "tickets":
            name = row["prefix"], row["number"]
            return (row["id"], row["label"]) == (ticket_id(row["day"], *name), label_of(*name))
        # another order of a visit's services changes their positions, and no ids
        return table != "steps" or step_id(row["ticket"], 0) < row["id"] < step_id(row["ticket"] + 1, 0)
    except (AttributeError, TypeError, ValueError):  # of another type than it was written in
        return False


def _same_ticket(ticket: int | None, label: str | None, step: int | None) -> bool:
    """Whether an event speaks of one ticket in all its columns."""
    if ticket is None or label is None:
        return True
    a_day = first_id("2020-01-02")  # so far apart are the ids of one label on two days
    same = ticket_id("2020-01-01", *split_label(label)) == ticket % a_day
    return same and (step is None or step // 100 == ticket)


def _fill(older: sqlite3.Connection, made: sqlite3.Connection, found: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Fill gaps from a backup; of the steps only those to which nothing happened since."""
    newest = older.execute("SELECT coalesce(max(sequence), 0) FROM events").fetchone()[0]
    if found["hall_data"][1] or not _has_hall(made):  # half of the old hall beside half of a new one would be neither
        made.execute("DELETE FROM hall_data")
    filled = {table: _insert(older, made, table) for table in found if table != "steps"}
    moved = made.execute("SELECT DISTINCT step FROM events WHERE sequence > ? AND step IS NOT NULL", (newest,))
    return filled | {"steps": _insert(older, made, "steps", without={step for (step,) in moved.fetchall()})}


def _insert(
    older: sqlite3.Connection, made: sqlite3.Connection, table: str, without: frozenset[int] | set[int] = frozenset()
) -> int:
    """Rows of the backup that are not there, but for some by their id."""
    names = [name for name in copying.columns(older, table) if name in copying.columns(made, table)]
    rows = older.execute(f"SELECT {', '.join(names)} FROM {table}")
    key = names.index(copying.KEYS[table]) if without else 0
    return copying.insert(made, table, names, (row for row in rows if not without or row[key] not in without))


def _readable(source: sqlite3.Connection, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...] | None]:
    """The rows of a table, with None for each broken place that was stepped over."""
    key = copying.KEYS.get(table)
    if key is None:
        yield from _both_ways(source, table, names)
        return
    select = f"SELECT {', '.join(names)} FROM {table} NOT INDEXED WHERE {key}"
    at, last, step = names.index(key), -1, 0
    while step <= len(_SKIP):
        start = last + (_SKIP[step - 1] if step else 0)
        try:
            for row in _rising(source.execute(f"{select} > ? ORDER BY {key}", (start,)), at, last):
                if step:  # beyond a broken place: what lies between it and here is read from this side
                    yield from _backwards(source, select, key, last, row[at])
                yield row
                last, step = row[at], 0
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            yield None
            step += 1
        else:
            return


def _rising(rows: Iterable[tuple[Any, ...]], at: int, last: int) -> Iterator[tuple[Any, ...]]:
    """The rows while their keys grow; DatabaseError beyond: a page that points back would never end."""
    for row in rows:
        if row[at] <= last:
            raise sqlite3.DatabaseError("out of order")
        last = row[at]
        yield row


def _backwards(source: sqlite3.Connection, select: str, key: str, after: int, before: int) -> Iterator[tuple[Any, ...]]:
    with contextlib.suppress(sqlite3.DatabaseError):
        rows = source.execute(f"{select} > ? AND {key} < ? ORDER BY {key} DESC", (after, before))
        yield from islice(rows, before - after)


def _both_ways(source: sqlite3.Connection, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...] | None]:
    """A small table without a number for a key: from its beginning, then from its end."""
    most = 64 * (1 + source.execute("PRAGMA page_count").fetchone()[0])  # a page that points back would never end
    for order in ("ASC", "DESC"):
        try:
            yield from islice(
                source.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {names[0]} {order}"), most
            )
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            yield None
        else:
            return


def _mend(made: sqlite3.Connection) -> int:
    """Make the saved rows agree with one another; answers how many were dropped."""
    before = made.total_changes
    made.execute("DELETE FROM steps WHERE ticket NOT IN (SELECT id FROM tickets)")
    made.execute("DELETE FROM calls WHERE step NOT IN (SELECT id FROM steps)")
    made.execute("DELETE FROM tickets WHERE id NOT IN (SELECT ticket FROM steps)")
    dropped = made.total_changes - before
    made.execute(  # a step's row may have lost a byte, or be a backup's from before the call
        "UPDATE steps SET call = newest.number"
        " FROM (SELECT step, max(number) AS number FROM calls GROUP BY step) newest"
        " WHERE newest.step = steps.id AND coalesce(steps.call, 0) < newest.number"
    )
    made.execute(
        "UPDATE steps SET (day, priority) = (SELECT day, priority FROM tickets t WHERE t.id = steps.ticket)"
        " WHERE (day, priority) <> (SELECT day, priority FROM tickets t WHERE t.id = steps.ticket)"
    )
    made.execute("UPDATE steps SET successor = NULL WHERE successor NOT IN (SELECT id FROM steps)")
    made.execute("UPDATE bookings SET ticket = NULL WHERE ticket NOT IN (SELECT id FROM tickets)")
    _one_row_each(made)
    _count_again(made)
    return dropped


def _one_row_each(made: sqlite3.Connection) -> None:
    """Every hall has a pulse; every counter that has a visitor has a row that says so."""
    made.execute(
        "INSERT OR IGNORE INTO pulse (id, hall_version, day)"
        " SELECT 1, 1, (SELECT max(day) FROM events) WHERE NOT EXISTS (SELECT 1 FROM pulse)"
    )
    made.execute(  # a pulse from a backup may be some days old
        "UPDATE pulse SET previous_day = CASE WHEN newest.day > pulse.day THEN"
        " (SELECT max(day) FROM events e WHERE e.day < newest.day) ELSE previous_day END,"
        " day_closed = CASE WHEN newest.day > pulse.day THEN 0 ELSE day_closed END, day = max(newest.day, pulse.day)"
        " FROM (SELECT max(day) AS day FROM events) newest WHERE newest.day IS NOT NULL AND pulse.day IS NOT NULL"
    )
    made.execute("UPDATE counters SET step = NULL")
    made.execute(
        "INSERT INTO counters (counter, status, since, step)"
        " SELECT counter, 'open', coalesce(called_at, since), id FROM steps WHERE state IN ('called', 'serving')"
        " ON CONFLICT (counter) DO UPDATE SET step = excluded.step,"
        " status = CASE status WHEN 'closed' THEN 'open' ELSE status END"
    )
    for counter, day in made.execute("SELECT counter, day FROM counters, pulse WHERE status = 'closed'").fetchall():
        steps.let_go(made, counter, day)
    made.execute(
        # numbers out of a kiosk's block say nothing of those that are given out over the share
        "INSERT INTO numbers (day, prefix, next) SELECT day, prefix, max(number) + 1 FROM tickets t"
        " WHERE day = (SELECT day FROM pulse) AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.day = t.day"
        " AND l.prefix = t.prefix AND t.number BETWEEN l.first AND l.last AND NOT l.returned) GROUP BY day, prefix"
        " ON CONFLICT (day, prefix) DO UPDATE SET next = max(next, excluded.next)"
    )
    made.execute(
        "INSERT OR IGNORE INTO days (day, opened_at, first_event, first_call)"
        " SELECT e.day, min(e.at), min(e.sequence), coalesce((SELECT min(number) FROM calls c WHERE c.day = e.day), 1)"
        " FROM events e GROUP BY e.day"
    )


def _count_again(made: sqlite3.Connection) -> None:
    """Counts and readiness, from the steps."""
    states = ", ".join(state.value for state in StepState)
    sums = ", ".join(f"sum(state = '{state}')" for state in StepState)
    made.execute("DELETE FROM tallies")
    made.execute(
        f"INSERT INTO tallies (day, service, taken, taken_priority, waiting_priority, {states})"
        " SELECT day, service, sum(coalesce(rejoined, '') <> 'transfer'),"
        " sum(coalesce(rejoined, '') <> 'transfer' AND priority = 1), sum(state = 'waiting' AND priority = 1),"
        f" {sums} FROM steps GROUP BY day, service"
    )
    made.execute(
        "UPDATE steps SET ready = NOT EXISTS (SELECT 1 FROM steps o WHERE o.ticket = steps.ticket AND"
        " o.state IN ('called', 'serving')) WHERE state = 'waiting'"
    )
