"""ALSA itself, through libasound: a bare PC with a sound card and no daemon."""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable
from typing import Any

from shared import pcm
from shared.sound import stop

_CHUNK = pcm.RATE // 25 * 2
_log = logging.getLogger("antrean.sound")


class AlsaOutput:
    """One device of ALSA, by its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def has_device(self) -> bool:
        """Whether it can be opened now."""
        library = _libasound()
        handle = ctypes.c_void_p()
        if library is None or library.snd_pcm_open(ctypes.byref(handle), self._name.encode(), 0, 1) < 0:
            return False
        library.snd_pcm_close(handle)
        return True

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Play to the end, 40 ms at a time."""
        library = _libasound()
        if library is None:
            return self._complain("libasound2 is not installed")
        handle = ctypes.c_void_p()
        code = library.snd_pcm_open(ctypes.byref(handle), self._name.encode(), 0, 0)
        if code < 0:
            return self._complain(f"{self._name}: {_words(library, code)}")
        try:
            # playback, 16 bit little endian (2), interleaved (3), one channel, resampling allowed, 200 ms of buffer
            code = library.snd_pcm_set_params(handle, 2, 3, 1, pcm.RATE, 1, 200_000)
            if code < 0:
                return self._complain(f"{self._name}: {_words(library, code)}")
            return self._feed(library, handle, samples, begun)
        finally:
            library.snd_pcm_close(handle)

    def _feed(self, library: Any, handle: ctypes.c_void_p, samples: bytes, begun: Callable[[], None]) -> bool:
        end = time.monotonic() + len(samples) / 2 / pcm.RATE
        for start in range(0, len(samples), _CHUNK):
            if stop.NOW.is_set():
                break
            part = samples[start : start + _CHUNK]
            written = library.snd_pcm_writei(handle, part, len(part) // 2)
            if written < 0 and library.snd_pcm_recover(handle, written, 1) < 0:
                return self._complain(f"{self._name}: {_words(library, written)}")
            if not start:
                begun()
        if stop.came_before(end):  # with the last of it still in the buffer
            library.snd_pcm_drop(handle)
            return False
        library.snd_pcm_drain(handle)
        return True

    def _complain(self, words: str) -> bool:
        _log.debug("no sound through ALSA: %s", words)
        return False


def _words(library: Any, code: int) -> str:
    return library.snd_strerror(code).decode(errors="replace")


def _libasound() -> Any:
    """ALSA's library with the few signatures used here; None when it is not installed."""
    try:
        library = ctypes.CDLL("libasound.so.2")
    except OSError:
        return None
    library.snd_pcm_open.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_char_p, ctypes.c_int, ctypes.c_int]
    library.snd_pcm_set_params.argtypes = [
        ctypes.c_void_p,
        *[ctypes.c_int] * 2,
        *[ctypes.c_uint] * 2,
        ctypes.c_int,
        ctypes.c_uint,
    ]
    library.snd_pcm_writei.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong]
    library.snd_pcm_writei.restype = ctypes.c_long
    library.snd_pcm_recover.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    for name in ("snd_pcm_drain", "snd_pcm_drop", "snd_pcm_close"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.snd_strerror.restype = ctypes.c_char_p
    return library
