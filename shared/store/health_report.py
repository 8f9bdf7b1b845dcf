"""What a program tells of itself while it runs: a display what it shows and speaks. Any other program may do so, too.

Reports are kept beside the hall's database and never in it, so that they cost its writers nothing; what is worth
keeping is written into it in batches (``shared.store.acts.health``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.clock import TOLERATED_MS, steady_ms
from shared.domain.words import Instant

REPORT_SECONDS = 1.0
"""How often a program that others wait for writes its report."""
STILL_MS = 10_000
"""A report that stood still for so long is of a program that does not run."""


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


@dataclass(slots=True)
class _Seen:
    """A device's report as it was last seen to be new, and when (steady); ``moved``: there was another before it."""

    report: HealthReport
    since: int
    moved: bool = False


class Beats:
    """Whether programs run, found out by looking at their reports again: what lives has written another meanwhile.

    Clocks of PCs differ by minutes, so the time in a report tells only of one that is older than that.
    """

    def __init__(self, steady: Callable[[], int] = steady_ms) -> None:
        self.steady = steady
        self._seen: dict[str, _Seen] = {}

    def look(self, reports: Mapping[str, HealthReport]) -> None:
        """These are the last reports now."""
        for device, report in reports.items():
            known = self._seen.get(device)
            if known is None or (known.report.who, known.report.beat) != (report.who, report.beat):
                self._seen[device] = _Seen(report, self.steady(), moved=known is not None)

    def runs(self, device: str, now: Instant) -> bool | None:
        """Whether its program runs; None when one has to look again to know it."""
        seen = self._seen.get(device)
        if seen is None or self.steady() - seen.since >= STILL_MS:
            return False
        if seen.moved:
            return True
        return None if abs(now - seen.report.at) <= TOLERATED_MS + STILL_MS else False
