"""Numbers that staff give out: for somebody without one, at once or with a place in line, and for a booking."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from counter import visit_text
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import widgets
from shared.domain.hall_data.hall import Hall
from shared.qt.language import name_of


class _Extras:
    """Paper, language and lane: the same fields for every number that staff give out."""

    def __init__(self, ask: ActDialog, hall: Hall, *, lane: bool, paper: bool) -> None:
        localiser = ask.localiser
        self.priority = QCheckBox(localiser.translate(visit_text.IS_PRIORITY), ask)
        self.priority.setObjectName("priority")
        self.priority.setVisible(lane)
        self.visual = QCheckBox(localiser.translate(visit_text.IS_VISUAL), ask)
        self.visual.setObjectName("visual")
        self.visual.setVisible(paper)
        self.language = QComboBox(ask)
        self.language.setObjectName("visitor_language")
        for code in hall.hall.languages:
            self.language.addItem(name_of(code), code)
        self.paper = QComboBox(ask)
        self.paper.setObjectName("paper")
        self.paper.addItem(localiser.translate(visit_text.PAPER_NONE), None)
        for kiosk in hall.kiosk:
            self.paper.addItem(localiser.translate(visit_text.PAPER_AT, kiosk=kiosk), kiosk)
        boxes = QHBoxLayout()
        for box in (self.priority, self.visual):
            boxes.addWidget(box)
        boxes.addStretch(1)
        ask.content.addLayout(boxes)
        fields: list[tuple[Word, QWidget]] = [(visit_text.VISITOR_LANGUAGE, self.language)]
        self.paper.setVisible(paper)
        if paper:
            fields.append((visit_text.PAPER, self.paper))
        ask.beside(*fields)

    @property
    def lang(self) -> str:
        """The visitor's language."""
        return str(self.language.currentData())

    @property
    def print_at(self) -> str | None:
        """The kiosk that prints; None for the screen only."""
        return self.paper.currentData()


class ServeAsk(ActDialog):
    """Which of this counter's services; the first is marked, so Enter alone serves."""

    def __init__(self, parent: QWidget, localiser: Localiser, hall: Hall, choices: Sequence[ListChoice]) -> None:
        super().__init__(parent, localiser, localiser.translate(visit_text.SERVE_TITLE), visit_text.ACCEPT_SERVE)
        self.choice = ChoiceList(localiser, visit_text.SEARCH_SERVICE, choices, self)
        self.choice.list.setMinimumHeight(self.roomy(120))
        self.choice.chosen.connect(self.accept_button.click)
        self.line(visit_text.SEARCH_SERVICE, self.choice)
        self.extras = _Extras(self, hall, lane=True, paper=False)
        self.line(visit_text.SERVE_NOTE)
        self.setMinimumWidth(self.fitting(560))
        self.choice.setFocus()

    def details(self) -> Details | Word:
        """Service, lane and language."""
        chosen = self.choice.value()
        if chosen is None:
            return visit_text.SEARCH_SERVICE
        priority = self.extras.priority.isChecked()
        return Details(service=chosen.code, priority=priority, lang=self.extras.lang)


class IssueAsk(ActDialog):
    """One service or several, and whether paper comes out of a kiosk."""

    def __init__(self, parent: QWidget, localiser: Localiser, hall: Hall, choices: Sequence[ListChoice]) -> None:
        super().__init__(parent, localiser, localiser.translate(visit_text.ISSUE_TITLE), visit_text.ACCEPT_ISSUE)
        self._chosen: list[ListChoice] = []
        self.choice = ChoiceList(localiser, visit_text.SEARCH_SERVICE, choices, self)
        self.choice.list.setMinimumHeight(self.roomy(120))
        self.choice.chosen.connect(self._more)
        self.line(visit_text.SEARCH_SERVICE, self.choice)
        self.services = widgets.label(self, "services", wrap=True)
        self.services.hide()
        self.content.addWidget(self.services)
        self.more: QPushButton = self.button("more", visit_text.ISSUE_MORE)
        self.more.clicked.connect(self._more)
        self.extras = _Extras(self, hall, lane=True, paper=True)
        self.setMinimumWidth(self.fitting(600))
        self.choice.setFocus()

    def details(self) -> Details | Word:
        """Services in their order, and the rest."""
        chosen = [*self._chosen]
        marked = self.choice.value()
        if not chosen and marked is not None:
            chosen = [marked]
        if not chosen:
            return visit_text.SEARCH_SERVICE
        extras = self.extras
        return Details(
            label="", services=tuple(one.code for one in chosen), priority=extras.priority.isChecked(),
            visual=extras.visual.isChecked(), lang=extras.lang, print_at=extras.print_at,
            target=extras.paper.currentText(),
        )  # fmt: skip

    def _more(self) -> None:
        marked = self.choice.value()
        if marked is not None and marked not in self._chosen:
            self._chosen.append(marked)
            names = ", ".join(one.name for one in self._chosen)
            self.services.setText(widgets.breakable(self.localiser.translate(visit_text.ISSUE_CHOSEN, services=names)))
            self.services.show()
            self.choice.field.clear()
            self.choice.setFocus()


class CheckInAsk(ActDialog):
    """The code of a booking; a scanner types it and Enter."""

    def __init__(self, parent: QWidget, localiser: Localiser, hall: Hall) -> None:
        super().__init__(parent, localiser, localiser.translate(visit_text.CHECK_IN_TITLE), visit_text.ACCEPT_CHECK_IN)
        self.code = QLineEdit(self)
        self.code.setObjectName("code")
        self.code.setMaxLength(60)
        self.line(visit_text.CHECK_IN_CODE, self.code)
        self.extras = _Extras(self, hall, lane=False, paper=True)
        self.setMinimumWidth(self.fitting(560))
        self.code.setFocus()

    def details(self) -> Details | Word:
        """The code and what the visitor wants."""
        code, extras = self.code.text().strip(), self.extras
        if not code:
            self.code.setFocus()
            return visit_text.CODE_FIRST
        return Details(
            label="", code=code, visual=extras.visual.isChecked(), lang=extras.lang, print_at=extras.print_at,
            target=extras.paper.currentText(),
        )  # fmt: skip
