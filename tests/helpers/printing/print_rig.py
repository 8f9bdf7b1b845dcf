"""A printing service with real emulated printers on ptys and sockets, all at a quicker pace than life."""

import dataclasses
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from printers.emulator.roll import Piece
from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import Traits, traits_of
from printers.models.model import model
from printers.paper.layout import TicketPaper
from printers.queue.job_handle import JobHandle, Progress
from printers.queue.printer_setup import PrinterSetup
from printers.queue.printer_view import PrinterView
from printers.queue.service import PrintService
from shared.clock import Clock, machine_clock
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record.job_rows import Asked, Job, JobState
from tests.helpers.machine.linux import WINDOWS
from tests.helpers.printing.print_world import paper

QUICK = 3.0
"""How much quicker than life, where the machine keeps up."""
EPSON = "epson-tm-t20iii"


def pace() -> float:
    """A printer's deadlines are real seconds: on a machine with much else to do the rig runs as slow as life."""
    if not hasattr(os, "getloadavg"):  # Windows does not tell
        return 1.0
    return QUICK if os.getloadavg()[0] < 3 * (os.cpu_count() or 1) else 1.0


class Rig:
    """Printers ``P1``, ``P2`` ... and the service of kiosk K1. ``kinds`` are ``pty`` or ``tcp``, one for each."""

    def __init__(
        self,
        folder: Path,
        *kinds: str,
        traits: Traits | None = None,
        code: str = EPSON,
        render: str = "native",
        baud: int | None = None,
        stall_seconds: float = 20.0,
        queue_seconds: float = 6.0,
        clock: Clock = machine_clock,
        hold_while_off: bool = False,
        jobs: Jobs | None = None,
    ) -> None:
        kinds = kinds or ("pty",)
        if WINDOWS and "pty" in kinds:
            pytest.skip("Linux alone: its printer is a pty")
        self.folder = folder
        self.code, self.render = code, render
        self.pace = pace()
        self.stall_seconds, self.queue_seconds = stall_seconds, queue_seconds
        self.clock = clock
        self.printers = [
            EmulatedPrinter(
                traits or traits_of(model(code)),
                port=0 if kind == "tcp" else None,
                baud=baud if kind == "pty" else None,
                pace=self.pace,
                hold_while_off=hold_while_off,
            ).start()
            for kind in kinds
        ]
        for printer in self.printers:
            printer.engine.traits = printer.engine.mechanism.traits = printer.engine.decoder.traits
        self.links = [printer.link for printer in self.printers]
        self.jobs = jobs or Jobs(None, LocalPrintJobStore(folder / "jobs.db"), "K1", clock)
        self.told: list[Progress] = []
        self.service = self.start()

    def start(self) -> PrintService:
        """The service, as a kiosk starts it."""
        setups = [
            PrinterSetup(f"P{place}", link, self.code, render=self.render) for place, link in enumerate(self.links, 1)
        ]
        return PrintService(
            self.jobs,
            setups,
            self.clock,
            queue_seconds=self.queue_seconds,
            stall_seconds=self.stall_seconds,
            pace=self.pace,
        )

    def restart(self) -> None:
        """The kiosk's program ends and is started again."""
        self.service.close()
        self.service = self.start()

    def __enter__(self) -> "Rig":
        return self

    def __exit__(self, *_why: object) -> None:
        self.service.close()
        for printer in self.printers:
            printer.stop()

    # --- acts -----------------------------------------------------------------------------------------------------

    def print(self, number: int | TicketPaper, asked: Asked = Asked.ISSUE, copy: int = 1) -> JobHandle:
        """Wish for a ticket."""
        ticket = paper(number) if isinstance(number, int) else number
        return self.service.print_ticket(ticket, "K1", copy, asked=asked, on_progress=self.told.append)

    def fate(self, number: int | TicketPaper, seconds: float = 60.0) -> JobState | None:
        """Print a ticket and wait for its fate."""
        return self.print(number).wait(seconds)

    def fault(self, name: str, printer: int = 1, **facts: Any) -> None:
        """Something goes wrong (or is put right) at a printer."""
        self.printers[printer - 1].fault(name, **facts)

    def ready(self, printer: int = 1, seconds: float = 45.0) -> bool:
        """Staff press Ready; whether the printer is back in service soon."""
        self.service.ready(f"P{printer}")
        return self.eventually(lambda: not self.view(printer).quarantined, seconds)

    @staticmethod
    def eventually(true: Callable[[], bool], seconds: float = 45.0) -> bool:
        """Wait for something to become so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if true():
                return True
            time.sleep(0.01)
        return true()

    def connected(self, seconds: float = 45.0) -> bool:
        """Until every printer is known to be there."""
        return self.eventually(lambda: all(view.condition.connected for view in self.service.views()), seconds)

    # --- what came of it ------------------------------------------------------------------------------------------

    def view(self, printer: int = 1) -> PrinterView:
        """How a printer is, as staff see it."""
        return self.service.views()[printer - 1]

    def pieces(self, printer: int = 1) -> list[Piece]:
        """Cut paper."""
        return self.printers[printer - 1].pieces()

    def labels(self, printer: int = 1) -> list[str]:
        """The numbers on the cut paper, each with its copy mark."""
        return [label for piece in self.pieces(printer) for label in labels_of(piece.texts)]

    def uncut(self, printer: int = 1) -> list[str]:
        """What stands on paper that still hangs in the printer."""
        return self.printers[printer - 1].engine.mechanism.piece.texts

    def job(self, number: int, copy: int = 1) -> Job:
        """The last attempt at a paper."""
        return [job for job in self.jobs.of_ticket(paper(number).ticket) if job.copy == copy][-1]

    def sentences(self) -> list[str]:
        """What the visitor was told, in order, each once."""
        said = [progress.sentence["en"] for progress in self.told]
        return list(dict.fromkeys(said))


def labels_of(texts: Sequence[str]) -> list[str]:
    """``AB-001`` and, for a copy, ``AB-001 copy 2``."""
    found: list[str] = []
    for text in texts:
        if text.startswith("AB-"):
            found.append(text)
        elif "SALINAN" in text and found:
            found[-1] += text.replace("SALINAN", "copy").rstrip()
    return found


def traits(**changes: Any) -> Traits:
    """An Epson's traits with some things otherwise."""
    return dataclasses.replace(traits_of(model(EPSON)), **changes)
