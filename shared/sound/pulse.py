"""The sound daemon of a Linux desktop (PulseAudio, or PipeWire in its place), through libpulse without Qt.

Each sentence has a connection of its own, so a daemon that was stopped and started is simply met anew.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared import pcm
from shared.sound import stop

CHUNK_BYTES = pcm.RATE // 25 * 2
_PLAYBACK = 1
_S16LE = 3
_BUFFER_MS = 200
_READY, _FAILED = 4, (5, 6)  # states of a context
_NOBODY = "auto_null"
"""What daemons call the device that stands in where there is none."""
_PATIENCE_SECONDS = 3
_NO_AUTOSPAWN = 1


class _Form(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _Buffering(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _Server(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_char_p) for name in ("user", "host", "version", "name")),
        ("form", _Form),
        ("default_sink", ctypes.c_char_p),
    )


_TOLD = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Server), ctypes.c_void_p)


def daemon_runs() -> bool:
    """Whether a sound daemon runs for this user."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    return "PULSE_SERVER" in os.environ or (runtime / "pulse" / "native").exists()


class PulseOutput:
    """The daemon's default device."""

    def __init__(self, simple: Any, library: Any) -> None:
        self._simple, self._library = simple, library

    @classmethod
    def there(cls) -> PulseOutput | None:
        """The default device; None without a daemon, without its library, or while there is only a stand-in."""
        if not daemon_runs():
            return None
        try:
            simple, library = ctypes.CDLL("libpulse-simple.so.0"), ctypes.CDLL("libpulse.so.0")
        except OSError:
            return None
        _declare(simple, library)
        made = cls(simple, library)
        return made if made.has_device() else None

    def has_device(self) -> bool:
        """Whether the daemon has a device that can be heard."""
        return self._default_sink() not in (None, "", _NOBODY)

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Play to the end; False when the daemon or the device went meanwhile."""
        form = _Form(_S16LE, pcm.RATE, 1)
        most = ctypes.c_uint32(-1).value
        buffering = _Buffering(most, pcm.RATE * 2 * _BUFFER_MS // 1000, most, most, most)
        error = ctypes.c_int()
        stream = self._simple.pa_simple_new(
            None, b"antrean", _PLAYBACK, None, b"call", ctypes.byref(form), None, ctypes.byref(buffering),
            ctypes.byref(error),
        )  # fmt: skip
        if not stream:
            return False
        try:
            for start in range(0, len(samples), CHUNK_BYTES):
                if stop.NOW.is_set():
                    self._simple.pa_simple_flush(stream, ctypes.byref(error))
                    return False
                part = samples[start : start + CHUNK_BYTES]
                if self._simple.pa_simple_write(stream, part, len(part), ctypes.byref(error)) < 0:
                    return False
                if not start:
                    begun()
            if self._simple.pa_simple_drain(stream, ctypes.byref(error)) < 0:
                return False
        finally:
            self._simple.pa_simple_free(stream)
        return self.has_device()

    def _default_sink(self) -> str | None:
        """The name of the device that sound goes to; None when the daemon does not say."""
        library = self._library
        loop = library.pa_mainloop_new()
        context = library.pa_context_new(library.pa_mainloop_get_api(loop), b"antrean")
        found: list[str] = []
        ended = False

        def told(_context: Any, server: Any, _data: Any) -> None:
            nonlocal ended
            ended = True
            if server and server.contents.default_sink:
                found.append(server.contents.default_sink.decode(errors="replace"))

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
                    library.pa_operation_unref(library.pa_context_get_server_info(context, heed, None))
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
    for name in ("pa_mainloop_new", "pa_mainloop_get_api", "pa_context_new", "pa_context_get_server_info"):
        getattr(library, name).restype = pointer
    library.pa_mainloop_new.argtypes = []
    library.pa_mainloop_prepare.argtypes = [pointer, number]
    library.pa_context_new.argtypes = [pointer, text]
    library.pa_context_connect.argtypes = [pointer, text, number, pointer]
    library.pa_context_get_server_info.argtypes = [pointer, _TOLD, pointer]
    for name in (
        "pa_mainloop_get_api", "pa_mainloop_poll", "pa_mainloop_dispatch", "pa_mainloop_free", "pa_context_get_state",
        "pa_context_disconnect", "pa_context_unref", "pa_operation_unref",
    ):  # fmt: skip
        getattr(library, name).argtypes = [pointer]
