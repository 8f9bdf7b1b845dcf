"""``antrean``: every act of the hall without a screen, and the door to its programs.

Commands are loaded when they are called, so that ``antrean next`` does not wait for Qt.
"""

import importlib
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from shared import launcher
from shared.cli import common, interrupt
from shared.cli.installing import help_words
from shared.faults import UsageFault
from shared.text.languages import FIRST, of_terminal

COMMANDS = {
    "setup": "shared.cli.installing.setup:setup",
    "update": "shared.cli.installing.update:update",
    "init": "shared.cli.hall:init",
    "apply": "shared.cli.hall:apply",
    "export": "shared.cli.hall:export",
    "check": "shared.cli.installing.check:check",
    "kiosk": "shared.cli.apps:kiosk",
    "counter": "shared.cli.apps:counter",
    "display": "shared.cli.apps:display",
    "issue": "shared.cli.acts:issue",
    "next": "shared.cli.acts:next_",
    "call": "shared.cli.acts:call",
    "recall": "shared.cli.acts:recall",
    "start": "shared.cli.acts:start",
    "finish": "shared.cli.acts:finish",
    "no-show": "shared.cli.acts:no_show",
    "hold": "shared.cli.acts:hold",
    "resume": "shared.cli.acts:resume",
    "transfer": "shared.cli.acts:transfer",
    "return": "shared.cli.acts:return_",
    "cancel": "shared.cli.acts:cancel",
    "rejoin": "shared.cli.acts:rejoin",
    "bring-back": "shared.cli.visits:bring_back",
    "add-step": "shared.cli.visits:add_step",
    "drop-step": "shared.cli.visits:drop_step",
    "reorder": "shared.cli.visits:reorder",
    "continue-at": "shared.cli.visits:continue_at",
    "serve": "shared.cli.visits:serve",
    "visit": "shared.cli.visits:visit",
    "visit-note": "shared.cli.visits:visit_note",
    "queue": "shared.cli.visits:queue",
    "book": "shared.cli.bookings:book",
    "bookings": "shared.cli.bookings:bookings",
    "move-booking": "shared.cli.bookings:move_booking",
    "cancel-booking": "shared.cli.bookings:cancel_booking",
    "check-in": "shared.cli.bookings:check_in",
    "note": "shared.cli.visits:note",
    "undo": "shared.cli.floor:undo",
    "press": "shared.cli.floor:press",
    "open": "shared.cli.floor:open_",
    "close": "shared.cli.floor:close",
    "break": "shared.cli.floor:break_",
    "pause-hall": "shared.cli.floor:pause_hall",
    "announce": "shared.cli.supervising:announce",
    "resume-hall": "shared.cli.floor:resume_hall",
    "disturb": "shared.cli.floor:disturb",
    "restore-service": "shared.cli.floor:restore_service",
    "open-day": "shared.cli.floor:open_day",
    "close-day": "shared.cli.floor:close_day",
    "move-officer": "shared.cli.supervising:move_officer",
    "today": "shared.cli.supervising:today",
    "ask-help": "shared.cli.supervising:ask_help",
    "accept-help": "shared.cli.supervising:accept_help",
    "acknowledge": "shared.cli.supervising:acknowledge",
    "find": "shared.cli.state:find",
    "state": "shared.cli.state:state",
    "screens": "shared.cli.state:screens",
    "now": "shared.cli.state:now",
    "events": "shared.cli.state:events",
    "voice": "shared.cli.speaking.voice:voice",
    "printer": "shared.cli.printing.printer:printer",
    "report": "shared.cli.reporting.report:report_",
    "export-data": "shared.cli.reporting.open_data:export_data",
    "dashboard": "shared.cli.reporting.open_data:dashboard",
    "skm": "shared.cli.opinions.surveys:skm",
    "rating": "shared.cli.opinions.ratings:rating",
    "simulate": "shared.cli.simulate:simulate",
    "backup": "shared.cli.backup:backup",
    "restore": "shared.cli.backup:restore",
    "salvage": "shared.cli.backup:salvage",
    "archive": "shared.cli.backup:archive",
    "move": "shared.cli.server:move",
    "overview": "shared.cli.overview:overview",
    "spool": "shared.cli.kept:spool",
    "chores": "shared.cli.backup:chores",
    "audit": "shared.cli.audit:audit",
    "officer": "shared.cli.staff:officer",
    "device": "shared.cli.staff:device",
    "login": "shared.cli.staff:login",
    "logout": "shared.cli.staff:logout",
    "bench": "shared.cli.bench:bench",
    "demo": "shared.cli.demo:demo",
}
"""Where each command lives: ``module:function``."""
PATIENT = ("report", "export-data", "dashboard")
"""Commands that count for long while the hall works."""
SCREENS = ("kiosk", "counter", "display")


class _Commands(click.Group):
    """A group whose commands are imported at their first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        try:
            command = getattr(importlib.import_module(module), name)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            return None
        command.name = cmd_name
        if of_terminal() == FIRST:
            help_words.in_indonesian(command, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise common.unknown("command", args[0], COMMANDS, "antrean --help lists them all.")
        return super().resolve_command(ctx, args)


def _say_version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        common.say_line(f"antrean, version {importlib.metadata.version('antrean')}")
        context.exit()


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
    help="Show the version and exit.",
)  # fmt: skip
@common.as_option
def antrean() -> None:
    """Antrean: the queue of a public service hall, around one SQLite file on the LAN.

    --hall FOLDER (or ANTREAN_HALL) names the hall, --json gives one object. The exit code is 0 done,
    1 refused by the hall, 2 wrong usage, 3 a fault of the environment.
    """


def need_text(arguments: Sequence[str]) -> None:
    """UsageFault for an argument whose bytes are not text: it could not be stored, printed or spoken."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            shown = argument.encode(errors="backslashreplace").decode()
            raise UsageFault(
                f'"{shown}" holds bytes that are not text (UTF-8).',
                "Type it again in a terminal that uses UTF-8; rename a file or folder with such a name.",
            ) from None


def run(arguments: Sequence[str]) -> int:
    """One command line; answers the exit code. What it says goes to standard output, faults to standard error."""
    as_json = "--json" in arguments
    try:
        need_text(arguments)
        if of_terminal() == FIRST:
            help_words.in_indonesian(antrean, "")
        outcome: Any = antrean.main(list(arguments), prog_name="antrean", standalone_mode=False)
    except Exception as error:  # noqa: BLE001 - the one place where every fault gets its sentence and exit code
        return common.say_fault(error, as_json=as_json)
    return common.say(outcome, as_json=as_json)


def _give_way() -> None:
    """Work that nobody stands before: the hall's programs on this PC go first."""
    if os.name == "posix":
        os.nice(10)
        return
    import psutil  # noqa: PLC0415 - only here

    psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)


def main() -> None:
    """The entry point of ``antrean``. The screen programs end by themselves: no screen waits for the share."""
    launcher.use_settings()
    screen = any(name in SCREENS for name in sys.argv[1:2])
    if any(name in PATIENT for name in sys.argv[1:2]):
        _give_way()
    sys.exit(_main() if screen else interrupt.guarded(_main))


def _main() -> int:
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        return common.let_go_of_output()
    except KeyboardInterrupt:
        return 130
    return code


__all__ = ["COMMANDS", "main", "run"]
