"""What an officer does at a counter: what may be pressed, and the outcome of each press.

Draws nothing and knows no SQL. Every act goes to the store's worker with the request id of its press and comes
back with a fresh look at the counter, read right after it; the screen never guesses.
"""

import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from counter import screen_text
from counter.desk import act_answers
from counter.desk.acts import KEPT_WITHOUT_SHARE, Act, Why, why_not
from counter.desk.counter_model import CounterModel, read_counter
from counter.desk.details import NONE, Details
from counter.desk.door import SignIn
from counter.desk.due import DueWatch
from counter.desk.message import Message, Sign, Tone, Until
from counter.desk.perform import ActOutcome, perform
from counter.desk.presses import SLOW_SECONDS, Press, Presses
from counter.desk.screen_watch import ScreenWatch
from counter.desk.slip_check import of_answer, question, taken, who_sits
from counter.desk.status_line import StatusLine
from counter.desk.undo_offer import UndoOffer, undo_offer
from counter.desk.unsent import Unsent, UnsentActs
from shared.clock import Clock
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, VisitEnd
from shared.faults import EnvironmentFault, Fault
from shared.qt.worker import StoreWorker
from shared.store.engine import Engine
from shared.store.hall_faults import HalfCommit
from shared.store.live.share_state import ShareState
from shared.store.offline.kept import Kept, Settled
from shared.store.questions.counter import CounterView
from shared.store.record.transaction import new_request

PATIENCE_SECONDS = 5.0
"""How long a press may stay without an answer. Then the bar is given back, and a finish or no-show is kept here."""

SEND_AGAIN_MS = 5000
"""What is kept here and could not be sent is tried again after this long."""

_log = logging.getLogger("antrean.counter")


class DeskModel(CounterModel):
    """One counter with its officer.

    Attributes:
        door: who signed in, where that is needed; None in a program without it.
        unsent: acts that are kept on this PC and not yet in the file.
        notices: the answer line.
        screens: whether the call stands on a display.

    Signals:
        sign_changed: (act, sign) of one button.
        sign_in_wanted: something was pressed, and nobody has signed in.
        came_due: a hold or a break is over: to be heard.
        asks: a ``SlipQuestion`` that stands before a press; the press with its answer comes back.
    """

    sign_changed = Signal(object, object)
    asks = Signal(object)
    sign_in_wanted = Signal()
    came_due = Signal()

    def __init__(
        self,
        worker: StoreWorker,
        unsent_acts: UnsentActs,
        counter: str,
        officer: str,
        clock: Clock,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(worker, counter, clock, parent)
        self.officer = officer
        self.door: SignIn | None = None
        self.notices = StatusLine(self._standing, self)
        self.screens = ScreenWatch(self, worker, self)
        self.screens.changed.connect(self.view_changed)
        self.unsent: tuple[Kept, ...] = ()
        self._unsent_acts = unsent_acts
        self._presses = Presses(monotonic, new_request)
        self._details: dict[str, Details] = {}
        self._then_next = False
        self._keeping: set[str] = set()
        self._signed_in = False
        self._taken_by: str | None = None
        self._due = DueWatch()
        self._slow = self._timer(int(SLOW_SECONDS * 1000), self._still_waiting)
        self._again = self._timer(SEND_AGAIN_MS, self._send_kept)
        self._hall_folder: Path | None = None
        self.hall_met.connect(self._met)
        self.hall_changed.connect(self._know)
        self.counter_read.connect(self._counter_read)
        self.share_told.connect(self._share_told)
        self.left_out.connect(self._left_out)
        unsent_acts.changed.connect(self._kept_changed)
        unsent_acts.settled.connect(self._settled)
        unsent_acts.failed.connect(self._not_kept)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer

    def recall(self, hall_folder: Path) -> Hall | None:
        """Begin with what this PC saw last, for a share that is not there yet; None if it never saw this counter."""
        self._hall_folder = hall_folder
        kept = self._unsent_acts.recall(hall_folder)
        if kept is None:
            return None
        hall, view = kept
        self.remembered(hall, view)
        self._unsent_acts.look()
        return hall

    # ----- what is shown

    @property
    def busy(self) -> Act | None:
        """The act whose answer is awaited."""
        press = self._presses.under_way
        return None if press is None else press.act

    def kept_for(self, label: str) -> Kept | None:
        """The act on a number that is kept here and not yet sent."""
        return next((kept for kept in self.unsent if kept.label == label), None)

    def why_not(self, act: Act, label: str | None = None) -> Why | None:
        """Why an act cannot be done now; None when it can be tried."""
        if self.door is not None and self.door.needed:
            return Why(screen_text.SIGN_IN_FIRST)
        visitor = self.view.current if self.view else None
        if visitor is not None and self.kept_for(visitor.label) is not None and act is not Act.NEXT:
            return Why(screen_text.UNSENT_WAIT)
        return why_not(act, self.view, share=self.reachable, unsent=bool(self.unsent), label=label)

    # ----- what the officer does

    def press(self, act: Act, details: Details = NONE) -> None:
        """One press of one button."""
        if act is Act.FINISH and details.ended is VisitEnd.NO_SHOW:
            act = Act.NO_SHOW
        label = details.label or (self.view.current.label if self.view and self.view.current else None)
        if self._presses.under_way is not None:
            if act is Act.NEXT and self._presses.under_way.act is not Act.NEXT:
                self._then_next = True
                self.sign_changed.emit(Act.NEXT, Sign.SENDING)
            return
        why = self.why_not(act, details.label)
        if why is not None:
            if why.word is screen_text.SIGN_IN_FIRST:
                self.sign_in_wanted.emit()
            self.notices.show(Message(Tone.WARN, lambda localiser: localiser.translate(why.word, **why.values)))
            return
        asked = question(act, details, self.view, self.hall, self.clock(), self.officer)
        if asked is not None:
            self.asks.emit(asked)
            return
        visitor = self.view.current if self.view else None
        seen = details.seen if details.seen is not None else visitor.label if visitor else ""
        press = self._presses.begin(act, label, seen)
        if press is None:
            return
        self._details[press.request] = details
        self.sign_changed.emit(act, Sign.SENDING)
        self.notices.rest()
        if self.reachable:
            self._send(press, details)
        else:
            self._keep(press)

    def undo_offer(self) -> UndoOffer | None:
        """What can be undone now."""
        return undo_offer(self.view, self.unsent, self.hall, self.clock())

    def undo(self) -> None:
        """Take the last act back, in the file or on this PC."""
        offer = self.undo_offer()
        if offer is None:
            self.notices.show(act_answers.plain(Tone.WARN, screen_text.NO_UNDO))
        elif offer.kept:
            words = act_answers.of_number(Tone.GOOD, screen_text.NOTE_UNDONE, offer.label, offer.act)
            note = words.words(self.localiser)
            self._unsent_acts.take_back(offer.request, self.clock(), note, self.officer)
            self.sign_changed.emit(offer.act, Sign.NONE)
            self.notices.show(words)
        else:
            self.press(Act.UNDO, Details(undo_of=offer.request))

    def tick(self) -> None:
        """A second went by: holds that come due and a break that ends are said, and heard."""
        for label in self._due.look(self.view, self.clock()):
            self.notices.show(act_answers.due(label))
            self.came_due.emit()

    # ----- a press, from here to the file and back

    def _send(self, press: Press, details: Details) -> None:
        counter, officer = self.counter, self.officer

        def work(hall_file: Engine) -> ActOutcome:
            answer = perform(press, hall_file, counter, officer, details)
            try:
                return ActOutcome(answer, read_counter(hall_file, counter))
            except EnvironmentFault:  # the act is done; the next reading comes when the share is back
                return ActOutcome(answer, None)

        self._slow.start()
        self._worker.do(
            work,
            lambda outcome: self._answered(press, outcome),
            lambda error: self._failed(press, error),
            PATIENCE_SECONDS,
        )

    def _answered(self, press: Press, outcome: ActOutcome) -> None:
        in_time = self._presses.answered(press)
        details = self._details.pop(press.request, NONE)
        if in_time:
            self._slow.stop()
        answer = outcome.answer
        if isinstance(answer, Refused):
            self.notices.show(act_answers.refused(answer))
            asked = of_answer(press.act, details, answer)
            if asked is not None:
                self._presses.asks_back(press.act)
                self.asks.emit(asked)
        elif in_time or self.kept_for(press.label or "") is None:
            self.notices.show(act_answers.done(press.act, answer, details, self.clock()))
        self.sign_changed.emit(press.act, Sign.REFUSED if isinstance(answer, Refused) else Sign.DONE)
        if press.act is Act.OPEN and not isinstance(answer, Refused):
            self.officer = details.officer or self.officer
        if outcome.view is not None:
            self.show(outcome.view)
        else:
            self.view_changed.emit()
        then_next, self._then_next = self._then_next, False
        if then_next:
            self.sign_changed.emit(Act.NEXT, Sign.NONE)
            if not isinstance(answer, Refused):
                self.press(Act.NEXT)

    def _failed(self, press: Press, error: Exception) -> None:
        if press.act in KEPT_WITHOUT_SHARE and isinstance(error, EnvironmentFault):
            if self._presses.under_way is press:
                self._keep(press)
            return
        told = self._presses.under_way is not press
        self._drop(press)
        if isinstance(error, HalfCommit):
            self.notices.show(act_answers.unknown(press.act))
        elif isinstance(error, Fault):
            self.notices.show(act_answers.fault(error))
        elif not told:
            _log.error("%s failed", press.act, exc_info=error)
            self.notices.show(act_answers.plain(Tone.BAD, screen_text.BROKEN, until=Until.PRESS))
        self.refresh()

    def _drop(self, press: Press) -> None:
        """Nobody knows what became of it: its request id is kept for the next try, until the file is read again."""
        if self._presses.unanswered(press):
            self._slow.stop()
            self.sign_changed.emit(press.act, Sign.NONE)
        self._drop_next()
        self.view_changed.emit()

    def _still_waiting(self) -> None:
        self.notices.show(act_answers.plain(Tone.WARN, screen_text.SLOW_ANSWER, until=Until.PRESS))

    def _unreachable(self, press: Press) -> None:
        if press.act in KEPT_WITHOUT_SHARE:
            self._keep(press)
            return
        self._drop(press)
        self.notices.show(act_answers.unknown(press.act))

    # ----- without the share

    def _keep(self, press: Press) -> None:
        """Keep a finish or no-show on this PC, under the id of its press."""
        if press.request in self._keeping:
            return
        self._keeping.add(press.request)
        self._slow.stop()
        day = self.view.day if self.view else ""
        session = self.door.session if self.door is not None else ""
        outcome = self._details.get(press.request, NONE).outcome or ""
        unsent = Unsent(press.request, press.act, press.label or "", day, self.clock(), self.officer, session, outcome)
        self._unsent_acts.put(unsent, lambda: self._is_kept(press))

    def _is_kept(self, press: Press) -> None:
        self._keeping.discard(press.request)
        self._presses.answered(press)
        self._details.pop(press.request, None)
        self.sign_changed.emit(press.act, Sign.KEPT)
        self._drop_next()
        self.notices.rest()
        self.view_changed.emit()

    def _drop_next(self) -> None:
        if self._then_next:
            self._then_next = False
            self.sign_changed.emit(Act.NEXT, Sign.NONE)

    def _kept_changed(self, pending: tuple[Kept, ...]) -> None:
        self.unsent = tuple(kept for kept in pending if kept.act.value in KEPT_WITHOUT_SHARE)
        if pending:
            self._send_kept()
        self.view_changed.emit()

    def _send_kept(self) -> None:
        if not self.reachable:
            return
        self._worker.do(self._unsent_acts.send, self._unsent_acts.was_sent, self._not_settled)

    def _not_kept(self, unsent: Unsent) -> None:
        """This PC's own disk refused: the officer has to know, and may press again."""
        press = self._presses.under_way
        self._keeping.discard(unsent.request)
        if press is not None and press.request == unsent.request:
            self._drop(press)
        self.notices.show(
            act_answers.of_number(Tone.BAD, screen_text.DISK_FAILED, unsent.label, unsent.act, until=Until.PRESS)
        )

    def _not_settled(self, error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):
            _log.error("what is kept on this PC could not be sent yet", exc_info=error)
        self._again.start()

    def _settled(self, outcomes: Iterable[Settled]) -> None:
        for outcome in (one for one in outcomes if one.kept.act.value in KEPT_WITHOUT_SHARE):
            self.sign_changed.emit(Act(outcome.kept.act), Sign.NONE if outcome.refused else Sign.DONE)
            self.notices.show(act_answers.sent(outcome))
        self.refresh()

    # ----- news

    def _met(self, hall_id: str) -> None:
        self._unsent_acts.meet(hall_id)
        self._know()

    def _know(self) -> None:
        if self._hall_folder is not None and self.hall_id is not None and self.hall is not None:
            self._unsent_acts.know(self._hall_folder, self.hall_id, self.hall)

    def _left_out(self) -> None:
        self.notices.show(act_answers.plain(Tone.BAD, screen_text.NO_COUNTER, until=Until.PRESS, counter=self.counter))

    def _share_told(self, state: ShareState, was_reachable: bool) -> None:
        if state.ok:
            self._unsent_acts.look()
            if not was_reachable and self.view is not None:
                self.notices.show(act_answers.plain(Tone.GOOD, screen_text.SHARE_BACK))
        elif self._presses.under_way is not None:
            self._unreachable(self._presses.under_way)
        else:
            self.notices.look_again()

    def _counter_read(self) -> None:
        if self.view is not None and self.hall_id is not None:
            self._unsent_acts.see(self.hall_id, self.view)
        if self._presses.under_way is None:
            self._presses.truth_seen()
        self.notices.truth_seen()
        if not self._signed_in and self.view is not None:
            self._sign_in(self.view)
        other = taken(self.view, self.officer)
        if other is not None and other != self._taken_by and self._presses.under_way is None:
            self.notices.show(act_answers.taken_over(other))
        self._taken_by = other

    def _sign_in(self, view: CounterView) -> None:
        """Once, at start: the officer named on the command line takes the counter; the visitor there stays."""
        if self.door is not None and self.hall is not None and self.hall.officer:
            return  # who signs in takes the counter
        self._signed_in = True
        asked = who_sits(view, self.officer)
        self.officer = self.officer or view.officer or ""
        self._taken_by = taken(view, self.officer)  # who was here first took nothing over
        if asked is not None:
            self.asks.emit(asked)
        elif self.officer and view.status is not CounterStatus.BREAK and view.officer != self.officer:
            self.press(Act.OPEN, Details(officer=self.officer))

    def _standing(self) -> Message:
        return act_answers.standing(self.view, self.unsent, self.share)
