"""An X server without a screen, a window manager in it, and a hand that presses keys."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Generator, Mapping
from dataclasses import dataclass

import pytest

from shared import tether
from tests.helpers.real_hall import wait_for

TOOLS = ("Xvfb", "openbox", "xdotool")


@dataclass(frozen=True)
class XServer:
    """One display."""

    display: str

    @property
    def environment(self) -> Mapping[str, str]:
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}

    @property
    def whole_environment(self) -> Mapping[str, str]:
        """For another program of this display."""
        return {**os.environ, **self.environment}

    def hand(self, *arguments: str) -> str:
        """``xdotool``."""
        done = subprocess.run(
            ["xdotool", *arguments], env={**os.environ, **self.environment}, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The window of that title, once it is up."""
        return str(wait_for(lambda: self.hand("search", "--onlyvisible", "--name", title), title)).splitlines()[-1]

    def focus(self, window: str) -> None:
        """A window gets the keys."""
        self.hand("windowactivate", "--sync", window)
        wait_for(lambda: self.hand("getactivewindow") == window, "the focus")


@contextlib.contextmanager
def x_server(size: str = "1366x768") -> Generator[XServer]:
    """A display of that size with a window manager; skipped where the tools are missing."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reader, writer = os.pipe()
    with contextlib.ExitStack() as running:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=(writer,), stderr=subprocess.DEVNULL, preexec_fn=tether.to_this_process(),  # noqa: PLW1509
        )  # fmt: skip
        running.callback(_end, server)
        os.close(writer)
        with os.fdopen(reader) as told:
            display = XServer(f":{told.readline().strip()}")
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, **display.environment}, stderr=subprocess.DEVNULL,
            preexec_fn=tether.to_this_process(),  # noqa: PLW1509
        )  # fmt: skip
        running.callback(_end, manager)
        yield display


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
