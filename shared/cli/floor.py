"""``antrean open | close | break | pause-hall | disturb ...``: counters, the whole hall, single services, the day."""

import contextlib
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from shared import config
from shared.cli.acts import act, officer_option
from shared.cli.common import (
    Reply,
    agrees,
    given_instant,
    hall_option,
    json_option,
    may_ask,
    plain,
    request_option,
    words,
)
from shared.cli.printing.checkpoint_paper import printed_by_closing
from shared.domain.answers import CounterChanged, HallChanged, Refused
from shared.domain.words import Text
from shared.faults import EnvironmentFault, Kind
from shared.press_door import ACTS, door_of
from shared.store import acts
from shared.store.engine import Engine
from shared.store.questions import audit
from shared.text import event_words

_Command = Callable[..., Any]
counter_option = click.option("--counter", required=True, metavar="N", help="The counter.")
until_option = click.option("--until", metavar="TIME", help="Until when: 13.00, or an ISO instant with its offset.")


def _reason_options(command: _Command) -> _Command:
    """What the public is told, in Indonesian and, if wished, in English."""
    command = click.option("--reason-en", metavar="TEXT", help="The same in English.")(command)
    return click.option("--reason", required=True, metavar="TEXT", help="What the public is told, in Indonesian.")(
        command
    )


def hall_act(command: _Command) -> click.Command:
    """The options of every act here."""
    for option in (json_option, request_option, officer_option, hall_option):
        command = option(command)
    return click.command()(command)


def _reason(given: dict[str, Any]) -> Text:
    return {"id": given["reason"]} | ({"en": given["reason_en"]} if given["reason_en"] else {})


def _counter(answer: CounterChanged | Refused) -> Reply | Refused:
    if isinstance(answer, Refused):
        return answer
    return Reply(plain(answer), [f"counter {answer.counter}: {answer.status}"])


def hall_reply(answer: HallChanged | Refused) -> Reply | Refused:
    """The lines for what changed in the hall."""
    if isinstance(answer, Refused):
        return answer
    return Reply(plain(answer), [words(event_words.of(answer.what)), *map(str, answer.changes)])


@counter_option
@click.option("--of", metavar="REQUEST", help="The request id of the act that is meant; the last one if missing.")
@hall_act
def undo(**given: Any) -> Reply | Refused:
    """Take back the last act at a counter, within a few seconds: its visitors are again as they were."""
    with act(given) as (file, request):
        answer = acts.undo(file, request, given["counter"], given["officer"], of=given["of"])
    if isinstance(answer, Refused):
        return answer
    states = [f"{label}: {state.replace('_', ' ')}" for label, state in answer.states.items()]
    return Reply(plain(answer), [f"counter {answer.counter}: {answer.act.replace('_', ' ')}, undone", *states])


@counter_option
@hall_act
def open_(**given: Any) -> Reply | Refused:
    """Open a counter, or hand it to another officer."""
    with act(given) as (file, request):
        return _counter(acts.open_counter(file, request, given["counter"], given["officer"]))


@counter_option
@hall_act
def close(**given: Any) -> Reply | Refused:
    """Close a counter."""
    with act(given) as (file, request):
        return _counter(acts.close_counter(file, request, given["counter"], given["officer"]))


@counter_option
@until_option
@click.option("--end", is_flag=True, help="The break is over.")
@hall_act
def break_(**given: Any) -> Reply | Refused:
    """Send a counter on a break, or end it."""
    with act(given) as (file, request):
        if given["end"]:
            return _counter(acts.end_break(file, request, given["counter"], given["officer"]))
        back_at = given_instant(file, given["until"])
        return _counter(acts.take_break(file, request, given["counter"], back_at, given["officer"]))


@_reason_options
@until_option
@hall_act
def pause_hall(**given: Any) -> Reply | Refused:
    """Pause the whole hall: no numbers, no calls."""
    with act(given) as (file, request):
        until = given_instant(file, given["until"])
        return hall_reply(acts.pause_hall(file, request, _reason(given), until, given["officer"]))


@hall_act
def resume_hall(**given: Any) -> Reply | Refused:
    """The hall goes on."""
    with act(given) as (file, request):
        return hall_reply(acts.resume_hall(file, request, given["officer"]))


@click.argument("service")
@_reason_options
@until_option
@hall_act
def disturb(**given: Any) -> Reply | Refused:
    """Tell that a SERVICE is interrupted, and why: no numbers for it."""
    with act(given) as (file, request):
        until = given_instant(file, given["until"])
        return hall_reply(
            acts.disturb_service(file, request, given["service"], _reason(given), until, given["officer"])
        )


@click.argument("service")
@hall_act
def restore_service(**given: Any) -> Reply | Refused:
    """A SERVICE works again."""
    with act(given) as (file, request):
        return hall_reply(acts.restore_service(file, request, given["service"], given["officer"]))


@hall_act
def open_day(**given: Any) -> Reply | Refused:
    """Open the day again: visits that closing ended come back. The first act of a day opens it by itself."""
    with act(given) as (file, request):
        return hall_reply(acts.open_day(file, request, given["officer"]))


@click.option(
    "--yes", is_flag=True, help="Close even if people still wait. Without it you are asked, or it is refused."
)
@hall_act
def close_day(**given: Any) -> Reply | Refused:
    """End the day; steps that were not reached are listed, expired or carried on, as the rules say."""
    with act(given) as (file, request):
        told = None if given["yes"] else acts.ended_by_closing(file)
        if told and not _is_agreed(told):
            return acts.not_confirmed(told)
        reply = hall_reply(acts.close_day(file, request, given["officer"], told=told))
        return reply if isinstance(reply, Refused) else _with_checkpoint(file, reply)


def _with_checkpoint(file: Engine, reply: Reply) -> Reply:
    """Where the audit stands at the end of the day, to be kept outside the hall."""
    with file.reading() as db:
        end = audit.head(db)
    if end is None:
        return reply
    point = {"sequence": end.sequence, "words": end.words, "at": end.at}
    line = f"Checkpoint of the audit, to be kept elsewhere: {end.sequence}:{end.words}"
    printed = printed_by_closing(file, end)
    data = {**reply.data, "checkpoint": point, "printed": None if printed is None else printed.data}
    return Reply(data, [*reply.lines, line, *(printed.lines if printed is not None else ())], reply.code)


def _is_agreed(labels: Sequence[str]) -> bool:
    """Whether the person at the terminal agrees to end these; False where nobody can be asked."""
    if not may_ask():
        return False
    count, named = len(labels), " ".join(labels)
    question: Text = {
        "id": f"{count} nomor masih menunggu dan akan berakhir: {named}\nTutup hari ini?",
        "en": f"{count} numbers still wait and would end: {named}\nClose the day?",
    }
    return agrees(words(question), default=False)


# --- the bar that runs on this PC ---------------------------------------------------------------------------------

_PRESS_SECONDS = 5.0


@click.command()
@click.argument("act", type=click.Choice(ACTS))
@click.option("--counter", required=True, metavar="N", help="The counter whose bar runs on this PC.")
@json_option
def press(**given: Any) -> Reply:
    """Press a button of the counter's running bar: for shortcuts and foot switches. It asks as for its key."""
    act, counter = given["act"], given["counter"]
    heard = _said(door_of(config.local_folder(), counter), act)
    told = "pressed" if heard == "pressed" else "the same press as a moment ago"
    return Reply({"act": act, "counter": counter, "heard": heard}, [f"{act} at counter {counter}: {told}"])


def _said(door: str, act: str) -> str:
    """What the bar answers."""
    line = act.encode() + b"\n"
    with contextlib.suppress(OSError):
        if os.name == "nt":
            with Path(rf"\\.\pipe\{door}").open("r+b", buffering=0) as pipe:
                pipe.write(line)
                return pipe.readline().decode().strip()
        with socket.socket(socket.AF_UNIX) as line_to_bar:
            line_to_bar.settimeout(_PRESS_SECONDS)
            line_to_bar.connect(door)
            line_to_bar.sendall(line)
            return line_to_bar.makefile().readline().strip()
    raise EnvironmentFault(
        Kind.DEVICE,
        "No bar of this counter runs here for this user.",
        "Start it with `antrean counter --counter N`, as the same user and with the same ANTREAN_LOCAL.",
    )
