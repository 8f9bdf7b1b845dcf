"""``antrean printer probe`` and ``test``: find out what a printer answers, and see paper come out of it.

Many printers print and never answer. Only a person can tell such a printer from one that is off: something is printed
without an answer, and the person is asked whether paper came.
"""

import dataclasses
import sys
import time
from typing import Any

import click

from printers.dialogue import printer_status, technician_session
from printers.emulator import measure
from printers.link import address
from printers.models.model import Model
from printers.paper.layout import TicketPaper
from printers.paper.render import Rendered
from printers.paper.sample import sample_paper
from printers.paper.test_page import slip, test_page
from printers.queue.hall_access import jobs_for
from printers.queue.job_handle import JobHandle
from printers.queue.printer_setup import PrinterSetup
from printers.queue.service import PrintService
from shared.cli import common
from shared.cli.common import Reply, json_option
from shared.cli.printing.printer_target import PrinterTarget, device_options, target
from shared.clock import machine_clock
from shared.store.record.job_rows import JobState
from shared.text.printer_words import staff_words

_GOOD = {JobState.CONFIRMED, JobState.UNVERIFIED}
_ASK = "Did paper come out of the printer?"
_SAY = "Look at the printer, then run this again with --paper-came or --no-paper."


def paper_option(command: Any) -> Any:
    """``--paper-came`` and ``--no-paper``: the answer, where nobody can be asked."""
    return click.option(
        "--paper-came/--no-paper", "came", default=None, help="Where a printer never answers: whether paper came out."
    )(command)


def _came(came: bool | None) -> bool | None:
    """What a person at the printer says; None if nobody can be asked."""
    if came is not None or not sys.stdin.isatty():
        return came
    return common.agrees(common.told(_ASK))


@click.command()
@device_options
@click.option("--markers/--no-markers", default=True, help="Also try GS ( H, which a bad clone might print: 1359.")
@paper_option
@json_option
def probe(markers: bool, came: bool | None, **given: Any) -> Reply:
    """Ask a printer what it can answer, and keep that: done once at installation.

    If it says nothing, something is printed, and you are asked whether paper came out.
    """
    with target(given) as at:
        at.must_be_free()
        finding = technician_session.examine(
            at.setup.link, at.setup.known, markers=markers, unsafe=at.jobs.holds(at.setup.code)
        )
        at.keep(finding)
        if _says_nothing(finding) and (came is not None or sys.stdin.isatty()):
            with technician_session.talking(at.setup.link, at.setup.known.answering(frozenset())) as talk:
                technician_session.run(
                    talk, technician_session.printed(talk, slip(talk.model), unsafe=at.jobs.holds(at.setup.code))
                )
        return _led(at, _found(at, finding), finding, came)


def _says_nothing(finding: technician_session.PrinterFinding) -> bool:
    """Whether only a person can tell that it prints."""
    return finding.found is not None and finding.found.silent


def _found(at: PrinterTarget, finding: technician_session.PrinterFinding) -> Reply:
    found = finding.found
    lines = [f"{at.setup.link}: {'answers' if finding.answers else 'does not answer'}"]
    if found and found.answers:
        lines.append(f"  it answers {', '.join(sorted(found.answers))}")
    if found and found.identity:
        lines.append(f"  it calls itself {found.identity}")
    lines += [f"  {line}" for line in finding.advice]
    data = finding.facts() | {"printer": at.setup.code, "model": at.setup.model, "kept": finding.can_be_kept}
    if finding.trouble is None:
        return Reply(data, lines)
    lines.append(f"  {common.words(staff_words(finding.word))}")
    lines.append("  Nothing was kept: correct that and probe again.")
    said = {
        "fault": "device",
        "sentence": common.words(staff_words(finding.word)),
        "remedy": "Then ask it again.",
    }
    return Reply(data | said, lines, common.ENVIRONMENT)


def _led(at: PrinterTarget, reply: Reply, finding: technician_session.PrinterFinding, came: bool | None) -> Reply:
    """For a printer that says nothing, what a person saw decides: keep that it cannot answer, or look for the fault."""
    if not _says_nothing(finding) or not address.connector(at.setup.link).answers:
        return reply
    match _came(came):
        case True:
            at.keep_mute()
            mute = {
                "word": printer_status.PrinterState.MUTE.value,
                "sentence": staff_words(printer_status.PrinterState.MUTE),
            }
            kept = "  Kept: it prints and never answers. Its tickets end as unverified, one after the other."
            return Reply({**reply.data, **mute, "kept": True, "advice": []}, [reply.lines[0], kept])
        case False:
            sentence, remedy = (
                "No paper came out.",
                " ".join(finding.advice) or common.words(staff_words(finding.word)),
            )
        case _:
            sentence, remedy = "It says nothing: it is off, or it cannot answer.", _SAY
    said = {"fault": "device", "sentence": sentence, "remedy": remedy, "kept": False}
    return Reply({**reply.data, **said}, [*reply.lines, f"  {sentence}", f"  {remedy}"], common.ENVIRONMENT)


@click.command()
@device_options
@click.option("--ticket", is_flag=True, help="A whole sample ticket instead of the test page.")
@click.option("--native", "way", flag_value="native", help="The ticket as text commands.")
@click.option("--raster", "way", flag_value="raster", help="The ticket as a picture.")
@click.option("--lang", default="id", show_default=True, help="The ticket's language.")
@click.option("--measure", "measuring", is_flag=True, help="Measure tickets on emulated links, and print nothing.")
@paper_option
@json_option
def test(ticket: bool, way: str | None, lang: str, measuring: bool, came: bool | None, **given: Any) -> Reply:
    """Print a test page (rulers, sizes, code pages, QR), or a sample ticket, and say what its fate was."""
    if measuring:
        found = measure.measure(sample_paper(None, lang), given["model_code"] or "epson-tm-t20iii")
        return Reply({"measured": found}, measure.table(found))
    with target(given) as at:
        at.must_be_free()
        address.connector(at.setup.link).open().close()  # absent, in use, a file: said before anything is tried
        finding = _acquainted(at)
        silent = finding is not None and _says_nothing(finding)
        known = at.setup.known.answering(frozenset()) if silent else at.model
        if ticket:
            reply = _print_ticket(at, known, sample_paper(at.hall, lang, at.folder), way)
        else:
            reply = print_page(at, known, test_page(known), "test page")
        return _led(at, reply, finding, came) if finding and reply.code == common.DONE else reply


def _acquainted(at: PrinterTarget) -> technician_session.PrinterFinding | None:
    """If it is not known yet what it answers, it is asked first."""
    if at.model.sure or not address.connector(at.setup.link).answers:
        return None
    finding = technician_session.examine(
        at.setup.link, at.setup.known, markers=False, unsafe=at.jobs.holds(at.setup.code)
    )
    at.keep(finding)
    return finding


def _print_ticket(at: PrinterTarget, known: Model, paper: TicketPaper, way: str | None) -> Reply:
    """Through the same service as a kiosk's tickets, with its jobs kept on this PC."""
    setup = dataclasses.replace(at.setup, render=way or at.setup.render, answers=known.answers if known.sure else None)
    jobs = jobs_for(None, common.DEVICE, machine_clock)
    start = time.monotonic()
    with PrintService(
        jobs, [setup], machine_clock, queue_seconds=4.0, stall_seconds=20.0, recover_older_ms=120_000
    ) as service:
        service.dispatcher.slots[setup.code].driver.leftover.unsafe = at.jobs.holds(setup.code)
        handle = service.print_ticket(paper)
        handle.wait(300)
    if at.hall is not None:
        _keep_course(at, handle)
    return _ended(setup, handle, time.monotonic() - start)


def _keep_course(at: PrinterTarget, handle: JobHandle) -> None:
    """What a technician's ticket did to the hall's printer."""
    job, code = handle.job, at.setup.code
    if job and job.paper_mm and handle.fate in _GOOD:
        at.jobs.count_paper(code, job.paper_mm)
    if job and handle.fate is JobState.CONFIRMED:
        at.jobs.emptied(code)
    elif job and handle.fate is JobState.UNKNOWN:
        at.jobs.left(code, job.id)


def _ended(setup: PrinterSetup, handle: JobHandle, seconds: float) -> Reply:
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
    why = f" ({job.reason})" if job and job.reason else ""
    lines = [f"{setup.link}: {fate.value.replace('_', ' ')}{why}"]
    if job and job.bytes_total:
        lines.append(f"  {job.bytes_total:,} bytes, {job.paper_mm:.0f} mm of paper, {seconds:.1f} s")
    if fate in _GOOD:
        return Reply(data, lines)
    trouble = handle.progress.trouble
    told = common.words(staff_words(trouble)) if trouble else _FAILED[fate]
    data |= {"fault": "device", "sentence": told, "remedy": _REMEDY}
    return Reply(data, [*lines, f"  {told}", f"  {_REMEDY}"], common.ENVIRONMENT)


_REMEDY = "`antrean printer status` says its condition, `antrean printer probe` what it answers."
_FAILED = {
    JobState.UNKNOWN: "The ticket may have come out: the printer did not say that it did.",
    JobState.FAILED_CLEAN: "Nothing was sent: the printer takes no ticket now.",
}


def print_page(at: PrinterTarget, known: Model, page: Rendered, what: str) -> Reply:
    """Something that is no ticket, and what became of it; ``what`` it is in English."""
    start = time.monotonic()
    with technician_session.talking(at.setup.link, known) as talk:
        fate = technician_session.run(talk, technician_session.printed(talk, page, unsafe=at.jobs.holds(at.setup.code)))
        cause = talk.condition.cause
    seconds = time.monotonic() - start
    data = {
        "printer": at.setup.code,
        "link": at.setup.link,
        "fate": fate.value,
        "bytes": len(page),
        "seconds": round(seconds, 2),
    }
    line = f"{at.setup.link}: {what}, {fate.value.replace('_', ' ')}, {len(page):,} bytes, {seconds:.1f} s"
    if fate in _GOOD:
        return Reply(data, [line])
    told = common.words(staff_words(cause)) if cause else f"The {what} was not confirmed."
    said = {"fault": "device", "sentence": told, "remedy": _REMEDY}
    return Reply(data | said, [line, f"  {told}", f"  {_REMEDY}"], common.ENVIRONMENT)
