"""What the emulated printer's decoder keeps between commands, and what a command asks the machine to do."""

import functools
from dataclasses import dataclass

from printers.emulator.roll import FONT_A


@functools.cache
def _doubled(value: int) -> bytes:
    """Eight dots, each twice."""
    wide = 0
    for bit in range(8):
        if value >> bit & 1:
            wide |= 3 << 2 * bit
    return wide.to_bytes(2, "big")


@dataclass(slots=True)
class Style:
    """How the next letters look; everything that ``ESC @`` puts back."""

    page: int = 0
    cell: tuple[int, int] = FONT_A
    wide: int = 1
    high: int = 1
    bold: bool = False
    reverse: bool = False
    underline: bool = False
    align: int = 0
    spacing: int = 34
    left: int = 0
    chinese: bool = False
    qr_module: int = 3
    qr_text: str = ""


@dataclass(slots=True)
class PrintedPicture:
    """A picture command whose rows are still coming."""

    width_bytes: int
    rows_left: int
    mode: int = 0  # bit 0 doubles the width, bit 1 the height

    def row(self, data: bytes) -> bytes:
        """A row as it is printed."""
        if not self.mode & 1:
            return data
        return b"".join(_doubled(value) for value in data)


@dataclass(frozen=True, slots=True)
class Motion:
    """Paper that has to move before the next command."""

    dots: int


@dataclass(frozen=True, slots=True)
class HostQuestion:
    """A question that is answered in order with the data."""

    kind: str
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Cut:
    """The knife's command, with its feed to the knife in dots; -1 for no feed."""

    feed: int


@dataclass(frozen=True, slots=True)
class KeptSetting:
    """A change that the engine keeps (automatic status)."""

    name: str
    value: int


Effect = Motion | HostQuestion | Cut | KeptSetting
