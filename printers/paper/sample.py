"""A whole sample ticket, for tests of a printer: marked as no queue number."""

import dataclasses
import time
from pathlib import Path

from printers.paper.layout import TicketPaper, paper_of
from shared import samples
from shared.clock import machine_clock
from shared.domain.answers import Issued, IssuedStep
from shared.domain.hall_data.hall import Hall

_WAIT = (20, 30)


def sample_paper(hall: Hall | None, lang: str, folder: Path | None = None) -> TicketPaper:
    """A ticket of the hall's first agency, or of the built-in sample hall; each one has an id of its own."""
    hall = hall or samples.load(samples.NAMES[0])
    first = next(iter(hall.service))
    agency = hall.agency_of(first)
    services = [code for code in hall.service if hall.agency_of(code) == agency][:1]
    steps = tuple(IssuedStep(place, code, 7, _WAIT) for place, code in enumerate(services, 1))
    now = machine_clock()
    issued = Issued(time.time_ns() // 1000, f"{agency}-123", "", now, True, False, lang, steps)
    return dataclasses.replace(paper_of(hall, issued, lang, now, folder=folder), sample=True)
