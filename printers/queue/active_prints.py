"""What the dispatcher keeps: a slot for each printer, and each paper that is wanted."""

from dataclasses import dataclass, field

from printers.dialogue.condition import Condition, Trouble
from printers.dialogue.driver import Driver
from printers.paper.layout import TicketPaper
from printers.paper.render import Rendered
from printers.queue.job_handle import JobHandle
from shared.store.record.job_rows import Job


@dataclass(slots=True)
class PrinterSlot:
    """A printer as the dispatcher sees it."""

    driver: Driver
    link: str
    render: str = "auto"
    roll_mm: int = 50_000
    condition: Condition = field(default_factory=Condition)
    trouble: Trouble | None = None  # None until the first news, too: then it is simply tried
    quarantined: bool = False
    unknowns: int = 0  # in a row
    written: str | None = None  # the trouble that the file has of it
    given_up: tuple[JobHandle, Job] | None = None  # its last paper of unknown fate: the marker may still come

    @property
    def code(self) -> str:
        """The printer's code in the hall's data."""
        return self.driver.code

    @property
    def usable(self) -> bool:
        """Whether a ticket may be given to it."""
        return not (self.quarantined or self.driver.busy or self.trouble)

    @property
    def staff_trouble(self) -> Trouble | None:
        """What staff are told first."""
        if self.quarantined:
            return Trouble.QUARANTINED
        return self.trouble or self.condition.notable


@dataclass(slots=True)
class ActivePrint:
    """A paper that is wanted, until its fate is known."""

    handle: JobHandle
    job: Job
    paper: TicketPaper
    until: float  # no printer by then: failed clean
    printer: str | None = None
    tried: set[str] = field(default_factory=set[str])
    stalled_at: float | None = None
    rendered: Rendered | None = None
    unknown: list[Job] = field(default_factory=list[Job])  # earlier papers that may have come out unmarked
