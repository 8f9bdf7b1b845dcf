"""Ctrl-C in a console of Windows ends a command in time, even while a call blocks it.

A pty makes wine give it a console; the event is made by a call there, for wine makes none of ^C on a pty.
"""

import os
import pty
import subprocess

from tests.wine import bed

_BEGUN = """
import ctypes, sys, threading
from shared.cli.interrupt import guarded
windows = ctypes.windll.kernel32
def work():
    threading.Timer(1, windows.GenerateConsoleCtrlEvent, (0, 0)).start()
    {work}
    return 0
"""


def _in_a_console(work: str, after: str) -> tuple[int, str]:
    """Windows' Python doing that in a console: its exit code, and what it showed."""
    ours, its = pty.openpty()
    line = bed.command("-c", _BEGUN.format(work=work) + after)
    with subprocess.Popen(line, stdin=its, stdout=its, stderr=its, env=bed.environment(), cwd=bed.ROOT) as process:
        os.close(its)
        shown = b""
        try:
            while more := os.read(ours, 4096):
                shown += more
        except OSError:  # the console is closed
            pass
        process.wait(300)
    os.close(ours)
    return process.returncode, shown.decode(errors="replace")


def test_a_command_in_a_call_that_blocks_is_ended_with_130_and_says_so():
    code, shown = _in_a_console("windows.Sleep(600_000)", "sys.exit(guarded(work))")
    assert code == 130, shown
    assert "while the operating system blocked it" in shown
    assert "antrean" in shown


def test_a_command_that_runs_python_takes_ctrl_c_itself():
    after = "try:\n    guarded(work)\nexcept KeyboardInterrupt:\n    sys.exit(7)\n"
    code, shown = _in_a_console("import time; time.sleep(600)", after)
    assert code == 7, shown
