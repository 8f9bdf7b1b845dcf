"""How much of a sentence the device has before it is heard: whoever starts the sound process says so, in seconds.

What lies there is heard even while the sound process gets no turn on a busy PC, and has to be taken back when something
is to stop.
"""

from collections.abc import Iterator

from shared import pcm

QUICK = 0.2
"""For what stops at a key: the kiosk's reader is to be silent within 0.15 s."""
DEEP = 2.0
"""For what is said to its end: a sound process that got no turn for 0.6 s left a hole of 0.5 s in a sentence."""
_CHUNK = pcm.RATE // 25 * 2


def in_bytes(seconds: float) -> int:
    """So many of our samples."""
    return round(seconds * pcm.RATE) * 2


def parts(samples: bytes, first: int) -> Iterator[bytes]:
    """So many bytes at once, before anything is heard, the rest 40 ms at a time."""
    yield samples[:first]
    for start in range(first, len(samples), _CHUNK):
        yield samples[start : start + _CHUNK]
