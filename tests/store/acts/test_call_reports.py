"""What became of each call on the screens."""

from shared.domain.words import Instant
from shared.store.acts import Order, call_next, issue
from shared.store.acts.call_reports import KEPT_CALLS, CallReport, keep_call_reports
from shared.store.questions.calls_on_screens import calls_on_screens
from shared.store.record.transaction import new_request
from tests.helpers.hall import open_hall


def test_each_screen_tells_of_each_call_and_what_is_told_later_counts(tmp_path):
    with open_hall(tmp_path) as file:
        for counter in "12":
            issue(file, new_request(), Order(("AB.1",)))
            call_next(file, new_request(), counter)
        before = file.newest_event
        keep_call_reports(file, "D1", [CallReport(1, Instant(10)), CallReport(2, Instant(20), Instant(21))])
        keep_call_reports(file, "D2", [CallReport(1, Instant(11))])
        keep_call_reports(file, "D1", [CallReport(1, Instant(10), Instant(15))])
        with file.reading() as db:
            told = [(one.call, one.device, one.shown_at, one.spoken_at) for one in calls_on_screens(db)]
            assert before(db) == file.newest_event(db), "it is no event of the hall"
        assert told == [(1, "D1", 10, 15), (1, "D2", 11, None), (2, "D1", 20, 21)]


def test_a_display_that_was_started_again_takes_nothing_away_of_what_it_told(tmp_path):
    with open_hall(tmp_path) as file:
        issue(file, new_request(), Order(("AB.1",)))
        call_next(file, new_request(), "1")
        keep_call_reports(file, "D1", [CallReport(1, Instant(10), Instant(20), 30, 900)])
        keep_call_reports(file, "D1", [CallReport(1, Instant(5000))])  # painted again, and not said
        with file.reading() as db:
            (told,) = calls_on_screens(db)
        assert (told.shown_at, told.spoken_at, told.shown_ms, told.spoken_ms) == (10, 20, 30, 900)
        keep_call_reports(file, "D1", [CallReport(1, Instant(10), Instant(60_000), 30, 700)])  # called out again
        with file.reading() as db:
            (told,) = calls_on_screens(db)
        assert (told.spoken_at, told.spoken_ms) == (60_000, 700)


def test_a_call_that_no_screen_told_of_is_there_without_one_and_old_ones_go(tmp_path):
    with open_hall(tmp_path) as file:
        issue(file, new_request(), Order(("AB.1",)))
        call_next(file, new_request(), "1")
        keep_call_reports(file, "D1", [])
        with file.reading() as db:
            assert [(one.label, one.device) for one in calls_on_screens(db)] == [("AB-001", None)]
        keep_call_reports(file, "D1", [CallReport(1, Instant(1))])
        keep_call_reports(file, "D1", [CallReport(KEPT_CALLS + 2, Instant(1))])
        with file.reading() as db:
            assert [one.device for one in calls_on_screens(db)] == [None]
