"""What is counted for a report out of the hall's file, and what it is compared with."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.domain import skm
from shared.domain.calendar import business_day, hours_on, instant_of
from shared.domain.hall_data.hall import Hall
from shared.domain.statistics.count import USUAL, CountScope, count
from shared.domain.statistics.day_facts import Caveat, DayFacts
from shared.domain.statistics.period import PeriodKind, ReportPeriod, before, same_weekdays
from shared.domain.statistics.statistics_rows import DayMark, Grouping, Statistics
from shared.domain.words import Instant, TimeOfDay
from shared.faults import EnvironmentFault, Kind
from shared.reports.first_page import Counted
from shared.store.engine import Engine
from shared.store.questions import surveys
from shared.store.questions.day_history import Progress, begun_at, first_day, is_closed, need_archives, over_days


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What is asked for: the days, the part of the hall, the language, with officers or to be published."""

    period: ReportPeriod
    agency: str | None = None
    service: str | None = None
    lang: str = "id"
    officers: bool = False
    public: bool = False


def counted(
    hall_file: Engine,
    hall: Hall,
    wish: ReportWish,
    period: ReportPeriod,
    progress: Progress | None = None,
    *,
    whole: bool = True,
) -> Counted:
    """What is counted of a period; without ``whole`` the totals only."""
    now = hall_file.clock()
    today = business_day(hall, now).isoformat()
    cuts = () if not whole else (*USUAL, Grouping.OFFICER) if wish.officers else USUAL
    scope = CountScope(wish.agency, wish.service, cuts, today, now)
    seen: set[str] = set()

    def noted(days: Iterable[DayFacts]) -> Iterator[DayFacts]:
        for day in days:
            seen.add(day.day)
            yield day

    first, last = period.bounds
    found = over_days(
        hall_file, first, last, lambda days: count(hall, noted(days), scope), officers=wish.officers, progress=progress
    )
    if whole:
        found = _with_missing_days(hall_file, hall, period, found, seen, now)
    return Counted(period, found, satisfaction(hall_file, wish, first, last))


def _with_missing_days(
    hall_file: Engine, hall: Hall, period: ReportPeriod, found: Statistics, seen: set[str], now: Instant
) -> Statistics:
    """Days on which the hall should have been open, since it has its file, and of which nothing is recorded."""
    made = begun_at(hall_file)
    begun = period.first if made is None else business_day(hall, made)
    today = business_day(hall, now)
    missing = [
        DayMark(day.isoformat(), Caveat.NO_RECORD)
        for day in period.days()
        if begun < day < today and hours_on(hall, day) is not None and day.isoformat() not in seen
    ]
    marks = tuple(sorted((*found.marks, *missing), key=lambda mark: mark.day))
    return dataclasses.replace(found, marks=marks)


def satisfaction(hall_file: Engine, wish: ReportWish, first: str, last: str) -> skm.Result:
    """The survey of these days, of the part of the hall that is asked for."""
    with hall_file.reading() as db:
        everybody = surveys.questionnaires(db, first, last)
    scope = CountScope(wish.agency, wish.service)
    return skm.result(one for one in everybody if scope.has(one.service))


def compared_with(hall_file: Engine, hall: Hall, wish: ReportWish) -> tuple[Counted | None, DayMark | None]:
    """What the period is compared with, or why with nothing.

    Of a period that is still going on only as much of the earlier one counts. One of which the hall has a part only,
    because its records begin in it, is nothing to compare with.
    """
    if wish.period.kind is PeriodKind.DAY:
        return _usual_day(hall_file, hall, wish), None
    earlier, part = before(wish.period), False
    today = business_day(hall, hall_file.clock())
    if wish.period.last > today:
        until = min(earlier.last, earlier.first + (today - wish.period.first))
        part = until < earlier.last
        earlier = dataclasses.replace(earlier, last=until)
    try:
        need_archives(hall_file, *earlier.bounds)
    except EnvironmentFault as fault:
        if fault.kind is not Kind.NO_HALL:
            raise
        return None, DayMark(earlier.last.isoformat(), Caveat.NO_ARCHIVE)
    begun = first_day(hall_file)
    if begun is None or _begins_within(hall, begun, earlier):
        return None, None if begun is None else DayMark(begun, Caveat.NOTHING_EARLIER)
    found = dataclasses.replace(counted(hall_file, hall, wish, earlier, whole=False), part=part)
    return found if found.statistics.total.visits or found.satisfaction.index is not None else None, None


def _begins_within(hall: Hall, begun: str, earlier: ReportPeriod) -> bool:
    """Whether the hall's records begin after the period, or in it after days on which it served by its timetable."""
    return begun > earlier.last.isoformat() or any(
        hours_on(hall, day) is not None for day in earlier.days() if day.isoformat() < begun
    )


def _usual_day(hall_file: Engine, hall: Hall, wish: ReportWish) -> Counted | None:
    """The same weekday of the four weeks before, together; of a day that is going on, only as far as it has come."""
    day, now = wish.period.first, hall_file.clock()
    going_on = day == business_day(hall, now) and not is_closed(hall_file, day.isoformat())
    passed = now - instant_of(hall, day, TimeOfDay(0)) if going_on else None
    kept: list[DayFacts] = []
    for period in same_weekdays(wish.period):
        kept += over_days(hall_file, *period.bounds, list)
    days = [facts if passed is None else _until(hall, facts, passed) for facts in kept if facts.visits]
    if not days:
        return None
    found = count(hall, days, CountScope(wish.agency, wish.service, ()))
    return Counted(wish.period, found, skm.of_totals([0] * len(skm.KEYS), 0), per=len(days), part=going_on)


def _until(hall: Hall, facts: DayFacts, passed: int) -> DayFacts:
    """A day with those visits only whose number was taken in so many of its first milliseconds."""
    midnight = instant_of(hall, datetime.date.fromisoformat(facts.day), TimeOfDay(0))
    visits = tuple(visit for visit in facts.visits if visit.taken_at - midnight <= passed)
    return dataclasses.replace(facts, visits=visits)
