"""``antrean bring-back | add-step | drop-step | reorder | continue-at | serve | visit | queue | note ...``: visits."""

from collections.abc import Iterator
from typing import Any

import click

from shared.cli.acts import act, called_reply, ended, ended_option, moved_reply, outcome_option
from shared.cli.common import Reply, hall_option, json_option, opened, plain, session_here, told, why_words, words
from shared.cli.floor import hall_act, hall_reply
from shared.cli.kept import kept_reply, or_keep
from shared.clock import process_clock
from shared.domain import calendar
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import known_label, split_label
from shared.domain.ticket import label as label_of
from shared.domain.words import Refusal, StepState
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts.interruptions import said
from shared.store.offline.spool import Spool
from shared.store.questions.counter_queue import counter_queue
from shared.store.questions.visit_card import VisitCard, visit_card
from shared.text import event_words
from shared.text.dates import clock_words
from shared.text.languages import FIRST
from shared.text.plain_lines import AsWritten
from shared.text.refusals import refuse


@click.option("--service", metavar="CODE", help="Which of its services; the one that ended last if missing.")
@click.argument("label")
@hall_act
def bring_back(**given: Any) -> Reply | Refused:
    """Bring a LABEL back whose visit ended by mistake: it waits again at its old place."""
    with act(given) as (file, request):
        return moved_reply(acts.bring_back(file, request, given["label"], given["service"], given["officer"]))


@click.argument("service")
@click.argument("label")
@hall_act
def add_step(**given: Any) -> Reply | Refused:
    """Add a SERVICE to the visit of a LABEL."""
    with act(given) as (file, request):
        return moved_reply(acts.add_step(file, request, given["label"], given["service"], given["officer"]))


@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept in the audit.")
@click.argument("service")
@click.argument("label")
@hall_act
def drop_step(**given: Any) -> Reply | Refused:
    """Drop a SERVICE from the visit of a LABEL; the others stay."""
    with act(given) as (file, request):
        return moved_reply(
            acts.drop_step(file, request, given["label"], given["service"], given["reason"], given["officer"])
        )


@click.argument("services", nargs=-1, required=True, metavar="SERVICE...")
@click.argument("label")
@hall_act
def reorder(**given: Any) -> Reply | Refused:
    """Put the services that a LABEL still waits for in another order."""
    with act(given) as (file, request):
        return hall_reply(acts.reorder_steps(file, request, given["label"], given["services"], given["officer"]))


@click.option("--counter", required=True, metavar="N", help="The counter whose visitor goes and comes back.")
@click.argument("service")
@hall_act
def continue_at(**given: Any) -> Reply | Refused:
    """Send the counter's visitor to a SERVICE (the cashier) and then back, near the front."""
    with act(given) as (file, request):
        return moved_reply(acts.continue_at(file, request, given["counter"], given["service"], given["officer"]))


@click.option("--counter", required=True, metavar="N", help="The counter where the person stands.")
@click.option("--priority", is_flag=True, help="The person belongs to the priority lane.")
@click.option("--lang", default="id", show_default=True, help="The visitor's language.")
@ended_option
@outcome_option
@click.argument("service", required=False, default="")
@hall_act
def serve(**given: Any) -> Reply | Refused:
    """Serve a person who has no number: SERVICE, or the first of the counter's."""
    with act(given) as (file, request):
        return called_reply(
            acts.serve_person(
                file, request, given["counter"], given["service"], given["officer"], priority=given["priority"],
                lang=given["lang"], ended=ended(given), outcome=given["outcome"],
            )
        )  # fmt: skip


@click.option("--label", help="The visit's number; without it the visitor at the counter.")
@click.option("--counter", metavar="N", help="The counter whose visitor it is about.")
@click.argument("words", required=False, default="")
@hall_act
def visit_note(**given: Any) -> Reply | Refused:
    """Leave a note on a visit for the next officer; without WORDS it is taken away. Never personal data."""
    with act(given) as (file, request):
        answer = acts.note_visit(
            file, request, given["words"], label=given["label"], counter=given["counter"], officer=given["officer"]
        )
    if isinstance(answer, Refused):
        return answer
    return Reply(plain(answer), [AsWritten(f"{answer.label}: {answer.note or told('no note any more')}")])


@click.command()
@hall_option
@click.argument("label")
@json_option
def visit(hall: str | None, label: str) -> Reply | Refused:
    """Show the visit of a LABEL: its steps, its note, and what happened to it today."""
    try:
        written = known_label(label) or label_of(*split_label(label))
    except ValueError as error:
        raise UsageFault(f"{error}.", "Write the label as it stands on the paper.") from None
    with opened(hall) as file, file.reading() as db:
        data = file.hall(db)
        card = visit_card(db, data, written, file.clock())
    if card is None:
        return refuse(Refusal.NO_SUCH_TICKET, data, details={"label": written})
    return Reply(plain(card), list(_card_lines(data, card)))


def _card_lines(hall: Hall, card: VisitCard) -> Iterator[str]:
    yield card.label + (f"  note: {card.note}" if card.note else "")
    waits = {one.step: one for one in card.shown}
    for step in card.steps:
        shown = waits.get(step.step)
        at = f", at counter {step.counter}" if step.counter else ""
        wait = f", {shown.ahead} ahead" if shown is not None and step.state is StepState.WAITING else ""
        came = f", outcome {step.outcome}" if step.outcome else ""
        yield f"  {step.service}: {step.state.value.replace('_', ' ')}{at}{wait}{came}"
    for event in card.history:
        where = f", counter {event.counter}" if event.counter else ""
        who = f", by {event.officer}" if event.officer else ""
        reason = why_words(event.what, event.reason)
        why = f": {reason}" if reason else ""
        time = clock_words(calendar.local(hall, event.at), FIRST)
        yield f"  {time}  {words(event_words.of(event.what))}{where}{who}{why}"


@click.command()
@hall_option
@click.option("--counter", required=True, metavar="N", help="The counter.")
@json_option
def queue(hall: str | None, counter: str) -> Reply:
    """Who waits for a counter: by service and lane, then in the order of calling, each with the reason."""
    with opened(hall) as file, file.reading() as db:
        found = counter_queue(db, file.hall(db), counter, file.clock())
    lines = [
        f"{lane.service}{', priority' if lane.priority else ''}: {lane.waiting} waiting, longest {lane.longest_minutes}"
        f" of {lane.target_minutes} min, {lane.open_counters} counters"
        for lane in found.lanes
    ]
    lines += [f"  {one.place}. {one.step.label} {one.step.service}: {one.reason.rule}" for one in found.line]
    return Reply(plain(found), lines or ["nobody waits"])


@click.option("--label", help="The ticket that it is about.")
@click.option("--counter", metavar="N", help="The counter that it is about.")
@click.argument("words")
@hall_act
def note(**given: Any) -> Reply | Refused:
    """Write a remark into the audit; never a visitor's name."""
    about = {name: given[name] for name in ("label", "counter", "officer")}
    given["request"] = given["request"] or acts.new_request()

    def over_the_share() -> Reply | Refused:
        with act(given) as (file, request):
            return hall_reply(acts.note(file, request, given["words"], **about))

    def from_this_pc(spool: Spool) -> Reply:
        now = process_clock()()
        session = session_here(spool.hall_id, now)
        return kept_reply(spool.note(given["request"], said(given["words"]), now=now, session=session, **about))

    return or_keep(given, over_the_share, from_this_pc)
