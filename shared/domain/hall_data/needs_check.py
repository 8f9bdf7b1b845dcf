"""What is wrong with a hall's everyday words, its needs and its welcome."""

import re
from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.needs import ICONS, MOTIFS
from shared.domain.hall_data.problem import Problem

_WHITE_ON_IT = 7.0


def needs(hall: Hall) -> Iterator[Problem]:
    """Codes and pictures that do not exist, words that mean nothing, a colour on which nobody can read."""
    yield from _search(hall)
    for code, need in hall.need.items():
        key = f"need.{code}"
        if not need.services:
            yield Problem(f"{key}.services", "no service meets it.", "Name at least one, or delete the need.")
        for service in need.services:
            if service not in hall.service:
                yield Problem(f"{key}.services", f"there is no service {service!r}.", "Use a code of [service].")
        if need.icon not in ICONS:
            yield Problem(f"{key}.icon", f"there is no picture {need.icon!r}.", f"Use one of {', '.join(ICONS)}.")
    yield from _welcome(hall)


def _search(hall: Hall) -> Iterator[Problem]:
    information = hall.search.information
    if information and information not in hall.service:
        reason = f"there is no service {information!r}."
        yield Problem("search.information", reason, "Name the service where people may ask, or leave it out.")
    for name, words in hall.search.alike.items():
        if not all(any(letter.isalnum() for letter in word) for word in (name, *words)):
            yield Problem(f"search.alike.{name}", "one of the words is empty.", "Delete it.")


def _welcome(hall: Hall) -> Iterator[Problem]:
    colour = hall.welcome.colour
    if colour and not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
        yield Problem("welcome.colour", f"{colour!r} is not a colour.", "Write it as #0B5F5B.")
    elif colour and 1.05 / (_luminance(colour) + 0.05) < _WHITE_ON_IT:
        yield Problem("welcome.colour", "white words on it are hard to read.", "Give a darker colour, as #0B5F5B.")
    if hall.welcome.motif not in ("", *MOTIFS):
        reason = f"there is no pattern {hall.welcome.motif!r}."
        yield Problem("welcome.motif", reason, f"Use one of {', '.join(MOTIFS)}, or leave it out.")
    if hall.welcome.after_seconds < 0:
        yield Problem("welcome.after_seconds", "must not be below 0.", "0 never greets.")


def _luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1 (WCAG 2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
