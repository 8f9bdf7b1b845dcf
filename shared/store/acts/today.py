"""What differs on this one day: another quota of a service, other hours of an agency or of the whole hall.

They are hall data with a date, so they end by themselves, and are taken back like any other change.
"""

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from typing import TypeVar

from shared.domain.answers import HallChanged, Refused
from shared.domain.hall_data.hall import DayHours, Hall
from shared.domain.hall_data.hall_check import problems
from shared.faults import UsageFault
from shared.store.acts.apply_hall import changes_between, replace_hall
from shared.store.engine import Engine
from shared.store.record import hall_rows
from shared.store.record.events import What
from shared.store.record.hall_index import need_service
from shared.store.record.transaction import Tx, once

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
