"""``antrean skm action | actions | poster``: what follows from a survey, and the sheet for the wall."""

from pathlib import Path
from typing import Any

import click

from shared.cli.acts import act
from shared.cli.common import Reply, given_day, hall_option, json_option, known, opened
from shared.cli.floor import hall_act
from shared.cli.opinions.periods import days_of, given_period, period_options
from shared.domain.answers import Refused
from shared.domain.calendar import business_day
from shared.domain.skm import KEYS, result
from shared.faults import UsageFault
from shared.store.acts.opinions.follow_up import FollowUp, finish_follow_up, plan_follow_up
from shared.store.questions import surveys

_FIELDS: tuple[str, ...] = ("number", "period", "agency", "element", "finding", "plan", "who", "due", "done", "outcome")


@click.option("--period", required=True, metavar="PERIOD", help="The survey that found it: 2026, 2026-S2, 2026-Q4.")
@click.option("--element", required=True, metavar="KEY", help=f"What it is about: {', '.join(KEYS)}.")
@click.option("--finding", required=True, metavar="TEXT", help="What was found.")
@click.option("--plan", required=True, metavar="TEXT", help="What is to be done.")
@click.option("--who", required=True, metavar="TEXT", help="Which office or function does it; no name of a person.")
@click.option("--due", required=True, metavar="YYYY-MM-DD", help="Until when.")
@click.option("--agency", metavar="CODE", help="Only one agency's; the hall's if missing.")
@hall_act
def action(**given: Any) -> Reply | Refused:
    """Put on the list what follows from a survey."""
    known("element", given["element"], KEYS)
    due = given_day(given["due"]) or ""
    for name in ("finding", "plan", "who"):
        if not given[name].strip():
            raise UsageFault(f"--{name} is empty.", "Write it in a few words.")
    with act(given) as (file, request):
        with file.reading() as db:
            hall = file.hall(db)
        if given["agency"] is not None:
            known("agency", given["agency"], hall.agency)
        period = given_period(hall, given["period"])
        one = FollowUp(
            period.code, given["element"], given["finding"].strip(), given["plan"].strip(), given["who"].strip(), due,
            given["agency"] or "",
        )  # fmt: skip
        answer = plan_follow_up(file, request, one, given["officer"])
    if isinstance(answer, Refused):
        return answer
    number = int(answer.changes[0])
    return Reply({"number": number}, [f"{number}: {one.plan}, {one.who}, until {due}"])


@click.argument("number", type=int)
@click.option("--on", metavar="YYYY-MM-DD", help="When; today if missing.")
@click.option("--outcome", default="", metavar="TEXT", help="What came of it.")
@hall_act
def done(**given: Any) -> Reply | Refused:
    """Say that the follow-up of a NUMBER was done."""
    with act(given) as (file, request):
        with file.reading() as db:
            today = business_day(file.hall(db), file.clock()).isoformat()
        day = given_day(given["on"]) or today
        if day > today:
            raise UsageFault(f"{day} is in the future.", f"Give a day up to today, {today}.")
        answer = finish_follow_up(file, request, given["number"], day, given["outcome"].strip(), given["officer"])
    if isinstance(answer, Refused):
        return answer
    return Reply({"number": given["number"], "done": day}, [f"{given['number']}: done on {day}"])


@click.command("actions")
@hall_option
@click.option("--period", metavar="PERIOD", help="Only those of one survey.")
@click.option("--open", "only_open", is_flag=True, help="Only those that are not done.")
@json_option
def actions(hall: str | None, period: str | None, only_open: bool) -> Reply:
    """List what follows from surveys: finding, plan, who, until when, and when it was done."""
    with opened(hall) as file, file.reading() as db:
        data = file.hall(db)
        code = None if period is None else given_period(data, period).code
        today = business_day(data, file.clock()).isoformat()
        rows = [_told(row) for row in surveys.follow_ups(db)]
    rows = [row for row in rows if code in (None, row["period"]) and not (only_open and row["done"])]
    for row in rows:
        row["late"] = row["done"] is None and row["due"] < today
    return Reply({"actions": rows}, [_line(row) for row in rows] or ["none"])


def _told(row: surveys.FollowUpRow) -> dict[str, Any]:
    return dict(zip(_FIELDS, row, strict=True))


def _line(row: dict[str, Any]) -> str:
    state = f"done {row['done']}" if row["done"] else f"due {row['due']}{' LATE' if row['late'] else ''}"
    head = f"{row['number']:>3}  {row['period']}  {row['element']:<12}  {state}"
    return f"{head}: {row['finding']} -> {row['plan']} ({row['who']})"


@click.command("poster")
@hall_option
@period_options
@click.option("--agency", metavar="CODE", help="Only the services of one agency.")
@click.option("--lang", default="id", show_default=True, help="The language of the sheet.")
@click.option("--pdf", "path", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where it goes.")
@json_option
def poster(hall: str | None, agency: str | None, lang: str, path: Path, **given: Any) -> Reply:
    """Make the sheet for the wall (A4): the index, its grade, the nine elements, and what follows."""
    from shared.reports import poster as sheet  # noqa: PLC0415 - only a PDF needs typst
    from shared.whole_files import put_all  # noqa: PLC0415

    with opened(hall) as file, file.reading() as db:
        data = file.hall(db)
        first, last = days_of(given, data, file.clock())
        if agency is not None:
            known("agency", agency, data.agency)
        if lang not in data.hall.languages:
            raise UsageFault(f"This hall has no language {lang}.", f"Use one of {', '.join(data.hall.languages)}.")
        asked = surveys.questionnaires(db, first, last)
        follows = [_told(row) for row in surveys.follow_ups(db)]
    found = result(one for one in asked if agency is None or data.agency_of(one.service) == agency)
    code = None if given["period"] is None else given_period(data, given["period"]).code
    mine = [row for row in follows if code in (None, row["period"]) and row["agency"] in ("", agency or "")]
    content = sheet.poster(data, found, sheet.SheetAbout(first, last, lang, agency), mine)
    put_all({path: content})
    index = None if found.index is None else str(found.index)
    return Reply({"file": str(path), "index": index, "grade": found.grade, "actions": len(mine)}, [f"{path} written"])


action.name, done.name = "action", "done"
