import dataclasses
import datetime

import pytest

from shared.clock import parse_instant
from shared.domain.answers import Issued, IssuedStep, Refused
from shared.domain.availability import Available, Disturbance, Pause, Situation, may_take, step_warning
from shared.domain.hall_data.hall import BeyondClosing, DayHours, Hall, Holiday, Span, TakingRule, Weekday
from shared.domain.words import Refusal, TimeOfDay
from tests.helpers.hall import small_hall

MONDAY = datetime.date(2026, 11, 23)
LUNCH = Span(TimeOfDay(720), TimeOfDay(780))


def at(time: str, day: str = "2026-11-23"):
    return parse_instant(f"{day}T{time}:00+08:00")


def hall_with(service=None, **changes) -> Hall:
    hours = DayHours(TimeOfDay(480), TimeOfDay(960), take_from=TimeOfDay(450), breaks=(LUNCH,))
    hall = small_hall(**{"week": dict.fromkeys(Weekday, hours), **changes})
    if service:
        hall = dataclasses.replace(
            hall, service={**hall.service, "AB.1": dataclasses.replace(hall.service["AB.1"], **service)}
        )
    return hall


def asked(hall: Hall, time: str, priority: bool = False, **more):
    situation = Situation(**{"now": at(time), "day": MONDAY, "service": "AB.1", "open_counters": 1, **more})
    return may_take(hall, situation, priority)


def refused(hall: Hall, time: str, **more) -> Refused:
    answer = asked(hall, time, **more)
    assert isinstance(answer, Refused), answer
    assert answer.sentence["id"]
    assert answer.sentence["en"]
    return answer


def test_a_number_may_be_taken_from_its_own_hour_on() -> None:
    early = refused(hall_with(), "07:29")
    assert (early.code, early.back_at) == (Refusal.NOT_YET_OPEN, at("07:30"))
    assert "pukul 07.30" in early.sentence["id"]
    assert early.sentence["en"].endswith("Please take one from 07:30.")
    assert asked(hall_with(), "07:30") == Available()


def test_a_break_refuses_until_its_end_unless_the_hall_gives_numbers_in_breaks() -> None:
    answer = refused(hall_with(), "12:00")
    assert (answer.code, answer.back_at) == (Refusal.BREAK, at("13:00"))
    assert asked(hall_with(), "13:00") == Available()
    assert asked(hall_with(taking=TakingRule(in_breaks=True)), "12:00") == Available()


@pytest.mark.parametrize(
    ("time", "code"), [("15:30", Refusal.CUT_OFF), ("16:00", Refusal.AFTER_CLOSING), ("22:00", Refusal.AFTER_CLOSING)]
)
def test_the_cut_off_and_closing_say_when_to_come_back(time, code) -> None:
    answer = refused(hall_with(), time)
    assert (answer.code, answer.back_at) == (code, at("07:30", "2026-11-24"))
    assert "Selasa" in answer.sentence["id"]


def test_closed_days_holidays_and_agencies_are_told_apart() -> None:
    hall = hall_with()
    monday_off = dataclasses.replace(hall, week={Weekday.TUESDAY: hall.week[Weekday.TUESDAY]})
    assert refused(monday_off, "09:00").code is Refusal.HALL_CLOSED_TODAY
    holiday = refused(dataclasses.replace(hall, holiday={MONDAY: Holiday({"id": "Natal", "en": "Christmas"})}), "09:00")
    assert (holiday.code, holiday.back_at) == (Refusal.HOLIDAY, at("07:30", "2026-11-24"))
    assert holiday.sentence["id"].startswith("Hari ini libur: Natal.")
    assert "Christmas" in holiday.sentence["en"]
    away = dataclasses.replace(hall.agency["AB"], closed_days=(Weekday.MONDAY,))
    assert refused(dataclasses.replace(hall, agency={**hall.agency, "AB": away}), "09:00").code is Refusal.AGENCY_CLOSED
    short = Holiday({"id": "Upacara"}, hours=DayHours(TimeOfDay(480), TimeOfDay(600)))
    closed_agency = dataclasses.replace(hall, agency={**hall.agency, "AB": away}, holiday={MONDAY: short})
    assert refused(closed_agency, "09:00").code is Refusal.AGENCY_CLOSED


def test_a_service_has_its_weekly_timetable_and_may_be_withdrawn() -> None:
    friday = refused(hall_with({"days": (Weekday.FRIDAY,)}), "09:00")
    assert (friday.code, friday.back_at) == (Refusal.NOT_TODAY, at("07:30", "2026-11-27"))
    assert refused(hall_with({"closed": True}), "09:00").code is Refusal.NOT_OFFERED


def test_a_services_own_hours_hold_within_the_day() -> None:
    spans = (Span(TimeOfDay(540), TimeOfDay(600)), Span(TimeOfDay(840), TimeOfDay(900)))
    hall = hall_with({"hours": spans})
    assert refused(hall, "08:30").back_at == at("09:00")
    assert isinstance(asked(hall, "09:30"), Available)
    between = refused(hall, "10:00")
    assert (between.code, between.back_at) == (Refusal.NOT_YET_OPEN, at("14:00"))
    assert refused(hall, "15:00").code is Refusal.CUT_OFF


def test_a_paused_hall_and_a_disturbed_service_give_the_public_reason() -> None:
    paused = refused(hall_with(), "09:00", paused=Pause({"id": "senam pagi", "en": "morning exercise"}, at("09:10")))
    assert (paused.code, paused.back_at) == (Refusal.HALL_PAUSED, at("09:10"))
    assert "senam pagi" in paused.sentence["id"]
    disturbed = refused(hall_with(), "09:00", disturbed=Disturbance({"id": "blangko habis"}))
    assert disturbed.code is Refusal.DISTURBED
    assert "blangko habis" in disturbed.sentence["en"]  # no English was given: better than nothing
    assert refused(hall_with(), "09:00", day_closed=True).code is Refusal.DAY_CLOSED


def test_the_quota_counts_down_and_then_refuses() -> None:
    hall = hall_with({"quota": 3})
    assert asked(hall, "09:00", taken=1) == Available(2)
    gone = refused(hall, "09:00", taken=3)
    assert (gone.code, gone.back_at) == (Refusal.QUOTA_USED_UP, at("07:30", "2026-11-24"))


def test_numbers_kept_for_priority_are_not_used_up_by_others() -> None:
    hall = hall_with({"quota": 10, "quota_priority": 3})
    assert refused(hall, "09:00", taken=7).code is Refusal.QUOTA_USED_UP
    assert asked(hall, "09:00", priority=True, taken=7) == Available(3)
    assert asked(hall, "09:00", taken=9, taken_priority=3) == Available(1)
    # Priority visitors may also take what ordinary ones have left.
    assert asked(hall, "09:00", priority=True, taken=8, taken_priority=5) == Available(2)
    assert asked(hall, "09:00", taken=8, taken_priority=5) == Available(2)


def test_without_an_open_counter_the_hall_warns_or_refuses_by_its_rule() -> None:
    warned = asked(hall_with(), "09:00", open_counters=0)
    assert isinstance(warned, Available)
    assert warned.warning.code is Refusal.NO_COUNTER
    strict = hall_with(taking=TakingRule(need_open_counter=True))
    assert refused(strict, "09:00", open_counters=0).code is Refusal.NO_COUNTER
    assert asked(strict, "07:45", open_counters=0) == Available()  # before opening that is as it should be
    away = refused(strict, "09:00", open_counters=0, counters_on_break=1, earliest_return=at("09:20"))
    assert (away.code, away.back_at) == (Refusal.LAST_OFFICER_ON_BREAK, at("09:20"))


def test_a_wait_beyond_closing_is_ignored_warned_of_or_refused() -> None:
    long_wait = {"estimate": (60, 120)}
    assert asked(hall_with(), "14:29", **long_wait) == Available()
    warned = asked(hall_with(), "15:00", **long_wait)
    assert isinstance(warned, Available)
    assert warned.warning.code is Refusal.BEYOND_CLOSING
    assert asked(hall_with(taking=TakingRule(beyond_closing=BeyondClosing.IGNORE)), "15:00", **long_wait) == Available()
    strict = hall_with(taking=TakingRule(beyond_closing=BeyondClosing.REFUSE))
    assert refused(strict, "15:00", **long_wait).code is Refusal.BEYOND_CLOSING


def test_numbers_are_given_past_midnight_where_the_hall_is_open_then() -> None:
    hall = hall_with(week=dict.fromkeys(Weekday, DayHours(TimeOfDay(18 * 60), TimeOfDay(25 * 60))))
    past_midnight = Situation(at("00:15", "2026-11-24"), MONDAY, "AB.1", open_counters=1)
    assert may_take(hall, past_midnight) == Available()
    later = may_take(hall, dataclasses.replace(past_midnight, now=at("00:31", "2026-11-24")))
    assert isinstance(later, Refused)
    assert later.code is Refusal.CUT_OFF


def test_a_number_tells_later_too_what_its_visitor_was_warned_of_and_when_to_come_instead() -> None:
    hall = hall_with()
    warned = [None, Refusal.BEYOND_CLOSING, Refusal.COUNTER_CLOSED]
    steps = tuple(IssuedStep(at, "AB.1", 0, None, warning) for at, warning in enumerate(warned))
    issued = Issued(1, "AB-001", "2026-11-23", at("15:30"), False, False, "id", steps)
    assert step_warning(hall, issued, 0) is None
    late, closed = step_warning(hall, issued, 1), step_warning(hall, issued, 2)
    assert late is not None
    assert closed is not None
    assert (late.code, late.back_at) == (Refusal.BEYOND_CLOSING, at("07:30", "2026-11-24"))
    assert (closed.code, closed.back_at) == (Refusal.COUNTER_CLOSED, None)
    gone = dataclasses.replace(steps[1], service="XX.1")  # the hall offers it no more
    again = step_warning(hall, dataclasses.replace(issued, steps=(gone,)), 0)
    assert again is not None
    assert again.back_at is None
