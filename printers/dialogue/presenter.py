"""Printers with a presenter: a cut ticket is held out, taken or drawn back in, and never given to the next visitor.

The bytes that let it out end every ticket (``escpos.parting``). Here is what comes later: a ticket that nobody took.
"""

import logging
from collections.abc import Callable, Generator

from printers.dialogue.conversation import Conversation, Course
from printers.models.model import Answer, Model
from printers.paper import escpos

_log = logging.getLogger("antrean.printers")
LOOK_SECONDS = 1.0  # between two looks at a ticket in the outlet
CLEAR_SECONDS = 3.0


class Presenter:
    """The outlet of one printer: whether a ticket waits there, and since when."""

    def __init__(self, printer: str, now: Callable[[], float]) -> None:
        self._printer, self._now = printer, now
        self._since: float | None = None

    def seen(self, *, full: bool) -> None:
        """The last reading of its sensor."""
        if not full:
            self._since = None
        elif self._since is None:
            self._since = self._now()

    def due(self, limit: int | None) -> bool:
        """Whether a ticket has waited as long as the hall lets it."""
        return limit is not None and self._since is not None and self._now() - self._since >= limit

    def watch(self, talk: Conversation) -> Course:
        """Take note of the sensor, and draw in what nobody took in time."""
        self.seen(full=watched(talk.model) and talk.condition.presented)
        if self.due(talk.model.retract_seconds):
            _log.info("printer %s: a ticket that nobody took is drawn back in", self._printer)
            yield from self.clear(talk)

    def clear(self, talk: Conversation) -> Course:
        """Nothing of the visitor before may lie in the outlet when the next ticket comes."""
        if not watched(talk.model) or not talk.condition.presented:
            return
        talk.send(escpos.EJECT if talk.model.retract_seconds is None else escpos.RETRACT)
        yield from talk.drained()
        end = self._now() + CLEAR_SECONDS
        while talk.condition.presented and self._now() < end:
            yield from _nap(talk)
            yield from talk.ask_all()
        self.seen(full=talk.condition.presented)


def watched(model: Model) -> bool:
    """Whether this printer has a presenter and a sensor in its outlet."""
    return model.presenter and Answer.EOT20 in model.answers


def _nap(talk: Conversation) -> Generator[float, None, bool]:
    return talk.until(lambda: False, 0.2)
