"""Typefaces for paper: which shipped or system font has the letters, and when none has them.

Coverage is read from each font's own ``cmap`` table, since Pillow draws an empty box without a word.
"""

import functools
import os
import struct
import sys
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from PIL import ImageFont

Face = ImageFont.FreeTypeFont
_REGULAR = "AtkinsonHyperlegibleNext_400Regular.ttf"
_SEMIBOLD = "AtkinsonHyperlegibleNext_600SemiBold.ttf"
_HEAVY = "AtkinsonHyperlegibleNext_800ExtraBold.ttf"
_INVISIBLE = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF}


def shipped(name: str) -> Path:
    """The file of a font that comes with the program."""
    return Path(str(resources.files("shared") / "assets" / "fonts" / name))


def weights() -> tuple[Path, Path, Path]:
    """Regular, semi-bold and heavy."""
    return shipped(_REGULAR), shipped(_SEMIBOLD), shipped(_HEAVY)


@functools.cache
def face(path: Path, size: int) -> Face:
    """A font at a size in dots."""
    return ImageFont.truetype(str(path), size)


def font_for(text: str, wanted: Path) -> Path | None:
    """The wanted font if it has every letter of the text, else a system font that has; None when there is none."""
    needed = {ord(letter) for letter in text if not letter.isspace()} - _INVISIBLE
    if needed <= covered(wanted):
        return wanted
    for path in system_fonts():
        if needed <= covered(path):
            return path
    return None


@functools.cache
def system_fonts() -> tuple[Path, ...]:
    """The fonts of this PC, in a steady order; ``ANTREAN_FONTS`` names a folder to look in first."""
    folders = [Path(os.environ["ANTREAN_FONTS"])] if os.environ.get("ANTREAN_FONTS") else []
    if sys.platform == "win32":
        folders.append(Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts")
    else:
        folders += [Path.home() / ".local/share/fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    found: list[Path] = []
    for folder in folders:
        found += sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".ttf", ".otf", ".ttc"})
    return tuple(found)


@functools.cache
def covered(path: Path) -> frozenset[int]:
    """The code points that a font has a glyph for; none for a file that is no font."""
    try:
        return frozenset(_read_cmap(path.read_bytes()))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _read_cmap(data: bytes) -> Iterable[int]:
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    for index in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
        if tag == b"cmap":
            return _best_table(data, offset)
    return ()


def _best_table(data: bytes, cmap: int) -> Iterable[int]:
    """The widest Unicode table: format 12 before format 4 (OpenType specification, cmap)."""
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
        if platform in {0, 3}:
            found[struct.unpack_from(">H", data, cmap + offset)[0]] = cmap + offset
    if 12 in found:
        return _groups(data, found[12])
    return _segments(data, found[4]) if 4 in found else ()


def _groups(data: bytes, table: int) -> Iterable[int]:
    for index in range(struct.unpack_from(">I", data, table + 12)[0]):
        first, last, _glyph = struct.unpack_from(">III", data, table + 16 + 12 * index)
        yield from range(first, last + 1)


def _segments(data: bytes, table: int) -> Iterable[int]:
    count = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, table + 16 + 4 * count)
    offsets_at = table + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if not offsets[index]:
                glyph = (code + deltas[index]) & 0xFFFF
            else:
                place = offsets_at + 2 * index + offsets[index] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
            if glyph:
                yield code
