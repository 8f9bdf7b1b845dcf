"""``antrean kiosk | counter | display``: start one of the three screen programs."""

import importlib
from pathlib import Path

import click

from shared import config
from shared.cli.common import hall_option
from shared.config import Options


def _run(program: str, options: Options) -> int:
    """Start a program; its exit code. Qt is imported only here."""
    return importlib.import_module(f"{program}.app").run(options)


windowed_option = click.option("--windowed", is_flag=True, help="A window in place of the whole screen.")
drive_option = click.option(
    "--drive", type=click.Path(path_type=Path), metavar="SOCKET", hidden=True, help="Answer a test driver."
)
lang_option = click.option("--lang", help="The language to start in; the hall's first if missing.")
renderer_option = click.option(
    "--renderer", type=click.Choice(["auto", "software", "opengl"]), default="auto", help="How Qt Quick draws."
)


@click.command()
@hall_option
@click.option("--kiosk", "device", default="K1", show_default=True, help="The kiosk's code in the hall's data.")
@windowed_option
@lang_option
@renderer_option
@drive_option
def kiosk(*, hall: str | None, device: str, windowed: bool, lang: str | None, renderer: str, drive: Path | None) -> int:
    """The touch screen where visitors take a number."""
    options = Options(config.hall_folder(hall), device, windowed=windowed, lang=lang, renderer=renderer, drive=drive)
    return _run("kiosk", options)


@click.command()
@hall_option
@click.option("--counter", "device", help="The counter's number.")
@click.option("--officer", help="Who sits there.")
@click.option("--supervisor", is_flag=True, help="Open as the supervisor's window.")
@windowed_option
@lang_option
@drive_option
def counter(
    *,
    hall: str | None,
    device: str | None,
    officer: str | None,
    supervisor: bool,
    windowed: bool,
    lang: str | None,
    drive: Path | None,
) -> int:
    """The officer's bar: the current number and the next key."""
    if device is None and not supervisor:
        raise click.UsageError("Say which counter this is: --counter 1 (or --supervisor).")
    options = Options(
        config.hall_folder(hall),
        device or "",
        windowed=windowed,
        lang=lang,
        officer=officer,
        supervisor=supervisor,
        drive=drive,
    )
    return _run("counter", options)


@click.command()
@hall_option
@click.option("--display", "device", default="D1", show_default=True, help="The display's code in the hall's data.")
@click.option("--sound/--no-sound", default=True, help="Whether it speaks.")
@windowed_option
@lang_option
@renderer_option
@drive_option
def display(
    *, hall: str | None, device: str, sound: bool, windowed: bool, lang: str | None, renderer: str, drive: Path | None
) -> int:
    """The board in a zone, with its voice."""
    options = Options(
        config.hall_folder(hall), device, windowed=windowed, lang=lang, renderer=renderer, drive=drive, sound=sound
    )
    return _run("display", options)
