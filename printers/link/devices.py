"""What is connected to this PC that may be a printer."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printers.link import winspool
from printers.link.usb_devices import remedy_for, usb_printers


@dataclass(frozen=True, slots=True)
class Device:
    """A link that could be written into the hall's data, and what the system calls it."""

    link: str
    words: str
    holder: str = ""  # a program that is in our way


def devices() -> list[Device]:
    """Serial ports by their lasting names, USB printers, and the spooler's queues."""
    return [*_serial(), *_usb(), *_queues()]


def _serial() -> Iterator[Device]:
    lasting = {path.resolve(): path for path in Path("/dev/serial/by-id").glob("*")}
    ports: list[Any] = sorted(_ports(), key=lambda port: str(port.device))
    for port in ports:
        if port.hwid == "n/a" and sys.platform != "win32" and not str(port.device).startswith("/dev/ttyS"):
            continue
        path = lasting.get(Path(str(port.device)).resolve(), port.device)
        yield Device(f"serial:{path}?baud=9600", str(port.description))


def _ports() -> list[Any]:
    try:
        from serial.tools import list_ports  # noqa: PLC0415 - its Windows part asks much of Windows when it is loaded
    except AttributeError:  # more than this Windows has (wine)
        return []
    return list(list_ports.comports())


def _usb() -> Iterator[Device]:
    found = usb_printers()
    for printer in found:
        alike = sum((other.vendor, other.product) == (printer.vendor, printer.product) for other in found) > 1
        held = f" ({remedy_for(printer.holder)})" if printer.holder else ""
        yield Device(printer.link(alike=alike), printer.name + held, printer.holder)


def _queues() -> Iterator[Device]:
    if sys.platform == "win32":
        for name in winspool.names():
            yield Device(f"windows:{name}", "printer of Windows")
        return
    if shutil.which("lpstat") is None:
        return
    try:
        said = subprocess.run(["lpstat", "-e"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return
    for name in said.stdout.split():
        yield Device(f"cups:{name}", "CUPS queue")
