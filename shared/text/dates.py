"""Days and times of day as people write them. Whatever a person reads of them is written here.

English is British (``23 November 2026``, ``09:05``), Indonesian has a dot in its times (``09.05``). A hall's further
languages have their own names of days and months where Babel knows them, and Indonesian ones otherwise.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from shared.domain.words import Instant, TimeOfDay
from shared.text.languages import ENGLISH, FIRST

_OURS = {ENGLISH: "en_GB", FIRST: "id_ID"}
_DAY = "EEEE, d MMMM y"
_INDONESIAN_ZONES = frozenset({"WIB", "WITA", "WIT"})


def wall_clock(instant: Instant, zone: str) -> datetime.datetime:
    """What a clock on the wall shows at an instant, in a time zone; in this PC's own where that is empty."""
    return datetime.datetime.fromtimestamp(instant / 1000, ZoneInfo(zone) if zone else None)


def weekday_words(day: datetime.date, lang: str) -> str:
    """``Senin``, ``Monday``."""
    return format_date(day, "EEEE", _locale(lang))


def date_words(day: datetime.date, lang: str) -> str:
    """``Senin, 23 November 2026``; the languages of this part of the world all write it in this order."""
    own_order = lang not in _OURS and _locale(lang).language != FIRST
    return format_date(day, "full" if own_order else _DAY, _locale(lang))


def day_in_a_column(day: datetime.date, lang: str) -> str:
    """``Sen, 23 Nov 2026``."""
    return format_date(day, "EEE, d MMM y", _locale(lang))


def month_words(day: datetime.date, lang: str, *, short: bool = False) -> str:
    """``November 2026``; ``Nov`` where it is short."""
    return format_date(day, "LLL" if short else "LLLL y", _locale(lang))


def date_in_figures(day: datetime.date) -> str:
    """``23/11/2026``, as files of bookings have it."""
    return format_date(day, "dd/MM/y", _locale(FIRST))


def short_date(day: datetime.date, lang: str) -> str:
    """``23-11-2026``; English has ``2026-11-23``, which nobody reads the wrong way round."""
    return day.isoformat() if lang == ENGLISH else format_date(day, "dd-MM-y", _locale(FIRST))


def day_pattern(lang: str) -> str:
    """How :func:`short_date` is written, as Qt understands it."""
    return "yyyy-MM-dd" if lang == ENGLISH else "dd-MM-yyyy"


def clock_words(at: datetime.datetime | datetime.time, lang: str, *, seconds: bool = False) -> str:
    """``09.05``, in English ``09:05``."""
    return format_time(at, clock_pattern(lang, seconds=seconds), locale=_locale(lang))


def clock_pattern(lang: str, *, seconds: bool = False) -> str:
    """How the hours, minutes and seconds of a time are written, as Babel and Qt both understand it."""
    return (":" if lang == ENGLISH else ".").join(("HH", "mm", "ss")[: 3 if seconds else 2])


def time_of_day_words(time: TimeOfDay) -> str:
    """``08.00``, and ``24.30`` past the midnight that ends a business day: as hall files and bookings have it."""
    return f"{time // 60:02d}.{time % 60:02d}"


def zone_word(at: datetime.datetime) -> str:
    """WIB, WITA or WIT; nothing for a time zone outside Indonesia."""
    name = at.tzname() or ""
    return name if name in _INDONESIAN_ZONES else ""


def clock_and_zone(at: datetime.datetime, lang: str) -> str:
    """``09.05 WITA``."""
    return f"{clock_words(at, lang)} {zone_word(at)}".rstrip()


def when(at: datetime.datetime, now: datetime.datetime | None, lang: str) -> str:
    """A moment as people say it: ``pukul 13.00``, ``Senin pukul 08.00``, ``Senin, 4 Januari 2027 pukul 08.00``.

    Past, or further away than a week, the date is given; without ``now`` only the time of day.
    """
    clock = f"{'at' if lang == ENGLISH else 'pukul'} {clock_words(at, lang)}"
    ahead = (at.date() - now.date()).days if now is not None else 0
    if not ahead:
        return clock
    day = weekday_words(at, lang) if 0 < ahead < 7 else date_words(at, lang)
    return f"{day} {clock}"


@lru_cache(maxsize=32)
def _locale(lang: str) -> Locale:
    """What Babel knows of a language; of Indonesian where it has no names of days for it."""
    try:
        found = Locale.parse(_OURS.get(lang, lang), sep="_" if lang in _OURS else "-")
    except (ValueError, UnknownLocaleError):
        return _locale(FIRST)
    nameless = found.days["format"]["wide"] == Locale.parse("root").days["format"]["wide"]
    return _locale(FIRST) if nameless else found
