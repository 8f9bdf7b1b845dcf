"""What QML reads of the layouts besides the board's own: which one is on, and its rows."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlAnonymous

from display.board.board_properties import PAGE_SECONDS, BoardProperties
from display.board.call_list import Sharing
from display.board.calls import Call
from display.board.counter_states import Windows
from display.board.hours import Opening, is_outside, opening
from display.board.layout_rows import (
    UpcomingRow,
    WindowRow,
    ZoneRow,
    on_page,
    upcoming_rows,
    window_rows,
    zone_rows,
)
from display.board.look import at_time, turns
from shared.clock import Clock
from shared.domain.hall_data.screens import BoardLines, Layout, Outside
from shared.domain.words import CounterStatus, StepState, Text
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.board_words import text, word
from shared.text.counter_title import counter_title

QML_IMPORT_NAME = "Antrean.Display"
QML_IMPORT_MAJOR_VERSION = 1

Row = TypeVar("Row", ZoneRow, WindowRow, UpcomingRow)


@QmlAnonymous
class LayoutProperties(BoardProperties):
    """The properties of overview, counters, next tickets, a counter's own screen, and outside the opening hours.

    Signals:
        switched: another picture is on.
        arranged: follows ``changed``.
        stepped: follows ``ticked`` and ``moved``. (A property of a class is told by signals of the same class only.)
    """

    switched = Signal()
    arranged = Signal()
    stepped = Signal()

    def __init__(self, clock: Clock, lang: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(clock, lang, parent)
        self.changed.connect(self.arranged)
        self.ticked.connect(self.stepped)
        self.moved.connect(self.stepped)
        self._layout = Layout.BOARD.value
        self._standing = Windows()
        self._found: Mapping[str, tuple[str, ...]] = {}
        self._zones: RowsModel[ZoneRow] = RowsModel(ZoneRow, "code", self)
        self._windows: RowsModel[WindowRow] = RowsModel(WindowRow, "code", self)
        self._upcoming: RowsModel[UpcomingRow] = RowsModel(UpcomingRow, "code", self)
        self._fields = {Layout.OVERVIEW: 6, Layout.TICKETS: 6, Layout.BOARD: 6}

    def _choose_layout(self) -> None:
        """The hall's hours, and whether anybody is still there, say which picture is on."""
        stage, display = self._stage, self._display
        layout = display.layout.value
        if stage is not None and display.outside is not Outside.BOARD and not self.stale:
            layout = display.outside.value if is_outside(stage.hall, self._board, self._clock()) else layout
        if layout != self._layout:
            self._layout = layout
            self.switched.emit()

    def _sharing(self) -> Sharing:
        """Which calls share a place in this layout."""
        if self._display.layout is Layout.OVERVIEW:
            return Sharing.ZONE
        by_counter = self._display.layout is Layout.BOARD and self._display.lines is BoardLines.COUNTERS
        return Sharing.COUNTER if by_counter else Sharing.LIST

    @property
    def due(self) -> tuple[Call, ...]:
        """The calls that this screen has to show."""
        calls = () if self._stage is None else self._stage.lines.all_calls
        if self._display.layout is not Layout.COUNTER:
            return calls
        return tuple(call for call in calls if call.counter == self._display.counter)

    @property
    def painted(self) -> frozenset[int]:
        """The calls that stand in the picture now, by their numbers."""
        stage, layout = self._stage, self._layout
        if stage is None:
            return frozenset()
        if layout == Layout.COUNTER:
            return frozenset(call.call for call in self.due if call.label == self.deskLabel)
        if layout not in (Layout.BOARD, Layout.MEDIA, Layout.OVERVIEW, Layout.TICKETS):
            return frozenset()
        large = stage.panel.cards if layout == Layout.BOARD else stage.panel.cards[: layout == Layout.MEDIA]
        return frozenset(one.call.call for one in (*large, *stage.lines.on_screen))

    def _show_layout(self) -> None:
        """Bring the rows of the layout that is on up to date."""
        stage = self._stage
        if stage is None:
            return
        look, hidden = self._look(stage), stage.lines.hidden
        if self._display.layout is Layout.OVERVIEW:
            large = frozenset(card.call.sequence for card in stage.panel.cards)
            self._turn_over(self._zones, Layout.OVERVIEW, lambda: zone_rows(look, stage.lines.visible, large))
        if self._display.layout is Layout.TICKETS:
            known = {one.counter: one for one in self._standing.rows}
            self._turn_over(self._upcoming, Layout.TICKETS, lambda: upcoming_rows(look, self._found, known))
        if self._display.lines is BoardLines.COUNTERS:
            rows = self._standing.rows
            self._turn_over(self._windows, Layout.BOARD, lambda: window_rows(look, rows, self._board))
        if stage.lines.hidden != hidden:
            self.moved.emit()

    def _turn_over(self, model: "RowsModel[Row]", layout: Layout, rows: Callable[[], list[Row]]) -> None:
        """The page in turn of what has no room at once; where a call is new, its row is taken in."""
        found, stage = rows(), self._stage
        codes = [row.code for row in found]
        in_places = stage is not None and stage.lines.sharing is not Sharing.LIST
        turn, room = self._second // PAGE_SECONDS, self._fields[layout]
        if stage is not None and in_places:
            page = on_page(codes, room, turn, stage.lines.fresh, stage.lines.hidden)
            stage.lines.hidden = frozenset(codes) - page
        else:
            page = on_page(codes, room, turn)
        model.set_rows([row for row in found if row.code in page])

    def _fit(self, layout: Layout, count: int) -> None:
        self._fields[layout] = max(count, 1)
        self._show_layout()

    @Slot(int)
    def fit_zones(self, count: int) -> None:
        """So many zones of the overview fit at once."""
        self._fit(Layout.OVERVIEW, count)

    @Slot(int)
    def fit_windows(self, count: int) -> None:
        """So many counters' lines fit at once."""
        self._fit(Layout.BOARD, count)

    @Slot(int)
    def fit_upcoming(self, count: int) -> None:
        """So many lines' next tickets fit at once."""
        self._fit(Layout.TICKETS, count)

    # ----- what QML reads

    @Property(str, notify=switched)
    def layout(self) -> str:
        """Which picture is on: the hall file's layout, or outside the opening hours pledge, hours or off."""
        return self._layout

    @Property(bool, notify=arranged)
    def byCounter(self) -> bool:  # noqa: N802 - QML's name
        """Whether the list has a line for each counter in place of the latest calls."""
        return self._display.lines is BoardLines.COUNTERS

    @Property(QObject, notify=arranged)
    def zoneFields(self) -> QObject:  # noqa: N802 - QML's name
        """The zones of the overview, a page at a time."""
        return self._zones

    @Property(int, notify=arranged)
    def zoneCount(self) -> int:  # noqa: N802 - QML's name
        """How many zones this screen shows."""
        stage = self._stage
        return len(stage.zones or stage.hall.zone) if stage is not None else 1

    @Property(QObject, notify=arranged)
    def windows(self) -> QObject:
        """The counters' lines, a page at a time."""
        return self._windows

    @Property(QObject, notify=arranged)
    def upcoming(self) -> QObject:
        """The next tickets of each line, a page at a time."""
        return self._upcoming

    @Property(int, notify=arranged)
    def upcomingCount(self) -> int:  # noqa: N802 - QML's name
        """So many tickets of each line are asked to come closer."""
        return self._display.upcoming

    @Property(str, notify=arranged)
    def deskTitle(self) -> str:  # noqa: N802 - QML's name
        """The counter whose own screen this is, as on its sign."""
        code = self._display.counter
        return "" if code is None else counter_title(code, self._languages[0])

    @Property(str, notify=arranged)
    def deskFacts(self) -> str:  # noqa: N802 - QML's name
        """Whose counter it is."""
        stage, code = self._stage, self._display.counter
        if stage is None or code is None or code not in stage.hall.counter:
            return ""
        agency = stage.hall.agency[stage.hall.counter[code].agency]
        look = self._look(stage)
        return turns(look.both(agency.name))

    @Property(str, notify=stepped)
    def deskLabel(self) -> str:  # noqa: N802 - QML's name
        """The number that is called or served there."""
        one = self._standing.of(self._display.counter)
        return one.label or "" if one is not None else ""

    @Property(bool, notify=stepped)
    def deskCalls(self) -> bool:  # noqa: N802 - QML's name
        """Whether its number is called and not there yet."""
        one = self._standing.of(self._display.counter)
        return one is not None and one.state is StepState.CALLED

    @Property(str, notify=stepped)
    def deskSaid(self) -> str:  # noqa: N802 - QML's name
        """What the visitor is asked to do there."""
        stage = self._stage
        return "" if stage is None else turns(self._look(stage).both(self._desk_words()))

    def _desk_words(self) -> Text:
        one, stage, seen = self._standing.of(self._display.counter), self._stage, self._board
        if one is None or stage is None:
            return text("starting")
        if one.label is not None:
            return text("come_here" if one.state is StepState.CALLED else "serving")
        if seen.paused is not None:
            return text("paused")
        if one.status is CounterStatus.BREAK:
            back = one.back_at
            said = text("on_break") if back is None else at_time("break_until", stage.hall, back)
            return {lang: words[:1].upper() + words[1:] for lang, words in said.items()}
        return text("await_call" if one.status is CounterStatus.OPEN and not seen.day_closed else "counter_closed")

    @Property(str, notify=stepped)
    def pledge(self) -> str:
        """The hall's service pledge, in turn in both languages."""
        stage = self._stage
        return "" if stage is None else turns(self._look(stage).both(stage.hall.hall.pledge))

    @Property(str, notify=stepped)
    def opening(self) -> str:
        """When the hall opens next: for each language a turn, in lines."""
        return "\n".join("\t".join(filter(None, self._opening(lang))) for lang in self._languages if lang)

    def _opening(self, lang: str) -> tuple[str, ...]:
        stage = self._stage
        found: Opening | None = opening(stage.hall, self._board, self._clock(), lang) if stage is not None else None
        if found is None:
            return (word("closed_short", lang),)
        return found.why, found.when, found.day, found.hours, found.numbers
