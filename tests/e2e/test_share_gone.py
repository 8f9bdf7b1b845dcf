"""The hall's folder is taken away under running programs and comes back: each screen says so, nothing is lost."""

import json
from collections.abc import Iterator

import pytest

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
from tests.helpers.store.away import bring_back, take_away
from tests.helpers.store.foreign import locked

LOCKED = "ditahan program lain sejak pukul"


@pytest.fixture
def hall(tmp_path) -> Iterator[RealHall]:
    port = free_port()
    with RealHall(tmp_path, f"tcp:127.0.0.1:{port}") as hall:
        hall.emulator("--tcp", str(port), ready=lambda: listens(port))
        yield hall


def printed(hall: RealHall) -> int:
    return len([path for path in hall.papers.glob("*.json") if json.loads(path.read_text(encoding="utf-8"))["cut"]])


def outages(program) -> list[str]:
    """One line at each end of each outage in the log."""
    return [line.partition("outage ")[2][:6] for line in program.said().splitlines() if "outage " in line]


def somebody_holds_the_file(hall, kiosk, counter, display, known):
    """A program that is not ours: nothing but a file can be held so."""
    with locked(hall.hall / "hall.db", "fcntl write"):
        kiosk.until(lambda: LOCKED in kiosk.words("going_on"), "the kiosk says who it is")
        counter.until(lambda: "Ditahan sejak" in counter.words("share"), "the counter says so")
        counter.until(lambda: LOCKED in counter.words("answer"), "and who it is")
        display.until(lambda: LOCKED in display.words("stale"), "the display says so")
        assert take_number(kiosk, "AB.1") not in ("", *known)
    go_home(kiosk)
    kiosk.until(lambda: not kiosk.words("going_on"), "the kiosk is back")
    counter.until(lambda: counter.words("share") == "Tersambung", "the counter is back")
    display.until(lambda: not display.words("stale"), "the display is back")


def test_every_screen_says_that_the_share_is_gone_and_what_was_done_meanwhile_is_settled(hall):
    kiosk = hall.start("kiosk", "K1")
    counter = hall.start("counter", "1", "--officer", "Ani")
    display = hall.start("display", "D1")
    for number in (1, 2):
        assert take_number(kiosk, "AB.1") == f"AB-{number:03d}"
        go_home(kiosk)
    assert press_next(counter) == "AB-001"
    display.until(lambda: shows(display, "AB-001"), "the call")
    wait_for(lambda: "AB" in {block[0] for event in hall.events("lease_taken") for block in event["data"]["blocks"]},
             "numbers kept aside")  # fmt: skip
    counter.key("F3")
    counter.until(lambda: "dilayani" in counter.words("state"), "the visitor is being served")
    take_away(hall.hall)

    kiosk.until(lambda: "Nomor tetap dapat diambil" in kiosk.words("going_on"), "the kiosk says so")
    counter.until(lambda: "Terputus sejak" in counter.words("share"), "the counter says so")
    display.until(lambda: "Data sejak pukul" in display.words("stale"), "the display says since when")
    assert counter.words("number") == "AB-001"
    counter.key("F4")
    counter.until(lambda: "belum terkirim" in counter.words("state"), "the finish is kept")
    before = printed(hall)
    kept = take_number(kiosk, "AB.3")
    assert "tetap berlaku" in kiosk.words("unsettled")
    wait_for(lambda: printed(hall) > before, "its paper")
    go_home(kiosk)
    counter.key("F1")
    counter.until(lambda: "tunggu sampai tersambung lagi" in counter.words("answer"), "no call without the file")

    bring_back(hall.hall)
    kiosk.until(lambda: not kiosk.words("going_on"), "the kiosk is content")
    display.until(lambda: not display.words("stale"), "the display is content")
    counter.until(lambda: counter.words("share") == "Tersambung" and not counter.words("number"), "it is sent")
    wait_for(lambda: kept in [event["label"] for event in hall.events("issued")], "its number is in the file")
    assert [event["label"] for event in hall.events("finished")] == ["AB-001"]
    assert [event["label"] for event in hall.events("issued")] == ["AB-001", "AB-002", kept]
    assert press_next(counter) == "AB-002"
    display.until(lambda: shows(display, "AB-002"), "the next call")
    wait_for(lambda: len(hall.events("print_fate")) == 3, "every paper's fate")
    assert {event["data"]["fate"] for event in hall.events("print_fate")} == {"confirmed"}

    on_file = (hall.hall / "hall.db").exists()
    if on_file:
        somebody_holds_the_file(hall, kiosk, counter, display, ("AB-001", "AB-002", kept))
    for program in (kiosk, counter, display):
        wait_for(lambda program=program: outages(program)[-1:] == ["over: "], "the end of the last outage in the log")
        assert program.end() == 0, program.said()
        assert "Traceback" not in program.said()
        assert outages(program) == ["begins", "over: "] * (1 + on_file), program.said()
