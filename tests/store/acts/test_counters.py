"""Counters open, close and take breaks; the hall is paused, a service disturbed."""

from pathlib import Path

import pytest

from shared.domain.answers import CounterChanged, Refused
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Order
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall
from tests.store.acts.test_calling import press, step_state, take


def whats(hall_file: HallFile) -> list[What]:
    with hall_file.reading() as db:
        return [event.what for event in events_after(db, 0)]


def changed(answer: CounterChanged | Refused) -> CounterChanged:
    assert isinstance(answer, CounterChanged), answer
    return answer


# -- counters -------------------------------------------------------------------------------------------------


def test_a_counter_opens_and_closes(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        assert changed(acts.open_counter(hall_file, "o", "1", "Sari")).status == "open"
        assert changed(acts.close_counter(hall_file, "c", "1")).status == "closed"
        assert changed(acts.close_counter(hall_file, "d", "2")).status == "closed"
        assert whats(hall_file).count(What.COUNTER_CLOSED) == 2  # the second was to open later
        assert changed(acts.close_counter(hall_file, "e", "2")).status == "closed"
        assert whats(hall_file).count(What.COUNTER_CLOSED) == 2


def test_a_shift_change_keeps_the_called_ticket(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1", "Sari")
        assert changed(acts.open_counter(hall_file, "o", "1", "Dewi")).officer == "Dewi"
        assert step_state(hall_file, label) == "called"
        with hall_file.reading() as db:
            event = events_after(db, 0)[-1]
        assert (event.what, event.data) == (What.COUNTER_OPENED, {"officer": "Dewi", "before": "Sari"})


def test_opening_what_is_open_says_nothing_new(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "a", "1", "Sari")
        acts.open_counter(hall_file, "b", "1", "Sari")
        acts.open_counter(hall_file, "c", "1")
        assert whats(hall_file).count(What.COUNTER_OPENED) == 1


def test_a_break_has_a_time_and_an_end(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "o", "1", "Sari")
        back = hall_file.clock.at + 900_000
        answer = changed(acts.take_break(hall_file, "b", "1", back))
        assert (answer.status, answer.officer, answer.back_at) == ("break", "Sari", back)
        assert changed(acts.end_break(hall_file, "e", "1")).status == "open"
        assert What.BREAK_ENDED in whats(hall_file)


def test_a_counter_with_a_visitor_neither_closes_nor_breaks(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        for answer in (acts.close_counter(hall_file, "c", "1"), acts.take_break(hall_file, "b", "1")):
            assert isinstance(answer, Refused)
            assert answer.code is Refusal.COUNTER_BUSY
            assert answer.details["label"] == label


def test_a_closed_counter_has_no_break(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "o", "2")
        acts.close_counter(hall_file, "c", "2")
        for number, counter in enumerate("12"):
            for answer in (
                acts.take_break(hall_file, f"b{number}", counter),
                acts.end_break(hall_file, f"e{number}", counter),
            ):
                assert isinstance(answer, Refused)
                assert answer.code is Refusal.COUNTER_CLOSED


# -- the supervisor -------------------------------------------------------------------------------------------


def test_a_pause_stops_numbers_and_ends(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.pause_hall(hall_file, "p", {"id": "Listrik padam", "en": "Power cut"})
        answer = acts.issue(hall_file, "i", Order(("AB.1",)))
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.HALL_PAUSED
        acts.resume_hall(hall_file, "r")
        acts.resume_hall(hall_file, "r2")
        take(hall_file, "AB.1")
        assert whats(hall_file).count(What.HALL_RESUMED) == 1


def test_a_disturbance_stops_one_service_until_it_is_restored(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.disturb_service(hall_file, "d", "AB.1", {"id": "Server pusat"}, until=hall_file.clock.at + 60_000)
        answer = acts.issue(hall_file, "i", Order(("AB.1",)))
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.DISTURBED
        take(hall_file, "AB.2")
        acts.restore_service(hall_file, "r", "AB.1")
        acts.restore_service(hall_file, "r2", "AB.1")
        take(hall_file, "AB.1")
        assert whats(hall_file).count(What.SERVICE_RESTORED) == 1


def test_a_disturbance_ends_at_its_time(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.disturb_service(hall_file, "d", "AB.1", {"id": "Server"}, until=hall_file.clock.at + 60_000)
        hall_file.clock.advance(minutes=1)
        take(hall_file, "AB.1")


def test_words_for_the_public_are_needed(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        with pytest.raises(UsageFault):
            acts.pause_hall(hall_file, "p", {"en": "Power cut"})
        with pytest.raises(UsageFault):
            acts.disturb_service(hall_file, "d", "AB.1", {"id": " "})
        with pytest.raises(UsageFault):
            acts.note(hall_file, "n", " ")


def test_a_note_stands_in_the_audit(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.note(hall_file, "n", " lampu mati ", counter="1", officer="Sari")
        with hall_file.reading() as db:
            event = events_after(db, 0)[-1]
        assert (event.what, event.reason, event.counter, event.officer) == (What.NOTE, "lampu mati", "1", "Sari")
