"""What opens for the acts beside the loop: numbers of the staff, the visit, the cashier, notes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from counter.bar.bar import Bar
from counter.desk.acts import MORE, VISIT_KEY, Act
from counter.desk.desk_model import DeskModel
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.goals import Places
from counter.dialogs.number_dialogs import CheckInAsk, IssueAsk, ServeAsk
from counter.dialogs.transfer import TransferAsk
from counter.dialogs.visit_dialogs import NoteAsk, ServiceAsk
from counter.dialogs.visit_window import VisitAsk
from shared.store.questions.counter import StepLine
from shared.store.questions.counter_queue import ServiceGoal, service_goals

Show = Callable[[Act, ActDialog], None]


class FurtherActs(QObject):
    """Makes these dialogs; ``show`` puts one up, and its answer becomes a press."""

    def __init__(self, desk: DeskModel, bar: Bar, show: Show, up: Callable[[ActDialog], None]) -> None:
        super().__init__(bar)
        self._desk, self._bar, self._show, self._up = desk, bar, show, up
        for act, (key, _) in MORE.items():
            self._key(key, partial(self.ask, act))
        self._key(VISIT_KEY, self.visit)

    def _key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self._bar)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def ask(self, act: Act, label: str | None = None) -> None:
        """The dialog of an act; where it cannot be done the answer line says why."""
        desk = self._desk
        if desk.busy is not None or desk.why_not(act, label) is not None or desk.hall is None or desk.view is None:
            desk.press(act, Details(label=label))
            return
        places, visitor = Places(desk.hall, desk.localiser, desk.view), desk.view.current
        mine = desk.hall.services_of(desk.counter) if desk.counter in desk.hall.counter else ()
        bar, localiser = self._bar, desk.localiser
        if act is Act.SERVE:
            self._show(act, ServeAsk(bar, localiser, desk.hall, places.services(only=mine)))
        elif act is Act.ISSUE:
            ask = IssueAsk(bar, localiser, desk.hall, places.services())
            self._show(act, ask)
            self._with_waits(lambda there: ask.choice.put(there.services()), ask)
        elif act is Act.CHECK_IN:
            self._show(act, CheckInAsk(bar, localiser, desk.hall))
        elif act is Act.VISIT_NOTE:
            note = visitor.note if visitor is not None and label in (None, visitor.label) else ""
            self.note(label or (visitor.label if visitor else ""), note)
        elif act is Act.CASHIER and visitor is not None:
            cashier = ServiceAsk(bar, localiser, visitor.label, places.cashiers((visitor.service,)), cashier=True)
            self._show(act, cashier)
            self._with_waits(lambda there: cashier.choice.put(there.cashiers((visitor.service,))), cashier)

    def transfer(self, step: StepLine, *, here: bool = True) -> None:
        """Where to? At first with what the bar knows, a moment later with every wait."""
        desk = self._desk
        if desk.hall is None or desk.view is None:
            return
        found = Places(desk.hall, desk.localiser, desk.view).goals(step.service)
        ask = TransferAsk(self._bar, desk.localiser, step.label, found, None if here else step.service)
        self._show(Act.TRANSFER, ask)
        self._with_waits(lambda there: ask.choice.put(there.goals(step.service)), ask)

    def note(self, label: str, note: str) -> None:
        """A note on a visit."""
        self._show(Act.VISIT_NOTE, NoteAsk(self._bar, self._desk.localiser, label, note))

    def visit(self, label: str | None = None) -> None:
        """Steps and history of the visit with this number, or of the one at the counter."""
        visitor = self._desk.view.current if self._desk.view else None
        label = label or (visitor.label if visitor else None)
        if label is None:
            self._desk.press(Act.VISIT_NOTE)  # says that nobody is here
            return
        ask = VisitAsk(self._bar, self._desk, label)
        ask.wanted.connect(partial(self._wanted, ask))
        self._up(ask)

    def _wanted(self, visit: VisitAsk, act: Act, step: StepLine | None) -> None:
        """The visit makes room for a question, and comes back behind it."""
        card = visit.card
        visit.accept()
        QTimer.singleShot(0, self, lambda: self._ask_of(visit.label, card.note if card else "", act, step))

    def _ask_of(self, label: str, note: str, act: Act, step: StepLine | None) -> None:
        desk = self._desk
        if desk.hall is None or desk.view is None:
            return
        if act is Act.VISIT_NOTE:
            self.note(label, note)
        elif act is Act.ADD_STEP:
            places = Places(desk.hall, desk.localiser, desk.view)
            ask = ServiceAsk(self._bar, desk.localiser, label, places.services(), cashier=False)
            self._show(act, ask)
            self._with_waits(lambda there: ask.choice.put(there.services()), ask)
        elif step is not None:
            self.transfer(step, here=False)

    def _with_waits(self, use: Callable[[Places], None], ask: ActDialog) -> None:
        """Tell a dialog the waits of the whole hall once the file has answered, if it is still open."""
        desk, open_still = self._desk, [True]
        ask.finished.connect(open_still.clear)

        def told(goals: tuple[ServiceGoal, ...]) -> None:
            if open_still and desk.hall is not None and desk.view is not None:
                use(Places(desk.hall, desk.localiser, desk.view, {goal.service: goal for goal in goals}))

        desk.look(service_goals, told)
