"""Another program that holds ``hall.db``, as a backup, a virus scanner or a forgotten sqlite3 does."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_CODE = """
import fcntl, os, sqlite3, struct, sys

how, path = sys.argv[1:]
if how.startswith("sqlite"):
    kept = sqlite3.connect(path, isolation_level=None)
    kept.execute("BEGIN EXCLUSIVE" if how == "sqlite exclusive" else "BEGIN")
    kept.execute("SELECT count(*) FROM meta").fetchone()
else:
    reads = how.endswith("read")
    kept = os.open(path, os.O_RDONLY if reads else os.O_RDWR)
    if how.startswith("flock"):
        fcntl.flock(kept, fcntl.LOCK_SH if reads else fcntl.LOCK_EX)
    else:
        first, length = (0x40000000, 512) if "ranges" in how else (0, 0)
        lock = struct.pack("hhqqi4x", fcntl.F_RDLCK if reads else fcntl.F_WRLCK, 0, first, length, 0)
        fcntl.fcntl(kept, fcntl.F_OFD_SETLK if how.startswith("ofd") else fcntl.F_SETLK, lock)
print("in", flush=True)
sys.stdin.readline()
"""
HOW = ("fcntl write", "fcntl read", "ofd write", "ofd read", "fcntl ranges write", "sqlite exclusive", "sqlite read")
"""What keeps others from writing on a disk of this PC; ``flock`` does it on a share only."""


@contextlib.contextmanager
def locked(path: Path, how: str) -> Iterator["subprocess.Popen[str]"]:
    """While inside, another process holds the file in that way."""
    command = [sys.executable, "-c", _CODE, how, str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
    finally:
        process.kill()
        process.communicate()
