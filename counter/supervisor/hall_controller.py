"""From a supervisor's key to the store and back: what may be pressed now, the dialog, the act, its answer."""

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counter.desk import act_answers
from counter.desk.message import Message, Tone, Until
from counter.dialogs.choice_list import ListChoice
from counter.editor.editor_window import EditorWindow
from counter.localise import Localiser
from counter.supervisor import hall_words
from counter.supervisor.hall_acts import WORDS, HallAct, HallOrder, perform
from counter.supervisor.hall_dialogs import (
    AnnounceDialog,
    BringBackDialog,
    ChooseDialog,
    ConfirmDialog,
    DisturbDialog,
    HallDialog,
    MessageDialog,
    PauseDialog,
)
from counter.supervisor.hall_model import STATUSES, HallModel
from shared.domain.answers import Answer, Refused
from shared.domain.words import CounterStatus, Refusal
from shared.faults import Fault
from shared.qt.worker import StoreWorker
from shared.store import acts

_log = logging.getLogger("antrean.counter")


class HallController(QObject):
    """One act at a time.

    Signals:
        told: a :class:`Message`, the answer to a press.
        changed: ask again what may be pressed.
    """

    told = Signal(object)
    changed = Signal()

    def __init__(self, model: HallModel, worker: StoreWorker, window: QWidget, officer: str = "") -> None:
        super().__init__(window)
        self._model, self._worker, self._window, self._officer = model, worker, window, officer
        self.marked: Callable[[str], str] = lambda _table: ""
        self.dialog: HallDialog | None = None
        self.editor: EditorWindow | None = None
        self.under_way: HallAct | None = None
        model.changed.connect(self.changed)

    # ----- what may be pressed

    def fits(self, act: HallAct) -> bool:
        """Of two acts that undo one another, the one that the hall's state asks for."""
        seen = self._model.seen
        paused, closed = seen is not None and seen.paused is not None, seen is not None and seen.day_closed
        if act in (HallAct.PAUSE, HallAct.RESUME):
            return paused is (act is HallAct.RESUME)
        return closed is (act is HallAct.OPEN_DAY) if act in (HallAct.CLOSE_DAY, HallAct.OPEN_DAY) else True

    def is_ready(self) -> bool:
        """Whether the hall's file is reached and nothing is on its way."""
        share = self._model.share
        return self._model.seen is not None and share is not None and share.ok and self.under_way is None

    def is_disturbed(self, service: str) -> bool:
        """Whether no numbers are given out for a service because of a disturbance."""
        seen = self._model.seen
        return seen is not None and any(s.code == service and s.why is Refusal.DISTURBED for s in seen.state.services)

    # ----- pressing

    def press(self, act: HallAct) -> None:
        """The key of an act: its dialog, or why not now."""
        if self.dialog is not None or not self.fits(act):
            return
        if not self.is_ready():
            self._say_wait()
        elif act is HallAct.EDIT:
            self._edit()
        elif act is HallAct.CLOSE_DAY:
            self._worker.do(acts.ended_by_closing, self._ask_to_close, self._failed)
        else:
            self._up(self._dialog(act))

    def _edit(self) -> None:
        """The hall's data in forms, in a window of its own; one that is open comes to the front."""
        hall = self._model.hall
        if hall is not None and (self.editor is None or not self.editor.isVisible()):
            self.editor = EditorWindow(hall, self._worker, self._model.localiser, self._model.clock)
        if self.editor is not None:
            self.editor.show()
            self.editor.activateWindow()

    def _say_wait(self) -> None:
        if self.under_way is None:
            self.told.emit(act_answers.plain(Tone.WARN, hall_words.WAIT_FOR_SHARE))

    def _ask_to_close(self, labels: tuple[str, ...]) -> None:
        note = hall_words.ENDS_THESE if labels else hall_words.ENDS_NOBODY
        if self.dialog is None:
            self._up(ConfirmDialog(self._window, self._model.localiser, HallAct.CLOSE_DAY, note, labels))

    def _dialog(self, act: HallAct) -> HallDialog:
        window, localiser, now = self._window, self._model.localiser, self._model.clock()
        makers: Mapping[HallAct, Callable[[], HallDialog]] = {
            HallAct.PAUSE: lambda: PauseDialog(window, localiser, now),
            HallAct.RESUME: lambda: ConfirmDialog(window, localiser, act, hall_words.RESUME_NOTE),
            HallAct.DISTURB: lambda: DisturbDialog(
                window, localiser, now, self._services(disturbed=False), self.marked("services")
            ),
            HallAct.RESTORE: lambda: ChooseDialog(
                window, localiser, act, self._services(disturbed=True), self.marked("services")
            ),
            HallAct.CLOSE_COUNTER: lambda: ChooseDialog(
                window, localiser, act, self._counters(), self.marked("counters")
            ),
            HallAct.BRING_BACK: lambda: BringBackDialog(window, localiser),
            HallAct.MESSAGE: lambda: MessageDialog(window, localiser),
            HallAct.ANNOUNCE: lambda: AnnounceDialog(window, localiser, now),
            HallAct.OPEN_DAY: lambda: ConfirmDialog(window, localiser, act, hall_words.OPEN_DAY_NOTE),
        }
        return makers[act]()

    def _services(self, *, disturbed: bool) -> list[ListChoice]:
        hall, seen, localiser = self._model.hall, self._model.seen, self._model.localiser
        if hall is None or seen is None:
            return []
        return [
            ListChoice(s.code, f"{s.code}  {localiser.text(hall.service[s.code].name)}", self._agency_of(s.code))
            for s in seen.state.services
            if s.code in hall.service and (s.why is Refusal.DISTURBED) is disturbed
        ]

    def _agency_of(self, service: str) -> str:
        hall = self._model.hall
        return "" if hall is None else self._model.localiser.text(hall.agency[hall.agency_of(service)].name)

    def _counters(self) -> list[ListChoice]:
        hall, seen, localiser = self._model.hall, self._model.seen, self._model.localiser
        if hall is None or seen is None:
            return []
        found: list[ListChoice] = []
        for c in seen.state.counters:
            if c.code in hall.counter and c.status is not CounterStatus.CLOSED:
                visitor = c.current.label if c.current is not None else ""
                parts = (localiser.translate(STATUSES[c.status]), c.officer or "", visitor)
                found.append(ListChoice(c.code, localiser.counter(c.code), "  ·  ".join(filter(None, parts))))
        return found

    def _up(self, dialog: HallDialog) -> None:
        self.dialog = dialog
        dialog.setObjectName("ask")
        dialog.answered.connect(self._do)
        dialog.finished.connect(self._down)
        dialog.open()

    def _down(self) -> None:
        self.dialog = None
        self._window.activateWindow()

    # ----- acting

    def _do(self, order: HallOrder) -> None:
        request, officer = acts.new_request(), self._officer
        self.under_way = order.act
        self.told.emit(
            Message(
                Tone.PLAIN, lambda t: t.translate(hall_words.UNDER_WAY, act=t.translate(WORDS[order.act])), Until.PRESS
            )
        )
        self.changed.emit()
        self._worker.do(
            lambda hall_file: perform(hall_file, request, officer, order),
            lambda answer: self._answered(order, answer),
            self._failed,
        )

    @staticmethod
    def _sending(order: HallOrder, localiser: Localiser) -> str:
        return localiser.translate(hall_words.UNDER_WAY, act=localiser.translate(WORDS[order.act]))

    def _answered(self, order: HallOrder, answer: Answer | Refused) -> None:
        self._over()
        if isinstance(answer, Refused):
            self.told.emit(act_answers.refused(answer))
            return
        at, about = self._model.clock(), f"{order.about} " if order.about else ""

        def words(localiser: Localiser) -> str:
            act = localiser.translate(WORDS[order.act])
            return localiser.translate(hall_words.DONE, time=localiser.time(at, seconds=True), act=act, about=about)

        self.told.emit(Message(Tone.GOOD, words, Until.PRESS))

    def _failed(self, error: Exception) -> None:
        self._over()
        if isinstance(error, Fault):
            self.told.emit(act_answers.fault(error))
            return
        _log.error("an act of the supervisor failed", exc_info=error)
        self.told.emit(act_answers.plain(Tone.BAD, hall_words.UNEXPECTED))

    def _over(self) -> None:
        self.under_way = None
        self.changed.emit()
