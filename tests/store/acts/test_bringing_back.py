"""What ended by mistake waits again, at its old place."""

from pathlib import Path

import pytest

from shared.domain.answers import Called, Refused, StepMoved
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall


def take(file: HallFile, *services: str) -> str:
    return acts.issue(file, acts.new_request(), Order(services or ("AB.1",))).label  # type: ignore[union-attr]


def back(file: HallFile, label: str, service: str | None = None) -> StepMoved | Refused:
    answer = acts.bring_back(file, acts.new_request(), label, service, "Supervisor")
    with file.reading() as db:
        assert invariants.check(db) == ()
    return answer


def called(file: HallFile) -> str:
    answer = acts.call_next(file, acts.new_request(), "1")
    assert isinstance(answer, Called), answer
    return answer.label


def refused(answer: object) -> Refusal:
    assert isinstance(answer, Refused), answer
    return answer.code


@pytest.mark.parametrize("end", ["finish", "no_show", "cancel"])
def test_whoever_was_ended_by_mistake_is_called_first_again(tmp_path: Path, end: str) -> None:
    with open_hall(tmp_path) as file:
        first, _ = take(file), take(file)
        assert called(file) == first
        getattr(acts, end)(file, acts.new_request(), Target(counter="1"))
        answer = back(file, first)
        assert isinstance(answer, StepMoved)
        assert (answer.state, answer.service) == ("waiting", "AB.1")
        assert called(file) == first


def test_the_closing_of_the_day_is_undone_by_opening_it(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        label = take(file)
        acts.close_day(file, acts.new_request(), told=(label,))
        assert refused(back(file, label)) is Refusal.DAY_CLOSED
        acts.open_day(file, acts.new_request())
        assert refused(back(file, label)) is Refusal.NOTHING_TO_BRING_BACK  # waits already


def test_of_several_services_the_one_that_is_named_or_that_ended_last(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        label = take(file, "AB.1", "BA.1")
        acts.cancel(file, acts.new_request(), Target(label=label, service="BA.1"))
        called(file)
        acts.finish(file, acts.new_request(), Target(counter="1"))
        for service in ("BA.1", None):
            answer = back(file, label, service)
            assert isinstance(answer, StepMoved)
            assert answer.service == (service or "AB.1")
        assert refused(back(file, label)) is Refusal.NOTHING_TO_BRING_BACK


def test_a_number_that_was_never_given_out_is_refused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        assert refused(back(file, "AB-099")) is Refusal.NO_SUCH_TICKET


def test_whose_counter_closed_meanwhile_comes_back_for_any(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        acts.open_counter(file, "o", "2", "Budi")
        label = take(file)
        acts.transfer(file, "t", Target(label=label), to_counter="2")
        acts.cancel(file, "c", Target(label=label))
        acts.close_counter(file, "close", "2")
        assert isinstance(back(file, label), StepMoved)
        assert called(file) == label
