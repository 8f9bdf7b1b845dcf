"""Sound as numbers: WAV files of any usual kind converted to one form, 48 kHz, one channel, 16 bit.

A hall records its own clips with whatever it has; they are mixed down, resampled and brought to one level here,
so that a joined sentence does not jump in loudness. Pure Python: a clip is half a second, done once.
"""

from __future__ import annotations

import io
import math
import struct
import sys
import wave
from array import array
from pathlib import Path

RATE = 48_000
LARGEST_BYTES = 40_000_000
_ENDLESS = 0x7FFFF000  # what a recorder writes that cannot go back to say how long it was
LEVEL = 0.12  # RMS of the loud parts of a clip, of full scale 1
PEAK = 0.89


class ClipError(Exception):
    """The file is no WAV that can be played; the text says why."""


def read(path: Path) -> array[int]:
    """The samples of a WAV file, in our form; ClipError if it cannot be read."""
    try:
        if not path.is_file():  # to open a pipe would wait for ever
            raise ClipError("it is not an ordinary file")
        if path.stat().st_size > LARGEST_BYTES:
            raise ClipError(f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
        return parse(path.read_bytes())
    except OSError as error:
        raise ClipError(error.strerror or str(error)) from None
    except (EOFError, wave.Error, struct.error, ValueError, MemoryError) as error:
        raise ClipError(f"it is not a complete WAV file ({str(error) or 'it ends too early'})") from None


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


def trimmed(samples: array[int], floor: float = 0.012, margin: float = 0.012) -> array[int]:
    """Without the silence before and after; ``margin`` seconds are kept on both sides, faded."""
    loud = [i for i, sample in enumerate(samples) if abs(sample) > floor * 32767]
    if not loud:
        return samples
    keep = int(margin * RATE)
    cut = samples[max(loud[0] - keep, 0) : loud[-1] + keep]
    for i in range(min(keep, len(cut) // 2)):
        cut[i] = cut[i] * i // keep
        cut[-1 - i] = cut[-1 - i] * i // keep
    return cut


def loudness(samples: array[int]) -> float:
    """RMS of the louder half of 20 ms stretches, of full scale 1: pauses do not count."""
    size = RATE // 50
    powers = sorted(
        sum(s * s for s in samples[i : i + size]) / size for i in range(0, max(len(samples) - size, 1), size)
    )
    upper = powers[len(powers) // 2 :]
    return math.sqrt(sum(upper) / len(upper)) / 32767 if upper else 0.0


def levelled(samples: array[int]) -> array[int]:
    """At the common level, never clipped."""
    now, peak = loudness(samples), max((abs(s) for s in samples), default=0) / 32767
    if not now or not peak:
        return samples
    gain = min(LEVEL / now, PEAK / peak)
    return array("h", (round(s * gain) for s in samples))


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
