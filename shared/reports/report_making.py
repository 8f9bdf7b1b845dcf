"""Makes reports from the hall's file: the document, and the files that it becomes."""

import dataclasses
import datetime
from dataclasses import dataclass

from shared import collecting
from shared.domain.answers import Refused
from shared.domain.calendar import business_day, hours_on, local
from shared.domain.hall_data.hall import CsvStyle, Hall
from shared.domain.statistics.count import CountScope, count
from shared.domain.statistics.period import ReportPeriod
from shared.domain.statistics.suppression import FEWEST
from shared.domain.survey_period import within
from shared.domain.words import Refusal, Text
from shared.reports import contents, opinion_contents, pages, report_workbook, sheet_lines, small_counts, written
from shared.reports.counting import ReportWish, compared_with, counted, satisfaction
from shared.reports.document import Document
from shared.reports.evaluation_contents import Evidence, evaluation
from shared.reports.first_page import Counted
from shared.reports.opinion_contents import OpinionFacts
from shared.store.engine import Engine
from shared.store.questions import ratings, surveys
from shared.store.questions.day_history import Progress
from shared.text.dates import clock_and_zone, date_words
from shared.text.refusals import refuse

FOLDER = "reports"
"""Where in the hall's folder the months' reports are put by themselves."""

NOBODY_CAME: Text = {"id": "tidak ada nomor yang diambil", "en": "nobody took a number"}
TOO_FEW: Text = {
    "id": f"kurang dari {FEWEST} kunjungan, terlalu sedikit untuk diumumkan",
    "en": f"fewer than {FEWEST} visits, too few to be published",
}
NOBODY_SAID: Text = {
    "id": "tidak ada kuesioner atau penilaian satu sentuhan",
    "en": "there are no questionnaires and no one-touch ratings",
}


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
        return refused(Refusal.FUTURE_PERIOD, hall, wish)
    with collecting.paused():  # very many small objects live until the end: looking through them takes half the time
        now = counted(hall_file, hall, wish, wish.period, progress)
        if not now.statistics.total.visits and now.satisfaction.index is None:
            return refused(Refusal.NO_DATA, hall, wish, NOBODY_CAME)
        if wish.public and 0 < now.statistics.total.visits < FEWEST:
            return refused(Refusal.NO_DATA, hall, wish, TOO_FEW)
        earlier, why_not = compared_with(hall_file, hall, wish)
    if why_not is not None:
        now = dataclasses.replace(now, statistics=dataclasses.replace(
            now.statistics, marks=(*now.statistics.marks, why_not)))  # fmt: skip
    told = small_counts.without_small(hall, now) if wish.public else now
    document = contents.contents(hall, told, earlier, _about(hall_file, hall, wish))
    return Made(now, earlier, _given(document, wish))


def make_survey(hall_file: Engine, wish: ReportWish) -> Document | Refused:
    """The survey's report. NO_DATA without any questionnaire or rating; FUTURE_PERIOD."""
    hall = hall_file.learn_hall()
    if wish.period.first > business_day(hall, hall_file.clock()):
        return refused(Refusal.FUTURE_PERIOD, hall, wish)
    said = opinions(hall_file, wish)
    if not said.questionnaires and not said.ratings:
        return refused(Refusal.NO_DATA, hall, wish, NOBODY_SAID)
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
        follows = surveys.follow_ups(db)
        hall = hall_file.hall(db)
    visitors = surveys.visitors(hall_file, first, last)
    served = ratings.served(hall_file, first, last)
    mine = wish.agency is None and wish.service is None
    return OpinionFacts(
        [one for one in asked if scope.has(one.service)],
        {code: visits for code, visits in visitors.items() if scope.has(code)},
        traits,
        [(one, times) for one, times in touched if mine or (one.service and scope.has(one.service))],
        served.visits if mine else sum(times for code, times in served.services.items() if scope.has(code)),
        [one for one in follows if within(hall, one[1], first, last) and one[2] in ("", _agency(wish) or one[2])],
    )


def _agency(wish: ReportWish) -> str | None:
    return wish.agency if wish.service is None else wish.service.partition(".")[0]


def _about(hall_file: Engine, hall: Hall, wish: ReportWish) -> contents.ReportAbout:
    wall = local(hall, hall_file.clock())
    day, time = date_words(wall.date(), wish.lang), clock_and_zone(wall, wish.lang)
    made = written.either(wish.lang, f"Dibuat {day} pukul {time}", f"Made on {day} at {time}")
    return contents.ReportAbout(wish.lang, made, wish.agency, wish.service)


def refused(code: Refusal, hall: Hall, wish: ReportWish, nothing: Text | None = None) -> Refused:
    """Why there is no such report."""
    period = {lang: written.period(wish.period, lang) for lang in ("id", "en")}
    told = refuse(code, hall, period=period, nothing=nothing or {})
    return Refused(told.code, told.sentence, None, {"period": wish.period.key})


def written_as(document: Document, *, suffix: str, style: CsvStyle) -> bytes:
    """A report as a file: ``pdf``, ``xlsx`` or ``csv``."""
    if suffix == "pdf":
        return pages.pdf(document)
    return report_workbook.xlsx(document) if suffix == "xlsx" else sheet_lines.csv_bytes(document, style)


def satisfaction_of(hall_file: Engine, wish: ReportWish, period: ReportPeriod) -> Counted:
    """The survey of a period alone."""
    nothing = count(hall_file.learned, (), CountScope(cuts=()))
    return Counted(period, nothing, satisfaction(hall_file, wish, *period.bounds))


def ends_its_month(hall: Hall, day: datetime.date) -> bool:
    """Whether no later day of this month is a day of service."""
    later = (day + datetime.timedelta(days=ahead) for ahead in range(1, 31))
    return not any(other.month == day.month and hours_on(hall, other) is not None for other in later)
