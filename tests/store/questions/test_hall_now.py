"""What a supervisor asks first, and which counter would help."""

from shared.store import acts
from shared.store.acts import Order
from shared.store.questions.display_health import DisplayWatch
from shared.store.questions.hall_health import hall_health
from shared.store.questions.hall_now import HallNow, hall_now
from tests.helpers.hall import StandingClock, open_hall


def seen(file) -> HallNow:
    with file.reading() as db:
        return hall_now(db, file.hall(db), file.clock())


def crowd(file, service: str, count: int) -> None:
    for _ in range(count):
        acts.issue(file, acts.new_request(), Order((service,)))


def test_an_empty_hall_asks_for_nothing(tmp_path):
    with open_hall(tmp_path) as file:
        now = seen(file)
    assert (now.waiting, now.longest_minutes, now.promise_percent, now.ends_at, now.suggestions) == (
        0,
        0,
        None,
        None,
        (),
    )


def test_who_is_left_alone_comes_first_and_a_closed_counter_is_suggested(tmp_path):
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        crowd(file, "AB.1", 10)
        acts.call_next(file, "next", "1")
        clock.advance(minutes=20)
        crowd(file, "BA.1", 2)
        clock.advance(minutes=1)
        now = seen(file)
    first, second = now.services[:2]
    assert (first.service, first.is_left_alone, first.wait_minutes) == ("BA.1", True, None)
    assert (second.service, second.waiting, second.longest_minutes, second.open_counters) == ("AB.1", 9, 21, 1)
    assert (now.waiting, now.longest_minutes, now.promise_percent) == (11, 21, 100)
    hints = {hint.service: hint for hint in now.suggestions}
    assert hints["BA.1"].before is None
    assert hints["BA.1"].counter in {"3", "4"}
    assert hints["AB.1"].counter == "2"
    assert hints["AB.1"].after < hints["AB.1"].before


def test_a_line_that_outlasts_the_day_is_said(tmp_path):
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        clock.advance(hours=6)
        crowd(file, "AB.2", 14)
        acts.call_next(file, "next", "1")
        now = seen(file)
    assert now.beyond_closing
    assert now.ends_at > clock.at


def test_the_promise_counts_todays_calls(tmp_path):
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        crowd(file, "AB.1", 2)
        acts.call_next(file, "one", "1")
        clock.advance(minutes=45)
        acts.call_next(file, "two", "2")
        assert seen(file).promise_percent == 50


def test_a_counter_that_would_save_less_than_it_is_worth_is_not_suggested(tmp_path):
    with open_hall(tmp_path) as file:
        crowd(file, "AB.3", 2)
        acts.call_next(file, "next", "1")
        now = seen(file)
    assert [(one.service, one.waiting) for one in now.services if one.waiting] == [("AB.3", 1)]
    assert now.suggestions == ()


def test_a_share_that_does_not_answer_leaves_what_the_file_said(tmp_path, monkeypatch):
    def gone(_file):
        raise OSError(112, "Host is down")

    with open_hall(tmp_path) as file:
        crowd(file, "AB.1", 1)
        acts.call_next(file, "next", "1")
        watch = DisplayWatch()
        assert hall_health(file, watch).programs == {}
        monkeypatch.setattr(type(file), "live_programs", gone)
        left = hall_health(file, watch)
    assert (left.programs, left.screens, left.free_mb, left.backup_at) == (None, {}, None, None)
