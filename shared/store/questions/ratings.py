"""The hour's counts of one-touch ratings, and how many visitors could have given one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.domain.rating import Cause, Face, Rating, Where
from shared.domain.report import Visit
from shared.domain.words import StepState
from shared.store.engine import Db, Engine
from shared.store.questions import history


@dataclass(frozen=True, slots=True)
class Served:
    """Who was served in some days: visits that were, and services that were given."""

    visits: int = 0
    services: Counter[str] = field(default_factory=Counter[str])


def counted(db: Db, first: str, last: str) -> list[tuple[Rating, int]]:
    """Every rating of the days from ``first`` to ``last`` with how often it was given in its hour."""
    rows = db.execute(
        "SELECT day, hour, zone, channel, face, service, agency, cause, doubtful, count FROM ratings"
        " WHERE day BETWEEN ? AND ? ORDER BY day, hour, zone, channel, service, face, cause",
        (first, last),
    ).fetchall()
    return [
        (
            Rating(
                row[0], row[1], row[2], Where(row[3]), Face(row[4]), row[5], row[6],
                Cause(row[7]) if row[7] else None, bool(row[8]),
            ),
            row[9],
        )
        for row in rows
    ]  # fmt: skip


def served(hall_file: Engine, first: str, last: str) -> Served:
    """Who was served in these days, archives included."""

    def count(visits: Iterable[Visit]) -> Served:
        people, services = 0, Counter[str]()
        for visit in visits:
            done = [step.service for step in visit.steps if step.state is StepState.DONE]
            people += bool(done)
            services.update(done)
        return Served(people, services)

    return history.over_visits(hall_file, first, last, count)
