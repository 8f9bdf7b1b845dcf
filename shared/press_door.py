"""Where a counter's bar on this PC hears the presses of ``antrean press``: a door for this user alone."""

import hashlib
import os
import re
from pathlib import Path

ACTS = ("next", "recall", "start", "finish", "no-show", "hold", "return", "transfer", "cancel", "break", "undo")
"""What can be pressed from outside: the buttons of the bar, and undo."""
_LONGEST = 90
"""A Unix socket's path has about a hundred bytes."""


def door_of(local_folder: Path, counter: str) -> str:
    """The name of a counter's door: a socket in this PC's own folder, a named pipe under Windows."""
    safe = re.sub(r"[^A-Za-z0-9]", "_", counter)
    path = str(local_folder.absolute() / f"press-{safe}")
    mark = hashlib.sha256(path.encode()).hexdigest()[:16]
    if os.name == "nt":
        return f"antrean-press-{mark}"
    return path if len(path.encode()) <= _LONGEST else f"/tmp/antrean-press-{os.getuid()}-{mark}"
