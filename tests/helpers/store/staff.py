"""A small hall with an officer of each role, and how one signs in."""

import dataclasses

from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.staff import Officer, Role
from shared.store import pins
from shared.store.acts import officers
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import small_hall

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
