"""Every display as it is now, from its report: whether it runs, what it showed and spoke last, what is missing.

Nothing here depends on how the PCs' clocks agree: a display runs when its report moves, and how late it is is measured
on its own clock, or on the watcher's between two looks.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from shared.clock import steady_ms
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.engine import Engine
from shared.store.health_report import STILL_MS, Beats, HealthReport
from shared.store.record.events import newest

LATE_MS = 10_000
"""A call that is older than this stands on every screen of its zone."""
REST_MS = 150_000
"""A display at rest paints at least once a minute: its clock goes on, or what stands there changes its place."""
_LOOK_SECONDS = 0.25
_RECENT = 50


@dataclass(frozen=True, slots=True)
class Screen:
    """One display of the hall.

    Attributes:
        alive: its program runs.
        pid: of the program that reported last; one that still has its place in the hall was frozen if it is not alive.
        sound: it has a loudspeaker that is heard.
        speaks: the zones for which it speaks now.
        frame_at: when it last painted, by its own clock.
        rest_ms: how long before its last report that was.
        dark: it paints nothing: its window is not on the screen.
        shown, spoken: the last call that it painted, and that it said.
        missing: calls of its zones that it should have painted by now.
    """

    device: str
    alive: bool
    pid: int | None = None
    sound: bool = False
    speaks: tuple[str, ...] = ()
    frame_at: Instant | None = None
    rest_ms: int | None = None
    dark: bool = False
    shown: int | None = None
    spoken: int | None = None
    missing: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether visitors see there what is called."""
        return self.alive and not self.dark and not self.missing


@dataclass(frozen=True, slots=True)
class _Call:
    number: int
    label: str
    zone: str


@dataclass(frozen=True, slots=True)
class _Behind:
    """A display had not read event ``until`` at ``since`` (steady), and so none of ``calls``."""

    until: int
    since: int
    calls: tuple[_Call, ...]


@dataclass(slots=True)
class DisplayWatch:
    """One who looks at the displays again and again; keep it between two looks: one look alone does not tell all.

    Attributes:
        sure: whether the last look left nothing open.
    """

    beats: Beats = field(default_factory=Beats)
    sure: bool = False
    _behind: dict[str, _Behind] = field(default_factory=dict[str, _Behind])

    def look(self, file: Engine, hall: Hall) -> tuple[Screen, ...]:
        """All displays of the hall file. OSError or an EnvironmentFault if the share does not answer."""
        with file.reading() as db:
            last = newest(db)
            rows = db.execute(
                "SELECT number, label, zone FROM calls WHERE number > (SELECT coalesce(max(number), 0) FROM calls) - ?",
                (_RECENT,),
            ).fetchall()
        reports = file.reports(hall.display)
        self.beats.look(reports)
        self.sure = True
        calls = [_Call(*row) for row in rows]
        return tuple(self._screen(hall, code, reports.get(code), calls, last, file.clock()) for code in hall.display)

    def _screen(
        self, hall: Hall, code: str, report: HealthReport | None, calls: list[_Call], last: int, now: Instant
    ) -> Screen:
        runs = self.beats.runs(code, now)
        if report is None or runs is False:
            pid, frame = (None, None) if report is None else (report.pid, report.data.get("frame"))
            return Screen(code, alive=False, pid=pid, frame_at=frame)
        if runs is None:
            self.sure = False
        data, zones = report.data, hall.display[code].zones
        told: list[list[Any]] = data.get("calls", [])
        here = tuple(call for call in calls if not zones or call.zone in zones)
        frame = data.get("frame")
        rest = None if frame is None else report.at - frame
        return Screen(
            device=code,
            alive=True,
            pid=report.pid,
            sound=bool(data.get("able")),
            speaks=tuple(data.get("sure", ())),
            frame_at=frame,
            rest_ms=rest,
            dark=bool(data.get("dark")) or (rest is not None and rest > REST_MS),
            shown=max((row[0] for row in told if row[1]), default=None),
            spoken=max((row[0] for row in told if row[2]), default=None),
            missing=(*_unpainted(report.at, told, here), *self._unread(code, data.get("cursor"), told, here, last)),
        )

    def _unread(
        self, code: str, cursor: int | None, told: list[list[Any]], here: tuple[_Call, ...], last: int
    ) -> tuple[str, ...]:
        """Calls that its program has not read from the hall, although they were there :data:`LATE_MS` ago."""
        if cursor is None or cursor >= last:
            self._behind.pop(code, None)
            return ()
        now = self.beats.steady()
        known = self._behind.get(code)
        if known is None or cursor >= known.until:
            read = max((row[0] for row in told), default=0)
            known = self._behind[code] = _Behind(last, now, tuple(call for call in here if call.number > read))
        late = now - known.since >= LATE_MS
        if known.calls and not late:
            self.sure = False
        return tuple(call.label for call in known.calls) if late else ()


def _unpainted(at: Instant, told: list[list[Any]], here: tuple[_Call, ...]) -> tuple[str, ...]:
    """Calls that it read from the hall and did not paint, although it had :data:`LATE_MS` for it."""
    late = {row[0] for row in told if not row[1] and len(row) > 3 and row[3] and at - row[3] >= LATE_MS}
    return tuple(call.label for call in here if call.number in late)


def screens(file: Engine, hall: Hall) -> tuple[Screen, ...]:
    """All displays, for one who asks once: looks until it is known how each is, a second if all is well."""
    watch = DisplayWatch()
    until = steady_ms() + max(STILL_MS, LATE_MS) + 1000
    found = watch.look(file, hall)
    while not watch.sure and steady_ms() < until:
        time.sleep(_LOOK_SECONDS)
        found = watch.look(file, hall)
    return found
