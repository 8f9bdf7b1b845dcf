"""The board as a view model: what is on the screen now, for QML. It knows no SQL and draws nothing.

Time for people is the hall's clock (an instant); time for minimum durations is a steady second, so that a PC's
clock that jumps changes what the clock shows and nothing else.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from display.board.board_rows import card_rows, line_rows
from display.board.call_list import ROOM
from display.board.layout_properties import LayoutProperties
from display.board.notices import notices
from display.board.waits import wait_rows
from display.media.programme import Showing
from display.stage import Stage
from shared.clock import Clock, steady
from shared.domain.hall_data.hall import Display
from shared.domain.words import Instant, Text
from shared.store.questions.board import BoardState
from shared.store.record.events import Event
from shared.text.board_words import two_languages

QML_IMPORT_NAME = "Antrean.Display"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub says not callable
class BoardView(LayoutProperties):
    """One display's screen, brought up to date by what the program tells.

    Signals:
        medium_over, medium_failed: what became of a picture or a video, by its path.
        medium_alive: the video showed a picture.
    """

    medium_over = Signal(str)
    medium_failed = Signal(str)
    medium_alive = Signal()

    def __init__(
        self,
        clock: Clock,
        lang: str | None = None,
        monotonic: Callable[[], float] = steady,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(clock, lang, parent)
        self._wish = lang
        self._monotonic = monotonic
        self._room = ROOM
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.refresh)

    # ----- what the program tells

    def use_display(self, display: Display) -> None:
        """What the hall file says of this screen."""
        self._display = display
        if self._stage is not None:
            self._stage.lines.sharing = self._sharing()
        self._choose_layout()
        self.changed.emit()

    def use_stage(self, stage: Stage) -> None:
        """The hall is known (or its data changed)."""
        self._stage = stage
        stage.lines.room, stage.lines.sharing = self._room, self._sharing()
        self._languages = two_languages(stage.hall.hall.languages, self._wish)
        self.refresh()
        self.use_board(self._board)

    def use_board(self, board: BoardState) -> None:
        """Other counts, pauses, breaks, interruptions."""
        self._board = board
        stage = self._stage
        if stage is None:
            return
        self._notices = notices(stage.hall, stage.zones, board, self._languages)
        self._all_waits = wait_rows(stage.hall, stage.zones, board, self._languages, self._clock())
        self._standing.use_board(board)
        self._choose_layout()
        self._turn_page()
        self._show_layout()
        self.changed.emit()
        self.ticked.emit()
        self.moved.emit()

    def use_news(self, events: tuple[Event, ...]) -> None:
        """What the feed tells, for the counters; calls come with the stage."""
        self._standing.use_news(events)

    def use_upcoming(self, found: Mapping[str, tuple[str, ...]]) -> None:
        """The next tickets of each line were read."""
        self._found = found
        self._show_layout()

    def use_share(self, ok: bool, since: Instant, why: Text | None = None) -> None:
        """Whether the board is up to date; ``since`` is the time of the last news, ``why`` a sentence in its place."""
        stale = None if ok else since
        if (stale, why) != (self._stale_since, self._stale_why):
            self._stale_since, self._stale_why = stale, why
            self.changed.emit()
            self.ticked.emit()

    def use_clock(self, sentence: Text | None) -> None:
        """What is wrong with this PC's clock; None when nothing is."""
        if sentence != self._clock_off:
            self._clock_off = sentence
            self.ticked.emit()

    def use_speaking(self, call: int | None) -> None:
        """The call that the loudspeaker says now."""
        if call != self._speaking:
            self._speaking = call
            self.refresh()

    def use_medium(self, showing: Showing | None) -> None:
        """A picture or a video is on, or none."""
        picture = "" if showing is None or showing.video else showing.path.as_uri()
        video = str(showing.path) if showing is not None and showing.video else ""
        if video or (picture, video) != (self._poster, self._video):
            self._poster, self._video = picture, video
            self._media_turn += 1
            self.moved.emit()

    @Slot(str)
    def tell_over(self, path: str) -> None:
        """QML: the video came to its end."""
        self.medium_over.emit(path)

    @Slot(str)
    def tell_failed(self, source: str) -> None:
        """QML: a picture or a video cannot be shown."""
        self.medium_failed.emit(QUrl(source).toLocalFile() if source.startswith("file:") else source)

    @Slot()
    def tell_alive(self) -> None:
        """QML: the video showed a picture."""
        self.medium_alive.emit()

    @Slot()
    def refresh(self) -> None:
        """Update the models from the stage, and run again when something has had its time."""
        stage = self._stage
        if stage is None:
            return
        now = self._monotonic()
        stage.refresh(now)
        look = self._look(stage)
        self._cards.set_rows(card_rows(stage.panel.cards, look, self._speaking))
        self._lines.set_rows(line_rows(stage.lines.visible, look, self._speaking))
        self._show_layout()
        self.moved.emit()
        self.ticked.emit()
        due = stage.next_change(now)
        if due is None:
            self._due.stop()
        else:
            self._due.start(max(round((due - now) * 1000), 1))

    @Slot()
    def tick(self) -> None:
        """A second passed."""
        self._second += 1
        self._choose_layout()
        self._turn_page()
        self._show_layout()
        self.ticked.emit()

    @Slot(int)
    def fit(self, per_page: int) -> None:
        """This many waiting counts fit in the bar."""
        self._per_page = max(per_page, 1)
        self._turn_page()
        self.ticked.emit()

    @Slot(int)
    def fit_lines(self, count: int) -> None:
        """This many lines of calls fit, all of one size."""
        self._room = max(count, 1)
        if self._stage is not None:
            self._stage.lines.room = self._room
            self.refresh()

    def _turn_page(self) -> None:
        at = self._turn()[1] * self._per_page
        self._waits.set_rows(self._all_waits[at : at + self._per_page])
