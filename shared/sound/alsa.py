"""ALSA itself, through libasound: a bare PC with a sound card and no daemon."""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable
from typing import Any

from shared import pcm
from shared.sound import buffering, stop

_PREPARED = 2
"""The state of a device that has something to play and has not begun."""
_log = logging.getLogger("antrean.sound")


class AlsaOutput:
    """One device of ALSA, by its name."""

    def __init__(self, name: str, buffered: float = buffering.QUICK) -> None:
        self._name, self._buffered = name, buffered

    def has_device(self) -> bool:
        """Whether it can be opened now."""
        library = _libasound()
        handle = ctypes.c_void_p()
        if library is None or library.snd_pcm_open(ctypes.byref(handle), self._name.encode(), 0, 1) < 0:
            return False
        library.snd_pcm_close(handle)
        return True

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Play to the end."""
        library = _libasound()
        if library is None:
            return self._complain("libasound2 is not installed")
        handle = ctypes.c_void_p()
        code = library.snd_pcm_open(ctypes.byref(handle), self._name.encode(), 0, 0)
        if code < 0:
            return self._complain(f"{self._name}: {_words(library, code)}")
        try:
            # playback, 16 bit little endian (2), interleaved (3), one channel, resampling allowed
            code = library.snd_pcm_set_params(handle, 2, 3, 1, pcm.RATE, 1, round(self._buffered * 1e6))
            if code < 0:
                return self._complain(f"{self._name}: {_words(library, code)}")
            return self._feed(library, handle, samples, begun)
        finally:
            library.snd_pcm_close(handle)

    def _feed(self, library: Any, handle: ctypes.c_void_p, samples: bytes, begun: Callable[[], None]) -> bool:
        end = time.monotonic() + len(samples) / 2 / pcm.RATE
        for number, part in enumerate(buffering.parts(samples, _room(library, handle))):
            if stop.NOW.is_set():
                break
            code = _put(library, handle, part)
            if code < 0:
                return self._complain(f"{self._name}: {_words(library, code)}")
            if not number:
                begun()
        if stop.came_before(end):  # with the last of it still in the buffer
            library.snd_pcm_drop(handle)
            return False
        library.snd_pcm_drain(handle)
        return True

    def _complain(self, words: str) -> bool:
        _log.debug("no sound through ALSA: %s", words)
        return False


def _room(library: Any, handle: ctypes.c_void_p) -> int:
    """Bytes that the device's buffer takes: it may be less than was asked for."""
    frames, period = ctypes.c_ulong(), ctypes.c_ulong()
    library.snd_pcm_get_params(handle, ctypes.byref(frames), ctypes.byref(period))
    return (frames.value or round(buffering.QUICK * pcm.RATE)) * 2


def _put(library: Any, handle: ctypes.c_void_p, part: bytes) -> int:
    """All of it, again from where the device ran dry; it plays from now on, also with a buffer that is not full."""
    while part and not stop.NOW.is_set():
        written = library.snd_pcm_writei(handle, part, len(part) // 2)
        if written < 0:
            code = library.snd_pcm_recover(handle, written, 1)
            if code < 0:
                return code
            continue
        part = part[written * 2 :]
        if library.snd_pcm_state(handle) == _PREPARED:
            library.snd_pcm_start(handle)
    return 0


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
    library.snd_pcm_get_params.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_ulong)] * 2]
    for name in ("snd_pcm_state", "snd_pcm_start", "snd_pcm_drain", "snd_pcm_drop", "snd_pcm_close"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.snd_strerror.restype = ctypes.c_char_p
    return library
