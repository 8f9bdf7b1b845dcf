"""What became of each call on the screens: written by displays, many calls at a time, with no event for each.

A batch that is written twice changes nothing, so it needs no request id.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.words import Instant
from shared.store.engine import Engine

KEPT_CALLS = 20_000
"""About two weeks of a busy hall; what is older goes with the next batch."""


@dataclass(frozen=True, slots=True)
class CallReport:
    """What became of a call on one display.

    Attributes:
        call: its number.
        shown_at, spoken_at: when it was painted, when its first word was heard, by that PC's clock.
        shown_ms, spoken_ms: within so long after the call stood in the hall's file; None if nobody can tell.
    """

    call: int
    shown_at: Instant | None = None
    spoken_at: Instant | None = None
    shown_ms: int | None = None
    spoken_ms: int | None = None


def keep_call_reports(hall_file: Engine, device: str, reports: Iterable[CallReport]) -> None:
    """Keep what a display tells of these calls; the first time that it was painted counts, and the last word.

    A display that was started again knows less of a call than before: that takes nothing away.
    """
    rows = [(one.call, device, one.shown_at, one.spoken_at, one.shown_ms, one.spoken_ms) for one in reports]
    if not rows:
        return
    with hall_file.writing() as db:
        db.executemany(
            "INSERT INTO call_reports (call, device, shown_at, spoken_at, shown_ms, spoken_ms)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (call, device) DO UPDATE SET"
            " shown_at = coalesce(call_reports.shown_at, excluded.shown_at),"
            " shown_ms = coalesce(call_reports.shown_ms, excluded.shown_ms),"
            " spoken_at = coalesce(excluded.spoken_at, call_reports.spoken_at),"
            " spoken_ms = coalesce(excluded.spoken_ms, call_reports.spoken_ms)",
            rows,
        )
        db.execute("DELETE FROM call_reports WHERE call < ?", (max(row[0] for row in rows) - KEPT_CALLS,))
