"""What can be had from a damaged hall's file: row by row into a fresh one, with a report of what is missing.

The damaged file is only read. Rows that lie on broken pages are stepped over from both sides; gaps are filled from
the newest sound backup; what the acts keep up to date (tallies, counters, places in line) is reckoned again.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.words import StepState
from shared.faults import EnvironmentFault, Kind
from shared.store import backup, copying

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
_CASES = " ".join(f"WHEN '{what}' THEN '{state}'" for what, state in _STATES.items())
_STEPS_FROM_EVENTS = f"""
INSERT OR IGNORE INTO steps (id, ticket, position, day, service, priority, state, place, since, counter, call, reason)
SELECT i.step, i.ticket, i.step % 100, t.day, i.service, t.priority, CASE l.what {_CASES} ELSE 'waiting' END,
    i.sequence, t.taken_at, l.counter, l.call, 'salvaged'
FROM events i JOIN tickets t ON t.id = i.ticket JOIN
    (SELECT step, what, counter, call, max(sequence) FROM events WHERE step IS NOT NULL GROUP BY step) l
    ON l.step = i.step
WHERE i.what = 'issued' ORDER BY i.sequence
"""
"""... and what became of each of its steps last."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """One table: rows read from the damaged file, rows filled in from a backup, places that could not be read."""

    table: str
    read: int
    filled: int
    broken: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was saved, and into which file. ``dropped`` are rows that pointed to others which are lost."""

    path: Path
    tables: tuple[Rescued, ...]
    dropped: int
    wrong: str | None


def salvage(damaged: Path, target: Path, fill_from: Path | None = None) -> Report:
    """Save what can be read of ``damaged`` into the new file ``target``; it can be given to ``restore``.

    EnvironmentFault when nothing at all can be read and there is no backup to fill from.
    """
    with contextlib.ExitStack() as stack:
        made = stack.enter_context(contextlib.closing(copying.fresh(target)))
        source = stack.enter_context(contextlib.closing(_opened(damaged)))
        older = None if fill_from is None else stack.enter_context(contextlib.closing(backup.opened(fill_from)))
        tables = tuple(_rescue(source, older, made, table) for table in (*copying.KEYS, *copying.SMALL))
        if not any(one.read or one.filled for one in tables):
            raise EnvironmentFault(
                Kind.CORRUPT, f"Nothing can be read of {damaged}.", "Name a backup to fill from, or restore one."
            )
        dropped = _mend(made)
        made.execute("PRAGMA synchronous=FULL")
        made.execute("VACUUM")
        return Report(target, tables, dropped, copying.sound(made))


def _opened(damaged: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.execute("PRAGMA cell_size_check=ON")
    return db


def _rescue(
    source: sqlite3.Connection, older: sqlite3.Connection | None, made: sqlite3.Connection, table: str
) -> Rescued:
    names = copying.columns(made, table)
    made.execute("BEGIN")
    made.execute(f"DELETE FROM {table}")
    read, broken = 0, 0
    for row in _readable(source, table, names):
        if row is None:
            broken += 1
            continue
        with contextlib.suppress(sqlite3.IntegrityError, sqlite3.DataError):
            read += copying.insert(made, table, names, [row])
    filled = 0
    if older is not None:
        common = [name for name in copying.columns(older, table) if name in names]
        rows = older.execute(f"SELECT {', '.join(common)} FROM {table}").fetchall()
        filled = copying.insert(made, table, common, rows)
    made.execute("COMMIT")
    return Rescued(table, read, filled, broken)


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
            for row in source.execute(f"{select} > ? ORDER BY {key}", (start,)):
                if step:  # beyond a broken place: what lies between it and here is read from this side
                    yield from _backwards(source, select, key, last, row[at])
                yield row
                last, step = row[at], 0
        except sqlite3.DatabaseError:
            yield None
            step += 1
        else:
            return


def _backwards(source: sqlite3.Connection, select: str, key: str, after: int, before: int) -> Iterator[tuple[Any, ...]]:
    with contextlib.suppress(sqlite3.DatabaseError):
        yield from source.execute(f"{select} > ? AND {key} < ? ORDER BY {key} DESC", (after, before))


def _both_ways(source: sqlite3.Connection, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...] | None]:
    """A small table without a number for a key: from its beginning, then from its end."""
    for order in ("ASC", "DESC"):
        try:
            yield from source.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {names[0]} {order}")
        except sqlite3.DatabaseError:
            yield None
        else:
            return


def _mend(made: sqlite3.Connection) -> int:
    """Make the saved rows agree with one another; answers how many had to go."""
    made.execute("BEGIN")
    made.execute(_TICKETS_FROM_EVENTS)
    made.execute(_STEPS_FROM_EVENTS)
    before = made.total_changes
    made.execute("DELETE FROM steps WHERE ticket NOT IN (SELECT id FROM tickets)")
    made.execute("DELETE FROM calls WHERE step NOT IN (SELECT id FROM steps)")
    made.execute("DELETE FROM tickets WHERE id NOT IN (SELECT ticket FROM steps)")
    dropped = made.total_changes - before
    made.execute("UPDATE steps SET successor = NULL WHERE successor NOT IN (SELECT id FROM steps)")
    made.execute("UPDATE bookings SET ticket = NULL WHERE ticket NOT IN (SELECT id FROM tickets)")
    _one_row_each(made)
    _count_again(made)
    made.execute("COMMIT")
    return dropped


def _one_row_each(made: sqlite3.Connection) -> None:
    """Every hall has a pulse; every counter that has a visitor has a row that says so."""
    made.execute(
        "INSERT OR IGNORE INTO pulse (id, hall_version, day)"
        " SELECT 1, 1, (SELECT max(day) FROM tickets) WHERE NOT EXISTS (SELECT 1 FROM pulse)"
    )
    made.execute("UPDATE counters SET step = NULL")
    made.execute(
        "INSERT INTO counters (counter, status, since, step)"
        " SELECT counter, 'open', coalesce(called_at, since), id FROM steps WHERE state IN ('called', 'serving')"
        " ON CONFLICT (counter) DO UPDATE SET step = excluded.step,"
        " status = CASE status WHEN 'closed' THEN 'open' ELSE status END"
    )
    made.execute(
        "INSERT INTO numbers (day, prefix, next) SELECT day, prefix, max(number) + 1 FROM tickets"
        " WHERE day = (SELECT day FROM pulse) GROUP BY day, prefix"
        " ON CONFLICT (day, prefix) DO UPDATE SET next = max(next, excluded.next)"
    )
    made.execute(
        "INSERT OR IGNORE INTO days (day, opened_at, first_event, first_call)"
        " SELECT e.day, min(e.at), min(e.sequence), coalesce((SELECT min(number) FROM calls c WHERE c.day = e.day), 1)"
        " FROM events e GROUP BY e.day"
    )


def _count_again(made: sqlite3.Connection) -> None:
    """Tallies and what is ready to be called, from the steps."""
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
