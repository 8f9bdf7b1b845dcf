"""Ctrl-C ends a command in every place where the share can hold it."""

import signal
import subprocess
import sys

import pytest

from tests.helpers.processes import ROOT

HELD_FAST = (
    "import ctypes; lock = ctypes.create_string_buffer(64); take = ctypes.CDLL(None).pthread_mutex_lock; take(lock)"
)
"""A call that no signal interrupts, as one on a share that does not answer: a lock that this thread holds itself."""


@pytest.mark.parametrize(
    ("prepare", "wait", "code", "told"),
    [
        (HELD_FAST, "take(lock)", 130, "did not answer"),
        ("import time", "time.sleep(60)", -signal.SIGINT, "KeyboardInterrupt"),
    ],
)
def test_it_ends_in_a_call_that_hears_no_signal_and_orderly_in_any_other(prepare, wait, code, told):
    lines = (
        "from shared.cli import interrupt",
        "interrupt.SECONDS = 0.2",
        "interrupt.watch()",
        prepare,
        "import os, threading; threading.Timer(0.5, os.kill, (os.getpid(), 2)).start()",
        wait,
    )
    ended = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, cwd=ROOT, check=False, timeout=50
    )
    assert ended.returncode == code
    assert told in ended.stderr


def test_it_obeys_whoever_switched_ctrl_c_off():
    code = "import signal; signal.signal(2, signal.SIG_IGN); from shared.cli import interrupt; interrupt.watch();"
    ended = subprocess.run(
        [sys.executable, "-c", f"{code} import os; os.kill(os.getpid(), 2); print('lives')"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert ended.stdout == "lives\n"
