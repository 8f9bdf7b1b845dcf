"""Does a history of years slow anything down? The same operations in an empty hall and beside 1.25 million tickets."""

import contextlib
import datetime
import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared import collecting
from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import ticket_id
from shared.store import acts, questions
from shared.store.live.feed import Feed
from shared.store.record import hall_rows
from shared.store.sqlite import errors
from shared.store.sqlite.connection import FILE, HallFile, connect
from shared.tools.bench.percentiles import median
from shared.tools.bench.single_acts import COUNTER, SERVICE, Moving, halls, must, row, timed

A_DAY = 1000  # tickets a working day: 250,000 a year
_AGENCIES = 8  # that share them
_CHUNK_DAYS = 25
_SATURDAY = 5


def bench(tickets: int, repeat: int, folder: Path | None = None) -> dict[str, dict[str, float]]:
    """Milliseconds of each operation with that history, without it, and the ratio."""
    with halls(2, folder) as (empty, old):
        grow(old, tickets)
        clock = Moving()
        times: dict[str, tuple[list[float], list[float]]] = {}
        with (
            HallFile.open(old, device="bench", clock=clock) as many,
            HallFile.open(empty, device="bench", clock=clock) as none,
            collecting.paused(),
        ):
            feeds = {many: Feed(many), none: Feed(none)}
            for feed in feeds.values():
                feed.poll()
            for number in range(repeat):
                for name, act in _operations(number).items():
                    clock.at += 1000
                    order = (many, none) if number % 2 else (none, many)  # the first one finds colder caches
                    took = {file: timed(lambda act=act, file=file: act(file, feeds[file])) for file in order}
                    if number >= repeat // 10:
                        kept = times.setdefault(name, ([], []))
                        kept[0].append(took[many])
                        kept[1].append(took[none])
    return {name: row(median(mine), median(other)) for name, (mine, other) in times.items()}


def _operations(number: int) -> dict[str, Callable[[HallFile, Feed], Any]]:
    return {
        "issue": lambda file, _feed: must(acts.issue(file, f"issue-{number}", acts.Order((SERVICE,)))),
        "next": lambda file, _feed: must(
            acts.call_next(file, f"next-{number}", COUNTER, "bench", ended=acts.VisitEnd.FINISH)
        ),
        "feed": lambda _file, feed: feed.poll(),
        "state": lambda file, _feed: _state(file),
    }


def _state(file: HallFile) -> None:
    with file.reading() as db:
        questions.state(db, file.hall(db), file.clock())


def grow(folder: Path, tickets: int) -> None:
    """Fill a hall with finished visits of past working days, as the acts would have left them, all in its one file.

    EnvironmentFault if the disk has no space for them: 1.25 million take 1 GB.
    """
    try:
        _fill(folder, tickets)
    except sqlite3.Error as error:
        raise errors.sorted_fault(error) from error


def _fill(folder: Path, tickets: int) -> None:
    with contextlib.closing(connect(folder / FILE)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA cache_size=-200000")
        lines = _lines(hall_rows.load(db))
        days = _working_days(-(-tickets // A_DAY))
        left = tickets
        for first in range(0, len(days), _CHUNK_DAYS):
            db.execute("BEGIN IMMEDIATE")
            for day in days[first : first + _CHUNK_DAYS]:
                _one_day(db, day.isoformat(), lines, min(A_DAY, left))
                left -= A_DAY
            db.execute("COMMIT")


def _working_days(count: int) -> list[datetime.date]:
    """This many days before the bench hall's Monday, oldest first, without weekends."""
    monday = datetime.date(2026, 11, 23)
    before = (monday - datetime.timedelta(days=ago) for ago in itertools.count(1))
    return list(itertools.islice((day for day in before if day.weekday() < _SATURDAY), count))[::-1]


def _lines(hall: Hall) -> list[tuple[str, int, str, str]]:
    """The agencies that share a day's tickets: prefix, how many services, one of its counters, that one's zone."""
    counters: dict[str, str] = {}
    for counter, window in hall.counter.items():
        counters.setdefault(window.agency, counter)
    return [
        (prefix, sum(hall.agency_of(service) == prefix for service in hall.service), counter, hall.zone_of(counter))
        for prefix, counter in sorted(counters.items())
    ][:_AGENCIES]


_COUNT = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
_SERVICE = ":prefix || '.' || (1 + i % :services)"
_FINISHED = (
    f"""INSERT INTO tickets (id, day, prefix, number, label, priority, visual, lang, device, taken_at)
    {_COUNT} SELECT :base + i, :day, :prefix, i, printf('%s-%03d', :prefix, i), i % 10 = 0, 0, 'id', 'K1',
    :at + i * 25000 FROM n""",
    f"""INSERT INTO events (at, day, what, device, officer, ticket, label, step, service, counter, call, data)
    {_COUNT} SELECT :at + i * 25000 + what.later, :day, what.name, what.device, what.officer, :base + i,
    printf('%s-%03d', :prefix, i), (:base + i) * 100 + 1, {_SERVICE},
    CASE WHEN what.name = 'issued' THEN NULL ELSE :counter END,
    CASE WHEN what.name = 'called' THEN :calls + i ELSE NULL END,
    CASE WHEN what.name = 'called'
    THEN json_object('zone', :zone, 'label', printf('%s-%03d', :prefix, i), 'times', 1) END
    FROM n JOIN (SELECT 'issued' AS name, 0 AS later, 'K1' AS device, NULL AS officer UNION ALL
    SELECT 'called', 600000, 'counter ' || :counter, 'Ani' UNION ALL
    SELECT 'started', 630000, 'counter ' || :counter, 'Ani' UNION ALL
    SELECT 'finished', 1200000, 'counter ' || :counter, 'Ani') what""",
    """INSERT INTO calls (number, day, at, step, ticket, label, service, counter, zone, officer, priority, visual, lang,
    reason, times, last_at)
    SELECT call, day, at, step, ticket, label, service, counter, :zone, 'Ani', 0, 0, 'id',
    '{"rule": "arrival", "waited_seconds": 600, "passed_over": [], "why": ""}', 1, at
    FROM events WHERE sequence > :events AND what = 'called'""",
    f"""INSERT INTO steps (id, ticket, position, day, service, priority, state, place, since, counter, call,
    called_at, started_at, ended_at)
    {_COUNT} SELECT (:base + i) * 100 + 1, :base + i, 1, :day, {_SERVICE}, i % 10 = 0, 'done', :events + i * 4,
    :at + i * 25000, :counter, :calls + i, :at + i * 25000 + 600000, :at + i * 25000 + 630000, :at + i * 25000 + 1200000
    FROM n""",
    "INSERT INTO numbers (day, prefix, next) VALUES (:day, :prefix, :count + 1)",
    f"""INSERT INTO tallies (day, service, taken, taken_priority, done)
    {_COUNT} SELECT :day, {_SERVICE} AS code, count(*), sum(i % 10 = 0), count(*) FROM n GROUP BY code""",
)
_DAY = (
    "INSERT INTO days (day, opened_at, closed_at, first_event, first_call)"
    " VALUES (:day, :at, :at + 30000000, :events + 1, :calls + 1)"
)


def _one_day(db: sqlite3.Connection, day: str, lines: list[tuple[str, int, str, str]], count: int) -> None:
    """A day of finished visits, shared among agencies: ticket, step, call, four events each."""
    at = round(datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp() * 1000)
    events, calls = _newest(db)
    db.execute(_DAY, {"day": day, "at": at, "events": events, "calls": calls})
    for number, (prefix, services, counter, zone) in enumerate(lines):
        share = (count + number) // len(lines)
        if not share:
            continue
        events, calls = _newest(db)
        values = {
            "day": day,
            "prefix": prefix,
            "services": services,
            "counter": counter,
            "zone": zone,
            "count": share,
            "base": ticket_id(day, prefix, 1) - 1,
            "at": at,
            "events": events,
            "calls": calls,
        }
        for statement in _FINISHED:
            db.execute(statement, values)


def _newest(db: sqlite3.Connection) -> tuple[int, int]:
    """The newest event and the newest call."""
    events, calls = (db.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()[0] for table, key in _KEYS)
    return events, calls


_KEYS = (("events", "sequence"), ("calls", "number"))
