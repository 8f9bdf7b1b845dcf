"""What all commands share: ``--hall`` and ``--json``, the open file, and how answers and faults are printed."""

import dataclasses
import datetime
import errno
import json
import os
import sys
import traceback
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from shared import clock, config, log, records
from shared.cli import waiting
from shared.domain import calendar
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Text
from shared.faults import EnvironmentFault, Fault, Kind, UsageFault, kind_of_write
from shared.store.engine import Engine
from shared.store.engine_choice import engine_of
from shared.store.live import clock_watch
from shared.store.offline.signed_in import SignedInHere
from shared.text import event_words, plain_lines, plain_sentences
from shared.text.languages import ENGLISH, FIRST, of_terminal, pick

_F = TypeVar("_F", bound=Callable[..., Any])
DEVICE = "cli"
"""The device name under which the command line's own acts are recorded."""
DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: the object for ``--json``, the lines for people (English ones), the exit code."""

    data: Mapping[str, Any]
    lines: Sequence[str] = ()
    code: int = DONE


def hall_option(command: _F) -> _F:
    """``--hall FOLDER``, and ``--as OFFICER`` with it."""
    return click.option(
        "--hall", "hall", metavar="FOLDER", help=f"The hall's folder, where hall.db lies; {config.HALL} if missing."
    )(as_option(command))


def as_option(command: _F) -> _F:
    """``--as OFFICER``."""
    return click.option(
        "--as", "acting", metavar="OFFICER", expose_value=False, callback=_note_acting,
        help="Which of the officers who signed in on this PC acts; who signed in last if missing.",
    )(command)  # fmt: skip


def _note_acting(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta["as"] = value.strip().upper()


def session_here(hall_id: str, now: Instant) -> str:
    """The session of whoever signed in on this PC with ``antrean login``; empty when nobody has."""
    context = click.get_current_context(silent=True)
    here = SignedInHere(config.local_folder(), hall_id, DEVICE)
    return here.session(now, context.meta.get("as") if context is not None else None)


def json_option(command: _F) -> _F:
    """``--json``. What it does is done by :func:`say`; a command that would ask looks at :func:`may_ask`."""
    return click.option(
        "--json", "as_json", is_flag=True, expose_value=False, callback=_note_json, help="Answer one JSON object."
    )(command)


def _note_json(context: click.Context, _option: click.Parameter, value: bool) -> None:
    context.meta["as_json"] = value


def may_ask() -> bool:
    """Whether a person can be asked: at a terminal, and without ``--json``."""
    return sys.stdin is not None and sys.stdin.isatty() and not click.get_current_context().meta.get("as_json")


def request_option(command: _F) -> _F:
    """``--request ID``."""
    return click.option(
        "--request",
        metavar="ID",
        help="The id of this press: a second use gives the first answer again and changes nothing.",
    )(command)


def visitor_options(command: _F) -> _F:
    """How the visitor is spoken to and called, and whether a ticket is printed."""
    options = (
        click.option("--visual", is_flag=True, help="The visitor wishes to be called visibly."),
        click.option("--lang", default="id", show_default=True, help="The visitor's language."),
        click.option("--kiosk", metavar="K1", help="Record it for this kiosk; with --print use its printers."),
        click.option("--print/--no-print", "paper", default=False, help="Print the ticket."),
    )
    for option in reversed(options):
        command = option(command)
    return command


print_at_option = click.option(
    "--print-at", metavar="K1", help="The kiosk whose program prints the paper; for a number given out elsewhere."
)


def hall_folder(hall: str | None) -> Path:
    """The hall's folder; from now on the command says when it has to wait for the share."""
    folder = config.hall_folder(hall)
    waiting.watch(folder)
    return folder


@contextmanager
def opened(hall: str | None, device: str = DEVICE) -> Generator[Engine]:
    """The hall's file, closed afterwards."""
    folder = hall_folder(hall)
    file = engine_of(folder, device=device, clock=clock.process_clock())
    waiting.watch(folder).use(file)
    try:
        file.reach()
        _compare_clocks(file)
        file.session = session_here(file.hall_id, file.clock()) if file.learned.officer else ""
        yield file
    finally:
        file.close()


def _compare_clocks(file: Engine) -> None:
    """The share's time is used where this PC's clock is far off, and the user is told."""
    clock_watch.compare(file)
    told = clock_watch.words(file)
    if told is not None:
        click.echo(f"antrean: {words(told)}", err=True)


def hall_of(file: Engine) -> Hall:
    """The hall's data as the file has it now."""
    with file.reading() as db:
        return file.hall(db)


def known(kind: str, code: str, codes: Iterable[str]) -> str:
    """The code itself; :class:`UsageFault` with the nearest ones if the hall does not have it."""
    every = list(codes)
    if code in every:
        return code
    raise unknown(kind, code, every)


def unknown(kind: str, code: str, codes: Iterable[str], remedy: str = "") -> UsageFault:
    """The fault of an unknown code, naming the nearest ones."""
    every = list(codes)
    alike = near_codes(code, every)
    if alike:
        remedy = f"Did you mean {' or '.join(alike)}? {remedy}".strip()
    elif not remedy and every:
        remedy = f"Use one of {', '.join(every[:12])}{' ...' if len(every) > 12 else ''}."
    return UsageFault(f'There is no {kind} "{code}".', remedy, alike)


def near_codes(code: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Codes like the one written: by spelling, then for a service by its agency (``AB.99`` is near ``AB.9``)."""
    alike = records.nearest(code, codes)
    family = code.upper().partition(".")[0]
    kin = [other for other in codes if other.partition(".")[0] == family]
    return tuple(dict.fromkeys([*alike, *kin]))[:3]


def given_instant(file: Engine, text: str | None) -> Instant | None:
    """An instant as a person writes it: ``10.30`` (today, in the hall's zone) or ISO with its offset."""
    if text is None:
        return None
    try:
        time = records.time_of_day(text)
    except ValueError:
        try:
            return clock.parse_instant(text)
        except ValueError as error:
            raise UsageFault(
                f'"{text}" is not a time: {error}.', "Write 10.30, or 2026-11-23T10:30:00+08:00."
            ) from None
    return calendar.meant(hall_of(file), file.clock(), time)


def given_day(text: str | None) -> str | None:
    """A day as a person writes it; UsageFault if it is not a date, or is before any hall."""
    if text is None:
        return None
    try:
        day = datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageFault(f'"{text}" is not a date.', "Write it as 2026-11-25.") from None
    if day < calendar.FIRST_DAY.isoformat():
        raise UsageFault(
            f"{day} is before the first day that a hall can have.", f"Begin with {calendar.FIRST_DAY.isoformat()}."
        )
    return day


def words(text: Text) -> str:
    """A sentence in the language of the person at the terminal: Indonesian or English."""
    return pick(text, of_terminal(), ENGLISH)


def language() -> str:
    """That language: "id" or "en"."""
    return words({FIRST: FIRST, ENGLISH: ENGLISH})


def why_words(what: str, written: str | None) -> str:
    """Why something happened: as a person wrote it, in that language what a program wrote; a code stays a code."""
    reason = event_words.reason(what, written)
    return words(reason) if isinstance(reason, Mapping) else reason or ""


def told(english: str) -> str:
    """A line of an answer, or a part of one, in that language."""
    return plain_lines.at_terminal(english)


def sheet_content(path: Path) -> bytes:
    """What a file with a table holds; UsageFault if it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise UsageFault(f"{path} cannot be read ({why}).", "Name a CSV or XLSX file.") from None


def plain(value: Any) -> Any:
    """Answers as JSON: records become objects, tuples become lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in cast("list[Any]", value)]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def say(outcome: Any, *, as_json: bool) -> int:
    """Print what a command answered; returns its exit code."""
    if isinstance(outcome, Refused):
        return _say_refusal(outcome, as_json=as_json)
    if isinstance(outcome, Reply):
        if as_json:
            _object(outcome.data)
        else:
            for line in outcome.lines:
                say_line(line)
        return outcome.code
    return outcome if isinstance(outcome, int) else DONE


def say_line(line: str, *, err: bool = False) -> None:
    """Print one line of an answer, which is English here, in the language of the person at the terminal."""
    click.echo(told(line), err=err)


_ANSWERS = {"y": True, "ya": True, "yes": True, "t": False, "tidak": False, "n": False, "no": False}


def agrees(question: str, default: bool | None = None) -> bool:
    """What a person answers to a question that was told already; without a default it is asked until it is clear."""
    way = told("[y/n]" if default is None else "[y/N]")
    while True:
        said = click.prompt(f"{question} {way}", default="", show_default=False, prompt_suffix=": ", err=True)
        answer = _ANSWERS.get(said.strip().lower(), default if not said.strip() else None)
        if answer is not None:
            return answer
        say_line("Type y or n.", err=True)


def _say_refusal(refused: Refused, *, as_json: bool) -> int:
    if as_json:
        answer = {"refused": refused.code.value, "sentence": refused.sentence, "back_at": refused.back_at}
        _object(answer | ({"details": refused.details} if refused.details else {}))
    click.echo(f"antrean: {words(refused.sentence)}", err=True)
    return REFUSED


_NO_RIGHT_OR_ROOM = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""Wherever in a command it comes up, it is not an error of ours."""


def say_fault(error: Exception, *, as_json: bool) -> int:
    """Print a fault in a plain sentence with its remedy; returns the exit code of its kind."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.exceptions.Abort):
        raise KeyboardInterrupt
    if isinstance(error, click.ClickException):
        error = _usage(error)
    if isinstance(error, UsageFault):
        if as_json:
            _object(
                {"error": "usage", "sentence": error.sentence, "remedy": error.remedy, "nearest": list(error.nearest)}
            )
        return _complain(error, USAGE)
    if isinstance(error, Fault):
        kind = error.kind if isinstance(error, EnvironmentFault) else Kind.BUG
        return _environment(error, kind, as_json=as_json)
    if isinstance(error, OSError) and error.errno in _NO_RIGHT_OR_ROOM and error.filename:
        fault = EnvironmentFault(
            kind_of_write(error), f"{error.filename} cannot be used ({error.strerror}).",
            "Look whether this user may read and write there, and whether there is room.",
        )  # fmt: skip
        return _environment(fault, fault.kind, as_json=as_json)
    return _bug(error, as_json=as_json)


def _usage(error: click.ClickException) -> UsageFault:
    context = error.ctx if isinstance(error, click.UsageError) else None
    alike: Sequence[str] = getattr(error, "possibilities", None) or ()
    help_line = f"See {context.command_path} --help." if context else ""
    return UsageFault(error.format_message(), help_line, tuple(alike))


def _environment(error: Fault, kind: Kind, *, as_json: bool) -> int:
    if as_json:
        _object({"fault": kind.value, "sentence": error.sentence, "remedy": error.remedy})
    return _complain(error, ENVIRONMENT)


def _bug(error: Exception, *, as_json: bool) -> int:
    """An error of ours: the traceback goes to the log, a sentence to the person."""
    told = "".join(traceback.format_exception(error))
    try:
        folder = config.local_folder()
        log.start("cli", folder, screen=False)
        log.logger("cli").error(told)
    except Fault:
        folder = Path()
        sys.stderr.write(told)
    sentence = f"This is an error in Antrean itself ({type(error).__name__}: {error})."
    fault = Fault(
        sentence, f"Please report it with {folder / 'cli.log'}; the hall's file keeps nothing that was half done."
    )
    return _environment(fault, Kind.BUG, as_json=as_json)


def _complain(fault: Fault, code: int) -> int:
    told = plain_sentences.at_terminal
    click.echo(f"antrean: {told(fault.sentence)}", err=True)
    alike = [near for near in getattr(fault, "nearest", ()) if near not in fault.remedy]
    asked = told(f"Did you mean {' or '.join(alike)}?") if alike else ""
    if asked or fault.remedy:
        click.echo(f"  {asked} {told(fault.remedy)}".rstrip().replace("   ", "  "), err=True)
    return code


def _object(data: Mapping[str, Any]) -> None:
    click.echo(json.dumps(plain(data), ensure_ascii=False))


def let_go_of_output() -> int:
    """The reader of our output has closed it (``| head``): end silently."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
