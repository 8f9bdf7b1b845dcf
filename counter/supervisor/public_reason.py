"""What the public is told: a usual reason in both languages, or one's own words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter.dialogs.reason_field import LONGEST
from counter.dialogs.short_list import ShortList
from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor import hall_words
from shared.domain.words import Text
from shared.text.languages import ENGLISH, FIRST, said_in


class PublicReason(QWidget):
    """A list of usual reasons; its last entry opens two fields."""

    def __init__(self, localiser: Localiser, usual: Sequence[Text], parent: QWidget) -> None:
        super().__init__(parent)
        self._usual = tuple(usual)
        self.list = ShortList("reasons", self)
        self.list.setAccessibleName(localiser.translate(hall_words.PUBLIC_REASON))
        self.list.addItems([*map(localiser.text, usual), localiser.translate(hall_words.OTHER_REASON)])
        self.indonesian, self.english = (self._field(localiser, word) for word in _FIELDS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.list, self.indonesian, self.english):
            column.addWidget(widget)
        self.list.currentRowChanged.connect(self._marked)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)
        self.list.fit()

    def value(self) -> Text:
        """The reason by language; empty when an own one was chosen and not written."""
        row = self.list.currentRow()
        if row < len(self._usual):
            return self._usual[row]
        return said_in((FIRST, ENGLISH), (self.indonesian.text(), self.english.text()))

    def _field(self, localiser: Localiser, word: Word) -> QLineEdit:
        field = QLineEdit(self)
        field.setMaxLength(LONGEST)
        field.setPlaceholderText(localiser.translate(word))
        field.setAccessibleName(localiser.translate(word))
        return field

    def _marked(self, row: int) -> None:
        for field in (self.indonesian, self.english):
            field.setVisible(row >= len(self._usual))


_FIELDS = (hall_words.IN_INDONESIAN, hall_words.IN_ENGLISH)
