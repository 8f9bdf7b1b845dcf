"""A server is silent, stopped, refuses, is full, fails over, under running programs: each says so, nothing is lost."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.unattended.hand import HASTE_MS
from shared.tools.demo.driven_program import Driven
from tests.e2e.server_outages import OUTAGES, hall_on, says_so
from tests.helpers.real_hall import RealHall, go_home, press_next, shows, take_number, wait_for
from tests.helpers.server import both, cluster
from tests.helpers.server.cluster import Cluster

pytestmark = [
    pytest.mark.skipif(both.url() is None, reason="needs a PostgreSQL server: ./run postgres"),
    pytest.mark.timeout(600),
]

DURABLE = {**cluster.QUICK, "synchronous_commit": "on"}


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A server of its own: what is done to it would disturb other tests. What it told as done it has on its disk."""
    with cluster.temporary(DURABLE) as made:
        yield made


def leave(kiosk: Driven) -> None:
    """Who leaves a number sooner than it can be read, on a kiosk without paper, gives it back."""
    time.sleep(HASTE_MS / 1000 + 0.1)
    go_home(kiosk)


def started(hall: RealHall) -> tuple[Driven, Driven, Driven]:
    """A kiosk with numbers kept aside, a counter with a visitor, a display."""
    programs = hall.start("kiosk", "K1"), hall.start("counter", "1", "--officer", "Ani"), hall.start("display", "D1")
    kiosk, counter, display = programs
    assert take_number(kiosk, "AB.1") == "AB-001"
    leave(kiosk)
    assert press_next(counter) == "AB-001"
    display.until(lambda: shows(display, "AB-001"), "the call")
    wait_for(lambda: hall.events("lease_taken"), "numbers kept aside")
    return programs


def all_content(*programs: Driven) -> None:
    for program in programs:
        program.until(lambda one=program: not says_so(one), "it is content")


def sound(hall: RealHall, *programs: Driven) -> None:
    labels = [event["label"] for event in hall.events("issued")]
    assert len(labels) == len(set(labels))
    for program in programs:
        assert program.end() == 0, program.said()
        assert "Traceback" not in program.said()


def test_each_outage_is_said_and_what_was_done_meanwhile_is_settled_once(server: Cluster, tmp_path: Path):
    with hall_on(server, server.url(), tmp_path) as (hall, schema):
        kiosk, counter, display = started(hall)
        for name, outage in OUTAGES.items():
            outage.begin(server, schema)
            if not outage.reads:
                for program in (kiosk, counter, display):
                    program.until(lambda one=program: says_so(one), f"{name}: it says so")
            kept = take_number(kiosk, "AB.1")
            assert "tetap berlaku" in kiosk.words("unsettled"), name
            leave(kiosk)
            counter.key("F1")
            counter.until(lambda: counter.words("answer"), f"{name}: no call without the server")
            outage.end(server, schema)
            all_content(kiosk, counter, display)
            wait_for(lambda label=kept: label in [event["label"] for event in hall.events("issued")], f"{name}: {kept}")
        before = counter.words("number")
        assert press_next(counter) != before
        display.until(lambda: shows(display, counter.words("number")), "the next call")
        sound(hall, kiosk, counter, display)


def test_a_standby_shows_and_takes_no_writes_and_once_promoted_it_is_the_hall(server: Cluster, tmp_path: Path):
    second_place = server.folder.parent / "second"
    with Cluster(second_place, DURABLE, base=server) as second:
        server.sql("ALTER SYSTEM SET synchronous_standby_names = '*'", database="postgres")
        server.sql("SELECT pg_reload_conf()", database="postgres")
        url = f"postgresql:///antrean?host={server.folder},{second.folder}&port={server.port},{second.port}"
        with hall_on(server, url, tmp_path) as (hall, _schema):
            kiosk, counter, display = started(hall)
            server.stop(signal.SIGQUIT)
            kept = take_number(kiosk, "AB.1")
            assert "tetap berlaku" in kiosk.words("unsettled")
            leave(kiosk)
            counter.key("F3")
            for program in (kiosk, counter):
                program.until(lambda one=program: says_so(one), "it may not write")
            second.run("pg_ctl", "promote", "-D", str(second.data), "-w")
            all_content(kiosk, counter, display)
            wait_for(lambda: kept in [event["label"] for event in hall.events("issued")], "its number")
            assert [event["label"] for event in hall.events("called")] == ["AB-001"]
            sound(hall, kiosk, counter, display)
