"""What came after a survey: when and where its result was published, and what is done about its findings."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.survey_data import SurveyPeriod
from shared.domain.skm import ELEMENTS
from shared.domain.statistics.period import ReportPeriod
from shared.reports import written
from shared.reports.document import Cell, Chapter, FigureColumn, FigureTable, ValueKind
from shared.store.questions.surveys import FollowUpRow

_NAMES = {element.key: element.name for element in ELEMENTS}


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """How many findings there are, how many were followed up, and how many of those in time."""

    planned: int
    done: int
    in_time: int


def surveys_of(hall: Hall, period: ReportPeriod) -> list[SurveyPeriod]:
    """The hall's own surveys that were held in these days."""
    return [one for one in hall.survey_period.values() if period.first <= one.first and one.last <= period.last]


def publications(hall: Hall, period: ReportPeriod, lang: str) -> list[str]:
    """When and where the results were published, in words."""
    found = [one for one in surveys_of(hall, period) if one.published is not None]
    return ["; ".join(filter(None, (_day(one.published, lang), one.published_where))) for one in found]


def followed_up(follows: Sequence[FollowUpRow]) -> FollowedUp:
    """The count of the list."""
    ends = [(due, done) for *_, due, done, _outcome in follows]
    return FollowedUp(
        len(ends), sum(done is not None for _, done in ends), sum(bool(done and done <= due) for due, done in ends)
    )


def after_survey(hall: Hall, period: ReportPeriod, follows: Sequence[FollowUpRow], lang: str) -> Chapter:
    """Both as tables."""
    title = written.either(lang, "Publikasi dan tindak lanjut", "Publication and follow-up")
    return Chapter(title, tables=(_published(hall, period, lang), _follows(hall, follows, lang)))


def _published(hall: Hall, period: ReportPeriod, lang: str) -> FigureTable:
    rows: list[tuple[Cell, ...]] = [
        (
            written.words(one.name, lang),
            written.stretch(one.first, one.last, lang),
            _day(one.published, lang) or written.either(lang, "belum", "not yet"),
            one.published_where or written.NONE,
        )
        for one in surveys_of(hall, period)
    ]
    names = (
        ("Survei", "Survey"),
        ("Dari – sampai", "From – to"),
        ("Dipublikasikan", "Published"),
        ("Di mana", "Where"),
    )
    title = written.either(lang, "Publikasi hasil", "Publication of the results")
    return FigureTable("publication", title, _head(names, lang), tuple(rows))


def _follows(hall: Hall, follows: Sequence[FollowUpRow], lang: str) -> FigureTable:
    rows: list[tuple[Cell, ...]] = [
        (
            written.words(_NAMES[element], lang) if element in _NAMES else element,
            finding,
            plan,
            ", ".join(filter(None, (agency, who))),
            _day(due, lang),
            _day(done, lang) or written.either(lang, "belum", "not yet"),
            outcome or written.NONE,
        )
        for _, _period, agency, element, finding, plan, who, due, done, outcome in follows
    ]
    names = (
        ("Unsur", "Element"), ("Temuan", "Finding"), ("Rencana", "Plan"), ("Pelaksana", "By whom"),
        ("Paling lambat", "Until"), ("Selesai", "Done"), ("Hasil", "Outcome"),
    )  # fmt: skip
    title = written.either(lang, "Tindak lanjut", "Follow-up")
    return FigureTable("follow_up", title, _head(names, lang), tuple(rows))


def _head(names: Sequence[tuple[str, str]], lang: str) -> tuple[FigureColumn, ...]:
    return tuple(FigureColumn(written.either(lang, a, b), ValueKind.TEXT) for a, b in names)


def _day(day: datetime.date | str | None, lang: str) -> str:
    if not day:
        return ""
    iso = day if isinstance(day, str) else day.isoformat()
    return written.day(iso, lang).partition(", ")[2]
