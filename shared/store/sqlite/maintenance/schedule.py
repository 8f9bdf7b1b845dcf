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
from shared.domain.statistics.period import PeriodKind, ReportPeriod, around
from shared.domain.statistics.period import before as period_before
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.reports import report_making
from shared.reports.counting import ReportWish
from shared.reports.report_files import put_all
from shared.store.engine import Engine
from shared.store.record.transaction import Tx, begin
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, backup, integrity_check
from shared.store.sqlite.maintenance.scratch_folder import disk

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


def _month_over(hall: Hall, tx: Tx) -> Instant | None:
    """The closing of the month's last day of service; before that, of the month before, if this hall was there."""
    month = _month_to_report(hall, tx)
    if month is None:
        return None
    if month.first.isoformat()[:7] == tx.pulse["day"][:7]:
        return _at_closing(hall, tx)
    last = next(day for day in reversed(month.days()) if hours_on(hall, day) is not None or day == month.first)
    hours = hours_on(hall, last)
    over = None if hours is None else instant_of(hall, last, hours.close)
    made = tx.db.execute("SELECT value FROM meta WHERE name = 'created_at'").fetchone()
    return over if over is not None and made is not None and int(made[0]) < over else None


def _month_to_report(hall: Hall, tx: Tx) -> ReportPeriod | None:
    """The month whose last day of service the present one is, else the month before."""
    if tx.pulse["day"] is None:
        return None
    day = datetime.date.fromisoformat(tx.pulse["day"])
    month = around(PeriodKind.MONTH, day)
    return month if report_making.ends_its_month(hall, day) else period_before(month)


_DUE: Mapping[str, Callable[[Hall, Tx], Instant | None]] = {
    "integrity_check": _before_opening,
    "hourly_backup": _hourly,
    "closing_backup": _at_closing,
    "archive": _at_closing,
    "month_report": _month_over,
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


def _month_report(hall_file: HallFile) -> str:
    """The month's report as pages and as a workbook in the hall's folder; written anew if its last day is reopened."""
    with hall_file.reading() as db:
        tx = begin(hall_file, db)
        month = _month_to_report(tx.hall, tx)
    made = None if month is None else report_making.make(hall_file, ReportWish(month))
    if month is None or not isinstance(made, report_making.Made):
        return "nothing to report"
    folder = hall_file.folder / report_making.FOLDER
    with disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
    paths = {suffix: folder / f"laporan-{month.key}.{suffix}" for suffix in ("pdf", "xlsx")}
    style = tx.hall.rules.records.csv
    put_all(
        {path: report_making.written_as(made.document, suffix=suffix, style=style) for suffix, path in paths.items()}
    )
    return ", ".join(path.name for path in paths.values())


_DO: Mapping[str, Callable[[HallFile], str]] = {
    "integrity_check": integrity_check.checkup,
    "hourly_backup": _backup,
    "closing_backup": _closing_backup,
    "archive": _archive,
    "month_report": _month_report,
}


def _mine() -> str:
    """The chore that each PC with another disk does for itself."""
    return f"{_OWN} {socket.gethostname()}"


def due(hall_file: Engine) -> tuple[str, ...]:
    """The chores that nobody has done or is doing."""
    names = _DUE if config.backup_folder() is None else (*_DUE, _mine())
    with hall_file.reading() as db:
        tx = begin(hall_file, db)
        return tuple(name for name in names if _is_due(tx, name))


def _is_due(tx: Tx, name: str) -> bool:
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

    return tuple(
        _do(hall_file, name, to_another_disk if name == _mine() else {**_DO, **do}[name])
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
        at = hall_file.clock()
        db.execute("UPDATE chores SET done_at = ?, outcome = ? WHERE name = ?", (at, outcome, name))
    return Done(name, outcome, ok)
