"""The stretch of days that a report is about, and what it is compared with."""

import datetime
import re
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.words import Text

_FORMS = {
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "week": re.compile(r"(\d{4})-?W(\d\d?)", re.IGNORECASE),
    "month": re.compile(r"(\d{4})-(\d\d?)"),
    "year": re.compile(r"(\d{4})"),
}
_ONE_DAY = datetime.timedelta(days=1)


class PeriodKind(StrEnum):
    """How long it is. A span is any other stretch of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


EXAMPLES = {
    PeriodKind.DAY: "2026-11-25",
    PeriodKind.WEEK: "2026-W48",
    PeriodKind.MONTH: "2026-11",
    PeriodKind.YEAR: "2026",
}
"""How each kind is written. Any day of the period may be written in its place."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The days from ``first`` to ``last``; a survey's own period has a code and a name."""

    kind: PeriodKind
    first: datetime.date
    last: datetime.date
    code: str = ""
    name: Text | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """How it is written: ``2026-11``; it is part of file names."""
        first, last = self.bounds
        year, week, _ = self.first.isocalendar()
        return {
            PeriodKind.DAY: first,
            PeriodKind.WEEK: f"{year}-W{week:02d}",
            PeriodKind.MONTH: first[:7],
            PeriodKind.YEAR: first[:4],
            PeriodKind.SPAN: self.code or f"{first}_{last}",
        }[self.kind]

    @property
    def bounds(self) -> tuple[str, str]:
        """First and last day, as the hall's file writes days."""
        return self.first.isoformat(), self.last.isoformat()

    def days(self) -> list[datetime.date]:
        """Every day of it."""
        return [self.first + _ONE_DAY * n for n in range((self.last - self.first).days + 1)]


def around(kind: PeriodKind, day: datetime.date) -> ReportPeriod:
    """The day, week (from Monday), month or year that a day is in."""
    if kind is PeriodKind.WEEK:
        monday = day - _ONE_DAY * day.weekday()
        return ReportPeriod(kind, monday, monday + _ONE_DAY * 6)
    if kind is PeriodKind.MONTH:
        first = day.replace(day=1)
        return ReportPeriod(kind, first, (first + _ONE_DAY * 31).replace(day=1) - _ONE_DAY)
    if kind is PeriodKind.YEAR:
        return ReportPeriod(kind, datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31))
    return ReportPeriod(kind, day, day)


def parse(kind: PeriodKind, text: str) -> ReportPeriod:
    """A period as people write it; ValueError if it is none."""
    text = text.strip()
    known = _FORMS["day"].fullmatch(text)
    if known:
        return around(kind, datetime.date.fromisoformat(text))
    known = _FORMS[kind.value].fullmatch(text)
    if not known:
        raise ValueError(text)
    parts = [int(part) for part in known.groups()]
    if kind is PeriodKind.WEEK:
        return around(kind, datetime.date.fromisocalendar(parts[0], parts[1], 1))
    return around(kind, datetime.date(*[*parts, 1, 1][:3]))


def before(period: ReportPeriod) -> ReportPeriod:
    """The period of the same length just before."""
    if period.kind is PeriodKind.SPAN:
        length = period.last - period.first + _ONE_DAY
        return ReportPeriod(period.kind, period.first - length, period.last - length)
    return around(period.kind, period.first - _ONE_DAY)


def same_weekdays(period: ReportPeriod, weeks: int = 4) -> list[ReportPeriod]:
    """For a day: the same weekday of the weeks before, newest first: what is usual."""
    days = (period.first - datetime.timedelta(weeks=week) for week in range(1, weeks + 1))
    return [ReportPeriod(PeriodKind.DAY, day, day) for day in days]
