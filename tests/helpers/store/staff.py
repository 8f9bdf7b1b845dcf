"""A small hall with an officer of each role, and how one signs in."""

import dataclasses
from pathlib import Path

from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall, Kiosk, Printer
from shared.domain.hall_data.staff import Officer, Role
from shared.domain.words import Instant
from shared.store import acts, pins
from shared.store.acts import Order, apply_hall, officers
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import DAY, MORNING, StandingClock, open_hall, small_hall

PIN = "246810"
CODES = {role: role.value.upper() for role in Role}
"""The code of the officer with each role; OFFICER has counter 1, LEAD leads agency AB."""


def cheap_pins(monkeypatch) -> None:
    """Scrambling takes no time; how long it really takes is not what is tried."""
    monkeypatch.setattr(pins, "_LOG_N", 2)


def staffed_hall(**changes) -> Hall:
    """The small hall with these officers."""
    pin = pins.scrambled(PIN)
    officers = {code: Officer(role, pin=pin) for role, code in CODES.items()}
    officers["OFFICER"] = Officer(Role.OFFICER, ("1",), pin=pin)
    officers["LEAD"] = Officer(Role.LEAD, agencies=("AB",), pin=pin)
    return dataclasses.replace(small_hall(**changes), officer=officers)


def sign_in(file: HallFile, code: str) -> str:
    """They sign in at this program: from now on it acts for them."""
    answer = officers.sign_in(file, code, PIN)
    assert not isinstance(answer, Refused), answer
    file.session = answer.session
    return answer.session


def staffed_template(folder: Path) -> None:
    """A new hall with officers: a visitor at counter 1, two in line, an enrolled kiosk K1 with a printer, a booking."""
    printing = {"printer": {"P1": Printer("tcp:127.0.0.1:9")}, "kiosk": {"K1": Kiosk("A", ("P1",)), "K2": Kiosk("B")}}
    later = Instant(MORNING + 3_600_000)
    create.create(folder, small_hall(**printing), StandingClock())
    with open_hall(folder, device="K1") as file:
        for number in range(3):
            acts.issue(file, f"issue-{number}", Order(("AB.1",)))
        acts.import_bookings(file, "book", [acts.Booking("K7P", "AB.1", DAY, later)])
        acts.call_next(file, "next", "1")
        apply_hall.apply(file, staffed_hall(**printing))
