"""Where the checks of two or more PCs find each other: a folder of the share, and a list of who takes part.

Each creates a file with its name there and writes to it again and again: a name that does not change was left behind by
a check that was killed. The first living name writes down who takes part. Those who come later wait for the next trial:
there is only one at a time.
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".check-peers"
FILE = "trial.db"
STEP_SECONDS = 0.3
ALIVE_SECONDS = 4.0
"""A name without a change for this long belongs to nobody any more; a share may show a change this much later."""
OTHERS_SECONDS = 2.0
"""How long the first name waits for others."""
LEFT_SECONDS = 600.0
"""An older trial was left behind by checks that were killed."""
_NO_BOOT = "x"
_HERE, _SAID, _GONE = ".here", ".said", ".gone"
_TRIAL, _MEMBERS = "trial", "members"


def host_of(name: str) -> str:
    """The PC's own name for itself."""
    return name.rsplit(".", 1)[0]


def pc_of(name: str) -> str:
    """Which PC that is: two may have the same name, but not the same boot id."""
    boot = name.rsplit(".", 1)[1].split("-", maxsplit=1)[0]
    return boot if boot != _NO_BOOT else host_of(name)


def _boot() -> str:
    """The id of this boot, as Linux gives it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").replace("-", "")[:12]
    except OSError:
        return _NO_BOOT


@dataclass(slots=True)
class _Seen:
    """What another check's name last contained, and when (monotonic) it changed; ``moved`` once it has changed."""

    text: str
    at: float
    moved: bool = False


class Meeting:
    """This PC's part in it. OSError from any method means that the share does not allow it.

    Attributes:
        me: This check's own name.
        place: The folder of the trial.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder / FOLDER
        self._root.mkdir(exist_ok=True)
        host = "".join(c if c.isalnum() else "_" for c in socket.gethostname()[:40]) or "pc"
        self.me = f"{host}.{_boot()}-{os.getpid()}-{secrets.token_hex(3)}"
        self.place = self._root / _TRIAL
        self._beat = 0
        self._others: dict[str, _Seen] = {}
        self._members: list[str] = []

    def gather(self, wait: float, make: Callable[[Path], None]) -> list[str]:
        """Who takes part, this PC included; empty if nobody else came. ``make`` makes the trial file."""
        deadline = time.monotonic() + wait
        together: float | None = None
        while not self._members:
            self._say_here()
            now = time.monotonic()
            living = self._living(now)
            if not living:
                together = None
            elif together is None:
                together = now
            elif self.me < min(living) and now - together >= OTHERS_SECONDS:
                self._call([self.me, *living], make)
            if now >= deadline and (together is None or now - together > OTHERS_SECONDS + ALIVE_SECONDS):
                return []
            time.sleep(STEP_SECONDS)
            self._hear_call()
        return self._members

    def say(self, text: str) -> None:
        """This PC's result."""
        self._write(self.place / f"{self.me}{_SAID}", text)

    def said(self, name: str) -> str | None:
        """Another PC's result; None if there is none yet."""
        with contextlib.suppress(FileNotFoundError):
            return (self.place / f"{name}{_SAID}").read_text(encoding="utf-8")
        return None

    def close(self) -> None:
        """Leave; the last one clears everything away."""
        with contextlib.suppress(OSError):
            (self._root / f"{self.me}{_HERE}").unlink(missing_ok=True)
            if self._members:
                self._write(self.place / f"{self.me}{_GONE}", "")
                if all((self.place / f"{name}{_GONE}").exists() for name in self._members):
                    shutil.rmtree(self.place, ignore_errors=True)
            self._root.rmdir()  # when nobody else is there

    def _say_here(self) -> None:
        self._beat += 1
        here = self._root / f"{self.me}{_HERE}"
        here.write_text(str(self._beat), encoding="utf-8")
        if self._beat == 1:
            with contextlib.suppress(FileNotFoundError):
                if here.stat().st_mtime - self.place.stat().st_mtime > LEFT_SECONDS:
                    shutil.rmtree(self.place, ignore_errors=True)

    def _living(self, now: float) -> list[str]:
        """The others whose names changed lately. One that has not changed for long is removed."""
        living: list[str] = []
        for path in self._root.glob(f"*{_HERE}"):
            name = path.name.removesuffix(_HERE)
            try:
                text = path.read_text(encoding="utf-8") if name != self.me else ""
            except FileNotFoundError:
                continue
            if not text:  # our own, or being written just now
                continue
            seen = self._others.setdefault(name, _Seen(text, now))
            if text != seen.text:
                self._others[name] = seen = _Seen(text, now, moved=True)
            if now - seen.at > 3 * ALIVE_SECONDS:
                path.unlink(missing_ok=True)
            elif seen.moved and now - seen.at <= ALIVE_SECONDS:
                living.append(name)
        return living

    def _call(self, members: list[str], make: Callable[[Path], None]) -> None:
        """Make the trial's file, then tell the others; unless another PC just did, or is doing it."""
        try:
            self.place.mkdir()
        except FileExistsError:
            return
        make(self.place / FILE)
        self._write(self.place / _MEMBERS, json.dumps(members))
        self._members = members

    def _hear_call(self) -> None:
        """Whether the first one has listed us."""
        with contextlib.suppress(FileNotFoundError):
            members = json.loads((self.place / _MEMBERS).read_text(encoding="utf-8"))
            if self.me in members:
                self._members = members

    def _write(self, path: Path, text: str) -> None:
        """Write all of it or nothing."""
        half = path.with_name(f"{path.name}.new")
        half.write_text(text, encoding="utf-8")
        half.replace(path)
