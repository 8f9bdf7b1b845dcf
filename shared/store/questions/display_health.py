"""Every display as it is now, from its report: whether it runs, what it showed and spoke last, what is missing."""

from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.engine import Engine
from shared.store.health_report import STALE_MS, HealthReport

LATE_MS = 10_000
"""A call that is older than this stands on every screen of its zone."""
LOOK_BACK_MS = 90_000


@dataclass(frozen=True, slots=True)
class Screen:
    """One display of the hall.

    Attributes:
        alive: it told of itself a moment ago.
        sound: it has a loudspeaker that is heard.
        speaks: the zones for which it speaks now.
        frame_at: when it last painted.
        shown, spoken: the last call that it painted, and that it said.
        missing: calls of its zones that it should have painted by now.
    """

    device: str
    alive: bool
    sound: bool = False
    speaks: tuple[str, ...] = ()
    frame_at: Instant | None = None
    shown: int | None = None
    spoken: int | None = None
    missing: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether visitors see there what is called."""
        return self.alive and not self.missing


def screens(file: Engine, hall: Hall, now: Instant) -> tuple[Screen, ...]:
    """All displays of the hall file. OSError or an EnvironmentFault if the share does not answer."""
    reports = file.reports(hall.display)
    with file.reading() as db:
        rows = db.execute(
            "SELECT number, label, zone, last_at FROM calls"
            " WHERE number > (SELECT coalesce(max(number), 0) FROM calls) - 50"
        ).fetchall()
    due = [tuple(row) for row in rows if now - LOOK_BACK_MS <= row[3] <= now - LATE_MS]
    return tuple(_screen(hall, code, reports.get(code), due, now) for code in hall.display)


def _screen(
    hall: Hall, code: str, report: HealthReport | None, due: list[tuple[int, str, str, Instant]], now: Instant
) -> Screen:
    if report is None or abs(now - report.at) > STALE_MS:
        return Screen(code, alive=False, frame_at=None if report is None else report.data.get("frame"))
    data, zones = report.data, hall.display[code].zones
    calls = {call: (shown, spoken) for call, shown, spoken, *_ in data.get("calls", ())}
    began = data.get("began") or 0
    return Screen(
        device=code,
        alive=True,
        sound=bool(data.get("able")),
        speaks=tuple(data.get("sure", ())),
        frame_at=data.get("frame"),
        shown=max((call for call, (shown, _) in calls.items() if shown), default=None),
        spoken=max((call for call, (_, spoken) in calls.items() if spoken), default=None),
        missing=tuple(
            label
            for call, label, zone, at in due
            if (not zones or zone in zones)
            and at > began + LATE_MS
            and call >= min(calls, default=0)
            and not (calls.get(call) or (None,))[0]
        ),
    )
