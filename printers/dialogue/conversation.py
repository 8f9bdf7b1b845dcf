"""Our side of the talk with one printer: one wire, one parser, one question at a time, never a blocking call.

Everything that takes time is a generator that yields how long it would like to sleep; whoever drives it (a thread, or
a test with a clock of its own) calls :meth:`Conversation.carry` and the generator again. A question is answered only by
something heard after it on the same connection; late answers are waited for and dropped.
"""

import random
from collections.abc import Callable, Generator

from printers.dialogue.answer_parser import (
    AnswerParser,
    Automatic,
    Cleared,
    Echo,
    FullStatus,
    Heard,
    Marker,
    Noise,
    PrinterIdentity,
    Queued,
    RealTime,
)
from printers.dialogue.condition import Condition
from printers.link.wire import Wire
from printers.models.model import Answer, Model
from printers.paper import escpos

Course = Generator[float, None, None]
"""Something that goes on by itself."""
PATIENCE = 0.8  # seconds for an answer
SLOW = 0.25  # a printer that thinks longer about an answer is asked as little as possible
LATE = 2.5  # seconds after which a late answer will not come any more
WRITE_DEADLINE = 5.0  # seconds without a byte taken
_MS = 0.001


class WriteStalled(Exception):  # noqa: N818 - an event of the link
    """The printer takes nothing and does not say why."""


class Conversation:
    """The state of one connection."""

    def __init__(
        self, wire: Wire, model: Model, now: Callable[[], float], condition: Condition, seed: int | None
    ) -> None:
        self.wire = wire
        self.model = model
        self.now = now
        self.condition = condition
        self.parser = AnswerParser(kiosk=Answer.EOT20 in model.answers)
        self.out = bytearray()
        self.handed = 0  # bytes taken by the system since `count_from_here`
        self.progress_at = now()
        self.marker_heard: set[str] = set()
        self.queued_asked = 0  # `GS r` on this connection, and their answers: those of old tickets may come late
        self.queued_heard = 0
        self.cleared = False
        self.noise = 0  # bytes that mean nothing: a wrong speed, often
        self.identity = ""
        self.automatic = 0  # automatic statuses: something is going on
        self.heard_at = now()  # the last status of any kind
        self.echoes = False  # the line returns what is sent: nothing on it is an answer
        self.patience = PATIENCE
        self.slow = False  # the last answer took long
        self.paper_ended = False  # since this ticket began
        self.baud: int | None = None
        self._budget = 256.0
        self._budget_at = now()
        self._asked_at: float | None = None
        self._answer: int | None = None
        self._answered_at = 0.0
        self._late_until = 0.0
        self._late_asked = 0.0
        self._full: bytes | None = None
        self._used: set[str] = set()
        self._random = random.Random(seed)

    # --- bytes ----------------------------------------------------------------------------------------------------

    def carry(self) -> None:
        """Read what came, write what the system takes; WireLost when the other side is gone."""
        for heard in self.parser.hear(self.wire.read(), self.now()):
            self._heard(heard)
        if not self.out:
            self.progress_at = self.now()
            return
        size = self._allowed()
        taken = self.wire.write(bytes(self.out[:size])) if size else 0
        if taken:
            del self.out[:taken]
            self.handed += taken
            self._budget -= taken
            self.progress_at = self.now()

    def _allowed(self) -> int:
        """How much to hand over now: not more than a serial line carries, so that questions are not queued behind."""
        size = min(len(self.out), self.model.chunk)
        if self.baud is None:
            return size
        rate = self.baud / 10
        now = self.now()
        self._budget = min(self._budget + (now - self._budget_at) * rate, rate * 0.1 + 64)
        self._budget_at = now
        if self._budget < 1:
            self.progress_at = now  # we wait for the line, not for the printer
        return max(0, min(size, int(self._budget)))

    def send(self, data: bytes) -> None:
        """Queue bytes for the wire."""
        self.out += data

    def drained(self, deadline: float = WRITE_DEADLINE) -> Course:
        """Until everything is handed over; WriteStalled when nothing is taken for this long."""
        self.progress_at = self.now()
        while True:
            self.carry()
            if not self.out:
                return
            if self.now() - self.progress_at > deadline:
                raise WriteStalled
            yield 0.01

    def _heard(self, heard: Heard) -> None:  # noqa: C901 - one case for each thing heard
        if self.echoes and not isinstance(heard, Marker | Cleared | PrinterIdentity):
            return
        match heard:
            case RealTime(value):
                self._real_time(value)
            case Automatic(data):
                self.automatic += 1
                self.heard_at = self.now()
                self.condition = self.condition.with_asb(data)
                self.paper_ended = self.paper_ended or self.condition.paper_out
            case Queued():
                self.queued_heard = min(self.queued_asked, self.queued_heard + 1)  # one more is a stray byte
            case Marker(letters):
                self.marker_heard.add(letters)
            case Cleared():
                self.cleared = True
            case PrinterIdentity(text):
                self.identity = text
            case FullStatus(data):
                self._full = data
            case Echo():
                self.echoes = True
                self._answer = None
            case Noise():
                self.noise += 1

    def _real_time(self, value: int) -> None:
        if self._asked_at is not None and self._answer is None:
            self._answer, self._answered_at = value, self.now()
            self.heard_at = self._answered_at
            self.slow = self.answer_seconds > SLOW
        elif self._late_until > self.now():
            self.heard_at = self.now()
            self.patience = max(self.patience, min(3.0, 1.3 * (self.now() - self._late_asked)))
            self._late_until = 0.0

    # --- questions ------------------------------------------------------------------------------------------------

    def until(self, true: Callable[[], bool], seconds: float) -> Generator[float, None, bool]:
        """Wait for something to become true."""
        end = self.now() + seconds
        while True:
            self.carry()
            if true():
                return True
            left = end - self.now()
            if left <= _MS / 2:
                return False
            yield left

    def ask(self, n: int) -> Generator[float, None, int | None]:
        """``DLE EOT n``; None when nothing came in time."""
        yield from self.until(lambda: self.may_ask, LATE)
        self.begin_ask(n)
        yield from self.until(lambda: self._answer is not None, self.patience)
        return self.end_ask(n)

    def begin_ask(self, n: int) -> None:
        """Put the question on the wire."""
        self._answer, self._asked_at = None, self.now()
        self.send(escpos.ask(n))

    @property
    def may_ask(self) -> bool:
        """Whether no late answer to an older question may still come."""
        return self.now() >= self._late_until

    @property
    def asking(self) -> bool:
        """Whether a question is on the wire."""
        return self._asked_at is not None

    @property
    def answer_seconds(self) -> float:
        """How long the answer took that came; 0 without one."""
        return self._answered_at - self._asked_at if self._asked_at is not None and self._answer is not None else 0.0

    @property
    def answered(self) -> bool:
        """Whether the question on the wire has its answer."""
        return self._answer is not None

    @property
    def asking_seconds(self) -> float:
        """How long the question on the wire has been waiting; 0 when there is none."""
        return 0.0 if self._asked_at is None else self.now() - self._asked_at

    def end_ask(self, n: int) -> int | None:
        """Take the answer, or note that a late one may come."""
        answer, asked_at = self._answer, self._asked_at
        self._answer = self._asked_at = None
        if asked_at is None:
            return None
        if answer is None:
            self._late_until, self._late_asked = asked_at + LATE, asked_at
            return None
        self.condition = self.condition.with_eot(n, answer)
        return answer

    def ask_all(self) -> Generator[float, None, bool]:
        """All four questions, and the kiosk's own; False when the printer is silent, after a second try."""
        if not (yield from self._ask_each((1, 2, 3, 4))):
            return False
        yield from self._ask_kiosk()
        return True

    def ask_how(self, *, idle: bool) -> Generator[float, None, bool]:
        """How it is, with as few questions as that takes; False when the printer is silent.

        One is enough while all is well, if the printer reports changes by itself or is slow to answer: the
        time of each question is added to a visitor's. ``idle``: nobody waits, so its roll is asked for too.
        """
        if not (yield from self._ask_each((1,))):
            return False
        if self.slow and not self.condition.offline:
            self.condition = self.condition.online()
        reports = self.automatic > 0
        if (not reports and not self.slow) or self.condition.cause or self.condition.offline:
            if not (yield from self._ask_each((2, 3, 4))):
                return False
        elif idle and reports:
            self.send(escpos.ASB_ON)  # it tells all at once, and again if it was off meanwhile
        elif idle and not (yield from self._ask_each((4,))):
            return False
        yield from self._ask_kiosk()
        return True

    def _ask_each(self, questions: tuple[int, ...]) -> Generator[float, None, bool]:
        """These, each twice if need be; a slow printer no further than to the cause of its trouble."""
        for n in questions:
            answer = yield from self.ask(n)
            if answer is None:
                answer = yield from self.ask(n)
            if answer is None:
                return False
            if self.slow and n > 1 and self.condition.cause:
                return True
        return True

    def _ask_kiosk(self) -> Course:
        """``DLE EOT 20``, where it is known."""
        if Answer.EOT20 in self.model.answers:
            self._full = None
            self.send(b"\x10\x04\x14")
            if (yield from self.until(lambda: self._full is not None, self.patience)) and self._full:
                self.condition = self.condition.with_full(self._full)

    def ask_identity(self, n: int) -> Generator[float, None, str]:
        """``GS I n`` for n from 65: a text; empty when there is no answer."""
        self.identity, self.parser.identity = "", True
        self.send(b"\x1dI" + bytes((n,)))
        yield from self.until(lambda: bool(self.identity), self.patience)
        self.parser.identity = False
        return self.identity

    def new_marker(self) -> str:
        """Four letters that were not used before on this connection."""
        while True:
            letters = "".join(self._random.choice(escpos.MARKER_LETTERS) for _place in range(4))
            if letters not in self._used:
                self._used.add(letters)
                return letters
