"""``antrean officer | device | login | logout``: who may do what, and who is at this PC."""

import sys
from typing import Any

import click

from shared import config
from shared.cli.common import (
    Reply,
    hall_of,
    hall_option,
    json_option,
    may_ask,
    opened,
    plain,
    request_option,
    say_line,
    told,
)
from shared.domain import calendar
from shared.domain.answers import HallChanged, Refused
from shared.domain.hall_data.staff import Officer, Role
from shared.faults import EnvironmentFault, UsageFault, kind_of_write
from shared.store.acts import enrolment, officers
from shared.store.engine import Engine
from shared.store.offline.signed_in import SignedInHere
from shared.store.record.transaction import new_request
from shared.text.dates import clock_words
from shared.text.languages import FIRST

_PROGRAM = "cli"
pin_option = click.option("--pin-stdin", is_flag=True, help="Read the PIN from standard input, one line.")


def sessions_here(file: Engine) -> SignedInHere:
    """Who signed in with ``antrean login`` on this PC."""
    return SignedInHere(config.local_folder(), file.hall_id, _PROGRAM)


def _pin(from_stdin: bool, *, again: bool = False) -> str:
    """The PIN, read where nobody sees it; never an argument, which every user of this PC could read."""
    if from_stdin:
        return sys.stdin.readline().strip()
    if not may_ask():
        raise UsageFault("There is no PIN.", "Give it with --pin-stdin, or run the command at a terminal.")
    while True:
        pin = str(click.prompt("PIN", hide_input=True, err=True)).strip()
        if not again or pin == str(click.prompt(told("The same PIN again"), hide_input=True, err=True)).strip():
            return pin
        say_line("These were two different PINs.", err=True)


@click.group()
def officer() -> None:
    """The hall's officers: who may sign in, in which role, at which counters."""


@officer.command()
@hall_option
@click.argument("code")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="What they may do.")
@click.option("--counters", default="", metavar="1,2", help="The counters that they may serve; all if missing.")
@click.option("--agencies", default="", metavar="AB,BA", help="Of a lead: their agencies.")
@pin_option
@request_option
@json_option
def add(hall: str | None, code: str, role: str, counters: str, agencies: str, pin_stdin: bool, request: str | None) -> (
    Reply | Refused
):  # fmt: skip
    """Add an officer. The first one of a hall has to be a supervisor, and needs nobody's leave."""
    code, pin = officers.officer_code(code), _pin(pin_stdin, again=True)
    new = Officer(Role(role), _codes(counters), _codes(agencies))
    with opened(hall) as file:
        answer = officers.add_officer(file, request or new_request(), code, new, pin)
    return answer if isinstance(answer, Refused) else Reply(_told(code, new), [f"{code}: {role}, added."])


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _told(code: str, officer: Officer) -> dict[str, Any]:
    """An officer as answers show one: never the PIN."""
    return {"code": code, "role": officer.role.value, "counters": officer.counters, "agencies": officer.agencies}


@officer.command(name="list")
@hall_option
@json_option
def list_(hall: str | None) -> Reply:
    """The officers, their roles and counters."""
    with opened(hall) as file:
        known = hall_of(file).officer
    lines = [
        "  ".join(
            [code, one.role.value, *([f"counters {','.join(one.counters)}"] if one.counters else []), *one.agencies]
        )
        for code, one in known.items()
    ]
    return Reply(
        {"officers": [_told(code, one) for code, one in known.items()]},
        lines or ["This hall has no officers: everybody may do everything."],
    )


@officer.command()
@hall_option
@click.argument("code")
@request_option
@json_option
def remove(hall: str | None, code: str, request: str | None) -> Reply | Refused:
    """Remove an officer; the last supervisor goes last."""
    code = officers.officer_code(code)
    with opened(hall) as file:
        answer = officers.remove_officer(file, request or new_request(), code)
        if not isinstance(answer, Refused):
            sessions_here(file).forget(code)
    return _changed(answer, f"{code}: removed.")


@officer.command()
@hall_option
@click.argument("code")
@pin_option
@request_option
@json_option
def pin(hall: str | None, code: str, pin_stdin: bool, request: str | None) -> Reply | Refused:
    """Give an officer another PIN: one's own, or as a supervisor anybody's."""
    code, new = officers.officer_code(code), _pin(pin_stdin, again=True)
    with opened(hall) as file:
        answer = officers.change_pin(file, request or new_request(), code, new)
    return _changed(answer, f"{code}: the PIN is changed.")


def _changed(answer: HallChanged | Refused, line: str) -> Reply | Refused:
    return answer if isinstance(answer, Refused) else Reply(plain(answer), [line])


@click.command()
@hall_option
@click.argument("code")
@pin_option
@json_option
def login(hall: str | None, code: str, pin_stdin: bool) -> Reply | Refused:
    """Sign in on this PC: acts of the command line are yours until you log out, for twelve hours at most."""
    code, given = officers.officer_code(code), _pin(pin_stdin)
    with opened(hall) as file:
        answer = officers.sign_in(file, code, given)
        if isinstance(answer, Refused):
            return answer
        here = sessions_here(file)
        try:
            here.keep(answer.officer, answer.session, answer.until)
        except OSError as error:
            sentence = f"{here.path} cannot be written ({error.strerror})."
            remedy = f"Set {config.LOCAL} to a folder that can be written."
            raise EnvironmentFault(kind_of_write(error), sentence, remedy) from None
        until = calendar.local(hall_of(file), answer.until)
    data = {"officer": code, "role": answer.role.value, "counters": answer.counters, "until": answer.until}
    return Reply(
        data, [f"{code} ({told(answer.role.value)}) is signed in on this PC until {clock_words(until, FIRST)}."]
    )


@click.command()
@hall_option
@click.argument("code", required=False)
@json_option
def logout(hall: str | None, code: str | None) -> Reply:
    """Sign out on this PC: the one named, or who signed in last."""
    with opened(hall) as file:
        here = sessions_here(file)
        present = here.officers(file.clock())
        chosen = officers.officer_code(code) if code else next(iter(present), None)
        if chosen is not None:
            officers.sign_out(file, here.session(file.clock(), chosen))
            here.forget(chosen)
    return Reply({"officer": chosen}, [f"{chosen} is signed out." if chosen else "Nobody was signed in here."])


@click.group()
def device() -> None:
    """The devices that write to the hall, and what they may do without a person."""


@device.command(name="list")
@hall_option
@json_option
def list_devices(hall: str | None) -> Reply:
    """Every device that ever wrote, with the fingerprint of its key."""
    with opened(hall) as file, file.reading() as db:
        known = enrolment.known_devices(db)
    return Reply({"devices": plain(known)}, [f"{one.device}  {one.state}  {one.key}  on {one.pc}" for one in known])


key_option = click.option(
    "--key", "key", default="", metavar="FINGERPRINT", help="Which of several keys; its beginning."
)


@device.command()
@hall_option
@click.argument("code")
@key_option
@request_option
@json_option
def enrol(hall: str | None, code: str, key: str, request: str | None) -> Reply | Refused:
    """Let a kiosk give numbers (a counter, note what it has to) under its own key."""
    with opened(hall) as file:
        answer = enrolment.enrol(file, request or new_request(), code, key)
    return _changed(answer, f"{code}: enrolled.")


@device.command()
@hall_option
@click.argument("code")
@key_option
@request_option
@json_option
def revoke(hall: str | None, code: str, key: str, request: str | None) -> Reply | Refused:
    """Take that leave back: a PC was stolen, or serves somewhere else."""
    with opened(hall) as file:
        answer = enrolment.revoke(file, request or new_request(), code, key)
    return _changed(answer, f"{code}: revoked.")
