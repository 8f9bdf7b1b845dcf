"""Where sound can go: the desktop's daemon, ALSA without any daemon, Windows, a file, or nowhere.

``ANTREAN_SOUND`` chooses: ``auto`` (the default), ``none``, ``alsa:NAME`` or ``file:PATH`` (all that was said, as one
WAV that grows as a loudspeaker would play it).
"""

from __future__ import annotations

import logging
import os
import struct
import sys
import time
from array import array
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import IO, Protocol

from shared import pcm
from shared.sound import buffering, stop
from shared.sound.alsa import AlsaOutput
from shared.sound.desktop import DesktopOutput
from shared.sound.pulse import PulseOutput

VARIABLE = "ANTREAN_SOUND"
_CHUNK = pcm.RATE // 25 * 2
_HEADER = 44
_log = logging.getLogger("antrean.sound")


class Output(Protocol):
    """A place for sound, found anew for each sentence."""

    def has_device(self) -> bool:
        """Whether something can be heard there now."""
        ...

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Play to the end, ``begun`` when the first is heard; False when it was not heard, or not to the end."""
        ...


def wanted() -> bool:
    """Whether there is to be any sound at all."""
    return os.environ.get(VARIABLE) != "none"


def output(wish: str | None = None, buffered: float = buffering.QUICK) -> Output | None:
    """The best place there is now, with so many seconds in its buffer; None when there is none."""
    wish = wish if wish is not None else os.environ.get(VARIABLE, "auto")
    kind, _, name = wish.partition(":")
    if kind == "none":
        return None
    if kind == "file":
        return FileOutput(Path(name))
    if kind == "alsa":
        return AlsaOutput(name or "default", buffered)
    return _best(buffered)


def _best(buffered: float) -> Output | None:
    if not sys.platform.startswith("linux"):
        return DesktopOutput.there(buffered)
    find_the_session(os.environ)
    if (daemon := PulseOutput.there(buffered)) is not None:
        return daemon if daemon.has_device() else None
    found: Output | None = None
    if (Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / "pipewire-0").exists():
        found = DesktopOutput.there(buffered)  # PipeWire without its stand-in for PulseAudio
    if found is None and any(Path("/dev/snd").glob("pcmC*p")):
        found = AlsaOutput("default", buffered)
    return found


def find_the_session(environment: MutableMapping[str, str], sessions: Path = Path("/run/user")) -> None:
    """Started outside of its user's session (ssh, cron, a system service), sound finds the daemon of that session."""
    session = sessions / str(os.getuid())
    if not environment.get("XDG_RUNTIME_DIR") and session.is_dir():
        environment["XDG_RUNTIME_DIR"] = str(session)


class FileOutput:
    """All that is said, one sentence after the other, in one WAV file: for demo, tests and technicians."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def has_device(self) -> bool:
        """A file is always there."""
        return True

    def play(self, samples: bytes, begun: Callable[[], None]) -> bool:
        """Append it in the time that it lasts; False when the file cannot be written."""
        try:
            if not self._path.exists():
                pcm.write(self._path, array("h"))
            with self._path.open("r+b") as file:
                file.seek(0, os.SEEK_END)
                at = time.monotonic()
                for start in range(0, len(samples), _CHUNK):
                    if stop.NOW.is_set():
                        return False
                    file.write(samples[start : start + _CHUNK])
                    if not start:
                        begun()
                    _settle(file)
                    at += _CHUNK / 2 / pcm.RATE
                    time.sleep(max(at - time.monotonic(), 0))
                file.write(pcm.silence(0.3).tobytes())
                _settle(file)
        except OSError as error:
            _log.debug("no sound into %s: %s", self._path, error)
            return False
        return True


def _settle(file: IO[bytes]) -> None:
    """Make the file whole as it stands now."""
    end = file.tell()
    for offset, value in ((4, end - 8), (40, end - _HEADER)):
        file.seek(offset)
        file.write(struct.pack("<I", value))
    file.seek(end)
    file.flush()
