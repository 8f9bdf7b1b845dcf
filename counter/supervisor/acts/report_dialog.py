"""A report as a file: which days, by what, of which agency. The command ``antrean report`` makes it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor.acts import day_words
from counter.supervisor.acts.hall_acts import HallAct
from counter.supervisor.acts.hall_dialogs import HallDialog
from shared.domain.hall_data.hall import Hall
from shared.domain.report import By
from shared.text.dates import day_pattern

FORMATS: Mapping[str, tuple[str, str]] = {".csv": ("--csv", "CSV (*.csv)")}
"""The option of ``antrean report`` for each kind of file, and what the file dialog calls it."""
_BY: Mapping[By, Word] = {
    By.DAY: day_words.BY_DAY,
    By.MONTH: day_words.BY_MONTH,
    By.SERVICE: day_words.BY_SERVICE,
    By.AGENCY: day_words.BY_AGENCY,
    By.COUNTER: day_words.BY_COUNTER,
    By.HOUR: day_words.BY_HOUR,
}


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What the report is about."""

    first: str
    last: str
    by: By
    agency: str | None

    def name(self) -> str:
        """A name for its file."""
        days = self.first if self.first == self.last else f"{self.first}_{self.last}"
        return "-".join(filter(None, ("antrean", days, self.by.value, self.agency)))

    def command(self, folder: Path, file: Path) -> list[str]:
        """The command that writes it."""
        option, _ = FORMATS.get(file.suffix.lower(), FORMATS[".csv"])
        agency = ["--agency", self.agency] if self.agency else []
        days = ["--from", self.first, "--to", self.last, "--by", self.by.value]
        return ["report", "--hall", str(folder), *days, *agency, option, str(file)]


class ReportDialog(HallDialog):
    """Days, rows, agency."""

    def __init__(self, parent: QWidget, localiser: Localiser, hall: Hall, today: datetime.date) -> None:
        super().__init__(parent, localiser, HallAct.REPORT, day_words.REPORT_NOTE)
        self.first, self.last = self._day("first", today), self._day("last", today)
        self.by, self.agency = QComboBox(self), QComboBox(self)
        for by, word in _BY.items():
            self.by.addItem(localiser.translate(word), by.value)
        self.agency.addItem(localiser.translate(day_words.WHOLE_HALL), None)
        for code, agency in hall.agency.items():
            self.agency.addItem(f"{code}  {localiser.text(agency.short or agency.name)}", code)
        self.agency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.beside((day_words.REPORT_FROM, self.first), (day_words.REPORT_TO, self.last))
        self.beside((day_words.REPORT_BY, self.by), (day_words.REPORT_AGENCY, self.agency))
        self.accept_button.setText(localiser.translate(day_words.SAVE_AS))
        self.setMinimumWidth(560)
        self.first.setFocus()

    def _day(self, name: str, day: datetime.date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day), self)
        field.setObjectName(name)
        field.setDisplayFormat(day_pattern(self.localiser.lang))
        field.setCalendarPopup(True)
        return field

    def details(self) -> object:
        """The order, or what is wrong with it."""
        first, last = (field.date().toString("yyyy-MM-dd") for field in (self.first, self.last))
        if first > last:
            return day_words.DAYS_TURNED
        return ReportOrder(first, last, By(self.by.currentData()), self.agency.currentData())
