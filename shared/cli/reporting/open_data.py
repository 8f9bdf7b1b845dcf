"""``antrean export-data``, ``antrean dashboard``: what a hall gives to everybody, without anybody in it."""

import contextlib
import csv
import datetime
import io
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from shared.cli.common import Reply, hall_of, hall_option, json_option, opened, say_line, words
from shared.domain.answers import Refused
from shared.domain.calendar import business_day, local
from shared.domain.hall_data.hall import Hall
from shared.domain.statistics.period import PeriodKind, ReportPeriod, around, before, parse
from shared.domain.words import Refusal
from shared.faults import EnvironmentFault, UsageFault, kind_of_write
from shared.reports import counting, public_page, report_making
from shared.reports.first_page import Counted
from shared.reports.open_tables import OpenTable, both, open_tables
from shared.store import questions
from shared.store.engine import Engine
from shared.store.sqlite import open_data_file
from shared.text.languages import ENGLISH, pick
from shared.text.refusals import refuse
from shared.whole_files import put_all

_MONTHS = 12
DATABASE = "hall-data.db"


@click.command("export-data")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@hall_option
@click.option("--from", "first", metavar="YYYY-MM", help="The first month; eleven before the last if missing.")
@click.option("--to", "last", metavar="YYYY-MM", help="The last month; the present one if missing.")
@json_option
def export_data(folder: Path, hall: str | None, first: str | None, last: str | None) -> Reply | Refused:
    """Write open data to a FOLDER: one SQLite file, a CSV for each table, and a dictionary. Nobody is in it.

    Sums only; counts below five are hidden, and so much more that none can be reckoned. Counters and officers are left
    out. Open the SQLite file with Datasette (--metadata metadata.json) or sqlite-utils.
    """
    with opened(hall) as file:
        data = hall_of(file)
        months = _months(data, file, first, last)
        counted = [
            counting.counted(file, data, counting.ReportWish(month), month)
            for month in months
            if month.first <= business_day(data, file.clock())
        ]
        known = [month for month in counted if month.statistics.total.visits]
        if not known:
            span = f"{months[0].key} – {months[-1].key}"
            return refuse(Refusal.NO_DATA, data, period={"id": span, "en": span}, nothing=report_making.NOBODY_CAME)
        tables = open_tables(data, known)
        files = _files(folder, data, tables)
    _put_in(folder, files)
    span = {"from": known[0].period.key, "to": known[-1].period.key}
    rows = {table.name: len(table.rows) for table in tables}
    names = sorted(path.name for path in files)
    lines = [f"{folder}: {', '.join(names)}", *(f"{name}: {count} rows" for name, count in rows.items())]
    return Reply({**span, "tables": rows, "files": names}, lines)


def _months(hall: Hall, file: Engine, first: str | None, last: str | None) -> list[ReportPeriod]:
    end = around(PeriodKind.MONTH, business_day(hall, file.clock())) if last is None else _month(last)
    found = [end]
    begin = None if first is None else _month(first)
    while len(found) < (_MONTHS if begin is None else 600) and (begin is None or found[-1].first > begin.first):
        found.append(before(found[-1]))
    if begin is not None and begin.first > end.first:
        raise UsageFault(f"{begin.key} is after {end.key}.", "Give --from the earlier month.")
    return found[::-1]


def _month(text: str) -> ReportPeriod:
    try:
        return parse(PeriodKind.MONTH, text)
    except ValueError:
        raise UsageFault(f'"{text}" is not a month.', "Write it as 2026-11.") from None


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            kind_of_write(error), f"The folder {folder} cannot be made ({error.strerror}).", "Name another folder."
        ) from None


def _put_in(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Every file or none; a folder that was made for them goes again with them."""
    there = folder.exists()
    _folder(folder)
    try:
        put_all(files)
    except EnvironmentFault:
        if not there:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _files(folder: Path, hall: Hall, tables: tuple[OpenTable, ...]) -> dict[Path, bytes]:
    found = {folder / DATABASE: open_data_file.made(tables)}
    for table in tables:
        rows = [[column.name for column in table.columns], *table.rows]
        found[folder / f"{table.name}.csv"] = _csv(rows)
    dictionary: list[Any] = [["table", "column", "view", "view_column", "kind", "meaning_id", "meaning_en"]]
    for table in tables:
        dictionary.append([table.name, "", table.indonesian, "", "", *both(table.meaning)])
        dictionary += [
            [table.name, c.name, table.indonesian, c.indonesian, c.kind, *both(c.meaning)] for c in table.columns
        ]
    found[folder / "dictionary.csv"] = _csv(dictionary)
    found[folder / "metadata.json"] = json.dumps(_metadata(hall, tables), ensure_ascii=False, indent=1).encode()
    return found


def _csv(rows: list[Any]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


def _metadata(hall: Hall, tables: tuple[OpenTable, ...]) -> dict[str, Any]:
    """How Datasette describes the tables and views."""
    described: dict[str, Any] = {}
    for table in tables:
        own = {c.name: pick(c.meaning, ENGLISH) for c in table.columns}
        described[table.name] = {"description": pick(table.meaning, ENGLISH), "columns": own}
        indonesian = {c.indonesian: pick(c.meaning) for c in table.columns}
        described[table.indonesian] = {"description": pick(table.meaning), "columns": indonesian}
    title = pick(hall.hall.name)
    return {"title": title, "databases": {DATABASE.removesuffix(".db"): {"tables": described}}}


@click.command("dashboard")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@hall_option
@click.option(
    "--every", type=click.IntRange(1, 1440), metavar="MINUTES", help="Write it again and again, until it is stopped."
)
@json_option
def dashboard(folder: Path, hall: str | None, every: int | None) -> Reply:
    """Write a public page to a FOLDER for the hall's website: waits now, promises kept, satisfaction.

    index.html is Indonesian, en.html English: plain pages without scripts, which every reader and screen reader opens.
    """
    names = _write_pages(folder, hall)
    while every is not None:
        click.echo(words({"id": f"Ditulis ke {folder}.", "en": f"Written to {folder}."}), err=True)
        time.sleep(every * 60)
        while (why := _try_pages(folder, hall)) is not None:
            say_line(why, err=True)
            time.sleep(every * 60)
    return Reply({"files": names}, [f"{folder / name}" for name in names])


def _try_pages(folder: Path, hall: str | None) -> str | None:
    """Write the pages again; if the share or the disk fails now, say why: the next time it may be there again."""
    try:
        _write_pages(folder, hall)
    except EnvironmentFault as fault:
        return str(fault)
    return None


def _write_pages(folder: Path, hall: str | None) -> list[str]:
    with opened(hall) as file:
        pages = _pages(file)
    _put_in(folder, {folder / name: page.encode() for name, page in pages.items()})
    return sorted(pages)


def _pages(file: Engine) -> dict[str, str]:
    hall = hall_of(file)
    now = file.clock()
    with file.reading() as db:
        view = questions.kiosk_view(db, hall, now)
    today = business_day(hall, now)
    month, survey = _latest(file, hall, today)
    said = public_page.Said(hall, local(hall, now), view.offers, month, survey)
    return {"index.html": public_page.page(said, "id"), "en.html": public_page.page(said, "en")}


def _latest(file: Engine, hall: Hall, today: datetime.date) -> tuple[Counted | None, Counted | None]:
    """The newest whole month with visits, else the present one; and the newest month of the year with a survey."""
    wish = counting.ReportWish(around(PeriodKind.MONTH, today))
    present = wish.period
    month = next(
        (
            found
            for period in (before(present), present)
            if (found := counting.counted(file, hall, wish, period)).statistics.total.visits
        ),
        None,
    )
    year = ReportPeriod(PeriodKind.SPAN, today - datetime.timedelta(days=364), today)
    survey = report_making.satisfaction_of(file, wish, year)
    return month, survey
