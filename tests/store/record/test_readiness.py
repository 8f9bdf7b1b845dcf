"""One visit, several agencies."""

from pathlib import Path

import pytest

from shared.domain.answers import HallChanged, Refused, StepMoved
from shared.domain.hall_data.hall import Service
from shared.domain.words import Refusal, StepState
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Target
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall, small_hall
from tests.store.acts.test_calling import press, refused_next, take
from tests.store.acts.test_moving import code, moved, sound


def services_in_order(hall_file: HallFile, label: str) -> list[str]:
    with hall_file.reading() as db:
        rows = db.execute(
            "SELECT s.service FROM steps s JOIN tickets t ON t.id = s.ticket WHERE t.label = ? ORDER BY s.position",
            (label,),
        ).fetchall()
    return [service for (service,) in rows]


def test_a_step_is_added_at_the_end(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        answer = moved(acts.add_step(hall_file, "a", label, "BA.1"))
        assert (answer.service, answer.state) == ("BA.1", StepState.WAITING)
        assert services_in_order(hall_file, label) == ["AB.1", "BA.1"]
        assert code(acts.add_step(hall_file, "b", label, "BA.1")) is Refusal.SAME_SERVICE_TWICE
        assert code(acts.add_step(hall_file, "c", "AB-077", "BA.1")) is Refusal.NO_SUCH_TICKET
        press(hall_file, "1")
        assert refused_next(hall_file, "3") is Refusal.NOTHING_WAITING
        sound(hall_file)


def test_a_step_added_to_a_visitor_at_a_counter_is_not_called_meanwhile(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        moved(acts.add_step(hall_file, "a", label, "BA.1"))
        assert refused_next(hall_file, "3") is Refusal.NOTHING_WAITING
        acts.finish(hall_file, "f", Target(counter="1"))
        assert press(hall_file, "3").label == label


def test_a_dropped_step_is_cancelled_alone(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "BA.1")
        assert moved(acts.drop_step(hall_file, "d", label, "BA.1")).state is StepState.CANCELLED
        assert press(hall_file, "1").label == label
        sound(hall_file)


def test_steps_are_put_in_another_order(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "AB.2", "BA.1")
        answer = acts.reorder_steps(hall_file, "o", label, ["BA.1", "AB.1", "AB.2"])
        assert isinstance(answer, HallChanged)
        assert services_in_order(hall_file, label) == ["BA.1", "AB.1", "AB.2"]
        for request, wrong in {"p": (label, ["BA.1"]), "q": ("AB-055", ["BA.1"])}.items():
            refused = acts.reorder_steps(hall_file, request, *wrong)
            assert isinstance(refused, Refused)
            assert refused.code is Refusal.NO_SUCH_TICKET


def test_an_order_against_a_dependency_is_refused(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.3": Service({"id": "Ambil"}, 2.0, after=("BA.1",))})
    with open_hall(tmp_path, hall) as hall_file:
        label = take(hall_file, "AB.3", "BA.1")
        refused = acts.reorder_steps(hall_file, "o", label, ["AB.3", "BA.1"])
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.WAITS_FOR_EARLIER_STEP


def test_continue_at_the_cashier_then_return_to_me(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1", "AB.2")
        take(hall_file, "AB.1")
        take(hall_file, "AB.1")
        press(hall_file, "1")
        answer = moved(acts.continue_at(hall_file, "c", "1", "BA.2"))
        assert (answer.state, answer.next_service) == (StepState.WAITING, "BA.2")
        assert "BA.2" in services_in_order(hall_file, label)
        cashier = press(hall_file, "3")
        assert (cashier.label, cashier.step) == (label, answer.next_step)
        assert press(hall_file, "1").label == "AB-002"
        acts.finish(hall_file, "f", Target(counter="3"))
        back = press(hall_file, "1")
        assert (back.label, back.service) == (label, answer.service)
        sound(hall_file)


def test_after_the_loop_only_the_same_counter_calls(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.continue_at(hall_file, "c", "1", "BA.2")
        press(hall_file, "3")
        acts.finish(hall_file, "f", Target(counter="3"))
        assert refused_next(hall_file, "2") is Refusal.NOTHING_WAITING
        assert press(hall_file, "1").label == label


def test_a_cashier_who_comes_after_the_service_that_sends_there_calls_all_the_same(tmp_path: Path) -> None:
    """By the hall's file the cashier waits for AB.1, by the officer's loop AB.1 waits for the cashier."""
    hall = small_hall(services={"BA.9": Service({"id": "Kasir"}, 3.0, after=("AB.1",))})
    with open_hall(tmp_path, hall) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        moved(acts.continue_at(hall_file, "c", "1", "BA.9"))
        assert refused_next(hall_file, "1") is Refusal.NOTHING_WAITING
        assert press(hall_file, "3").label == label
        acts.finish(hall_file, "f", Target(counter="3"))
        assert press(hall_file, "1").label == label
        sound(hall_file)


def test_a_loop_is_refused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        assert code(acts.continue_at(hall_file, "a", "1", "BA.2")) is Refusal.NOTHING_CURRENT
        take(hall_file, "AB.1", "BA.2")
        press(hall_file, "1")
        assert code(acts.continue_at(hall_file, "b", "1", "BA.2")) is Refusal.SAME_SERVICE_TWICE
        with pytest.raises(UsageFault):
            acts.continue_at(hall_file, "c", "1", "ZZ.1")


def test_moved_steps_are_answers(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        answer = acts.add_step(hall_file, "a", label, "BA.1")
        assert isinstance(answer, StepMoved)
        assert acts.add_step(hall_file, "a", label, "BA.2") == answer
        with hall_file.reading() as db:
            assert invariants.check(db) == ()
