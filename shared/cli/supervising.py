"""``antrean announce | move-officer | today | ask-help | accept-help | acknowledge``: while the hall runs."""

import datetime
from collections.abc import Iterator
from typing import Any

import click

from shared import records
from shared.cli.acts import act
from shared.cli.common import Reply, given_instant, known, plain
from shared.cli.floor import hall_act, hall_reply, until_option
from shared.domain.answers import Refused
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import DayHours, Hall
from shared.faults import UsageFault
from shared.store import acts
from shared.store.engine import Engine
from shared.text.languages import ENGLISH, FIRST, said_in


@click.argument("counter")
@click.option("--to", "to", required=True, metavar="N", help="The counter where the officer goes on.")
@hall_act
def move_officer(**given: Any) -> Reply | Refused:
    """The officer of COUNTER goes on at another one: the first closes, the other opens under the same name."""
    with act(given) as (file, request):
        answer = acts.move_officer(file, request, given["counter"], given["to"], given["officer"])
    if isinstance(answer, Refused):
        return answer
    return Reply(plain(answer), [f"counter {given['counter']}: closed", f"counter {answer.counter}: {answer.officer}"])


@click.option("--service", metavar="CODE", help="The service whose quota differs today.")
@click.option("--quota", type=int, metavar="N", help="Its numbers today.")
@click.option("--hours", metavar="08.00-14.00", help="The hours of the hall today, or of an agency.")
@click.option("--take-until", metavar="TIME", help="When the last number is given; by the rules if missing.")
@click.option("--agency", metavar="CODE", help="The agency whose hours differ; the whole hall if missing.")
@click.option("--usual", is_flag=True, help="Quota or hours are again as on any other day.")
@hall_act
def today(**given: Any) -> Reply | Refused:
    """Another quota or other hours for this day alone; without an option, what differs today."""
    with act(given) as (file, request):
        answer = _changed(file, request, given)
        if isinstance(answer, Refused):
            return answer
        with file.reading() as db:
            hall = file.hall(db)
        found = _differs(hall, business_day(hall, file.clock()))
    return Reply(found, list(_lines(found)))


def _changed(file: Engine, request: str, given: dict[str, Any]) -> Any:
    """What was asked for; None where nothing was."""
    service, quota, hours, agency = given["service"], given["quota"], given["hours"], given["agency"]
    with file.reading() as db:
        hall = file.hall(db)
    if service is not None:
        known("service", service, hall.service)
        if (quota is None) is not given["usual"]:
            raise UsageFault("The service's quota is not clear.", "Give --quota N, or --usual.")
        return acts.quota_today(file, request, service, quota, given["officer"])
    if agency is not None:
        known("agency", agency, hall.agency)
    if hours is not None or given["usual"]:
        if (hours is None) is not given["usual"] or quota is not None:
            raise UsageFault(
                "The hours are not clear.", "Give --hours 08.00-14.00, or --usual; a quota needs --service."
            )
        found = None if hours is None else _hours(hours, given["take_until"])
        return acts.hours_today(file, request, found, agency, given["officer"])
    if quota is not None or agency is not None or given["take_until"] is not None:
        raise UsageFault("What should differ today is not clear.", "Give --service with --quota, or --hours.")
    return None


def _hours(text: str, until: str | None) -> DayHours:
    try:
        span = records.span(text)
        last = None if until is None else records.time_of_day(until)
    except ValueError as error:
        raise UsageFault(f"{error}.", "Write hours as 08.00-14.00 and a time as 13.30.") from None
    return DayHours(span.start, span.end, take_until=last)


def _differs(hall: Hall, day: datetime.date) -> dict[str, Any]:
    """What is another today than on other days."""
    return {
        "day": day.isoformat(),
        "hours": _of(hall.hours_on.get(day)),
        "agencies": {code: _of(one.hours_on[day]) for code, one in hall.agency.items() if day in one.hours_on},
        "quotas": {code: one.quota_on[day] for code, one in hall.service.items() if day in one.quota_on},
    }


def _of(hours: DayHours | None) -> dict[str, Any] | None:
    return None if hours is None else records.plain(hours)


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield found["day"]
    for name, hours in (("the hall", found["hours"]), *found["agencies"].items()):
        if hours is not None:
            until = f", numbers until {hours['take_until']}" if "take_until" in hours else ""
            yield f"  {name}: {hours['open']} to {hours['close']}{until}"
    for code, quota in found["quotas"].items():
        yield f"  {code}: {quota} numbers"


@click.argument("place")
@click.option("--quiet", is_flag=True, help="Nothing shows it at the counter.")
@hall_act
def ask_help(**given: Any) -> Reply | Refused:
    """Somebody at PLACE, a kiosk or a counter, needs the supervisor."""
    with act(given) as (file, request):
        _need_place(file, given["place"])
        answer = acts.request_help(file, request, given["place"], quiet=given["quiet"], officer=given["officer"])
    return hall_reply(answer)


@click.argument("place")
@hall_act
def accept_help(**given: Any) -> Reply | Refused:
    """Somebody is on the way to PLACE, which called for help."""
    with act(given) as (file, request):
        _need_place(file, given["place"])
        return hall_reply(acts.accept_help(file, request, given["place"], officer=given["officer"]))


def _need_place(file: Engine, place: str) -> None:
    with file.reading() as db:
        hall = file.hall(db)
    known("kiosk or counter", place, (*hall.kiosk, *hall.counter))


@click.argument("alarm")
@click.option("--words", default="", metavar="TEXT", help="What the alarm says, or what is done about it.")
@hall_act
def acknowledge(**given: Any) -> Reply | Refused:
    """Somebody has seen the ALARM (a device's code, share or backup) and sees to it; needs a name."""
    with act(given) as (file, request):
        return hall_reply(acts.acknowledge(file, request, given["alarm"], given["words"], given["officer"]))


@click.argument("words", required=False)
@click.option("--en", "english", metavar="TEXT", help="The same in English.")
@click.option("--running", is_flag=True, help="In place of the running text; without it, as a notice.")
@click.option("--end", is_flag=True, help="Take it back.")
@until_option
@hall_act
def announce(**given: Any) -> Reply | Refused:
    """Show WORDS (Indonesian) on every display until they are withdrawn."""
    place = acts.Place.RUNNING if given["running"] else acts.Place.NOTICE
    if given["end"] == bool(given["words"]):
        raise UsageFault("Give the words to be shown, or --end.", 'As in: antrean announce "Lift rusak" --until 13.00')
    with act(given) as (file, request):
        if given["end"]:
            return hall_reply(acts.withdraw(file, request, place, given["officer"]))
        words = said_in((FIRST, ENGLISH), (given["words"], given["english"] or ""))
        until = given_instant(file, given["until"])
        return hall_reply(acts.announce(file, request, place, words, until, given["officer"]))
