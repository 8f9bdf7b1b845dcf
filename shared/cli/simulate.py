"""``antrean simulate``: whole service days on a virtual clock, through the real rules and the real store."""

import datetime
from pathlib import Path
from typing import Any

import click

from shared import samples
from shared.cli.common import Reply, hall_of, hall_option, json_option, opened
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.text.languages import pick
from shared.tools.simulate import outcome, outcome_text, rules_file
from shared.tools.simulate import replay as replaying
from shared.tools.simulate.many_days import part_of
from shared.tools.simulate.plan import DayPlan
from shared.tools.simulate.study import FIRST_DAY, USUAL_VISITS, Question, answer, plans

_VISITS = 420


@click.command()
@click.option("--sample", metavar="NAME", help=f"A built-in hall: {' or '.join(samples.NAMES)}.")
@hall_option
@click.option("--visits", type=click.IntRange(min=1), help="Visits of an ordinary day; the sample's usual if missing.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same days.")
@click.option("--days", type=click.IntRange(1, 366), default=1, show_default=True, help="Service days in a row.")
@click.option("--from", "first", metavar="YYYY-MM-DD", help=f"The first day; {FIRST_DAY} if missing.")
@click.option("--rules", type=click.Path(path_type=Path), metavar="FILE", help="Rules that replace the hall's own.")
@click.option("--versus", type=click.Path(path_type=Path), metavar="FILE", help="Other rules, on the same days.")
@click.option("--replay", metavar="YYYY-MM-DD", help="Run this real day of --hall again, from its events.")
@click.option(
    "--fairness/--no-fairness", default=True, help="Measure what priority costs others (runs each day three times)."
)
@click.option("--progress", is_flag=True, help="Say on standard error how far it is, in percent.")
@json_option
def simulate(
    sample: str | None,
    hall: str | None,
    visits: int | None,
    seed: int,
    days: int,
    first: str | None,
    rules: Path | None,
    versus: Path | None,
    replay: str | None,
    fairness: bool,
    progress: bool,
) -> Reply:
    """Run simulated service days and say how long people wait, how fair it is and how good the estimates are."""
    data, real = _hall(sample, hall, replay)
    question = Question(visits or USUAL_VISITS.get(sample or "", _VISITS), seed, days, _date(first) or FIRST_DAY)
    todo: list[DayPlan] = [real.plan] if real is not None else plans(data, question)
    under = rules_file.over(data, rules) if rules is not None else data
    runs = 1 if versus is None else 2
    other_rules = rules_file.over(data, versus) if versus is not None else None
    found = answer(under, todo, with_fairness=fairness, tell=part_of(_say_percent if progress else None, 0, runs))
    asked = {"sample": sample, "visits": question.visits, "seed": seed, "days": days}
    reply: dict[str, Any] = {
        "hall": pick(data.hall.name),
        **({"replay": replay} if real is not None else asked),
        **found,
    }
    lines = outcome_text.told(found)
    if real is not None:
        reply["as_it_was"] = outcome.waits([real.real])
        was = reply["as_it_was"]["all"]
        lines += ["", f"as it was: {was['count']} called, median {was['median']} min, p90 {was['p90']} min"]
    if other_rules is not None:
        tell = part_of(_say_percent if progress else None, 1, runs)
        other = answer(other_rules, todo, with_fairness=fairness, tell=tell)
        reply["versus"], reply["difference"] = other, outcome.differences(found, other)
        lines += ["", *outcome_text.compared(reply["difference"])]
    return Reply(reply, lines)


def _say_percent(part: float) -> None:
    click.echo(f"progress {round(100 * part)}", err=True)


def _hall(sample: str | None, folder: str | None, replay: str | None) -> tuple[Hall, replaying.Replay | None]:
    """The hall, and its real day when one is to be run again."""
    if sample is not None:
        if replay is not None:
            raise UsageFault("A built-in sample has no real days.", "Name the hall with --hall FOLDER.")
        return samples.load(sample), None
    with opened(folder) as file:
        data = hall_of(file)
        day = _date(replay)
        if day is None:
            return data, None
        with file.reading() as db:
            return data, replaying.read(db, data, day)


def _date(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageFault(f"{text!r} is not a date.", "Write it as 2026-11-25.") from None
