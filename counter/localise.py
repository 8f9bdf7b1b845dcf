"""Words, times and durations in the language that the officer chose, in the hall's own time zone."""

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from counter import screen_text
from counter.screen_text import Word
from shared.domain.words import Instant, Text
from shared.text import hall_problems, plain_sentences
from shared.text.counter_title import counter_title
from shared.text.dates import clock_words, short_date, wall_clock
from shared.text.languages import ENGLISH, pick


@dataclass(frozen=True, slots=True)
class Localiser:
    """One language and one time zone.

    Attributes:
        lang: the code of the language in force; its catalogue is installed by ``shared.qt.language``.
        zone: the hall's time zone; the PC's own is never asked.
    """

    lang: str = "id"
    zone: str = "Asia/Jakarta"

    def translate(self, word: Word, **values: object) -> str:
        """A word with its places filled."""
        return QCoreApplication.translate("Counter", word).format(**values)

    def text(self, text: Text) -> str:
        """Words out of the hall's data."""
        return pick(text, self.lang)

    def problem(self, line: str) -> str:
        """What is wrong in the hall's data: its checks speak English."""
        return line if self.lang == ENGLISH else hall_problems.in_indonesian(line)

    def told(self, english: str) -> str:
        """What is said of a fault, which speaks English where it arises."""
        return english if self.lang == ENGLISH else plain_sentences.in_indonesian(english)

    def counter(self, code: str, *, within: bool = False) -> str:
        """A counter as its sign says it; ``within`` a sentence."""
        return counter_title(code, self.lang, within=within)

    def moment(self, instant: Instant) -> datetime.datetime:
        """An instant as the hall's wall clock shows it."""
        return wall_clock(instant, self.zone)

    def time(self, instant: Instant, *, seconds: bool = False) -> str:
        """``09.05`` in Indonesian, ``09:05`` in English."""
        return clock_words(self.moment(instant), self.lang, seconds=seconds)

    def day(self, iso: str) -> str:
        """``23-11-2026`` in Indonesian, ``2026-11-23`` in English."""
        return short_date(datetime.date.fromisoformat(iso), self.lang)

    def duration(self, seconds: float) -> str:
        """``45 dtk``, ``12 mnt``, ``1 j 05 mnt``; a clock that ran backwards gives nothing less than zero."""
        whole = max(0, int(seconds))
        if whole < 60:
            return self.translate(screen_text.SECONDS, s=whole)
        if whole < 3600:
            return self.translate(screen_text.MINUTES, m=whole // 60)
        return self.translate(screen_text.HOURS, h=whole // 3600, m=f"{whole % 3600 // 60:02d}")
