"""Observed service times, by service and hour: what estimates are made from. Sums fade, so that lately counts most."""

import sqlite3
from typing import TYPE_CHECKING

from shared.domain.calendar import local
from shared.domain.estimate import Observed
from shared.domain.hall import Hall
from shared.domain.words import Instant

if TYPE_CHECKING:
    from shared.store.transaction import Tx

_FADE = 0.97  # each new observation leaves so much of the older ones' weight: about the last thirty count
_LONGEST_SECONDS = 4 * 3600  # longer is a counter that somebody forgot to finish


def observe(tx: "Tx", service: str, called_at: Instant, ended_at: Instant) -> None:
    """A visitor was served: the counter was theirs from the call to the end."""
    seconds = (ended_at - called_at) / 1000
    if not 0 <= seconds <= _LONGEST_SECONDS:
        return
    tx.db.execute(
        "INSERT INTO paces (service, hour, count, seconds, squares) VALUES (?, ?, 1, ?, ?)"
        " ON CONFLICT (service, hour) DO UPDATE SET count = count * ? + 1, seconds = seconds * ? + excluded.seconds,"
        " squares = squares * ? + excluded.squares",
        (service, local(tx.hall, called_at).hour, seconds, seconds * seconds, _FADE, _FADE, _FADE),
    )


def observed(db: sqlite3.Connection, hall: Hall, now: Instant, services: tuple[str, ...]) -> dict[str, Observed]:
    """What was seen of these services in this hour of the day and the one before, lately."""
    hour = local(hall, now).hour
    marks = ", ".join("?" * len(services))
    rows = db.execute(
        "SELECT service, sum(count), sum(seconds), sum(squares) FROM paces"
        f" WHERE service IN ({marks}) AND hour IN (?, ?) GROUP BY service",
        (*services, hour, (hour - 1) % 24),
    )
    return {service: _of(count, seconds, squares) for service, count, seconds, squares in rows}


def _of(count: float, seconds: float, squares: float) -> Observed:
    mean = seconds / count
    variance = max(0.0, squares / count - mean * mean)
    return Observed(round(count), mean, variance**0.5)
