"""Every figure of a report once more, slowly and from the rows themselves: a query for each number, nothing shared."""

import contextlib
import copy
import math
import sqlite3
import weakref
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

WAIT = (
    "max(0, s.called_at - max(s.since, coalesce((SELECT max(p.ended_at) FROM steps p WHERE p.ticket = s.ticket"
    " AND p.id <> s.id AND p.ended_at <= s.called_at"
    " AND coalesce(p.called_at, p.since) <= coalesce(s.called_at, s.since)), 0)))"
)


LEAVES = ("finished", "no_show", "held", "returned", "transferred", "cancelled", "expired")


class SlowAnswers:
    """The rows of some days in one file: the live one, or copies of it joined with its archives."""

    def __init__(self, folder: Path, first: str, last: str, which: str = "1") -> None:
        self.db = sqlite3.connect(":memory:")
        weakref.finalize(self, self.db.close)
        for table in ("tickets", "steps", "events", "calls", "days"):
            self._gather(folder, table)
        self.db.execute("CREATE INDEX steps_of_tickets ON steps (ticket)")
        self.days, self.which = (first, last), which

    def close(self) -> None:
        """No answer any more."""
        self.db.close()

    def of(self, which: str) -> "SlowAnswers":
        """The same rows, of which only some are meant."""
        other = copy.copy(self)
        other.which = which
        return other

    def _gather(self, folder: Path, table: str) -> None:
        for path in (*sorted((folder / "archive").glob("hall-*.db")), folder / "hall.db"):
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
                names = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
                rows = source.execute(f"SELECT * FROM {table}").fetchall()
            key = "day" if table == "days" else names[0]
            self.db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(names)}, UNIQUE ({key}))")
            self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(names))})", rows)

    def one(self, sql: str) -> Any:
        return self.db.execute(sql, self.days).fetchone()[0]

    def visits(self, more: str = "1") -> int:
        return self.one(
            "SELECT count(DISTINCT s.ticket) FROM steps s JOIN tickets t ON t.id = s.ticket"
            f" WHERE s.day BETWEEN ? AND ? AND {self.which} AND {more}"
        )

    def steps(self, more: str) -> int:
        return self.one(
            "SELECT count(*) FROM steps s JOIN tickets t ON t.id = s.ticket"
            f" WHERE s.day BETWEEN ? AND ? AND {self.which} AND {more}"
        )

    def values(self, expression: str, more: str) -> list[int]:
        return [
            value
            for (value,) in self.db.execute(
                f"SELECT {expression} FROM steps s JOIN tickets t ON t.id = s.ticket"
                f" WHERE s.day BETWEEN ? AND ? AND {self.which} AND {more}",
                self.days,
            )
        ]

    def waits(self) -> list[int]:
        return self.values(WAIT, "s.called_at IS NOT NULL")

    def one_attendance(self) -> tuple[int, int]:
        """How many visits were over, and of how many everything was done."""
        over = whole = 0
        for (ticket,) in self.db.execute("SELECT id FROM tickets t WHERE day BETWEEN ? AND ?", self.days).fetchall():
            states = [
                state
                for (state,) in self.db.execute(
                    f"SELECT state FROM steps s JOIN tickets t ON t.id = s.ticket WHERE ticket = ? AND {self.which}",
                    (ticket,),
                )
            ]
            if states and not {"waiting", "called", "serving", "held"}.intersection(states):
                over += 1
                whole += "done" in states and {"done", "transferred"}.issuperset(states)
        return over, whole

    def in_hall(self) -> list[int]:
        rows = self.db.execute(
            "SELECT max(s.ended_at) - t.taken_at FROM steps s JOIN tickets t ON t.id = s.ticket"
            f" WHERE s.day BETWEEN ? AND ? AND {self.which} AND s.state = 'done' AND NOT EXISTS (SELECT 1 FROM steps o"
            " WHERE o.ticket = t.id AND o.state IN ('waiting', 'called', 'serving', 'held')) GROUP BY t.id",
            self.days,
        )
        return [max(0, value) for (value,) in rows]

    def told(self) -> tuple[int, int, int]:
        """Promised waits that were kept, that ended sooner, that took longer."""
        within = sooner = later = 0
        rows = self.db.execute(
            "SELECT json_extract(e.data, '$.wait_minutes[0]'), json_extract(e.data, '$.wait_minutes[1]'),"
            " s.called_at - t.taken_at FROM events e JOIN steps s ON s.id = e.step JOIN tickets t ON t.id = s.ticket"
            f" WHERE e.what = 'issued' AND s.day BETWEEN ? AND ? AND {self.which} AND s.called_at IS NOT NULL"
            " AND s.rejoined IS NULL AND json_extract(e.data, '$.wait_minutes') IS NOT NULL",
            self.days,
        )
        for low, high, waited in rows:
            minutes = Fraction(max(0, waited), 60_000)
            sooner += minutes < low
            later += minutes >= high + 1
            within += low <= minutes < high + 1
        return within, sooner, later

    def overtaken(self) -> tuple[int, float | None]:
        """Ordinary calls before which a priority visitor of the same service and day, who came later, was called.

        And the minutes that those had a counter, over all ordinary calls.
        """
        rows = [
            (day, service, priority, called - wait, called, taken)
            for day, service, priority, called, wait, taken in self.db.execute(
                f"SELECT s.day, s.service, t.priority, s.called_at, {WAIT}, CASE WHEN s.state IN ('done', 'no_show',"
                " 'transferred') THEN s.ended_at - s.called_at ELSE 0 END FROM steps s JOIN tickets t ON t.id ="
                f" s.ticket WHERE s.day BETWEEN ? AND ? AND {self.which} AND s.called_at IS NOT NULL",
                self.days,
            )
        ]
        ahead = [
            [o[5] for o in rows if o[:2] == one[:2] and o[2] and o[3] > one[3] and o[4] < one[4]]
            for one in rows
            if not one[2]
        ]
        cost = minutes(Fraction(sum(map(sum, ahead)), len(ahead))) if ahead else None
        return sum(map(bool, ahead)), cost

    def busy_minutes(self, counter: str, day: str) -> float:
        """How long a counter had a visitor: event by event, from each call until that one left."""
        busy, called = 0, None
        for at, what in self.db.execute(
            "SELECT at, what FROM events WHERE counter = ? AND day = ? AND call IS NOT NULL ORDER BY sequence",
            (counter, day),
        ):
            if what == "called":
                called = at
            elif called is not None and what in LEAVES:
                busy, called = busy + at - called, None
        return busy / 60_000

    def open_minutes(self, counter: str, day: str) -> int:
        """A counter's open time of a day, second by second, out of the events."""
        closed = self.db.execute("SELECT closed_at FROM days WHERE day = ?", (day,)).fetchone()[0]
        leaves = self.db.execute(
            "SELECT max(ended_at) FROM steps WHERE counter = ? AND day = ? AND called_at IS NOT NULL", (counter, day)
        ).fetchone()[0]
        changes = self.db.execute(
            "SELECT at, what FROM events WHERE counter = ? AND day = ? AND what IN ('counter_opened', 'counter_closed',"
            " 'break_started', 'break_ended') ORDER BY sequence",
            (counter, day),
        ).fetchall()
        milliseconds = 0
        for (at, what), (until, _) in zip(changes, [*changes[1:], (max(closed, leaves or 0), "")], strict=True):
            milliseconds += (until - at) if what in ("counter_opened", "break_ended") else 0
        return milliseconds


def minutes(milliseconds: Fraction | int) -> float:
    """A tenth of a minute, half up."""
    exact = Fraction(milliseconds) / 60_000
    return float(Decimal(math.floor(exact * 10 + Fraction(1, 2))) / 10)


def ranked(values: list[int], part: float) -> float | None:
    """The smallest value that at least this part of all does not exceed, found by looking at each."""
    fitting = [one for one in values if sum(other <= one for other in values) >= part * len(values)]
    return minutes(min(fitting)) if fitting else None


def told(values: list[int]) -> tuple[int, float | None, float | None, float | None, float | None]:
    """Count, mean, median, p95 and longest."""
    if not values:
        return 0, None, None, None, None
    mean = minutes(Fraction(sum(values), len(values)))
    return len(values), mean, ranked(values, 0.5), ranked(values, 0.95), minutes(max(values))


def share(part: int, whole: int) -> float | None:
    if not whole:
        return None
    exact = Decimal(part) / Decimal(whole)
    return float(exact.quantize(Decimal("0.001"), ROUND_HALF_UP))
