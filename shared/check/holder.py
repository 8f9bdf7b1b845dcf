"""Whether another program's lock lies on the hall's file, and which program of this PC it is."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from shared.check.item import Item, good, refuse
from shared.clock import Clock
from shared.store.sqlite import change_counter_file, errors
from shared.store.sqlite.connection import FILE
from shared.store.sqlite.locking import foreign_lock
from shared.store.sqlite.share import mounts_linux, share_profile

_LOCKS = Path("/proc/locks")
_PAUSE = 0.1


def look(folder: Path, clock: Clock) -> Iterator[Item]:
    """One item; none where there is no file yet, or the system does not list locks.

    Programs of the hall lock the file for moments only. A lock that lasts longer than the fence allows, while nobody
    writes, is another program's.
    """
    path = folder / FILE
    if not path.is_file():
        return
    poll = change_counter_file.of(path, direct=share_profile.of(mounts_linux.mount_of(folder)).direct)
    try:
        stays = _stays(poll)
    finally:
        poll.done()
    if not stays:
        yield good("held", "No other program holds the hall's file.")
        return
    fault = foreign_lock.fault(path, clock, None)
    yield refuse("held", f"{fault.sentence} {_who(path)}", fault.remedy, since=fault.since)


def _stays(poll: change_counter_file.ChangeCounterFile) -> bool:
    """Whether it is locked, or cannot be read, from the first look to the last."""
    end, first = time.monotonic() + foreign_lock.SECONDS, _seen(poll)
    while first is not None and _seen(poll) == first:
        if time.monotonic() > end:
            return True
        time.sleep(_PAUSE)
    return False


def _seen(poll: change_counter_file.ChangeCounterFile) -> bytes | None:
    """The change counter while there is a lock; None if there is none."""
    try:
        counter = poll.counter()
    except OSError as error:
        if not errors.is_range_lock(error):
            raise
        return b""  # on SMB a lock also stops others from reading
    return counter if poll.is_locked() else None


def _who(path: Path) -> str:
    names = sorted(set(_programs(path)))
    if names:
        return f"On this PC it is {', '.join(names)}."
    return "No program of this PC has it: look on the server (smbstatus --locks, lsof) and on the other PCs."


def _programs(path: Path) -> Iterator[str]:
    """Which programs of this PC have a lock on the file, by the kernel's own list."""
    found = path.stat()
    place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    with contextlib.suppress(OSError):
        for line in _LOCKS.read_text(encoding="ascii").splitlines():
            words = line.split()
            if place in words:
                pid = words[words.index(place) - 1]
                yield f"{_name(pid)} (process {pid})" if int(pid) > 0 else "a program that the system does not name"


def _name(pid: str) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()
    return "a program"
