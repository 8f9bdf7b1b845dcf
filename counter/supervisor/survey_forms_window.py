"""Paper survey forms typed quickly: a line of nine digits for each, Enter, the next; two people type each pile.

The pile of the first person waits in the hall's file; the second one's is held against it, and only what both typed
alike counts.
"""

import re
from typing import TypeVar

from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from counter.desk import act_answers
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style, widgets
from counter.supervisor import survey_forms_words
from counter.supervisor.acts import hall_words
from shared.clock import Clock
from shared.domain.answers import HallChanged, Refused
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.respondents import TRAITS
from shared.domain.skm import ELEMENTS, KEYS, Questionnaire
from shared.domain.words import Refusal
from shared.faults import Fault
from shared.qt.theme import Theme
from shared.qt.worker import StoreWorker
from shared.store import acts
from shared.store.acts.opinions.paper_forms import PaperForm, enter_forms
from shared.store.engine import Engine
from shared.store.questions import surveys
from shared.store.record.events import What
from shared.survey.typed_forms import UnclearFormError, typed_form

_LONGEST_NAME = 40
_TICK = 2
"""The column of the ticks."""
_W = TypeVar("_W", bound=QWidget)
_NUMBERED = re.compile(r"(\d+): ")


class SurveyFormsWindow(QWidget):
    """The pile above, one line to type in, what was typed below."""

    def __init__(self, hall: Hall, worker: StoreWorker, localiser: Localiser, clock: Clock, by: str = "") -> None:
        """``by`` is who has signed in here, where the hall asks that; they cannot type in another's name."""
        super().__init__()
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hall, self._worker, self._localiser, self._signed_in = hall, worker, localiser, by
        self._waiting: tuple[surveys.Draft, ...] = ()
        self._lines: list[str] = []
        self._corrects: int | None = None
        self.pile = self._named(QComboBox(self), "pile")
        self.pile.setEditable(True)
        self.pile.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.service = self._named(QComboBox(self), "service")
        self.service.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, one in hall.service.items():
            self.service.addItem(f"{code}  {localiser.text(one.name)}", code)
        today = business_day(hall, clock())
        self.day = self._named(QDateEdit(QDate(today.year, today.month, today.day), self), "day")
        self.day.setMaximumDate(self.day.date())
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.by = self._named(QLineEdit(by, self), "by")
        self.by.setEnabled(not by)
        self.line = self._named(QLineEdit(self), "line")
        self.typed = self._named(QTableWidget(0, 4, self), "typed")
        self.hand_in, self.correct = (self._named(QPushButton(self), name) for name in ("hand_in", "correct"))
        names = ("waiting", "line_word", "echo", "count", "answer")
        self.waiting, self.line_word, self.echo, self.count, self.answer = (
            widgets.label(self, name, wrap=True) for name in names
        )
        self._captions = [widgets.label(self, "caption") for _ in range(4)]
        self._lay_out()
        self.line.returnPressed.connect(self._take)
        self.line.textChanged.connect(self._echo)
        self.hand_in.clicked.connect(self._hand_in)
        self.correct.clicked.connect(self._correct)
        self.typed.itemDoubleClicked.connect(self._correct)
        self.pile.currentIndexChanged.connect(self._chosen)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._hand_in)
        QShortcut(QKeySequence("F2"), self).activated.connect(self._correct)
        Theme.instance().changed.connect(self._apply_theme)
        self._apply_theme()
        self.retranslate()
        self.resize(900, 720)
        self._ask_waiting()
        self.pile.setFocus()

    # ----- building

    @staticmethod
    def _named(widget: _W, name: str) -> _W:
        widget.setObjectName(name)
        return widget

    def _lay_out(self) -> None:
        about = QGridLayout()
        for at, (caption, field) in enumerate(
            zip(self._captions, (self.pile, self.service, self.day, self.by), strict=True)
        ):
            about.addWidget(caption, at // 2 * 2, at % 2)
            about.addWidget(field, at // 2 * 2 + 1, at % 2)
            caption.setBuddy(field)
        about.setColumnStretch(0, 1)
        about.setColumnStretch(1, 1)
        keys = QHBoxLayout()
        keys.addWidget(self.count, 1)
        keys.addWidget(self.correct)
        keys.addWidget(self.hand_in)
        self.typed.verticalHeader().hide()
        self.typed.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.typed.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.typed.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.typed.setTabKeyNavigation(False)
        header = self.typed.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.typed.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # long words wrap
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(8)
        whole.addWidget(self.waiting)
        whole.addLayout(about)
        whole.addWidget(self.line_word)
        whole.addWidget(self.line)
        whole.addWidget(self.echo)
        whole.addWidget(self.answer)
        whole.addWidget(self.typed, 1)
        whole.addLayout(keys)

    def retranslate(self) -> None:
        """The words in the language in force."""
        t = self._localiser.translate
        self.setWindowTitle(t(survey_forms_words.PAPER))
        words = (survey_forms_words.PILE, survey_forms_words.SERVICE, survey_forms_words.DAY, survey_forms_words.BY)
        for caption, field, word in zip(
            self._captions, (self.pile, self.service, self.day, self.by), words, strict=True
        ):
            caption.setText(t(word))
            field.setAccessibleName(t(word))
        edit = self.pile.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(t(survey_forms_words.PILE_HINT))
        self.line.setPlaceholderText(t(survey_forms_words.LINE_HINT))
        self.hand_in.setText(t(survey_forms_words.HAND_IN))
        self.correct.setText(t(survey_forms_words.CORRECT))
        heads = (
            survey_forms_words.FORM,
            survey_forms_words.GIVEN,
            survey_forms_words.LOOKED_UP,
            survey_forms_words.WHO,
        )
        self.typed.setHorizontalHeaderLabels([t(word) for word in heads])
        self.typed.setAccessibleName(t(survey_forms_words.PAPER))
        self._draw()

    def _apply_theme(self) -> None:
        p, s = style.colours(), style.sizes()
        self.setPalette(Theme.instance().widget_palette())
        self.setStyleSheet(
            style.style()
            + f"""
            QWidget#paper {{ background: {p.paper}; }}
            QLineEdit#line {{ font-size: {s.strong}px; padding: 8px 10px; font-weight: 700; }}
            QDateEdit {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px;
                padding: 4px 8px; }}
            QTableWidget::indicator {{ width: {s.body}px; height: {s.body}px; border: 2px solid {p.ink}; }}
            QTableWidget::indicator:checked {{ background: {p.accent}; }}
            QLabel#caption, QLabel#line_word {{ font-weight: 700; }}
            QLabel#waiting, QLabel#echo, QLabel#count {{ color: {p.quiet}; }}
            QPushButton {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px;
                padding: 6px 12px; font-weight: 600; }}
            QPushButton:focus {{ border: 2px solid {p.ink}; }}
            QPushButton:disabled {{ color: {p.quiet}; }}
            """
        )
        self.typed.verticalHeader().setMinimumSectionSize(s.body * 2 + 4)

    # ----- typing

    def _take(self) -> None:
        """Enter: the line is a form, and the next one begins."""
        text = self.line.text().strip()
        if not text:
            return
        try:
            typed_form(text)
        except UnclearFormError as unclear:
            self._say(self._localiser.text(unclear.words), bad=True)
            return
        if self._corrects is None:
            self._lines.append(text)
        else:
            self._lines[self._corrects] = text
        self._corrects = None
        self.line.clear()
        self.answer.hide()
        self._draw()
        self.typed.scrollToBottom()

    def _correct(self) -> None:
        """The marked form, or the last one, is typed anew."""
        if not self._lines:
            return
        at = self.typed.currentRow()
        self._corrects = at if at >= 0 else len(self._lines) - 1
        self.line.setText(self._lines[self._corrects])
        self.line.setFocus()
        self.line.selectAll()
        self._draw()

    def _echo(self, text: str) -> None:
        """What was typed so far, as it is understood."""
        t = self._localiser.translate
        digits = len((text.split() or [""])[0])
        if digits < len(KEYS):
            self.echo.setText(t(survey_forms_words.ANSWERS, n=digits) if text else "")
            return
        try:
            answers, traits = typed_form(text)
        except UnclearFormError as unclear:
            self.echo.setText(widgets.breakable(self._localiser.text(unclear.words)))
            return
        blanks = [self._localiser.text(e.name) for e in ELEMENTS if answers[e.key] is None]
        if blanks:
            self.echo.setText(t(survey_forms_words.BLANK, elements=", ".join(blanks)))
        else:
            self.echo.setText(t(survey_forms_words.WHOLE, who=self._who(traits) or t(survey_forms_words.NOBODY)))

    def _who(self, traits: dict[str, str]) -> str:
        known = ((trait.values, traits.get(trait.key)) for trait in TRAITS)
        return ", ".join(self._localiser.text(values[value]) for values, value in known if value is not None)

    def _draw(self) -> None:
        t = self._localiser.translate
        number = len(self._lines) + 1 if self._corrects is None else self._corrects + 1
        self.line_word.setText(t(survey_forms_words.LINE, n=number))
        self.line.setAccessibleName(self.line_word.text())
        self.service.setToolTip(self.service.currentText())
        self.count.setText(t(survey_forms_words.TYPED, n=len(self._lines)))
        looked_up = self.final
        self.typed.setRowCount(len(self._lines))
        for at, line in enumerate(self._lines):
            answers, traits = typed_form(line)
            digits = " ".join("–" if answers[key] is None else str(answers[key]) for key in KEYS)
            for column, words in ((0, str(at + 1)), (1, digits), (3, self._who(traits))):
                self.typed.setItem(at, column, QTableWidgetItem(words))
            tick = QTableWidgetItem()
            tick.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            tick.setCheckState(Qt.CheckState.Checked if at + 1 in looked_up else Qt.CheckState.Unchecked)
            self.typed.setItem(at, _TICK, tick)
        self.typed.resizeRowsToContents()

    @property
    def final(self) -> frozenset[int]:
        """The numbers of the forms that were looked up on paper again."""
        ticks = ((at + 1, self.typed.item(at, _TICK)) for at in range(self.typed.rowCount()))
        return frozenset(number for number, tick in ticks if tick and tick.checkState() is Qt.CheckState.Checked)

    # ----- the hall's file

    def _ask_waiting(self) -> None:
        self._worker.do(_waiting, self._show_waiting)

    def _show_waiting(self, waiting: tuple[surveys.Draft, ...]) -> None:
        self._waiting = waiting
        text = self.pile.currentText()
        self.pile.blockSignals(True)
        self.pile.clear()
        self.pile.addItems([one.batch for one in waiting])
        self.pile.setCurrentIndex(-1)
        self.pile.setEditText(text)
        self.pile.blockSignals(False)
        piles = ", ".join(f"{one.batch} ({len(one.forms)}, {one.by})" for one in waiting)
        t = self._localiser.translate
        self.waiting.setText(
            widgets.breakable(
                t(survey_forms_words.WAITING, piles=piles) if piles else t(survey_forms_words.NONE_WAITING)
            )
        )

    def _chosen(self, at: int) -> None:
        """A pile that waits: its service and its day are those of the first person."""
        if 0 <= at < len(self._waiting) and self._waiting[at].forms:
            day, service, *_ = self._waiting[at].forms[0]
            self.service.setCurrentIndex(max(0, self.service.findData(service)))
            self.day.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))

    def _hand_in(self) -> None:
        """The whole pile, in one act; what it lacks is said first."""
        pile, by = self.pile.currentText().strip(), self._signed_in or self.by.text().strip().upper()
        for lacks, word in (
            (not pile or len(pile) > _LONGEST_NAME, survey_forms_words.NO_PILE),
            (not by, survey_forms_words.NO_NAME),
            (bool(self.line.text().strip()), survey_forms_words.UNFINISHED),
            (not self._lines, survey_forms_words.NO_FORMS),
        ):
            if lacks:
                self._say(self._localiser.translate(word), bad=True)
                return
        day, service = self.day.date().toString(Qt.DateFormat.ISODate), str(self.service.currentData())
        forms = [
            PaperForm(Questionnaire(day, service, answers), traits)
            for answers, traits in (typed_form(line) for line in self._lines)
        ]
        request = acts.new_request()
        final, officer = self.final, self._signed_in
        self.hand_in.setEnabled(False)

        def enter(file: Engine) -> HallChanged | Refused:
            return enter_forms(file, request, pile, forms, by, final=final, officer=officer)

        self._worker.do(enter, lambda answer: self._handed_in(pile, answer), self._failed)

    def _handed_in(self, pile: str, answer: HallChanged | Refused) -> None:
        self.hand_in.setEnabled(True)
        t = self._localiser.translate
        if isinstance(answer, Refused):
            differ = _NUMBERED.findall(str(answer.details.get("forms", "")))
            if answer.code is Refusal.FORMS_DIFFER and differ:
                self.typed.selectRow(min(int(differ[0]), len(self._lines)) - 1)
                self._say(t(survey_forms_words.DIFFER, forms=", ".join(differ)), bad=True)
            else:
                self._say(self._localiser.text(answer.sentence), bad=True)
            return
        word: Word = (
            survey_forms_words.SECOND_DONE if answer.what == What.SURVEY_TAKEN else survey_forms_words.FIRST_DONE
        )
        self._say(t(word, pile=pile, n=len(self._lines)), bad=False)
        self._lines = []
        self.typed.setRowCount(0)
        self.pile.setEditText("")
        self._draw()
        self._ask_waiting()

    def _failed(self, error: Exception) -> None:
        self.hand_in.setEnabled(True)
        told = act_answers.fault(error) if isinstance(error, Fault) else None
        words = told.words(self._localiser) if told else self._localiser.translate(hall_words.UNEXPECTED)
        self._say(words, bad=True)

    def _say(self, words: str, *, bad: bool) -> None:
        p = style.colours()
        self.answer.setStyleSheet(f"color: {p.danger if bad else p.good}; font-weight: 700;")
        self.answer.setText(widgets.breakable(words))
        self.answer.setAccessibleName(words)
        self.answer.show()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _waiting(file: Engine) -> tuple[surveys.Draft, ...]:
    with file.reading() as db:
        return surveys.drafts(db)
