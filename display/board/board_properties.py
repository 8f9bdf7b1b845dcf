"""What QML reads of the board: its words, rows and notices, as they stand after the last update.

Time for people is the hall's clock (an instant); see ``board_view`` for the time of minimum durations.
"""

import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlAnonymous

from display.board.board_rows import CallRow, CardRow, WaitRow, zone_index, zone_name
from display.board.calls import Stand
from display.board.notices import Notice
from display.stage import WORDY_CAPACITIES, Stage
from shared.clock import Clock
from shared.domain.words import Instant, Text
from shared.qt import fonts
from shared.qt.fonts import tabular
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.store.questions.board import BoardState
from shared.text.board_words import WORDS, two_languages, word
from shared.text.dates import clock_and_zone, clock_words, date_words, wall_clock, zone_word
from shared.text.languages import pick

QML_IMPORT_NAME = "Antrean.Display"
QML_IMPORT_MAJOR_VERSION = 1

WORDY_WIDTH = 2.6
"""Font sizes of a line's width that a counter's code has when it is written as words."""
PAGE_SECONDS = 8
"""How long each page of waiting counts and each notice is shown."""


@QmlAnonymous
class BoardProperties(QObject):
    """One display's screen, to be read; ``BoardView`` brings it up to date.

    Signals:
        changed: texts that change rarely (hall's data, languages, share).
        ticked: clock, page of counts, notice in turn.
        moved: cards or lines changed.
    """

    changed = Signal()
    ticked = Signal()
    moved = Signal()

    def __init__(self, clock: Clock, lang: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._stage: Stage | None = None
        self._board = BoardState()
        self._cards: RowsModel[CardRow] = RowsModel(CardRow, "step", self)
        self._lines: RowsModel[CallRow] = RowsModel(CallRow, "sequence", self)
        self._waits: RowsModel[WaitRow] = RowsModel(WaitRow, "code", self)
        self._all_waits: list[WaitRow] = []
        self._notices: tuple[Notice, ...] = ()
        self._languages = two_languages(("id", "en"), lang)
        self._stale_since: Instant | None = None
        self._clock_off: Text | None = None
        self._stale_why: Text | None = None
        self._speaking: int | None = None
        self._poster = ""
        self._second: int = 0
        font = tabular(QFont(fonts.FAMILY))
        font.setPixelSize(100)
        font.setWeight(QFont.Weight.Bold)
        self._metrics = QFontMetricsF(font)

    def _in_bar(self) -> tuple[Notice, ...]:
        """The notices that take turns in the bar: what is in the panel already is not shown twice."""
        return self._notices[1:] if self.standstill else self._notices

    def _notice(self) -> Notice | None:
        turns = self._in_bar()
        return turns[self._second // PAGE_SECONDS % len(turns)] if turns else None

    # ----- what QML reads

    @Property("QVariantMap", notify=changed)
    def first(self) -> dict[str, str]:
        """The board's own words in its first language, by key."""
        return {key: word(key, self._languages[0]) for key in WORDS}

    @Property("QVariantMap", notify=changed)
    def second(self) -> dict[str, str]:
        """The same in its second language; empty without one, and where it has no word of its own."""
        first = self.first
        return {key: _other(word(key, self._languages[1]), first[key]) for key in WORDS}

    @Property(QObject, notify=changed)
    def cards(self) -> QObject:
        """The large cards."""
        return self._cards

    @Property(QObject, notify=changed)
    def lines(self) -> QObject:
        """The list of calls, newest first."""
        return self._lines

    @Property(QObject, notify=changed)
    def waits(self) -> QObject:
        """The waiting counts of the page in turn."""
        return self._waits

    @Property(str, notify=changed)
    def longestWait(self) -> str:  # noqa: N802 - QML's name
        """The longest name beside a waiting count: all pages of counts have one width."""
        return max((row.name for row in self._all_waits), key=self._width, default="")

    @Property(int, notify=moved)
    def density(self) -> int:
        """0: lines for the last row of seats; 1 and 2: more of them, smaller."""
        return self._stage.lines.density if self._stage else 0

    @Property(float, notify=moved)
    def widest(self) -> float:
        """Width of the widest line's number and counter, in font sizes: all lines have one size.

        A code of words is written smaller in its place, so that it makes no number small.
        """
        return max(
            (
                self._width(row.label) + (WORDY_WIDTH if row.wordy else self._width(row.counter))
                for row in self._lines.rows
            ),
            default=4.5,
        )

    @Property(bool, notify=changed)
    def wordy(self) -> bool:
        """Whether the list has to hold counters' codes that are words."""
        return self._stage is not None and self._stage.lines.capacities == WORDY_CAPACITIES

    @Property(int, notify=moved)
    def unseen(self) -> int:
        """Calls that wait to be shown large."""
        return len(self._stage.panel.waiting) if self._stage else 0

    @Property(int, notify=changed)
    def visualFlashes(self) -> int:  # noqa: N802 - QML's name
        """How often the card of a visitor who wishes to be called visibly flashes (0.84 s each)."""
        return max(round(self._stage.hall.board.visual_seconds / 0.84), 4) if self._stage else 4

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether the hall was ever read."""
        return self._stage is not None

    @Property(str, notify=changed)
    def hallName(self) -> str:  # noqa: N802 - QML's name
        """The hall."""
        return pick(self._stage.hall.hall.name, self._languages[0]) if self._stage else ""

    @Property(str, notify=changed)
    def zoneNames(self) -> str:  # noqa: N802 - QML's name
        """The zones shown; empty when it is the whole hall."""
        stage = self._stage
        if stage is None or not stage.zones or len(stage.zones) == len(stage.hall.zone):
            return ""
        return " · ".join(
            zone_name(stage.hall, code, self._languages[0]) for code in stage.hall.zone if code in stage.zones
        )

    @Property(int, notify=changed)
    def zoneIndex(self) -> int:  # noqa: N802 - QML's name
        """The one zone's place in the hall's list; -1 when several are shown."""
        stage = self._stage
        return zone_index(stage.hall, next(iter(stage.zones))) if stage and len(stage.zones) == 1 else -1

    @Property(bool, notify=changed)
    def severalZones(self) -> bool:  # noqa: N802 - QML's name
        """Whether a call needs its zone's sign beside it."""
        stage = self._stage
        return stage is not None and len(stage.zones or stage.hall.zone) > 1

    @Property(str, notify=ticked)
    def time(self) -> str:
        """``08.00``."""
        return clock_words(self._now(), self._languages[0])

    @Property(str, notify=changed)
    def timeZone(self) -> str:  # noqa: N802 - QML's name
        """WIB, WITA or WIT."""
        return zone_word(self._now())

    @Property(str, notify=ticked)
    def dateWords(self) -> str:  # noqa: N802 - QML's name
        """``Minggu, 22 November 2026``."""
        return date_words(self._now(), self._languages[0])

    @Property(str, notify=ticked)
    def dateSecond(self) -> str:  # noqa: N802 - QML's name
        """The date in the second language; empty without one."""
        return _other(date_words(self._now(), self._languages[1]), self.dateWords)

    @Property(str, notify=changed)
    def runningText(self) -> str:  # noqa: N802 - QML's name
        """The line that runs along the lower edge, first language, then second."""
        if self._stage is None:
            return ""
        text = self._stage.hall.hall.running_text
        both = dict.fromkeys(pick(text, lang) for lang in self._languages if lang)
        return "     •     ".join(part for part in both if part)

    @Property(bool, notify=ticked)
    def hasNotice(self) -> bool:  # noqa: N802 - QML's name
        """Whether there is something to tell."""
        return bool(self._in_bar())

    @Property(str, notify=ticked)
    def noticeFirst(self) -> str:  # noqa: N802 - QML's name
        """The notice in turn."""
        notice = self._notice()
        return notice.first if notice else ""

    @Property(str, notify=ticked)
    def noticeSecond(self) -> str:  # noqa: N802 - QML's name
        """The notice in turn, second language."""
        notice = self._notice()
        return notice.second if notice else ""

    @Property(int, notify=ticked)
    def noticeWeight(self) -> int:  # noqa: N802 - QML's name
        """0 a note, 1 a warning, 2 a stop."""
        notice = self._notice()
        return notice.weight if notice else 0

    @Property(bool, notify=moved)
    def standstill(self) -> bool:
        """Whether nobody is called because the hall is paused or has closed."""
        if not (self._board.paused or self._board.day_closed) or self._stage is None:
            return False
        return not any(card.stand in (Stand.CALLED, Stand.SERVING) for card in self._stage.panel.cards)

    @Property(str, notify=moved)
    def calmFirst(self) -> str:  # noqa: N802 - QML's name
        """What the panel shows while nobody is called."""
        return self._calm(0)

    @Property(str, notify=moved)
    def calmSecond(self) -> str:  # noqa: N802 - QML's name
        """The same in the second language."""
        return _other(self._calm(1), self._calm(0))

    @Property(bool, notify=changed)
    def stale(self) -> bool:
        """Whether the board may be out of date."""
        return self._stale_since is not None and self._stage is not None

    @Property(bool, notify=changed)
    def warned(self) -> bool:
        """Whether staff are told something: that the board may be old, or that this PC's clock is off."""
        return self.stale or (self._clock_off is not None and self._stage is not None)

    @Property(str, notify=changed)
    def staleFirst(self) -> str:  # noqa: N802 - QML's name
        """``Data sejak pukul 10.02 WITA``, with what to do; or what is wrong with this PC's clock."""
        return self._stale_words(self._languages[0])

    @Property(str, notify=changed)
    def staleSecond(self) -> str:  # noqa: N802 - QML's name
        """The same in the second language."""
        return _other(self._stale_words(self._languages[1]), self._stale_words(self._languages[0]))

    @Property(str, notify=moved)
    def poster(self) -> str:
        """A picture in place of the large card while nobody is called."""
        return self._poster

    def _width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text) / 100

    def _calm(self, at: int) -> str:
        if self.standstill and self._notices:
            return (self._notices[0].first, self._notices[0].second)[at]
        return word("starting" if self._stage is None else "no_calls", self._languages[at])

    def _stale_words(self, lang: str) -> str:
        if self._stale_since is None:
            return "" if self._clock_off is None else pick(self._clock_off, lang)
        if self._stale_why is not None:
            return pick(self._stale_why, lang)
        since = word("stale", lang, time=clock_and_zone(wall_clock(self._stale_since, self._time_zone()), lang))
        return f"{since}. {word('stale_help', lang)}"

    def _now(self) -> datetime.datetime:
        return wall_clock(self._clock(), self._time_zone())

    def _time_zone(self) -> str:
        return self._stage.hall.hall.time_zone if self._stage else "Asia/Jakarta"


def _other(second: str, first: str) -> str:
    """The second language's words, unless they are the first's: nothing is on the board twice."""
    return "" if second == first else second
