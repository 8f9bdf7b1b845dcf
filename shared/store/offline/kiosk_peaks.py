"""How busy a kiosk was at its busiest, for each prefix: it has to hold this many numbers for an hour without the share.

Counted from the tickets that it gave out, a past day once, and kept in its spool on this PC. It is only a forecast: if
it is lost or damaged, it is made again.
"""

import contextlib
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from shared.domain.ticket import first_id, ticket_id
from shared.domain.words import Instant
from shared.store.engine import Db

_DAYS = 10
"""Past business days that count: two weeks."""
_QUARTER_MS = 15 * 60_000
_AGAIN_MS = 60_000
"""How often the quarter of an hour that ends now is counted."""
_NEWEST = 200
"""This many of the newest numbers of a prefix are read for it: a page or two of the file."""


@dataclass(frozen=True, slots=True)
class Peaks:
    """Numbers in an hour at the busiest quarter, by prefix. ``known``: whether a whole day is among what was seen."""

    an_hour: Mapping[str, int]
    known: bool


def look(
    db: Db, before: str | None, kiosk: str, day: str, now: Instant, nexts: Mapping[str, int]
) -> tuple[Peaks, str | None]:  # fmt: skip
    """What is known now, and the text to keep for the next time; None if there is nothing new to keep.

    ``before`` is the text of the last time. At most one day is counted at a time, because others need the file.
    ``nexts`` are the next numbers of the present day by prefix.
    """
    days, counted_at = _read(before)
    fresh = None
    if day not in days or not 0 <= now - counted_at < _AGAIN_MS:
        _raise(days.setdefault(day, {}), _count_now(db, kiosk, day, now, nexts))
        _count_one_past_day(db, days, kiosk, day)
        newest = {name: days[name] for name in sorted(days)[-_DAYS - 1 :]}
        fresh = json.dumps({"days": newest, "counted_at": now})
    an_hour: dict[str, int] = {}
    for counts in days.values():
        _raise(an_hour, {prefix: 4 * count for prefix, count in counts.items()})
    return Peaks(an_hour, any(counts for name, counts in days.items() if name < day)), fresh


def _raise(highest: dict[str, int], counts: Mapping[str, int]) -> None:
    for prefix, count in counts.items():
        highest[prefix] = max(highest.get(prefix, 0), count)


def _count_now(
    db: Db, kiosk: str, day: str, now: Instant, nexts: Mapping[str, int]
) -> dict[str, int]:  # fmt: skip
    """What this kiosk gave out in the quarter of an hour that ends now, by prefix."""
    sql = "SELECT count(*) FROM tickets WHERE id BETWEEN ? AND ? AND device = ? AND taken_at > ?"
    counts: dict[str, int] = {}
    for prefix, following in nexts.items():
        ids = (ticket_id(day, prefix, max(1, following - _NEWEST)), ticket_id(day, prefix, following))
        counts[prefix] = db.execute(sql, (*ids, kiosk, now - _QUARTER_MS)).fetchone()[0]
    return counts


def _count_one_past_day(db: Db, days: dict[str, dict[str, int]], kiosk: str, day: str) -> None:
    """The newest one that is not known yet: what this kiosk gave out in its busiest quarter of an hour, by prefix."""
    past = db.execute("SELECT day FROM days WHERE day < ? ORDER BY day DESC LIMIT ?", (day, _DAYS)).fetchall()
    due = next((name for (name,) in past if name not in days), None)
    if due is None:
        return
    after = (datetime.date.fromisoformat(due) + datetime.timedelta(days=1)).isoformat()
    rows = db.execute(
        "SELECT prefix, max(given) FROM (SELECT prefix, count(*) AS given FROM tickets WHERE id >= ? AND id < ?"
        " AND device = ? GROUP BY prefix, taken_at / ?) quarters GROUP BY prefix",
        (first_id(due), first_id(after), kiosk, _QUARTER_MS),
    )
    days[due] = dict(rows.fetchall())


def _read(before: str | None) -> tuple[dict[str, dict[str, int]], Instant]:
    with contextlib.suppress(ValueError, TypeError, AttributeError, KeyError, RecursionError):
        found = cast("dict[str, Any]", json.loads(before or "{}"))
        days = {
            datetime.date.fromisoformat(day).isoformat(): {str(prefix): int(count) for prefix, count in counts.items()}
            for day, counts in found["days"].items()
        }
        return days, Instant(int(found["counted_at"]))
    return {}, Instant(0)
