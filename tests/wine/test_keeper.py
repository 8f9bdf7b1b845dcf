"""``--keep`` under wine: a program that was killed, or whose screen stands still, is there again; both end together."""

from pathlib import Path

import psutil

from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import around, make
from tests.wine.running import Running, running

_END = """
import os, psutil, sys
lines = [(p.pid, p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"])]
(pid,) = [pid for pid, line in lines if sys.argv[1] in line and "--drive" in line and "--keep" not in line]
os.kill(pid, 9)
"""


def test_a_killed_and_a_frozen_program_are_there_again(tmp_path: Path) -> None:
    hall = make(tmp_path)
    with bed.fresh_prefix("keeper") as prefix:
        more = {**around(hall, tmp_path / "local"), "WINEPREFIX": str(prefix)}
        with running(tmp_path, "counter", more, "--keep") as bar:
            bar.until_shown("next")
            for harm in (_terminate, _freeze):
                before = _kept(bar)
                assert before is not None
                harm(bar, before)
                wait_for(lambda gone=before: not gone.is_running(), "its end", 300)
                wait_for(lambda gone=before: _kept(bar) not in (None, gone), "another one", 300)
                bar.reach()
                bar.until_shown("next")
            assert bar.leave() == 0
            wait_for(lambda: _kept(bar) is None, "the end of both", 120)


def _terminate(bar: Running, _process: psutil.Process) -> None:
    """As the Task Manager does it: a kill by Linux looks like an orderly end to the programs of wine."""
    done = bed.run(["-c", _END, bar.door], bar.around)
    assert done.returncode == 0, done.stderr


def _freeze(_bar: Running, process: psutil.Process) -> None:
    """It stands still, and is still there."""
    process.suspend()


def _kept(bar: Running) -> psutil.Process | None:
    """The program itself: the process of that door that keeps no other, as Linux sees it."""
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if bar.door in line and "--drive" in line and "--keep" not in line:
            return process
    return None
