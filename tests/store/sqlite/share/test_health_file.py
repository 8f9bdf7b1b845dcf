"""Reports beside the hall's file: each device its place, read as the others wrote it, whatever lies there."""

import dataclasses

import pytest

from shared.domain.words import Instant
from shared.store.health_report import HealthReport
from shared.store.sqlite.share.health_file import FILE, PLACE_BYTES, PLACES, HealthFile
from tests.helpers.hall import open_hall
from tests.helpers.machine.linux import linux


def report(device="D1", beat=1, **data) -> HealthReport:
    return HealthReport(device, "display", "PC", 7, beat, Instant(5), data)


def test_a_report_is_read_by_another_process_s_file_as_it_was_written(tmp_path):
    one, other = HealthFile(tmp_path, direct=False), HealthFile(tmp_path, direct=False)
    for device in ("D1", "D2", "K1"):
        one.write(report(device, lead=["A"]))
    one.write(report("D1", beat=2, lead=[]))
    assert other.read(("D1", "D2", "D9")) == {"D1": report("D1", 2, lead=[]), "D2": report("D2", lead=["A"])}
    one.close()
    other.close()


def test_more_devices_than_places_are_refused_and_nobody_loses_a_place(tmp_path):
    file = HealthFile(tmp_path, direct=False)
    for number in range(PLACES):
        file.write(report(str(number)))
    with pytest.raises(OSError, match="no place"):
        file.write(report("one more"))
    assert len(file.read(map(str, range(PLACES)))) == PLACES
    file.close()


def test_what_is_damaged_is_no_report_and_its_place_is_used_again(tmp_path):
    file = HealthFile(tmp_path, direct=False)
    file.write(report())
    (tmp_path / FILE).write_bytes(b"\xff[nonsense".ljust(PLACES * PLACE_BYTES, b"x"))
    assert file.read(("D1",)) == {}
    file.write(report())
    assert file.read(("D1",)) == {"D1": report()}
    file.close()


@pytest.mark.parametrize(
    "record",
    [
        b"[]",
        b"7",
        b'{"device": "D1"}',
        b'{"device": "D1", "kind": "display", "pc": "PC", "pid": "x", "beat": 1, "at": 1, "data": {}}',
        b'{"device": "D1", "kind": "display", "pc": "PC", "pid": 7, "beat": 1e999, "at": 1, "data": {}}',
        b"[" * 3000,
    ],
)
def test_json_that_says_something_else_is_no_report(tmp_path, record):
    file = HealthFile(tmp_path, direct=False)
    file.write(report())
    (tmp_path / FILE).write_bytes(record[: PLACE_BYTES - 1].ljust(PLACE_BYTES, b"\0") * PLACES)
    assert file.read(("D1",)) == {}
    file.close()


@linux("Windows lets nobody remove an open file")
def test_a_file_that_was_removed_is_told_and_made_anew(tmp_path):
    with open_hall(tmp_path) as hall:
        hall.report(report())
        (tmp_path / FILE).unlink()
        with pytest.raises(OSError, match="replaced"):
            hall.reports(("D1",))
        hall.report(report(beat=2))
        assert hall.reports(("D1",))["D1"].beat == 2


def test_a_report_that_is_too_long_is_a_bug_and_is_not_written(tmp_path):
    file = HealthFile(tmp_path, direct=False)
    with pytest.raises(ValueError, match="too long"):
        file.write(dataclasses.replace(report(), data={"much": "x" * PLACE_BYTES}))
    assert file.read(("D1",)) == {}
    file.close()
