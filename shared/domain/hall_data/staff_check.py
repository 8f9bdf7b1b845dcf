"""What is wrong with the hall's officers and with how they sign in."""

import re
from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.problem import Problem
from shared.domain.hall_data.staff import Role

CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,19}")
_PIN = re.compile(r"scrypt\$\d{1,2}\$\d{1,2}\$\d{1,2}\$[0-9a-f]{32}\$[0-9a-f]{64}")
MOST_HOURS = 12


def staff(hall: Hall) -> Iterator[Problem]:
    """Codes, counters and agencies of the officers; one of them has to be a supervisor."""
    for code in hall.officer:
        yield from _officer(hall, code)
    if hall.officer and not any(officer.role is Role.SUPERVISOR for officer in hall.officer.values()):
        yield Problem("officer", "nobody is a supervisor.", 'Give one officer role = "supervisor".')
    rule = hall.rules.staff
    if not 1 <= rule.sign_in_hours <= MOST_HOURS:
        yield Problem("rules.staff.sign_in_hours", "must be from 1 to 12.", "12 is a long working day.")
    if not 0 <= rule.lock_minutes <= 24 * 60:
        yield Problem("rules.staff.lock_minutes", "must be from 0 to 1440.", "15 is a quarter of an hour; 0 never.")


def _officer(hall: Hall, code: str) -> Iterator[Problem]:
    officer, key = hall.officer[code], f"officer.{code}"
    if not CODE.fullmatch(code):
        yield Problem(key, "is not an officer's code.", "Write 1 to 20 of A-Z, 0-9, dot, dash and underscore.")
    for counter in officer.counters:
        if counter not in hall.counter:
            yield Problem(f"{key}.counters", f"there is no counter {counter!r}.", "Use codes of [counter].")
    for agency in officer.agencies:
        if agency not in hall.agency:
            yield Problem(f"{key}.agencies", f"there is no agency {agency!r}.", "Use codes of [agency].")
    if officer.agencies and officer.role is not Role.LEAD:
        yield Problem(f"{key}.agencies", "only a lead has agencies.", 'Write role = "lead", or remove the key.')
    if officer.pin and not _PIN.fullmatch(officer.pin):
        yield Problem(f"{key}.pin", "is not a scrambled PIN.", "Remove it and use `antrean officer pin`.")
