"""``antrean state | events | screens | find``: what a hall and its displays say, for people and programs."""

import dataclasses
import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

import click

from shared import samples
from shared.cli.common import (
    DONE,
    REFUSED,
    Reply,
    given_day,
    hall_of,
    hall_option,
    json_option,
    opened,
    plain,
    why_words,
    words,
)
from shared.domain import calendar
from shared.domain.finding.search import Findings
from shared.domain.finding.search import find as found_by
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.questions import history
from shared.store.questions.calls_on_screens import CallOnScreen, calls_on_screens
from shared.store.questions.display_health import Screen
from shared.store.questions.display_health import screens as screens_of
from shared.store.questions.hall_now import HallNow, hall_now
from shared.store.questions.state import CounterState, State
from shared.store.questions.state import state as state_of
from shared.store.record import events as event_log
from shared.text import event_words
from shared.text.dates import clock_words
from shared.text.languages import FIRST, pick


@click.command()
@hall_option
@json_option
def state(hall: str | None) -> Reply:
    """The whole hall now: services, counters, the last calls."""
    with opened(hall) as file, file.reading() as db:
        now = state_of(db, file.hall(db), file.clock())
    return Reply(_told(now), list(_lines(now)))


def _told(now: State) -> dict[str, object]:
    services = [
        {
            "code": service.code,
            "waiting": service.waiting,
            "called": service.called,
            "serving": service.serving,
            "done": service.done,
            "no_show": service.no_show,
            "held": service.held,
            "taken": service.taken,
            "open": service.open,
            "why": service.why,
        }
        for service in now.services
    ]
    return {
        "day": now.day,
        "sequence": now.sequence,
        "services": services,
        "counters": now.counters,
        "calls": now.calls,
    }


def _lines(now: State) -> list[str]:
    lines = [f"{now.day}, event {now.sequence}"]
    for service in now.services:
        if service.taken or not service.open:
            reason = "" if service.refused is None else words(service.refused.sentence)
            why = "" if service.open else f", no numbers now: {reason}"
            lines.append(
                f"  {service.code}: {service.waiting} waiting, {service.serving + service.called} at counters, "
                f"{service.done} done, {service.no_show} absent{why}"
            )
    lines += [
        f"  counter {counter.code}: {_counter(counter)}"
        for counter in now.counters
        if counter.status is not CounterStatus.CLOSED
    ]
    lines += [
        f"  call {call.call}: {call.label} to counter {call.counter} (zone {call.zone})" for call in now.calls[-5:]
    ]
    return lines


def _counter(counter: CounterState) -> str:
    current = f", {counter.current.label}: {counter.current.state}" if counter.current else ""
    return f"{counter.status}{f' ({counter.officer})' if counter.officer else ''}{current}"


@click.command()
@hall_option
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="N", help="Only what came after event N.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=1000, show_default=True, metavar="M", help="At most this many."
)
@click.option("--from", "first", metavar="YYYY-MM-DD", help="From this day on; archived days too.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Up to this day.")
@json_option
def events(hall: str | None, after: int, limit: int, first: str | None, last: str | None) -> Reply:
    """The events: audit log, change feed and source of statistics in one."""
    days = None if first is None and last is None else (given_day(first) or "2020-01-01", given_day(last) or "9999")
    with opened(hall) as file:
        with file.reading() as db:
            found = event_log.events_after(db, after, limit)
            newest = event_log.newest(db)
        if days is not None:
            of_days = history.events_of_days(file, *days)
            found = tuple(islice((event for event in of_days if event.sequence > after), limit))
    lines = [
        f"{event.sequence}  {event.day}  {words(event_words.of(event.what))}"
        f"{f'  {event.label}' if event.label else ''}{f'  {event.service}' if event.service else ''}"
        f"{f'  counter {event.counter}' if event.counter else ''}"
        f"{f'  {why_words(event.what, event.reason) or event.reason}' if event.reason else ''}"
        for event in found
    ]
    return Reply({"events": plain(found), "newest": newest}, lines)


@click.command()
@hall_option
@click.option("--last", default=10, show_default=True, help="So many calls are told of.")
@json_option
def screens(hall: str | None, last: int) -> Reply:
    """The displays: who runs, who speaks, who shows nothing; and when the last calls were shown and spoken there.

    Exit 1 when a display does not run or does not show what is called.
    """
    with opened(hall) as file:
        try:
            found = screens_of(file, file.learned)
        except OSError as error:
            raise EnvironmentFault(Kind.GONE, f"The displays' reports cannot be read ({error.strerror}).") from None
        with file.reading() as db:
            calls = calls_on_screens(db, max(last, 0))
    return Reply(
        {
            "screens": [{**dataclasses.asdict(one), "well": one.well} for one in found],
            "calls": [dataclasses.asdict(call) for call in calls],
        },
        [*map(_screen_line, found), *map(_call_line, calls)],
        DONE if all(one.well for one in found) else REFUSED,
    )


def _screen_line(one: Screen) -> str:
    if not one.alive:
        return f"{one.device}: does not run or stands still"
    told = [f"painted {max(one.rest_ms, 0) / 1000:.0f} s ago" if one.rest_ms is not None else "has painted nothing yet"]
    if one.dark:
        told.append("ITS WINDOW IS NOT ON THE SCREEN")
    told.append(f"speaks for {', '.join(one.speaks)}" if one.speaks else "silent" if one.sound else "without sound")
    if one.missing:
        told.append(f"DOES NOT SHOW {', '.join(one.missing)}")
    return f"{one.device}: {', '.join(told)}"


def _call_line(call: CallOnScreen) -> str:
    shown, spoken = (
        _late_words(what, at, late)
        for what, at, late in (("shown", call.shown_at, call.shown_ms), ("spoken", call.spoken_at, call.spoken_ms))
    )
    where = f"on {call.device}, {shown}, {spoken}" if call.device else "no display has told of it yet"
    return f"  {call.label} to counter {call.counter}: {where}"


def _late_words(what: str, at: Instant | None, late: int | None) -> str:
    """How late, on the display's clock alone: the clock of the PC that called may differ from it by minutes."""
    if at is None:
        return f"not {what}"
    return f"{what}, how late is not known" if late is None else f"{what} within {max(math.ceil(late / 100), 1) / 10} s"


@click.command()
@click.argument("need", metavar="WORDS...", nargs=-1, required=True)
@click.option("--lang", default="id", show_default=True, help="The language of the names in the answer.")
@click.option("--sample", metavar="NAME", help=f"A built-in hall: {' or '.join(samples.NAMES)}.")
@hall_option
@json_option
def find(need: tuple[str, ...], lang: str, sample: str | None, hall: str | None) -> Reply:
    """Which services meet a need, best first: antrean find bikin ktp. Words of every language are understood."""
    data = _searched(sample, hall)
    if lang not in data.hall.languages:
        known = data.hall.languages
        raise UsageFault(f"This hall does not speak {lang!r}.", f"Its languages: {', '.join(known)}.", known)
    found = found_by(data, " ".join(need).strip() or "?")  # nothing said is not understood either
    rows = [_found_row(data, match.service, lang) | {"why": match.why.value} for match in found.matches]
    return Reply(
        {"results": rows, "did_you_mean": found.meant or None, "nothing_fits": found.lost}, _found_lines(found, rows)
    )


def _searched(sample: str | None, folder: str | None) -> Hall:
    if sample is not None:
        return samples.load(sample)
    with opened(folder) as file:
        return hall_of(file)


def _found_row(hall: Hall, service: str, lang: str) -> dict[str, Any]:
    name = pick(hall.service[service].name, lang)
    return {"service": service, "name": name, "agency": hall.agency_of(service)}


def _found_lines(found: Findings, rows: list[dict[str, Any]]) -> list[str]:
    lines = [f"Did you mean: {found.meant}?"] if found.meant else []
    if found.lost:
        lines.append("Nothing fits. " + ("People help at:" if rows else "Please ask an officer."))
    return lines + [f"  {row['service']:6} {row['name']} ({row['why']})" for row in rows]


@click.command()
@hall_option
@json_option
def now(hall: str | None) -> Reply:
    """Who waits how long, where nobody serves, when the lines will be empty, which counter would help."""
    with opened(hall) as file, file.reading() as db:
        data = file.hall(db)
        found = hall_now(db, data, file.clock())
    return Reply(plain(found), list(_now_lines(data, found)))


def _now_lines(data: Hall, found: HallNow) -> Iterator[str]:
    kept = "" if found.promise_percent is None else f", promise kept {found.promise_percent} %"
    ends = "" if found.ends_at is None else f", ends about {clock_words(calendar.local(data, found.ends_at), FIRST)}"
    late = ", AFTER CLOSING" if found.beyond_closing else ""
    yield f"{found.waiting} waiting, longest {found.longest_minutes} min{kept}{ends}{late}"
    for one in found.services:
        if one.waiting:
            serve = f"{one.open_counters} counters" if one.open_counters else "NOBODY SERVES"
            yield f"  {one.service}: {one.waiting} waiting, longest {one.longest_minutes} min, {serve}"
    for hint in found.suggestions:
        before = "nobody serves" if hint.before is None else f"{hint.before}"
        yield f"  open counter {hint.counter} for {hint.service}: wait {before} -> {hint.after} minutes"
