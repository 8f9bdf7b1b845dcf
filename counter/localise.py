"""Speaks: words, times and durations in the language the officer chose, in the hall's own time zone."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from counter import screen_text
from counter.screen_text import Word
from shared.domain.counter_title import counter_title
from shared.domain.words import Instant, Text


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
        """Words out of the hall's data: this language, else Indonesian."""
        return text.get(self.lang) or text["id"]

    def counter(self, code: str, *, within: bool = False) -> str:
        """A counter as its sign says it; ``within`` a sentence."""
        return counter_title(code, self.lang, within=within)

    def moment(self, instant: Instant) -> datetime.datetime:
        """An instant as the hall's wall clock shows it."""
        return datetime.datetime.fromtimestamp(instant / 1000, ZoneInfo(self.zone))

    def time(self, instant: Instant, *, seconds: bool = False) -> str:
        """``09.05`` in Indonesian, ``09:05`` in English."""
        dot = ":" if self.lang == "en" else "."
        return self.moment(instant).strftime(dot.join(("%H", "%M", "%S")[: 3 if seconds else 2]))

    def day(self, iso: str) -> str:
        """``23-11-2026`` in Indonesian; English keeps ``2026-11-23``, which nobody reads the wrong way round."""
        return iso if self.lang == "en" else "-".join(reversed(iso.split("-")))

    def duration(self, seconds: float) -> str:
        """``45 dtk``, ``12 mnt``, ``1 j 05 mnt``; a clock that ran backwards gives nothing less than zero."""
        whole = max(0, int(seconds))
        if whole < 60:
            return self.translate(screen_text.SECONDS, s=whole)
        if whole < 3600:
            return self.translate(screen_text.MINUTES, m=whole // 60)
        return self.translate(screen_text.HOURS, h=whole // 3600, m=f"{whole % 3600 // 60:02d}")
