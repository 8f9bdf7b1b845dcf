"""A number that nobody read and of which there is no paper leaves no gap in the line."""

import dataclasses
from pathlib import Path

from shared.domain.answers import Issued
from shared.domain.words import Instant, Refusal, StepState
from shared.store import acts
from shared.store.acts.issue import Order
from shared.store.acts.moving import withdraw_number
from tests.helpers.hall import open_hall
from tests.store.acts.test_calling import press, step_state
from tests.store.acts.test_moving import code, moved, sound


def test_a_number_in_nobodys_hands_is_cancelled_where_it_waits(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        two = acts.issue(hall_file, "i", Order(("BA.1", "AB.1")))
        assert isinstance(two, Issued)
        press(hall_file, "3")
        assert moved(withdraw_number(hall_file, "w", two, "spoilt")).service == "AB.1"
        assert step_state(hall_file, two.label, "BA.1") == StepState.CALLED, "an officer has it"
        assert code(withdraw_number(hall_file, "w2", two, "spoilt")) is Refusal.NO_SUCH_TICKET
        sound(hall_file)
        alone = acts.issue(hall_file, "i2", Order(("AB.1",)))
        assert isinstance(alone, Issued)
        another = dataclasses.replace(alone, taken_at=Instant(alone.taken_at - 1))
        assert code(withdraw_number(hall_file, "w3", another, "spoilt")) is Refusal.NO_SUCH_TICKET, "of another"
        assert step_state(hall_file, alone.label) == StepState.WAITING
