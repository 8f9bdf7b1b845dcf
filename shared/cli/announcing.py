"""``antrean announce``: a notice, or another running text, on every display."""

from typing import Any

import click

from shared.cli.acts import act
from shared.cli.common import Reply, given_instant
from shared.cli.floor import hall_act, hall_reply, until_option
from shared.domain.answers import Refused
from shared.faults import UsageFault
from shared.store import acts
from shared.text.languages import ENGLISH, FIRST, said_in


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
