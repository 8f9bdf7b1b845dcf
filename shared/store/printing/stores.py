"""The two files in which printing is kept: the hall's, and a small one on this PC for while the share is gone."""

import contextlib
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Db, Engine, Row
from shared.store.printing.job_rows import FATES, Job, claim
from shared.store.printing.operations import FORWARD_ONLY, PrintWrite, Tell, deed_of, of_job
from shared.store.record import transaction
from shared.store.record.events import What
from shared.store.sqlite import schema
from shared.store.sqlite.migrations import PRINTER_HOLDS, statements

T = TypeVar("T")


class Runner(Protocol):
    """Runs an operation where the hall's file may be used and waits for it; EnvironmentFault when it fails."""

    def __call__(self, operation: Callable[[Engine], T]) -> T:
        """Run it."""
        ...


class PrintJobStore(Protocol):
    """A file with the job tables in it. Each method is one transaction; EnvironmentFault when it cannot be had."""

    def claim(self, job: Job) -> Job | None:
        """Keep a new job; None when its paper may already be out or on its way."""
        ...

    def do(self, deeds: Sequence[PrintWrite]) -> None:
        """Do these, each of them once however often it is asked for."""
        ...

    def read(self, body: Callable[[Db], T]) -> T:
        """One look."""
        ...


class HallPlace:
    """The hall's file, with the audit log."""

    DEADLINE_SECONDS = 2.0

    def __init__(self, run: Runner, device: str) -> None:
        self._run = run
        self._device = device

    def claim(self, job: Job) -> Job | None:
        """Keep a new job; None when its paper may already be out or on its way."""
        return self._write(lambda tx: claim(tx.db, job))

    def do(self, deeds: Sequence[PrintWrite]) -> None:
        """Do these, each of them once however often it is asked for."""

        def body(tx: transaction.Tx) -> None:
            for deed in deeds:
                if deed.name in FORWARD_ONLY or _first_time(tx, deed):
                    deed.do(tx.db, _teller(tx))

        self._write(body)

    def read(self, body: Callable[[Db], T]) -> T:
        """One look."""

        def operation(file: Engine) -> T:
            with file.reading(self.DEADLINE_SECONDS) as db:
                return body(db)

        return self._run(operation)

    def _write(self, body: Callable[[transaction.Tx], T]) -> T:
        def operation(file: Engine) -> T:
            with file.writing(self.DEADLINE_SECONDS) as db:
                return body(transaction.begin(file, db, device=self._device))

        return self._run(operation)


def _first_time(tx: transaction.Tx, deed: PrintWrite) -> bool:
    """Whether the hall's file does not have this deed yet; from now on it does."""
    day = transaction.day_of(tx.hall, deed.at)
    done = tx.db.execute(
        "INSERT OR IGNORE INTO requests (day, id, at, act, refused, answer) VALUES (?, ?, ?, ?, 0, 'null')",
        (day, deed.request, deed.at, f"print {deed.name}"),
    )
    return done.rowcount == 1


def _teller(tx: transaction.Tx) -> Tell:
    def tell(what: What, facts: Mapping[str, Any]) -> None:
        tx.event(what, **facts)

    return tell


class LocalPrintJobStore:
    """A small SQLite file on this PC. What is done in it while the share is gone waits in it, too, for the hall's."""

    def __init__(self, path: Path, *, waits: bool = True) -> None:
        """``waits`` is False where there is no hall's file that anything could wait for."""
        self._path = path
        self._waits = waits

    def claim(self, job: Job) -> Job | None:
        """Keep a new job; None when its paper may already be out or on its way."""

        def body(db: Db) -> Job | None:
            claimed = claim(db, job)
            if claimed is not None:
                self._keep(db, of_job(claimed))
            return claimed

        return self.write(body)

    def do(self, deeds: Sequence[PrintWrite]) -> None:
        """Do these."""

        def body(db: Db) -> None:
            for deed in deeds:
                deed.do(db, _nobody)
                self._keep(db, deed)

        self.write(body)

    def read(self, body: Callable[[Db], T]) -> T:
        """One look."""
        with self._open() as db:
            return body(db)

    def waiting(self, at_most: int) -> Sequence[tuple[int, PrintWrite]]:
        """The oldest deeds that the hall's file has not got yet, each with its place in the queue."""
        rows = self.read(
            lambda db: db.execute("SELECT id, deed FROM waiting ORDER BY id LIMIT ?", (at_most,)).fetchall()
        )
        return [(row["id"], deed_of(row["deed"])) for row in rows]

    def settled(self, last: int) -> None:
        """The hall's file has everything up to this place in the queue."""

        def body(db: Db) -> None:
            db.execute("DELETE FROM waiting WHERE id <= ?", (last,))
            if not db.execute("SELECT 1 FROM waiting").fetchone():  # jobs still on their way stay, for their next state
                db.executemany("DELETE FROM print_jobs WHERE state = ?", [(fate.value,) for fate in FATES])
                db.execute("UPDATE printers SET used_mm = 0, tickets = 0, holds = NULL")

        self.write(body)

    def _keep(self, db: Db, deed: PrintWrite) -> None:
        if self._waits:
            db.execute("INSERT INTO waiting (deed) VALUES (?)", (deed.json(),))

    def write(self, body: Callable[[Db], T]) -> T:
        """One transaction."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                answer = body(db)
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
            return answer

    @contextlib.contextmanager
    def _open(self) -> Generator[Db]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=5.0, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise _local_fault(self._path, error) from None
        try:
            db.row_factory = Row
            db.execute("PRAGMA synchronous = EXTRA")  # as in the spool: the last job outlives a power cut
            if not _is_whole(db):
                make(db)
            yield db
        except sqlite3.Error as error:
            raise _local_fault(self._path, error) from None
        finally:
            db.close()


def _nobody(_what: What, _facts: Mapping[str, Any]) -> None:
    """This PC's file has no audit log: the event comes with the deed, in the hall's."""


def _is_made(db: Db) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'waiting'").fetchone() is not None


def _is_whole(db: Db) -> bool:
    """Whether it has everything that this Antrean keeps there; an older one left it without ``holds``."""
    return db.execute("SELECT 1 FROM pragma_table_info('printers') WHERE name = 'holds'").fetchone() is not None


def make(db: Db) -> None:
    """Make this PC's tables, or bring an older Antrean's forward, unless another program of this PC just did."""
    db.execute("BEGIN IMMEDIATE")
    if not _is_made(db):
        for statement in statements(schema.TABLES):
            if any(f" {name} " in statement for name in ("print_jobs", "printers")):
                db.execute(statement)
        db.execute("CREATE TABLE waiting (id INTEGER PRIMARY KEY AUTOINCREMENT, deed TEXT NOT NULL) STRICT")
    if not _is_whole(db):
        db.execute(PRINTER_HOLDS)
    db.execute("COMMIT")


def _local_fault(path: Path, error: Exception) -> EnvironmentFault:
    kind = Kind.FULL if "full" in str(error) else Kind.READ_ONLY if "readonly" in str(error) else Kind.DEVICE
    return EnvironmentFault(
        kind,
        f"This PC cannot write its print jobs to {path}: {error}.",
        "Make room on this PC's disk, or check its rights.",
    )
