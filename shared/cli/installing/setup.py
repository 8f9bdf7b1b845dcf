"""``antrean setup``: a guided set-up of this PC, as a window or in the terminal."""

import os
import shutil
import sys

import click

from shared import launcher
from shared.cli.common import language
from shared.faults import Fault
from shared.setup import terminal
from shared.setup.guide import LANG, guide
from shared.setup.own_pc import OwnPc


@click.command()
@click.option("--window/--terminal", default=None, help="As a window, or with numbered choices in this terminal.")
def setup(window: bool | None) -> int:
    """Set this PC up: share, hall, what it is, printer, sound, screen, start at boot; then check it.

    Everything that it writes is a plain file. A second run changes only what differs.
    """
    screen = sys.platform == "win32" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    as_window = screen and not sys.stdin.isatty() if window is None else window
    antrean = os.environ.get(launcher.LAUNCHER) or shutil.which("antrean") or sys.argv[0]
    lang = language()
    if as_window:
        from shared.setup.window import show  # noqa: PLC0415 - Qt is loaded for the window alone

        return show(lambda: guide(OwnPc(), antrean), lang)
    face = terminal.Terminal(lang)
    try:
        face.lead(guide(OwnPc(), antrean))
    except Fault:
        os.environ[LANG] = face.lang  # it is said in the language that was chosen
        raise
    return 0
