"""Which key does what: arrows, Enter and Escape, the codes of assistive keypads, and the hall's own map."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Qt


class Act(StrEnum):
    """What a key does. The hall file names these."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    SELECT = "select"
    BACK = "back"
    HOME = "home"
    REPEAT = "repeat"
    HELP = "help"
    ALOUD = "aloud"  # begin to read aloud, or stop
    LOUDER = "louder"
    SOFTER = "softer"


USUAL: Mapping[str, Act] = {
    "Up": Act.UP,
    "Down": Act.DOWN,
    "Left": Act.LEFT,
    "Right": Act.RIGHT,
    "Backtab": Act.UP,
    "Return": Act.SELECT,
    "Enter": Act.SELECT,
    "Select": Act.SELECT,
    "Escape": Act.BACK,
    "Back": Act.BACK,
    "Home": Act.HOME,
    "HomePage": Act.HOME,
    "F1": Act.HELP,
    "Help": Act.HELP,
    "F2": Act.REPEAT,
    "F4": Act.ALOUD,
    "VolumeUp": Act.LOUDER,
    "VolumeDown": Act.SOFTER,
    "F9": Act.LOUDER,
    "F8": Act.SOFTER,
    # the tables that Storm's AudioNav and Nav-Bar leave the factory with
    "F13": Act.ALOUD,  # a plug goes into the jack
    "F15": Act.ALOUD,
    "F16": Act.REPEAT,
    "F17": Act.HELP,
    "F18": Act.BACK,
    "F19": Act.SELECT,
    "F20": Act.UP,
    "F21": Act.DOWN,
}
"""What keys do where the hall says nothing, by Qt's names of them."""

KNOWN = frozenset(name.removeprefix("Key_") for name in Qt.Key.__members__)
"""Every name of a key."""


def key_name(key: int) -> str:
    """Qt's name of a key: ``Up``, ``F13``; empty for one that has none."""
    try:
        return Qt.Key(key).name.removeprefix("Key_")
    except ValueError:
        return ""


class KeyMap:
    """The usual keys with the hall's own over them."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._acts = {**USUAL, **{name: Act(act) for name, act in (own or {}).items()}}

    def act(self, name: str) -> Act | None:
        """What a key does, if it is none of those that type."""
        return self._acts.get(name)
