import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from shared.domain.answers import Issued
from shared.faults import EnvironmentFault, Kind
from shared.qt.worker import StoreWorker
from shared.store.acts.issue import Order, issue
from shared.store.live.thread import PollPace
from shared.store.record.transaction import new_request
from tests.helpers.hall import StandingClock, open_hall


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[StoreWorker]:
    with open_hall(tmp_path):
        pass
    worker = StoreWorker(tmp_path, "K1", StandingClock(), PollPace.DISPLAY)
    yield worker
    worker.stop()


def test_hall_share_and_news_come_on_this_thread(qtbot: QtBot, worker: StoreWorker) -> None:
    here = threading.get_ident()
    came: list[tuple[str, int, Any]] = []
    worker.hall.connect(lambda hall: came.append(("hall", threading.get_ident(), hall.hall.name["id"])))
    worker.share.connect(lambda share: came.append(("share", threading.get_ident(), share.ok)))
    worker.news.connect(lambda events: came.append(("news", threading.get_ident(), events[-1].label)))
    answers: list[Any] = []
    worker.start()
    worker.do(
        lambda hall_file: issue(hall_file, new_request(), Order(("AB.1",))),
        lambda answer: answers.append((threading.get_ident(), answer)),
    )
    qtbot.waitUntil(lambda: bool(answers) and any(kind == "news" for kind, _, _ in came))
    assert {ident for _, ident, _ in came} == {here} == {ident for ident, _ in answers}
    assert isinstance(answers[0][1], Issued)
    assert ("hall", here, "MPP Contoh") in came
    assert ("share", here, True) in came
    assert came[-1] == ("news", here, "AB-001")
    assert worker.cursor
    assert worker.state is not None
    assert worker.state.ok


def test_a_fault_comes_to_the_fault_side(qtbot: QtBot, worker: StoreWorker) -> None:
    faults: list[Exception] = []
    worker.start()

    def broken(_hall_file: object) -> None:
        raise EnvironmentFault(Kind.FULL, "The disk is full.")

    worker.do(broken, lambda _: pytest.fail("it was not done"), faults.append)
    worker.do(broken, lambda _: pytest.fail("it was not done"))  # a fault that nobody waits for harms nobody
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], EnvironmentFault)
    assert faults[0].kind is Kind.FULL


def test_after_the_end_nothing_is_delivered(qtbot: QtBot, worker: StoreWorker) -> None:
    answers: list[int] = []
    worker.start()
    worker.do(lambda _: 1, answers.append)
    worker.stop()
    qtbot.wait(100)
    assert answers == []
