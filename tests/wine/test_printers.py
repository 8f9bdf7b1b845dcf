"""A ticket from under wine: over TCP with a confirmed fate, over COM3, and through Windows' own spooler unverified."""

import contextlib
from pathlib import Path

from printers.emulator.server import EmulatedPrinter
from tests.helpers.cli import MORNING
from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import antrean

_CLOCK = {"ANTREAN_CLOCK": MORNING}
_FILES = "SYSTEM/CurrentControlSet/Control/Print/Printers"


def test_a_ticket_is_confirmed_over_tcp() -> None:
    printer = EmulatedPrinter(port=0, pace=20)
    link = printer.start()
    try:
        told = antrean("printer", "test", "--device", link, "--ticket", more=_CLOCK)
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


def test_the_spooler_takes_raw_bytes_and_the_fate_stays_unverified(tmp_path: Path) -> None:
    paper = tmp_path / "paper.bin"
    key = r"HKLM\System\CurrentControlSet\Control\Print\Printers\Karcis"
    for name, kind, value in (
        ("Name", "REG_SZ", "Karcis"), ("Port", "REG_SZ", str(paper)), ("Printer Driver", "REG_SZ", "wineps.drv"),
        ("Print Processor", "REG_SZ", "wineps"), ("Datatype", "REG_SZ", "RAW"), ("Attributes", "REG_DWORD", "64"),
    ):  # fmt: skip
        line = ["add", key, "/v", name, "/t", kind, "/d", value, "/f"]
        assert bed.run(line, program=Path("reg")).returncode == 0
    told = antrean("printer", "test", "--device", "windows:Karcis", "--ticket", more=_CLOCK)
    assert told["fate"] == "unverified", told
    wait_for(lambda: paper.exists() and paper.read_bytes()[:1] == b"\x1b", "the bytes")
