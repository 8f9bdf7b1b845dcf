"""A server's backup is a hall's file: it goes back into the server, into an empty server, and into a file."""

import pytest

from shared.domain.answers import Refused
from shared.faults import Kind
from shared.store import acts
from shared.store.acts import Order
from shared.store.engine_choice import engine_of, server_part
from shared.store.questions import audit
from shared.store.sqlite.maintenance import backup as backups
from shared.store.sqlite.maintenance import invariants, restore, schedule
from tests.helpers.hall import open_hall
from tests.helpers.server import both
from tests.helpers.server.by_hand import refused
from tests.helpers.store.away import away
from tests.helpers.store.contents import rows_of


def take(hall, name: str) -> str:
    answer = acts.issue(hall, name, Order(("AB.1",)))
    assert not isinstance(answer, Refused)
    return answer.label


@pytest.fixture
def upkeep():
    return server_part("server_upkeep")


def test_a_backup_holds_what_the_server_holds(tmp_path, upkeep):
    with open_hall(tmp_path / "h") as hall:
        take(hall, "a")
        made = upkeep.backup(hall)
        assert made.sequence > 0
        assert take(hall, "b") == "AB-002"
        with hall.reading() as db:
            now = rows_of(db)
    with backups.opened(made.path) as copy:
        then = rows_of(copy)
    assert then["tickets"] == now["tickets"][:1]
    assert then["hall_data"] == now["hall_data"]
    assert set(then) == set(now)


def test_a_restore_gives_no_number_twice_and_tells_what_is_lost(tmp_path, clock, upkeep):
    folder = tmp_path / "h"
    with open_hall(folder, clock=clock) as hall:
        take(hall, "a")
        made = upkeep.backup(hall)
        take(hall, "b")
    loss = upkeep.what_is_lost(folder, made.path, device="cli", clock=clock)
    assert loss.labels == ("AB-002",)
    assert upkeep.put_back(folder, made.path, device="cli", clock=clock).labels == ("AB-002",)
    with engine_of(folder, device="K1", clock=clock) as hall:
        assert take(hall, "c") == "AB-003"
        with hall.reading() as db:
            assert invariants.check(db) == ()
            labels = [label for (label,) in db.execute("SELECT label FROM tickets ORDER BY id")]
    assert labels == ["AB-001", "AB-003"]
    assert len(list((folder / "backups").glob("before-restore-*/hall.db"))) == 1


def test_a_server_that_lost_the_hall_gets_it_back(tmp_path, clock, upkeep):
    folder = tmp_path / "h"
    with open_hall(folder, clock=clock) as hall:
        take(hall, "a")
        made = upkeep.backup(hall)
        schema = hall.address.schema
        hall.connected().execute(f"DROP SCHEMA {schema} CASCADE")
    upkeep.put_back(folder, made.path, device="cli", clock=clock)
    with engine_of(folder, device="K1", clock=clock) as hall:
        assert take(hall, "b") == "AB-002"
        assert not audit.verify(hall).faults


def test_a_servers_backup_becomes_a_hall_on_a_file(tmp_path, clock, upkeep):
    with open_hall(tmp_path / "h", clock=clock) as hall:
        take(hall, "a")
        made = upkeep.backup(hall)
    both.use_files()
    (tmp_path / "new").mkdir()
    restore.restore(tmp_path / "new", made.path, device="cli", clock=clock)
    with open_hall(tmp_path / "new", clock=clock) as hall:
        assert take(hall, "b") == "AB-002"
        with hall.reading() as db:
            assert invariants.check(db) == ()


def test_the_chores_of_a_hall_on_a_server_are_done_once(tmp_path, clock, upkeep):
    with open_hall(tmp_path / "h", clock=clock) as hall:
        take(hall, "a")
        clock.advance(hours=8)
        due = schedule.due(hall)
        assert {"hourly_backup", "closing_backup", "archive", "integrity_check"} <= set(due)
        done = upkeep.do_due(hall)
        assert [one.name for one in done if not one.ok] == []
        assert schedule.due(hall) == ()
        assert upkeep.do_due(hall) == ()


def test_a_hall_whose_rows_do_not_fit_together_is_not_taken_for_a_sound_copy(tmp_path, clock, upkeep):
    with open_hall(tmp_path / "h", clock=clock) as hall:
        take(hall, "a")
        with server_part("server_making").opened(hall.address) as keeper:
            keeper.execute("SET session_replication_role = replica")  # no key is looked at
            keeper.execute("DELETE FROM tickets")
        fault = refused(lambda: upkeep.backup(hall))
        assert fault.kind is Kind.CORRUPT
        assert "tickets" in fault.sentence
        assert not list((tmp_path / "h").glob("backups/hall-*"))


def test_a_hall_that_went_on_while_it_was_restored_stays_as_it_is(tmp_path, clock, upkeep, monkeypatch):
    folder = tmp_path / "h"
    with open_hall(folder, clock=clock) as hall:
        take(hall, "a")
        made = upkeep.backup(hall)
    keep_given = restore.keep_given

    def meanwhile(*arguments) -> None:
        keep_given(*arguments)
        with engine_of(folder, device="K1", clock=clock) as other:
            take(other, "b")

    monkeypatch.setattr(restore, "keep_given", meanwhile)
    fault = refused(lambda: upkeep.put_back(folder, made.path, device="cli", clock=clock))
    assert fault.kind is Kind.BUSY
    with engine_of(folder, device="K1", clock=clock) as hall:
        assert take(hall, "b") == "AB-002"


def test_a_server_that_is_away_is_not_taken_for_one_without_the_hall(tmp_path, clock, upkeep):
    with open_hall(tmp_path / "h", clock=clock) as hall:
        take(hall, "a")
        made = upkeep.backup(hall)
    with away(tmp_path / "h"):
        fault = refused(lambda: upkeep.put_back(tmp_path / "h", made.path, device="cli", clock=clock))
    assert fault.kind is Kind.GONE


def test_the_days_of_a_server_lie_nowhere_else(tmp_path, clock):
    with open_hall(tmp_path / "h", clock=clock) as hall:
        assert hall.archives("2025-01-01", "2026-11-23") == []
        with hall.snapshot(0) as past:
            assert past is None
