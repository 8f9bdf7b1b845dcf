"""The month's report by itself: after closing on its last day of service, or later if no PC was there to make it.

Each month is a chore of its own, so that none is made twice: the oldest that is missing comes first, one at a time, of
the last twelve months in which this hall was there.
"""

import datetime
from collections.abc import Iterator

from shared.domain.calendar import hours_on, instant_of
from shared.domain.statistics.period import PeriodKind, ReportPeriod, around, before
from shared.domain.words import Instant, TimeOfDay
from shared.reports import report_making
from shared.reports.counting import ReportWish
from shared.store.engine import Row
from shared.store.record.transaction import Tx, begin
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance.scratch_folder import disk
from shared.whole_files import put_all

CHORE = "month_report"
_BACK = 12
_WHOLE_DAY = TimeOfDay(24 * 60)
_GIVEN_UP_AFTER = 15 * 60_000  # the PC that makes it died
_AGAIN_AFTER = 60 * 60_000  # it could not be made


def due(tx: Tx, closing: Instant | None) -> str | None:
    """The chore that makes the next missing report; None without one, or while one is being made.

    ``closing`` is when the present day of service ended.
    """
    kept = {row["name"]: row for row in tx.db.execute("SELECT name, claimed_at, done_at, outcome FROM chores")}
    begun = tx.db.execute("SELECT value FROM meta WHERE name = 'created_at'").fetchone()
    if tx.pulse["day"] is None or begun is None:
        return None
    wanted: list[str] = []
    for month, over in _months(tx, datetime.date.fromisoformat(tx.pulse["day"]), closing):
        name = f"{CHORE} {month.key}"
        row = kept.get(name)
        if row is not None and _being_made(row, tx.now):
            return None
        if int(begun[0]) < over <= tx.now and not _made(kept.get(CHORE), over) and _may_begin(row, over, tx.now):
            wanted.append(name)
    return wanted[0] if wanted else None


def make(hall_file: HallFile, name: str) -> str:
    """The month's report as pages and as a workbook in the hall's folder; written anew if its last day is reopened."""
    with hall_file.reading() as db:
        hall = begin(hall_file, db).hall
    year, month = map(int, name.removeprefix(CHORE).split("-"))
    period = around(PeriodKind.MONTH, datetime.date(year, month, 1))
    made = report_making.make(hall_file, ReportWish(period))
    if not isinstance(made, report_making.Made):
        return "nothing to report"
    folder = hall_file.folder / report_making.FOLDER
    with disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
    paths = {suffix: folder / f"laporan-{period.key}.{suffix}" for suffix in ("pdf", "xlsx")}
    style = hall.rules.records.csv
    put_all(
        {path: report_making.written_as(made.document, suffix=suffix, style=style) for suffix, path in paths.items()}
    )
    return ", ".join(path.name for path in paths.values())


def _months(tx: Tx, day: datetime.date, closing: Instant | None) -> Iterator[tuple[ReportPeriod, Instant]]:
    """The last months, oldest first, each with the end of its last day of service."""
    month = around(PeriodKind.MONTH, day)
    earlier = [month]
    while len(earlier) <= _BACK:
        earlier.append(before(earlier[-1]))
    for past in reversed(earlier[1:]):
        yield past, _end(tx, past)
    if closing is not None and report_making.ends_its_month(tx.hall, day):
        yield month, closing


def _end(tx: Tx, month: ReportPeriod) -> Instant:
    """When its last day was closed; by the timetable, where nobody did that."""
    hall = tx.hall
    last = tx.db.execute(
        "SELECT closed_at FROM days WHERE day BETWEEN ? AND ? ORDER BY day DESC LIMIT 1", month.bounds
    ).fetchone()
    if last is not None and last[0] is not None:
        return Instant(last[0])
    for day in reversed(month.days()):
        hours = hours_on(hall, day)
        if hours is not None:
            return instant_of(hall, day, hours.close)
    return instant_of(hall, month.last, _WHOLE_DAY)


def _being_made(row: Row, now: Instant) -> bool:
    begun = row["outcome"] is None if row["done_at"] is None else row["claimed_at"] > row["done_at"]
    return begun and now - row["claimed_at"] <= _GIVEN_UP_AFTER


def _may_begin(row: Row | None, over: Instant, now: Instant) -> bool:
    """Whether it was not made since, and is not just after it could not be."""
    failed = row is not None and row["done_at"] is None and row["outcome"] is not None
    return not _made(row, over) and not (failed and row is not None and now - row["claimed_at"] <= _AGAIN_AFTER)


def _made(row: Row | None, over: Instant) -> bool:
    """Whether it was made after that; an older Antrean kept one row for all months."""
    return row is not None and row["done_at"] is not None and row["done_at"] >= over
