"""The supervisor's window: the whole hall at a glance. It changes nothing but that a call for help is accepted."""

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from counter import screen_text
from counter.desk.act_answers import clock_notice
from counter.lists.table_model import SEARCH_ROLE, CellsModel
from counter.screen_text import Word
from counter.style import style, widgets
from counter.style.share_chip import share_chip
from counter.style.training import TrainingSign
from counter.supervisor import health_words, now_words
from counter.supervisor.acts.act_row import ActRow
from counter.supervisor.acts.hall_acts import HallAct
from counter.supervisor.acts.hall_controller import HallController
from counter.supervisor.alarm_strip import AlarmStrip
from counter.supervisor.hall_model import HallModel
from counter.supervisor.help_strip import HelpStrip
from counter.supervisor.now_line import NowLine
from counter.supervisor.person_button import PersonButton
from shared.domain.words import CounterStatus
from shared.qt.language import Language
from shared.qt.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_LOW, _NARROW = 640, 780
_DIGITS = re.compile(r"(\d+)")


class Sorted(QSortFilterProxyModel):
    """Filters by what is typed and sorts as people do: AB.2 before AB.10."""

    def lessThan(self, source_left: AnyIndex, source_right: AnyIndex) -> bool:  # noqa: N802 - Qt's name
        """Natural order."""
        return natural(str(source_left.data())) < natural(str(source_right.data()))


def natural(text: str) -> list[tuple[int, str]]:
    """A key that compares runs of digits as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in _DIGITS.split(text) if part]


class Fact(QFrame):
    """One number that counts, with its word."""

    def __init__(self, name: str, word: Word, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"fact_{name}")
        self.word = word
        self.number = QLabel("–", self)
        self.number.setObjectName(f"number_{name}")
        self.label = QLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.label)

    def show_number(self, number: int) -> None:
        """The number, for eyes and screen readers."""
        self.number.setText(str(number))
        self.setAccessibleName(f"{number} {self.label.text()}")

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(
            f"QFrame#{self.objectName()} {{ background: {p.card}; border: 1px solid {p.hair};"
            f" border-radius: {s.radius}px; }}"
        )
        self.number.setStyleSheet(f"font-size: {s.strong * 2}px; font-weight: 800;")
        self.label.setStyleSheet(f"font-size: {s.small}px; color: {p.quiet};")


_LAST_COLUMN = 140
"""Pixels that words in the last column need at least."""


class HallWindow(QWidget):
    """Facts above, then the acts, tables below."""

    def __init__(self, desk: HallModel, language: Language) -> None:
        super().__init__()
        self.setObjectName("hall")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self._language = language
        self.title, self.day, self.share, self.clock = (
            widgets.label(self, name, wrap=name == "title") for name in ("title", "day", "share", "clock")
        )
        self.share.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.training = TrainingSign(self)
        self.now = NowLine(self)
        self.notice = widgets.label(self, "notice", wrap=True)
        self.help = HelpStrip(desk, self)
        self.facts = {
            "waiting": Fact("waiting", screen_text.FACT_WAITING, self),
            "serving": Fact("serving", screen_text.FACT_SERVING, self),
            "done": Fact("done", screen_text.FACT_DONE, self),
            "open": Fact("open", screen_text.FACT_OPEN, self),
            "break": Fact("break", screen_text.FACT_BREAK, self),
        }
        self.acts: ActRow | None = None
        self.person: PersonButton | None = None
        self.alarms: AlarmStrip | None = None
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.other_language = QPushButton(self)
        self.other_language.setObjectName("language")
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("tabs")
        names = ("services", "counters", "zones", "officers", "printers", "displays", "messages", "health")
        self.tables = [self._table(name, model) for name, model in zip(names, desk.models, strict=True)]
        for table in self.tables:
            self.tabs.addTab(table, "")
        self._lay_out()
        self.search.textChanged.connect(self._look_for)
        self.other_language.clicked.connect(lambda: language.use("id" if desk.localiser.lang == "en" else "en"))
        for number in range(len(names)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(lambda n=number: self.tabs.setCurrentIndex(n))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._search)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        desk.changed.connect(self.draw)
        desk.localiser_changed.connect(self.retranslate)
        Theme.instance().changed.connect(self.apply_theme)
        self.setMinimumSize(600, 330)  # what 200 % leaves of a small screen
        self.resize(1180, 720)
        self.apply_theme()
        self.retranslate()

    # ----- the room there is

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the totals and the search go (Ctrl+F brings it), and the acts become a menu."""
        super().resizeEvent(event)
        self._fit(low=self.height() < _LOW or self.width() < _NARROW)

    def _fit(self, *, low: bool) -> None:
        for fact in self.facts.values():
            fact.setVisible(not low)
        self.search.setVisible(not low or bool(self.search.text()))
        size = style.sizes().strong + (0 if low else 8)
        self.title.setStyleSheet(f"font-size: {size}px; font-weight: 800;")
        self._whole.setContentsMargins(*((10, 4, 10, 6) if low else (20, 14, 20, 20)))
        self._whole.setSpacing(4 if low else 12)
        if self.acts is not None:
            self.acts.set_low(low)
        if self.alarms is not None:
            self.alarms.set_low(low)

    def _search(self) -> None:
        self.search.show()
        self.search.setFocus()

    # ----- building

    def offer(self, controller: HallController) -> None:
        """Acts for this window: a row of buttons, and on Enter or a double click what a row of a table asks for."""
        controller.marked = self.marked
        if (door := controller.door) is not None:
            self.person = PersonButton(door, controller.sign_in_wanted.emit, self)
            self._top.insertWidget(self._top.indexOf(self.clock), self.person)
            door.changed.connect(self._draw_person)
        self.acts = ActRow(controller, self.desk.localiser, self)
        self._whole.insertWidget(self._whole.indexOf(self.search), self.acts)
        self.alarms = AlarmStrip(self.desk, lambda: controller.press(HallAct.ACKNOWLEDGE), self)
        self._whole.insertWidget(self._whole.indexOf(self.help) + 1, self.alarms)
        self._fit(low=self.height() < _LOW or self.width() < _NARROW)
        self.acts.retranslate(self.desk.localiser)
        self.acts.show()
        services, counters = self.tables[:2]
        self.tables[4].activated.connect(lambda: controller.press(HallAct.PRINTER_READY))
        services.activated.connect(lambda: controller.press(self._of_service(controller)))
        counters.activated.connect(lambda: controller.press(HallAct.CLOSE_COUNTER))

    def marked(self, name: str) -> str:
        """The code in the marked row of a table; empty for none."""
        table = next((table for table in self.tables if table.objectName() == f"table_{name}"), None)
        at = table.currentIndex() if table is not None else QModelIndex()
        return str(at.siblingAtColumn(0).data()) if at.isValid() else ""

    def _of_service(self, controller: HallController) -> HallAct:
        return HallAct.RESTORE if controller.is_disturbed(self.marked("services")) else HallAct.DISTURB

    def _table(self, name: str, model: CellsModel) -> QTableView:
        shown = Sorted(self)
        shown.setSourceModel(model)
        shown.setFilterRole(SEARCH_ROLE)
        shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        table = widgets.table(self, f"table_{name}", shown)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # the hall file's own order
        table.setAlternatingRowColors(True)
        header = table.horizontalHeader()
        header.setMaximumSectionSize(420)  # a long name or refusal: the tooltip has all of it
        header.setStretchLastSection(True)

        def give_the_last_its_room() -> None:
            """What is left when that is enough for words, else as wide as it needs: the table scrolls sideways."""
            others = sum(header.sectionSize(column) for column in range(header.count() - 1))
            header.setStretchLastSection(table.viewport().width() - others >= _LAST_COLUMN)

        header.sectionResized.connect(give_the_last_its_room)
        header.geometriesChanged.connect(give_the_last_its_room)
        header.setSortIndicatorShown(False)  # its arrow would widen every column; it comes with the first click
        header.sectionClicked.connect(lambda: header.setSortIndicatorShown(True))
        return table

    def _lay_out(self) -> None:
        self._top = top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.training)
        top.addWidget(self.title, 1)
        top.addWidget(self.day)
        for widget in (self.share, self.clock, self.other_language):
            top.addWidget(widget)
        facts = QHBoxLayout()
        facts.setSpacing(12)
        for fact in self.facts.values():
            facts.addWidget(fact, 1)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 20)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.help)
        whole.addWidget(self.notice)
        whole.addLayout(facts)
        whole.addWidget(self.now)
        whole.addWidget(self.search)
        whole.addWidget(self.tabs, 1)

    # ----- drawing

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        p, s = style.colours(), style.sizes()
        self.setPalette(Theme.instance().widget_palette())
        self.setStyleSheet(
            style.style()
            + f"""
            QWidget#hall {{ background: {p.paper}; }}
            QLabel#day {{ color: {p.quiet}; }}
            QLabel#clock {{ font-size: {s.strong + 4}px; font-weight: 800; }}
            QLabel#notice {{ color: {p.warn}; background: {p.warn_soft}; border: 1px solid {p.warn};
                border-radius: {s.radius}px; padding: 6px 10px; font-weight: 600; }}
            QHeaderView::down-arrow, QHeaderView::up-arrow {{ width: 8px; height: 8px; }}
            QTableView {{ alternate-background-color: {p.paper}; }}
            QPushButton {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px;
                padding: 4px 8px; font-weight: 600; }}
            QPushButton:focus {{ border: 2px solid {p.ink}; }}
            QPushButton:disabled {{ color: {p.quiet}; }}
            """
        )
        for fact in self.facts.values():
            fact.apply_theme()
        for table in self.tables:
            table.verticalHeader().setMinimumSectionSize(s.body * 2 + 4)
        self.draw()

    def retranslate(self) -> None:
        """Another language."""
        translate = self.desk.localiser.translate
        self.setWindowTitle(translate(screen_text.HALL_TITLE))
        self.search.setPlaceholderText(translate(screen_text.FILTER_HALL))
        self.search.setAccessibleName(translate(screen_text.FILTER_HALL))
        self.other_language.setText(translate(screen_text.LANGUAGE))
        for fact in self.facts.values():
            fact.label.setText(translate(fact.word))
        tabs = (
            screen_text.TAB_SERVICES,
            screen_text.TAB_COUNTERS,
            now_words.TAB_ZONES,
            now_words.TAB_OFFICERS,
            screen_text.TAB_PRINTERS,
            screen_text.TAB_DISPLAYS,
            screen_text.TAB_MESSAGES,
            health_words.TAB_WELL,
        )
        if self.acts is not None:
            self.acts.retranslate(self.desk.localiser)
        for number, word in enumerate(tabs):
            self.tabs.setTabText(number, translate(word))
            self.tables[number].setAccessibleName(translate(word))
        self.draw()

    def draw(self) -> None:
        """Totals, share and notices as the desk has them; the tables draw themselves."""
        desk = self.desk
        self.title.setText(widgets.breakable(desk.localiser.text(desk.hall.hall.name)) if desk.hall else "")
        self.day.setText(desk.localiser.day(desk.seen.state.day) if desk.seen else "")
        share_chip(self.share, desk.share, desk.localiser)
        self.training.show_for(desk.hall, desk.localiser)
        self.now.show_now(desk.seen.now if desk.seen is not None else None, desk.localiser)
        self.help.draw()
        self._draw_person()
        if self.alarms is not None:
            self.alarms.draw()
        self._draw_notice()
        unwell = health_words.TAB if desk.unwell else health_words.TAB_WELL
        self.tabs.setTabText(self.tabs.count() - 1, desk.localiser.translate(unwell, n=desk.unwell))
        if desk.seen is not None:
            self.facts["waiting"].show_number(desk.total(lambda s: s.waiting))
            self.facts["serving"].show_number(desk.total(lambda s: s.called + s.serving))
            self.facts["done"].show_number(desk.total(lambda s: s.done))
            self.facts["open"].show_number(desk.standing(CounterStatus.OPEN))
            self.facts["break"].show_number(desk.standing(CounterStatus.BREAK))
        self._tick()

    def _draw_person(self) -> None:
        if self.person is not None:
            self.person.draw(self.desk.localiser)

    def _draw_notice(self) -> None:
        desk, translate, text = self.desk, self.desk.localiser.translate, ""
        if desk.share is not None and not desk.share.ok:
            text = desk.localiser.text(desk.share.sentence)
            if desk.seen is not None:
                text += " " + translate(screen_text.OLD_COUNTS, time=desk.localiser.time(desk.seen.at)) + "."
        elif desk.seen is not None and desk.seen.paused is not None:
            text = translate(screen_text.HALL_PAUSED, reason=desk.localiser.text(desk.seen.paused))
        elif desk.seen is not None and desk.seen.day_closed:
            text = translate(screen_text.DAY_CLOSED)
        own = clock_notice(desk.share, desk.localiser)
        text = "\n".join(part for part in (own, desk.alarm, text) if part)
        self.notice.setText(widgets.breakable(text))
        self.notice.setVisible(bool(text))

    def _tick(self) -> None:
        time = self.desk.localiser.time(self.desk.clock())
        if self.clock.text() != time:
            self.clock.setText(time)
            self._draw_notice()

    def _look_for(self, text: str) -> None:
        for table in self.tables:
            model = table.model()
            if isinstance(model, Sorted):
                model.setFilterFixedString(text)
