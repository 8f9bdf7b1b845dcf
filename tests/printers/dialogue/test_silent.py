"""Printers that print and never answer, and what else real halls have: slow ones, echoing lines, cut-off tickets.

The clock is the world's own where nothing says otherwise; dumb printers are a few lines of Python behind a pty.
"""

import contextlib
import dataclasses
import errno
import io
import os
import subprocess
import sys
import threading
import tty
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from printers.dialogue.condition import Trouble
from printers.dialogue.printer_status import EXITS, PrinterState
from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import ECHOING, MUTE, SLOW, Traits, traits_of
from printers.models.model import Answer, model
from printers.queue.printer_setup import PrinterSetup
from printers.queue.service import PrintService
from shared import samples
from shared.clock import machine_clock
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record import job_rows
from shared.store.record.job_rows import JobState
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from tests.helpers.cli import MORNING, Ran, antrean
from tests.helpers.hall import StandingClock
from tests.helpers.printing.print_rig import Rig, labels_of
from tests.helpers.printing.print_world import World, atoms, paper, reference

EPSON = "epson-tm-t20iii"
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


class DumbPrinter:
    """Takes bytes behind a pty and keeps them; that is all."""

    def __init__(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self.heard = b""
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while data := os.read(self._master, 4096):
                self.heard += data

    def close(self) -> None:
        os.close(self._slave)
        self._thread.join(5)
        os.close(self._master)


@pytest.fixture
def dumb() -> Iterator[DumbPrinter]:
    printer = DumbPrinter()
    yield printer
    printer.close()


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


def test_a_second_issue_print_drives_out_what_the_first_one_left(tmp_path: Path, own_hall: "OwnHall"):
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


OwnHall = tuple[str, EmulatedPrinter]


@pytest.fixture
def own_hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnHall]:
    """A hall whose kiosk K1 prints on an emulator."""
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with EmulatedPrinter(traits_of(model(EPSON)), port=0, pace=4) as printer:
        yield hall_with(tmp_path / "hall", printer.link, EPSON), printer


def hall_with(folder: Path, link: str, code: str) -> str:
    sample = samples.load("sungai-rindang")
    printer = dataclasses.replace(sample.printer["P1"], link=link, model=code)
    kiosks = {"K1": dataclasses.replace(sample.kiosk["K1"], printers=("P1",))}
    create.create(folder, dataclasses.replace(sample, printer={"P1": printer}, kiosk=kiosks), StandingClock())
    return str(folder)


def printer_command(hall: str, *words: str) -> Ran:
    return antrean("printer", *words, "--hall", hall, "--printer", "P1", "--json")


def test_a_technician_keeps_that_a_printer_never_answers(
    tmp_path: Path, own_hall: OwnHall, dumb: DumbPrinter, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("printers.dialogue.technician_session.SPEEDS", (9600,))
    hall = hall_with(tmp_path / "other", f"serial:{dumb.path}?baud=115200", "generic-80")
    refused = printer_command(hall, "probe", "--no-paper")
    assert (refused.code, refused.answer["kept"]) == (3, False)
    assert "speed" in refused.answer["remedy"]
    assert Rig.eventually(lambda: dumb.heard.count(b"ANTREAN TEST") == 1)  # it was printed on blind
    monkeypatch.setattr(sys, "stdin", Typed("y\n"))
    kept = printer_command(hall, "probe")
    assert (kept.code, kept.answer["word"], kept.answer["kept"]) == (0, "mute", True)
    assert "Did paper come" in kept.err
    status = printer_command(hall, "status")
    assert (status.code, status.answer["word"]) == (12, "mute")
    dumb.heard = b""
    for number in (1, 2):
        told = antrean("issue", "AB.1", "--print", "--kiosk", "K1", "--hall", hall, "--json").answer
        assert (told["label"], told["print"]) == (f"AB-00{number}", "unverified")
    assert b"\x10\x04" not in dumb.heard  # it is never asked again


class Typed(io.StringIO):
    """A terminal at which somebody types."""

    def isatty(self) -> bool:
        return True


def test_a_probe_at_an_open_cover_is_refused_and_keeps_nothing(own_hall: OwnHall):
    hall, printer = own_hall
    printer.fault("cover")
    ran = printer_command(hall, "probe")
    assert (ran.code, ran.answer["kept"], ran.answer["word"]) == (3, False, "cover")
    printer.fault("cover", open=False)
    assert printer_command(hall, "probe").answer["kept"]


# --- status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fault", "word", "code"), [
    ({}, "ready", 0), ({"name": "near_end"}, "near_end", 10), ({"name": "cover"}, "cover", 22),
    ({"name": "mute"}, "lost", 30),
])  # fmt: skip
def test_status_is_one_word_with_its_exit_code(own_hall: OwnHall, fault: dict[str, str], word: str, code: int):
    hall, printer = own_hall
    if fault:
        printer.fault(**fault)
    ran = printer_command(hall, "status")
    assert (ran.answer["word"], ran.code) == (word, code)
    assert ran.answer["sentence"]["id"]
    assert ran.answer["sentence"]["en"]


LIVING = """
import sys
from pathlib import Path
from shared.clock import machine_clock
from shared.store.sqlite.share.heartbeats import FileHeartbeat
presence = FileHeartbeat(Path(sys.argv[1]), device="K1", clock=machine_clock)
print(presence.enter(), flush=True)
sys.stdin.read()
presence.leave()
"""


@contextlib.contextmanager
def a_running_kiosk(hall: str) -> Generator[None]:
    """A program of another process that is in the hall as kiosk K1."""
    command = [sys.executable, "-c", LIVING, hall]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as living:
        assert living.stdin
        assert living.stdout
        assert living.stdout.readline() == "True\n"
        yield
        living.stdin.close()


def test_a_printer_that_its_kiosk_holds_is_told_from_the_file(own_hall: OwnHall):
    hall, printer = own_hall
    with a_running_kiosk(hall):
        held = printer_command(hall, "status")
        assert (held.code, held.answer["word"], held.answer["held_by"]["kiosk"]) == (11, "held", "K1")
        assert printer.engine.received == 0  # nobody talked in between
        for command in (["probe"], ["test"]):
            refused = printer_command(hall, *command)
            assert refused.code == 3
            assert "Kiosk K1" in refused.answer["sentence"]
    assert printer_command(hall, "status").answer["word"] == "ready"


def test_a_quarantined_printer_is_told_as_that_wherever_one_asks(own_hall: OwnHall):
    hall, _ = own_hall
    with HallFile.open(Path(hall), device="K1", clock=StandingClock()) as file, file.writing() as db:
        job_rows.save_health(db, "P1", None, quarantined=True, now=file.clock())
    ran = printer_command(hall, "status")
    assert (ran.code, ran.answer["word"]) == (20, "quarantined")
    assert "THROW AWAY" in ran.answer["sentence"]["en"]
    assert printer_command(hall, "ready").code == 0
    assert printer_command(hall, "status").answer["word"] == "ready"


def test_an_echoing_line_is_told_as_that(tmp_path: Path, own_hall: OwnHall):
    with EmulatedPrinter(ECHOING, port=0, pace=4) as line:
        hall = hall_with(tmp_path / "echo", line.link, "generic-80")
        ran = printer_command(hall, "status")
        assert (ran.code, ran.answer["word"]) == (EXITS[PrinterState.ECHO], "echo")
        assert printer_command(hall, "probe", "--no-paper").answer["capabilities"] == []


def test_every_word_has_one_exit_code_and_a_row_in_the_manual():
    words = [*PrinterState, *Trouble]
    assert set(EXITS) == set(words)
    assert len(set(EXITS.values())) == len(EXITS)
    manual = (Path(__file__).parents[3] / "docs" / "printing.md").read_text(encoding="utf-8")
    assert all(f"| `{word}` | {EXITS[word]} |" in manual for word in words)


def test_a_clone_shipped_in_chinese_mode_prints_our_letters(tmp_path: Path):
    made = world(tmp_path, (dataclasses.replace(traits_of(model(EPSON)), chinese=True), EPSON))
    ticket = dataclasses.replace(paper(1), greeting="Déjà vu, à bientôt")
    shown = dataclasses.replace(ticket, show=("number", "greeting", "copy"))
    handle = made.print(shown)
    made.run(30, lambda: handle.fate is not None)
    assert "Déjà vu, à bientôt" in " ".join(made.strip(0)[0].texts)


def test_python_escpos_reads_the_emulators_status_as_its_own_calls_do(own_hall: OwnHall):
    _, emulated = own_hall
    from escpos.printer import Network

    host = Network("127.0.0.1", port=int(emulated.link.rpartition(":")[2]), timeout=5)
    try:
        assert (host.is_online(), host.paper_status()) == (True, 2)
        emulated.fault("paper_out")
        assert (host.is_online(), host.paper_status()) == (False, 0)
    finally:
        host.close()
