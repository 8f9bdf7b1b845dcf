"""Printers that print and never answer, and what else real halls have: slow ones, echoing lines, cut-off tickets.

The clock is the world's own where nothing says otherwise; dumb printers are a few lines of Python behind a pty.
"""

import dataclasses
import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from printers.dialogue.condition import Trouble
from printers.emulator.traits import ECHOING, MUTE, SLOW, Traits, traits_of
from printers.models.model import Answer, model
from printers.queue.printer_setup import PrinterSetup
from printers.queue.service import PrintService
from shared.clock import machine_clock
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record.job_rows import JobState
from tests.helpers.cli import antrean
from tests.helpers.printing.dumb_printer import DumbPrinter
from tests.helpers.printing.own_hall import EPSON, OwnHall
from tests.helpers.printing.print_rig import Rig, labels_of
from tests.helpers.printing.print_world import World, atoms, paper, reference

CONFIRMED, UNVERIFIED, UNKNOWN = JobState.CONFIRMED, JobState.UNVERIFIED, JobState.UNKNOWN
ASKED_FOR_ALL = frozenset({Answer.EOT, Answer.GSR, Answer.ASB})


def world(folder: Path, *printers: tuple[Traits, str], tcp: bool = False, render: str = "native") -> World:
    many = len(printers)
    made = World(
        folder,
        traits=tuple(traits for traits, _ in printers),
        models=tuple(model(code) for _, code in printers),
        tcp=(tcp,) * many,
        renders=(render,) * many,
    )
    made.run(20)
    return made


def tickets(made: World, count: int) -> tuple[list[JobState | None], float]:
    """Print this many, each as soon as the one before has its fate; their fates, and the seconds of the slowest."""
    fates: list[JobState | None] = []
    longest = 0.0
    for number in range(1, count + 1):
        begun, handle = made.time, made.print(paper(number))
        made.run(60, lambda handle=handle: handle.fate is not None)
        fates.append(handle.fate)
        longest = max(longest, made.time - begun)
    made.run(5)
    return fates, longest


def labels(made: World, printer: int = 0) -> list[str]:
    return [label for piece in made.strip(printer) for label in labels_of(piece.texts)]


# --- it prints and says nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("traits", [MUTE, ECHOING])
@pytest.mark.parametrize("tcp", [True, False])
def test_a_printer_that_never_answers_prints_one_ticket_after_the_other(tmp_path: Path, traits: Traits, tcp: bool):
    made = world(tmp_path, (traits, "generic-80"), tcp=tcp)
    fates, longest = tickets(made, 4)
    assert fates == [UNVERIFIED] * 4
    assert labels(made) == ["AB-001", "AB-002", "AB-003", "AB-004"]
    assert longest < 1.0
    assert len(made.engines[0].pieces()) == 4  # no blank slips
    record = made.jobs.printer("P1")
    assert record.answers is None  # it may only have been off: nobody saw paper yet
    assert record.trouble == "silent"  # staff read so, and how to find out


def test_a_printer_that_was_off_when_it_was_probed_is_found_out_later(tmp_path: Path):
    made = World(tmp_path, traits=(Traits(),), models=(model("generic-80"),), tcp=(False,))
    made.fault(0, "power_cycle", seconds=20)
    made.run(120)
    assert tickets(made, 1)[0] == [CONFIRMED]


@pytest.mark.parametrize("code", ["generic-80", EPSON, "epson-tm-t88iii"])
@pytest.mark.parametrize("answers", [frozenset[Answer](), frozenset({Answer.EOT}), frozenset({Answer.GSR})])
def test_an_echo_is_never_taken_for_an_answer(tmp_path: Path, code: str, answers: frozenset[Answer]):
    made = world(tmp_path, (Traits(answers=answers, echoes=True), code))
    fates, _ = tickets(made, 2)
    assert CONFIRMED not in fates


@pytest.mark.parametrize("way", ["serial", "usb"])
def test_a_dumb_printer_that_was_not_written_here_gets_every_ticket(
    tmp_path: Path, dumb: DumbPrinter, way: str, monkeypatch: pytest.MonkeyPatch
):
    if way == "usb":  # a cable without a way back: usblp refuses to read
        read = os.read

        def one_way(handle: int, size: int) -> bytes:
            if threading.current_thread().name == "printer-P1":
                raise OSError(errno.EINVAL, "Invalid argument")
            return read(handle, size)

        monkeypatch.setattr("printers.link.usb.os.read", one_way)
    jobs = Jobs(None, LocalPrintJobStore(tmp_path / "jobs.db"), "K1", machine_clock)
    setup = PrinterSetup("P1", f"{way}:{dumb.path}", "generic-80", render="native")
    with PrintService(jobs, [setup], machine_clock, pace=8) as service:
        handles = [service.print_ticket(paper(number)) for number in (1, 2, 3)]
        assert [handle.wait(60) for handle in handles] == [UNVERIFIED] * 3
        assert Rig.eventually(lambda: b"AB-003" in dumb.heard)
    assert all(dumb.heard.count(f"AB-00{number}".encode()) == 1 for number in (1, 2, 3))
    assert b"\0" * 64 not in dumb.heard  # nothing was driven out of it


# --- slow -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("traits", "code", "render", "seconds"), [
    (dataclasses.replace(traits_of(model("generic-80")), speed_mm=50), "generic-80", "raster", 10),
    (SLOW, "generic-80", "native", 10),
    (dataclasses.replace(traits_of(model(EPSON)), speed_mm=30, answer_seconds=2.0), EPSON, "native", 10),
    (Traits(answers=ASKED_FOR_ALL, answer_seconds=1.0), "generic-80", "native", 5),
    (Traits(answers=ASKED_FOR_ALL, answer_seconds=0.4), "generic-80", "native", 3),
    (Traits(answers=frozenset({Answer.GSR}), speed_mm=30), "generic-80", "native", 8),
])  # fmt: skip
@pytest.mark.parametrize("tcp", [True, False])
def test_a_slow_printer_confirms_and_its_answers_do_not_add_up(
    tmp_path: Path, traits: Traits, code: str, render: str, seconds: float, tcp: bool
):
    made = world(tmp_path, (traits, code), tcp=tcp, render=render)
    fates, longest = tickets(made, 3)
    assert fates == [CONFIRMED] * 3
    assert longest < seconds


@pytest.mark.parametrize("answers", [ASKED_FOR_ALL, frozenset({Answer.EOT, Answer.GSR})])
@pytest.mark.parametrize(("fault", "trouble"), [
    ({"name": "paper_out"}, Trouble.PAPER_OUT), ({"name": "cover"}, Trouble.COVER), ({"name": "fatal"}, Trouble.FATAL),
    ({"name": "near_end"}, Trouble.NEAR_END), ({"name": "mute"}, Trouble.LOST),
])  # fmt: skip
@pytest.mark.parametrize("after", [0.1, 1.7, 3.1])
def test_staff_hear_of_a_slow_printer_within_ten_seconds_all_the_same(
    tmp_path: Path, answers: frozenset[Answer], fault: dict[str, str], trouble: Trouble, after: float
):
    made = world(tmp_path, (dataclasses.replace(SLOW, answers=answers), "generic-80"))
    made.run(20 + after)
    made.fault(0, **fault)
    made.run(10, lambda: made.dispatcher.slots["P1"].staff_trouble is trouble)
    assert made.dispatcher.slots["P1"].staff_trouble is trouble


# --- what an interrupted ticket leaves behind -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "code"), [(traits_of(model(EPSON)), EPSON), (MUTE, "generic-80"), (SLOW, "generic-80")]
)
@pytest.mark.parametrize("tcp", [True, False])
@pytest.mark.parametrize("ends", ["told", "killed"])
def test_a_picture_cut_off_by_one_program_swallows_nothing_of_the_next_ones_ticket(
    tmp_path: Path, traits: Traits, code: str, tcp: bool, ends: str
):
    made = world(tmp_path, (traits, code), tcp=tcp, render="raster")
    handle = made.print(paper(1))
    if ends == "told":
        made.fault(0, "hang_up" if tcp else "unplug", after_bytes=3000)
        made.run(30, lambda: handle.fate is not None)
        made.fault(0, "plug")
    else:
        made.run(30, lambda: made.engines[0].received > 3000)
    made.restart()
    made.run(20)
    tickets(made, 2)
    whole = reference(made.renderings[-1][1], traits)
    assert atoms(made.strip(0)).count(whole) == 1
    assert made.jobs.printer("P1").holds is None


def test_a_second_issue_print_drives_out_what_the_first_one_left(tmp_path: Path, own_hall: OwnHall):
    hall, printer = own_hall
    printer.fault("hang_up", how="reset", after_bytes=3000)
    command = ("issue", "AB.1", "--print", "--kiosk", "K1", "--hall", hall, "--json")
    assert antrean(*command).answer["print"] == "unknown"
    assert antrean(*command).answer["print"] == "confirmed"
    known = model(EPSON)
    rows = [rows for piece in printer.pieces() for rows in piece.pictures]
    assert rows  # drawn, and the head of the last one was not swallowed:
    last = printer.pieces()[-1]
    assert last.height / known.dots_per_mm > 60
    assert last.pictures[0].top < 40


# --- late and unknown -------------------------------------------------------------------------------------------------


def test_a_slow_first_printer_needs_no_copy_from_the_second(tmp_path: Path):
    made = world(tmp_path, (SLOW, "generic-80"), (traits_of(model(EPSON)), EPSON))
    assert tickets(made, 2)[0] == [CONFIRMED] * 2
    assert (labels(made, 0), labels(made, 1)) == (["AB-001", "AB-002"], [])


def test_a_late_paper_of_the_first_printer_is_known_and_its_copy_is_marked(tmp_path: Path):
    made = world(tmp_path, (traits_of(model("generic-80")), "generic-80"), (traits_of(model(EPSON)), EPSON))
    made.fault(0, "late", kinds=["gsr"], seconds=25.0)
    assert tickets(made, 1)[0] == [CONFIRMED]
    assert made.dispatcher.slots["P1"].quarantined  # what comes out of it now belongs to nobody who waits
    made.run(30)
    assert not made.dispatcher.slots["P1"].quarantined
    first, second = made.jobs.of_ticket(paper(1).ticket)
    assert (first.state, first.reason, first.printer) == (JobState.REPLACED, "copy 2", "P1")
    assert (second.state, second.copy, second.printer) == (CONFIRMED, 2, "P2")
    assert (labels(made, 0), labels(made, 1)) == (["AB-001"], ["AB-001 copy 2"])


def test_replaced_names_a_copy_that_came_out(tmp_path: Path):
    made = world(tmp_path, (traits_of(model(EPSON)), EPSON), (traits_of(model(EPSON)), EPSON), tcp=True)
    made.fault(0, "hang_up", how="eof", after_bytes=60)
    made.at(0.05, (1, {"name": "paper_out"}))
    handle = made.print(paper(1))
    made.run(60, lambda: handle.fate is not None)
    jobs = {job.copy: job for job in made.jobs.of_ticket(paper(1).ticket)}
    assert jobs[1].state is (JobState.REPLACED if jobs[2].state is CONFIRMED else UNKNOWN)
    assert handle.fate is (CONFIRMED if jobs[2].state is CONFIRMED else UNKNOWN)


def test_a_marker_that_comes_very_late_confirms_and_lifts_the_quarantine(tmp_path: Path):
    made = world(tmp_path, (traits_of(model("generic-80")), "generic-80"))
    made.fault(0, "late", kinds=["gsr"], seconds=25.0)
    handle = made.print(paper(1))
    made.run(20, lambda: handle.fate is not None)
    assert handle.fate is UNKNOWN
    made.run(20)
    (job,) = made.jobs.of_ticket(paper(1).ticket)
    assert (job.state, job.reason) == (CONFIRMED, "late_marker")
    assert made.jobs.printer("P1").holds is None


# --- a probe ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fault", "heal"), [
    ({"name": "paper_out"}, {"name": "load_paper"}), ({"name": "cover"}, {"name": "cover", "open": False}),
])  # fmt: skip
def test_a_probe_with_the_cover_open_or_the_roll_out_is_not_kept(
    tmp_path: Path, fault: dict[str, str], heal: dict[str, Any]
):
    made = World(tmp_path, traits=(Traits(),), models=(model("generic-80"),), tcp=(True,))
    made.fault(0, **fault)
    made.run(30)
    assert made.jobs.printer("P1").answers is None
    made.fault(0, **heal)
    made.run(30)
    assert Answer.GSR in (made.jobs.printer("P1").answers or ())
    assert tickets(made, 1)[0] == [CONFIRMED]


def test_a_clone_shipped_in_chinese_mode_prints_our_letters(tmp_path: Path):
    made = world(tmp_path, (dataclasses.replace(traits_of(model(EPSON)), chinese=True), EPSON))
    ticket = dataclasses.replace(paper(1), greeting="Déjà vu, à bientôt")
    shown = dataclasses.replace(ticket, show=("number", "greeting", "copy"))
    handle = made.print(shown)
    made.run(30, lambda: handle.fate is not None)
    assert "Déjà vu, à bientôt" in " ".join(made.strip(0)[0].texts)
