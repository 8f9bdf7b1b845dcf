"""Which printer a command is about: by its link, or as one of the hall's."""

import dataclasses
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from printers.dialogue import technician_session
from printers.link import address
from printers.models.model import Answer, Model, model
from printers.queue.hall_access import CallerRunner, jobs_for
from printers.queue.printer_setup import PrinterSetup, printers_of
from shared.cli import common
from shared.cli.common import hall_option
from shared.clock import process_clock
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.acts import officers
from shared.store.engine import Engine
from shared.store.live_program import LiveProgram
from shared.store.printing.jobs import Jobs
from shared.store.sqlite.share.heartbeats import live_programs


def device_options(command: Any) -> Any:
    """``--device``, ``--kiosk``, ``--printer``, ``--model``, ``--width``."""
    for option in (
        click.option("--width", type=click.Choice(["58", "80"]), help="Paper width in mm, where not the model's own."),
        click.option(
            "--model", "model_code", metavar="MODEL", help="Its capability record; `list --models` names them."
        ),
        click.option("--printer", "printer_code", metavar="P1", help="One of the hall's printers by its code."),
        click.option("--kiosk", metavar="K1", help="The first printer of this kiosk."),
        click.option("--device", metavar="LINK", help="A printer by its link, without a hall."),
        hall_option,
    ):
        command = option(command)
    return command


@dataclass(slots=True)
class PrinterTarget:
    """The printer that a command is about, and where its record is kept."""

    setup: PrinterSetup
    jobs: Jobs
    hall: Hall | None
    folder: Path | None
    run: CallerRunner | None
    refused: Refused | None = None
    """Why whoever acts may not say that this printer of the hall is ready."""

    @property
    def model(self) -> Model:
        """Its model, with the answers that a probe found."""
        known = self.setup.known
        record = self.jobs.printer(self.setup.code)
        if record.answers is not None and record.probed_link == self.setup.link:
            known = known.answering(frozenset(Answer(name) for name in record.answers))
        return known

    def keep(self, finding: technician_session.PrinterFinding) -> None:
        """Keep what a probe found, if it was complete."""
        if finding.can_be_kept and finding.found:
            self.jobs.save_probe(self.setup.code, finding.found.answers, finding.found.identity, self.setup.link)

    def keep_mute(self) -> None:
        """Keep that it prints and never answers: a person saw its paper."""
        self.jobs.save_probe(self.setup.code, (), "", self.setup.link)

    def must_be_free(self) -> None:
        """Refuse to talk with a printer that a running kiosk holds: the bytes of both would mix."""
        holder = self.holder()
        if holder is not None:
            raise EnvironmentFault(
                Kind.DEVICE,
                f"Kiosk {holder.device} on {holder.pc} holds this printer.",
                "End the kiosk's program first. `antrean printer status` says what it saw.",
            )

    def holder(self) -> LiveProgram | None:
        """The running kiosk that holds this printer for itself, according to the hall's file."""
        if self.hall is None or self.folder is None or self.setup.shared:
            return None
        kiosks = {code for code, kiosk in self.hall.kiosk.items() if self.setup.code in kiosk.printers}
        try:
            living = live_programs(self.folder, clock=process_clock())
        except OSError:
            return None
        return next((program for program in living if program.device in kiosks), None)


@contextmanager
def target(given: Mapping[str, Any]) -> Generator[PrinterTarget]:
    """The printer named by the options."""
    if given["device"]:
        if given["kiosk"] or given["printer_code"]:
            raise UsageFault("A printer is named twice.", "Give --device, or --kiosk, or --printer.")
        link = str(given["device"])
        address.parse(link)
        setup = _changed(PrinterSetup(link, link), given)
        yield PrinterTarget(setup, jobs_for(None, common.DEVICE, process_clock()), None, None, None)
        return
    if not given["kiosk"] and not given["printer_code"]:
        raise UsageFault(
            "No printer is named.", "Give --device LINK, or --hall FOLDER with --kiosk K1 or --printer P1."
        )
    with common.opened(given["hall"]) as file:
        hall = common.hall_of(file)
        yield _target(file, hall, _changed(_of_hall(hall, given), given))


def of_the_hall(file: Engine, hall: Hall, code: str) -> PrinterTarget:
    """A printer of a hall's file that is open already."""
    return _target(file, hall, _of_hall(hall, {"printer_code": code}))


def _target(file: Engine, hall: Hall, setup: PrinterSetup) -> PrinterTarget:
    jobs = jobs_for(_Direct(file), common.DEVICE, file.clock)
    return PrinterTarget(setup, jobs, hall, file.folder, CallerRunner(file), officers.need(file, "printer_ready"))


class _Direct:
    """Runs job operations right here: the command's only thread owns the file."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.folder = file.folder

    def __call__(self, operation: Any) -> Any:
        return operation(self._file)


def _of_hall(hall: Hall, given: Mapping[str, Any]) -> PrinterSetup:
    if given["printer_code"]:
        code = common.known("printer", str(given["printer_code"]), hall.printer)
        users = sum(code in kiosk.printers for kiosk in hall.kiosk.values())
        return PrinterSetup.of(code, hall.printer[code], shared=users > 1)
    kiosk = common.known("kiosk", str(given["kiosk"]), hall.kiosk)
    found = printers_of(hall, kiosk)
    if not found:
        raise EnvironmentFault(
            Kind.DEVICE,
            f"Kiosk {kiosk} has no printer in the hall's data.",
            f"Write printers = [...] in [kiosk.{kiosk}].",
        )
    return found[0]


def _changed(setup: PrinterSetup, given: Mapping[str, Any]) -> PrinterSetup:
    width = int(given["width"]) if given["width"] else setup.width_mm
    code = given["model_code"] or setup.model
    model(code).on_paper(width)  # refuse a wrong link before anything is opened
    return dataclasses.replace(setup, model=code, width_mm=width)
