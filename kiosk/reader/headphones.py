"""Notices that headphones are plugged in: by the sound card's own switch, or by what the sound daemon says of it.

The switch is an input device of the kernel ("HDA Intel PCH Headphone"), which this user must be allowed to read
(group ``input``). The daemon (PulseAudio, PipeWire) is asked by ``pactl``. A keypad with a jack of its own sends a key,
and is the only way under Windows, which has neither.
"""

import array
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

if TYPE_CHECKING or sys.platform != "win32":
    import fcntl

EVERY_MS = 700
ASK_EVERY_MS = 3_000
"""The daemon is asked by starting a process, which is not free."""
_DEVICES = Path("/proc/bus/input/devices")
_INPUT = Path("/dev/input")
_SWITCHES = 0x8002451B  # EVIOCGSW(2)
_HEADPHONE = 1 << 2  # SW_HEADPHONE_INSERT
_PORT = re.compile(r"headphone.*?\b(not available|available|availability unknown)", re.IGNORECASE)


def jacks(devices: Path = _DEVICES, folder: Path = _INPUT) -> tuple[Path, ...]:
    """The kernel's switches of headphone jacks that can be read here."""
    try:
        told = devices.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    found: list[Path] = []
    for block in told.split("\n\n"):
        if re.search(r'^N: Name=".*headphone', block, re.IGNORECASE | re.MULTILINE):
            found += [folder / name for name in re.findall(r"\bevent\d+", block)]
    return tuple(found)


def plugged_in(jack: Path) -> bool | None:
    """Whether a plug is in this jack; None where it cannot be read."""
    if sys.platform == "win32":
        return None
    state = array.array("B", [0, 0])
    try:
        with jack.open("rb", buffering=0) as device:
            fcntl.ioctl(device, _SWITCHES, state)
    except OSError:
        return None
    return bool(state[0] & _HEADPHONE)


def port_available(sinks: str) -> bool | None:
    """Whether ``pactl list sinks`` tells of headphones that are plugged in; None where it tells of no such port."""
    told = [state.lower() for state in _PORT.findall(sinks)]
    return "available" in told if told else None


class Headphones(QObject):
    """Looks again and again, without ever waiting.

    Signals:
        plugged: a plug came (True) or went.
    """

    plugged = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jacks: tuple[Path, ...] = ()
        self._pactl: str | None = None
        self._asking: QProcess | None = None
        self._in = False
        self._looking = QTimer(self, interval=EVERY_MS)
        self._looking.timeout.connect(self._look)

    def watch(self, how: str) -> None:
        """``auto``, ``jack``, ``daemon`` or ``none``."""
        self._jacks = tuple(j for j in jacks() if plugged_in(j) is not None) if how in ("auto", "jack") else ()
        asks = how == "daemon" or (how == "auto" and not self._jacks)
        self._pactl = shutil.which("pactl") if asks else None
        if self._jacks or self._pactl:
            self._looking.start(EVERY_MS if self._jacks else ASK_EVERY_MS)
        else:
            self._looking.stop()

    def close(self) -> None:
        """Look no more."""
        self._looking.stop()
        asking, self._asking = self._asking, None
        if asking is not None:
            asking.blockSignals(True)
            asking.kill()
            asking.waitForFinished(500)

    @Slot()
    def _look(self) -> None:
        if self._jacks:
            self._tell(any(plugged_in(jack) for jack in self._jacks))
        elif self._pactl and self._asking is None:
            self._asking = QProcess(self)
            self._asking.finished.connect(self._answered)
            self._asking.errorOccurred.connect(self._answered)
            self._asking.start(self._pactl, ["list", "sinks"])

    @Slot()
    def _answered(self) -> None:
        asking, self._asking = self._asking, None
        if asking is not None:
            told = port_available(bytes(asking.readAllStandardOutput().data()).decode("utf-8", "replace"))
            asking.deleteLater()
            if told is not None:
                self._tell(told)

    def _tell(self, there: bool) -> None:
        if there != self._in:
            self._in = there
            self.plugged.emit(there)
