"""Work that one PC does for the whole hall: the first program that looks when it is due claims it in the file.

Called now and then (once a minute is plenty) by every program on its store thread; it costs one small read when
nothing is due.
"""

import datetime
import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared import config
from shared.domain.calendar import hours_on, instant_of, take_from
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Engine
from shared.store.record.transaction import Tx, begin
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, backup, integrity_check, month_reports

_log = logging.getLogger("antrean.chores")
_HOUR = 3_600_000
_OWN = "another_disk"
_GIVEN_UP_AFTER = 15 * 60_000  # a PC that claimed a chore and died: another may take it


@dataclass(frozen=True, slots=True)
class Done:
    """A chore that this PC did, and how it went."""

    name: str
    outcome: str
    ok: bool


def _hourly(hall: Hall, tx: Tx) -> Instant | None:
    """While the day is open: the whole hour."""
    open_now = tx.pulse["day"] == tx.day and not tx.pulse["day_closed"]
    return Instant(tx.now // _HOUR * _HOUR) if open_now else None


def _at_closing(hall: Hall, tx: Tx) -> Instant | None:
    """Once the day was closed, or its closing hour is past."""
    if tx.pulse["day"] is None:
        return None
    day = datetime.date.fromisoformat(tx.pulse["day"])
    closed = tx.db.execute("SELECT closed_at FROM days WHERE day = ?", (tx.pulse["day"],)).fetchone()
    if closed is not None and closed[0] is not None:
        return Instant(closed[0])
    hours = hours_on(hall, day)
    return None if hours is None else instant_of(hall, day, hours.close)


def _before_opening(hall: Hall, tx: Tx) -> Instant | None:
    """Half an hour before number-taking begins; a hall that is open then is checked all the same."""
    day = datetime.date.fromisoformat(tx.day)
    hours = hours_on(hall, day)
    return None if hours is None else Instant(instant_of(hall, day, take_from(hours)) - _HOUR // 2)


def _hourly_and_at_closing(hall: Hall, tx: Tx) -> Instant | None:
    """Both: the later of the two that has come."""
    moments = (_hourly(hall, tx), _at_closing(hall, tx))
    return max((moment for moment in moments if moment is not None and moment <= tx.now), default=None)


_DUE: Mapping[str, Callable[[Hall, Tx], Instant | None]] = {
    "integrity_check": _before_opening,
    "hourly_backup": _hourly,
    "closing_backup": _at_closing,
    "archive": _at_closing,
}
"""For each chore, the moment since which it is due (None: not today); it is done once after each such moment."""


def _backup(hall_file: HallFile) -> str:
    return backup.backup(hall_file, why="hourly").path.name


def _closing_backup(hall_file: HallFile) -> str:
    return backup.backup(hall_file, why="closing").path.name


def _to_disk(hall_file: Any, folder: Path) -> backup.Backup:
    return backup.backup(hall_file, folder, why="another disk")


def _to_another_disk(hall_file: Any, to_disk: Callable[[Any, Path], backup.Backup]) -> str:
    """A missing folder is not created: it would be on this PC's own disk while the other one is unplugged."""
    folder = config.backup_folder()
    if folder is None or not folder.is_dir():
        raise EnvironmentFault(
            Kind.DEVICE, f"{config.BACKUP_TO} names {folder}, which is not there.", "Plug in the disk; make the folder."
        )
    return str(to_disk(hall_file, folder).path)


def _archive(hall_file: HallFile) -> str:
    done = archive.archive(hall_file)
    return "nothing to archive" if done is None else f"{done.first} to {done.last}"


_DO: Mapping[str, Callable[[HallFile], str]] = {
    "integrity_check": integrity_check.checkup,
    "hourly_backup": _backup,
    "closing_backup": _closing_backup,
    "archive": _archive,
}


def _mine() -> str:
    """The chore that each PC with another disk does for itself."""
    return f"{_OWN} {socket.gethostname()}"


def due(hall_file: Engine) -> tuple[str, ...]:
    """The chores that nobody has done or is doing."""
    names = _DUE if config.backup_folder() is None else (*_DUE, _mine())
    with hall_file.reading() as db:
        tx = begin(hall_file, db)
        month = _month(tx)
        return (*(name for name in names if _is_due(tx, name)), *(() if month is None else (month,)))


def _month(tx: Tx) -> str | None:
    return month_reports.due(tx, _at_closing(tx.hall, tx))


def _is_due(tx: Tx, name: str) -> bool:
    if name.startswith(month_reports.CHORE):
        return _month(tx) == name
    since = _DUE.get(name, _hourly_and_at_closing)(tx.hall, tx)
    if since is None or tx.now < since:
        return False
    row = tx.db.execute("SELECT claimed_at, done_at FROM chores WHERE name = ?", (name,)).fetchone()
    if row is None:
        return True
    if row["done_at"] is not None and row["done_at"] >= since:
        return False
    return bool(row["done_at"] is not None and row["done_at"] >= row["claimed_at"]) or bool(
        tx.now - row["claimed_at"] > _GIVEN_UP_AFTER
    )


def do_due(
    hall_file: Engine,
    do: Mapping[str, Callable[[Any], str]] = _DO,
    to_disk: Callable[[Any, Path], backup.Backup] = _to_disk,
) -> tuple[Done, ...]:
    """Claim and do what is due, if nobody else has claimed it. A chore that fails is tried again later.

    ``do`` and ``to_disk`` say what is done otherwise where the hall is not a file.
    """

    def to_another_disk(hall: Any) -> str:
        return _to_another_disk(hall, to_disk)

    how = {**_DO, **do, _mine(): to_another_disk}
    return tuple(
        _do(hall_file, name, how.get(name, lambda hall, name=name: month_reports.make(hall, name)))
        for name in due(hall_file)
        if _claim(hall_file, name)
    )


def _claim(hall_file: Engine, name: str) -> bool:
    with hall_file.writing() as db:
        tx = begin(hall_file, db)
        if not _is_due(tx, name):
            return False
        db.execute(
            "INSERT INTO chores (name, device, claimed_at) VALUES (?, ?, ?) ON CONFLICT (name)"
            " DO UPDATE SET device = excluded.device, claimed_at = excluded.claimed_at",
            (name, tx.device, tx.now),
        )
        return True


def _do(hall_file: Engine, name: str, how: Callable[[Any], str]) -> Done:
    try:
        outcome, ok = how(hall_file), True
    except EnvironmentFault as fault:
        outcome, ok = str(fault), False
        _log.warning("%s: %s", name, fault)
    if name == "integrity_check" and outcome != "ok":
        ok = False
        _log.error("the hall's file is damaged: %s", outcome)
    if ok:
        _log.info("%s: %s", name, outcome)
    with hall_file.writing() as db:
        at = hall_file.clock() if ok or not name.startswith(month_reports.CHORE) else None  # which is tried again
        db.execute("UPDATE chores SET done_at = ?, outcome = ? WHERE name = ?", (at, outcome, name))
    return Done(name, outcome, ok)
