"""``--keep`` under wine: a program that was killed, or whose screen stands still, is there again; both end together."""

import signal
from pathlib import Path

import psutil

from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import around, make
from tests.wine.running import Running, running


def test_a_killed_and_a_frozen_program_are_there_again(tmp_path: Path) -> None:
    hall = make(tmp_path)
    with bed.fresh_prefix("keeper") as prefix:
        more = {**around(hall, tmp_path / "local"), "WINEPREFIX": str(prefix)}
        with running(tmp_path, "counter", more, "--keep") as bar:
            bar.until_shown("next")
            for harm in (signal.SIGKILL, signal.SIGSTOP):
                before = _kept(bar)
                before.send_signal(harm)
                wait_for(lambda gone=before: not gone.is_running(), "its end", 300)
                bar.reach()
                bar.until_shown("next")
                assert _kept(bar).pid != before.pid
            last = _kept(bar)
            assert bar.leave() == 0
            wait_for(lambda: not last.is_running(), "the end of both", 120)


def _kept(bar: Running) -> psutil.Process:
    """The program itself: the process of that door that keeps no other, as Linux sees it."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if bar.door in line and "--drive" in line and "--keep" not in line:
            found.append(process)
    return found[-1]
