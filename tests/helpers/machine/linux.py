"""What of the tests is about Linux alone: under Windows it is skipped with its reason, and nothing else is."""

import ctypes
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

WINDOWS = sys.platform == "win32"
WINE = sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")
"""Windows as wine plays it: its network is that of Linux beneath."""
MODULES = {
    "tests/cli/test_interrupt.py": "a command works in a fork of itself on Linux; Windows has shared.win32.ctrl_c",
    "tests/cli/test_keeper.py": "the keeper forks its program on Linux; Windows starts a command",
    "tests/display/test_program.py": "the program is driven and watched through Linux' sockets and process table",
    "tests/printers/dialogue/test_printer_command.py": "its printers are ptys",
    "tests/printers/dialogue/test_silent.py": "its printers are ptys",
    "tests/printers/link/test_usb.py": "USB printers are device files of Linux; Windows prints through its spooler",
    "tests/reports/test_files.py": "it limits memory and time as only Linux does",
    "tests/sound/test_speaker.py": "it stops and freezes the sound process with Linux' signals",
    "tests/store/sqlite/locking/test_foreign_lock.py": "its other program holds a POSIX lock",
    "tests/store/sqlite/locking/test_system_errors.py": "it fails the calls that SQLite makes of Linux",
    "tests/store/sqlite/locking/test_waiting_line.py": "the line is made of Linux' locks; Windows has a mutex",
    "tests/store/sqlite/share/test_mounts.py": "Linux' table of mounts",
    "tests/store/sqlite/share/test_share_profile.py": "what Linux' SMB client needs",
    "tests/test_setup.py": "`run` is a shell script for Linux",
    "tests/test_tether.py": "the kernel of Linux ends a child with its parent",
}
"""Whole modules, by their path: most cannot even be imported elsewhere."""


def linux(reason: str) -> pytest.MarkDecorator:
    """The mark of a test that is about Linux alone."""
    return pytest.mark.skipif(WINDOWS, reason=f"Linux alone: {reason}")


class _SkippedModule(pytest.Module):
    """A module that is not imported."""

    reason = ""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Say why not."""
        pytest.skip(f"Linux alone: {self.reason}", allow_module_level=True)


def module(path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """What takes the place of a module of Linux under Windows; None elsewhere, and for any other module."""
    name = path.as_posix()
    reason = next((why for known, why in MODULES.items() if name.endswith(f"/{known}")), None)
    if not WINDOWS or reason is None:
        return None
    made: _SkippedModule = _SkippedModule.from_parent(parent, path=path)
    made.reason = reason
    return made
