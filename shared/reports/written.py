"""How numbers, shares, minutes, days and changes are written in a report, in each language."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

from shared.domain.statistics.period import PeriodKind, ReportPeriod
from shared.domain.words import Text
from shared.text.dates import clock_words, date_words, day_in_a_column, month_words, weekday_words
from shared.text.languages import ENGLISH, pick

NONE = "–"
_SWAPPED = str.maketrans(",.", ".,")


def either(lang: str, indonesian: str, english: str) -> str:
    """The words of the report's language."""
    return english if lang == ENGLISH else indonesian


def words(text: Text | None, lang: str) -> str:
    """A name in the report's language, else in Indonesian."""
    return pick(text, lang)


def number(value: float | Decimal | None, lang: str, decimals: int = 0) -> str:
    """``1.234,5``, in English ``1,234.5``."""
    if value is None:
        return NONE
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    english = f"{exact:,}"
    return either(lang, english.translate(_SWAPPED), english)


def minutes(value: float | None, lang: str) -> str:
    """``12,5 menit``; hours beyond two of them."""
    if value is None:
        return NONE
    if value >= 120:
        hours, rest = divmod(int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP)), 60)
        return f"{hours} {either(lang, 'jam', 'h')} {rest} {either(lang, 'menit', 'min')}"
    return f"{number(value, lang, 1)} {either(lang, 'menit', 'min')}"


def share(value: float | None, lang: str) -> str:
    """``93,4%``."""
    return NONE if value is None else f"{number(round(value * 100, 1), lang, 1)}%"


def weekday(number_of_day: int, lang: str) -> str:
    """1 is Monday."""
    return weekday_words(datetime.date(2026, 11, 22) + datetime.timedelta(days=number_of_day), lang)


def month(key: str, lang: str, *, short: bool = False) -> str:
    """``November 2026`` of ``2026-11``, or ``Nov``."""
    return month_words(datetime.date.fromisoformat(f"{key}-01"), lang, short=short)


def day(iso: str, lang: str) -> str:
    """``Senin, 23 November 2026``."""
    return date_words(datetime.date.fromisoformat(iso), lang)


def short_day(iso: str, lang: str) -> str:
    """``Sen, 23 Nov 2026``: it stands in a column."""
    return day_in_a_column(datetime.date.fromisoformat(iso), lang)


def hour(key: str, lang: str) -> str:
    """``08.00``."""
    return clock_words(datetime.time(int(key) % 24), lang)


def stretch(first: datetime.date, last: datetime.date, lang: str) -> str:
    """``1 – 5 Oktober 2026``, ``1 Januari – 29 November 2025``."""
    begun, over = (date_words(date, lang).partition(", ")[2] for date in (first, last))
    if first.year == last.year:
        day, month_word, _ = begun.split(" ")
        begun = day if first.month == last.month else f"{day} {month_word}"
    return over if first == last else f"{begun} – {over}"


def period(of: ReportPeriod, lang: str) -> str:
    """``November 2026``, ``Senin, 23 November 2026``, ``23 November – 29 November 2026``."""
    if of.kind is PeriodKind.DAY:
        return day(of.first.isoformat(), lang)
    if of.kind is PeriodKind.MONTH:
        return month(of.key, lang)
    if of.kind is PeriodKind.YEAR:
        return of.key
    first, last = (date_words(date, lang).partition(", ")[2] for date in (of.first, of.last))
    return f"{first} – {last}" if of.name is None else f"{words(of.name, lang)} ({first} – {last})"
