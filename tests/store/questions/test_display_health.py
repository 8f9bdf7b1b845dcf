"""A supervisor sees a screen that does not run, and one that shows nothing: whatever the clocks of the PCs say."""

import contextlib
import itertools
import threading

import pytest

from shared.check import hall_state
from shared.domain.words import Instant
from shared.store.acts import Order, call_next, issue
from shared.store.acts.call_reports import CallReport, keep_call_reports
from shared.store.engine_choice import opened_engine
from shared.store.health_report import STILL_MS, Beats, HealthReport
from shared.store.questions.display_health import LATE_MS, REST_MS, DisplayWatch
from shared.store.record.events import newest
from shared.store.record.transaction import new_request
from tests.helpers.cli import MORNING as MORNING_TEXT
from tests.helpers.cli import Terminal, antrean
from tests.helpers.hall import StandingClock, open_hall, small_hall

CLOCKS = [-100_000, -30_000, 0, 30_000, 100_000]
"""So far the display's clock is ahead of the watcher's; 120 s are tolerated."""


class Watched:
    """The displays of a small hall, their clock, and one who looks at them."""

    def __init__(self, file, clock, ahead=0):
        self.file, self.clock, self.ahead = file, clock, ahead
        self.steady, self._beat = 0, 0
        self.watch = DisplayWatch(Beats(lambda: self.steady))

    @property
    def there(self) -> Instant:
        """The time on the display's PC."""
        return Instant(self.clock() + self.ahead)

    def pass_by(self, ms):
        self.clock.advance(seconds=ms / 1000)
        self.steady += ms

    def tell(self, device="D1", calls=(), **more):
        with self.file.reading() as db:
            data = {"able": True, "sure": ["A"], "frame": self.there, "cursor": newest(db), "calls": calls, **more}
        self._beat += 1
        self.file.report(HealthReport(device, "display", "PC", 1, self._beat, self.there, data))

    def look(self):
        return self.watch.look(self.file, small_hall())[0]


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def file(tmp_path, clock):
    with open_hall(tmp_path, small_hall(), clock=clock) as made:
        yield made


@pytest.fixture(params=CLOCKS)
def watched(request, file, clock):
    return Watched(file, clock, request.param)


def called(file):
    issue(file, new_request(), Order(("AB.1",)))
    return call_next(file, new_request(), "1").call


def test_a_display_whose_report_moves_runs_and_one_whose_report_stands_still_does_not(watched):
    assert (watched.look().alive, watched.watch.sure) == (False, True)  # it never told of itself
    watched.tell()
    assert (watched.look().well, watched.watch.sure) == (True, False)  # one look alone does not know
    for _ in range(3):
        watched.pass_by(1000)
        watched.tell()
        assert (watched.look().well, watched.watch.sure) == (True, True)
    watched.pass_by(STILL_MS)
    assert (watched.look().alive, watched.watch.sure) == (False, True)
    watched.tell()
    assert watched.look().well


def test_what_is_older_than_clocks_may_differ_is_known_at_the_first_look(file, clock):
    watched = Watched(file, clock)
    watched.tell()
    clock.advance(seconds=140)
    assert (watched.look().alive, watched.watch.sure) == (False, True)


def test_a_display_that_read_a_call_and_does_not_paint_it_is_seen(watched, file):
    call = called(file)
    noticed = watched.there
    watched.tell(calls=[[call, None, None, noticed]])
    assert watched.look().missing == ()
    watched.pass_by(LATE_MS)
    watched.tell(calls=[[call, None, None, noticed]])
    screen = watched.look()
    assert (screen.missing, screen.well) == (("AB-001",), False)
    watched.tell(calls=[[call, watched.there, watched.there, noticed]])
    screen = watched.look()
    assert (screen.well, screen.shown, screen.spoken, screen.speaks) == (True, call, call, ("A",))


def test_a_display_that_does_not_read_what_is_called_is_seen_by_one_who_looks_again(watched, file):
    watched.tell()
    call = called(file)
    watched.tell(cursor=0)
    assert (watched.look().missing, watched.watch.sure) == ((), False)
    watched.pass_by(LATE_MS)
    watched.tell(cursor=0)
    assert watched.look().missing == ("AB-001",)
    watched.tell(calls=[[call, watched.there, None, watched.there]])
    assert watched.look().well


def test_a_display_of_another_zone_misses_nothing_of_this_one(file, clock):
    watched = Watched(file, clock)
    watched.tell("D2", cursor=0)
    called(file)
    for _ in range(2):
        watched.tell("D2", cursor=0)
        other = watched.watch.look(file, small_hall())[1]
        watched.pass_by(LATE_MS)
    assert (other.missing, watched.watch.sure) == ((), True)


def test_a_display_whose_window_is_not_on_the_screen_or_that_paints_nothing_is_seen(watched):
    watched.tell(dark=True)
    assert (watched.look().dark, watched.look().well) == (True, False)
    watched.tell(frame=watched.there - REST_MS)
    assert watched.look().well
    watched.tell(frame=watched.there - REST_MS - 1)
    assert watched.look().dark


@contextlib.contextmanager
def running(folder, device, at):
    """A display that writes its report again and again, once it has begun to."""
    begun, over = threading.Event(), threading.Event()

    def tell():
        with contextlib.closing(opened_engine(folder, device=device, clock=StandingClock())) as its_own:
            for beat in itertools.count():
                data = {"sure": ["A"], "able": True, "frame": at}
                its_own.report(HealthReport(device, "display", "PC", 1, beat, at, data))
                begun.set()
                if over.wait(0.05):
                    return

    display = threading.Thread(target=tell)
    display.start()
    try:
        assert begun.wait(60)
        yield
    finally:
        over.set()
        display.join()


@pytest.mark.parametrize("ahead", [CLOCKS[0], CLOCKS[-1]])
def test_who_asks_once_learns_it_and_the_command_exits_1_while_a_screen_does_not_run(
    tmp_path, file, clock, monkeypatch, ahead
):
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING_TEXT)
    with running(tmp_path, "D1", Instant(clock() + ahead)):
        ran = Terminal(tmp_path)("screens")
        assert ran.code == 1
        assert [(one["device"], one["alive"]) for one in ran.answer["screens"]] == [("D1", True), ("D2", False)]
        said = {item.key: item.sentence for item in hall_state.data(file)}
        assert said["speaks:A"].endswith("Now: D1.")


def test_the_command_says_how_late_calls_were_by_the_displays_clock_alone(tmp_path, file, clock, monkeypatch):
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING_TEXT)
    first, second, third = called(file), called(file), called(file)
    ahead = Instant(clock() + 100_000)
    keep_call_reports(
        file, "D1", [CallReport(first, ahead, ahead, 241, 1_900), CallReport(second, ahead), CallReport(third)]
    )
    said = antrean("screens", "--hall", str(tmp_path)).out
    assert "AB-001 to counter 1: on D1, shown within 0.3 s, spoken within 1.9 s" in said
    assert "AB-002 to counter 1: on D1, shown, how late is not known, not spoken" in said
    assert "AB-003 to counter 1: on D1, not shown, not spoken" in said
    told = Terminal(tmp_path)("screens").answer["calls"]
    assert [(one["shown_ms"], one["spoken_ms"]) for one in told] == [(241, 1900), (None, None), (None, None)]
