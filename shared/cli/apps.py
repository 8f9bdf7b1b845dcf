"""``antrean kiosk | counter | display``: start one of the three screen programs."""

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from shared import config
from shared.cli import keeper
from shared.cli.common import hall_option
from shared.config import Options

KEEP = "--keep"


def _run(program: str, given: dict[str, Any]) -> int:
    """Start a program; its exit code. Qt is imported only here."""
    keep = given.pop("keep")
    options = _options(given)
    if keep and sys.platform != "linux":
        arguments = [argument for argument in sys.argv[1:] if argument != KEEP]
        return keeper.keep(keeper.command([sys.executable, "-m", "shared.cli", *arguments]))
    run = importlib.import_module(f"{program}.app").run
    return keeper.keep(keeper.forked(lambda: run(options))) if keep else run(options)


at_option = click.option(
    "--at",
    type=(int, int),
    metavar="X Y",
    help="Where a window is placed; else a point of the screen to cover.",
)
windowed_option = click.option("--windowed", is_flag=True, help="A window in place of the whole screen.")
drive_option = click.option(
    "--drive", type=click.Path(path_type=Path), metavar="SOCKET", hidden=True, help="Answer a test driver."
)
keep_option = click.option(KEEP, is_flag=True, help="Start it again at once when it was killed, crashed or hangs.")
lang_option = click.option("--lang", help="The language to start in; the hall's first if missing.")
renderer_option = click.option(
    "--renderer", type=click.Choice(["auto", "software", "opengl"]), default="auto", help="How Qt Quick draws."
)


def _options(given: dict[str, Any]) -> Options:
    """What a program is told, from its command line."""
    told: dict[str, Any] = {**given, "hall": config.hall_folder(given["hall"]), "device": given["device"] or ""}
    return Options(**told)


@click.command()
@hall_option
@click.option(
    "--kiosk",
    "device",
    default="K1",
    envvar="ANTREAN_KIOSK",
    show_default=True,
    help="The kiosk's code in the hall's data.",
)
@click.option("--rating", is_flag=True, help="At the exit: how was it? Faces and the satisfaction survey, no numbers.")
@windowed_option
@at_option
@keep_option
@lang_option
@renderer_option
@drive_option
def kiosk(**given: Any) -> int:
    """The touch screen where visitors take a number; with --rating the one where they say how it was."""
    return _run("kiosk", given)


@click.command()
@hall_option
@click.option("--counter", "device", envvar="ANTREAN_COUNTER", help="The counter's number.")
@click.option("--officer", help="Who sits there.")
@click.option("--supervisor", is_flag=True, help="Open as the supervisor's window.")
@windowed_option
@at_option
@keep_option
@lang_option
@drive_option
def counter(**given: Any) -> int:
    """The officer's bar: the current number and the next key."""
    if given["device"] is None and not given["supervisor"]:
        raise click.UsageError("Say which counter this is: --counter 1 (or --supervisor).")
    return _run("counter", given)


@click.command()
@hall_option
@click.option(
    "--display",
    "device",
    default="D1",
    envvar="ANTREAN_DISPLAY",
    show_default=True,
    help="The display's code in the hall's data.",
)
@click.option("--sound/--no-sound", default=True, help="Whether it speaks.")
@windowed_option
@at_option
@keep_option
@lang_option
@renderer_option
@drive_option
def display(**given: Any) -> int:
    """The board in a zone, with its voice."""
    return _run("display", given)
