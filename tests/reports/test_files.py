"""The files of a report: tagged pages, workbooks with real numbers, tables that Excel opens; whole or not at all."""

import csv
import dataclasses
import errno
import io
import re
import resource
from pathlib import Path

import openpyxl
import pytest

from shared.domain.answers import Refused
from shared.domain.hall_data.hall import CsvStyle
from shared.domain.statistics.period import PeriodKind, parse
from shared.domain.statistics.suppression import FEWEST
from shared.faults import EnvironmentFault, Kind
from shared.reports import charts, report_making, written
from shared.reports.counting import ReportWish
from shared.reports.document import ChartKind, Document, ValueKind
from shared.reports.report_making import Made
from shared.whole_files import put_all
from tests.helpers.hall import open_hall
from tests.helpers.judged_pdf import judge_pdf_ua
from tests.helpers.machine.linux import linux
from tests.helpers.simulated import simulated
from tests.store.acts.test_calling import take


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """A month of three days, in both languages."""
    hall_file, _, days = simulated(tmp_path_factory.mktemp("reports") / "hall", "2026-11-24", 3, 14, seed=3)
    month = parse(PeriodKind.MONTH, days[0])
    found: dict[str, Document] = {}
    with hall_file:
        for lang in ("id", "en"):
            report = report_making.make(hall_file, ReportWish(month, lang=lang, officers=True))
            assert isinstance(report, Made)
            found[lang] = report.document
    return found


@pytest.mark.parametrize("lang", ["id", "en"])
def test_pages_are_tagged_and_say_their_language(made: dict[str, Document], lang: str) -> None:
    pdf = report_making.written_as(made[lang], suffix="pdf", style=CsvStyle.PLAIN)
    assert re.search(rb"pdfuaid:part>1<", pdf)
    judge_pdf_ua(pdf)
    assert f"/Lang({lang})".encode() in pdf.replace(b"/Lang (", b"/Lang(") or f"<rdf:li>{lang}</rdf:li>".encode() in pdf


def test_a_workbook_has_real_numbers_charts_and_heads_that_stay(made: dict[str, Document]) -> None:
    document = made["id"]
    content = report_making.written_as(document, suffix="xlsx", style=CsvStyle.PLAIN)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for table in document.tables:
        sheet = book[table.title[:31]]
        assert sheet.freeze_panes == "B2"
        for at, row in enumerate(table.rows, 2):
            for column, (value, head) in enumerate(zip(row, table.columns, strict=True), 1):
                kept = sheet.cell(at, column).value
                assert kept == (pytest.approx(value) if isinstance(value, float) else value), (table.key, at, column)
                if value is not None and head.unit is not ValueKind.TEXT:
                    assert isinstance(kept, int | float)
    front = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(min_row=7)}
    for figure in document.figures:
        assert front[figure.name] == (figure.value if figure.number is None else pytest.approx(figure.number))
    assert sum(isinstance(value, int | float) for value in front.values()) >= 8
    drawn = [chart for chart in document.charts if chart.kind is not ChartKind.HEAT]
    assert sum(len(sheet._charts) for sheet in book) == len(drawn) > 2  # openpyxl has no other way to ask


def test_a_table_opens_in_an_indonesian_excel(made: dict[str, Document]) -> None:
    document = made["id"]
    content = report_making.written_as(document, suffix="csv", style=CsvStyle.EXCEL_ID)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    table = next(table for table in document.tables if table.key == "agency")
    at = lines.index([table.title])
    first = lines[at + 2]
    assert first[0] == table.rows[0][0]
    assert int(first[1]) == table.rows[0][1]
    assert all("." not in cell for cell in first[1:])
    plain = report_making.written_as(document, suffix="csv", style=CsvStyle.PLAIN)
    assert plain[:1] != b"\xef"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_chart_says_in_words_what_it_shows(made: dict[str, Document], lang: str) -> None:
    document = made[lang]
    assert {chart.kind for chart in document.charts} == set(ChartKind)
    for chart in document.charts:
        drawn = charts.svg(chart, lang)
        assert f"<title>{chart.title}</title>" in drawn
        assert len(chart.alt) > len(chart.title)
        assert any(sign.isdigit() for sign in chart.alt)


def test_a_report_names_nobody_and_explains_each_figure(made: dict[str, Document]) -> None:
    document = made["id"]
    assert len(document.figures) == 10
    assert all(figure.sentence for figure in document.figures)
    assert len(document.definitions) > 15
    assert "{" not in "".join(meaning for _, meaning in document.definitions)


def test_files_are_put_in_place_together_or_not_at_all(tmp_path: Path) -> None:
    first, folder = tmp_path / "a.pdf", tmp_path / "b.xlsx"
    first.write_bytes(b"before")
    folder.mkdir()
    with pytest.raises(EnvironmentFault):
        put_all({first: b"after", folder: b"x"})
    assert first.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.xlsx"]
    put_all({first: b"after"})
    assert first.read_bytes() == b"after"


@pytest.mark.parametrize("held", ["a.pdf", "b.xlsx"])
def test_a_file_that_windows_holds_open_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """A viewer lets others write into a file and lets nobody put another in its place."""
    for name in ("a.pdf", "b.xlsx"):
        (tmp_path / name).write_bytes(b"before")
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target).name == held:
            raise PermissionError(errno.EACCES, "The process cannot access the file: it is used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(EnvironmentFault) as fault:
        put_all({tmp_path / "a.pdf": b"after", tmp_path / "b.xlsx": b"after"})
    assert held in fault.value.sentence
    assert "close it there" in fault.value.remedy
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"before", "b.xlsx": b"before"}


def test_a_full_disk_is_said_and_nothing_half_written_stays(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(EnvironmentFault) as fault:
            put_all({tmp_path / "small.csv": b"x", tmp_path / "large.pdf": b"x" * 5000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert fault.value.kind is Kind.FULL
    assert "large.pdf" in fault.value.sentence
    assert list(tmp_path.iterdir()) == []


@linux("/dev/full")
def test_what_a_device_refuses_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no room"):
        put_all({tmp_path / "a.pdf": b"x", Path("/dev/full"): b"x"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "/", ".."])
def test_a_folder_without_a_name_of_its_own_is_said(name: str) -> None:
    with pytest.raises(EnvironmentFault, match="it is a folder"):
        put_all({Path(name): b"x"})


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        put_all({tmp_path / "missing" / "a.pdf": b"x"})
    assert fault.value.kind is Kind.READ_ONLY


def test_a_report_for_everybody_tells_of_nobody(tmp_path: Path) -> None:
    hall_file, _, days = simulated(tmp_path / "hall", "2026-11-24", 2, 12, seed=4)
    with hall_file:
        wish = ReportWish(parse(PeriodKind.MONTH, days[0]), public=True, officers=True)
        report = report_making.make(hall_file, wish)
        whole = report_making.make(hall_file, dataclasses.replace(wish, public=False))
    assert isinstance(report, Made)
    assert isinstance(whole, Made)
    keys = {table.key for table in report.document.tables}
    assert not keys & {"counters", "officer", "counter"}
    assert {table.key for table in whole.document.tables} > keys
    for table in report.document.tables:
        if table.key in ("day", "weekday", "hour", "agency", "service", "zone"):
            assert all(isinstance(row[1], int) and row[1] >= FEWEST for row in table.rows), table.key
    for chart in report.document.charts:
        if chart.unit is ValueKind.COUNT:
            assert all(value is None or value >= FEWEST for series in chart.series for value in series.values)
    small = {
        row[0] for table in whole.document.tables if table.key == "hour" for row in table.rows if 0 < row[1] < FEWEST
    }
    assert small
    waits = next(chart for chart in report.document.charts if chart.key == "waits_by_hour")
    assert not small & set(waits.categories)


def test_what_is_published_is_not_made_of_a_handful_of_visits(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        wish = ReportWish(parse(PeriodKind.DAY, "2026-11-23"), public=True)
        for _ in range(FEWEST - 1):
            take(hall_file, "AB.1")
        few = report_making.make(hall_file, wish)
        assert isinstance(few, Refused)
        assert "fewer than 5 visits" in few.sentence["en"]
        take(hall_file, "AB.1")
        enough = report_making.make(hall_file, wish)
        assert isinstance(enough, Made)
        for suffix in ("pdf", "xlsx", "csv"):
            assert report_making.written_as(enough.document, suffix=suffix, style=CsvStyle.PLAIN)


@pytest.mark.parametrize(
    ("value", "told"), [(119.9, "119,9 menit"), (150.5, "2 jam 31 menit"), (179.5, "3 jam 0 menit")]
)
def test_hours_and_minutes_are_rounded_half_up(value: float, told: str) -> None:
    assert written.minutes(value, "id") == told
