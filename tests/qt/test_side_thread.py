"""What may wait runs beside the GUI thread, one thing after the other, and comes back to it."""

import logging
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shared.faults import EnvironmentFault, Kind
from shared.qt.side_thread import SideThread

LOG = logging.getLogger("antrean.test")


@pytest.fixture
def side(qtbot: QtBot) -> Iterator[SideThread]:
    owner = QObject()
    thread = SideThread("this PC's own disk", LOG, owner)
    yield thread
    thread.close()


def test_it_runs_elsewhere_in_order_and_answers_here(qtbot: QtBot, side: SideThread) -> None:
    here, ran, answered = threading.get_ident(), list[tuple[int, int]](), list[tuple[int, int]]()

    def act(number: int) -> int:
        ran.append((number, threading.get_ident()))
        return number

    for number in range(5):
        side.do(lambda n=number: act(n), lambda n: answered.append((n, threading.get_ident())))
    qtbot.waitUntil(lambda: len(answered) == 5)
    assert answered == [(number, here) for number in range(5)]
    assert [number for number, _ in ran] == list(range(5))
    assert len({thread for _, thread in ran}) == 1
    assert here not in {thread for _, thread in ran}


@pytest.mark.parametrize(
    ("error", "traceback"), [(EnvironmentFault(Kind.FULL, "The disk is full."), False), (KeyError("bug"), True)]
)
def test_a_fault_is_told_here_and_logged_and_keeps_nothing_up(
    qtbot: QtBot, side: SideThread, caplog: pytest.LogCaptureFixture, error: Exception, traceback: bool
) -> None:
    faults, answers = list[Exception](), list[int]()

    def broken() -> int:
        raise error

    with caplog.at_level(logging.WARNING, "antrean.test"):
        side.do(broken)  # nobody waits for it
        side.do(broken, answers.append, faults.append)
        side.do(lambda: 7, answers.append)
        qtbot.waitUntil(lambda: answers == [7])
    assert faults == [error]
    told = [record for record in caplog.records if record.name == "antrean.test"]
    assert [record.getMessage().startswith("this PC's own disk: ") for record in told] == [True, True]
    assert [bool(record.exc_info) for record in told] == [traceback, traceback]
    caplog.clear()


def test_the_end_waits_for_what_was_asked_and_delivers_nothing(qtbot: QtBot, side: SideThread) -> None:
    go, done, answers = threading.Event(), list[int](), list[int]()
    side.do(go.wait)
    for number in range(3):
        side.do(lambda n=number: done.append(n), lambda _: answers.append(1))
    go.set()
    side.close()
    assert done == [0, 1, 2]
    qtbot.wait(20)
    assert answers == []
