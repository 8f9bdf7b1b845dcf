"""One wish for a paper: whoever asked for it holds its handle, and reads there what the visitor may be told."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from printers.dialogue.condition import Trouble, visitor_words
from printers.paper.layout import TicketPaper
from shared.domain.words import Text
from shared.store.printing.job_rows import Job, JobState


@dataclass(frozen=True, slots=True)
class Progress:
    """What a visitor may be told now. ``fate`` is None while the paper is on its way."""

    state: JobState
    fate: JobState | None
    printer: str | None
    copy: int
    trouble: Trouble | None
    sentence: Text


OnProgress = Callable[[Progress], None]


class JobHandle:
    """One wish for a paper, through all printers it may be tried on.

    ``wait`` blocks; ``on_progress`` is called back on the printing service's threads.
    """

    def __init__(self, paper: TicketPaper, on_progress: OnProgress | None = None) -> None:
        self.paper = paper
        self.job: Job | None = None
        self.progress = Progress(JobState.QUEUED, None, None, paper.copy, None, visitor_words(None))
        self._on_progress = on_progress
        self._done = threading.Event()

    @property
    def fate(self) -> JobState | None:
        """The end, or None while it goes on."""
        return self.progress.fate

    def wait(self, seconds: float | None = None) -> JobState | None:
        """Wait for the fate."""
        self._done.wait(seconds)
        return self.fate

    def tell(self, progress: Progress) -> None:
        """For the dispatcher: what is so now."""
        self.progress = progress
        if progress.fate is not None:
            self._done.set()
        if self._on_progress:
            self._on_progress(progress)


_ENDS: Mapping[JobState, Text] = {
    JobState.CONFIRMED: {"id": "Silakan ambil karcis Anda.", "en": "Please take your ticket."},
    JobState.UNVERIFIED: {
        "id": "Silakan ambil karcis Anda. Bila tidak keluar, tekan tombol di bawah.",
        "en": "Please take your ticket. If none came out, press the button below.",
    },
    JobState.UNKNOWN: {
        "id": "Karcis mungkin sudah keluar. Bila tidak, tekan tombol di bawah. Nomor Anda tetap berlaku.",
        "en": "Your ticket may have come out. If not, press the button below. Your number is valid either way.",
    },
    JobState.FAILED_CLEAN: {
        "id": "Karcis tidak dapat dicetak. Nomor Anda tetap berlaku; silakan catat atau foto.",
        "en": "Your ticket cannot be printed. Your number is valid; please note or photograph it.",
    },
    JobState.REPLACED: {"id": "Karcis Anda dicetak di tempat lain.", "en": "Your ticket is printed elsewhere."},
}
_COPY: Text = {
    "id": "Silakan ambil karcis Anda yang bertanda SALINAN.",
    "en": "Please take your ticket, the one marked COPY.",
}


def said(fate: JobState | None, trouble: Trouble | None, copy: int) -> Text:
    """What the visitor reads of a paper on its way, or at its end."""
    if fate is None:
        return visitor_words(trouble)
    if copy > 1 and fate is JobState.CONFIRMED:
        return _COPY
    return _ENDS[fate]
