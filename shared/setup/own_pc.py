"""The PC that is set up: where its files lie, and its system's commands; below ``root`` for a trial."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared import launcher
from shared.faults import EnvironmentFault, kind_of_write
from shared.store.sqlite.share import mounts_linux

SERVICE_USER = "antrean"
_NO_CONSOLE = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0


@dataclass(frozen=True, slots=True)
class OwnPc:
    """Where things are on this PC."""

    root: Path = Path("/")

    @property
    def conf(self) -> Path:
        """The settings: the file that is there, else the whole PC's, or this user's where that may not be written."""
        places = [self._below(place) for place in launcher.conf_places()]
        there = next((place for place in places if place.exists()), None)
        if there is not None and os.access(there, os.W_OK):
            return there
        return places[-1] if may_write(places[-1]) else places[0]

    @property
    def fstab(self) -> Path:
        """The table of mounts."""
        return self.root / "etc/fstab"

    @property
    def credentials(self) -> Path:
        """Name and password for the share; readable by root alone."""
        return self.root / "etc/antrean/share.credentials"

    @property
    def autostart(self) -> Path:
        """The folder whose programs start when somebody signs in: every user's, or this user's own."""
        if sys.platform == "win32":
            return Path(os.environ.get("APPDATA", "")) / "Microsoft/Windows/Start Menu/Programs/Startup"
        all_users = self.root / "etc/xdg/autostart"
        return all_users if may_write(all_users / "x") else self._below(Path.home() / ".config/autostart")

    @property
    def mountinfo(self) -> Path:
        """The mounts that there are."""
        return self.root / "proc/self/mountinfo"

    def has_systemd(self) -> bool:
        """Whether systemd runs this PC."""
        return (self.root / "run/systemd/system").is_dir()

    def has_units(self) -> bool:
        """Whether systemd runs this PC and the package's units are there."""
        return self.has_systemd() and any(
            (self.root / place / "antrean-kiosk.service").exists()
            for place in ("lib/systemd/system", "usr/lib/systemd/system")
        )

    def run(self, command: Sequence[str], seconds: float = 60) -> tuple[int, str]:
        """A command of the system: exit code and what it said. 127 when there is no such command."""
        if shutil.which(command[0]) is None:
            return 127, f"{command[0]}: not found"
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL,
                creationflags=_NO_CONSOLE,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return 1, str(error)
        return done.returncode, (done.stdout + done.stderr).strip()

    def _below(self, place: Path) -> Path:
        return place if self.root == Path("/") else self.root / place.relative_to(place.anchor)


def may_write(path: Path) -> bool:
    """Whether a file can be written there, or its folder be made."""
    place = path
    while not place.exists():
        if place.parent == place:
            return False
        place = place.parent
    return os.access(place, os.W_OK)


def put(path: Path, text: str, *, secret: bool = False) -> bool:
    """Write a file if it differs; whether it did. The old one stays whole until the new one is there.

    Lines end as this system ends them.
    """
    content = text.replace("\n", os.linesep).encode()
    try:
        if path.exists() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.new")
        descriptor = os.open(
            half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600 if secret else 0o644
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        half.replace(path)
    except OSError as error:
        raise _not_written(path, error) from None
    return True


def take_away(path: Path) -> None:
    """Delete a file that setup wrote."""
    try:
        path.unlink()
    except OSError as error:
        raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault(
        kind_of_write(error), f"{path} cannot be written ({error.strerror or error}).",
        "Start `antrean setup` again as administrator (sudo antrean setup), or free some space.",
    )  # fmt: skip


def give_to_service(folder: Path) -> None:
    """A hall on this PC's own disk belongs to the user of the units, also when an administrator made it."""
    if sys.platform == "win32" or os.geteuid() != 0 or mounts_linux.mount_of(folder).network:
        return
    with contextlib.suppress(LookupError, OSError):  # no such user: Antrean was not installed as a package
        for path in (folder.parent, folder, *folder.rglob("*")):
            if path != folder.parent or not any(other != folder for other in path.iterdir()):
                shutil.chown(path, SERVICE_USER, SERVICE_USER)
