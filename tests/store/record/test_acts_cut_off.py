"""The share cut at each act: nothing half done, and the same press works once the share is back, once."""

import pytest

from shared.domain.answers import Refused
from shared.faults import EnvironmentFault, UsageFault
from shared.store import acts
from shared.store.acts import Order
from tests.helpers.hall import DAY, open_hall
from tests.helpers.store.away import away
from tests.store.record.test_authority import ACTS, LATER, state

NO_PRESS = frozenset({"apply_hall", "officers", "own_pin", "devices", "restore", "archive", "printer_ready"})
"""Acts without a request id of a press, or that need what a small hall lacks."""

OFTEN = frozenset({"issue", "next", "finish", "transfer", "today"})
"""Those that each test run tries; the others have their own command."""
TABLE = [pytest.param(name, marks=() if name in OFTEN else pytest.mark.soak) for name in sorted(set(ACTS) - NO_PRESS)]


@pytest.mark.parametrize("name", TABLE)
def test_an_act_during_an_outage_changes_nothing_and_is_done_once_afterwards(tmp_path, name):
    folder = tmp_path / "hall"
    folder.mkdir()
    with open_hall(folder) as file:
        for number in range(3):
            acts.issue(file, f"issue-{number}", Order(("AB.1",)))
        acts.import_bookings(file, "book", [acts.Booking("K7P", "AB.1", DAY, LATER)])
        acts.call_next(file, "next", "1")
        before = state(file)
        with away(folder), pytest.raises(EnvironmentFault):
            ACTS[name](file)
        file.reach()
        assert state(file) == before
        try:
            answer = ACTS[name](file)
        except UsageFault:
            return
        after = state(file)
        assert ACTS[name](file) == answer
        assert state(file) == after
        assert isinstance(answer, Refused) or after != before
