"""No act and no question of a screen looks through history: asked of SQLite's own planner."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.store import acts, questions
from shared.store.acts import Order, Target
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall

BIG = ("tickets", "steps", "calls", "events", "requests", "tallies")
"""Tables that grow with the years (or, requests, with the day)."""


def plans_of(hall_file: HallFile, doing: Callable[[], object]) -> set[str]:
    """Every step of every plan of the statements that something runs."""
    statements: set[str] = set()
    connection = hall_file._connection  # pyright: ignore[reportPrivateUsage]
    assert connection is not None
    connection.set_trace_callback(statements.add)
    try:
        doing()
    finally:
        connection.set_trace_callback(None)
    plans: set[str] = set()
    with hall_file.reading() as db:
        for statement in statements:
            if re.match(r"(SELECT|INSERT|UPDATE|DELETE)", statement):
                plans.update(f"{row[3]}   <- {statement}" for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))
    return plans


def scans(plans: set[str]) -> list[str]:
    aliases = {"s": "steps", "t": "tickets", "c": "calls", "e": "events", "o": "steps", "y": "tallies"}
    found: list[str] = []
    for plan in plans:
        match = re.match(r"SCAN (\w+)", plan)
        if match is None or ("FROM counters c" in plan and match[1] == "c"):
            continue
        # max(sequence) and ORDER BY number DESC LIMIT walk from the end of a b-tree and stop
        if re.search(r"SELECT (coalesce\()?max\((sequence|number)\)|ORDER BY number DESC LIMIT", plan):
            continue
        if aliases.get(match[1], match[1]) in BIG:
            found.append(plan)
    return found


def crowd(hall_file: HallFile) -> None:
    for number in range(12):
        services = ("AB.1", "BA.1") if number % 3 == 0 else ("AB.1",)
        acts.issue(hall_file, f"c{number}", Order(services, priority=number % 4 == 0))


ACTS: dict[str, Callable[[HallFile], object]] = {
    "issue": lambda f: acts.issue(f, "x", Order(("AB.1", "BA.1"))),
    "issue again": lambda f: acts.issue(f, "c1", Order(("AB.1",))),
    "next": lambda f: acts.call_next(f, "x", "1"),
    "next, finishing": lambda f: [acts.call_next(f, f"x{n}", "1") for n in range(3)],
    "nothing waiting": lambda f: [acts.call_next(f, f"x{n}", "3") for n in range(9)],
    "recall": lambda f: [acts.call_next(f, "x", "1"), acts.recall(f, "y", Target(counter="1"))],
    "no-show and rejoin": lambda f: [
        acts.call_next(f, "x", "1"),
        acts.no_show(f, "y", Target(counter="1")),
        acts.rejoin(f, "z", Target(counter="1")),
    ],
    "hold and resume": lambda f: [
        acts.call_next(f, "x", "1"),
        acts.hold(f, "y", Target(counter="1"), "why", f.clock()),
        acts.call_next(f, "z", "1"),
        acts.resume(f, "w", Target(counter="1")),
    ],
    "return": lambda f: [acts.call_next(f, "x", "1"), acts.return_step(f, "y", Target(counter="1"))],
    "transfer": lambda f: [acts.call_next(f, "x", "1"), acts.transfer(f, "y", Target(counter="1"), "BA.2")],
    "loop": lambda f: [acts.call_next(f, "x", "1"), acts.continue_at(f, "y", "1", "BA.2")],
    "named": lambda f: acts.call_named(f, "x", "1", "AB-005", "why"),
    "cancel": lambda f: acts.cancel(f, "x", Target(label="AB-003")),
    "add a step": lambda f: acts.add_step(f, "x", "AB-002", "BA.2"),
    "reorder": lambda f: acts.reorder_steps(f, "x", "AB-001", ["BA.1", "AB.1"]),
    "counters": lambda f: [
        acts.open_counter(f, "x", "1"),
        acts.take_break(f, "y", "1"),
        acts.close_counter(f, "z", "1"),
    ],
    "close the day": lambda f: acts.close_day(f, "x"),
}


@pytest.mark.parametrize("name", ACTS)
def test_no_act_looks_through_history(tmp_path: Path, name: str) -> None:
    with open_hall(tmp_path) as hall_file:
        crowd(hall_file)
        assert scans(plans_of(hall_file, lambda: ACTS[name](hall_file))) == []


def test_a_new_day_does_not_look_through_history(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        crowd(hall_file)
        hall_file.clock.advance(days=1)
        assert scans(plans_of(hall_file, lambda: acts.issue(hall_file, "x", Order(("AB.1",))))) == []


def test_no_screen_looks_through_history(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        crowd(hall_file)
        acts.call_next(hall_file, "n", "1")

        def ask() -> None:
            with hall_file.reading() as db:
                hall, now = hall_file.hall(db), hall_file.clock()
                questions.state(db, hall, now)
                questions.board(db, hall, ("A",), now)
                questions.counter_view(db, hall, "1", now)
                questions.kiosk_view(db, hall, now)
                questions.events_after(db, 3)

        assert scans(plans_of(hall_file, ask)) == []


def test_the_check_itself_finds_a_scan(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:

        def careless() -> None:
            with hall_file.reading() as db:
                db.execute("SELECT count(*) FROM tickets WHERE lang = 'id'").fetchone()

        assert scans(plans_of(hall_file, careless)) != []
        assert isinstance(sqlite3.sqlite_version, str)
