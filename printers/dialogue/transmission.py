"""One ticket's way into one printer: its pieces, the questions between them, and the waiting for its marker.

Its answer is a reliable fate; which other printer may print the ticket is decided elsewhere.
"""

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass

from printers.dialogue.condition import Trouble
from printers.dialogue.conversation import Conversation, Course, WriteStalled
from printers.dialogue.fence import Fence
from printers.dialogue.printer_events import GoingOn, News, Stalled
from printers.models.model import Answer, Model
from printers.paper import escpos
from printers.paper.render import Rendered
from shared.store.record.job_rows import JobState

POLL_SECONDS = 0.3  # between questions while a ticket is on its way
POWER_SECONDS = 0.8  # a serial printer silent for this long in the middle of a ticket may have been off
FENCE_LIMIT = 15.0  # a printer that answers well is waited for this long
NO_MARKER = "no_marker"
_SLOWEST_MM = 30.0  # a second
_MUTE_SECONDS = 0.5  # a printer that never answers may be given the next ticket after these


@dataclass(slots=True)
class Task:
    """A ticket to print. ``begin`` commits "sending" with the marker; it runs just before the first byte goes."""

    job: str
    rendered: Rendered
    begin: Callable[[str], None]


class Transmission:
    """A ticket on its way through a printer's conversation. :meth:`transmit` it, then ask for its :meth:`fate`.

    Both raise WireLost when the connection breaks and WriteStalled when the printer takes nothing without a word, or
    when ``abandoned`` says that the ticket goes elsewhere.
    """

    def __init__(
        self,
        printer: str,
        talk: Conversation,
        task: Task,
        model: Model,
        tell: Callable[[News], None],
        now: Callable[[], float],
        abandoned: Callable[[], bool],
    ) -> None:
        self._printer, self._talk, self._task, self._model = printer, talk, task, model
        self._tell, self._now, self._abandoned = tell, now, abandoned
        self._suspect = False  # it may have been switched off and on in the middle
        self._question = 1  # the last one asked
        self._questions: deque[int] = deque()  # those to ask after it

    def transmit(self, fence: Fence | None) -> Course:
        """The whole ticket, with a status question between its pieces now and then."""
        talk, model = self._talk, self._model
        pieces = list(self._task.rendered.pieces)
        if Answer.ASB in model.answers:
            pieces.insert(1, escpos.ASB_ON)
        if fence:
            fence.set(0.3 * self._task.rendered.mm / model.speed_mm)
            if not talk.wire.notices_power:
                pieces = [*(piece + fence.between() for piece in pieces[:-1]), pieces[-1]]
            pieces[-1] += fence.data
        polls = Answer.EOT in model.answers and talk.wire.answers
        polled_at = self._now()
        for piece in pieces:
            if polls and not talk.asking and self._now() - polled_at > POLL_SECONDS:
                talk.begin_ask(1)
                polled_at = self._now()
            talk.send(piece)
            yield from self._hand_over()
            self._poll_over()
        if polls and talk.asking:
            yield from talk.until(lambda: talk.answered, max(POWER_SECONDS, talk.patience))
            self._poll_over(last=True)

    def _poll_over(self, *, last: bool = False) -> None:
        """Take the answer to the question between two pieces; a long silence is suspicious where power is not noticed.

        A printer that was off meanwhile has lost what it held, and would print and answer the rest all the same.
        """
        talk = self._talk
        silent = talk.asking_seconds > max(POWER_SECONDS, talk.patience)
        if talk.asking and (talk.answered or silent or last):
            late = talk.answer_seconds > max(POWER_SECONDS, talk.patience)
            self._suspect = self._suspect or (not talk.wire.notices_power and (late or not talk.answered))
            talk.end_ask(1)

    def _hand_over(self) -> Course:
        """One piece; a stall that the printer explains is waited out, another one is an error."""
        while True:
            try:
                yield from self._talk.drained()
            except WriteStalled:
                trouble = self._talk.condition.stalled
                if not trouble:
                    raise
                yield from self._wait_out(trouble)
            else:
                return

    def _wait_out(self, trouble: Trouble) -> Course:
        """The printer takes nothing and has said why: wait until it goes on, or until we are told not to."""
        self._stall_news(trouble)
        while self._talk.condition.stalled:
            if self._abandoned():
                raise WriteStalled
            self._talk.carry()
            yield 0.2
        self._stall_news(None)

    def fate(self, done: Callable[[], bool] | None, note: str | None) -> Generator[float, None, tuple[JobState, str]]:
        """Wait for the marker (``done``), or for as long as printing takes when this printer has none.

        ``note`` is what a spooler said when it took the ticket over.
        """
        talk, model = self._talk, self._model
        if not talk.wire.answers or not model.answers & {Answer.EOT, Answer.GSR, Answer.MARKER}:
            yield from talk.until(lambda: False, _MUTE_SECONDS)
            return JobState.UNVERIFIED, note or "no_answers"
        fate, reason = yield from self._follow(done)
        if self._suspect and fate is JobState.CONFIRMED:
            return JobState.UNKNOWN, "maybe_switched_off"
        return fate, reason

    def _follow(self, done: Callable[[], bool] | None) -> Generator[float, None, tuple[JobState, str]]:
        talk = self._talk
        watch = _Watch(talk, self._slowest(done), self._now, self._stall_news, has_marker=done is not None)
        watch.paper_ended = talk.paper_ended
        while True:
            talk.carry()
            if done and done():
                talk.end_ask(self._question)
                forgetful = not self._model.keeps_buffer and (watch.paper_ended or talk.condition.paper_out)
                return (JobState.UNKNOWN, "paper_ended_in_it") if forgetful else (JobState.CONFIRMED, "marker")
            if self._abandoned():
                talk.end_ask(self._question)
                return JobState.UNKNOWN, watch.stalled or "abandoned"
            if Answer.EOT in self._model.answers:
                self._poll(watch)
            if watch.overdue():
                talk.end_ask(self._question)
                return (JobState.UNKNOWN, NO_MARKER) if done else (JobState.UNVERIFIED, "no_marker_in_this_model")
            yield watch.pause()

    def _slowest(self, done: Callable[[], bool] | None) -> float:
        """How long the paper takes at most.

        A printer that only answers at the end cannot say that it is still at it; nor can one whose questions wait in
        the system's own buffer, behind the ticket, as they do on every link but a serial line.
        """
        blind = done is not None and (Answer.EOT not in self._model.answers or self._talk.wire.notices_power)
        return self._task.rendered.mm / (min(_SLOWEST_MM, self._model.speed_mm) if blind else self._model.speed_mm)

    def _stall_news(self, trouble: Trouble | None) -> None:
        """Tell that a ticket on its way has stopped, or goes on."""
        job = self._task.job
        self._tell(Stalled(self._printer, job, trouble) if trouble else GoingOn(self._printer, job))

    def _poll(self, watch: "_Watch") -> None:
        """How it is while it prints, one question after the other; its marker is never waited for behind an answer."""
        talk = self._talk
        if not talk.asking:
            if self._now() >= watch.poll_at and talk.may_ask:
                self._question = self._questions.popleft() if self._questions else 1
                talk.begin_ask(self._question)
            return
        if not talk.answered and talk.asking_seconds <= talk.patience:
            return
        answer = talk.end_ask(self._question)
        watch.doubtful = watch.doubtful or (answer is None and not talk.wire.notices_power)
        if self._question == 1 and answer is not None:
            wrong = talk.condition.stalled or answer & 0x68
            self._questions = deque((2, 3, 4) if wrong else (3,))
        if not self._questions or answer is None:
            self._questions.clear()
            watch.poll_at = self._now() + POLL_SECONDS


class _Watch:
    """The clock of a ticket that is on its way: when it is overdue, unless the printer has said why it has stopped."""

    def __init__(
        self,
        talk: Conversation,
        printing: float,
        now: Callable[[], float],
        stall_news: Callable[[Trouble | None], None],
        *,
        has_marker: bool,
    ) -> None:
        self._talk, self._now, self._stall_news = talk, now, stall_news
        self._patience = 2.0 + talk.patience if has_marker else 0.0
        self._has_marker = has_marker
        self._printing = printing  # seconds that the paper takes
        begun = now()
        self._last = begun + FENCE_LIMIT
        self._deadline = begun + self._patience + self._printing
        self._begun = begun
        self.poll_at = begun + POLL_SECONDS
        self.stalled: Trouble | None = None
        self.doubtful = False  # a question was not answered: it may have been off, and goes on all the same
        self.paper_ended = False

    def overdue(self) -> bool:
        """Whether the marker should have come by now."""
        now, trouble = self._now(), self._talk.condition.stalled
        self.paper_ended = self.paper_ended or self._talk.condition.paper_out
        if trouble is not self.stalled:
            self._stall_news(trouble)
            self._deadline = now + self._patience + self._printing
            self._last = now + FENCE_LIMIT
            self.stalled = trouble
        elif self._has_marker and not self.doubtful and self._talk.heard_at > self._begun:
            self._deadline = min(max(self._deadline, self._talk.heard_at + self._patience), self._last)
        return not self.stalled and now >= self._deadline

    def pause(self) -> float:
        """How long nothing is to be done."""
        if self._talk.asking:
            return 0.05
        moment = self.poll_at if self.stalled else min(self.poll_at, self._deadline)
        return max(0.005, moment - self._now())
