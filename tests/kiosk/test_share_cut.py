"""The share is cut in the middle of each step, and comes back: the choice is kept, and there is one number."""

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store.live.share_state import share_state
from tests.helpers.hall import MORNING
from tests.helpers.screens.kiosk import Stage

STEPS = ("popular:AB.1", "priority:yes", "visual", "take")
GONE = EnvironmentFault(Kind.GONE, "The share is gone.")


def cut(stage: Stage, spool: bool) -> None:
    stage.desk.spool = spool
    stage.desk.broken = None if spool else GONE
    stage.model.share_told(share_state(False, Kind.GONE, MORNING))
    stage.settle()


def back(stage: Stage) -> None:
    stage.desk.broken = None
    stage.model.share_told(share_state(True, None, MORNING))
    stage.settle()


@pytest.mark.parametrize("spool", [True, False], ids=["with numbers of its own", "without"])
@pytest.mark.parametrize("after", range(len(STEPS) + 1))
def test_a_visit_survives_a_cut_at_every_step(stage: Stage, after: int, spool: bool) -> None:
    for at, step in enumerate(STEPS):
        if at == after:
            cut(stage, spool)
            if not spool and step == "take":
                stage.touch("take")
                assert stage.model.ticket.state == "fault"
                back(stage)
                stage.touch("again")
                continue
            if not spool:
                back(stage)
        stage.touch(step)
    if after == len(STEPS):
        cut(stage, spool)
    assert stage.words("number") == "AB-001"
    back(stage)
    assert stage.words("number") == "AB-001"
    requests = {request for request, _ in stage.desk.requests}
    assert len(requests) == 1, "whatever is tried again is the same request"
    assert all(order.priority and order.visual for _, order in stage.desk.requests)
