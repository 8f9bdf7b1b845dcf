"""The emulator against a host program that was not written here: npm's receiptio."""

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator

import pytest

from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import Traits

VERSION = "2.1.2"
ADDRESS = "127.0.0.1"
PORT = "RECEIPTIO_PORT"
"""receiptio knows port 9100 only, and something else may have that here: Node is told to take this one for it."""
ANOTHER_PORT = f"""
const net = require("net"), connect = net.connect;
net.connect = (port, ...rest) => connect(port === 9100 ? Number(process.env.{PORT}) : port, ...rest);
"""
DESIGN = "^^^RECEIPT\n\nItem | 1| 1.00\n---\n^TOTAL | ^1.00\n"


@pytest.fixture(scope="module")
def receiptio(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The program, installed into a folder of its own; skipped loudly where there is no npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        _skip("npm is not on this PC")
    folder = tmp_path_factory.mktemp("npm")
    install = [str(npm), "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"receiptio@{VERSION}"]
    try:
        done = subprocess.run(install, capture_output=True, text=True, timeout=90, check=False)
    except subprocess.TimeoutExpired:
        _skip("npm did not get receiptio in time")
    if done.returncode:
        _skip(f"npm could not install receiptio: {done.stderr.strip()[-200:]}")
    preload = folder / "another-port.js"
    preload.write_text(ANOTHER_PORT, encoding="utf-8")
    program = folder / "node_modules" / "receiptio" / "bin" / "cli.js"
    return [str(node), "--require", str(preload), str(program), "-d", ADDRESS]


def _skip(why: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        print(f"\nTHE EMULATOR IS NOT CHECKED AGAINST receiptio: {why}")  # noqa: T201 - loudly
    pytest.skip(why)


@pytest.fixture
def printer() -> Iterator[EmulatedPrinter]:
    with EmulatedPrinter(Traits(), port=0, host=ADDRESS) as emulated:
        yield emulated


def said(program: list[str], printer: EmulatedPrinter, *words: str, text: str = "") -> str:
    environment = {**os.environ, PORT: printer.link.rpartition(":")[2]}
    done = subprocess.run(
        [*program, *words], input=text, capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    return done.stderr.strip()


@pytest.mark.parametrize(("fault", "answer"), [
    ({}, "online"), ({"name": "cover", "open": True}, "coveropen"), ({"name": "paper_out"}, "paperempty"),
    ({"name": "fatal"}, "error"),
])  # fmt: skip
def test_an_independent_program_reads_our_status_bytes(
    receiptio: list[str], printer: EmulatedPrinter, fault: dict[str, str], answer: str
):
    if fault:
        printer.fault(**fault)
    assert said(receiptio, printer, "-q") == answer


def test_an_independent_program_prints_and_is_told_of_success(receiptio: list[str], printer: EmulatedPrinter):
    assert said(receiptio, printer, "-c", "48", text=DESIGN) == "success"
    assert "RECEIPT" in " ".join(printer.pieces()[0].texts)
