"""What a PC's login may do on the server, whatever program it uses: as the roles of its kind of device say."""

import os

import psycopg
import pytest

from shared.domain.answers import Called, Issued, Refused
from shared.domain.hall_data.hall import Leftovers, TakingRule
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.engine_choice import engine_of, server_part
from shared.store.hall_faults import HalfCommit
from shared.store.live.feed import Feed
from shared.store.offline.kiosk_peaks import Peaks
from shared.store.offline.leases import take
from shared.store.sqlite.maintenance import schedule
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.helpers.server import both

KINDS = ("kiosk", "counter", "display", "supervisor", "statistics")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def folder(tmp_path, clock):
    """A hall for practice, whose clock stands, and a login of each kind on its server."""
    hall = small_hall(taking=TakingRule(leftovers=Leftovers.FIRST_SLOT))
    with open_hall(tmp_path / "h", hall, clock=clock) as made:
        acts.issue(made, "a", Order(("AB.1",)))
        acts.issue(made, "b", Order(("AB.1",)))
        for kind in KINDS:
            made.connected().execute(f"DROP ROLE IF EXISTS {login(kind)}")
            made.connected().execute(f"CREATE ROLE {login(kind)} LOGIN IN ROLE {made.address.role(kind)}")
    return tmp_path / "h"


def login(kind: str) -> str:
    return f"pc_{kind}_{os.getpid()}"


@pytest.fixture
def as_login(monkeypatch, folder, clock):
    """The hall as a PC with that login opens it."""

    def opened(kind: str, device: str):
        monkeypatch.setenv("PGUSER", login(kind))
        return engine_of(folder, device=device, clock=clock)

    return opened


def sql(monkeypatch, kind: str, schema: str, *statements: str) -> list[tuple[object, ...]]:
    """Any program of that PC: psql, a script."""
    monkeypatch.setenv("PGUSER", login(kind))
    with psycopg.connect(both.url() or "", options=f"-csearch_path={schema}") as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
        connection.commit()
    return rows


def schema_of(folder) -> str:
    from shared.store.postgres import server_address

    address = server_address.of_folder(folder)
    assert address is not None
    return address.schema


def test_each_does_its_own_work(as_login):
    with as_login("kiosk", "K1") as kiosk:
        kiosk.reach()
        given = acts.issue(kiosk, "k1", Order(("AB.1", "BA.1")))
        assert isinstance(given, Issued)
        assert take(kiosk, "K1", "spool", {}, Peaks({}, False))
        assert not isinstance(acts.cancel(kiosk, "k2", Target(label=given.label)), Refused)
        acts.note(kiosk, "k3", "Kertas habis")
    with as_login("counter", "1") as counter:
        counter.reach()
        assert isinstance(acts.call_next(counter, "c1", "1", "Budi"), Called)
        for name, act in (("r", acts.recall), ("f", acts.finish)):
            assert not isinstance(act(counter, name, Target(counter="1")), Refused)
        assert not isinstance(acts.undo(counter, "u", "1"), Refused) or True
        acts.take_break(counter, "br", "1", counter.clock() + 60_000)
    with as_login("display", "D1") as display:
        display.reach()
        assert Feed(display, 0).poll()
        acts.note(display, "d1", "Layar baik")
    with as_login("supervisor", "2") as supervisor:
        supervisor.reach()
        acts.pause_hall(supervisor, "s1", {"id": "Salat"})
        acts.close_day(supervisor, "s2")


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_neither_kiosk_nor_display_calls_or_finishes_by_any_act_of_ours(as_login, kind):
    with as_login("counter", "1") as counter:
        counter.reach()
        acts.call_next(counter, "c1", "1", "Budi")
    with as_login(kind, "K1") as device:
        device.reach()
        for name, act in (
            ("n", lambda: acts.call_next(device, "n", "2", "Siti")),
            ("f", lambda: acts.finish(device, "f", Target(counter="1"))),
            ("o", lambda: acts.open_counter(device, "o", "2", "Siti")),
            ("p", lambda: acts.pause_hall(device, "p", {"id": "x"})),
            ("c", lambda: acts.close_day(device, "c")),
        ):
            with pytest.raises(EnvironmentFault) as told:
                act()
            assert told.value.kind is Kind.READ_ONLY, name
        with device.reading() as db:
            assert db.execute("SELECT count(*) FROM requests WHERE id IN ('n', 'f', 'o', 'p', 'c')").fetchone()[0] == 0


def test_what_a_guard_refuses_at_the_commit_is_refused_whole(as_login):
    with as_login("kiosk", "K1") as kiosk:
        kiosk.reach()
        with pytest.raises(EnvironmentFault) as told, kiosk.writing() as db:
            db.execute("UPDATE steps SET state = 'done' WHERE id = (SELECT min(id) FROM steps)")
        assert told.value.kind is Kind.READ_ONLY
        assert not isinstance(told.value, HalfCommit), "nobody wonders whether it was done"
        with kiosk.reading() as db:
            assert db.execute("SELECT count(*) FROM steps WHERE state = 'done'").fetchone()[0] == 0


CHEATS = {
    "finish a visit": "UPDATE steps SET state = 'done' WHERE id = (SELECT min(id) FROM steps)",
    "call somebody": "UPDATE steps SET state = 'called', counter = '1' WHERE id = (SELECT min(id) FROM steps)",
    "move somebody ahead": "UPDATE steps SET place = 0 WHERE id = (SELECT max(id) FROM steps)",
    "claim that a visit was finished": "INSERT INTO events (at, day, what, device)"
    " VALUES (1, '2026-11-23', 'finished', 'K1')",
    "take an event away": "DELETE FROM events WHERE sequence = 1",
    "change an event": "UPDATE events SET officer = 'Siti' WHERE sequence = 1",
    "change the hall": "UPDATE hall_data SET data = '{}'",
    "close the day": "UPDATE pulse SET day_closed = 1",
    "begin tomorrow": "UPDATE pulse SET day = '2099-01-01'",
    "enrol itself": "INSERT INTO device_keys (key, device, public, pc, seen_at, state)"
    " VALUES ('x', 'K9', 'x', 'x', 1, 'enrolled')",
    "sign in": "INSERT INTO sessions (id, officer, key, device, since, until) VALUES ('x', 'SUP', 'x', 'K1', 1, 2)",
    "close the counters": "DELETE FROM counters",
    "free a counter": "UPDATE counters SET step = NULL",
    "switch the guards off": "ALTER TABLE steps DISABLE TRIGGER ALL",
    "drop everything": "DROP TABLE events",
    "take on another role": "SET ROLE postgres",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_no_other_program_of_that_pc_can_either(folder, as_login, monkeypatch, kind):
    with as_login("counter", "1") as counter:
        counter.reach()
        acts.open_counter(counter, "o", "1", "Budi")
    schema = schema_of(folder)
    for cheat, statement in CHEATS.items():
        try:
            sql(monkeypatch, kind, schema, statement)
        except psycopg.errors.InsufficientPrivilege:
            continue
        pytest.fail(f"a {kind}'s login can {cheat}")


def test_a_new_day_is_opened_by_whoever_comes_first_and_only_so(folder, as_login, clock, monkeypatch):
    with as_login("counter", "1") as counter:
        counter.reach()
        acts.call_next(counter, "c1", "1", "Budi")
    clock.advance(days=1)
    with as_login("display", "D1") as display:
        display.reach()
        acts.note(display, "d1", "Selamat pagi")  # the first act of the morning: yesterday is settled by it
        with display.reading() as db:
            states = dict(
                db.execute("SELECT state, count(*) FROM steps WHERE day = '2026-11-23' GROUP BY state").fetchall()
            )
            assert set(states) <= {"done", "expired"}
            assert db.execute("SELECT day FROM pulse").fetchone()[0] == "2026-11-24"
    with as_login("kiosk", "K1") as kiosk:
        kiosk.reach()
        assert isinstance(acts.issue(kiosk, "k1", Order(("AB.1",))), Issued)
        assert schedule.due(kiosk)


def test_statistics_reads_views_and_no_table(folder, monkeypatch):
    schema = schema_of(folder)
    assert sql(monkeypatch, "statistics", schema, "SELECT day, label FROM visits ORDER BY label")[0] == (
        "2026-11-23", "AB-001",
    )  # fmt: skip
    for table in ("tickets", "events", "sessions", "hall_data"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sql(monkeypatch, "statistics", schema, f"SELECT * FROM {table}")


def test_a_stranger_sees_nothing(folder, monkeypatch):
    with open_hall(folder) as hall:
        hall.connected().execute(f"DROP ROLE IF EXISTS stranger_{os.getpid()}")
        hall.connected().execute(f"CREATE ROLE stranger_{os.getpid()} LOGIN")
    monkeypatch.setenv("PGUSER", f"stranger_{os.getpid()}")
    with pytest.raises(EnvironmentFault) as told, engine_of(folder, device="K1", clock=StandingClock()) as hall:
        hall.reach()
    assert told.value.kind is Kind.NO_HALL


def test_the_rights_are_the_same_after_they_were_given_again(folder, as_login):
    from shared.store.postgres import server_address

    address = server_address.of_folder(folder)
    assert server_part("server_making").update(address)
    with as_login("kiosk", "K1") as kiosk, pytest.raises(EnvironmentFault):
        kiosk.reach()
        acts.call_next(kiosk, "n", "2", "Siti")
