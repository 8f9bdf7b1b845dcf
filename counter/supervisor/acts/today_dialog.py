"""Another quota or other hours for this day alone."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import widgets
from counter.supervisor.acts import day_words, hall_words
from counter.supervisor.acts.hall_acts import HallAct, HallOrder
from counter.supervisor.acts.hall_dialogs import HallDialog
from counter.supervisor.acts.today_choices import TodayChoice
from shared import records
from shared.domain.hall_data.hall import DayHours
from shared.text.dates import time_of_day_words

_MOST = 9_999


class TodayDialog(HallDialog):
    """Choose what on the left; its fields are beside it."""

    def __init__(self, parent: QWidget, localiser: Localiser, choices: Sequence[TodayChoice], marked: str) -> None:
        super().__init__(parent, localiser, HallAct.TODAY, day_words.TODAY_NOTE)
        self._choices = {choice.code: choice for choice in choices}
        entries = [ListChoice(choice.code, choice.name, choice.note) for choice in choices]
        self.what = ChoiceList(localiser, day_words.WHAT_TODAY, entries, self)
        self.what.mark(marked)
        fields = QWidget(self)
        self._grid = QGridLayout(fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.quota = QSpinBox(self)
        self.quota.setRange(0, _MOST)
        self.opens, self.closes, self.last = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self._of_quota = [self._field(day_words.QUOTA, self.quota)]
        self._of_hours = [
            self._field(day_words.OPENS, self.opens),
            self._field(day_words.CLOSES, self.closes),
            self._field(day_words.LAST_NUMBER, self.last),
        ]
        self.usual = QCheckBox(localiser.translate(day_words.AS_USUAL), self)
        self.usual.setObjectName("usual")
        self._grid.addWidget(self.usual, self._grid.rowCount(), 0, 1, 2)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.beside((day_words.WHAT_TODAY, self.what), (day_words.TODAY, fields))
        self.setMinimumWidth(720)
        self.what.list.currentRowChanged.connect(self._show)
        self.usual.toggled.connect(self._show)
        self._show()
        self.what.setFocus()

    def _field(self, word: Word, field: QWidget) -> tuple[QWidget, QWidget]:
        words = self.localiser.translate(word)
        label = widgets.label(self, text=words, wrap=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return label, field

    def _chosen(self) -> TodayChoice | None:
        found = self.what.value()
        return None if found is None else self._choices[found.code]

    def _show(self, _what: object = None) -> None:
        """The fields of what is chosen, with what holds today."""
        chosen = self._chosen()
        usual = self.usual.isChecked()
        for pairs, shown in (
            (self._of_quota, chosen is not None and chosen.service is not None),
            (self._of_hours, chosen is not None and chosen.service is None),
        ):
            for label, field in pairs:
                label.setVisible(shown and not usual)
                field.setVisible(shown and not usual)
        if chosen is None or usual:
            return
        self.quota.setValue(chosen.quota or 0)
        if chosen.hours is not None:
            self.opens.setText(time_of_day_words(chosen.hours.open))
            self.closes.setText(time_of_day_words(chosen.hours.close))
            until = chosen.hours.take_until
            self.last.setText("" if until is None else time_of_day_words(until))

    def order(self) -> HallOrder | Word:
        """What, and what holds today; nothing for the usual."""
        chosen = self._chosen()
        if chosen is None:
            return hall_words.CHOICE_MISSING
        about = chosen.name
        if self.usual.isChecked():
            return HallOrder(self.act, service=chosen.service or "", agency=chosen.agency or "", about=about)
        if chosen.service is not None:
            return HallOrder(self.act, service=chosen.service, quota=self.quota.value(), about=about)
        hours = self._hours()
        if hours is None:
            return day_words.HOURS_MISSING
        return HallOrder(self.act, agency=chosen.agency or "", hours=hours, about=about)

    def _hours(self) -> DayHours | None:
        try:
            opens, closes = records.time_of_day(self.opens.text()), records.time_of_day(self.closes.text())
            until = records.time_of_day(self.last.text()) if self.last.text().strip() else None
        except ValueError:
            return None
        if not opens < closes or (until is not None and not opens < until <= closes):
            return None
        return DayHours(opens, closes, take_until=until)
