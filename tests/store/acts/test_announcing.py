"""What the supervisor tells on the displays: it is in the file, in the audit, and over at its time."""

import pytest

from shared.domain.answers import HallChanged, Refused
from shared.domain.words import Instant, Refusal
from shared.faults import UsageFault
from shared.store.acts import Place, announce, new_request, withdraw
from shared.store.questions.board import board
from shared.store.record.events import What, events_after
from tests.helpers.hall import MORNING, small_hall

LIFT = {"id": "Lift rusak, silakan lewat tangga.", "en": "The lift is out of order, please take the stairs."}
LATER = Instant(MORNING + 3_600_000)


def told(file, now: Instant = MORNING) -> dict:
    with file.reading() as db:
        return dict(board(db, small_hall(), (), now).announced)


def test_a_notice_stands_until_its_time_and_a_new_one_replaces_it(hall_file):
    assert isinstance(announce(hall_file, new_request(), Place.NOTICE, LIFT, LATER), HallChanged)
    assert told(hall_file)["notice"].words == LIFT
    assert told(hall_file, LATER) == {}
    announce(hall_file, new_request(), Place.NOTICE, {"id": "Lift sudah baik."})
    assert told(hall_file, LATER)["notice"].words == {"id": "Lift sudah baik."}


def test_running_text_and_notice_are_two_things_and_each_is_taken_back_alone(hall_file):
    announce(hall_file, new_request(), Place.NOTICE, LIFT)
    announce(hall_file, new_request(), Place.RUNNING, {"id": "Hari ini ada donor darah."})
    assert set(told(hall_file)) == {"notice", "running"}
    withdraw(hall_file, new_request(), Place.RUNNING)
    withdraw(hall_file, new_request(), Place.RUNNING)
    assert set(told(hall_file)) == {"notice"}
    with hall_file.reading() as db:
        whats = [event.what for event in events_after(db, 0)]
    assert whats.count(What.ANNOUNCED) == 2
    assert whats.count(What.ANNOUNCEMENT_ENDED) == 1


def test_a_press_that_comes_twice_is_one_act(hall_file):
    request = new_request()
    first = announce(hall_file, request, Place.NOTICE, LIFT)
    assert announce(hall_file, request, Place.NOTICE, {"id": "other"}) == first
    assert told(hall_file)["notice"].words == LIFT


def test_nothing_said_too_much_said_and_a_time_that_is_past(hall_file):
    for words in ({"en": "only English"}, {"id": "  "}, {"id": "x" * 301}):
        with pytest.raises(UsageFault):
            announce(hall_file, new_request(), Place.NOTICE, words)
    answer = announce(hall_file, new_request(), Place.NOTICE, LIFT, Instant(MORNING - 60_000))
    assert isinstance(answer, Refused)
    assert answer.code is Refusal.TIME_IS_PAST
    assert told(hall_file) == {}
