"""A child that taps: numbers that nobody read leave no gap, and come slowly."""

import random

import pytest
from PySide6.QtCore import QPoint

from kiosk.paper_words import Paper
from kiosk.unattended.hand import ASTRAY, GOES_ON
from kiosk.unattended.spoilt import LONGEST_REST_MS, REST_MS
from shared.domain.words import StepState
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.test_touches import booked

FIRST_REST, LATER_REST = REST_MS * 1000, LONGEST_REST_MS * 1000
"""No machine is so slow that one of them ends by itself."""
CORNER = QPoint(3, 960)
"""There is nothing to touch."""


def states(stage: Stage) -> dict[str, str]:
    with stage.desk.hall_file.reading() as db:
        return dict(db.execute("SELECT t.label, s.state FROM tickets t JOIN steps s ON s.ticket = t.id").fetchall())


@pytest.fixture
def paced(stage: Stage) -> Stage:
    """Time passes for the hand as the test says."""
    stage.now = 1_000_000
    stage.spoilt.hand.haste_ms = 1500
    stage.spoilt.hand.steady = lambda: stage.now
    stage.spoilt.rests_ms = FIRST_REST, LATER_REST
    return stage


def rest(stage: Stage) -> int:
    """How long the next number has to wait."""
    return stage.spoilt._rest.interval() if stage.spoilt._rest.isActive() else 0  # pyright: ignore[reportPrivateUsage]


def end_rest(stage: Stage) -> None:
    stage.spoilt._rest.stop()  # pyright: ignore[reportPrivateUsage]
    stage.spoilt._rest.timeout.emit()  # pyright: ignore[reportPrivateUsage]
    stage.settle()


def take_and_leave(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    stage.touch("home")


def tap_about(stage: Stage, times: int, pause: int) -> None:
    for _ in range(times):
        stage.now += pause
        stage.tap(CORNER)


def test_a_number_left_at_once_is_cancelled_when_no_paper_came(paced: Stage) -> None:
    take_and_leave(paced)
    assert states(paced) == {"AB-001": StepState.WAITING}, "its paper may still come"
    paced.printing.settle(Paper.FAILED)
    assert states(paced) == {"AB-001": StepState.CANCELLED}


def test_whoever_holds_the_paper_keeps_the_place(paced: Stage) -> None:
    for paper in (Paper.PRINTED, Paper.UNVERIFIED, Paper.UNKNOWN):
        take_and_leave(paced)
        paced.printing.settle(paper)
        paced.printing.settle(Paper.FAILED)
        end_rest(paced)
    assert set(states(paced).values()) == {StepState.WAITING}


def test_a_number_that_was_read_stays_without_paper(paced: Stage) -> None:
    paced.touch("popular:AB.1")
    paced.touch("take")
    tap_about(paced, 3, 200)
    paced.now += 1600
    paced.touch("home")
    paced.printing.settle(Paper.FAILED)
    assert states(paced) == {"AB-001": StepState.WAITING}
    assert rest(paced) == 0


@pytest.mark.parametrize(("astray", "after", "end"), [
    (ASTRAY, GOES_ON, StepState.CANCELLED),
    (ASTRAY - 1, GOES_ON, StepState.WAITING),
    (ASTRAY, GOES_ON - 1, StepState.WAITING),
])  # fmt: skip
def test_slow_random_taps_before_on_and_after_the_number_spoil_it(
    paced: Stage, astray: int, after: int, end: StepState
) -> None:
    tap_about(paced, astray, 2500)
    paced.touch("popular:AB.1")
    paced.touch("take")
    tap_about(paced, ASTRAY, 2500)
    paced.touch("home")
    paced.printing.settle(Paper.FAILED)
    assert states(paced) == {"AB-001": StepState.WAITING}
    tap_about(paced, after, 2500)
    assert states(paced) == {"AB-001": end}
    assert (rest(paced) > 0) == (end is StepState.CANCELLED)


def test_a_bookings_number_is_never_spoilt(paced: Stage) -> None:
    booked(paced, "K7")
    paced.touch("booking")
    for key in "K7":
        paced.touch(f"key:{key}")
    paced.touch("checkin")
    paced.touch("home")
    paced.printing.settle(Paper.FAILED)
    assert states(paced) == {"AB-001": StepState.WAITING}


def test_the_next_number_comes_after_a_rest_and_the_third_after_a_longer_one(paced: Stage) -> None:
    take_and_leave(paced)
    assert rest(paced) == FIRST_REST
    paced.touch("popular:AB.3")
    paced.touch("take")
    assert paced.model.ticket.state == "asking"
    assert len(paced.desk.requests) == 1
    end_rest(paced)
    assert paced.words("number") == "AB-002"
    paced.touch("home")
    assert rest(paced) == LATER_REST
    end_rest(paced)
    paced.now += 5000  # somebody else
    take_and_leave(paced)
    assert rest(paced) == FIRST_REST


def test_random_taps_leave_no_number(paced: Stage) -> None:
    tapping = random.Random(4711)
    for at in range(120):
        paced.now += tapping.randrange(50, 900)
        paced.tap(QPoint(tapping.randrange(1080), tapping.randrange(1920)))
        paced.printing.settle(Paper.FAILED)
        if at % 20 == 19:
            end_rest(paced)
    paced.model.home()
    assert set(states(paced).values()) == {StepState.CANCELLED}
