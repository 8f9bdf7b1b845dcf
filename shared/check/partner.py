"""The second process of the lock trial: holds SQLite's locks on a trial file when it is told to.

``python -m shared.check.partner FILE`` reads one command a line (``read``, ``write``, ``commit``, ``end``) and
answers one line each: ``ok``, ``busy`` or what went wrong.
"""

import contextlib
import queue
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Generator
from pathlib import Path

from shared import tether
from shared.faults import EnvironmentFault, Kind
from shared.store import backoff, hall_faults
from shared.store.sqlite import errors
from shared.store.sqlite.connection import HallConnection, connect
from shared.store.sqlite.share import share_profile

OPENING_SECONDS = 10.0
ANSWER_SECONDS = 20.0
"""How long the other process may take for one answer: a share that blocks it is reported, not waited for."""
STATEMENTS = {
    "read": ("BEGIN", "SELECT count(*) FROM trial"),
    "write": ("BEGIN IMMEDIATE", "INSERT INTO trial DEFAULT VALUES"),
    "commit": ("COMMIT",),
    "end": ("ROLLBACK",),
}


def answer(connection: HallConnection, command: str) -> str:
    """Do one command; returns its result."""
    try:
        for statement in STATEMENTS[command]:
            connection.execute(statement).fetchall()
    except sqlite3.Error as error:
        if command in ("read", "write") and connection.in_transaction:
            connection.execute("ROLLBACK")
        return "busy" if errors.kind_of(error) is Kind.BUSY else str(error)
    return "ok"


def opened(path: Path) -> HallConnection:
    """A connection to the trial file, prepared as this share needs it."""
    chosen = share_profile.choose(path.parent)
    share_profile.prepare(chosen)
    busy: sqlite3.Error | None = None
    for _ in backoff.turns(OPENING_SECONDS):  # the first access to the file may meet the other one's commit
        try:
            return connect(path, journal=chosen.journal, synchronous=chosen.synchronous)
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
            busy = error
    raise hall_faults.fault(Kind.BUSY) from busy


class Partner:
    """The other process, seen from this one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line.strip())
        self._lines.put("it ended")

    def answer(self, command: str, seconds: float = ANSWER_SECONDS) -> str:
        """Let it do one command; returns its answer."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(command + "\n")
            self._process.stdin.flush()
            return self._lines.get(timeout=seconds)
        except queue.Empty:
            return f"no answer within {seconds:.0f} s"
        except OSError:
            return "it ended"

    def end(self) -> None:
        """End it; one that the share blocks is killed, which works as soon as its call returns."""
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(5)
        self._process.kill()
        self._listener.join(5)


@contextlib.contextmanager
def started(path: Path) -> Generator[Partner]:
    """Another process with the trial file open; it is ended afterwards in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "shared.check.partner", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
        preexec_fn=tether.to_this_process(),  # noqa: PLW1509 - a bare system call
    )
    there = Partner(process)
    try:
        yield there
    finally:
        there.end()


def main() -> None:  # pragma: no cover - runs in the other process
    """Serve until the end of input."""
    try:
        connection = opened(Path(sys.argv[1]))
    except (EnvironmentFault, sqlite3.Error, OSError) as error:
        sys.stdin.readline()
        print(getattr(error, "sentence", error), flush=True)  # noqa: T201
        return
    for line in sys.stdin:
        print(answer(connection, line.strip()), flush=True)  # noqa: T201 - the answer to the first process
    connection.close()


if __name__ == "__main__":  # pragma: no cover
    main()
