"""What screens and reports ask."""

import dataclasses
from pathlib import Path

import pytest
from sqlite_utils import Database

from shared.domain.availability import Pause
from shared.domain.words import Instant, Refusal
from shared.faults import UsageFault
from shared.store import acts, questions
from shared.store.acts import Target, apply_hall
from shared.store.questions.ticket_visit import visit_of
from shared.store.record import events
from shared.store.sqlite import migrations, schema
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall, small_hall
from tests.store.acts.test_calling import press, take


def state_of(hall_file: HallFile) -> questions.State:
    with hall_file.reading() as db:
        return questions.state(db, hall_file.hall(db), hall_file.clock())


def test_a_fresh_hall_has_a_state(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        state = state_of(hall_file)
        assert (state.day, state.sequence, state.calls) == ("2026-11-23", 0, ())
        assert [service.code for service in state.services] == ["AB.1", "AB.2", "AB.3", "BA.1", "BA.2"]
        assert [(counter.code, counter.status) for counter in state.counters] == [
            (code, "closed") for code in ("1", "2", "3", "4")
        ]
        assert all(service.open and service.why is None for service in state.services)


def test_the_state_counts_and_names(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for _ in range(3):
            take(hall_file, "AB.1")
        call = press(hall_file, "1", "Sari")
        acts.start(hall_file, "s", Target(counter="1"))
        press(hall_file, "2")
        acts.no_show(hall_file, "n", Target(counter="2"))
        state = state_of(hall_file)
        service = state.services[0]
        assert (service.waiting, service.serving, service.no_show, service.done, service.taken) == (1, 1, 1, 0, 3)
        first = state.counters[0]
        assert (first.status, first.officer) == ("open", "Sari")
        assert first.current == questions_current("AB-001", "AB.1", "serving")
        assert state.counters[1].current is None
        assert [(c.call, c.label, c.counter, c.zone) for c in state.calls] == [
            (call.call, "AB-001", "1", "A"), (call.call + 1, "AB-002", "2", "A"),
        ]  # fmt: skip


def questions_current(label: str, service: str, state: str) -> object:
    from shared.store.questions.state import Current

    return Current(label, service, state)


def test_the_state_says_why_not(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.disturb_service(hall_file, "d", "AB.1", {"id": "Server"})
        services = {service.code: service for service in state_of(hall_file).services}
        assert (services["AB.1"].open, services["AB.1"].why) == (False, Refusal.DISTURBED)
        assert services["AB.2"].open


def test_the_last_fifty_calls_oldest_first(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for _ in range(53):
            take(hall_file, "AB.1")
            press(hall_file, "1")
        calls = state_of(hall_file).calls
        assert [call.call for call in calls] == list(range(4, 54))


def test_yesterdays_calls_and_officers_are_gone(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1", "Sari")
        hall_file.clock.advance(days=1)
        state = state_of(hall_file)
        assert (state.day, state.calls) == ("2026-11-24", ())
        assert state.counters[0].status == "closed"
        assert state.services[0].waiting == 0


def test_the_board_of_a_zone(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        take(hall_file, "BA.1")
        take(hall_file, "BA.1")
        press(hall_file, "1")
        press(hall_file, "3")
        with hall_file.reading() as db:
            hall = hall_file.hall(db)
            here = questions.board(db, hall, ("B",), hall_file.clock())
            everywhere = questions.board(db, hall, ())
        assert [counter.counter for counter in here.counters] == ["3", "4"]
        assert [(call.label, call.zone, call.state) for call in here.calls] == [("BA-001", "B", "called")]
        assert here.waiting["BA.1"] == 1
        assert set(here.wait_minutes) == set(hall.service)
        assert [call.label for call in everywhere.calls] == ["AB-001", "BA-001"]
        assert everywhere.wait_minutes == {}
        assert [counter.label for counter in everywhere.counters] == ["AB-001", None, "BA-001", None]


def test_the_board_before_the_first_act_and_in_a_pause(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        with hall_file.reading() as db:
            empty = questions.board(db, hall_file.hall(db), ("A",), hall_file.clock())
        assert (empty.calls, empty.paused) == ((), None)
        acts.pause_hall(hall_file, "p", {"id": "Salat"}, until=hall_file.clock.at + 60_000)
        with hall_file.reading() as db:
            paused = questions.board(db, hall_file.hall(db), ("A",), hall_file.clock())
        assert paused.paused == Pause({"id": "Salat"}, Instant(hall_file.clock.at + 60_000))


def test_a_counter_as_its_officer_sees_it(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        held, missed, here, waits = (take(hall_file, "AB.1") for _ in range(4))
        press(hall_file, "1", "Sari")
        acts.hold(hall_file, "h", Target(counter="1"), "fotokopi", hall_file.clock.at + 600_000)
        press(hall_file, "1")
        acts.no_show(hall_file, "n", Target(counter="1"))
        press(hall_file, "1")
        acts.recall(hall_file, "r", Target(counter="1"))
        with hall_file.reading() as db:
            view = questions.counter_view(db, hall_file.hall(db), "1", hall_file.clock())
        assert view.current is not None
        assert (view.current.label, view.current.times, view.officer, view.zone) == (here, 2, "Sari", "A")
        assert [line.label for line in view.visit] == [here]
        assert [line.label for line in view.line] == [waits]
        assert [(line.label, line.reason) for line in view.held] == [(held, "fotokopi")]
        assert [line.label for line in view.no_shows] == [missed]
        assert view.waiting == {"AB.1": 1, "AB.2": 0, "AB.3": 0}


def test_a_counter_that_was_never_opened_has_a_view(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file, hall_file.reading() as db:
        view = questions.counter_view(db, hall_file.hall(db), "1", hall_file.clock())
        assert (view.status, view.current, view.line, view.visit) == ("closed", None, (), ())
        with pytest.raises(UsageFault):
            questions.counter_view(db, hall_file.hall(db), "77", hall_file.clock())


def test_a_counters_view_shows_pause_and_closing(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        acts.pause_hall(hall_file, "p", {"id": "Salat"})
        acts.close_day(hall_file, "c")
        with hall_file.reading() as db:
            view = questions.counter_view(db, hall_file.hall(db), "1", hall_file.clock())
        assert view.paused == {"id": "Salat"}
        assert view.day_closed


def test_a_kiosk_sees_what_can_be_had(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "o", "1")
        for _ in range(3):
            take(hall_file, "AB.1")
        acts.disturb_service(hall_file, "d", "BA.1", {"id": "Server"})
        with hall_file.reading() as db:
            offers = questions.kiosk_view(db, hall_file.hall(db), hall_file.clock()).offers
        first = offers["AB.1"]
        assert (first.refused, first.ahead, first.taken, first.open_counters) == (None, 3, 3, 1)
        assert first.wait_minutes is not None
        assert first.wait_minutes[1] > 0
        assert offers["BA.1"].refused is not None
        assert offers["BA.1"].refused.code is Refusal.DISTURBED
        assert offers["BA.1"].priority_refused is not None


def test_the_supervisors_overview(tmp_path: Path) -> None:
    from shared.store.questions.overview import overview

    with open_hall(tmp_path) as hall_file:
        for service, counter in (("AB.1", "1"), ("AB.1", "2"), ("BA.1", "3")):
            take(hall_file, service)
            press(hall_file, counter)
        acts.pause_hall(hall_file, "p", {"id": "Salat"})
        with hall_file.reading() as db:
            seen = overview(db, hall_file.hall(db), hall_file.clock())
        assert {zone: call.label for zone, call in seen.last_calls.items()} == {"A": "AB-002", "B": "BA-001"}
        assert (seen.paused, seen.day_closed, seen.printers) == ({"id": "Salat"}, False, ())
        acts.resume_hall(hall_file, "r")
        acts.close_day(hall_file, "c")
        with hall_file.reading() as db:
            seen = overview(db, hall_file.hall(db), hall_file.clock())
        assert (seen.paused, seen.day_closed) == (None, True)


def test_events_come_in_order_after_a_cursor(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        take(hall_file, "AB.1")
        with hall_file.reading() as db:
            assert [event.sequence for event in events.events_after(db, 1)] == [2, 3]
            assert [event.sequence for event in events.events_after(db, 0, 2)] == [1, 2]
            assert events.newest(db) == 3


# -- the file for others ----------------------------------------------------------------------------------------


def test_statisticians_find_views_with_plain_names(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        hall_file.clock.advance(minutes=6)
        press(hall_file, "1")
        hall_file.clock.advance(minutes=9)
        acts.finish(hall_file, "f", Target(counter="1"))
    db = Database(tmp_path / "hall.db")
    assert {"visits", "waits", "calls_by_day", "services_by_day", "waits_by_hour", "audit"} <= set(db.view_names())
    visit = next(db["visits"].rows)
    assert (visit["label"], visit["steps"], visit["done"], visit["minutes_in_hall"]) == ("AB-001", 1, 1, 15.0)
    wait = next(db["waits"].rows)
    assert (wait["minutes_waited"], wait["minutes_served"]) == (6.0, 9.0)
    assert wait["in_line_since"] == "2026-11-23T01:00:00Z"
    assert next(db["calls_by_day"].rows)["calls"] == 1
    assert next(db["services_by_day"].rows)["done"] == 1
    assert next(db["waits_by_hour"].rows)["mean_minutes_waited"] == 6.0
    assert [row["what"] for row in db["audit"].rows][-1] == "finished"
    db.close()


def test_the_file_says_its_version(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file, hall_file.reading() as db:
        assert migrations.version(db) == schema.VERSION == 1
        names = [row["name"] for row in db.execute("SELECT name FROM _sqlite_migrations")]
        strict = db.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        )
        assert names == sorted(migrations.KNOWN)
        assert {row["name"] for row in strict} <= {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence"}


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    with open_hall(tmp_path):
        pass
    db = Database(tmp_path / "hall.db")
    before = list(db.conn.iterdump())
    migrations.migrate(db.conn)
    assert list(db.conn.iterdump()) == before
    db.close()


def test_a_visit_whose_services_the_hall_no_longer_has_is_not_shown_to_its_visitor(tmp_path: Path) -> None:
    hall = small_hall()
    with open_hall(tmp_path, hall) as hall_file:
        label = take(hall_file, "BA.2")
        acts.cancel(hall_file, "c", Target(label=label))
        with hall_file.reading() as db:
            ticket = db.execute("SELECT id FROM tickets").fetchone()[0]
            assert visit_of(db, hall_file.hall(db), hall_file.clock(), ticket) is not None
            assert visit_of(db, hall_file.hall(db), hall_file.clock(), ticket + 1) is None
        services = {code: service for code, service in hall.service.items() if code != "BA.2"}
        apply_hall.apply(hall_file, dataclasses.replace(hall, service=services))
        with hall_file.reading() as db:
            assert visit_of(db, hall_file.hall(db), hall_file.clock(), ticket) is None
