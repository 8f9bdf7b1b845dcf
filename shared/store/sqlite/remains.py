"""What is in the place of a hall's file when it is not one: one true sentence, and the way out."""

import contextlib
import os
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite import header, schema

FILE = "hall.db"
EMPTY = f"its {FILE} is empty (0 bytes): a copy or `antrean init` was not completed"
NO_FILE = f"its {FILE} is not an ordinary file"
FOREIGN = f"its {FILE} is an SQLite file, but no hall's"
NO_DATABASE = f"its {FILE} is not a database, or its beginning is damaged"
ONLY_JOURNAL = f"{FILE} is gone; only its journal is left"
ONLY_BACKUPS = f"{FILE} is gone; its backups are there"


def way_out(folder: Path) -> str:
    """What to do about a file that is not a hall's."""
    if _has_backups(folder):
        return (
            "Close all programs of the hall; then `antrean restore` brings the newest backup back. (`antrean init "
            "--replace` makes a new hall without it; what is there now is kept beside the backups.)"
        )
    return (
        "Close all programs of the hall; then bring a copy from elsewhere in with `antrean restore FILE`, or begin "
        "again with `antrean init --replace`; what is there now is kept in the folder backups."
    )


def fault(folder: Path, what: str, kind: Kind = Kind.NO_HALL) -> EnvironmentFault:
    """The fault of a folder in which there is something, but no hall that can be used."""
    return EnvironmentFault(kind, f"There is no hall in {folder}: {what}.", way_out(folder))


def missing(folder: Path) -> str | None:
    """What is left of a hall whose file is gone; None where nothing says that there was one."""
    if (folder / FILE).is_symlink():
        return NO_FILE
    if os.path.lexists(folder / f"{FILE}-journal"):
        return ONLY_JOURNAL
    return ONLY_BACKUPS if _has_backups(folder) else None


def found(folder: Path) -> str | None:
    """What lies in a folder that is neither a hall's file nor nothing at all; None for those two."""
    path = folder / FILE
    if not os.path.lexists(path):
        return missing(folder)
    if not path.is_file():
        return NO_FILE
    with path.open("rb") as file:
        raw = file.read(header.LENGTH)
    return of_header(raw)


def of_header(raw: bytes) -> str | None:
    """What is wrong with a file by its first bytes; None when they may be a hall's."""
    if not raw:
        return EMPTY
    told = header.parse(raw)
    if told is None:
        return NO_DATABASE
    return FOREIGN if told.application != schema.APPLICATION or told.schema == 0 else None


def _has_backups(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return any((folder / "backups").glob("hall-????????-??????.db"))
    return False
