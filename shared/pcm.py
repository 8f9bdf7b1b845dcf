"""Sound as numbers: WAV files of any usual kind converted to one form, 48 kHz, one channel, 16 bit.

Pure Python, for the product's own sounds, which a screen plays without more; what a hall records is read by
:func:`shared.voice.audio.recording`.
"""

from __future__ import annotations

import io
import struct
import sys
import wave
from array import array
from pathlib import Path

RATE = 48_000
LARGEST_BYTES = 40_000_000
_ENDLESS = 0x7FFFF000  # what a recorder writes that cannot go back to say how long it was


class ClipError(Exception):
    """The file is no WAV that can be played; the text says why."""


def read(path: Path) -> array[int]:
    """The samples of a WAV file, in our form; ClipError if it cannot be read."""
    try:
        return parse(content(path))
    except (EOFError, wave.Error, struct.error, ValueError, MemoryError) as error:
        raise ClipError(f"it is not a complete WAV file ({str(error) or 'it ends too early'})") from None


def content(path: Path) -> bytes:
    """A sound file as it is; ClipError if it cannot be read or is far too large."""
    try:
        if not path.is_file():  # to open a pipe would wait for ever
            raise ClipError("it is not an ordinary file")
        if path.stat().st_size > LARGEST_BYTES:
            raise ClipError(f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise ClipError(error.strerror or str(error)) from None


def is_whole(data: bytes) -> bool:
    """Whether a WAV holds all the samples that it promises; ClipError where it is none."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ClipError("it is no WAV file")
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"data":
            return size >= _ENDLESS or at + 8 + size <= len(data)
        at += 8 + size + size % 2
    return False


def parse(data: bytes) -> array[int]:
    """The samples of a WAV in memory, in our form."""
    with wave.open(io.BytesIO(data)) as file:
        width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
        promised = file.getnframes()
        frames = file.readframes(promised)
    if len(frames) < promised * width * channels < _ENDLESS:
        raise ClipError("it is cut short or still being copied")  # half a number would send people to the wrong counter
    if not 8_000 <= rate <= 192_000 or channels > 8:
        raise ClipError(f"{rate} samples a second on {channels} channels")
    samples = _mixed(_integers(frames, width), channels)
    if not samples:
        raise ClipError("there is no sound in it")
    return resampled(samples, rate)


def _integers(frames: bytes, width: int) -> array[int]:
    """Little-endian samples of 1, 2, 3 or 4 bytes as 16-bit numbers."""
    if width == 1:
        return array("h", ((byte - 128) << 8 for byte in frames))
    if width > 2:
        frames = b"".join(frames[i + width - 2 : i + width] for i in range(0, len(frames) - width + 1, width))
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _mixed(samples: array[int], channels: int) -> array[int]:
    if channels == 1:
        return samples
    sides = [samples[i::channels] for i in range(channels)]
    return array("h", (sum(frame) // channels for frame in zip(*sides, strict=False)))


def resampled(samples: array[int], rate: int) -> array[int]:
    """The same sound at 48 kHz, by linear interpolation (speech stays below 8 kHz)."""
    if rate == RATE:
        return samples
    step, last = rate / RATE, len(samples) - 1
    result = array("h")
    for i in range(int(len(samples) / step)):
        whole, part = divmod(i * step, 1)
        left = samples[min(int(whole), last)]
        right = samples[min(int(whole) + 1, last)]
        result.append(round(left + (right - left) * part))
    return result


def silence(seconds: float) -> array[int]:
    """This many seconds of silence."""
    return array("h", bytes(2 * round(seconds * RATE)))


def write(path: Path, samples: array[int]) -> None:
    """A WAV file in our form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
