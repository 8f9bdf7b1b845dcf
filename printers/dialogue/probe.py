"""What does this very printer answer? Asked once at installation; nothing here prints on an honest printer."""

from collections.abc import Generator
from dataclasses import dataclass

from printers.dialogue.conversation import LATE, Conversation
from printers.models.model import Answer
from printers.paper import escpos

_MARKER = "1359"


@dataclass(frozen=True, slots=True)
class Found:
    """The answers that came, and what the printer calls itself (clones lie)."""

    answers: frozenset[Answer]
    identity: str = ""
    echoes: bool = False  # the line returned what was sent

    @property
    def silent(self) -> bool:
        """Whether it says nothing at all: it may be off, or not be able to answer."""
        return not self.answers


def probe(talk: Conversation, *, markers: bool, busy: float = 0.0) -> Generator[float, None, Found]:
    """Try each question. ``markers`` also tries ``GS ( H``, which a bad clone might print: four letters.

    Three answers that no parser can mix up are asked for at once, and waited for as long as the slowest printer takes;
    longer by ``busy`` seconds when it has something else to do first.
    """
    automatic = talk.automatic
    talk.queued_asked, talk.queued_heard = 1, 0
    talk.send(escpos.ASK_PAPER)
    talk.send(escpos.ASB_ON)
    talk.begin_ask(1)
    yield from talk.until(
        lambda: talk.echoes or (talk.answered and talk.queued_heard > 0 and talk.automatic > automatic), LATE + busy
    )
    if talk.echoes:
        talk.end_ask(1)
        return Found(frozenset(), echoes=True)
    found = {Answer.EOT} if (yield from _answers_at_once(talk)) else set[Answer]()
    found |= {Answer.GSR} if talk.queued_heard else set()
    found |= {Answer.ASB} if talk.automatic > automatic else set()
    identity = ""
    if markers and found:
        maker = yield from talk.ask_identity(66)
        name = yield from talk.ask_identity(67)
        identity = f"{maker} {name}".strip()
        found |= {Answer.IDENT} if identity else set()
        talk.send(escpos.marker(_MARKER))
        came = yield from talk.until(lambda: _MARKER in talk.marker_heard, talk.patience)
        found |= {Answer.MARKER} if came else set()
    if found:
        found |= _untested(talk)
    return Found(frozenset(found), identity)


def _answers_at_once(talk: Conversation) -> Generator[float, None, bool]:
    """Whether ``DLE EOT`` was answered, or is the second time; how long that takes makes us patient."""
    if talk.answered:
        talk.patience = max(talk.patience, min(3.0, 1.3 * talk.answer_seconds))
        talk.end_ask(1)
        return True
    talk.end_ask(1)
    return (yield from talk.ask(1)) is not None


def _untested(talk: Conversation) -> frozenset[Answer]:
    """What a probe must not try on a printer that works: it keeps what the model's record says."""
    return talk.model.answers & {Answer.CLEAR, Answer.RECOVER, Answer.EOT20}
