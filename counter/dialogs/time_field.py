"""Choosing a time in the near future with a few keys: in 10, 15 ... minutes, or at a time of the clock."""

import datetime

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QWidget

from counter import screen_text
from counter.dialogs.short_list import ShortList
from counter.localise import Localiser
from shared.domain.words import Instant
from shared.text.dates import clock_pattern

MINUTES = (10, 15, 30, 45, 60)
_MINUTE = 60_000


class TimeChoice(QWidget):
    """A list of times; its last entry opens a field for any other.

    Signals:
        chosen: another entry is marked.
    """

    chosen = Signal()

    def __init__(self, localiser: Localiser, now: Instant, parent: QWidget, *, optional: bool) -> None:
        """``optional`` offers "no set time" first."""
        super().__init__(parent)
        self._localiser = localiser
        self._now = now
        self._times: list[Instant | None] = []
        self.list = ShortList("times", self)
        self.field = QTimeEdit(self)
        self.field.setObjectName("time")
        self.field.setDisplayFormat(clock_pattern(localiser.lang))
        moment = localiser.moment(Instant(now + 30 * _MINUTE))
        self.field.setTime(QTime(moment.hour, moment.minute // 5 * 5))
        self.field.setAccessibleName(localiser.translate(screen_text.PICK_TIME))
        self.field.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addWidget(self.field)
        if optional:
            self._offer(localiser.translate(screen_text.NO_TIME), None)
        for minutes in MINUTES:
            at = Instant(now + minutes * _MINUTE)
            self._offer(localiser.translate(screen_text.IN_MINUTES, n=minutes, time=localiser.time(at)), at)
        self.list.addItem(localiser.translate(screen_text.AT_TIME))
        self.list.currentRowChanged.connect(self._marked)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)
        self.list.fit()

    def value(self) -> Instant | None:
        """The chosen instant; None for no set time. A time that is over today is tomorrow's."""
        row = self.list.currentRow()
        if 0 <= row < len(self._times):
            return self._times[row]
        time, moment = self.field.time(), self._localiser.moment(self._now)
        at = moment.replace(hour=time.hour(), minute=time.minute(), second=0, microsecond=0)
        if at <= moment:
            at += datetime.timedelta(days=1)
        return Instant(round(at.timestamp() * 1000))

    def _offer(self, text: str, at: Instant | None) -> None:
        self.list.addItem(text)
        self._times.append(at)

    def _marked(self, row: int) -> None:
        self.field.setVisible(row >= len(self._times))
        self.chosen.emit()
