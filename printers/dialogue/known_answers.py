"""What one printer is known to answer: from its model's record, from the file, or because it was asked just now."""

import dataclasses
from collections.abc import Callable, Generator

from printers.dialogue.conversation import Conversation
from printers.dialogue.fence import RESYNC_SECONDS, flush
from printers.dialogue.health import LOOK_SECONDS
from printers.dialogue.printer_events import News, Probed
from printers.dialogue.probe import probe
from printers.models.model import Answer, Model

LISTEN_LIMIT = 300.0  # a silent printer is asked again more and more seldom


class KnownAnswers:
    """The model of one printer, as far as it is known by now."""

    def __init__(self, code: str, record: Model, tell: Callable[[News], None], now: Callable[[], float]) -> None:
        self.model = record
        self._code, self._record, self._tell, self._now = code, record, tell, now
        self._probed = False
        self.silent = False  # it said nothing when it was probed: off, or not able to
        self.listens = False  # it may still say something
        self._listen_at = 0.0
        self._pause = LOOK_SECONDS

    def must_probe(self, talk: Conversation) -> bool:
        """Whether it is not known what it answers; with an open cover it would not say."""
        known = self._probed or self.model.sure or not talk.wire.answers
        return not known and (talk.condition.cause is None or not talk.condition.connected)

    def find_out(self, talk: Conversation, *, unsafe: bool) -> Generator[float, None, bool]:
        """Probe it; returns whether no part of an old ticket can be in it now (``unsafe``: it may until then).

        A printer that says nothing is printed on all the same: most of those with three wires never say anything.
        """
        self._probed = True
        talk.model = self._record
        if unsafe:  # what swallows a ticket swallows questions, too
            yield from flush(talk)
        found = yield from probe(talk, markers=False, busy=RESYNC_SECONDS if unsafe else 0.0)
        self.silent, self.listens = found.silent, found.silent and not found.echoes
        self._pause = LOOK_SECONDS
        self._listen_at = self._now() + self._pause
        if Answer.EOT in found.answers and (yield from talk.ask_how(idle=False)) and talk.condition.cause:
            self._probed = False  # with its cover open or its roll out it does not answer all that it can
            self.take(talk, dataclasses.replace(self._record, answers=self._record.answers | found.answers))
            return False
        self.take(talk, self._record.answering(found.answers))
        if not found.silent:
            self._tell(Probed(self._code, found.answers, found.identity))
        return True

    def one_way(self, talk: Conversation) -> None:
        """Its cable has no way back."""
        self.take(talk, self._record.answering(frozenset()))

    def take(self, talk: Conversation, model: Model) -> None:
        """From now on this is known."""
        self.model = talk.model = model

    def listen(self, talk: Conversation) -> None:
        """A printer that was silent may have been off: a question now and then, without waiting for the answer."""
        if talk.answered:
            talk.end_ask(1)
            self.silent = self.listens = self._probed = False
            self.take(talk, self._record)
        elif self._now() >= self._listen_at:
            talk.end_ask(1)
            talk.begin_ask(1)
            self._pause = min(LISTEN_LIMIT, 2 * self._pause)
            self._listen_at = self._now() + self._pause
