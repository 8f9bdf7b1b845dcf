"""Observed service times, by service and hour: what estimates are made from. Older ones lose weight."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from shared.domain.calendar import hour_of
from shared.domain.estimate import Observed
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.engine import Db
from shared.store.record.hall_index import marks

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

_FADE = 0.97  # each new observation leaves this part of the older ones' weight: about the last thirty count
_LONGEST_SECONDS = 4 * 3600  # a longer time means that an officer forgot to finish


def observe(tx: "Tx", service: str, called_at: Instant, ended_at: Instant) -> None:
    """A visitor was served: the counter was theirs from the call to the end."""
    seconds = (ended_at - called_at) / 1000
    if not 0 <= seconds <= _LONGEST_SECONDS:
        return
    tx.db.execute(
        "INSERT INTO paces (service, hour, count, seconds, squares) VALUES (?, ?, 1, ?, ?)"
        " ON CONFLICT (service, hour) DO UPDATE SET count = paces.count * ? + 1,"
        " seconds = paces.seconds * ? + excluded.seconds, squares = paces.squares * ? + excluded.squares",
        (service, hour_of(tx.hall, called_at), seconds, seconds * seconds, _FADE, _FADE, _FADE),
    )


def forget(tx: "Tx", service: str, called_at: Instant, ended_at: Instant) -> None:
    """The newest observation was a mistake: what was known before it."""
    seconds = (ended_at - called_at) / 1000
    if not 0 <= seconds <= _LONGEST_SECONDS:
        return
    at = (service, hour_of(tx.hall, called_at))
    tx.db.execute("DELETE FROM paces WHERE service = ? AND hour = ? AND count < 1.5", at)  # it was the only one
    tx.db.execute(
        "UPDATE paces SET count = (count - 1) / ?, seconds = (seconds - ?) / ?, squares = (squares - ?) / ?"
        " WHERE service = ? AND hour = ?",
        (_FADE, seconds, _FADE, seconds * seconds, _FADE, *at),
    )


def observed(db: Db, hall: Hall, now: Instant, services: tuple[str, ...]) -> dict[str, Observed]:
    """What was seen of these services in this hour of the day and the one before, lately."""
    hour = hour_of(hall, now)
    rows = db.execute(
        "SELECT service, sum(count), sum(seconds), sum(squares) FROM paces"
        f" WHERE service IN ({marks(len(services))}) AND hour IN (?, ?) GROUP BY service",
        (*services, hour, (hour - 1) % 24),
    )
    return {service: _of(count, seconds, squares) for service, count, seconds, squares in rows}


class Lately(Mapping[str, Observed]):
    """:func:`observed`, read only when a wait needs it: with a free counter nobody waits."""

    def __init__(self, read: Callable[[], dict[str, Observed]]) -> None:
        self._read = read
        self._found: dict[str, Observed] | None = None

    def _known(self) -> dict[str, Observed]:
        if self._found is None:
            self._found = self._read()
        return self._found

    def __getitem__(self, service: str) -> Observed:
        return self._known()[service]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())


def _of(count: float, seconds: float, squares: float) -> Observed:
    mean = seconds / count
    variance = max(0.0, squares / count - mean * mean)
    return Observed(round(count), mean, variance**0.5)
