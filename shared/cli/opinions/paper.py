"""``antrean skm enter | forms``: paper questionnaires, typed quickly by one person and checked by a second one."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from shared.cli.acts import act
from shared.cli.common import Reply, given_day, hall_option, json_option, known, may_ask, opened, words
from shared.cli.floor import hall_act
from shared.domain.answers import Refused
from shared.domain.calendar import business_day
from shared.domain.skm import Questionnaire
from shared.faults import UsageFault
from shared.store.acts.officers import need, officer_of
from shared.store.acts.opinions.paper_forms import PaperForm, enter_forms
from shared.store.questions import surveys
from shared.store.record.events import What
from shared.survey.typed_forms import UnclearFormError, typed_form


@click.argument("batch")
@click.option("--service", required=True, metavar="CODE", help="The service that the forms are about.")
@click.option("--day", metavar="YYYY-MM-DD", help="The day on which they were filled in; today if missing.")
@click.option("--by", required=True, metavar="NAME", help="Who types: the second person must be another one.")
@click.option("--final", metavar="7,12", help="Forms that were looked up on paper again: there this entry is right.")
@hall_act
def enter(**given: Any) -> Reply | Refused:
    """Type the paper forms of a BATCH, a line for each: nine digits, then who answered (443344334 p 34 sma swasta).

    The first person's entry waits; when a second person has typed the same batch, it counts. Forms that are not alike
    are named. An empty line ends; - is a blank.
    """
    batch = given["batch"].strip()
    if not batch or len(batch) > 40:
        raise UsageFault("A batch needs a name of 1 to 40 letters.", "Name it after the pile: AB.1-2026-11-24.")
    final = frozenset(_numbers(given["final"]))
    with act(given) as (file, request):
        refused = need(file, "enter_forms")
        if refused is not None:  # said before somebody types a pile of them
            return refused
        with file.reading() as db:
            hall = file.hall(db)
        known("service", given["service"], hall.service)
        today = business_day(hall, file.clock()).isoformat()
        day = given_day(given["day"]) or today
        if day > today:
            raise UsageFault(f"{day} is in the future.", f"Give a day up to today, {today}.")
        typed = [PaperForm(Questionnaire(day, given["service"], answers), traits) for answers, traits in _forms()]
        if not typed:
            raise UsageFault("No form was typed.", "Type a line for each form: 443344334")
        signed_in = officer_of(file, file.session) if hall.officer and file.session else None
        by = signed_in or given["by"].strip().upper()
        answer = enter_forms(file, request, batch, typed, by, final=final, officer=given["officer"])
    if isinstance(answer, Refused):
        return answer
    counts = answer.what == What.SURVEY_TAKEN
    data = {"batch": batch, "forms": len(typed), "counted": counts, "by": by}
    told = (
        "typed alike by two people: they count now." if counts else "typed; they count when a second person typed them."
    )
    return Reply(data, [f"{batch}: {len(typed)} forms {told}"])


def _numbers(text: str | None) -> Iterator[int]:
    for one in filter(None, (text or "").replace(" ", "").split(",")):
        if not one.isdecimal():
            raise UsageFault(f'--final "{one}" is not the number of a form.', "Write them as 7,12.")
        yield int(one)


def _forms() -> Iterator[tuple[dict[str, int | None], dict[str, str]]]:
    """The lines of the terminal, or of a file; a wrong one is asked for again, or names its line."""
    number = 1
    asks = may_ask()
    while True:
        if asks:
            click.echo(f"{number}> ", nl=False, err=True)
        line = sys.stdin.readline().strip()
        if not line:
            return
        try:
            yield typed_form(line)
        except UnclearFormError as unclear:
            if not asks:
                raise UsageFault(f"Form {number}: {unclear}.", "Correct it; nothing was kept.") from None
            click.echo(f"   {words(unclear.words)}", err=True)
            continue
        number += 1


@click.command("forms")
@hall_option
@json_option
def forms(hall: str | None) -> Reply:
    """List the batches that wait for a second person."""
    with opened(hall) as file, file.reading() as db:
        waiting = surveys.drafts(db)
    data = [{"batch": one.batch, "by": one.by, "forms": len(one.forms)} for one in waiting]
    lines = [f"{one.batch}: {len(one.forms)} forms, typed by {one.by}" for one in waiting]
    return Reply({"batches": data}, lines or ["No batch waits."])


enter.name = "enter"
