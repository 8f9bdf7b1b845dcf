"""Choosing one of many by typing a part of it: the arrow keys reach the list from the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from counter.localise import Localiser
from counter.screen_text import Word
from counter.style.widgets import breakable
from counter.supervisor import hall_words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One entry: its code, its words, and a second line."""

    code: str
    name: str
    note: str = ""


class ChoiceList(QWidget):
    """The entries that hold every typed word; the first of them is marked."""

    def __init__(self, localiser: Localiser, word: Word, choices: Sequence[ListChoice], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self.field = QLineEdit(self)
        self.field.setObjectName("search")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(localiser.translate(word))
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(localiser.translate(word))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(200)
        for choice in self._choices:
            self.list.addItem(
                QListWidgetItem(breakable(f"{choice.name}\n{choice.note}" if choice.note else choice.name))
            )
        if not self._choices:
            self.list.addItem(localiser.translate(hall_words.NOTHING_TO_CHOOSE))
            self.list.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._mark_first()

    def mark(self, code: str) -> None:
        """Begin with this one, if it is there."""
        for row, choice in enumerate(self._choices):
            if choice.code == code:
                self.list.setCurrentRow(row)

    def value(self) -> ListChoice | None:
        """The marked one; None where nothing fits."""
        row = self.list.currentRow()
        found = 0 <= row < len(self._choices) and not self.list.item(row).isHidden()
        return self._choices[row] if found else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the field move through the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        words = text.casefold().split()
        for row, choice in enumerate(self._choices):
            there = f"{choice.code} {choice.name} {choice.note}".casefold()
            self.list.item(row).setHidden(not all(word in there for word in words))
        self._mark_first()

    def _shown(self) -> list[int]:
        return [row for row in range(len(self._choices)) if not self.list.item(row).isHidden()]

    def _mark_first(self) -> None:
        self.list.setCurrentRow(next(iter(self._shown()), -1))

    def _move(self, step: int) -> None:
        shown = self._shown()
        if shown:
            now = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[min(max(now + step, 0), len(shown) - 1)])
