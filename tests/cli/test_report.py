"""``antrean report`` and the audit of past days."""

import csv
import json
from pathlib import Path

import pytest

from shared.cli.common import ENVIRONMENT, REFUSED, USAGE
from tests.helpers.cli import MORNING, Terminal, antrean
from tests.helpers.hall import open_hall


@pytest.fixture
def used(hall: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Two days: three visits, of whom one was called after ten minutes and served for twenty; then one more."""
    for service in ("AB.1", "AB.1", "BA.1"):
        hall.ok("issue", service)
    for time, *act in (("09:10", "next"), ("09:10", "start"), ("09:30", "finish")):
        monkeypatch.setenv("ANTREAN_CLOCK", f"2026-11-23T{time}:00+08:00")
        hall.ok(*act, "--counter", "1", "--officer", "Sari")
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-24T09:00:00+08:00")
    hall.ok("issue", "AB.1", "--priority")
    return hall


def test_today_is_meant_when_no_day_is_named(used: Terminal) -> None:
    answer = used.ok("report")
    assert (answer["from"], answer["to"], answer["by"]) == ("2026-11-24", "2026-11-24", "day")
    assert (answer["total"]["visits"], answer["total"]["priority"]) == (1, 1)


def test_days_are_counted_and_measured(used: Terminal) -> None:
    answer = used.ok("report", "--from", "2026-11-23", "--to", "2026-11-24", "--by", "service")
    first = answer["rows"][0]
    assert (first["key"], first["visits"], first["served"], first["expired"]) == ("AB.1", 3, 1, 1)
    assert 10 <= first["wait"]["median"] < 10.5
    assert first["wait"]["within"] == 1.0
    assert 20 <= first["service"]["median"] < 20.5


def test_nobody_is_named(used: Terminal, tmp_path: Path) -> None:
    ran = antrean("report", "--hall", str(used.hall), "--from", "2026-11-23", "--by", "counter")
    table = tmp_path / "report.csv"
    said = json.dumps(used.ok("report", "--from", "2026-11-23", "--by", "counter", "--csv", str(table)))
    for text in (ran.out, said, table.read_text()):
        assert "Sari" not in text
        assert "AB-00" not in text
    assert "counter" in ran.out


def test_a_spreadsheet_gets_the_same_rows(used: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "report.csv"
    answer = used.ok("report", "--from", "2026-11-23", "--by", "agency", "--csv", str(table))
    assert table.read_bytes().startswith(b"\xef\xbb\xbfagency;")  # else Excel in Indonesia shows one column
    indonesian = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert float(indonesian[0]["wait_median_minutes"].replace(",", ".")) == answer["rows"][0]["wait"]["median"]
    assert "," in indonesian[0]["wait_median_minutes"]
    used.ok("report", "--from", "2026-11-23", "--by", "agency", "--csv", str(table), "--csv-style", "excel_en")
    assert table.read_bytes().startswith(b"\xef\xbb\xbfagency,")
    used.ok("report", "--from", "2026-11-23", "--by", "agency", "--csv", str(table), "--csv-style", "plain")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert [row["agency"] for row in rows] == [row["key"] for row in answer["rows"]] + ["total"]
    assert [int(row["visits"]) for row in rows] == [row["visits"] for row in answer["rows"]] + [4]
    assert float(rows[0]["wait_median_minutes"]) == answer["rows"][0]["wait"]["median"]
    refused = used("report", "--csv", str(tmp_path / "nowhere" / "x.csv"))
    assert (refused.code, refused.answer["fault"]) == (ENVIRONMENT, "read_only")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2026-13-01"), "not a date"),
        (("--from", "2026-11-25"), "is after"),
        (("--from", "1999-01-01"), "before the first day"),
        (("--agency", "QQ"), "no agency"),
        (("--by", "officer"), "officer"),
    ],
)
def test_what_cannot_be_asked_is_said(used: Terminal, arguments: tuple[str, ...], said: str) -> None:
    ran = used("report", *arguments)
    assert ran.code == USAGE
    assert said in ran.answer["sentence"]


def test_the_audit_of_a_past_day_is_read_wherever_it_lies(used: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("events", "--from", "2026-11-23", "--to", "2026-11-23")
    before = used.ok(*asked)
    assert {event["day"] for event in before["events"]} == {"2026-11-23"}
    for number in (25, 26, 27):
        monkeypatch.setenv("ANTREAN_CLOCK", f"2026-11-{number}T09:00:00+08:00")
        used.ok("issue", "AB.1")
    assert used.ok("archive", "--keep-days", "2")["archived"]["first"] == "2026-11-23"
    assert used.ok(*asked)["events"] == before["events"]


def test_a_months_report_is_written_as_pages_workbook_and_table(used: Terminal, tmp_path: Path) -> None:
    files = {kind: tmp_path / f"report.{kind}" for kind in ("pdf", "xlsx", "csv")}
    options = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    answer = used.ok("report", "month", "2026-11", *options)
    assert (answer["period"], answer["from"], answer["to"]) == ("2026-11", "2026-11-01", "2026-11-30")
    assert {one["key"]: one["value"] for one in answer["figures"]}["visits"] == 4
    assert len(answer["figures"]) == 10
    assert answer["statistics"]["total"]["served"] == 1
    assert answer["files"] == [str(path) for path in files.values()]
    assert [path.read_bytes()[:4] for path in files.values()] == [b"%PDF", b"PK\x03\x04", b"\xef\xbb\xbfL"]
    assert "Sari" not in json.dumps(answer)


def test_the_day_that_goes_on_and_the_one_that_nobody_closed_are_marked(used: Terminal) -> None:
    marks = used.ok("report", "month")["statistics"]["marks"]
    assert {(mark["day"], mark["mark"]) for mark in marks} >= {("2026-11-23", "unclosed"), ("2026-11-24", "going_on")}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("month", "2026-12"), "future_period"), (("day", "2026-11-20"), "no_data"), (("year", "2025"), "no_data")],
)
def test_without_data_nothing_is_written(used: Terminal, tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = used("report", *arguments, "--pdf", str(tmp_path / "report.pdf"))
    assert (ran.code, ran.answer["refused"]) == (REFUSED, code)
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("month", "November"), "is not a month"),
        (("week", "2026-W60"), "is not a week"),
        (("fortnight",), "fortnight"),
        (("month", "--from", "2026-11-01"), "--from"),
        (("--pdf", "x.pdf"), "--pdf"),
        (("month", "--agency", "AB", "--service", "AB.1"), "together"),
        (("month", "--agency", "QQ"), "no agency"),
        (("month", "--service", "AB.99"), "no service"),
        (("month", "--pdf", "same", "--csv", "same"), "same name"),
        (("month", "--pdf", "same", "--csv", "there/../same"), "same name"),
        (("day", "--pdf", "same", "--csv", str(Path.cwd() / "same")), "same name"),
    ],
)
def test_a_report_that_cannot_be_made_says_why(used: Terminal, arguments: tuple[str, ...], said: str) -> None:
    ran = used("report", *arguments)
    assert ran.code == USAGE
    assert said in ran.answer["sentence"]


def test_a_part_of_a_period_is_nothing_to_compare_with(used: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-12-01T09:00:00+08:00")
    used.ok("issue", "AB.1")
    month = used.ok("report", "month", "2026-12")  # the records begin on 23 November
    assert {one["before"] for one in month["figures"]} == {None}
    assert any("dimulai pada 23 November 2026" in mark for mark in month["marks"])
    week = used.ok("report", "week", "2026-12-01")  # until Tuesday: beside Monday and Tuesday of the week before
    visits = week["figures"][0]
    assert (visits["value"], visits["before"], visits["change"]) == (1, 4, "turun 75% dari 23 – 24 November 2026")


def test_refused_numbers_are_counted_by_reason(used: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert used("issue", "AB.1", "AB.1").code == REFUSED
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-24T21:00:00+08:00")
    assert used("issue", "AB.1").code == REFUSED
    assert used("next", "--counter", "9").code == REFUSED  # no number was asked for
    refused = used.ok("report", "day", "2026-11-24")["statistics"]["refused"]
    assert refused == {"same_service_twice": 1, "after_closing": 1}


def test_the_surveys_report_and_the_evidence_of_the_evaluation_are_written(used: Terminal, tmp_path: Path) -> None:
    answers = tmp_path / "skm.csv"
    answers.write_text(
        "tanggal,layanan,persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,sarana,pengaduan\n"
        "2026-11-23,AB.1,4,4,4,4,4,4,4,4,4\n2026-11-23,AB.1,3,3,3,3,3,3,3,3,3\n2026-11-24,BA.1,4,4,4,4,,4,4,4,4\n"
    )
    assert used("report", "skm", "2026-S2").answer["refused"] == "no_data"
    used.ok("skm", "import", str(answers))
    pages = tmp_path / "skm.pdf"
    survey = used.ok("report", "skm", "2026-S2", "--pdf", str(pages))
    assert (survey["from"], survey["to"]) == ("2026-07-01", "2026-12-31")
    assert survey["figures"][0]["value"] == "87,50"
    assert [row[1:4] for row in survey["tables"]["sample"] if row[0].startswith("AB.1 ")] == [[2, 2, 2]]
    evidence = used.ok(
        "report", "pekppp", "--from", "2026-11-01", "--to", "2026-11-30", "--xlsx", str(tmp_path / "e.xlsx")
    )
    assert [key for key in evidence["tables"] if key.startswith("aspect_")] == [f"aspect_{n}" for n in range(1, 7)]
    assert any("87,50 (B)" in row for row in evidence["tables"]["aspect_1"])
    assert "Sari" not in json.dumps(evidence)
    for wrong in (("skm", "2026-Q9"), ("skm", "2026", "--from", "2026-01-01"), ("pekppp", "--by", "day")):
        assert used("report", *wrong).code == USAGE
    assert used("report", "skm", "2027").answer["refused"] == "future_period"


def test_one_report_of_several_halls(hall: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's median is that of all waits, not of the halls' medians."""
    other = Terminal(tmp_path / "other")
    with open_hall(other.hall):
        pass
    for terminal, waits in ((hall, (10, 20, 30)), (other, (1, 2))):
        monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
        for _ in (*waits, 0):
            terminal.ok("issue", "AB.1")
        for wait in waits:
            monkeypatch.setenv("ANTREAN_CLOCK", f"2026-11-23T09:{wait:02d}:00+08:00")
            terminal.ok("next", "--counter", "1", "--ended", "finish")
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T10:00:00+08:00")
    files = {kind: tmp_path / f"both.{kind}" for kind in ("pdf", "xlsx", "csv")}
    options = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    answer = hall.ok("report", "day", "--and", str(other.hall), *options)
    figures = {one["key"]: one["value"] for one in answer["figures"]}
    assert figures["visits"] == 7
    assert [(row["key"], row["visits"]) for row in answer["halls"]] == [("MPP Sungai Rindang", 4), ("MPP Contoh", 3)]
    medians = [answer["total"]["wait"]["median"], *(row["wait"]["median"] for row in answer["halls"])]
    assert [int(median) for median in medians] == [10, 20, 1]
    assert figures["wait"] == medians[0]
    assert sum(row["served"] for row in answer["halls"]) == answer["total"]["served"] == 3
    assert all("MPP" in mark for mark in answer["marks"])
    assert [path.read_bytes()[:4] for path in files.values()] == [b"%PDF", b"PK\x03\x04", b"\xef\xbb\xbfL"]
    assert hall("report", "day", "--and", str(other.hall), "--agency", "AB").code == 2
    assert hall("report", "--and", str(other.hall)).code == 2
    twice = hall("report", "day", "--and", str(other.hall), "--and", str(hall.hall))
    assert (twice.code, "count twice" in twice.err) == (2, True)
    nobody = hall("report", "day", "2026-11-22", "--and", str(other.hall))
    assert (nobody.code, nobody.answer["refused"]) == (1, "no_data")
