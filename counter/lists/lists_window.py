"""The window for the rest: who waits, who is held, who did not come; call one by number, resume, take back.

Follows the hall by itself; the marked row stays marked while others come and go.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from counter import screen_text, visit_text
from counter.desk.acts import Act
from counter.desk.desk_model import DeskModel
from counter.lists.lane_table import LanesModel
from counter.lists.line_table import SEARCH_ROLE, LineColumn, LinesModel
from counter.screen_text import Word
from counter.style import style, widgets
from shared.domain.ticket import known_label
from shared.qt.theme import Theme
from shared.store.questions.counter import CounterView, StepLine
from shared.store.questions.counter_queue import CounterQueue, counter_queue

_LANES_SHOWN = 4
TICK_MS = 10_000
"""Waits are told in minutes; the table looks at the clock this often."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """One list of the window."""

    name: str
    tab: Word
    empty: Word
    act: Act
    button: Word
    rows: Callable[[CounterView], tuple[StepLine, ...]]


KINDS = (
    ListKind(
        "waiting",
        screen_text.TAB_WAITING,
        screen_text.EMPTY_WAITING,
        Act.NAMED,
        screen_text.CALL_THIS,
        lambda view: view.line,
    ),
    ListKind(
        "held",
        screen_text.TAB_HELD,
        screen_text.EMPTY_HELD,
        Act.RESUME,
        screen_text.RESUME_THIS,
        lambda view: view.held,
    ),
    ListKind(
        "no_show",
        screen_text.TAB_ABSENT,
        screen_text.EMPTY_ABSENT,
        Act.REJOIN,
        screen_text.REJOIN_THIS,
        lambda view: view.no_shows,
    ),
    ListKind(
        "sent",
        screen_text.TAB_SENT,
        screen_text.EMPTY_SENT,
        Act.TAKE_BACK,
        screen_text.TAKE_BACK,
        lambda view: view.sent,
    ),
)


_WITH_LANES = 380
"""Pixels of a page below which the numbers alone are shown: on a small screen the lanes would leave them no room."""


class Page(QWidget):
    """One list with its search field and its button.

    Signals:
        chosen: (act, row) for the marked row.
        visit_wanted: steps and history of the marked number.
    """

    chosen = Signal(object, object)
    visit_wanted = Signal(str)

    def __init__(self, kind: ListKind, service_name: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        name = kind.name
        self.model = LinesModel(service_name, self)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self.model)
        self.shown.setFilterRole(SEARCH_ROLE)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit(self)
        self.search.setObjectName(f"search_{name}")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._to_table)
        self.table = self._table(f"table_{name}")
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.setObjectName(f"{kind.act.value}_row")
        self.button.clicked.connect(self._choose)
        self.visit = QPushButton(self)
        self.visit.setObjectName(f"visit_{name}")
        self.visit.clicked.connect(self.show_visit)
        self.lanes = LanesModel(service_name, self)
        self.lane_table = self._lane_table() if name == "waiting" else None
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.visit)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(line)
        if self.lane_table is not None:
            column.addWidget(self.lane_table)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    def _table(self, name: str) -> QTableView:
        table = widgets.table(self, name, self.shown)
        header = table.horizontalHeader()
        header.setSectionResizeMode(LineColumn.SERVICE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(LineColumn.TURN, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._choose)
        table.setColumnHidden(LineColumn.TURN, self.kind.name != "waiting")
        return table

    def _lane_table(self) -> QTableView:
        lanes = widgets.table(self, "lanes", self.lanes)
        lanes.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        lanes.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        return lanes

    def show_queue(self, queue: CounterQueue) -> None:
        """Lanes, and the turn of each number."""
        self.lanes.show(queue.lanes)
        self.model.turns = {one.step.step: one for one in queue.line}
        if self.lane_table is not None:
            self.lane_table.setVisible(bool(queue.lanes) and self.height() >= _WITH_LANES)
            header, rows = self.lane_table.horizontalHeader(), self.lane_table.verticalHeader()
            shown = sum(rows.sectionSize(row) for row in range(min(len(queue.lanes), _LANES_SHOWN)))
            self.lane_table.setFixedHeight(header.sizeHint().height() + shown + 2 * self.lane_table.frameWidth())

    def show_visit(self) -> None:
        """Steps and history of the marked number."""
        row = self.marked()
        if row is None and self.shown.rowCount():
            self._to_table()
        elif row is not None:
            self.visit_wanted.emit(row.label)

    def marked(self) -> StepLine | None:
        """The marked row."""
        index = self.table.currentIndex()
        return self.model.row(self.shown.mapToSource(index).row()) if index.isValid() else None

    def retranslate(self, desk: DeskModel) -> None:
        """Another language."""
        translate = desk.localiser.translate
        self.search.setPlaceholderText(translate(screen_text.FILTER))
        self.search.setAccessibleName(translate(screen_text.FILTER))
        self.button.setText(translate(self.kind.button))
        self.visit.setText(translate(visit_text.VISIT_ROW))
        self.lanes.retranslate(desk.localiser)
        if self.lane_table is not None:
            self.lane_table.setAccessibleName(translate(visit_text.QUEUE_TITLE))
        self.empty.setText(translate(self.kind.empty))
        self.table.setAccessibleName(
            translate(self.kind.empty) if self.model.rowCount() == 0 else translate(self.kind.tab, n="")
        )
        self.model.retranslate(desk.localiser)

    def draw(self, desk: DeskModel) -> None:
        """The list as the file has it."""
        view = desk.view
        rows = self.kind.rows(view) if view else ()
        self.model.open_counters = view.open_counters if view else None
        self.model.show(rows, desk.clock())
        for column in (LineColumn.MARKS, LineColumn.NOTE):  # an empty one gives its room to the words beside it
            used = any(self.model.index(row, column).data() for row in range(self.model.rowCount()))
            self.table.setColumnHidden(column, not used)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        why = desk.why_not(self.kind.act)
        self.button.setEnabled(bool(rows) and why is None)
        self.visit.setEnabled(bool(rows))
        self.button.setToolTip(desk.localiser.translate(why.word, **why.values) if why else "")

    def _look(self, typed: str) -> None:
        """Numbers are found as people type them: AB-009 for ab9."""
        self.shown.setFilterFixedString(typed)
        label = known_label(typed)
        if label is not None and not self.shown.rowCount():
            self.shown.setFilterFixedString(label)

    def _to_table(self) -> None:
        if self.shown.rowCount():
            self.table.setFocus()
            self.table.selectRow(0)

    def _choose(self) -> None:
        row = self.marked()
        if row is None and self.shown.rowCount():
            self._to_table()
        elif row is not None and self.button.isEnabled():
            self.chosen.emit(self.kind.act, row)


_FRAME = 32
"""Pixels that a window's title may take."""
_LEAST = 320
"""Pixels in height that the lists need to be read."""


class ListsWindow(QWidget):
    """The window.

    Signals:
        chosen: (act, row): do that with that number.
        visit_wanted: steps and history of that number.
        closed: nobody looks any more.
    """

    chosen = Signal(object, object)
    visit_wanted = Signal(str)
    closed = Signal()

    def __init__(self, desk: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)  # the bar stays there, too
        self.setObjectName("listsWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("tabs")
        self.pages = [Page(kind, desk.service_name, self) for kind in KINDS]
        for page in self.pages:
            self.tabs.addTab(page, "")
            page.chosen.connect(self.chosen)
            page.visit_wanted.connect(self.visit_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(self.tabs)
        for key, act in (
            ("Escape", self.close),
            ("F11", self.close),
            ("Ctrl+F", self._to_search),
            ("Ctrl+Return", self._visit),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for number in range(len(self.pages)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(lambda n=number: self.tabs.setCurrentIndex(n))
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        desk.view_changed.connect(self._ask)
        desk.localiser_changed.connect(self.retranslate)
        Theme.instance().changed.connect(self.apply_theme)
        room = self.screen().availableGeometry()
        self.resize(min(1080, room.width() - 16), min(560, room.height() - 48))
        self._usual, self._placed = self.height(), False
        self.apply_theme()
        self.retranslate()

    def open(self, beside: QRect | None = None) -> None:
        """Show the lists, ``beside`` the bar where there is room; they follow the hall by themselves."""
        self._clock.start()
        if beside is not None and (not self._placed or self.frameGeometry().intersects(beside)):
            self._place(beside)
        self.show()
        self._ask()
        self.raise_()
        self.activateWindow()
        self._to_search()

    def _place(self, bar: QRect) -> None:
        """Below the bar or above it, smaller if need be; over it, in the middle, where neither has room."""
        self._placed = True
        room = self.screen().availableGeometry()
        below, above = room.bottom() - bar.bottom() - _FRAME, bar.top() - room.top() - _FRAME
        space = max(below, above)
        if space < _LEAST:
            space = room.height() - _FRAME
            self.resize(self.width(), min(self._usual, space))
            top = room.top() + (space - self.height()) // 2
        else:
            self.resize(self.width(), min(self._usual, space))
            top = bar.bottom() + 1 if below >= above else bar.top() - self.height() - _FRAME
        self.move(room.left() + (room.width() - self.width()) // 2, top)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window is hidden: the lists are not updated."""
        self._clock.stop()
        super().closeEvent(event)
        self.closed.emit()

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        self.setPalette(Theme.instance().widget_palette())
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(
            style.style()
            + f"""
            QPushButton {{ background: {p.accent}; color: {p.on_accent}; border: 1px solid {p.accent};
                border-radius: {s.radius}px; padding: 7px 16px; font-weight: 700; }}
            QPushButton:disabled {{ background: {p.off}; color: {p.off_ink}; border-color: {p.hair}; }}
            QPushButton:focus {{ border: 3px solid {p.ink}; padding: 5px 14px; }}
            """
        )
        for page in self.pages:
            page.table.verticalHeader().setMinimumSectionSize(s.body * 2 + 6)

    def retranslate(self) -> None:
        """Another language."""
        counter = self.desk.localiser.counter(self.desk.counter, within=True)
        self.setWindowTitle(self.desk.localiser.translate(screen_text.BOOK_TITLE, counter=counter))
        for page in self.pages:
            page.retranslate(self.desk)
        self.draw()

    def _ask(self) -> None:
        """The lists as the bar knows them, and a moment later everybody's turn as the file says it."""
        if self.isVisible():
            self.draw()
            counter = self.desk.counter
            self.desk.look(lambda db, hall, now: counter_queue(db, hall, counter, now), self._told)

    def _told(self, queue: CounterQueue) -> None:
        self.pages[0].show_queue(queue)
        self.draw()

    def _visit(self) -> None:
        self.pages[self.tabs.currentIndex()].show_visit()

    def draw(self) -> None:
        """The lists as the file has them."""
        if not self.isVisible():
            return
        for number, page in enumerate(self.pages):
            page.draw(self.desk)
            count = self._count(page.kind)
            self.tabs.setTabText(number, self.desk.localiser.translate(page.kind.tab, n=count))

    def _count(self, kind: ListKind) -> int:
        """How many there are; the list of the waiting shows only the first of a long line."""
        view = self.desk.view
        if view is None:
            return 0
        return view.waiting_in_all if kind.name == "waiting" else len(kind.rows(view))

    def _tick(self) -> None:
        for page in self.pages:
            page.model.tick(self.desk.clock())

    def _to_search(self) -> None:
        self.pages[self.tabs.currentIndex()].search.setFocus()
