"""What people are told of an outage on a real share: by every program alike, once at each end."""

import json
import re
import time

import pytest

from tests.lan.bed.bed import PYTHON
from tests.lan.test_share import flags, last_line, wait_until_inside

pytestmark = [pytest.mark.lan, pytest.mark.timeout(600)]
PROGRAMS = {
    "kiosk": (1, "kiosk --kiosk K1"),
    "counter": (2, "counter --counter 1"),
    "display": (3, "display --no-sound"),
}
SUPERVISOR = {"supervisor": (2, "counter --supervisor")}
LONGEST = 120.0


class Programs:
    """The hall's screen programs on the hosts, without screens, each with its own place for its log."""

    def __init__(self, bed, folder, which):
        self.bed, self.folder, self.which = bed, folder, which
        for name, (host, command) in which.items():
            bed.run(
                host,
                f"mkdir -p {self.place(name)}; "
                f"export ANTREAN_LOCAL={self.place(name)} QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software; "
                f"{PYTHON} -m shared.cli {command} --hall {folder} --windowed >{self.place(name)}/out 2>&1 & "
                f"echo $! >{self.place(name)}/pid",
            )

    def place(self, name):
        return f"/run/told-{self.folder.rsplit('/', 1)[1]}-{name}"

    def are_in(self):
        """All are in the hall: their hearts beat there."""
        alive = self.bed.on_the_server(self.folder) / "hall.alive"
        beating = alive.read_bytes() if alive.exists() else b""
        return beating.count(b'"beat":') >= len(self.which)

    def outages(self, name):
        """The lines of a program's log that speak of an outage."""
        host, _ = self.which[name]
        return self.bed.run(host, f"cat {self.place(name)}/log/*.log | grep outage; true").splitlines()

    def until(self, words):
        """Every program's log has a line with these words."""
        for name in self.which:
            deadline = time.monotonic() + LONGEST
            while words not in (said := "\n".join(self.outages(name))):
                assert time.monotonic() < deadline, (name, words, said)
                time.sleep(0.3)

    def stop(self):
        for name, (host, _) in self.which.items():
            self.bed.run(host, f"kill -TERM $(cat {self.place(name)}/pid); true")


@pytest.fixture
def running(bed):
    """Start programs on a fresh hall; they are ended behind the test."""
    begun = []

    def start(name, which=PROGRAMS):
        programs = Programs(bed, bed.make_hall(name), which)
        begun.append(programs)
        deadline = time.monotonic() + 150
        while not programs.are_in():
            assert time.monotonic() < deadline, "they do not come into the hall"
            time.sleep(0.3)
        return programs

    yield start
    for programs in begun:
        programs.stop()


def two_lines_each(programs, first):
    for name in programs.which:
        lines = programs.outages(name)
        assert len(lines) == 2, (name, lines)
        assert first in lines[0]
        assert "outage over" in lines[1]


def test_another_programs_lock_is_told_alike_by_all(bed, running):
    programs = running("locked")
    flag, inside = flags("locked")
    held = bed.begin(3, f"{PYTHON} -m tests.lan.hold lock {programs.folder} /mnt/ctl/out/locked")
    try:
        wait_until_inside(held, inside)
        programs.until("Another program has held")
        asked = f"{PYTHON} -m shared.cli next --hall {programs.folder} --counter 1"
        said = {bed.both(host, asked)[0] for host in (1, 2)}
        said = {re.search(r"Another program has held the hall's file since \d\d:\d\d\.", told).group() for told in said}
        checked, code = bed.both(1, f"{PYTHON} -m shared.cli check --hall {programs.folder} --quick --json")
    finally:
        flag.touch()
        held.communicate(timeout=60)
    programs.until("outage over")
    two_lines_each(programs, "Another program has held")
    said |= {programs.outages(name)[0].partition("begins: ")[2] for name in programs.which}
    assert len(said) == 1, said  # the same time everywhere
    items = {item["key"]: item for item in json.loads(checked[checked.index("{") :])["items"]}
    assert items["held"]["weight"] == "refuse"
    assert "hall.db-journal" in items["held"]["remedy"]
    assert code == 3


def test_a_server_that_is_away_is_two_lines_in_every_program(bed, running):
    programs = running("away", PROGRAMS | SUPERVISOR)
    bed.kill_server()
    time.sleep(8)
    bed.serve()
    programs.until("outage over")
    two_lines_each(programs, "outage begins")


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_a_command_begun_while_the_cable_is_out_says_so_and_can_be_ended(bed, number):
    folder = bed.make_hall(f"cut{number}")
    bed.run(1, f"{PYTHON} -m shared.cli state --hall {folder}")
    bed.cut(1)
    begun = bed.begin(1, f"{PYTHON} -m tests.lan.hold impatient {number} next --hall {folder} --counter 1")
    try:
        told = last_line(begun, 100)
    finally:
        bed.heal(1)
    if bed.kind == "nfs":  # an SMB client gives up by itself, and the command with it
        assert "waiting for the share" in told["told"]
        assert told["code"] == (130 if number == "SIGINT" else -15)
    assert told["after"] < 17, told
    assert told["ended_in"] < 2, told
