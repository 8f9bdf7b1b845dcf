"""``antrean rating``: what visitors touched as they left, in sums from which nobody can be told."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

import click

from shared.cli.common import Reply, hall_option, json_option, opened, words
from shared.cli.opinions.periods import chosen_services, days_of, period_options
from shared.domain import rating as rule
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.staff import Role
from shared.domain.rating import Cause, Face, Rating, Where
from shared.domain.rating_words import CAUSES, CHANNELS, FACES
from shared.store.acts.officers import officer_of
from shared.store.engine import Engine
from shared.store.questions import ratings
from shared.store.questions.ratings import Served

Counted = list[tuple[Rating, int]]


@click.group()
def rating() -> None:
    """The faces that visitors touched: no survey, and never part of the index (IKM)."""


@click.command("report")
@hall_option
@period_options
@click.option("--service", metavar="CODE", help="Only one service.")
@click.option("--agency", metavar="CODE", help="Only the services of one agency.")
@click.option(
    "--view",
    type=click.Choice(["officer", "agency"]),
    help=f"For whom: officers see sums of {rule.LEAST_FOR_OFFICERS} and more, agencies of {rule.LEAST_FOR_AGENCIES}.",
)
@json_option
def report(hall: str | None, service: str | None, agency: str | None, view: str | None, **given: Any) -> Reply:
    """Say how often each face was touched, beside how many visitors could have."""
    with opened(hall) as file:
        with file.reading() as db:
            data = file.hall(db)
            first, last = days_of(given, data, file.clock())
            counted = ratings.counted(db, first, last)
        services = chosen_services(data, service, agency)
        served = ratings.served(file, first, last)
        view = _view(file, data, view)
    least = rule.LEAST_FOR_OFFICERS if view == "officer" else rule.LEAST_FOR_AGENCIES
    mine = [(one, n) for one, n in counted if services is None or one.service in services]
    told: dict[str, Any] = {"from": first, "to": last, "service": service, "agency": agency}
    told |= {"view": view, "least": least}
    asked = _Asked(served, services)
    told |= _plain(mine, asked.all(), least)
    told["channels"] = {
        channel.value: _plain([(one, n) for one, n in mine if one.channel is channel], asked.of(channel), least)
        for channel in Where
        if services is None or channel is Where.COUNTER
    }
    told["services"] = _by_service(data, mine, asked, least)
    told["hours"] = _by_hour(mine, least)
    return Reply(told, _lines(told))


def _view(file: Engine, hall: Hall, view: str | None) -> str:
    """An officer sees what officers see, whatever is asked for."""
    who = officer_of(file, file.session) if hall.officer and file.session else None
    if who is not None and hall.officer[who].role is Role.OFFICER:
        return "officer"
    return view or "agency"


@dataclass(frozen=True, slots=True)
class _Asked:
    """How many could have rated: at counters each service that was given, at an exit each visit."""

    served: Served
    services: Container[str] | None

    def of(self, channel: Where) -> int:
        if channel is Where.EXIT:
            return self.served.visits
        return sum(n for code, n in self.served.services.items() if self.services is None or code in self.services)

    def all(self) -> int:
        return self.of(Where.COUNTER)


def _plain(counted: Counted, asked: int, least: int) -> dict[str, Any]:
    found = rule.total(counted)
    shown = found.ratings >= least
    rate = rule.response_rate(found.ratings, asked)
    return {
        "shown": shown,
        "ratings": found.ratings if shown else None,
        "faces": {face.value: found.faces[face] for face in Face} if shown else None,
        "causes": {cause.value: found.causes[cause] for cause in Cause} if shown else None,
        "doubtful": found.doubtful if found.doubtful >= least or not found.doubtful else None,
        "served": asked,
        "response_rate": str(rate) if shown and rate is not None else None,
    }


def _by_service(hall: Hall, counted: Counted, asked: _Asked, least: int) -> dict[str, Any]:
    sums = _sums((one.service, n) for one, n in counted if one.service and not one.doubtful)
    shown = rule.may_be_shown(sums, least)
    order = [*hall.service, *sorted(set(sums) - set(hall.service))]
    return {
        code: _plain([(one, n) for one, n in counted if one.service == code], asked.served.services[code], least)
        for code in order
        if code in shown
    }


def _by_hour(counted: Counted, least: int) -> dict[str, int]:
    sums = _sums((f"{one.hour:02}", n) for one, n in counted if not one.doubtful)
    return {hour: sums[hour] for hour in sorted(rule.may_be_shown(sums, least))}


def _sums(counted: Iterable[tuple[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for key, n in counted:
        sums[key] += n
    return sums


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [_line("all", told, told["least"])]
    if told["shown"]:
        lines += [f"  {words(FACES[face])}: {told['faces'][face.value]}" for face in Face]
        lines += [f"    {words(CAUSES[cause])}: {told['causes'][cause.value]}" for cause in Cause]
    for channel, one in told["channels"].items():
        lines.append(_line(words(CHANNELS[Where(channel)]), one, told["least"]))
    lines += [_line(code, one, told["least"]) for code, one in told["services"].items()]
    if told["doubtful"]:
        lines.append(f"{told['doubtful']} in bursts: doubtful, left out.")
    return [*lines, "No survey: the index (IKM) is that of `antrean skm report` alone."]


def _line(name: str, one: dict[str, Any], least: int) -> str:
    if not one["shown"]:
        return f"{name}: fewer than {least} ratings, not shown ({one['served']} served)"
    rate = "no visitors counted" if one["response_rate"] is None else f"{one['response_rate'].replace('.', ',')} %"
    return f"{name}: {one['ratings']} ratings of {one['served']} served (response rate {rate})"


rating.add_command(report)
