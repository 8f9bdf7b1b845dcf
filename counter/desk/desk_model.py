"""The view model of one counter: what is shown, what may be pressed, and the outcome of each press.

Draws nothing and knows no SQL. Every act goes to the store's worker with the request id of its press and comes
back with a fresh look at the counter, read right after it; the screen never guesses.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from counter import screen_text
from counter.desk import act_answers
from counter.desk.acts import KEPT_WITHOUT_SHARE, Act, Why, why_not
from counter.desk.details import NONE, Details
from counter.desk.message import Message, Sign, Tone, Until
from counter.desk.perform import perform
from counter.desk.presses import SLOW_SECONDS, Press, Presses
from counter.desk.status_line import StatusLine
from counter.desk.unsent import Keeper, Unsent
from counter.localise import Localiser
from shared.clock import Clock
from shared.domain.answers import Answer, Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant
from shared.faults import EnvironmentFault, Fault
from shared.qt.worker import StoreWorker
from shared.store.engine import Engine
from shared.store.hall_faults import HalfCommit
from shared.store.live.thread import ShareState
from shared.store.offline.kept import Kept, Settled
from shared.store.questions.counter import CounterView, counter_view
from shared.store.record.events import Event
from shared.store.record.transaction import new_request

PATIENCE_SECONDS = 5.0
"""How long a press may stay without an answer. Then the bar is given back, and a finish or no-show is kept here."""

SEND_AGAIN_MS = 5000
"""What is kept here and could not be sent is tried again after this long."""

_log = logging.getLogger("antrean.counter")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act on the store's thread brings back: the answer, and the counter right after it if it could be read."""

    answer: Answer | Refused
    view: CounterView | None


def read_desk(hall_file: Engine, counter: str) -> CounterView:
    """The counter at one moment, in one short read transaction: an operation for the store's thread."""
    with hall_file.reading() as db:
        return counter_view(db, hall_file.hall(db), counter, hall_file.clock())


class DeskModel(QObject):
    """One counter.

    Attributes:
        view: the counter as last read from the file; None before the first look.
        share: the share as last told.
        unsent: acts that are kept on this PC and not yet in the file.
        notices: the answer line.

    Signals:
        view_changed: the counter, its visitor, its lines or the share: draw again.
        sign_changed: (act, sign) of one button.
        tongue_changed: another language or time zone.
        hall_changed: the hall's data came or changed.
    """

    view_changed = Signal()
    sign_changed = Signal(object, object)
    tongue_changed = Signal()
    hall_changed = Signal()

    def __init__(
        self,
        worker: StoreWorker,
        keeper: Keeper,
        counter: str,
        officer: str,
        clock: Clock,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.counter = counter
        self.officer = officer
        self.clock = clock
        self.tongue = Localiser()
        self.hall: Hall | None = None
        self.view: CounterView | None = None
        self.share: ShareState | None = None
        self.notices = StatusLine(self._standing, self)
        self.unsent: tuple[Kept, ...] = ()
        self.ever_known = False
        self._worker = worker
        self._keeper = keeper
        self._presses = Presses(monotonic, new_request)
        self._details: dict[str, Details] = {}
        self._then_next = False
        self._keeping: set[str] = set()
        self._reading = False
        self._read_again = False
        self._signed_in = False
        self._slow = self._timer(int(SLOW_SECONDS * 1000), self._still_waiting)
        self._again = self._timer(SEND_AGAIN_MS, self._send_kept)
        worker.news.connect(self._news_came)
        worker.share.connect(self._share_told)
        worker.hall.connect(self._hall_came)
        keeper.changed.connect(self._kept_changed)
        keeper.settled.connect(self._settled)
        keeper.failed.connect(self._not_kept)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer

    # ----- what is shown

    @property
    def reachable(self) -> bool:
        """Whether the hall's file answers, as far as this bar knows."""
        return self.share is not None and self.share.ok

    @property
    def gone_since(self) -> Instant | None:
        """Since when the file does not answer."""
        return None if self.share is None or self.share.ok else self.share.since

    @property
    def busy(self) -> Act | None:
        """The act whose answer is awaited."""
        press = self._presses.under_way
        return None if press is None else press.act

    def kept_for(self, label: str) -> Kept | None:
        """The act on a number that is kept here and not yet sent."""
        return next((kept for kept in self.unsent if kept.label == label), None)

    def why_not(self, act: Act) -> Why | None:
        """Why an act cannot be done now; None when it can be tried."""
        visitor = self.view.current if self.view else None
        if visitor is not None and self.kept_for(visitor.label) is not None and act is not Act.NEXT:
            return Why(screen_text.UNSENT_WAIT)
        return why_not(act, self.view, share=self.reachable, unsent=bool(self.unsent))

    def service_name(self, code: str) -> str:
        """A service's name in the officer's language."""
        service = self.hall.service.get(code) if self.hall else None
        return code if service is None else self.tongue.text(service.name)

    # ----- what the officer does

    def retranslate(self, lang: str) -> None:
        """Another language."""
        zone = self.hall.hall.time_zone if self.hall else self.tongue.zone
        tongue = Localiser(lang, zone)
        if tongue != self.tongue:
            self.tongue = tongue
            self.tongue_changed.emit()

    def press(self, act: Act, details: Details = NONE) -> None:
        """One press of one button."""
        label = details.label or (self.view.current.label if self.view and self.view.current else None)
        if self._presses.under_way is not None:
            if act is Act.NEXT and self._presses.under_way.act is not Act.NEXT:
                self._then_next = True
                self.sign_changed.emit(Act.NEXT, Sign.SENDING)
            return
        why = self.why_not(act)
        if why is not None:
            self.notices.say(Message(Tone.WARN, lambda tongue: tongue.translate(why.word, **why.values)))
            return
        press = self._presses.begin(act, label)
        if press is None:
            return
        self._details[press.request] = details
        self.sign_changed.emit(act, Sign.SENDING)
        self.notices.rest()
        if self.reachable:
            self._send(press, details)
        else:
            self._keep(press)

    def refresh(self) -> None:
        """Read the counter again: one reading at a time, and once more when somebody asked meanwhile."""
        if self.hall is None or self.counter not in self.hall.counter:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading, self._read_again = True, False
        counter = self.counter
        self._worker.do(lambda f: (f.hall_id, read_desk(f, counter)), self._was_read, self._not_read)

    # ----- a press, from here to the file and back

    def _send(self, press: Press, details: Details) -> None:
        counter, officer = self.counter, self.officer

        def work(hall_file: Engine) -> Outcome:
            answer = perform(press, hall_file, counter, officer, details)
            try:
                return Outcome(answer, read_desk(hall_file, counter))
            except EnvironmentFault:  # the act is done; the next reading comes when the share is back
                return Outcome(answer, None)

        self._slow.start()
        self._worker.do(
            work,
            lambda outcome: self._answered(press, outcome),
            lambda error: self._failed(press, error),
            PATIENCE_SECONDS,
        )

    def _answered(self, press: Press, outcome: Outcome) -> None:
        in_time = self._presses.answered(press)
        details = self._details.pop(press.request, NONE)
        if in_time:
            self._slow.stop()
        answer = outcome.answer
        if isinstance(answer, Refused):
            self.notices.say(act_answers.refused(answer))
        elif in_time or self.kept_for(press.label or "") is None:
            self.notices.say(act_answers.done(press.act, answer, details, self.clock()))
        self.sign_changed.emit(press.act, Sign.REFUSED if isinstance(answer, Refused) else Sign.DONE)
        if press.act is Act.OPEN and not isinstance(answer, Refused):
            self.officer = details.officer or self.officer
        if outcome.view is not None:
            self._show(outcome.view)
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
            self.notices.say(act_answers.unknown(press.act))
        elif isinstance(error, Fault):
            self.notices.say(act_answers.fault(error))
        elif not told:
            _log.error("%s failed", press.act, exc_info=error)
            self.notices.say(act_answers.plain(Tone.BAD, screen_text.BROKEN, until=Until.PRESS))
        self.refresh()

    def _drop(self, press: Press) -> None:
        """Nobody knows what became of it: its request id is kept for the next try, until the file is read again."""
        if self._presses.unanswered(press):
            self._slow.stop()
            self.sign_changed.emit(press.act, Sign.NONE)
        if self._then_next:
            self._then_next = False
            self.sign_changed.emit(Act.NEXT, Sign.NONE)
        self.view_changed.emit()

    def _still_waiting(self) -> None:
        self.notices.say(act_answers.plain(Tone.WARN, screen_text.SLOW_ANSWER, until=Until.PRESS))

    def _unreachable(self, press: Press) -> None:
        if press.act in KEPT_WITHOUT_SHARE:
            self._keep(press)
            return
        self._drop(press)
        self.notices.say(act_answers.unknown(press.act))

    # ----- without the share

    def _keep(self, press: Press) -> None:
        """Keep a finish or no-show on this PC, under the id of its press."""
        if press.request in self._keeping:
            return
        self._keeping.add(press.request)
        self._slow.stop()
        day = self.view.day if self.view else ""
        unsent = Unsent(press.request, press.act, press.label or "", day, self.clock(), self.officer)
        self._keeper.put(unsent, lambda: self._is_kept(press))

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

    def _kept_changed(self, unsent: tuple[Kept, ...]) -> None:
        self.unsent = unsent
        if unsent:
            self._send_kept()
        self.view_changed.emit()

    def _send_kept(self) -> None:
        if not self.reachable:
            return
        self._worker.do(self._keeper.send, self._keeper.was_sent, self._not_settled)

    def _not_kept(self, unsent: Unsent) -> None:
        """This PC's own disk refused: the officer has to know, and may press again."""
        press = self._presses.under_way
        self._keeping.discard(unsent.request)
        if press is not None and press.request == unsent.request:
            self._drop(press)
        self.notices.say(
            act_answers.of_number(Tone.BAD, screen_text.DISK_FAILED, unsent.label, unsent.act, until=Until.PRESS)
        )

    def _not_settled(self, error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):
            _log.error("what is kept on this PC could not be sent yet", exc_info=error)
        self._again.start()

    def _settled(self, outcomes: Iterable[Settled]) -> None:
        for outcome in outcomes:
            self.sign_changed.emit(Act(outcome.kept.act), Sign.NONE if outcome.refused else Sign.DONE)
            self.notices.say(act_answers.sent(outcome))
        self.refresh()

    # ----- news

    def _hall_came(self, hall: Hall) -> None:
        self.hall = hall
        self.tongue = Localiser(self.tongue.lang, hall.hall.time_zone)
        self.hall_changed.emit()
        self.tongue_changed.emit()
        if self.counter in hall.counter:
            self.refresh()
            return
        self.view = None
        self.notices.say(act_answers.plain(Tone.BAD, screen_text.NO_COUNTER, until=Until.PRESS, counter=self.counter))
        self.view_changed.emit()

    def _news_came(self, events: Iterable[Event]) -> None:
        if self.hall is None or self.counter not in self.hall.counter:
            return
        mine = set(self.hall.services_of(self.counter))
        if any(e.counter == self.counter or e.service is None or e.service in mine for e in events):
            self.refresh()

    def _share_told(self, state: ShareState) -> None:
        was = self.reachable
        self.share = state
        if state.ok:
            self.refresh()
            self._keeper.look()
            if not was and self.view is not None:
                self.notices.say(act_answers.plain(Tone.GOOD, screen_text.SHARE_BACK))
        elif self._presses.under_way is not None:
            self._unreachable(self._presses.under_way)
        else:
            self.notices.look_again()
        self.view_changed.emit()

    def _was_read(self, found: tuple[str, CounterView]) -> None:
        hall_id, view = found
        self._reading = False
        if not self.ever_known:
            self._keeper.meet(hall_id)
        self._show(view)
        if self._read_again:
            self.refresh()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, EnvironmentFault):
            _log.error("the counter could not be read", exc_info=error)

    def _show(self, view: CounterView) -> None:
        if self._presses.under_way is None:
            self._presses.truth_seen()
        self.view = view
        self.ever_known = True
        self.notices.truth_seen()
        if not self._signed_in:
            self._sign_in(view)
        self.view_changed.emit()

    def _sign_in(self, view: CounterView) -> None:
        """Once, at start: the officer named on the command line takes the counter; the visitor there stays."""
        self._signed_in = True
        if not self.officer:
            self.officer = view.officer or ""
        elif view.status is CounterStatus.CLOSED or (
            view.status is CounterStatus.OPEN and view.officer != self.officer
        ):
            self.press(Act.OPEN, Details(officer=self.officer))

    def _standing(self) -> Message:
        return act_answers.standing(self.view, self.unsent, self.share)
