"""What does this very printer answer? Asked once at installation; nothing here prints on an honest printer."""

from collections.abc import Generator
from dataclasses import dataclass

from printers import escpos
from printers.conversation import Conversation
from printers.model import Answer


@dataclass(frozen=True, slots=True)
class Found:
    """The answers that came, and what the printer calls itself (clones lie)."""

    answers: frozenset[Answer]
    identity: str = ""


def probe(talk: Conversation, *, markers: bool) -> Generator[float, None, Found]:
    """Try each question. ``markers`` also tries ``GS ( H``, which a bad clone might print: four letters."""
    answers: set[Answer] = set()
    if (yield from talk.ask(1)) is not None or (yield from talk.ask(1)) is not None:
        answers.add(Answer.EOT)
    talk.queued_asked, talk.queued_heard = 1, 0
    talk.send(escpos.ASK_PAPER)
    if (yield from talk.until(lambda: talk.queued_heard > 0, talk.patience)):
        answers.add(Answer.GSR)
    automatic = talk.automatic
    talk.send(escpos.ASB_ON)
    if (yield from talk.until(lambda: talk.automatic > automatic, talk.patience)):
        answers.add(Answer.ASB)
    identity = ""
    if markers:
        maker = yield from talk.ask_identity(66)
        name = yield from talk.ask_identity(67)
        identity = f"{maker} {name}".strip()
        if identity:
            answers.add(Answer.IDENT)
        talk.send(escpos.marker("1359"))
        if (yield from talk.until(lambda: "1359" in talk.marker_heard, talk.patience)):
            answers.add(Answer.MARKER)
    return Found(frozenset(answers) | _untested(talk), identity)


def _untested(talk: Conversation) -> frozenset[Answer]:
    """What a probe must not try on a printer that works: it keeps what the model's record says."""
    return talk.model.answers & {Answer.CLEAR, Answer.RECOVER, Answer.EOT20}
