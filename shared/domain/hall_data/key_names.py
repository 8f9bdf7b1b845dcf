"""What a hall can give a key to do: at a kiosk, and at the officer's bar while another program has the focus."""

import re
from collections.abc import Mapping
from enum import StrEnum


class KeyAct(StrEnum):
    """What a key of a kiosk does, or one of an assistive keypad."""

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


class HotkeyAct(StrEnum):
    """What such a key may press, in the words of ``antrean press``."""

    NEXT = "next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no-show"
    HOLD = "hold"
    RETURN = "return"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    BREAK = "break"
    UNDO = "undo"


USUAL: Mapping[str, str] = {
    "next": "Ctrl+Shift+F1", "recall": "Ctrl+Shift+F2", "start": "Ctrl+Shift+F3", "finish": "Ctrl+Shift+F4",
    "no-show": "Ctrl+Shift+F5",
}  # fmt: skip
"""The loop of every visit. Plain F-keys belong to whatever program the officer works in."""
_KEY = re.compile(
    r"((Ctrl|Alt|Shift|Meta)\+){0,4}"
    r"(F([1-9]|1[0-9]|2[0-4])|[A-Z0-9]|Space|Return|Enter|Ins|Del|Home|End|PgUp|PgDown|Left|Up|Right|Down|Pause"
    r"|ScrollLock|Print)"
)


def is_key(written: str) -> bool:
    """Whether this names a key, as Ctrl+Shift+F1; an empty one switches the usual key off."""
    return not written or _KEY.fullmatch(written) is not None
