"""Choosing a reason: the usual ones in a list, or one's own words, which never name a person or an illness."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from counter import screen_text
from counter.dialogs.short_list import ShortList
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style
from shared.domain.words import Text
from shared.text.languages import ENGLISH, FIRST, said_in

LONGEST = 120
"""Characters of an own reason."""


class _UsualOrOwn(QWidget):
    """A list of usual reasons; its last entry opens the fields for another."""

    def __init__(self, localiser: Localiser, usual: Sequence[str], fields: Sequence[Word], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = ShortList("reasons", self)
        self.list.addItems([*usual, localiser.translate(screen_text.OWN_REASON)])
        self.fields = [self._field(localiser.translate(word)) for word in fields]
        self._note = QLabel(localiser.translate(screen_text.NO_NAMES), self)
        self._note.setStyleSheet(f"font-size: {style.sizes().small}px; color: {style.colours().quiet};")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.list, *self.fields, self._note):
            column.addWidget(widget)
        self.list.currentRowChanged.connect(self._marked)
        self.list.setCurrentRow(0)
        self.list.itemClicked.connect(self._write)
        self.setFocusProxy(self.list)
        self.list.fit()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("own_reason")
        field.setMaxLength(LONGEST)
        field.setAccessibleName(name)
        return field

    def is_own(self) -> bool:
        """Whether an own reason is to be written."""
        return self.list.currentRow() == self.list.count() - 1

    def _marked(self, _row: int) -> None:
        for widget in (*self.fields, self._note):
            widget.setVisible(self.is_own())

    def _write(self) -> None:
        """A click on "another reason" goes on in its field; arrow keys only pass over it."""
        if self.is_own():
            self.fields[0].setFocus()


class ReasonChoice(_UsualOrOwn):
    """Why, for the audit and the officers."""

    def __init__(self, localiser: Localiser, usual: Sequence[Word], parent: QWidget) -> None:
        super().__init__(localiser, [localiser.translate(word) for word in usual], [screen_text.OWN_REASON], parent)
        self.field = self.fields[0]

    def value(self) -> str:
        """The reason; empty when an own one was chosen and not written."""
        return self.field.text().strip() if self.is_own() else self.list.currentItem().text()


class PublicReason(_UsualOrOwn):
    """What the public is told: a usual reason in both languages, or one's own words."""

    def __init__(self, localiser: Localiser, usual: Sequence[Text], parent: QWidget) -> None:
        words = (screen_text.IN_INDONESIAN, screen_text.IN_ENGLISH)
        super().__init__(localiser, [localiser.text(text) for text in usual], words, parent)
        self._usual = tuple(usual)
        self.indonesian, self.english = self.fields
        for field, word in zip(self.fields, words, strict=True):
            field.setPlaceholderText(localiser.translate(word))

    def value(self) -> Text:
        """The reason by language; empty when an own one was chosen and not written."""
        if not self.is_own():
            return self._usual[self.list.currentRow()]
        return said_in((FIRST, ENGLISH), (self.indonesian.text(), self.english.text()))
