"""A ticket from under wine: over TCP with a confirmed fate, over COM3; and what Windows' spooler knows."""

import contextlib
from pathlib import Path

from printers.emulator.server import EmulatedPrinter
from tests.helpers.cli import MORNING
from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import antrean

_CLOCK = {"ANTREAN_CLOCK": MORNING}


def test_a_ticket_is_confirmed_over_tcp() -> None:
    printer = EmulatedPrinter(port=0, pace=20)
    printer.start()
    try:
        told = antrean("printer", "test", "--device", printer.link, "--ticket", more=_CLOCK)
        assert told["fate"] == "confirmed", told
        wait_for(lambda: printer.pieces, "the paper")
    finally:
        printer.stop()


def test_a_ticket_comes_over_a_serial_line(tmp_path: Path) -> None:
    printer = EmulatedPrinter(pace=20, pty_path=tmp_path / "line")
    printer.start()
    port = bed.PREFIX / "dosdevices/com3"
    with contextlib.suppress(FileNotFoundError):
        port.unlink()
    port.symlink_to((tmp_path / "line").resolve())
    try:
        told = antrean("printer", "test", "--device", "serial:COM3?baud=115200", "--ticket", more=_CLOCK)
        assert told["fate"] == "confirmed", told
        wait_for(lambda: printer.pieces, "the paper")
    finally:
        printer.stop()
        port.unlink()


def test_windows_tells_its_printers_and_knows_no_other() -> None:
    """Wine's own spooler takes a job's bytes but cannot end the job, so no paper comes from it here."""
    key = r"HKLM\System\CurrentControlSet\Control\Print\Printers\Karcis"
    try:
        values = {"Name": "Karcis", "Port": "LPT1:", "Printer Driver": "wineps.drv", "Datatype": "RAW"}
        for name, value in values.items():
            line = ["add", key, "/v", name, "/t", "REG_SZ", "/d", value, "/f"]
            assert bed.run(line, program=Path("reg")).returncode == 0
        known = bed.run(["-m", "shared.cli", "printer", "list"], _CLOCK)
        assert "windows:Karcis" in known.stdout, known.stdout + known.stderr
        told = antrean("printer", "test", "--device", "windows:Elsewhere", "--ticket", more=_CLOCK, code=3)
        assert "Elsewhere" in told["sentence"], told
    finally:  # other tests copy this prefix
        bed.run(["delete", key, "/f"], program=Path("reg"))
