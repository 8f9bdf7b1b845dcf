"""Choosing a reason: the usual ones in a list, or one's own words, which never name a person or an illness."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from counter import screen_text
from counter.dialogs.short_list import ShortList
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style

LONGEST = 120
"""Characters of an officer's own reason."""


class ReasonChoice(QWidget):
    """A list of usual reasons; its last entry opens a field for another."""

    def __init__(self, localiser: Localiser, usual: Sequence[Word], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = ShortList("reasons", self)
        self.list.addItems([localiser.translate(word) for word in (*usual, screen_text.OWN_REASON)])
        self.field = QLineEdit(self)
        self.field.setObjectName("own_reason")
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(localiser.translate(screen_text.OWN_REASON))
        self._note = QLabel(localiser.translate(screen_text.NO_NAMES), self)
        self._note.setStyleSheet(f"font-size: {style.sizes().small}px; color: {style.colours().quiet};")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.list, self.field, self._note):
            column.addWidget(widget)
        self.list.currentRowChanged.connect(self._marked)
        self.list.setCurrentRow(0)
        self.list.itemClicked.connect(self._write)
        self.setFocusProxy(self.list)
        self.list.fit()

    def value(self) -> str:
        """The reason; empty when an own one was chosen and not written."""
        return self.field.text().strip() if self._own() else self.list.currentItem().text()

    def _own(self) -> bool:
        return self.list.currentRow() == self.list.count() - 1

    def _marked(self, _row: int) -> None:
        self.field.setVisible(self._own())
        self._note.setVisible(self._own())

    def _write(self) -> None:
        """A click on "another reason" goes on in its field; arrow keys only pass over it."""
        if self._own():
            self.field.setFocus()
