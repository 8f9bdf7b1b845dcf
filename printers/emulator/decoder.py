"""The print data of the emulated printer: commands in, paper out. Written apart from our own renderers on purpose."""

from dataclasses import dataclass, field

from printers.emulator.print_state import Cut, Effect, HostQuestion, KeptSetting, Motion, PrintedPicture, Style
from printers.emulator.roll import FONT_A, FONT_B, DotRows, Letter, Piece, PrintedCode, PrintedLine, code_modules
from printers.emulator.traits import Traits

ESC, GS, FS, DLE = 0x1B, 0x1D, 0x1C, 0x10
_ONE_BYTE = {0x0A, 0x0D, 0x09, 0x0C, 0x18, 0x00, 0x11, 0x13}
_FIXED = {
    (ESC, 0x40): 2, (ESC, 0x21): 3, (ESC, 0x2D): 3, (ESC, 0x32): 2, (ESC, 0x33): 3, (ESC, 0x3D): 3, (ESC, 0x45): 3,
    (ESC, 0x47): 3, (ESC, 0x4A): 3, (ESC, 0x4D): 3, (ESC, 0x52): 3, (ESC, 0x61): 3, (ESC, 0x64): 3, (ESC, 0x74): 3,
    (ESC, 0x7B): 3, (ESC, 0x24): 4, (ESC, 0x5C): 4, (ESC, 0x20): 3, (ESC, 0x70): 5, (ESC, 0x63): 4, (ESC, 0x69): 2,
    (ESC, 0x6D): 2, (ESC, 0x56): 3, (GS, 0x21): 3, (GS, 0x42): 3, (GS, 0x4C): 4, (GS, 0x50): 4, (GS, 0x57): 4,
    (GS, 0x61): 3, (GS, 0x62): 3, (GS, 0x72): 3, (GS, 0x49): 3, (GS, 0x68): 3, (GS, 0x77): 3, (GS, 0x48): 3,
    (GS, 0x66): 3, (FS, 0x2E): 2, (FS, 0x26): 2, (FS, 0x43): 3, (FS, 0x53): 4,
}  # fmt: skip
"""(first byte, second byte) -> how long the whole command is."""


@dataclass(slots=True)
class Decoder:
    """Takes commands off the front of the buffer, one at a time."""

    traits: Traits
    style: Style = field(init=False)
    line: list[Letter] = field(default_factory=list[Letter])
    picture: PrintedPicture | None = None
    errors: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Power on."""
        self.style = Style(chinese=self.traits.chinese)
        self.line.clear()
        self.picture = None

    def step(self, buffer: bytearray, piece: Piece, room: int) -> Effect | None:
        """Do the next command; ``room`` is how many dots of paper are left. None when there is nothing whole to do."""
        if self.picture:
            return self._rows(buffer, piece, room)
        while buffer:
            size = self._length(buffer)
            if size is None or size > len(buffer):
                return None
            command = bytes(buffer[:size])
            effect = self._do(command, piece, room)
            if effect is _NO_ROOM:
                return Motion(room + 1)
            del buffer[:size]
            if effect is not None:
                return effect
            if self.picture:
                return self._rows(buffer, piece, room)
        return None

    def _length(self, buffer: bytearray) -> int | None:  # noqa: PLR0911 - one for each command
        """How long the command at the front is; None until that can be told."""
        first = buffer[0]
        if self.style.chinese and first > 0x80:
            return 2
        if first in _ONE_BYTE or first >= 0x20:
            return 1
        if len(buffer) < 2:
            return None
        if first == DLE:
            return {0x04: 3, 0x05: 3, 0x14: 10 if bytes(buffer[2:3]) == b"\x08" else 5}.get(buffer[1], 1)
        if (first, buffer[1]) == (ESC, 0x2A):
            columns = 3 if bytes(buffer[2:3]) in {b"\x20", b"\x21"} else 1
            return None if len(buffer) < 5 else 5 + columns * (buffer[3] + 256 * buffer[4])
        if first == GS and buffer[1] == 0x56:
            return 3 if len(buffer) >= 3 and buffer[2] in {0, 1, 48, 49} else 4
        if (first, buffer[1]) in {(GS, 0x28), (FS, 0x28), (ESC, 0x28)}:
            return None if len(buffer) < 5 else 5 + buffer[3] + 256 * buffer[4]
        if (first, buffer[1]) == (GS, 0x76):
            return 8
        if (first, buffer[1]) == (GS, 0x65) and self.traits.presenter:
            return None if len(buffer) < 3 else 4 if buffer[2] == 3 else 3
        return _FIXED.get((first, buffer[1]), 1)

    def _do(self, command: bytes, piece: Piece, room: int) -> Effect | None:  # noqa: PLR0911 - one for each command
        first = command[0]
        if first > 0x80:
            return self._letter(command, piece, room)
        if len(command) == 1:
            return self._single(first, piece, room)
        if first == DLE:
            return None  # answered when it arrived
        if first == GS and command[1] == 0x76:
            size = command[4] + 256 * command[5], command[6] + 256 * command[7]
            self.picture = PrintedPicture(*size, command[3] % 48 & 3)
            if not self.picture.width_bytes or not self.picture.rows_left:
                self.picture = None
            return None
        if first == GS and command[1] == 0x28:
            return self._long(command, piece, room)
        if first == GS and command[1] == 0x56:
            if command[2] in {65, 66, 97, 98}:
                return Cut(round(self.traits.feed_to_cut_mm * self.traits.dots_per_mm) + command[3])
            return Cut(-1)
        return self._setting(command, piece, room)

    def _single(self, value: int, piece: Piece, room: int) -> Effect | None:
        if value == 0x0A:
            return self._end_line(piece, room)
        if value >= 0x20:
            return self._letter(bytes((value,)), piece, room)
        if value not in _ONE_BYTE:
            self.errors.append(f"unknown byte {value:02x}")
        return None

    def _letter(self, data: bytes, piece: Piece, room: int) -> Effect | None:
        style = self.style
        codec = "gb18030" if len(data) == 2 else self.traits.pages.get(style.page, "cp437")
        sign = data.decode(codec, "replace")
        letter = Letter(sign, style.cell, style.wide, style.high, style.bold, style.reverse, style.underline)
        if sum(before.width for before in self.line) + letter.width > self.traits.dots and self.line:
            effect = self._end_line(piece, room)
            if effect is not _NO_ROOM:
                self.line.append(letter)
            return effect
        self.line.append(letter)
        return None

    def _end_line(self, piece: Piece, room: int) -> Effect:
        """Print the line and feed; nothing happens if there is not enough paper."""
        high = max((letter.height for letter in self.line), default=0)
        dots = max(self.style.spacing, high)
        if room < dots:
            return _NO_ROOM
        if self.line:
            width = sum(letter.width for letter in self.line)
            free = self.traits.dots - width
            left = (0, free // 2, free)[self.style.align % 3]
            piece.lines.append(PrintedLine(piece.height, max(0, left), tuple(self.line)))
            piece.clipped = piece.clipped or width > self.traits.dots
            self.line.clear()
        return Motion(dots)

    def _setting(self, command: bytes, piece: Piece, room: int) -> Effect | None:  # noqa: C901, PLR0911 - one for each command
        key, value = (command[0], command[1]), command[2] if len(command) > 2 else 0
        if key == (ESC, 0x2A) and value == 33:
            self.line.append(Letter("\ufffc", (len(command[5:]) // 3, 24), columns=command[5:]))
            return None
        if key == (GS, 0x65):
            return KeptSetting("presenter", value)
        if key not in _FIXED:
            self.errors.append(f"unknown command {command.hex(' ')}")
            return None
        match key:
            case (0x1B, 0x40):
                self.style = Style(chinese=self.traits.chinese)
                self.line.clear()
                return KeptSetting("init", 0)
            case (0x1B, 0x4A):
                return self._feed(value, piece, room)
            case (0x1B, 0x64):
                return self._feed(value * self.style.spacing, piece, room)
            case (0x1B, 0x69) | (0x1B, 0x6D):
                return Cut(-1)
            case (0x1D, 0x61):
                return KeptSetting("asb", value)
            case (0x1D, 0x72):
                return HostQuestion("gsr", bytes((value,)))
            case (0x1D, 0x49):
                return HostQuestion("ident", bytes((value,)))
            case _:
                self._style(key, value)
                return None

    def _feed(self, dots: int, piece: Piece, room: int) -> Effect:
        if room < dots:
            return _NO_ROOM
        if self.line:
            self._end_line(piece, room)
        return Motion(dots)

    def _style(self, key: tuple[int, int], value: int) -> None:  # noqa: C901 - one case for each command
        style = self.style
        match key:
            case (0x1B, 0x21):
                style.cell = FONT_B if value & 1 else FONT_A
                style.bold, style.underline = bool(value & 8), bool(value & 0x80)
                style.wide, style.high = 2 if value & 0x20 else 1, 2 if value & 0x10 else 1
            case (0x1D, 0x21):
                style.wide, style.high = (value >> 4 & 7) + 1, (value & 7) + 1
            case (0x1B, 0x4D):
                style.cell = FONT_B if value in {1, 49} else FONT_A
            case (0x1B, 0x45) | (0x1B, 0x47):
                style.bold = bool(value & 1)
            case (0x1D, 0x42):
                style.reverse = bool(value & 1)
            case (0x1B, 0x2D):
                style.underline = bool(value)
            case (0x1B, 0x61):
                style.align = value % 48
            case (0x1B, 0x74):
                self._page(value)
            case (0x1B, 0x33):
                style.spacing = value
            case (0x1C, 0x26) | (0x1C, 0x2E):
                style.chinese = key[1] == 0x26
            case (0x1B, 0x32):
                style.spacing = 34
            case _:
                pass

    def _page(self, slot: int) -> None:
        if slot not in self.traits.pages:
            self.errors.append(f"no code page in slot {slot}")
        self.style.page = slot

    def _rows(self, buffer: bytearray, piece: Piece, room: int) -> Effect | None:
        """Print as many picture rows as have come and as the paper has room for."""
        picture = self.picture
        assert picture is not None
        rows = min(len(buffer) // picture.width_bytes, picture.rows_left)
        if rows == 0:
            return None
        if room < 1:
            return Motion(1)
        tall = 2 if picture.mode & 2 else 1
        rows = max(1, min(rows, room // tall, 24))
        taken = bytes(buffer[: rows * picture.width_bytes])
        del buffer[: len(taken)]
        size = picture.width_bytes
        data = b"".join(picture.row(taken[start : start + size]) * tall for start in range(0, len(taken), size))
        width = len(data) // (rows * tall)
        last = piece.pictures[-1] if piece.pictures else None
        if last and last.width_bytes == width and last.top + last.height == piece.height:
            last.rows += data
        else:
            piece.pictures.append(DotRows(piece.height, 0, width, bytearray(data)))
        piece.clipped = piece.clipped or width * 8 > self.traits.dots + 7
        picture.rows_left -= rows
        if not picture.rows_left:
            self.picture = None
        return Motion(rows * tall)

    def _long(self, command: bytes, piece: Piece, room: int) -> Effect | None:
        """``GS ( k`` QR codes, ``GS ( H`` markers, ``GS ( L`` and others that are taken and left."""
        family, data = command[2], command[5:]
        if family == 0x48:
            if len(data) == 6 and data[0] == 48:
                return HostQuestion("marker", data[2:])
            return None
        if family == 0x6B:
            return self._qr(data, piece, room)
        if family not in {0x41, 0x4B, 0x4C, 0x44, 0x45, 0x4E}:
            self.errors.append(f"unknown command {command[:5].hex(' ')}")
        return None

    def _qr(self, data: bytes, piece: Piece, room: int) -> Effect | None:
        if data[:1] != b"1":
            self.errors.append("a code that is no QR code")
            return None
        if not self.traits.native_qr:
            self.line += [Letter(sign) for sign in data.decode("latin-1") if sign.isprintable()]
            return None
        function, rest = data[1], data[2:]
        if function == 67:
            self.style.qr_module = rest[0]
        elif function == 80:
            self.style.qr_text = rest[1:].decode("ascii", "replace")
        elif function == 81 and self.style.qr_text:
            size = code_modules(self.style.qr_text) * self.style.qr_module
            if room < size:
                return _NO_ROOM
            left = (0, (self.traits.dots - size) // 2, self.traits.dots - size)[self.style.align % 3]
            piece.codes.append(PrintedCode(piece.height, max(0, left), self.style.qr_text, self.style.qr_module))
            piece.clipped = piece.clipped or size > self.traits.dots
            return Motion(size)
        return None


_NO_ROOM = Motion(-1)
"""The paper does not reach: the command stays at the front of the buffer."""
