"""A kiosk's clock jumps to tomorrow: it gives no number, visitor and staff are told, and it goes on by itself."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared.clock import machine_clock
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.tools.demo.driven_program import Driven
from tests.helpers.hall import hall_at_noon
from tests.helpers.machine import moved_clock

MOVED = str(Path(next(iter(moved_clock.__path__))))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    create.create(tmp_path / "hall", hall_at_noon(), machine_clock)
    with ExitStack() as programs:

        def started(*arguments: str) -> Driven:
            name = arguments[0]
            environment = {
                "ANTREAN_LOCAL": str(tmp_path / name),
                "ANTREAN_CLOCK": "",
                "PYTHONPATH": os.pathsep.join([MOVED, *filter(None, [os.environ.get("PYTHONPATH")])]),
                "MOVED_CLOCK": str(tmp_path / f"{name}.off"),
            }
            hall = ["--hall", str(tmp_path / "hall")]
            return programs.enter_context(Driven(name, [*arguments, *hall], tmp_path, environment))

        yield started


def test_a_kiosk_in_tomorrow_gives_no_number_and_calls_the_staff(start, tmp_path: Path):
    kiosk = start("kiosk", "--kiosk", "K1")
    window = start("counter", "--supervisor")
    kiosk.until(lambda: kiosk.ready("agency:AB"), "the start page")
    (tmp_path / "kiosk.off").write_text("86400", encoding="utf-8")
    kiosk.until(lambda: "belum dapat diambil" in kiosk.words("notice"), "the visitor is told")
    assert "meja informasi" in kiosk.words("remedy")
    window.until(lambda: "Jam K1 berada di hari lain" in window.words("notice"), "the staff are told")
    with HallFile.open(tmp_path / "hall", device="look", clock=machine_clock) as file, file.reading() as db:
        assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 0
    (tmp_path / "kiosk.off").write_text("7200", encoding="utf-8")
    kiosk.until(lambda: "2 jam lebih cepat" in kiosk.words("going_on"), "two hours off, and it says so")
    kiosk.touch("agency:AB", lambda: kiosk.words("service:AB.1"))
    kiosk.touch("service:AB.1", lambda: kiosk.ready("take"))
    kiosk.touch("take", lambda: kiosk.words("number"))
    assert kiosk.words("number") == "AB-001"
    window.until(lambda: window.words("number_waiting") == "1", "one who waits")


def test_a_kiosk_whose_pc_slept_forgets_whoever_stood_there(start, tmp_path: Path):
    kiosk = start("kiosk", "--kiosk", "K1")
    kiosk.until(lambda: kiosk.ready("agency:AB"), "the start page")
    kiosk.touch("agency:AB", lambda: kiosk.ready("service:AB.1"))
    (tmp_path / "kiosk.off").write_text("slept 90", encoding="utf-8")
    kiosk.until(lambda: kiosk.ready("agency:AB"), "the start page, without its timers")
