"""``antrean printer``: for the technician at a printer that does not answer."""

import os
from typing import Any

import click

from printers.dialogue import printer_status, technician_session
from printers.link import devices
from printers.models.escpos_profiles import profiles
from printers.models.model import codes, model
from printers.queue.printer_view import paper_left
from shared import config
from shared.cli import common
from shared.cli.common import Reply, hall_option, json_option
from shared.cli.printing.printer_emulate import emulate
from shared.cli.printing.printer_target import PrinterTarget, device_options, target
from shared.cli.printing.printer_try import probe, test
from shared.domain.answers import Refused
from shared.store.live_program import LiveProgram
from shared.store.record.job_rows import PrinterRecord
from shared.text.printer_words import staff_words


@click.group()
def printer() -> None:
    """Ticket printers: find, ask, test and emulate them.

    A printer is named by --device LINK (tcp:HOST:PORT, serial:PATH?baud=9600&flow=rtscts, rfcomm:ADDRESS, usb:PATH,
    usb:VID:PID, cups:NAME or windows:NAME) or by --kiosk K1, whose printers the hall's data name.
    """


# --- list, status ----------------------------------------------------------------------------------------------


@printer.command("list")
@hall_option
@click.option("--models", is_flag=True, help="List the known models instead.")
@json_option
def list_(hall: str | None, models: bool) -> Reply:
    """List what is connected to this PC, and the printers in the hall's data."""
    if models:
        known = {code: model(code).name for code in codes()} | {f"escpos:{name}": name for name in sorted(profiles())}
        return Reply({"models": known}, [f"{code:28} {name}" for code, name in known.items()])
    found = devices.devices()
    named: list[dict[str, Any]] = []
    if hall or os.environ.get(config.HALL):
        with common.opened(hall) as file:
            for code, data in common.hall_of(file).printer.items():
                named.append({"printer": code, "link": data.link, "model": data.model})
    listed = [{"link": entry.link, "words": entry.words, "held_by": entry.holder or None} for entry in found]
    data = {"devices": listed, "hall": named}
    lines = [f"{entry.link:50} {entry.words}" for entry in found] or ["No serial port, USB printer or queue was found."]
    lines += [f"{entry['printer']:6} {entry['link']:43} {entry['model']}" for entry in named]
    return Reply(data, lines)


@printer.command()
@device_options
@json_option
def status(**given: Any) -> Reply:
    """The condition of a printer, in one word with its exit code, and for about how many tickets its paper lasts."""
    with target(given) as at:
        record, holder = at.jobs.printer(at.setup.code), at.holder()
        in_file = holder is not None or record.quarantined
        finding = _as_written(at, record) if in_file else technician_session.look(at.setup.link, at.model)
    used, left, tickets = paper_left(record, at.setup.roll_mm, finding.condition)
    paper = {
        "roll_mm": at.setup.roll_mm,
        "used_mm": round(used),
        "left_mm": round(left),
        "tickets_left": tickets,
        "cuts": record.cuts,
        "total_m": round(record.total_mm / 1000, 1),
    }
    held = {"kiosk": holder.device, "pc": holder.pc} if holder else None
    data = finding.facts() | {"printer": at.setup.code, "paper": paper, "held_by": held}
    lines = [f"{at.setup.link}: {finding.word}", f"  {common.words(staff_words(finding.word))}"]
    lines += [f"  {line}" for line in (*_held(holder), *finding.advice)]
    lines.append(f"  paper: {used / 1000:.1f} m used, about {tickets} tickets left, {record.cuts} cuts in all")
    return Reply(data, lines, printer_status.EXITS[finding.word])


def _as_written(at: PrinterTarget, record: PrinterRecord) -> technician_session.PrinterFinding:
    """Only its kiosk may ask it now, but the file has what the kiosk saw."""
    word = printer_status.of_record(record, at.setup.link, watched=True)
    seen = technician_session.Condition(paper_out=word is printer_status.Trouble.PAPER_OUT)
    return technician_session.PrinterFinding(at.setup.link, word, seen)


def _held(holder: LiveProgram | None) -> tuple[str, ...]:
    return () if holder is None else (f"Kiosk {holder.device} on {holder.pc} holds it and says this.",)


@printer.command()
@device_options
@json_option
def ready(**given: Any) -> Reply | Refused:
    """Tell that a printer that was out of use is in order again: its kiosk tries it within seconds."""
    with target(given) as at:
        if at.refused is not None:
            return at.refused
        at.jobs.release(at.setup.code)
    return Reply({"printer": at.setup.code, "quarantined": False}, [f"{at.setup.code}: tried again soon."])


@printer.command("reset-paper")
@device_options
@json_option
def reset_paper(**given: Any) -> Reply | Refused:
    """Tell that a full roll was put in: count from zero."""
    with target(given) as at:
        if at.refused is not None:
            return at.refused
        at.jobs.new_roll(at.setup.code)
        record = at.jobs.printer(at.setup.code)
    _used, left, tickets = paper_left(record, at.setup.roll_mm, technician_session.Condition(connected=True))
    data = {"printer": at.setup.code, "left_mm": round(left), "tickets_left": tickets}
    return Reply(data, [f"{at.setup.code}: a full roll, about {tickets} tickets."])


for _command in (probe, test, emulate):
    printer.add_command(_command)
