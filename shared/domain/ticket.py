"""A ticket's label and its identity.

The id is computed from (day, prefix, number), so that "two tickets of a day never bear the same label" and
"two tickets never have the same id" are one fact, and a kiosk without the share can name a ticket by itself.
"""

import datetime
import functools
import re

_FIRST_DAY = datetime.date(2020, 1, 1).toordinal()
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PREFIXES = 37**3
_NUMBERS = 100_000
_STEPS = 100
PREFIX_PATTERN = r"[A-Z0-9]{1,3}"
_DASHLESS = re.compile(r"([A-Z0-9]{0,2}[A-Z]) ?([0-9]+)")


def label(prefix: str, number: int) -> str:
    """The label on paper, screen and voice: ``AB-001``; four digits and more past 999."""
    return f"{prefix}-{number:03d}"


def split_label(text: str) -> tuple[str, int]:
    """Prefix and number of a label as people type it (``ab-9``, ``ab9``, ``AB 009``); ValueError if it is none.

    Without its dash a prefix has to end with a letter: what of ``9Z912`` is the number cannot be told.
    """
    known = _DASHLESS.fullmatch(text.strip().upper())
    prefix, dash, number = known.expand(r"\1-\2").partition("-") if known else text.strip().upper().partition("-")
    if not dash or not number.isdecimal() or not prefix:
        raise ValueError(f"{text!r} is not a ticket label (like AB-012)")
    return prefix, int(number)


def known_label(text: str) -> str | None:
    """The label that people mean: ``AB-009`` for ``ab9``; None if it is none."""
    try:
        prefix, number = split_label(text)
    except ValueError:
        return None
    return label(prefix, number) if number else None


def ticket_id(day: str, prefix: str, number: int) -> int:
    """The id of a ticket: below 2**53, growing by day. ``day`` is ``YYYY-MM-DD``; prefix 1-3 of A-Z and 0-9."""
    if not 1 <= number < _NUMBERS:
        raise ValueError(f"ticket number {number} is outside 1 to {_NUMBERS - 1}")
    if not 1 <= len(prefix) <= 3:
        raise ValueError(f"prefix {prefix!r} is not 1 to 3 characters long")
    return _before(day, prefix) + number


@functools.lru_cache(maxsize=256)
def _before(day: str, prefix: str) -> int:
    """What the ids of a day and a prefix are counted from."""
    code = 0
    for character in prefix:
        code = code * 37 + _DIGITS.index(character) + 1
    days = datetime.date.fromisoformat(day).toordinal() - _FIRST_DAY
    return (days * _PREFIXES + code) * _NUMBERS


def first_id(day: str) -> int:
    """No ticket of ``day`` or a later one has a smaller id, no ticket of an earlier day a greater one."""
    return (datetime.date.fromisoformat(day).toordinal() - _FIRST_DAY) * _PREFIXES * _NUMBERS


def step_id(ticket: int, position: int) -> int:
    """The id of a ticket's step, 1 to 99; position 0 is below all of them, and above those of the tickets before."""
    return ticket * _STEPS + position
