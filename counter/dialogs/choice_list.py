"""Choosing one of many by typing a part of it: the arrow keys reach the list from the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter import screen_text
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import widgets
from counter.style.row_list import row_list

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One entry: its code, its words, a second line, and by what else it is found: by that note, or by other words."""

    code: str
    name: str
    note: str = ""
    also: str | None = None

    @property
    def words(self) -> str:
        """As the list shows it."""
        return widgets.breakable(f"{self.name}\n{self.note}" if self.note else self.name)

    def has(self, words: Sequence[str]) -> bool:
        """Whether it holds every one of these."""
        besides = self.note if self.also is None else self.also
        there = f"{self.code} {self.name} {besides}".casefold()
        return all(word in there for word in words)


class ChoiceList(QWidget):
    """The entries that hold every typed word; the first of them is marked.

    Signals:
        chosen: an entry was double-clicked.
    """

    chosen = Signal()

    def __init__(self, localiser: Localiser, word: Word, choices: Sequence[ListChoice], parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = tuple(choices)
        self.field = QLineEdit(self)
        self.field.setObjectName("search")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(localiser.translate(word))
        self.list = row_list(self, "choices")
        self.list.setAccessibleName(localiser.translate(word))
        self.list.setMinimumHeight(200)
        self.list.addItems([choice.words for choice in self.choices])
        self.none = widgets.label(self, "none", localiser.translate(screen_text.NOTHING_MATCHES), wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.field, self.list, self.none):
            column.addWidget(widget)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.list.doubleClicked.connect(self._told)
        self.setFocusProxy(self.field)
        self._mark_first()

    def put(self, choices: Sequence[ListChoice]) -> None:
        """The same entries in newer words; what is typed and marked stays."""
        if [one.code for one in choices] == [one.code for one in self.choices]:
            self.choices = tuple(choices)
            for row, choice in enumerate(self.choices):
                self.list.item(row).setText(choice.words)

    def mark(self, code: str) -> None:
        """Begin with this one, if it is there."""
        for row, choice in enumerate(self.choices):
            if choice.code == code:
                self.list.setCurrentRow(row)

    def value(self) -> ListChoice | None:
        """The marked one; None where nothing fits."""
        row = self.list.currentRow()
        return self.choices[row] if row in self.shown() else None

    def shown(self) -> list[int]:
        """The rows that hold what was typed."""
        return [row for row in range(len(self.choices)) if not self.list.item(row).isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the field move through the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _told(self) -> None:
        self.chosen.emit()

    def _look(self, text: str) -> None:
        words = text.casefold().split()
        for row, choice in enumerate(self.choices):
            self.list.item(row).setHidden(not choice.has(words))
        self._mark_first()

    def _mark_first(self) -> None:
        shown = self.shown()
        self.list.setCurrentRow(shown[0] if shown else -1)
        self.none.setVisible(not shown)

    def _move(self, step: int) -> None:
        shown = self.shown()
        if shown:
            now = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[min(max(now + step, 0), len(shown) - 1)])
