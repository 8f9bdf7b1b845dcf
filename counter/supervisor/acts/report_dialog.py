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

FORMATS: Mapping[str, tuple[str, str]] = {
    ".pdf": ("--pdf", "PDF (*.pdf)"),
    ".xlsx": ("--xlsx", "XLSX (*.xlsx)"),
    ".csv": ("--csv", "CSV (*.csv)"),
}
"""The option of ``antrean report`` for each kind of file, and what the file dialog calls it."""
_KINDS: Mapping[str, Word] = {
    "day": day_words.REPORT_OF_DAY,
    "week": day_words.REPORT_OF_WEEK,
    "month": day_words.REPORT_OF_MONTH,
    "year": day_words.REPORT_OF_YEAR,
    "": day_words.REPORT_ROWS,
}
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
    """A ``kind`` of report with the day ``first`` in it, or rows from ``first`` to ``last``."""

    kind: str
    first: str
    last: str
    by: By
    agency: str | None

    @property
    def formats(self) -> Mapping[str, tuple[str, str]]:
        """The kinds of files that it can be."""
        return FORMATS if self.kind else {".csv": FORMATS[".csv"]}

    def name(self) -> str:
        """A name for its file."""
        days = self.first if self.kind or self.first == self.last else f"{self.first}_{self.last}"
        return "-".join(filter(None, ("antrean", self.kind, days, "" if self.kind else self.by.value, self.agency)))

    def command(self, folder: Path, file: Path, lang: str) -> list[str]:
        """The command that writes it."""
        option, _ = self.formats.get(file.suffix.lower(), next(iter(self.formats.values())))
        agency = ["--agency", self.agency] if self.agency else []
        days = ["--from", self.first, "--to", self.last, "--by", self.by.value]
        what = [self.kind, self.first, "--lang", lang] if self.kind else days
        return ["report", *what, "--hall", str(folder), *agency, option, str(file)]


class ReportDialog(HallDialog):
    """Days, rows, agency."""

    def __init__(self, parent: QWidget, localiser: Localiser, hall: Hall, today: datetime.date) -> None:
        super().__init__(parent, localiser, HallAct.REPORT, day_words.REPORT_NOTE)
        self.first, self.last = self._day("first", today), self._day("last", today)
        self.kind, self.by, self.agency = QComboBox(self), QComboBox(self), QComboBox(self)
        for kind, word in _KINDS.items():
            self.kind.addItem(localiser.translate(word), kind)
        for by, word in _BY.items():
            self.by.addItem(localiser.translate(word), by.value)
        self.agency.addItem(localiser.translate(day_words.WHOLE_HALL), None)
        for code, agency in hall.agency.items():
            self.agency.addItem(f"{code}  {localiser.text(agency.short or agency.name)}", code)
        self.agency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line(day_words.REPORT_KIND, self.kind)
        self.beside((day_words.REPORT_FROM, self.first), (day_words.REPORT_TO, self.last))
        self.beside((day_words.REPORT_BY, self.by), (day_words.REPORT_AGENCY, self.agency))
        self.accept_button.setText(localiser.translate(day_words.SAVE_AS))
        self.setMinimumWidth(560)
        self.kind.currentIndexChanged.connect(self._fit)
        self._fit()
        self.kind.setFocus()

    def _fit(self, _at: object = None) -> None:
        """A report of a day, week, month or year needs one day in it."""
        rows = not self.kind.currentData()
        for field in (self.last, self.by):
            field.setEnabled(rows)

    def _day(self, name: str, day: datetime.date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day), self)
        field.setObjectName(name)
        field.setDisplayFormat(day_pattern(self.localiser.lang))
        field.setCalendarPopup(True)
        return field

    def details(self) -> object:
        """The order, or what is wrong with it."""
        first, last = (field.date().toString("yyyy-MM-dd") for field in (self.first, self.last))
        kind = str(self.kind.currentData())
        if first > last and not kind:
            return day_words.DAYS_TURNED
        return ReportOrder(kind, first, last, By(self.by.currentData()), self.agency.currentData())
