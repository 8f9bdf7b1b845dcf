"""A child that taps: numbers that nobody read leave no gap, and come slowly."""

import random

from PySide6.QtCore import QPoint

from kiosk.paper_words import Paper
from kiosk.unattended.spoilt import HASTE_MS, REST_MS
from shared.domain.words import StepState
from tests.helpers.screens.kiosk import Stage

HASTE = 600_000
"""So slow a machine is none: everything that a test does is done in haste."""


def states(stage: Stage) -> dict[str, str]:
    with stage.desk.hall_file.reading() as db:
        return dict(db.execute("SELECT t.label, s.state FROM tickets t JOIN steps s ON s.ticket = t.id").fetchall())


def take_and_leave(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    stage.touch("home")


def test_a_number_left_at_once_is_cancelled_when_no_paper_came(stage: Stage) -> None:
    stage.spoilt.haste_ms = HASTE
    take_and_leave(stage)
    assert states(stage) == {"AB-001": StepState.WAITING}, "its paper may still come"
    stage.printing.settle(Paper.FAILED)
    assert states(stage) == {"AB-001": StepState.CANCELLED}


def test_whoever_holds_the_paper_keeps_the_place(stage: Stage) -> None:
    stage.spoilt.haste_ms = HASTE
    for paper in (Paper.PRINTED, Paper.UNVERIFIED, Paper.UNKNOWN):
        take_and_leave(stage)
        stage.printing.settle(paper)
        stage.printing.settle(Paper.FAILED)
        stage.spoilt._rest.stop()  # pyright: ignore[reportPrivateUsage]
    assert set(states(stage).values()) == {StepState.WAITING}


def test_a_number_that_was_read_stays_without_paper(stage: Stage) -> None:
    take_and_leave(stage)
    stage.printing.settle(Paper.FAILED)
    assert states(stage) == {"AB-001": StepState.WAITING}


def test_the_next_number_comes_after_a_rest(stage: Stage) -> None:
    stage.spoilt.haste_ms = HASTE
    take_and_leave(stage)
    stage.touch("popular:AB.3")
    stage.touch("take")
    assert stage.model.ticket.state == "asking"
    assert len(stage.desk.requests) == 1
    stage.spoilt._rest.timeout.emit()  # pyright: ignore[reportPrivateUsage]
    stage.settle()
    assert stage.words("number") == "AB-002"
    assert HASTE_MS < REST_MS


def test_four_hundred_random_taps_give_one_number_before_the_rest(stage: Stage) -> None:
    stage.spoilt.haste_ms = HASTE
    stage.spoilt._rest.setInterval(HASTE)  # pyright: ignore[reportPrivateUsage]
    tapping = random.Random(4711)
    for _ in range(400):
        stage.tap(QPoint(tapping.randrange(1080), tapping.randrange(1920)))
    stage.settle()
    assert len(stage.desk.requests) <= 1
