"""What a program tells of itself while it runs: a display what it shows and speaks. Any other program may do so, too.

Reports are kept beside the hall's database and never in it, so that they cost its writers nothing; what is worth
keeping is written into it in batches (``shared.store.acts.health``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.domain.words import Instant

REPORT_SECONDS = 1.0
"""How often a program that others wait for writes its report."""
STALE_MS = 15_000
"""A report that is older than this tells nothing of now."""


@dataclass(frozen=True, slots=True)
class HealthReport:
    """One program's last report. ``beat`` grows with each; ``data`` is what its kind of program tells."""

    device: str
    kind: str
    pc: str
    pid: int
    beat: int
    at: Instant
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def who(self) -> tuple[str, str, int]:
        """The running program: another one of the same device is somebody else."""
        return self.device, self.pc, self.pid
