"""The second process of the lock trial: holds SQLite's locks on a trial file when it is told to.

``python -m shared.check.partner FILE`` reads one command a line (``read``, ``write``, ``commit``, ``end``) and
answers one line each: ``ok``, ``busy`` or the error.
"""

import sqlite3
import sys
from pathlib import Path

from shared.faults import Kind
from shared.store import errors, recipe, retry
from shared.store.connection import HallConnection, connect

OPENING_SECONDS = 10.0
STATEMENTS = {
    "read": ("BEGIN", "SELECT count(*) FROM trial"),
    "write": ("BEGIN IMMEDIATE", "INSERT INTO trial DEFAULT VALUES"),
    "commit": ("COMMIT",),
    "end": ("ROLLBACK",),
}


def answer(connection: HallConnection, command: str) -> str:
    """Do one command; what came of it."""
    try:
        for statement in STATEMENTS[command]:
            connection.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if command in ("read", "write") and connection.in_transaction:
            connection.execute("ROLLBACK")
        return "busy" if errors.kind_of(error) is Kind.BUSY else str(error)
    return "ok"


def opened(path: Path) -> HallConnection:
    """A connection to the trial file, prepared as this share needs it."""
    chosen = recipe.choose(path.parent)
    recipe.prepare(chosen)
    busy: sqlite3.Error | None = None
    for _ in retry.turns(OPENING_SECONDS):  # the first look at the file may meet the other one's commit
        try:
            return connect(path, journal=chosen.journal, synchronous=chosen.synchronous)
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
            busy = error
    raise errors.fault(Kind.BUSY) from busy


def main() -> None:  # pragma: no cover - runs in the other process
    """Serve until the end of input."""
    connection = opened(Path(sys.argv[1]))
    for line in sys.stdin:
        print(answer(connection, line.strip()), flush=True)  # noqa: T201 - the answer to the first process
    connection.close()


if __name__ == "__main__":  # pragma: no cover
    main()
