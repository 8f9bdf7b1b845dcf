"""One printer's driver: connects by itself, prints one ticket at a time, and says truthfully what became of it.

It is stepped, by a thread or by a test: :meth:`Driver.step` does what can be done now and answers how long it would
sleep. The rules are PRINTING.md section 4: state committed before the first byte, a marker behind the ticket, never a
blind second try.
"""

import dataclasses
from collections import deque
from collections.abc import Callable, Generator

from printers import escpos
from printers.condition import Condition, Trouble
from printers.conversation import Conversation, Course, WriteStalled
from printers.link.wire import REFUSED, Door, WireLost
from printers.model import Answer, Model
from printers.news import Changed, Ended, News, Probed, Readied, Sent
from printers.passage import Passage, Task
from printers.presenter import LOOK_SECONDS as MOUTH_SECONDS
from printers.presenter import Mouth
from printers.probe import probe
from shared.faults import EnvironmentFault
from shared.store.print_rows import JobState

LOOK_SECONDS = 4.0  # between two looks at an idle printer
RECHECK_SECONDS = 0.4  # a new reading counts when it is seen twice
FREE_SECONDS = 0.3  # a shared printer stays ours for so long after it was needed
_RETRY = (0.3, 1.0, 2.0, 4.0)


class Driver:
    """Drives one printer. ``probed`` says that the model's answers were found on this very printer."""

    def __init__(
        self,
        code: str,
        door: Door,
        model: Model,
        tell: Callable[[News], None],
        now: Callable[[], float],
        *,
        seed: int | None = None,
        shared: bool = False,
    ) -> None:
        self.code = code
        self.shared = shared  # other kiosks print on it, too: hold its connection only while it is needed
        self.door = door
        self.model = model if door.answers else model.answering(frozenset())
        self.condition = Condition()
        self.fault: EnvironmentFault | None = None  # why the door did not open
        self.unsafe = False  # an interrupted ticket may stand in the printer's buffer
        self._tell = tell
        self._now = now
        self._seed = seed
        self._talk: Conversation | None = None
        self._task: Task | None = None
        self._orders: deque[Callable[[], Course]] = deque()
        self._abandoned = ""
        self._probed = False
        self._ordered = False  # staff wait for an answer
        self._begun = False  # the ticket's first byte may have gone
        self._told: tuple[Condition, bool] = (Condition(), False)
        self._reading: Condition | None = None
        self._look_at = 0.0
        self._free_at = 0.0  # when a shared printer is let go
        self._misses = 0
        self._tries = 0
        self._try_at = 0.0
        self._mouth = Mouth(code, now)
        self._life = self._live()

    # --- for the service ------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a ticket is on its way."""
        return self._task is not None

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

    def probe(self, *, markers: bool) -> None:
        """Find out what it answers. ``markers`` also tries the one command that a bad clone might print."""
        self._orders.append(lambda: self._probe(markers=markers))

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
            self._talk.wire.close()
            self._talk = None

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
        elif self._orders:
            yield from self._orders.popleft()()
            self._ordered = False
        elif self._task:
            yield from self._print_task(talk, self._task)
        elif self._now() >= self._look_at:
            yield from self._look(talk)
        elif self.shared and self._reading is None and self._now() >= self._free_at:
            self.close()
            self._try_at = self._look_at
        else:
            talk.carry()
            self._notice(talk)
            yield min(0.2, max(0.001, self._look_at - self._now()))

    def _lose(self, lost: WireLost) -> None:
        self.close()
        self._misses = 0
        self._try_at = self._now() + _RETRY[0]
        self._tries = 0
        self._say(Condition(connected=False))
        self._refuse(lost.cause)  # a ticket that had begun has its fate already

    def _connect(self) -> Course:
        if self._now() < self._try_at:
            yield min(0.2, self._try_at - self._now())
            return
        try:
            wire = self.door.open()
        except EnvironmentFault as fault:
            self.fault = fault
            self._try_at = self._now() + _RETRY[min(self._tries, len(_RETRY) - 1)]
            self._tries += 1
            self._say(Condition(connected=False))
            self._refuse("not_connected")
            yield 0.05
            return
        self.fault = None
        self._tries = 0
        self._free_at = self._now() + FREE_SECONDS
        talk = Conversation(wire, self.model, self._now, Condition(), self._seed)
        talk.baud = self.door.baud
        self._talk = talk
        yield from talk.until(lambda: False, 0.05)  # what an earlier program was answered
        if wire.answers and not self.model.sure and not self._probed:
            self._probed = True
            yield from self._probe(markers=False)
        if Answer.ASB in self.model.answers:
            talk.send(escpos.ASB_ON)
            yield from talk.drained()
        yield from self._look(talk)

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
        answered = yield from self._ask(talk)
        if answered and self._misses and Answer.ASB in self.model.answers:
            talk.send(escpos.ASB_ON)  # it may have been off, and then has forgotten this
        self._misses = 0 if answered else self._misses + 1
        if answered or self._misses >= 2:
            self._notice(talk)
        yield from self._mouth.watch(talk)
        news = self._reading is not None or bool(self._misses)
        calm = MOUTH_SECONDS if talk.condition.in_mouth else LOOK_SECONDS
        self._look_at = self._now() + (RECHECK_SECONDS if news else calm)

    def _ask(self, talk: Conversation) -> Generator[float, None, bool]:
        """All questions that this printer answers; True when it is there as far as it can tell."""
        if Answer.EOT not in self.model.answers:
            port_status = getattr(talk.wire, "port_status", None)
            lines = port_status() if port_status else None
            out = lines is not None and bool(lines & 0x20)
            talk.condition = Condition(connected=True, paper_out=out, offline=out)
            return True
        answered = yield from talk.ask_all()
        connected = answered or not self.model.sure
        talk.condition = talk.condition if answered else Condition()
        talk.condition = _connected(talk.condition, connected)
        return connected

    def _notice(self, talk: Conversation) -> None:
        """Tell a condition that was read twice."""
        seen = talk.condition
        if self._told == (seen, True):
            self._reading = None
        elif self._reading == seen:
            self._say(seen)
            self._reading = None
        else:
            self._reading = seen
            self._look_at = min(self._look_at, self._now() + RECHECK_SECONDS)

    def _say(self, condition: Condition) -> None:
        self.condition = condition
        if self._told != (condition, True):
            self._told = (condition, True)
            self._tell(Changed(self.code, condition, condition.trouble))

    # --- a ticket -------------------------------------------------------------------------------------------------

    def _print_task(self, talk: Conversation, task: Task) -> Course:
        trouble = yield from self._preflight(talk)
        if trouble:
            self._refuse(trouble)
            return
        fence = talk.fence()
        marker = fence.letters if fence else ""
        try:
            task.begin(marker)
        except EnvironmentFault as fault:
            self._refuse(f"store: {fault.sentence}")
            return
        self._begun = True
        talk.handed = 0
        talk.paper_ended = False
        passage = Passage(self.code, talk, task, self.model, self._tell, self._now, lambda: self._abandoned == task.job)
        try:
            yield from passage.transmit(fence)
            note = talk.wire.finish()
            self._tell(Sent(self.code, task.job, talk.handed))
            fate, reason = yield from passage.fate(fence.passed if fence else None, note)
        except WireLost as lost:
            if lost.cause == REFUSED:
                talk.handed = 0  # it was collected here and went nowhere
            self._interrupted(talk, task, lost.cause)
            raise
        except WriteStalled:
            self._interrupted(talk, task, "write_stalled")
            raise
        yield from self._conclude(talk, task, fate, reason)

    def _preflight(self, talk: Conversation) -> Generator[float, None, str]:
        """Why it cannot print now, or an empty text."""
        if not talk.wire.answers:
            return ""
        answered = yield from self._ask(talk)
        if not answered:
            return Trouble.LOST
        trouble = talk.condition.trouble
        self._notice(talk)
        if trouble:
            return trouble
        yield from self._mouth.clear(talk)
        if self.unsafe:
            if not (yield from talk.resync()):
                return Trouble.QUARANTINED
            self.unsafe = False
        return ""

    def _conclude(self, talk: Conversation, task: Task, fate: JobState, reason: str) -> Course:
        holds = False
        lost: WireLost | WriteStalled | None = None
        if fate is JobState.UNKNOWN:
            self.unsafe = True
            try:
                holds = not (yield from self._empty(talk))
            except (WireLost, WriteStalled) as error:
                holds, lost = True, error
        self._task = None
        self._end(task, fate, reason, talk.handed, holds=holds)
        if lost:
            raise lost
        self._look_at = 0.0 if fate is JobState.UNKNOWN else self._now() + LOOK_SECONDS

    def _empty(self, talk: Conversation) -> Generator[float, None, bool]:
        """Throw away what the printer still holds; True when it says that it did."""
        if Answer.CLEAR not in self.model.answers:
            return False
        talk.out.clear()
        talk.cleared = False
        talk.send(escpos.CLEAR_BUFFERS)
        return (yield from talk.until(lambda: talk.cleared, 2.0))

    def _interrupted(self, talk: Conversation, task: Task, cause: str) -> None:
        self._task = None
        if talk.handed == 0:
            self._end(task, JobState.FAILED_CLEAN, cause, 0)
            return
        self.unsafe = True
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
        answered = yield from self._ask(talk)
        if talk.condition.cutter and Answer.RECOVER in self.model.answers:
            talk.send(escpos.RECOVER)  # after the jammed paper was taken out
            yield from talk.until(lambda: False, 0.5)
            answered = yield from self._ask(talk)
        trouble = talk.condition.trouble if answered else Trouble.LOST
        if trouble is None and talk.wire.answers:
            emptied = yield from talk.resync()
            trouble = None if emptied else Trouble.QUARANTINED
        if trouble is None:
            self.unsafe = False
        self._notice(talk)
        self._tell(Readied(self.code, ok=trouble is None, trouble=trouble))

    def _probe(self, *, markers: bool) -> Course:
        talk = self._talk
        if talk is None:
            self._tell(Probed(self.code, frozenset()))
            return
        found = yield from probe(talk, markers=markers)
        if found.answers:
            self.model = self.model.answering(found.answers)
            talk.model = self.model
            self._tell(Probed(self.code, found.answers, found.identity))


def _connected(condition: Condition, connected: bool) -> Condition:
    return dataclasses.replace(condition, connected=connected)
