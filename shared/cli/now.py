"""``antrean now``: what a supervisor asks first."""

from collections.abc import Iterator

import click

from shared.cli.common import Reply, hall_option, json_option, opened, plain
from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.store.questions.hall_now import HallNow, hall_now


@click.command()
@hall_option
@json_option
def now(hall: str | None) -> Reply:
    """Who waits how long, where nobody serves, when the lines will be empty, which counter would help."""
    with opened(hall) as file, file.reading() as db:
        data = file.hall(db)
        found = hall_now(db, data, file.clock())
    return Reply(plain(found), list(_lines(data, found)))


def _lines(data: Hall, found: HallNow) -> Iterator[str]:
    kept = "" if found.promise_percent is None else f", promise kept {found.promise_percent} %"
    ends = "" if found.ends_at is None else f", ends about {calendar.local(data, found.ends_at):%H.%M}"
    late = ", AFTER CLOSING" if found.beyond_closing else ""
    yield f"{found.waiting} waiting, longest {found.longest_minutes} min{kept}{ends}{late}"
    for one in found.services:
        if one.waiting:
            serve = f"{one.open_counters} counters" if one.open_counters else "NOBODY SERVES"
            yield f"  {one.service}: {one.waiting} waiting, longest {one.longest_minutes} min, {serve}"
    for hint in found.suggestions:
        before = "nobody serves" if hint.before is None else f"{hint.before}"
        yield f"  open counter {hint.counter} for {hint.service}: wait {before} -> {hint.after} minutes"
