"""What became of each call on the screens: written by displays, many calls at a time, with no event for each.

A batch that is written twice changes nothing, so it needs no request id.
"""

from collections.abc import Iterable

from shared.domain.words import Instant
from shared.store.engine import Engine

KEPT_CALLS = 20_000
"""About two weeks of a busy hall; what is older goes with the next batch."""

CallReport = tuple[int, Instant | None, Instant | None]
"""A call, when it was painted, when its first word was heard."""


def keep_call_reports(hall_file: Engine, device: str, reports: Iterable[CallReport]) -> None:
    """Keep what a display tells of these calls; what it told before of one of them is replaced."""
    rows = [(call, device, shown, spoken) for call, shown, spoken in reports]
    if not rows:
        return
    with hall_file.writing() as db:
        db.executemany(
            "INSERT INTO call_reports (call, device, shown_at, spoken_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (call, device) DO UPDATE SET shown_at = excluded.shown_at, spoken_at = excluded.spoken_at",
            rows,
        )
        db.execute("DELETE FROM call_reports WHERE call < ?", (max(row[0] for row in rows) - KEPT_CALLS,))
