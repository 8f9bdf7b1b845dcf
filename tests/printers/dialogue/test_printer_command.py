"""What a technician is told by `antrean printer` of printers as halls have them."""

import contextlib
import io
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from printers.dialogue.condition import Trouble
from printers.dialogue.printer_status import EXITS, PrinterState
from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import ECHOING
from shared.store.record import job_rows
from shared.store.sqlite.connection import HallFile
from tests.helpers.cli import antrean
from tests.helpers.hall import StandingClock
from tests.helpers.printing.dumb_printer import DumbPrinter
from tests.helpers.printing.own_hall import OwnHall, hall_with, printer_command
from tests.helpers.printing.print_rig import Rig


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
