"""This PC: its fonts, its sound device, the hall's printers as far as they can be reached, a pretended clock."""

import socket
from collections.abc import Iterator
from pathlib import Path

from printers.link.usb_devices import usb_printers
from shared import clock
from shared.check.item import Item, good, warn
from shared.domain.hall_data.hall import Hall

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
SOUND_CARDS = Path("/proc/asound/cards")
PRINTER_SECONDS = 1.0


def pretended_clock() -> Iterator[Item]:
    """A clear warning if this process uses a time that is not the PC's."""
    told = clock.pretended()
    if told is not None:
        yield warn(
            "pretended_clock",
            f"{clock.VARIABLE} IS SET: FOR THIS PROCESS IT IS {told}. Times in the file will be wrong.",
            f"For a real hall: unset {clock.VARIABLE}.",
            pretended=told,
        )


def fonts(folder: Path = FONTS) -> Item:
    """The fonts of screen and ticket that come with the program."""
    found = sorted(folder.glob("*.ttf"))
    if not found:
        return warn("fonts", f"There are no fonts in {folder}.", "Install Antrean again.")
    return good("fonts", f"{len(found)} fonts are there.", fonts=len(found))


def sound(cards: Path = SOUND_CARDS) -> Item:
    """Whether this PC has a sound device; only displays need one."""
    try:
        lines = cards.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = [line.strip() for line in lines if "]:" in line]
    if not names:
        return warn("sound", "This PC has no sound device.", "Only a display needs one: connect a loudspeaker there.")
    return good("sound", f"Sound device: {names[0].partition(']:')[2].strip()}.", devices=len(names))


def printers(hall: Hall) -> Iterator[Item]:
    """Whether each ticket printer of the hall can be reached from this PC."""
    for code, printer in hall.printer.items():
        way, _, address = printer.link.partition(":")
        key = f"printer:{code}"
        look = {"tcp": _tcp, "serial": _device, "usb": _usb}.get(way)
        problem = look(address) if look else ""
        if problem:
            yield warn(key, f"Printer {code} ({printer.link}): {problem}.", f"See `antrean printer status {code}`.")
        else:
            yield good(key, f"Printer {code} ({printer.link}) can be reached.")


def _tcp(address: str) -> str:
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), PRINTER_SECONDS):
            return ""
    except (OSError, ValueError) as error:
        return f"no connection from here ({getattr(error, 'strerror', None) or error})"


def _usb(address: str) -> str:
    """A device path, or vendor and product as the kernel lists them."""
    if address.startswith("/"):
        return _device(address)
    wanted = address.partition("?")[0].lower()
    numbers = {f"{printer.vendor}:{printer.product}" for printer in usb_printers()}
    return "" if wanted in numbers else "not on this PC"


def _device(address: str) -> str:
    path = Path(address.partition("?")[0])
    return "" if path.exists() else "not on this PC"
