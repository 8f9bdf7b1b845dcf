"""Which key does what: arrows, Enter and Escape, the codes of assistive keypads, and the hall's own map."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from shared.domain.hall_data.key_names import KeyAct

USUAL: Mapping[str, KeyAct] = {
    "Up": KeyAct.UP,
    "Down": KeyAct.DOWN,
    "Left": KeyAct.LEFT,
    "Right": KeyAct.RIGHT,
    "Backtab": KeyAct.UP,
    "Return": KeyAct.SELECT,
    "Enter": KeyAct.SELECT,
    "Select": KeyAct.SELECT,
    "Escape": KeyAct.BACK,
    "Back": KeyAct.BACK,
    "Home": KeyAct.HOME,
    "HomePage": KeyAct.HOME,
    "F1": KeyAct.HELP,
    "Help": KeyAct.HELP,
    "F2": KeyAct.REPEAT,
    "F4": KeyAct.ALOUD,
    "VolumeUp": KeyAct.LOUDER,
    "VolumeDown": KeyAct.SOFTER,
    "F9": KeyAct.LOUDER,
    "F8": KeyAct.SOFTER,
    # the tables that Storm's AudioNav and Nav-Bar leave the factory with
    "F13": KeyAct.ALOUD,  # a plug goes into the jack
    "F15": KeyAct.ALOUD,
    "F16": KeyAct.REPEAT,
    "F17": KeyAct.HELP,
    "F18": KeyAct.BACK,
    "F19": KeyAct.SELECT,
    "F20": KeyAct.UP,
    "F21": KeyAct.DOWN,
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

    def __init__(self, own: Mapping[str, KeyAct] | None = None) -> None:
        self._acts = {**USUAL, **(own or {})}

    def act(self, name: str) -> KeyAct | None:
        """What a key does, if it is none of those that type."""
        return self._acts.get(name)
