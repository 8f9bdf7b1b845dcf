"""A transfer's goal: any service or counter of the hall, found by typing a few letters of its name, code or agency."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from counter import screen_text
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style.widgets import breakable
from shared.domain.hall_data.hall import Hall
from shared.store.questions.counter import CounterView

_SEARCH = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Goal:
    """One place that a number can be sent to."""

    name: str
    note: str
    search: str
    service: str | None = None
    counter: str | None = None

    @property
    def words(self) -> str:
        """As the list shows it."""
        return breakable(f"{self.name}\n{self.note}" if self.note else self.name)


def goals(hall: Hall, localiser: Localiser, view: CounterView, service: str) -> tuple[Goal, ...]:
    """All services but the present one, those of this agency first; then all counters but this one.

    Where nobody serves now, the goal says so.
    """
    counter, waiting, serving = view.counter, view.waiting, view.open_counters
    here = hall.counter[counter].agency if counter in hall.counter else ""
    services = sorted(hall.service, key=lambda code: hall.agency_of(code) != here)
    found = [
        _service(hall, localiser, code, waiting, manned=any(code in hall.services_of(one) for one in serving))
        for code in services
        if code != service and not hall.service[code].closed
    ]
    found += [_counter(hall, localiser, code, manned=code in serving) for code in hall.counter if code != counter]
    return tuple(found)


def _service(hall: Hall, localiser: Localiser, code: str, waiting: Mapping[str, int], *, manned: bool) -> Goal:
    service, agency = hall.service[code], hall.agency[hall.agency_of(code)]
    booth, name = localiser.text(agency.short or agency.name), localiser.text(service.name)
    note = f"{code}  ·  {booth}"
    if code in waiting:
        note += f"  ·  {localiser.translate(screen_text.TOTAL_WAITING, n=waiting[code])}"
    if not manned:
        note += f"  ·  {localiser.translate(screen_text.NO_COUNTER_OPEN)}"
    return Goal(name, note, f"{name} {code} {booth} {localiser.text(agency.name)}".casefold(), service=code)


def _counter(hall: Hall, localiser: Localiser, code: str, *, manned: bool) -> Goal:
    agency = hall.agency[hall.counter[code].agency]
    booth = localiser.text(agency.short or agency.name)
    name = localiser.counter(code)
    note = booth if manned else f"{booth}  ·  {localiser.translate(screen_text.NOT_OPEN)}"
    return Goal(name, note, f"{name} {booth} {localiser.text(agency.name)}".casefold(), counter=code)


class GoalsModel(QAbstractListModel):
    """The goals; they do not change while the dialog is open."""

    def __init__(self, found: tuple[Goal, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.goals = found

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """So many goals."""
        return 0 if parent.isValid() else len(self.goals)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and what the search looks in."""
        goal = self.goals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return goal.words
        return goal.search if role == _SEARCH else None


class _Search(QSortFilterProxyModel):
    """Every typed word has to be found, in any order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Show what holds all these words."""
        self._typed = tuple(text.casefold().split())
        self.invalidate()

    def filterAcceptsRow(  # noqa: N802 - Qt's name
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Whether a goal holds all words."""
        text = self.sourceModel().index(source_row, 0, source_parent).data(_SEARCH)
        return all(word in text for word in self._typed)


class TransferAsk(ActDialog):
    """Type, arrow down, Enter: arrow keys reach the list from the search field."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str, found: tuple[Goal, ...]) -> None:
        super().__init__(
            parent, localiser, localiser.translate(screen_text.TRANSFER_TITLE, label=label), screen_text.ACCEPT_TRANSFER
        )
        self._label = label
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.model = GoalsModel(found, self)
        self.shown = _Search(self)
        self.shown.setSourceModel(self.model)
        self.list = QListView(self)
        self.list.setObjectName("goals")
        self.list.setModel(self.shown)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(260)
        self.line(screen_text.TRANSFER_SEARCH, self.search)
        self.line(screen_text.TRANSFER_LIST, self.list)
        self.none = self.line(screen_text.TRANSFER_NONE)
        self.none.hide()
        self.setMinimumWidth(560)
        self.search.textChanged.connect(self._look)
        self.search.installEventFilter(self)
        self.list.doubleClicked.connect(self._chosen)
        self._mark_first()
        self.search.setFocus()

    def details(self) -> Details | Word:
        """The goal."""
        index = self.list.currentIndex()
        if not index.isValid():
            return screen_text.TARGET_FIRST
        goal = self.model.goals[self.shown.mapToSource(index).row()]
        return Details(label=self._label, to_service=goal.service, to_counter=goal.counter, target=goal.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the search field move through the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                row = min(max(self.list.currentIndex().row() + step, 0), self.shown.rowCount() - 1)
                self.list.setCurrentIndex(self.shown.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def _chosen(self, _index: QModelIndex) -> None:
        self.accept_button.click()

    def _look(self, text: str) -> None:
        self.shown.look_for(text)
        self._mark_first()

    def _mark_first(self) -> None:
        self.list.setCurrentIndex(self.shown.index(0, 0))
        self.none.setVisible(self.shown.rowCount() == 0)
