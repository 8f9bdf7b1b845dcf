"""A supervisor sees a screen that does not run, and one that shows nothing."""

import pytest

from shared.domain.words import Instant
from shared.store.acts import Order, call_next, issue
from shared.store.health_report import HealthReport
from shared.store.questions.display_health import screens
from shared.store.record.transaction import new_request
from tests.helpers.cli import MORNING as MORNING_TEXT
from tests.helpers.cli import Terminal
from tests.helpers.hall import StandingClock, open_hall, small_hall


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def file(tmp_path, clock):
    with open_hall(tmp_path, small_hall(), clock=clock) as made:
        made.clock = clock
        yield made


def tell(file, device, calls, **more):
    data = {"began": 0, "able": True, "sure": ["A"], "frame": file.clock(), "calls": calls, **more}
    file.report(HealthReport(device, "display", "PC", 1, 1, file.clock(), data))


def called(file):
    issue(file, new_request(), Order(("AB.1",)))
    return call_next(file, new_request(), "1").call


def test_a_display_that_does_not_tell_of_itself_does_not_run(file, clock):
    assert [(one.device, one.alive, one.well) for one in screens(file, small_hall(), clock())] == [
        ("D1", False, False),
        ("D2", False, False),
    ]
    tell(file, "D1", [])
    assert screens(file, small_hall(), clock())[0].well
    clock.advance(seconds=30)
    assert not screens(file, small_hall(), clock())[0].alive


def test_a_display_that_runs_and_does_not_show_a_call_of_its_zone_is_seen(file, clock):
    call = called(file)
    clock.advance(seconds=12)
    tell(file, "D1", [[call, None, None, int(clock())]])
    tell(file, "D2", [], sure=["B"])
    first, other = screens(file, small_hall(), clock())
    assert (first.missing, first.well, other.well) == (("AB-001",), False, True)
    tell(file, "D1", [[call, int(clock()), int(clock()) + 1, int(clock())]])
    first = screens(file, small_hall(), Instant(clock() + 1))[0]
    assert (first.well, first.shown, first.spoken, first.speaks) == (True, call, call, ("A",))


def test_the_command_tells_it_and_exits_1_while_a_screen_does_not_run(tmp_path, file, monkeypatch):
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING_TEXT)
    tell(file, "D1", [])
    ran = Terminal(tmp_path)("screens")
    assert ran.code == 1
    assert [(one["device"], one["alive"]) for one in ran.answer["screens"]] == [("D1", True), ("D2", False)]
