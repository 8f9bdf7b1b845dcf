"""The periods of a survey: a year, a half, a quarter or a month, as offices name them (``2026-S2``, ``2026-Q4``).

The rule wants a survey at least once a year; halls hold it each quarter, half year or year.
"""

import datetime
import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})(?:-(?:S([12])|(?:Q|TW)([1-4])|(0[1-9]|1[0-2])))?", re.IGNORECASE)
FORMS = "2026, 2026-S2 (half year), 2026-Q4 (quarter; also 2026-TW4) or 2026-11 (month)"


@dataclass(frozen=True, slots=True)
class Period:
    """A period: how it is written, how many months it has, and its first and last day."""

    code: str
    months: int
    first: str
    last: str


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
