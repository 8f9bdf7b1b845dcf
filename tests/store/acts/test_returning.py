"""A visitor who was returned to the line does not come straight back to the same officer."""

from pathlib import Path

import pytest

from shared.domain.hall_data.hall import Rejoin
from shared.store import acts
from shared.store.acts import Target
from tests.helpers.hall import open_hall
from tests.store.acts.test_calling import press, take

AT_1 = Target(counter="1")


@pytest.mark.parametrize("where", [Rejoin.FRONT, Rejoin.ARRIVAL, Rejoin.AFTER, Rejoin.END])
def test_nobody_who_was_returned_comes_straight_back_to_the_same_officer(tmp_path: Path, where: Rejoin) -> None:
    with open_hall(tmp_path) as hall_file:
        for _ in range(3):
            take(hall_file, "AB.1")
        first = press(hall_file, "1").label
        acts.return_step(hall_file, "r", AT_1, where=where)
        again = press(hall_file, "1")
        assert again.label == "AB-002"
        assert (first in again.reason.passed_over) is (where in (Rejoin.FRONT, Rejoin.ARRIVAL))
        other = press(hall_file, "2")
        assert (other.label == first) is (where in (Rejoin.FRONT, Rejoin.ARRIVAL)), "another officer takes the line"
        acts.finish(hall_file, "f", AT_1)
        last = press(hall_file, "1").label
        assert {last, other.label} == {"AB-001", "AB-003"}
