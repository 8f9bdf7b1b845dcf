"""What the cells of a booking mean: dates, times and priority as people in Indonesia and Excel write them.

Each answers a value, or raises :class:`UnclearError` with the reason and what to write instead.
"""

import datetime
import re

from shared.bookings.vocabulary import MONTHS, NO, WEEKDAYS, YES
from shared.domain.words import TimeOfDay
from shared.records import time_of_day
from shared.sheets import Cell
from shared.text.dates import clock_words, date_in_figures
from shared.text.languages import FIRST

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]0?0[:.]00(?:[:.]00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: 0?0[:.]00(?:[:.]00)?)?")
_IN_WORDS = re.compile(r"(\d{1,2})[-/. ]+([a-z]+)[-/., ]+(\d{4})")
_CLOCK = re.compile(r"(?:pukul|jam|pk\.?)? ?(\d{1,2}[.:]\d{2}(?:[.:]00)?) ?(am|pm|wib|wita|wit)?")
_ZONES = {
    "wib": ("Asia/Jakarta", "Asia/Pontianak"),
    "wita": ("Asia/Makassar", "Asia/Ujung_Pandang"),
    "wit": ("Asia/Jayapura",),
}


class UnclearError(ValueError):
    """A cell that cannot be understood: why, and what to write."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def shown(cell: Cell) -> str:
    """A cell as its writer sees it on the screen."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return date_in_figures(cell) + (f" {clock_words(cell, FIRST)}" if cell.time() != datetime.time() else "")
    if isinstance(cell, datetime.date):
        return date_in_figures(cell)
    return clock_words(cell, FIRST) if isinstance(cell, datetime.time) else str(cell).strip()


def code(cell: Cell) -> str:
    """A booking's code; a number is one, a date is what Excel made of a code."""
    if isinstance(cell, (str, int)) and not isinstance(cell, bool):
        return str(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        return shown(cell)
    raise UnclearError("is not text: Excel has changed it", "Format the column as Text and type it again.")


def date(cell: Cell) -> datetime.date:
    """The day of a booking."""
    remedy = "Write 23/11/2026 (day, month, year) or 2026-11-23."
    if isinstance(cell, datetime.datetime):
        if cell.time() != datetime.time():
            raise UnclearError("has a time in it", "Put date and time into two columns.")
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if not isinstance(cell, str):
        raise UnclearError("is a number, not a date", f"Format the column as Date. {remedy}")
    words = " ".join(cell.casefold().split())
    weekday, _, rest = words.replace(",", " ").partition(" ")
    named = WEEKDAYS.get(weekday)
    try:
        found = _parsed(words if named is None else rest.strip())
    except ValueError:
        raise UnclearError("is not a day of the calendar", remedy) from None
    if found is None:
        raise UnclearError("is not a date that can be understood", remedy)
    if named is not None and found.weekday() != named:
        raise UnclearError(f"contradicts itself: that day is no {weekday}", "Correct the day or the date.")
    return found


def _parsed(words: str) -> datetime.date | None:
    """ValueError for a day that does not exist; None when it is not a date."""
    if found := _ISO.fullmatch(words):
        return datetime.date(*map(int, found.groups()))
    if found := _DAY_FIRST.fullmatch(words):
        return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    found = _IN_WORDS.fullmatch(words)
    if found and found[2] in MONTHS:
        return datetime.date(int(found[3]), MONTHS[found[2]], int(found[1]))
    return None


def time(cell: Cell, zone: str) -> TimeOfDay:
    """The time of a booking, in the hall's ``zone``."""
    if isinstance(cell, (datetime.time, datetime.timedelta, datetime.datetime)):
        return _excel_time(cell)
    if not isinstance(cell, str):
        raise UnclearError("is a number, not a time", "Format the column as Time or as Text, and write 09.30.")
    found = _CLOCK.fullmatch(" ".join(cell.casefold().split()))
    if found is None:
        raise UnclearError("is not a time that can be understood", "Write 09.30 or 09:30.")
    try:
        minutes = time_of_day(found[1])
    except ValueError:
        raise UnclearError("is not a time of day", "Write 09.30 or 09:30.") from None
    return _in_zone(minutes, found[2] or "", zone)


def _in_zone(minutes: TimeOfDay, mark: str, zone: str) -> TimeOfDay:
    if zone not in _ZONES.get(mark, (zone,)):
        raise UnclearError(f"is in another time zone than the hall's ({zone})", "Write the hall's own time, as 09.30.")
    if mark not in ("am", "pm"):
        return minutes
    if not 60 <= minutes < 13 * 60:
        raise UnclearError("is not a time of day", "Write 09.30 or 09:30.")
    return TimeOfDay(minutes % 720 + (720 if mark == "pm" else 0))


def _excel_time(cell: datetime.time | datetime.timedelta | datetime.datetime) -> TimeOfDay:
    """Excel counts in days; its rounding may be a millionth of a second off the minute."""
    if isinstance(cell, datetime.datetime):
        raise UnclearError("has a date in it", "Put date and time into two columns.")
    if isinstance(cell, datetime.time):
        cell = datetime.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second + cell.microsecond / 1e6)
    minutes = cell.total_seconds() / 60
    if abs(minutes - round(minutes)) > 1 / 60 or not 0 <= minutes < 48 * 60:
        raise UnclearError("is not a full minute of a day", "Write 09.30 or 09:30.")
    return TimeOfDay(round(minutes))


def priority(cell: Cell) -> bool:
    """Whether a booking is for the priority lane. The reason, where somebody wrote it, is not kept."""
    word = "_".join(shown(cell).casefold().split())
    if word in YES:
        return True
    if not word or word in NO:
        return False
    raise UnclearError("is neither yes nor no", 'Write "ya" for the priority lane, and leave the cell empty otherwise.')
