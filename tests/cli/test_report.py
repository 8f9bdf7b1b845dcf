"""``antrean report`` and the audit of past days."""

import csv
import json
from pathlib import Path

import pytest

from shared.cli.common import ENVIRONMENT, USAGE
from tests.helpers.cli import Terminal, antrean


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
