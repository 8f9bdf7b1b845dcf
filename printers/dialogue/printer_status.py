"""The condition of a printer, in one word: the same at the command line, in the supervisor's window and in the manual.

Each word has its exit code of ``antrean printer status``; its sentence is in ``shared.text.printer_words``.
"""

from enum import StrEnum

from printers.dialogue.condition import Trouble
from printers.models.model import Answer, Model
from shared.store.record.job_rows import PrinterRecord


class PrinterState(StrEnum):
    """What it may be besides a :class:`Trouble`."""

    READY = "ready"
    MUTE = "mute"  # it cannot answer, and never could
    HELD = "held"  # by a kiosk that runs: only that one can ask it
    UNWATCHED = "unwatched"  # no kiosk that uses it runs: what one reported earlier may not be so any more
    ECHO = "echo"  # the line returns what is sent


Word = PrinterState | Trouble

EXITS: dict[Word, int] = {
    PrinterState.READY: 0,
    Trouble.NEAR_END: 10,
    PrinterState.HELD: 11,
    PrinterState.MUTE: 12,
    Trouble.SILENT: 13,
    PrinterState.UNWATCHED: 14,
    Trouble.QUARANTINED: 20,
    Trouble.PAPER_OUT: 21,
    Trouble.COVER: 22,
    Trouble.CUTTER: 23,
    Trouble.FATAL: 24,
    Trouble.HOT: 25,
    Trouble.FEEDING: 26,
    Trouble.OFFLINE: 27,
    Trouble.LOST: 30,
    PrinterState.ECHO: 31,
}
"""0 prints; 10 to 19 prints, and there is something to know; from 20 on it does not print until somebody acts."""


def of_record(record: PrinterRecord, link: str, *, watched: bool, shared: bool = False) -> Word:
    """What can be said without asking it, from what its kiosk wrote into the file.

    Args:
        record: The file's row.
        link: Where it is now; what was found out on another link does not count.
        watched: Whether a kiosk that prints on it is running: only then is its trouble, or the lack of one, news.
        shared: Whether several kiosks print on it, so that none of them holds it.
    """
    if record.quarantined:
        return Trouble.QUARANTINED
    if watched and record.trouble is not None:  # one that only a newer program knows is some trouble all the same
        return Trouble(record.trouble) if record.trouble in set(Trouble) else Trouble.OFFLINE
    if record.answers is not None and record.probed_link == link and not _can_answer(record.answers):
        return PrinterState.MUTE
    if not watched:
        return PrinterState.UNWATCHED
    return PrinterState.READY if shared else PrinterState.HELD


def is_mute(model: Model) -> bool:
    """Whether it is known never to answer."""
    return model.sure and not _can_answer(model.answers)


def _can_answer(answers: "frozenset[Answer] | tuple[str, ...]") -> bool:
    return bool({Answer.EOT, Answer.GSR, Answer.MARKER} & set(answers))
