"""Who will soon be called, for the screens that ask the next few to come closer."""

from collections.abc import Mapping

from shared.domain.hall_data.hall import Hall
from shared.domain.line import Recent, Waiting, choose
from shared.domain.words import Instant
from shared.store.engine import Db
from shared.store.questions.state import present_day
from shared.store.record.candidates import IN_LINE, waiting
from shared.store.record.hall_index import index


def upcoming(
    db: Db, hall: Hall, groups: Mapping[str, tuple[str, ...]], now: Instant, most: int
) -> dict[str, tuple[str, ...]]:
    """The labels that would be called next, by group of services (those of a counter, or one service), soonest first.

    It follows the rules as if these services were called by one counter from now on; a group where nobody waits is
    left out. What an officer does otherwise changes it at the next look.
    """
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    counts = {
        row["service"]: (row["waiting"] - row["waiting_priority"], row["waiting_priority"])
        for row in db.execute(
            "SELECT service, waiting, waiting_priority FROM tallies WHERE day = ? AND waiting > 0", (day,)
        )
    }
    lines: dict[str, list[Waiting]] = {}

    def line(service: str) -> list[Waiting]:
        if service not in lines:
            lanes = [lane for lane, people in enumerate(counts.get(service, (0, 0))) if people > 0]
            rows = (db.execute(IN_LINE, (day, service, lane, most)).fetchall() for lane in lanes)
            lines[service] = [waiting(row) for found in rows for row in found]
        return lines[service]

    found = {
        key: _next(hall, [one for service in services for one in line(service)], services, now, most)
        for key, services in groups.items()
    }
    return {key: labels for key, labels in found.items() if labels}


def _next(hall: Hall, line: list[Waiting], services: tuple[str, ...], now: Instant, most: int) -> tuple[str, ...]:
    window = next((c for service in services for c in index(hall).counters_of[service]), None)
    called: list[Recent] = []
    labels: list[str] = []
    while window is not None and len(labels) < most and (choice := choose(line, window, hall, now, called)):
        step = choice.step
        labels.append(step.label)
        called.append(Recent(step.service, step.priority, now, step.place, 0.0, True, window))
        line = [one for one in line if one.ticket != step.ticket]
    return tuple(dict.fromkeys(labels))
