"""The outside check finds what must not be: each broken rule is named."""

import sqlite3
from pathlib import Path

import pytest

from shared.store import acts
from shared.store.acts import Target
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall
from tests.helpers.store import contents
from tests.store.acts.test_calling import press, take


@pytest.fixture(scope="module")
def busy_hall(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A hall with somebody in each state."""
    folder = tmp_path_factory.mktemp("busy")
    with open_hall(folder) as hall_file:
        for _ in range(5):
            take(hall_file, "AB.1")
        take(hall_file, "AB.2", "BA.1")
        press(hall_file, "1")
        acts.no_show(hall_file, "n", Target(counter="1"))
        press(hall_file, "1")
        acts.hold(hall_file, "h", Target(counter="1"), "fotokopi")
        press(hall_file, "1")
        press(hall_file, "2")
        acts.transfer(hall_file, "t", Target(counter="2"), to_service="BA.2")
        press(hall_file, "3")
        with hall_file.reading() as db:
            assert invariants.check(db) == ()
    return (folder / "hall.db").read_bytes()


BREAKS = {
    "label_twice": "UPDATE tickets SET label = 'AB-001'",
    "ticket_id": "UPDATE tickets SET number = 77, label = 'AB-077' WHERE label = 'AB-005'",
    "ticket_without_step": "DELETE FROM steps WHERE ticket = (SELECT id FROM tickets WHERE label = 'AB-005')",
    "step_unlike_ticket": "UPDATE steps SET priority = 1 WHERE state = 'waiting'",
    "visit_at_two_counters": "DROP INDEX one_counter_per_visit; DROP INDEX one_visit_per_counter;"
    " UPDATE steps SET state = 'called', counter = '4' WHERE service IN ('AB.2', 'BA.1')",
    "counter_with_two_visits": "DROP INDEX one_visit_per_counter;"
    " UPDATE steps SET counter = '1' WHERE state = 'called'",
    "counter_step": "UPDATE counters SET step = (SELECT id FROM steps WHERE state = 'held') WHERE counter = '1'",
    "step_without_counter": "DELETE FROM counters WHERE counter = '1'",
    "closed_with_visitor": "UPDATE counters SET status = 'closed'",
    "sent_to_closed": "UPDATE steps SET to_counter = '9' WHERE state = 'waiting';"
    " INSERT INTO counters (counter, status, since) VALUES ('9', 'closed', 1)",
    "call_without_step": "UPDATE steps SET call = NULL",
    "call_without_event": "DELETE FROM events WHERE what = 'called'",
    "call_event_twice": "UPDATE events SET call = 1 WHERE what = 'called'",
    "step_called_while_called": "UPDATE events SET what = 'called' WHERE what = 'no_show'",
    "tally_unlike_steps": "UPDATE tallies SET waiting = waiting + 1",
    "tally_without_steps": "INSERT INTO tallies (day, service, waiting) VALUES ('2026-11-23', 'ZZ.1', 1)",
    "event_unlike_step": "DELETE FROM events WHERE what = 'held'",
    "issued_twice": "UPDATE events SET what = 'issued' WHERE what = 'called'",
    "issued_without_ticket": "UPDATE events SET ticket = 5 WHERE what = 'issued'",
    "number_past_next": "UPDATE numbers SET next = 2",
    "busy_but_ready": "UPDATE steps SET ready = 1",
    "alone_but_not_ready": "UPDATE steps SET ready = 0 WHERE state = 'waiting'",
    "foreign_key": "PRAGMA foreign_keys = OFF; UPDATE steps SET ticket = 5 WHERE state = 'held'",
}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_is_named(tmp_path: Path, busy_hall: bytes, rule: str) -> None:
    (tmp_path / "hall.db").write_bytes(busy_hall)
    db = sqlite3.connect(tmp_path / "hall.db")
    db.row_factory = sqlite3.Row
    db.executescript(BREAKS[rule])
    found = invariants.check(db)
    assert rule in {problem.rule for problem in found}, invariants.told(found)
    assert rule in invariants.told(found)
    db.close()


def test_a_damaged_page_is_found(tmp_path: Path, busy_hall: bytes) -> None:
    db = sqlite3.connect(":memory:")
    db.deserialize(busy_hall)
    root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'steps_called'").fetchone()[0]
    db.close()
    broken = bytearray(busy_hall)
    broken[root * 4096 - 200 : root * 4096] = bytes(200)
    (tmp_path / "hall.db").write_bytes(broken)
    db = sqlite3.connect(tmp_path / "hall.db")
    db.row_factory = sqlite3.Row
    assert "integrity" in {problem.rule for problem in invariants.check(db)}
    db.close()


def test_gaps_are_listed(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        with hall_file.writing() as db:
            db.execute("UPDATE numbers SET next = 4")
        take(hall_file, "AB.1")
        with hall_file.reading() as db:
            assert contents.gaps(db, "2026-11-23") == ("AB-002", "AB-003")
