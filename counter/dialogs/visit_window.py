"""One visit: its steps with place and state, what can be changed, and everything that happened to it today."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QListWidget, QPushButton, QTabWidget, QVBoxLayout, QWidget

from counter import screen_text, visit_text
from counter.desk.acts import STATES, Act
from counter.desk.desk_model import DeskModel
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.screen_text import Word
from counter.style import widgets
from counter.style.row_list import row_list
from shared.domain.words import StepState
from shared.store.questions.counter import OPEN, StepLine
from shared.store.questions.visit_card import VisitCard, visit_card
from shared.store.record.events import Event
from shared.text import event_words

_COLUMNS = 3


class VisitAsk(ActDialog):
    """Follows the visit by itself while it is open.

    Signals:
        wanted: (act, step): an act on a step, or on the whole visit, that asks something first.
    """

    wanted = Signal(object, object)

    def __init__(self, parent: QWidget, desk: DeskModel, label: str) -> None:
        localiser = desk.localiser
        super().__init__(parent, localiser, localiser.translate(visit_text.VISIT_TITLE, label=label), screen_text.OK)
        self._desk, self.label = desk, label
        self.card: VisitCard | None = None
        self.back.hide()
        self.head = self.line(visit_text.VISIT_NONE)
        self.head.setObjectName("visit_head")
        self.tabs = QTabWidget(self)
        self.steps = self._list("visit_steps", visit_text.VISIT_STEPS)
        self.history = self._list("visit_history", visit_text.VISIT_HISTORY)
        self.tabs.addTab(self._steps_page(), localiser.translate(visit_text.VISIT_STEPS))
        self.tabs.addTab(self.history, localiser.translate(visit_text.VISIT_HISTORY))
        self.content.addWidget(self.tabs)
        self.setMinimumWidth(self.fitting(660))
        desk.view_changed.connect(self._ask)
        self.steps.setFocus()
        self._ask()

    def _list(self, name: str, word: Word) -> QListWidget:
        made = row_list(self, name)
        made.setMinimumHeight(self.roomy(150))
        made.setAccessibleName(self.localiser.translate(word))
        return made

    def _steps_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.steps, 1)
        grid = QGridLayout()
        column.addLayout(grid)
        acts: Sequence[tuple[str, Word, str, Callable[[], None]]] = (
            ("earlier", visit_text.STEP_UP, "Ctrl+Up", partial(self._move, -1)),
            ("later", visit_text.STEP_DOWN, "Ctrl+Down", partial(self._move, 1)),
            ("drop", visit_text.DROP_STEP, "Del", self._drop),
            ("add", visit_text.ADD_STEP, "Ins", lambda: self.wanted.emit(Act.ADD_STEP, self._marked())),
            ("send", visit_text.SEND_STEP, "Ctrl+T", self._send),
            ("note_it", visit_text.WRITE_NOTE, "Ctrl+N", lambda: self.wanted.emit(Act.VISIT_NOTE, self._marked())),
        )
        for at, (name, word, key, act) in enumerate(acts):
            button = QPushButton(f"{self.localiser.translate(word)}  {key}", page)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: act())
            grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
            grid.setColumnStretch(at % _COLUMNS, 1)
            QShortcut(QKeySequence(key), self).activated.connect(act)
        return page

    # ----- reading

    def _ask(self) -> None:
        label = self.label
        self._desk.look(lambda db, hall, now: visit_card(db, hall, label, now), self._read)

    def _read(self, card: VisitCard | None) -> None:
        if card is None or card == self.card:
            return
        self.card = card
        self.head.setText(widgets.breakable("  ·  ".join(self._head(card))))
        marked = self.steps.currentRow()
        self.steps.clear()
        self.steps.addItems([widgets.breakable(self._step(number, step)) for number, step in enumerate(card.steps, 1)])
        self.steps.setCurrentRow(min(max(marked, 0), len(card.steps) - 1))
        self.history.clear()
        self.history.addItems([widgets.breakable(words) for words in map(self._event, card.history) if words])
        self.history.scrollToBottom()

    def _head(self, card: VisitCard) -> list[str]:
        translate, time = self.localiser.translate, self.localiser.time
        said = [translate(visit_text.VISIT_TAKEN, time=time(card.taken_at))]
        if card.booked_for is not None:
            said.append(translate(visit_text.VISIT_BOOKED, time=time(card.booked_for)))
        if card.priority:
            said.append(translate(visit_text.IS_PRIORITY))
        if card.note:
            said.append(translate(visit_text.NOTE_MARK, note=card.note))
        return said

    def _step(self, number: int, step: StepLine) -> str:
        localiser, card = self.localiser, self.card
        translate = localiser.translate
        said = [translate(STATES[step.state])]
        shown = next((one for one in card.shown if one.step == step.step), None) if card else None
        if step.state is StepState.WAITING and shown is not None:
            said.append(translate(visit_text.VISIT_AHEAD, n=shown.ahead))
            if shown.wait_minutes is not None:
                least, most = shown.wait_minutes
                said.append(translate(visit_text.WAITS, least=least, most=most))
        at = step.to_counter if step.state is StepState.WAITING else step.counter
        if at:
            said.append(translate(visit_text.VISIT_AT, counter=localiser.counter(at, within=True)))
        if step.to_officer and step.state in OPEN:
            said.append(translate(visit_text.VISIT_FOR, officer=step.to_officer))
        hall = self._desk.hall
        if step.outcome and hall is not None and step.outcome in hall.outcome:
            said.append(localiser.text(hall.outcome[step.outcome].name))
        if step.reason and step.state is StepState.HELD:
            said.append(step.reason)
        return f"{number}. {self._desk.service_name(step.service)}\n{', '.join(said)}"

    def _event(self, event: Event) -> str:
        localiser = self.localiser
        said = [f"{localiser.time(event.at, seconds=True)}  {localiser.text(event_words.of(event.what))}"]
        if event.service:
            said.append(self._desk.service_name(event.service))
        if event.counter:
            said.append(localiser.counter(event.counter, within=True))
        if event.officer:
            said.append(localiser.translate(visit_text.BY, officer=event.officer))
        hall = self._desk.hall
        outcome = event.data.get("outcome")
        if outcome and hall is not None and outcome in hall.outcome:
            said.append(localiser.text(hall.outcome[outcome].name))
        why = event_words.reason(event.what, event.reason)
        if why is not None:
            said.append(why if isinstance(why, str) else localiser.text(why))
        return "  ·  ".join(said)

    # ----- changing

    def details(self) -> None:
        """Only to be closed."""
        return

    def _marked(self) -> StepLine | None:
        row = self.steps.currentRow()
        return self.card.steps[row] if self.card is not None and 0 <= row < len(self.card.steps) else None

    def _waiting(self) -> StepLine | None:
        """The marked step, if it still waits; else a sentence."""
        step = self._marked()
        good = step is not None and step.state in OPEN
        self.problem.setVisible(not good)
        if not good:
            self.problem.setText(self.localiser.translate(visit_text.STEP_FIRST))
        return step if good else None

    def _drop(self) -> None:
        step = self._waiting()
        if step is not None:
            target = self._desk.service_name(step.service)
            self._desk.press(Act.DROP_STEP, Details(label=self.label, service=step.service, target=target))

    def _send(self) -> None:
        step = self._waiting()
        if step is not None:
            self.wanted.emit(Act.TRANSFER, step)

    def _move(self, by: int) -> None:
        """The marked step earlier or later among those that still wait."""
        step = self._waiting()
        if step is None or self.card is None:
            return
        order = [one.service for one in self.card.steps if one.state in OPEN]
        at = order.index(step.service)
        to = min(max(at + by, 0), len(order) - 1)
        if to != at:
            order.insert(to, order.pop(at))
            self.steps.setCurrentRow(min(max(self.steps.currentRow() + by, 0), self.steps.count() - 1))
            self._desk.press(Act.REORDER, Details(label=self.label, services=tuple(order), target=self.label))
