"""The figures of days, months and years as rows: ``antrean report --by``."""

import csv
import dataclasses
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from shared.cli.common import Reply, given_day, known, plain, told
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import CsvStyle
from shared.domain.report import By, Report, ReportRow, Times, report
from shared.faults import UsageFault
from shared.store.engine import Engine
from shared.store.questions import history
from shared.whole_files import put_all


def reply(
    file: Engine,
    first: str | None,
    last: str | None,
    by: str,
    agency: str | None,
    table: Path | None,
    style: str | None,
) -> Reply:
    """Rows of whatever days: how many came, how long they waited and were served."""
    with file.reading() as db:
        data = file.hall(db)
    today = business_day(data, file.clock()).isoformat()
    begin, end = given_day(first) or today, given_day(last) or today
    if begin > end:
        raise UsageFault(f"{begin} is after {end}.", "Give --from the earlier day.")
    if agency is not None:
        known("agency", agency, data.agency)
    found = history.over_visits(file, begin, end, partial(report, data, by=By(by), agency=agency))
    lines = _lines(found, begin, end)
    if table is not None:
        _write(table, found, CsvStyle(style or data.rules.records.csv))
        lines.append(f"{len(found.rows)} rows are in {table}.")
    return Reply({"from": begin, "to": end, "agency": agency, **plain(found)}, lines)


def _lines(found: Report, first: str, last: str) -> list[str]:
    span = first if first == last else f"{first} to {last}"
    names = (
        "visits",
        "priority",
        "served",
        "no-show",
        "other",
        "wait",
        "p95",
        f"<= {found.target_minutes} min",
        "service",
    )
    heads = tuple(told(name) for name in (found.by.value, *names, "p95"))
    cells = [heads, *(_cells(row) for row in (*found.rows, found.total))]
    widths = [max(len(line[column]) for line in cells) for column in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in enumerate(pairs)).rstrip()
        for pairs in (list(zip(line, widths, strict=True)) for line in cells)
    ]
    named = [f"{row.key}: {row.name}" for row in found.rows if row.name]
    return [f"{span}; minutes are the median and the 95th percentile", *lines, *named]


def _cells(row: ReportRow) -> tuple[str, ...]:
    other = row.cancelled + row.expired + row.transferred + row.open
    within = "-" if row.wait.within is None else f"{100 * row.wait.within:.1f} %"
    return (
        told(row.key), str(row.visits), str(row.priority), str(row.served), str(row.no_show), str(other),
        _minutes(row.wait.median), _minutes(row.wait.p95), within, _minutes(row.service.median),
        _minutes(row.service.p95),
    )  # fmt: skip


def _minutes(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _write(path: Path, found: Report, style: CsvStyle) -> None:
    """The rows, then the total, as a spreadsheet reads them."""
    encoding = "utf-8" if style is CsvStyle.PLAIN else "utf-8-sig"  # without the mark Excel takes UTF-8 for ANSI
    indonesian = style is CsvStyle.EXCEL_ID
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";" if indonesian else ",")
    for number, row in enumerate((*found.rows, found.total)):
        columns = dict(_columns(found.by, row))
        if not number:
            writer.writerow(columns)
        writer.writerow(_number(value, comma=indonesian) for value in columns.values())
    put_all({path: made.getvalue().encode(encoding)})


def _number(value: object, *, comma: bool) -> object:
    return str(value).replace(".", ",") if comma and isinstance(value, float) else value


def _columns(by: By, row: ReportRow) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Times):
            for part in dataclasses.fields(value):
                if (field.name, part.name) != ("service", "within"):
                    unit = "" if part.name in ("count", "within") else "_minutes"
                    yield f"{field.name}_{part.name}{unit}", getattr(value, part.name)
        else:
            yield (by.value if field.name == "key" else field.name), value
