"""What the supervisor's acts on single counters, printers and alarms have to know first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor import health_words
from counter.supervisor.acts import day_words, hall_words
from counter.supervisor.acts.hall_acts import HallAct, HallOrder
from counter.supervisor.acts.hall_dialogs import HallDialog

LONGEST_NAME = 60


class MoveOfficerDialog(HallDialog):
    """Who, and to which counter."""

    def __init__(
        self,
        parent: QWidget,
        localiser: Localiser,
        officers: Sequence[ListChoice],
        counters: Sequence[ListChoice],
        marked: str,
    ) -> None:
        super().__init__(parent, localiser, HallAct.MOVE_OFFICER, day_words.MOVE_NOTE)
        self.who = ChoiceList(localiser, day_words.WHO_MOVES, officers, self)
        self.to = ChoiceList(localiser, day_words.MOVES_TO, counters, self)
        self.who.mark(marked)
        self.beside((day_words.WHO_MOVES, self.who), (day_words.MOVES_TO, self.to))
        self.setMinimumWidth(700)
        self.who.setFocus()

    def order(self) -> HallOrder | Word:
        """From where, and to where."""
        who, to = self.who.value(), self.to.value()
        if who is None or to is None:
            return hall_words.CHOICE_MISSING
        if who.code == to.code:
            return day_words.SAME_COUNTER
        return HallOrder(self.act, counter=who.code, to=to.code, about=f"{who.name} → {to.name}")


class PrinterReadyDialog(HallDialog):
    """Which printer, and whether a full roll was put in."""

    def __init__(self, parent: QWidget, localiser: Localiser, printers: Sequence[ListChoice], marked: str) -> None:
        super().__init__(parent, localiser, HallAct.PRINTER_READY, health_words.READY_NOTE)
        self.printer = ChoiceList(localiser, health_words.WHICH_PRINTER, printers, self)
        self.printer.mark(marked)
        self.line(health_words.WHICH_PRINTER, self.printer)
        self.roll = QCheckBox(localiser.translate(health_words.FULL_ROLL), self)
        self.roll.setObjectName("full_roll")
        self.content.addWidget(self.roll)
        self.setMinimumWidth(560)
        self.printer.setFocus()

    def order(self) -> HallOrder | Word:
        """The printer, and its roll."""
        printer = self.printer.value()
        if printer is None:
            return hall_words.CHOICE_MISSING
        return HallOrder(self.act, printer=printer.code, full_roll=self.roll.isChecked(), about=printer.code)


class AcknowledgeDialog(HallDialog):
    """Which alarm, and who sees to it."""

    def __init__(self, parent: QWidget, localiser: Localiser, alarms: Sequence[ListChoice], name: str) -> None:
        super().__init__(parent, localiser, HallAct.ACKNOWLEDGE, health_words.ACKNOWLEDGE_NOTE)
        self.alarm = ChoiceList(localiser, health_words.WHICH_ALARM, alarms, self)
        self.line(health_words.WHICH_ALARM, self.alarm)
        self.name = QLineEdit(name, self)
        self.name.setObjectName("name")
        self.name.setMaxLength(LONGEST_NAME)
        self.line(health_words.YOUR_NAME, self.name)
        self.setMinimumWidth(600)
        (self.alarm if name else self.name).setFocus()

    def order(self) -> HallOrder | Word:
        """The alarm and the name."""
        alarm, name = self.alarm.value(), " ".join(self.name.text().split())
        if alarm is None:
            return hall_words.CHOICE_MISSING
        if not name:
            return health_words.NAME_MISSING
        return HallOrder(self.act, alarm=alarm.code, words=alarm.name, officer=name, about=alarm.name)
