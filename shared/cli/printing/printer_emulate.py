"""``antrean printer emulate``: an emulated printer, for everybody who has no real one."""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from printers.emulator.server import EmulatedPrinter, save_log
from printers.emulator.traits import HABITS, Traits, traits_of
from printers.models.model import model
from shared.cli import common
from shared.faults import UsageFault


@click.command()
@click.option("--pty", "pty", is_flag=False, flag_value="", metavar="[PATH]", help="A serial line, under this path.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --tcp: the address to listen on.")
@click.option(
    "--tcp", type=click.IntRange(0, 65535), metavar="PORT", help="A network printer on this PC; 0 is any port."
)
@click.option("--model", "model_code", metavar="MODEL", help="Be like this model; without it, answer everything.")
@click.option("--like", type=click.Choice(sorted(HABITS)), multiple=True, help="Also behave in this unusual way.")
@click.option("--baud", type=int, help="Carry bytes no faster than this speed.")
@click.option("--pace", type=float, default=1.0, show_default=True, help="Run this many times faster than real time.")
@click.option(
    "--paper", type=click.Path(path_type=Path), metavar="FOLDER", help="Save each cut ticket as PNG and JSON."
)
@click.option(
    "--control", type=click.Path(path_type=Path), metavar="SOCKET", help="Take orders (faults) here, as JSON lines."
)
@click.option(
    "--log",
    "log_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="At the end, write every byte into this file.",
)
@click.option("--fault", "faults", multiple=True, metavar="JSON", help='As {"fault": "paper_out", "after_dots": 300}.')
@click.option("--lenient", is_flag=True, help="Accept commands that are not known.")
@click.option("--seconds", type=float, help="End after this many seconds, instead of with Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="Say where it listens, and at the end what came out, as JSON.")
def emulate(**given: Any) -> int:
    """Be a printer: on a serial line (--pty) or the network (--tcp), with paper as pictures and faults on command."""
    if (given["pty"] is None) == (given["tcp"] is None):
        raise UsageFault("The emulator needs a link.", "Give --pty or --tcp PORT.")
    if given["pty"] is not None and sys.platform == "win32":  # pragma: no cover - Windows
        raise UsageFault("Windows has no serial lines between programs.", "Give --tcp PORT.")
    if given["control"] is not None and sys.platform == "win32":  # pragma: no cover - Windows
        raise UsageFault("Windows has no sockets among its files.", "Leave --control out, or emulate on Linux.")
    look = traits_of(model(given["model_code"])) if given["model_code"] else Traits()
    for habit in given["like"]:
        look = look.having(**HABITS[habit])
    look = look.having(strict=not given["lenient"])
    faults = faults_of(given["faults"])
    emulated = EmulatedPrinter(
        look,
        port=given["tcp"],
        host=given["host"],
        baud=given["baud"],
        pace=given["pace"],
        paper=given["paper"],
        control=given["control"],
        pty_path=Path(given["pty"]) if given["pty"] else None,
        on_piece=None if given["as_json"] else _say_piece,
        tears=True,
    )
    with emulated:
        for fault in faults:
            emulated.do({"do": "fault", **fault})
        _hello(emulated, given)
        _until_interrupted(given["seconds"])
        if given["log_file"]:
            save_log(emulated, given["log_file"])
        errors = emulated.engine.decoder.errors
        pieces = [piece.facts() for piece in emulated.pieces()]
    if given["as_json"]:
        click.echo(json.dumps({"tickets": pieces, "errors": errors}, ensure_ascii=False))
    for error in dict.fromkeys(errors):
        common.say_line(f"antrean: {error}", err=True)
    return common.ENVIRONMENT if errors and look.strict else common.DONE


def faults_of(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Faults as given on the command line."""
    found: list[dict[str, Any]] = []
    for text in texts:
        try:
            fault = json.loads(text)
        except ValueError:
            fault = {"fault": text}
        if not isinstance(fault, dict):
            raise UsageFault(
                f"{text!r} is not a fault.", 'Write {"fault": "paper_out", "after_dots": 300}, or just its name.'
            )
        found.append(fault)  # type: ignore[arg-type]  # JSON objects have text keys
    return found


def _hello(emulated: EmulatedPrinter, given: Mapping[str, Any]) -> None:
    if given["as_json"]:
        click.echo(json.dumps({"link": emulated.link, "control": str(given["control"] or "")}))
        return
    common.say_line(f"An emulated printer listens. Its link: {emulated.link}")
    if given["paper"]:
        common.say_line(f"  Each ticket is drawn in {given['paper']}")
    if given["control"]:
        common.say_line(f"  Orders, one JSON object a line, on {given['control']}")
    if given["seconds"] is None:
        common.say_line("  Ctrl-C ends it.")


def _say_piece(number: int, piece: Any) -> None:
    words = next((line.text for line in piece.lines if line.size >= 4), "")
    common.say_line(f"  ticket {number}: {piece.facts()['mm']} mm  {words}".rstrip())


def _until_interrupted(seconds: float | None) -> None:
    end = None if seconds is None else time.monotonic() + seconds
    try:
        while end is None or time.monotonic() < end:
            time.sleep(0.1)
    except KeyboardInterrupt:
        click.echo("", err=True)
