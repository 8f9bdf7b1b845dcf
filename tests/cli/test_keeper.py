"""The keeper on real processes: what is killed or hangs is there again, what was left on purpose stays away."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import tether
from shared.cli import keeper
from tests.helpers.real_hall import wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the service manager's protocol")

PROGRAM = """
import os, socket, sys, time
lives = sys.argv[1]
with open(lives, "a") as file:
    file.write(f"{os.getpid()}\\n")
said = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
where = "\\0" + os.environ["NOTIFY_SOCKET"][1:]
said.sendto(b"READY=1", where)
beats = int(sys.argv[2])
while beats:
    time.sleep(float(os.environ["WATCHDOG_USEC"]) / 2e6)
    said.sendto(b"WATCHDOG=1", where)
    beats -= 1
time.sleep(600)
"""
KEEPER = """
import sys
from shared.cli import keeper
sys.exit(keeper.keep(keeper.command(sys.argv[2:]), hangs=float(sys.argv[1])))
"""


@pytest.fixture
def lives(tmp_path: Path) -> Path:
    return tmp_path / "lives"


def pids(lives: Path) -> list[int]:
    return [int(line) for line in lives.read_text().splitlines()] if lives.exists() else []


@pytest.fixture
def kept(lives: Path, request: pytest.FixtureRequest) -> Iterator["subprocess.Popen[bytes]"]:
    hangs, beats = request.param
    process = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(hangs), sys.executable, "-c", PROGRAM, str(lives), str(beats)],
        preexec_fn=tether.to_this_process(),  # noqa: PLW1509
    )
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("kept", [(20, -1)], indirect=True)
def test_what_is_killed_is_there_again_and_a_signal_ends_both(kept: "subprocess.Popen[bytes]", lives: Path) -> None:
    for life in (1, 2):
        wait_for(lambda n=life: len(pids(lives)) == n, "a life")
        if life == 1:
            os.kill(pids(lives)[-1], signal.SIGKILL)
    kept.terminate()
    kept.wait(60)
    assert not Path(f"/proc/{pids(lives)[-1]}").exists()


@pytest.mark.parametrize("kept", [(1, 2)], indirect=True)
def test_what_hangs_is_killed_and_started_again(kept: "subprocess.Popen[bytes]", lives: Path) -> None:
    wait_for(lambda: len(pids(lives)) >= 2, "a second life")
    assert kept.poll() is None


@pytest.mark.parametrize(("code", "answer"), [(0, 0), (2, 2), (3, 3)])
def test_what_was_left_on_purpose_or_cannot_begin_ends_the_keeper(code: int, answer: int) -> None:
    assert keeper.keep(keeper.command([sys.executable, "-c", f"raise SystemExit({code})"])) == answer


def test_what_crashes_at_its_start_is_tried_again(tmp_path: Path) -> None:
    script = "import sys, pathlib as p; f = p.Path(sys.argv[1]); n = len(f.read_text()) if f.exists() else 0\n"
    script += "f.write_text('x' * (n + 1)); sys.exit(0 if n else 1)"
    assert keeper.keep(keeper.command([sys.executable, "-c", script, str(tmp_path / "count")])) == 0
    assert (tmp_path / "count").read_text() == "xx"


FORKED = """
import os, signal, sys, threading
from pathlib import Path
from shared.cli import keeper
import kiosk.app
assert len(os.listdir("/proc/self/task")) == 1, "what is loaded begins no thread: a fork is safe"
lives = Path(sys.argv[1])
def run():
    with lives.open("a") as file:
        file.write(os.environ["NOTIFY_SOCKET"] + "\\n")
    if len(lives.read_text().splitlines()) < 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0
sys.exit(keeper.keep(keeper.forked(run)))
"""


def test_a_kiosk_lives_again_from_what_the_keeper_has_loaded(lives: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FORKED, str(lives)], check=False)
    assert done.returncode == 0
    assert len(lives.read_text().splitlines()) == 3
