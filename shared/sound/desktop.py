"""The default device of a desktop without libpulse (Windows), by Qt's QAudioSink: in the sound process only."""

from __future__ import annotations

import logging
import time
from array import array
from collections.abc import Callable
from typing import Any

from shared import pcm
from shared.sound import buffering, stop

_LATE = 5.0  # seconds that a device may lag behind; one that was pulled out never ends
_log = logging.getLogger("antrean.sound")


class DesktopOutput:
    """Qt's default device."""

    def __init__(self, multimedia: Any, buffered: float) -> None:
        self._multimedia, self._buffered = multimedia, buffered

    @classmethod
    def there(cls, buffered: float = buffering.QUICK) -> DesktopOutput | None:
        """The default device; None without one, or without the libraries of QtMultimedia."""
        from PySide6.QtCore import QCoreApplication, QLoggingCategory  # noqa: PLC0415 - a PC with a daemon needs no Qt

        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        try:
            from PySide6 import QtMultimedia  # noqa: PLC0415
        except ImportError as error:
            _log.debug("no QtMultimedia: %s", error)
            return None
        if QCoreApplication.instance() is None:
            cls._app = QCoreApplication([])
        made = cls(QtMultimedia, buffered)
        return made if made.has_device() else None

    def has_device(self) -> bool:
        """Whether there is a default device."""
        return not self._multimedia.QMediaDevices.defaultAudioOutput().isNull()

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Play to the end; False when the device went meanwhile."""
        from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice  # noqa: PLC0415

        device = self._multimedia.QMediaDevices.defaultAudioOutput()
        form = self._format(device)
        sizes = {"UInt8": 1, "Int16": 2, "Int32": 4, "Float": 4}
        if form.sampleFormat().name not in sizes:
            return False
        data = in_format(array("h", samples), form.channelCount(), form.sampleFormat().name, form.sampleRate())
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        sink = self._multimedia.QAudioSink(device, form)
        if self._buffered > buffering.QUICK:  # else as the device has it
            sink.setBufferSize(form.bytesForDuration(round(self._buffered * 1e6)))
        sink.start(buffer)
        if sink.error().name != "NoError":
            return False
        begun()
        end = time.monotonic() + len(samples) / 2 / pcm.RATE
        while sink.state().name == "ActiveState" and time.monotonic() < end + _LATE and not stop.NOW.is_set():
            QCoreApplication.processEvents()
            time.sleep(0.02)
        # all of it was taken and played; played at the earliest when it can be, should a device call it so before
        whole = sink.state().name == "IdleState" and not stop.came_before(end)
        sink.stop()
        return whole

    def _format(self, device: Any) -> Any:
        """Ours when the device takes it, else the one it likes best."""
        ours = self._multimedia.QAudioFormat()
        ours.setSampleRate(pcm.RATE)
        ours.setChannelCount(1)
        ours.setSampleFormat(self._multimedia.QAudioFormat.SampleFormat.Int16)
        return ours if device.isFormatSupported(ours) else device.preferredFormat()


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
