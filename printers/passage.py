"""One ticket's way into one printer: its pieces, the questions between them, and the waiting for its marker.

What it answers is a fate that can be believed; who else may print the ticket is no matter of this module.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from printers import escpos
from printers.condition import Trouble
from printers.conversation import Conversation, Course, Fence, WriteStalled
from printers.model import Answer, Model
from printers.news import GoingOn, News, Stalled
from printers.render import Rendered
from shared.store.print_rows import JobState

POLL_SECONDS = 0.3  # between questions while a ticket is on its way
POWER_SECONDS = 0.8  # a serial printer silent for so long in the middle of a ticket may have been off
FENCE_LIMIT = 15.0


@dataclass(slots=True)
class Task:
    """A ticket to print. ``begin`` commits "sending" with the marker; it runs just before the first byte goes."""

    job: str
    rendered: Rendered
    begin: Callable[[str], None]


class Passage:
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
        if talk.asking:
            yield from talk.until(lambda: talk.answered, POWER_SECONDS)
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
        if not self._talk.wire.answers:
            return JobState.UNVERIFIED, note or "no_answers"
        fate, reason = yield from self._follow(done)
        if self._suspect and fate is JobState.CONFIRMED:
            return JobState.UNKNOWN, "maybe_switched_off"
        return fate, reason

    def _follow(self, done: Callable[[], bool] | None) -> Generator[float, None, tuple[JobState, str]]:
        talk = self._talk
        printing = self._task.rendered.mm / self._model.speed_mm
        watch = _Watch(talk, printing, self._now, self._stall_news, has_marker=done is not None)
        watch.paper_ended = talk.paper_ended
        while True:
            talk.carry()
            if done and done():
                forgetful = not self._model.keeps_buffer and (watch.paper_ended or talk.condition.paper_out)
                return (JobState.UNKNOWN, "paper_ended_in_it") if forgetful else (JobState.CONFIRMED, "marker")
            if self._abandoned():
                return JobState.UNKNOWN, watch.stalled or "abandoned"
            if self._now() >= watch.poll_at and Answer.EOT in self._model.answers:
                yield from self._poll()
                watch.poll_at = self._now() + POLL_SECONDS
                if done and done():
                    continue
            if watch.overdue():
                fate = JobState.UNKNOWN if done else JobState.UNVERIFIED
                return fate, "no_marker" if done else "no_marker_in_this_model"
            yield watch.pause()

    def _stall_news(self, trouble: Trouble | None) -> None:
        """Tell that a ticket on its way stands still, or goes on."""
        job = self._task.job
        self._tell(Stalled(self._printer, job, trouble) if trouble else GoingOn(self._printer, job))

    def _poll(self) -> Course:
        """How it is while it prints: one question, and all of them when it says that something is wrong."""
        talk = self._talk
        first = yield from talk.ask(1)
        if first is not None and (talk.condition.stalled or first & 0x68):
            yield from talk.ask_all()
        elif first is not None:
            yield from talk.ask(3)


class _Watch:
    """The clock of a ticket that is on its way: when it is overdue, unless the printer has said why it stands still."""

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
        self._patience = 2.0 if has_marker else 0.0
        self._printing = printing  # seconds that the paper takes
        begun = now()
        self._last = begun + FENCE_LIMIT
        self._deadline = begun + self._patience + self._printing
        self._seen = talk.automatic
        self.poll_at = begun + POLL_SECONDS
        self.stalled: Trouble | None = None
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
        elif self._talk.automatic != self._seen:
            self._deadline = min(max(self._deadline, now + self._patience), self._last)
        self._seen = self._talk.automatic
        return not self.stalled and now >= self._deadline

    def pause(self) -> float:
        """How long nothing is to be done."""
        moment = self.poll_at if self.stalled else min(self.poll_at, self._deadline)
        return max(0.005, moment - self._now())
