"""The sound daemon of a Linux desktop (PulseAudio, or PipeWire in its place), through libpulse without Qt.

Each sentence has a connection of its own, so a daemon that was stopped and started is simply met anew.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from typing import Any

from shared import pcm
from shared.sound import buffering, stop

_PLAYBACK = 1
_S16LE = 3
_BEGINS_WITH = 0.04
"""Seconds that have to be there for sound to begin, or to go on after there was nothing left to play."""
_AT_ONCE = 4
"""This part of the buffer is filled before the beginning is told: the daemon takes half of it at once, or more."""
_READY, _FAILED = 4, (5, 6)  # states of a context
_NOBODY = "auto_null"
"""What daemons call the device that stands in where there is none."""
_PATIENCE_SECONDS = 3
_NO_AUTOSPAWN = 1


class _Form(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _Buffering(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _Sink(ctypes.Structure):
    """The beginning of what the daemon tells of a device."""

    _fields_ = (("name", ctypes.c_char_p), ("index", ctypes.c_uint32))


_TOLD = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Sink), ctypes.c_int, ctypes.c_void_p)
_Device = tuple[str, int]
"""Its name, and a number that it has until it is pulled out."""


class PulseOutput:
    """The daemon's default device."""

    def __init__(self, simple: Any, library: Any, buffered: float) -> None:
        self._simple, self._library, self._buffered = simple, library, buffered
        self._answered = False
        self._device = self._default_device()

    @classmethod
    def there(cls, buffered: float = buffering.QUICK) -> PulseOutput | None:
        """The daemon; None when there is none, or not its library."""
        try:
            simple, library = ctypes.CDLL("libpulse-simple.so.0"), ctypes.CDLL("libpulse.so.0")
        except OSError:
            return None
        _declare(simple, library)
        made = cls(simple, library, buffered)
        return made if made._answered else None

    def has_device(self) -> bool:
        """Whether the daemon has a device that can be heard; a stand-in cannot."""
        return self._device is not None and self._device[0] != _NOBODY

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Play to the end; False when the daemon or the device went meanwhile, though it may be back."""
        form = _Form(_S16LE, pcm.RATE, 1)
        most = ctypes.c_uint32(-1).value
        ahead = buffering.in_bytes(self._buffered)
        kept = _Buffering(most, ahead, buffering.in_bytes(_BEGINS_WITH), most, most)
        error = ctypes.c_int()
        stream = self._simple.pa_simple_new(
            None, b"antrean", _PLAYBACK, None, b"call", ctypes.byref(form), None, ctypes.byref(kept),
            ctypes.byref(error),
        )  # fmt: skip
        if not stream:
            return False
        try:
            end = time.monotonic() + len(samples) / 2 / pcm.RATE
            for number, part in enumerate(buffering.parts(samples, ahead // _AT_ONCE)):
                if stop.NOW.is_set():
                    self._simple.pa_simple_flush(stream, ctypes.byref(error))
                    return False
                if self._simple.pa_simple_write(stream, part, len(part), ctypes.byref(error)) < 0:
                    return False
                if not number:
                    begun()
            if stop.came_before(end):  # what is still in the buffer
                self._simple.pa_simple_flush(stream, ctypes.byref(error))
                return False
            if self._simple.pa_simple_drain(stream, ctypes.byref(error)) < 0:
                return False
        finally:
            self._simple.pa_simple_free(stream)
        return self._default_device() == self._device

    def _default_device(self) -> _Device | None:
        """The device that sound goes to; None without a daemon, or when it has none."""
        library = self._library
        loop = library.pa_mainloop_new()
        context = library.pa_context_new(library.pa_mainloop_get_api(loop), b"antrean")
        found: list[_Device] = []
        ended = False

        def told(_context: Any, sink: Any, last: int, _data: Any) -> None:
            nonlocal ended
            self._answered = True
            ended = ended or last != 0
            if sink and not last:
                found.append((sink.contents.name.decode(errors="replace"), sink.contents.index))

        heed = _TOLD(told)
        asked = False
        try:
            if library.pa_context_connect(context, None, _NO_AUTOSPAWN, None) < 0:
                return None
            for _ in range(_PATIENCE_SECONDS * 20):
                library.pa_mainloop_prepare(loop, 50_000)
                if library.pa_mainloop_poll(loop) < 0 or library.pa_mainloop_dispatch(loop) < 0:
                    break
                state = library.pa_context_get_state(context)
                if state in _FAILED or ended:
                    break
                if state == _READY and not asked:
                    asked = True
                    asking = library.pa_context_get_sink_info_by_name(context, b"@DEFAULT_SINK@", heed, None)
                    if not asking:
                        break
                    library.pa_operation_unref(asking)
        finally:
            library.pa_context_disconnect(context)
            library.pa_context_unref(context)
            library.pa_mainloop_free(loop)
        return found[0] if found else None


def _declare(simple: Any, library: Any) -> None:
    """The few signatures used here."""
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    simple.pa_simple_new.restype = pointer
    simple.pa_simple_new.argtypes = [text, text, number, text, text, pointer, pointer, pointer, pointer]
    simple.pa_simple_write.argtypes = [pointer, text, ctypes.c_size_t, pointer]
    simple.pa_simple_drain.argtypes = [pointer, pointer]
    simple.pa_simple_flush.argtypes = [pointer, pointer]
    simple.pa_simple_free.argtypes = [pointer]
    simple.pa_simple_free.restype = None
    for name in ("pa_mainloop_new", "pa_mainloop_get_api", "pa_context_new", "pa_context_get_sink_info_by_name"):
        getattr(library, name).restype = pointer
    library.pa_mainloop_new.argtypes = []
    library.pa_mainloop_prepare.argtypes = [pointer, number]
    library.pa_context_new.argtypes = [pointer, text]
    library.pa_context_connect.argtypes = [pointer, text, number, pointer]
    library.pa_context_get_sink_info_by_name.argtypes = [pointer, text, _TOLD, pointer]
    for name in (
        "pa_mainloop_get_api", "pa_mainloop_poll", "pa_mainloop_dispatch", "pa_mainloop_free", "pa_context_get_state",
        "pa_context_disconnect", "pa_context_unref", "pa_operation_unref",
    ):  # fmt: skip
        getattr(library, name).argtypes = [pointer]
