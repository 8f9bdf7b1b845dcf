"""Where sound can go: Qt's devices (PulseAudio, PipeWire, Windows), ALSA without any daemon, a file, or nowhere.

``ANTREAN_SOUND`` chooses: ``auto`` (the default), ``none``, ``alsa:NAME`` or ``file:PATH`` (all that was said, as
one WAV). Everything here runs on the loudspeaker's thread.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory

from shared import pcm

VARIABLE = "ANTREAN_SOUND"
_CHUNK = pcm.RATE // 10
_log = logging.getLogger("antrean.voice")


class Output(Protocol):
    """A place for sound."""

    def play(self, samples: array[int], stopped: Callable[[], bool]) -> bool:
        """Begin, or play to the end; False when nothing can be heard. ``stopped``: the program is ending."""
        ...

    def busy(self) -> bool:
        """Whether the device still has something to play."""
        ...

    def drop(self) -> None:
        """The sentence is over: let the device go."""
        ...


def output(wish: str | None = None) -> Output | None:
    """The best place there is now; None when there is none."""
    wish = wish if wish is not None else os.environ.get(VARIABLE, "auto")
    kind, _, name = wish.partition(":")
    if kind == "none":
        return None
    if kind == "file":
        return FileOutput(Path(name))
    if kind == "alsa":
        return AlsaOutput(name or "default")
    return _best()


def _best() -> Output | None:
    if not sys.platform.startswith("linux"):
        return QtOutput.there()
    if _daemon():
        found = QtOutput.there()
        if found is not None:
            return found
    return AlsaOutput("default") if any(Path("/dev/snd").glob("pcmC*p")) else None


def _daemon() -> bool:
    """Whether a sound daemon runs for this user; without one Qt only complains."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    sockets = (runtime / "pulse" / "native", runtime / "pipewire-0")
    return "PULSE_SERVER" in os.environ or any(socket.exists() for socket in sockets)


class QtOutput:
    """The default device of the desktop, by QAudioSink."""

    def __init__(self, device: Any, multimedia: Any) -> None:
        self._device, self._multimedia = device, multimedia
        self._sink: Any = None
        self._buffer: QBuffer | None = None

    @classmethod
    def there(cls) -> QtOutput | None:
        """The default device; None without one, or without the libraries of QtMultimedia (libpulse0)."""
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        try:
            from PySide6 import QtMultimedia  # noqa: PLC0415 - 30 MB that a silent PC does without
        except ImportError as error:
            _log.debug("no QtMultimedia: %s", error)
            return None
        device = QtMultimedia.QMediaDevices.defaultAudioOutput()
        return None if device.isNull() else cls(device, QtMultimedia)

    def play(self, samples: array[int], stopped: Callable[[], bool]) -> bool:
        """Begin; the device takes what it needs from the buffer by itself."""
        form = self._format()
        sizes = {"UInt8": 1, "Int16": 2, "Int32": 4, "Float": 4}
        if form.sampleFormat().name not in sizes or stopped():
            return False
        data = in_format(samples, form.channelCount(), form.sampleFormat().name, form.sampleRate())
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = self._multimedia.QAudioSink(self._device, form)
        self._sink.start(self._buffer)
        return self._sink.error().name == "NoError"  # QAudio.Error or QtAudio.Error, by version

    def busy(self) -> bool:
        """Asked, not told: PySide cannot carry the state in a signal (QAudio::State has no converter)."""
        return self._sink is not None and self._sink.state().name == "ActiveState"

    def drop(self) -> None:
        """Stop and release the device."""
        if self._sink is not None:
            self._sink.stop()
            self._sink = None
        self._buffer = None

    def _format(self) -> Any:
        """Ours when the device takes it, else the one it likes best."""
        ours = self._multimedia.QAudioFormat()
        ours.setSampleRate(pcm.RATE)
        ours.setChannelCount(1)
        ours.setSampleFormat(self._multimedia.QAudioFormat.SampleFormat.Int16)
        return ours if self._device.isFormatSupported(ours) else self._device.preferredFormat()


class AlsaOutput:
    """ALSA itself, through libasound: a bare PC with a sound card and no daemon."""

    def __init__(self, name: str) -> None:
        self._name = name

    def play(self, samples: array[int], stopped: Callable[[], bool]) -> bool:
        """Play to the end, 100 ms at a time."""
        library = _libasound()
        if library is None:
            return self._complain("libasound2 is not installed")
        handle = ctypes.c_void_p()
        code = library.snd_pcm_open(ctypes.byref(handle), self._name.encode(), 0, 0)
        if code < 0:
            return self._complain(f"{self._name}: {_alsa_words(library, code)}")
        try:
            # playback, 16 bit little endian (2), interleaved (3), one channel, resampling allowed, 200 ms of buffer
            code = library.snd_pcm_set_params(handle, 2, 3, 1, pcm.RATE, 1, 200_000)
            if code < 0:
                return self._complain(f"{self._name}: {_alsa_words(library, code)}")
            for start in range(0, len(samples), _CHUNK):
                if stopped():
                    library.snd_pcm_drop(handle)
                    return True
                part = samples[start : start + _CHUNK]
                written = library.snd_pcm_writei(handle, part.tobytes(), len(part))
                if written < 0 and library.snd_pcm_recover(handle, written, 1) < 0:
                    return self._complain(f"{self._name}: {_alsa_words(library, written)}")
            library.snd_pcm_drain(handle)
        finally:
            library.snd_pcm_close(handle)
        return True

    def busy(self) -> bool:
        """It is all played when :meth:`play` is back."""
        return False

    def drop(self) -> None:
        """Nothing is kept open between sentences."""

    def _complain(self, words: str) -> bool:
        _log.debug("no sound through ALSA: %s", words)
        return False


def _alsa_words(library: Any, code: int) -> str:
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


class FileOutput:
    """All that is said, one sentence after the other, in one WAV file: for demo, tests and technicians."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def play(self, samples: array[int], stopped: Callable[[], bool]) -> bool:
        """Append; False when the file cannot be written."""
        try:
            before = array("h")
            if self._path.exists():
                with wave.open(str(self._path)) as file:
                    before = array("h", file.readframes(file.getnframes()))
            pcm.write(self._path, before + samples + pcm.silence(0.3))
        except (OSError, wave.Error) as error:
            _log.debug("no sound into %s: %s", self._path, error)
            return False
        return True

    def busy(self) -> bool:
        """It is all played when :meth:`play` is back."""
        return False

    def drop(self) -> None:
        """Nothing is kept open."""


def in_format(samples: array[int], channels: int, kind: str, rate: int) -> bytes:
    """Our samples as a device wants them: every channel the same, another rate, another width."""
    if rate != pcm.RATE:
        samples = _at_rate(samples, rate)
    if kind == "Float":
        values: array[Any] = array("f", (s / 32768 for s in samples))
    elif kind == "Int32":
        values = array("i", (s << 16 for s in samples))
    elif kind == "UInt8":
        values = array("B", ((s >> 8) + 128 for s in samples))
    else:
        values = samples
    if channels == 1:
        return values.tobytes()
    spread = array(values.typecode, bytes(len(values) * channels * values.itemsize))
    for channel in range(channels):
        spread[channel::channels] = values
    return spread.tobytes()


def _at_rate(samples: array[int], rate: int) -> array[int]:
    """From 48 kHz to a device's rate: as if it were a clip of ours played the other way."""
    step = pcm.RATE / rate
    last = len(samples) - 1
    return array("h", (samples[min(int(i * step), last)] for i in range(int(len(samples) / step))))
