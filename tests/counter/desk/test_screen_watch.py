"""The officer sees that the call stands on a display and was spoken."""

import pytest

from counter import screen_text
from counter.desk.counter_model import CounterModel
from counter.desk.screen_watch import ScreenWatch
from shared.qt.worker import StoreWorker
from shared.store.acts import Order, call_next, issue
from shared.store.health_report import HealthReport
from shared.store.live.poll_schedule import PollPace
from shared.store.record.transaction import new_request
from tests.helpers.hall import StandingClock, open_hall


@pytest.fixture
def watched(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("counter.desk.screen_watch.EVERY_MS", 50)
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock, device="C1") as file:
        issue(file, new_request(), Order(("AB.1",)))
        worker = StoreWorker(tmp_path, "C1", clock, PollPace.COUNTER)
        model = CounterModel(worker, "1", clock)
        watch = ScreenWatch(model, worker)
        worker.start()
        qtbot.waitUntil(lambda: model.view is not None and model.hall is not None)
        yield file, watch
        worker.stop()


def test_a_call_is_shown_and_then_spoken_as_the_displays_tell(qtbot, watched):
    file, watch = watched
    assert watch.word is None
    call = call_next(file, new_request(), "1").call

    def tell(device, spoken):
        data = {"calls": [[call, 5, spoken, 4]]}
        file.report(HealthReport(device, "display", "PC", 1, 1, file.clock(), data))

    tell("D2", 9)  # of another zone
    tell("D1", None)
    qtbot.waitUntil(lambda: watch.word == screen_text.SHOWN)
    tell("D1", 9)
    qtbot.waitUntil(lambda: watch.word == screen_text.SHOWN_AND_SPOKEN)
