"""The few ESC/POS commands that a ticket needs, as bytes. Names and numbers from Epson's command reference."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printers.model import Model

INIT = b"\x1b@\x1c."  # as after power on; FS . ends the Chinese mode that some clones wake up in
SELECT = b"\x1b=\x01"  # a printer that was deselected listens again
CENTRE, LEFT = b"\x1ba\x01", b"\x1ba\x00"
BOLD_ON, BOLD_OFF = b"\x1bE\x01", b"\x1bE\x00"
REVERSE_ON, REVERSE_OFF = b"\x1dB\x01", b"\x1dB\x00"
FONT_A, FONT_B = b"\x1bM\x00", b"\x1bM\x01"
SMOOTH = b"\x1db\x01"
LF = b"\n"
ASB_ON = b"\x1da\x0e"  # online, error and paper changes are reported unasked
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
RECOVER = b"\x10\x05\x02"
ASK_PAPER = b"\x1dr\x01"
FLUSH = b"\x00" * 8192  # ends an interrupted picture band: white dots in a picture, nothing outside of one
MARKER_LETTERS = "1359QSUWYqsuwy"
"""A marker is made of these: each has bits 4 and 0 set, so no status byte can look like one (PRINTING.md 3.1)."""


def ask(n: int) -> bytes:
    """``DLE EOT n``: answered at once, whatever the printer is doing."""
    return bytes((0x10, 0x04, n))


def marker(letters: str) -> bytes:
    """``GS ( H`` function 48: answered with our four letters when everything before it is printed."""
    return b"\x1d(H\x06\x0000" + letters.encode("ascii")


def page(slot: int) -> bytes:
    """Select a code page."""
    return b"\x1bt" + bytes((slot,))


def scale(width: int, height: int) -> bytes:
    """Letters ``width`` by ``height`` times as large, 1 to 8 each."""
    return b"\x1d!" + bytes(((width - 1) << 4 | (height - 1),))


def units(dpi: int) -> bytes:
    """Make one motion unit one dot in both directions, whatever the printer's own default is."""
    return b"\x1dP" + bytes((dpi, dpi))


def line_height(dots: int) -> bytes:
    """Line spacing in dots."""
    return b"\x1b3" + bytes((dots,))


def feed(dots: int) -> bytes:
    """Feed paper by any number of dots."""
    full, rest = divmod(dots, 255)
    return b"\x1bJ\xff" * full + (b"\x1bJ" + bytes((rest,)) if rest else b"")


def picture(rows: bytes, width_bytes: int, mode: int = 0) -> bytes:
    """``GS v 0``: a picture band; the rows follow each other, 8 dots a byte, black is 1.

    ``mode`` 1 prints each dot twice as wide, 2 twice as high, 3 both.
    """
    height = len(rows) // width_bytes
    return b"\x1dv0" + bytes((mode,)) + width_bytes.to_bytes(2, "little") + height.to_bytes(2, "little") + rows


def qr_code(text: str, module_dots: int) -> bytes:
    """``GS ( k``: module size, data, print; the data is ASCII.

    Model 2 and the printer's own error correction are the defaults everywhere, and need no bytes.
    """
    data = text.encode("ascii")
    return b"".join((
        b"\x1d(k\x03\x001C" + bytes((module_dots,)),
        b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data,
        b"\x1d(k\x03\x001Q0",
    ))  # fmt: skip


def cut(kind: str, feed_dots: int) -> bytes:
    """Feed to the knife and cut; without a knife, feed to the tear bar. ``kind`` is one of ``model.CUTS``."""
    match kind:
        case "partial" | "full":
            return b"\x1dV" + (b"A" if kind == "full" else b"B") + b"\x00"
        case "esc-i" | "esc-m":  # these do not feed by themselves
            return feed(feed_dots) + (b"\x1bi" if kind == "esc-i" else b"\x1bm")
        case _:
            return feed(feed_dots)


EJECT = b"\x1de\x05"  # GS e 5: push the cut ticket out of the mouth
RETRACT = b"\x1de\x02"  # GS e 2: draw it back in
_PRESENT_STEPS = 12  # of 7 mm: far enough out to be taken (Pyramid's and Custom's own examples)
PRESENT = b"\x1de\x03" + bytes((_PRESENT_STEPS,))  # GS e 3: hold it out, to be taken or drawn back


def parting(model: "Model") -> bytes:
    """The end of every paper: to the knife, cut, and out of the mouth where there is a presenter."""
    feed_dots = round(model.feed_to_cut_mm * model.dots_per_mm)
    out = (EJECT if model.retract_seconds is None else PRESENT) if model.presenter else b""
    return cut(model.cutter, feed_dots) + out


_REAL_TIME = {0x04, 0x05, 0x14}


def without_real_time(data: bytes) -> bytes:
    """The same picture data with no ``DLE EOT``, ``DLE ENQ`` or ``DLE DC4`` hidden in it.

    A printer obeys these even inside a picture (PRINTING.md 3.4). One dot more at each such place hides nothing.
    """
    clean = bytearray(data)
    for place in range(len(clean) - 1):
        if clean[place] == 0x10 and clean[place + 1] in _REAL_TIME:
            clean[place] = 0x11
    return bytes(clean)
