"""``antrean printer``: for the technician who stands before a mute printer, and the emulator for everybody else."""

import dataclasses
import json
import os
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from printers import devices, measure, session
from printers.emulator.look import Look, look_of
from printers.emulator.server import EmulatedPrinter, save_log
from printers.layout import TicketPaper
from printers.link import address
from printers.model import Answer, Model, codes, model
from printers.profiles import profiles
from printers.sample import sample_paper
from printers.service import CallerRunner, JobHandle, PrinterSetup, PrintService, jobs_for, paper_left, printers_of
from printers.testpage import test_page
from shared import config
from shared.cli import common
from shared.cli.common import Reply, hall_option, json_option
from shared.clock import machine_clock, process_clock
from shared.domain.hall import Hall
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.jobs import Jobs
from shared.store.print_rows import JobState

_GOOD = {JobState.CONFIRMED, JobState.UNVERIFIED}


@click.group()
def printer() -> None:
    """Ticket printers: find, ask, test and emulate them.

    A printer is named by --device LINK (tcp:HOST:PORT, serial:PATH?baud=9600&flow=rtscts, rfcomm:ADDRESS, usb:PATH,
    usb:VID:PID, cups:NAME or windows:NAME) or by --kiosk K1, whose printers the hall's data name.
    """


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
class Target:
    """The printer that a command is about, and where its record is kept."""

    setup: PrinterSetup
    jobs: Jobs
    hall: Hall | None
    folder: Path | None
    run: CallerRunner | None

    @property
    def model(self) -> Model:
        """Its model, with the answers that a probe found."""
        known = self.setup.known
        record = self.jobs.printer(self.setup.code)
        if record.answers is not None and record.probed_link == self.setup.link:
            known = known.answering(frozenset(Answer(name) for name in record.answers))
        return known


@contextmanager
def _target(given: Mapping[str, Any]) -> Generator[Target]:
    """The printer named by the options."""
    if given["device"]:
        if given["kiosk"] or given["printer_code"]:
            raise UsageFault("A printer is named twice.", "Give --device, or --kiosk, or --printer.")
        link = str(given["device"])
        address.parse(link)
        setup = _changed(PrinterSetup(link, link), given)
        yield Target(setup, jobs_for(None, common.DEVICE, process_clock()), None, None, None)
        return
    if not given["kiosk"] and not given["printer_code"]:
        raise UsageFault(
            "No printer is named.", "Give --device LINK, or --hall FOLDER with --kiosk K1 or --printer P1."
        )
    with common.opened(given["hall"]) as file:
        hall = common.hall_of(file)
        setup = _changed(_of_hall(hall, given), given)
        run = _Direct(file)
        jobs = jobs_for(run, common.DEVICE, file.clock)
        yield Target(setup, jobs, hall, file.folder, CallerRunner(file))


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
        return PrinterSetup.of(code, hall.printer[code])
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
    model(code).on_paper(width)  # refuse a wrong one before anything is opened
    return dataclasses.replace(setup, model=code, width_mm=width)


# --- list, probe, status ----------------------------------------------------------------------------------------------


@printer.command("list")
@hall_option
@click.option("--models", is_flag=True, help="The models there are records of, instead.")
@json_option
def list_(hall: str | None, models: bool) -> Reply:
    """What is connected to this PC, and the printers that the hall's data name."""
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
@click.option("--markers/--no-markers", default=True, help="Also try GS ( H, which a bad clone might print: 1359.")
@json_option
def probe(markers: bool, **given: Any) -> Reply:
    """Ask a printer what it can answer, and keep that: done once at installation."""
    with _target(given) as target:
        finding = session.examine(target.setup.link, target.setup.known, markers=markers)
        if finding.found and finding.found.answers:
            target.jobs.save_probe(target.setup.code, finding.found.answers, finding.found.identity, target.setup.link)
    found = finding.found
    lines = [f"{target.setup.link}: {'answers' if finding.answers else 'does not answer'}"]
    if found and found.answers:
        lines.append(f"  it answers {', '.join(sorted(found.answers))}")
    if found and found.identity:
        lines.append(f"  it calls itself {found.identity}")
    lines += _trouble_lines(finding)
    return Reply(finding.facts() | {"printer": target.setup.code, "model": target.setup.model}, lines)


@printer.command()
@device_options
@json_option
def status(**given: Any) -> Reply:
    """How a printer is now, and about how many tickets its paper is still good for."""
    with _target(given) as target:
        finding = session.look(target.setup.link, target.model)
        record = target.jobs.printer(target.setup.code)
    used, left, tickets = paper_left(record, target.setup.roll_mm, finding.condition)
    paper = {
        "roll_mm": target.setup.roll_mm,
        "used_mm": round(used),
        "left_mm": round(left),
        "tickets_left": tickets,
        "cuts": record.cuts,
        "total_m": round(record.total_mm / 1000, 1),
    }
    data = finding.facts() | {"printer": target.setup.code, "paper": paper, "quarantined": record.quarantined}
    lines = [
        f"{target.setup.link}: {'ready' if finding.answers and not finding.trouble else finding.trouble or 'silent'}"
    ]
    lines += _trouble_lines(finding)
    lines.append(f"  paper: {used / 1000:.1f} m used, about {tickets} tickets left, {record.cuts} cuts in all")
    return Reply(data, lines)


def _trouble_lines(finding: session.Finding) -> list[str]:
    said = session.staff_words(finding.trouble) if finding.trouble and finding.answers else None
    return [f"  {line}" for line in (*((common.words(said),) if said else ()), *finding.advice)]


@printer.command()
@device_options
@json_option
def ready(**given: Any) -> Reply:
    """A printer that was kept out of use was looked after: its kiosk tries it again within seconds."""
    with _target(given) as target:
        target.jobs.release(target.setup.code)
    return Reply({"printer": target.setup.code, "quarantined": False}, [f"{target.setup.code}: tried again soon."])


@printer.command("reset-paper")
@device_options
@json_option
def reset_paper(**given: Any) -> Reply:
    """A full roll was put in: count from zero."""
    with _target(given) as target:
        target.jobs.new_roll(target.setup.code)
        record = target.jobs.printer(target.setup.code)
    _used, left, tickets = paper_left(record, target.setup.roll_mm, session.Condition(connected=True))
    data = {"printer": target.setup.code, "left_mm": round(left), "tickets_left": tickets}
    return Reply(data, [f"{target.setup.code}: a full roll, about {tickets} tickets."])


# --- test -------------------------------------------------------------------------------------------------------------


@printer.command()
@device_options
@click.option("--ticket", is_flag=True, help="A whole sample ticket instead of the test page.")
@click.option("--native", "way", flag_value="native", help="The ticket as text commands.")
@click.option("--raster", "way", flag_value="raster", help="The ticket as a picture.")
@click.option("--lang", default="id", show_default=True, help="The ticket's language.")
@click.option("--measure", "measuring", is_flag=True, help="Measure tickets on emulated links, and print nothing.")
@json_option
def test(ticket: bool, way: str | None, lang: str, measuring: bool, **given: Any) -> Reply:
    """Print a test page (rulers, sizes, code pages, QR), or a sample ticket, and say what became of it."""
    if measuring:
        found = measure.measure(sample_paper(None, lang), given["model_code"] or "epson-tm-t20iii")
        return Reply({"measured": found}, measure.table(found))
    with _target(given) as target:
        address.door(target.setup.link).open().close()  # absent, taken, a file: said before anything is tried
        if ticket:
            return _print_ticket(target, sample_paper(target.hall, lang, target.folder), way)
        return _print_page(target)


def _print_ticket(target: Target, paper: TicketPaper, way: str | None) -> Reply:
    """Through the same service as a kiosk's tickets, with its jobs kept on this PC."""
    setup = target.setup
    setup = dataclasses.replace(setup, render=way or setup.render)
    jobs = jobs_for(None, common.DEVICE, machine_clock)
    start = time.monotonic()
    with PrintService(
        jobs, [setup], machine_clock, queue_seconds=4.0, stall_seconds=20.0, recover_older_ms=120_000
    ) as service:
        service.desk.seats[setup.code].driver.model = target.model
        handle = service.print_ticket(paper)
        handle.wait(300)
    if target.run and handle.job and handle.job.paper_mm and handle.fate in _GOOD:
        target.jobs.count_paper(setup.code, handle.job.paper_mm)
    return _told(setup, handle, time.monotonic() - start)


def _told(setup: PrinterSetup, handle: JobHandle, seconds: float) -> Reply:
    job, fate = handle.job, handle.fate or JobState.UNKNOWN
    data: dict[str, Any] = {
        "printer": setup.code,
        "link": setup.link,
        "fate": fate.value,
        "reason": job.reason if job else None,
        "bytes": job.bytes_total if job else None,
        "mm": job.paper_mm if job else None,
        "seconds": round(seconds, 2),
    }
    lines = [f"{setup.link}: {fate.value}" + (f" ({job.reason})" if job and job.reason else "")]
    if job and job.bytes_total:
        lines.append(f"  {job.bytes_total:,} bytes, {job.paper_mm:.0f} mm of paper, {seconds:.1f} s")
    if fate in _GOOD:
        return Reply(data, lines)
    trouble = handle.progress.trouble
    told = common.words(session.staff_words(trouble)) if trouble else common.words(handle.progress.sentence)
    data |= {"fault": "device", "sentence": told, "remedy": "`antrean printer probe` says what the printer answers."}
    return Reply(data, [*lines, f"  {told}"], common.ENVIRONMENT)


def _print_page(target: Target) -> Reply:
    known = target.model
    page = test_page(known)
    start = time.monotonic()
    with session.talking(target.setup.link, known) as talk:
        fate = session.run(talk, session.printed(talk, page))
    seconds = time.monotonic() - start
    data = {
        "printer": target.setup.code,
        "link": target.setup.link,
        "fate": fate.value,
        "bytes": len(page),
        "seconds": round(seconds, 2),
    }
    line = f"{target.setup.link}: test page {fate.value}, {len(page):,} bytes, {seconds:.1f} s"
    if fate in _GOOD:
        return Reply(data, [line])
    said = {"fault": "device", "sentence": "The test page was not confirmed.", "remedy": "Ask `antrean printer probe`."}
    return Reply(data | said, [line, "  Ask `antrean printer probe` what the printer answers."], common.ENVIRONMENT)


# --- emulate ----------------------------------------------------------------------------------------------------------


@printer.command()
@click.option("--pty", "pty", is_flag=False, flag_value="", metavar="[PATH]", help="A serial line, under this path.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --tcp: the address to listen on.")
@click.option(
    "--tcp", type=click.IntRange(0, 65535), metavar="PORT", help="A network printer on this PC; 0 is any port."
)
@click.option("--model", "model_code", metavar="MODEL", help="Be like this model; without it, answer everything.")
@click.option("--baud", type=int, help="Carry bytes no faster than this speed.")
@click.option("--pace", type=float, default=1.0, show_default=True, help="Run so many times faster than real time.")
@click.option(
    "--paper", type=click.Path(path_type=Path), metavar="FOLDER", help="Save each cut ticket as PNG and JSON."
)
@click.option(
    "--control", type=click.Path(path_type=Path), metavar="SOCKET", help="Take orders (faults) here, as JSON lines."
)
@click.option(
    "--log", "log_file", type=click.Path(path_type=Path), metavar="FILE", help="At the end, write every byte."
)
@click.option("--fault", "faults", multiple=True, metavar="JSON", help='As {"fault": "paper_out", "after_dots": 300}.')
@click.option("--lenient", is_flag=True, help="Do not complain of commands that are not known.")
@click.option("--seconds", type=float, help="End after so long, instead of with Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="Say where it listens, and at the end what came out, as JSON.")
def emulate(**given: Any) -> int:
    """Be a printer: on a serial line (--pty) or the network (--tcp), with paper as pictures and faults on command."""
    if (given["pty"] is None) == (given["tcp"] is None):
        raise UsageFault("The emulator needs one way to be reached.", "Give --pty or --tcp PORT.")
    look = look_of(model(given["model_code"])) if given["model_code"] else Look()
    look = look.having(strict=not given["lenient"])
    faults = faults_of(given["faults"])
    emulated = EmulatedPrinter(
        look,
        port=given["tcp"],
        host=given["host"],
        baud=given["baud"],
        pace=given["pace"],
        paper=given["paper"],
        control=given["control"],
        pty_path=Path(given["pty"]) if given["pty"] else None,
        on_piece=None if given["as_json"] else _say_piece,
        tears=True,
    )
    with emulated:
        for fault in faults:
            emulated.do({"do": "fault", **fault})
        _hello(emulated, given)
        _until_interrupted(given["seconds"])
        if given["log_file"]:
            save_log(emulated, given["log_file"])
        errors = emulated.engine.decoder.errors
        pieces = [piece.facts() for piece in emulated.pieces()]
    if given["as_json"]:
        click.echo(json.dumps({"tickets": pieces, "errors": errors}, ensure_ascii=False))
    for error in dict.fromkeys(errors):
        click.echo(f"antrean: {error}", err=True)
    return common.ENVIRONMENT if errors and look.strict else common.DONE


def faults_of(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Faults as given on the command line."""
    found: list[dict[str, Any]] = []
    for text in texts:
        try:
            fault = json.loads(text)
        except ValueError:
            fault = {"fault": text}
        if not isinstance(fault, dict):
            raise UsageFault(
                f"{text!r} is no fault.", 'Write {"fault": "paper_out", "after_dots": 300}, or just its name.'
            )
        found.append(fault)  # type: ignore[arg-type]  # JSON objects have text keys
    return found


def _hello(emulated: EmulatedPrinter, given: Mapping[str, Any]) -> None:
    if given["as_json"]:
        click.echo(json.dumps({"link": emulated.link, "control": str(given["control"] or "")}))
        return
    click.echo(f"An emulated printer listens. Its link: {emulated.link}")
    if given["paper"]:
        click.echo(f"  Each ticket is drawn in {given['paper']}")
    if given["control"]:
        click.echo(f"  Orders, one JSON object a line, on {given['control']}")
    if given["seconds"] is None:
        click.echo("  Ctrl-C switches it off.")


def _say_piece(number: int, piece: Any) -> None:
    words = next((line.text for line in piece.lines if line.size >= 4), "")
    click.echo(f"  ticket {number}: {piece.facts()['mm']} mm {words}".rstrip())


def _until_interrupted(seconds: float | None) -> None:
    end = None if seconds is None else time.monotonic() + seconds
    try:
        while end is None or time.monotonic() < end:
            time.sleep(0.1)
    except KeyboardInterrupt:
        click.echo("", err=True)
