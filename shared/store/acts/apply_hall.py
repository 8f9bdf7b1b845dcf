"""``apply``: a new hall file for a running hall changes what differs, and nothing else."""

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from shared.domain.answers import HallChanged, Refused
from shared.domain.hall_data.hall import DayHours, Hall
from shared.domain.hall_data.hall_check import problems
from shared.faults import UsageFault
from shared.store.acts import enrolment
from shared.store.engine import Db, Engine
from shared.store.questions.bookings import BookingRow, named, open_bookings
from shared.store.record import hall_rows, readiness, steps
from shared.store.record.authority import NotAllowed, enter
from shared.store.record.events import What
from shared.store.record.hall_index import index, need_service
from shared.store.record.transaction import Tx, begin, once


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is new, different or removed. ``before`` and ``after`` are its tables as in the hall file."""

    section: str
    code: str
    before: Any
    after: Any

    @property
    def key(self) -> str:
        """As the hall file names it: ``service.AB.1``."""
        return f"{self.section}.{self.code}" if self.code else self.section

    def __str__(self) -> str:
        how = "added" if self.before is None else "removed" if self.after is None else "changed"
        return f"{self.key} {how}"


def changes_between(before: hall_rows.Rows, after: hall_rows.Rows) -> tuple[Change, ...]:
    """What differs: records in the order of the new file, removed ones last."""
    keys = dict.fromkeys([*after, *before])
    return tuple(
        Change(section, code, _table(before.get((section, code))), _table(after.get((section, code))))
        for section, code in keys
        if before.get((section, code)) != after.get((section, code))
    )


def _table(data: str | None) -> Any:
    """A record as the audit may show it: no PIN, however scrambled."""
    if data is None:
        return None
    table: Any = json.loads(data)
    return {key: value for key, value in table.items() if key != "pin"} if isinstance(table, dict) else table  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]


def apply(hall_file: Engine, hall: Hall) -> tuple[Change, ...] | Refused:
    """Replace the hall's data; each record that differs is an event. NOT_ALLOWED for whoever may not.

    A hall file that names no officer leaves those that are there.

    Nobody in line is lost or moved. UsageFault, and nothing changed, if a service, counter or agency would be removed
    for which somebody still waits or is booked, or a counter's zone or services that its present visitor needs.
    """
    try:
        return _apply(hall_file, hall)
    except NotAllowed as no:
        return no.refused


def _apply(hall_file: Engine, hall: Hall) -> tuple[Change, ...]:
    with hall_file.writing() as db:
        tx = begin(hall_file, db)
        if not hall.officer:
            hall = dataclasses.replace(hall, officer=tx.hall.officer)
        rows = hall_rows.rows_of(hall)
        stored = hall_rows.stored(db)
        changes = changes_between(stored, rows)
        enter(tx, hall_file, "apply_hall")
        if not changes and list(stored) == list(rows):
            return ()
        _check_services(db, hall)
        _check_bookings(db, hall, tx.day)
        _check_counters(db, hall)
        replace_hall(tx, hall, changes)
        _refresh_visits(tx)
        return changes


def replace_hall(tx: Tx, hall: Hall, changes: Iterable[Change]) -> None:
    """Write the hall's data, with an event for each record that differs."""
    first_officers = bool(hall.officer) and not tx.hall.officer
    hall_rows.write(tx.db, hall_rows.rows_of(hall))
    tx.db.execute("UPDATE pulse SET hall_version = hall_version + 1")
    version = tx.pulse["hall_version"] + 1
    for change in changes:
        found = {"section": change.section, "code": change.code, "before": change.before, "after": change.after}
        tx.event(What.HALL_CHANGED, reason=change.key, data={"version": version, **found})
    tx.hall = hall
    if first_officers:
        enrolment.enrol_present(tx)


def _check_services(db: Db, hall: Hall) -> None:
    """A service cannot be removed, nor lose its last counter, while somebody is in its line."""
    open_now = db.execute(
        "SELECT service, sum(waiting + called + serving + held) FROM tallies"
        " WHERE day >= coalesce((SELECT day FROM pulse), '') GROUP BY service"
        " HAVING sum(waiting + called + serving + held) > 0"
    ).fetchall()
    for service, people in open_now:
        if service not in hall.service:
            raise UsageFault(
                f"service.{service} cannot go: {people} people still wait for it or are being served.",
                f"Transfer or cancel them first, or say `closed = true` in [service.{service}] and remove it tomorrow.",
            )
        if not index(hall).counters_of[service]:
            raise UsageFault(
                f"service.{service} would be left without a counter while {people} people wait for it.",
                "Leave it one counter, or transfer these people first.",
            )


def _check_bookings(db: Db, hall: Hall, day: str) -> None:
    """A service cannot be removed, nor lose its last counter, while visitors are booked for it."""
    by_service: dict[str, list[BookingRow]] = {}
    for row in open_bookings(db, day):
        by_service.setdefault(row.booking.service, []).append(row)
    for service, rows in by_service.items():
        if service not in hall.service:
            raise UsageFault(
                f"service.{service} cannot go: {len(rows)} bookings are for it: {named(rows)}.",
                "Move them with `antrean move-booking`, or cancel them with `antrean cancel-booking`.",
            )
        if not index(hall).counters_of[service]:
            raise UsageFault(
                f"service.{service} would be left without a counter; {len(rows)} bookings are for it: {named(rows)}.",
                "Leave it one counter, or move or cancel these bookings first.",
            )


def _check_counters(db: Db, hall: Hall) -> None:
    """A counter cannot be removed while a visitor is there or waits for it; who may come back to it is freed."""
    for row in db.execute("SELECT counter FROM counters WHERE status <> 'closed'").fetchall():
        counter = row["counter"]
        if counter in hall.counter:
            continue
        current = steps.current(db, counter)
        if current is not None:
            raise UsageFault(
                f"counter.{counter} cannot go: {current['label']} is there.", "Finish this visitor first, then apply."
            )
        db.execute("DELETE FROM counters WHERE counter = ?", (counter,))
    sent = db.execute(
        "SELECT to_counter, max(day) AS day, max(CASE WHEN state = 'waiting' AND ready = 1 THEN 1 ELSE 0 END) AS waits"
        " FROM steps WHERE day = (SELECT day FROM pulse) AND to_counter IS NOT NULL GROUP BY to_counter"
    ).fetchall()
    for row in sent:
        if row["to_counter"] in hall.counter:
            continue
        if row["waits"]:
            raise UsageFault(
                f"counter.{row['to_counter']} cannot go: somebody was sent to it and waits.",
                "Transfer this visitor first.",
            )
        steps.let_go(db, row["to_counter"], row["day"])


def _refresh_visits(tx: Tx) -> None:
    """Which steps wait for earlier ones may have changed with the services' ``after``."""
    rows = tx.db.execute(
        "SELECT DISTINCT s.ticket FROM tallies y JOIN steps s ON s.day = y.day AND s.service = y.service"
        " WHERE y.day = ? AND s.state = 'waiting' AND s.ready = 1 AND s.position > 1"
        " UNION SELECT s.ticket FROM tallies y JOIN steps s ON s.day = y.day AND s.service = y.service"
        " WHERE y.day = ? AND s.state = 'waiting' AND s.ready = 0",
        (tx.day, tx.day),
    ).fetchall()
    for (ticket,) in rows:
        readiness.refresh(tx, ticket)


# --- this day alone -------------------------------------------------------------------------------------------------
# hall data with a date: it ends by itself, and is taken back like any other change

_V = TypeVar("_V")


def quota_today(
    hall_file: Engine, request: str, service: str, quota: int | None, officer: str = ""
) -> HallChanged | Refused:
    """Numbers of a service today; None for its usual quota. UsageFault for one below 0."""

    def changed(tx: Tx) -> Hall:
        need_service(tx.hall, service)
        record = tx.hall.service[service]
        record = dataclasses.replace(record, quota_on=_on(record.quota_on, _today(tx), quota))
        return dataclasses.replace(tx.hall, service={**tx.hall.service, service: record})

    return _change(hall_file, request, changed, officer, service)


def hours_today(
    hall_file: Engine, request: str, hours: DayHours | None, agency: str | None = None, officer: str = ""
) -> HallChanged | Refused:
    """Hours of the hall, or of one agency, today; None for the usual ones. UsageFault for hours that cannot be."""

    def changed(tx: Tx) -> Hall:
        if agency is None:
            return dataclasses.replace(tx.hall, hours_on=_on(tx.hall.hours_on, _today(tx), hours))
        if agency not in tx.hall.agency:
            raise UsageFault(f'There is no agency "{agency}".', f"Known: {', '.join(tx.hall.agency)}.")
        record = tx.hall.agency[agency]
        record = dataclasses.replace(record, hours_on=_on(record.hours_on, _today(tx), hours))
        return dataclasses.replace(tx.hall, agency={**tx.hall.agency, agency: record})

    return _change(hall_file, request, changed, officer)


def _today(tx: Tx) -> datetime.date:
    return datetime.date.fromisoformat(tx.day)


def _on(known: Mapping[datetime.date, _V], today: datetime.date, value: _V | None) -> dict[datetime.date, _V]:
    """What is known of today and later days, with today's value; days that are over are forgotten."""
    kept = {day: of_day for day, of_day in known.items() if day > today}
    return kept if value is None else {today: value, **kept}


def _change(
    hall_file: Engine, request: str, changed: Callable[[Tx], Hall], officer: str, service: str | None = None
) -> HallChanged | Refused:
    def body(tx: Tx) -> HallChanged:
        hall = changed(tx)
        wrong = problems(hall)
        if wrong:
            raise UsageFault(f"{wrong[0].key}: {wrong[0].reason}", wrong[0].remedy)
        changes = changes_between(hall_rows.stored(tx.db), hall_rows.rows_of(hall))
        if changes:
            replace_hall(tx, hall, changes)
        return HallChanged(What.HALL_CHANGED, tx.day, service)

    return once(hall_file, request, "today", body, officer=officer)
