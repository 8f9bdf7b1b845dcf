"""From the visitor's finger to the picture in the hall: real programs, each its own process, on one file."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from counter.desk.presses import SAME_PRESS_SECONDS
from shared.tools.demo.driven_program import Driven
from tests.helpers.machine.linux import linux
from tests.helpers.real_hall import (
    RealHall,
    free_port,
    go_home,
    listens,
    press_next,
    shows,
    take_number,
    wait_for,
)


@pytest.fixture
def tcp_hall(tmp_path) -> Iterator[RealHall]:
    port = free_port()
    with RealHall(tmp_path, f"tcp:127.0.0.1:{port}") as hall:
        hall.emulator("--tcp", str(port), ready=lambda: listens(port))
        yield hall


@pytest.fixture
def hall(tmp_path) -> Iterator[RealHall]:
    with RealHall(tmp_path) as hall:
        yield hall


def papers(hall: RealHall) -> list[dict]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(hall.papers.glob("*.json"))]


def fates(hall: RealHall) -> dict[str, str]:
    return {event["label"]: event["data"]["fate"] for event in hall.events("print_fate")}


def test_a_touch_prints_a_ticket_and_next_brings_it_to_the_display(tcp_hall):
    kiosk = tcp_hall.start("kiosk", "K1")
    counter = tcp_hall.start("counter", "1", "--officer", "Ani")
    display = tcp_hall.start("display", "D1")
    label = take_number(kiosk, "AB.1", "BA.1")
    assert label == "AB-001"
    (paper,) = wait_for(lambda: papers(tcp_hall), "the paper")
    assert paper["cut"] is True
    wait_for(lambda: "AB-001" in fates(tcp_hall), "the paper's fate")
    assert fates(tcp_hall)["AB-001"] == "confirmed"
    go_home(kiosk)

    assert press_next(counter) == "AB-001"
    display.until(lambda: shows(display, "AB-001"), "AB-001 on the display")
    (called,) = tcp_hall.events("called")
    assert (called["label"], called["counter"], called["officer"]) == ("AB-001", "1", "Ani")
    state = tcp_hall.antrean("state")
    assert state["counters"][0]["current"] == {"label": "AB-001", "service": "AB.1", "state": "called"}
    for program in (kiosk, counter, display):
        assert program.end() == 0, program.said()
        assert "Traceback" not in program.said()
        assert "ERROR" not in program.said()


@linux("its printer is a pty")
def test_the_same_over_a_serial_line(tmp_path):
    line = tmp_path / "printer"
    with RealHall(tmp_path, f"serial:{line}?baud=19200") as hall:
        hall.emulator("--pty", str(line), ready=line.exists)
        kiosk = hall.start("kiosk", "K1")
        assert take_number(kiosk, "MZ.1") == "MZ-001"
        wait_for(lambda: papers(hall), "the paper")
        wait_for(lambda: "MZ-001" in fates(hall), "the paper's fate")
        assert fates(hall)["MZ-001"] == "confirmed"


def test_a_counter_that_is_killed_comes_back_to_its_visitor(hall):
    hall.antrean("issue", "AB.1")
    hall.antrean("issue", "AB.1")
    counter = hall.start("counter", "1")
    assert press_next(counter) == "AB-001"
    counter.kill()
    again = hall.start("counter", "1")
    again.until(lambda: again.words("number") == "AB-001", "its visitor")
    again.until(lambda: again.ready("start"), "the key")
    called = again.words("state")
    again.key("F3")
    again.until(lambda: again.words("state") not in ("", called), "the beginning of the service")
    assert press_next(again) == "AB-002"
    assert [event["label"] for event in hall.events("called")] == ["AB-001", "AB-002"]
    assert [event["label"] for event in hall.events("finished")] == ["AB-001"]


def test_a_display_that_was_off_shows_what_it_missed(hall):
    for _ in range(3):
        hall.antrean("issue", "AB.1")
    display = hall.start("display", "D1")
    hall.antrean("next", "--counter", "1")
    display.until(lambda: shows(display, "AB-001"), "the first call")
    display.kill()
    hall.antrean("next", "--counter", "2")
    hall.antrean("next", "--counter", "3")
    again = hall.start("display", "D1")
    again.until(lambda: shows(again, "AB-002") and shows(again, "AB-003"), "the calls it missed")


def test_a_kiosk_that_is_killed_loses_no_number_and_gives_none_twice(hall):
    kiosk = hall.start("kiosk", "K1")
    first = take_number(kiosk, "AB.1")
    kiosk.kill()
    hall.antrean("issue", "AB.2", "--kiosk", "K2")
    again = hall.start("kiosk", "K1")
    third = take_number(again, "AB.3")
    issued = [event["label"] for event in hall.events("issued")]
    assert len(set(issued)) == len(issued) == 3
    assert {first, third} <= set(issued)


def test_two_officers_at_once_never_call_the_same_visitor(hall):
    for _ in range(6):
        hall.antrean("issue", "AB.1")
    left, right = hall.start("counter", "1", "--officer", "Ani"), hall.start("counter", "2", "--officer", "Budi")
    seen: list[str] = []

    def fresh(counter: Driven) -> str:
        """The number of a press that the file has answered."""
        now = counter.words("number")
        return now if now not in seen and now in counter.words("answer") else ""

    for _ in range(3):
        for counter in (left, right):
            counter.until(lambda c=counter: c.ready("next"), "the key")
        time.sleep(SAME_PRESS_SECONDS + 0.1)  # a second press within this is taken for a bouncing key
        left.key("F1")
        right.key("F1")
        seen += [counter.until(lambda c=counter: fresh(c), "a new number") for counter in (left, right)]
        for counter in (left, right):
            counter.key("F3")
            counter.until(lambda c=counter: not c.ready("start"), "the beginning of the service")
    assert sorted(seen) == [f"AB-{number:03d}" for number in range(1, 7)]
    assert [event["label"] for event in hall.events("called")] == sorted(seen)


@pytest.mark.parametrize("program", ["kiosk", "counter", "display"])
def test_a_program_without_its_hall_says_so_and_ends(tmp_path, program):
    device = {"kiosk": "K1", "counter": "1", "display": "D1"}[program]
    with RealHall(tmp_path) as hall:
        done = subprocess.run(
            [sys.executable, "-m", "shared.cli", program, f"--{program}", device, "--hall", str(tmp_path / "no")],
            env=hall.environment(program),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 3
    assert "hall" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "no").exists()
