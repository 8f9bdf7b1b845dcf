"""From a supervisor's key to the store and back: what may be pressed now, the dialog, the act, its answer."""

import datetime
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from counter import screen_text
from counter.desk import act_answers
from counter.desk.door import SignIn
from counter.desk.message import Message, Tone, Until
from counter.dialogs.base import ActDialog
from counter.editor.editor_window import EditorWindow
from counter.editor.side_command import SideCommand
from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor.acts import day_words, hall_words
from counter.supervisor.acts.bookings_import import not_taken, take_bookings
from counter.supervisor.acts.day_checkpoint import tell_checkpoint
from counter.supervisor.acts.floor_dialogs import AcknowledgeDialog, MoveOfficerDialog, PrinterReadyDialog
from counter.supervisor.acts.hall_acts import LOOKS, WORDS, HallAct, HallOrder, perform
from counter.supervisor.acts.hall_choices import HallChoices
from counter.supervisor.acts.hall_dialogs import (
    AnnounceDialog,
    BringBackDialog,
    ChooseDialog,
    ConfirmDialog,
    DisturbDialog,
    MessageDialog,
    PauseDialog,
)
from counter.supervisor.acts.report_dialog import ReportDialog, ReportOrder
from counter.supervisor.acts.today_dialog import TodayDialog
from counter.supervisor.figures_window import FiguresWindow
from counter.supervisor.hall_model import HallModel
from counter.supervisor.survey_forms_window import SurveyFormsWindow
from shared.domain.answers import Answer, BookingsTaken, Refused
from shared.domain.words import Refusal, Text
from shared.faults import Fault, UsageFault
from shared.qt.worker import StoreWorker
from shared.store import acts

_log = logging.getLogger("antrean.counter")


class HallController(QObject):
    """One act at a time.

    Signals:
        told: a :class:`Message`, the answer to a press.
        changed: ask again what may be pressed.
        sign_in_wanted: something was pressed that a person has to answer for, and nobody has signed in.
    """

    told = Signal(object)
    changed = Signal()
    sign_in_wanted = Signal()

    def __init__(
        self,
        model: HallModel,
        worker: StoreWorker,
        window: QWidget,
        officer: str = "",
        folder: Path | None = None,
        door: SignIn | None = None,
    ) -> None:
        """``folder`` is the hall's, for commands beside this window; ``door`` knows who signed in."""
        super().__init__(window)
        self._model, self._worker, self._window, self._named = model, worker, window, officer
        self._folder, self.door = folder, door
        self._choices = HallChoices(model)
        self.marked: Callable[[str], str] = lambda _table: ""
        self.dialog: ActDialog | None = None
        self.files: QFileDialog | None = None
        self.editor: EditorWindow | None = None
        self.figures: FiguresWindow | None = None
        self.paper: SurveyFormsWindow | None = None
        self.under_way: HallAct | None = None
        self.command: SideCommand | None = None
        model.officer = lambda: self.officer
        model.changed.connect(self.changed)
        model.refused.connect(self._help_refused)

    @property
    def officer(self) -> str:
        """In whose name the acts are."""
        return self._who() or self._named

    def _who(self) -> str:
        return self.door.officer if self.door is not None else ""

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
        if self.dialog is not None or self.files is not None or not self.fits(act):
            return
        if not self.is_ready():
            self._say_wait()
        elif act not in LOOKS and self._needs_somebody():
            return
        elif act is HallAct.EDIT:
            self._edit()
        elif act is HallAct.FIGURES:
            self._figures()
        elif act is HallAct.PAPER:
            self._paper()
        elif act is HallAct.CLOSE_DAY:
            self._worker.do(acts.ended_by_closing, self._ask_to_close, self._failed)
        elif act is HallAct.IMPORT:
            self._ask_for_file()
        else:
            self._up(self._dialog(act))

    def _needs_somebody(self) -> bool:
        """Whether nobody signed in where the hall asks for it: then it is said, and asked."""
        if self.door is None or not self.door.needed:
            return False
        self.told.emit(act_answers.plain(Tone.WARN, screen_text.SIGN_IN_FIRST))
        self.sign_in_wanted.emit()
        return True

    def _help_refused(self, answer: Refused) -> None:
        if not self._needs_somebody():
            self.told.emit(act_answers.refused(answer))

    def _edit(self) -> None:
        """The hall's data in forms, in a window of its own; one that is open comes to the front."""
        hall = self._model.hall
        if hall is not None and (self.editor is None or not self.editor.isVisible()):
            day = "" if self._model.seen is None else self._model.seen.state.day
            self.editor = EditorWindow(hall, self._worker, self._model.localiser, self._model.clock, self._folder, day)
        if self.editor is not None:
            self.editor.show()
            self.editor.activateWindow()

    def _figures(self) -> None:
        """The hall in figures, in a window of its own; one that is open comes to the front."""
        hall = self._model.hall
        if hall is None or self._folder is None:
            return
        if self.figures is None or not self.figures.isVisible():
            self.figures = FiguresWindow(hall, self._folder, self._model.localiser)
        self.figures.show()
        self.figures.activateWindow()

    def _paper(self) -> None:
        """Paper survey forms, in a window of their own; one that is open comes to the front."""
        hall = self._model.hall
        if hall is not None and (self.paper is None or not self.paper.isVisible()):
            self.paper = SurveyFormsWindow(hall, self._worker, self._model.localiser, self._model.clock, self._who())
        if self.paper is not None:
            self.paper.show()
            self.paper.activateWindow()

    def _say_wait(self) -> None:
        if self.under_way is None:
            self.told.emit(act_answers.plain(Tone.WARN, hall_words.WAIT_FOR_SHARE))

    def _ask_to_close(self, labels: tuple[str, ...]) -> None:
        note = hall_words.ENDS_THESE if labels else hall_words.ENDS_NOBODY
        if self.dialog is None:
            self._up(ConfirmDialog(self._window, self._model.localiser, HallAct.CLOSE_DAY, note, labels))

    def _dialog(self, act: HallAct) -> ActDialog:
        window, localiser, now, choices = self._window, self._model.localiser, self._model.clock(), self._choices
        makers: Mapping[HallAct, Callable[[], ActDialog]] = {
            HallAct.PAUSE: lambda: PauseDialog(window, localiser, now),
            HallAct.RESUME: lambda: ConfirmDialog(window, localiser, act, hall_words.RESUME_NOTE),
            HallAct.DISTURB: lambda: DisturbDialog(
                window, localiser, now, choices.services(disturbed=False), self.marked("services")
            ),
            HallAct.RESTORE: lambda: ChooseDialog(
                window, localiser, act, choices.services(disturbed=True), self.marked("services")
            ),
            HallAct.CLOSE_COUNTER: lambda: ChooseDialog(
                window, localiser, act, choices.open_counters(), self.marked("counters")
            ),
            HallAct.BRING_BACK: lambda: BringBackDialog(window, localiser),
            HallAct.MESSAGE: lambda: MessageDialog(window, localiser),
            HallAct.ANNOUNCE: lambda: AnnounceDialog(window, localiser, now),
            HallAct.OPEN_DAY: lambda: ConfirmDialog(window, localiser, act, hall_words.OPEN_DAY_NOTE),
            HallAct.TODAY: lambda: TodayDialog(window, localiser, choices.today(), self.marked("services")),
            HallAct.MOVE_OFFICER: lambda: MoveOfficerDialog(
                window, localiser, choices.officers(), choices.free_counters(), self.marked("counters")
            ),
            HallAct.PRINTER_READY: lambda: PrinterReadyDialog(
                window, localiser, choices.printers(), self.marked("printers")
            ),
            HallAct.ACKNOWLEDGE: lambda: AcknowledgeDialog(window, localiser, choices.alarms(), self.officer),
            HallAct.REPORT: self._report_dialog,
        }
        return makers[act]()

    def _report_dialog(self) -> ReportDialog:
        hall, seen = self._model.hall, self._model.seen
        assert hall is not None  # asked only once the hall was seen
        assert seen is not None
        today = datetime.date.fromisoformat(seen.state.day)
        return ReportDialog(self._window, self._model.localiser, hall, today)

    def _up(self, dialog: ActDialog) -> None:
        self.dialog = dialog
        dialog.setObjectName("ask")
        dialog.answered.connect(self._do)
        dialog.finished.connect(self._down)
        dialog.open()

    def _down(self) -> None:
        self.dialog = None
        self._window.activateWindow()

    # ----- files

    def _ask_for_file(self) -> None:
        """Which file of bookings; its dialog turns no event loop of its own."""
        say = self._model.localiser.translate
        files = self._files(say(day_words.CHOOSE_FILE), [say(day_words.FILES)])
        files.setFileMode(QFileDialog.FileMode.ExistingFile)

        def chosen(path: str) -> None:
            self.import_bookings(Path(path))

        files.fileSelected.connect(chosen)
        files.open()

    def _ask_where(self, order: ReportOrder) -> None:
        kinds, suffix = [words for _, words in order.formats.values()], next(iter(order.formats))
        files = self._files(self._model.localiser.translate(day_words.SAVE_AS), kinds)
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix(suffix.removeprefix("."))
        files.selectFile(order.name() + suffix)

        def chosen(path: str) -> None:
            self.report(order, Path(path))

        files.fileSelected.connect(chosen)
        files.open()

    def _files(self, title: str, kinds: list[str]) -> QFileDialog:
        files = self.files = QFileDialog(self._window, title)
        files.setObjectName("files")
        files.setNameFilters(kinds)
        files.finished.connect(self._files_down)
        return files

    def _files_down(self) -> None:
        if self.files is not None:
            self.files.deleteLater()
        self.files = None
        self._window.activateWindow()

    def import_bookings(self, path: Path) -> None:
        """Take over a file of bookings."""
        request, officer = acts.new_request(), self.officer
        self._begin(HallAct.IMPORT)
        self._worker.do(lambda file: take_bookings(file, request, path, officer), self._imported, self._not_imported)

    def _not_imported(self, error: Exception) -> None:
        """What is wrong in the file, line by line, in the window's language; anything else as with every act."""
        if not isinstance(error, UsageFault):
            self._failed(error)
            return
        self._over()
        self.told.emit(Message(Tone.BAD, lambda t: not_taken(t, error), Until.PRESS))

    def _imported(self, answer: BookingsTaken | Refused) -> None:
        self._over()
        if isinstance(answer, Refused):
            self.told.emit(act_answers.refused(answer))
            return
        counts = {
            "new": len(answer.new),
            "moved": len(answer.moved),
            "same": len(answer.unchanged),
            "used": len(answer.used),
            "cancelled": len(answer.cancelled),
            "missing": len(answer.missing),
        }
        self._tell(day_words.IMPORTED, **counts)

    def report(self, order: ReportOrder, file: Path) -> None:
        """Write a report into a file, by the command that makes it."""
        if self._folder is None or self.under_way is not None:
            return
        self._begin(HallAct.REPORT)
        self.command = SideCommand(order.command(self._folder, file, self._model.localiser.lang), self)

        def done(answer: dict[str, Any], code: int) -> None:
            self._reported(answer, code, file)

        self.command.done.connect(done)

    def _reported(self, answer: dict[str, Any], code: int, file: Path) -> None:
        self._over()
        if code == 0:
            self._tell(day_words.REPORTED, file=file.name)
            return
        unknown = self._model.localiser.translate(hall_words.UNEXPECTED)
        said = answer.get("sentence") or unknown
        said = self._model.localiser.text(cast("Text", said)) if isinstance(said, dict) else said
        sentence = f"{said} {answer.get('remedy', '')}".strip()
        self.told.emit(Message(Tone.BAD, lambda _: sentence, Until.PRESS))

    # ----- acting

    def _do(self, order: HallOrder | ReportOrder) -> None:
        if isinstance(order, ReportOrder):
            self._ask_where(order)
            return
        request, officer = acts.new_request(), self.officer
        self._begin(order.act)
        self._worker.do(
            lambda hall_file: perform(hall_file, request, officer, order),
            lambda answer: self._answered(order, answer),
            self._failed,
        )

    def _begin(self, act: HallAct) -> None:
        self.under_way = act
        self.told.emit(
            Message(Tone.PLAIN, lambda t: t.translate(hall_words.UNDER_WAY, act=t.translate(WORDS[act])), Until.PRESS)
        )
        self.changed.emit()

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
        if order.act is HallAct.CLOSE_DAY and self._folder is not None and self._model.hall is not None:
            self.command = tell_checkpoint(self._folder, self._model.hall, at, self.told.emit, self)

    def _tell(self, word: Word, **values: object) -> None:
        at = self._model.clock()
        self.told.emit(
            Message(Tone.GOOD, lambda t: t.translate(word, time=t.time(at, seconds=True), **values), Until.PRESS)
        )

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

    def close(self) -> None:
        """The window ends: nothing of it goes on."""
        if self.figures is not None:
            self.figures.close()
        if self.command is not None:
            self.command.close()
        for window in (self.editor, self.paper):
            if window is not None:
                window.close()
