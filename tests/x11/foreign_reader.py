"""A screen reader's view of the desktop: names, descriptions and texts of all that shows, as a JSON list.

Run by the system's own Python, which has the bindings of AT-SPI; no part of ours is in it.
"""

import json
import sys
from typing import Any

import gi  # pyright: ignore[reportMissingImports]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  # pyright: ignore[reportMissingImports]


def look(one: Any, found: list[str]) -> None:
    """At a thing and at what is in it."""
    if one is None:
        return
    if one.get_state_set().contains(Atspi.StateType.SHOWING):
        found += [one.get_name(), one.get_description()]
        if one.get_text_iface() is not None:
            found.append(Atspi.Text.get_text(one, 0, Atspi.Text.get_character_count(one)))
    for at in range(one.get_child_count()):
        look(one.get_child_at_index(at), found)


def windows() -> list[Any]:
    """Of all programs of the desktop."""
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
    return [program.get_child_at_index(at) for program in programs for at in range(program.get_child_count())]


if __name__ == "__main__":
    seen: list[str] = []
    for window in windows():
        look(window, seen)
    json.dump([words for words in seen if words], sys.stdout)
