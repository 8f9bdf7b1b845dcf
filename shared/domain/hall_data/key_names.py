"""Keys that press a button of the officer's bar while another program has the focus."""

import re
from collections.abc import Mapping

HOTKEY_ACTS = (
    "next", "recall", "start", "finish", "no-show", "hold", "return", "transfer", "cancel", "break", "undo",
)  # fmt: skip
"""What such a key may press, in the words of ``antrean press``."""
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
