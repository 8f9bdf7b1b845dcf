"""What QML reads of the board: its words, rows and notices, as they stand after the last update.

Time for people is the hall's clock (an instant); see ``board_view`` for the time of minimum durations.
"""

import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlAnonymous

from display.board.board_rows import CallRow, CardRow, zone_index
from display.board.call_list import is_wordy
from display.board.calls import Stand
from display.board.look import Look, turns
from display.board.notices import Notice, Urgency
from display.board.waits import WaitRow
from display.stage import Stage
from shared.clock import Clock
from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.screens import least_text
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
"""How long each page of waiting counts and each notice is shown at least."""
LETTERS_A_SECOND = 15
"""So fast a notice is read."""


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
        self._video = ""
        self._media_turn: int = 0
        self._second: int = 0
        self._display = Display()
        self._per_page = 2
        font = tabular(QFont(fonts.FAMILY))
        font.setPixelSize(100)
        font.setWeight(QFont.Weight.Bold)
        self._metrics = QFontMetricsF(font)

    def _look(self, stage: Stage) -> Look:
        return Look(stage.hall, stage.zones, self._display, self._languages)

    def _in_bar(self) -> tuple[Notice, ...]:
        """The notices that take turns in the bar: what is in the panel already is not shown twice."""
        off = () if self._clock_off is None else (self._staff_notice(self._clock_off),)
        return (*off, *(self._notices[1:] if self.standstill else self._notices))

    def _staff_notice(self, sentence: Text) -> Notice:
        first, second = (pick(sentence, lang) if lang else "" for lang in self._languages)
        return Notice("clock", Urgency.STOP, first, _other(second, first))

    def _wait_pages(self) -> int:
        """Old counts are worse than none, and in a pause nobody is called."""
        board = self._board
        if self.stale or self._stage is None or board.paused is not None or board.day_closed:
            return 0
        return -(-len(self._all_waits) // self._per_page)

    def _turn(self) -> tuple[Notice | None, int]:
        """What the bar shows now: a notice, or else a page of what waits."""
        told, pages = self._in_bar(), self._wait_pages()
        turns = [
            turn
            for at in range(max(len(told), pages))
            for turn in (
                *(((told[at % len(told)], 0),) if told else ()),
                *(((None, at % pages),) if pages else ()),
            )
        ]
        if not turns:
            return None, 0
        lasts = [_seconds(notice) for notice, _ in turns]
        left = self._second % sum(lasts)
        for turn, seconds in zip(turns, lasts, strict=True):
            left -= seconds
            if left < 0:
                return turn
        return turns[-1]

    def _notice(self) -> Notice | None:
        return self._turn()[0]

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

    @Property(float, notify=changed)
    def least(self) -> float:
        """The least size of words that a visitor needs, in design pixels: read from the last seat."""
        return least_text(self._display) * 1080

    @Property(float, notify=changed)
    def widest(self) -> float:
        """Width of the widest line that this screen can have to show, in font sizes: all lines have one size for good.

        A code of words is written smaller in its place, so that it makes no number small.
        """
        stage = self._stage
        if stage is None:
            return 4.5
        codes = self._here(stage)
        return self.labelWidth + max((WORDY_WIDTH if is_wordy(c) else self._width(c) for c in codes), default=1.0)

    @Property(float, notify=changed)
    def labelWidth(self) -> float:  # noqa: N802 - QML's name
        """Width of the widest label that this screen can have to show, in font sizes."""
        stage = self._stage
        if stage is None:
            return 3.5
        codes = self._here(stage)
        prefixes = {code for code, agency in stage.hall.agency.items() if not stage.zones or agency.zone in stage.zones}
        prefixes |= {stage.hall.agency_of(service) for code in codes for service in stage.hall.services_of(code)}
        return max((self._width(f"{prefix}-0000") for prefix in prefixes), default=3.5)

    @Property(bool, notify=changed)
    def wordy(self) -> bool:
        """Whether the list has to hold counters' codes that are words."""
        stage = self._stage
        return stage is not None and any(map(is_wordy, self._here(stage)))

    @Property(bool, notify=changed)
    def hasWays(self) -> bool:  # noqa: N802 - QML's name
        """Whether this screen points to its zones."""
        stage = self._stage
        return stage is not None and any(not stage.zones or zone in stage.zones for zone in self._display.way)

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

    @Property(str, notify=ticked)
    def heading(self) -> str:
        """Zones, hall and date in both languages, as texts that take turns."""
        stage = self._stage
        if stage is None:
            return ""
        look, hall = self._look(stage), stage.hall
        one_part = stage.zones and len(stage.zones) < len(hall.zone)
        zones = [look.both(hall.zone[code].name) for code in hall.zone if code in stage.zones] if one_part else []
        return turns(*zones, look.both(hall.hall.name), (self.dateWords, self.dateSecond))

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
        """``08.00``; nothing before the hall's data say by which time zone."""
        return clock_words(self._now(), self._languages[0]) if self._stage else ""

    @Property(str, notify=changed)
    def timeZone(self) -> str:  # noqa: N802 - QML's name
        """WIB, WITA or WIT."""
        return zone_word(self._now()) if self._stage else ""

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
        told = self._board.announced.get("running")
        text = self._stage.hall.hall.running_text if told is None else told.words
        both = dict.fromkeys(pick(text, lang) for lang in self._languages if lang)
        return "     •     ".join(part for part in both if part)

    @Property(str, notify=ticked)
    def bar(self) -> str:
        """What stands in the bar below the calls: ``stale``, ``notice``, ``waits`` or nothing."""
        if self.stale:
            return "stale"
        if self._notice() is not None:
            return "notice"
        return "waits" if self._wait_pages() else ""

    @Property(int, notify=ticked)
    def noticeSeconds(self) -> int:  # noqa: N802 - QML's name
        """How long the notice in turn stands: its pages share that time."""
        return _seconds(self._notice())

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

    @Property(str, notify=changed)
    def staleFirst(self) -> str:  # noqa: N802 - QML's name
        """``Data sejak pukul 10.02 WITA``, with what to do."""
        return self._stale_words(self._languages[0])

    @Property(str, notify=changed)
    def staleSecond(self) -> str:  # noqa: N802 - QML's name
        """The same in the second language."""
        return _other(self._stale_words(self._languages[1]), self._stale_words(self._languages[0]))

    @Property(str, notify=moved)
    def poster(self) -> str:
        """The picture that is on."""
        return self._poster

    @Property(str, notify=moved)
    def video(self) -> str:
        """The video that is on, by its path."""
        return self._video

    @Property(int, notify=moved)
    def mediaTurn(self) -> int:  # noqa: N802 - QML's name
        """Grows with each picture and video: the same video may come again."""
        return self._media_turn

    @staticmethod
    def _here(stage: Stage) -> list[str]:
        """The counters of this screen's zones."""
        return [code for code in stage.hall.counter if not stage.zones or stage.hall.zone_of(code) in stage.zones]

    def _width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text) / 100

    def _calm(self, at: int) -> str:
        if self.standstill and self._notices:
            return (self._notices[0].first, self._notices[0].second)[at]
        return word("starting" if self._stage is None else "no_calls", self._languages[at])

    def _stale_words(self, lang: str) -> str:
        if self._stale_since is None:
            return ""
        if self._stale_why is not None:
            return pick(self._stale_why, lang)
        since = word("stale", lang, time=clock_and_zone(wall_clock(self._stale_since, self._time_zone()), lang))
        return f"{since}. {word('stale_help', lang)}"

    def _now(self) -> datetime.datetime:
        return wall_clock(self._clock(), self._time_zone())

    def _time_zone(self) -> str:
        return self._stage.hall.hall.time_zone if self._stage else "Asia/Jakarta"


def _seconds(notice: Notice | None) -> int:
    """How long a turn of the bar lasts: a long notice is read for longer."""
    letters = 0 if notice is None else len(notice.first) + len(notice.second)
    return max(PAGE_SECONDS, -(-letters // LETTERS_A_SECOND))


def _other(second: str, first: str) -> str:
    """The second language's words, unless they are the first's: nothing is on the board twice."""
    return "" if second == first else second
