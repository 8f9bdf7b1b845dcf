"""Makes reports from the hall's file: what is counted, what it is compared with, and the files."""

import contextlib
import dataclasses
import datetime
import gc
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from shared.domain import skm
from shared.domain.answers import Refused
from shared.domain.calendar import business_day, hours_on, local
from shared.domain.hall_data.hall import CsvStyle, Hall
from shared.domain.statistics.count import USUAL, CountScope, count
from shared.domain.statistics.day_facts import Caveat, DayFacts
from shared.domain.statistics.period import PeriodKind, ReportPeriod, before, same_weekdays
from shared.domain.statistics.statistics_rows import DayMark, Grouping, Statistics
from shared.domain.words import Instant, Refusal
from shared.faults import EnvironmentFault, Kind
from shared.reports import contents, opinion_contents, pages, report_workbook, sheet_lines, small_counts, written
from shared.reports.document import Document
from shared.reports.evaluation_contents import Evidence, evaluation
from shared.reports.first_page import Counted
from shared.reports.opinion_contents import OpinionFacts
from shared.store.engine import Engine
from shared.store.questions import ratings, surveys
from shared.store.questions.day_history import Progress, begun_at, over_days
from shared.text.dates import clock_and_zone, date_words
from shared.text.refusals import refuse

FOLDER = "reports"
"""Where in the hall's folder the months' reports are put by themselves."""


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What is asked for: the days, the part of the hall, the language, with officers or to be published."""

    period: ReportPeriod
    agency: str | None = None
    service: str | None = None
    lang: str = "id"
    officers: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: what was counted of the period and of the one before, and the document."""

    now: Counted
    before: Counted | None
    document: Document


def make(hall_file: Engine, wish: ReportWish, progress: Progress | None = None) -> Made | Refused:
    """The report. NO_DATA if nobody took a number in these days; FUTURE_PERIOD if they are still to come."""
    with hall_file.reading() as db:
        hall = hall_file.hall(db)
    at = hall_file.clock()
    today = business_day(hall, at)
    if wish.period.first > today:
        return _refused(Refusal.FUTURE_PERIOD, hall, wish)
    with _no_collecting():
        now = counted(hall_file, hall, wish, wish.period, progress)
        if not now.statistics.total.visits and now.satisfaction.index is None:
            return _refused(Refusal.NO_DATA, hall, wish)
        earlier = compared_with(hall_file, hall, wish)
    told = small_counts.without_small(now) if wish.public else now
    document = contents.contents(hall, told, earlier, _about(hall_file, hall, wish))
    return Made(now, earlier, _given(document, wish))


def make_survey(hall_file: Engine, wish: ReportWish) -> Document | Refused:
    """The survey's report. NO_DATA without any questionnaire or rating; FUTURE_PERIOD."""
    hall = hall_file.learn_hall()
    if wish.period.first > business_day(hall, hall_file.clock()):
        return _refused(Refusal.FUTURE_PERIOD, hall, wish)
    said = opinions(hall_file, wish)
    if not said.questionnaires and not said.ratings:
        return _refused(Refusal.NO_DATA, hall, wish)
    nothing = count(hall, (), CountScope(cuts=()))
    return _given(opinion_contents.contents(hall, wish.period, said, _about(hall_file, hall, wish), nothing), wish)


def make_evaluation(hall_file: Engine, wish: ReportWish, progress: Progress | None = None) -> Document | Refused:
    """The evidence sheet for the Ministry's evaluation. NO_DATA, FUTURE_PERIOD."""
    made = make(hall_file, dataclasses.replace(wish, officers=False), progress)
    if isinstance(made, Refused):
        return made
    hall = hall_file.learned
    evidence = Evidence(made.now, made.before, opinions(hall_file, wish))
    return _given(evaluation(hall, wish.period, evidence, _about(hall_file, hall, wish)), wish)


def _given(document: Document, wish: ReportWish) -> Document:
    return small_counts.published(document) if wish.public else document


def opinions(hall_file: Engine, wish: ReportWish) -> OpinionFacts:
    """What people said in the period, of the part of the hall that is asked for."""
    first, last = wish.period.bounds
    scope = CountScope(wish.agency, wish.service)
    agencies = None if wish.agency is None else frozenset({wish.agency})
    with hall_file.reading() as db:
        asked = surveys.questionnaires(db, first, last)
        traits = surveys.respondents(db, first, last, agencies)
        touched = ratings.counted(db, first, last)
    visitors = surveys.visitors(hall_file, first, last)
    served = ratings.served(hall_file, first, last)
    mine = wish.agency is None and wish.service is None
    return OpinionFacts(
        [one for one in asked if scope.has(one.service)],
        {code: visits for code, visits in visitors.items() if scope.has(code)},
        traits,
        [(one, times) for one, times in touched if mine or (one.service and scope.has(one.service))],
        served.visits if mine else sum(times for code, times in served.services.items() if scope.has(code)),
    )


def _about(hall_file: Engine, hall: Hall, wish: ReportWish) -> contents.ReportAbout:
    wall = local(hall, hall_file.clock())
    day, time = date_words(wall.date(), wish.lang), clock_and_zone(wall, wish.lang)
    made = written.either(wish.lang, f"Dibuat {day} pukul {time}", f"Made on {day} at {time}")
    return contents.ReportAbout(wish.lang, made, wish.agency, wish.service)


def _refused(code: Refusal, hall: Hall, wish: ReportWish) -> Refused:
    period = {lang: written.period(wish.period, lang) for lang in ("id", "en")}
    refused = refuse(code, hall, period=period)
    return Refused(refused.code, refused.sentence, None, {"period": wish.period.key})


def written_as(document: Document, *, suffix: str, style: CsvStyle) -> bytes:
    """A report as a file: ``pdf``, ``xlsx`` or ``csv``."""
    if suffix == "pdf":
        return pages.pdf(document)
    return report_workbook.xlsx(document) if suffix == "xlsx" else sheet_lines.csv_bytes(document, style)


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
    return Counted(period, found, _satisfaction(hall_file, wish, first, last))


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
    return found if not missing else _replaced(found, marks)


def _replaced(found: Statistics, marks: tuple[DayMark, ...]) -> Statistics:
    return Statistics(
        found.target_minutes, found.days, found.total, found.rows, found.counters, found.all_counters, found.refused,
        found.booked, found.kept, found.lane, marks,
    )  # fmt: skip


def compared_with(hall_file: Engine, hall: Hall, wish: ReportWish) -> Counted | None:
    """What the period is compared with; None where nothing is known of it (any more)."""
    try:
        if wish.period.kind is PeriodKind.DAY:
            return _usual_day(hall_file, hall, wish)
        found = counted(hall_file, hall, wish, before(wish.period), whole=False)
    except EnvironmentFault as fault:
        if fault.kind is not Kind.NO_HALL:
            raise
        return None
    return found if found.statistics.total.visits or found.satisfaction.index is not None else None


def _usual_day(hall_file: Engine, hall: Hall, wish: ReportWish) -> Counted | None:
    """The same weekday of the four weeks before, together."""
    kept: list[DayFacts] = []
    for period in same_weekdays(wish.period):
        kept += over_days(hall_file, *period.bounds, list)
    days = [facts for facts in kept if facts.visits]
    if not days:
        return None
    found = count(hall, days, CountScope(wish.agency, wish.service, ()))
    return Counted(wish.period, found, skm.of_totals([0] * len(skm.KEYS), 0), per=len(days))


def satisfaction_of(hall_file: Engine, wish: ReportWish, period: ReportPeriod) -> Counted:
    """The survey of a period alone."""
    nothing = count(hall_file.learned, (), CountScope(cuts=()))
    return Counted(period, nothing, _satisfaction(hall_file, wish, *period.bounds))


def _satisfaction(hall_file: Engine, wish: ReportWish, first: str, last: str) -> skm.Result:
    with hall_file.reading() as db:
        everybody = surveys.questionnaires(db, first, last)
    scope = CountScope(wish.agency, wish.service)
    return skm.result(one for one in everybody if scope.has(one.service))


@contextlib.contextmanager
def _no_collecting() -> Generator[None]:
    """Very many small objects live until the end: looking through them for circles takes half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def ends_its_month(hall: Hall, day: datetime.date) -> bool:
    """Whether no later day of this month is a day of service."""
    later = (day + datetime.timedelta(days=ahead) for ahead in range(1, 31))
    return not any(other.month == day.month and hours_on(hall, other) is not None for other in later)
