"""One printer's driver: connects by itself, prints one ticket at a time, and says truthfully what became of it.

It is stepped, by a thread or by a test: :meth:`Driver.step` does what can be done now and answers how long it would
sleep. The rules are PRINTING.md section 4: state committed before the first byte, a marker behind the ticket, never a
blind second try.
"""

import dataclasses
from collections import deque
from collections.abc import Callable, Generator

from printers.dialogue.condition import Condition, Trouble
from printers.dialogue.conversation import PATIENCE, Conversation, Course, WriteStalled
from printers.dialogue.fence import Fence, fence_for
from printers.dialogue.health import LOOK_SECONDS, Health
from printers.dialogue.known_answers import KnownAnswers
from printers.dialogue.leftover import Leftover, UnsafeRecord, clear_buffers
from printers.dialogue.presenter import LOOK_SECONDS as PRESENTER_SECONDS
from printers.dialogue.presenter import Presenter
from printers.dialogue.printer_events import Ended, News, Readied, Sent
from printers.dialogue.transmission import NO_MARKER, Task, Transmission
from printers.link.wire import REFUSED, Connector, WireLost
from printers.models.model import Answer, Model
from printers.paper import escpos
from shared.faults import EnvironmentFault
from shared.store.record.job_rows import JobState

FREE_SECONDS = 0.3  # a shared printer stays ours for this long after it was needed
_RETRY = (0.3, 1.0, 2.0, 4.0)


class Driver:
    """Drives one printer, and finds out by itself what it answers where its model's record is not sure."""

    def __init__(
        self,
        code: str,
        connector: Connector,
        model: Model,
        tell: Callable[[News], None],
        now: Callable[[], float],
        *,
        book: UnsafeRecord | None = None,
        seed: int | None = None,
        shared: bool = False,
    ) -> None:
        self.code = code
        self.shared = shared  # other kiosks print on it, too: hold its connection only while it is needed
        self.connector = connector
        self._known = KnownAnswers(code, model if connector.answers else model.answering(frozenset()), tell, now)
        self.health = Health(code, tell, now)
        self.fault: EnvironmentFault | None = None  # why the connector did not open
        self.leftover = Leftover(code, book, tell)
        self._tell = tell
        self._now = now
        self._seed = seed
        self._talk: Conversation | None = None
        self._task: Task | None = None
        self._orders: deque[Callable[[], Course]] = deque()
        self._abandoned = ""
        self._patience = PATIENCE  # what we learned of its answers
        self._ordered = False  # staff wait for an answer
        self._begun = False  # the ticket's first byte may have gone
        self._free_at = 0.0  # when a shared printer is released
        self._tries = 0
        self._try_at = 0.0
        self._presenter = Presenter(code, now)
        self._life = self._live()

    # --- for the service ------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a ticket is on its way."""
        return self._task is not None

    @property
    def model(self) -> Model:
        """What it is and what it answers, as far as that is known."""
        return self._known.model

    @model.setter
    def model(self, model: Model) -> None:
        self._known.model = model

    @property
    def condition(self) -> Condition:
        """The last reading that counts."""
        return self.health.condition

    def print(self, task: Task) -> None:
        """Take a ticket; only when not :attr:`busy`."""
        assert self._task is None
        self._task = task
        self._begun = False
        self._abandoned = ""
        self._try_at = 0.0

    def abandon(self, job: str) -> None:
        """Wait no longer for this ticket: it goes to another printer."""
        self._abandoned = job

    def ready(self) -> None:
        """Staff have looked after the printer: empty it and say whether it can be used again."""
        self._orders.append(self._make_ready)

    @property
    def connected(self) -> bool:
        """Whether the wire is open."""
        return self._talk is not None

    def step(self) -> float:
        """Do what can be done now; answers the seconds until the next step is worth while."""
        try:
            return next(self._life)
        except WireLost as lost:  # between two courses
            self._lose(lost)
            return 0.0

    def wait(self, seconds: float) -> None:
        """Sleep on the wire, if there is one."""
        if self._talk:
            self._talk.wire.wait(seconds, writing=bool(self._talk.out))

    def close(self) -> None:
        """Let go of the printer."""
        if self._talk:
            self._patience = self._talk.patience
            self._talk.wire.close()
            self._talk = None
        self.leftover.expect_nothing()

    # --- its life -------------------------------------------------------------------------------------------------

    def _live(self) -> Course:
        while True:
            try:
                yield from self._next_thing()
            except WireLost as lost:
                self._lose(lost)
            except WriteStalled:
                self._lose(WireLost("write_stalled"))
            if self._talk is None and self._ordered:
                self._ordered = False
                self._tell(Readied(self.code, ok=False, trouble=Trouble.LOST))

    def _next_thing(self) -> Course:
        talk = self._talk
        if talk is None:
            yield from self._connect()
        elif self._known.must_probe(talk):
            yield from self._find_out(talk)
        elif self._orders:
            yield from self._orders.popleft()()
            self._ordered = False
        elif self._task:
            yield from self._print_task(talk, self._task)
        elif self._now() >= self.health.look_at:
            yield from self._look(talk)
        elif self.shared and self.health.settled and self._now() >= self._free_at:
            self.close()
            self._try_at = self.health.look_at
        else:
            talk.carry()
            self.leftover.hear_late()
            self.health.notice(talk.condition)
            yield min(0.2, max(0.001, self.health.look_at - self._now()))

    def _lose(self, lost: WireLost) -> None:
        self.close()
        self.health.silent = False
        self._try_at = self._now() + _RETRY[0]
        self._tries = 0
        self.health.say(Condition(connected=False))
        self._refuse(lost.cause)  # a ticket that had begun has its fate already

    def _connect(self) -> Course:
        if self._now() < self._try_at:
            yield min(0.2, self._try_at - self._now())
            return
        try:
            wire = self.connector.open()
        except EnvironmentFault as fault:
            self.fault = fault
            self._try_at = self._now() + _RETRY[min(self._tries, len(_RETRY) - 1)]
            self._tries += 1
            self.health.say(Condition(connected=False))
            self._refuse("not_connected")
            yield 0.05
            return
        self.fault = None
        self._tries = 0
        self._free_at = self._now() + FREE_SECONDS
        talk = Conversation(wire, self.model, self._now, Condition(), self._seed)
        talk.baud = self.connector.baud
        talk.patience = self._patience
        self._talk = talk
        self.leftover.connected()
        yield from talk.until(lambda: False, 0.05)  # what an earlier program was answered
        if not wire.answers:  # a one-way cable shows itself at the first reading
            self._known.one_way(talk)
        if self._known.must_probe(talk):
            yield from self._find_out(talk)
        if Answer.ASB in self.model.answers:
            talk.send(escpos.ASB_ON)
            yield from talk.drained()
        yield from self._look(talk)

    def _find_out(self, talk: Conversation) -> Course:
        """Nobody knows what it answers: ask it."""
        unsafe = self.leftover.is_possible()
        if (yield from self._known.find_out(talk, unsafe=unsafe)) and unsafe:
            self.leftover.emptied()

    def _refuse(self, reason: str) -> None:
        """The ticket that waits cannot be printed here; nothing of it left us."""
        task, self._task = self._task, None
        if task:
            assert not self._begun, "a ticket of which bytes left us is never called clean"
            self._end(task, JobState.FAILED_CLEAN, reason, 0)
        while self._orders:
            self._orders.popleft()
            self._tell(Readied(self.code, ok=False, trouble=Trouble.LOST))

    # --- health ---------------------------------------------------------------------------------------------------

    def _look(self, talk: Conversation) -> Course:
        """Ask how it is, and soon again when that is news."""
        begun = self._now()
        if self._known.listens:
            self._known.listen(talk)
        answered = yield from self._ask(talk, idle=self.health.settled)
        if answered and self.health.silent and Answer.ASB in self.model.answers:
            talk.send(escpos.ASB_ON)  # it may have been off, and then has forgotten this
        clear = talk.slow and talk.condition.offline and talk.condition.cause is not None
        self.health.looked(talk.condition, answered=answered, clear=clear)
        yield from self._presenter.watch(talk)
        self.health.next_look(begun, PRESENTER_SECONDS if talk.condition.presented else LOOK_SECONDS)

    def _ask(self, talk: Conversation, *, idle: bool) -> Generator[float, None, bool]:
        """As many questions as it needs of those that this printer answers; True when it is there."""
        if Answer.EOT not in self.model.answers or not talk.wire.answers:
            port_status = getattr(talk.wire, "port_status", None)
            lines = port_status() if port_status else None
            out = lines is not None and bool(lines & 0x20)
            talk.condition = Condition(connected=True, paper_out=out, offline=out, silent=self._known.silent)
            return True
        answered = yield from talk.ask_how(idle=idle)
        talk.condition = dataclasses.replace(talk.condition if answered else Condition(), connected=answered)
        return answered

    # --- a ticket -------------------------------------------------------------------------------------------------

    def _print_task(self, talk: Conversation, task: Task) -> Course:
        trouble = yield from self._preflight(talk)
        if trouble:
            self._refuse(trouble)
            return
        fence = fence_for(talk)
        marker = fence.letters if fence else ""
        try:
            task.begin(marker)
        except EnvironmentFault as fault:
            self._refuse(f"store: {fault.sentence}")
            return
        self._begun = True
        self.leftover.expect_nothing()
        talk.handed = 0
        talk.paper_ended = False
        transmission = Transmission(
            self.code, talk, task, self.model, self._tell, self._now, lambda: self._abandoned == task.job
        )
        try:
            yield from transmission.transmit(fence)
            note = talk.wire.finish()
            self._tell(Sent(self.code, task.job, talk.handed))
            fate, reason = yield from transmission.fate(fence.passed if fence else None, note)
        except WireLost as lost:
            if lost.cause == REFUSED:
                talk.handed = 0  # it was collected here and went nowhere
            self._interrupted(talk, task, lost.cause)
            raise
        except WriteStalled:
            self._interrupted(talk, task, "write_stalled")
            raise
        yield from self._conclude(talk, task, fate, reason, fence)

    def _preflight(self, talk: Conversation) -> Generator[float, None, str]:
        """Why it cannot print now, or an empty text."""
        if not (yield from self._ask(talk, idle=False)):
            return Trouble.LOST
        self.health.notice(talk.condition)
        if talk.condition.trouble:
            return talk.condition.trouble
        yield from self._presenter.clear(talk)
        if self.connector.answers and self.leftover.is_possible() and not (yield from self.leftover.drive_out(talk)):
            return Trouble.QUARANTINED
        return ""

    def _conclude(self, talk: Conversation, task: Task, fate: JobState, reason: str, fence: Fence | None) -> Course:
        holds = False
        lost: WireLost | WriteStalled | None = None
        if fate is JobState.UNKNOWN:
            self.leftover.unsafe = True
            try:
                holds = not (yield from clear_buffers(talk))
            except (WireLost, WriteStalled) as error:
                holds, lost = True, error
            if fence and holds and reason == NO_MARKER:
                self.leftover.expect(task.job, fence)
        self._task = None
        self._end(task, fate, reason, talk.handed, holds=holds)
        if lost:
            raise lost
        self.health.look_at = 0.0 if fate is JobState.UNKNOWN else self._now() + LOOK_SECONDS

    def _interrupted(self, talk: Conversation, task: Task, cause: str) -> None:
        self._task = None
        if talk.handed == 0:
            self._end(task, JobState.FAILED_CLEAN, cause, 0)
            return
        self.leftover.unsafe = True
        self._end(task, JobState.UNKNOWN, cause, talk.handed, holds=True)

    def _end(self, task: Task, fate: JobState, reason: str, handed: int, *, holds: bool = False) -> None:
        condition = self._talk.condition if self._talk else self.condition
        self._tell(Ended(self.code, task.job, fate, str(reason), handed, condition, holds))

    # --- orders ---------------------------------------------------------------------------------------------------

    def _make_ready(self) -> Course:
        self._ordered = True
        talk = self._talk
        if talk is None:
            self._tell(Readied(self.code, ok=False, trouble=Trouble.LOST))
            return
        answered = yield from self._ask(talk, idle=False)
        if talk.condition.cutter and Answer.RECOVER in self.model.answers:
            talk.send(escpos.RECOVER)  # after the jammed paper was taken out
            yield from talk.until(lambda: False, 0.5)
            answered = yield from self._ask(talk, idle=False)
        trouble = talk.condition.trouble if answered else Trouble.LOST
        if trouble is None and self.connector.answers and not (yield from self.leftover.drive_out(talk)):
            trouble = Trouble.QUARANTINED
        self.health.notice(talk.condition)
        self._tell(Readied(self.code, ok=trouble is None, trouble=trouble))
