"""``antrean issue | next | recall ...``: the acts of visitors and officers, each with a request id and one answer."""

import contextlib
import datetime
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

import click

from shared.cli.common import (
    Reply,
    given_instant,
    hall_option,
    json_option,
    known,
    opened,
    plain,
    print_at_option,
    request_option,
    visitor_options,
)
from shared.cli.kept import kept_reply, met, or_keep
from shared.clock import process_clock
from shared.domain.answers import Called, Issued, IssuedStep, Refused, StepMoved
from shared.domain.hall_data.hall import Hall, Rejoin
from shared.domain.promise import until_the_end
from shared.domain.ticket import label as label_of
from shared.domain.ticket import split_label
from shared.domain.words import VisitEnd
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.engine import Engine
from shared.store.hall_faults import HalfCommit
from shared.store.live import clock_watch
from shared.store.live_program import this_pc
from shared.store.offline.kept import Kept
from shared.store.offline.spool import Spool
from shared.store.record.transaction import day_of

TRUTH_SECONDS = 30.0
ended_option = click.option(
    "--ended",
    type=click.Choice([ended.value for ended in VisitEnd]),
    help="What became of the visitor who was only called a moment ago; without it that is refused (still_called).",
)
outcome_option = click.option(
    "--outcome", default="", metavar="CODE", help="What came of the service: a code of the hall's [outcome]."
)
officer_option = click.option("--officer", default="", metavar="NAME", help="Who acts; it is kept in the audit.")


@contextlib.contextmanager
def act(given: dict[str, Any]) -> Generator[tuple[Engine, str]]:
    """The open file and the request id of this press.

    A commit during which the link was cut is looked up until the share is back; if it stays away, the person asks
    again.
    """
    request = given["request"] or acts.new_request()
    with opened(given["hall"]) as file:
        file.truth_seconds = TRUTH_SECONDS
        met(file)
        try:
            yield file, request
        except HalfCommit as half:
            raise half.repeat_with(request) from half
        except EnvironmentFault as fault:
            if fault.kind is Kind.CLOCK:  # the staff are told once a day
                clock_watch.tell(file, f"clock of {this_pc()} on {day_of(file.learned, file.clock())}")
            raise


# --- the visitor's ------------------------------------------------------------------------------------------------


@click.command()
@hall_option
@click.argument("services", nargs=-1, required=True, metavar="SERVICE...")
@click.option("--priority", is_flag=True, help="For the priority lane; the reason is never asked or kept.")
@visitor_options
@print_at_option
@officer_option
@request_option
@json_option
def issue(**given: Any) -> Reply | Refused:
    """Take a number for one or more services: one visit, one ticket."""
    order = Order(given["services"], given["priority"], given["visual"], given["lang"], given["kiosk"],
                  print_at=given["print_at"])  # fmt: skip
    given["request"] = given["request"] or acts.new_request()

    def over_the_share() -> Reply | Refused:
        with act(given) as (file, request):
            issued = acts.issue(file, request, order, given["officer"])
            if isinstance(issued, Refused):
                return issued
            fate = print_paper(file, issued, given["kiosk"]) if given["paper"] else "none"
        return issued_reply(issued, fate, file.learned)

    def from_this_pc(spool: Spool) -> Reply | Refused:
        issued = spool.issue(given["request"], order, process_clock()())
        return issued if isinstance(issued, Refused) else issued_reply(issued, "none", spool.hall(), settled=False)

    if not given["kiosk"]:  # the command line itself has no numbers reserved
        return over_the_share()
    return or_keep(given, over_the_share, from_this_pc, device=given["kiosk"])


def print_paper(file: Engine, issued: Issued, kiosk: str | None) -> str:
    """Print a fresh ticket on a kiosk's printers (the first kiosk's if none is named); the fate of its job."""
    from printers.queue.print_once import print_once  # noqa: PLC0415 - most commands print nothing and need not load it

    return print_once(file, issued, kiosk, lang=issued.lang)


def issued_reply(issued: Issued, fate: str, hall: Hall | None, *, settled: bool = True) -> Reply:
    """The lines for a new ticket; ``fate`` is its paper's, ``settled`` whether the hall's file has it."""
    steps: list[dict[str, Any]] = []
    lines = [issued.label]
    for step in issued.steps:
        steps.append({"step": step.step, "service": step.service, "ahead": step.ahead, **_wait(hall, issued, step)})
        if step.warning is not None:
            steps[-1]["warning"] = step.warning.value
        wait = "nobody serves it now" if step.wait_minutes is None else "about {}-{} minutes".format(*step.wait_minutes)
        lines.append(f"  {step.service}: {step.ahead} ahead, {wait}")
    if fate != "none":
        lines.append(f"  paper: {fate.replace('_', ' ')}")
    data = {"ticket": issued.ticket, "label": issued.label, "day": issued.day, "steps": steps, "print": fate}
    if issued.booked_for is not None:
        data["booked_for"] = issued.booked_for
    if not settled:
        data["settled"] = False
        lines.append("  kept on this PC: the kiosk sends it to the hall's file when the share is back")
    return Reply(data, lines)


def _wait(hall: Hall | None, issued: Issued, step: IssuedStep) -> dict[str, Any]:
    """The range of a step; one that nobody serves gets all that is left of the day, and says that it is no promise."""
    if step.wait_minutes is not None or hall is None:
        return {"wait_minutes": step.wait_minutes}
    day = datetime.date.fromisoformat(issued.day)
    return {"wait_minutes": until_the_end(hall, step.service, day, issued.taken_at), "promised": False}


# --- the officer's: calling ---------------------------------------------------------------------------------------


@click.command()
@hall_option
@click.option("--counter", required=True, metavar="N", help="The counter that calls.")
@ended_option
@outcome_option
@officer_option
@request_option
@json_option
def next_(**given: Any) -> Reply | Refused:
    """Finish the present visitor and call the next; if nobody waits nothing changes."""
    with act(given) as (file, request):
        counter, officer, outcome = given["counter"], given["officer"], given["outcome"]
        return called_reply(acts.call_next(file, request, counter, officer, ended=ended(given), outcome=outcome))


@click.command()
@hall_option
@click.argument("label")
@click.option("--counter", required=True, metavar="N", help="The counter that calls.")
@click.option("--why", default="", metavar="TEXT", help="The reason for calling out of turn; it is kept in the audit.")
@ended_option
@outcome_option
@officer_option
@request_option
@json_option
def call(**given: Any) -> Reply | Refused:
    """Call a ticket by its LABEL, out of turn."""
    with act(given) as (file, request):
        counter, label, why, officer = given["counter"], given["label"], given["why"], given["officer"]
        outcome = given["outcome"]
        return called_reply(
            acts.call_named(file, request, counter, label, why, officer, ended=ended(given), outcome=outcome)
        )


def ended(given: dict[str, Any]) -> VisitEnd | None:
    """What the command line says of a visitor who was only called."""
    return VisitEnd(given["ended"]) if given["ended"] else None


def called_reply(answer: Called | Refused) -> Reply | Refused:
    """The line for a call."""
    if isinstance(answer, Refused):
        return answer
    data = {
        "call": answer.call,
        "ticket": answer.ticket,
        "step": answer.step,
        "label": answer.label,
        "service": answer.service,
        "counter": answer.counter,
        "reason": plain(answer.reason),
    }
    minutes = answer.reason.waited_seconds // 60
    told = (
        f"{answer.label} to counter {answer.counter} for {answer.service}: {answer.reason.rule}, waited {minutes} min"
    )
    return Reply(data, [told])


# --- the officer's: what becomes of the step ----------------------------------------------------------------------

_Command = Callable[..., Any]


def _on_step(command: _Command) -> click.Command:
    """The options of every act on a step: a label, or the counter of the visitor."""
    for option in (
        json_option,
        request_option,
        officer_option,
        click.option("--counter", metavar="N", help="The counter of the current visitor."),
        click.argument("label", required=False),
        hall_option,
    ):
        command = option(command)
    return click.command()(command)


def _target(given: dict[str, Any]) -> Target:
    return Target(given["counter"], given["label"])


def moved_reply(answer: StepMoved | Refused) -> Reply | Refused:
    """The lines for a step that moved."""
    if isinstance(answer, Refused):
        return answer
    data = {name: value for name, value in plain(answer).items() if value is not None}
    onward = f", now waiting for {answer.next_service}" if answer.next_service else ""
    at = f" at counter {answer.counter}" if answer.counter else ""
    return Reply(data, [f"{answer.label} ({answer.service}){at}: {answer.state.value.replace('_', ' ')}{onward}"])


@_on_step
def recall(**given: Any) -> Reply | Refused:
    """Call the called number once more."""
    with act(given) as (file, request):
        return moved_reply(acts.recall(file, request, _target(given), given["officer"]))


@_on_step
def start(**given: Any) -> Reply | Refused:
    """The visitor is there: serving begins."""
    with act(given) as (file, request):
        return moved_reply(acts.start(file, request, _target(given), given["officer"]))


@ended_option
@outcome_option
@_on_step
def finish(**given: Any) -> Reply | Refused:
    """The service is done; the visitor goes."""
    end = ended(given)

    def done(file: Engine, request: str) -> StepMoved | Refused:
        target, officer = _target(given), given["officer"]
        if end is VisitEnd.NO_SHOW:
            return acts.no_show(file, request, target, officer)
        return acts.finish(file, request, target, officer, ended=end, outcome=given["outcome"])

    def over_the_share() -> Reply | Refused:
        with act(given) as (file, request):
            return moved_reply(done(file, request))

    keep = Spool.no_show if end is VisitEnd.NO_SHOW else partial(Spool.finish, outcome=given["outcome"])
    return _or_keep_move(given, over_the_share, keep)


@_on_step
def no_show(**given: Any) -> Reply | Refused:
    """Nobody came."""

    def over_the_share() -> Reply | Refused:
        with act(given) as (file, request):
            return moved_reply(acts.no_show(file, request, _target(given), given["officer"]))

    return _or_keep_move(given, over_the_share, Spool.no_show)


def _or_keep_move(
    given: dict[str, Any], over_the_share: Callable[[], Reply | Refused], keep: Callable[..., Kept]
) -> Reply | Refused:
    """Without the share nobody can say who is at a counter: label and counter must both be named."""
    given["request"] = given["request"] or acts.new_request()
    if not given["label"] or not given["counter"]:
        return over_the_share()

    def from_this_pc(spool: Spool) -> Reply:
        hall = spool.hall()
        counter = known("counter", given["counter"], () if hall is None else hall.counter)
        try:
            label = label_of(*split_label(given["label"]))
        except ValueError as error:
            raise UsageFault(f"{error}.", "Write the label as it stands on the paper.") from None
        now, officer = process_clock()(), given["officer"]
        return kept_reply(keep(spool, given["request"], label, counter=counter, now=now, officer=officer))

    return or_keep(given, over_the_share, from_this_pc)


@click.option("--reason", default="", metavar="TEXT", help="The reason; the hall requires one.")
@click.option(
    "--until", metavar="TIME", help="When the visitor will be back: 10.30, or an ISO instant with its offset."
)
@_on_step
def hold(**given: Any) -> Reply | Refused:
    """Set the visitor aside, with a reason, and free the counter."""
    with act(given) as (file, request):
        until = given_instant(file, given["until"])
        return moved_reply(acts.hold(file, request, _target(given), given["reason"], until, given["officer"]))


@_on_step
def resume(**given: Any) -> Reply | Refused:
    """Bring a visitor who was set aside back into the line."""
    with act(given) as (file, request):
        return moved_reply(acts.resume(file, request, _target(given), given["officer"]))


@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept in the audit.")
@click.option(
    "--where",
    type=click.Choice([where.value for where in Rejoin]),
    help="To the front, after some others (return_after), at the old place or the end; by the hall's rule if missing.",
)
@_on_step
def return_(**given: Any) -> Reply | Refused:
    """Send the visitor back into the line, to the place that the hall's rule gives."""
    where = Rejoin(given["where"]) if given["where"] else None
    with act(given) as (file, request):
        target, reason, officer = _target(given), given["reason"], given["officer"]
        return moved_reply(acts.return_step(file, request, target, reason, officer, where=where))


@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept in the audit.")
@_on_step
def cancel(**given: Any) -> Reply | Refused:
    """The visitor does not want this any more."""
    with act(given) as (file, request):
        return moved_reply(acts.cancel(file, request, _target(given), given["reason"], given["officer"]))


@_on_step
def rejoin(**given: Any) -> Reply | Refused:
    """A no-show came after all: back into the line, within the grace time."""
    with act(given) as (file, request):
        return moved_reply(acts.rejoin(file, request, _target(given), given["officer"]))


@click.option("--to", "to", metavar="SERVICE", help="The service to go to (or a counter's number).")
@click.option("--to-counter", metavar="N", help="The counter to go to; with a LABEL --counter N alone means this, too.")
@click.option("--to-officer", metavar="CODE", help="The officer to go to, at whichever counter that is.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept in the audit.")
@click.option("--anyway", is_flag=True, help="Also to a counter that has closed for today.")
@_on_step
def transfer(**given: Any) -> Reply | Refused:
    """Send the visitor to another service, counter or officer, under the same number.

    LABEL --to SERVICE, LABEL --counter N, or --counter MINE with --to, --to-counter or --to-officer.
    """
    named = given["to"] or given["to_counter"] or given["to_officer"]
    if given["label"] and given["counter"] and not named:
        given["to_counter"], given["counter"] = given["counter"], None
    with act(given) as (file, request):
        service, counter = given["to"], given["to_counter"]
        with file.reading() as db:
            hall = file.hall(db)
        if service in hall.counter and service not in hall.service:
            service, counter = None, service
        return moved_reply(
            acts.transfer(
                file, request, _target(given), to_service=service, to_counter=counter, reason=given["reason"],
                officer=given["officer"], anyway=given["anyway"] or None, to_officer=given["to_officer"],
            )
        )  # fmt: skip
