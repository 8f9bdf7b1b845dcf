"""A wait in words, as screens and paper tell it: a range of minutes, beyond two hours in round hours."""

import datetime
from collections.abc import Mapping
from typing import Final

from shared.domain.words import AT_ONCE, LONG, Text
from shared.text.dates import clock_words
from shared.text.languages import ENGLISH, pick

_HOURS = 90
"""Minutes: a range that ends later is told in hours."""
_WORDS: Final[Mapping[str, Text]] = {
    "at once": {"id": "hampir tanpa menunggu", "en": "almost no wait"},
    "one minutes": {"id": "sekitar {high} menit", "en": "about {high} minutes"},
    "to minutes": {"id": "hingga {high} menit", "en": "up to {high} minutes"},
    "range minutes": {"id": "sekitar {low}–{high} menit", "en": "about {low}–{high} minutes"},
    "one hours": {"id": "sekitar {high} jam", "en": "about {high} hours"},
    "to hours": {"id": "hingga {high} jam", "en": "up to {high} hours"},
    "range hours": {"id": "sekitar {low} sampai {high} jam", "en": "about {low} to {high} hours"},
    "booked": {"id": "dipanggil sekitar pukul {time}", "en": "called at about {time}"},
    "may be over": {"id": "bisa lebih dari {low} jam", "en": "may be more than {low} hours"},
    "over": {"id": "lebih dari {low} jam", "en": "more than {low} hours"},
}


def wait_words(wait: tuple[int, int] | None, lang: str) -> str:
    """The range of a wait; empty when nobody knows."""
    if wait is None:
        return ""
    if wait[1] <= AT_ONCE:
        return pick(_WORDS["at once"], lang)
    kind, low, high = told(wait)
    return pick(_WORDS[kind], lang).format(low=decimal(low, lang), high=decimal(high, lang))


def booked_words(at: datetime.datetime, lang: str) -> str:
    """When the number of a booking is called, whoever else waits."""
    return pick(_WORDS["booked"], lang).format(time=clock_words(at, lang))


def told(wait: tuple[int, int]) -> tuple[str, float, float]:
    """How a range is told, and its ends in that unit.

    The kinds are ``one``, ``to`` and ``range``, each of ``minutes`` or ``hours``; ``over`` is more than ``low`` hours,
    and ``may be over`` a range that begins sooner but goes far beyond them: its ends would say nothing.
    """
    low, high = wait
    if low >= LONG:
        return "over", low // 60, high // 60
    if low + high > LONG * 2 and high - low > LONG:
        return "may be over", LONG // 60, high // 60
    if high <= _HOURS:
        return f"{_kind(low, high)} minutes", low, high
    soonest, latest = low // 30 / 2, -(high // -30) / 2
    return f"{_kind(soonest, latest)} hours", soonest, latest


def _kind(low: float, high: float) -> str:
    return "one" if low == high else "to" if low == 0 else "range"


def decimal(number: float, lang: str) -> str:
    """``2``, and ``1,5``, in English ``1.5``."""
    text = f"{number:g}"
    return text if lang == ENGLISH else text.replace(".", ",")
