"""A command that the operating system blocks says what it waits for, and ends when it is told to."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.clock import machine_clock
from shared.store.sqlite import create
from tests.helpers.hall import small_hall
from tests.helpers.machine.processes import ROOT
from tests.helpers.store.stuck import disk, frozen, silent

QUICK = """
import sys
from shared.cli import interrupt, main, waiting
interrupt.SECONDS = 0.2
waiting.BEGIN_SECONDS = waiting.EVERY_SECONDS = 0.05
waiting.UNANSWERED_SECONDS = waiting.HELD_FAST_SECONDS = 0.2
"""
COMMAND = f"{QUICK}sys.argv[0] = 'antrean'\nmain()"
SECONDS = 50


@contextlib.contextmanager
def started(code, *words, **named):
    """Python code in a process, ended whatever happens."""
    command = [sys.executable, "-c", code, *map(str, words)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, **named)
    try:
        yield process
    finally:
        process.kill()
        process.wait(SECONDS)
        for pipe in (process.stdout, process.stderr):
            pipe.close()  # not read to its end: what the system still holds has it open, too


def with_work(work):
    """``main`` would do that; here the work is this code."""
    lines = "\n".join(f"    {line}" for line in work.splitlines())
    return f"{QUICK}\ndef work():\n{lines}\n    return 7\nsys.exit(interrupt.guarded(work))"


SAYS_SO = "print('in', flush=True)"
HELD_FAST = f"""
import ctypes, os, threading, time
lock = ctypes.create_string_buffer(64)
def tell():
    while hex(ctypes.addressof(lock)) not in open('/proc/self/task/%d/syscall' % os.getpid()).read():
        time.sleep(0.01)
    {SAYS_SO}
take = ctypes.CDLL(None).pthread_mutex_lock
take(lock)
threading.Thread(target=tell, daemon=True).start()
take(lock)
"""
"""A call that no signal interrupts, as one on a share that does not answer: a lock that this thread holds itself.

Another thread says so once the system call is seen to wait for that very lock.
"""
TIDY = f"""
import time
try:
    {SAYS_SO}
    time.sleep(60)
finally:
    time.sleep(0.6)
    print('tidied', flush=True)
"""


@pytest.mark.parametrize("kind", ["silent", "frozen"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_in_a_folder_that_does_not_answer_says_so_and_ends(tmp_path, kind, number):
    place = tmp_path / "share"
    with contextlib.ExitStack() as stack:
        if kind == "silent":
            stack.enter_context(silent(place))
        else:
            stack.enter_context(disk(place))
            create.create(place / "hall", small_hall(), machine_clock)
            stack.enter_context(frozen(place))
        command = stack.enter_context(started(COMMAND, "note", "--hall", place / "hall", "words"))
        assert "waiting for" in command.stderr.readline()
        command.send_signal(number)
        assert command.wait(SECONDS) == (130 if number == signal.SIGINT else -number)
        if (kind, number) != ("silent", signal.SIGTERM):  # there the system itself ends it at once
            assert "Ended while the operating system blocked it" in command.stderr.readline()


def test_it_ends_in_a_call_that_hears_no_signal():
    with started(with_work(HELD_FAST)) as command:
        assert command.stdout.readline() == "in\n"
        command.send_signal(signal.SIGINT)
        assert command.wait(SECONDS) == 130


def test_what_hears_the_signal_may_tidy_up_and_hears_it_once():
    with started(with_work(TIDY), start_new_session=True) as command:
        assert command.stdout.readline() == "in\n"
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does it: both processes have it
        out, err = command.communicate(timeout=SECONDS)
    assert out == "tidied\n"
    assert "KeyboardInterrupt" in err
    assert err.count("Traceback") == 1


def test_its_code_and_its_signal_are_those_of_the_work():
    with started(with_work("pass")) as command:
        assert command.wait(SECONDS) == 7
    with started(with_work("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")) as command:
        assert command.wait(SECONDS) == -signal.SIGKILL


def test_no_process_is_left_when_the_one_that_was_started_is_killed():
    with started(with_work(f"import os, time; print(os.getpid(), flush=True); time.sleep({SECONDS})")) as command:
        worker = int(command.stdout.readline())
        command.kill()
        assert command.stdout.read() == ""  # nobody has it open any more
    deadline = time.monotonic() + SECONDS
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        while "\nState:\tZ" not in Path(f"/proc/{worker}/status").read_text(encoding="utf-8"):
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_it_obeys_whoever_switched_ctrl_c_off():
    code = with_work("import os; os.kill(os.getppid(), 2); os.kill(os.getpid(), 2); print('lives')")
    with started(f"import signal; signal.signal(2, signal.SIG_IGN)\n{code}") as command:
        assert command.communicate(timeout=SECONDS)[0] == "lives\n"
        assert command.returncode == 7
