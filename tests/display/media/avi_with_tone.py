"""A video with a tone, as long as a test needs it: an AVI of one picture and plain samples, which every PC plays."""

import io
import math
import struct
from array import array
from pathlib import Path

from PIL import Image

RATE = 16_000
FPS = 5
_SIZE = (160, 90)
_EACH = RATE // FPS * 2  # bytes of sound beside one picture


def write(path: Path, seconds: int, hertz: float, loudness: float = 0.3) -> Path:
    """The file; ``loudness`` is 1 for the loudest tone there is."""
    picture = io.BytesIO()
    Image.new("RGB", _SIZE, "steelblue").save(picture, "JPEG")
    height = round(loudness * 32767)
    tone = array("h", (round(height * math.sin(2 * math.pi * hertz * at / RATE)) for at in range(RATE * seconds)))
    frames, sound, jpeg = seconds * FPS, tone.tobytes(), picture.getvalue()
    parts = b"".join(
        _chunk(b"00dc", jpeg) + _chunk(b"01wb", sound[at * _EACH : (at + 1) * _EACH]) for at in range(frames)
    )
    main = struct.pack("<14I", 1_000_000 // FPS, 0, 0, 0, frames, 0, 2, len(jpeg), *_SIZE, 0, 0, 0, 0)
    pictures = _stream(b"vidsMJPG", 1, FPS, frames, 0) + _chunk(
        b"strf", struct.pack("<IiiHH4sIiiII", 40, *_SIZE, 1, 24, b"MJPG", len(jpeg), 0, 0, 0, 0)
    )
    sounds = _stream(b"auds\0\0\0\0", 1, RATE, len(tone), 2) + _chunk(
        b"strf", struct.pack("<HHIIHH", 1, 1, RATE, RATE * 2, 2, 16)
    )
    head = _list(b"hdrl", _chunk(b"avih", main) + _list(b"strl", pictures) + _list(b"strl", sounds))
    whole = b"AVI " + head + _list(b"movi", parts)
    path.write_bytes(_chunk(b"RIFF", whole))
    return path


def _stream(kind: bytes, scale: int, rate: int, length: int, sample: int) -> bytes:
    head = struct.pack("<8sIHHIIIIIIII4H", kind, 0, 0, 0, 0, scale, rate, 0, length, 0, 0xFFFFFFFF, sample, 0, 0, 0, 0)
    return _chunk(b"strh", head)


def _list(name: bytes, content: bytes) -> bytes:
    return _chunk(b"LIST", name + content)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
