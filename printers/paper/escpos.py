"""The commands that python-escpos has no words for: questions, fences, feeds in dots, older knives, presenters.

Names and numbers are those of Epson's command reference; ``GS e`` is Custom's.
"""

from PIL import Image

INIT = b"\x1b@\x1c."  # as after power on; FS . ends the Chinese mode in which some clones start
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


def units(dpi: int) -> bytes:
    """Make one motion unit one dot in both directions, whatever the printer's own default is."""
    return b"\x1dP" + bytes((dpi, dpi))


def feed(dots: int) -> bytes:
    """Feed paper by any number of dots."""
    full, rest = divmod(dots, 255)
    return b"\x1bJ\xff" * full + (b"\x1bJ" + bytes((rest,)) if rest else b"")


def cut(kind: str, feed_dots: int) -> bytes:
    """Feed to the knife and cut whole; without a knife, feed to the tear bar. ``kind`` is one of ``CUTS``.

    The partial cut is python-escpos's; of whole ones it has ``GS V 0`` only, six lines below the text wherever the
    knife is. ``GS V 65`` lets the printer feed to its own.
    """
    match kind:
        case "full":
            return b"\x1dVA\x00"
        case "esc-i" | "esc-m":  # these do not feed by themselves
            return feed(feed_dots) + (b"\x1bi" if kind == "esc-i" else b"\x1bm")
        case _:
            return feed(feed_dots)


def cell(letter: Image.Image) -> bytes:
    """``ESC *`` 33: a small picture, 24 dots high, in the middle of a line of text."""
    columns = letter.convert("1", dither=Image.Dither.NONE).transpose(Image.Transpose.TRANSPOSE)
    bits = bytes(255 - value for value in columns.tobytes())
    return b"\x1b*\x21" + letter.width.to_bytes(2, "little") + without_real_time(bits)


EJECT = b"\x1de\x05"  # GS e 5: push the cut ticket out of the outlet
RETRACT = b"\x1de\x02"  # GS e 2: draw it back in


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


def present(steps: int) -> bytes:
    """``GS e`` 3: hold the cut ticket out by this many steps, to be taken or drawn back in."""
    return b"\x1de\x03" + bytes((steps,))
