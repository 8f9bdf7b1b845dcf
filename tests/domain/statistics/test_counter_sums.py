"""Counter time: by the timetable, open, on a break, at a visitor, idle."""

import datetime

from shared.domain.calendar import instant_of
from shared.domain.hall_data.fields import Span, Weekday
from shared.domain.hall_data.hall import Counter, DayHours, Hall, Holiday, Service
from shared.domain.report import Step
from shared.domain.statistics.counter_sums import CounterSums
from shared.domain.statistics.day_facts import CounterChange, CounterStay, CounterTurn, DayFacts
from shared.domain.words import Instant, StepState, TimeOfDay
from tests.helpers.hall import MORNING, small_hall

DAY = datetime.date(2026, 11, 23)


def at(hall: Hall, hours: int, minutes: int = 0) -> Instant:
    return instant_of(hall, DAY, TimeOfDay(hours * 60 + minutes))


def with_a_break() -> Hall:
    noon = (Span(TimeOfDay(12 * 60), TimeOfDay(13 * 60)),)
    return small_hall(week=dict.fromkeys(Weekday, DayHours(TimeOfDay(480), TimeOfDay(960), breaks=noon)))


def changes(hall: Hall, *of: tuple[int, CounterTurn]) -> tuple[CounterChange, ...]:
    return tuple(CounterChange(at(hall, hour), "1", change) for hour, change in of)


def served(hall: Hall, start: int, end: int) -> Step:
    called, ended = at(hall, start), at(hall, end)
    return Step("AB.1", "1", StepState.DONE, called, called, called, ended, carried=False)


def one(hall: Hall, facts: DayFacts, *steps: Step, until: Instant | None = None):
    sums = CounterSums(hall)
    sums.day(facts, steps, until)
    rows, total = sums.rows()
    assert total.promised == sum(row.promised for row in rows)
    return next(row for row in rows if row.key == "1")


def test_a_counters_day_adds_up() -> None:
    hall = with_a_break()
    came = changes(
        hall, (9, CounterTurn.OPENED), (11, CounterTurn.BREAK), (12, CounterTurn.OPENED), (15, CounterTurn.CLOSED)
    )
    facts = DayFacts(DAY.isoformat(), at(hall, 8), at(hall, 16), (), changes=came)
    row = one(hall, facts, served(hall, 9, 10), served(hall, 14, 15))
    assert (row.promised, row.opened, row.breaks, row.busy, row.idle) == (420, 300, 60, 120, 180)
    assert row.kept == 240  # from twelve to one it was open beyond what is promised
    assert row.kept_share == 0.571
    assert row.served == 2


def test_who_was_at_a_counter_before_the_last_call_or_never_came_back_is_told_by_the_days_stays() -> None:
    hall = with_a_break()
    came = changes(hall, (9, CounterTurn.OPENED), (16, CounterTurn.CLOSED))
    expired = Step("AB.1", "1", StepState.EXPIRED, at(hall, 9), at(hall, 13), None, at(hall, 16), carried=False)
    sums = CounterSums(hall)
    stays = [CounterStay("1", "AB.1", at(hall, first), at(hall, last)) for first, last in ((9, 11), (10, 12), (13, 14))]
    sums.day(DayFacts(DAY.isoformat(), at(hall, 8), at(hall, 16), (), changes=came), [expired], None, stays)
    row = next(row for row in sums.rows()[0] if row.key == "1")
    assert (row.opened, row.busy, row.idle, row.served) == (420, 240, 180, 0)


def test_a_counter_that_nobody_closed_was_open_until_the_day_was_closed_or_its_last_visitor_left() -> None:
    hall = with_a_break()
    came = changes(hall, (9, CounterTurn.OPENED))
    closed = DayFacts(DAY.isoformat(), at(hall, 8), at(hall, 16), (), changes=came)
    assert one(hall, closed).opened == 7 * 60
    assert one(hall, closed, served(hall, 15, 17)).opened == 8 * 60
    never = DayFacts(DAY.isoformat(), at(hall, 8), None, (), changes=came)
    assert one(hall, never).opened == 7 * 60  # the timetable's end


def test_on_the_day_that_goes_on_only_the_time_so_far_counts() -> None:
    hall = with_a_break()
    facts = DayFacts(DAY.isoformat(), at(hall, 8), None, (), changes=changes(hall, (8, CounterTurn.OPENED)))
    row = one(hall, facts, until=at(hall, 10))
    assert (row.promised, row.opened, row.kept_share) == (120, 120, 1.0)


def test_a_counter_is_promised_for_the_hours_of_its_services_only() -> None:
    mornings = Service({"id": "Pagi"}, 5.0, hours=(Span(TimeOfDay(540), TimeOfDay(600)),))
    rare = Service({"id": "Selasa"}, 5.0, days=(Weekday.TUESDAY,))
    hall = small_hall(
        services={"AB.7": mornings, "AB.8": rare}, counter={"1": Counter("AB", ("AB.7", "AB.8")), "2": Counter("AB")}
    )
    facts = DayFacts(DAY.isoformat(), at(hall, 8), at(hall, 16), ())
    sums = CounterSums(hall)
    sums.day(facts, ())
    assert {row.key: row.promised for row in sums.rows()[0]}["1"] == 60


def test_on_a_day_on_which_the_hall_is_closed_no_counter_is_promised() -> None:
    hall = small_hall(holiday={DAY: Holiday({"id": "Libur"})})
    came = (CounterChange(Instant(MORNING), "1", CounterTurn.OPENED),)
    row = one(hall, DayFacts(DAY.isoformat(), MORNING, Instant(MORNING + 3_600_000), (), changes=came))
    assert (row.promised, row.opened, row.kept_share) == (0, 60, None)


def test_a_change_that_was_told_twice_counts_once() -> None:
    hall = with_a_break()
    came = changes(hall, (9, CounterTurn.OPENED), (10, CounterTurn.OPENED), (11, CounterTurn.CLOSED))
    facts = DayFacts(DAY.isoformat(), at(hall, 8), at(hall, 16), (), changes=came)
    assert one(hall, facts).opened == 120
