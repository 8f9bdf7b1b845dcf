"""Speaks: words, times and durations in the language the officer chose, in the hall's own time zone."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counter import words
from counter.words import Word
from shared.domain.words import Instant, Text

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language and one time zone.

    Attributes:
        lang: ``id`` or ``en``; anything else is spoken as Indonesian.
        zone: the hall's time zone; the PC's own is never asked.
    """

    lang: str = "id"
    zone: str = "Asia/Jakarta"

    def say(self, word: Word, **values: object) -> str:
        """A word with its places filled."""
        return (word.en if self.lang == "en" else word.id).format(**values)

    def text(self, text: Text) -> str:
        """Words out of the hall's data: this language, else Indonesian."""
        return text.get(self.lang) or text["id"]

    def moment(self, instant: Instant) -> datetime.datetime:
        """An instant as the hall's wall clock shows it."""
        return datetime.datetime.fromtimestamp(instant / 1000, ZoneInfo(self.zone))

    def time(self, instant: Instant, *, seconds: bool = False) -> str:
        """``09.05`` in Indonesian, ``09:05`` in English."""
        dot = ":" if self.lang == "en" else "."
        return self.moment(instant).strftime(dot.join(("%H", "%M", "%S")[: 3 if seconds else 2]))

    def duration(self, seconds: float) -> str:
        """``45 dtk``, ``12 mnt``, ``1 j 05 mnt``; a clock that ran backwards gives nothing less than zero."""
        whole = max(0, int(seconds))
        if whole < 60:
            return self.say(words.SECONDS, s=whole)
        if whole < 3600:
            return self.say(words.MINUTES, m=whole // 60)
        return self.say(words.HOURS, h=whole // 3600, m=f"{whole % 3600 // 60:02d}")
