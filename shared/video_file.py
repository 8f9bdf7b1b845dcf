"""Whether a video file is whole, by its container alone: what is still being copied is not shown.

MP4 and QuickTime consist of boxes, Matroska and WebM of one segment, AVI of one chunk; each says its length. Other
kinds are taken as they are; playing shows what they hold.
"""

import struct
from pathlib import Path
from typing import BinaryIO

KINDS = frozenset({".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".ogv"})
LARGEST_BYTES = 2_000_000_000
_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_MOST_BOXES = 100_000


def is_video(path: Path) -> bool:
    """By its name."""
    return path.suffix.lower() in KINDS


def is_whole(path: Path) -> bool:
    """Whether all that the file promises is there. OSError when it cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        file.seek(0)
        if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
            return _boxes_fill(file, size)
        if head[:4] == _EBML:
            return _segment_fits(file, size)
        if head[:4] == b"RIFF":
            return struct.unpack("<I", head[4:8])[0] + 8 <= size
    return size > 0 and path.suffix.lower() in (".mpg", ".mpeg", ".ogv")


def _boxes_fill(file: BinaryIO, size: int) -> bool:
    kinds: set[bytes] = set()
    at = 0
    for _ in range(_MOST_BOXES):
        if at == size:
            return {b"moov", b"mdat"} <= kinds
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return False
        length, kind = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        elif length == 0:  # to the end of the file
            length = size - at
        if length < 8 or at + length > size:
            return False
        kinds.add(kind)
        at += length
    return False


def _segment_fits(file: BinaryIO, size: int) -> bool:
    at = 0
    for _ in range(16):  # header, perhaps padding, then the segment
        file.seek(at)
        head = file.read(16)
        name = _number(head, keep_mark=True)
        length = _number(head[name[1] :]) if name else None
        if name is None or length is None:
            return False
        begins = at + name[1] + length[1]
        if head[:4] == _SEGMENT:
            unknown = length[0] == (1 << (7 * length[1])) - 1  # a stream that was recorded as it came
            return unknown or begins + length[0] <= size
        at = begins + length[0]
    return False


def _number(data: bytes, *, keep_mark: bool = False) -> tuple[int, int] | None:
    """A number of variable length and how many bytes it has."""
    if not data or not data[0]:
        return None
    count = 8 - data[0].bit_length() + 1
    if len(data) < count:
        return None
    value = int.from_bytes(data[:count], "big")
    return (value if keep_mark else value & ((1 << (7 * count)) - 1)), count
