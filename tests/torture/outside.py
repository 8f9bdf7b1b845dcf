"""What must always hold in a hall's file, checked with nothing of the product: plain ``sqlite3``, and SQL of our own.

1 no label twice a day; 2 a step, and a visit, at one counter at most; 3 what was shown as done is there, what was
shown as not done is not; 4 every call reaches every display of its zone, in order; 6 nobody's death leaves a lock, a
half commit or a half-told story behind. (5, 7 to 10 are of the screens and the rules.)
"""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.torture.diary import Entry, Watched

_AT_COUNTER = ("called", "started")
_LEAVES = ("finished", "no_show", "held", "transferred", "returned", "cancelled", "expired")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any program opens it: a journal that somebody left is rolled back by SQLite itself."""
    db = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        yield db
    finally:
        db.close()


def whole(db: sqlite3.Connection) -> list[str]:
    """``integrity_check`` and the references."""
    told = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
    wrong = [f"integrity_check: {line}" for line in told if line != "ok"]
    return wrong + [f"a row without the row it refers to: {row}" for row in db.execute("PRAGMA foreign_key_check")]


def labels(db: sqlite3.Connection) -> list[str]:
    """1: no label twice a day, by its text and by its number, in the tickets and in what was told of them."""
    twice = [
        "SELECT day, label, count(*) FROM tickets GROUP BY day, label HAVING count(*) > 1",
        "SELECT day, prefix || '-' || number, count(*) FROM tickets GROUP BY day, prefix, number HAVING count(*) > 1",
        "SELECT day, label, count(DISTINCT ticket) FROM events WHERE what = 'issued' GROUP BY day, label"
        " HAVING count(DISTINCT ticket) > 1",
    ]
    return [f"label {label} of {day} {times} times" for sql in twice for day, label, times in db.execute(sql)]


def counters(db: sqlite3.Connection) -> list[str]:
    """2: the story of the events is played again: nobody is at two counters, no counter has two visitors."""
    wrong: list[str] = []
    where: dict[int, str] = {}
    visit: dict[int, int] = {}
    at: dict[str, int] = {}
    for sequence, what, ticket, step, counter in db.execute(
        "SELECT sequence, what, ticket, step, counter FROM events WHERE step IS NOT NULL ORDER BY sequence"
    ):
        if what == "called":
            if step in where:
                wrong.append(f"event {sequence}: step {step} is called to {counter} while it is at {where[step]}")
            if ticket in visit:
                wrong.append(f"event {sequence}: visit {ticket} is called to {counter} while it is at a counter")
            if counter in at:
                wrong.append(f"event {sequence}: counter {counter} calls {step} while it has {at[counter]}")
            where[step], visit[ticket], at[counter] = counter, step, step
        elif what in _LEAVES and step in where:
            at.pop(where.pop(step), None)
            visit.pop(ticket, None)
    stands = dict(db.execute("SELECT id, counter FROM steps WHERE state IN ('called', 'serving')").fetchall())
    if stands != where:
        wrong.append(f"the steps say {stands} stand at counters, the events {where}")
    shown = dict(db.execute("SELECT counter, step FROM counters WHERE step IS NOT NULL").fetchall())
    if shown != at:
        wrong.append(f"the counters say they have {shown}, the events {at}")
    return wrong


def story(db: sqlite3.Connection) -> list[str]:
    """6: nothing was half done: events and calls without a gap, each ticket, step and call with its event."""
    wrong: list[str] = []
    for table, column in (("events", "sequence"), ("calls", "number")):
        least, most, count = db.execute(f"SELECT min({column}), max({column}), count(*) FROM {table}").fetchone()
        if count and (least, most) != (1, count):
            wrong.append(f"{table}: {count} rows, numbered {least} to {most}")
    pairs = {
        "tickets without an event": "SELECT label FROM tickets EXCEPT SELECT label FROM events WHERE what = 'issued'",
        "events without a ticket": "SELECT label FROM events WHERE what = 'issued' EXCEPT SELECT label FROM tickets",
        "tickets without a step": "SELECT id FROM tickets EXCEPT SELECT ticket FROM steps",
        "steps without a ticket": "SELECT ticket FROM steps EXCEPT SELECT id FROM tickets",
        "calls without an event": "SELECT number, label, counter FROM calls"
        " EXCEPT SELECT call, label, counter FROM events WHERE what = 'called'",
        "events without a call": "SELECT call, label, counter FROM events WHERE what = 'called'"
        " EXCEPT SELECT number, label, counter FROM calls",
        "steps that wait although they were called": "SELECT id FROM steps WHERE state = 'waiting' AND id IN"
        " (SELECT step FROM events WHERE what IN ('called', 'cancelled')) AND rejoined IS NULL",
        "steps that were done although nobody called them": "SELECT id FROM steps WHERE state IN ('done', 'no_show')"
        " AND id NOT IN (SELECT step FROM calls)",
    }
    for what, sql in pairs.items():
        rows = db.execute(sql).fetchall()
        wrong += [f"{what}: {[row[0] for row in rows[:5]]}"] if rows else []
    return wrong


def lost(db: sqlite3.Connection, shown: Iterable[Entry]) -> list[str]:
    """3: each act that was shown as done is in the file as it was shown; the others are not in it."""
    wrong: list[str] = []
    requests = {
        request: (refused, json.loads(answer))
        for request, refused, answer in db.execute("SELECT id, refused, answer FROM requests")
    }
    tickets = {row[0] for row in db.execute("SELECT label FROM tickets")}
    calls = dict(db.execute("SELECT number, label FROM calls").fetchall())
    finished = set(db.execute("SELECT label, counter FROM events WHERE what = 'finished'").fetchall())
    for entry in shown:
        if entry.done:
            settling = entry.request if entry.settled else f"{entry.request}/spool"
            there = {
                "issue": entry.label in tickets,
                "next": calls.get(entry.call or 0) == entry.label,
                "finish": (entry.label, entry.counter) in finished,
            }[entry.what]
            if not there or settling not in requests:
                wrong.append(f"{entry.what} {entry.label} (call {entry.call}, request {entry.request})")
        elif entry.fault is not None and not entry.half and entry.request in requests:
            wrong.append(f"{entry.what} {entry.request} was told as not done ({entry.fault}) and is in the file")
    return wrong


def ghosts(db: sqlite3.Connection, shown: Iterable[Entry]) -> list[str]:
    """3: nothing is in the file that nobody pressed for."""
    known = {entry.request for entry in shown}
    there = {row[0] for row in db.execute("SELECT id FROM requests")}
    return [f"request {one} is in the file, and nobody made it" for one in there if one.split("/")[0] not in known]


def doubled(db: sqlite3.Connection, shown: Iterable[Entry]) -> list[str]:
    """1, 2: nothing was shown to two presses, nobody was called twice."""
    names = Counter(
        name
        for entry in shown
        if entry.done
        for name in (f"{entry.what} {entry.label}", f"call {entry.call}" if entry.call else "")
        if name and entry.what != "finish"
    )
    wrong = [f"{name} was shown to {times} presses" for name, times in names.items() if times > 1]
    twice = db.execute("SELECT label, count(*) FROM calls GROUP BY step HAVING count(*) > 1")
    return wrong + [f"{label} was called {times} times" for label, times in twice]


def unseen(db: sqlite3.Connection, displays: Iterable[Watched]) -> list[str]:
    """4: each display saw every call of its zone while it watched, each once, in order."""
    wrong: list[str] = []
    for one in displays:
        rows = db.execute(
            "SELECT sequence FROM events WHERE what = 'called' AND json_extract(data, '$.zone') = ?"
            " AND sequence > ? AND sequence <= ? ORDER BY sequence",
            (one.zone, one.first, one.last),
        )
        due = [row[0] for row in rows]
        if list(one.calls) != due:
            missed, more = sorted(set(due) - set(one.calls)), sorted(set(one.calls) - set(due))
            wrong.append(
                f"{one.name}: {len(missed)} calls missed {missed[:9]}, {len(more)} too many {more[:9]},"
                f" of {len(due)} (or their order)"
            )
    return wrong


def locked(path: Path) -> list[str]:
    """6: nobody's lock stayed behind: the file can be had alone, at once."""
    db = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        db.execute("BEGIN EXCLUSIVE")
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        return [f"the file cannot be had alone: {error}"]
    finally:
        db.close()
    return []
