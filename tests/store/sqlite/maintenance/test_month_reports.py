"""The month's report by itself: once for each month, by one PC, late where no PC was there in time."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from shared.faults import Kind
from shared.store import acts, hall_faults
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, month_reports, schedule
from tests.helpers.hall import open_hall
from tests.store.acts.test_calling import take

NOVEMBER = "month_report 2026-11"


def made(hall_file: HallFile) -> list[str]:
    """The months' reports that this PC's chores make now."""
    return [one.outcome for one in schedule.do_due(hall_file) if one.name.startswith(month_reports.CHORE) and one.ok]


def in_folder(hall_file: HallFile) -> Sequence[str]:
    return sorted(path.name for path in (hall_file.folder / "reports").glob("*.pdf"))


def test_it_is_made_after_closing_on_the_last_day_of_service_by_one_pc(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        take(hall_file, "AB.1")
        acts.close_day(hall_file, "c1")
        assert made(hall_file) == []
        hall_file.clock.advance(days=7)  # 30 November, a Monday
        take(hall_file, "AB.1")
        assert NOVEMBER not in schedule.due(hall_file)
        acts.close_day(hall_file, "c2")
        hall_file.clock.advance(minutes=1)
        assert made(hall_file) == ["laporan-2026-11.pdf, laporan-2026-11.xlsx"]
        starts = {path.name: path.read_bytes()[:4] for path in (tmp_path / "hall" / "reports").iterdir()}
        assert starts == {"laporan-2026-11.pdf": b"%PDF", "laporan-2026-11.xlsx": b"PK\x03\x04"}
        assert made(hall_file) == []
        hall_file.clock.advance(days=1)  # closed before its hour, it is not made once more in the next month
        take(hall_file, "AB.1")
        assert made(hall_file) == []


def test_of_a_month_before_the_hall_there_is_nothing_to_report(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        take(hall_file, "AB.1")
        assert month_reports.make(hall_file, "month_report 2026-09") == "nothing to report"
    assert not (tmp_path / "hall" / "reports").exists()


def test_months_in_which_no_pc_did_chores_are_made_up_one_by_one_also_out_of_the_archive(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        for days in (0, 10, 40, 31):  # 23 November, 3 December, 12 January, 12 February
            hall_file.clock.advance(days=days)
            take(hall_file, "AB.1")
        assert archive.archive(hall_file, keep_days=10) is not None
        assert made(hall_file) == ["laporan-2026-11.pdf, laporan-2026-11.xlsx"]
        assert made(hall_file) == ["laporan-2026-12.pdf, laporan-2026-12.xlsx"]
        assert made(hall_file) == ["laporan-2027-01.pdf, laporan-2027-01.xlsx"]
        assert made(hall_file) == []
        assert in_folder(hall_file) == ["laporan-2026-11.pdf", "laporan-2026-12.pdf", "laporan-2027-01.pdf"]


def test_one_that_cannot_be_made_is_tried_again_and_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        for days in (0, 10, 40):
            hall_file.clock.advance(days=days)
            take(hall_file, "AB.1")

        def full(*_: object) -> None:
            raise hall_faults.fault(Kind.FULL)

        with monkeypatch.context() as disk:
            disk.setattr(month_reports, "put_all", full)
            assert made(hall_file) == []
        assert in_folder(hall_file) == []
        assert made(hall_file) == ["laporan-2026-12.pdf, laporan-2026-12.xlsx"]
        assert made(hall_file) == []
        hall_file.clock.advance(minutes=61)
        assert made(hall_file) == ["laporan-2026-11.pdf, laporan-2026-11.xlsx"]


def test_while_one_is_being_made_no_other_pc_begins_one_and_takes_over_if_that_pc_died(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        for days in (0, 10, 40):
            hall_file.clock.advance(days=days)
            take(hall_file, "AB.1")
        assert schedule._claim(hall_file, NOVEMBER)  # pyright: ignore[reportPrivateUsage]
        assert made(hall_file) == []
        hall_file.clock.advance(minutes=16)
        assert made(hall_file) == ["laporan-2026-11.pdf, laporan-2026-11.xlsx"]


def test_what_an_older_antrean_made_is_not_made_again(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        take(hall_file, "AB.1")
        hall_file.clock.advance(days=10)
        take(hall_file, "AB.1")
        with hall_file.writing() as db:
            at = hall_file.clock()
            db.execute("INSERT INTO chores VALUES ('month_report', 'K1', ?, ?, 'laporan-2026-11.pdf')", (at, at))
        assert made(hall_file) == []
