"""A second process on the same hall: holds a lock, dies, freezes, on command."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
_HOLDER = """
import sys
from pathlib import Path
from shared.clock import machine_clock
from shared.store.sqlite.connection import HallFile
file = HallFile.open(Path(sys.argv[1]), device="other", clock=machine_clock)
with (file.writing() if sys.argv[2] == "write" else file.reading()) as db:
    if sys.argv[2] == "write":
        db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'other')")
    print("in", flush=True)
    sys.stdin.readline()
print("out", flush=True)
"""


def python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    """Python code in a process of its own, with pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


@contextlib.contextmanager
def holder(folder: Path, how: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process inside a transaction; a line on its stdin lets it end."""
    process = python(_HOLDER, str(folder), how)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
    finally:
        process.kill()
        process.communicate()
