"""Small things that this PC remembers from run to run, each a JSON file in its own folder.

Whatever stands in one may have been cut off or changed by hand: what cannot be understood is as good as not there.
"""

import json
from contextlib import suppress
from pathlib import Path


def read(path: Path) -> object:
    """What the file holds; None when there is none, or it is not JSON."""
    with suppress(OSError, ValueError, RecursionError):
        return json.loads(path.read_text(encoding="utf-8"))
    return None


def write(path: Path, content: object) -> None:
    """Keep it, whole or not at all. OSError when the disk does not take it."""
    half = path.with_suffix(".new")
    half.write_text(json.dumps(content), encoding="utf-8")
    half.replace(path)
