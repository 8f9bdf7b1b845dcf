"""Links by name, and the sentences and remedies of those that do not open."""

import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from printers.emulator.server import EmulatedPrinter
from printers.link import address
from printers.link.serial_line import SerialConnector
from printers.link.spooler import SpoolerConnector
from printers.link.tcp import TcpConnector
from printers.link.usb import UsbConnector
from printers.link.wire import WireLost
from printers.models.escpos_profiles import profiles
from printers.models.model import codes, model
from printers.paper.layout import TicketPaper
from printers.queue.printer_setup import PrinterSetup
from printers.queue.service import PrintService
from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record.job_rows import JobState
from tests.helpers.machine.cables import ROOT, cable
from tests.helpers.machine.linux import linux
from tests.helpers.printing.print_world import paper


def test_links_are_read_as_the_hall_writes_them():
    tcp = address.parse("tcp:192.168.1.50:9101")
    assert (tcp.place, tcp.port) == ("192.168.1.50", 9101)
    assert address.parse("tcp:printer.local").port == 9100
    assert address.parse("tcp:[fe80::1]:9100").place == "fe80::1"
    line = address.connector("serial:/dev/serial/by-id/usb-x?baud=19200&flow=rtscts")
    assert isinstance(line, SerialConnector)
    assert (line.path, line.baud, line.flow) == ("/dev/serial/by-id/usb-x", 19200, "rtscts")
    assert isinstance(address.connector("usb:/dev/usb/lp0"), UsbConnector)
    assert isinstance(address.connector("tcp:a"), TcpConnector)
    for name in ("cups:Epson", "windows:EPSON TM-T20III Receipt"):
        spooler = address.connector(name)
        assert isinstance(spooler, SpoolerConnector)
        assert spooler.name == name.partition(":")[2]


@pytest.mark.parametrize(("link", "words"), [
    ("lpt1", "not a printer link"), ("tpc:1.2.3.4", "not a printer link"), ("tcp:", "not a printer link"),
    ("tcp:h:99999", "is not a port"), ("tcp:h:x", "is not a port"), ("serial:/dev/ttyS0?baud=fast", "is not a speed"),
    ("serial:/dev/ttyS0?flow=dtr", "is not a flow control"), ("serial:/dev/ttyS0?parity=even", "has no option"),
])  # fmt: skip
def test_links_that_are_none_are_refused_with_the_form(link: str, words: str):
    with pytest.raises(UsageFault, match=words) as caught:
        address.connector(link)
    assert caught.value.remedy


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_nobody_listening_says_so(free_port: int):
    with pytest.raises(EnvironmentFault, match="nothing listens on port") as caught:
        address.connector(f"tcp:127.0.0.1:{free_port}").open()
    assert caught.value.kind is Kind.DEVICE


def test_a_name_that_nobody_has():
    with pytest.raises(EnvironmentFault, match="No device on this network is called"):
        address.connector("tcp:printer.invalid").open()


@linux("Windows has no device files")
def test_a_folder_is_no_device(tmp_path: Path):
    with pytest.raises(EnvironmentFault, match="is a folder"):
        address.connector(f"usb:{tmp_path}").open()


@linux("it refuses what is Windows' own")
def test_windows_links_are_for_windows():
    with pytest.raises(EnvironmentFault, match="for Windows PCs"):
        address.connector("windows:EPSON").open()


def _cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, takes: bool) -> Path:
    """Stands in for the programs of CUPS, which wants a daemon of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    out = tmp_path / "spooled"
    (folder / "lpstat").write_text('#!/bin/sh\n[ "$2" = "Epson" ]\n')
    (folder / "lp").write_text(f"#!/bin/sh\ncat > {out}\n{'exit 0' if takes else 'exit 1'}\n")
    for program in folder.iterdir():
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return out


def print_on(link: str, tmp_path: Path, ticket: TicketPaper) -> tuple[JobState | None, str | None]:
    jobs = Jobs(None, LocalPrintJobStore(tmp_path / "jobs.db"), "K1", machine_clock)
    with PrintService(jobs, [PrinterSetup("P1", link)], machine_clock, queue_seconds=2, pace=3) as service:
        handle = service.print_ticket(ticket)
        fate = handle.wait(60)
    return fate, handle.job.reason if handle.job else None


@linux("CUPS is Linux' spooler")
def test_a_spooler_takes_the_whole_ticket_and_ends_unverified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = _cups(tmp_path, monkeypatch, takes=True)
    assert print_on("cups:Epson", tmp_path, paper(1)) == (JobState.UNVERIFIED, "spooled")
    data = out.read_bytes()
    assert data.startswith(b"\x1b@")
    assert data.endswith(b"\x1dVB\x00")


@linux("CUPS is Linux' spooler")
def test_a_spooler_that_refuses_has_taken_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _cups(tmp_path, monkeypatch, takes=False)
    fate, _reason = print_on("cups:Epson", tmp_path, paper(1))
    assert fate is JobState.FAILED_CLEAN


@linux("CUPS is Linux' spooler")
def test_a_queue_that_cups_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _cups(tmp_path, monkeypatch, takes=True)
    with pytest.raises(EnvironmentFault, match="CUPS knows no printer Canon"):
        address.connector("cups:Canon").open()


def test_a_connection_is_closed_without_losing_what_was_sent():
    """An unread status byte in our buffer must not make the kernel throw the rest away."""
    with EmulatedPrinter(port=0) as printer:
        wire = address.connector(printer.link).open()
        data = b"\x10\x04\x01" + b"A" * 40 + b"\n" * 200 + b"\x10\x04\x01"
        wire.write(data)
        time.sleep(0.1)
        wire.close()
        end = time.monotonic() + 5
        while printer.engine.received < len(data) and time.monotonic() < end:
            time.sleep(0.01)
        assert printer.engine.received == len(data)


def test_a_closed_connection_is_noticed():
    with EmulatedPrinter(port=0) as printer:
        wire = address.connector(printer.link).open()
        time.sleep(0.1)
        printer.fault("hang_up", how="eof")
        end = time.monotonic() + 5
        with pytest.raises(WireLost, match=r"eof|reset"):
            while time.monotonic() < end:
                wire.read()
                time.sleep(0.01)
        wire.close()


# --- models -----------------------------------------------------------------------------------------------------------


def test_every_record_is_readable_and_says_what_a_ticket_needs():
    assert len(codes()) >= 12
    for code in codes():
        known = model(code)
        assert known.dots // 12 >= known.columns - 1 >= 29
        assert known.pages
        assert 0 < known.band_rows <= 64


def test_an_unknown_model_names_the_nearest():
    with pytest.raises(EnvironmentFault, match="No printer model is called epson-tm-t20") as caught:
        model("epson-tm-t20")
    assert "epson-tm-t20ii" in caught.value.remedy


def test_profiles_of_python_escpos_are_models_too_and_are_careful():
    for name in profiles():
        known = model(f"escpos:{name}")
        assert known.answers == frozenset()
        assert known.dots >= 200
    assert model("escpos:TM-T88V").dots == 512
    with pytest.raises(EnvironmentFault, match="no profile"):
        model("escpos:TM-T99")


def test_reading_profiles_does_not_import_python_escpos():
    """Its import configures the root logger and leaves a pickle behind."""
    script = (
        "import sys; from printers.models.model import model; model('escpos:TM-T88V'); print('escpos' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"


def test_58_mm_paper_in_an_80_mm_printer():
    narrow = model("epson-tm-t20iii").on_paper(58)
    assert (narrow.dots, narrow.columns) == (420, 35)
    with pytest.raises(UsageFault, match="takes 58 mm paper"):
        model("generic-58").on_paper(80)


def test_bands_are_short_on_slow_lines():
    assert model("generic-80").at_speed(9600).band_rows <= 4
    assert model("generic-80").at_speed(None).band_rows == 64


# --- a cable that is pulled -------------------------------------------------------------------------------------------

_PRINT = """
import subprocess, sys
from pathlib import Path
from printers.queue.printer_setup import PrinterSetup; from printers.queue.service import PrintService
from shared.clock import machine_clock
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from tests.helpers.printing.print_world import paper
jobs = Jobs(None, LocalPrintJobStore(Path(sys.argv[1])), "K1", machine_clock)
setup = PrinterSetup("P1", "tcp:10.9.0.2:9100", "epson-tm-t20iii", render="native")
with PrintService(jobs, [setup], machine_clock, pace=3) as service:
    print(service.print_ticket(paper(1)).wait(60).value, flush=True)
    begin = service.dispatcher._begin
    def cable_out(*given):
        begin(*given)
        subprocess.run(["ip", "link", "set", "lan0", "down"], check=True)
    service.dispatcher._begin = cable_out
    handle = service.print_ticket(paper(2))
    handle.wait(60)
    print(handle.job.state.value, flush=True)
"""


def test_a_pulled_network_cable_is_unknown_and_never_confirmed(tmp_path: Path):
    """10: the write "succeeds", nobody is there any more; only the missing marker tells."""
    with cable() as (kiosk, printer):
        printer.ip("addr", "add", "10.9.0.2/24", "dev", "lan1")
        emulate = ["-m", "shared.cli", "printer", "emulate", "--tcp", "9100", "--host", "10.9.0.2", "--json"]
        with subprocess.Popen(printer.inside(sys.executable, *emulate), stdout=subprocess.PIPE, cwd=ROOT) as emulator:
            assert emulator.stdout
            emulator.stdout.readline()  # it listens
            printing = kiosk.python(_PRINT, str(tmp_path / "jobs.db"))
            told, _ = printing.communicate(timeout=80)
            emulator.terminate()
    # bytes of the second one were handed over, nobody knows where they are
    assert told.split() == ["confirmed", "unknown"]
