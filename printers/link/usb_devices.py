"""USB printers of this PC: the link to write for each, and which program holds it in our way."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PRINTER_CLASS, _IPP_PROTOCOL = "07", "04"


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A USB device with a printer's interface."""

    vendor: str
    product: str
    serial: str
    name: str
    node: str  # lp0, while the kernel's usblp has it
    holder: str  # another program that has it; empty for none

    def link(self, *, alike: bool) -> str:
        """What the hall's data should say; ``alike``: another one has the same numbers."""
        if self.node:
            return f"usb:/dev/usb/{self.node}"
        serial = f"?serial={self.serial}" if alike and self.serial else ""
        return f"usb:{self.vendor}:{self.product}{serial}"


def usb_printers(root: Path = Path("/")) -> list[UsbPrinter]:
    """The USB printers that the kernel knows, with their holders. ``root`` is where ``sys`` and ``proc`` hang."""
    queues = cups_queues()
    devices = sorted((root / "sys/bus/usb/devices").glob("*"))
    return [found for device in devices if (found := _printer(device, root, queues))]


def cups_queues() -> Mapping[str, str]:
    """CUPS queues on USB devices: the device's address in CUPS's own words -> the queue."""
    if shutil.which("lpstat") is None:
        return {}
    try:
        said = subprocess.run(["lpstat", "-v"], capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return dict(_queue(line) for line in said.splitlines() if ": usb:" in line)


def _queue(line: str) -> tuple[str, str]:
    """``device for NAME: usb://EPSON/TM-T20III?serial=1``, in whatever language."""
    before, _colon, address = line.partition(": usb:")
    return f"usb:{address.strip()}", before.split(" ")[-1]


def _printer(device: Path, root: Path, queues: Mapping[str, str]) -> UsbPrinter | None:
    interfaces = [path for path in sorted(device.glob("*:*")) if _word(path / "bInterfaceClass") == _PRINTER_CLASS]
    if not interfaces:
        return None
    maker, name, serial = (_word(device / word) for word in ("manufacturer", "product", "serial"))
    return UsbPrinter(
        _word(device / "idVendor"),
        _word(device / "idProduct"),
        serial,
        f"{maker} {name}".strip() or "USB printer",
        next((node.name for path in interfaces for node in sorted((path / "usbmisc").glob("lp*"))), ""),
        _holder(device, interfaces, root, queues, (maker, name, serial)),
    )


def _holder(
    device: Path, interfaces: list[Path], root: Path, queues: Mapping[str, str], names: tuple[str, str, str]
) -> str:
    """Who has it: a program that claimed an interface, ipp-usb that is about to, or a CUPS queue that will."""
    drivers = {path.resolve().name for path in (interface / "driver" for interface in interfaces) if path.exists()}
    if "usbfs" in drivers:  # what the kernel calls a program that talks to the device by itself
        return _opener(device, root) or "a program"
    speaks_ipp = any(_word(path / "bInterfaceProtocol") == _IPP_PROTOCOL for path in interfaces)
    if speaks_ipp and "ipp-usb" in _programs(root).values():
        return "ipp-usb"
    maker, name, serial = (word.replace(" ", "%20") for word in names)
    for address, queue in queues.items():
        another = "serial=" in address and serial not in address
        if address.startswith(f"usb://{maker}/{name}") and not another:
            return f"CUPS queue {queue}"
    return ""


def _opener(device: Path, root: Path) -> str:
    """The program that has the device's node open, as far as this user may see that."""
    bus, number = _word(device / "busnum"), _word(device / "devnum")
    if not (bus.isdecimal() and number.isdecimal()):
        return ""
    node = f"/dev/bus/usb/{int(bus):03d}/{int(number):03d}"
    for process, name in _programs(root).items():
        try:
            if any(str(open_file.readlink()) == node for open_file in (process / "fd").iterdir()):
                return name
        except OSError:
            continue
    return ""


def _programs(root: Path) -> dict[Path, str]:
    """Every process and its name."""
    return {path: _word(path / "comm") for path in (root / "proc").glob("[0-9]*")}


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def remedy_for(holder: str) -> str:
    """What to do about a program that holds a printer."""
    if holder == "ipp-usb":
        return "held by ipp-usb: sudo systemctl mask --now ipp-usb, then plug it in again"
    if holder.startswith("CUPS queue "):
        return f"held by {holder}: sudo lpadmin -x {holder.removeprefix('CUPS queue ')}"
    return f"held by {holder}: close it"
