"""Which days a report of opinions is about: ``--from`` and ``--to``, or a period by its name."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from shared.cli.common import given_day, known
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.survey_period import FORMS, Period, period_of
from shared.domain.words import Instant
from shared.faults import UsageFault

_F = TypeVar("_F", bound=Callable[..., Any])


def period_options(command: _F) -> _F:
    """``--from``, ``--to`` and ``--period``."""
    for option in (
        click.option("--period", metavar="PERIOD", help=f"In place of both: a survey_period of the hall, or {FORMS}."),
        click.option("--to", "last", metavar="YYYY-MM-DD", help="The last day."),
        click.option("--from", "first", metavar="YYYY-MM-DD", help="The first day."),
    ):
        command = option(command)
    return command


def given_period(hall: Hall, text: str) -> Period:
    """The period; UsageFault for what is none."""
    found = period_of(hall, text)
    if found is None:
        own = "".join(f"{code}, " for code in hall.survey_period)
        raise UsageFault(f'"{text}" is not a period of a survey.', f"Write {own}{FORMS}.")
    return found


def days_of(given: Mapping[str, Any], hall: Hall, now: Instant) -> tuple[str, str]:
    """The first and the last day that are asked for. UsageFault for none, two of them, or a future."""
    first, last, named = given["first"], given["last"], given["period"]
    if named is not None:
        if first or last:
            raise UsageFault("--period is given beside --from or --to.", "Give the one or the others.")
        found = given_period(hall, named)
        first, last = given_day(found.first) or "", found.last
    elif not first or not last:
        raise UsageFault("No period is given.", f"Give --from and --to, or --period: {FORMS}.")
    else:
        first, last = given_day(first) or "", given_day(last) or ""
    today = business_day(hall, now).isoformat()
    if first > last:
        raise UsageFault(f"{first} is after {last}.", "Give --from the earlier day.")
    if first > today:
        raise UsageFault(f"{first} is in the future.", f"Give a period that begins at the latest today, {today}.")
    return first, last


@dataclass(frozen=True, slots=True)
class _OfAgency:
    """An agency's services, also those that the hall no longer has."""

    hall: Hall
    agency: str

    def __contains__(self, service: object) -> bool:
        return self.hall.agency_of(str(service)) == self.agency


def chosen_services(hall: Hall, service: str | None, agency: str | None) -> Container[str] | None:
    """The services that are asked for; None for all, also those that the hall no longer has."""
    if service is not None and agency is not None:
        raise UsageFault("--service and --agency are given together.", "Give one of them.")
    if service is not None:
        known("service", service, hall.service)
        return frozenset({service})
    if agency is None:
        return None
    known("agency", agency, hall.agency)
    return _OfAgency(hall, agency)
