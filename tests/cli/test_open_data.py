"""``antrean export-data`` and ``antrean dashboard``: what everybody may have, and nobody in it."""

import csv
import datetime
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shared.cli.common import ENVIRONMENT, REFUSED, USAGE
from shared.cli.reporting import open_data
from shared.domain.statistics.suppression import FEWEST
from shared.faults import EnvironmentFault, Kind
from shared.reports.small_counts import hidden
from tests.domain.statistics.test_suppression import found_by_reckoning
from tests.helpers.cli import Terminal
from tests.helpers.machine.linux import linux
from tests.helpers.server import both
from tests.helpers.simulated import simulated


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall with three simulated days, closed."""
    folder = tmp_path_factory.mktemp("open") / "hall"
    hall_file, _, _ = simulated(folder, "2026-11-24", 3, 16, seed=5)
    hall_file.close()
    return folder


@pytest.fixture
def used(folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-26T09:30:00+08:00")
    own = tmp_path_factory.mktemp("used") / "hall"
    both.copy_hall(folder, own)
    return Terminal(own)


def test_open_data_are_one_sqlite_file_a_csv_for_each_table_and_a_dictionary(used: Terminal, tmp_path: Path) -> None:
    answer = used.ok("export-data", str(tmp_path / "open"))
    assert (answer["from"], answer["to"]) == ("2026-11", "2026-11")
    metadata = json.loads((tmp_path / "open" / "metadata.json").read_text())["databases"]["hall-data"]["tables"]
    with closing(sqlite3.connect(tmp_path / "open" / "hall-data.db")) as db:
        for table, count in answer["tables"].items():
            cursor = db.execute(f"SELECT * FROM {table}")
            names, rows = [column[0] for column in cursor.description], cursor.fetchall()
            assert len(rows) == count
            lines = list(csv.reader((tmp_path / "open" / f"{table}.csv").read_text("utf-8").splitlines()))
            assert lines[0] == names
            assert sorted(lines[1:]) == sorted(["" if cell is None else str(cell) for cell in row] for row in rows)
            assert set(metadata[table]["columns"]) == set(names)
            said = db.execute("SELECT column_name FROM dictionary WHERE table_name = ?", (table,)).fetchall()
            assert {name for (name,) in said} == {*names, ""}
        assert db.execute("SELECT sum(kunjungan) FROM hari_layanan").fetchone()[0] > FEWEST
        views = db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
        assert {name for (name,) in views} <= set(metadata)


def test_nobody_is_in_the_open_data(used: Terminal, folder: Path, tmp_path: Path) -> None:
    answer = used.ok("export-data", str(tmp_path / "open"))
    with closing(sqlite3.connect(folder / "hall.db")) as db:
        labels = {label for (label,) in db.execute("SELECT label FROM tickets")}
        officers = {officer for (officer,) in db.execute("SELECT DISTINCT officer FROM calls") if officer}
        times = {str(at) for (at,) in db.execute("SELECT taken_at FROM tickets")}
    assert labels
    for name in answer["files"]:
        content = (tmp_path / "open" / name).read_bytes().decode(errors="replace")
        assert not [secret for secret in labels | officers | times if secret in content], name


def test_counts_below_five_are_hidden_and_cannot_be_reckoned(used: Terminal, folder: Path, tmp_path: Path) -> None:
    used.ok("export-data", str(tmp_path / "open"))
    with (
        closing(sqlite3.connect(tmp_path / "open" / "hall-data.db")) as db,
        closing(sqlite3.connect(folder / "hall.db")) as hall,
    ):
        for table in ("days", "hours", "agencies", "services"):
            shown = [count for row in db.execute(f"SELECT visits, served, no_shows FROM {table}") for count in row]
            assert all(count is None or count == 0 or count >= FEWEST for count in shown), table
        assert db.execute("SELECT count(*) FROM hours WHERE visits IS NULL").fetchone()[0]
        true = hall.execute("SELECT count(*) FROM tickets").fetchone()[0]
        known, gone = db.execute("SELECT sum(visits), sum(visits IS NULL) FROM hours").fetchone()
        assert gone >= 2
        assert true - (known or 0) >= FEWEST
        for count in ("visits", "served", "no_shows"):
            assert _reckoned(db, count) == set()


def _reckoned(db: sqlite3.Connection, count: str) -> set[str]:
    """The hidden days and hours that follow from what is told: both add up to the month, and by weekday to the same."""
    month = "2026-11"
    days = db.execute(f"SELECT day FROM days WHERE {count} IS NULL AND day LIKE ?", (f"{month}%",)).fetchall()
    hours = db.execute(f"SELECT weekday, hour FROM hours WHERE {count} IS NULL AND month = ?", (month,)).fetchall()
    weekday = {day: str(datetime.date.fromisoformat(day).isoweekday()) for (day,) in days}
    cells = {f"{one}.{hour}": str(one) for one, hour in hours}
    same = [
        {day: 1 for day in weekday if weekday[day] == one} | {cell: -1 for cell in cells if cells[cell] == one}
        for one in {*weekday.values(), *cells.values()}
    ]
    return found_by_reckoning({*weekday, *cells}, [dict.fromkeys(weekday, 1), dict.fromkeys(cells, 1), *same])


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        ([9, 12, 40], set()),
        ([2, 12, 40], {0, 1}),
        ([1, 1, 12, 40], {0, 1, 2}),
        ([3, 4, 40], {0, 1}),
        ([0, 7, 9], set()),
        ([4], {0}),
        ([], set()),
    ],
)
def test_a_hidden_count_takes_others_with_it(counts: list[int], gone: set[int]) -> None:
    assert hidden(counts) == gone


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "November"), USAGE),
        (("--from", "2026-11", "--to", "2026-10"), USAGE),
        (("--to", "2026-09"), REFUSED),
    ],
)
def test_open_data_that_cannot_be_had_leave_no_folder(
    used: Terminal, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert used("export-data", str(tmp_path / "open"), *arguments).code == code
    assert not (tmp_path / "open").exists()


@linux("it limits a file's size as only Linux does")
@pytest.mark.parametrize("command", ["export-data", "dashboard"])
def test_a_full_disk_leaves_no_folder_either(used: Terminal, tmp_path: Path, command: str) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, before[1]))
    try:
        ran = used(command, str(tmp_path / "new"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ran.code == ENVIRONMENT
    assert not (tmp_path / "new").exists()


class Outline(HTMLParser):
    """The tags of a page, and whether each table says what it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


@pytest.mark.parametrize(("name", "lang"), [("index.html", "id"), ("en.html", "en")])
def test_the_public_page_is_plain_accessible_html(used: Terminal, tmp_path: Path, name: str, lang: str) -> None:
    used.ok("dashboard", str(tmp_path / "web"))
    text = (tmp_path / "web" / name).read_text(encoding="utf-8")
    page = Outline(text)
    assert ("html", {"lang": lang}) in page.tags
    assert (page.count("h1"), page.count("main"), page.count("title"), page.count("script")) == (1, 1, 1, 0)
    assert page.count("table") == page.count("caption") >= 1
    assert all(attributes.get("scope") in ("col", "row", "rowgroup") for tag, attributes in page.tags if tag == "th")
    labelled = {attributes["aria-labelledby"] for tag, attributes in page.tags if tag == "section"}
    assert labelled == {attributes.get("id") for tag, attributes in page.tags if tag == "h2"}
    assert "AB-0" not in text
    assert "http" not in text  # nothing is loaded from elsewhere


def test_what_nearly_all_services_say_is_said_once(
    used: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-24T22:00:00+08:00")
    used.ok("dashboard", str(tmp_path))
    text = (tmp_path / "en.html").read_text(encoding="utf-8")
    assert text.count("service has been closed") == 1
    assert text.index('id="ikm"') < text.index('id="waits"')


def test_the_page_is_replaced_whole_and_goes_on_saying_what_is_true(used: Terminal, tmp_path: Path) -> None:
    used.ok("dashboard", str(tmp_path))
    before = (tmp_path / "index.html").read_text(encoding="utf-8")
    used.ok("dashboard", str(tmp_path))
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en.html", "index.html"]


def test_the_page_goes_on_being_written_when_the_disk_was_full_for_once(
    used: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all, written, slept = open_data.put_all, list[object](), list[float]()

    def put(files: Mapping[Path, bytes]) -> None:
        written.append(files)
        if len(written) == 2:
            raise EnvironmentFault(Kind.FULL, "There is no room.", "Make room.")
        put_all(files)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise EnvironmentFault(Kind.DEVICE, "The test is over.")  # in its sleep nothing else ends it

    monkeypatch.setattr(open_data, "put_all", put)
    monkeypatch.setattr(open_data.time, "sleep", sleep)
    ran = used("dashboard", str(tmp_path), "--every", "10")
    assert len(written) == 3
    assert set(slept) == {600}
    told = ran.err.splitlines()
    assert told[1] == "There is no room. Make room."
    assert told[0] == told[2]
