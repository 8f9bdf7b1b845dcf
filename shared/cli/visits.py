"""``antrean bring-back | add-step | drop-step | reorder | continue-at | note``: visits and remarks."""

from typing import Any

import click

from shared.cli.acts import act, moved_reply
from shared.cli.common import Reply, session_here
from shared.cli.floor import hall_act, hall_reply
from shared.cli.kept import kept_reply, or_keep
from shared.clock import process_clock
from shared.domain.answers import Refused
from shared.store import acts
from shared.store.acts.interruptions import said
from shared.store.offline.spool import Spool


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
