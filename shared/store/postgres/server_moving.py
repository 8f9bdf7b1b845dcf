"""A whole hall from a file to a server, or back: all of it, verified, and one rename makes the other one the hall.

Until that rename the old one is the hall, wherever it is interrupted; what was half made, or is left of the old one, is
put aside the next time (``server_remains``).
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.postgres import (
    server_address,
    server_copy,
    server_making,
    server_remains,
    server_schema,
    server_upkeep,
)
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ServerConnection, ask, unhurried
from shared.store.postgres.server_copy import Fingerprints
from shared.store.postgres.server_hall import ServerHall
from shared.store.sqlite import remains
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.locking import stale_writer_fence
from shared.store.sqlite.maintenance import backup as backups
from shared.store.sqlite.maintenance import copying, invariants
from shared.store.sqlite.maintenance.restore import need_nobody
from shared.store.sqlite.maintenance.scratch_folder import disk, workshop
from shared.store.sqlite.share import share_profile

ARRIVING = "antrean: arriving"
"""The comment on a schema that a move has filled, and that is not the hall yet."""
ARRIVING_FILE = f"{FILE}.arriving"
"""The same of a file."""
_ARCHIVED = (*copying.KEYS, "days", "tallies", "bookings", "print_jobs", "device_keys")


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved, table by table, and where the old hall lies now."""

    tables: Fingerprints
    kept_as: str


# -- to a server ----------------------------------------------------------------------------------------------------


def to_server(folder: Path, address: ServerAddress, *, device: str, clock: Clock) -> Moved:
    """The hall in the folder's file becomes a schema of the server. EnvironmentFault when anything does not fit."""
    need_nobody(folder, clock)
    with workshop() as place, HallFile.open(folder, device=device, clock=clock) as old:
        whole = place / "whole.db"
        backups.copy_whole(old, whole)
        with contextlib.closing(sqlite3.connect(whole, isolation_level=None)) as copy:
            _as_the_original(old, copy)
            _with_archives(folder, copy)
            _need_sound(copy)
            tables = _arrive(address, copy, clock)
            _need_still(old, copy, folder, clock)
    server_address.write(folder, address)  # from here on the server is the hall
    kept = server_remains.put_file_aside(folder, clock)
    _said_arrived(address)
    return Moved(tables, str(kept))


def _as_the_original(old: HallFile, copy: sqlite3.Connection) -> None:
    """The copy holds what the file holds, row by row. Alone in the hall, it may take longer than a press."""
    with old.reading() as db:
        stale_writer_fence.clear_deadline()
        wrong = server_copy.differences(server_copy.fingerprints_of_file(db), server_copy.fingerprints_of_file(copy))
    _need(wrong, "The copy differs from the hall's file")


def _with_archives(folder: Path, copy: sqlite3.Connection) -> None:
    """The days of the yearly files, too: a server keeps every day in its tables."""
    for path in sorted((folder / "archive").glob("hall-????.db")):
        with contextlib.closing(backups.opened(path, open_end=True)) as year:
            copy.execute("PRAGMA foreign_keys=OFF")
            copy.execute("BEGIN")
            for table in _ARCHIVED:
                names = copying.columns(year, table)
                if names:
                    rows = year.execute(f"SELECT {', '.join(names)} FROM {table}")
                    copying.insert(copy, table, names, rows)
            copy.execute("COMMIT")


def _need_sound(copy: sqlite3.Connection) -> None:
    wrong = copying.sound(copy)
    _need([wrong] if wrong else [], "The hall is not sound")
    copy.row_factory = sqlite3.Row
    _need([f"{one.rule}: {one.detail}" for one in invariants.check(copy)], "The hall is not sound")
    copy.row_factory = None


def _need(wrong: Iterable[str], what: str) -> None:
    """EnvironmentFault with the first lines of what is wrong; nothing was changed."""
    lines = list(wrong)
    if lines:
        raise EnvironmentFault(
            Kind.CORRUPT, f"{what}: {'; '.join(lines[:3])}.", "Nothing was moved. Run `antrean check`, then try again."
        )


def _arrive(address: ServerAddress, copy: sqlite3.Connection, clock: Clock) -> Fingerprints:
    """The schema with everything in it, in one transaction, compared table by table before it is committed."""
    with server_making.opened(address) as connection, unhurried(connection), server_making.permitted(address):
        _clear(connection, address, copy, clock)
        with server_schema.transaction(connection):
            server_schema.make(connection, address)
            server_copy.load(connection, copy)
            theirs = server_copy.fingerprints_of_server(connection, address.schema)
            ours = server_copy.fingerprints_of_file(copy)
            _need(server_copy.differences(ours, theirs), "The server holds something else")
            db = server_making.ServerDb(connection)
            _need([f"{one.rule}: {one.detail}" for one in invariants.check(db)], "The hall on the server is not sound")
            ask(connection, f"COMMENT ON SCHEMA {address.schema} IS '{ARRIVING}'", None)
        return theirs


def _clear(connection: ServerConnection, address: ServerAddress, copy: sqlite3.Connection, clock: Clock) -> None:
    """The remains of a move that was interrupted, this way or back; anything else there is not touched."""
    schema = address.schema
    if not server_schema.exists(connection, schema):
        return
    ask(connection, f"SET search_path = {schema}, pg_temp")
    if not server_remains.is_schema_in(connection, copy):
        raise UsageFault(f"{address.shown} has a schema {schema} already.", "Name another with --schema.")
    told = ask(connection, f"SELECT obj_description('{schema}'::regnamespace)", None).fetchone()
    if told is not None and told[0] == ARRIVING:
        ask(connection, f"DROP SCHEMA {schema} CASCADE", None)
    else:
        server_remains.rename_schema(connection, schema, clock)


def _need_still(old: HallFile, copy: sqlite3.Connection, folder: Path, clock: Clock) -> None:
    """Nobody came into the hall while it was copied."""
    need_nobody(folder, clock)
    _as_still(old, copy)


def _as_still(old: HallFile, copy: sqlite3.Connection) -> None:
    with old.reading() as db:
        newest, version = old.newest_event(db), old.pulse(db)["hall_version"]
    known = copy.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
    there = copy.execute("SELECT hall_version FROM pulse").fetchone()[0]
    if newest != (known[0] if known else 0) or version != there:
        raise EnvironmentFault(
            Kind.BUSY, "Somebody wrote to the hall while it was moved.", "Close all its programs, then move it again."
        )


def _said_arrived(address: ServerAddress) -> None:
    with server_making.opened(address) as connection:
        ask(connection, f"COMMENT ON SCHEMA {address.schema} IS NULL")


# -- to a file ------------------------------------------------------------------------------------------------------


def to_folder(folder: Path, target: Path, *, device: str, clock: Clock) -> Moved:
    """The hall on the server becomes a file in ``target``. EnvironmentFault when anything does not fit."""
    address = server_address.of_folder(folder)
    assert address is not None
    with workshop() as place, ServerHall(folder, address, device=device, clock=clock) as old:
        old.reach()
        server_upkeep.need_owner(old)
        server_upkeep.need_nobody(old)
        journal = _need_free(target, old, clock)
        made = place / FILE
        tables, newest = _copied(old, made)
        with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as copy:
            _need_sound(copy)
            copy.execute("UPDATE meta SET value = ? WHERE name = 'journal'", (journal,))
        with disk(target):
            target.mkdir(parents=True, exist_ok=True)
            half = target / ARRIVING_FILE
            half.unlink(missing_ok=True)
            backups.put(made, half)
        _other_parts(folder, target)
        with _alone(old, newest):
            name = server_remains.rename_schema(old.connected(), address.schema, clock)
            ask(old.connected(), f"SET LOCAL search_path = {name}, pg_temp")
            kept = f"{name} in {address.shown}"
            with disk(target):  # last: what fails before is undone by the server
                half.rename(target / FILE)
                (folder / server_address.FILE).rename(folder / f"{server_address.FILE}.moved")
    return Moved(tables, kept)


def _need_free(target: Path, old: ServerHall, clock: Clock) -> str:
    """The journal mode that a hall needs there. UsageFault where one is already, UNSAFE_SHARE where none may be.

    What an interrupted move left of this very hall is put aside.
    """
    own = target.absolute() == old.folder.absolute()
    left = server_remains.is_file_in(target, old.connected())
    ours = own or left or (target / ARRIVING_FILE).exists()
    if left or (ours and not (target / FILE).exists()):
        server_remains.put_file_aside(target, clock)
    named = not own and (target / server_address.FILE).exists()
    if (target / FILE).exists() or named or (not ours and target.exists() and remains.found(target) is not None):
        raise UsageFault(f"{target} holds a hall already.", "Name an empty folder.")
    place = next(one for one in (target.absolute(), *target.absolute().parents) if one.is_dir())
    return share_profile.choose(place).journal


def _copied(old: ServerHall, made: Path) -> tuple[Fingerprints, int]:
    """A file with one moment of the hall, compared with the server as of that moment."""
    with old.unhurried(), old.reading() as db:
        connection, schema = old.connected(), old.address.schema
        server_copy.write_file(connection, schema, made)
        theirs = server_copy.fingerprints_of_server(connection, schema)
        newest = old.newest_event(db)
    with contextlib.closing(sqlite3.connect(made)) as copy:
        ours = server_copy.fingerprints_of_file(copy)
    _need(server_copy.differences(ours, theirs), "The copy differs from the server")
    return theirs, newest


@contextlib.contextmanager
def _alone(old: ServerHall, newest: int) -> Generator[None]:
    """Nobody writes while the other one becomes the hall, and nobody has since it was copied."""
    with old.unhurried(), old.writing() as db:
        if old.newest_event(db) != newest:
            raise EnvironmentFault(
                Kind.BUSY, "Somebody wrote to the hall while it was moved.", "Close all its programs, move it again."
            )
        yield


def _other_parts(folder: Path, target: Path) -> None:
    """Voice, media and copies lie beside the hall: they come along into another folder, before that is the hall."""
    if target.absolute() == folder.absolute():
        return
    with disk(target):
        for part in sorted(folder.iterdir()):
            if part.is_dir():
                shutil.copytree(part, target / part.name, dirs_exist_ok=True)
