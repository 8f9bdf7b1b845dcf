"""What an error of SQLite or of the operating system means for this hall, in a plain sentence with its remedy.

SQLite knows some ninety result codes; a program behaves in eight ways. The low byte of a result code is its
family, the whole of it tells more (https://sqlite.org/rescode.html).
"""

import errno
import sqlite3
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults

_FAMILIES: dict[int, Kind] = {
    sqlite3.SQLITE_BUSY: Kind.BUSY,
    sqlite3.SQLITE_LOCKED: Kind.BUSY,
    sqlite3.SQLITE_PROTOCOL: Kind.BUSY,
    sqlite3.SQLITE_IOERR: Kind.GONE,
    sqlite3.SQLITE_CANTOPEN: Kind.GONE,
    sqlite3.SQLITE_FULL: Kind.FULL,
    sqlite3.SQLITE_READONLY: Kind.READ_ONLY,
    sqlite3.SQLITE_PERM: Kind.READ_ONLY,
    sqlite3.SQLITE_AUTH: Kind.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Kind.CORRUPT,
    sqlite3.SQLITE_NOTADB: Kind.CORRUPT,
}
_WHOLE: dict[int, Kind] = {
    sqlite3.SQLITE_READONLY_DBMOVED: Kind.WRONG_HALL,
    sqlite3.SQLITE_IOERR_NOMEM: Kind.BUG,
    sqlite3.SQLITE_IOERR_DATA: Kind.CORRUPT,  # not IOERR_CORRUPTFS: a read that a cut link ended
}
_BY_ERRNO: dict[int, Kind] = {
    errno.ENOSPC: Kind.FULL,
    errno.EDQUOT: Kind.FULL,
    errno.EROFS: Kind.READ_ONLY,
    errno.EACCES: Kind.READ_ONLY,
    errno.EPERM: Kind.READ_ONLY,
    errno.EFBIG: Kind.FULL,
    errno.EAGAIN: Kind.BUSY,
    errno.EBUSY: Kind.HELD,  # an SMB server's "sharing violation": another program has it open exclusively
    errno.ETXTBSY: Kind.HELD,
    errno.ENOMEM: Kind.BUG,
    errno.EMFILE: Kind.BUG,
    errno.ENFILE: Kind.BUG,
}
_SAYS_WHY = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""Families that say only that a call failed: the operating system's number says why."""
_SHORTAGE = (
    "This PC has no memory or no open files left for the program.",
    "Nothing was changed. Close other programs, or start this PC again; if it comes back, send the log to the people "
    "who maintain Antrean.",
)


def kind_of(error: sqlite3.Error | OSError | MemoryError, number: int = 0) -> Kind:
    """The kind of fault that an error means.

    ``number`` is the operating system's own for the call that failed inside of SQLite, if it is known: a quota that is
    used up reaches SQLite as an input/output error like any other.
    """
    if getattr(error, "winerror", 0) in (32, 33):  # Windows: opened exclusively, or locked in part, by another program
        return Kind.HELD
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, Kind.GONE)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Kind.BUG
    family = code & 0xFF
    known = _WHOLE.get(code)
    if known is None and family in _SAYS_WHY and number != errno.EAGAIN:
        known = _BY_ERRNO.get(number)
    return known or _FAMILIES.get(family, Kind.BUG)


def is_range_lock(error: sqlite3.Error | OSError | MemoryError, number: int = 0) -> bool:
    """Whether an open file was refused for a moment: on SMB a lock also keeps others from reading and writing there."""
    if isinstance(error, OSError):
        return error.errno == errno.EACCES
    code = getattr(error, "sqlite_errorcode", 0)
    return number == errno.EACCES and code & 0xFF == sqlite3.SQLITE_IOERR and code != sqlite3.SQLITE_IOERR_DELETE


def is_half(error: sqlite3.Error) -> bool:
    """Whether a COMMIT with this error may have been done: the call that ends it can be the one that failed."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SAYS_WHY


def sorted_fault(error: sqlite3.Error | OSError | MemoryError, number: int = 0) -> EnvironmentFault:
    """The fault that an error means; raise it ``from`` the error, so that the log keeps the cause."""
    kind = kind_of(error, number)
    if kind is Kind.BUG and _is_shortage(error, number):
        return hall_faults.fault(kind, what=_SHORTAGE[0], remedy=_SHORTAGE[1])
    return hall_faults.fault(kind)


def _is_shortage(error: sqlite3.Error | OSError | MemoryError, number: int) -> bool:
    """Whether this PC, and not the share or the program, is out of resources."""
    if isinstance(error, (OSError, MemoryError)):
        return True  # the only ones of them that are called a bug
    code = getattr(error, "sqlite_errorcode", 0)
    return code in (sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR_NOMEM) or (code & 0xFF in _SAYS_WHY and number != 0)


def no_hall(folder: object, why: str) -> EnvironmentFault:
    """The folder does not exist, or holds no hall."""
    return EnvironmentFault(
        Kind.NO_HALL,
        f"There is no hall in {folder}: {why}.",
        "Name the hall's folder with --hall (or ANTREAN_HALL); see that the share is mounted; "
        "`antrean init` makes a hall.",
    )


def no_folder(folder: Path) -> EnvironmentFault:
    """The name does not exist, is not a folder, or is the address of a share that is not mounted."""
    text = str(folder)
    if folder.is_file():
        return EnvironmentFault(
            Kind.NO_HALL,
            f"{folder} is a file.",
            "Name the hall's folder, not a file in it, with --hall or ANTREAN_HALL.",
        )
    if text.startswith(("\\\\", "//", "smb:", "nfs:", "cifs:", "file:")):
        return EnvironmentFault(
            Kind.NO_HALL,
            f"{folder} is not a folder of this PC.",
            "Mount the share (docs/share.md has the line) and name the folder where it is mounted.",
        )
    return no_hall(folder, "the folder is not there")


def unreadable(path: object) -> EnvironmentFault:
    """The operating system denies this user access."""
    return EnvironmentFault(
        Kind.READ_ONLY,
        f"This user may not open {path}.",
        "Give this user the right to read and write in the hall's folder on the server.",
    )


def barred(path: object) -> EnvironmentFault:
    """The read-only mark against a dead PC's kernel, which this user may not remove."""
    return EnvironmentFault(
        Kind.READ_ONLY,
        f"{path} is marked read-only, since a PC died in the middle of a write, and this user may not remove the mark.",
        "Mount the share with uid= of the user who runs the programs; or, on the server: chmod u+w on that file.",
    )


def wal(path: object) -> EnvironmentFault:
    """The file was switched to write-ahead logging, which cannot work on a share."""
    return EnvironmentFault(
        Kind.UNSAFE_SHARE,
        f"{path} is in WAL mode, which does not work between PCs.",
        "Close every program that has it open, then, on the server itself: "
        'sqlite3 hall.db "PRAGMA journal_mode=DELETE".',
    )


def wal_beside(path: object) -> EnvironmentFault:
    """A leftover of write-ahead logging is beside the file: SQLite would write its pages into the file."""
    return EnvironmentFault(
        Kind.UNSAFE_SHARE,
        f"{path} is beside the hall's file: it, or another file in its place, was open in WAL mode.",
        "Close every program that has it open and keep a copy of the folder; then move that file, and the -shm file "
        "beside it, away.",
    )


def newer(path: object, found: int, known: int) -> EnvironmentFault:
    """A newer Antrean made the file."""
    return EnvironmentFault(
        Kind.NEWER_SCHEMA,
        f"{path} was made by a newer Antrean (schema {found}; this program knows {known}).",
        "Install on this PC the version that the other PCs run. Nothing was changed.",
    )


def older(path: object, found: int, seen: int) -> EnvironmentFault:
    """An older copy of the same hall was put in place of its file."""
    return EnvironmentFault(
        Kind.WRONG_HALL,
        f"{path} was replaced by an older copy of itself: it ends at event {found}, this program has seen {seen}.",
        "Close all programs of the hall; put the newer file back, or bring a backup in with `antrean restore`.",
    )


def journal_mismatch(folder: object, stored: str, needed: str) -> EnvironmentFault:
    """The hall was made for another kind of share than the one through which this PC reaches it."""
    return EnvironmentFault(
        Kind.UNSAFE_SHARE,
        f"The hall in {folder} works with journal mode {stored}, but over this mount it needs {needed}.",
        f"Close all programs of the hall, run `antrean check --hall {folder} --journal {needed}` once, start again.",
    )


def stale() -> EnvironmentFault:
    """This PC's cache showed an old page; the file itself is sound."""
    return EnvironmentFault(
        Kind.GONE,
        "This PC read an outdated part of the hall's file; the file itself is whole.",
        "It is opened again by itself. If it comes back, look at the mount's options with `antrean check`.",
    )
