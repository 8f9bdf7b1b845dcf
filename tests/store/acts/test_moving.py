"""What an officer does with the visitor who was called, and with those set aside."""

from pathlib import Path

import pytest

from shared.domain.answers import Called, Refused, StepMoved
from shared.domain.hall_data.hall import CallRule, Rejoin
from shared.domain.words import Refusal, StepState
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Target
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall, small_hall
from tests.store.acts.test_calling import press, refused_next, step_state, take

AT_1 = Target(counter="1")


def moved(answer: StepMoved | Refused) -> StepMoved:
    assert isinstance(answer, StepMoved), answer
    return answer


def code(answer: StepMoved | Refused) -> Refusal:
    assert isinstance(answer, Refused), answer
    return answer.code


def sound(hall_file: HallFile) -> None:
    with hall_file.reading() as db:
        assert invariants.check(db) == ()


def test_start_then_finish(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        assert moved(acts.start(hall_file, "s", AT_1)).state is StepState.SERVING
        hall_file.clock.advance(minutes=8)
        assert moved(acts.finish(hall_file, "f", AT_1)).state is StepState.DONE
        with hall_file.reading() as db:
            row = db.execute("SELECT started_at, ended_at FROM steps").fetchone()
            pace = db.execute("SELECT service, count, seconds FROM paces").fetchone()
            assert db.execute("SELECT step FROM counters").fetchone()[0] is None
        assert row["ended_at"] - row["started_at"] == 480_000
        assert tuple(pace) == ("AB.1", 1, 480)
        sound(hall_file)


def test_a_counter_that_was_never_finished_does_not_spoil_the_service_times(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        hall_file.clock.advance(hours=6)
        acts.finish(hall_file, "f", AT_1)
        with hall_file.reading() as db:
            assert db.execute("SELECT count(*) FROM paces").fetchone()[0] == 0


def test_recall_calls_the_same_call_out_again(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        call = press(hall_file, "1").call
        answer = moved(acts.recall(hall_file, "r", AT_1))
        assert (answer.state, answer.call) == (StepState.CALLED, call)
        with hall_file.reading() as db:
            event = next(e for e in events_after(db, 0) if e.what is What.RECALLED)
            assert db.execute("SELECT times FROM calls").fetchone()[0] == 2
        assert (event.data["times"], event.data["counter"], event.call) == (2, "1", call)


def test_recall_keeps_the_halls_limit_and_gap(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(calls=CallRule(recall_limit=2, recall_gap_seconds=20))) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        assert code(acts.recall(hall_file, "1", AT_1)) is Refusal.RECALL_TOO_SOON
        hall_file.clock.advance(seconds=20)
        moved(acts.recall(hall_file, "2", AT_1))
        hall_file.clock.advance(seconds=20)
        assert code(acts.recall(hall_file, "3", AT_1)) is Refusal.RECALL_LIMIT


def test_a_served_visitor_is_not_recalled(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.start(hall_file, "s", AT_1)
        assert code(acts.recall(hall_file, "r", AT_1)) is Refusal.ILLEGAL_MOVE
        assert code(acts.no_show(hall_file, "n", AT_1)) is Refusal.ILLEGAL_MOVE
        assert code(acts.start(hall_file, "s2", AT_1)) is Refusal.ILLEGAL_MOVE


def test_no_show_waits_as_long_as_the_hall_asks(tmp_path: Path) -> None:
    rule = CallRule(calls_before_no_show=2, no_show_after_seconds=15)
    with open_hall(tmp_path, small_hall(calls=rule)) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        assert code(acts.no_show(hall_file, "1", AT_1)) is Refusal.NO_SHOW_TOO_SOON
        moved(acts.recall(hall_file, "r", AT_1))
        assert code(acts.no_show(hall_file, "2", AT_1)) is Refusal.NO_SHOW_TOO_SOON
        hall_file.clock.advance(seconds=15)
        assert moved(acts.no_show(hall_file, "3", AT_1)).state is StepState.NO_SHOW
        assert step_state(hall_file, label) == "no_show"
        sound(hall_file)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CallRule(late_rejoin=Rejoin.AFTER, late_after=2), 2),
        (CallRule(late_rejoin=Rejoin.FRONT), 0),
        (CallRule(late_rejoin=Rejoin.ARRIVAL), 0),
        (CallRule(late_rejoin=Rejoin.END), 4),
    ],
)
def test_a_late_visitor_joins_where_the_rule_says(tmp_path: Path, rule: CallRule, expected: int) -> None:
    with open_hall(tmp_path, small_hall(calls=rule)) as hall_file:
        late = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.no_show(hall_file, "n", AT_1)
        others = [take(hall_file, "AB.1") for _ in range(4)]
        assert moved(acts.rejoin(hall_file, "r", Target(label=late))).state is StepState.WAITING
        order = [press(hall_file, "1").label for _ in range(5)]
        assert order.index(late) == expected
        assert [label for label in order if label != late] == others
        sound(hall_file)


def test_the_grace_of_a_late_visitor_ends(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(calls=CallRule(grace_minutes=10, grace_calls=1))) as hall_file:
        late = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.no_show(hall_file, "n", AT_1)
        for _ in range(2):
            take(hall_file, "AB.1")
        hall_file.clock.advance(minutes=11)
        press(hall_file, "1")
        press(hall_file, "1")
        assert code(acts.rejoin(hall_file, "r", Target(label=late))) is Refusal.GRACE_OVER


def test_rejoin_at_a_counter_takes_the_last_one_missed_there(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        second = take(hall_file, "AB.1")
        for name in "ab":
            press(hall_file, "1")
            acts.no_show(hall_file, name, AT_1)
            hall_file.clock.advance(seconds=1)
        assert moved(acts.rejoin(hall_file, "r", AT_1)).label == second
        assert code(acts.rejoin(hall_file, "r2", Target(counter="2"))) is Refusal.NOTHING_CURRENT


def test_hold_needs_a_reason_and_frees_the_counter(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        other = take(hall_file, "AB.1")
        press(hall_file, "1")
        assert code(acts.hold(hall_file, "h0", AT_1, "  ")) is Refusal.REASON_NEEDED
        assert moved(acts.hold(hall_file, "h", AT_1, " fotokopi ")).state is StepState.HELD
        with hall_file.reading() as db:
            assert db.execute("SELECT reason FROM steps WHERE state = 'held'").fetchone()[0] == "fotokopi"
        assert press(hall_file, "1").label == other
        assert moved(acts.resume(hall_file, "re", Target(label=label))).state is StepState.WAITING
        assert press(hall_file, "1").label == label
        sound(hall_file)


def test_resume_at_a_counter_takes_the_last_one_held_there(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.hold(hall_file, "h", AT_1, "fotokopi")
        assert code(acts.resume(hall_file, "r0", Target(counter="2"))) is Refusal.NOT_HELD_HERE
        assert moved(acts.resume(hall_file, "r", AT_1)).label == label


def test_return_puts_back_where_the_rule_says(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(calls=CallRule(return_rejoin=Rejoin.AFTER, return_after=1))) as hall_file:
        labels = [take(hall_file, "AB.1") for _ in range(3)]
        press(hall_file, "1")
        assert moved(acts.return_step(hall_file, "r", AT_1, "salah loket")).state is StepState.WAITING
        assert [press(hall_file, "1").label for _ in range(3)] == [labels[1], labels[0], labels[2]]
        sound(hall_file)


def test_a_waiting_step_cannot_be_returned(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        assert code(acts.return_step(hall_file, "r", Target(label=label))) is Refusal.ILLEGAL_MOVE


def test_cancel_ends_a_waiting_or_called_step(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        waiting, called = take(hall_file, "AB.1"), take(hall_file, "BA.1")
        press(hall_file, "3")
        assert moved(acts.cancel(hall_file, "c", Target(label=waiting), "pulang")).state is StepState.CANCELLED
        assert moved(acts.cancel(hall_file, "c2", Target(counter="3"))).label == called
        assert code(acts.cancel(hall_file, "c3", Target(label=called))) is Refusal.ILLEGAL_MOVE
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        sound(hall_file)


def test_acts_need_somebody_at_the_counter(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for name, act in {"recall": acts.recall, "start": acts.start, "finish": acts.finish}.items():
            assert code(act(hall_file, name, AT_1)) is Refusal.NOTHING_CURRENT
        assert code(acts.finish(hall_file, "x", Target(label="AB-001"))) is Refusal.NO_SUCH_TICKET


def test_a_label_with_a_counter_has_to_be_there(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        assert code(acts.finish(hall_file, "f", Target("2", label))) is Refusal.WRONG_COUNTER
        assert moved(acts.finish(hall_file, "g", Target("1", label))).label == label


def test_a_label_means_the_step_that_is_at_a_counter(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "BA.1")
        called = press(hall_file, "3")
        assert moved(acts.finish(hall_file, "f", Target(label=label))).step == called.step
        assert code(acts.finish(hall_file, "g", Target(label=label))) is Refusal.ILLEGAL_MOVE


def test_a_target_may_name_the_service(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "BA.1")
        answer = moved(acts.cancel(hall_file, "c", Target(label=label, service="BA.1")))
        assert answer.service == "BA.1"
        assert code(acts.cancel(hall_file, "d", Target(label=label, service="AB.2"))) is Refusal.NO_SUCH_TICKET


@pytest.mark.parametrize("target", [Target(), Target(counter="99"), Target(label="?"), Target(label="AB-001x")])
def test_a_target_that_cannot_be_is_a_usage_fault(tmp_path: Path, target: Target) -> None:
    with open_hall(tmp_path) as hall_file, pytest.raises(UsageFault):
        acts.finish(hall_file, "f", target)


# -- transfers ------------------------------------------------------------------------------------------------


def test_transfer_to_another_service_keeps_the_number(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        take(hall_file, "BA.1")
        press(hall_file, "1")
        answer = moved(acts.transfer(hall_file, "t", AT_1, to_service="BA.1", reason="salah loket"))
        assert (answer.state, answer.next_service) == (StepState.TRANSFERRED, "BA.1")
        called = press(hall_file, "3")
        assert (called.label, called.step, called.reason.rule) == (label, answer.next_step, "transfer")
        with hall_file.reading() as db:
            assert db.execute("SELECT taken FROM tallies WHERE service = 'BA.1'").fetchone()[0] == 1
        sound(hall_file)


@pytest.mark.parametrize(("rule", "place"), [(Rejoin.FRONT, 0), (Rejoin.AFTER, 1), (Rejoin.END, 3)])
def test_transfers_join_by_rule(tmp_path: Path, rule: Rejoin, place: int) -> None:
    with open_hall(tmp_path, small_hall(calls=CallRule(transfer_rejoin=rule, transfer_after=1))) as hall_file:
        for _ in range(3):
            take(hall_file, "BA.1")
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.transfer(hall_file, "t", AT_1, to_service="BA.1")
        assert [press(hall_file, "3").label for _ in range(4)].index(label) == place


def test_transfer_to_a_counter_waits_for_that_counter_alone(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        answer = moved(acts.transfer(hall_file, "t", AT_1, to_counter="4"))
        assert answer.next_service == "AB.1"
        take(hall_file, "BA.1")
        assert press(hall_file, "3").label != label
        assert press(hall_file, "4").label == label
        sound(hall_file)


def test_nobody_is_sent_to_a_counter_whose_officer_has_gone(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        acts.open_counter(hall_file, "o", "4")
        acts.close_counter(hall_file, "c", "4")
        press(hall_file, "1")
        answer = acts.transfer(hall_file, "t", AT_1, to_counter="4")
        assert code(answer) is Refusal.COUNTER_CLOSED
        assert answer.sentence["id"] == "Loket 4 tutup."
        assert moved(acts.finish(hall_file, "f", AT_1)).state is StepState.DONE
        sound(hall_file)


def test_who_was_sent_to_a_counter_that_closes_is_called_by_others(tmp_path: Path) -> None:
    """Also one who was set aside meanwhile, or did not come."""
    with open_hall(tmp_path) as hall_file:
        sent = [take(hall_file, "AB.1") for _ in range(3)]
        for number in range(3):
            press(hall_file, "1")
            moved(acts.transfer(hall_file, f"t{number}", AT_1, to_counter="4"))
        held = press(hall_file, "4").label
        moved(acts.hold(hall_file, "h", Target(counter="4"), "fotokopi"))
        late = press(hall_file, "4").label
        hall_file.clock.advance(minutes=1)
        acts.recall(hall_file, "r", Target(counter="4"))
        hall_file.clock.advance(minutes=1)
        moved(acts.no_show(hall_file, "n", Target(counter="4")))
        acts.close_counter(hall_file, "c", "4")
        sound(hall_file)
        moved(acts.resume(hall_file, "u", Target(label=held)))
        moved(acts.rejoin(hall_file, "j", Target(label=late)))
        assert {press(hall_file, "1").label for _ in range(3)} == set(sent)
        sound(hall_file)


def test_a_counter_that_will_not_open_today_lets_go_of_who_was_sent_to_it(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        moved(acts.transfer(hall_file, "t", AT_1, to_counter="4"))
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        acts.close_counter(hall_file, "c", "4")
        assert press(hall_file, "1").label == label


def test_a_counter_that_closed_yesterday_is_still_to_come_today(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "o", "4")
        acts.close_counter(hall_file, "c", "4")
        hall_file.clock.advance(days=1)
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        moved(acts.transfer(hall_file, "t", AT_1, to_counter="4"))
        assert press(hall_file, "4").label == label


def test_a_waiting_step_can_be_transferred(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        moved(acts.transfer(hall_file, "t", Target(label=label), to_service="AB.2"))
        assert press(hall_file, "1").service == "AB.2"


def test_transfer_to_nowhere_else_is_refused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        assert code(acts.transfer(hall_file, "1", AT_1, to_service="AB.1")) is Refusal.ILLEGAL_MOVE
        assert code(acts.transfer(hall_file, "2", AT_1, to_counter="1")) is Refusal.ILLEGAL_MOVE
        acts.finish(hall_file, "f", AT_1)
        assert code(acts.transfer(hall_file, "3", Target(label=label), to_service="AB.2")) is Refusal.ILLEGAL_MOVE
        assert code(acts.transfer(hall_file, "4", Target(label="AB-050"), to_service="AB.2")) is Refusal.NO_SUCH_TICKET


@pytest.mark.parametrize("to", [{}, {"to_service": "ZZ.1"}, {"to_counter": "99"}])
def test_transfer_to_what_is_not_there_is_a_usage_fault(tmp_path: Path, to: dict[str, str]) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        with pytest.raises(UsageFault):
            acts.transfer(hall_file, "t", AT_1, **to)


def test_what_waited_for_a_transferred_step_waits_for_its_successor(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.continue_at(hall_file, "c", "1", "BA.1")
        press(hall_file, "3")
        acts.transfer(hall_file, "t", Target(counter="3"), to_service="BA.2")
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        press(hall_file, "3")
        acts.finish(hall_file, "f", Target(counter="3"))
        assert press(hall_file, "1").service == "AB.1"
        sound(hall_file)


def test_a_visit_has_at_most_99_steps(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        for number in range(98):
            moved(acts.transfer(hall_file, f"{number}", Target(label=label), to_service=f"AB.{2 - number % 2}"))
        answer = acts.transfer(hall_file, "one more", Target(label=label), to_service="BA.1")
        assert code(answer) is Refusal.ILLEGAL_MOVE
        assert code(acts.add_step(hall_file, "a", label, "BA.1")) is Refusal.ILLEGAL_MOVE
        called = press(hall_file, "1")
        assert isinstance(called, Called)
        assert code(acts.continue_at(hall_file, "l", "1", "BA.1")) is Refusal.ILLEGAL_MOVE
        sound(hall_file)
