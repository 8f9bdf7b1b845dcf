"""A request for one paper: the caller holds its handle, and reads there what the visitor may be told."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from printers.dialogue.condition import Trouble
from printers.paper.layout import TicketPaper
from shared.domain.words import Text
from shared.store.record.job_rows import Job, JobState
from shared.text.printer_words import visitor_words


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
    """A request for one paper, through all printers it may be tried on.

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
