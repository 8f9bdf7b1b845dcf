"""Bookings in the hall's file: taken over, moved, cancelled, checked in; and what they keep from being taken away."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from shared.clock import parse_instant
from shared.domain.answers import BookingChanged, BookingsTaken, Issued, Refused
from shared.domain.booking import Booking
from shared.domain.hall_data.hall import Counter, DayHours, Service, TakingRule, Weekday
from shared.domain.words import Instant, Refusal, TimeOfDay
from shared.faults import UsageFault
from shared.store import acts, questions
from shared.store.acts import apply_hall
from shared.store.questions.bookings import all_bookings, bookings_of_days
from shared.store.record import events, hall_rows
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import MORNING, StandingClock, open_hall, small_hall
from tests.store.acts.test_calling import press, take
from tests.store.acts.test_moving import sound


def at(day: str, time: str) -> Instant:
    return parse_instant(f"{day}T{time}:00+08:00")


X1 = Booking("X-1", "AB.1", "2026-11-23", at("2026-11-23", "09:30"))
X2 = Booking("X-2", "BA.1", "2026-11-24", at("2026-11-24", "10:00"), priority=True)


def code(answer: object) -> Refusal:
    assert isinstance(answer, Refused)
    return answer.code


def book(hall_file: HallFile, *bookings: Booking, request: str | None = None) -> BookingsTaken:
    answer = acts.import_bookings(hall_file, request or acts.new_request(), bookings or (X1, X2))
    assert isinstance(answer, BookingsTaken)
    return answer


def check_in(hall_file: HallFile, typed: str) -> Issued | Refused:
    return acts.check_in(hall_file, acts.new_request(), typed)


def cancel(hall_file: HallFile, typed: str) -> BookingChanged | Refused:
    return acts.cancel_booking(hall_file, acts.new_request(), typed)


def move(hall_file: HallFile, booking: Booking) -> BookingChanged | Refused:
    return acts.move_booking(hall_file, acts.new_request(), booking)


def test_a_booking_is_called_at_its_time_before_the_line(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        assert book(hall_file).new == ("X-1", "X-2")
        first, second = take(hall_file, "AB.1"), take(hall_file, "AB.1")
        booked = check_in(hall_file, " x1 ")
        assert isinstance(booked, Issued)
        assert press(hall_file, "1").label == first
        hall_file.clock.advance(minutes=30)
        called = press(hall_file, "1")
        assert (called.label, called.reason.rule) == (booked.label, "booking")
        assert press(hall_file, "1").label == second
        sound(hall_file)


@pytest.mark.parametrize("typed", ["X-1", "x1", "X1", "-x-1-", " X 1 "])
def test_a_code_is_found_whatever_its_case_and_hyphens(tmp_path: Path, typed: str) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file)
        assert isinstance(check_in(hall_file, typed), Issued)


def test_a_booking_is_used_once_and_on_its_day(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file)
        label = check_in(hall_file, "X1").label  # pyright: ignore
        again, other, unknown = (check_in(hall_file, typed) for typed in ("X1", "X2", "X3"))
        assert [code(answer) for answer in (again, other, unknown)] == [
            Refusal.BOOKING_USED, Refusal.BOOKED_FOR_ANOTHER_DAY, Refusal.NO_SUCH_BOOKING,
        ]  # fmt: skip
        assert again.details["label"] == label  # pyright: ignore
        assert other.sentence["en"].endswith("It is for Tuesday at 10:00.")  # pyright: ignore


def test_a_booked_visitor_has_a_number_when_the_quota_is_used_up_and_in_the_cut_off(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.1": Service({"id": "KTP"}, 6.0, quota=1)}, taking=TakingRule(cut_off_minutes=60))
    with open_hall(tmp_path, hall) as hall_file:
        late = dataclasses.replace(X1, code="X9", at=at("2026-11-23", "15:45"))
        later = dataclasses.replace(late, code="X10")
        book(hall_file, X1, late, later)
        take(hall_file, "AB.1")
        assert isinstance(check_in(hall_file, "X1"), Issued)
        hall_file.clock.advance(hours=6, minutes=40)  # 15.40, numbers end at 15.00
        assert code(acts.issue(hall_file, "w", acts.Order(("AB.2",)))) is Refusal.CUT_OFF
        assert isinstance(check_in(hall_file, "X9"), Issued)
        hall_file.clock.advance(minutes=30)
        assert code(check_in(hall_file, "X10")) is Refusal.AFTER_CLOSING


def test_importing_again_says_what_it_changed(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        x3, x4 = (dataclasses.replace(X2, code=name) for name in ("X3", "X4"))
        book(hall_file, X1, X2, x3, x4)
        check_in(hall_file, "X1")
        cancel(hall_file, "x3")
        again = book(hall_file, X1, X2, x3, x4)
        assert (again.used, again.unchanged, again.cancelled) == (("X-1",), ("X-2", "X4"), ("X3",))
        moved = dataclasses.replace(X2, code="x2", at=at("2026-11-24", "11:00"))
        fresh = dataclasses.replace(X2, code="X5")
        other = book(hall_file, dataclasses.replace(X1, at=at("2026-11-23", "11:00")), moved, x3, fresh)
        assert other == BookingsTaken(
            "booked", "2026-11-23", new=("X5",), moved=("x2",), used=("X-1",), cancelled=("X3",), missing=("X4",)
        )
        with hall_file.reading() as db:
            rows = all_bookings(db)
            last = [event for event in events.events_after(db, 0) if event.what is events.What.BOOKED][-1]
        assert rows["X1"].booking.at == X1.at
        assert rows["X2"].booking.at == moved.at
        assert last.data["new"] == ["X5"]
        assert last.data["moved_from"]["x2"]["at"] == X2.at


def test_the_same_press_gives_the_first_answer(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = book(hall_file, request="r")
        assert book(hall_file, request="r") == first
        done = acts.cancel_booking(hall_file, "c", "X1")
        assert acts.cancel_booking(hall_file, "c", "X1") == done


def test_one_that_cannot_be_served_keeps_all_out(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        with pytest.raises(UsageFault, match="K-Ü"):
            book(hall_file, X1, dataclasses.replace(X2, code="K-Ü"))
        with pytest.raises(UsageFault, match="outside the service's hours"):
            book(hall_file, X1, dataclasses.replace(X2, at=at("2026-11-24", "17:00")))
        with hall_file.reading() as db:
            assert all_bookings(db) == {}


def test_a_cancelled_booking_is_refused_at_the_kiosk_too(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file)
        answer = cancel(hall_file, "x-1")
        assert isinstance(answer, BookingChanged)
        assert (answer.what, answer.code, answer.at) == ("booking_cancelled", "X-1", X1.at)
        assert code(check_in(hall_file, "X1")) is Refusal.BOOKING_CANCELLED
        assert code(cancel(hall_file, "X1")) is Refusal.BOOKING_CANCELLED
        assert code(move(hall_file, X1)) is Refusal.BOOKING_CANCELLED
        with hall_file.reading() as db:
            view = questions.kiosk_view(db, hall_file.hall(db), hall_file.clock())
            (event,) = [one for one in events.events_after(db, 0) if one.what is events.What.BOOKING_CANCELLED]
        assert view.bookings, "the hall takes bookings: the key stays"
        assert (event.reason, event.service) == ("X-1", "AB.1")


def test_a_booking_is_moved_with_an_event_that_says_from_where(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file)
        to = Booking("x2", "AB.2", "2026-11-23", at("2026-11-23", "14:00"))
        answer = move(hall_file, to)
        assert answer == BookingChanged("booking_moved", "X-2", "AB.2", to.day, to.at, priority=False)
        assert move(hall_file, to) == answer
        with pytest.raises(UsageFault, match="is past"):
            move(hall_file, dataclasses.replace(to, day="2026-11-22", at=at("2026-11-22", "14:00")))
        assert code(move(hall_file, dataclasses.replace(to, code="Q"))) is Refusal.NO_SUCH_BOOKING
        with hall_file.reading() as db:
            (event,) = [one for one in events.events_after(db, 0) if one.what is events.What.BOOKING_MOVED]
            days = [row.booking.code for row in bookings_of_days(db, "2026-11-23", "2026-11-23")]
        assert (event.data["from"]["service"], event.data["to"]["service"]) == ("BA.1", "AB.2")
        assert days == ["X-1", "X-2"]
        check_in(hall_file, "X2")
        assert code(move(hall_file, to)) is code(cancel(hall_file, "X2")) is Refusal.BOOKING_USED


def without(*services: str, counters: tuple[str, ...] = ()) -> dict[str, Any]:
    hall = small_hall()
    return {
        "service": {name: one for name, one in hall.service.items() if name not in services},
        "counter": {name: one for name, one in hall.counter.items() if name not in counters},
    }


def test_apply_keeps_what_is_booked_and_names_it(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file)
        with pytest.raises(UsageFault, match=r"service.BA.1 cannot go: 1 bookings are for it: X-2 \(2026-11-24\)"):
            apply_hall.apply(hall_file, small_hall(**without("BA.1")))
        lonely = {**small_hall().counter, "3": Counter("BA", ("BA.2",)), "4": Counter("BA", ("BA.2",))}
        with pytest.raises(UsageFault, match=r"service.BA.1 would be left without a counter; 1 .*X-2"):
            apply_hall.apply(hall_file, small_hall(counter=lonely))
        apply_hall.apply(hall_file, small_hall(**without(counters=("4",))))  # another counter still serves it
        cancel(hall_file, "X2")
        apply_hall.apply(hall_file, small_hall(**without("BA.1")))


def test_many_bookings_are_named_shortly(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file, *(dataclasses.replace(X2, code=f"N{number}") for number in range(20)))
        with pytest.raises(UsageFault, match=r"20 bookings .*N1 .* and 12 more"):
            apply_hall.apply(hall_file, small_hall(**without("BA.1")))


def test_a_check_in_for_a_service_that_is_gone_is_a_plain_refusal(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        book(hall_file)
        with hall_file.writing() as db:  # as a restored copy of an older hall may have it
            hall_rows.write(db, hall_rows.rows_of(small_hall(**without("AB.1"))))
            db.execute("UPDATE pulse SET hall_version = hall_version + 1")
        refused = check_in(hall_file, "X1")
        assert code(refused) is Refusal.BOOKING_WITHOUT_SERVICE
        assert "petugas" in refused.sentence["id"]  # pyright: ignore


def test_after_midnight_a_booking_is_checked_in_on_the_evening_before(tmp_path: Path) -> None:
    late = DayHours(TimeOfDay(8 * 60), TimeOfDay(25 * 60))
    clock = StandingClock(at("2026-11-23", "23:50"))
    with open_hall(tmp_path, small_hall(week=dict.fromkeys(Weekday, late)), clock=clock) as hall_file:
        tonight = Booking("N1", "AB.1", "2026-11-23", at("2026-11-24", "00:30"))
        morning = Booking("N2", "AB.1", "2026-11-24", at("2026-11-24", "09:00"))
        book(hall_file, tonight, morning)
        clock.advance(minutes=30)  # 00.20 of the 24th
        assert isinstance(check_in(hall_file, "N1"), Issued)
        refused = check_in(hall_file, "N2")
        assert refused.sentence["en"].endswith("It is for Tuesday at 09:00.")  # pyright: ignore


@pytest.mark.parametrize("minutes", [0, -1, -600])
def test_a_time_that_is_over_is_refused_for_what_is_to_come(tmp_path: Path, minutes: int) -> None:
    past, why = Instant(MORNING + minutes * 60_000), {"id": "Listrik padam"}
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "o", "1", "Ani")
        take(hall_file, "AB.1")
        press(hall_file, "1")
        held = acts.hold(hall_file, "h", acts.Target("1"), "berkas", past)
        acts.finish(hall_file, "f", acts.Target("1"))
        refused = (
            held,
            acts.take_break(hall_file, "b", "1", past),
            acts.pause_hall(hall_file, "p", why, past),
            acts.disturb_service(hall_file, "d", "AB.1", why, past),
        )
        assert [code(answer) for answer in refused] == [Refusal.TIME_IS_PAST] * 4
        sound(hall_file)
