"""``antrean report``: what the hall did, as pages, workbooks, tables and figures. Visitors are never named."""

import dataclasses
import datetime
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from shared.cli.common import Reply, given_day, hall_option, json_option, known, opened, plain
from shared.cli.opinions.periods import given_period
from shared.cli.reporting import report_rows
from shared.domain.answers import Refused
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import CsvStyle, Hall
from shared.domain.report import By
from shared.domain.statistics.period import EXAMPLES, PeriodKind, ReportPeriod, around, parse
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.reports import charts, report_making, several_halls
from shared.reports.counting import ReportWish
from shared.reports.document import Document
from shared.reports.first_page import HEADLINES, Counted
from shared.reports.report_making import Made
from shared.store.engine import Engine
from shared.store.questions.day_history import Progress
from shared.whole_files import put_all

KINDS = ("day", "week", "month", "year", "skm", "pekppp")
_OF_OPINIONS = KINDS[4:]
_FILES = ("pdf", "xlsx", "csv")


@click.command("report")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.argument("period", required=False)
@hall_option
@click.option("--from", "first", metavar="YYYY-MM-DD", help="Without a kind: the first day; today if missing.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Without a kind: the last day; today if missing.")
@click.option("--by", type=click.Choice([by.value for by in By]), help="Without a kind: what rows stand for (day).")
@click.option("--agency", metavar="CODE", help="Only the services of one agency.")
@click.option("--service", metavar="CODE", help="Only one service.")
@click.option(
    "--and",
    "others",
    multiple=True,
    metavar="HALL",
    help="Another hall: one report of them all, side by side.",
)
@click.option("--pdf", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as a tagged PDF.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="Write it as a workbook with charts.")
@click.option("--csv", type=click.Path(path_type=Path), metavar="FILE", help="Write its tables to a CSV file.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="The report's language.")
@click.option("--officers", is_flag=True, help="A table of officers, by code, each with 10 services or more.")
@click.option("--public", is_flag=True, help="To be published: no counters or officers, counts below 5 hidden.")
@click.option("--progress", is_flag=True, hidden=True, help="Tell on standard error how far it is.")
@click.option("--charts", is_flag=True, hidden=True, help="Put the charts into the JSON object, as SVG.")
@click.option(
    "--csv-style",
    type=click.Choice([style.value for style in CsvStyle]),
    help="For which program; as `rules.records.csv` says if missing.",
)
@json_option
def report_(**given: Any) -> Reply | Refused:
    """How many came, how long they waited and were served: a KIND (day, week, month or year) of a PERIOD.

    PERIOD is 2026-11-25, 2026-W48, 2026-11 or 2026, or any day in it; the present one if missing. The survey (skm) and
    the evidence for the Ministry's evaluation (pekppp) are of a year, half, quarter or month (2026, 2026-S2, 2026-Q4,
    2026-11), or of the days from --from to --to. Without a KIND those days are counted into rows.
    """
    kind: str | None = given["kind"]
    if given["others"]:
        return _several(kind, given)
    with opened(given["hall"]) as file:
        if kind is None:
            _refuse_options(given, ("pdf", "xlsx", "service", "officers", "public"), "needs a kind")
            by = given["by"] or By.DAY.value
            columns = (given["agency"], given["csv"], given["csv_style"])
            return report_rows.reply(file, given["first"], given["last"], by, *columns)
        hall = file.learned
        if kind in _OF_OPINIONS:
            _refuse_options(given, ("by", "officers"), "does not go with this kind")
            return _opinions(file, hall, kind, given)
        _refuse_options(given, ("first", "last", "by"), "does not go with a kind")
        return _report(file, hall, _wish(file, hall, PeriodKind(kind), given), given)


def _several(kind: str | None, given: Mapping[str, Any]) -> Reply | Refused:
    """One report of several halls, each read in its turn; the days are by the first one's calendar."""
    if kind is None or kind in _OF_OPINIONS:
        raise UsageFault("--and goes with a day, week, month or year.", "Write antrean report month --and HALL.")
    names = ("first", "last", "by", "agency", "service", "officers", "public", "charts")
    _refuse_options(given, names, "does not go with --and")
    parts: list[several_halls.HallPart] = []
    wish: ReportWish | None = None
    hall: Hall | None = None
    seen: set[str] = set()
    for folder in (given["hall"], *given["others"]):
        with opened(folder) as file:
            own = file.learned
            if file.hall_id in seen:
                raise UsageFault(
                    f"{folder} is the same hall as one that is named before it, so it would count twice.",
                    "Name each hall once.",
                )
            seen.add(file.hall_id)
            hall = hall or own
            wish = wish or _wish(file, own, PeriodKind(kind), given)
            parts.append(several_halls.part(file, own, wish))
    assert wish is not None
    assert hall is not None
    made = several_halls.together(parts, wish)
    if made is None:
        return report_making.refused(Refusal.NO_DATA, hall, wish, report_making.NOBODY_CAME)
    first, last = wish.period.bounds
    data = {
        "kind": kind, "period": wish.period.key, "from": first, "to": last, "heading": heading(made.document),
        "figures": _figures(made.now, None, made.document), "marks": list(made.document.marks),
        "halls": plain(made.rows), "total": plain(made.now.statistics.total),
        "files": write_files(made.document, given, hall),
    }  # fmt: skip
    return Reply(data, [*_lines(made.document), *(f"{path} was written." for path in data["files"])])


def _refuse_options(given: Mapping[str, Any], names: tuple[str, ...], why: str) -> None:
    wrong = [name for name in names if given[name]]
    if wrong:
        option = {"first": "from", "last": "to"}.get(wrong[0], wrong[0])
        raise UsageFault(f"--{option} {why} of report.", "Write antrean report month 2026-11, or report --from --to.")


def _opinions(file: Engine, hall: Hall, kind: str, given: Mapping[str, Any]) -> Reply | Refused:
    """The survey's report, or the evidence for the Ministry's evaluation."""
    wish = dataclasses.replace(
        _wish(file, hall, PeriodKind.YEAR, {**given, "period": None}), period=_of_opinions(file, hall, given)
    )
    progress = _telling(wish.period) if given["progress"] else None
    if kind == "skm":
        document = report_making.make_survey(file, wish)
    else:
        document = report_making.make_evaluation(file, wish, progress)
    if isinstance(document, Refused):
        return document
    written = write_files(document, given, hall)
    first, last = wish.period.bounds
    data = {
        "kind": kind, "period": given["period"] or wish.period.key, "from": first, "to": last, "agency": wish.agency,
        "service": wish.service, "heading": heading(document), "figures": plain(document.figures),
        "tables": {table.key: plain(table.rows) for table in document.tables}, "files": written,
    }  # fmt: skip
    return Reply(data, [*_lines(document), *(f"{path} was written." for path in written)])


def _of_opinions(file: Engine, hall: Hall, given: Mapping[str, Any]) -> ReportPeriod:
    """The days of a survey's period; the present year if nothing is said."""
    text, first, last = given["period"], given_day(given["first"]), given_day(given["last"])
    if text is not None and (first or last):
        raise UsageFault("A period and --from or --to are given together.", "Give one of them.")
    today = business_day(hall, file.clock())
    if first or last:
        begin, end = first or today.isoformat(), last or today.isoformat()
        if begin > end:
            raise UsageFault(f"{begin} is after {end}.", "Give --from the earlier day.")
        return ReportPeriod(PeriodKind.SPAN, datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end))
    if text is None:
        return around(PeriodKind.YEAR, today)
    found = given_period(hall, text)
    begun, over = (datetime.date.fromisoformat(given_day(day) or day) for day in (found.first, found.last))
    kind = {1: PeriodKind.MONTH, 12: PeriodKind.YEAR}.get(found.months, PeriodKind.SPAN)
    return ReportPeriod(kind, begun, over, found.code, found.name)


def _wish(file: Engine, hall: Hall, kind: PeriodKind, given: Mapping[str, Any]) -> ReportWish:
    agency, service = given["agency"], given["service"]
    if agency is not None and service is not None:
        raise UsageFault("--agency and --service are given together.", "Give one of them.")
    if agency is not None:
        known("agency", agency, hall.agency)
    if service is not None:
        known("service", service, hall.service)
    period = _period(file, hall, kind, given["period"])
    return ReportWish(period, agency, service, given["lang"], given["officers"], given["public"])


def _period(file: Engine, hall: Hall, kind: PeriodKind, text: str | None) -> ReportPeriod:
    if text is None:
        return around(kind, business_day(hall, file.clock()))
    try:
        period = parse(kind, text)
    except ValueError:
        raise UsageFault(
            f'"{text}" is not a {kind.value}.', f"Write it as {EXAMPLES[kind]}, or give any day in it."
        ) from None
    given_day(period.last.isoformat())
    return period


def _report(file: Engine, hall: Hall, wish: ReportWish, given: Mapping[str, Any]) -> Reply | Refused:
    made = report_making.make(file, wish, _telling(wish.period) if given["progress"] else None)
    if isinstance(made, Refused):
        return made
    written = write_files(made.document, given, hall)
    first, last = wish.period.bounds
    data = {"kind": wish.period.kind.value, "period": wish.period.key, "from": first, "to": last,
            "agency": wish.agency, "service": wish.service, **_data(made), "files": written}  # fmt: skip
    if given["charts"]:
        shown = ((chart, charts.svg(chart, wish.lang)) for chart in made.document.charts)
        data["charts"] = [{"title": chart.title, "alt": chart.alt, "svg": svg} for chart, svg in shown]
    return Reply(data, [*_lines(made.document), *(f"{path} was written." for path in written)])


def _telling(period: ReportPeriod) -> Progress:
    """Lines on standard error for the program that started this one."""
    days = [day.isoformat() for day in period.days()]

    def tell(day: str) -> None:
        print(f"progress {100 * days.index(day) // len(days)}", file=sys.stderr, flush=True)  # noqa: T201

    return tell


def write_files(document: Document, given: Mapping[str, Any], hall: Hall) -> list[str]:
    """Make the files that were asked for, and put all of them in their places, or none."""
    style = CsvStyle(given["csv_style"] or hall.rules.records.csv)
    wanted: dict[str, Path] = {suffix: given[suffix] for suffix in _FILES if given[suffix] is not None}
    if len({_one_spelling(path) for path in wanted.values()}) < len(wanted):
        raise UsageFault("Two of the files have the same name.", "Give --pdf, --xlsx and --csv a name each.")
    put_all({path: report_making.written_as(document, suffix=suffix, style=style) for suffix, path in wanted.items()})
    return [str(path) for path in wanted.values()]


def _one_spelling(path: Path) -> str:
    """A file's name, however it is spelled: through a link, with its folder or without, in any case on Windows."""
    return os.path.normcase(os.path.realpath(path))


def _figures(now: Counted, before: Counted | None, document: Document) -> list[dict[str, Any]]:
    return [
        {
            "key": one.measure,
            "value": _number(one.value(now)),
            "before": None if before is None else _number(one.value(before)),
            "name": figure.name, "shown": figure.value, "change": figure.change, "sentence": figure.sentence,
        }
        for one, figure in zip(HEADLINES, document.figures, strict=True)
    ]  # fmt: skip


def _data(made: Made) -> dict[str, Any]:
    return {
        "heading": heading(made.document),
        "figures": _figures(made.now, made.before, made.document),
        "marks": list(made.document.marks),
        "statistics": plain(made.now.statistics),
    }


def heading(document: Document) -> str:
    """What the report is, of which hall, of which days."""
    return " · ".join(filter(None, (document.title, document.hall, document.period, document.about)))


def _number(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float) else float(value)


def _lines(document: Document) -> list[str]:
    width = max(len(figure.name) for figure in document.figures)
    return [
        heading(document),
        *(f"! {mark}" for mark in document.marks),
        *(f"{one.name.ljust(width)}  {one.value}  {one.change}".rstrip() for one in document.figures),
    ]
