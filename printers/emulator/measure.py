"""Bytes and seconds of a ticket on each kind of link, measured on the emulator at its true pace."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import traits_of
from printers.models.model import model
from printers.paper.layout import TicketPaper
from printers.paper.render import render
from printers.queue.hall_access import jobs_for
from printers.queue.printer_setup import PrinterSetup
from printers.queue.service import PrintService
from shared.clock import machine_clock

BAUDS = (9600, 19200, 115_200)
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One ticket on one link. ``in_hand`` is from the wish to the printer's confirmation, cut included."""

    link: str
    how: str
    bytes: int
    mm: float
    line_seconds: float  # the bytes alone on a serial line, 10 bits each; 0 for TCP
    in_hand: float
    fate: str


def measure(paper: TicketPaper, code: str = "epson-tm-t20iii") -> list[Measured]:
    """A ticket as text and as a picture, on three serial speeds and on TCP."""
    found: list[Measured] = []
    for how in ("native", "raster"):
        for baud in (*BAUDS, None):
            found.append(_measured(paper, code, how, baud))
    return found


def _measured(paper: TicketPaper, code: str, how: str, baud: int | None) -> Measured:
    known = model(code)
    rendered = render(paper, known.at_speed(baud), how)
    with (
        tempfile.TemporaryDirectory() as folder,
        EmulatedPrinter(traits_of(known), port=None if baud else 0, baud=baud) as printer,
    ):
        setup = PrinterSetup("P1", printer.link, code, render=how)
        with PrintService(jobs_for(None, "measure", machine_clock, Path(folder)), [setup], machine_clock) as service:
            _connected(service)
            start = time.monotonic()
            fate = service.print_ticket(paper).wait(_SECONDS)
            seconds = time.monotonic() - start
    line = len(rendered) * 10 / baud if baud else 0.0
    link = f"serial {baud:,}" if baud else "TCP"
    return Measured(link, how, len(rendered), rendered.mm, line, seconds, fate.value if fate else "none")


def _connected(service: PrintService) -> None:
    """Until the link stands: a kiosk's does, long before a visitor comes."""
    end = time.monotonic() + 5
    while time.monotonic() < end and not all(view.condition.connected for view in service.views()):
        time.sleep(0.02)


def table(found: list[Measured]) -> list[str]:
    """The figures as a table for ``docs/printing.md``."""
    lines = [
        "| ticket | link | bytes | paper | bytes on the line | in hand, cut included |",
        "|---|---|---|---|---|---|",
    ]
    for entry in found:
        on_line = f"{entry.line_seconds:.2f} s" if entry.line_seconds else "-"
        lines.append(
            f"| {entry.how} | {entry.link} | {entry.bytes:,} | {entry.mm:.0f} mm | {on_line} | {entry.in_hand:.1f} s |"
        )
    return lines
