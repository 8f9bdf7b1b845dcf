"""The two files in which printing is kept: the hall's, and a small one on this PC for while the share is gone."""

import contextlib
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from shared.domain.words import Instant
from shared.faults import EnvironmentFault
from shared.store.engine import Db, Engine
from shared.store.offline import outbox
from shared.store.offline.kept import Kept, KeptAct
from shared.store.offline.local_file import LocalFile
from shared.store.printing.operations import FORWARD_ONLY, PrintWrite, Tell, of_job
from shared.store.record import transaction
from shared.store.record.events import What
from shared.store.record.job_rows import FATES, Job, claim

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
        "INSERT INTO requests (day, id, at, act, refused, answer) VALUES (?, ?, ?, ?, 0, 'null')"
        " ON CONFLICT (day, id) DO NOTHING",
        (day, deed.request, deed.at, f"print {deed.name}"),
    )
    return done.rowcount == 1


def _teller(tx: transaction.Tx) -> Tell:
    def tell(what: What, facts: Mapping[str, Any]) -> None:
        tx.event(what, **facts)

    return tell


class LocalPrintJobStore:
    """This PC's own file for print jobs. What is done in it while the share is gone waits in it for the hall's."""

    def __init__(self, path: Path, *, waits: bool = True) -> None:
        """``waits`` is False where there is no hall's file that anything could wait for."""
        self._path = path
        self._waits = waits
        self._checked = False

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

    def waiting(self, at_most: int) -> Sequence[tuple[Kept, PrintWrite]]:
        """The oldest deeds that the hall's file has not got yet, each as it is kept here."""
        return [(kept, _write_of(kept)) for kept in self.read(lambda db: outbox.pending(db, at_most))]

    def settled(self, kept: Iterable[Kept], now: Instant) -> None:
        """The hall's file has these."""

        def body(db: Db) -> None:
            outbox.settle(db, kept, "null", now)
            if not outbox.pending(db, 1):  # jobs still on their way stay, for their next state
                db.executemany("DELETE FROM print_jobs WHERE state = ?", [(fate.value,) for fate in FATES])
                db.execute("UPDATE printers SET used_mm = 0, tickets = 0, holds = NULL")

        self.write(body)

    def _keep(self, db: Db, deed: PrintWrite) -> None:
        if self._waits:
            outbox.put(db, deed.request, KeptAct.PRINT, deed.at, {"name": deed.name, "facts": deed.facts})

    def read(self, body: Callable[[Db], T]) -> T:
        """One look."""
        with self._open() as file, file.reading() as db:
            return body(db)

    def write(self, body: Callable[[Db], T]) -> T:
        """One transaction."""
        with self._open() as file, file.writing() as db:
            return body(db)

    @contextlib.contextmanager
    def _open(self) -> Generator[LocalFile]:
        """For one use: its threads come and go, and a program of this PC that ended holds nothing of it."""
        try:
            with LocalFile(self._path, checked=self._checked) as file:
                self._checked = True
                yield file
        except EnvironmentFault:
            self._checked = False  # damage is looked for at the next use
            raise


def _write_of(kept: Kept) -> PrintWrite:
    return PrintWrite(kept.details["name"], kept.details["facts"], kept.at, kept.request)


def _nobody(_what: What, _facts: Mapping[str, Any]) -> None:
    """This PC's file has no audit log: the event comes with the deed, in the hall's."""
