"""An officer presses "next", or calls a label out of turn."""

from pathlib import Path

import pytest

from shared.domain.answers import Called, Reason, Refused, StepMoved
from shared.domain.hall_data.hall import CallRule, Service
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.acts.calling import make_call
from shared.store.record import steps, undo
from shared.store.record.events import What, events_after
from shared.store.record.transaction import begin
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall, small_hall


def take(hall_file: HallFile, *services: str, priority: bool = False) -> str:
    return acts.issue(hall_file, acts.new_request(), Order(services, priority=priority)).label  # pyright: ignore


def press(hall_file: HallFile, counter: str, officer: str = "") -> Called:
    answer = acts.call_next(hall_file, acts.new_request(), counter, officer)
    assert isinstance(answer, Called), answer
    return answer


def refused_next(hall_file: HallFile, counter: str) -> Refusal:
    answer = acts.call_next(hall_file, acts.new_request(), counter)
    assert isinstance(answer, Refused), answer
    return answer.code


def step_state(hall_file: HallFile, label: str, service: str | None = None) -> str:
    with hall_file.reading() as db:
        row = db.execute(
            "SELECT s.state FROM steps s JOIN tickets t ON t.id = s.ticket WHERE t.label = ?"
            " AND s.service = coalesce(?, s.service) ORDER BY t.day, s.position DESC",
            (label, service),
        ).fetchone()
    return str(row[0])


def test_the_line_is_called_in_order_of_arrival(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = [take(hall_file, service) for service in ("AB.1", "AB.2", "AB.1")]
        assert [press(hall_file, counter).label for counter in ("1", "2", "1")] == labels
        with hall_file.reading() as db:
            assert invariants.check(db) == ()


def test_a_counter_calls_only_its_own_services(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        assert refused_next(hall_file, "3") is Refusal.NOTHING_WAITING


def test_next_finishes_the_present_visitor(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first, second = take(hall_file, "AB.1"), take(hall_file, "AB.1")
        press(hall_file, "1")
        press(hall_file, "1")
        assert (step_state(hall_file, first), step_state(hall_file, second)) == ("done", "called")


def test_with_nobody_waiting_nothing_changes(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        with hall_file.reading() as db:
            before = db.execute("SELECT max(sequence) FROM events").fetchone()[0]
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        assert refused_next(hall_file, "2") is Refusal.NOTHING_WAITING
        assert step_state(hall_file, label) == "called"
        with hall_file.reading() as db:
            assert db.execute("SELECT max(sequence) FROM events").fetchone()[0] == before
            assert db.execute("SELECT counter FROM counters").fetchall()[0][0] == "1"


def test_next_opens_the_counter_and_ends_a_break(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        take(hall_file, "AB.1")
        press(hall_file, "1", "Sari")
        acts.finish(hall_file, "f", Target(counter="1"))
        acts.take_break(hall_file, "b", "1")
        press(hall_file, "1", "Sari")
        with hall_file.reading() as db:
            row = db.execute("SELECT status, officer FROM counters").fetchone()
            whats = [event.what for event in events_after(db, 0)]
        assert tuple(row) == ("open", "Sari")
        assert What.COUNTER_OPENED in whats
        assert What.BREAK_ENDED in whats


def test_a_called_event_tells_displays_everything(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1", priority=True)
        called = press(hall_file, "1")
        with hall_file.reading() as db:
            event = next(e for e in events_after(db, 0) if e.what is What.CALLED)
        assert event.call == called.call
        assert {name: event.data[name] for name in ("zone", "label", "counter", "service", "agency", "times")} == {
            "zone": "A", "label": "AB-001", "counter": "1", "service": "AB.1", "agency": "AB", "times": 1,
        }  # fmt: skip
        assert event.data["priority"] is True
        assert event.data["reason"]["rule"] == called.reason.rule


def test_the_reason_says_what_was_waited(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        hall_file.clock.advance(minutes=7)
        assert press(hall_file, "1").reason.waited_seconds == 420


def test_a_visit_is_called_by_one_counter_at_a_time(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1", "BA.1")
        assert press(hall_file, "3").service == "BA.1"
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        acts.finish(hall_file, "f", Target(counter="3"))
        assert press(hall_file, "1").service == "AB.1"


def test_next_at_the_same_counter_may_call_the_same_visitor_for_the_next_step(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "AB.2")
        take(hall_file, "AB.1")
        assert press(hall_file, "1").label == label
        again = press(hall_file, "1")
        assert (again.label, again.service) == (label, "AB.2")
        assert press(hall_file, "1").label == "AB-002"


def test_a_step_that_depends_is_called_after_the_other_and_keeps_its_place(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.3": Service({"id": "Ambil"}, 2.0, after=("BA.1",))})
    with open_hall(tmp_path, hall) as hall_file:
        label = take(hall_file, "AB.3", "BA.1")
        other = take(hall_file, "AB.1")
        assert press(hall_file, "1").label == other
        third = take(hall_file, "AB.1")
        press(hall_file, "3")
        acts.finish(hall_file, "f", Target(counter="3"))
        assert [press(hall_file, "1").label for _ in range(2)] == [label, third]


def test_a_long_line_is_looked_at_beyond_its_head(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = [take(hall_file, "AB.1") for _ in range(3)]
        assert [press(hall_file, "1").label for _ in labels] == labels


@pytest.mark.parametrize("counter", ["9", "K1"])
def test_an_unknown_counter_is_a_usage_fault(tmp_path: Path, counter: str) -> None:
    with open_hall(tmp_path) as hall_file, pytest.raises(UsageFault, match=counter):
        acts.call_next(hall_file, "r", counter)


def test_nobody_is_called_while_the_hall_is_paused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        acts.pause_hall(hall_file, "p", {"id": "Salat Jumat"}, until=hall_file.clock.at + 60_000)
        answer = acts.call_next(hall_file, "n", "1")
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.HALL_PAUSED
        assert answer.back_at == hall_file.clock.at + 60_000
        hall_file.clock.advance(minutes=2)
        press(hall_file, "1")


def test_nobody_is_called_after_the_day_is_closed(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        acts.close_day(hall_file, "c")
        assert refused_next(hall_file, "1") is Refusal.DAY_CLOSED


# -- held steps ----------------------------------------------------------------------------------------------


def test_a_held_step_returns_at_its_time(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.hold(hall_file, "h", Target(counter="1"), "fotokopi", until=hall_file.clock.at + 300_000)
        other = take(hall_file, "AB.1")
        assert press(hall_file, "1").label == other
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        hall_file.clock.advance(minutes=5)
        again = press(hall_file, "1")
        assert (again.label, again.reason.rule) == (label, "resume")
        with hall_file.reading() as db:
            assert invariants.check(db) == ()


def test_a_held_step_of_a_visitor_who_is_elsewhere_waits_on(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1", "BA.1")
        press(hall_file, "1")
        acts.hold(hall_file, "h", Target(counter="1"), "fotokopi", until=hall_file.clock.at + 1000)
        hall_file.clock.advance(minutes=1)
        press(hall_file, "3")
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING


def test_a_step_held_without_a_time_waits_for_the_officer(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.hold(hall_file, "h", Target(counter="1"), "fotokopi")
        hall_file.clock.advance(hours=2)
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING


# -- named calls ---------------------------------------------------------------------------------------------


def named(hall_file: HallFile, counter: str, label: str, why: str = "lansia") -> Called | Refused:
    return acts.call_named(hall_file, acts.new_request(), counter, label, why, "Sari")


def test_a_named_call_stands_in_the_audit_with_its_reason(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        label = take(hall_file, "AB.1")
        answer = named(hall_file, "1", label)
        assert isinstance(answer, Called)
        assert (answer.reason.rule, answer.reason.why) == ("named", "lansia")
        with hall_file.reading() as db:
            event = next(e for e in events_after(db, 0) if e.what is What.CALLED)
        assert (event.reason, event.officer) == ("lansia", "Sari")


def test_a_named_call_finishes_the_present_visitor(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first, second = take(hall_file, "AB.1"), take(hall_file, "AB.1")
        press(hall_file, "1")
        assert isinstance(named(hall_file, "1", second), Called)
        assert step_state(hall_file, first) == "done"


def test_a_named_call_of_the_present_visitors_other_step(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "AB.2")
        press(hall_file, "1")
        answer = named(hall_file, "1", label)
        assert isinstance(answer, Called)
        assert answer.service == "AB.2"


def test_a_named_call_is_refused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label, away, gone = take(hall_file, "AB.1", "BA.1"), take(hall_file, "BA.1"), take(hall_file, "AB.1")
        acts.cancel(hall_file, "c", Target(label=gone))
        codes = {
            Refusal.REASON_NEEDED: named(hall_file, "1", label, " "),
            Refusal.NO_SUCH_TICKET: named(hall_file, "1", "AB-099"),
            Refusal.WRONG_COUNTER: named(hall_file, "1", away),
            Refusal.ILLEGAL_MOVE: named(hall_file, "1", gone),
        }
        press(hall_file, "3")
        codes[Refusal.VISIT_BUSY] = named(hall_file, "1", label)
        assert [answer.code for answer in codes.values()] == list(codes)  # pyright: ignore
        acts.pause_hall(hall_file, "p", {"id": "Salat"})
        assert named(hall_file, "1", label).code is Refusal.HALL_PAUSED  # pyright: ignore


def test_a_hall_may_ask_for_no_reason(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(calls=CallRule(reason_for_named=False))) as hall_file:
        label = take(hall_file, "AB.1")
        assert isinstance(named(hall_file, "1", label, ""), Called)


def test_a_label_that_cannot_be_is_a_usage_fault(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file, pytest.raises(UsageFault, match="label"):
        named(hall_file, "1", "nonsense")


def test_somebody_sent_to_a_counter_of_another_booth_is_called_there(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        moved = acts.transfer(hall_file, "t", Target(counter="1"), to_counter="4")
        assert isinstance(moved, StepMoved)
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        assert refused_next(hall_file, "3") is Refusal.NOTHING_WAITING
        assert isinstance(named(hall_file, "4", label), Called)


def test_next_does_not_finish_a_visitor_whom_the_officer_never_saw(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = take(hall_file, "AB.1")
        take(hall_file, "AB.1")
        press(hall_file, "1")
        refused = acts.call_next(hall_file, "n", "1", seen="AB-099")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.details["label"]) == (Refusal.COUNTER_BUSY, first)
        assert isinstance(acts.call_next(hall_file, "m", "1", seen=first), Called)


def test_who_comes_back_late_while_at_another_counter_waits(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "BA.1")
        press(hall_file, "1")
        acts.no_show(hall_file, "n", Target(counter="1"))
        press(hall_file, "3")
        acts.rejoin(hall_file, "r", Target(label=label))
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING


def test_a_call_within_an_act_that_cannot_be_taken_back_is_a_call_like_any_other(tmp_path: Path) -> None:
    """None of ours does it today: what calls on its own leaves the last press of its counter to be taken back."""
    with open_hall(tmp_path) as hall_file:
        for _ in range(2):
            take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.finish(hall_file, "f", Target(counter="1"))
        with hall_file.writing() as db:
            tx = begin(hall_file, db)
            (second,) = db.execute("SELECT max(id) FROM steps").fetchone()
            called = make_call(tx, "1", steps.by_id(db, second), Reason("named", 0, why="x"))
        assert (called.label, step_state(hall_file, "AB-002")) == ("AB-002", "called")
        with hall_file.reading() as db:
            assert invariants.check(db) == ()
            last = undo.last(db, "1")
            assert last is not None
            assert (last.request, last.calls) == ("f", ())
