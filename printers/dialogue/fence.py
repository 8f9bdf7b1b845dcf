"""How to know that a ticket is printed, and how to empty a printer of what an interrupted one left in it."""

from collections.abc import Generator

from printers.dialogue.conversation import Conversation, Course
from printers.models.model import Answer
from printers.paper import escpos
from printers.paper.encoder import parting

RESYNC_SECONDS = 5.0
_PAPER_ANSWERS = 3  # to `GS r`, which one stray byte could feign


class Fence:
    """A question behind a ticket that is answered in order with the data, so when the ticket is printed.

    A marker bears our letters. The answer to ``GS r`` bears nothing, and a stray byte looks the same: so three of them
    have to come, after the ticket began to go, and not sooner than any printer could have printed it. On a line that
    does not notice a printer that is switched off, each piece of the ticket has a question of its own: what a power
    cut swallowed is then missed.
    """

    def __init__(self, talk: Conversation, data: bytes, letters: str, answers: int) -> None:
        self.data = data
        self.letters = letters or "GS r"
        self._talk = talk
        self._marker = letters
        self._answers = answers
        self._due = 0
        self._not_before = 0.0

    def set(self, seconds: float = 0.0) -> None:
        """From now on answers count, after those owed to older questions; none before this many seconds."""
        self._talk.queued_asked += self._answers
        self._due = self._talk.queued_asked
        self._not_before = self._talk.now() + seconds

    def between(self) -> bytes:
        """A question between two pieces."""
        if Answer.GSR not in self._talk.model.answers:
            return b""
        self._talk.queued_asked += 1
        self._due = self._talk.queued_asked
        return escpos.ASK_PAPER

    def passed(self) -> bool:
        """Whether everything before the fence is printed."""
        if self._talk.echoes and not self._marker:
            return False
        if self._marker and self._marker not in self._talk.marker_heard:
            return False
        if self._talk.now() < self._not_before:
            return False
        return self._talk.queued_heard >= self._due


def fence_for(talk: Conversation) -> Fence | None:
    """What to put behind a ticket to learn that it is printed; None when this printer has nothing of the kind."""
    if Answer.MARKER in talk.model.answers:
        letters = talk.new_marker()
        return Fence(talk, escpos.marker(letters), letters, 0)
    if Answer.GSR in talk.model.answers:
        return Fence(talk, escpos.ASK_PAPER * _PAPER_ANSWERS, "", _PAPER_ANSWERS)
    return None


def flush(talk: Conversation) -> Course:
    """End an interrupted picture and part the spoilt piece (PRINTING.md 6.2)."""
    band = talk.model.band_rows * ((talk.model.dots + 7) // 8) + 16
    talk.out.clear()
    talk.send(escpos.FLUSH[: min(len(escpos.FLUSH), band)] + escpos.LF + escpos.INIT + escpos.units(talk.model.dpi))
    if Answer.ASB in talk.model.answers:
        talk.send(escpos.ASB_ON)
    talk.send(escpos.feed(8) + parting(talk.model))
    yield from talk.drained()


def resync(talk: Conversation) -> Generator[float, None, bool]:
    """Drive out what is left of an old ticket, and wait until the printer has done all that.

    True when its answer proves that nothing waits in its buffer any more, or when this printer could not say so
    anyway.
    """
    yield from flush(talk)
    fence = fence_for(talk)
    if not fence:
        yield from talk.until(lambda: False, 1.0)
        return True
    if (yield from _passes(talk, fence)):
        return True
    if (yield from talk.ask(1)) is None or talk.condition.trouble:
        return False
    # It is well and has done all it had: answers that are still missing were lost with its power.
    talk.queued_heard = talk.queued_asked
    again = fence_for(talk)
    assert again
    return (yield from _passes(talk, again))


def _passes(talk: Conversation, fence: Fence) -> Generator[float, None, bool]:
    """Send a fence and wait for its answer."""
    fence.set()
    talk.send(fence.data)
    yield from talk.drained()
    return (yield from talk.until(fence.passed, RESYNC_SECONDS))
