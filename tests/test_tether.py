"""When a leading process dies, fails or is interrupted, nothing that it started goes on."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from tests.helpers.machine.processes import ROOT
from tests.torture import world

_MARK = "ANTREAN_TEST_FAMILY"
_TEST = """
import subprocess, sys, time
from tests.store.sqlite.locking.test_many_processes import _processes

def test_it():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with _processes(2) as pool:
        pool.submit(time.sleep, 0).result()
        pool.submit(time.sleep, 600)
        pool.submit(time.sleep, 600).result()
"""
_PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"))
_FAMILIES = {
    "a test": (6, *_PYTEST, "{}/test_it.py"),
    "a test among others": (7, *_PYTEST, "-n", "1", "{}/test_it.py"),
    "torture": (9 + len(world.ZONES), "-m", "tests.torture", "crowd", "--short"),
    "bench": (7, "-m", "shared.cli", "bench", "hall", "--counters", "4", "--displays", "1", "--kiosks", "1"),
    "demo": (3, "-m", "shared.cli", "demo", "--no-screen", "--folder", "{}/demo"),
}
"""What is started, and how many processes it is when it is at work."""


@pytest.fixture
def family(tmp_path):
    """Starts one of them and tells who of it lives."""
    mark = uuid.uuid4().hex
    led: list[subprocess.Popen[bytes]] = []

    def living() -> dict[int, str]:
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if f"{_MARK}={mark}".encode() in (process / "environ").read_bytes():
                    found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
        return found

    def start(many: int, *command: str) -> subprocess.Popen[bytes]:
        (tmp_path / "test_it.py").write_text(_TEST)
        (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
        words = [word.format(tmp_path) for word in command]
        quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        led.append(subprocess.Popen([sys.executable, *words], cwd=ROOT, env=os.environ | {_MARK: mark}, **quiet))
        until(lambda: len(living()) >= many or led[0].poll() is not None)
        assert led[0].poll() is None
        return led[0]

    yield start, living
    for pid in living():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for one in led:
        one.wait()


def until(there):
    deadline = time.monotonic() + 60
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("what", "end"),
    [
        ("a test", signal.SIGINT),
        ("a test among others", signal.SIGKILL),
        ("torture", signal.SIGKILL),
        ("torture", signal.SIGINT),
        ("bench", signal.SIGTERM),
        ("demo", signal.SIGKILL),
    ],
    ids=lambda one: getattr(one, "name", one),
)
def test_nobody_outlives_the_one_who_leads(family, what, end):
    start, living = family
    leader = start(*_FAMILIES[what])
    leader.send_signal(end)
    leader.wait(60)
    with contextlib.suppress(AssertionError):
        until(lambda: not living())
    assert not living()
