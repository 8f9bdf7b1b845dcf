"""The share's time: the stamp that it puts on a file that is made there.

All PCs can compare their clocks with this one, so that skew between PCs is found without any time server.
"""

import os
import secrets
from pathlib import Path

from shared.clock import machine_clock
from shared.domain.words import Instant


def skew_ms(folder: Path) -> int:
    """This PC's clock minus the share's, in milliseconds. OSError when nothing can be made there."""
    path = folder / f".clock-{secrets.token_hex(6)}"
    before = machine_clock()
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        after = machine_clock()
        stamped = Instant(os.fstat(descriptor).st_mtime_ns // 1_000_000)
    finally:
        os.close(descriptor)
        path.unlink()
    if before <= stamped <= after:
        return 0
    return before - stamped if stamped < before else after - stamped
