"""The periods of a survey: those of the hall's own data, and years, halves, quarters and months as offices name them.

The rule wants a survey at least once a year; halls hold it each quarter, half year or year (``2026-S2``, ``2026-Q4``).
"""

import datetime
import re
from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.words import Text

_FORM = re.compile(r"(\d{4})(?:-(?:S([12])|(?:Q|TW)([1-4])|(0[1-9]|1[0-2])))?", re.IGNORECASE)
FORMS = "2026, 2026-S2 (half year), 2026-Q4 (quarter; also 2026-TW4) or 2026-11 (month)"


@dataclass(frozen=True, slots=True)
class Period:
    """A period: how it is written, how many months it has (0: other days), its first and last day, the hall's name."""

    code: str
    months: int
    first: str
    last: str
    name: Text | None = None


def period_of(hall: Hall, text: str) -> Period | None:
    """The hall's own period of that code, else the one of the calendar that is written so; None for anything else."""
    wanted = text.strip().casefold()
    for code, own in hall.survey_period.items():
        if code.casefold() == wanted:
            return Period(code, 0, own.first.isoformat(), own.last.isoformat(), own.name)
    return period(text)


def is_asked(hall: Hall, day: datetime.date) -> bool:
    """Whether the survey is held on a day; a hall that names no periods holds it always."""
    own = hall.survey_period.values()
    return not own or any(one.first <= day <= one.last for one in own)


def within(hall: Hall, code: str, first: str, last: str) -> bool:
    """Whether the survey of that code was held in these days."""
    found = period_of(hall, code)
    return found is not None and first <= found.first and found.last <= last


def period(text: str) -> Period | None:
    """The period that is written so; None for anything else."""
    found = _FORM.fullmatch(text.strip())
    if found is None or found[1] in ("0000", "9999"):
        return None
    year, half, quarter, month = found.groups()
    if half:
        return _period(f"{year}-S{half}", int(year), int(half) * 6, 6)
    if quarter:
        return _period(f"{year}-Q{quarter}", int(year), int(quarter) * 3, 3)
    if month:
        return _period(f"{year}-{month}", int(year), int(month), 1)
    return _period(year, int(year), 12, 12)


def _period(code: str, year: int, last: int, months: int) -> Period:
    after = datetime.date(year + last // 12, last % 12 + 1, 1)
    end = after - datetime.timedelta(days=1)
    return Period(code, months, datetime.date(year, last - months + 1, 1).isoformat(), end.isoformat())
