"""The copies of a hall on a server, the way back from one, and the chores that its programs do for it.

A backup is a hall's file, made in one snapshot, checked, rotated and named as those of a hall on a file: ``restore``
brings it back into a server or into a file.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Engine
from shared.store.postgres import server_address, server_copy, server_errors, server_making, server_schema
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import unhurried
from shared.store.postgres.server_hall import ServerHall
from shared.store.record.events import What
from shared.store.record.transaction import begin
from shared.store.sqlite import migrations
from shared.store.sqlite.maintenance import backup as backups
from shared.store.sqlite.maintenance import copying, invariants, restore, schedule
from shared.store.sqlite.maintenance.restore import Loss
from shared.store.sqlite.maintenance.scratch_folder import disk, workshop


def _copy(hall: ServerHall, made: Path, _earlier: list[Path]) -> tuple[int, Hall]:
    """A sound copy of the hall in a file; answers its newest event and the hall's data."""
    copied = server_copy.dump(hall, made)
    with contextlib.closing(sqlite3.connect(made)) as db:
        wrong = copying.sound(db)
    if wrong is not None:
        raise EnvironmentFault(Kind.CORRUPT, f"No sound copy of the hall could be made: {wrong}.", "Run it again.")
    return copied


def backup(hall: ServerHall, to: Path | None = None, *, why: str = "asked") -> backups.Backup:
    """Make a backup in the hall's folder, or in ``to``, and rotate those that are there."""
    return backups.backup(hall, to, why=why, copy=_copy)


def checkup(hall: ServerHall) -> str:
    """``ok``, or what the invariants say against the hall, at most five lines."""
    with hall.unhurried(), hall.reading() as db:
        wrong = invariants.check(db)
    return "ok" if not wrong else invariants.told(wrong[:5])


_DO: Mapping[str, Callable[[Any], str]] = {
    "integrity_check": checkup,
    "hourly_backup": lambda hall: backup(hall, why="hourly").path.name,
    "closing_backup": lambda hall: backup(hall, why="closing").path.name,
    "archive": lambda _hall: "a server keeps every day",
}


def do_due(hall: Engine) -> tuple[schedule.Done, ...]:
    """Claim and do what is due for a hall on a server, if nobody else has claimed it."""
    return schedule.do_due(hall, _DO, lambda one, to: backup(one, to, why="another disk"))


# -- the way back ---------------------------------------------------------------------------------------------------


def what_is_lost(folder: Path, path: Path, *, device: str, clock: Clock) -> Loss:
    """What would be lost by restoring ``path``; nothing is changed."""
    with workshop() as place, _present(folder, place, device, clock) as (_hall, now):
        return restore.loss_against(now, path, clock)


def put_back(folder: Path, path: Path, *, device: str, clock: Clock) -> Loss:
    """Put a backup into the hall on the server, in one transaction; the present state is kept beside the backups."""
    with workshop() as place, _present(folder, place, device, clock) as (hall, now):
        loss = restore.loss_against(now, path, clock)
        given = None if now is None else restore.given_out(now)
        if hall is not None:
            need_owner(hall)
        if now is not None:
            aside = folder / backups.FOLDER / f"before-restore-{clock()}"
            with disk(aside):
                aside.mkdir(parents=True, exist_ok=True)
                backups.put(place / "now.db", aside / "hall.db")
        shutil.copyfile(path, place / "back.db")
        with contextlib.closing(sqlite3.connect(place / "back.db", isolation_level=None)) as source:
            migrations.migrate(source)
            restore.keep_given(source, given)
            last = source.execute("SELECT coalesce(max(sequence), 0) FROM events").fetchone()[0]
            if hall is not None:
                _into(hall, source, restore.newest_of(now))
            back = hall or _anew(folder, source, device, clock)
        with back, back.writing() as db:
            begin(back, db).event(What.RESTORED, reason=path.name, data={"after": last})
    return loss


def _into(hall: ServerHall, source: sqlite3.Connection, seen: int) -> None:
    """All rows in one transaction: interrupted anywhere, the hall is as it was."""
    with hall.unhurried(), hall.writing() as db:
        if hall.newest_event(db) != seen:
            raise EnvironmentFault(Kind.BUSY, "Somebody wrote to the hall meanwhile.", "Close all its programs.")
        server_copy.load(hall.connected(), source)


def _anew(folder: Path, source: sqlite3.Connection, device: str, clock: Clock) -> ServerHall:
    """A server that has lost the hall, or is another one: its schema is made from the backup."""
    address = _address(folder)
    with (
        server_making.opened(address) as connection,
        unhurried(connection),
        server_making.permitted(address),
        server_schema.transaction(connection),
    ):
        server_schema.make(connection, address)
        server_copy.load(connection, source)
    return ServerHall.open(folder, device=device, clock=clock)


def _address(folder: Path) -> ServerAddress:
    address = server_address.of_folder(folder)
    assert address is not None
    return address


@contextlib.contextmanager
def _present(
    folder: Path, place: Path, device: str, clock: Clock
) -> Generator[tuple[ServerHall | None, sqlite3.Connection | None]]:
    """The open hall and a file with all it holds now; neither where the server has no such hall."""
    hall: ServerHall | None = ServerHall(folder, _address(folder), device=device, clock=clock)
    try:
        hall.reach()
    except EnvironmentFault as fault:
        hall.close()
        if fault.kind is not Kind.NO_HALL:
            raise
        hall = None
    if hall is None:
        yield None, None
        return
    with hall:
        need_nobody(hall)
        server_copy.dump(hall, place / "now.db")
        with contextlib.closing(sqlite3.connect(place / "now.db")) as now:
            yield hall, now


def need_owner(hall: ServerHall) -> None:
    """EnvironmentFault (READ_ONLY) for a login that may not put another state in place of the hall's."""
    login, owner, may = hall.asked(
        "SELECT session_user::text, nspowner::regrole::text, pg_has_role(session_user, nspowner, 'MEMBER')"
        f" FROM pg_namespace WHERE nspname = '{hall.address.schema}'"
    ).fetchone() or ("", "", False)
    if not may:
        raise EnvironmentFault(
            Kind.READ_ONLY,
            f"The hall on the server is {owner}'s, and this login is {login}.",
            f"Run this with PGUSER={owner}; nothing was changed.",
        )


def need_nobody(hall: ServerHall) -> None:
    """EnvironmentFault (BUSY) naming the programs that are still in the hall."""
    try:
        present = hall.live_programs()
    except (OSError, psycopg.Error) as error:
        raise server_errors.fault(Kind.GONE) from error
    if present:
        names = ", ".join(f"{one.device} on {one.pc}" for one in present)
        raise EnvironmentFault(
            Kind.BUSY, f"Programs of this hall are still running: {names}.", "Close them all, then run it again."
        )
