"""Days that open by themselves, close by the hall's rule, and are opened again."""

import dataclasses
from pathlib import Path

from shared.domain.answers import CounterChanged, HallChanged, Issued, Refused
from shared.domain.hall_data.hall import Leftovers, Service, TakingRule, Weekday
from shared.domain.moves import Move
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order, Target, apply_hall
from shared.store.record import rollover, steps
from shared.store.record.events import What, events_after
from shared.store.record.transaction import begin
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall, small_hall
from tests.store.acts.test_calling import press, refused_next, step_state, take
from tests.store.acts.test_moving import sound


def whats(hall_file: HallFile) -> list[What]:
    with hall_file.reading() as db:
        return [event.what for event in events_after(db, 0)]


def changed(answer: CounterChanged | Refused) -> CounterChanged:
    assert isinstance(answer, CounterChanged), answer
    return answer


# -- days -----------------------------------------------------------------------------------------------------


def close(hall_file: HallFile) -> HallChanged:
    answer = acts.close_day(hall_file, acts.new_request(), "Supervisor")
    assert isinstance(answer, HallChanged), answer
    return answer


def crowd(hall_file: HallFile) -> dict[str, str]:
    """One step in each state that may be left over."""
    labels = {"held": take(hall_file, "AB.1")}
    press(hall_file, "1")
    acts.hold(hall_file, "hold", Target(counter="1"), "fotokopi")
    labels["serving"] = take(hall_file, "AB.1")
    press(hall_file, "1")
    acts.start(hall_file, "start", Target(counter="1"))
    labels["called"] = take(hall_file, "BA.1")
    press(hall_file, "3")
    labels["waiting"] = take(hall_file, "AB.2")
    return labels


def test_closing_expires_who_was_not_reached_and_serves_who_sits(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = crowd(hall_file)
        assert set(close(hall_file).changes) == {labels["held"], labels["waiting"]}
        assert [step_state(hall_file, labels[name]) for name in ("held", "waiting", "serving", "called")] == [
            "expired", "expired", "serving", "called",
        ]  # fmt: skip
        assert isinstance(acts.close_day(hall_file, "again"), Refused)
        acts.finish(hall_file, "f", Target(counter="1"))
        sound(hall_file)


def test_leftovers_may_only_be_listed(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(taking=TakingRule(leftovers=Leftovers.LIST))) as hall_file:
        label = take(hall_file, "AB.1")
        assert close(hall_file).changes == (label,)
        assert step_state(hall_file, label) == "waiting"
        acts.open_day(hall_file, "o")
        assert press(hall_file, "1").label == label
        left = take(hall_file, "AB.1")
        hall_file.clock.advance(days=1)
        take(hall_file, "BA.1")
        with hall_file.reading() as db:
            rows = db.execute(
                "SELECT s.state FROM steps s JOIN tickets t ON t.id = s.ticket WHERE t.label = ?", (left,)
            ).fetchall()
        assert [state for (state,) in rows] == ["expired"]
        sound(hall_file)


def test_leftovers_may_have_the_first_slot_of_the_next_service_day(tmp_path: Path) -> None:
    hall = small_hall(
        taking=TakingRule(leftovers=Leftovers.FIRST_SLOT),
        services={"AB.2": Service({"id": "Akta"}, 10.0, days=(Weekday.MONDAY, Weekday.WEDNESDAY))},
    )
    with open_hall(tmp_path, hall) as hall_file:
        first, other = take(hall_file, "AB.1"), take(hall_file, "AB.2")
        close(hall_file)
        with hall_file.reading() as db:
            expired = {e.label: e.data for e in events_after(db, 0) if e.what is What.EXPIRED}
        as_it_was = {"was": "waiting", "left_counter_at": None}
        assert expired[first] == {"next_label": "AB-001", "next_day": "2026-11-24"} | as_it_was
        assert expired[other] == {"next_label": "AB-001", "next_day": "2026-11-25"} | as_it_was
        hall_file.clock.advance(days=1)
        assert take(hall_file, "AB.1") == "AB-002"
        called = press(hall_file, "1")
        assert called.label == "AB-001"
        sound(hall_file)


def test_who_was_left_over_before_days_without_anybody_is_first_today(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(taking=TakingRule(leftovers=Leftovers.FIRST_SLOT))) as hall_file:
        take(hall_file, "AB.1")
        hall_file.clock.advance(days=5)
        assert take(hall_file, "AB.1") == "AB-002"
        called = press(hall_file, "1")
        assert called.label == "AB-001"
        with hall_file.reading() as db:
            expired = [event for event in events_after(db, 0) if event.what is What.EXPIRED]
            days = {day for (day,) in db.execute("SELECT day FROM tickets")}
        assert [(event.day, event.data["next_day"]) for event in expired] == [("2026-11-23", "2026-11-28")]
        assert days == {"2026-11-23", "2026-11-28"}
        sound(hall_file)


def test_a_service_that_never_comes_again_only_expires(tmp_path: Path) -> None:
    hall = small_hall(taking=TakingRule(leftovers=Leftovers.FIRST_SLOT))
    with open_hall(tmp_path, hall) as hall_file:
        label = take(hall_file, "AB.1")

        closed = small_hall(
            taking=TakingRule(leftovers=Leftovers.FIRST_SLOT),
            services={"AB.1": Service({"id": "KTP"}, 6.0, closed=True)},
        )
        apply_hall.apply(hall_file, closed)
        close(hall_file)
        assert step_state(hall_file, label) == "expired"


def test_the_first_act_of_a_day_opens_it_and_settles_yesterday(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = crowd(hall_file)
        hall_file.clock.advance(days=1)
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        assert step_state(hall_file, labels["serving"]) == "serving"  # a refused act opens no day
        answer = acts.issue(hall_file, "first", Order(("AB.1",)))
        assert isinstance(answer, Issued)
        with hall_file.reading() as db:
            states = dict(
                db.execute(
                    "SELECT t.label, s.state FROM steps s JOIN tickets t ON t.id = s.ticket WHERE t.day = '2026-11-23'"
                ).fetchall()
            )
            days = [row["day"] for row in db.execute("SELECT * FROM days")]
            counters = db.execute("SELECT * FROM counters").fetchall()
        assert states == {
            labels["held"]: "expired", labels["serving"]: "done", labels["called"]: "expired",
            labels["waiting"]: "expired",
        }  # fmt: skip
        assert days == ["2026-11-23", "2026-11-24"]
        assert counters == []
        sound(hall_file)


def test_a_closed_day_is_opened_again(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        close(hall_file)
        refused = acts.issue(hall_file, "i", Order(("AB.1",)))
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.DAY_CLOSED
        acts.open_day(hall_file, "o")
        acts.open_day(hall_file, "o2")
        take(hall_file, "AB.1")
        assert whats(hall_file).count(What.DAY_OPENED) == 2


def rows(hall_file: HallFile) -> list[tuple[object, ...]]:
    """Every step as it stands, but for its newest event."""
    with hall_file.reading() as db:
        return [tuple(row) for row in db.execute("SELECT * FROM steps ORDER BY id")]


def tally(hall_file: HallFile) -> list[tuple[object, ...]]:
    with hall_file.reading() as db:
        return [tuple(row) for row in db.execute("SELECT * FROM tallies ORDER BY service")]


def test_opening_again_brings_back_whom_closing_ended_as_they_were(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = crowd(hall_file)
        acts.issue(hall_file, "p", Order(("AB.1",), priority=True))
        acts.issue(hall_file, "v", Order(("AB.2", "BA.2")))
        press(hall_file, "2")
        acts.return_step(hall_file, "r", Target(counter="2"))
        before, counted = rows(hall_file), tally(hall_file)
        ended = close(hall_file).changes
        sound(hall_file)
        first = acts.open_day(hall_file, "again", "Supervisor")
        assert isinstance(first, HallChanged)
        assert sorted(first.changes) == sorted(ended)
        assert {labels["held"], labels["waiting"]} <= set(first.changes)
        assert rows(hall_file) == before
        assert tally(hall_file) == counted
        assert acts.open_day(hall_file, "again", "Supervisor") == first
        assert acts.open_day(hall_file, "harmless") == HallChanged("day_opened", "2026-11-23")
        assert rows(hall_file) == before
        with hall_file.reading() as db:
            back = [event for event in events_after(db, 0) if event.what is What.REOPENED]
        assert sorted(event.label or "" for event in back) == sorted(ended)
        assert {event.officer for event in back} == {"Supervisor"}
        sound(hall_file)
        acts.finish(hall_file, "f", Target(counter="1"))
        acts.resume(hall_file, "res", Target(label=labels["held"]))
        sound(hall_file)


def test_closed_and_opened_twice_each_time_brings_back_its_own(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = take(hall_file, "AB.1")
        close(hall_file)
        acts.open_day(hall_file, "o1")
        acts.cancel(hall_file, "c", Target(label=first))
        second = take(hall_file, "AB.1")
        close(hall_file)
        assert getattr(acts.open_day(hall_file, "o2"), "changes", ()) == (second,)
        assert step_state(hall_file, first) == "cancelled"
        sound(hall_file)


def test_the_next_days_number_is_given_up_when_the_day_is_opened_again(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(taking=TakingRule(leftovers=Leftovers.FIRST_SLOT))) as hall_file:
        label = take(hall_file, "AB.1")
        close(hall_file)
        acts.open_day(hall_file, "o")
        assert step_state(hall_file, label) == "waiting"
        assert press(hall_file, "1").label == label
        acts.finish(hall_file, "f", Target(counter="1"))
        sound(hall_file)
        hall_file.clock.advance(days=1)
        take(hall_file, "BA.1")
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        sound(hall_file)


def test_a_next_days_number_that_nobody_wants_any_more_leaves_the_first_one(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(taking=TakingRule(leftovers=Leftovers.FIRST_SLOT))) as hall_file:
        label = take(hall_file, "AB.1")
        close(hall_file)
        with hall_file.reading() as db:
            (given,) = db.execute("SELECT successor FROM steps WHERE successor IS NOT NULL").fetchone()
        with hall_file.writing() as db:
            tx = begin(hall_file, db)
            steps.shift(tx, steps.by_id(db, given), Move.CANCEL)
        acts.open_day(hall_file, "o")
        assert step_state(hall_file, label) == "waiting"
        sound(hall_file)


def test_what_has_changed_meanwhile_is_heeded(tmp_path: Path) -> None:
    """A counter that closed calls nobody; a service that went is not brought back; nobody stands in a line twice."""

    with open_hall(tmp_path) as hall_file:
        for counter in ("1", "2"):
            acts.open_counter(hall_file, f"open {counter}", counter)
        sent = take(hall_file, "AB.1")
        acts.transfer(hall_file, "t", Target(label=sent), to_counter="2")
        gone = take(hall_file, "BA.2")
        anew = acts.issue(hall_file, "i", Order(("AB.1", "AB.2")))
        assert isinstance(anew, Issued)
        acts.call_named(hall_file, "n", "1", anew.label, "x")
        close(hall_file)
        acts.add_step(hall_file, "add", anew.label, "AB.2")
        acts.close_counter(hall_file, "cc", "2")
        less = small_hall()
        apply_hall.apply(
            hall_file, dataclasses.replace(less, service={k: v for k, v in less.service.items() if k != "BA.2"})
        )
        acts.open_day(hall_file, "o")
        assert step_state(hall_file, gone) == "expired"
        with hall_file.reading() as db:
            open_now = db.execute(
                "SELECT count(*), max(to_counter) FROM steps WHERE service = 'AB.2' AND state = 'waiting'"
            ).fetchone()
            waiting = db.execute("SELECT to_counter FROM steps WHERE state = 'waiting' AND service = 'AB.1'").fetchall()
        assert tuple(open_now) == (1, None)
        assert [tuple(row) for row in waiting] == [(None,)]
        sound(hall_file)


def test_a_new_day_brings_nobody_back(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        close(hall_file)
        hall_file.clock.advance(days=1)
        assert getattr(acts.open_day(hall_file, "o"), "changes", None) == ()
        with hall_file.reading() as db:
            states = [state for (state,) in db.execute("SELECT state FROM steps")]
        assert states == ["expired"], label


def test_nobody_is_ended_who_was_not_named(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = take(hall_file, "AB.1")
        told = acts.ended_by_closing(hall_file)
        assert told == (first,)
        second = take(hall_file, "AB.1")
        refused = acts.close_day(hall_file, "c", told=told)
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.NOT_CONFIRMED
        assert refused.details["labels"] == second
        assert step_state(hall_file, first) == "waiting"
        assert isinstance(acts.close_day(hall_file, "c2", told=acts.ended_by_closing(hall_file)), HallChanged)


def test_what_is_left_over_can_be_asked_before_closing(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = crowd(hall_file)
        with hall_file.reading() as db:
            left = [row["label"] for row in rollover.left_over(db, "2026-11-23")]
        assert sorted(left) == sorted([labels["held"], labels["waiting"]])


def test_numbers_and_leases_of_past_days_are_swept(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for _ in range(3):
            take(hall_file, "AB.1")
            hall_file.clock.advance(days=1)
        with hall_file.reading() as db:
            assert [day for (day,) in db.execute("SELECT day FROM numbers")] == ["2026-11-24", "2026-11-25"]
            assert invariants.check(db) == ()
